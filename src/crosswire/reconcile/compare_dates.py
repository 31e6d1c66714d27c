"""One happening at two hours, or one toll on two days, in different reports.

Rules of this file: an hour counts only where it stands in the clause that states the event, a day only where it
says when people came to harm: not "said on Wednesday", not a time of another zone in brackets, not a dateline.
What two articles merely imply is left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from crosswire.dates import date_range
from crosswire.families import Families
from crosswire.model import Disagreement, Event, Figure, TimeExpression
from crosswire.reconcile.evidence import HARM, Evidence
from crosswire.reconcile.populations import has_running_words
from crosswire.reconcile.sides import disagreement, phrase, side
from crosswire.spans import Span
from crosswire.values import Reason, Side

APART = 12  # minutes between two hours that are no rounding
ROUNDED = 15  # minutes that "about 3pm" leaves open
MUCH_ALIKE = 0.4  # how much the sentences of two events that were not joined must share to be of one happening
SHARED = 3  # content words that two sentences on one happening share
WITHIN = 4  # days that two datings of one toll may lie apart; further apart are two tolls
MOST_MENTIONS = 12  # timed mentions of one event that are compared pair by pair
_CLOCK = re.compile(r"T(\d\d):(\d\d)")
_PARTS = {"TMO": (4 * 60, 12 * 60), "TAF": (12 * 60, 18 * 60), "TEV": (17 * 60, 24 * 60)}
_ZONE = re.compile(r"\s*\(?\s*(?:GMT|UTC|[A-Z]{2,4}T)\b")
_SAID = re.compile(r"\b(?:said|says|told|announced|reported|confirmed|stated|statement|spoke|speaking|published)"
                   r"\b[^.;]{0,60}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Timed:
    """A time of day that an article gives for an event: minutes after midnight, from and to."""

    time: TimeExpression
    event: Event
    day: str
    start: int
    end: int
    words: frozenset[str]


def date_disagreements(evidence: Evidence) -> Iterator[Disagreement]:
    """Hours of one event, then days of one toll, that differ between articles."""
    times = defaultdict(list)
    for time in evidence.times:
        times[time.article_id].append(time)
    yield from _hours(evidence, times)
    yield from _days(evidence, times)


# ---------------------------------------------------------------- hours of one event

def _hours(evidence: Evidence, times: dict[str, list[TimeExpression]]) -> Iterator[Disagreement]:
    """For each kind of event and day, the first hour that each article tells of one happening, if they lie apart."""
    event_of = {key: event for event in evidence.events for key in event.mention_ids}
    found: dict[tuple[str, str], dict[tuple[str, str], Timed]] = defaultdict(dict)
    for mention in evidence.event_mentions:
        event = event_of.get(mention.id)
        timed = _timed(evidence, mention.span, times[mention.article_id], event) if event else None
        if timed:
            found[mention.type, timed.day].setdefault((mention.article_id, timed.event.id), timed)
    for rows in found.values():
        sets, apart = Families[int](), dict[int, Timed]()
        for one, other in combinations([*rows.values()][:MOST_MENTIONS], 2):
            if _one_happening(evidence, one, other) and _apart(one, other):
                sets.join(id(one), id(other))
                apart |= {id(one): one, id(other): other}
        for rivals in sets.groups(apart.values(), id):
            yield _hour_disagreement(evidence, rivals[0].event, rivals)


def _one_happening(evidence: Evidence, one: Timed, other: Timed) -> bool:
    """Whether two articles tell of one happening: it is one event, or the sentences are much alike without names."""
    shared = one.words & other.words
    if one.time.article_id == other.time.article_id or len(shared) < SHARED:
        return False
    return one.event.id == other.event.id or (
        len(shared) > SHARED and evidence.likeness(one.words, other.words) >= MUCH_ALIKE)


def _timed(evidence: Evidence, clause: Span, times: Sequence[TimeExpression], event: Event) -> Timed | None:
    """The one time of day in the clause; None where two are told."""
    read = [one for time in times if clause.contains(time.span) and (one := _read(evidence, time, event)) is not None]
    return read[0] if len(read) == 1 else None


def _read(evidence: Evidence, time: TimeExpression, event: Event) -> Timed | None:
    day, _, clock = (time.value or "").partition("T")
    text = evidence.articles[time.article_id].text
    sentence = evidence.sentence(time.article_id, time.span.start)
    if not clock or sentence is None or _ZONE.match(text, time.span.end):
        return None
    words = evidence.words(time.article_id, sentence.span) - evidence.words(time.article_id, time.span)
    match = _CLOCK.match("T" + clock)
    if match and int(match[1]) < 24:
        minute = 60 * int(match[1]) + int(match[2])
        about = ROUNDED if re.match(r"(?:about|around|shortly|just|some)", time.span.of(text), re.IGNORECASE) else 0
        return Timed(time, event, day, minute - about, minute + about, words)
    part = _PARTS.get("T" + clock[:2])
    return Timed(time, event, day, *part, words) if part else None


def _apart(one: Timed, other: Timed) -> bool:
    """Whether the two cannot be one hour."""
    return max(other.start - one.end, one.start - other.end) > APART


def _hour_disagreement(evidence: Evidence, event: Event, rivals: Sequence[Timed]) -> Disagreement:
    sides = [_side(evidence, one.time) for one in rivals]
    about = "hour: " + phrase(evidence.text(event.headline.article_id, event.headline.span), 8)
    return disagreement(evidence, "date", about, sides, Reason(
        "compare_dates.hour", "One event at different hours: " + ", ".join(s.stance for s in sides) + ".", 0.8))


def _side(evidence: Evidence, time: TimeExpression) -> Side:
    return side(evidence, time.article_id, time.span, stance=phrase(evidence.text(time.article_id, time.span)))


# ---------------------------------------------------------------- days of one toll

def _days(evidence: Evidence, times: dict[str, list[TimeExpression]]) -> Iterator[Disagreement]:
    figures = {figure.id: figure for figure in evidence.figures if figure.measure in HARM}
    for topic in evidence.topics:
        alike: dict[tuple[float | None, float | None], list[tuple[Figure, TimeExpression]]] = defaultdict(list)
        for key in topic.figure_ids:
            figure = figures.get(key)
            told = _told_day(evidence, figure, times[figure.article_id]) if figure else None
            if figure and told:
                alike[figure.low, figure.high].append((figure, told))
        for group in alike.values():
            rivals = [pair for pair in combinations(group[:MOST_MENTIONS], 2) if _days_apart(evidence, *pair)]
            if rivals:
                yield _day_disagreement(evidence, topic.label, list(dict.fromkeys(r for pair in rivals for r in pair)))


def _told_day(evidence: Evidence, figure: Figure, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """The expression in the figure's clause that tells on which day people came to harm, if it is the only one."""
    text = evidence.articles[figure.article_id].text
    if has_running_words(figure.clause.of(text)):
        return None
    days = [time for time in times if figure.clause.contains(time.span) and (time.value or "")[:10] == figure.as_of]
    return days[0] if len(days) == 1 and not _SAID.search(text, figure.clause.start, days[0].span.start) else None


def _days_apart(evidence: Evidence, one: tuple[Figure, TimeExpression], other: tuple[Figure, TimeExpression]) -> bool:
    """Whether one toll is put on two days a few days apart, in two articles that speak of one happening."""
    first, second = date_range(one[0].as_of or ""), date_range(other[0].as_of or "")
    if first is None or second is None or one[0].article_id == other[0].article_id:
        return False
    words = [evidence.words(f.article_id, f.clause) - evidence.words(f.article_id, t.span) for f, t in (one, other)]
    return 0 < abs((first.earliest - second.earliest).days) <= WITHIN and len(words[0] & words[1]) >= SHARED


def _day_disagreement(evidence: Evidence, label: str, rivals: Sequence[tuple[Figure, TimeExpression]]) -> Disagreement:
    sides = [_side(evidence, time) for _, time in rivals]
    number = phrase(evidence.text(rivals[0][0].article_id, rivals[0][0].span))
    days = ", ".join(f"{s.stance} ({figure.as_of})" for s, (figure, _) in zip(sides, rivals, strict=True))
    return disagreement(evidence, "date", f"day: {number} {label}", sides,
                        Reason("compare_dates.day", f"One toll on different days: {days}.", 0.8))
