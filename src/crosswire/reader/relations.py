"""How far a word stands from a cue, in buckets, as the relation heads see it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_STEPS = np.array([9, 13, 21, 36, 61])  # words from which on a distance is one bucket farther
_NEAR = 8
N_DISTANCES = 2 * (_NEAR + len(_STEPS)) + 1


def distances(n_words: int, at: int) -> NDArray[np.int64]:
    """The bucket of each of `n_words` words' signed distance from word `at`. (3 words, at 1 -> 12, 13, 14)"""
    signed = np.arange(n_words) - at
    far = np.abs(signed)
    bucket = np.where(far <= _NEAR, far, _NEAR + np.searchsorted(_STEPS, far, "right"))
    return (N_DISTANCES // 2 + np.sign(signed) * bucket).astype(np.int64)
