"""Days for articles that state none: from dated articles that print the same words or tell the same story.

Rules of this file: a day is inferred only where dated neighbours lie within a few days of each other and nothing
that the article says of months contradicts them; it is marked as inferred, with a low score and the neighbours'
names. Shared words (a copy, an utterance) are asked before mere likeness (a story).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from crosswire.datelines import DAY_BEFORE
from crosswire.group.stories.times import WEEKDAY
from crosswire.ids import content_id
from crosswire.model import Article, Copy, Dating, Quotation, Skipped, Story, TimeExpression, Utterance
from crosswire.stage import stage
from crosswire.values import Reason

SPREAD = 4      # days that the neighbours may lie apart
REACH = 3       # days that a named weekday may lie from the neighbours' day
MONTHS_OFF = 2  # months that a month without a year may lie from the neighbours' day
LEAD = 4        # paragraphs in which a report says what is new

_BARE_MONTH = re.compile(r"XXXX-(\d\d)")

Links = dict[str, set[str]]


@stage
def datings(articles: Sequence[Article], times: Sequence[TimeExpression], quotations: Sequence[Quotation],
            copies: Sequence[Copy], utterances: Sequence[Utterance], stories: Sequence[Story]
            ) -> Iterator[Dating | Skipped]:
    """A Dating for each undated article whose dated neighbours settle its day.

    Neighbours that share words count first, over at most one undated article in between; else those of the same
    story. The day is that of the weekday that the lead names nearest to them (the day after, if the lead says
    "yesterday"), else the neighbours' commonest day. Limits: it can be a day off; nothing is inferred from one
    story to the next.
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


def _day(article: Article, times: list[TimeExpression], days: list[dt.date]) -> dt.date | None:
    if not days or max(days) - min(days) > dt.timedelta(days=SPREAD) or _contradicted(times, days):
        return None
    common = max(sorted(set(days)), key=days.count)
    after = _lead(article)
    lead_end = max((s.span.end for s in article.sentences if s.kind == "body" and s.paragraph < after), default=0)
    weekday = next((int(m[1]) for time in times if time.span.end <= lead_end
                    and (m := WEEKDAY.match(time.value or ""))), None)
    later = 1 if DAY_BEFORE.search(article.text, 0, lead_end) else 0
    if weekday is None:
        weekday = next((int(m[1]) for time in times if later and (m := WEEKDAY.match(time.value or ""))), None)
    if weekday is None:
        return common
    around = (common + dt.timedelta(days=shift) for shift in range(-REACH, REACH + 1))
    told = next(day for day in around if day.isoweekday() == weekday)
    return told + dt.timedelta(days=later)


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
