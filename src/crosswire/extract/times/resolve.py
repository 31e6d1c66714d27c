"""From a meaning to a TIMEX3 value, seen from an anchor day; no anchor, no value.

Rules of this file: the publication day is the anchor only for what the writer tells from it ("yesterday",
"on Friday", "in March"); what the text tells from another day ("two days later") takes the day told last.
Where the anchor is unknown a recurring day keeps the part that is known ("XXXX-12-27"), the rest has None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from crosswire.dates import GRAINS, DateRange, date_range, months
from crosswire.extract.times.holidays import holiday
from crosswire.extract.times.meaning import Between, ClockOnly, Core, Known, Recurring, Shift, WeekOf
from crosswire.extract.times.tense import Tense

UNTOLD = Tense("past")
LEANS = {"past": -120, "future": 60}  # days: "was shot on 23 October" reaches ten months back and two on
LEAN_OF_MONTHS = -150  # days, where no verb tells
LIMITS = ("by", "until", "till")
GOES_ON = 270  # days that a story may step back within a year; further back, the next year is meant
GRAINS_OF_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day, month or year that other expressions are counted from; `name` is "published" or a record's id.

    `what` it is, for a person: the day of publication, a dateline, a caption's day, a date told before.
    """

    days: DateRange
    name: str
    what: str = "publication day"


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """What is known where an expression stands: the day it is told from (mostly publication), the tense of its
    clause, and the day, period and quarter told last, and the quarter that is `compared` with a year earlier.

    `year` is a year that the same clause states ("on Boxing Day, the flood in 2004"); `narrative` the past year
    that the paragraph tells about ("War broke out in March 2009. In June ...").
    """

    published: Anchor | None
    day: Anchor | None = None
    period: Anchor | None = None
    tense: Tense = UNTOLD
    year: int | None = None
    narrative: Anchor | None = None
    quarter: Anchor | None = None
    compared: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """A TIMEX3 value or None, the anchor used, and how, for a person; `score` is how sure the choice is."""

    value: str | None
    anchor: str | None
    detail: str
    score: float = 1.0


def resolve(core: Core, view: Viewpoint) -> Resolution:
    """The value of a core from a viewpoint. (Shift("D", -1, "published") on 2021-04-14 -> 2021-04-13)"""
    match core:
        case Known(value):
            if len(value) == 10 and value[4::3] == "--" and date_range(value.replace("XXXX", "2000")) is None:
                return Resolution(value, None, "the calendar has no such day")
            return Resolution(value, "self" if value[:1].isdigit() else None, "the text says it in full")
        case Shift():
            return _shifted(core, view)
        case Recurring():
            return _recurring(core, view)
        case Between(first, last):
            return _between(resolve(first, view), resolve(last, view))
        case WeekOf(day, weekend):
            return _week_of(resolve(day, view), weekend=weekend)
        case ClockOnly():
            return _clock_day(view)


def _between(first: Resolution, last: Resolution) -> Resolution:
    if first.value is None or last.value is None:
        return first
    return Resolution(f"{first.value}/{last.value}", first.anchor, f"from {first.value} to {last.value}", first.score)


def _week_of(day: Resolution, *, weekend: bool) -> Resolution:
    days = date_range(day.value) if day.value else None
    if days is None:
        return day
    first = days.earliest - dt.timedelta(days=7 if weekend and days.earliest.weekday() == 0 else 0)
    value = week_of(first) + ("-WE" if weekend else "")
    return Resolution(value, day.anchor, f"the week of {days.earliest}", day.score)


def _clock_day(view: Viewpoint) -> Resolution:
    anchor = view.day or view.published
    if anchor is None:
        return Resolution(None, None, "a time of day, and no day is known")
    how = "the day told nearest" if anchor is view.day else f"no day is told near: the {anchor.what}"
    return Resolution(anchor.days.earliest.isoformat(), anchor.name, f"a time of day; {how}", 0.7 if view.day else 0.5)


# ---------------------------------------------------------------- counted from a day

def _shifted(core: Shift, view: Viewpoint) -> Resolution:
    match core.base:
        case "published":
            anchor = view.published
        case "told":
            anchor = view.narrative or view.published
        case "reported" if view.published is not None and not _is_over(view.quarter, view.published):
            value = shifted(view.published.days.earliest, "Q", -1)
            return Resolution(value, "published", "the last whole quarter before publication", 0.7)
        case "reported":
            anchor = view.quarter
        case "context":
            anchor = view.day if core.unit in "DW" else view.quarter if core.unit == "Q" else view.period
    if core.like and view.compared is not None:
        value = shifted(view.compared.days.earliest, "Q", 4 * core.count)
        return Resolution(value, view.compared.name, "the quarter told before it, in another year", 0.8)
    if core.distance and (anchor is None or _is_coarser(anchor, core.unit)):
        return Resolution(core.distance, None, "the text tells no day to count from: how long it was", 0.5)
    if anchor is None:
        missing = "no earlier date in the text" if core.base == "context" else "no publication day"
        return Resolution(None, None, f"{missing} is known to count from", 0.5)
    unit = "D" if core.unit == "W" and core.base == "context" and core.count else core.unit
    count = core.count * 7 if unit != core.unit else core.count
    value = shifted(anchor.days.earliest, unit, count)
    return Resolution(value, anchor.name, f"counted from the {anchor.what} {anchor.days.earliest}",
                      0.95 if anchor is view.published else 0.8)


def _is_over(quarter: Anchor | None, published: Anchor) -> bool:
    """Whether a quarter was told, and is over: results come after it."""
    return quarter is not None and quarter.days.latest < published.days.earliest


def _is_coarser(anchor: Anchor, unit: str) -> bool:
    """Whether counting would feign an end of the anchor. ("a month later" than 2009)"""
    return unit in GRAINS_OF_UNITS and GRAINS.index(anchor.days.grain) > GRAINS.index(GRAINS_OF_UNITS[unit])


def shifted(day: dt.date, unit: str, count: int) -> str | None:
    """The period `count` units from the one that holds `day`. ((2021-04-14, "M", -1) -> "2021-03")"""
    if abs(count) > 3_000_000:
        return None
    match unit:
        case "D":
            return _iso(day, count)
        case "W":
            moved = _iso(day, count * 7)
            return week_of(dt.date.fromisoformat(moved)) if moved else None
        case "M":
            year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
            return f"{year:04}-{month + 1:02}" if 1 <= year <= 9999 else None
        case "Q":
            year, quarter = divmod(day.year * 4 + (day.month - 1) // 3 + count, 4)
            return f"{year:04}-Q{quarter + 1}" if 1 <= year <= 9999 else None
        case "Y":
            return f"{day.year + count:04}" if 1 <= day.year + count <= 9999 else None
        case "DE":
            return f"{day.year // 10 + count:03}"
        case _:
            return None


def _iso(day: dt.date, count: int) -> str | None:
    ordinal = day.toordinal() + count
    return dt.date.fromordinal(ordinal).isoformat() if 1 <= ordinal <= dt.date.max.toordinal() else None


def week_of(day: dt.date) -> str:
    """The ISO week of a day. (2021-04-14 -> "2021-W15")"""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


# ---------------------------------------------------------------- things that come round

def _recurring(core: Recurring, view: Viewpoint) -> Resolution:
    year = core.year if core.year is not None else view.year
    if year is not None:
        value = _in_year(core, year)
        return Resolution(value, "self", "the text names its year" if value else "no such day in that year")
    if view.narrative is not None and _is_plain(core) and (view.tense.way == "past" or view.tense.cue in LIMITS):
        value = _told_on(core, view.narrative.days)
        return Resolution(value, view.narrative.name, f"told after {view.narrative.days.earliest}", 0.7)
    anchor = view.published if core.base == "published" else view.day if core.cycle == "weekday" else view.period
    if anchor is None:
        return Resolution(_undated(core), None, "its year is not known" if core.cycle != "weekday"
                          else "the day that it is seen from is not known", 0.5)
    day = anchor.days.earliest
    if core.shift is not None:
        return Resolution(_of_shift(core, day), anchor.name, f"counted from {day}", 0.95)
    ways = {"last": "before", "next": "after", "this": "around"}
    way = ways.get(core.which) or _way(core, view.tense)
    value = _pick(core, day, way, _lean(core, view.tense))
    why = core.which or (f"the verb {view.tense.cue!r}" if view.tense.cue else "no verb says otherwise")
    score = 0.9 if core.which or view.tense.cue else 0.8
    return Resolution(value, anchor.name, f"{_WAYS[way]} the {anchor.what} {day} ({why})", score)


def _told_on(core: Recurring, told: DateRange) -> str | None:
    """The occurrence in the year told before, or early in the next where the telling went on past its end."""
    value = _in_year(core, told.earliest.year)
    days = _days(value) if value else None
    if days is None or told.grain == "year" or (told.earliest - days.latest).days <= GOES_ON:
        return value
    return _in_year(core, told.earliest.year + 1)


def _is_plain(core: Recurring) -> bool:
    """Whether it is yearly and the text itself does not say which one."""
    return core.cycle in ("day", "month", "season", "holiday") and not core.which and core.shift is None \
        and core.base == "published"


_WAYS = {"before": "the last one before", "after": "the first one after", "around": "the one in the same period as",
         "latest": "the latest one up to", "nearest": "the one nearest to", "coming": "the next one from"}


def _way(core: Recurring, told: Tense) -> str:
    if core.cycle in ("day", "holiday") or (core.cycle == "month" and not told.cue):
        return "nearest"
    if core.cycle == "quarter" and (told.way == "future" or not told.cue):
        return "nearest"  # results come out, and are expected, soon after their quarter
    return "coming" if told.way == "future" else "latest"


def _lean(core: Recurring, told: Tense) -> int:
    """Days from the anchor round which a yearly thing is looked for: what is told as past may be long past."""
    if core.cycle == "month":
        return LEAN_OF_MONTHS
    return LEANS[told.way] if told.cue and core.cycle != "quarter" else 0


def _pick(core: Recurring, day: dt.date, way: str, lean: int) -> str | None:
    """The value of the occurrence that lies `way` of the day."""
    around = [(value, days) for value in _occurrences(core, day) if (days := _days(value)) is not None]
    match way:
        case "before":
            fits = [value for value, days in around if days.latest < _period_start(core, day)]
            return fits[-1] if fits else None
        case "after":
            fits = [value for value, days in around if days.earliest > day]
            return fits[0] if fits else None
        case "latest":
            fits = [value for value, days in around if days.earliest <= day]
            return fits[-1] if fits else None
        case "nearest":
            centre = day.toordinal() + lean
            return min(around, key=lambda pair: _distance(pair[1], centre))[0] if around else None
        case "coming":
            fits = [value for value, days in around if days.latest >= day]
            return fits[0] if fits else None
    if core.cycle in ("weekday", "weekend"):
        return next((value for value, days in around if days.latest >= day), None)
    return _in_year(core, day.year)


def _distance(days: DateRange, ordinal: int) -> int:
    """Days between a period and a day, 0 inside it."""
    return max(days.earliest.toordinal() - ordinal, ordinal - days.latest.toordinal(), 0)


def _period_start(core: Recurring, day: dt.date) -> dt.date:
    return day.replace(day=1) if core.cycle == "month" else day


def _occurrences(core: Recurring, day: dt.date) -> Iterator[str]:
    """Values around the day, in order of time."""
    if core.cycle == "weekday":
        first = day.toordinal() - (day.isoweekday() - int(core.key)) % 7 - 7
        yield from (value for step in range(4) if (value := _iso(day, first + 7 * step - day.toordinal())))
    elif core.cycle == "weekend":
        yield from (f"{value}-WE" for step in (-1, 0, 1) if (value := shifted(day, "W", step)))
    else:
        yield from (value for year in range(day.year - 1, day.year + 2) if (value := _in_year(core, year)))


def _days(value: str) -> DateRange | None:
    """The days of a value, seasons of the northern year included."""
    year, _, tail = value.partition("-")
    return months(int(year), SEASON_MONTHS[tail], 3, "quarter") if tail in SEASON_MONTHS else date_range(value)


def _in_year(core: Recurring, year: int) -> str | None:
    """The occurrence of a yearly thing in that year, None if it has none (29 February)."""
    if not 1 <= year <= 9998:
        return None
    match core.cycle:
        case "month" | "day" | "season":
            value = f"{year:04}-{core.key}"
        case "quarter":
            value = f"{year:04}-Q{core.key}"
        case "holiday":
            return holiday(core.key, year)
        case _:
            return None
    return value if _days(value) is not None else None


def _of_shift(core: Recurring, day: dt.date) -> str | None:
    if core.cycle != "weekday":
        return _in_year(core, day.year + (core.shift or 0))
    return _iso(day, int(core.key) - day.isoweekday() + 7 * (core.shift or 0))


def _undated(core: Recurring) -> str | None:
    """The part that is known without a year. ("27 December" -> "XXXX-12-27", "Friday" -> "XXXX-WXX-5")"""
    match core.cycle:
        case "weekday":
            return f"XXXX-WXX-{core.key}"
        case "month" | "day" | "season":
            return f"XXXX-{core.key}"
        case "holiday" if core.key[:2].isdigit():
            return f"XXXX-{core.key}"
        case _:
            return None

