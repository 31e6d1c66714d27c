"""Articles as sparse TF-IDF vectors of unit length, and an inverted index over their rarest terms."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crosswire.group.event_features import content_words, inverse_frequency, unit
from crosswire.model import Article

READ_KINDS = frozenset({"body"})
VECTOR_TERMS = 120   # the heaviest terms of an article are kept
KEY_TERMS = 25       # of which so many are looked up in the index
BUCKET = 200         # a term in more articles than this finds nobody
NAME_WEIGHT = 2.0    # a shared name says more than a shared word

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles, by index, and their cosine."""

    likeness: float
    first: int
    second: int


def vectors(articles: Sequence[Article], names: Mapping[str, Sequence[str]]) -> list[Vector]:
    """One vector an article, over the stems of its body and title and the names of its entities."""
    counts = [_terms(article, names.get(article.id, ())) for article in articles]
    rarity = inverse_frequency(counts)
    return [_heaviest(count, rarity) for count in counts]


def _terms(article: Article, names: Sequence[str]) -> Counter[str]:
    out: Counter[str] = Counter(content_words(article.title or ""))
    for sentence in article.sentences:
        if sentence.kind in READ_KINDS:
            out.update(content_words(sentence.span.of(article.text)))
    out.update("name:" + name.casefold() for name in names)
    return out


def _heaviest(count: Counter[str], rarity: Mapping[str, float]) -> Vector:
    weights = {term: (1 + math.log(times)) * rarity[term] * (NAME_WEIGHT if term.startswith("name:") else 1.0)
               for term, times in count.items()}
    kept = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:VECTOR_TERMS]
    return unit(dict(kept))


def cosine(one: Vector, other: Vector) -> float:
    """The cosine of two unit vectors."""
    if len(other) < len(one):
        one, other = other, one
    return math.fsum(weight * other[term] for term, weight in one.items() if term in other)


def near_pairs(found: Sequence[Vector], least: float) -> Iterator[Pair]:
    """Pairs of articles that share a rare heavy term and whose cosine is at least `least`."""
    index: dict[str, list[int]] = defaultdict(list)
    for at, vector in enumerate(found):
        for term in _keys(vector):
            index[term].append(at)
    for at, vector in enumerate(found):
        near = {other for term in _keys(vector) if len(index[term]) <= BUCKET for other in index[term] if other < at}
        for other in sorted(near):
            likeness = cosine(vector, found[other])
            if likeness >= least:
                yield Pair(likeness, other, at)


def _keys(vector: Vector) -> list[str]:
    return sorted(vector, key=lambda term: (-vector[term], term))[:KEY_TERMS]
