"""What speaks for a candidate of a place name: a list of named functions, each a number between 0 and 1.

Rules of this file: `ALONE` asks the name, the words beside it and the gazetteer; `TOGETHER` also asks what the other
names of the document most likely are, and the outlet's home. Their weights are in wordlists/place_weights.toml.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, log10, radians, sin

from crosswire.gazetteer import Entry, fold
from crosswire.gazetteer.entries import EARTH_RADIUS_KM
from crosswire.gazetteer.sources import bare_name
from crosswire.group.places.readings import Reading, holds
from crosswire.tables import table

Vector = tuple[float, float, float]
CITY = 100_000  # people
SMALL = frozenset({"town", "county"})


@dataclass(frozen=True)
class Belief:
    """How likely a candidate is: what the others of a document may lean on."""

    entry: Entry
    weight: float
    name: str  # folded: how the reports call it


@dataclass(frozen=True)
class Shares:
    """Beliefs in several readings, added up once for all candidates that are weighed against them.

    `mass` and `best` give the mean and the highest belief by country ("USA"), division ("USA.GA"), and for readings
    that name them ("country USA", "division USA.GA"); `points` the towns and counties of each reading.
    """

    mass: Mapping[str, float]
    best: Mapping[str, float]
    points: tuple[tuple[tuple[Vector, float], ...], ...]

    def within(self, limit: float, entry: Entry) -> list[float]:
        """For each reading how surely it lies near a town or county; `limit` is the cosine of the angle."""
        if entry.kind not in SMALL:
            return []
        x, y, z = vector(entry)
        return [sum(weight for (a, b, c), weight in places if a * x + b * y + c * z > limit) for places in self.points]


def shares(readings: Sequence[Sequence[Belief]]) -> Shares:
    """The beliefs in these readings, added up."""
    mass: dict[str, float] = defaultdict(float)
    best: dict[str, float] = defaultdict(float)
    for beliefs in readings:
        own: dict[str, float] = defaultdict(float)
        for one in beliefs:
            for key in _areas(one.entry):
                own[key] += one.weight
        for key, weight in own.items():
            mass[key] += weight / len(readings)
            best[key] = max(best[key], weight)
    points = (tuple((vector(one.entry), one.weight) for one in beliefs if one.entry.kind in SMALL)
              for beliefs in readings)
    return Shares(mass, best, tuple(filter(None, points)))


def _areas(entry: Entry) -> Iterator[str]:
    if entry.country:
        yield entry.country
    if entry.division:
        yield entry.division
    if entry.kind in ("country", "division"):
        yield f"{entry.kind} {entry.division or entry.country}"


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

    @cached_property
    def around(self) -> Shares:
        """What the other readings most likely are, by country and division."""
        return shares(self.others)

    @cached_property
    def at_home(self) -> Shares:
        """What the outlet's other reports speak of under other names, as one reading."""
        return shares([[one for one in self.home if one.name != self.key]])

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
    return scene.around.mass.get(entry.country, 0.0) if entry.country else 0.0


def _some_same_country(scene: Scene, entry: Entry) -> float:
    return scene.around.best.get(entry.country, 0.0) if entry.country else 0.0


def _country_named(scene: Scene, entry: Entry) -> float:
    named = entry.country and entry.kind != "country"
    return scene.around.best.get(f"country {entry.country}", 0.0) if named else 0.0


def _same_division(scene: Scene, entry: Entry) -> float:
    return scene.around.mass.get(entry.division, 0.0) if entry.division else 0.0


def _some_same_division(scene: Scene, entry: Entry) -> float:
    return scene.around.best.get(entry.division, 0.0) if entry.division else 0.0


def _division_named(scene: Scene, entry: Entry) -> float:
    named = entry.division and entry.kind in SMALL
    return scene.around.best.get(f"division {entry.division}", 0.0) if named else 0.0


def _holds_others(scene: Scene, entry: Entry) -> float:
    if entry.kind not in ("country", "division", "county") or not scene.others:
        return 0.0
    return sum(one.weight for beliefs in scene.others for one in beliefs if holds(entry, one.entry)) / len(scene.others)


def _some_close(kilometres: float) -> Feature:
    """How surely the likeliest of the other readings lies within so many kilometres; states have no place."""
    limit = cos(kilometres / EARTH_RADIUS_KM)
    return lambda scene, entry: max(scene.around.within(limit, entry), default=0.0)


def _close(kilometres: float) -> Feature:
    """The share of the other readings that lie within so many kilometres."""
    limit = cos(kilometres / EARTH_RADIUS_KM)
    return lambda scene, entry: sum(scene.around.within(limit, entry)) / (len(scene.others) or 1)


def _close_to_home(kilometres: float) -> Feature:
    limit = cos(kilometres / EARTH_RADIUS_KM)
    return lambda scene, entry: sum(scene.at_home.within(limit, entry))


def _elsewhere(scene: Scene, entry: Entry) -> float:
    return scene.elsewhere(entry)


def _home_division(scene: Scene, entry: Entry) -> float:
    return scene.at_home.mass.get(entry.division, 0.0) if entry.division else 0.0


def _home_told_country(scene: Scene, entry: Entry) -> float:
    return scene.at_home.mass.get(entry.country, 0.0) if entry.country else 0.0


@functools.lru_cache(maxsize=65536)
def vector(entry: Entry) -> Vector:
    """The point as a unit vector."""
    latitude, longitude = radians(entry.latitude), radians(entry.longitude)
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)


ALONE: Mapping[str, Feature] = {
    "country": _kind("country"), "division": _kind("division"), "county": _kind("county"),
    "region": _kind("region", "wide"), "people": _people, "smaller": _smaller, "village": _village, "city": _city,
    "capital": _capital, "demonym": _demonym, "people_of_division": _people_of_division, "own_name": _own_name,
    "bare_name": _bare_name, "said_kind": _said_kind, "other_kind": _other_kind, "within": _within,
    "not_within": _not_within, "told_division": _told_division, "told_country": _told_country,
    "told_itself": _told_itself, "namesake_people": _namesake_people, "namesake_smaller": _namesake_smaller,
    "namesake_area": _namesake_area, "home_country": _home_country, "abroad": _abroad}

TOGETHER: Mapping[str, Feature] = {
    **ALONE, "same_country": _same_country, "same_division": _same_division, "some_same_division": _some_same_division,
    "some_same_country": _some_same_country, "country_named": _country_named, "division_named": _division_named,
    "holds_others": _holds_others,
    "some_within_30_km": _some_close(30), "some_within_100_km": _some_close(100),
    "within_100_km": _close(100), "within_400_km": _close(400),
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
