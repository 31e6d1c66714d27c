"""A sentence as the neural reader sees it, and three views of it: around the parties, at a trigger, as it is told.

Theory of operation: a view is numbers of two sorts. `seen` are averages of the reader's words at its depths. The lowest
stays as it came, and so shows a sentence of the training set as it shows any other: what the parties and the topic tell
of a trigger is weighed over it alone, and holds for sentences never seen. `hits` say which classes of a table stand
there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from crosswire.extract.events.plover import lexicon, wide
from crosswire.extract.events.words import Words, word_class, words_in
from crosswire.reader.labels import ROOTS, STATUSES, Floats, softmax
from crosswire.reader.reading import ReadWords
from crosswire.spans import Span

N_ROOTS = len(ROOTS)
NEAR, REACH = 4.0, 4  # words: nearness to a party falls with; what stands close before a trigger
BESIDE = 2.0  # words: nearness to a trigger falls with
_YEAR = re.compile(r"(?:1\d|20)\d\ds?")

Parties = tuple[tuple[Span, ...], tuple[Span, ...]]  # who acts, who is acted on


@dataclass(frozen=True, slots=True)
class Sight:
    """A sentence, `text[span.start:span.end]`, as the neural reader sees it: words, and numbers for each of them."""

    text: str
    span: Span
    words: tuple[Span, ...]
    depths: tuple[Floats, ...]  # [words, width] each
    trigger: Floats  # [words, roots and more]: scores

    def mean(self, weights: Floats, depth: int) -> Floats:
        """The average of the words at a depth; zeros where no word counts."""
        out: Floats = weights @ self.depths[depth] / max(1e-6, float(weights.sum()))
        return out

    def inside(self, spans: Sequence[Span]) -> Floats:
        """Which words lie in one of the spans, at least in part: 0 or 1."""
        return np.array([any(word.overlaps(span) for span in spans) for word in self.words], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Views:
    """What is seen of a sentence, and what stands in it, before they are weighed."""

    seen: tuple[Floats, ...]  # [width] each
    hits: tuple[Floats, ...]


def sight(text: str, words: ReadWords, span: Span) -> Sight:
    """What the neural reader saw of a stretch of the text (a sentence), in characters of the whole text."""
    here = words.within(span)
    places = tuple(map(Span, here.starts.tolist(), here.ends.tolist()))
    return Sight(text, span, places, here.depths, here.trigger)


def around(sight: Sight, actor: Sequence[Span], recipient: Sequence[Span]) -> Views:
    """What stands around the two parties: for who acts on whom, where no trigger is known."""
    parties = (tuple(actor), tuple(recipient))
    return Views(tuple(_near(sight, parties)), (_patterns(words_in(sight.text, sight.span), parties),))


def at_trigger(sight: Sight, actor: Sequence[Span], recipient: Sequence[Span], trigger: Span) -> Views:
    """The trigger's words at every depth; the parties and the sentence at the lowest; the roots it may stand for."""
    named = sight.inside([trigger])
    seen = [sight.mean(named, depth) for depth in range(len(sight.depths))]
    seen += [sight.mean(part, 0) for part in (sight.inside(actor), sight.inside(recipient), np.ones_like(named))]
    return Views(tuple(seen), tuple(_meanings(words_in(sight.text, sight.span), trigger)))


def as_told(sight: Sight, trigger: Span) -> Views:
    """What stands before and after the trigger, and cues of its status there."""
    named = sight.inside([trigger])
    at, within = np.arange(len(named)), np.flatnonzero(named)
    first, last = (within[0], within[-1]) if len(within) else (len(at), -1)
    near = np.exp(-np.maximum(first - at, at - last) / BESIDE)
    seen = [sight.mean(part, depth) for part in (named, np.ones_like(named), near * (at < first), near * (at > last))
            for depth in range(len(sight.depths))]
    return Views(tuple(seen), (_cues(words_in(sight.text, sight.span), trigger),))


def _zones(places: Sequence[Span], parties: Parties) -> tuple[Floats, Floats]:
    """Which words stand outside the parties, and which of these between them: 0 or 1."""
    every = [span for party in parties for span in party]
    outside = np.array([not any(place.overlaps(span) for span in every) for place in places], dtype=np.float32)
    first, last = min((s.end for s in every), default=0), max((s.start for s in every), default=0)
    between = np.array([first <= place.start < last for place in places], dtype=np.float32)
    return outside, outside * between


def _near(sight: Sight, parties: Parties) -> Iterator[Floats]:
    """At each depth the words outside the parties, and those between them, averaged by their chance of an event.

    Of all words outside those count most that stand near a party.
    """
    event = 1 - softmax(sight.trigger[:, :N_ROOTS])[:, ROOTS.index("NONE")]
    outside, between = _zones(sight.words, parties)
    at, inside = np.arange(len(outside)), np.flatnonzero(outside == 0)
    away = np.abs(at[:, None] - inside).min(axis=1) if len(inside) else np.zeros(len(at))
    for weights in (event * outside * np.exp(-away / NEAR), event * between):
        for depth in range(len(sight.depths)):
            yield sight.mean(weights, depth)


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


def _meanings(words: Words, trigger: Span) -> Iterator[Floats]:
    """Roots that the trigger's words may name: by the lexicon, by the wide table, by its longest patterns alone."""
    first, after = words.range_of(trigger)
    yield _flags(hit.pattern.root for hit in lexicon().hits(words.low) if hit.start < after and hit.end > first)
    found = [hit.pattern for hit in wide("deed_words").every(words.low) if hit.start < after and hit.end > first]
    yield _flags(pattern.root for pattern in found)
    longest = max((pattern.strength for pattern in found), default=0)
    yield _flags(pattern.root for pattern in found if pattern.strength == longest)


def _flags(roots: Iterable[str]) -> Floats:
    found = set(roots)
    return np.array([root in found for root in ROOTS], dtype=np.float32)


def _cues(words: Words, trigger: Span) -> Floats:
    """Which statuses, and whether a year, have a cue close before the trigger, farther before it, or after it."""
    first, after = words.range_of(trigger)
    out = np.zeros((len(STATUSES) + 1, 3), dtype=np.float32)
    for kind, at in _cue_places(words):
        if at < first or at >= after:
            out[kind, 2 if at >= after else 0 if first - at <= REACH else 1] = 1
    return out.reshape(-1)


def _cue_places(words: Words) -> Iterator[tuple[int, int]]:
    """Each cue's status (after the last: a year) and word."""
    for hit in wide("status_words").every(words.low):
        yield STATUSES.index(hit.pattern.root), hit.start
    for at, word in enumerate(words.low):
        if word.endswith("n't"):
            yield STATUSES.index("denied"), at
        if _YEAR.fullmatch(word):
            yield len(STATUSES), at
