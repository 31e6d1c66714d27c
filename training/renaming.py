"""Texts under other names: what a name names can then be told only by what stands around it and by its hints.

Rules of this file: a word of a person's or a place's name becomes the same other word wherever it is part of such a
name in the text, with capitals as they were; English words and what the tables of peoples and bodies know stay. Bodies
called by three to five capitals get other capitals.
"""

from __future__ import annotations

import random
import re
import string
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpora import Sample

from crosswire.reader.hints import KINDS, hint
from crosswire.spans import Span
from crosswire.tables import table

SHARE = 0.5  # of the texts whose places are renamed too, and of the bodies called by capitals
INVENTED = 0.3  # share of the names that no table has: halves of two
_WORD, _CAPITALS = re.compile(r"[^\W\d_]{2,}"), re.compile(r"[A-Z]{3,5}")
_STAY = {1 + KINDS.index(kind) for kind in ("common", "english", "people", "body")}

Edit = tuple[Span, str]


@dataclass(frozen=True, slots=True)
class Stock:
    """Words to take other names from."""

    given: Sequence[str]
    family: Sequence[str]
    places: Sequence[str]


def stock() -> Stock:
    """The names of the package's own tables."""
    def of(*kinds: str) -> list[str]:
        return [word for kind in kinds for word in table("name_hints")[kind].split()]
    return Stock(of("given", "both", "rare"), of("family", "both", "rare"), of("place", "city", "part"))


def renamed(sample: Sample, stock: Stock, dice: random.Random) -> Sample:
    """The text with other names, its sentences and names moved along; other labels are left out."""
    draw = _Draw(stock, dice, dice.random() < SHARE)
    edits = [edit for span, kind in sorted(sample.names or (), key=lambda name: name[0].start)
             for edit in draw.edits(span, kind, sample.text)]
    text, at, old, shift = "", 0, [0], [0]  # shift[i] moves what stands from old[i] on
    for span, other in edits:
        text += sample.text[at : span.start] + other
        at = span.end
        old.append(span.end)
        shift.append(len(text) - span.end)

    def moved(span: Span) -> Span:
        return Span(*(place + shift[bisect_right(old, place) - 1] for place in (span.start, span.end)))

    return Sample(sample.id, text + sample.text[at:], tuple(map(moved, sample.sentences)),
                  tuple((moved(span), kind) for span, kind in sample.names or ()))


@dataclass(frozen=True, slots=True)
class _Draw:
    """The other names of one text."""

    stock: Stock
    dice: random.Random
    with_places: bool
    chosen: dict[tuple[str, str], str | None] = field(default_factory=dict)  # by kind and what stood there

    def edits(self, span: Span, kind: str, text: str) -> Iterator[Edit]:
        """What to write into a name."""
        if kind == "ORG" and _CAPITALS.fullmatch(span.of(text)):
            fresh = "".join(self.dice.choices(string.ascii_uppercase, k=len(span)))
            if other := self.chosen.setdefault((kind, span.of(text)), fresh if self.dice.random() < SHARE else None):
                yield span, other
        if kind == "PER" or (kind == "LOC" and self.with_places):
            words = [word for word in _WORD.finditer(text, span.start, span.end) if word[0][0].isupper()]
            for number, word in enumerate(words):
                if hint(word[0]) not in _STAY:
                    yield Span(*word.span()), self._other(word[0], kind, number == 0 and len(words) > 1)

    def _other(self, word: str, kind: str, leads: bool) -> str:
        source = self.stock.places if kind == "LOC" else self.stock.given if leads else self.stock.family
        one, two = self.dice.choice(source), self.dice.choice(source)
        fresh = one[: len(one) // 2] + two[len(two) // 2 :] if self.dice.random() < INVENTED else one
        other = self.chosen.setdefault((kind, word.lower()), fresh) or word
        return other.upper() if word.isupper() else other.capitalize()
