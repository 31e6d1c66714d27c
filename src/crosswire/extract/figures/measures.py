"""What words say about the thing counted: states, verbs, nouns and classes, from wordlists/measures.toml.

Rules of this file: it answers questions about single words and short phrases; where in a sentence to ask
them is for measuring.py.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from crosswire.tables import table

_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "people", "persons": "person", "lives": "life",
    "troops": "troop", "forces": "force", "bodies": "body", "policemen": "policeman", "gunmen": "gunman",
    "servicemen": "serviceman", "servicewomen": "servicewoman", "militiamen": "militiaman", "airmen": "airman",
    "schoolchildren": "schoolchild", "fishermen": "fisherman", "wives": "wife", "police": "police", "feet": "feet",
}
_OPEN_ENDINGS = ("ses", "shes", "ches", "xes")


@functools.lru_cache(maxsize=8192)
def singular(noun: str) -> str:
    """The singular of a lower-case English noun. ("families" -> "family", "men" -> "man")"""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    for suffix in ("men", "women"):
        if noun.endswith(suffix) and len(noun) > len(suffix) + 2:
            return noun[: -len(suffix)] + suffix[:-2] + "an"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(_OPEN_ENDINGS) and noun not in ("houses", "corpses", "nurses"):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") and len(noun) > 2 else noun


class Phrases:
    """Looks up phrases of one to five words, each with the measure it stands for."""

    def __init__(self, rows: Mapping[str, Sequence[str]]):
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for measure, phrases in rows.items():
            for phrase in phrases:
                words = tuple(phrase.split())
                self._by_first.setdefault(words[0], []).append((words, measure))
                self._by_last.setdefault(words[-1], []).append((words, measure))
        for lists in (*self._by_first.values(), *self._by_last.values()):
            lists.sort(key=lambda row: -len(row[0]))

    def starting(self, words: Sequence[str], at: int) -> tuple[str, int] | None:
        """The measure of the longest phrase that begins at `at`, and the index behind it."""
        for phrase, measure in self._by_first.get(words[at], ()) if 0 <= at < len(words) else ():
            if tuple(words[at : at + len(phrase)]) == phrase:
                return measure, at + len(phrase)
        return None

    def ending(self, words: Sequence[str], at: int) -> tuple[str, int] | None:
        """The measure of the longest phrase whose last word is at `at`, and the index of its first."""
        for phrase, measure in self._by_last.get(words[at], ()) if 0 <= at < len(words) else ():
            first = at - len(phrase) + 1
            if first >= 0 and tuple(words[first : at + 1]) == phrase:
                return measure, first
        return None


@functools.cache
def phrases(section: str) -> Phrases:
    """The phrases of one section of the table: "states", "verbs", "tolls"."""
    return Phrases(table("measures")[section])


@functools.cache
def words(section: str, key: str) -> frozenset[str]:
    """One list of the table as a set."""
    return frozenset(table("measures")[section][key])


@functools.cache
def _by_noun(section: str) -> dict[str, str]:
    rows: dict[str, list[str]] = table("measures")[section]
    out: dict[str, str] = {}
    for name, nouns in rows.items():
        for noun in nouns:
            out.setdefault(noun, name)
    return out


def noun_measure(noun: str) -> str | None:
    """The measure that a noun is by itself. ("fatalities" -> "killed", "soldiers" -> None)"""
    return _by_noun("nouns").get(noun) or _by_noun("nouns").get(singular(noun))


@functools.lru_cache(maxsize=8192)
def noun_class(noun: str) -> str | None:
    """What kind of thing a noun names. ("soldiers" -> "troops", "villagers" -> "people", "talks" -> None)

    Unknown nouns in -men/-women are people; hyphenated ones are judged by their last part.
    """
    classes = _by_noun("classes")
    found = classes.get(noun) or classes.get(singular(noun))
    if found is None and "-" in noun:
        return noun_class(noun.rsplit("-", 1)[1])
    if found is None and noun.endswith(("men", "women")):
        return "people"
    return found


def is_plural(noun: str) -> bool:
    """Whether the form of a known noun is a plural. ("soldiers" -> True, "police" -> True, "murder" -> False)"""
    return singular(noun) != noun or noun in words("plurals", "invariant") or noun.endswith(("men", "people"))


def is_unit(noun: str) -> bool:
    """Whether a number before this noun measures time, length or the like. ("kilometres" -> True)"""
    units = words("not_figures", "units")
    return noun in units or singular(noun) in units
