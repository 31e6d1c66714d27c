"""Readers of expressions told from a viewpoint: weekdays, "yesterday", "last week", "two days later", "tonight"."""

from __future__ import annotations

from crosswire.extract.times.meaning import Base, ClockOnly, Known, Meaning, Recurring, Shift, Which
from crosswire.extract.times.slots import SHIFTS, YEARS, Slots, timed

WEEKS = {"2W": ("W", 2)}


def weekday(slots: Slots) -> Meaning | None:
    """("late Tuesday" -> Tuesday END, "last Friday night" -> Friday TNI)"""
    return timed(slots, Recurring("weekday", str(slots.number("wd")), which=slots.which()))


def context_weekday(slots: Slots) -> Meaning | None:
    """("the previous Friday" -> the Friday before the day told last)"""
    which: Which = "last" if slots.kind("base") == "PREVIOUS" else "next"
    return Meaning("DATE", Recurring("weekday", str(slots.number("wd")), which=which, base="context"))


def weekday_of_week(slots: Slots) -> Meaning | None:
    """("Tuesday last week" -> Tuesday, a week back)"""
    if slots.code("u") != "W":
        return None
    return Meaning("DATE", Recurring("weekday", str(slots.number("wd")), shift=SHIFTS.get(slots.kind("which"), 0)))


def named_day(slots: Slots) -> Meaning | None:
    """("yesterday afternoon" -> a day back, TAF)"""
    return timed(slots, Shift("D", slots.number("day") or 0, "published"))


def tonight(slots: Slots) -> Meaning | None:
    """("tonight", "overnight" -> today, TNI)"""
    return Meaning("TIME", Shift("D", 0, "published"), "TNI")


def part(slots: Slots) -> Meaning | None:
    """("last night" -> a day back, TNI)"""
    return timed(slots, Shift("D", SHIFTS.get(slots.kind("which"), 0), "published"))


def context_part(slots: Slots) -> Meaning | None:
    """("the next morning" -> a day after the one told last, TMO)"""
    return timed(slots, Shift("D", SHIFTS.get(slots.kind("base"), 0), "context"))


def part_alone(slots: Slots) -> Meaning | None:
    """("mid-afternoon" -> TAF MID of a day told elsewhere)"""
    return Meaning("TIME", ClockOnly(), slots.clock(), slots.mod())


def period(slots: Slots) -> Meaning | None:
    """("earlier this week" -> this week START, "the end of the year" -> this year END)"""
    if slots.kind("u") == "WEEKEND":
        return Meaning("DATE", Recurring("weekend", "", which=slots.which()), mod=slots.mod())
    unit, shift = slots.code("u"), SHIFTS.get(slots.kind("which"), 0)
    if unit.startswith("T") or not unit or (unit == "D" and not slots.token("e")):
        return None
    if unit in ("CE", "ML"):
        return None
    unit, factor = WEEKS.get(unit, (unit, 1))
    bases: dict[str, Base] = {"D": "context", "M": "told", "Y": "told"}
    base: Base = "published" if slots.token("which") else bases.get(unit, "published")
    return Meaning("DATE", Shift(unit, shift * factor, base), mod=slots.mod())


def weekend(slots: Slots) -> Meaning | None:
    """("over the weekend" -> the weekend)"""
    if slots.first().kind == "WEEKEND" and slots.before().kind == "A" and slots.after().kind == "OF":
        return None  # "a weekend of talks": how long, not which
    if slots.first().kind == "WEEKEND" and slots.before().kind not in ("A", "POSS", "OTHER", "IN", "ON", "AT"):
        return None
    return Meaning("DATE", Recurring("weekend", "", which=slots.which()), mod=slots.mod())


def context_period(slots: Slots) -> Meaning | None:
    """("that day" -> the day told last, "the following year" -> the year after it)"""
    unit = slots.code("u")
    if unit not in ("D", "W", "M", "Y", "DE"):
        return None
    return Meaning("DATE", Shift(unit, SHIFTS.get(slots.kind("base"), 0), "context"))


def ago(slots: Slots) -> Meaning | None:
    """("two weeks ago" -> two weeks back; hours stay a duration)"""
    return _counted(slots, -1, "published")


def from_now(slots: Slots) -> Meaning | None:
    """("two weeks from now" -> two weeks on)"""
    return _counted(slots, 1, "published")


def earlier_later(slots: Slots) -> Meaning | None:
    """("two days earlier" -> two days before the day told last)"""
    return _counted(slots, -1 if slots.kind("dir") == "EARLIER" else 1, "context")


def _counted(slots: Slots, sign: int, base: Base) -> Meaning | None:
    unit, count = slots.code("u"), {"A": 1, "COUPLE": 2}.get(slots.kind("n"), slots.number("n"))
    if not unit or not count:
        return None
    if unit.startswith("T") and len(unit) == 2:
        return Meaning("DURATION", Known(f"PT{count}{unit[1]}"), mod=slots.mod()) if unit != "TN" else None
    if unit.startswith("T"):  # nights
        unit = "D"
    unit, factor = WEEKS.get(unit, (unit, 1))
    if unit in YEARS:
        unit, factor = "Y", YEARS[unit]
    like = unit == "Y" and slots.kind("n") == "A" and sign < 0
    return Meaning("DATE", Shift(unit, sign * count * factor, base, like), mod=slots.mod())


def vague_ago(slots: Slots) -> Meaning | None:
    """("several years ago" -> PAST_REF)"""
    return Meaning("DATE", Known("PAST_REF"))


def attributive_ago(slots: Slots) -> Meaning | None:
    """("the year-ago level" -> a year back, "the year-earlier quarter" -> the quarter of the year before)"""
    return Meaning("DATE", Shift("Y", -1, "published", like=True)) if slots.code("u") == "Y" else None


def the_quarter(slots: Slots) -> Meaning | None:
    """The quarter that a report of results is about. ("sales in the quarter", "the latest quarter")"""
    if slots.code("u") != "Q" or slots.after().kind in ("OF", "HYPHEN"):
        return None
    ended = slots.after().lower in ("ended", "ending")
    return Meaning("DATE", Shift("Q", 0, "reported" if slots.token("l") or ended else "context"))


def the_period(slots: Slots) -> Meaning | None:
    """("the latest period" -> the quarter told before)"""
    return Meaning("DATE", Shift("Q", 0, "context"))


def year_of_books(slots: Slots) -> Meaning | None:
    """A year with an end of its own is a length. ("the year ended 30 June" -> P1Y, "for the full year" -> this year)"""
    if slots.code("u") != "Y" or slots.after().kind == "HYPHEN":
        return None
    if slots.after().lower in ("ended", "ending"):
        return Meaning("DURATION", Known("P1Y"))
    told = slots.token("f") or slots.before().lower == "for"
    return Meaning("DATE", Shift("Y", 0, "told")) if told else None


# ---------------------------------------------------------------- times of day and references

def clock(slots: Slots) -> Meaning | None:
    """A time alone on its line is a length or a label. ("5 p.m. (1400 GMT)" -> T17:00 of a day told elsewhere)"""
    if slots.before().kind == "NL" and slots.after().kind == "NL":
        return None
    return Meaning("TIME", ClockOnly(), slots.code("c"), slots.code("ap") or None)


def hour_of_part(slots: Slots) -> Meaning | None:
    """("at four in the morning" -> T04:00; "five in the evening rally" needs its "at")"""
    return oclock(slots) if slots.before().lower in ("at", "by", "around", "about") else None


def oclock(slots: Slots) -> Meaning | None:
    """("four o'clock in the afternoon" -> T16:00)"""
    hour = slots.number("c") or 0
    if not 1 <= hour <= 12:
        return None
    late = slots.code("p2") in ("TAF", "TEV", "TNI")
    return Meaning("TIME", ClockOnly(), f"T{hour % 12 + 12 if late else hour:02}:00")


def reference(slots: Slots) -> Meaning | None:
    """("recently" -> PAST_REF)"""
    return Meaning("DATE", Known(slots.code("r")))


def the_past(slots: Slots) -> Meaning | None:
    """("in the past" -> PAST_REF)"""
    return Meaning("DATE", Known("PAST_REF")) if slots.after().kind != "OTHER" or not slots.after().lower.isalpha() \
        or slots.before().lower in ("in", "from") else None


def the_future(slots: Slots) -> Meaning | None:
    """("in the future" -> FUTURE_REF)"""
    return Meaning("DATE", Known("FUTURE_REF")) if slots.after().kind != "OF" else None
