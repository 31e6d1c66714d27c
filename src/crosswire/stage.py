"""The one contract of a stage, as code.

A stage is one function. Its parameters say what it reads (`Sequence[Record]`), its return type what it
yields (`Iterator[Record | Skipped]`), its `options` (a frozen dataclass with defaults) is its only dial.
It changes nothing it is given, reads no clock, network, disk, randomness or global, yields records that say
where they came from and why, and yields `Skipped` for what it turns away. tests/test_contract.py holds every
stage to this; `check` refuses an order in which a stage reads what no earlier one gives.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Any

from crosswire.errors import DefectError
from crosswire.model import Skipped

Records = dict[type, list[Any]]


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage function with what its signature declares: `takes` (parameter -> record type), `gives`."""

    name: str
    function: Callable[..., Iterator[Any]]
    takes: Mapping[str, type]
    gives: frozenset[type]

    def __call__(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        return self.function(*args, **kwargs)


def stage(function: Callable[..., Iterator[Any]]) -> Stage:
    """The function as a Stage; its annotations are the declaration. Raises DefectError if they do not say."""
    hints = typing.get_type_hints(function)
    returned = typing.get_args(hints.pop("return", None))
    hints.pop("options", None)
    if not returned:
        raise DefectError(f"stage {function.__name__!r} must declare Iterator[...] as its return type")
    union = returned[0]
    gives = typing.get_args(union) if isinstance(union, UnionType) or typing.get_origin(union) else (union,)
    takes = {}
    for parameter, hint in hints.items():
        inner = typing.get_args(hint)
        if typing.get_origin(hint) is not Sequence or len(inner) != 1:
            raise DefectError(f"stage {function.__name__!r}: {parameter!r} must be Sequence[Record], not {hint}")
        takes[parameter] = inner[0]
    return Stage(function.__name__, function, takes, frozenset(gives) - {Skipped})


def check(order: Sequence[Stage], given: frozenset[type]) -> None:
    """Raise DefectError if a stage takes what neither `given` nor an earlier stage gives."""
    known = set(given)
    makers = {record: made.name for made in order for record in made.gives}
    for made in order:
        for record in made.takes.values():
            if record not in known:
                hint = f"; move {makers[record]!r} before it" if record in makers else ""
                raise DefectError(f"stage {made.name!r} takes {record.__name__}, which no earlier stage gives{hint}")
        known |= made.gives


def run(order: Sequence[Stage], records: Records) -> Records:
    """Run the stages in order over `records` (by type) and return them with everything that was yielded."""
    out: Records = {kind: list(items) for kind, items in records.items()}
    for made in order:
        for kind in made.gives:
            out.setdefault(kind, [])
        arguments = {name: tuple(out.get(kind, ())) for name, kind in made.takes.items()}
        for record in made.function(**arguments):
            out.setdefault(type(record), []).append(record)
    return out
