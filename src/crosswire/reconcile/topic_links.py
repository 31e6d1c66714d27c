"""Why two quantities are not one: part of, other scope, other indicator, each by a named rule with its sentence.

Rules of this file: RULES in order, the first that speaks decides; only quantities of one story are compared, and other
scope only where the numbers would otherwise contradict each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from crosswire.model import FigureTopic
from crosswire.reconcile.figure_relations import clash
from crosswire.reconcile.populations import Profile, alike
from crosswire.values import Reason

LinkKind = Literal["part_of", "other_scope", "other_indicator"]
HARM = frozenset({"killed", "injured", "missing"})
FLIGHT = frozenset({"displaced", "residents"})
MOST_NUMBERS = 12  # different numbers of a quantity that are held against those of another
MOST_COMPARED = 200  # quantities of one story that are compared pair by pair


@dataclass(frozen=True, slots=True)
class TopicLink:
    """How one quantity stands to another."""

    kind: LinkKind
    topic_id: str
    other_id: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Quantity:
    """A topic with the profiles of its figures."""

    topic: FigureTopic
    profiles: tuple[Profile, ...]


Parts = Mapping[str, tuple[str, Reason]]
Rule = Callable[[Quantity, Quantity, Parts], "TopicLink | None"]


def topic_links(quantities: Sequence[Quantity], parts: Parts) -> Iterator[TopicLink]:
    """The links between quantities of one story; `parts` as breakdowns.py gives them."""
    by_story: dict[str, list[Quantity]] = defaultdict(list)
    for quantity in sorted(quantities, key=lambda q: q.topic.id):
        for story in sorted({p.story for p in quantity.profiles}):
            by_story[story].append(quantity)
    given: set[tuple[str, str]] = set()
    for own in by_story.values():
        largest = sorted(own, key=lambda q: (-len(q.profiles), q.topic.id))[:MOST_COMPARED]
        for one, other in combinations(largest, 2):
            link = next((found for rule in RULES if (found := rule(one, other, parts))), None)
            if link and (link.topic_id, link.other_id) not in given:
                given.add((link.topic_id, link.other_id))
                yield link


def part_of(one: Quantity, other: Quantity, parts: Parts) -> TopicLink | None:
    """A figure of one is told as a part of a figure of the other."""
    for part, whole in ((one, other), (other, one)):
        wholes = {p.figure.id for p in whole.profiles}
        for p in part.profiles:
            if p.figure.id in parts and parts[p.figure.id][0] in wholes:
                return TopicLink("part_of", part.topic.id, whole.topic.id, parts[p.figure.id][1])
    return None


def other_scope(one: Quantity, other: Quantity, parts: Parts) -> TopicLink | None:
    """One measure of alike people whose numbers clash, counted in another place, of other people or another time."""
    a, b = one.profiles[0], other.profiles[0]
    if one.topic.measure != other.topic.measure or not alike(a.group, b.group) or not any(
            clash(p.figure, q.figure) for p in _numbers(one) for q in _numbers(other)):
        return None
    reason = _place(one, other) or _nation(one, other) or _period(one, other) or _summed(one, other)
    return TopicLink("other_scope", one.topic.id, other.topic.id, reason) if reason else None


def _numbers(quantity: Quantity) -> list[Profile]:
    """A figure for each of the first numbers told."""
    return [*{(p.figure.low, p.figure.high, p.figure.qualifier): p for p in quantity.profiles}.values()][:MOST_NUMBERS]


def _place(one: Quantity, other: Quantity) -> Reason | None:
    mine, theirs = ({p.figure.place for p in q.profiles if p.figure.place} for q in (one, other))
    if mine and theirs and not mine & theirs:
        return Reason("other_place", f"one counts {_listed(mine)}, the other {_listed(theirs)}")
    return None


def _nation(one: Quantity, other: Quantity) -> Reason | None:
    mine, theirs = (frozenset().union(*(p.nations for p in q.profiles)) for q in (one, other))
    if mine and theirs and not mine & theirs:
        whom = [next(p.figure.whom or "people" for p in q.profiles if p.nations) for q in (one, other)]
        return Reason("other_people", f"one counts {whom[0]}, the other {whom[1]}")
    return None


def _period(one: Quantity, other: Quantity) -> Reason | None:
    days = [[p.as_of for p in q.profiles if p.as_of and not p.running] for q in (one, other)]
    if all(days) and not any(a.overlaps(b) for a in days[0] for b in days[1]):
        return Reason("other_time", f"one is told of {days[0][0].earliest.isoformat()}, "
                                    f"the other of {days[1][0].earliest.isoformat()}")
    return None


def _summed(one: Quantity, other: Quantity) -> Reason | None:
    running = [sum(p.running for p in q.profiles) * 2 > len(q.profiles) for q in (one, other)]
    if running[0] != running[1]:
        return Reason("so_far_or_once", "one is the count so far, the other that of one happening")
    return None


def other_indicator(one: Quantity, other: Quantity, parts: Parts) -> TopicLink | None:
    """Measures of one kind of harm or flight that some sentence tells side by side."""
    pair = {one.topic.measure, other.topic.measure}
    beside = {p.sentence for p in one.profiles} & {p.sentence for p in other.profiles}
    if len(pair) < 2 or not beside or not (pair <= HARM or pair <= FLIGHT):
        return None
    return TopicLink("other_indicator", one.topic.id, other.topic.id, Reason(
        "other_measure", f"{one.topic.measure} and {other.topic.measure} are counted apart"))


RULES: tuple[Rule, ...] = (part_of, other_scope, other_indicator)


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names)[:3])
