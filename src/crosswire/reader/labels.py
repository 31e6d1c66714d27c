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
Ints = NDArray[np.int64]
_ROUNDS = 2
_PLACES = np.array([[1, 2], [0, 3]])  # I, E; B, S: by whether a span opens with the word, and after it


def tags(kinds: Sequence[str]) -> tuple[str, ...]:
    """O, then B, I, E and S of each kind. (("PER",) -> O, B-PER, I-PER, E-PER, S-PER)"""
    return ("O", *(f"{place}-{kind}" for kind in kinds for place in "BIES"))


@functools.cache
def _moves(n_kinds: int) -> Floats:
    """Which tag may follow which: 0 or minus infinity. A sequence begins and ends beside an O."""
    size = 1 + 4 * n_kinds
    closed = [0, *(1 + 4 * k + place for k in range(n_kinds) for place in (2, 3))]  # O, E, S
    opening = [0, *(1 + 4 * k + place for k in range(n_kinds) for place in (0, 3))]  # O, B, S
    follow = np.full((size, size), -np.inf, dtype=np.float32)
    for before in closed:
        follow[before, opening] = 0
    for k in range(n_kinds):
        b, i, e = 1 + 4 * k, 2 + 4 * k, 3 + 4 * k
        follow[b, [i, e]] = follow[i, [i, e]] = 0
    return follow


def softmax(scores: Floats) -> Floats:
    """Chances by scores, along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    out: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return out


def decode(scores: Sequence[Floats]) -> list[list[tuple[int, int, int]]]:
    """The best legal spans of each sequence: (first word, last word, kind).

    `scores`: arrays [words, 1 + 4 * kinds] of one number of kinds. Where the best tags make a legal sequence they are
    the best sequence; Viterbi is left with the stretches where they do not.
    """
    if not scores:
        return []
    lengths = np.array([len(each) for each in scores])
    starts = np.cumsum(lengths + 1) - lengths  # an O before each sequence and after the last one
    flat = np.full((starts[-1] + lengths[-1] + 1, scores[0].shape[1]), -np.inf, dtype=np.float32)
    flat[:, 0] = 0
    for start, each in zip(starts.tolist(), scores, strict=True):
        flat[start : start + len(each)] = each
    path = flat.argmax(axis=1)
    broken = np.flatnonzero(np.isinf(_moves(scores[0].shape[1] // 4)[path[:-1], path[1:]]))
    if len(broken):
        _mend(path, flat, broken)
    return _spans(path, starts)


def _mend(path: Ints, flat: Floats, broken: Ints) -> None:
    """Make the path legal at the least cost, by Viterbi over the stretches around its illegal steps.

    To mark beginnings and ends where the kinds say that they are is one legal path, so the best costs no more; a word
    whose O leads by more than that is O in the best path too, and parts what stands before it from what stands after,
    which then cost less each.
    """
    kind, place, rows = (path + 3) // 4, (path + 3) % 4, np.arange(len(path))
    opens = (kind != np.roll(kind, 1)) | (place % 3 == 0) | np.roll(place >= 2, 1)
    plain = np.where(kind, 4 * kind - 3 + _PLACES[opens.astype(int), np.roll(opens, -1).astype(int)], 0)
    cost, lead = flat[rows, path] - flat[rows, plain], flat[:, 0] - flat[:, 1:].max(axis=1)
    part = np.zeros(len(path), dtype=np.int64)
    for _ in range(_ROUNDS):
        part = np.cumsum(lead > np.bincount(part, cost)[part])
    sure = np.flatnonzero(np.diff(part, prepend=0))
    before = np.unique(np.searchsorted(sure, broken, "right") - 1)
    lengths = sure[before + 1] - sure[before]
    together = sure[before][:, None] + np.minimum(np.arange(1, lengths.max()), lengths[:, None])  # then the O after
    found, within = _best(flat[together]), np.arange(1, lengths.max()) < lengths[:, None]
    path[together[within]] = found[within]


def _best(scores: Floats) -> Ints:
    """The best legal tags [sequences, words] by Viterbi; all that is known of a word is which kind of span is open."""
    alone, begin, inner, end = scores[:, :, ::4].max(axis=2), *(scores[:, :, place::4] for place in (1, 2, 3))
    closed, opened = np.zeros(alone.shape), np.full(end.shape, -np.inf)  # best score before each word
    for t in range(len(alone[0]) - 1):
        ended, begun = (opened[:, t] + end[:, t]).max(axis=1), closed[:, t, None] + begin[:, t]
        np.maximum(closed[:, t] + alone[:, t], ended, out=closed[:, t + 1])
        np.maximum(opened[:, t] + inner[:, t], begun, out=opened[:, t + 1])
    ending, kinds = opened + end, np.arange(1, 1 + end.shape[2])
    before = np.concatenate([  # by what is open after a word: nothing (0) or a span of a kind (1, 2, ..)
        np.where(ending.max(axis=2) > closed + alone, 1 + ending.argmax(axis=2), 0)[:, :, None],
        np.where(closed[:, :, None] + begin > opened + inner, 0, kinds)], axis=2)
    states, rows = np.zeros((alone.shape[1] + 1, len(scores)), dtype=np.int64), np.arange(len(scores))
    for t in range(alone.shape[1] - 1, -1, -1):
        states[t] = before[rows, t, states[t + 1]]
    was, now = states[:-1].T, states[1:].T
    return np.where(was > 0, np.where(now > 0, 4 * was - 2, 4 * was - 1),
                    np.where(now > 0, 4 * now - 3, 4 * scores[:, :, ::4].argmax(axis=2)))


def _spans(path: Ints, starts: Ints) -> list[list[tuple[int, int, int]]]:
    """Spans of a legal path of several sequences, counted from each one's start."""
    out: list[list[tuple[int, int, int]]] = [[] for _ in starts]
    place = np.where(path > 0, (path - 1) % 4, 1)
    first, last = np.flatnonzero((place == 0) | (place == 3)), np.flatnonzero(place >= 2)
    rows = np.searchsorted(starts, first, "right") - 1
    ends = np.stack([first - starts[rows], last - starts[rows], (path[first] - 1) // 4], axis=1)
    for row, (start, end, kind) in zip(rows.tolist(), ends.tolist(), strict=True):
        out[row].append((start, end, kind))
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
