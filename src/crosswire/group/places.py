"""Where a place lies: a point of the gazetteer, or None where nothing settles it.

Rules of this file: one town of the name is taken as it is; of several, the one in a country that the reports talk
about most, if it is clearly the largest there. A country, sea or region gets no invented point.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crosswire.gazetteer import Gazetteer, Town
from crosswire.group.variants import bare
from crosswire.values import Place

DOMINANCE = 5.0  # times as many people as the next town of that name
UNKNOWN_COUNTRY_PEOPLE = 300_000  # a town that no report places must be at least so large


def place_of(name: str, country: str | None, countries: Mapping[str, int], gazetteer: Gazetteer) -> Place | None:
    """The point of a town. ("Ostrava", None, {"CZE": 4}, towns -> Place("3068799", 49.8, 18.3))

    `countries` counts how often the corpus names each country.
    """
    towns = gazetteer.find(name) or gazetteer.find(bare(name))
    if country:
        towns = [town for town in towns if town.country == country]
        return _point(_largest(towns))
    told = [town for town in towns if countries.get(town.country)]
    if told:
        most = max(countries[town.country] for town in told)
        return _point(_largest([town for town in told if countries[town.country] == most]))
    chosen = _largest(towns)
    return _point(chosen) if chosen and chosen.population >= UNKNOWN_COUNTRY_PEOPLE else None


def _largest(towns: Sequence[Town]) -> Town | None:
    """The only town, or the one that dwarfs the next; two of a size are refused."""
    if not towns:
        return None
    if len(towns) == 1 or towns[0].population >= DOMINANCE * max(1, towns[1].population):
        return towns[0]
    return None


def _point(town: Town | None) -> Place | None:
    return Place(town.id, town.latitude, town.longitude) if town else None
