#!/usr/bin/env python3
"""Write `wordlists/name_hints.toml`: the single words that people and places of the world are called by.

    python training/hints.py

Names of people are from Faker's lists (MIT) of some eighty languages, in Latin letters; places from GeoNames (CC BY
4.0) and the package's own tables of countries and regions. Words of `wordlists/common_words.toml` are left out.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import textwrap
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Any

import faker.providers.person

from crosswire.extract.names.tables import lexicon
from crosswire.gazetteer import gazetteer
from crosswire.reader.hints import plain
from crosswire.tables import table

PEOPLE = 15_000  # of the smallest town whose name counts
SHORTEST = 3


def person_words(part: str) -> Iterator[str]:
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


def place_words() -> Iterator[str]:
    """Countries, regions and towns whose name is one word."""
    for phrase, entry in lexicon().phrases.items():
        if len(phrase) == 1 and entry.kind in ("GPE", "LOC"):
            yield phrase[0]
    yield from (form for form, _, _ in gazetteer().names(PEOPLE))


def demonyms() -> Iterator[str]:
    """What the people of a country or region are called."""
    return (phrase[0] for phrase, entry in lexicon().phrases.items() if len(phrase) == 1 and entry.kind == "NORP")


def kept(words: Iterable[str]) -> list[str]:
    """Plain words of Latin letters, each once, in order."""
    common = set(table("common_words")["words"].split())
    found = {plain(word) for word in words if word[:1].isupper()}
    return sorted(word for word in found if re.fullmatch(rf"[a-z]{{{SHORTEST},}}", word) and word not in common)


def main() -> None:
    sets = {"given": [*person_words("first_name"), *lexicon().given], "family": person_words("last_name"),
            "place": place_words(), "people": demonyms()}
    source = ("Single words that people, places and peoples are called by. Written by training/hints.py from Faker's "
              "lists of names (MIT), GeoNames (CC BY 4.0) and the tables of this package.")
    lines = [f'source = "{source}"']
    for name, words in sets.items():
        lines.append(f'\n{name} = """\n' + textwrap.fill(" ".join(kept(words)), 120) + '\n"""')
    path = resources.files("crosswire") / "wordlists" / "name_hints.toml"
    with open(str(path), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
