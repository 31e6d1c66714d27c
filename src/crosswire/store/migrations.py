"""How an older store becomes a newer one: a list of small named functions, recorded in the `migrations` table.

A new store is created whole and all names are recorded. An older one runs the names that it lacks, in order,
each in its own transaction. A store that holds a name which this list lacks was made by a newer Crosswire.
Never edit or reorder an entry that has been released: append.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, delete, inspect, select, text

from crosswire.errors import StoreError
from crosswire.store import schema


def _first(connection: Connection) -> None:
    """Version 0.1: every table of schema.py, and the full-text indexes."""
    schema.metadata.create_all(connection)
    for statement in FULL_TEXT:
        connection.execute(text(statement))


FULL_TEXT = (
    "CREATE VIRTUAL TABLE articles_fts USING fts5(article_id UNINDEXED, title, text, "
    "tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE quotations_fts USING fts5(quotation_id UNINDEXED, article_id UNINDEXED, speaker, text, "
    "tokenize='porter unicode61 remove_diacritics 2')",
)


def _compared_anew(connection: Connection) -> None:
    """Tables that were added; and the corpus tables anew with their present columns, for the next build fills them."""
    for table in (*schema.LINK_TABLES.values(), *(schema.RECORD_TABLES[kind] for kind in schema.CORPUS_KINDS)):
        table.drop(connection, checkfirst=True)
    connection.execute(delete(schema.facts).where(schema.facts.c.fact == "reconciled"))
    schema.metadata.create_all(connection)


MIGRATIONS: tuple[tuple[str, Callable[[Connection], None]], ...] = (
    ("0.1 first tables", _first), ("0.1 decisions on entities", _compared_anew),
    ("0.1 findings of wordings, roles of sides", _compared_anew))


def migrate(connection: Connection, where: str) -> None:
    """Bring the store behind `connection` up to date, in the caller's transaction.

    Raises StoreError if it was made by a newer Crosswire, or holds tables that are not ours.
    """
    tables = set(inspect(connection).get_table_names())
    if schema.migrations.name not in tables:
        if tables:
            raise StoreError(f"{where} is a database, but not one of Crosswire's (it holds {sorted(tables)[0]!r}). "
                             "Give --db another path.")
        done: list[str] = []
    else:
        rows = connection.execute(select(schema.migrations.c.name).order_by(schema.migrations.c.position))
        done = [row.name for row in rows]
    known = [name for name, _ in MIGRATIONS]
    unknown = [name for name in done if name not in known]
    if unknown:
        raise StoreError(f"{where} was written by a newer Crosswire (it has {unknown[0]!r}, unknown here). "
                         "Upgrade with `pip install -U crosswire`, or give --db another path.")
    for position, (name, function) in enumerate(MIGRATIONS):
        if name not in done:
            function(connection)
            connection.execute(schema.migrations.insert().values(position=position, name=name))
