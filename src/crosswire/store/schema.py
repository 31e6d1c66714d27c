"""The tables: one for each record type, laid out by codec.py from the records' own fields.

Every id column is a primary key; `article_id` and the like are foreign keys. A tuple of ids (an Entity's
mentions) is a link table `<table>_<field>` with a row per member. `versions` says which article is the
current one of its lineage (see database.py). The `crosswire` table holds facts about the store itself.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

from crosswire import codec, model

metadata = MetaData()

TABLES: dict[type, str] = {
    model.Document: "documents", model.Source: "sources", model.Article: "articles", model.Mention: "mentions",
    model.Reference: "references_", model.TimeExpression: "times", model.Quotation: "quotations",
    model.Figure: "figures", model.EventMention: "event_mentions", model.EntityDecision: "entity_decisions",
    model.Entity: "entities",
    model.Copy: "copies", model.Story: "stories", model.Utterance: "utterances", model.Dating: "datings",
    model.Event: "events",
    model.FigureTopic: "figure_topics", model.Disagreement: "disagreements", model.OriginCount: "origins",
    model.Skipped: "skipped",
}
DOCUMENT_KINDS = (model.Document, model.Source, model.Article)
ANNOTATION_KINDS = (model.Mention, model.Reference, model.TimeExpression, model.Quotation, model.Figure,
                    model.EventMention)
CORPUS_KINDS = (model.Entity, model.Copy, model.Dating, model.Story, model.Utterance, model.Event, model.FigureTopic,
                model.Disagreement, model.OriginCount)

FOREIGN = {  # column name -> the table whose id it holds
    "article_id": "articles", "document_id": "documents", "source_id": "sources", "headline_article_id": "articles",
}
LINKED = {  # (table, linked field) -> the table whose ids it holds; link columns are named after it
    ("entities", "mention_ids"): "mentions", ("copies", "article_ids"): "articles",
    ("datings", "neighbour_ids"): "articles", ("stories", "article_ids"): "articles",
    ("utterances", "quotation_ids"): "quotations",
    ("events", "mention_ids"): "event_mentions", ("figure_topics", "figure_ids"): "figures",
}
_TYPES: dict[Any, Any] = {str: Text, int: Integer, float: Float, bool: Boolean, bytes: LargeBinary, dt.date: Text}
_SUFFIX_TYPES = {"start": Integer, "end": Integer, "score": Float, "latitude": Float, "longitude": Float}


def _column(name: str, kind: Any, optional: bool) -> Column[Any]:
    if name in ("id", "record_id"):
        return Column(name, Text, primary_key=True)
    target = FOREIGN.get(name) or ("mentions" if name.endswith("mention_id") else None)
    constraints = [ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")] if target else []
    return Column(name, kind, *constraints, nullable=optional, index=bool(target) or None)


def _table(record: type, name: str) -> Table:
    columns = []
    for field in codec.fields_of(record):
        for column in field.columns:
            suffix = column.rsplit("_", 1)[-1]
            plain = _TYPES.get(field.kind, Text)
            kind = _SUFFIX_TYPES.get(suffix, Text) if field.kind in codec.FLAT else plain
            optional = field.optional or (field.kind in codec.FLAT and column not in ("start", "end", "rule"))
            columns.append(_column(column, kind, optional))
    return Table(name, metadata, *columns)


def _link_table(owner: str, field: str, member: str) -> Table:
    def end(column: str, table: str, **options: Any) -> Column[Any]:
        return Column(column, Text, ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED"), **options)
    return Table(f"{owner}_{member}", metadata, end(f"{singular(owner)}_id", owner, primary_key=True),
                 Column("position", Integer, primary_key=True),
                 end(f"{singular(member)}_id", member, nullable=False, index=True))


def singular(table: str) -> str:
    """The singular of a table's name. ("entities" -> "entity")"""
    return table[:-3] + "y" if table.endswith("ies") and table != "stories" else (
        "story" if table == "stories" else table.rstrip("s"))


RECORD_TABLES: dict[type, Table] = {record: _table(record, name) for record, name in TABLES.items()}
LINK_TABLES: dict[tuple[str, str], Table] = {
    (owner, field): _link_table(owner, field, member) for (owner, field), member in LINKED.items()}

versions = Table(
    "versions", metadata,
    Column("key", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("article_id", Text, ForeignKey("articles.id", deferrable=True, initially="DEFERRED"),
           nullable=False, index=True),
    Column("current", Boolean, nullable=False, index=True),
)
facts = Table("crosswire", metadata, Column("fact", Text, primary_key=True), Column("value", Text, nullable=False))
migrations = Table("migrations", metadata, Column("position", Integer, primary_key=True),
                   Column("name", Text, nullable=False, unique=True))


def linked_fields(record: type) -> list[str]:
    """The linked fields of a record type that have a link table."""
    return [field.name for field in codec.fields_of(record) if (TABLES[record], field.name) in LINKED]


assert all((TABLES[record], field.name) in LINKED for record in TABLES
           for field in codec.fields_of(record) if field.linked), "a tuple of ids without a link table"
