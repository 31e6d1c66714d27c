"""The name rules' tables, read once: phrases that are names by themselves, titles, and cue words.

Rules of this file: phrases are looked up by their words, case kept, possessives and the's left out. A *weak*
phrase (a city, a country that is also a given name) is a name only where it stands alone among its neighbours.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from crosswire.gazetteer import gazetteer
from crosswire.tables import table
from crosswire.values import NameKind

LONGEST = 13  # words in the longest phrase of the tables
CITY_POPULATION = 40_000  # smaller towns share their names with too many people and things


@dataclass(frozen=True, slots=True)
class Entry:
    """What a table says about a phrase. `name` is canonical; `article`: only after "the"."""

    kind: NameKind
    name: str
    country: str | None = None
    weak: bool = False
    article: bool = False
    table: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists of the name rules, as sets."""

    phrases: dict[tuple[str, ...], Entry]
    starts: dict[str, int]
    heads: dict[str, NameKind]
    tails: dict[str, NameKind]
    sets: dict[str, frozenset[str]]
    titles: dict[tuple[str, ...], str | None]
    honorifics: dict[str, str | None]
    offices: frozenset[str]
    modifiers: frozenset[str]
    national: dict[tuple[str, ...], str]
    given: dict[str, str] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)


PARTS = re.compile(r"[^\W_]+(?:[’'‘\-‐‑&/][^\W_]+)*|(?:[A-Z]\.)+|&")


def key(phrase: str) -> tuple[str, ...]:
    """The words by which a phrase is looked up. ("People's Daily" -> ("People", "Daily"))"""
    found = re.findall(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[’'‘\-‐‑&/][^\W_]+)*|&", phrase)
    return tuple(re.sub(r"[’'‘]s$", "", part).replace("’", "'") for part in found)


def plural(demonym: str) -> str:
    """The people of a demonym. ("Kestrian" -> "Kestrians")"""
    if re.search(r"(?:ese|ss|sh|ch|men|is)$", demonym) and demonym != "Czech":
        return demonym
    return f"{demonym}s"


def _country_rows() -> Iterator[tuple[str, Entry]]:
    for code, row in table("countries")["countries"].items():
        for form in (row["name"], *row.get("also", ())):
            yield form, Entry("GPE", row["name"], code, weak=bool(row.get("person")), table="country")
        if row["name"].startswith("The "):
            yield row["name"][4:], Entry("GPE", row["name"], code, table="country")
        for city in row.get("capitals", ()):
            yield city, Entry("GPE", row["capitals"][0] if _capital_form(row, city) else city, code, weak=True,
                              table="city")
        for demonym in row.get("demonyms", ()):
            for form in (demonym, plural(demonym)):
                yield form, Entry("NORP", demonym, code, table="demonym")


def _capital_form(row: dict[str, Any], city: str) -> bool:
    """Whether this is another spelling of the capital and not another city named for it."""
    first = row["capitals"][0]
    return city[:3] == first[:3] or city in ("Kiev", "Kyjiv", "Peking", "T'bilisi", "N'Djamena")


def _body_rows() -> Iterator[tuple[str, Entry]]:
    bodies = table("bodies")
    for section in ("outlets", "bodies"):
        for name, others in bodies[section].items():
            for form in (name, *others):
                single = form in ("Guardian", "Independent", "Telegraph", "Spiegel", "Congress", "Senate", "Amnesty",
                                  "Dawn", "Apple", "Amazon", "Time")
                yield form, Entry("ORG", name, weak=single, article=form in ("Guardian", "Independent"),
                                  table=section)
    for name, country in bodies["houses"].items():
        yield name, Entry("ORG", name, country, table="house")


def _region_rows() -> Iterator[tuple[str, Entry]]:
    regions = table("regions")
    for name, others in regions["LOC"].items():
        for form in (name, *others):
            yield form, Entry("LOC", name, article=form in regions["article"], table="region")
    for name, country in regions["GPE"].items():
        yield name, Entry("GPE", name, country, table="region")
    for demonym in regions["NORP"]["demonyms"]:
        for form in (demonym, plural(demonym)):
            yield form, Entry("NORP", demonym, table="demonym")


def _city_rows() -> Iterator[tuple[str, Entry]]:
    for form, name, country in gazetteer().names(CITY_POPULATION):
        yield form, Entry("GPE", name if name.isascii() else form, country, weak=True, table="city")


@functools.cache
def lexicon() -> Lexicon:
    """The tables, compiled: first rows win, so a country is never taken for a town."""
    phrases: dict[tuple[str, ...], Entry] = {}
    plain = frozenset(table("common_words")["words"].split())
    for rows in (_country_rows(), _body_rows(), _region_rows(), _city_rows()):
        for form, entry in rows:
            parts = key(form)
            if parts and not (entry.table == "city" and len(parts) == 1 and parts[0].casefold() in plain):
                phrases.setdefault(parts, entry)
    starts: dict[str, int] = {}
    for parts in phrases:
        starts[parts[0]] = max(starts.get(parts[0], 0), len(parts))
    words, offices, given = table("name_words"), table("offices"), table("given_names")
    names = {name: gender for gender in ("m", "f") for name in given[gender].split()}
    sets = {name: frozenset(items) for group in ("cues", "joiners", "prefixes", "tails", "calendar", "acronyms",
                                                   "directions", "other_heads")
            for name, items in ((f"{group}.{k}", v) for k, v in words[group].items())}
    sets["plain"] = plain
    return Lexicon(
        phrases=phrases, starts=starts, sets=sets,
        heads={word: kind for kind in ("GPE", "LOC", "FAC", "ORG") for word in words["heads"][kind]},
        tails={word: kind for kind in ("LOC", "FAC") for word in words["tails"][kind]},
        titles=_titles(offices), honorifics=_honorifics(offices),
        offices=frozenset(offices["offices"]["heads"]), modifiers=frozenset(offices["offices"]["modifiers"]),
        national={tuple(form.split()): group for group, forms in words["national"].items() for form in forms},
        given=names,
        gender={word: gender for gender in ("f", "m") for word in offices["offices"][gender]})


def _titles(offices: dict[str, Any]) -> dict[tuple[str, ...], str | None]:
    """Titles that may stand before a name, with the office that they give."""
    out: dict[tuple[str, ...], str | None] = {}
    for title in (*offices["offices"]["fixed"], *offices["ranks"]["words"]):
        out[tuple(title.casefold().split())] = title.casefold()
    return out


def _honorifics(offices: dict[str, Any]) -> dict[str, str | None]:
    return {word: (None if gender == "any" else gender)
            for gender, items in offices["honorifics"].items() for word in items}


def longest(parts: Sequence[str], start: int, stop: int) -> tuple[int, Entry] | None:
    """The longest table phrase that begins at `start`: its length and entry, or None."""
    tables = lexicon()
    limit = min(tables.starts.get(parts[start], 0), stop - start)
    for length in range(limit, 0, -1):
        entry = tables.phrases.get(tuple(parts[start:start + length]))
        if entry:
            return length, entry
    return None
