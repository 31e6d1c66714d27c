"""Full dates as pages write them, and lines that hold nothing but one: "Monday 05 May 2031 04:10 BST"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from crosswire.dates import WEEKDAYS
from crosswire.spans import Span

_MONTH_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                "november", "december")
_VERBS = frozenset({"may", "mar", "march"})  # in small letters: "they may 10 times"
_MONTH = (r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
          r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?")
_WEEKDAY = r"(?:(?P<{0}>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s+(?:the\s+)?[(]?)?"
_YEAR = r"(?P<{0}>(?:19|20)\d\d)\b"

_DAY_FIRST = re.compile(r"\b" + _WEEKDAY.format("w") + r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s\-–]{1,3}"
                        + _MONTH.format("m") + r"(?![a-z])(?:,?[\s\-–]{1,3}" + _YEAR.format("y") + ")?", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"\b" + _WEEKDAY.format("w") + _MONTH.format("m") + r"\s{1,3}(?P<d>\d{1,2})(?:st|nd|rd|th)?"
                          r"(?![\d:])(?:\s*,?\s{0,3}" + _YEAR.format("y") + ")?", re.IGNORECASE)
_ISO = re.compile(r"(?<![\d./-])(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?=T?\d\d:|\b)")
_NUMERIC = re.compile(r"(?<![\d./-])" + _WEEKDAY.format("w")
                      + r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d|\d\d)(?![\d./-])",
                      re.IGNORECASE)

_CLOCK = re.compile(r"(?:T|\b)\d{1,2}[:.h]\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[ap]\.?m\b\.?)?"
                    r"|\b\d{1,2}\s*[ap]\.?m\b\.?", re.IGNORECASE)
_ZONE = re.compile(r"(?:UTC|\bGMT|\bBST|\bIST|\bCES?T|\bEES?T|\bMSK|\b[ECMP][SD]?T|\bAE[SD]T|\bAW[SD]T|\bNZ[SD]T"
                   r"|\b[HJKSW][KSAI]?T|\bPK?T|\bWIB|\bZ\b|local time"
                   r"|(?:[A-Z][a-z]+ )?(?:Standard |Daylight |Summer )?Time)\b(?:\s*[+-]\d{1,2}(?::?\d\d)?)?"
                   r"|[+-]\d\d:?\d\d")
_LABEL = re.compile(r"\b(?:first |originally |last |date )?(?:published|publication date|updated?|posted|modified"
                    r"|created|issued|filed|added|revised|released|date|on|at|in|by|ago|time|read|reading|min(?:ute)?s?|hours?"
                    r"|first|original|story|article)\b", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updated?|modified|revised)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|posted|publication date|last updated)\b", re.IGNORECASE)
_LONGEST_LINE = 120
_BYLINE_WORDS = 6
_US_ZONE = re.compile(r"\b(?:[ECMP][SD]?T|Eastern|Pacific|Central)\b")
_US_CLOCK = re.compile(r"\b\d{1,2}:\d\d\s*[AP]M\b")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as written. `year` is None where it is not; `days` are the days it can mean, given a year."""

    span: Span
    month: int
    day: int
    year: int | None = None
    weekday: int | None = None
    swapped: bool = False   # "03/04/2021": month and day could be the other way round

    def days(self) -> tuple[dt.date, ...]:
        """The days that exist among its readings; none without a year. (03/04/2021 -> 3 April, 4 March)"""
        if self.year is None:
            return ()
        readings = [(self.month, self.day), *([(self.day, self.month)] if self.swapped else [])]
        found = [day for m, d in readings if (day := day_or_none(self.year, m, d))]
        fitting = [day for day in found if day.weekday() == self.weekday]
        return tuple(dict.fromkeys(fitting or found))


def day_or_none(year: int, month: int, day: int) -> dt.date | None:
    """The day, None if no calendar has it. (2021, 2, 30 -> None)"""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def dates_in(text: str, span: Span | None = None) -> list[Dated]:
    """The dates with a day and a month in the text, in order; a date inside another is left out."""
    whole = span or Span(0, len(text))
    found = [dated for maker in (_iso, _numeric, _day_first, _month_first) for dated in maker(text, whole)]
    found.sort(key=lambda dated: (-(dated.year is not None), -len(dated.span)))
    out: list[Dated] = []
    for dated in found:
        if not any(dated.span.overlaps(other.span) for other in out):
            out.append(dated)
    return sorted(out, key=lambda dated: dated.span)


def _day_first(text: str, span: Span) -> Iterator[Dated]:
    return _named(_DAY_FIRST, text, span)


def _month_first(text: str, span: Span) -> Iterator[Dated]:
    return _named(_MONTH_FIRST, text, span)


def _named(pattern: re.Pattern[str], text: str, span: Span) -> Iterator[Dated]:
    for m in pattern.finditer(text, span.start, span.end):
        month = _position(_MONTH_NAMES, m["m"])
        if 1 <= int(m["d"]) <= 31 and m["m"] not in _VERBS:
            yield Dated(Span(*m.span()), month + 1, int(m["d"]), int(m["y"]) if m["y"] else None, _weekday(m["w"]))


def _iso(text: str, span: Span) -> Iterator[Dated]:
    for m in _ISO.finditer(text, span.start, span.end):
        if day_or_none(int(m["y"]), int(m["m"]), int(m["d"])):
            yield Dated(Span(*m.span()), int(m["m"]), int(m["d"]), int(m["y"]))


def _numeric(text: str, span: Span) -> Iterator[Dated]:
    for m in _NUMERIC.finditer(text, span.start, span.end):
        first, second, year = int(m["a"]), int(m["b"]), int(m["y"])
        year = year if year > 99 else year + (1900 if year > 69 else 2000)
        if first <= 12 and second <= 12 and first != second:
            american = _american(text, m)
            month, day = (first, second) if american else (second, first)
            yield Dated(Span(*m.span()), month, day, year, _weekday(m["w"]), swapped=not american)
        elif min(first, second) >= 1 and min(first, second) <= 12 and max(first, second) <= 31:
            month, day = (first, second) if second > 12 or first == second else (second, first)
            yield Dated(Span(*m.span()), month, day, year, _weekday(m["w"]))


def _american(text: str, m: re.Match[str]) -> bool:
    """Whether what follows the date is written the American way: "02:39 PM ET"."""
    after = text[m.end() : m.end() + 30]
    return m["sep"] == "/" and bool(_US_ZONE.search(after) or _US_CLOCK.search(after))


def _weekday(written: str | None) -> int | None:
    return None if written is None else _position(WEEKDAYS, written)


def _position(names: tuple[str, ...], written: str) -> int:
    return next(index for index, name in enumerate(names) if name.lower().startswith(written.lower()[:3]))


def day_line(line: str) -> Dated | None:
    """The full date of a line that holds only it, a clock, a label, perhaps a byline; else None.

    ("Published on: 9 May 2031 - 10:15am" -> 9 May 2031; "On 2 May 2030 a truce began." -> None)
    """
    if not 6 <= len(line) <= _LONGEST_LINE:
        return None
    full = [dated for dated in dates_in(line) if dated.year is not None]
    if not full:
        return None
    rest = line
    for dated in reversed(full):
        rest = rest[: dated.span.start] + " " + rest[dated.span.end :]
    for pattern in (_CLOCK, _ZONE, _LABEL):
        rest = pattern.sub(" ", rest)
    words = re.findall(r"[\w'’.-]*\w", rest)
    separated = bool(re.search(r"[|•·/–—]| - |^\s*by\b|,\s*$|^\s*,", rest + line[:3], re.IGNORECASE))
    if words and not (separated and len(words) <= _BYLINE_WORDS and all(w[0].isupper() or w == "and" for w in words)):
        return None
    published = [dated for dated in full
                 if not _UPDATED.search(line[max(0, dated.span.start - 15) : dated.span.start])]
    return (published or full)[0]


def is_update(line: str) -> bool:
    """Whether a date line tells of a later revision rather than the publication."""
    return bool(_UPDATED.search(line)) and not _PUBLISHED.search(line)


def is_labelled(line: str) -> bool:
    """Whether a date line says that it is the day of publication. ("Posted: May 2, 2013" -> True)"""
    return bool(_PUBLISHED.search(line))
