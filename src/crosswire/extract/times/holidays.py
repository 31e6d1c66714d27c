"""On which day of a year a holiday falls, by its rule in wordlists/times.toml.

Rules of this file: a rule is one word of the table and names one function here; what depends on the sighting of
the moon is known to a day before or after, so it has an interval of three days, never a day.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable

from crosswire.dates import easter

ISLAMIC_EPOCH = 227015  # ordinal of 16 July 622 (Julian): the arithmetic calendar of 30-year cycles
HEBREW_EPOCH = -1373427  # days before the ordinals begin at which year 1 starts (Reingold and Dershowitz, 2018)
SIGHTING = 1  # days by which a month may begin earlier or later than counted


def holiday(rule: str, year: int) -> str | None:
    """The days of a holiday by its rule. (("12-25", 2021) -> 2021-12-25, ("nth 4 4 11", 1999) -> 1999-11-25)"""
    name, _, arguments = rule.partition(" ")
    if not arguments:
        return f"{year:04}-{rule}"
    return RULES[name](year, *(int(part) for part in arguments.split()))


def _nth(year: int, nth: int, weekday: int, month: int, later: int = 0) -> str:
    """("nth 4 4 11" -> the fourth Thursday of November; "nth 1 1 11 1" -> the day after the first Monday)"""
    days = [week[weekday - 1] for week in calendar.monthcalendar(year, month) if week[weekday - 1]]
    return (dt.date(year, month, days[nth - 1 if nth > 0 else nth]) + dt.timedelta(days=later)).isoformat()


def _easter(year: int, later: int) -> str:
    return (easter(year) + dt.timedelta(days=later)).isoformat()


def _orthodox(year: int, later: int) -> str:
    """Easter by the Julian calendar (Meeus, 1991), told in ours; the calendars' distance holds from 1900 to 2099."""
    lunar = (19 * (year % 19) + 15) % 30
    step = (2 * (year % 4) + 4 * (year % 7) - lunar + 34) % 7
    month, day = divmod(lunar + step + 114, 31)
    return (dt.date(year, month, day + 1) + dt.timedelta(days=13 + later)).isoformat()


def _islamic(year: int, month: int, day: int, length: int = 1) -> str:
    """The days on which it may fall, for the first such day of our year."""
    near = int((year - 622) * 33 / 32)
    starts = (_islamic_day(lunar, month, day) for lunar in range(near - 1, near + 3))
    first = next(start for start in starts if start.year >= year)
    last = first + dt.timedelta(days=length - 1 + SIGHTING)
    return f"{first - dt.timedelta(days=SIGHTING)}/{last}"


def _islamic_day(year: int, month: int, day: int) -> dt.date:
    days = 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day
    return dt.date.fromordinal(ISLAMIC_EPOCH - 1 + days)


def _hebrew(year: int, later: int) -> str:
    """`later` days after the Jewish new year that falls in the autumn of our year."""
    return dt.date.fromordinal(_hebrew_new_year(year + 3761) + later).isoformat()


def _hebrew_new_year(year: int) -> int:
    before, this, after = (_hebrew_elapsed(each) for each in (year - 1, year, year + 1))
    late = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return HEBREW_EPOCH + this + late


def _hebrew_elapsed(year: int) -> int:
    """Days from the epoch to the mean new moon of a year, moved off the days on which no year may start."""
    months = (235 * year - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


RULES: dict[str, Callable[..., str]] = {
    "nth": _nth, "easter": _easter, "orthodox": _orthodox, "islamic": _islamic, "hebrew": _hebrew}
