"""Names as the neural reader cuts them, where the rules cut an unknown name otherwise.

Rules of this file: only pieces change, kinds are weighed later by all cues. The reader's cut is taken where it is sure
and where it makes one body of pieces ("China" + "Life"), leaves out words that the rules took for the beginning or end
of an unknown name ("Meet Ilva Renn"), or finds a name where the rules see none. What the tables and class nouns of the
rules cut stays whole.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace

from crosswire.extract.names.evidence import Pieced, is_open
from crosswire.extract.names.pieces import Piece
from crosswire.reader.reading import ReadName

SURE = 0.6  # of a name, from which on its cut is the reader's
_KINDS = frozenset({"PER", "ORG", "LOC"})


def recut(read: Sequence[Pieced], seen: Sequence[ReadName]) -> None:
    """Give each sentence the pieces that the reader's sure names ask for. Changes `read`."""
    starts = [name.span.start for name in seen]
    for reading in read:
        if reading.headline or not reading.words:
            continue
        first, last = reading.words[0].start, reading.words[-1].end
        for name in seen[bisect.bisect_left(starts, first) : bisect.bisect_left(starts, last)]:
            if name.kind in _KINDS and name.score > SURE and (words := _words(reading, name)):
                _take(reading, *words, name.kind)


def _words(reading: Pieced, name: ReadName) -> tuple[int, int] | None:
    """The words start:stop of the name, None if it begins or ends within a word or has no capital."""
    start = bisect.bisect_left(reading.words, name.span.start, key=lambda word: word.start)
    stop = bisect.bisect_left(reading.words, name.span.end, key=lambda word: word.end) + 1
    if stop > len(reading.words) or start >= stop:
        return None
    first, last = reading.words[start], reading.words[stop - 1]
    whole = (first.start, last.end) == (name.span.start, name.span.end)
    return (start, stop) if whole and first.capital and last.capital else None


def _take(reading: Pieced, start: int, stop: int, kind: str) -> None:
    """Put one piece in place of those that the name start:stop touches, if they may go."""
    over = [piece for piece in reading.pieces if piece.start < stop and start < piece.stop]
    if any((piece.start, piece.stop) == (start, stop) for piece in over) or not _may_go(over, start, stop, kind):
        return
    fresh = Piece(start, stop, "unknown", initial=reading.words[start].first)
    body = next((piece for piece in over if piece.kind == kind == "ORG" and piece.sort in ("head", "tail")), None)
    person = next((piece for piece in over if piece.titled and piece.start <= start), None)
    if body:
        fresh = replace(body, start=start, stop=stop, initial=fresh.initial)
    elif person and kind == "PER":
        fresh = replace(fresh, role=person.role, gender=person.gender, country=person.country, titled=True)
    kept = [piece for piece in reading.pieces if piece not in over]
    reading.pieces[:] = sorted([*kept, fresh], key=lambda piece: piece.start)


def _may_go(over: Sequence[Piece], start: int, stop: int, kind: str) -> bool:
    """Whether a name that the reader sees may take the place of these pieces of the rules."""
    if all(start <= piece.start and piece.stop <= stop for piece in over):
        return not over or (kind == "ORG" and any(is_open(each) or each.kind == "ORG" for each in over)) or (
            kind == "PER" and all(map(_unknown, over)))
    return len(over) == 1 and _unknown(over[0])


def _unknown(piece: Piece) -> bool:
    return piece.sort == "unknown" and piece.kind is None
