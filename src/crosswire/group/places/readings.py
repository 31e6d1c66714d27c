"""What one document says of a place name: its candidates, and what the words around it tell.

Rules of this file: all uses of a name in a document are one reading, unless the words after it put them into different
places ("Paris, Texas ... Paris, France"). A candidate is a place of the gazetteer that bears the name as written, or
without its class noun, its saint spelt out, or its direction ("northern Kestria").
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from crosswire.gazetteer import Entry, Gazetteer, fold
from crosswire.spans import Span
from crosswire.tables import table

LONGEST_CONTAINER = 4  # words of a state's or country's name

_NEXT = re.compile(r",? \(|, (?:in |near )?|’s |'s | in | - ")
_NAME = re.compile(r"(?:[A-Z][\w’'.-]*)(?: (?:(?:of|and|the|de) )*[A-Z][\w’'.-]*){0,3}")
_CITY_OF = re.compile(r"(?P<container>(?:[A-Z][\w’'.-]*)(?: [A-Z][\w’'.-]*){0,2}?)(?:'s|’s)? "
                      r"(?:[a-z]+ )?(?:city|town|village|capital|community|suburb|port|district|county|province) of $")
_KIND_AFTER = re.compile(r" ([A-Za-z]+)\b")
_KIND_BEFORE = re.compile(r"\b([A-Za-z]+) of (?:the )?$")
_SPELT = {"st": "saint", "saint": "st", "ft": "fort", "fort": "ft", "mt": "mount", "mount": "mt", "ste": "sainte"}


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in a text: where it stands, and its fullest form if that is known."""

    span: Span
    name: str
    people: bool = False  # a name of a people: it means no town


@dataclass(frozen=True)
class Reading:
    """The uses of one name that mean one place: `within` are the states or countries that the words around name."""

    name: str
    candidates: tuple[Entry, ...]
    within: tuple[Entry, ...]
    kinds: set[str] = field(default_factory=set)  # what class nouns in the name or beside it allow
    uses: list[int] = field(default_factory=list)  # indices of the toponyms


def readings(text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> list[Reading]:
    """The readings of a document, by first use; a name without a container goes with its only reading that has one."""
    by_name: dict[str, dict[tuple[str, ...], Reading]] = defaultdict(dict)
    for index, toponym in enumerate(toponyms):
        found = candidates(toponym.name, gazetteer)
        if toponym.people:
            found = tuple(entry for entry in found if entry.kind not in ("town", "county"))
        within = _fitting(containers(text, toponym.span, gazetteer), found)
        group = by_name[fold(toponym.name)]
        key = tuple(sorted(entry.id for entry in within))
        reading = group.setdefault(key, Reading(toponym.name, found, within, set(said_kinds(toponym.name))))
        reading.uses.append(index)
        reading.kinds.update(kinds_beside(text, toponym.span))
    for group in by_name.values():
        if () in group and len(group) == 2:
            loose = group.pop(())
            only = next(iter(group.values()))
            only.uses.extend(loose.uses)
            only.kinds.update(loose.kinds)
    found_all = [reading for group in by_name.values() for reading in group.values()]
    return sorted(found_all, key=lambda reading: min(reading.uses))


# ---------------------------------------------------------------- candidates

def candidates(name: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The places that a name can mean. ("St. Paul" -> Saint Paul, ...; "northern Kestria" -> Kestria)"""
    for form in _forms(name):
        found = dict.fromkeys(entry for spelling in _spellings(form) for entry in gazetteer.find(spelling))
        if found:
            kinds = said_kinds(name) if form != name else frozenset()
            return tuple(entry for entry in found if not kinds or entry.kind in kinds)
    return ()


def _forms(name: str) -> Iterable[str]:
    """The name as written, then without what may be left out; a river or a road is never its namesake town."""
    plain = re.sub(r"(?:'s|’s|['’])$", "", re.sub(r"^the ", "", name.strip(), flags=re.IGNORECASE))
    yield plain
    words = fold(plain).split()
    if len(words) > 1 and words[0] in _directions():
        yield " ".join(words[1:])
    if len(words) > 1 and said_kinds(plain):
        yield " ".join(word for word in words if word not in _kind_words() and word != "of")


def _spellings(name: str) -> Iterable[str]:
    yield name
    words = fold(name).split()
    if any(word in _SPELT for word in words):
        yield " ".join(_SPELT.get(word, word) for word in words)


def said_kinds(name: str) -> frozenset[str]:
    """The kinds that a class noun in the name allows. ("Laurel County" -> {"county"}, "Laurel" -> {})"""
    words = fold(name).split()
    ends = {words[0], words[-1]} if len(words) > 1 else set()
    return frozenset(kind for word in ends for kind in _kind_words().get(word, ()))


def kinds_beside(text: str, span: Span) -> frozenset[str]:
    """The kinds that a class noun right beside a name allows. ("Nyanza province", "the state of Washington")"""
    found = (_KIND_AFTER.match(text, span.end), _KIND_BEFORE.search(text, max(0, span.start - 24), span.start))
    return frozenset(kind for each in found if each for kind in _kind_words().get(each[1].lower(), ()))


@functools.cache
def _kind_words() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for kind, words in table("place_words")["kinds"].items():
        for word in words:
            out[word].add(kind)
    return {word: frozenset(kinds) for word, kinds in out.items()}


@functools.cache
def _directions() -> frozenset[str]:
    return frozenset(table("place_words")["directions"]["words"])


# ---------------------------------------------------------------- containers

def containers(text: str, span: Span, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """States and countries named right beside a name as what it lies in. ("Athens, Ga.", "the Ohio city of Athens")"""
    after = _NEXT.match(text, span.end)
    if after and (name := _NAME.match(text, after.end())):
        found = _areas(name[0], gazetteer, from_start=True)
        if found:
            return found
    before = _CITY_OF.search(text, max(0, span.start - 60), span.start)
    return _areas(before["container"], gazetteer, from_start=False) if before else ()


def _areas(phrase: str, gazetteer: Gazetteer, *, from_start: bool) -> tuple[Entry, ...]:
    words = phrase.split()[:LONGEST_CONTAINER]
    for length in range(len(words), 0, -1):
        part = " ".join(words[:length] if from_start else words[-length:])
        found = tuple(entry for entry in gazetteer.find(re.sub(r"[’']s$", "", part))
                      if entry.kind in ("country", "division", "county"))
        if found:
            return found
    return ()


def _fitting(found: Sequence[Entry], candidates: Sequence[Entry]) -> tuple[Entry, ...]:
    """The containers that hold one of the candidates: others are neighbours in a list."""
    return tuple(area for area in found if any(holds(area, one) for one in candidates))


def holds(area: Entry, entry: Entry) -> bool:
    """Whether a country or state holds a place by its codes, or a county one of its state nearby."""
    if area.id == entry.id or entry.country != area.country:
        return False
    if area.kind == "country":
        return True
    if area.kind == "division":
        return entry.division == area.division and entry.kind in ("county", "town")
    return area.kind == "county" and entry.kind == "town" and area.division == entry.division and near(area, entry)


def near(a: Entry, b: Entry, degrees: float = 0.7) -> bool:
    """Whether two points are within some 80 km of one another."""
    return abs(a.latitude - b.latitude) < degrees and abs(a.longitude - b.longitude) < 1.5 * degrees
