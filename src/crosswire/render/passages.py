"""A record for a person: its fields in words, and the passages that it stands on, in context."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from crosswire.account import Account
from crosswire.errors import UsageError
from crosswire.model import Article
from crosswire.spans import Span
from crosswire.values import Party, Passage, Reason, Side

LEFT_OUT = frozenset({"id", "text", "blocks", "sentences", "offsets", "article_id", "document_id", "span", "passages",
                      "sides", "differences", "headline"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage in context: where it stands, the text before, the passage, the text after."""

    where: str
    before: str
    text: str
    after: str
    cut_before: bool
    cut_after: bool


def find_record(account: Account, record_id: str) -> Any:
    """The record whose id is, or alone begins with, `record_id`. Raises UsageError if there is not just one."""
    if record_id in account.by_id:
        return account.by_id[record_id]
    found = sorted(known for known in account.by_id if known.startswith(record_id))
    if not found:
        raise UsageError(f"No record has the id {record_id!r}. `crosswire search` prints ids.")
    if len(found) > 1:
        shown = ", ".join(found[:5]) + (", …" if len(found) > 5 else "")
        raise UsageError(f"{record_id!r} fits {len(found)} records ({shown}); give more of it.")
    return account.by_id[found[0]]


def fields(account: Account, record: Any) -> list[tuple[str, str]]:
    """The record's kind and what its fields say, without those that are empty or shown as passages."""
    rows = [("record", type(record).__name__), ("id", record.id)]
    article = account.by_id.get(getattr(record, "article_id", ""))
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if isinstance(value, Span) and article is not None:
            value = value.of(article.text)
        if field.name not in LEFT_OUT and value not in (None, (), ""):
            rows.append((field.name, _in_words(value)))
    return rows


def _in_words(value: Any) -> str:
    if isinstance(value, Party):
        return value.name
    if isinstance(value, Reason):
        return f"{value.detail} ({value.rule}, {value.score:.2f})"
    if isinstance(value, tuple):
        shown = ", ".join(_in_words(item) for item in value[:12])
        return shown + (f", … ({len(value)} in all)" if len(value) > 12 else "")
    return str(value)


def evidence(account: Account, record: Any, context: int) -> Iterator[Evidence]:
    """The passages that a record stands on, each once, in order. `context` is in characters."""
    seen = set()
    for passage in _passages(account, record):
        if (passage.article_id, passage.span) not in seen:
            seen.add((passage.article_id, passage.span))
            says = passage.stance if isinstance(passage, Side) else None
            yield _evidence(account.by_id[passage.article_id], passage.span, context, says)


def _evidence(article: Article, span: Span, context: int, says: str | None) -> Evidence:
    start, end = max(0, span.start - context), min(len(article.text), span.end + context)
    where = " · ".join(part for part in (
        says, article.outlet or article.name, article.published and article.published.isoformat(), article.title,
        f"characters {span.start}-{span.end}") if part)
    return Evidence(where, article.text[start:span.start], span.of(article.text), article.text[span.end:end],
                    start > 0, end < len(article.text))


def _passages(account: Account, record: Any) -> Iterator[Passage | Side]:
    if isinstance(record, Article):
        yield Passage(record.id, record.title_span or Span(0, min(len(record.text), 400)))
        return
    if hasattr(record, "span"):
        yield Passage(record.article_id, record.span)
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Passage | Side):
                yield item
            elif field.name.endswith("_ids") or field.name == "claim_id":
                yield from _passages(account, account.by_id[item])
