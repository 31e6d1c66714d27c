"""Which articles go together, given the log odds of pairs: average linkage that goes on as batches arrive.

Theory of operation: every group of articles keeps, for each group that it has been compared with, the sum of the log
odds above ASSUMED and the number of pairs compared; a pair that was never compared counts as ASSUMED. The two groups of
the highest mean join, again and again, while that mean stays above the threshold. Only groups that a new article was
compared with are looked at, so the work of a batch does not grow with the corpus.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crosswire.families import Families

ASSUMED = -4.0  # log odds of a pair that the index did not bring together, or that is less likely still
REACH = 20      # an article of a large group is thought to be compared with so many of the other
CLEAR = 2.0     # so much nearer must another group be for an article to move there


@dataclass(frozen=True, slots=True)
class Link:
    """Two articles and the log odds that they tell one story."""

    first: int
    second: int
    log_odds: float


class Linkage:
    """Groups of articles, by index."""

    def __init__(self, threshold: float) -> None:
        self.threshold = threshold
        self._joined = Families[int]()
        self._held: dict[int, list[int]] = {}
        self._above: dict[int, dict[int, float]] = defaultdict(dict)
        self._compared: dict[int, dict[int, int]] = defaultdict(dict)

    def add(self, articles: Iterable[int], links: Iterable[Link], copies: Iterable[tuple[int, int]] = ()) -> None:
        """Take in a batch: its articles, their links to each other and to earlier ones, and pairs that must join."""
        for at in articles:
            self._held[at] = [at]
        touched = set()
        for link in links:
            if link.log_odds > ASSUMED:
                one, other = sorted((self.root(link.first), self.root(link.second)))
                if one != other:
                    self._count(one, other, link.log_odds - ASSUMED, 1)
                    touched.add((one, other))
        for first, second in copies:
            touched |= self._join(self.root(first), self.root(second))
        self._settle(touched)

    def root(self, at: int) -> int:
        """The article that stands for the group of this one."""
        return self._joined.find(at)

    def groups(self) -> list[list[int]]:
        """All groups, each in order."""
        return sorted(sorted(held) for held in self._held.values())

    def _mean(self, one: int, other: int) -> float:
        small, large = sorted((len(self._held[one]), len(self._held[other])))
        pairs = max(small * min(large, REACH), self._compared[one][other])
        return ASSUMED + self._above[one][other] / pairs

    def _count(self, one: int, other: int, above: float, compared: int) -> None:
        for a, b in ((one, other), (other, one)):
            self._above[a][b] = self._above[a].get(b, 0.0) + above
            self._compared[a][b] = self._compared[a].get(b, 0) + compared

    def _settle(self, touched: Iterable[tuple[int, int]]) -> None:
        """Join the nearest groups until none is near enough. A mean that has changed since is looked at again."""
        heap = [(-self._mean(*pair), *pair) for pair in sorted(touched) if self._linked(*pair)]
        heapq.heapify(heap)
        while heap and -heap[0][0] >= self.threshold:
            was, one, other = heapq.heappop(heap)
            if not self._linked(one, other):
                continue
            if (now := -self._mean(one, other)) > was:
                heapq.heappush(heap, (now, one, other))
                continue
            for pair in sorted(self._join(one, other)):
                heapq.heappush(heap, (-self._mean(*pair), *pair))

    def _linked(self, one: int, other: int) -> bool:
        return other in self._above.get(one, ())

    def _join(self, one: int, other: int) -> set[tuple[int, int]]:
        """Make two groups one; the pairs of groups whose sums have grown by that."""
        if one == other:
            return set()
        if (len(self._above.get(one, ())), -one) < (len(self._above.get(other, ())), -other):
            one, other = other, one
        self._joined.join(one, other)
        self._held[one] += self._held.pop(other)
        grown = set()
        compared = self._compared.pop(other, {})
        for third, above in self._above.pop(other, {}).items():
            del self._above[third][other], self._compared[third][other]
            if third != one:
                self._count(one, third, above, compared[third])
                grown.add((min(one, third), max(one, third)))
        return grown


def second_look(groups: Sequence[Sequence[int]], links: Iterable[Link], threshold: float) -> list[list[int]]:
    """The groups after each article in turn has moved to the group that it is nearest to by now, if that is clear.

    An early article joins the best story of its day; the one that it belongs to may only have begun the day after.
    """
    home = {at: group for group, members in enumerate(groups) for at in members}
    size = [len(members) for members in groups]
    tied: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for link in links:
        if link.log_odds > ASSUMED:
            tied[link.first].append((link.second, link.log_odds))
            tied[link.second].append((link.first, link.log_odds))
    for at in sorted(tied):
        means = _means(at, tied[at], home, size)
        own = means.get(home[at], ASSUMED)
        best = max(means, key=lambda group: (means[group], -group))
        if means[best] >= threshold and means[best] > own + CLEAR:
            size[home[at]] -= 1
            size[best] += 1
            home[at] = best
    moved: list[list[int]] = [[] for _ in groups]
    for at in sorted(home):
        moved[home[at]].append(at)
    return sorted(members for members in moved if members)


def _means(at: int, ties: Iterable[tuple[int, float]], home: Mapping[int, int], size: Sequence[int]
           ) -> dict[int, float]:
    """The mean log odds of an article with each group that it has ties to, itself left out."""
    above: dict[int, list[float]] = defaultdict(list)
    for other, odds in ties:
        above[home[other]].append(odds - ASSUMED)
    return {group: ASSUMED + math.fsum(found) / max(min(size[group] - (home[at] == group), REACH), len(found))
            for group, found in above.items()}
