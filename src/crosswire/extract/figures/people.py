"""How many people a phrase names: numerals as told, persons with an article, a possessive or a name as one each.

Rules of this file: the phrase is cut at commas and conjunctions into pieces; a plural without a number counts as
none; what only describes the piece before it ("a driver, identified as ...") counts not again. It knows nothing of
what befell them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.extract.figures.measures import is_plural, noun_class, noun_measure, phrases, words
from crosswire.extract.figures.phrases import NUMBER, Count, Scene, counted_after, stop_words

CALLED = frozenset({"identified", "known", "named", "described", "serving"})  # "as" behind them gives a name
_OPENERS = frozenset({"a", "an", "another"})
_OWNED = frozenset({"his", "her", "their", "its"})
_SINGLE = frozenset({"he", "him", "she", "her"})
_SEVERAL = frozenset({"they", "them", "all", "these", "those"})
_JOINTS = frozenset({",", "and", "&", "besides", "plus"})
_PEOPLE = ("people", "troops")
_RELATIVE = frozenset({"who", "whom", "that", "which", "whose", "(", "from", "of", "belonging", "identified", "named"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a phrase: its first token, how it is joined and told, how many it counts.

    `how`: number, person ("a driver"), owned ("his son"), the, name, titled (a capitalised description), pronoun, or
    "" for what names nobody countable.
    """

    first: int
    last: int
    joint: str
    how: str
    number: float


def begins_people(scene: Scene, at: int) -> bool:
    """Whether a phrase of people can begin at the token: a number, an article, a pronoun, a noun."""
    if at >= len(scene.words):
        return False
    word = scene.words[at]
    opens = word == NUMBER or word in _OPENERS | _OWNED | _SINGLE | {"the", "at", "them", "over", "more", "some"}
    return opens or (word not in stop_words() and word[0].isalpha())


def people(scene: Scene, start: int, end: int, counts: dict[int, Count]) -> list[Piece]:
    """The pieces of the phrase that count people: not what tells where, nor what describes the piece before.

    A verb of its own ("gunmen attacked the camp and a guard was killed") begins the phrase anew.
    """
    out: list[Piece] = []
    described = False
    for piece in _pieces(scene, start, end, counts):
        if out and scene.words[piece.first] == "including":
            break
        if not piece.how or (piece.number == 0 and piece.how not in ("number", "pronoun")):
            described = bool(out)
        elif _own_clause(scene, piece):
            out, described = [], False
        elif not out or _adds(out[-1], piece, described):
            out.append(piece)
            described = False
        else:
            described = True
    rest = sum(piece.number for piece in out[1:])
    apposed = len(out) > 2 and out[0].number == rest and out[1].joint == ","  # "two men, a driver and his son"
    return out[:1] if apposed else out


def _pieces(scene: Scene, start: int, end: int, counts: dict[int, Count]) -> list[Piece]:
    """The phrase cut at commas and conjunctions outside brackets."""
    said, out, first, joint, depth = scene.words, list[Piece](), start, "", 0
    for index in range(start, end):
        depth += (said[index] == "(") - (said[index] == ")")
        width = 0 if depth else _joint(said, index)
        if not width:
            continue
        if index > first:
            out.append(_piece(scene, first, index, joint, counts))
            joint = said[index]
        elif index == first and (said[index] == "and" or not joint):
            joint = said[index]
        first = index + width
    return [*out, _piece(scene, first, end, joint, counts)] if first < end else out


def _joint(said: Sequence[str], at: int) -> int:
    """How many tokens a comma or conjunction at `at` has, 0 for none. (("as", "well", "as") -> 3)"""
    if said[at : at + 3] == ("as", "well", "as"):
        return 3
    if said[at : at + 2] in (("along", "with"), ("together", "with")):
        return 2
    return int(said[at] in _JOINTS)


def _piece(scene: Scene, first: int, last: int, joint: str, counts: dict[int, Count]) -> Piece:
    """How one part of a phrase is told, and how many it counts."""
    said, start = scene.words, first
    while start < last - 1 and said[start] in words("victims", "fillers"):
        start += 1
    word = said[start]
    count = next((counts[i] for i in range(start, min(last, start + 4)) if i in counts), None)
    if count and count.first <= start + (word in ("the", "other", "another")):
        return Piece(start, last, joint, "number", _of_people(scene, count))
    head = _head(scene, start, last)
    one = 0.0 if is_plural(head) else 1.0
    known = {"both": ("pronoun", 2.0), "the": ("the", one)}
    known |= dict.fromkeys(_OPENERS, ("person", 1.0)) | dict.fromkeys(_SEVERAL, ("pronoun", 0.0))
    if word in _OWNED and last - start > 1:
        return Piece(start, last, joint, "owned", one)
    known |= dict.fromkeys(_SINGLE, ("pronoun", 1.0))
    how, number = known.get(word, ("", 0.0))
    if not how and one and scene.written(start)[0].isupper() and word not in (
            words("victims", "modifiers") | words("victims", "ends")):
        named = _named(scene, start, last)
        how, number = ("name" if named else "titled", 1.0) if named or noun_class(head) in _PEOPLE else ("", 0.0)
    return Piece(start, last, joint, how, number)


def _of_people(scene: Scene, count: Count) -> float:
    """The number, if people are counted of whom nothing but death is said; else none."""
    kind = noun_class(count.head) if count.head else None
    state = phrases("states").starting(scene.words, counted_after(count))
    people = kind in (None, *_PEOPLE) or noun_measure(count.head or "") == "killed"
    counts = people and not count.number.percent and (state is None or state[0] == "killed")
    return (count.low if count.low is not None else count.high or 0.0) if counts else 0.0


def _head(scene: Scene, first: int, last: int) -> str:
    """The last word of the noun phrase that begins there: before "of", "who", a bracket or a name after a noun."""
    head = scene.words[first]
    for index in range(first, last):
        word = scene.words[index]
        ends = word in stop_words() or word in words("victims", "modifiers") or not word[0].isalpha()
        if index > first and ends:
            break
        head = word
        if index + 1 < last and noun_class(word) in _PEOPLE and scene.written(index + 1)[0].isupper():
            break
    return head


def _named(scene: Scene, first: int, last: int) -> bool:
    """Whether the piece is a name: capitalised words up to what brackets, "of" or "alias" add."""
    for index in range(first, last):
        if scene.words[index] in ("alias", "of", "from", "(", "@", NUMBER):
            return True
        if not scene.written(index)[0].isupper() and scene.words[index] not in (".", "’", "'"):
            return False
    return True


def _adds(before: Piece, piece: Piece, described: bool) -> bool:
    """Whether the piece names others than the one before it."""
    listed = piece.joint != ","
    if piece.how == "number":
        return True
    if piece.how == "titled":
        return listed and not described and before.number == 1
    if piece.how == "name":
        apposed = before.number > 1 or (described and before.how != "name")
        return not apposed and (listed or before.how == "name")
    if piece.how == "person" and not listed:
        return before.how == "number" and before.number > 1
    return listed or piece.how == "owned"


def _own_clause(scene: Scene, piece: Piece) -> bool:
    """Whether the piece holds a finite verb outside a relative clause, so that it is no part of a list of people."""
    said = scene.words
    for index in range(piece.first + 1, piece.last):
        word = said[index]
        if word in _RELATIVE:
            return False
        past = word.endswith("ed") and word not in words("victims", "adjectives") and index + 1 < piece.last
        if word in words("victims", "verbs") or (past and noun_class(said[index - 1]) is not None):
            return True
    return False
