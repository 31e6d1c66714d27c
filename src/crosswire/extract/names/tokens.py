"""Words of a sentence as the name rules see them: their shape, the gap before them, possessives taken off.

Rules of this file: a word's `start` and `end` are characters of the article's text; a possessive 's is left
out of the word and remembered; hyphenated adjectives ("Valdorian-backed") come apart, names ("Ki-soon") do not.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from crosswire.extract.names.tables import lexicon
from crosswire.spans import Span
from crosswire.tables import table

Shape = Literal["cap", "acronym", "initial", "lower", "number", "mark"]

WORD = re.compile(
    r"(?:[A-Z]\.){2,}"                                          # U.N.
    r"|[A-Z]\.(?=\s?[A-Z])"                                     # an initial
    r"|[^\W\d_]+(?:[’'‘\-‐‑&][^\W_]+)*"                         # words, O'Hara, Al-Jabri, AT&T, F-16
    r"|\d[\d.,]*(?:st|nd|rd|th)?|[^\w\s]|_+|\w")
_POSSESSIVE = re.compile(r"[’'‘]s$", re.IGNORECASE)
_SPLIT = re.compile(r"[-‐‑]")
_OPENING = frozenset("\"“„«‘'")


@dataclass(frozen=True, slots=True)
class Word:
    """One word. `gap` is the text between the word before and this one; `first`: nothing precedes it."""

    text: str
    start: int
    end: int
    shape: Shape
    gap: str
    first: bool = False
    possessive: bool = False

    @property
    def capital(self) -> bool:
        """Whether it may be part of a name by its look."""
        return self.shape in ("cap", "acronym", "initial")


@functools.cache
def _hyphens() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words = table("name_words")
    return (frozenset(words["hyphens"]["before"]), frozenset(words["hyphens"]["after"]),
            frozenset(words["joiners"]["hyphen"]))


def shape(text: str) -> Shape:
    """The look of a word. ("Kestria" -> "cap", "NATO" -> "acronym", "al-Jabri" -> "cap")"""
    if text[0].isdigit():
        return "number"
    if not text[0].isalpha():
        return "mark"
    if text[0].islower():
        head, _, tail = text.partition("-")
        return "cap" if tail[:1].isupper() and head in _hyphens()[2] else "lower"
    if text[0].isupper() or text[0].istitle():
        letters = [c for c in text if c.isalpha()]
        if len(letters) == 1:
            return "initial" if text.endswith(".") else "cap"
        return "acronym" if all(c.isupper() for c in letters) else "cap"
    return "lower"


def words(text: str, span: Span) -> list[Word]:
    """The words of one sentence. ("Kestria's army" -> Kestria (possessive), army)"""
    out: list[Word] = []
    end, first = span.start, True
    for match in WORD.finditer(text, span.start, span.end):
        for piece, start in _pieces(match.group(), match.start()):
            bare = _POSSESSIVE.sub("", piece) if len(piece) > 2 else piece
            if not bare:
                continue
            out.append(Word(bare, start, start + len(bare), shape(bare), text[end:start], first, bare != piece))
            end = start + len(piece)
            first = (first and not bare[0].isalnum()) or bare in _OPENING
    return out


def _pieces(text: str, start: int) -> Iterator[tuple[str, int]]:
    """A word, or the parts of a hyphenated adjective: pro-X, X-led, X-backed."""
    parts = _SPLIT.split(text)
    if len(parts) == 1 or not _comes_apart(parts):
        yield text, start
        return
    for part in parts:
        if part:
            yield part, start
        start += len(part) + 1


def _comes_apart(parts: list[str]) -> bool:
    before, after, _ = _hyphens()
    head, tail = parts[0], parts[-1]
    if len(parts) == 2 and head[:1].isupper() and tail[:1].isupper():
        return _two_peoples(head, tail)
    if head.casefold() in before and any(part[:1].isupper() for part in parts[1:]):
        return True
    return tail[:1].islower() and head[:1].isupper() and (tail in after or (tail.endswith("ed") and len(tail) > 4))


def _two_peoples(head: str, tail: str) -> bool:
    """Whether both halves are countries or peoples of their own ("Kestria-Valdoria")."""
    known = lexicon().phrases
    entries = [known.get((head,)), known.get((tail,))]
    return (f"{head}-{tail}",) not in known and all(e and e.table in ("country", "demonym") for e in entries)


def headline(sentence: list[Word]) -> bool:
    """Whether capitals mean nothing here: a Title Case or ALL CAPS line of four words or more."""
    spelled = [w for w in sentence if w.text[0].isalpha()]
    if len(spelled) > 2 and all(w.shape == "acronym" or len(w.text) == 1 for w in spelled):
        return True
    letters = [w for w in spelled if len(w.text) > 3]
    if len(letters) < 4:
        return False
    capital = sum(w.capital for w in letters)
    return capital >= 0.85 * len(letters) or sum(w.shape == "acronym" for w in letters) > 0.6 * len(letters)
