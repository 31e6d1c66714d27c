"""Full-text search over the current articles and their quotations, by FTS5."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import text

from crosswire.errors import UsageError
from crosswire.store.database import Store

DAY = "COALESCE(a.published, d.published)"  # its own day, else the one that the corpus gives it
HIT_OPEN, HIT_CLOSE = "\x02", "\x03"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PHRASE = re.compile(r'"([^"]+)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for: words, and limits that all must hold. Days are ISO dates, both inclusive."""

    words: str
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    speaker: str | None = None
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One result, best first. `snippet` marks the words found between HIT_OPEN and HIT_CLOSE."""

    record_id: str
    article: str
    title: str | None
    outlet: str | None
    published: str | None
    speaker: str | None
    snippet: str


def match_expression(words: str) -> str:
    """The FTS5 expression for what a person typed: every word and every "phrase" must occur.

    Nothing typed is syntax: each term is quoted. ('border "dead troops"' -> '"border" "dead troops"')
    Raises UsageError if there is no word in it.
    """
    terms = []
    for phrase, word in _PHRASE.findall(words):
        parts = _WORD.findall(phrase or word)
        if parts:
            terms.append('"' + " ".join(parts) + '"')
    if not terms:
        raise UsageError(f"There is no word in {words!r} to search for.")
    return " ".join(terms)


def search(store: Store, query: Query) -> list[Hit]:
    """Articles that hold the words; with `speaker`, quotations by that speaker that hold them."""
    quoted = query.speaker is not None
    table, column = ("quotations_fts", 3) if quoted else ("articles_fts", 2)
    record = "f.quotation_id" if quoted else "f.article_id"
    speaker = "f.speaker" if quoted else "NULL"
    conditions = [f"{table} MATCH :words", "v.current"]
    values: dict[str, object] = {"words": match_expression(query.words), "limit": query.limit,
                                 "open": HIT_OPEN, "close": HIT_CLOSE}
    for name, value, condition in (
        ("since", query.since, f"{DAY} >= :since"),
        ("until", query.until, f"{DAY} <= :until"),
        ("outlet", query.outlet, "a.outlet LIKE '%' || :outlet || '%'"),
        ("speaker", query.speaker, "f.speaker LIKE '%' || :speaker || '%'"),
    ):
        if value is not None:
            conditions.append(condition)
            values[name] = value
    statement = text(f"""
        SELECT {record} AS record_id, a.name AS article, a.title, a.outlet, {DAY} AS published, {speaker} AS speaker,
               snippet({table}, {column}, :open, :close, '…', 24) AS snippet
        FROM {table} f JOIN articles a ON a.id = f.article_id JOIN versions v ON v.article_id = a.id
        LEFT JOIN datings d ON d.article_id = a.id
        WHERE {" AND ".join(conditions)} ORDER BY f.rank, record_id LIMIT :limit""")
    with store.read() as connection:
        return [Hit(**row) for row in connection.execute(statement, values).mappings()]
