"""The day, month or year that a clause gives its event; never the publication date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.dates import date_range
from crosswire.extract.events.clauses import Clause
from crosswire.extract.events.words import Words
from crosswire.model import TimeExpression

_CLOCK = re.compile(r"(?:(?:about|around|at|local|time|noon|midnight|gmt|utc|est|[ap]\.?m\.?)|[\d:.()\s])*", re.I)


SINCE_REACH = 12  # words before a date in which "since" may open the phrase that it belongs to


@dataclass(frozen=True, slots=True)
class Dated:
    """A time expression at words[start:end] with its ISO date; `since` is where the event that it dates is named.

    ("the largest march since the strike of 2030": what stands before "since" is not dated by it.)
    """

    start: int
    end: int
    value: str
    since: int | None = None


def iso_date(value: str | None) -> str | None:
    """A TIMEX3 value as an ISO day, month, year or interval, None if it names no day. ("2021-W15" -> an interval)"""
    span = date_range(value) if value else None
    if span is None or value is None:
        return None
    if span.grain == "day" and span.earliest == span.latest:
        return span.earliest.isoformat()
    if span.grain in ("month", "year") and "/" not in value:
        return value[:7]
    return f"{span.earliest.isoformat()}/{span.latest.isoformat()}"


def dated(text: str, words: Words, times: Sequence[TimeExpression]) -> list[Dated]:
    """The expressions of a sentence that name days; a bare clock time names none ("at 3 p.m.")."""
    out = []
    for time in times:
        told = time.type == "DATE" or (time.type == "TIME" and not _CLOCK.fullmatch(time.span.of(text)))
        value = iso_date(time.value) if told else None
        if value:
            start, end = words.range_of(time.span)
            out.append(Dated(start, end, value, _since(words, start)))
    return out


def _since(words: Words, start: int) -> int | None:
    """The word "since" before a date, if it opens a phrase of its own and not the date itself."""
    back = range(start - 2, max(-1, start - SINCE_REACH), -1)
    return next((index for index in back if words.low[index] == "since"), None)


def date_of(clauses: Sequence[Clause], index: int, trigger: int, found: Sequence[Dated]) -> str | None:
    """The date of a trigger: the nearest in its clause, else the only one of the sentence.

    A date in another clause counts only if it stands alone and no clause of the kind "after ...", "which ..."
    lies between; two different dates outside the clause are no answer.
    """
    clause = clauses[index]
    found = [one for one in found if one.since is None or trigger > one.since]
    inside = [one for one in found if clause.start <= one.start < clause.end]
    if inside:
        return min(inside, key=lambda one: (abs(one.start - trigger), one.start)).value
    near = [one for one in found if _reachable(clauses, index, one)]
    values = {one.value for one in near}
    return values.pop() if len(values) == 1 else None


def _reachable(clauses: Sequence[Clause], index: int, one: Dated) -> bool:
    home = next((i for i, clause in enumerate(clauses) if clause.start <= one.start < clause.end), None)
    if home is None:
        return True
    low, high = min(home, index), max(home, index)
    return all(clause.link in ("and", "participle", "said") or clause.opener in ("that", "when", "as", "while")
               for clause in clauses[low + 1:high + 1])
