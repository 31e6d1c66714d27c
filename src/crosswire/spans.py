"""Spans: half-open ranges of characters, and the map from an extracted text back to the page it came from.

Rules of this file: positions are Python `str` indices (code points), `start` inclusive, `end` exclusive;
nothing here knows what the characters mean.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `text[start:end]`. (Span(2, 5).of("abcdef") -> "cde")"""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"Span({self.start}, {self.end}): needs 0 <= start <= end")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters themselves. (Span(0, 2).of("abc") -> "ab")"""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether at least one character is in both. (Span(0, 2).overlaps(Span(1, 3)) -> True)"""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether every character of `other` is here. (Span(0, 4).contains(Span(1, 4)) -> True)"""
        return self.start <= other.start and other.end <= self.end

    def shared(self, other: Span) -> int:
        """How many characters are in both. (Span(0, 3).shared(Span(1, 5)) -> 2)"""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def gap(self, other: Span) -> int:
        """Characters between the two, 0 if they touch or overlap. (Span(0, 2).gap(Span(5, 6)) -> 3)"""
        return max(0, other.start - self.end, self.start - other.end)

    def shift(self, offset: int) -> Span:
        """The same length, moved. (Span(0, 2).shift(3) -> Span(3, 5))"""
        return Span(self.start + offset, self.end + offset)


def stripped(text: str, span: Span, drop: str | None = None) -> Span:
    """The span without white space (or `drop` characters) at its ends. (" a ", Span(0, 3) -> Span(1, 2))"""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() if drop is None else text[start] in drop):
        start += 1
    while end > start and (text[end - 1].isspace() if drop is None else text[end - 1] in drop):
        end -= 1
    return Span(start, end)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same characters as sorted spans that neither touch nor overlap. ([0:2, 1:3] -> [0:3])"""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


class SpanIndex:
    """Sorted items with spans; `within` and `overlapping` look up by bisection.

    Items keep their order by (start, end). Spans may nest; a lookup scans only the items that begin
    before the end of the question, from the first that can reach it.
    """

    def __init__(self, items: Iterable[tuple[Span, object]]):
        pairs = sorted(items, key=lambda pair: (pair[0].start, pair[0].end))
        self._spans = [span for span, _ in pairs]
        self._items = [item for _, item in pairs]
        self._starts = [span.start for span in self._spans]
        self._longest = max((len(span) for span in self._spans), default=0)

    def overlapping(self, span: Span) -> list[object]:
        """Items that share at least one character with `span`, in text order."""
        first = bisect.bisect_left(self._starts, span.start - self._longest)
        last = bisect.bisect_left(self._starts, span.end)
        return [self._items[i] for i in range(first, last) if self._spans[i].overlaps(span)]

    def within(self, span: Span) -> list[object]:
        """Items that lie wholly inside `span`, in text order."""
        first = bisect.bisect_left(self._starts, span.start)
        last = bisect.bisect_right(self._starts, span.end)
        return [self._items[i] for i in range(first, last) if span.contains(self._spans[i])]


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where the pieces of an extracted text lie in the page that it came from.

    `pieces` are (start in text, start in page, length), sorted, not overlapping in the text. Characters
    between pieces (a line break that the extraction added) have no place in the page.
    """

    pieces: tuple[tuple[int, int, int], ...]

    def to_page(self, span: Span) -> Span | None:
        """The smallest page range that holds the span's mapped characters; None if none is mapped."""
        index = max(0, bisect.bisect_right(self.pieces, span.start, key=_text_start) - 1)
        low: int | None = None
        high = 0
        for text_start, page_start, length in itertools.islice(self.pieces, index, None):
            if text_start >= span.end:
                break
            begin, end = max(span.start, text_start), min(span.end, text_start + length)
            if begin < end:
                first = page_start + begin - text_start
                low = first if low is None else min(low, first)
                high = max(high, first + end - begin)
        return None if low is None else Span(low, high)


def _text_start(piece: tuple[int, int, int]) -> int:
    return piece[0]


def line_spans(text: str) -> Sequence[Span]:
    r"""Spans of the lines, without their line ends ("\n", "\r\n" or "\r"). ("a\nbc" -> [0:1, 2:4])"""
    out, start = [], 0
    for line in text.splitlines(keepends=True):
        body = line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        out.append(Span(start, start + len(body)))
        start += len(line)
    return out
