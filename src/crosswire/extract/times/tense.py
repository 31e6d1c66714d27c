"""Which way a clause looks, so that "on Friday" is the Friday before or the one to come."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Literal, NamedTuple

from crosswire.extract.times.tokens import Token
from crosswire.tables import table

REACH_BACK, REACH_ON = 14, 10  # tokens of the clause that are looked at
ABBREVIATION = 4  # letters, the dot after which need not end a sentence


class Tense(NamedTuple):
    """`way` is "past" or "future"; `cue` the word that says so, empty where nothing does (past is the default)."""

    way: Literal["past", "future"]
    cue: str = ""


def tense(words: Sequence[Token], first: int, last: int) -> Tense:
    """The way of the clause around words[first:last]: the nearest verb before it, else the first one after it.

    What belongs to a day ("Wednesday's ruling"), and that since which a thing is, has been. Limit: no parse, so a
    verb of another clause can win.
    """
    if last < len(words) and words[last].kind == "POSS":
        return Tense("past", "'s")
    limit = _limit(words, first)
    if limit == "since":
        return Tense("past", limit)
    if limit == "as" and first > 1 and words[first - 2].lower in ("early", "soon") and first > 2 \
            and words[first - 3].lower == "as":
        return Tense("future", f"as {words[first - 2].lower} as")
    found = _told_by_verb(words, first, last)
    if limit in ("by", "until", "till") and found.cue.partition(" ")[0] not in ("had", "was", "were"):
        return Tense("future", limit)
    return found


def _limit(words: Sequence[Token], first: int) -> str:
    """The word before the expression, or before a part of it ("since late April" -> since)."""
    back = first - 1
    if back > 0 and words[back].lower in ("early", "late", "mid", "the"):
        back -= 1
    return words[back].lower if back >= 0 else ""


def _told_by_verb(words: Sequence[Token], first: int, last: int) -> Tense:
    for index in range(first - 1, max(-1, first - 1 - REACH_BACK), -1):
        if _ends_sentence(words, index):
            break
        if found := _cue(words, index):
            return _arranged(words, index, first) or found
    for index in range(last, min(len(words), last + REACH_ON)):
        if _ends_sentence(words, index):
            break
        if found := _cue(words, index):
            return found
    return Tense("past")


def _arranged(words: Sequence[Token], index: int, first: int) -> Tense | None:
    """What "is heard in May" is still to come; "is pictured on Friday" is a caption, and tells of the past."""
    before, verb = words[index - 1].lower if index else "", words[index].lower
    arranged = before in ("is", "are") and verb in _words("arranged") and first - index <= 2
    return Tense("future", f"{before} {verb}") if arranged else None


def _is_attributive(words: Sequence[Token], index: int) -> bool:
    """Whether a participle belongs to the noun after it. ("a still unspecified date")"""
    back = index - 1
    if back > 0 and words[back].lower in _words("adverbs"):
        back -= 1
    after = words[index + 1] if index + 1 < len(words) else None
    return back >= 0 and words[back].lower in _words("of_things") and after is not None \
        and after.kind == "OTHER" and after.lower.isalpha()


def _cue(words: Sequence[Token], index: int) -> Tense | None:
    word = words[index].lower
    before = words[index - 1].lower if index else ""
    if _is_cause(words, index):
        return None
    if (word == "to" and before in _words("planning")) or (word == "for" and before in ("planned", "scheduled", "set")):
        return _seen_from_then(words, index - 1) or Tense("future", f"{before} {word}")
    if word in _words("future"):
        return _seen_from_then(words, index) or Tense("future", word)
    if word == "be" and before == "to":
        return Tense("future", "to be")
    participle = words[index].kind == "OTHER" and len(word) > 4 and word.endswith("ed") and not words[index].capital \
        and not _is_attributive(words, index)
    if before == "be" or not (participle or word in _words("past")):
        return None
    return Tense("past", f"{before} {word}" if before in ("had", "was", "were") else word)


def _is_cause(words: Sequence[Token], index: int) -> bool:
    """Whether "due", or the "to" after it, gives a cause. ("due to its loss"; "due to open" gives none)"""
    place = index - 1 if words[index].lower == "to" else index
    following = [word.lower for word in words[place + 1 : place + 3]]
    return place >= 0 and words[place].lower == "due" and len(following) == 2 and following[0] == "to" \
        and following[1] in _words("of_things")


def _seen_from_then(words: Sequence[Token], index: int) -> Tense | None:
    """What had been expected is told as past. ("had been due to expire on Friday")"""
    if index > 1 and words[index - 1].lower == "been" and words[index - 2].lower == "had":
        return Tense("past", f"had been {words[index].lower}")
    return None


def _ends_sentence(words: Sequence[Token], index: int) -> bool:
    kind = words[index].kind
    following = words[index + 1] if index + 1 < len(words) else None
    before = words[index - 1].lower if index > 0 else ""
    return kind == "NL" or (kind == "DOT" and (following is None or following.capital)
                            and (len(before) > ABBREVIATION or before.isdigit()))


@functools.cache
def _words(section: str) -> frozenset[str]:
    return frozenset(table("times")["tense"][section])
