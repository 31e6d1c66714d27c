"""Families: sets that merge (union-find)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Families(Generic[K]):
    """Sets that merge. (join("a", "b"), join("b", "c") -> {a, b, c})"""

    def __init__(self) -> None:
        self._parent: dict[K, K] = {}

    def find(self, item: K) -> K:
        """The member that stands for the item's set: of two sets that were joined, the first one's."""
        parent = self._parent
        parent.setdefault(item, item)
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def join(self, first: K, second: K) -> None:
        """Make the two sets one."""
        self._parent[self.find(second)] = self.find(first)

    def groups(self, items: Iterable[T], key: Callable[[T], K]) -> list[list[T]]:
        """The items, those whose keys are of one set together, in the order in which each group begins."""
        out: dict[K, list[T]] = defaultdict(list)
        for item in items:
            out[self.find(key(item))].append(item)
        return list(out.values())
