"""Which earlier articles (or stories) can go with a new one: an inverted index whose cost does not grow.

Theory of operation: an article is filed under its weightiest words, names, people and places, and found again under
the same. A posting list keeps the latest POSTINGS articles only, so a look-up costs the same after a hundred articles
as after a hundred thousand; a term that everyone uses finds its latest users.
"""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping

from crosswire.group.stories.profiles import Vector

POSTINGS = 25   # the latest articles that a term finds
NEAREST = 30    # of all that are found, so many are compared in full
LEAST = 0.08    # if they share at least so much weight
KEYS = {"words": 25, "names": 15, "people": 8, "places": 4}

Term = tuple[str, str]


class StoryIndex:
    """Articles by their weightiest terms."""

    def __init__(self) -> None:
        self._postings: dict[Term, deque[tuple[int, float]]] = defaultdict(lambda: deque(maxlen=POSTINGS))

    def nearest(self, vectors: Mapping[str, Vector]) -> list[int]:
        """The articles that share most weight under the keys, at least LEAST, at most NEAREST, nearest first."""
        shared: dict[int, float] = defaultdict(float)
        for term, weight in _keys(vectors):
            for at, other in self._postings.get(term, ()):
                shared[at] += weight * other
        enough = ((-weight, at) for at, weight in shared.items() if weight >= LEAST)
        return [at for _, at in heapq.nsmallest(NEAREST, enough)]

    def add(self, at: int, vectors: Mapping[str, Vector]) -> None:
        """File an article under its keys."""
        for term, weight in _keys(vectors):
            self._postings[term].append((at, weight))


def _keys(vectors: Mapping[str, Vector]) -> Iterator[tuple[Term, float]]:
    for aspect, most in KEYS.items():
        ranked = heapq.nsmallest(most, vectors[aspect].items(), key=lambda pair: (-pair[1], pair[0]))
        for term, weight in ranked:
            yield (aspect, term), weight
