"""Figures about one quantity, within and across articles, and how they relate.

Theory of operation: figures of one measure are taken in order of publication; each joins the topic
whose figures are most like it, or opens one. Likeness is a sum of named signs (SIGNS); what cannot be the same
quantity (other people, other nation, other year) is refused first. Only topics that share an uncommon
word, a value or the story's main toll are compared, so the work grows with the figures, not with their square.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from crosswire.canon import Canon
from crosswire.ids import content_id
from crosswire.model import Article, Entity, Figure, FigureTopic, Skipped, Story
from crosswire.reconcile.figure_relations import clash, relation
from crosswire.reconcile.populations import NAME, STANDING, Profile, alike, is_bare, name_stem, profile, says
from crosswire.stage import stage

Weights = dict[str, float]
MAIN = (0.25, 0.1)  # what two main tolls have in common: being main, and sharing a name
FEW = 10  # below it numbers lie close whatever their ratio
NEAR = 300  # characters within which "four more" is said of the number before
_MEMBERS_COMPARED = 8
_LABELS = {"killed": "{whom} killed", "injured": "{whom} injured", "missing": "{whom} missing",
           "displaced": "{whom} displaced", "detained": "{whom} detained", "money": "money"}


@dataclass(frozen=True)
class TopicOptions:
    """`threshold` is the likeness from which two figures are about one quantity, `again` that for a second look."""

    threshold: float = 0.5
    again: float = 0.6


@dataclass
class _Topic:
    members: list[Profile] = field(default_factory=list)

    def sample(self) -> list[Profile]:
        """The members to compare with: the first ones and the latest."""
        half = _MEMBERS_COMPARED // 2
        return self.members if len(self.members) <= _MEMBERS_COMPARED else self.members[:half] + self.members[-half:]


@stage
def topics(articles: Sequence[Article], figures: Sequence[Figure], entities: Sequence[Entity],
           stories: Sequence[Story], *, options: TopicOptions = TopicOptions()) -> Iterator[FigureTopic | Skipped]:
    """Figures about one quantity and their relation. (13,000 and 14,000 killed in one war -> one topic, differ)"""
    by_id = {article.id: article for article in articles}
    story_of = {article_id: story.storyline or story.id for story in stories for article_id in story.article_ids}
    canon = Canon(entities)
    follows = following(figures)
    profiles = [profile(f, by_id[f.article_id], story_of.get(f.article_id, ""),
                        canon.name(f.source) if f.source else None, follows=f.id in follows)
                for f in figures if f.article_id in by_id]
    blocks: dict[str, list[Profile]] = defaultdict(list)
    for one in sorted(profiles, key=lambda p: p.order):
        blocks[one.figure.measure].append(one)
    for _, members in sorted(blocks.items()):
        weights = _weights(members)
        for topic in _clustered(members, weights, options):
            yield _record(topic)


def following(figures: Sequence[Figure]) -> set[str]:
    """Ids of the figures that stand within NEAR characters behind another of their measure in their article."""
    out, last = set(), dict[tuple[str, str], int]()
    for one in sorted(figures, key=lambda f: (f.article_id, f.span)):
        key = (one.article_id, one.measure)
        if one.span.start - last.get(key, -NEAR) < NEAR:
            out.add(one.id)
        last[key] = one.span.start
    return out


def _weights(profiles: Sequence[Profile]) -> Weights:
    """How telling each context word is: the rarer among the figures, the more."""
    counted = Counter(word for p in profiles for word in p.context | p.near)
    return {word: math.log(1 + len(profiles) / count) for word, count in counted.items()}


def _clustered(profiles: Sequence[Profile], weights: Weights, options: TopicOptions) -> list[_Topic]:
    """The topics, in the order in which they were opened; a figure left alone is asked again when all are known."""
    found: list[_Topic] = []
    index: dict[object, set[int]] = defaultdict(set)
    rare = math.log(1 + max(4, len(profiles) ** 0.5)) if len(profiles) > 200 else 0.0
    for one in profiles:
        keys = _keys(one, weights, rare)
        number = _most_like(one, found, set().union(*(index[key] for key in keys)), weights, options.threshold)
        if number is None:
            number = len(found)
            found.append(_Topic())
        found[number].members.append(one)
        for key in keys:
            index[key].add(number)
    for topic in [topic for topic in found if len(topic.members) == 1]:
        [one] = topic.members
        others = set().union(*(index[key] for key in _keys(one, weights, rare)))
        number = _most_like(one, found, {n for n in others if len(found[n].members) > 1}, weights, options.again)
        if number is not None:
            found[number].members.append(topic.members.pop())
    return [topic for topic in found if topic.members]


def _most_like(one: Profile, found: Sequence[_Topic], numbers: set[int], weights: Weights, threshold: float
               ) -> int | None:
    """The number of the topic, of these, that a figure is most like; None if it is like none."""
    scored = [(_likeness_to(one, found[number], weights), -number) for number in sorted(numbers)]
    score, number = max(scored, default=(0.0, 0))
    return -number if score >= threshold else None


def _keys(one: Profile, weights: Weights, rare: float) -> set[object]:
    """What a topic must share with a figure to be compared: an uncommon word, its value, or being a main toll."""
    words: set[object] = {word for word in one.near | one.context if weights[word] > rare}
    words.add((one.figure.low, one.figure.high))
    if one.lead or one.running:
        words.add(("main", one.story))
    return words


def _likeness_to(one: Profile, topic: _Topic, weights: Weights) -> float:
    """The mean of the three best likenesses to members, less where its own article tells a rival number there."""
    sample = topic.sample()
    scores = sorted((likeness(one, member, weights) for member in sample), reverse=True)
    rivals = [_compatible(one, member, weights) for member in sample if member.order[1] == one.order[1]]
    rival = min([0.0, *rivals]) if not any(score > 0.2 for score in rivals) else 0.0
    return -9.0 if scores[-1] < -1 else sum(scores[:3]) / len(scores[:3]) + rival / 2


# ---------------------------------------------------------------- likeness of two figures

def refused(a: Profile, b: Profile) -> bool:
    """Whether two figures cannot be about one quantity."""
    if not alike(a.group, b.group) or (_other_nation(a, b) and "people" not in (a.group, b.group)):
        return True
    if _retells(a, b):
        return False
    if a.as_of and b.as_of and not (a.running or b.running or _same_total(a, b)):
        apart = max((b.as_of.earliest - a.as_of.latest).days, (a.as_of.earliest - b.as_of.latest).days)
        if apart > (400 if a.figure.measure in ("troops", "displaced", "residents", "weapons") else 20):
            return True
    return a.sentence == b.sentence


def _retells(a: Profile, b: Profile) -> bool:
    """Whether one of two numbers of an article stands against the other ("up from 12,000", "police spoke of 25")."""
    first, last = sorted((a, b), key=lambda p: p.order)
    apart = last.sentence[1] - first.sentence[1]
    return first.sentence[0] == last.sentence[0] and apart <= 2 and not first.part and (
        (last.figure.reason.rule == "compared" and apart == 0)
        or (last.figure.reason.rule == "told_again" and first.figure.whom == last.figure.whom))


def _same_total(a: Profile, b: Profile) -> bool:
    """Whether both give one large number: a total of the past, whatever day it was last told as of."""
    return _values(a) == _values(b) and (a.figure.low or a.figure.high or 0) >= STANDING


def _other_nation(a: Profile, b: Profile) -> bool:
    return bool(a.nations and b.nations and not a.nations & b.nations)


def _values(p: Profile) -> tuple[float | None, float | None]:
    return p.figure.low, p.figure.high


def _overlap(one: frozenset[str], other: frozenset[str], weights: Weights) -> float:
    """Weighted share of common words, 0 to 1 (Dice)."""
    both = sum(weights[word] for word in one & other)
    total = sum(weights[word] for word in one) + sum(weights[word] for word in other)
    return 2 * both / total if total else 0.0


def _same_value(a: Profile, b: Profile, weights: Weights) -> float:
    low = a.figure.low or a.figure.high or 0
    if _values(a) != _values(b):
        return 0.0
    return 0.45 if low >= 100 else 0.35 if low >= 10 else 0.25 if low > 1 else 0.05


def _compatible(a: Profile, b: Profile, weights: Weights) -> float:
    if not clash(a.figure, b.figure):
        return 0.1
    if a.order[1] != b.order[1]:
        return -0.05
    if _retells(a, b):
        return 0.8
    if abs(a.sentence[1] - b.sentence[1]) == 1 and not (a.part or b.part):
        rivals = a.source and b.source and a.source != b.source and a.figure.place == b.figure.place
        later = a.as_of and b.as_of and not a.as_of.overlaps(b.as_of) and a.source == b.source is not None
        if rivals or later:  # "Two were held, police said. The organisers said that four had been."
            return 0.3
    return -0.2 if a.source != b.source else -0.5  # one article tells two numbers of two quantities


def _same_scale(a: Profile, b: Profile, weights: Weights) -> float:
    """The further the numbers lie apart, by powers of ten, the less alike; vague plurals only if they clash."""
    low, high = sorted((p.figure.low or p.figure.high or 0) for p in (a, b))
    clashing = clash(a.figure, b.figure)
    if "vague" in (a.figure.qualifier, b.figure.qualifier):
        return -0.3 if clashing or low * 10 < high else 0.0
    close = 0.15 if clashing and low >= 100 and high <= 1.25 * low else 0.0
    return close - min(0.9, 0.6 * math.log10((high + FEW) / (low + FEW)))


def _same_period(a: Profile, b: Profile, weights: Weights) -> float:
    return -0.2 if a.summed != b.summed and not (a.running and b.running) else 0.0


def _same_time(a: Profile, b: Profile, weights: Weights) -> float:
    return 0.1 if a.as_of and b.as_of and a.as_of.overlaps(b.as_of) else 0.0


def _same_place(a: Profile, b: Profile, weights: Weights) -> float:
    if a.figure.place and b.figure.place:
        if a.figure.place == b.figure.place:
            return 0.05
        return 0.0 if {name_stem(a.figure.place), name_stem(b.figure.place)} & a.context & b.context else -0.15
    return 0.0


def _same_part(a: Profile, b: Profile, weights: Weights) -> float:
    return 0.0 if a.part == b.part else -0.35


def _main(a: Profile, b: Profile, weights: Weights) -> float:
    if a.part or b.part or not all(p.lead or p.running for p in (a, b)):
        return 0.0
    shared = _names(a.context) & _names(b.context)
    return MAIN[0] + (MAIN[1] if shared else 0.0)


def _same_nation(a: Profile, b: Profile, weights: Weights) -> float:
    """The nation counted in one is counted in the other, or named in its clause."""
    shared = a.nations & b.nations or a.nations & b.named or b.nations & a.named
    return 0.15 if shared else -0.3 if _other_nation(a, b) else 0.0


def _near(a: Profile, b: Profile, weights: Weights) -> float:
    return 0.4 * _overlap(a.near, b.near, weights)


def _context(a: Profile, b: Profile, weights: Weights) -> float:
    return 0.5 * _overlap(a.context, b.context, weights)


def _same_names(a: Profile, b: Profile, weights: Weights) -> float:
    """The names in both sentences: the place and the people of one happening."""
    return 0.2 * _overlap(_names(a.context), _names(b.context), weights)


def _names(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if word[0] == NAME)


def _same_story(a: Profile, b: Profile, weights: Weights) -> float:
    return 0.1 if a.story == b.story else 0.0


def _same_group(a: Profile, b: Profile, weights: Weights) -> float:
    return 0.1 if a.group == b.group else -0.15


SIGNS: tuple[Callable[[Profile, Profile, Weights], float], ...] = (
    _same_value, _compatible, _same_scale, _same_period, _same_time, _same_place, _same_part, _main, _same_nation,
    _near, _context, _same_names, _same_story, _same_group)


def likeness(a: Profile, b: Profile, weights: Weights) -> float:
    """How much speaks for one quantity: the sum of SIGNS, -9 where it is refused."""
    return -9.0 if refused(a, b) else sum(sign(a, b, weights) for sign in SIGNS)


def _record(topic: _Topic) -> FigureTopic:
    told, reason = relation(topic.members)
    ids = tuple(p.figure.id for p in topic.members)
    first = topic.members[0].figure
    return FigureTopic(id=content_id("topic", *sorted(ids)), label=_label(topic), measure=first.measure,
                       relation=told, figure_ids=ids, reason=reason)


def _label(topic: _Topic) -> str:
    """What a person calls the quantity. ("people killed", "Kestrian soldiers", "refugees")

    A noun that says only what befell them ("bodies", "deaths") gives way to "people"; one that says it and who they
    are ("refugees") stands alone.
    """
    measure = topic.members[0].figure.measure
    named = Counter("people" if is_bare(p.figure.whom) else p.figure.whom or "people" for p in topic.members)
    whom = max(sorted(named), key=lambda phrase: (named[phrase], phrase[:1].isupper()))
    return whom if says(measure, whom) else _LABELS.get(measure, "{whom}").format(whom=whom)
