"""Numbers, dates and kinds in words for a reader. Nothing here knows HTML."""

from __future__ import annotations

import datetime as dt
import functools
import re

from crosswire.dates import DateRange, date_range
from crosswire.model import Figure
from crosswire.reconcile.estimates import Estimate

RELATION = {"differ": "differ", "evolving": "later count", "agree": "agree", "single": "one report"}
RELATION_SIGN = {"differ": "≠", "evolving": "↗", "agree": "=", "single": "·"}
RELATION_ORDER = ("differ", "evolving", "agree", "single")
LINK = {"part_of": "part of", "other_scope": "other scope", "other_indicator": "other indicator"}
LINK_BACK = LINK | {"part_of": "has part"}
EVENT_TYPE = {
    "AGREE": "Agreement", "CONSULT": "Talks", "SUPPORT": "Support", "CONCEDE": "Concession",
    "COOPERATE": "Cooperation", "AID": "Aid", "RETREAT": "Withdrawal", "REQUEST": "Request", "ACCUSE": "Accusation",
    "REJECT": "Rejection", "THREATEN": "Threat", "PROTEST": "Protest", "SANCTION": "Sanction",
    "MOBILIZE": "Mobilisation", "COERCE": "Coercion", "ASSAULT": "Attack", "NONE": "Other",
}
_ISO_DAY = re.compile(r"\b[12]\d{3}-[01]\d-[0-3]\d\b")
_SIGN = {"at_least": "≥ ", "more_than": "> ", "at_most": "≤ ", "up_to": "≤ ", "about": "≈ ", "vague": "≥ "}


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun. ((1, "article") -> "1 article")"""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def number(value: float) -> str:
    """A number as a person writes it. (180000000 -> "180 million", 20000 -> "20,000", 7.5 -> "7.5")"""
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:,.4g} {word}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4g}"


def amount(figure: Figure) -> str:
    """The figure's value with its bounds. (low 17, high None, at_least -> "≥ 17")"""
    low, high = figure.low, figure.high
    if low is not None and high is not None and low != high:
        return f"{number(low)}–{number(high)}"
    value = low if low is not None else high
    return "?" if value is None else _SIGN.get(figure.qualifier, "") + number(value)


def estimate(made: Estimate) -> str:
    """Best, low and high in words, '' where one origin alone speaks. ("best 31, low 17, high 33")"""
    told = (("best", made.best), ("low", made.low), ("high", made.high))
    return ", ".join(f"{name} {number(value)}" for name, value in told if value is not None)


def day(value: dt.date | None) -> str:
    """A day in words. (2025-05-14 -> "14 May 2025")"""
    return f"{value.day} {_month(value.month)} {value.year}" if value else "no date"


def days(span: DateRange) -> str:
    """A range of days, as precise as it was told. (May 2025 -> "May 2025", 14 to 16 May -> "14–16 May 2025")"""
    first, last = span.earliest, span.latest
    if first == last:
        return day(first)
    if span.grain == "year" and first.year == last.year:
        return str(first.year)
    if span.grain == "decade":
        return f"{first.year}s"
    if span.grain == "month" and (first.year, first.month) == (last.year, last.month):
        return f"{_month(first.month)} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {_month(first.month)} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def iso(value: str | None) -> str:
    """An ISO value in words; itself if it names no days. ("2016" -> "2016", None -> "no date")"""
    if value is None:
        return "no date"
    span = range_of(value)
    return days(span) if span else value


def days_in_words(text: str) -> str:
    """The text with its ISO days in words. ("killed, 2009-01-07" -> "killed, 7 January 2009")"""
    return _ISO_DAY.sub(lambda m: iso(m[0]), text)


@functools.lru_cache(maxsize=4096)
def range_of(value: str) -> DateRange | None:
    """The days that the ISO value names, None if it names none."""
    return date_range(value)


def _month(month: int) -> str:
    return ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December")[month - 1]


def shortened(text: str, limit: int) -> str:
    """The text on one line, cut at a word with an ellipsis if longer than `limit`. ("a bc d", 4 -> "a…")"""
    line = " ".join(text[: 4 * limit].split())
    if len(line) <= limit and len(text) <= 4 * limit:
        return line
    cut = line[: limit - 1]
    return cut.rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
