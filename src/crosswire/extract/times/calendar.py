"""Readers of calendar expressions: dates, months, years, decades, seasons, quarters, holidays and ranges."""

from __future__ import annotations

import calendar
import re
from typing import NamedTuple

from crosswire.extract.times.meaning import Base, Between, Core, Known, Meaning, Recurring, Shift, WeekOf, Which
from crosswire.extract.times.slots import SHIFTS, Slots, timed
from crosswire.tables import table

COUNTED = frozenset({"OTHER", "UNIT", "UNITS", "HYPHEN", "AGO", "PARTS", "OTHER_ADJ", "NUMWORD", "OCLOCK"})
CURRENCIES = ("$", "€", "£", "#")


class Point(NamedTuple):
    """Month and day of a calendar date."""

    month: int
    day: int | None

    def exists(self, year: int | None) -> bool:
        return self.day is None or self.day <= calendar.monthrange(year or 2000, self.month)[1]

    def core(self, year: int | None, shift: int | None = None, which: Which = "", base: Base = "published") -> Core:
        if self.day is None:
            return Recurring("month", f"{self.month:02}", year, shift, which, base)
        return Recurring("day", f"{self.month:02}-{self.day:02}", year, shift, which, base)


def iso_date(slots: Slots) -> Meaning | None:
    """("2021-04-14T10:30Z" -> 2021-04-14T10:30)"""
    raw = slots.code("d")
    year, month, day = int(raw[:4]), int(raw[5:7]), int(raw[8:10])
    if not 1 <= month <= 12 or not day >= 1:
        return None
    if not Point(month, day).exists(year):
        return Meaning("DATE", Known(raw[:10]))
    return Meaning("TIME" if len(raw) > 10 else "DATE", Known(raw[:16]))


def numeric_date(slots: Slots) -> Meaning | None:
    """Both orders are read; where both exist the value is left open. ("14/04/2021" -> 2021-04-14)"""
    first, second, year = (int(part) for part in re.findall(r"\d+", slots.code("d")))
    year = year if year > 99 else 2000 + year if year < 50 else 1900 + year
    readings = [Point(m, d) for d, m in ((first, second), (second, first))
                if 1 <= m <= 12 and d >= 1 and Point(m, d).exists(year)]
    if not readings:
        return None
    if len(set(readings)) == 1:
        return timed(slots, readings[0].core(year))
    return Meaning("DATE", Known(f"{year:04}-XX-XX"))


def calendar_date(slots: Slots) -> Meaning | None:
    """A month with a day, a year, or both. ("Tuesday April 14" -> April 14, weekday 2; "31 June" -> XXXX-06-31)

    A day that the month does not have keeps its numbers, for the calendar audit.
    """
    point, year = Point(slots.number("m") or 1, slots.number("d")), slots.year()
    if point.day == 0:
        return None
    if not point.exists(year):
        written = f"{year:04}" if year else "XXXX"
        told = slots.after().kind not in COUNTED or slots.token("y") is not None
        return Meaning("DATE", Known(f"{written}-{point.month:02}-{point.day:02}")) if told else None
    return timed(slots, point.core(year, which=slots.which()), weekday=slots.number("wd"))


def month(slots: Slots) -> Meaning | None:
    """A month alone, if its neighbours let it be one. ("in May" -> May; "May I" -> None)"""
    core = Point(slots.number("m") or 1, None).core(None, which=slots.which())
    return Meaning("DATE", core, mod=slots.mod()) if _is_month(slots) else None


def _is_month(slots: Slots) -> bool:
    first, following = slots.first(), slots.after()
    cued, named = slots.cued("month"), following.kind == "OTHER" and following.capital
    match first.kind:
        case "MAYBE_MONTH":
            return cued and following.lower not in ("on", "of", "be", "have", "not")
        case "MONTH_ABBR":
            dotted = slots.match.end() - slots.match.start() > 1
            return dotted or (cued and not named)
        case "MONTH":
            return cued or not _is_name(slots)
    return True


def _is_name(slots: Slots) -> bool:
    """Whether "June Harlow" reads as a person: a capital word follows at once, and no line begins here."""
    following = slots.after()
    return slots.before().kind != "NL" and following.kind == "OTHER" and following.capital


def month_of_year(slots: Slots) -> Meaning | None:
    """("April last year" -> April, a year back)"""
    if slots.code("u") != "Y":
        return None
    shift = SHIFTS.get(slots.kind("which"), 0)
    return timed(slots, Point(slots.number("m") or 1, slots.number("d")).core(None, shift))


def month_of_that_year(slots: Slots) -> Meaning | None:
    """("August of that year" -> August, of the year told before)"""
    if slots.code("u") != "Y":
        return None
    core = Point(slots.number("m") or 1, None).core(None, which="this", base="context")
    return Meaning("DATE", core, mod=slots.mod())


def year(slots: Slots) -> Meaning | None:
    """A bare number as a year, if its neighbours let it be one. ("in 2014" -> 2014; "2014 soldiers" -> None)"""
    number = slots.number("y") or 0
    return Meaning("DATE", Known(str(number)), mod=slots.mod()) if _is_year(slots, number) else None


def _is_year(slots: Slots, number: int) -> bool:
    words, before, after = table("times")["years"], slots.before(), slots.after()
    raw = slots.token("y")
    if raw is not None and not raw.lower.isdigit():
        return True
    if after.lower in words["not_before"] or before.lower in words["not_after"] or before.lower in ("#", "$", "€", "£"):
        return False
    if after.capital and any(slots.after(step).lower in words["streets"] for step in (2, 3)):
        return False  # "1909 Vell Drive"
    if after.lower in words["after_count"] and before.lower not in ("in", "since", "during"):
        return False
    if before.kind == "DOT" and slots.before(2).lower in ("no", "p", "pp", "nr"):
        return False
    in_marks = before.kind == "LPAR" and after.kind == "RPAR"
    if slots.token("e") or in_marks or _in_range(slots):
        return True
    cued = before.lower in words["before"]
    if not 1900 <= number <= 2050 or number == 2000:
        return (cued and before.lower not in ("a", "an", "the", "for", "and", "or", "to", "our", "of")) or (
            cued and number > 1700 and after.kind in ("COMMA", "DOT", "NL", "RPAR"))
    counts = after.kind == "OTHER" and after.lower.isalpha() and after.lower.endswith("s") and after.lower[-2:] != "ss"
    return (cued and before.lower != "for") or not counts


def _in_range(slots: Slots) -> bool:
    return (slots.after().kind, slots.after(2).kind) == ("HYPHEN", "YEAR") \
        or (slots.before().kind, slots.before(2).kind) == ("HYPHEN", "YEAR")


def the_year(slots: Slots) -> Meaning | None:
    """("the year 2000" -> 2000, "fiscal 1989" -> 1989, "the end of 2019" -> 2019 END)"""
    number = slots.number("y") or 0
    return Meaning("DATE", Known(f"{number:04}"), mod=slots.mod()) if 1000 <= number <= 2199 else None


def year_bc(slots: Slots) -> Meaning | None:
    """("323 BC" -> BC0323)"""
    return Meaning("DATE", Known(f"BC{slots.number('y'):04}"))


def decade(slots: Slots) -> Meaning | None:
    """("the late 1970s" -> 197 END)"""
    return Meaning("DATE", Known(slots.code("dec")), mod=slots.mod())


def decade_word(slots: Slots) -> Meaning | None:
    """("the nineties" -> 199)"""
    return Meaning("DATE", Known(f"19{slots.number('dec')}"), mod=slots.mod())


def century(slots: Slots) -> Meaning | None:
    """("the 20th century" -> 19)"""
    number = slots.number("o") or 0
    return Meaning("DATE", Known(f"{number - 1:02}"), mod=slots.mod()) if slots.code("u") == "CE" and number else None


def season(slots: Slots) -> Meaning | None:
    """("last spring", "the summer of 2013"; not "the fall of the capital")"""
    if slots.token("u") and slots.code("u") != "Y":
        return None
    bare = not (slots.token("y") or slots.token("which"))
    cued = slots.cued("season") or slots.after().lower in table("times")["cues"]["lasting"]
    if bare and (slots.after().kind in ("OF", "IN", "TO", "HYPHEN") or not cued):
        return None
    shift = SHIFTS.get(slots.kind("which"), 0) if slots.token("u") else None
    which = "" if slots.token("u") else slots.which()
    return Meaning("DATE", Recurring("season", slots.code("s"), slots.year(), shift, which), mod=slots.mod())


def quarter(slots: Slots) -> Meaning | None:
    """("the third quarter of 2020" -> 2020-Q3, "a third-quarter loss of $9 million"; not "a third quarter of them")"""
    if slots.kind("q") == "QNUM":
        return Meaning("DATE", Recurring("quarter", slots.code("q"), slots.year()))
    number = 2 if slots.kind("q") == "SECOND" else slots.number("q") or 0
    part = slots.after().kind == "OF" and slots.after(2).lower[:1] not in CURRENCIES
    if slots.code("u") != "Q" or not 1 <= number <= 4 or part:
        return None
    shift = SHIFTS.get(slots.kind("which"), 0) if slots.token("which") else None
    return Meaning("DATE", Recurring("quarter", str(number), slots.year(), shift))


def holiday(slots: Slots) -> Meaning | None:
    """("Christmas Eve" -> 24 December)"""
    return timed(slots, Recurring("holiday", slots.code("h"), slots.year(), None, slots.which()))


def holiday_week(slots: Slots) -> Meaning | None:
    """("Easter week" -> the week of Easter, "Easter weekend")"""
    weekend = slots.kind("u") == "WEEKEND"
    if not weekend and slots.code("u") != "W":
        return None
    return Meaning("DATE", WeekOf(Recurring("holiday", slots.code("h"), slots.year(), None, slots.which()), weekend))


def week_of_day(slots: Slots) -> Meaning | None:
    """("the week of 6 March" -> the week that holds it)"""
    point = Point(slots.number("m") or 1, slots.number("d"))
    if slots.code("u") != "W" or not point.exists(slots.year()) or point.day == 0:
        return None
    core = point.core(slots.year())
    return Meaning("DATE", WeekOf(core)) if isinstance(core, Recurring) else None


def day_range(slots: Slots) -> Meaning | None:
    """("12-14 April" -> 12 April to 14 April)"""
    number, first, last = slots.number("m") or 1, slots.number("d") or 0, slots.number("d2") or 0
    if first >= last or not Point(number, last).exists(slots.year()):
        return None
    return Meaning("DATE", Between(Point(number, first).core(slots.year()), Point(number, last).core(slots.year())))


def first_of_two(slots: Slots) -> Meaning | None:
    """("between 12 and 14 April" -> 12 April, for the first of them)"""
    point = Point(slots.number("m") or 1, slots.number("d"))
    return Meaning("DATE", point.core(slots.year())) if point.exists(slots.year()) else None


def second_of_two(slots: Slots) -> Meaning | None:
    """("April 24 and 25" -> 25 April, for the second of them; "April 24 and 25 others" -> None)"""
    if (slots.number("d2") or 0) <= (slots.number("d") or 0) or slots.after().kind in COUNTED:
        return None
    point = Point(slots.number("m") or 1, slots.number("d2"))
    return Meaning("DATE", point.core(slots.year())) if point.exists(slots.year()) else None


def fiscal_years(slots: Slots) -> Meaning | None:
    """One year of books that two years of the calendar share. ("fiscal 2019-20" -> 2019/2020)"""
    years = _two_years(slots)
    return Meaning("DATE", Known("{}/{}".format(*years))) if years else None


def first_of_two_years(slots: Slots) -> Meaning | None:
    """("1998-99" -> 1998, for the first of them)"""
    years = _two_years(slots)
    return Meaning("DATE", Known(str(years[0]))) if years else None


def second_of_two_years(slots: Slots) -> Meaning | None:
    """("1998-99" -> 1999, for the second of them)"""
    years = _two_years(slots)
    return Meaning("DATE", Known(str(years[1]))) if years else None


def _two_years(slots: Slots) -> tuple[int, int] | None:
    first, last = slots.number("y") or 0, slots.number("y2") or 0
    last = last if last > 99 else first // 100 * 100 + last
    return (first, last) if 1000 <= first < last <= 2199 else None


def ordinal_week(slots: Slots) -> Meaning | None:
    """A week inside a month is told as its part. ("the first week of June" -> 2031-06 START)"""
    if slots.code("u") not in ("W", "D"):
        return None
    number = -1 if slots.kind("o") == "LAST" else 2 if slots.kind("o") == "SECOND" else slots.number("o") or 0
    point = Point(slots.number("m") or 1, None)
    if slots.code("u") == "D":
        end = calendar.monthrange(slots.year() or 2001, point.month)[1]
        return Meaning("DATE", Point(point.month, end if number == -1 else min(number, 28) or 1).core(slots.year()))
    mod = {1: "START", 2: "MID", 3: "MID"}.get(number, "END")
    return Meaning("DATE", point.core(slots.year()), mod=mod)


def year_end(slots: Slots) -> Meaning | None:
    """("by year-end" -> the end of this year, "month's end" -> the end of this month)"""
    return Meaning("DATE", Shift(slots.code("u") or "Y", 0, "published"), mod="END")
