"""What speaks for a candidate of a place name: a list of named functions, each a number between 0 and 1.

Rules of this file: `ALONE` asks the name, the words beside it and the gazetteer; `TOGETHER` also asks what the other
names of the document most likely are, and the outlet's home. Their weights are in wordlists/place_weights.toml.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, log10, radians, sin

from crosswire.gazetteer import Entry, fold
from crosswire.gazetteer.sources import bare_name
from crosswire.group.place_readings import Reading, holds
from crosswire.tables import table

Vector = tuple[float, float, float]
EARTH_RADIUS_KM = 6371.0
CITY = 100_000  # people


@dataclass(frozen=True)
class Belief:
    """How likely a candidate is: what the others of a document may lean on."""

    entry: Entry
    weight: float
    name: str  # folded: how the reports call it


@dataclass(frozen=True)
class Scene:
    """One reading in its document: what the other readings most likely are, and where the outlet is at home."""

    reading: Reading
    told: frozenset[str]  # ids of states and countries that other words name as containers
    others: tuple[tuple[Belief, ...], ...] = ()
    home: tuple[Belief, ...] = ()
    home_country: str | None = None
    outlet: str | None = None

    @cached_property
    def key(self) -> str:
        return fold(re.sub(r"^the |(?:'s|’s)$", "", self.reading.name))

    @cached_property
    def namesake(self) -> bool:
        """Whether the outlet's address begins with this name, as a local paper's does."""
        return len(self.key) > 3 and self.key.replace(" ", "") in (self.outlet or "").replace("-", "")

    @cached_property
    def largest(self) -> float:
        return max((_size(entry) for entry in self.reading.candidates if entry.kind == "town"), default=0.0)

    def mass(self, fits: Callable[[Entry], bool]) -> float:
        """The share of the other readings that a condition holds for, by belief."""
        if not self.others:
            return 0.0
        return sum(sum(one.weight for one in beliefs if fits(one.entry)) for beliefs in self.others) / len(self.others)

    def best(self, fits: Callable[[Entry], bool]) -> float:
        """The belief in the reading that a condition holds for most surely."""
        return max((sum(one.weight for one in beliefs if fits(one.entry)) for beliefs in self.others), default=0.0)

    def at_home(self, fits: Callable[[Entry], bool]) -> float:
        """The share of what the outlet's other reports speak of, under other names, that a condition holds for."""
        return sum(one.weight for one in self.home if one.name != self.key and fits(one.entry))

    def elsewhere(self, entry: Entry) -> float:
        """How surely the outlet's other reports mean this place by this name."""
        same = [one for one in self.home if one.name == self.key]
        return sum(one.weight for one in same if one.entry == entry) / (sum(one.weight for one in same) or 1.0)


Feature = Callable[[Scene, Entry], float]


def _size(entry: Entry) -> float:
    return log10(entry.population + 1) / 7


def _kind(*kinds: str) -> Feature:
    return lambda scene, entry: float(entry.kind in kinds)


def _people(scene: Scene, entry: Entry) -> float:
    return _size(entry) if entry.kind == "town" else 0.0


def _smaller(scene: Scene, entry: Entry) -> float:
    """How much smaller it is than the largest town of the name."""
    return scene.largest - _size(entry) if entry.kind == "town" else 0.0


def _namesake_people(scene: Scene, entry: Entry) -> float:
    return _people(scene, entry) if scene.namesake else 0.0


def _namesake_smaller(scene: Scene, entry: Entry) -> float:
    return _smaller(scene, entry) if scene.namesake else 0.0


def _namesake_area(scene: Scene, entry: Entry) -> float:
    return float(scene.namesake and entry.kind in ("country", "division"))


def _village(scene: Scene, entry: Entry) -> float:
    return float(entry.kind == "town" and entry.population < 2000)


def _own_name(scene: Scene, entry: Entry) -> float:
    return float(fold(entry.name) == scene.key)


def _bare_name(scene: Scene, entry: Entry) -> float:
    bare = bare_name(entry.name) if entry.kind in ("county", "division") else None
    return float(bare is not None and fold(bare) == scene.key)


def _said_kind(scene: Scene, entry: Entry) -> float:
    return float(entry.kind in scene.reading.kinds)


def _other_kind(scene: Scene, entry: Entry) -> float:
    return float(bool(scene.reading.kinds) and entry.kind not in scene.reading.kinds)


def _city(scene: Scene, entry: Entry) -> float:
    return float(entry.kind == "town" and entry.population > CITY)


def _capital(scene: Scene, entry: Entry) -> float:
    return float(entry.kind == "town" and entry.population > CITY and (scene.key, entry.country) in _capitals())


def _demonym(scene: Scene, entry: Entry) -> float:
    return float(entry.kind == "country" and (scene.key, entry.country) in _names_of_peoples())


def _people_of_division(scene: Scene, entry: Entry) -> float:
    return _size(entry) if entry.kind == "division" else 0.0


@functools.cache
def _capitals() -> frozenset[tuple[str, str]]:
    rows = table("countries")["countries"]
    return frozenset((fold(name), code) for code, row in rows.items() for name in row.get("capitals", ()))


@functools.cache
def _names_of_peoples() -> frozenset[tuple[str, str]]:
    rows = table("countries")["countries"]
    return frozenset((form, code) for code, row in rows.items() for name in row.get("demonyms", ())
                     for form in (fold(name), f"{fold(name)}s"))


def _within(scene: Scene, entry: Entry) -> float:
    return float(any(holds(area, entry) for area in scene.reading.within))


def _not_within(scene: Scene, entry: Entry) -> float:
    return float(bool(scene.reading.within) and not _within(scene, entry))


def _told_division(scene: Scene, entry: Entry) -> float:
    return float(entry.division is not None and entry.division in scene.told and entry.kind in ("town", "county"))


def _told_country(scene: Scene, entry: Entry) -> float:
    return float(entry.country in scene.told and entry.kind != "country")


def _told_itself(scene: Scene, entry: Entry) -> float:
    return float(entry.id in scene.told)


def _home_country(scene: Scene, entry: Entry) -> float:
    return float(scene.home_country is not None and scene.home_country == entry.country)


def _abroad(scene: Scene, entry: Entry) -> float:
    return float(scene.home_country is not None and scene.home_country != entry.country and entry.kind != "country")


def _same_country(scene: Scene, entry: Entry) -> float:
    return scene.mass(lambda other: other.country is not None and other.country == entry.country)


def _same_division(scene: Scene, entry: Entry) -> float:
    return 0.0 if entry.kind == "country" or entry.division is None else scene.mass(
        lambda other: other.division == entry.division)


def _some_same_division(scene: Scene, entry: Entry) -> float:
    return 0.0 if entry.kind == "country" or entry.division is None else scene.best(
        lambda other: other.division == entry.division)


def _some_same_country(scene: Scene, entry: Entry) -> float:
    return scene.best(lambda other: other.country is not None and other.country == entry.country)


def _country_named(scene: Scene, entry: Entry) -> float:
    return 0.0 if entry.kind == "country" else scene.best(
        lambda other: other.kind == "country" and other.country == entry.country)


def _division_named(scene: Scene, entry: Entry) -> float:
    return 0.0 if entry.kind not in ("town", "county") else scene.best(
        lambda other: other.kind == "division" and other.division == entry.division)


def _holds_others(scene: Scene, entry: Entry) -> float:
    return 0.0 if entry.kind == "town" else scene.mass(lambda other: holds(entry, other))


def _close(kilometres: float, *, some: bool) -> Feature:
    """Whether (some of) the other readings lie within so many kilometres; states and countries have no place."""
    limit = cos(kilometres / EARTH_RADIUS_KM)

    def feature(scene: Scene, entry: Entry) -> float:
        if entry.kind not in ("town", "county"):
            return 0.0
        x, y, z = vector(entry)

        def fits(other: Entry) -> bool:
            if other.kind not in ("town", "county"):
                return False
            a, b, c = vector(other)
            return a * x + b * y + c * z > limit

        return scene.best(fits) if some else scene.mass(fits)

    return feature


def _close_to_home(kilometres: float) -> Feature:
    limit = cos(kilometres / EARTH_RADIUS_KM)

    def feature(scene: Scene, entry: Entry) -> float:
        if entry.kind not in ("town", "county"):
            return 0.0
        a = vector(entry)
        return scene.at_home(lambda home: home.kind in ("town", "county") and sum(
            p * q for p, q in zip(a, vector(home), strict=True)) > limit)

    return feature


def _elsewhere(scene: Scene, entry: Entry) -> float:
    return scene.elsewhere(entry)


def _home_division(scene: Scene, entry: Entry) -> float:
    return 0.0 if entry.division is None or entry.kind == "country" else scene.at_home(
        lambda home: home.division == entry.division)


def _home_told_country(scene: Scene, entry: Entry) -> float:
    return scene.at_home(lambda home: home.country is not None and home.country == entry.country)



@functools.lru_cache(maxsize=65536)
def vector(entry: Entry) -> Vector:
    """The point as a unit vector."""
    latitude, longitude = radians(entry.latitude), radians(entry.longitude)
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)


ALONE: Mapping[str, Feature] = {
    "country": _kind("country"), "division": _kind("division"), "county": _kind("county"), "region": _kind("region", "wide"),
    "people": _people, "smaller": _smaller, "village": _village, "city": _city, "capital": _capital,
    "demonym": _demonym, "people_of_division": _people_of_division,
    "own_name": _own_name, "bare_name": _bare_name, "said_kind": _said_kind, "other_kind": _other_kind,
    "within": _within, "not_within": _not_within, "told_division": _told_division, "told_country": _told_country,
    "told_itself": _told_itself,
    "namesake_people": _namesake_people, "namesake_smaller": _namesake_smaller, "namesake_area": _namesake_area, "home_country": _home_country, "abroad": _abroad}

TOGETHER: Mapping[str, Feature] = {
    **ALONE, "same_country": _same_country, "same_division": _same_division, "some_same_division": _some_same_division,
    "some_same_country": _some_same_country, "country_named": _country_named, "division_named": _division_named,
    "holds_others": _holds_others,
    "some_within_30_km": _close(30, some=True), "some_within_100_km": _close(100, some=True),
    "within_100_km": _close(100, some=False), "within_400_km": _close(400, some=False),
    "home_within_50_km": _close_to_home(50), "home_within_200_km": _close_to_home(200),
    "elsewhere": _elsewhere, "home_division": _home_division, "home_told_country": _home_told_country}


def features(names: Mapping[str, Feature], scene: Scene) -> list[list[float]]:
    """A row of numbers for each candidate, in the order of the names."""
    return [[feature(scene, entry) for feature in names.values()] for entry in scene.reading.candidates]


def told(all_readings: Sequence[Reading], but: Reading) -> frozenset[str]:
    """Divisions, countries and ids that other readings give as what they lie in, if only one is meant."""
    out: set[str] = set()
    for reading in all_readings:
        if reading is not but and len(reading.within) == 1:
            area = reading.within[0]
            out |= {area.id, area.country or ""} | ({area.division} if area.division else set())
    return frozenset(out - {""})
