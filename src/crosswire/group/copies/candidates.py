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

from crosswire.group.copies.passages import Words, fingerprints

Posting = tuple[int, int]  # rank of the article, position of the fingerprint in it
Pair = tuple[int, int]  # ranks of two articles, the lower first
Seeds = list[tuple[int, int]]  # positions of one run in each of the two


def fingerprint_index(articles: Sequence[Words]) -> Mapping[int, list[Posting]]:
    """Who holds each fingerprint, in order; a run repeated inside one article counts once."""
    index: dict[int, list[Posting]] = defaultdict(list)
    for rank, words in enumerate(articles):
        own: dict[int, int] = {}
        for value, position in fingerprints(words.folded):
            own.setdefault(value, position)
        for value, position in own.items():
            index[value].append((rank, position))
    return index


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
