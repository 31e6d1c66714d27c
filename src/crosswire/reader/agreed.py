"""What an article's occurrences of a string say together of its kind: each asks the others.

Rules of this file: no occurrence is added, moved or dropped; only kinds change. A word alone is also asked of the
persons whose longer name it is part of ("Renn" of "Ilva Renn").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from crosswire.reader.labels import NAMES, Floats
from crosswire.reader.reading import ReadName
from crosswire.spans import Span

_LEAST = 1e-4  # chance of a kind, so that one occurrence cannot rule it out for all
_NAMESAKE = 4.0  # what a longer name of a person adds to its words, in log chances; 2 to 8 do about as well
_PERSON = NAMES.index("PER")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A span that is some name, with the chances of each of NAMES [words, kinds]."""

    span: Span
    kinds: Floats

    def logs(self) -> Floats:
        """Mean logarithms over its words."""
        out: Floats = np.log(self.kinds + _LEAST).mean(axis=0)
        return out


def agreed(found: Sequence[tuple[Occurrence, int]], text: str) -> list[ReadName]:
    """The names of an article, given what each occurrence is by itself (`found`: with the number of its kind)."""
    keys = [each.span.of(text).lower() for each, _ in found]
    logs = [each.logs() for each, _ in found]
    sums: dict[str, Floats] = defaultdict(lambda: np.zeros(len(NAMES), dtype=np.float32))
    for key, row in zip(keys, logs, strict=True):
        sums[key] += row
    counts, namesakes = Counter(keys), _namesakes(found, keys, logs)
    out = []
    for (each, kind), key, row in zip(found, keys, logs, strict=True):
        told = row + (sums[key] - row) / max(1, counts[key] - 1) ** 0.5
        told[_PERSON] += _NAMESAKE * namesakes.get(key, 0.0)
        best = int(told.argmax()) if told.max() > told[kind] else kind
        out.append(ReadName(each.span, NAMES[best], round(float(each.kinds[:, best].mean()), 3)))
    return out


def _namesakes(found: Sequence[tuple[Occurrence, int]], keys: Sequence[str], logs: Sequence[Floats]
               ) -> dict[str, float]:
    """Words of persons' longer names -> how sure the surest of them is a person's."""
    out: dict[str, float] = {}
    for (_, kind), key, row in zip(found, keys, logs, strict=True):
        words = key.split()
        if kind == _PERSON and len(words) > 1:
            chance = float(np.exp(row[_PERSON]))
            out.update({word: max(chance, out.get(word, 0.0)) for word in words})
    return out
