"""Words of an article, their fingerprints, and the passages that two word sequences share.

Theory of operation: a shared run of at least RUN + WINDOW - 1 = 9 words always shares a fingerprint
(winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003), so an index of fingerprints finds candidate pairs
without comparing all articles. Each shared fingerprint is grown into a maximal run of equal words, and runs
that follow each other in both articles with small gaps are joined into one passage. Words are compared in one
spelling (US and UK, capitals, apostrophes, thousands).
"""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from crosswire.group.alignment import folded
from crosswire.model import Article
from crosswire.spans import Span

RUN = 6  # words in a fingerprint
WINDOW = 4  # of so many neighbouring fingerprints the smallest is kept
GAP = 8  # words that an edit inside a passage may add or drop
BRIDGE = 3  # equal words that an edit must be followed by to count as inside the passage
RAGGED = 3  # words beyond a sentence's end that a passage does not keep

QUOTED = re.compile(r"\"[^\"\n]{1,3000}\"|“[^”\n]{1,3000}”|``[^\n]{1,3000}?''")  # somebody's words
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’][^\W_]+)*")
_BREAK = re.compile(r"[.!?:\n\"“”]")
_EDITS = tuple(sorted(((a, b) for a in range(BRIDGE + 1) for b in range(BRIDGE + 1)), key=lambda e: (sum(e), e)))

Ints = NDArray[np.int64]
Run = tuple[int, int, int]  # first word in each text, and how many words


@dataclass(frozen=True)
class Words:
    """The body words of one article, each folded into one spelling; where they stand is worked out when asked."""

    folded: tuple[str, ...]
    article: Article

    @functools.cached_property
    def _places(self) -> tuple[tuple[int, int], ...]:
        return tuple(m.span() for block in _body(self.article) for m in _WORD.finditer(
            self.article.text, block.start, block.end))

    def start(self, word: int) -> int:
        """Where this word starts in the text."""
        return self._places[word][0]

    def end(self, word: int) -> int:
        """Where this word ends in the text."""
        return self._places[word][1]

    def span(self, start: int, end: int) -> Span:
        """The characters from word `start` to before word `end`."""
        return Span(self.start(start), self.end(end - 1))

    def breaks(self, text: str, word: int) -> bool:
        """Whether a sentence, line or quotation ends or begins just before this word."""
        return word > 0 and bool(_BREAK.search(text, self.end(word - 1), self.start(word)))


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
    """The words of the body blocks only. ("The defence of 1,200, it’s said" -> the defense of 1200 it's said)"""
    found = (word for block in _body(article) for word in _WORD.findall(article.text, block.start, block.end))
    return Words(tuple(map(_key, found)), article)


def _body(article: Article) -> list[Span]:
    return [block.span for block in article.blocks if block.kind == "body"]


@functools.lru_cache(maxsize=65536)
def _key(word: str) -> str:
    """The form in which a word is compared."""
    return word.replace(",", "") if word[0].isdigit() else folded(word)


def fingerprints(words: Sequence[str]) -> tuple[Ints, Ints]:
    """The hashes of the runs that winnowing keeps, and their positions; equal runs have equal hashes in every article.

    A run that is repeated within a window is given once.
    """
    hashes = np.array(_run_hashes(words), dtype=np.int64)
    if len(hashes) < WINDOW:
        at = np.array([hashes.argmin()] if len(hashes) else [], dtype=np.int64)
        return hashes[at], at
    windows = np.lib.stride_tricks.sliding_window_view(hashes, WINDOW)
    least = windows.min(axis=1)
    changed = np.flatnonzero(np.concatenate([[True], least[1:] != least[:-1]]))
    return least[changed], changed + windows[changed].argmin(axis=1)


def _run_hashes(words: Sequence[str]) -> list[int]:
    """The checksum of every run of RUN words."""
    blob = " ".join(words).encode("utf-8", "surrogatepass")
    lengths = map(len, words) if blob.isascii() else (len(word.encode("utf-8", "surrogatepass")) for word in words)
    starts = [0, *accumulate(length + 1 for length in lengths)]
    return [zlib.crc32(blob[start : end - 1]) for start, end in zip(starts, starts[RUN:], strict=False)]


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
        if min(a[1] - a[0], b[1] - b[0]) < min_words:
            continue
        likeness = 1.0 if len(chain) == 1 else Indel.normalized_similarity(first[a[0]:a[1]], second[b[0]:b[1]])
        if likeness >= min_likeness:
            out.append(Shared(a, b, likeness))
    return out


def _runs(first: Sequence[str], second: Sequence[str], seeds: Sequence[tuple[int, int]]) -> list[Run]:
    """Maximal runs of equal words through the seeds, with the runs that an edit away follow or lead them."""
    reached: dict[int, int] = {}  # diagonal -> end in `first` of the last run on it
    out: set[Run] = set()
    for i, j in seeds:
        if i < reached.get(i - j, 0) or first[i] != second[j]:  # two runs may have one checksum
            continue
        grown = _grown(first, second, i, j)
        run: Run | None = grown
        while run is not None and run not in out:
            out.add(run)
            reached[run[0] - run[1]] = run[0] + run[2]
            run = _after_edit(first, second, run[0] + run[2], run[1] + run[2])
        run = _before_edit(first, second, *grown[:2])
        while run is not None and run not in out:
            out.add(run)
            run = _before_edit(first, second, *run[:2])
    return sorted(out)


def _grown(first: Sequence[str], second: Sequence[str], i: int, j: int) -> Run:
    """The maximal run of equal words through (i, j), as (start, start, length)."""
    start, end = _equal_before(first, second, i, j), _equal(first, second, i, j)
    return i - start, j - start, start + end


def _equal(first: Sequence[str], second: Sequence[str], i: int, j: int) -> int:
    """How many words from (i, j) on are equal."""
    most, count = min(len(first) - i, len(second) - j), 0
    while count < most and first[i + count] == second[j + count]:
        count += 1
    return count


def _equal_before(first: Sequence[str], second: Sequence[str], i: int, j: int) -> int:
    """How many words right before (i, j) are equal."""
    most, count = min(i, j), 0
    while count < most and first[i - count - 1] == second[j - count - 1]:
        count += 1
    return count


def _after_edit(first: Sequence[str], second: Sequence[str], i: int, j: int) -> Run | None:
    """The run that goes on after an edit of up to BRIDGE words at (i, j), the smallest edit first."""
    ahead, there = first[i : i + BRIDGE + 1], second[j : j + BRIDGE + 1]
    for a, b in _EDITS:
        if a < len(ahead) and b < len(there) and ahead[a] == there[b]:
            length = _equal(first, second, i + a, j + b)
            if length >= BRIDGE:
                return i + a, j + b, length
    return None


def _before_edit(first: Sequence[str], second: Sequence[str], i: int, j: int) -> Run | None:
    """The run that leads to an edit of up to BRIDGE words right before (i, j), the smallest edit first."""
    for a, b in _EDITS:
        if a < i and b < j and first[i - a - 1] == second[j - b - 1]:
            length = _equal_before(first, second, i - a, j - b)
            if length >= BRIDGE:
                return i - a - length, j - b - length, length
    return None


def _chains(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs that follow each other in both articles with at most GAP words between."""
    chains: list[list[Run]] = []
    for i, j, length in runs:
        chain = next((c for c in reversed(chains[-4:]) if _follows(c[-1], i, j)), None)
        if chain is not None:
            skip = max(0, chain[-1][0] + chain[-1][2] - i, chain[-1][1] + chain[-1][2] - j)
            if length > skip:
                chain.append((i + skip, j + skip, length - skip))
        else:
            chains.append([(i, j, length)])
    return chains


def _follows(run: Run, i: int, j: int) -> bool:
    """Whether a run at (i, j) comes after this one in both articles, within GAP words."""
    behind, beside = i - (run[0] + run[2]), j - (run[1] + run[2])
    return i > run[0] and j > run[1] and -RUN <= behind <= GAP and -RUN <= beside <= GAP
