"""Which pairs of articles are worth aligning: those that share a fingerprint of their words.

Rules of this file: the cost grows with what is shared, not with the square of the corpus. A fingerprint that
few articles hold gives all their pairs; in a large family of reprints each article is linked with the first
that printed the run and with the one before it, so that the family stays connected by few pairs.

Whole-document MinHash (we tried rensa's LSH) is not used: it finds reprints, but not one agency paragraph inside
two articles of different outlets, which is the common case, and the index is fast enough
(`python benchmarks/copies.py` measures both).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from crosswire.group.copies.passages import Words, fingerprints

Posting = tuple[int, int]  # rank of the article, position of the fingerprint in it
Pair = tuple[int, int]  # ranks of two articles, the lower first
Seeds = list[tuple[int, int]]  # positions of one run in each of the two


def fingerprint_index(articles: Sequence[Words]) -> Mapping[int, list[Posting]]:
    """Who holds each fingerprint that several hold, in order; a run repeated inside one article counts once."""
    kept = [fingerprints(words.folded) for words in articles]
    if not kept:
        return {}
    value, position = (np.concatenate(part) for part in zip(*kept, strict=True))
    rank = np.repeat(np.arange(len(kept)), [len(values) for values, _ in kept])
    order = np.lexsort((position, rank, value))
    value, rank, position = value[order], rank[order], position[order]
    first = _changes(value) | _changes(rank)
    value, rank, position = value[first], rank[first], position[first]
    bounds = np.append(np.flatnonzero(_changes(value)), len(value))
    several = np.flatnonzero(np.diff(bounds) > 1)
    return {int(value[start]): list(zip(rank[start:end].tolist(), position[start:end].tolist(), strict=True))
            for start, end in zip(bounds[several].tolist(), bounds[several + 1].tolist(), strict=True)}


def _changes(row: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which elements differ from the one before; the first does."""
    out = np.ones(len(row), dtype=np.bool_)
    out[1:] = row[1:] != row[:-1]
    return out


def candidates(index: Mapping[int, Sequence[Posting]], *, family: int,
               without: Collection[int] = frozenset()) -> Mapping[Pair, Seeds]:
    """Pairs of articles that share a fingerprint, with where it stands in each; see `family` in CopyOptions.

    Fingerprints in `without` count for nothing.
    """
    out: dict[Pair, Seeds] = defaultdict(list)
    for value, holders in index.items():
        if len(holders) > 1 and value not in without:
            for (rank, position), (other, there) in _linked(holders, family):
                out[rank, other].append((position, there))
    return out


def _linked(holders: Sequence[Posting], family: int) -> Iterator[tuple[Posting, Posting]]:
    """All pairs of a small family; in a large one each holder with the first and with the one before it."""
    small = len(holders) <= family
    for at in range(1, len(holders)):
        for before in range(at) if small else sorted({0, at - 1}):
            yield holders[before], holders[at]
