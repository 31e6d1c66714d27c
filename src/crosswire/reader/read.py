"""An article through the encoder: windows in, a Reading out (names, attributions, event triggers, sentence vectors)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from crosswire.ids import content_id
from crosswire.reader.agreed import Occurrence, agreed
from crosswire.reader.encoder import SIZES, WIDTH, Encoder, Relation, Scores
from crosswire.reader.labels import LAYERS, NAMES, ROOTS, STATUSES, Floats, decode, softmax
from crosswire.reader.pieces import Pieces, Window, joined, pieces, sentence_bounds, windows
from crosswire.reader.reading import ReadAttribution, ReadEvent, Reading, ReadWords
from crosswire.spans import Span

Ends = tuple[int, int]  # first and last word of a span

_TOGETHER = 8  # windows decoded together: a whole article mostly, and no more memory for the longest
_CUE = slice(5 * LAYERS.index("cue"), 5 * LAYERS.index("cue") + 5)
_TO_CUES = 0.4  # a missed cue loses a whole attribution: best F1 on PolNeAR dev
_TO_PARTIES: dict[Relation, float] = {"attribution": -0.3, "event": 0.0}


@dataclass(frozen=True, slots=True)
class _Seen:
    """A window with its scores; `sentences` are ranges of its words."""

    window: Window
    scores: Scores
    found: Pieces
    sentences: tuple[slice, ...]

    def owns(self, word: int) -> bool:
        """Whether this window answers for what begins at its word."""
        return self.window.core_start <= int(self.scores.words[word]) < self.window.core_end

    def span(self, first: int, last: int) -> Span:
        """Characters from the first word's start to the last word's end."""
        words = self.scores.words
        after = int(words[last + 1]) if last + 1 < len(words) else self.window.end
        return self.found.span(int(words[first]), after - 1)

    def spans(self, ends: Sequence[Ends]) -> tuple[Span, ...]:
        """The characters of several."""
        return tuple(itertools.starmap(self.span, ends))


def read(text: str, sentences: Sequence[Span], using: Encoder, article_id: str = "", whole: bool = True) -> Reading:
    """One pass over the sentences, in text order; what lies between them (menus, pleas) is not read.

    Unless `whole`, events and sentence vectors are left out: an eighth of the time, and no extractor asks for them.
    """
    found, bounds = _stretches(text, sentences, using)
    names: list[tuple[Occurrence, int]] = []
    attributions: list[ReadAttribution] = []
    events: list[ReadEvent] = []
    words: list[ReadWords] = []
    vectors, cut = np.zeros((len(sentences) if whole else 0, WIDTH), dtype=np.float32), windows(bounds)
    while seen := [_seen(window, found, bounds, using) for window in itertools.islice(cut, _TOGETHER)]:
        names += _names(seen)
        attributions += _attributions(seen, using)
        words += map(_words, seen)
        if whole:
            events += _events(seen, using)
            _add_vectors(vectors, seen, sentences, using)
    return Reading(id=content_id("reading", article_id), article_id=article_id, names=tuple(agreed(names, text)),
                   attributions=tuple(attributions), events=tuple(events), words=_beside(words), vectors=vectors)


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


def _seen(window: Window, found: Pieces, bounds: Sequence[int], using: Encoder) -> _Seen:
    scores = using.scores(found, window)
    edges = np.searchsorted(scores.words, [at for at in bounds if window.start <= at <= window.end]).tolist()
    return _Seen(window, scores, found, tuple(itertools.starmap(slice, itertools.pairwise(edges))))


def _words(each: _Seen) -> ReadWords:
    """The words that the window answers for."""
    scores = each.scores
    here = slice(*np.searchsorted(scores.words, [each.window.core_start, each.window.core_end]).tolist())
    first, last = scores.words, np.append(scores.words[1:], each.window.end) - 1
    return ReadWords(each.found.starts[first[here]], each.found.ends[last[here]],
                     (scores.low[here], scores.middle[here], scores.of_words()[here]), scores.trigger[here])


def _beside(parts: Sequence[ReadWords]) -> ReadWords:
    """The words of all windows, in order."""
    none, width = np.zeros(0, dtype=np.int64), np.zeros((0, WIDTH), dtype=np.float32)
    scores = np.zeros((0, SIZES["trigger"]), dtype=np.float32)
    low, middle, last = (np.concatenate([width, *(part.depths[at] for part in parts)]) for at in range(3))
    return ReadWords(np.concatenate([none, *(part.starts for part in parts)]),
                     np.concatenate([none, *(part.ends for part in parts)]), (low, middle, last),
                     np.concatenate([scores, *(part.trigger for part in parts)]))


def _names(seen: Sequence[_Seen]) -> Iterator[tuple[Occurrence, int]]:
    for each, spans in zip(seen, decode([each.scores.names for each in seen]), strict=True):
        for first, last, kind in spans:
            if each.owns(first):
                tags = softmax(each.scores.names[first : last + 1])[:, 1:]
                yield Occurrence(each.span(first, last), tags.reshape(len(tags), len(NAMES), 4).sum(axis=2)), kind


def _attributions(seen: Sequence[_Seen], using: Encoder) -> Iterator[ReadAttribution]:
    """Spans tagged as cues; source and content are looked for in the whole window."""
    cues = decode([_leaning(each.scores.layers[:, _CUE], _TO_CUES) for each in seen])
    asked = [_Asked(each, slice(0, len(each.scores.words)), owned) for each, spans in zip(seen, cues, strict=True)
             if (owned := [(first, last) for first, last, _ in spans if each.owns(first)])]
    for each, (first, last), (source, content), tags in _answers("attribution", asked, using):
        chances = softmax(each.scores.layers[first : last + 1, _CUE])
        yield ReadAttribution(cue=each.span(first, last), source=each.spans(source), content=each.spans(content),
                              score=round(float(1 - chances[:, 0].mean()), 3), sure=_sure(tags, content))


def _events(seen: Sequence[_Seen], using: Encoder) -> Iterator[ReadEvent]:
    """Words of which NONE is less likely than not; who does it to whom is looked for in the same sentence."""
    asked = []
    for each in seen:
        nothing = softmax(each.scores.trigger[:, : len(ROOTS)])[:, -1]
        triggers = [(word, word) for word in np.flatnonzero(nothing < 0.5).tolist() if each.owns(word)]
        asked += [_Asked(each, sentence, inside) for sentence in each.sentences
                  if (inside := [ends for ends in triggers if sentence.start <= ends[0] < sentence.stop])]
    for each, (word, _), (actors, recipients), _ in _answers("event", asked, using):
        roots, states = np.split(each.scores.trigger[word], [len(ROOTS)])
        yield ReadEvent(trigger=each.span(word, word), root=ROOTS[int(roots[:-1].argmax())],
                        score=round(float(1 - softmax(roots)[-1]), 3), status=STATUSES[int(states.argmax())],
                        actors=each.spans(actors), recipients=each.spans(recipients))


@dataclass(frozen=True, slots=True)
class _Asked:
    """Spans (first word, last word) of a window whose two kinds of parties are looked for `among` its words."""

    each: _Seen
    among: slice
    given: Sequence[Ends]


def _answers(graph: Relation, asked: Sequence[_Asked], using: Encoder
             ) -> Iterator[tuple[_Seen, Ends, tuple[Sequence[Ends], Sequence[Ends]], Floats]]:
    """Each span given, with the words of its parties of either kind, and the scores of all words' tags."""
    rows = [_leaning(row, _TO_PARTIES[graph]) for it in asked
            for row in using.given(graph, it.each.scores, [first for first, _ in it.given], it.among)]
    parts = zip(rows, decode(rows), strict=True)
    for it in asked:
        for ends in it.given:
            row, spans = next(parts)
            first, second = ([(a + it.among.start, b + it.among.start) for a, b, kind in spans if kind == wanted]
                             for wanted in (0, 1))
            yield it.each, ends, (first, second), row


def _sure(tags: Floats, content: Sequence[Ends]) -> tuple[float, ...]:
    """How likely each fragment of a content begins (B or S) and ends (E or S) where it does: the lesser of the two."""
    chances = softmax(tags)[:, 5:]
    return tuple(round(float(min(chances[first][[0, 3]].sum(), chances[last][[2, 3]].sum())), 3)
                 for first, last in content)


def _add_vectors(out: Floats, seen: Sequence[_Seen], sentences: Sequence[Span], using: Encoder) -> None:
    """Write the unit vectors of the sentences whose first piece these windows answer for; others stay zero."""
    found = seen[0].found
    first = np.searchsorted(found.ends, [s.start for s in sentences], "right")
    after = np.searchsorted(found.starts, [s.end for s in sentences], "left")
    for each in seen:
        window = each.window
        rows = np.flatnonzero((window.core_start <= first) & (first < window.core_end) & (first < after))
        ends = zip((first[rows] - window.start).tolist(), (after[rows] - window.start).tolist(), strict=True)
        out[rows] = using.meanings(each.scores, [range(start, min(end, window.end - window.start))
                                                 for start, end in ends])


def _leaning(scores: Floats, lean: float) -> Floats:
    """Scores of tags in favour of spans (against O) by `lean`."""
    out = scores.copy()
    out[:, 0] -= lean
    return out
