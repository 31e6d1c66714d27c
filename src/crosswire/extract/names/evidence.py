"""The cues of every unknown name of an article, over all its occurrences: its own, and those that other names give.

Rules of this file: `own` counts the cues of the occurrences of each string outside headlines, what the neural
reader takes each for among them; `related` adds what only the rest of the article can tell: the full name that a word
is part of, the names that it is listed with, the demonym made of it, its small-letter twin.
"""

from __future__ import annotations

import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crosswire.demonyms import looks_like_demonym, place_of
from crosswire.extract.names.cues import cues
from crosswire.extract.names.pieces import Piece
from crosswire.extract.names.tokens import Word
from crosswire.extract.names.weigh import OCCURS, Verdict
from crosswire.gazetteer import fold
from crosswire.reader.reading import ReadName
from crosswire.spans import Span

VIEW = "reader_"  # how the cues begin that are what the neural reader takes a string for
SURE = 0.8  # chance from which on the neural reader's word is taken for sure
Counts = dict[str, Counter[str]]


@dataclass(slots=True)
class Pieced:
    """One sentence as words and pieces. In a headline capitals mean nothing by themselves."""

    text: str
    words: list[Word]
    pieces: list[Piece]
    headline: bool

    def span(self, piece: Piece) -> Span:
        """The characters of the piece."""
        return Span(self.words[piece.start].start, self.words[piece.stop - 1].end)

    def surface(self, piece: Piece) -> str:
        """The piece's words as one string, single-spaced."""
        return " ".join(self.span(piece).of(self.text).replace("’", "'").split())


def is_open(piece: Piece) -> bool:
    """Whether cues decide its kind."""
    return piece.kind is None or (piece.entry is not None and piece.entry.weak)


def own(read: Sequence[Pieced], seen: Sequence[ReadName] | None = None) -> Counts:
    """The cues of each unknown string, counted over its occurrences; `seen`: what the neural reader saw, if it did."""
    out: Counts = defaultdict(Counter)
    inside: set[str] = set()
    for reading in read:
        if reading.headline:
            continue
        for piece in reading.pieces:
            if not is_open(piece):
                continue
            surface = reading.surface(piece)
            out[surface].update(cues(reading.words, piece))
            if seen is not None and (view := _view(seen, reading.span(piece), reading.text)):
                out[surface][view] += 1
            out[surface][OCCURS] += 1
            if not piece.initial or piece.titled or piece.stop - piece.start > 1 or (
                    reading.words[piece.start].shape == "acronym"):
                inside.add(surface)
    lower = {word.text for reading in read for word in reading.words if word.shape == "lower"}
    for surface, counts in out.items():
        if surface not in inside:
            counts["only_opens_sentences"] = counts[OCCURS]
        if surface.casefold() in lower:
            counts["also_in_small_letters"] = counts[OCCURS]
        if counts[OCCURS] > 1:
            counts["repeated"] = counts[OCCURS]
    return out


def _view(seen: Sequence[ReadName], span: Span, text: str) -> str | None:
    """What the neural reader takes the stretch for: a name of a kind, a small part of one, more than one, or none.

    None where the rest of its name is in small letters, which say what the stretch is of. ("Tarnian" in "Tarnian navy")
    """
    at = max(0, bisect.bisect_right(seen, span.start, key=lambda name: name.span.start) - 1)
    over = max(seen[at : at + 3], key=lambda name: name.span.shared(span), default=None)
    shared = over.span.shared(span) if over else 0
    if over is None or not shared:
        return f"{VIEW}none"
    beyond = text[over.span.start : span.start] + text[span.end : over.span.end]
    if over.span.contains(span) and beyond.islower():
        return None
    how = "part_" if 2 * shared <= len(over.span) else "less_" if 2 * shared <= len(span) else ""
    return f"{VIEW}{how}{over.kind}{'' if over.score > SURE else '_maybe'}"


def related(read: Sequence[Pieced], counts: Mapping[str, Counter[str]], first: Mapping[str, Verdict]) -> Counts:
    """The counts with the cues that the other names of the article give; `first` are verdicts by own cues."""
    out = {surface: Counter(own_) for surface, own_ in counts.items()}
    for cue, surface in (*_parts(read, counts, first), *_pairs(read)):
        if surface in out:
            out[surface][cue] = counts[surface][OCCURS]
    for cue, surface in _listed(read, first):
        if surface in out:
            out[surface][cue] += 1
    return out


def _parts(read: Sequence[Pieced], counts: Mapping[str, Counter[str]], first: Mapping[str, Verdict]
           ) -> Iterator[tuple[str, str]]:
    """Single words that are part of a longer name of the article."""
    longer: dict[str, set[str]] = defaultdict(set)
    for surface, (kind, _, _) in first.items():
        words = fold(surface).split()
        if len(words) > 1:
            for word in ((words[0], words[-1]) if kind == "PER" else words):
                longer[word].add(kind)
    for reading in read:
        for piece in reading.pieces:
            if piece.kind in ("ORG", "GPE", "LOC", "FAC") and piece.sort in ("head", "tail") and (
                    piece.stop - piece.start > 1):
                longer[fold(reading.words[piece.start].text)].add(piece.kind)
    for surface in counts:
        if " " not in surface:
            for known in sorted(longer.get(fold(surface), ())):
                yield f"part_of_{'place' if known in ('GPE', 'LOC', 'FAC') else known}", surface


def _pairs(read: Sequence[Pieced]) -> Iterator[tuple[str, str]]:
    """A place and the demonym made of it, where the article has both. ("Kestria", "Kestrian")"""
    names = {reading.surface(piece) for reading in read for piece in reading.pieces}
    for surface in names:
        if " " not in surface and looks_like_demonym(surface) and (place := place_of(surface, names)):
            yield "place_beside", surface
            yield "demonym_beside", place


_LINKS = frozenset({("and",), (",",), ("or",), (",", "and"), ("-",), (",", "or"), ("&",)})


def _listed(read: Sequence[Pieced], first: Mapping[str, Verdict]) -> Iterator[tuple[str, str]]:
    """Names in one list with others of a known kind. ("in Kestria and Tarn" -> Tarn)"""
    for reading in read:
        for one, other in zip(reading.pieces, reading.pieces[1:], strict=False):
            if other.start - one.stop > 2:
                continue
            between = tuple(word.text for word in reading.words[one.stop:other.start])
            if between not in _LINKS:
                continue
            for piece, beside in ((one, other), (other, one)):
                kind = first.get(reading.surface(beside), (None,))[0] if is_open(beside) else beside.kind
                if is_open(piece) and kind:
                    yield f"listed_with_{kind}", reading.surface(piece)
