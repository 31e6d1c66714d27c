"""What an article has told so far: the dates that later expressions are counted from.

Rules of this file: only expressions that name a stretch of the calendar are remembered; durations, sets and
references never become an anchor. How far back an anchor may lie is counted in lines of the text.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crosswire.dates import DateRange, date_range
from crosswire.extract.times.meaning import Core, Known, Recurring, Shift
from crosswire.extract.times.resolve import Anchor
from crosswire.model import TimeExpression
from crosswire.spans import Span

LONG_PAST = 2  # years before publication from which a year is history
MANY_YEARS = 8  # such years in a text that is history
PAST_TO_PRESENT = 4  # for each word of the present
BOOKS = ("P9M", "P6M")  # parts of a year, longer than a quarter, that results are told of
REACH = 6  # lines back to which "the next day" looks for its day


class Dated(NamedTuple):
    """An expression that names days of the calendar, and its line."""

    made: TimeExpression
    days: DateRange
    line: int

    def anchor(self) -> Anchor:
        return Anchor(self.days, self.made.id, "date told before it,")


class Told:
    """The dates that an article has told, in order; `chronicle` says that it is history as a whole."""

    def __init__(self, *, chronicle: bool = False) -> None:
        self.chronicle = chronicle
        self.single_days: list[Dated] = []
        self.last_period: Dated | None = None
        self.history: Dated | None = None
        self.last_quarter: Dated | None = None
        self._told_longer = False  # "for the nine months" came after the quarter told last

    def add(self, made: TimeExpression, line: int, *, compared: bool = False, aside: bool = False) -> None:
        """Remember an expression, if it names days of the calendar; not what a figure is only compared with.

        An `aside` is remembered, but tells of no year that is gone on with.
        """
        if made.value in BOOKS and made.reason.rule in ("the_quantity", "last_quantity"):
            self._told_longer = True
        if compared or made.value is None or made.type not in ("DATE", "TIME"):
            return
        days = date_range(made.value.partition("/")[0])
        if days is None or days.grain == "decade":
            return
        dated = Dated(made, days, line)
        self.last_period = dated
        if days.grain == "day":
            self.single_days.append(dated)
        if days.grain == "quarter":
            self.last_quarter, self._told_longer = dated, False
        # a bare year is too often an aside ("since 2014") to set the year of what follows
        continues = self.history is not None and made.anchor == self.history.made.id
        full = (days.grain in ("day", "month") and not aside) or self.chronicle
        if full and (made.anchor == "self" or continues):
            self.history = dated
        elif made.anchor == "published" and not self.chronicle:
            self.history = None  # the paragraph is back in the present

    def day(self, line: int) -> Anchor | None:
        """The day told last, if near enough."""
        last = self.single_days[-1] if self.single_days else None
        return last.anchor() if last is not None and line - last.line <= REACH else None

    def period(self, line: int) -> Anchor | None:
        """The day, week, month or year told last, if near enough."""
        last = self.last_period
        return last.anchor() if last is not None and line - last.line <= REACH else None

    def quarter(self, line: int) -> Anchor | None:
        """The quarter of a year told last, if near enough."""
        last = self.last_quarter
        return last.anchor() if last is not None and line - last.line <= REACH else None

    def compared_quarter(self, line: int) -> Anchor | None:
        """The quarter that "a year earlier" compares: none where a longer part of the year was told since."""
        return None if self._told_longer else self.quarter(line)

    def narrative(self, line: int, published: dt.date | None) -> Anchor | None:
        """The past year that a paragraph of history is in: told in full on this line, before publication's year.

        In a chronicle the year told last holds until another is told.
        """
        last = self.history
        if last is None or (last.line != line and not self.chronicle):
            return None
        return None if published and last.days.earliest.year >= published.year else last.anchor()

    def day_beside(self, span: Span, sentence: Span, line: int) -> Anchor | None:
        """The day for a time of day: the nearest told in its sentence, else the last on its line or the line before."""
        index = bisect.bisect_left(self.single_days, span.start, key=lambda dated: dated.made.span.start)
        near = self.single_days[max(0, index - 1) : index + 1]
        inside = [dated for dated in near if dated.made.span.overlaps(sentence)]
        if inside:
            return min(inside, key=lambda dated: dated.made.span.gap(span)).anchor()
        before = [dated for dated in near if dated.made.span.end <= span.start and line - dated.line <= 1]
        return before[-1].anchor() if before else None


def is_chronicle(cores: Iterable[Core], published: dt.date | None) -> bool:
    """Whether a text is history: it names many years, nearly all long past, and hardly speaks of its own day."""
    if published is None:
        return False
    past = present = 0
    for core in cores:
        year = _year_of(core)
        if year is not None and year <= published.year - LONG_PAST:
            past += 1
        elif year is not None or _speaks_of_now(core):
            present += 1
    return past >= MANY_YEARS and past >= PAST_TO_PRESENT * present


def _year_of(core: Core) -> int | None:
    if isinstance(core, Known):
        return int(core.value) if len(core.value) == 4 and core.value.isdigit() else None
    return core.year if isinstance(core, Recurring) else None


def _speaks_of_now(core: Core) -> bool:
    if isinstance(core, Shift):
        return core.base == "published" and core.unit in ("D", "W", "M")
    return isinstance(core, Recurring) and core.cycle == "weekday" and core.base == "published"


def sentence_at(sentences: Sequence[Span], span: Span) -> Span:
    """The sentence, of those in text order, that holds the span; the span itself where none does."""
    index = bisect.bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
    return sentences[index] if index >= 0 and sentences[index].contains(span) else span
