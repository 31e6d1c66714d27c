"""Who is said to have died, person by person, whether or not a number is written. ("a driver and his son" -> 2)

Theory of operation: deadly words come from wordlists/measures.toml, section `victims`. Each is read with the phrase
that names those who died: before it in the passive ("A driver was shot dead"), behind it in the active ("gunmen
killed a driver"). Whom the phrase counts is for people.py; what two sentences tell of the same people for deaths.py.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from crosswire.extract.figures.measures import Phrases, words
from crosswire.extract.figures.people import CALLED, begins_people, people
from crosswire.extract.figures.phrases import Count, Scene
from crosswire.tables import table

FAR = 20  # tokens between an auxiliary and the participle that it governs ("was dragged from his house and shot")
WIDE = 60  # tokens of a phrase that names the dead
APART = 25  # tokens between "beat" and "to death"

Reach = tuple[int, int]  # first token of a phrase, and the one behind it


@dataclass(frozen=True, slots=True)
class Victims:
    """Those who died by one deadly word: how many, and how they are told.

    `how`: fresh ("a driver"), known ("the driver", a name), pronoun ("him"). `names` are the capitalised words of the
    phrase in lower case; `further` is true where the words say that they come on top ("also", "another").
    """

    number: float
    how: str
    names: frozenset[str]
    further: bool


def victims(scene: Scene, counts: Sequence[Count]) -> Iterator[Victims]:
    """For each deadly word of the sentence, those who died by it, in order of the words."""
    by_token = {count.at: count for count in counts}
    index = 0
    while index < len(scene.words):
        found = _deadly(scene, index)
        if found is None:
            index += 1
            continue
        phrase, behind = found
        read = _read(scene, index, phrase, by_token) if phrase else None
        if read:
            yield read
        index = max(index + 1, behind)


def _read(scene: Scene, at: int, phrase: Reach, counts: dict[int, Count]) -> Victims | None:
    found = people(scene, *phrase, counts)
    if not found:
        return None
    if scene.words[phrase[1] : phrase[1] + 1] in (("was",), ("is",)) and all(one.joint == "," for one in found[1:]):
        found = found[:1]  # one person, however described
    first, last = found[0].first, phrase[1]
    how = {"pronoun": "pronoun", "name": "known", "the": "known"}.get(found[0].how, "fresh")
    written = [scene.written(i) for i in range(first, last)]
    around = scene.words[max(0, min(first, at) - 2) : max(last, at) + 4]
    return Victims(sum(one.number for one in found), how,
                   frozenset(word.casefold() for word in written if word[:1].isupper() and len(word) > 2),
                   bool(words("victims", "further").intersection(around)))


def _deadly(scene: Scene, at: int) -> tuple[Reach | None, int] | None:
    """The phrase that names the dead of the deadly word at `at`, and the token behind the word."""
    for section, named_by in _WAYS:
        found = _phrases(section).starting(scene.words, at)
        if found and not _unreal(scene.words, at):
            phrase = named_by(scene, at, found[1])
            if phrase or section != "apart":
                return phrase, found[1]
    return None


@functools.cache
def _phrases(section: str) -> Phrases:
    return Phrases({section: table("measures")["victims"][section]})


def _unreal(said: Sequence[str], at: int) -> bool:
    """Whether the word tells no death: denied, planned, or what somebody is wanted for."""
    before = said[max(0, at - 3) : at]
    return (bool(words("victims", "unreal").intersection(before)) or before[-1:] in (("to",), ("for",))
            or (said[at].endswith("ing") and before[-1:] in (("of",), ("in",), ("the",), ("a",), ("this",))))


# ---------------------------------------------------------------- where the dead are named

def _by_verb(scene: Scene, at: int, end: int) -> Reach | None:
    """In front of a passive, behind an active verb."""
    helper = None if scene.words[at].endswith("ing") else _helper(scene.words, at)
    if helper is not None and at - helper <= 3:
        return _before(scene, helper, end)
    if begins_people(scene, end):
        return _behind(scene, at, end)
    return _before(scene, helper, end) if helper is not None else None


def _helper(said: Sequence[str], at: int) -> int | None:
    """The auxiliary of the passive whose participle stands at `at`."""
    for index in range(at - 1, max(-1, at - FAR), -1):
        if said[index] in words("victims", "helpers"):
            return index
        if said[index] in words("victims", "edges") or said[index] in (",", "who", "which"):
            return None
    return None


def _before(scene: Scene, at: int, end: int) -> Reach | None:
    """From the last edge of a clause to the auxiliaries before the verb at `at`; none in a relative clause."""
    said, helper = scene.words, at
    while helper and said[helper - 1] in words("victims", "auxiliaries"):
        helper -= 1
    for index in range(helper - 1, max(-1, helper - WIDE), -1):
        if said[index] in words("victims", "edges") and said[index - 1] not in CALLED:
            return (index + 1, helper) if index + 1 < helper else None
        if said[index] in ("who", "which") and index == helper - 1:
            return None
    return (max(0, helper - WIDE), helper) if helper else None


def _behind(scene: Scene, at: int, end: int) -> Reach:
    """Behind a verb or noun, to a preposition that tells where, when or how, or to another verb."""
    said, last = scene.words, min(len(scene.words), end + WIDE)
    for index in range(end, last):
        word, before = said[index], said[index - 1]
        counting = index == end and word in ("at", "over")
        stops = word in words("victims", "ends") and before not in CALLED and not counting
        if stops or word in (".", ";", ":", "including") or (word.endswith("ing") and before in (",", "and")):
            return end, index
    return end, last


def _apart(scene: Scene, at: int, end: int) -> Reach | None:
    """Between a verb and "to death", "dead" or "down": "beat two men to death"."""
    said = scene.words
    for index in range(end + 1, min(len(said) - 1, end + APART)):
        if said[index - 1] in words("victims", "ends") or said[index] in words("victims", "edges"):
            return None
        if said[index : index + 2] == ("to", "death") or said[index] == "dead" or said[at : index + 1 : index - at] == (
                "gunned", "down"):
            return end, index
    return None


_WAYS: tuple[tuple[str, Callable[[Scene, int, int], Reach | None]], ...] = (
    ("apart", _apart), ("kills", _by_verb), ("dies", _before), ("bodies", _behind))
