"""The kind of a name from its counted cues: weights of wordlists/name_cues.toml, added and compared.

Theory of operation: multinomial logistic regression. Each kind has a weight for each cue; the sums make
probabilities; the likeliest kind wins unless "none" (no name, or a name of another kind) does. The weights were
fitted by training/name_cues.py on labelled world news, so a score of .8 means four right in five there.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from typing import cast

from crosswire.tables import table
from crosswire.values import NameKind

KINDS = ("PER", "ORG", "GPE", "FAC", "NORP", "none")
Verdict = tuple[NameKind, str, float]
OCCURS = "occurs"  # the key under which counts hold how often the string occurs
SURE_AFTER = 3  # occurrences after which more of the same tell nothing new


@functools.cache
def _weights() -> dict[str, tuple[float, ...]]:
    rows: dict[str, list[float]] = table("name_cues")["weights"]
    return {cue: tuple(row) for cue, row in rows.items()}


def amounts(counts: Mapping[str, int]) -> dict[str, float]:
    """How much each cue counts: the share of the occurrences where it holds, up to twice for several occurrences."""
    occurs = counts.get(OCCURS, 1)
    scale = (0.5 + 0.5 * min(occurs, SURE_AFTER)) / occurs
    return {cue: scale * min(count, occurs) for cue, count in counts.items() if cue != OCCURS}


def decide(counts: Mapping[str, int]) -> Verdict | None:
    """(kind, strongest cue, probability), None if it is likelier no name."""
    weights = _weights()
    found = [(cue, amount, weights[cue]) for cue, amount in amounts(counts).items() if cue in weights]
    sums = list(weights["always"])
    for _, times, row in found:
        for index, weight in enumerate(row):
            sums[index] += times * weight
    best = max(range(len(KINDS)), key=lambda index: sums[index])
    if KINDS[best] == "none":
        return None
    top = sums[best]
    score = 1 / sum(math.exp(value - top) for value in sums)
    strongest = max(found, key=lambda item: (item[1] * item[2][best], item[0]), default=("always", 0.0, ()))[0]
    return cast(NameKind, KINDS[best]), strongest, min(0.95, score)
