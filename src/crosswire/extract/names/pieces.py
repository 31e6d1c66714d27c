"""The name pieces of a sentence: runs cut (name_cut), grown (name_grow), titles handed to the names after them."""

from __future__ import annotations

from dataclasses import replace

from crosswire.extract.names.cut import Piece, cut, lower_phrase, national, part_of_country, run_stop
from crosswire.extract.names.grow import extended, headed
from crosswire.extract.names.tokens import Word

__all__ = ["Piece", "pieces"]


def pieces(sentence: list[Word]) -> list[Piece]:
    """The name pieces of a sentence in order; titles are folded into the person after them."""
    found: list[Piece] = []
    at = 0
    while at < len(sentence):
        known = national(sentence, at) or part_of_country(sentence, at) or lower_phrase(sentence, at)
        if known:
            found.append(known)
            at = known.stop
            continue
        if not sentence[at].capital:
            at += 1
            continue
        stop = run_stop(sentence, at)
        run = extended(sentence, headed(sentence, list(cut(sentence, at, stop))))
        found.extend(run)
        at = max(stop, run[-1].stop if run else stop)
    return _titled(sentence, found)


def _titled(sentence: list[Word], found: list[Piece]) -> list[Piece]:
    """Titles handed to the unknown name after them; a title without a name is dropped."""
    out: list[Piece] = []
    role: str | None = None
    gender: str | None = None
    country: str | None = None
    end = -1
    for piece in found:
        touching = piece.start == end
        if not touching:
            role = gender = country = None
        if piece.sort == "title":
            role, gender, end = piece.role or role, piece.gender or gender, piece.stop
            if out and out[-1].stop == piece.start and country is None:
                country = out[-1].country
            continue
        weak = piece.entry is not None and piece.entry.weak
        if touching and end >= 0 and (piece.kind is None or weak):
            piece = replace(piece, role=role, gender=gender, country=country or piece.country, titled=True)
        out.append(piece)
        end = -1
        role = gender = country = None
    return out
