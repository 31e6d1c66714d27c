"""The dated entries of an account: what happened when, the best supported first in rank.

Rules of this file: an entry is an Event with a date; an imprecise date stays a range; history told for
context is kept apart; an Event that nothing dates is counted, never given the publication date.
"""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.account import Account
from crosswire.dates import DateRange, date_range
from crosswire.model import Event, OriginCount
from crosswire.values import Passage


@dataclass(frozen=True, slots=True)
class Entry:
    """One event on the timeline. `rank` counts from 1, the best supported; `origins` is None if not counted.

    `passages` are the clauses that tell it, one for each article, the headline's first.
    """

    event: Event
    when: DateRange
    rank: int
    articles: int
    origins: int | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Entries by date; `background` is history, `undated` how many events have no date."""

    entries: tuple[Entry, ...]
    background: tuple[Entry, ...]
    undated: int


def timeline(account: Account) -> Timeline:
    """The account's events in the order of their dates. Rank: more origins, then articles, then mentions."""
    counts = {count.claim_id: count for count in account.origins if count.claim == "event"}
    mentions = {mention.id: mention for mention in account.event_mentions}
    dated: list[tuple[Event, DateRange]] = []
    for event in account.events:
        when = date_range(event.date) if event.date else None
        if when:
            dated.append((event, when))
    told: dict[str, tuple[Passage, ...]] = {}
    for event, _ in dated:
        by_article: dict[str, Passage] = {}
        by_article[event.headline.article_id] = event.headline
        for mention_id in event.mention_ids:
            mention = mentions[mention_id]
            by_article.setdefault(mention.article_id, Passage(mention.article_id, mention.span))
        told[event.id] = tuple(by_article.values())
    dated.sort(key=lambda pair: _support(pair[0], told[pair[0].id], counts.get(pair[0].id)))
    entries = [Entry(event, when, rank, len(told[event.id]), _origins(counts.get(event.id)), told[event.id])
               for rank, (event, when) in enumerate(dated, start=1)]
    entries.sort(key=lambda e: (e.when.earliest, e.when.latest, e.rank))
    return Timeline(
        entries=tuple(e for e in entries if not e.event.background),
        background=tuple(e for e in entries if e.event.background),
        undated=len(account.events) - len(dated))


def _origins(count: OriginCount | None) -> int | None:
    return len(count.origins) if count else None


def _support(event: Event, told: tuple[Passage, ...], count: OriginCount | None) -> tuple[int, int, int, str]:
    """Sort key: the best supported event first."""
    return -(_origins(count) or 0), -len(told), -len(event.mention_ids), event.id
