"""The publication day that a report's own first sentences tell of, where no line states it.

Rules of this file: a rule gives days with a Reason, or nothing; one day is an answer, two are a refusal that
names both. What a report expects ("will meet on 5 May") is never taken for what it tells of.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from crosswire import datelines
from crosswire.clean.daylines import Dated, dates_in, day_or_none
from crosswire.clean.sentences import sentences
from crosswire.dates import WEEKDAYS
from crosswire.spans import Span
from crosswire.values import Reason

_LEAD = 3                # paragraphs in which a report says what is new
_YEAR = re.compile(r"\b(?:199\d|20\d\d)\b")
_AHEAD = re.compile(r"\b(?:will|would|plans?|planned|expected|scheduled|due|upcoming|until|deadline|by|next|set for)\b")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")
_STAMP = re.compile(r"\W{0,3}(?:at )?\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?|\W{0,3}\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Told:
    """The report's lead and what it says of days."""

    text: str
    lead: Sequence[Span]
    years: frozenset[int]

    def weekdays(self) -> set[int]:
        """Weekdays that the lead names."""
        return {WEEKDAYS.index(m[0]) for span in self.lead for m in _WEEKDAY.finditer(span.of(self.text))}


@dataclass(frozen=True, slots=True)
class Inferred:
    """The days that a rule leaves, why, and the words that state it where some do."""

    days: tuple[dt.date, ...]
    reason: Reason
    stated: Span | None = None

    @property
    def day(self) -> dt.date | None:
        """The day, None where two are left."""
        return self.days[0] if len(self.days) == 1 else None


def inferred(text: str, paragraphs: Sequence[Span]) -> Inferred:
    """The day of publication that the body paragraphs let one infer, None with the reason if they do not.

    A stamp with a clock in the first paragraphs; an agency's dateline ("TALVIK, April 13 (Agency) -"); or the
    latest day that the lead tells of by weekday and date ("Tuesday (6 January)"), the day after if the text also
    says "yesterday" or "last night". A missing year is filled only where the weekday fits one year alone.
    Limit: a report told a day late without saying so is dated a day early; the Reason says that.
    """
    told = _Told(text, paragraphs[:_LEAD], frozenset(int(y) for y in _YEAR.findall(text)))
    found = next((found for rule in RULES if (found := rule(told)) is not None), None)
    if found is None:
        return Inferred((), Reason("no_date", "neither the page nor the text says when it was published", 0.0))
    if found.day is None:
        either = " or ".join(map(str, found.days[:3]))
        return Inferred(found.days, Reason(found.reason.rule, f"{found.reason.detail}; it can be {either}", 0.0))
    return found


def _stamp(told: _Told) -> Inferred | None:
    for span, dated in _dates(told):
        if dated.year is not None and _STAMP.match(told.text, dated.span.end) and dated.span.start - span.start < 120:
            written = dated.span.of(told.text)
            return Inferred(dated.days(), Reason(
                "stamp", f"{written!r} with a clock time stands in the lead", 0.9), dated.span)
    return None


def _dateline(told: _Told) -> Inferred | None:
    for span, dated in _dates(told):
        before = told.text[span.start : dated.span.start]
        if datelines.PLACE.fullmatch(before) and datelines.AFTER.match(told.text, dated.span.end):
            days = list(dated.days()) or _fitting(dated, told.years, told.weekdays())
            written = dated.span.of(told.text)
            reason = Reason("dateline", f"the report's dateline is {written!r}", 0.8)
            return Inferred(tuple(days), reason, dated.span if dated.year else None) if days else None
    return None


def _latest_day(told: _Told) -> Inferred | None:
    days: list[dt.date] = []
    for span in (piece for line in told.lead for piece in sentences(told.text, line)):
        if _AHEAD.search(span.of(told.text)):
            continue
        for dated in dates_in(told.text, span):
            if dated.weekday is not None:
                found = list(dated.days()) or _fitting(dated, told.years, {dated.weekday})
                days += found if len(found) == 1 and found[0].weekday() == dated.weekday else []
    if not days:
        return None
    latest = max(days)
    if told.years and latest.year < max(told.years):
        return None
    if datelines.DAY_BEFORE.search(told.text):
        return Inferred((latest + dt.timedelta(days=1),), Reason(
            "day_after_latest", f"the lead's latest day is {latest:%A} {latest}, and the text speaks of the night or "
            "day before its own", 0.5))
    return Inferred((latest,), Reason("latest_day", f"the lead's latest day is {latest:%A} {latest}; "
                                      "the report may have come out a day later", 0.5))


def _dates(told: _Told) -> Iterable[tuple[Span, Dated]]:
    return ((span, dated) for span in told.lead for dated in dates_in(told.text, Span(span.start, min(
        span.end, span.start + 400))))


def _fitting(dated: Dated, years: frozenset[int], weekdays: set[int]) -> list[dt.date]:
    """The days of a date without a year whose weekday (or the one before) the text names.

    Asked of the latest year that the text names and the one after it.
    """
    if not years:
        return []
    around = [day_or_none(year, dated.month, dated.day) for year in (max(years), max(years) + 1)]
    known = [day for day in around if day is not None]
    if dated.weekday is not None:
        return [day for day in known if day.weekday() == dated.weekday]
    return [day for day in known if weekdays & {day.weekday(), (day - dt.timedelta(days=1)).weekday()}]


RULES: tuple[Callable[[_Told], Inferred | None], ...] = (_stamp, _dateline, _latest_day)
