"""What an account of a later day has that the one of an earlier day had not: events, figures, denials, disputes.

Rules of this file: records of two accounts are the same where they stand on the same characters of the same
article, for a later report may give a record another id. An event is new if none of its clauses was of an event;
known ones that got another day or place are refined. A figure is revised if a new report gives a value that no
report of its topic gave before. A disagreement is new, has new sides, or is settled: no longer found now that
there is more to go by.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from crosswire.account import Account
from crosswire.errors import UsageError
from crosswire.model import Article, Disagreement, Event, Figure, FigureTopic
from crosswire.reconcile.acts import Act, acts
from crosswire.reconcile.evidence import Evidence
from crosswire.render.timeline import timeline
from crosswire.values import Passage, Side

RETOLD = 0.5  # share of a denial's words by which it is one already known

Place = tuple[str, int]  # an article and where in it


@dataclass(frozen=True, slots=True)
class Refined:
    """An event that was known, and what is told of it now: (what, before, now), e.g. ("date", "2021-04", None)."""

    event: Event
    told: tuple[tuple[str, str | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class Revised:
    """A topic with the figures that were known and those with a new value."""

    topic: FigureTopic
    before: tuple[Figure, ...]
    now: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Denial:
    """A clause in which someone denies something, and who (if the text names them)."""

    party: str | None
    passage: Passage


@dataclass(frozen=True, slots=True)
class Widened:
    """A disagreement that was known, and its new sides."""

    disagreement: Disagreement
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class Changes:
    """What changed between two accounts; each list with the weightiest first."""

    before: Account
    after: Account
    articles: tuple[Article, ...]
    events: tuple[Event, ...]
    refined: tuple[Refined, ...]
    revised: tuple[Revised, ...]
    counted: tuple[FigureTopic, ...]
    denials: tuple[Denial, ...]
    disputes: tuple[Disagreement, ...]
    widened: tuple[Widened, ...]
    settled: tuple[Disagreement, ...]


def changes(before: Account, after: Account) -> Changes:
    """The changes from one account to a later one. Raises UsageError if the second is not the later."""
    if before.as_of is None or after.as_of is None or before.as_of >= after.as_of:
        raise UsageError(f"{before.as_of} is not before {after.as_of}; give the earlier day first.")
    known = {article.id for article in before.articles}
    fresh, refined = _events(before, after)
    revised, counted = _figures(before, after)
    disputes, widened, settled = _disagreements(before.disagreements, after.disagreements)
    return Changes(
        before, after, tuple(article for article in after.articles if article.id not in known), fresh, refined,
        revised, counted, _denials(before, after, known), disputes, widened, settled)


def _events(before: Account, after: Account) -> tuple[tuple[Event, ...], tuple[Refined, ...]]:
    known = {place: event for event in before.events for place in _clauses(before, event)}
    weight = {entry.id: entry.weight for entry in timeline(after).entries}
    fresh: list[Event] = []
    refined: list[Refined] = []
    for event in sorted(after.events, key=lambda e: (-weight.get(e.id, 0.0), -len(e.mention_ids), e.id)):
        earlier = [known[place] for place in _clauses(after, event) if place in known]
        if not earlier and not event.background:
            fresh.append(event)
        elif earlier:
            told = tuple((what, was, now) for what, was, now in (
                ("date", earlier[0].date, event.date), ("place", earlier[0].place, event.place)) if now and was != now)
            if told and not event.background:
                refined.append(Refined(event, told))
    return tuple(fresh), tuple(refined)


def _clauses(account: Account, event: Event) -> list[Place]:
    mentions = (account.by_id[mention_id] for mention_id in event.mention_ids)
    return [(mention.article_id, mention.trigger.start) for mention in mentions]


def _figures(before: Account, after: Account) -> tuple[tuple[Revised, ...], tuple[FigureTopic, ...]]:
    """Topics with a new value, and those that nothing was known of (numbers of people and things that matter)."""
    known = {_place(figure) for topic in before.topics for figure in _members(before, topic)}
    revised: list[Revised] = []
    counted: list[FigureTopic] = []
    for topic in sorted(after.topics, key=lambda t: (-len(t.figure_ids), t.measure == "money", t.label, t.id)):
        figures = _members(after, topic)
        old = tuple(figure for figure in figures if _place(figure) in known)
        values = {(figure.low, figure.high) for figure in old}
        new = {(figure.low, figure.high): figure for figure in reversed(figures)}  # the first of each value
        now = tuple(figure for value, figure in new.items() if value not in values)
        if old and now:
            revised.append(Revised(topic, old, now))
        elif now and topic.measure != "other":
            counted.append(topic)
    return tuple(revised), tuple(counted)


def _members(account: Account, topic: FigureTopic) -> list[Figure]:
    return [account.by_id[figure_id] for figure_id in topic.figure_ids]


def _place(figure: Figure) -> Place:
    return figure.article_id, figure.span.start


def _denials(before: Account, after: Account, known: set[str]) -> tuple[Denial, ...]:
    """Denials in new articles that do not tell again what the same party denied before."""
    told: list[Act] = [act for act in _acts(before) if act.kind == "denies"]
    out: list[Denial] = []
    for act in _acts(after):
        if act.kind == "denies" and act.article_id not in known and not any(_retold(act, other) for other in told):
            told.append(act)
            out.append(Denial(act.name, Passage(act.article_id, act.span)))
    return tuple(out)


def _retold(act: Act, other: Act) -> bool:
    shared = len(act.content & other.content)
    same = act.name == other.name or bool(act.by & other.by)
    return same and shared >= RETOLD * min(len(act.content), len(other.content))


def _acts(account: Account) -> Iterable[Act]:
    return acts(Evidence(
        articles=account.articles, mentions=account.mentions, times=account.times, quotations=account.quotations,
        utterances=account.utterances, figures=account.figures, topics=account.topics,
        event_mentions=account.event_mentions, events=account.events, entities=account.entities,
        copies=account.copies))


def _disagreements(before: Sequence[Disagreement], after: Sequence[Disagreement]
                   ) -> tuple[tuple[Disagreement, ...], tuple[Widened, ...], tuple[Disagreement, ...]]:
    """New ones, known ones with new sides, and those no longer found."""
    known = _by_side(before)
    fresh, widened = [], []
    for each in after:
        earlier = {found.id: found for side in each.sides for found in known.get(_key(each, side), ())}
        had = {_key(found, side) for found in earlier.values() for side in found.sides}
        stances = {side.stance for found in earlier.values() for side in found.sides}
        sides = tuple(side for side in each.sides if _key(each, side) not in had and side.stance not in stances)
        if not earlier:
            fresh.append(each)
        elif sides:
            widened.append(Widened(each, sides))
    still = _by_side(after)
    settled = tuple(each for each in before if not any(_key(each, side) in still for side in each.sides))
    return tuple(fresh), tuple(widened), settled


def _key(disagreement: Disagreement, side: Side) -> Hashable:
    return disagreement.kind, side.article_id, side.span.start


def _by_side(disagreements: Sequence[Disagreement]) -> Mapping[Hashable, list[Disagreement]]:
    out: dict[Hashable, list[Disagreement]] = {}
    for each in disagreements:
        for side in each.sides:
            out.setdefault(_key(each, side), []).append(each)
    return out
