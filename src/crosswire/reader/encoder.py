"""The encoder as it ships: ONNX graphs run on one core, window by window.

Rules of this file: one window a call and one thread, because dynamic int8 rounds by the batch that it sees; so the same
text gives the same scores in any process. The small graphs (`attribution` and `event` tag words given one of them,
`meaning` makes sentence vectors) are not rounded, and take all of a window's rows in one call.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from crosswire.errors import UsageError
from crosswire.reader.labels import LAYERS, NAMES, ROOTS, STATUSES, Floats, Ints
from crosswire.reader.pieces import CLS, SEP, Pieces, Window
from crosswire.reader.relations import distances

GRAPHS = ("encoder", "attribution", "event", "meaning")
Relation = Literal["attribution", "event"]
WEIGHTS = os.path.join(os.path.dirname(__file__), "weights")
WIDTH = 384  # of a sentence vector
SIZES = {"names": 1 + 4 * len(NAMES), "layers": 5 * len(LAYERS), "trigger": len(ROOTS) + len(STATUSES)}


@dataclass(frozen=True, slots=True)
class Scores:
    """What the encoder says of the words of one window; `words` are the indices of their first pieces in the text."""

    words: Ints
    names: Floats
    layers: Floats  # [words, 3 x 5]: source, cue, content
    trigger: Floats  # [words, roots + statuses]
    attribution: Floats  # [words, side]: what a word shows to a cue
    event: Floats  # and to a trigger
    low: Floats  # [words, width]: after the layers that stay as they came
    middle: Floats  # halfway from there to the end
    hidden: Floats  # [pieces, width], without the two marks

    def of_words(self) -> Floats:
        """The hidden vectors of the words' first pieces."""
        out: Floats = self.hidden[self.words - self.words[0]]
        return out


class Encoder:
    """The ONNX sessions of one set of weights."""

    def __init__(self, folder: str):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        missing = [name for name in (*(f"{graph}.onnx" for graph in GRAPHS), "tokenizer.json")
                   if not os.path.exists(os.path.join(folder, name))]
        if missing:
            raise UsageError(f"{folder!r} lacks {', '.join(missing)} of the reader's weights; write them anew with "
                             "training/export.py")
        self.tokenizer = Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
        self._sessions = {name: onnxruntime.InferenceSession(
            os.path.join(folder, f"{name}.onnx"), options, providers=["CPUExecutionProvider"]) for name in GRAPHS}
        given = {out.name: out.shape[-1] for out in self._sessions["encoder"].get_outputs()}
        wrong = [f"{given.get(name)} scores of {name}, not {size}" for name, size in SIZES.items()
                 if given.get(name) != size]
        if wrong:
            raise UsageError(f"the weights in {folder!r} give {'; '.join(wrong)}: they were trained with other labels "
                             "(reader/labels.py); train and export them anew")

    def run(self, graph: str, wanted: Sequence[str] | None, given: dict[str, Any]) -> list[Any]:
        """The outputs `wanted` (all: None) of one of GRAPHS."""
        out: list[Any] = self._sessions[graph].run(wanted, given)
        return out

    def scores(self, found: Pieces, window: Window) -> Scores:
        """Run the heads over one window."""
        here = slice(window.start, window.end)
        words = np.flatnonzero(found.opens[here])
        if not len(words) or words[0]:
            words = np.concatenate([[0], words])
        out = self.run("encoder", [*SIZES, "attribution", "event", "low", "middle", "hidden"], {
            "ids": np.concatenate([[CLS], found.ids[here], [SEP]])[None],
            "shapes": np.concatenate([[0], found.shapes[here], [0]])[None], "words": words + 1})
        names, layers, trigger, attribution, event, low, middle, hidden = out
        return Scores(words + window.start, names, layers, trigger, attribution, event, low, middle, hidden[1:-1])

    def given(self, graph: Relation, seen: Scores, at: Sequence[int], among: slice) -> Floats:
        """Tags [given, words, 9] of two kinds: of the words `among` those of the window, given each word of `at`."""
        words: Floats = getattr(seen, graph)[among]
        out: Floats = self.run(graph, None, {
            "words": words, "given": seen.of_words()[list(at)],
            "distance": distances(len(words), [word - among.start for word in at])})[0]
        return out

    def meanings(self, seen: Scores, sentences: Sequence[range]) -> Floats:
        """Unit vectors [sentences, WIDTH] of pieces of the window: likeness of meaning is their inner product."""
        out: Floats = self.run("meaning", None, {
            "pieces": seen.hidden, "sentences": _means(sentences, len(seen.hidden))})[0]
        return out


def _means(chosen: Sequence[Sequence[int]], size: int) -> Floats:
    """Rows of weights [chosen, size] that take the mean of what each chooses; of nothing all zero."""
    out = np.zeros((len(chosen), size), dtype=np.float32)
    for row, places in enumerate(chosen):
        if len(places):
            out[row, list(places)] = 1 / len(places)
    return out


def folder() -> str:
    """Where the weights lie: those that ship, or the folder that `CROSSWIRE_READER` names."""
    return os.environ.get("CROSSWIRE_READER") or WEIGHTS


@functools.cache
def encoder() -> Encoder:
    """The encoder of these weights. Once a process. Raises UsageError if a file of them is missing."""
    return Encoder(folder())
