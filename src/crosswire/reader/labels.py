"""The label sets of the reader's heads, and tag sequences to spans: constrained Viterbi over B, I, E, S and O.

Rules of this file: the order of every tuple is the order of the scores that the shipped weights give; a change of it
needs new weights (`tests/test_reader.py` compares them).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

NAMES = ("PER", "ORG", "LOC", "FAC", "NORP")
LAYERS = ("source", "cue", "content")
ROOTS = ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
         "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "NONE")
QUADS = (1, 2, 3, 4)  # verbal and material cooperation, verbal and material conflict
STATUSES = ("asserted", "denied", "planned", "hypothetical", "historical")

Floats = NDArray[np.float32]


def tags(kinds: Sequence[str]) -> tuple[str, ...]:
    """O, then B, I, E and S of each kind. (("PER",) -> O, B-PER, I-PER, E-PER, S-PER)"""
    return ("O", *(f"{place}-{kind}" for kind in kinds for place in "BIES"))


@functools.cache
def _moves(n_kinds: int) -> tuple[Floats, Floats, Floats]:
    """Which tag may follow which, begin and end a sequence: 0 or minus infinity."""
    size = 1 + 4 * n_kinds
    closed = [0, *(1 + 4 * k + place for k in range(n_kinds) for place in (2, 3))]  # O, E, S
    opening = [0, *(1 + 4 * k + place for k in range(n_kinds) for place in (0, 3))]  # O, B, S
    follow = np.full((size, size), -np.inf, dtype=np.float32)
    for before in closed:
        follow[before, opening] = 0
    for k in range(n_kinds):
        b, i, e = 1 + 4 * k, 2 + 4 * k, 3 + 4 * k
        follow[b, [i, e]] = follow[i, [i, e]] = 0
    begin = np.full(size, -np.inf, dtype=np.float32)
    begin[opening] = 0
    end = np.full(size, -np.inf, dtype=np.float32)
    end[closed] = 0
    return follow, begin, end


def decode(scores: Sequence[Floats]) -> list[list[tuple[int, int, int]]]:
    """The best legal spans of each sequence: (first word, last word, kind), by Viterbi.

    `scores`: arrays [words, 1 + 4 * kinds] of one number of kinds. All sequences take each step together.
    """
    kept = [at for at, each in enumerate(scores) if len(each)]
    out: list[list[tuple[int, int, int]]] = [[] for _ in scores]
    if not kept:
        return out
    lengths = np.array([len(scores[at]) for at in kept])
    size = scores[kept[0]].shape[1]
    together = np.zeros((len(kept), lengths.max(), size), dtype=np.float32)
    for row, at in enumerate(kept):
        together[row, : lengths[row]] = scores[at]
    for at, path in zip(kept, _paths(together, lengths), strict=True):
        out[at] = _spans(path)
    return out


def _paths(scores: Floats, lengths: NDArray[np.int64]) -> list[list[int]]:
    follow, begin, end = _moves((scores.shape[2] - 1) // 4)
    best = begin + scores[:, 0]
    last = np.where((lengths == 1)[:, None], best, -np.inf)
    back = np.zeros(scores.shape, dtype=np.int8)
    for t in range(1, scores.shape[1]):
        paths = best[:, :, None] + follow
        back[:, t] = paths.argmax(axis=1)
        best = paths.max(axis=1) + scores[:, t]
        last = np.where((lengths == t + 1)[:, None], best, last)
    tags_ = (last + end).argmax(axis=1)
    out = []
    for row, tag in enumerate(tags_.tolist()):
        path = [tag]
        for t in range(int(lengths[row]) - 1, 0, -1):
            tag = int(back[row, t, tag])
            path.append(tag)
        out.append(path[::-1])
    return out


def _spans(path: Sequence[int]) -> list[tuple[int, int, int]]:
    out, start = [], 0
    for at, tag in enumerate(path):
        if tag == 0:
            continue
        kind, place = divmod(tag - 1, 4)
        if place in (0, 3):
            start = at
        if place in (2, 3):
            out.append((start, at, kind))
    return out


def encode(spans: Sequence[tuple[int, int, int]], n_words: int) -> list[int]:
    """The tag of each word for (first, last, kind) spans; of overlapping ones the longest wins."""
    out = [0] * n_words
    for first, last, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        if any(out[first : last + 1]):
            continue
        base = 1 + 4 * kind
        if first == last:
            out[first] = base + 3
        else:
            out[first : last + 1] = [base, *[base + 1] * (last - first - 1), base + 2]
    return out
