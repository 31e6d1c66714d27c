"""Words of an article, their fingerprints, and the passages that two word sequences share.

Theory of operation: a shared run of at least RUN + WINDOW - 1 = 9 words always shares a fingerprint
(winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003), so an index of fingerprints finds candidate pairs
without comparing all articles. Each shared fingerprint is grown into a maximal run of equal words, and runs
that follow each other in both articles with small gaps are joined into one passage.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from crosswire.model import Article
from crosswire.spans import Span

RUN = 6  # words in a fingerprint
WINDOW = 4  # of so many neighbouring fingerprints the smallest is kept
GAP = 8  # words that an edit inside a passage may add or drop
BRIDGE = 3  # equal words that an edit must be followed by to count as inside the passage

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BASE, _MODULUS = 1_000_003, (1 << 61) - 1

Run = tuple[int, int, int]  # first word in each text, and how many words


@dataclass(frozen=True, slots=True)
class Words:
    """The body words of one article: each folded (case, apostrophes), and where it stands in the text."""

    folded: tuple[str, ...]
    spans: tuple[Span, ...]

    def span(self, start: int, end: int) -> Span:
        """The characters from word `start` to before word `end`."""
        return Span(self.spans[start].start, self.spans[end - 1].end)


@dataclass(frozen=True, slots=True)
class Shared:
    """Words [start, end) of each of two articles that say nearly the same; `likeness` is between 0 and 1."""

    first: tuple[int, int]
    second: tuple[int, int]
    likeness: float

    @property
    def words(self) -> int:
        """How many words the shorter wording has."""
        return min(self.first[1] - self.first[0], self.second[1] - self.second[0])


def body_words(article: Article) -> Words:
    """The words of the body blocks only. ("Ten, it's said" -> ten, its, said)"""
    folded, spans = [], []
    for block in article.blocks:
        if block.kind != "body":
            continue
        for m in _WORD.finditer(article.text, block.span.start, block.span.end):
            folded.append(m[0].casefold().replace("'", "").replace("’", ""))
            spans.append(Span(m.start(), m.end()))
    return Words(tuple(folded), tuple(spans))


def fingerprints(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(hash, position) of the runs that winnowing keeps; equal runs have equal hashes in every article."""
    hashes = _run_hashes([zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words])
    last = -1
    for start in range(max(1, len(hashes) - WINDOW + 1)):
        window = range(start, min(start + WINDOW, len(hashes)))
        best = min(window, key=lambda i: (hashes[i], -i), default=-1)
        if best > last:
            last = best
            yield hashes[best], best


def _run_hashes(codes: Sequence[int]) -> list[int]:
    """The hash of every run of RUN words, each from the one before it (a Rabin-Karp rolling hash)."""
    if len(codes) < RUN:
        return []
    top = pow(_BASE, RUN - 1, _MODULUS)
    value = 0
    for code in codes[:RUN]:
        value = (value * _BASE + code) % _MODULUS
    out = [value]
    for leaving, entering in zip(codes, codes[RUN:], strict=False):
        value = ((value - leaving * top) * _BASE + entering) % _MODULUS
        out.append(value)
    return out


def shared_passages(first: Sequence[str], second: Sequence[str], seeds: Iterable[tuple[int, int]], *,
                    min_words: int, min_likeness: float) -> list[Shared]:
    """Passages of at least `min_words` words that the two share, grown from `seeds` (positions of equal runs).

    Runs are joined over an edit of at most GAP words; a joined passage less alike than `min_likeness`
    (twice the words in common, in order, over the words of both) is no passage. Each word of the first
    article lies in one passage at most.
    """
    out: list[Shared] = []
    for chain in _chains(_runs(first, second, sorted(set(seeds)))):
        low, high = chain[0], chain[-1]
        a, b = (low[0], high[0] + high[2]), (low[1], high[1] + high[2])
        likeness = Indel.normalized_similarity(first[a[0]:a[1]], second[b[0]:b[1]])
        made = Shared(a, b, likeness)
        if made.words >= min_words and likeness >= min_likeness:
            out.append(made)
    return out


def _runs(first: Sequence[str], second: Sequence[str], seeds: Sequence[tuple[int, int]]
          ) -> list[tuple[int, int, int]]:
    """Maximal runs of equal words through the seeds, with the runs that an edit away follow or lead them."""
    reached: dict[int, int] = {}  # diagonal -> end in `first` of the last run on it
    out: set[Run] = set()
    for i, j in seeds:
        if i < reached.get(i - j, 0):
            continue
        run: Run | None = _grown(first, second, i, j)
        while run is not None:
            out.add(run)
            reached[run[0] - run[1]] = run[0] + run[2]
            run = _after_edit(first, second, run[0] + run[2], run[1] + run[2])
    return sorted(out)


def _grown(first: Sequence[str], second: Sequence[str], i: int, j: int) -> tuple[int, int, int]:
    """The maximal run of equal words through (i, j), as (start, start, length)."""
    start = 0
    while start < min(i, j) and first[i - start - 1] == second[j - start - 1]:
        start += 1
    end = _equal(first, second, i, j)
    return i - start, j - start, start + end


def _equal(first: Sequence[str], second: Sequence[str], i: int, j: int) -> int:
    """How many words from (i, j) on are equal."""
    count = 0
    while i + count < len(first) and j + count < len(second) and first[i + count] == second[j + count]:
        count += 1
    return count


def _after_edit(first: Sequence[str], second: Sequence[str], i: int, j: int) -> tuple[int, int, int] | None:
    """The run that goes on after an edit of up to BRIDGE words at (i, j), the smallest edit first."""
    edits = sorted(((a, b) for a in range(BRIDGE + 1) for b in range(BRIDGE + 1)), key=lambda e: (sum(e), e))
    for a, b in edits:
        length = _equal(first, second, i + a, j + b)
        if length >= BRIDGE:
            return i + a, j + b, length
    return None


def _chains(runs: Sequence[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """Runs that follow each other in both articles with at most GAP words between."""
    chains: list[list[tuple[int, int, int]]] = []
    for i, j, length in runs:
        chain = next((c for c in reversed(chains[-4:]) if _follows(c[-1], i, j)), None)
        if chain is not None:
            skip = max(0, chain[-1][0] + chain[-1][2] - i, chain[-1][1] + chain[-1][2] - j)
            if length > skip:
                chain.append((i + skip, j + skip, length - skip))
        else:
            chains.append([(i, j, length)])
    return chains


def _follows(run: tuple[int, int, int], i: int, j: int) -> bool:
    """Whether a run at (i, j) comes after this one in both articles, within GAP words."""
    behind, beside = i - (run[0] + run[2]), j - (run[1] + run[2])
    return i > run[0] and j > run[1] and -RUN <= behind <= GAP and -RUN <= beside <= GAP
