"""The day that a passage is told from: publication, unless its dateline, its caption or a quotation has its own.

Rules of this file: a dateline counts if it stands in the first lines and at most a week before publication; a
caption if it names one day in full; a quotation if its sentence says on which day it was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crosswire import datelines
from crosswire.dates import DateRange, date_range, day_range
from crosswire.extract.times.grammar import Found
from crosswire.extract.times.meaning import Known, Recurring, Shift
from crosswire.extract.times.resolve import Anchor, Viewpoint, resolve
from crosswire.extract.times.tense import tense
from crosswire.extract.times.tokens import Token
from crosswire.ids import content_id
from crosswire.model import Article
from crosswire.spans import Span

HEAD = 600  # characters in which a dateline may stand
LATE = 7  # days by which a report may come out after its dateline
OPENING, CLOSING = re.compile(r"[“«]|``"), re.compile(r"[”»]|''")


class Viewpoints:
    """The days that the passages of an article are told from."""

    def __init__(self, article: Article, words: Sequence[Token], found: Sequence[Found]):
        self._article, self._words, self._found = article, words, found
        published = Anchor(day_range(article.published), "published") if article.published else None
        self._spans = [self._span(item) for item in found]
        self._main = self._dateline(published) or published
        self._captions = list(self._caption_days())

    def of(self, index: int) -> Anchor | None:
        """The day that the expression at this place of the list is told from, None where it is not known."""
        span = self._spans[index]
        own = next((anchor for caption, anchor in self._captions if caption.contains(span)), None)
        return own or self._said(index) or self._main

    def _span(self, item: Found) -> Span:
        return Span(self._words[item.first].start, self._words[item.last - 1].end)

    def _anchor(self, index: int, days: DateRange, what: str) -> Anchor:
        span = self._spans[index]
        return Anchor(days, content_id("time", self._article.id, span.start, span.end), what)

    def _dateline(self, published: Anchor | None) -> Anchor | None:
        text = self._article.text
        for index, span in enumerate(self._spans):
            if span.start > HEAD:
                break
            line = text.rfind("\n", 0, span.start) + 1
            if datelines.PLACE.fullmatch(text, line, span.start) and datelines.AFTER.match(text, span.end):
                days = self._day(index, published)
                if days is not None and (published is None or 0 < (published.days.earliest - days.latest).days <= LATE):
                    return self._anchor(index, days, "dateline")
        return None

    def _caption_days(self) -> Iterator[tuple[Span, Anchor]]:
        """The captions in which one day is named in full, each with it."""
        for block in (block for block in self._article.blocks if block.kind == "caption"):
            full = [(index, days) for index, span in enumerate(self._spans)
                    if block.span.contains(span) and (days := self._day(index, None))]
            if len({days for _, days in full}) == 1:
                yield block.span, self._anchor(*full[0], "day of the caption")

    def _said(self, index: int) -> Anchor | None:
        """The one day that the sentence names outside the marks, for "today" inside them."""
        core = self._found[index].meaning.core
        if not (isinstance(core, Shift) and core.unit == "D" and core.base == "published") or not self._quoted(index):
            return None
        sentence = next((s.span for s in self._article.sentences if s.span.contains(self._spans[index])), None)
        days = [] if sentence is None or self._main is None else [
            (other, day) for other, span in enumerate(self._spans)
            if other != index and sentence.contains(span) and not self._quoted(other)
            and (day := self._day(other, self._main)) is not None]
        return self._anchor(*days[0], "day on which it was said") if len(days) == 1 else None

    def _quoted(self, index: int) -> bool:
        """Whether it stands inside quotation marks, by the marks of its line."""
        text, start = self._article.text, self._spans[index].start
        before = text[text.rfind("\n", 0, start) + 1 : start]
        return len(OPENING.findall(before)) > len(CLOSING.findall(before)) or before.count('"') % 2 == 1

    def _day(self, index: int, seen_from: Anchor | None) -> DateRange | None:
        """The single day that an expression names, seen from there."""
        item = self._found[index]
        if not isinstance(item.meaning.core, Known | Recurring | Shift):
            return None
        value = resolve(item.meaning.core, Viewpoint(seen_from, tense=tense(self._words, item.first, item.last))).value
        days = date_range(value) if value else None
        return days if days is not None and days.grain == "day" and days.earliest == days.latest else None
