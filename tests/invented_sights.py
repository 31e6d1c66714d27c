"""An invented sentence as a neural reader might see it: words with random numbers, sure of two triggers."""

import re

import numpy as np

from crosswire.extract.events.sights import N_ROOTS, Sight
from crosswire.reader.labels import ROOTS
from crosswire.spans import Span

WIDTH = 6
TEXT = "The Tarn army shelled the port of Ostrel on Monday, and the mayor protested."
ACTOR, RECIPIENT, TRIGGER = (Span(0, 13),), (Span(22, 40),), Span(14, 21)


def seen(text, seed=1):
    words = tuple(Span(*m.span()) for m in re.finditer(r"\w+", text))
    dice = np.random.default_rng(seed)
    depths = tuple(dice.normal(size=(len(words), WIDTH)).astype(np.float32) for _ in range(3))
    trigger = np.zeros((len(words), N_ROOTS + 5), dtype=np.float32)
    trigger[:, ROOTS.index("NONE")] = 20
    for at, word in enumerate(words):
        if word.of(text) in ("shelled", "protested"):
            trigger[at, :N_ROOTS] = np.eye(N_ROOTS)[ROOTS.index("ASSAULT")] * 40
    return Sight(text, Span(0, len(text)), words, depths, trigger)
