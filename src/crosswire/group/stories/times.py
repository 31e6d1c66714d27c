"""What an article tells of time: the days, weekdays, months and years that its expressions name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from crosswire.dates import WEEKDAYS, date_range
from crosswire.model import TimeExpression

_MONTH = re.compile(r"(?:\d{4}|XXXX)-(\d\d)")
WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Told:
    """Days (ISO), weekdays (1 is Monday), months, and the years that are spelt out."""

    days: frozenset[str]
    weekdays: frozenset[int]
    months: frozenset[int]
    years: frozenset[str]


def told(times: Iterable[TimeExpression], text: str) -> Told:
    """What these expressions of the text tell. A weekday that contradicts its date counts beside the date's own."""
    days, weekdays, months, years = set(), set(), set(), set()
    for time in times:
        value = time.value or ""
        if time.type not in ("DATE", "TIME"):
            continue
        when = date_range(value)
        if when and when.grain == "day":
            days.add(when.earliest.isoformat())
            weekdays.add(when.earliest.isoweekday())
        if time.weekday in WEEKDAYS:
            weekdays.add(WEEKDAYS.index(time.weekday) + 1)
        if m := WEEKDAY.match(value):
            weekdays.add(int(m[1]))
        if m := _MONTH.match(value):
            months.add(int(m[1]))
        if _YEAR.search(time.span.of(text)):
            years.add(value[:4])
    return Told(frozenset(days), frozenset(weekdays), frozenset(months), frozenset(years))
