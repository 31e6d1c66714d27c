"""What articles are compared by when stories are made: weighted words, names and numbers, days, and who meets.

Rules of this file: a profile is made of one article's own records; only the weights know the corpus.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crosswire.gazetteer import fold
from crosswire.group.events.features import content_words, stem, unit
from crosswire.group.stories.meetings import Meeting, People, meetings
from crosswire.group.stories.rarity import name_rarity, word_rarity
from crosswire.group.stories.times import Told, told
from crosswire.model import Article, Entity, EventMention, Mention, TimeExpression
from crosswire.spans import Span

LEAD_WORDS = 60  # content words that open a report and say what is new
HEAVIEST = {"words": 300, "lead": 60, "names": 60, "people": 30, "places": 30, "numbers": 30}  # terms kept
RARE = 4.0  # rarity from which a word counts as rare
LEADING = {"people": 4, "places": 4, "numbers": 6}  # of which so many are looked for in the other article

_NAMED = {"PER": "people", "GPE": "places", "LOC": "places", "FAC": "places", "ORG": None}
_NUMBER = re.compile(r"(?<![\w.,:])\d[\d.,:]*(?!\w)")

Vector = dict[str, float]
Counts = dict[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class Profile:
    """One article: a unit vector for each aspect, what it tells of time (all of it; its lead), who meets in its lead.

    `rare` are its rare words and `rarity` the plain weight of its people, before counts and length come in; `leading`
    are the heaviest terms with their shares of their own sum.
    """

    article_id: str
    published: int | None
    vectors: Mapping[str, Vector]
    rare: frozenset[str]
    rarity: Vector
    leading: Mapping[str, Vector]
    told: Told
    lead: Told
    meetings: frozenset[People]


@dataclass(frozen=True, slots=True)
class _Counted:
    """The terms of one article, and the sentences of its lead."""

    article: Article
    counts: Counts
    lead: Sequence[Span]


def profiles(articles: Sequence[Article], mentions: Sequence[Mention], entities: Sequence[Entity],
             times: Sequence[TimeExpression], events: Sequence[EventMention]) -> list[Profile]:
    """One profile an article, in the order of the articles."""
    own_times: dict[str, list[TimeExpression]] = defaultdict(list)
    for time in sorted(times, key=lambda time: (time.span.start, time.span.end)):
        own_times[time.article_id].append(time)
    names, met = _names(mentions, entities), meetings(events, entities)
    counted = [_counted(article, names.get(article.id, {}), own_times[article.id]) for article in articles]
    rarity = {aspect: (word_rarity if aspect in ("words", "names") else name_rarity)(
        [one.counts[aspect] for one in counted]) for aspect in HEAVIEST if aspect != "lead"}
    rarity["lead"] = rarity["words"]
    return [_profile(one, rarity, own_times[one.article.id], met.get(one.article.id, ())) for one in counted]


def _names(mentions: Sequence[Mention], entities: Sequence[Entity]) -> dict[str, Counts]:
    """For each article: its people and places by canonical name, and the words of all its names."""
    home = {mention.id: mention for mention in mentions}
    out: dict[str, Counts] = defaultdict(lambda: defaultdict(Counter))
    for entity in entities:
        if entity.kind not in _NAMED:
            continue
        aspect = _NAMED[entity.kind]
        for mention in (home[mention_id] for mention_id in entity.mention_ids if mention_id in home):
            if aspect:
                out[mention.article_id][aspect][fold(entity.name)] += 1
            words = {stem(word) for word in fold(mention.name).split() if len(word) > 2}
            out[mention.article_id]["names"].update(words)
    return out


def _counted(article: Article, names: Counts, times: Sequence[TimeExpression]) -> _Counted:
    """The names, the stems of headline and body, those of the lead apart, and the numbers that are no dates."""
    counts = {**{aspect: Counter[str]() for aspect in HEAVIEST}, **names}
    title = content_words(article.title or "")
    counts["words"].update(title)
    counts["lead"].update(title)
    lead: list[Span] = []
    for sentence in article.sentences:
        if sentence.kind != "body":
            continue
        found = content_words(sentence.span.of(article.text))
        room = LEAD_WORDS - counts["lead"].total()
        if room > 0:
            counts["lead"].update(found[:room])
            lead.append(sentence.span)
        counts["words"].update(found)
        counts["numbers"].update(_numbers(article.text, sentence.span.start, sentence.span.end, times))
    return _Counted(article, counts, lead)


def _numbers(text: str, start: int, end: int, times: Sequence[TimeExpression]) -> Iterator[str]:
    """Numbers in digits outside expressions of time."""
    for m in _NUMBER.finditer(text, start, end):
        before = bisect_right(times, m.start(), key=lambda time: time.span.start) - 1
        if before < 0 or times[before].span.end <= m.start():
            yield m[0].rstrip(".,:")


def _profile(one: _Counted, rarity: Mapping[str, Mapping[str, float]], times: Sequence[TimeExpression],
             met: Sequence[Meeting]) -> Profile:
    text = one.article.text
    inferred = one.article.published_basis == "inferred"  # perhaps from its story: that must not argue for the story
    published = None if inferred else one.article.published
    vectors = {aspect: _heaviest(one.counts[aspect], rarity[aspect], most) for aspect, most in HEAVIEST.items()}
    return Profile(
        article_id=one.article.id, published=published.toordinal() if published else None, vectors=vectors,
        rare=frozenset(term for term in vectors["words"] if rarity["words"][term] > RARE),
        rarity={term: rarity["people"][term] for term in vectors["people"]},
        leading={aspect: _leading(vectors[aspect], most) for aspect, most in LEADING.items()},
        told=told(times, text), lead=told([time for time in times if _within(time.span.start, one.lead)], text),
        meetings=frozenset(meeting.people for meeting in met if _within(meeting.start, one.lead)))


def _within(place: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= place < span.end for span in spans)


def _heaviest(counts: Counter[str], rarity: Mapping[str, float], most: int) -> Vector:
    weights = {term: (1 + math.log(times)) * rarity[term] for term, times in counts.items()}
    kept = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    return unit(dict(kept))


def _leading(vector: Vector, most: int) -> Vector:
    kept = sorted(vector.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    total = math.fsum(weight for _, weight in kept)
    return {term: weight / total for term, weight in kept}


def summed(vectors: Iterable[Vector]) -> Vector:
    """The vectors added up, scaled to unit length."""
    total: Vector = defaultdict(float)
    for vector in vectors:
        for term, weight in vector.items():
            total[term] += weight
    return unit(total)
