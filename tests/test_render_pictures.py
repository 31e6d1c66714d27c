"""The timeline's picture and the map: what they draw, and that hostile words stay words."""

import datetime as dt
from xml.etree import ElementTree

import pytest

from crosswire.dates import date_range
from crosswire.render.atlas import HEIGHT, WIDTH, Spot, map_svg
from crosswire.render.chronicle import Bar, chronicle_svg, ticks

SVG = "{http://www.w3.org/2000/svg}"
EVIL = '"></svg><script>alert(1)</script>\ud800'


def bar(value, row="Attack", label="Guns", weight=1.0, articles=1, anchor="e1"):
    return Bar(date_range(value), row, "force", label, f"title of {label}", weight, articles, anchor)


def drawn(svg):
    """The parsed picture; as inline SVG of a page it has no namespace of its own."""
    return ElementTree.fromstring(str(svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def marks(svg):
    return [e for e in drawn(svg).iter(f"{SVG}g") if (e.get("class") or "").startswith("mark")]


def days(*parts):
    return [dt.date(*part).toordinal() for part in parts]


def test_days_are_circles_and_longer_dates_are_stretches():
    bars = [bar("2025-05-14"), bar("2025-04", "Aid", "Bread", weight=0.5, anchor="e2")]
    svg = chronicle_svg(bars, summary="two", width=600, side=90)
    shapes = {e.tag for mark in marks(svg) for e in mark}
    assert {f"{SVG}circle", f"{SVG}rect"} <= shapes
    assert [e.get("href") for e in drawn(svg).iter(f"{SVG}a")] == ["#e2", "#e1"]  # the weightiest on top
    assert drawn(svg).get("aria-label") == "two"


def test_entries_of_a_row_and_day_are_one_mark_that_names_them_all():
    svg = chronicle_svg([bar("2025-05-14"), bar("2025-05-14", label="Bombs", weight=0.5, anchor="e2"),
                         bar("2025-05-16", "Talks")], summary="", width=600, side=90)
    titles = {e.text for e in drawn(svg).iter(f"{SVG}title")}
    assert "title of Guns\ntitle of Bombs" in titles
    assert "Guns +1" in {e.text for e in drawn(svg).iter(f"{SVG}text")}


def test_it_opens_on_the_days_that_weigh_most():
    svg = chronicle_svg([bar("2025-05-14", weight=5), bar("2025-05-16", weight=5), bar("1990-01-01", weight=0.1)],
                        summary="", width=600, side=90)
    low, high = (dt.date.fromordinal(round(float(drawn(svg).get(name)))) for name in ("data-low", "data-high"))
    assert (low.year, high.year) == (2025, 2025)
    assert [mark.get("visibility") for mark in marks(svg)].count("hidden") == 1


def test_labels_do_not_cover_marks():
    crowded = chronicle_svg([bar(f"2025-05-{day}", label="a very long label", weight=day) for day in range(10, 20)],
                            summary="", width=600, side=90)
    labels = [e for mark in marks(crowded) for e in mark if e.tag == f"{SVG}text"]
    assert [label.get("visibility") for label in labels].count("hidden") >= 8


@pytest.mark.parametrize(("low", "high", "room", "expected"), [
    ((2025, 5, 1), (2025, 5, 5), 6, ["1 May 2025", "2 May", "3 May", "4 May", "5 May"]),
    ((2024, 11, 20), (2025, 3, 3), 5, ["Dec 2024", "Jan 2025", "Feb", "Mar"]),
    ((1990, 1, 1), (2025, 1, 1), 4, ["Jan 2000", "Jan 2010", "Jan 2020"]),
])
def test_ticks(low, high, room, expected):
    first, last = days(low, high)
    found = [name for _, name in ticks(first, last, room)]
    assert found == expected


def spot(name="Lowmere", latitude=48.5, longitude=9.5, events=2):
    return Spot(name, latitude, longitude, events, "force", f"title of {name}", "e1")


def test_a_map_shows_its_places_inside_the_picture():
    svg = map_svg([spot(), spot("Harrow Ford", 50.1, 14.4, 1)], summary="two places")
    tree = drawn(svg)
    assert {"Lowmere", "Harrow Ford"} <= {e.text for e in tree.iter(f"{SVG}text")}
    for circle in tree.iter(f"{SVG}circle"):
        assert 0 < float(circle.get("cx")) < WIDTH
        assert 0 < float(circle.get("cy")) < HEIGHT
    assert any("km" in (e.text or "") for e in tree.iter(f"{SVG}text"))


def test_a_map_is_true_to_scale_in_its_middle():
    tree = drawn(map_svg([spot(latitude=59.0, longitude=10.0), spot("b", 61.0, 14.0)], summary=""))
    (x1, y1), (x2, y2) = ((float(c.get("cx")), float(c.get("cy"))) for c in tree.iter(f"{SVG}circle"))
    assert abs((x2 - x1) / 4) == pytest.approx(abs((y2 - y1) / 2) * 0.5, rel=0.01)  # cos 60 degrees


def test_far_places_of_little_are_named_and_not_drawn():
    svg = map_svg([spot(events=9), spot("Near", 48.9, 9.9, 1), spot("Far Away", -30.0, 150.0, 1)], summary="")
    tree = drawn(svg)
    assert len(list(tree.iter(f"{SVG}circle"))) == 2
    assert "Not on this map: Far Away" in {e.text for e in tree.iter(f"{SVG}text")}


def test_land_is_drawn_where_land_is():
    inland = drawn(map_svg([spot(latitude=49.0, longitude=15.0)], summary=""))
    ocean = drawn(map_svg([spot(latitude=30.0, longitude=-45.0)], summary=""))
    land = [next(e.get("d") for e in tree.iter(f"{SVG}path") if e.get("class") == "land") for tree in (inland, ocean)]
    assert land[0]
    assert not land[1]


@pytest.mark.parametrize("svg", [
    chronicle_svg([bar("2025-05-14", EVIL, EVIL, anchor="e1"), bar("2025-05-15")], summary=EVIL, width=600, side=90),
    map_svg([spot(EVIL)], summary=EVIL)], ids=["timeline", "map"])
def test_hostile_words_stay_words(svg):
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg
