"""Word pieces of a text with their characters and shapes, and the windows in which the encoder sees them.

Rules of this file: the training recipe and the reader cut texts by these very functions, so what was learned is what
is read. The vocabulary is uncased; what a capital, a digit, a line break, an open quotation mark or the tables of
names tell goes into the *shape* of a piece, one number of `SHAPES`.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from crosswire.reader.hints import HINTS, hint
from crosswire.spans import Span

CLS, SEP = 101, 102  # of the BERT vocabulary
MAX_PIECES = 254  # of a sentence, and so of a window that it fills; without the two marks
USUAL_PIECES, CONTEXT = 192, 32  # of a window of several sentences, as in training; shared on either side
SHAPES = 64 * HINTS  # 8 letter shapes x (first, later piece) x (outside, inside marks) x (within, opening a line)
_LONE = re.compile("[\ud800-\udfff]")  # halves of characters, which the tokenizer refuses
_LINE_BREAK = re.compile(r"\n\s*")
_OPENING, _STRAIGHT = "“«„", '"'

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text: vocabulary ids, shapes, characters `starts[i]:ends[i]`, and which open a word."""

    ids: Ints
    shapes: Ints
    starts: Ints
    ends: Ints
    opens: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)

    def between(self, span: Span) -> tuple[int, int]:
        """The half-open range of pieces that lie in the characters of `span` at least in part."""
        return int(np.searchsorted(self.ends, span.start, "right")), int(np.searchsorted(self.starts, span.end, "left"))

    def span(self, first: int, last: int) -> Span:
        """The characters of the pieces `first` to `last`, both included."""
        return Span(int(self.starts[first]), int(self.ends[last]))


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `start:end` that are read together; `core_start:core_end` of them are answered for here."""

    start: int
    end: int
    core_start: int
    core_end: int


def pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """The word pieces of the whole text, in order. Characters that the vocabulary lacks are one unknown piece."""
    encoded = tokenizer.encode(_LONE.sub("\ufffd", text), add_special_tokens=False)
    offsets = np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2)
    words = np.array([-1 if word is None else word for word in encoded.word_ids], dtype=np.int64)
    opens = np.ones(len(words), dtype=bool)
    opens[1:] = words[1:] != words[:-1]
    return Pieces(np.array(encoded.ids, dtype=np.int64), _shapes(text, offsets, opens),
                  offsets[:, 0].copy(), offsets[:, 1].copy(), opens)


def joined(parts: Sequence[Pieces]) -> Pieces:
    """The pieces of several stretches of one text as one."""
    none = np.zeros(0, dtype=np.int64)
    return Pieces(np.concatenate([none, *(part.ids for part in parts)]),
                  np.concatenate([none, *(part.shapes for part in parts)]),
                  np.concatenate([none, *(part.starts for part in parts)]),
                  np.concatenate([none, *(part.ends for part in parts)]),
                  np.concatenate([none.astype(np.bool_), *(part.opens for part in parts)]))


def _shapes(text: str, offsets: Ints, opens: NDArray[np.bool_]) -> Ints:
    """The shape of each piece: what its word looks like, and where it stands."""
    starts, ends = offsets[opens, 0], offsets[np.roll(opens, -1), 1]  # of words
    looks = np.array([_look(text[start:end]) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)],
                     dtype=np.int64)
    inside = np.searchsorted(_quoted(text), starts, "right") % 2
    breaks, before = [m.start() for m in _LINE_BREAK.finditer(text)], np.append(0, ends)[:-1]
    at_line = (np.searchsorted(breaks, before) < np.searchsorted(breaks, starts)) | (before == 0)
    out: Ints = (looks + 16 * inside + 32 * at_line)[np.cumsum(opens) - 1] + 8 * ~opens
    return out


@functools.lru_cache(maxsize=1 << 14)
def _look(word: str) -> int:
    """The part of a shape that the word's letters tell."""
    return _letters(word) + 64 * hint(word)


def _letters(word: str) -> int:
    """0 small, 1 Capital, 2 ALL CAPITALS, 3 mIxed, 4 digits, 5 marks, 6 one capital, 7 letters without case."""
    if not word[:1].isalnum():
        return 5
    if any(c.isdigit() for c in word):
        return 4
    if word.islower():
        return 0
    if word.isupper():
        return 6 if len(word) == 1 else 2
    return 1 if word[0].isupper() and word[1:].islower() else 7 if word.lower() == word.upper() else 3


def _quoted(text: str) -> list[int]:
    """Positions where quotation marks open and close, by turns; a mark that is still open ends with its line."""
    out: list[int] = []
    for match in re.finditer(r"[“”„«»\"]|\n", text):
        mark, is_open = match[0], len(out) % 2 == 1
        opening = mark in _OPENING or (mark in _STRAIGHT and not is_open)
        if (opening and not is_open) or (is_open and not opening):
            out.append(match.start() + (mark in _OPENING + _STRAIGHT and not is_open))
    return out


def sentence_bounds(found: Pieces, sentences: Sequence[Span]) -> list[int]:
    """Piece indices at which sentences begin, with 0 first and the number of pieces last; long ones are cut.

    A sentence of more than MAX_PIECES pieces is cut at word starts.
    """
    starts = sorted({0, *(int(i) for i in np.searchsorted(found.starts, [s.start for s in sentences], "left"))})
    bounds = [*(s for s in starts if s < len(found)), len(found)]
    out = [0]
    for start, end in itertools.pairwise(bounds):
        while end - start > MAX_PIECES:
            cut = start + MAX_PIECES
            while cut > start + 1 and not found.opens[cut]:
                cut -= 1
            out.append(cut)
            start = cut
        out.append(end)
    return out if len(found) else [0]


def windows(bounds: Sequence[int], limit: int = USUAL_PIECES, context: int = CONTEXT) -> Iterator[Window]:
    """Windows of whole sentences that cover all pieces; each begins and ends with context of its neighbours.

    `bounds` are the sentence bounds of `sentence_bounds`. A window holds at most `limit` pieces, or one sentence; up to
    `context` of them on either side are sentences that the neighbour answers for.
    """
    first, last = 0, len(bounds) - 1
    while first < last:
        left = first
        while left > 0 and bounds[first] - bounds[left - 1] <= context:
            left -= 1
        core = first + 1
        while left < first and bounds[core] - bounds[left] > limit:
            left += 1
        room = limit - (context if bounds[last] - bounds[left] > limit else 0)
        while core < last and bounds[core + 1] - bounds[left] <= room:
            core += 1
        right = core
        while right < last and bounds[right + 1] - bounds[core] <= min(context, limit - bounds[core] + bounds[left]):
            right += 1
        yield Window(bounds[left], bounds[right], bounds[first], bounds[core])
        first = core
