"""How far a word stands from a cue, in buckets, as the relation heads see it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_STEPS = np.array([9, 13, 21, 36, 61])  # words from which on a distance is one bucket farther
_NEAR, _FAR = 8, 61
N_DISTANCES = 2 * (_NEAR + len(_STEPS)) + 1
_away = np.arange(-_FAR, _FAR + 1)
_BUCKETS = N_DISTANCES // 2 + np.sign(_away) * np.where(
    abs(_away) <= _NEAR, abs(_away), _NEAR + np.searchsorted(_STEPS, abs(_away), "right"))


def distances(n_words: int, at: int | Sequence[int]) -> NDArray[np.int64]:
    """The bucket of each of `n_words` words' signed distance from word `at`, or rows of them for several words.

    (3 words, at 1 -> 12, 13, 14)
    """
    out: NDArray[np.int64] = _BUCKETS[np.clip(np.arange(n_words) - np.expand_dims(at, -1), -_FAR, _FAR) + _FAR]
    return out
