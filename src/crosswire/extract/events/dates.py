"""The day, month or year that a clause gives its event; never the publication date."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from crosswire.dates import calendar_conflict, date_range
from crosswire.extract.events.clauses import Clause
from crosswire.extract.events.words import Words, word_class
from crosswire.model import TimeExpression

_CLOCK = re.compile(r"(?:(?:about|around|at|local|time|noon|midnight|gmt|utc|est|[ap]\.?m\.?)|[\d:.()\s])*", re.I)

_SAME_TIME = frozenset({"that", "when", "as", "while", ")", "]"})  # openers behind which the same time goes on
_BRACKETS = frozenset({"(", "["})  # stepped over on the way to a date behind them
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
    """The expressions of a sentence that name days; a bare clock time names none ("at 3 p.m.").

    A day whose weekday contradicts it ("Monday 6 May", a Tuesday) is not known to the day: its month is kept.
    """
    out = []
    for time in times:
        told = time.type == "DATE" or (time.type == "TIME" and not _CLOCK.fullmatch(time.span.of(text)))
        value = iso_date(time.value) if told else None
        if value and calendar_conflict(time.value, time.weekday):
            value = value.rpartition("-")[0]
        if value:
            start, end = words.range_of(time.span)
            out.append(Dated(start, end, value, _since(words, start)))
    return out


def _since(words: Words, start: int) -> int | None:
    """The word "since" before a date, if it opens a phrase of its own and not the date itself."""
    back = range(start - 2, max(-1, start - SINCE_REACH), -1)
    return next((index for index in back if words.low[index] == "since"), None)


@dataclass(frozen=True, slots=True)
class _Trigger:
    """Where a trigger stands: at words[at], in clauses[index]; `verb` is how it is used."""

    words: Words
    clauses: Sequence[Clause]
    index: int
    at: int
    verb: bool

    @property
    def clause(self) -> Clause:
        return self.clauses[self.index]


def date_of(words: Words, clauses: Sequence[Clause], index: int, trigger: int, found: Sequence[Dated], *, verb: bool
            ) -> str | None:
    """The date of a trigger in clauses[index], by the first of RULES that gives one; None if the sentence gives none.

    ("shelled the town on Monday" -> Monday; "has shelled it since June" -> June; "the shelling, which began in May"
    -> May; "seized it on 4 May after crowds ousted the mayor" -> May for the ousting)
    """
    asked = _Trigger(words, clauses, index, trigger, verb)
    found = [one for one in found if one.since is None or trigger > one.since]
    return next((value for rule in RULES if (value := rule(asked, found))), None)


def _inside(trigger: _Trigger, found: Sequence[Dated]) -> str | None:
    """The nearest in its clause."""
    inside = [one for one in found if _holds(trigger.clause, one)]
    return min(inside, key=lambda one: (abs(one.start - trigger.at), one.start)).value if inside else None


def _begun(trigger: _Trigger, found: Sequence[Dated]) -> str | None:
    """What a "which" clause behind a noun says of its beginning. ("the siege, which he says began on Monday")"""
    following = trigger.clauses[trigger.index + 1:]
    if trigger.verb or not following or following[0].opener not in ("which", "that"):
        return None
    told = [following[0], *itertools.takewhile(lambda clause: clause.link == "said", following[1:])]
    return _only(one.value for clause in told
                 if word_class("befalls") & set(trigger.words.low[clause.start:clause.end])
                 for one in found if _holds(clause, one))


def _reached(trigger: _Trigger, found: Sequence[Dated]) -> str | None:
    """The only one that no clause of the kind "after ...", "which ..." parts from it."""
    return _only(one.value for one in found if _reachable(trigger.clauses, trigger.index, one))


def _earlier(trigger: _Trigger, found: Sequence[Dated]) -> str | None:
    """For what comes behind "after", the only date of the clause before it, told a grain coarser."""
    if not trigger.index or trigger.clause.opener not in ("after", "following"):
        return None
    before = trigger.clauses[trigger.index - 1]
    value = _only(one.value for one in found if _holds(before, one))
    return value.rpartition("-")[0] or None if value and "/" not in value else None


RULES: tuple[Callable[[_Trigger, Sequence[Dated]], str | None], ...] = (_inside, _begun, _reached, _earlier)


def _only(values: Iterable[str]) -> str | None:
    """The value, if all are the same; two are no answer."""
    different = set(values)
    return different.pop() if len(different) == 1 else None


def _holds(clause: Clause, one: Dated) -> bool:
    return clause.start <= one.start < clause.end


def _reachable(clauses: Sequence[Clause], index: int, one: Dated) -> bool:
    home = next((i for i, clause in enumerate(clauses) if _holds(clause, one)), None)
    if home is None:
        return True
    if home == index + 1 and clauses[home].opener == "since" and clauses[home].start == one.start:
        return True
    low, high = min(home, index), max(home, index)
    return all(_goes_on(clauses[i]) or (i != home and clauses[i].opener in _BRACKETS) for i in range(low + 1, high + 1))


def _goes_on(clause: Clause) -> bool:
    """Whether the clause tells of the time of the one before it."""
    return clause.link in ("and", "participle", "said") or clause.opener in _SAME_TIME
