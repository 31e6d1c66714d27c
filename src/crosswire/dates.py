"""DateRange: an interval of days with the grain in which it was told; and TIMEX3 values to and from it.

Rules of this file: days are proleptic Gregorian dates, both ends inclusive; no clock is read, "today" is
always an argument. A value that names no day ("PXW", "FUTURE_REF", "P2D", "XXXX-07") has no DateRange.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

GRAINS = ("day", "week", "month", "quarter", "year", "decade")

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])$")
_YEAR = re.compile(r"(\d{4})$")
_DECADE = re.compile(r"(\d{3})$")


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days `earliest`..`latest`, both inclusive, told to the precision of `grain`."""

    earliest: dt.date
    latest: dt.date
    grain: str

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(f"DateRange: {self.earliest} is after {self.latest}")
        if self.grain not in GRAINS:
            raise ValueError(f"DateRange: grain {self.grain!r} is not one of {', '.join(GRAINS)}")

    def overlaps(self, other: DateRange) -> bool:
        """Whether at least one day is in both."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def before(self, other: DateRange) -> bool:
        """Whether every day of this one lies before every day of the other."""
        return self.latest < other.earliest

    def contains(self, other: DateRange) -> bool:
        """Whether every day of the other lies in this one."""
        return self.earliest <= other.earliest and other.latest <= self.latest


def date_range(value: str) -> DateRange | None:
    """The days that a TIMEX3 value or ISO date or interval names. ("2021-04" -> 1 to 30 April 2021, month)

    Takes days (with or without a time), weeks, weekends, months, quarters, years, decades ("199") and
    intervals "A/B" (grain of the coarser end); anything else, and days that do not exist, give None.
    """
    if "/" in value:
        first, _, last = value.partition("/")
        low, high = date_range(first), date_range(last)
        if low is None or high is None or low.earliest > high.latest:
            return None
        grain = max(low.grain, high.grain, key=GRAINS.index)
        return DateRange(low.earliest, high.latest, grain)
    try:
        return _single(value)
    except ValueError:  # a day, week or year that no calendar has: 31 June, week 60, year 0
        return None


def _single(value: str) -> DateRange | None:
    if m := _DAY.match(value):
        day = dt.date(int(m[1]), int(m[2]), int(m[3]))
        return DateRange(day, day, "day")
    if m := _WEEK.match(value):
        first = dt.date.fromisocalendar(int(m[1]), int(m[2]), 6 if m[3] else 1)
        return DateRange(first, first + dt.timedelta(days=1 if m[3] else 6), "week")
    if m := _MONTH.match(value):
        return months(int(m[1]), int(m[2]), 1, "month")
    if m := _QUARTER.match(value):
        return months(int(m[1]), 3 * int(m[2]) - 2, 3, "quarter")
    if m := _YEAR.match(value):
        return months(int(m[1]), 1, 12, "year")
    if m := _DECADE.match(value):
        return DateRange(dt.date(int(m[1]) * 10, 1, 1), dt.date(int(m[1]) * 10 + 9, 12, 31), "decade")
    return None


def months(year: int, month: int, count: int, grain: str) -> DateRange:
    """`count` whole months from the first of `month`. ((2021, 2, 1, "month") -> 1 to 28 February)"""
    last_month = month + count - 1
    last_year, last_month = year + (last_month - 1) // 12, (last_month - 1) % 12 + 1
    last_day = calendar.monthrange(last_year, last_month)[1]
    return DateRange(dt.date(year, month, 1), dt.date(last_year, last_month, last_day), grain)


def day_range(day: dt.date) -> DateRange:
    """The range that is one day."""
    return DateRange(day, day, "day")


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def iso_weekday_name(number: int) -> str:
    """The English name of an ISO weekday. (2 -> "Tuesday")"""
    return WEEKDAYS[number - 1]


def weekday_of(value: str) -> str | None:
    """The weekday of a value that names one day. ("2021-04-14" -> "Wednesday", "2021-04" -> None)"""
    days = date_range(value)
    return WEEKDAYS[days.earliest.weekday()] if days is not None and days.earliest == days.latest else None


def calendar_conflict(value: str | None, weekday: str | None) -> str | None:
    """The right weekday where the named one contradicts the calendar. (("2021-04-14", "Tuesday") -> "Wednesday")

    None where they agree, or where the value names no single day or no weekday is named.
    """
    right = weekday_of(value) if value and weekday else None
    return right if right != weekday else None


def coarsest(values: Iterable[str]) -> str | None:
    """The value told least precisely, by its grain; among equals the first. (["2021-04-14", "2021"] -> "2021")"""
    ranges = [(value, days) for value in values if (days := date_range(value)) is not None]
    return max(ranges, key=lambda pair: GRAINS.index(pair[1].grain))[0] if ranges else None


def finest(values: Iterable[str]) -> str | None:
    """The value told most precisely, by its grain; among equals the first. (["2021-04-14", "2021"] -> "2021-04-14")"""
    ranges = [(value, days) for value in values if (days := date_range(value)) is not None]
    return min(ranges, key=lambda pair: GRAINS.index(pair[1].grain))[0] if ranges else None


def iso_value(days: DateRange) -> str:
    """The value that names these days in their grain, an interval where no single one does.

    (1 to 30 April 2021, month -> "2021-04"; 12 to 14 April 2021 -> "2021-04-12/2021-04-14")
    """
    first = days.earliest
    year, week, weekday = first.isocalendar()
    candidates = (first.isoformat(), f"{year:04}-W{week:02}-WE" if weekday == 6 else f"{year:04}-W{week:02}",
                  f"{first.year:04}-{first.month:02}", f"{first.year:04}-Q{(first.month + 2) // 3}",
                  f"{first.year:04}", f"{first.year // 10:03}")
    single = next((value for value in candidates if date_range(value) == days), None)
    return single or f"{first.isoformat()}/{days.latest.isoformat()}"


def easter(year: int) -> dt.date:
    """Western Easter Sunday. (2021 -> 4 April 2021) The anonymous Gregorian computus (Meeus, 1991)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, shift = century // 4, (century + 8) // 25
    epact = (19 * golden + century - leap - (century - shift + 1) // 3 + 15) % 30
    step = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * step) // 451
    month, day = divmod(epact + step - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)
