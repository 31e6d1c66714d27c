"""Round trip of every record type through rows, with values made by the records' own type hints."""

import dataclasses
import datetime as dt
import types
import typing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire import codec, model
from crosswire.spans import OffsetMap, Span

RECORDS = typing.get_args(model.Record)
WORDS = st.text(alphabet="abc é'\n\"\\", max_size=6)


def values(kind):
    """A strategy for the values of a type hint."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return st.one_of(*(values(argument) for argument in arguments))
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        return (st.lists(values(arguments[0]), max_size=2).map(tuple) if arguments[-1] is Ellipsis
                else st.tuples(*map(values, arguments)))
    if kind is Span:
        return st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda p: Span(min(p), max(p)))
    if kind is OffsetMap:
        return st.just(OffsetMap(((0, 3, 2), (4, 9, 1))))
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return st.builds(kind, **{field.name: values(hints[field.name]) for field in dataclasses.fields(kind)})
    plain = {str: WORDS, int: st.integers(0, 9), float: st.floats(0, 1), bool: st.booleans(),
             bytes: st.binary(max_size=4), type(None): st.none(), dt.date: st.dates()}
    return plain[kind]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_every_record_survives_the_round_trip(record, data):
    original = data.draw(values(record))
    row = codec.to_row(original)
    assert set(row) == {column for field in codec.fields_of(record) for column in field.columns}
    assert all(isinstance(value, str | int | float | bool | bytes | type(None)) for value in row.values())
    assert codec.from_row(record, row, dict(codec.links_of(original))) == original
