"""Records to flat rows and back, by the records' own type hints: the one place that knows how.

A field of plain type is a column of its name. Values inside records are laid flat so that a person can read
the table: `span` gives `start` and `end`; a Party gives `speaker`, `speaker_start`, `speaker_end`,
`speaker_mention_id`; a Reason gives `rule`, `why`, `score`; a Passage and a Place likewise. Tuples become
JSON text. A tuple of ids (a field named `*_ids`) is no column: it lives in a link table, see store/schema.py.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import json
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any

from crosswire.spans import OffsetMap, Span
from crosswire.values import Party, Passage, Place, Reason

Row = dict[str, Any]
FLAT: dict[type, tuple[tuple[str, str], ...]] = {  # value type -> (path inside it, column suffix)
    Span: (("start", "start"), ("end", "end")),
    Party: (("name", ""), ("span.start", "start"), ("span.end", "end"), ("mention_id", "mention_id")),
    Reason: (("rule", "rule"), ("detail", "why"), ("score", "score")),
    Passage: (("article_id", "article_id"), ("span.start", "start"), ("span.end", "end")),
    Place: (("gazetteer_id", "gazetteer_id"), ("latitude", "latitude"), ("longitude", "longitude")),
}
UNPREFIXED = frozenset({"span", "reason"})


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: its name, its type without None, whether None is allowed."""

    name: str
    kind: Any
    optional: bool

    @property
    def linked(self) -> bool:
        """Whether it is a tuple of ids, kept in a link table."""
        return self.name.endswith("_ids") and typing.get_origin(self.kind) is tuple

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of its columns, in order."""
        if self.linked:
            return ()
        parts = FLAT.get(self.kind)
        if parts is None:
            return (self.name,)
        return tuple(_column(self.name, suffix) for _, suffix in parts)


def _column(name: str, suffix: str) -> str:
    if not suffix:
        return name
    return suffix if name in UNPREFIXED else f"{name}_{suffix}"


@functools.cache
def fields_of(record: Any) -> tuple[Field, ...]:
    """The fields of a record type, in order."""
    hints = typing.get_type_hints(record)
    out = []
    for field in dataclasses.fields(record):
        hint, optional = hints[field.name], False
        if typing.get_origin(hint) in (types.UnionType, typing.Union):
            inner = [arg for arg in typing.get_args(hint) if arg is not type(None)]
            optional, hint = len(inner) < len(typing.get_args(hint)), inner[0]
        out.append(Field(field.name, hint, optional))
    return tuple(out)


def to_row(record: Any) -> Row:
    """The record as a flat row, without its linked fields."""
    row: Row = {}
    for field in fields_of(record.__class__):
        value = getattr(record, field.name)
        if field.linked:
            continue
        parts = FLAT.get(field.kind)
        if parts is None:
            row[field.name] = _scalar(value)
        else:
            for path, suffix in parts:
                row[_column(field.name, suffix)] = _follow(value, path)
    return row


def from_row(record: type, row: Mapping[str, Any], links: Mapping[str, tuple[str, ...]] = {}) -> Any:
    """The record that `to_row` made the row of; `links` gives its linked fields."""
    arguments = {}
    for field in fields_of(record):
        if field.linked:
            arguments[field.name] = links.get(field.name, ())
        elif field.kind in FLAT:
            arguments[field.name] = _unflatten(field, row)
        else:
            arguments[field.name] = decode(field.kind, row[field.name])
    return record(**arguments)


def links_of(record: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The linked fields of a record with their ids."""
    for field in fields_of(record.__class__):
        if field.linked:
            yield field.name, getattr(record, field.name)


def _follow(value: Any, path: str) -> Any:
    for step in path.split("."):
        if value is None:
            return None
        value = getattr(value, step)
    return value


def _unflatten(field: Field, row: Mapping[str, Any]) -> Any:
    values = [row[_column(field.name, suffix)] for _, suffix in FLAT[field.kind]]
    if values[0] is None:
        return None
    if field.kind is Party:
        name, start, end, mention_id = values
        return Party(name, None if start is None else Span(start, end), mention_id)
    if field.kind is Passage:
        return Passage(values[0], Span(values[1], values[2]))
    return field.kind(*values)


def _scalar(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | OffsetMap) or dataclasses.is_dataclass(value):
        return json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))
    return value


def encode(value: Any) -> Any:
    """Plain JSON of a value: records become objects, tuples lists, days ISO strings."""
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def decode(kind: Any, value: Any) -> Any:
    """The value of type `kind` that a column (plain or JSON text) holds."""
    if value is None:
        return None
    if kind is bool:
        return bool(value)
    if kind is dt.date:
        return dt.date.fromisoformat(value)
    if typing.get_origin(kind) is tuple or dataclasses.is_dataclass(kind):
        return _typed(kind, json.loads(value))
    return value


def _typed(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return _typed(next(a for a in arguments if a is not type(None)), value)
    if origin is tuple:
        kinds = arguments[:1] * len(value) if arguments[-1] is Ellipsis else arguments
        return tuple(_typed(each, item) for each, item in zip(kinds, value, strict=True))
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _typed(hints[name], item) for name, item in value.items()})
    return dt.date.fromisoformat(value) if kind is dt.date else value


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)
