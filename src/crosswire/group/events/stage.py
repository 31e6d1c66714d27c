"""Event mentions merged into events, within and across articles."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from crosswire.canon import Canon
from crosswire.group.events.agents import Agents
from crosswire.group.events.features import features, is_nameless
from crosswire.group.events.merging import Cluster, merge, often
from crosswire.group.events.private import Private
from crosswire.ids import content_id
from crosswire.model import Article, Entity, Event, EventMention, Mention, Skipped, Story
from crosswire.spokespeople import spokespeople
from crosswire.stage import stage
from crosswire.values import Passage, Reason, Status

_STATUS_ORDER: tuple[Status, ...] = ("asserted", "denied", "planned", "hypothetical")
OWN_DATE = 2  # votes of a date in the article itself; an event dated by another report is one vote
BARE_TOLD = ("event-bare", "one clause tells it, and names too little of who, when and where")
PRIVATE = ("event-private", "persons deal with each other of whom no report says an office or a body")
BARE = 0.6  # a single mention that scores less names too little for a timeline


@stage
def events(articles: Sequence[Article], mentions: Sequence[Mention], event_mentions: Sequence[EventMention],
           entities: Sequence[Entity], stories: Sequence[Story]) -> Iterator[Event | Skipped]:
    """Events, each told by one or more mentions; a later report refines an event and never doubles it.

    Mentions join by root, parties, days, place and words (events/merging.py). The date is the finest told, the
    parties those that a quarter of the mentions name. A lone mention that names hardly anything is Skipped.
    """
    by_id = {article.id: article for article in articles}
    known = [mention for mention in event_mentions if mention.article_id in by_id]
    canon = Canon(entities)
    speak_for = spokespeople(by_id.values(), mentions, canon.called, "acting")
    clusters = merge(features(known, by_id, entities, speak_for))
    months = _months(clusters, by_id)
    agents = Agents(clusters, entities, stories)
    private = Private(mentions, canon)
    for cluster in clusters:
        if not _tells_enough(cluster):
            yield _skipped(cluster, by_id, BARE_TOLD)
        elif private.is_private(cluster):
            yield _skipped(cluster, by_id, PRIVATE)
        else:
            yield _event(cluster, months, agents)


def _months(clusters: Sequence[Cluster], articles: Mapping[str, Article]) -> dict[str, str]:
    """The month of the dated events that each dated article tells of, where they agree on one near to its day.

    An event that the article itself dates is enough, or two that it shares with articles that date them; two thirds
    have to agree, or half if theirs is the month in which the article was published.
    A report's undated clauses happen in the time that its dated ones frame (the narrative container of
    Pustejovsky and Stubbs, 2011); a month is as fine as that inference goes.
    """
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for cluster in clusters:
        date = _date(cluster)
        if date and len(date) == len("2021-04-13"):
            for article_id, own in sorted({(one.mention.article_id, one.mention.date is not None)
                                           for one in cluster.members if not one.mention.background}):
                told[article_id][date[:7]] += OWN_DATE if own else 1
    found = {article_id: _framed(counts, articles[article_id].published) for article_id, counts in told.items()}
    return {article_id: month for article_id, month in found.items() if month}


def _framed(counts: Counter[str], published: dt.date | None) -> str | None:
    """The month that holds enough of the votes; of an undated report nothing is inferred."""
    if published is None:
        return None
    own, most = published.isoformat()[:7], _most(counts)
    if counts[own] >= OWN_DATE and counts[own] * 2 >= counts.total():
        return own
    agreed = most and counts[most] >= OWN_DATE and counts[most] * 3 >= 2 * counts.total()
    return most if most and agreed and _is_near(most, published) else None


def _is_near(month: str, published: dt.date) -> bool:
    """Whether a report of that day can tell of that month as now."""
    year, number = (int(part) for part in month.split("-"))
    return 0 <= (published.year - year) * 12 + published.month - number <= 1


def _tells_enough(cluster: Cluster) -> bool:
    if all(one.mention.status == "hypothetical" for one in cluster.members):
        return False
    if len(cluster.members) > 1:
        return True
    mention = cluster.members[0].mention
    unreal = mention.status in ("hypothetical", "denied")
    return mention.reason.score >= BARE and not unreal


def _skipped(cluster: Cluster, articles: dict[str, Article], why: tuple[str, str]) -> Skipped:
    mention = cluster.members[0].mention
    name = mention.span.of(articles[mention.article_id].text)
    return Skipped(record_id=mention.id, name=name, reason=Reason(*why, mention.reason.score))


def _event(cluster: Cluster, months: dict[str, str], agents: Agents) -> Event:
    mentions = sorted((one.mention for one in cluster.members), key=lambda m: m.id)
    best = max(mentions, key=lambda m: (m.reason.score, -len(m.span), m.id))
    mode = _most(Counter(m.mode for m in mentions if m.mode))
    articles = {m.article_id for m in mentions}
    date, why, status = _date(cluster), "", _status(mentions)
    if date is None and status in ("asserted", "denied") and not best.background:
        date = _most(Counter(months[m.article_id] for m in mentions if m.article_id in months))
        why = "; no clause dates it: the month is that of the dated events told beside it" if date else ""
    inferred = agents.of(cluster)
    if inferred:
        why += "; no clause names who did it: the actor is whom its reports name for their attacks"
    return Event(
        id=content_id("event", *(m.id for m in mentions)), type=best.type, mode=mode, status=status,
        background=sum(m.background for m in mentions) * 2 > len(mentions), actors=_actors(cluster, inferred),
        recipients=often(cluster.recipients), date=date, place=_most(cluster.places),
        headline=Passage(best.article_id, best.span), mention_ids=tuple(m.id for m in mentions),
        reason=Reason("event-merged", f"{len(mentions)} clauses of {len(articles)} articles tell it; "
                      f"the first: {best.reason.detail}{why}", best.reason.score))


def _actors(cluster: Cluster, inferred: tuple[str, ...]) -> tuple[str, ...]:
    """Those told as acting; nameless forces only where nobody is named."""
    found = often(cluster.actors)
    named = tuple(name for name in found if not is_nameless(name))
    return inferred or named or found


def _status(mentions: Sequence[EventMention]) -> Status:
    counts = Counter(m.status for m in mentions)
    return max(_STATUS_ORDER, key=lambda status: (counts[status], -_STATUS_ORDER.index(status)))


def _date(cluster: Cluster) -> str | None:
    """The finest date that is told most often."""
    told = Counter(one.mention.date for one in cluster.members if one.when == cluster.when and one.mention.date)
    return _most(told)


def _most(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda key: (-counts[key], key), default=None)
