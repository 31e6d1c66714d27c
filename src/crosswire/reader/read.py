"""An article through the encoder: windows in, a Reading out (names, attributions, event triggers, sentence vectors)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from crosswire.reader.encoder import Encoder, Scores
from crosswire.reader.labels import LAYERS, NAMES, ROOTS, STATUSES, Floats, decode
from crosswire.reader.pieces import Pieces, Window, joined, pieces, sentence_bounds, windows
from crosswire.reader.reading import ReadAttribution, ReadEvent, Reading, ReadName
from crosswire.spans import Span

CUE = LAYERS.index("cue")
WIDTH = 384  # of a sentence vector


@dataclass(frozen=True, slots=True)
class _Seen:
    """A window with its scores."""

    window: Window
    scores: Scores
    found: Pieces

    def owns(self, word: int) -> bool:
        """Whether this window answers for what begins at its word."""
        return self.window.core_start <= int(self.scores.words[word]) < self.window.core_end

    def span(self, first: int, last: int) -> Span:
        """Characters from the first word's start to the last word's end."""
        words = self.scores.words
        after = int(words[last + 1]) if last + 1 < len(words) else self.window.end
        return self.found.span(int(words[first]), after - 1)


def read(text: str, sentences: Sequence[Span], using: Encoder) -> Reading:
    """One pass over the sentences, in text order; what lies between them (menus, pleas) is not read."""
    found, bounds = _stretches(text, sentences, using)
    seen = [_Seen(window, using.scores(found, window), found) for window in windows(bounds)]
    return Reading(names=tuple(_names(seen)), attributions=tuple(_attributions(seen, using)),
                   events=tuple(_events(seen, using)))


def _stretches(text: str, sentences: Sequence[Span], using: Encoder) -> tuple[Pieces, list[int]]:
    """The pieces of all sentences and their bounds; sentences with nothing but space between are one stretch."""
    runs: list[list[Span]] = []
    for sentence in sentences:
        if runs and not text[runs[-1][-1].end : sentence.start].strip():
            runs[-1].append(sentence)
        else:
            runs.append([sentence])
    parts, bounds = [], [0]
    for stretch in runs:
        start = stretch[0].start
        part = pieces(text[start : stretch[-1].end], using.tokenizer)
        if len(part):
            inner = sentence_bounds(part, [Span(s.start - start, s.end - start) for s in stretch])
            bounds += [bounds[-1] + at for at in inner[1:]]
            parts.append(replace(part, starts=part.starts + start, ends=part.ends + start))
    return joined(parts), bounds


def _names(seen: Sequence[_Seen]) -> Iterator[ReadName]:
    for each, spans in zip(seen, decode([each.scores.names for each in seen]), strict=True):
        chances = _softmax(each.scores.names)
        for first, last, kind in spans:
            if each.owns(first):
                kinds = chances[first : last + 1, 1:].reshape(last + 1 - first, len(NAMES), 4).sum(axis=2).mean(axis=0)
                yield ReadName(each.span(first, last), NAMES[kind], round(float(kinds[kind]), 3))


def _attributions(seen: Sequence[_Seen], using: Encoder) -> Iterator[ReadAttribution]:
    layer = slice(5 * CUE, 5 * CUE + 5)
    cues = [(each, first, last) for each, spans in zip(seen, decode([each.scores.layers[:, layer] for each in seen]),
                                                     strict=True)
            for first, last, _ in spans if each.owns(first)]
    tagged = decode([using.given("attribution", each.scores, first) for each, first, _ in cues])
    for (each, first, last), parts in zip(cues, tagged, strict=True):
        chances = _softmax(each.scores.layers[first : last + 1, layer])
        spans = [[each.span(*ends) for *ends, kind in parts if kind == wanted] for wanted in (0, 1)]
        yield ReadAttribution(cue=each.span(first, last), source=tuple(spans[0]), content=tuple(spans[1]),
                              score=round(float(1 - chances[:, 0].mean()), 3))


def _events(seen: Sequence[_Seen], using: Encoder) -> Iterator[ReadEvent]:
    found = []
    for each in seen:
        roots = _softmax(each.scores.trigger[:, : len(ROOTS)])
        states = _softmax(each.scores.trigger[:, len(ROOTS) :])
        for word in np.flatnonzero(roots[:, -1] < 0.5).tolist():
            if each.owns(word):
                found.append((each, word, roots[word], states[word]))
    tagged = decode([using.given("event", each.scores, word) for each, word, _, _ in found])
    for (each, word, root, state), parts in zip(found, tagged, strict=True):
        parties = [tuple(each.span(*ends) for *ends, kind in parts if kind == wanted) for wanted in (0, 1)]
        yield ReadEvent(trigger=each.span(word, word), root=ROOTS[int(root[:-1].argmax())],
                        score=round(float(1 - root[-1]), 3), status=STATUSES[int(state.argmax())],
                        actors=parties[0], recipients=parties[1])


def vectors(text: str, sentences: Sequence[Span], using: Encoder) -> Floats:
    """Unit vectors [sentences, WIDTH] of the sentences: likeness of meaning is their inner product."""
    found, bounds = _stretches(text, sentences, using)
    out = np.zeros((len(sentences), WIDTH), dtype=np.float32)
    for window in windows(bounds):
        scores = using.scores(found, window)
        for row, sentence in enumerate(sentences):
            first, last = found.between(sentence)
            if window.core_start <= first < window.core_end and first < last:
                mean = scores.vectors[first - window.start : min(last, window.end) - window.start].mean(axis=0)
                out[row] = mean / np.linalg.norm(mean)
    return out


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    out: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return out
