"""Days for articles that state none: from dated articles that print the same words or tell the same story.

Rules of this file: a day is inferred only where dated neighbours lie within a few days of each other and nothing
that the article says of months contradicts them; it is marked as inferred, with a low score and the neighbours'
names. Shared words (a copy, an utterance) are asked before mere likeness (a story); without neighbours the article
is asked itself, for the years passed since a told one, its latest day without a year, and its lead's weekday.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from crosswire.datelines import DAY_BEFORE
from crosswire.dates import date_range
from crosswire.elapsed_year import elapsed_year
from crosswire.group.stories.times import WEEKDAY
from crosswire.ids import content_id
from crosswire.model import Article, Copy, Dating, Quotation, Skipped, Story, TimeExpression, Utterance
from crosswire.stage import stage
from crosswire.tables import table
from crosswire.values import Reason

SPREAD = 4      # days that the neighbours may lie apart
OWN_SPREAD = 31  # days that the days without a year may lie apart: more may be those of two years
REACH = 3       # days that a named weekday may lie from the neighbours' day
MONTHS_OFF = 2  # months that a month without a year may lie from the neighbours' day
LEAD = 4        # paragraphs in which a report says what is new

_BARE_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)")
_BARE_MONTH = re.compile(r"XXXX-(\d\d)")

Links = dict[str, set[str]]


@stage
def datings(articles: Sequence[Article], times: Sequence[TimeExpression], quotations: Sequence[Quotation],
            copies: Sequence[Copy], utterances: Sequence[Utterance], stories: Sequence[Story]
            ) -> Iterator[Dating | Skipped]:
    """A Dating for each undated article whose dated neighbours settle its day.

    Neighbours that share words count first, over at most one undated article in between; else those of the same
    story. The day is that of the weekday that the lead names nearest to them (the day after, if the lead says
    "yesterday"), else the neighbours' commonest day. Without neighbours ("Sunday's vote ... since 4 March ... begun
    in 2031, eight years ago") it is the first such weekday from the latest day on. Limits: it can be a day off, some
    days without neighbours; nothing is inferred from one story to the next.
    """
    dated = {article.id: article.published for article in articles if article.published}
    shared, alike = _shared_words(quotations, copies, utterances), _same_story(stories)
    own_times = defaultdict(list)
    for time in times:
        own_times[time.article_id].append(time)
    names = {article.id: article.outlet or article.name for article in articles}
    for article in sorted(articles, key=lambda article: article.id):
        if article.id in dated:
            continue
        told = sorted(own_times[article.id], key=lambda time: (time.span.start, time.span.end))
        for rule, score, links in (("shared_words", 0.5, shared), ("same_story", 0.4, alike)):
            near = _neighbours(article.id, links, dated)
            day = _day(article, told, [dated[i] for i in near])
            if day is not None:
                who = ", ".join(sorted({names[i] for i in near})[:3])
                detail = f"{rule.replace('_', ' ')} as dated reports ({who}); it can be a day off"
                yield Dating(id=content_id("dating", article.id), article_id=article.id, published=day,
                             neighbour_ids=tuple(near), reason=Reason(rule, detail, score))
                break
        else:
            yield from _by_own_words(article, told)


def _by_own_words(article: Article, times: list[TimeExpression]) -> Iterator[Dating]:
    """The day by what the article says of years passed, of days without a year, and of its lead's weekday."""
    year, (weekday, later) = elapsed_year(times), _weekday(article, times)
    days = [] if year is None else [
        day for time in times if (m := _BARE_DAY.fullmatch(time.value or "")) and not _lies_ahead(article, time)
        and (day := _day_of(year, int(m[1]), int(m[2])))]
    if not days or weekday is None or max(days) - min(days) > dt.timedelta(days=OWN_SPREAD):
        return
    told = _nearest(weekday, max(days), range(7)) + dt.timedelta(days=later)
    detail = (f"years are told to have passed until {year}, its latest day in it is {max(days)}, its lead's weekday "
              f"{told - dt.timedelta(days=later):%A}; it can be some days off")
    yield Dating(id=content_id("dating", article.id), article_id=article.id, published=told, neighbour_ids=(),
                 reason=Reason("own_words", detail, 0.3))


def _lies_ahead(article: Article, time: TimeExpression) -> bool:
    """Whether the sentence of the expression speaks of what is to come."""
    future = set(table("times")["tense"]["future"])
    return any(sentence.span.contains(time.span) and not future.isdisjoint(sentence.span.of(article.text).split())
               for sentence in article.sentences)


def _day_of(year: int, month: int, day: int) -> dt.date | None:
    days = date_range(f"{year:04}-{month:02}-{day:02}")
    return days.earliest if days else None


def _day(article: Article, times: list[TimeExpression], days: list[dt.date]) -> dt.date | None:
    if not days or max(days) - min(days) > dt.timedelta(days=SPREAD) or _contradicted(times, days):
        return None
    common = max(sorted(set(days)), key=days.count)
    weekday, later = _weekday(article, times)
    if weekday is None:
        return common
    return _nearest(weekday, common, range(-REACH, REACH + 1)) + dt.timedelta(days=later)


def _nearest(weekday: int, day: dt.date, shifts: range) -> dt.date:
    """The first day with this ISO weekday, so many days from a day."""
    around = (day + dt.timedelta(days=shift) for shift in shifts)
    return next(one for one in around if one.isoweekday() == weekday)


def _weekday(article: Article, times: list[TimeExpression]) -> tuple[int | None, int]:
    """The weekday that the lead names, and how many days later the lead was written."""
    after = _lead(article)
    lead_end = max((s.span.end for s in article.sentences if s.kind == "body" and s.paragraph < after), default=0)
    later = 1 if DAY_BEFORE.search(article.text, 0, lead_end) else 0
    named = [(time.span.end <= lead_end, int(m[1])) for time in times if (m := WEEKDAY.match(time.value or ""))]
    return next((day for leads, day in named if leads or later), None), later


def _lead(article: Article) -> int:
    """The number of the paragraph after the lead."""
    body = sorted({sentence.paragraph for sentence in article.sentences if sentence.kind == "body"})
    return body[LEAD] if len(body) > LEAD else len(article.sentences) + 1


def _contradicted(times: list[TimeExpression], days: list[dt.date]) -> bool:
    """Whether the article names months without a year, and none of them lies near the neighbours' days."""
    bare = {int(m[1]) for time in times if (m := _BARE_MONTH.match(time.value or ""))}
    return bool(bare) and not any(min((month - day.month) % 12, (day.month - month) % 12) <= MONTHS_OFF
                                  for month in bare for day in days)


def _neighbours(article_id: str, links: Links, dated: dict[str, dt.date]) -> list[str]:
    """Dated articles that are linked to it, directly or else over one undated article."""
    direct = links.get(article_id, set())
    found = {other for other in direct if other in dated}
    if not found:
        found = {other for between in direct for other in links.get(between, ()) if other in dated}
    return sorted(found)


def _shared_words(quotations: Sequence[Quotation], copies: Sequence[Copy], utterances: Sequence[Utterance]) -> Links:
    home = {quotation.id: quotation.article_id for quotation in quotations}
    groups = [copy.article_ids for copy in copies] + [
        tuple(home[quotation_id] for quotation_id in utterance.quotation_ids) for utterance in utterances]
    return _linked(groups)


def _same_story(stories: Sequence[Story]) -> Links:
    return _linked([story.article_ids for story in stories])


def _linked(groups: Sequence[Sequence[str]]) -> Links:
    links: Links = defaultdict(set)
    for group in groups:
        for member in group:
            links[member].update(group)
    return links
