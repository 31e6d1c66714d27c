"""Labelled windows: what the network is shown, cut from samples by the reader's own functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from corpora import Attribution, EventLabel, Sample
from tokenizers import Tokenizer

from crosswire.reader.labels import LAYERS, NAMES, encode
from crosswire.reader.pieces import CLS, SEP, Pieces, pieces, sentence_bounds
from crosswire.spans import Span


@dataclass(frozen=True, slots=True)
class Given:
    """Tags of all words of the window given the word `at`."""

    at: int
    tags: np.ndarray


@dataclass(frozen=True, slots=True)
class EventExample:
    """An event in words of the window: `trigger` -1 where unlabelled, ranges half open, () where nobody is."""

    trigger: int
    actor: tuple[int, ...]
    recipient: tuple[int, ...]
    roots: tuple[int, ...]
    quad: int
    status: int
    tags: np.ndarray


@dataclass(frozen=True, slots=True)
class Example:
    """One window: ids and shapes with the two marks, positions of words' first pieces, and labels per word."""

    ids: np.ndarray
    shapes: np.ndarray
    words: np.ndarray
    names: np.ndarray | None = None
    layers: np.ndarray | None = None  # [words, 3]
    attributions: tuple[Given, ...] = ()
    events: tuple[EventExample, ...] = ()
    quiet: tuple[int, ...] = ()  # words that name no event
    sentences: tuple[tuple[int, int], ...] = field(default=())  # piece ranges, of vectors to be distilled
    sentence_keys: tuple[int, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Cut:
    """A sample's pieces and sentence bounds, made once."""

    sample: Sample
    pieces: Pieces
    bounds: tuple[int, ...]
    key: int  # of its first sentence, counted over all samples


def cuts(samples: Sequence[Sample], tokenizer: Tokenizer, key: int = 0) -> list[Cut]:
    """Every sample as pieces; `key` is that of the first sentence."""
    out: list[Cut] = []
    for sample in samples:
        found = pieces(sample.text, tokenizer)
        if not len(found):
            continue
        out.append(Cut(sample, found, tuple(sentence_bounds(found, sample.sentences)), key))
        key += len(out[-1].bounds) - 1
    return out


def examples(cut: Cut, limit: int) -> Iterator[Example]:
    """Consecutive windows of whole sentences of at most `limit` pieces."""
    start, n = 0, len(cut.bounds) - 1
    while start < n:
        end = start + 1
        while end < n and cut.bounds[end + 1] - cut.bounds[start] <= limit:
            end += 1
        yield _example(cut, start, end)
        start = end


def _example(cut: Cut, first: int, last: int) -> Example:
    start, end = cut.bounds[first], cut.bounds[last]
    opening = np.flatnonzero(cut.pieces.opens[start:end])
    if not len(opening) or opening[0] != 0:
        opening = np.concatenate([[0], opening])
    place = _Words(cut.pieces, start, end, opening)
    sample = cut.sample
    names = layers = None
    if sample.names is not None:
        spans = [(*place.of(span), NAMES.index(kind)) for span, kind in sample.names if place.holds(span)]
        names = np.array(encode(spans, len(opening)))
    givens: tuple[Given, ...] = ()
    if sample.attributions is not None:
        layers = np.array([encode([(*place.of(f), 0) for a in sample.attributions for f in getattr(a, layer)
                                   if place.holds(f)], len(opening)) for layer in LAYERS]).T
        givens = tuple(given for a in sample.attributions if (given := _given(a, place)))
    events = tuple(_event(event, place) for event in sample.events)
    return Example(
        ids=np.concatenate([[CLS], cut.pieces.ids[start:end], [SEP]]),
        shapes=np.concatenate([[0], cut.pieces.shapes[start:end], [0]]),
        words=opening + 1, names=names, layers=layers, attributions=givens, events=events,
        quiet=tuple(place.of(span)[0] for span in sample.quiet if place.holds(span)),
        sentences=tuple((cut.bounds[i] - start + 1, cut.bounds[i + 1] - start + 1) for i in range(first, last)),
        sentence_keys=tuple(cut.key + i for i in range(first, last)))


class _Words:
    """Characters to words of one window."""

    def __init__(self, found: Pieces, start: int, end: int, opening: np.ndarray):
        self._pieces, self._start, self._end, self._opening = found, start, end, opening

    def holds(self, span: Span) -> bool:
        """Whether the span lies in the window, whole."""
        first, last = self._pieces.between(span)
        return self._start <= first < last <= self._end

    def of(self, span: Span) -> tuple[int, int]:
        """First and last word of the span."""
        first, last = self._pieces.between(span)
        at = np.searchsorted(self._opening, [first - self._start, last - 1 - self._start], "right") - 1
        return int(at[0]), int(at[1])

    def __len__(self) -> int:
        return len(self._opening)


def _given(item: Attribution, place: _Words) -> Given | None:
    if not item.cue or not place.holds(item.cue[0]):
        return None
    spans = [(*place.of(f), kind) for kind, part in enumerate((item.source, item.content)) for f in part
             if place.holds(f)]
    return Given(place.of(item.cue[0])[0], np.array(encode(spans, len(place))))


def _event(label: EventLabel, place: _Words) -> EventExample:
    parties = [[place.of(f) for f in part if place.holds(f)] for part in (label.actors, label.recipients)]
    tags = encode([(*ends, kind) for kind, part in enumerate(parties) for ends in part], len(place))
    ranges = [(part[0][0], part[0][1] + 1) if part else () for part in parties]
    trigger = place.of(label.trigger)[0] if label.trigger is not None and place.holds(label.trigger) else -1
    return EventExample(trigger, ranges[0], ranges[1], label.roots, label.quad, label.status, np.array(tags))
