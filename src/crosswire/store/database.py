"""Store: writes and reads the records of one account. The only state that Crosswire keeps.

Every write is one transaction, so a kill at any moment leaves the store as it was before or after it. Records
are inserted if their id is new and left alone otherwise: ids are made of content, so the same id is the same
record. What only the whole corpus can tell is replaced as a whole by `replace_corpus`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, create_engine, delete, event, func, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DatabaseError

from crosswire import codec
from crosswire.account import Account
from crosswire.errors import StoreError
from crosswire.model import Article, Dating, Document, EntityDecision, Quotation, Skipped, Source
from crosswire.stage import Records
from crosswire.store import schema
from crosswire.store.migrations import migrate
from crosswire.store.owners import keep, owned
from crosswire.store.schema import ANNOTATION_KINDS, CORPUS_KINDS, DOCUMENT_KINDS, LINK_TABLES, RECORD_TABLES, TABLES

READ_CHUNK = 500


class Store:
    """An open store. Use as a context manager, or call `close`."""

    def __init__(self, engine: Engine, where: str):
        self._engine = engine
        self.where = where

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False) -> Store:
        """The store at `path` (a file, or a database URL). `create` makes a new one if there is none.

        Raises StoreError if it is missing, not a Crosswire store, or made by a newer Crosswire.
        """
        where = str(path)
        if "://" not in where:
            if not create and not Path(where).exists():
                raise StoreError(f"{where} does not exist. Make it with `crosswire build REPORTS --db {where}`.")
            if Path(where).is_dir():
                raise StoreError(f"{where} is a folder; --db needs the path of a file.")
            if not Path(where).absolute().parent.is_dir():
                raise StoreError(f"{where} cannot be made: the folder {Path(where).parent} does not exist.")
            url = f"sqlite:///{where}"
        else:
            url = where
        engine = create_engine(url)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _configure)
        store = cls(engine, where)
        with store._write() as connection:
            migrate(connection, where)
        return store

    def close(self) -> None:
        """Release the file."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        """One transaction; database errors become StoreError with what to do."""
        try:
            with self._engine.connect() as connection:
                if self._engine.dialect.name == "sqlite":
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.commit()
                except BaseException:
                    connection.invalidate()  # a commit that fails leaves its transaction open: drop the connection
                    raise
        except DatabaseError as error:
            raise StoreError(_explain(self.where, error)) from error

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading; database errors become StoreError."""
        try:
            with self._engine.connect() as connection:
                yield connection
        except DatabaseError as error:
            raise StoreError(_explain(self.where, error)) from error

    # ------------------------------------------------------------ writing

    def known(self, document_ids: Iterable[str]) -> set[str]:
        """Those of the ids that the store already holds."""
        ids, table = list(document_ids), RECORD_TABLES[Document]
        with self.read() as connection:
            return {row.id for start in range(0, len(ids), READ_CHUNK) for row in connection.execute(
                select(table.c.id).where(table.c.id.in_(ids[start:start + READ_CHUNK])))}

    def add(self, records: Records) -> None:
        """Insert the records of some documents, in one transaction. A new article of a known key supersedes it."""
        with self._write() as connection:
            for kind in (*DOCUMENT_KINDS, *ANNOTATION_KINDS, Skipped):
                found = records.get(kind, ())
                self._insert(connection, kind, owned(connection, found) if kind is Source else found)
            read = {document.key for document in records.get(Document, ())}
            if read:
                skipped = RECORD_TABLES[Skipped]
                connection.execute(delete(skipped).where(skipped.c.name.in_(read)))
            origins = {document.id: document.origin for document in records.get(Document, ())}
            for article in records.get(Article, ()):
                self._supersede(connection, article, _lineage(article, origins[article.document_id]))
            _index(connection, records)

    def _insert(self, connection: Connection, kind: type, records: Iterable[Any]) -> None:
        rows = [codec.to_row(record) for record in records]
        if not rows:
            return
        dialect = postgresql if self._engine.dialect.name == "postgresql" else sqlite
        connection.execute(dialect.insert(RECORD_TABLES[kind]).on_conflict_do_nothing(), rows)
        for field in schema.linked_fields(kind):
            link = LINK_TABLES[TABLES[kind], field]
            owner, _, member = link.columns.keys()
            members = [{owner: record.id, "position": position, member: other} for record in records
                       for position, other in enumerate(getattr(record, field))]
            if members:
                connection.execute(link.insert(), members)

    def _supersede(self, connection: Connection, article: Article, lineage: str) -> None:
        table = schema.versions
        newest = connection.execute(select(func.max(table.c.number)).where(table.c.key == lineage)).scalar()
        connection.execute(update(table).where(table.c.key == lineage).values(current=False))
        connection.execute(table.insert().values(key=lineage, number=(newest or 0) + 1,
                                                 article_id=article.id, current=True))

    def replace_corpus(self, records: Records) -> None:
        """Replace everything that the corpus stages gave, in one transaction, and note what it was made of.

        The annotations of articles that the corpus dates, now or before, are replaced as well.
        """
        with self._write() as connection:
            dating = RECORD_TABLES[Dating]
            again = {row.article_id for row in connection.execute(select(dating.c.article_id))}
            again |= {found.article_id for found in records.get(Dating, ())}
            for table in LINK_TABLES.values():
                connection.execute(delete(table))
            for kind in reversed(CORPUS_KINDS):
                connection.execute(delete(RECORD_TABLES[kind]))
            for annotation in ANNOTATION_KINDS if again else ():
                table = RECORD_TABLES[annotation]
                gone = delete(table).where(table.c.article_id == bindparam("gone"))
                connection.execute(gone, [{"gone": article_id} for article_id in sorted(again)])
                self._insert(connection, annotation, [r for r in records.get(annotation, ()) if r.article_id in again])
            for kind in CORPUS_KINDS:
                self._insert(connection, kind, records.get(kind, ()))
            _set_fact(connection, "reconciled", _fingerprint(connection))

    def reconciled(self) -> bool:
        """Whether the corpus records were made of exactly the articles that are current now, as decided now."""
        with self.read() as connection:
            value = connection.execute(select(schema.facts.c.value).where(schema.facts.c.fact == "reconciled"))
            return value.scalar() == _fingerprint(connection)

    def decide(self, decision: EntityDecision) -> None:
        """Keep a decision of the user; the next comparison of the reports applies it."""
        with self._write() as connection:
            self._insert(connection, EntityDecision, [decision])

    def undo(self, decision_id: str) -> None:
        """Forget a decision of the user."""
        table = RECORD_TABLES[EntityDecision]
        with self._write() as connection:
            connection.execute(delete(table).where(table.c.id == decision_id))

    def own(self, owners: Mapping[str, str]) -> None:
        """Keep who owns which outlet (none: forget it all); the account is out of date until reports are compared."""
        with self._write() as connection:
            keep(connection, owners)

    # ------------------------------------------------------------ reading

    def records(self, kinds: Iterable[type] = tuple(TABLES)) -> Records:
        """Records of these kinds that belong to current articles."""
        with self.read() as connection:
            return {kind: list(_load(connection, kind)) for kind in kinds}

    def published_by(self, day: dt.date) -> tuple[Records, list[Article]]:
        """What single documents gave of the articles published by `day`, each in its last version of then.

        With them the corpus' Datings of these articles, the user's decisions, and the current articles of no known
        day. Raises StoreError if the last build was stopped before it compared the reports.
        """
        self._must_be_reconciled()
        with self.read() as connection:
            datings = {dating.article_id: dating for dating in _load(connection, Dating)}
            articles = {article.id: article for article in _load(connection, Article, frozenset(_all_ids(connection)))}
            known, undated = _versions_by(connection, articles, datings, day)
            records: Records = {Article: [articles[i] for i in sorted(known)]}
            for kind in (Source, EntityDecision, *ANNOTATION_KINDS):
                records[kind] = list(_load(connection, kind, known))
        records[Dating] = [dating for dating in datings.values() if dating.article_id in known]
        used = {article.source_id for article in records[Article]}
        records[Source] = [source for source in records[Source] if source.id in used]
        return records, undated

    def account(self) -> Account:
        """The account: all records of the current articles.

        Raises StoreError if the last build was stopped before it compared the reports.
        """
        self._must_be_reconciled()
        records = self.records([kind for kind in TABLES if kind is not Document])
        days = {dating.article_id: dating for dating in records[Dating]}
        records[Article] = [days[a.id].given_to(a) if a.id in days else a for a in records[Article]]
        return Account.of(records)

    def _must_be_reconciled(self) -> None:
        if not self.reconciled():
            raise StoreError(f"{self.where}: its last build did not end. Run the same `crosswire build` again.")

    def counts(self) -> dict[str, int]:
        """Rows in each table of records."""
        with self.read() as connection:
            return {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                    for table in RECORD_TABLES.values()}


def _configure(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")


def _explain(where: str, error: DatabaseError) -> str:
    cause = str(error.orig)
    advice = {
        "file is not a database": "It is not a Crosswire store. Give --db another path.",
        "disk is full": "Free some space and run the same command again; what was committed is kept.",
        "database is locked": "Another program is writing to it. Wait for it to finish, then run this again.",
        "readonly": "It cannot be written. Check its permissions, or give --db another path.",
        "unable to open": "It cannot be opened. Check the path and its permissions.",
    }
    for sign, what_to_do in advice.items():
        if sign in cause:
            return f"{where}: {cause}. {what_to_do}"
    return f"{where}: {cause}. The store was left as it was before this write."


def _load(connection: Connection, kind: type, article_ids: frozenset[str] | None = None) -> Iterator[Any]:
    """Records of the articles with these ids, of the current ones if none are given."""
    table = RECORD_TABLES[kind]
    statement, owner = select(table), "id" if kind is Article else "article_id" if kind in ANNOTATION_KINDS else None
    if owner and article_ids is None:
        current = select(schema.versions.c.article_id).where(schema.versions.c.current)
        statement = statement.where(table.c[owner].in_(current))
    links = {field: _members(connection, kind, field) for field in schema.linked_fields(kind)}
    for row in connection.execute(statement).mappings():
        if owner is None or article_ids is None or row[owner] in article_ids:
            owned = {field: tuple(members.get(row["id"], ())) for field, members in links.items()}
            yield codec.from_row(kind, dict(row), owned)


def _all_ids(connection: Connection) -> Iterator[str]:
    """The ids of all articles, superseded ones too."""
    return (row.id for row in connection.execute(select(RECORD_TABLES[Article].c.id)))


def _versions_by(connection: Connection, articles: Mapping[str, Article], datings: Mapping[str, Dating], day: dt.date
                 ) -> tuple[frozenset[str], list[Article]]:
    """The ids of each report's last version published by `day`; and the current articles of no known day."""
    latest: dict[str, str] = {}
    undated = []
    table = schema.versions
    for row in connection.execute(select(table).order_by(table.c.key, table.c.number)):
        article = articles[row.article_id]
        published = datings[article.id].published if article.id in datings else article.published
        if published is None and row.current:
            undated.append(article)
        elif published is not None and published <= day:
            latest[row.key] = article.id
    return frozenset(latest.values()), sorted(undated, key=lambda a: (a.name, a.id))


def _members(connection: Connection, kind: type, field: str) -> Mapping[str, list[str]]:
    link = LINK_TABLES[TABLES[kind], field]
    owner, position, member = link.columns
    out: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(select(owner, member).order_by(owner, position)):
        out[row[0]].append(row[1])
    return out


def _lineage(article: Article, origin: str) -> str:
    """What the versions of one report share: its URL, else the folder that it lies in with its key.

    The folder is not part of any id (the same input gives the same ids anywhere), but it must be asked here: two
    folders may each hold a 00.json.
    """
    return article.url or f"{os.path.dirname(os.path.abspath(origin))}/{article.key}"


def _index(connection: Connection, records: Records) -> None:
    """Bring the full-text indexes up to date: the new articles in, those superseded out."""
    texts = {article.id: article for article in records.get(Article, ())}
    if texts:
        connection.execute(text("INSERT INTO articles_fts (article_id, title, text) VALUES (:id, :title, :text)"), [
            {"id": a.id, "title": a.title or "", "text": a.text} for a in texts.values()])
    quoted = [{"id": q.id, "article": q.article_id, "speaker": q.speaker.name if q.speaker else "",
               "text": q.span.of(texts[q.article_id].text)} for q in records.get(Quotation, ())]
    if quoted:
        connection.execute(text("INSERT INTO quotations_fts (quotation_id, article_id, speaker, text) "
                                "VALUES (:id, :article, :speaker, :text)"), quoted)
    mine = select(schema.versions.c.key).where(schema.versions.c.article_id.in_(bindparam("ids", expanding=True)))
    stale = select(schema.versions.c.article_id).where(schema.versions.c.current.is_(False),
                                                       schema.versions.c.key.in_(mine))
    gone = [{"id": row.article_id} for row in connection.execute(stale, {"ids": list(texts)})]
    for table in ("articles_fts", "quotations_fts") if gone else ():
        connection.execute(text(f"DELETE FROM {table} WHERE article_id = :id"), gone)


def _set_fact(connection: Connection, fact: str, value: str) -> None:
    connection.execute(delete(schema.facts).where(schema.facts.c.fact == fact))
    connection.execute(schema.facts.insert().values(fact=fact, value=value))


def _fingerprint(connection: Connection) -> str:
    rows = connection.execute(select(schema.versions.c.article_id).where(schema.versions.c.current)
                              .order_by(schema.versions.c.article_id))
    decided = RECORD_TABLES[EntityDecision]
    ids = [row.article_id for row in rows] + [row.id for row in connection.execute(
        select(decided.c.id).order_by(decided.c.id))]
    return hashlib.blake2b("\n".join(ids).encode(), digest_size=16).hexdigest()
