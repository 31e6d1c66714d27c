"""Dates against the calendar: a weekday that its date did not fall on; the other audits are in calendar_order.py."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from crosswire.dates import WEEKDAYS, date_range
from crosswire.model import Disagreement, TimeExpression
from crosswire.reconcile.calendar_order import effects_before_causes, impossible_days, past_to_come
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.sides import disagreement, phrase, side
from crosswire.values import Reason, Side

ALIKE = 0.25  # how much of the smaller sentence's content another must share to tell of the same day's event
SHARED = 3  # or so many content words: what a whole corpus tells of is told in common words
MOST_ANSWERS = 3


def calendar_disagreements(evidence: Evidence) -> Iterator[Disagreement]:
    """What the calendar, or the report's own day, contradicts; see AUDITS."""
    for audit in AUDITS:
        yield from audit(evidence)


def wrong_weekdays(evidence: Evidence) -> Iterator[Disagreement]:
    """One for each date whose own weekday contradicts it, with other reports of the same thing on that weekday."""
    named = _by_day(evidence)
    for time in evidence.times:
        told = date_range(time.value) if time.value else None
        if time.weekday is None or told is None or told.grain != "day":
            continue
        actual = WEEKDAYS[told.earliest.weekday()]
        if actual[:3].casefold() == time.weekday[:3].casefold():
            continue
        meant = nearest(told.earliest, time.weekday)
        words = phrase(evidence.text(time.article_id, time.span))
        wrong = side(evidence, time.article_id, time.span,
                     stance=f"{words}, but {told.earliest:%-d %B %Y} was a {actual}")
        answers = _answers(evidence, time, meant, [*named[meant], *named[WEEKDAYS[meant.weekday()]]])
        detail = f"“{words}”: {told.earliest:%-d %B %Y} was a {actual}, not a {time.weekday}."
        yield disagreement(evidence, "date", f"{words} was a {actual}", [wrong, *answers],
                           Reason("calendar_audit.weekday", detail))


def nearest(day: dt.date, weekday: str) -> dt.date:
    """The day nearest to `day` that is such a weekday. ((14 April 2021, "Tuesday") -> 13 April 2021)"""
    index = next((i for i, name in enumerate(WEEKDAYS) if name[:3].casefold() == weekday[:3].casefold()), day.weekday())
    ahead = (index - day.weekday()) % 7
    return day + dt.timedelta(days=ahead if ahead <= 3 else ahead - 7)


def _answers(evidence: Evidence, wrong: TimeExpression, meant: dt.date, named: Sequence[TimeExpression]) -> list[Side]:
    """Where other articles put what seems the same event on the day meant: the likest place of each, at most three."""
    own = _content(evidence, wrong)
    best: dict[str, tuple[float, TimeExpression]] = {}
    for time in named:
        if time.article_id == wrong.article_id:
            continue
        other = _content(evidence, time)
        alike = evidence.likeness(own, other)
        if (alike >= ALIKE or len(own & other) >= SHARED) and alike > best.get(time.article_id, (0.0, time))[0]:
            best[time.article_id] = (alike, time)
    chosen = sorted(best.values(), key=lambda pair: (-pair[0], evidence.rank[pair[1].article_id]))[:MOST_ANSWERS]
    return [side(evidence, time.article_id, time.span,
                 stance=f"{phrase(evidence.text(time.article_id, time.span))}: {meant:%A %-d %B %Y}")
            for _, time in chosen]


def _by_day(evidence: Evidence) -> dict[dt.date | str, list[TimeExpression]]:
    """Expressions by the day that they mean; bare weekdays that nothing resolves by the name of the weekday."""
    named: dict[dt.date | str, list[TimeExpression]] = defaultdict(list)
    for time in evidence.times:
        if time.value is None or time.value.startswith("XXXX-WXX-"):
            words = evidence.text(time.article_id, time.span).casefold()
            for weekday in WEEKDAYS:
                if weekday.casefold() in words:
                    named[weekday].append(time)
        elif (days := date_range(time.value)) is not None and days.grain == "day" and days.earliest == days.latest:
            named[days.earliest].append(time)
    return named


def _content(evidence: Evidence, time: TimeExpression) -> frozenset[str]:
    """Content words of the sentence around the date, without the date's own."""
    sentence = evidence.sentence(time.article_id, time.span.start)
    if sentence is None:
        return frozenset()
    return evidence.words(time.article_id, sentence.span) - evidence.words(time.article_id, time.span)


AUDITS: tuple[Callable[[Evidence], Iterator[Disagreement]], ...] = (
    wrong_weekdays, impossible_days, past_to_come, effects_before_causes)
