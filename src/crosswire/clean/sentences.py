"""Sentences, by their offsets: rules over end marks, abbreviations and the word that follows."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from crosswire.spans import Span, stripped
from crosswire.tables import table

_END = re.compile(r"[.!?…。！？؟۔।]+[\"”’'»›)\]]*(?=\s)"          # an end mark, what it closes, and space
                  r"|[。！？]+[”’」』）]*"                            # scripts that write no space
                  r"|(?<=[a-z]{2})[.!?][\"”’]?(?=[\"“]?[A-Z][a-z])")  # two sentences glued by a scraper
_OPENERS = "\"“”‘’'«‹([—–-•* "
_LAST_WORD = re.compile(r"[^\W\d_][\w.'’&-]*$")
_NEXT_WORD = re.compile(r"\w+")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_INITIAL = re.compile(r"[A-Z]")
_LOOK = 40  # characters on each side that can matter


def sentences(text: str, span: Span) -> list[Span]:
    """Spans of the sentences of one paragraph; together they hold all that is not white space.

    ('He left. “Go!” she said.' -> 'He left.', '“Go!” she said.')
    A sentence ends at an end mark before white space, unless a small letter follows, or the mark belongs to
    an abbreviation, initial or number. It also ends so inside a quotation. "U.S." and the like end a
    sentence only before a word that commonly begins one. Limit: a headline's abbreviations are not known.
    """
    out = []
    start = span.start
    for end in _ends(text, span):
        piece = stripped(text, Span(start, end))
        if len(piece):
            out.append(piece)
        start = end
    rest = stripped(text, Span(start, span.end))
    return [*out, rest] if len(rest) else out


def _ends(text: str, span: Span) -> Iterator[int]:
    for mark in _END.finditer(text, span.start, span.end):
        following = text[mark.end() : min(span.end, mark.end() + _LOOK)].lstrip()
        if _ends_here(text, span, mark, following):
            yield mark.end()


def _ends_here(text: str, span: Span, mark: re.Match[str], following: str) -> bool:
    opened = following.lstrip(_OPENERS)
    if opened[:1].islower():
        return False
    if not mark[0].startswith(".") or mark[0].startswith(".."):
        return True
    before = text[max(span.start, mark.start() - _LOOK) : mark.start()]
    word = _LAST_WORD.search(before)
    if word is None:
        return True
    return not _abbreviated(word[0], opened, closes=len(mark[0]) > 1)


def _abbreviated(word: str, following: str, closes: bool) -> bool:
    """Whether the full stop after `word` belongs to it rather than ending a sentence."""
    rows = _abbreviations()
    plain = word.casefold()
    if plain in rows["never_end"]:
        return not closes
    if plain in rows["before_number"]:
        return following[:1].isdigit()
    if _ACRONYM.fullmatch(word) or _INITIAL.fullmatch(word) or plain in rows["may_end"]:
        return not (closes or not following or _starts(following))
    return False


def _starts(following: str) -> bool:
    """Whether the next word is one that commonly begins a sentence. ("The army" -> True)"""
    word = _NEXT_WORD.match(following)
    return word is not None and word[0].casefold() in _abbreviations()["starters"]


@functools.cache
def _abbreviations() -> dict[str, frozenset[str]]:
    rows = table("abbreviations")
    return {name: frozenset(row.casefold() for row in rows[name])
            for name in ("never_end", "before_number", "may_end", "starters")}
