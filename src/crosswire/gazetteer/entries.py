"""What the gazetteer knows of one place, how it is asked, and how names are folded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Literal, Protocol

Kind = Literal["country", "division", "county", "town", "region", "wide"]

EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A place: GeoNames id, name, kind, alpha-3 country, first-level division ("USA.GA"), point (WGS 84), people.

    The point of a country, division or county is the mean of its towns: near, but nobody's address. Regions of our
    own table have an id of their own and no country; "wide" are those that no point on a map can stand for.
    """

    id: str
    name: str
    kind: Kind
    country: str | None
    division: str | None
    latitude: float
    longitude: float
    population: int


class Gazetteer(Protocol):
    """Looks up places by name."""

    def find(self, name: str) -> Sequence[Entry]:
        """The places that bear this name, most people first."""


def fold(name: str) -> str:
    """Plain lower-case Latin letters. ("Côte-d'Or" -> "cote d or")"""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))


def distance(a: Entry, b: Entry) -> float:
    """Kilometres between the points of two places, on a sphere (haversine)."""
    south, north = radians(a.latitude), radians(b.latitude)
    x = sin((north - south) / 2) ** 2
    y = cos(south) * cos(north) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(x + y)))
