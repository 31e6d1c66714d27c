"""The encoder as it ships: ONNX graphs run on one core, window by window.

Rules of this file: one window a call and one thread, because dynamic int8 rounds by the batch that it sees; so the same
text gives the same scores in any process. `attribution` and `event` tag the words of a window given one of them.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from crosswire.errors import UsageError
from crosswire.reader.labels import Floats
from crosswire.reader.pieces import CLS, SEP, Pieces, Window
from crosswire.reader.relations import distances

GRAPHS = ("encoder", "attribution", "event", "pair")


@dataclass(frozen=True, slots=True)
class Scores:
    """What the encoder says of the words of one window; `words` are the indices of their first pieces in the text."""

    words: NDArray[np.int64]
    names: Floats
    layers: Floats  # [words, 3 x 5]: source, cue, content
    trigger: Floats  # [words, roots + statuses]
    vectors: Floats  # [pieces, width], without the two marks
    hidden: Floats  # [words, width]
    sides: tuple[Floats, Floats, Floats, Floats]  # attribution word and given, event word and given


class Encoder:
    """The ONNX sessions of one set of weights."""

    def __init__(self, folder: str):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.tokenizer = Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
        self._sessions = {name: onnxruntime.InferenceSession(
            os.path.join(folder, f"{name}.onnx"), options, providers=["CPUExecutionProvider"]) for name in GRAPHS}

    def scores(self, found: Pieces, window: Window) -> Scores:
        """Run the heads over one window."""
        here = slice(window.start, window.end)
        ids = np.concatenate([[CLS], found.ids[here], [SEP]])[None]
        shapes = np.concatenate([[0], found.shapes[here], [0]])[None]
        out = self._sessions["encoder"].run(None, {"ids": ids, "shapes": shapes})
        names, layers, trigger, vectors, hidden, *sides = (each[0, 1:-1] for each in out)
        opening = np.flatnonzero(found.opens[here])
        if not len(opening) or opening[0]:
            opening = np.concatenate([[0], opening])
        return Scores(opening + window.start, names[opening], layers[opening], trigger[opening], vectors,
                      hidden[opening], (sides[0][opening], sides[1][opening], sides[2][opening], sides[3][opening]))

    def given(self, graph: str, seen: Scores, at: int) -> Floats:
        """Tags [words, 9] of two kinds for every word of the window, given its word `at`; `graph` names the head."""
        word, given = seen.sides[:2] if graph == "attribution" else seen.sides[2:]
        out: Floats = self._sessions[graph].run(None, {
            "words": word, "given": given[at : at + 1], "distance": distances(len(word), at)})[0]
        return out

    def pair(self, seen: Scores, actor: Sequence[int], recipient: Sequence[int]) -> tuple[Floats, Floats]:
        """Root and quad scores of an event by the words of who does it and to whom; none: nobody is told."""
        root, quad = self._sessions["pair"].run(None, {
            "words": seen.hidden, "actor": _chosen(seen, actor), "recipient": _chosen(seen, recipient)})
        return root[0], quad[0]


def _chosen(seen: Scores, words: Sequence[int]) -> Floats:
    """Weights [1, words] that take the mean of the chosen words; all zero stands for nobody."""
    out = np.zeros((1, len(seen.words)), dtype=np.float32)
    if len(words):
        out[0, list(words)] = 1 / len(words)
    return out


@functools.cache
def encoder() -> Encoder:
    """The weights in the folder that `CROSSWIRE_READER` names. Once a process. Raises UsageError if there are none."""
    folder = os.environ.get("CROSSWIRE_READER", "")
    if not os.path.exists(os.path.join(folder, "encoder.onnx")):
        raise UsageError(f"CROSSWIRE_READER={folder!r}: there is no encoder.onnx in it; name a folder that "
                         "training/export.py wrote")
    return Encoder(folder)
