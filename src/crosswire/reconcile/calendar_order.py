"""Dates that cannot be as told: days that no calendar has, days still to come told as past, effect before cause.

Rules of this file: only days that the text names by number count (a weekday may be of another week); whatever
looks ahead, or is someone's "said on", settles nothing. Connectives come from wordlists/times.toml, section [order].
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from crosswire.dates import DateRange, date_range
from crosswire.model import Disagreement, EventMention, TimeExpression
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.sides import disagreement, phrase, side
from crosswire.spans import Span
from crosswire.tables import table
from crosswire.values import Reason

NO_DAY = re.compile(r"(?:\d{4}|XXXX)-(\d\d)-(\d\d)")
BY_NUMBER = re.compile(r"\d")
SAID = re.compile(r"\b(?:said|says?|told|announced|wrote|reported|warned|added|stated|testified)\b", re.IGNORECASE)
APART = 2  # days after publication from which a zone or a late edition explains nothing


def impossible_days(evidence: Evidence) -> Iterator[Disagreement]:
    """One for each day that its month does not have. ("31 June")"""
    for time in evidence.times:
        if time.value is None or not NO_DAY.fullmatch(time.value[:10]) or date_range(_in_some_year(time.value)):
            continue
        words = phrase(evidence.text(time.article_id, time.span))
        yield disagreement(
            evidence, "date", f"{words} is no day", [side(evidence, time.article_id, time.span, stance=words)],
            Reason("calendar_audit.no_such_day", f"“{words}”: the calendar has no such day."))


def _in_some_year(value: str) -> str:
    """A day without its year in a leap year. ("XXXX-02-29" -> "2000-02-29")"""
    return value[:10].replace("XXXX", "2000")


def past_to_come(evidence: Evidence) -> Iterator[Disagreement]:
    """One for each day after publication on which a report tells that something has happened."""
    happened = [mention for mention in evidence.event_mentions if mention.status == "asserted"]
    for time in evidence.times:
        article, day = evidence.articles[time.article_id], _numbered_day(evidence, time)
        if day is None or article.published is None or article.published_basis == "inferred":
            continue
        late = (day.earliest - article.published).days
        mention = next((m for m in happened if _dated_by(m, time)), None)
        if late < APART or mention is None or not _told_as_past(evidence, mention):
            continue
        words = phrase(evidence.text(time.article_id, time.span))
        detail = (f"“{words}” is {late} days after the report came out ({article.published:%-d %B %Y}), yet it is "
                  "told as past.")
        yield disagreement(evidence, "date", f"{words} was still to come",
                           [side(evidence, time.article_id, time.span, stance=f"{words}: told as past")],
                           Reason("calendar_audit.still_to_come", detail, 0.8))


def _dated_by(mention: EventMention, time: TimeExpression) -> bool:
    return mention.article_id == time.article_id and mention.span.contains(time.span) \
        and mention.date == (time.value or "")[:10]


def _told_as_past(evidence: Evidence, mention: EventMention) -> bool:
    """Whether the clause has a past form, and the sentence nothing that looks ahead."""
    sentence = evidence.sentence(mention.article_id, mention.span.start)
    if sentence is None or _looks_ahead(evidence.text(mention.article_id, sentence.span)):
        return False
    trigger = evidence.text(mention.article_id, mention.trigger).casefold()
    return trigger.endswith("ed") or not _past().isdisjoint(_words(evidence.text(mention.article_id, mention.span)))


def effects_before_causes(evidence: Evidence) -> Iterator[Disagreement]:
    """One for each sentence that puts a thing before what it came after.

    ("fled on 3 April after the raid of 5 April")
    """
    numbered: dict[tuple[str, Span], list[tuple[TimeExpression, DateRange]]] = {}
    for time in evidence.times:
        sentence = evidence.sentence(time.article_id, time.span.start)
        day = _numbered_day(evidence, time)
        if sentence is not None and day is not None:
            numbered.setdefault((time.article_id, sentence.span), []).append((time, day))
    for (article_id, sentence_span), days in numbered.items():
        text = evidence.text(article_id, sentence_span)
        if len(days) != 2 or _looks_ahead(text) or SAID.search(text):
            continue
        (one, first), (other, second) = days
        link = _connective(evidence.text(article_id, Span(one.span.end, other.span.start)))
        if link is not None and (first.before(second) if link[1] == "after" else second.before(first)):
            yield _out_of_order(evidence, one, other, link[0])


def _out_of_order(evidence: Evidence, one: TimeExpression, other: TimeExpression, link: str) -> Disagreement:
    sides = [side(evidence, time.article_id, time.span) for time in (one, other)]
    told = " ".join((sides[0].stance, link, sides[1].stance))
    return disagreement(evidence, "date", f"order: {told}", sides, Reason(
        "calendar_audit.order", f"The sentence tells of {sides[0].stance} “{link}” {sides[1].stance}, and the days "
        "say the opposite.", 0.8))


def _connective(between: str) -> tuple[str, str] | None:
    """The one connective among the words, and whether what stands before it came "after" or "before"."""
    found = [(m.group(), way) for way, pattern in _connectives() for m in pattern.finditer(between)]
    return found[0] if len(found) == 1 else None


def _numbered_day(evidence: Evidence, time: TimeExpression) -> DateRange | None:
    """The single day that an expression names by its number."""
    days = date_range(time.value) if time.value else None
    if days is None or days.grain != "day" or days.earliest != days.latest:
        return None
    return days if BY_NUMBER.search(evidence.text(time.article_id, time.span)) else None


def _looks_ahead(text: str) -> bool:
    return not _ahead().isdisjoint(_words(text))


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'’]+", text.casefold())


@functools.cache
def _ahead() -> frozenset[str]:
    return frozenset(table("times")["tense"]["future"]) | frozenset(table("times")["order"]["ahead"])


@functools.cache
def _past() -> frozenset[str]:
    return frozenset(table("times")["tense"]["past"])


@functools.cache
def _connectives() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = {way: "|".join(map(re.escape, table("times")["order"][way])) for way in ("after", "before")}
    return tuple((way, re.compile(rf"\b(?:{either})\b", re.IGNORECASE)) for way, either in words.items())
