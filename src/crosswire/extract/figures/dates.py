"""As of when a number holds: since a day, on a day, or as it stood when the report appeared.

Rules of this file: named rules in order, the first that speaks decides. A publication day taken as the as-of
day says so in its rule; without any dated words and without a publication day the answer is None.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from crosswire.dates import DateRange, date_range
from crosswire.elapsed_year import elapsed_year
from crosswire.model import Article, TimeExpression
from crosswire.spans import Span, SpanIndex
from crosswire.values import Measure

Dated = tuple[TimeExpression, DateRange]
_EVENTS: frozenset[Measure] = frozenset({"killed", "injured", "missing", "weapons", "detained", "other"})
_SINCE = re.compile(r"\bsince\b[\w\s]{0,40}$", re.IGNORECASE)
_STANDING = re.compile(r"\b(?:so far|to date|now|currently|at present|as of today)\b|\b(?:has|have) (?:\w+ )?"
                       r"(?:been|killed|died|fled|lost|claimed|left|displaced|moved|wounded|injured|recorded|counted"
                       r"|registered|documented|confirmed)\b"
                       r"|\b(?:remains?|toll)\b", re.IGNORECASE)
_NAMING = re.compile(r"\b(?:of|the)\s$")
_OPENING = 8  # characters before the date with which a sentence opens ("In ", "Back in ")
_RISING = re.compile(r"\b(?:risen|rose|rises|rising|climbed|climbs|grown|increased|bringing|brings|raising)\b", re.I)
_POSSESSIVE = ("'s", "’s")
_WHEN = re.compile(r",?\s+when\b", re.IGNORECASE)
_READ = ("body", "caption")  # the day of a dateline is the report's own
_SOON = 300  # characters after a number in which its article may first tell the day
_CLAUSE = 60  # characters before a day in which "since" may stand ("since ground forces invaded on Saturday")
_RECENT = dt.timedelta(days=10)


class AsOf:
    """Answers as of when a number of one article holds."""

    def __init__(self, article: Article, times: Sequence[TimeExpression]):
        self._text = article.text
        self._published = article.published
        self._inferred = article.published_basis == "inferred"  # may be a day off: any day that is told weighs more
        dated = [(t, reach) for t in times if (reach := _reach(t)) and not self._is_future(reach)]
        self._dated = SpanIndex((t.span, (t, reach)) for t, reach in dated)
        self._year = elapsed_year(times) if article.published is None else None
        told = SpanIndex((s.span, s) for s in article.sentences if s.kind in _READ)
        self._order = sorted((row for row in dated if told.overlapping(row[0].span)), key=lambda row: row[0].span.start)

    def of(self, number: Span, clause: Span, sentence: Span, before: int, measure: Measure) -> tuple[str | None, str]:
        """The ISO day, month, year or interval, and the name of the rule that gave it."""
        for area in (clause, sentence):
            near = self._nearest(number, area, whole=area == sentence != clause)
            if near:
                return self._told(near, area, number)
        rising = _RISING.search(self._text, clause.start, number.start)
        if (rising or _STANDING.search(clause.of(self._text))) and self._published:
            return self._published.isoformat(), "publication_day_for_a_standing_count"
        background = self._carried(sentence, before)
        if background and measure in _EVENTS:
            return background, "date_of_the_sentence_before"
        standing = _STANDING.search(self._text, sentence.start, max(clause.end, number.end))
        recent = self._recent_day(number) if measure in _EVENTS and not standing else None
        if recent:
            return recent, "last_day_told_before"
        if self._published:
            return self._published.isoformat(), "publication_day"
        if self._year:
            return str(self._year), "years_passed_since_a_told_year"
        return None, "undated"

    def _is_future(self, reach: DateRange) -> bool:
        return self._published is not None and reach.earliest > self._published

    def _nearest(self, number: Span, area: Span, *, whole: bool) -> Dated | None:
        """The date told nearest to the number. One that only names something ("the war of 1994"), or from
        another clause says since when ("..., where fighting went on since Monday"), is no date of the number, nor is
        the day of a happening for a count that rises ("the toll of Wednesday's shelling has risen to 31").
        """
        rising = bool(_RISING.search(self._text, area.start, number.start))
        found = [row for row in self._within(area) if not self._names(row)
                 and not (rising and self._text.startswith(_POSSESSIVE, row[0].span.end))
                 and not (whole and self._since(row[0], area) and not self._when(row[0], number))]
        return min(found, key=lambda row: row[0].span.gap(number), default=None)

    def _when(self, expression: TimeExpression, number: Span) -> bool:
        """Whether the number is told of that very time ("since November 2030, when some 60,000 people")."""
        return bool(_WHEN.match(self._text, expression.span.end, number.start)) and number.start > expression.span.end

    def _names(self, row: Dated) -> bool:
        expression, reach = row
        before = self._text[max(0, expression.span.start - 5) : expression.span.start]
        return reach.grain == "year" and bool(_NAMING.search(before)) and self._is_past(reach)

    def _is_past(self, reach: DateRange) -> bool:
        return self._published is not None and reach.latest < self._published - dt.timedelta(days=365)

    def _within(self, area: Span) -> list[Dated]:
        return [row for row in self._dated.within(area) if isinstance(row, tuple)]

    def _since(self, expression: TimeExpression, area: Span) -> bool:
        start = max(area.start, expression.span.start - 45)
        return bool(_SINCE.search(self._text[start : expression.span.start]))

    def _told(self, near: Dated, area: Span, number: Span) -> tuple[str, str]:
        expression, reach = near
        value = iso(expression.value or "")
        if self._since(expression, area) and not self._when(expression, number):
            end = self._published
            return (f"{value}/{end.isoformat()}" if end and end > reach.earliest else value), "since_then"
        return self._with_end(near, value), "date_in_the_sentence"

    def _with_end(self, near: Dated, value: str) -> str:
        """The interval, where a second date follows at once ("1983-2005", "from March to May")."""
        expression, reach = near
        for second, end in self._within(Span(expression.span.end, expression.span.end + 30)):
            joint = self._text[expression.span.end : second.span.start].strip()
            if joint in ("-", "–", "—", "to", "until") and end.earliest > reach.earliest:
                return f"{value}/{iso(second.value or '')}"
        return value

    def _carried(self, sentence: Span, before: int) -> str | None:
        """The date of history with which the sentence before opened ("In 1994 a quake struck. Five died.")."""
        dated = self._within(Span(min(before, sentence.start), sentence.start))
        if not dated:
            return None
        expression, reach = dated[0]
        opens = expression.span.start - before <= _OPENING
        old = self._published is None or self._published - reach.latest > _RECENT
        return iso(expression.value or "") if old and opens else None

    def _recent_day(self, number: Span) -> str | None:
        """The last day told before the number, else the first one soon after it, within _RECENT of publication."""
        for expression, reach in reversed(self._order):
            told = expression.span.start < number.start and self._is_recent(reach)
            if told and not self._since(expression, Span(max(0, expression.span.start - _CLAUSE), number.start)):
                return iso(expression.value or "")
        later = next((row for row in self._order if row[0].span.start > number.start), None)
        if later and self._is_recent(later[1]) and (
                self._inferred or later[0].span.start - number.end <= _SOON):
            return iso(later[0].value or "")
        return None

    def _is_recent(self, reach: DateRange) -> bool:
        return reach.grain == "day" and (self._published is None or abs(self._published - reach.latest) <= _RECENT)


def _reach(expression: TimeExpression) -> DateRange | None:
    if expression.type not in ("DATE", "TIME") or not expression.value:
        return None
    return date_range(iso(expression.value))


def iso(value: str) -> str:
    """A TIMEX3 value without its time of day. ("2021-04-13TEV" -> "2021-04-13")"""
    return "/".join(part.partition("T")[0] for part in value.split("/"))
