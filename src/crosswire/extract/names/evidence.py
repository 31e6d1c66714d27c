"""The cues of every unknown name of an article, over all its occurrences: its own, and those that other names give.

Rules of this file: `own` counts the cues of the occurrences of each string outside headlines; `related` adds what
only the rest of the article can tell: the full name that a word is part of, the names that it is listed with, the
demonym made of it, its small-letter twin.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crosswire.demonyms import looks_like_demonym, place_of
from crosswire.extract.names.cues import cues
from crosswire.extract.names.pieces import Piece
from crosswire.extract.names.tokens import Word
from crosswire.extract.names.weigh import OCCURS, Verdict
from crosswire.gazetteer import fold

Counts = dict[str, Counter[str]]


@dataclass(slots=True)
class Reading:
    """One sentence as words and pieces. In a headline capitals mean nothing by themselves."""

    text: str
    words: list[Word]
    pieces: list[Piece]
    headline: bool

    def surface(self, piece: Piece) -> str:
        """The piece's words as one string, single-spaced."""
        written = self.text[self.words[piece.start].start:self.words[piece.stop - 1].end]
        return " ".join(written.replace("’", "'").split())


def is_open(piece: Piece) -> bool:
    """Whether cues decide its kind."""
    return piece.kind is None or (piece.entry is not None and piece.entry.weak)


def own(read: Sequence[Reading]) -> Counts:
    """The cues of each unknown string, counted over its occurrences."""
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


def related(read: Sequence[Reading], counts: Mapping[str, Counter[str]], first: Mapping[str, Verdict]) -> Counts:
    """The counts with the cues that the other names of the article give; `first` are verdicts by own cues."""
    out = {surface: Counter(own_) for surface, own_ in counts.items()}
    for cue, surface in (*_parts(read, counts, first), *_pairs(read)):
        if surface in out:
            out[surface][cue] = counts[surface][OCCURS]
    for cue, surface in _listed(read, first):
        if surface in out:
            out[surface][cue] += 1
    return out


def _parts(read: Sequence[Reading], counts: Mapping[str, Counter[str]], first: Mapping[str, Verdict]
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


def _pairs(read: Sequence[Reading]) -> Iterator[tuple[str, str]]:
    """A place and the demonym made of it, where the article has both. ("Kestria", "Kestrian")"""
    names = {reading.surface(piece) for reading in read for piece in reading.pieces}
    for surface in names:
        if " " not in surface and looks_like_demonym(surface) and (place := place_of(surface, names)):
            yield "place_beside", surface
            yield "demonym_beside", place


_LINKS = frozenset({("and",), (",",), ("or",), (",", "and"), ("-",), (",", "or"), ("&",)})


def _listed(read: Sequence[Reading], first: Mapping[str, Verdict]) -> Iterator[tuple[str, str]]:
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
