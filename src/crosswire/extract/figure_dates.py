"""As of when a number holds: since a day, on a day, or as it stood when the report appeared.

Rules of this file: named rules in order, the first that speaks decides. A publication day taken as the as-of
day says so in its rule; without any dated words and without a publication day the answer is None.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from crosswire.dates import DateRange, date_range
from crosswire.model import Article, Measure, TimeExpression
from crosswire.spans import Span, SpanIndex

_EVENTS: frozenset[Measure] = frozenset({"killed", "injured", "missing", "weapons"})
_SINCE = re.compile(r"\bsince\b[\w\s]{0,40}$", re.IGNORECASE)
_STANDING = re.compile(r"\b(?:so far|to date|now|currently|at present|as of today)\b|\b(?:has|have) (?:\w+ )?"
                       r"(?:been|killed|died|fled|lost|claimed|left|displaced|moved|wounded|injured)\b"
                       r"|\b(?:remains?|toll)\b", re.IGNORECASE)
_RECENT = dt.timedelta(days=10)


class AsOf:
    """Answers as of when a number of one article holds."""

    def __init__(self, article: Article, times: Sequence[TimeExpression]):
        self._text = article.text
        self._published = article.published
        dated = [(t, reach) for t in times if (reach := _reach(t)) and not self._is_future(reach)]
        self._dated = SpanIndex((t.span, (t, reach)) for t, reach in dated)
        self._order = sorted(dated, key=lambda row: row[0].span.start)

    def of(self, number: Span, clause: Span, sentence: Span, paragraph: Span, measure: Measure
           ) -> tuple[str | None, str]:
        """The ISO day, month, year or interval, and the name of the rule that gave it."""
        for area in (clause, sentence):
            near = self._nearest(number, area)
            if near:
                return self._told(near, area)
        told = sentence.of(self._text)
        if _STANDING.search(clause.of(self._text)) and self._published:
            return self._published.isoformat(), "publication_day_for_a_standing_count"
        background = self._carried(sentence, paragraph)
        if background and measure in _EVENTS:
            return background, "date_of_the_sentence_before"
        recent = self._recent_day(number) if measure in _EVENTS and not _STANDING.search(told) else None
        if recent:
            return recent, "last_day_told_before"
        if self._published:
            return self._published.isoformat(), "publication_day"
        return None, "undated"

    def _is_future(self, reach: DateRange) -> bool:
        return self._published is not None and reach.earliest > self._published

    def _nearest(self, number: Span, area: Span) -> tuple[TimeExpression, DateRange] | None:
        found = [row for row in self._dated.within(area) if isinstance(row, tuple)]
        return min(found, key=lambda row: row[0].span.gap(number), default=None)

    def _told(self, near: tuple[TimeExpression, DateRange], area: Span) -> tuple[str, str]:
        expression, reach = near
        value = iso(expression.value or "")
        if _SINCE.search(self._text, max(area.start, expression.span.start - 45), expression.span.start):
            end = self._published
            return (f"{value}/{end.isoformat()}" if end and end > reach.earliest else value), "since_then"
        return value, "date_in_the_sentence"

    def _carried(self, sentence: Span, paragraph: Span) -> str | None:
        """The date of history that the sentence before set up: a month or year well before the report."""
        before = self._dated.within(Span(max(paragraph.start, sentence.start - 300), sentence.start))
        if not before:
            return None
        expression, reach = before[-1]  # type: ignore[misc]
        old = self._published is None or self._published - reach.latest > _RECENT
        return iso(expression.value or "") if old and "\n" not in self._text[
            expression.span.end : sentence.start].strip("\n") else None

    def _recent_day(self, number: Span) -> str | None:
        """The last day told before the number, within _RECENT of publication."""
        for expression, reach in reversed(self._order):
            if expression.span.start < number.start and reach.grain == "day" and (
                    self._published is None or abs(self._published - reach.latest) <= _RECENT):
                return iso(expression.value or "")
        return None


def _reach(expression: TimeExpression) -> DateRange | None:
    if expression.type not in ("DATE", "TIME") or not expression.value:
        return None
    return date_range(iso(expression.value))


def iso(value: str) -> str:
    """A TIMEX3 value without its time of day. ("2021-04-13TEV" -> "2021-04-13")"""
    return "/".join(part.partition("T")[0] for part in value.split("/"))
