"""Readers of durations and sets, which need no anchor: "two weeks", "seven-year", "every day", "in recent weeks"."""

from __future__ import annotations

from crosswire.extract.times.meaning import Known, Meaning
from crosswire.extract.times.slots import NOT_A_TIME, YEARS, Slots
from crosswire.tables import table

HALVES = {"Y": "P6M", "TH": "PT30M", "DE": "P5Y", "CE": "P50Y", "TM": "PT30S", "D": "PT12H"}
SMALLER = {"Y": ("M", 12), "TH": ("M", 60), "TM": ("S", 60), "D": ("TH", 24)}
COMPARED = ("AGO", "EARLIER")  # "a year-earlier loss" is no year
TIME_UNITS = ("TS", "TM", "TH")


def length(count: float, unit: str) -> str:
    """The TIMEX3 duration. ((2, "W") -> "P2W", (2.5, "Y") -> "P2Y6M", (2, "DE") -> "P20Y")"""
    if unit in YEARS:
        count, unit = count * YEARS[unit], "Y"
    if unit == "2W":
        count, unit = count * 2, "W"
    head, letter = ("PT", unit[1]) if unit in TIME_UNITS else ("P", "D" if unit.startswith("T") else unit)
    whole, rest = int(count), count - int(count)
    if rest and unit in SMALLER and unit != "D":
        smaller, size = SMALLER[unit]
        tail = f"{round(rest * size)}{smaller}"
        return f"{head}{whole}{letter}{tail}" if whole else f"{head}{tail}"
    return f"{head}{count:g}{letter}" if rest else f"{head}{whole}{letter}"


def vague_length(unit: str) -> str:
    """The TIMEX3 duration of nobody knows how many. ("W" -> "PXW")"""
    if unit in TIME_UNITS:
        return f"PTX{unit[1]}"
    return "PXW" if unit == "2W" else "PXD" if unit.startswith("T") else f"PX{unit}"


def _count(slots: Slots) -> float | None:
    if slots.kind("n") in ("A", "COUPLE"):
        return 1 if slots.kind("n") == "A" else 2
    found = slots.token("n")
    return found.value if found and isinstance(found.value, int | float) else None


def age(slots: Slots) -> Meaning | None:
    """An age is no time, a thing's age is a duration. ("five-year-old boy" -> no, "seven-year-old war" -> P7Y)"""
    if slots.after().lower not in table("times")["cues"]["lasting"]:
        return NOT_A_TIME
    unit = next(str(word.value) for word in slots.words[slots.match.start():] if word.kind in ("UNIT", "UNITS"))
    return Meaning("DURATION", Known(length(slots.number("n") or 1, unit)))


def unit_old(slots: Slots) -> Meaning | None:
    """("week-old" -> P1W, "decades-old" -> PXDE)"""
    unit = slots.code("u")
    return Meaning("DURATION", Known(length(1, unit) if slots.kind("u") == "UNIT" else vague_length(unit)))


def quantity(slots: Slots) -> Meaning | None:
    """("more than two months" -> P2M MORE_THAN; "will one day" -> FUTURE_REF; "12 years of age" -> None)"""
    count, unit = _count(slots), slots.code("u")
    if not count or not unit or (unit == "Q" and slots.after().kind == "OF"):
        return None
    if (slots.after().kind == "OF" and slots.after(2).lower == "age") or slots.after().kind == "OLD":
        return NOT_A_TIME
    if slots.after().kind == "AND" and slots.after(2).lower in ("older", "younger", "over", "under", "above"):
        return NOT_A_TIME
    if slots.before().lower in ("aged", "age", "ages"):
        return NOT_A_TIME
    if slots.first().value == 1 and slots.kind("u") == "UNIT" and unit == "D" and slots.cued("someday"):
        return Meaning("DATE", Known("FUTURE_REF"))
    return Meaning("DURATION", Known(length(count, unit)), mod=slots.mod())


def and_a_half(slots: Slots) -> Meaning | None:
    """("two and a half years" -> P2Y6M)"""
    count = _count(slots)
    return Meaning("DURATION", Known(length(count + 0.5, slots.code("u"))), mod=slots.mod()) if count else None


def half_unit(slots: Slots) -> Meaning | None:
    """("half an hour" -> PT30M)"""
    value = HALVES.get(slots.code("u"))
    return Meaning("DURATION", Known(value)) if value else None


def a_unit(slots: Slots) -> Meaning | None:
    """A span of time, or how often. ("a week" -> P1W; "two loads a day" -> SET P1D)"""
    unit, before = slots.code("u"), slots.before()
    if unit == "Q" or unit in ("TS", "ML") or (slots.after().kind == "HYPHEN" and slots.after(2).kind in COMPARED):
        return None
    plural = before.kind == "OTHER" and before.lower.endswith("s") and before.lower not in ("was", "is", "has", "as")
    rate = before.kind in ("DAYNUM", "NUM", "NUMWORD") or (plural and not slots.cued("duration"))
    return Meaning("SET" if rate else "DURATION", Known(length(1, unit)), mod=slots.mod())


def past_unit(slots: Slots) -> Meaning | None:
    """("the past month" -> P1M)"""
    if slots.after().kind == "OF" or slots.code("u") in ("Q", "ML", "TS"):
        return None
    return Meaning("DURATION", Known(length(1, slots.code("u"))))


def unit_around(slots: Slots) -> Meaning | None:
    """Ten or a hundred years and more, where something goes on through them. ("over the next decade" -> P10Y)"""
    lasts = slots.code("u") in YEARS and slots.cued("through")
    return Meaning("DURATION", Known(length(1, slots.code("u")))) if lasts else None


def vague(slots: Slots) -> Meaning | None:
    """("a few days" -> PXD, "recent weeks" -> PXW)"""
    hyphened = slots.words[slots.match.end() - 2].kind == "HYPHEN"
    if slots.kind("q") == "FEW" and slots.kind("u") == "UNIT" and not hyphened:  # "some day", "many a year"
        return None
    return Meaning("DURATION", Known(vague_length(slots.code("u"))))


def bare_units(slots: Slots) -> Meaning | None:
    """Plural units alone, where a preposition or "of" makes them a stretch of time. ("after months of" -> PXM)"""
    before, after = slots.before(), slots.after()
    counted = after.kind in ("LATER", "EARLIER", "BEFORE", "AFTER") or (after.kind == "OF" and before.kind != "THE") \
        or after.lower in ("since", "following") or slots.after(2).lower in ("followed", "preceded")
    if slots.code("u") in ("Q", "TS", "TM") or (before.kind == "EDGE" and after.kind == "OF"):
        return None
    if slots.cued("duration") or before.kind == "NL" or counted:
        return Meaning("DURATION", Known(vague_length(slots.code("u"))))
    return None


def units_ahead(slots: Slots) -> Meaning | None:
    """("in the weeks ahead" -> PXW; "weeks ahead of the vote" -> None)"""
    return None if slots.after().kind == "OF" else Meaning("DURATION", Known(vague_length(slots.code("u"))))


def coming(slots: Slots) -> Meaning | None:
    """("coming months" -> FUTURE_REF)"""
    return Meaning("DATE", Known("FUTURE_REF"))


# ---------------------------------------------------------------- sets

def each(slots: Slots) -> Meaning | None:
    """("every day" -> P1D, "every two weeks" -> P2W, "every morning" -> XXXX-XX-XXTMO)"""
    unit = slots.code("u")
    if slots.kind("u") == "WEEKEND":
        return Meaning("SET", Known("XXXX-WXX-WE"))
    if slots.kind("u") == "PART":
        return Meaning("SET", Known("XXXX-XX-XX" + unit))
    if slots.kind("n") == "FEW":
        return Meaning("SET", Known(vague_length(unit)))
    return Meaning("SET", Known(length(slots.number("n") or 1, unit)))


def each_weekday(slots: Slots) -> Meaning | None:
    """("Mondays" -> XXXX-WXX-1)"""
    return Meaning("SET", Known(f"XXXX-WXX-{slots.number('wd')}{slots.code('p')}"))


def each_month(slots: Slots) -> Meaning | None:
    """("every July" -> XXXX-07)"""
    return Meaning("SET", Known(f"XXXX-{slots.number('m'):02}"))


def set_word(slots: Slots) -> Meaning | None:
    """("daily" -> P1D; a paper's name is none: "Daily Courier"; nor is a kind of thing: "its quarterly dividend")"""
    if slots.code("r") == "P3M" and slots.after().kind == "OTHER" and slots.after().lower.isalpha():
        return None
    inside = slots.before().kind not in ("NL", "DOT")
    named = inside and slots.first().capital and slots.after().kind == "OTHER" and slots.after().capital
    return None if named else Meaning("SET", Known(slots.code("r")))


def rate(slots: Slots) -> Meaning | None:
    """("three days a week", "twice a week", "six times a day", "per week" -> P1W; "60 miles per hour" -> None)"""
    if slots.first().lower == "per" and slots.code("u") not in ("D", "W", "M", "Y"):
        return None
    return Meaning("SET", Known(length(1, slots.code("u"))))
