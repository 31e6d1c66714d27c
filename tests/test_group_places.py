"""Places: when a name gets a point, and when it is refused."""

from __future__ import annotations

from crosswire.gazetteer import Town, gazetteer
from crosswire.group.places import place_of


class TwoTowns:
    """A gazetteer of two towns of one name, and a lonely one."""

    def find(self, name: str) -> list[Town]:
        towns = [Town("1", "Varn", "NOR", 60.0, 10.0, 50_000), Town("2", "Varn", "SWE", 58.0, 15.0, 40_000)]
        return {"Varn": towns, "Big Varn": [Town("3", "Big Varn", "SWE", 1.0, 2.0, 900_000)]}.get(name, [])


def test_two_towns_of_a_size_are_refused() -> None:
    assert place_of("Varn", None, {"NOR": 1, "SWE": 1}, TwoTowns()) is None


def test_the_country_told_decides() -> None:
    place = place_of("Varn", None, {"SWE": 3}, TwoTowns())
    assert place is not None
    assert place.gazetteer_id == "2"


def test_the_country_most_told_of_decides() -> None:
    place = place_of("Varn", None, {"SWE": 1, "NOR": 5}, TwoTowns())
    assert place is not None
    assert place.gazetteer_id == "1"


def test_a_town_of_the_wrong_country_is_refused() -> None:
    assert place_of("Big Varn", "NOR", {}, TwoTowns()) is None


def test_a_large_town_needs_no_country_and_an_unknown_name_gets_none() -> None:
    assert place_of("Big Varn", None, {}, TwoTowns()) is not None
    assert place_of("Nowhere", None, {}, TwoTowns()) is None


def test_the_shipped_gazetteer_finds_towns_by_folded_name() -> None:
    assert gazetteer().find("OSTRAVA")[0].country == "CZE"
    assert gazetteer().find("Zürich") == gazetteer().find("zurich")
