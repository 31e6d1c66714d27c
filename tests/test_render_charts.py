"""Charts: what they draw, where their labels stand, and that no article text reaches the renderer."""

import datetime as dt
import itertools
import json
import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from crosswire.render import charts
from crosswire.render.charts import Point, Value, figures_chart, values_chart


def point(day, low, high, label="", disputed=False):
    return Point(low, high, label, f"title of {label}", disputed, f"p1-{day}-{day + 1}", dt.date(2025, 5, day))


TOLLS = [point(14, 17, None, "≥ 17 · Ministry", True), point(14, 23, 23, "23 · Mayor", True),
         point(14, 17, 17, "17 · Police"), point(16, 31, 31, "31 · Ministry")]


def drawn(svg):
    return ElementTree.fromstring(str(svg))


def texts(svg):
    return [e.text for e in drawn(svg).iter("{http://www.w3.org/2000/svg}text") if e.get("opacity") != "0"]


def test_points_bear_their_labels_titles_and_links():
    svg = figures_chart(TOLLS, summary="people killed: 17 to 31")
    assert {p.label for p in TOLLS} <= set(texts(svg))
    assert {"14 May", "16 May"} <= set(texts(svg))
    tree = drawn(svg)
    links = [e.get("href") for e in tree.iter("{http://www.w3.org/2000/svg}a")]
    assert sorted(links) == ["#p1-14-15"] * 3 + ["#p1-16-17"]
    assert tree.get("aria-label") == "people killed: 17 to 31"
    assert "title of 23 · Mayor" in {e.text for e in tree.iter("{http://www.w3.org/2000/svg}title")}


def test_values_without_days_stand_in_rows():
    values = [Value(9, 9, "9 · Police", "t", True, "p1-0-1"), Value(12, None, "≥ 12 · Doctors", "t", True, "p1-2-3")]
    svg = values_chart(values, summary="people killed: 9 / ≥ 12")
    assert {"9 · Police", "≥ 12 · Doctors"} <= set(texts(svg))
    assert [e.get("href") for e in drawn(svg).iter("{http://www.w3.org/2000/svg}a")] == ["#p1-0-1", "#p1-2-3"]


def test_disputed_points_have_another_colour_and_shape():
    shapes = re.findall(r'<a href="[^"]*"[^>]*><path[^>]* d="([^"]*)"[^>]*fill="([^"]*)"',
                        str(figures_chart(TOLLS, summary="")))
    disputed = {shape for shape, colour in shapes if colour == charts.DISPUTED}
    reported = {shape for shape, colour in shapes if colour == charts.REPORTED}
    assert disputed
    assert reported
    assert not disputed & reported


def test_labels_never_lie_on_each_other():
    crowd = [point(1 + i % 4, 3 * i, 3 * i, f"{3 * i} · Somebody") for i in range(40)]
    rows = [{**charts._row(i, p, 150), "side": "left"} for i, p in enumerate(crowd)]
    charts._label(rows, crowd, charts._domain(crowd[0].when, crowd[3].when, 12), 150)
    labelled = [(row, p) for row, p in zip(rows, crowd, strict=True) if row["label"]]
    assert 4 <= len(labelled) < 40
    at = sorted((p.when, row["side"], round(row["label_y"] * charts.HEIGHT / 150, 3)) for row, p in labelled)
    same = [(a, b) for a, b in itertools.pairwise(at) if a[:2] == b[:2]]
    assert all(b[2] - a[2] >= 12 for a, b in same)


@pytest.mark.parametrize("evil", ['"><script>alert(1)</script>', "\ud800", "\x00", "</text></svg>", 'aria-label="cw0"'])
def test_no_character_of_an_article_reaches_the_renderer(monkeypatch, evil):
    given, real = [], charts.vlc.vegalite_to_svg
    monkeypatch.setattr(charts.vlc, "vegalite_to_svg", lambda spec: given.append(spec) or real(spec))
    made = figures_chart([point(14, 1, 1, evil), point(15, 2, 2, "fair")], summary=evil)
    assert json.dumps(evil)[1:-1] not in json.dumps(given)
    assert "<script" not in made
    assert made.count("</svg>") == 1


@pytest.mark.parametrize("points", [
    [point(14, 0, 0, "none")], [point(14, None, 50, "up to 50"), point(14, 5, 9, "5–9")],
    [point(14, 1.5e12, 1.5e12, "much"), point(20, 1, 1, "little")],
    [Point(1, 1, "then", "", False, "a", dt.date(1921, 1, 1)), Point(2, 2, "now", "", False, "b", dt.date(2025, 1, 1))],
])
def test_odd_points_make_a_chart(points):
    assert {p.label for p in points} & set(texts(figures_chart(points, summary="s")))


def test_the_time_zone_of_the_machine_does_not_matter():
    script = ("import datetime as dt; from crosswire.render.charts import *; p = lambda d, v: "
              "Point(v, v, 'x', 'x', False, 'p', dt.date(2025, 5, d)); "
              "print(figures_chart([p(14, 1), p(16, 3)], summary='s'))")
    made = {subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True,
                           env={**os.environ, "TZ": zone}).stdout for zone in ("America/Los_Angeles", "Asia/Tokyo")}
    assert len(made) == 1
