"""Who did what to whom, and how it is told: PLOVER root and status of an act, given who acts and who is acted on.

Theory of operation: the views of a sentence (`sights.py`) stand side by side, each of length one, with one weight for
each number and class: ridge regressions, which `training/deeds.py` fits. Where the word that names the act is known,
its views decide, and NONE is an answer; where it is not, what stands around the parties does.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np

from crosswire.errors import UsageError
from crosswire.extract.events.sights import N_ROOTS, Sight, Views, around, as_told, at_trigger
from crosswire.reader.encoder import folder
from crosswire.reader.labels import ROOTS, STATUSES, Floats, softmax
from crosswire.spans import Span
from crosswire.tables import table

YIELD = ("CONCEDE", "RETREAT")  # told apart only after all else: PLV has one root for both
KINDS = (*(root for root in ROOTS if root not in (*YIELD, "NONE")), "YIELD")
SHARP = 9.0  # what makes chances of regression scores
SHARES = np.array([[(root in YIELD) if kind == "YIELD" else root == kind for root in ROOTS] for kind in KINDS], float)
FILE = "deeds.npz"  # beside the reader's graphs, whose words it weighs


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done: its root (NONE: no event), its quad class (0 of NONE), and how sure the root is (0 to 1)."""

    root: str
    quad: int
    chance: float


@dataclass(frozen=True, slots=True)
class Weights:
    """One regression: what is seen, less `centre`, and hits, of length one each, times `weight`."""

    centre: Floats
    weight: Floats  # [numbers and one, classes]

    def scores(self, views: Views) -> Floats:
        """One score for each class."""
        out: Floats = beside(views, self.centre) @ self.weight
        return out


@dataclass(frozen=True, slots=True)
class Judge:
    """The fitted weights: of roots around the parties, of roots at a trigger, of statuses at a trigger."""

    parties: Weights
    trigger: Weights
    status: Weights

    def deed(self, sight: Sight, actor: Sequence[Span], recipient: Sequence[Span], trigger: Span | None = None) -> Deed:
        """The likeliest root of what the actor does to the recipient; () where nobody is told.

        Without a trigger some event is taken for granted.
        """
        if trigger is not None:
            chances = _raised(self.trigger.scores(at_trigger(sight, actor, recipient, trigger)))
            root = ROOTS[int(chances.argmax())]
            return Deed(root, _quad(root), round(float(chances.max()), 3))
        scores = self.parties.scores(around(sight, actor, recipient))
        chances = chances_of(scores)
        best = KINDS[int(chances.argmax())]
        root = max(YIELD, key=lambda name: scores[ROOTS.index(name)]) if best == "YIELD" else best
        return Deed(root, quad_of(chances), round(float(chances.max()), 3))

    def told(self, sight: Sight, trigger: Span) -> tuple[str, float]:
        """The likeliest of STATUSES of the act that the trigger names, and how sure it is (0 to 1)."""
        chances = _raised(self.status.scores(as_told(sight, trigger)))
        return STATUSES[int(chances.argmax())], round(float(chances.max()), 3)

    def write(self, file: BinaryIO) -> None:
        """Keep the weights, as half floats."""
        np.savez_compressed(file, **{f"{name}_{part}": getattr(getattr(self, name), part).astype(np.float16)
                                     for name in self.__slots__ for part in Weights.__slots__})


def read_judge(file: BinaryIO | str) -> Judge:
    """The weights that `Judge.write` kept. Raises UsageError if they are of other classes or views than these."""
    with np.load(file) as found:
        parts = [Weights(*(found[f"{name}_{part}"].astype(np.float32) for part in Weights.__slots__))
                 for name in Judge.__slots__]
    if [part.weight.shape[1] for part in parts] != [N_ROOTS, N_ROOTS, len(STATUSES)]:
        raise UsageError("weights of other roots or statuses; write them anew with training/deeds.py --write")
    return Judge(*parts)


@functools.cache
def judge() -> Judge:
    """The judge that goes with the reader's weights. Once a process. Raises UsageError if its file is not there."""
    path = os.path.join(folder(), FILE)
    if not os.path.exists(path):
        raise UsageError(f"{folder()!r} lacks {FILE} of the reader's weights; write it anew with training/deeds.py")
    return read_judge(path)


def beside(views: Views, centre: Floats) -> Floats:
    """The views side by side, each of length one, and a one at the end."""
    seen = (np.concatenate(views.seen) - centre).reshape(len(views.seen), -1)
    seen /= np.maximum(1e-9, np.linalg.norm(seen, axis=1, keepdims=True))
    hits = (view / max(1e-9, float(np.linalg.norm(view))) for view in views.hits)
    return np.concatenate([seen.reshape(-1), *hits, np.ones(1)]).astype(np.float32)


def chances_of(scores: Floats) -> Floats:
    """Chances of KINDS by the scores of ROOTS."""
    return _raised(SHARES @ scores)


def _raised(scores: Floats) -> Floats:
    return softmax(SHARP * (scores - scores.max()))


def quad_of(chances: Floats) -> int:
    """The quad class whose roots are likeliest together; yielding counts as material."""
    quads = np.array([_quad("RETREAT" if kind == "YIELD" else kind) for kind in KINDS])
    return int(np.argmax([chances[quads == quad].sum() for quad in (1, 2, 3, 4)])) + 1


def _quad(root: str) -> int:
    known = table("plover_roots")["roots"].get(root)
    return known["quad"] if known else 0
