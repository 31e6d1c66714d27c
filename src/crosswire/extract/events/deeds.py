"""Who did what to whom: the PLOVER root of an act, given its sentence, who acts and who is acted on.

Theory of operation: seven views of the sentence stand side by side, each of length one, with one weight for each number
and root (a ridge regression, which `training/plv_folds.py` fits). Six are what the neural reader makes of the words at
three depths, averaged by how likely each word names an event: of the words around the parties, and of those between
them. The last is the lexicon: roots whose patterns stand there, as done, as not done or as to come.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np

from crosswire.errors import UsageError
from crosswire.extract.events.plover import lexicon
from crosswire.extract.events.words import Words, word_class, words_in
from crosswire.reader.labels import ROOTS, Floats
from crosswire.reader.reading import ReadWords
from crosswire.spans import Span
from crosswire.tables import table

N_ROOTS = len(ROOTS)
NEAR, REACH = 4.0, 4  # words: nearness to a party falls with; what stands before a trigger
YIELD = ("CONCEDE", "RETREAT")  # told apart only after all else: PLV has one root for both
KINDS = (*(root for root in ROOTS if root not in (*YIELD, "NONE")), "YIELD")
SHARP = 9.0  # what makes chances of regression scores
SHARES = np.array([[(root in YIELD) if kind == "YIELD" else root == kind for root in ROOTS] for kind in KINDS], float)

Parties = tuple[tuple[Span, ...], tuple[Span, ...]]  # who acts, who is acted on


@dataclass(frozen=True, slots=True)
class Sight:
    """A sentence, `text[span.start:span.end]`, as the neural reader sees it: its words, and numbers for each of them."""

    text: str
    span: Span
    words: tuple[Span, ...]
    depths: tuple[Floats, ...]  # [words, width] each
    trigger: Floats  # [words, roots and more]: scores


def sight(text: str, words: ReadWords, span: Span) -> Sight:
    """What the neural reader saw of a stretch of the text (a sentence), in characters of the whole text."""
    here = words.within(span)
    places = tuple(map(Span, here.starts.tolist(), here.ends.tolist()))
    return Sight(text, span, places, here.depths, here.trigger)


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done: its root, its quad class, and how sure the root is (0 to 1)."""

    root: str
    quad: int
    chance: float


@dataclass(frozen=True, slots=True)
class Judge:
    """The fitted weights: views minus `centre`, of length one each, times `weight`."""

    centre: Floats
    weight: Floats  # [numbers and one, roots]

    def scores(self, views: Sequence[Floats]) -> Floats:
        """One score for each of ROOTS."""
        out: Floats = beside(views, self.centre) @ self.weight
        return out

    def deed(self, sight: Sight, actor: Sequence[Span], recipient: Sequence[Span]) -> Deed:
        """The likeliest root of what the actor does to the recipient; () where nobody is told."""
        scores = self.scores(views(sight, actor, recipient))
        chances = chances_of(scores)
        best = KINDS[int(chances.argmax())]
        root = max(YIELD, key=lambda name: scores[ROOTS.index(name)]) if best == "YIELD" else best
        return Deed(root, quad_of(chances), round(float(chances.max()), 3))

    def write(self, file: BinaryIO) -> None:
        """Keep the weights, as half floats."""
        np.savez(file, centre=self.centre.astype(np.float16), weight=self.weight.astype(np.float16))


def read_judge(file: BinaryIO) -> Judge:
    """The weights that `Judge.write` kept. Raises UsageError if they are of other views than these."""
    with np.load(file) as found:
        judge = Judge(*(found[name].astype(np.float32) for name in ("centre", "weight")))
    if judge.weight.shape != (len(judge.centre) + 1, N_ROOTS):
        raise UsageError("weights of other roots or views; write them anew with training/plv_folds.py --write")
    return judge


def beside(views: Sequence[Floats], centre: Floats) -> Floats:
    """The views side by side, each of length one, and a one at the end."""
    parts, at = [], 0
    for view in views:
        part = view - centre[at : at + len(view)]
        parts.append(part / max(1e-9, float(np.linalg.norm(part))))
        at += len(view)
    return np.concatenate([*parts, np.ones(1)]).astype(np.float32)


def chances_of(scores: Floats) -> Floats:
    """Chances of KINDS by the scores of ROOTS."""
    raised = np.exp(SHARP * (SHARES @ scores))
    out: Floats = raised / raised.sum()
    return out


def quad_of(chances: Floats) -> int:
    """The quad class whose roots are likeliest together; yielding counts as material."""
    sums = [chances[_quads() == quad].sum() for quad in (1, 2, 3, 4)]
    return int(np.argmax(sums)) + 1


@functools.cache
def _quads() -> Floats:
    roots = table("plover_roots")["roots"]
    return np.array([roots["RETREAT" if kind == "YIELD" else kind]["quad"] for kind in KINDS])


def views(sight: Sight, actor: Sequence[Span], recipient: Sequence[Span]) -> list[Floats]:
    """The views before they are centred."""
    words = words_in(sight.text, sight.span)
    parties = (tuple(actor), tuple(recipient))
    return [*_seen(sight, parties), _patterns(words, parties)]


def _zones(places: Sequence[Span], parties: Parties) -> tuple[Floats, Floats]:
    """Which words stand outside the parties, and which of these between them: 0 or 1."""
    every = [span for party in parties for span in party]
    outside = np.array([not any(place.overlaps(span) for span in every) for place in places], dtype=np.float32)
    first, last = min((s.end for s in every), default=0), max((s.start for s in every), default=0)
    between = np.array([first <= place.start < last for place in places], dtype=np.float32)
    return outside, outside * between


def _seen(sight: Sight, parties: Parties) -> Iterator[Floats]:
    """At each depth the words outside the parties, and those between them, averaged by their chance of an event.

    Of all words outside those count most that stand near a party.
    """
    raised = np.exp(sight.trigger[:, :N_ROOTS] - sight.trigger[:, :N_ROOTS].max(axis=1, keepdims=True))
    event = 1 - raised[:, ROOTS.index("NONE")] / raised.sum(axis=1)
    outside, between = _zones(sight.words, parties)
    at, inside = np.arange(len(outside)), np.flatnonzero(outside == 0)
    away = np.abs(at[:, None] - inside).min(axis=1) if len(inside) else np.zeros(len(at))
    for weights in (event * outside * np.exp(-away / NEAR), event * between):
        for depth in sight.depths:
            yield weights @ depth / max(1e-6, float(weights.sum()))


def _patterns(words: Words, parties: Parties) -> Floats:
    """Which roots have a pattern of the lexicon outside the parties: told as done, as not done, as to be done."""
    outside, _ = _zones([words.span(i, i + 1) for i in range(len(words))], parties)
    out = np.zeros((3, N_ROOTS), dtype=np.float32)
    for hit in lexicon().hits(words.low):
        if hit.pattern.root in ROOTS and outside[hit.head]:
            before = words.low[max(0, hit.start - REACH) : hit.start]
            out[_told(before), ROOTS.index(hit.pattern.root)] = 1
    return out.reshape(-1)


def _told(before: Sequence[str]) -> int:
    """0: as done, 1: as not done, 2: as to be done, by the words before a trigger."""
    if any(word in word_class("negation") or word.endswith("n't") for word in before):
        return 1
    ahead = word_class("future") | word_class("planning") | word_class("before_infinitive")
    return 2 if any(word in ahead for word in before) else 0
