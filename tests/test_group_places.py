"""Places: what a name means in its document, when it gets a point, and when that is refused. All are invented."""

from __future__ import annotations

import pytest
from factories import article, mention
from hypothesis import given
from hypothesis import strategies as st

from crosswire.gazetteer import Entry, fold
from crosswire.group.places.ranking import Report, rank, softmax
from crosswire.group.places.readings import Toponym, candidates, readings, said_kinds
from crosswire.group.places.resolve import country_of_outlet, located, namesake, point, resolve
from crosswire.group.places.uses import use_of
from crosswire.spans import Span


def place(number: int, name: str, kind: str, country: str | None, division: str | None = None,
          at: tuple[float, float] = (0, 0), people: int = 0) -> Entry:
    return Entry(str(number), name, kind, country, division, *at, people)  # type: ignore[arg-type]


PLACES = [
    place(1, "Kestria", "country", "KES", at=(50, 10), people=9_000_000),
    place(2, "Valdor", "country", "VAL", at=(10, 60), people=7_000_000),
    place(3, "Ostmark", "division", "KES", "KES.1", (51, 11), 900_000),
    place(4, "Sulland", "division", "KES", "KES.2", (47, 8), 800_000),
    place(5, "Tharp", "division", "VAL", "VAL.1", (11, 61), 700_000),
    place(6, "Renn", "town", "KES", "KES.1", (51.1, 11.1), 40_000),
    place(7, "Renn", "town", "KES", "KES.2", (47.1, 8.1), 38_000),
    place(8, "Renn", "town", "VAL", "VAL.1", (11.1, 61.1), 39_000),
    place(9, "Great Ulm", "town", "VAL", "VAL.1", (11.2, 61.2), 4_000_000),
    place(10, "Great Ulm", "town", "KES", "KES.1", (51.2, 11.3), 900),
    place(11, "Ilva County", "county", "KES", "KES.1", (51.0, 11.2), 60_000),
    place(12, "Ilva", "town", "VAL", "VAL.1", (11.4, 61.3), 8_000),
    place(13, "Saint Orr", "town", "KES", "KES.2", (47.2, 8.3), 15_000),
    place(14, "Lonely", "town", "VAL", "VAL.1", (11.6, 61.5), 2_500),
    place(15, "Dorr Sea", "region", None, None, (30, 30)),
    place(16, "Eastern Lands", "wide", None, None, (20, 40)),
    place(17, "Brod", "town", "KES", "KES.1", (51.3, 11.2), 20_000),
    place(18, "Brod", "town", "VAL", "VAL.1", (11.3, 61.0), 20_000),
]
OTHER_NAMES = {"kestrian": [1], "valdorian": [2], "om": [3], "ilva": [11]}


class Invented:
    """A gazetteer of the places above."""

    def find(self, name: str) -> list[Entry]:
        key = fold(name)
        found = [e for e in PLACES if fold(e.name) == key or int(e.id) in OTHER_NAMES.get(key, ())]
        return sorted(found, key=lambda e: (-e.population, e.id))


def best(text: str, name: str, names: list[str], outlet_country: str | None = None) -> str | None:
    """The id of the likeliest place of a name in a text; `names` are the place names in it, in order."""
    toponyms, at = [], 0
    for each in names:
        start = text.index(each, at)
        toponyms.append(Toponym(Span(start, start + len(each)), each))
        at = start + len(each)
    report = Report(tuple(readings(text, toponyms, Invented())), "Invented Post", outlet_country)
    for reading, beliefs in zip(report.readings, rank([report])[0], strict=True):
        if reading.name == name:
            return max(zip(beliefs, reading.candidates, strict=True), key=lambda x: x[0])[1].id if beliefs else None
    raise AssertionError(f"{name} is not read")


GOLDEN = [  # (text, name, names in the text, the outlet's country, the id that is meant)
    ("A fire broke out in Renn, Ostmark.", "Renn", ["Renn", "Ostmark"], None, "6"),
    ("A fire broke out in Renn, Sulland.", "Renn", ["Renn", "Sulland"], None, "7"),
    ("A fire broke out in Renn, Valdor.", "Renn", ["Renn", "Valdor"], None, "8"),
    ("A fire broke out in Renn (Tharp).", "Renn", ["Renn", "Tharp"], None, "8"),
    ("The Sulland town of Renn was cut off.", "Renn", ["Sulland", "Renn"], None, "7"),
    ("Sulland's city of Renn was cut off.", "Renn", ["Sulland", "Renn"], None, "7"),
    ("Police in Renn, Om., made an arrest.", "Renn", ["Renn"], None, "6"),
    ("The road from Renn to Saint Orr is closed.", "Renn", ["Renn", "Saint Orr"], None, "7"),
    ("Renn and Ilva County were hit.", "Renn", ["Renn", "Ilva County"], None, "6"),
    ("The Valdorian minister visited Renn.", "Renn", ["Valdorian", "Renn"], None, "8"),
    ("Renn lies in Tharp, officials of Valdor said.", "Renn", ["Renn", "Tharp", "Valdor"], None, "8"),
    ("A storm reached Renn.", "Renn", ["Renn"], "VAL", "8"),
    ("A storm reached Great Ulm.", "Great Ulm", ["Great Ulm"], None, "9"),
    ("A storm reached Great Ulm, Ostmark.", "Great Ulm", ["Great Ulm", "Ostmark"], None, "10"),
    ("Voters in Ilva County went to the polls.", "Ilva County", ["Ilva County"], None, "11"),
    ("Ilva, Tharp, held a vote.", "Ilva", ["Ilva", "Tharp"], None, "12"),
    ("The floods reached St. Orr.", "St. Orr", ["St. Orr"], None, "13"),
    ("Ships crossed the Dorr Sea.", "Dorr Sea", ["Dorr Sea"], None, "15"),
    ("Kestrian troops left.", "Kestrian", ["Kestrian"], None, "1"),
    ("Rain fell in northern Kestria.", "northern Kestria", ["northern Kestria"], None, "1"),
    ("Rain fell in the Eastern Lands.", "Eastern Lands", ["Eastern Lands"], None, "16"),
    ("Brod and Great Ulm, Valdor, lost power.", "Brod", ["Brod", "Great Ulm", "Valdor"], None, "18"),
    ("Brod, near Ilva County, lost power.", "Brod", ["Brod", "Ilva County"], None, "17"),
    ("Nowhere at all was spared.", "Nowhere", ["Nowhere"], None, None),
    ("The Renn River rose.", "Renn River", ["Renn River"], None, None),
    ("The Lonely Creek rose.", "Lonely Creek", ["Lonely Creek"], None, None),
]


@pytest.mark.parametrize(("text", "name", "names", "country", "meant"), GOLDEN)
def test_a_name_means_the_place_that_its_document_speaks_of(text, name, names, country, meant):
    assert best(text, name, names, country) == meant


USES = [  # (text, name, use)
    ("Renn said the talks had failed.", "Renn", "associative"),
    ("Renn has rejected the offer.", "Renn", "associative"),
    ("A bomb went off in Renn, police said.", "Renn", "literal"),
    ("In Renn said to be calm, shops opened.", "Renn", "literal"),
    ("The Renn government resigned.", "Renn", "associative"),
    ("Renn's foreign ministry objected.", "Renn", "associative"),
    ("Talks with Renn broke down.", "Renn", "associative"),
    ("Relations between Ulm and Renn are poor.", "Renn", "associative"),
    ("Thousands fled to Renn.", "Renn", "literal"),
    ("Fighting reached the outskirts of Renn.", "Renn", "literal"),
    ("Renn was shelled overnight.", "Renn", "literal"),
    ("Renn's old market burned down.", "Renn", "literal"),
]


@pytest.mark.parametrize(("text", "name", "use"), USES)
def test_a_name_means_a_place_or_those_who_rule_it(text, name, use):
    at = text.index(name)
    assert use_of(text, Span(at, at + len(name)))[0] == use


def entity_place(*texts: str, name: str = "Renn") -> Entry | None:
    articles = [article(text, str(number)) for number, text in enumerate(texts)]
    mentions = [mention(a, each, kind="GPE") for a in articles for each in (name, "Ostmark", "Tharp", "Kestria")
                if each in a.text]
    meanings = resolve(articles, mentions, Invented())
    return located([m for m in mentions if m.name == name], meanings)


def test_an_entity_lies_where_its_reports_put_it():
    found = entity_place("A bridge fell in Renn, Ostmark.", "Rain in Renn, Ostmark, again.")
    assert found is not None
    assert found.id == "6"


def test_two_places_that_are_equally_likely_are_refused():
    assert entity_place("A bridge fell in Renn, Ostmark.", "Rain in Renn, Tharp, again.") is None


def test_where_only_a_government_is_meant_there_is_no_place():
    assert entity_place("Renn said the talks in Ostmark had failed.") is None


def test_an_unknown_name_lies_nowhere_and_a_country_or_continent_has_no_point():
    assert entity_place("Rain in Nowhere again.", name="Nowhere") is None
    assert point(None) is None
    country, sea, wide = PLACES[0], PLACES[14], PLACES[15]
    assert point(country) is None
    assert point(wide) is None
    spot = point(sea)
    assert spot is not None
    assert (spot.gazetteer_id, spot.latitude, spot.longitude) == ("15", 30, 30)


def test_the_order_of_reports_does_not_matter():
    texts = ["Rain in Renn, Ostmark.", "A fire in Renn.", "Renn and Brod lost power."]
    articles = [article(text, str(number)) for number, text in enumerate(texts)]
    mentions = [mention(a, name, kind="GPE")
                for a in articles for name in ("Renn", "Brod", "Ostmark") if name in a.text]
    forward = resolve(articles, mentions, Invented())
    assert forward == resolve(articles[::-1], mentions[::-1], Invented())
    assert forward.keys() == {m.id for m in mentions}


def test_the_outlets_other_reports_are_its_home():
    def report(text: str, names: list[str]) -> Report:
        toponyms = [Toponym(Span(text.index(n), text.index(n) + len(n)), n) for n in names]
        return Report(tuple(readings(text, toponyms, Invented())), "Sulland Daily")

    alone = report("A fire in Renn.", ["Renn"])
    others = [report("Rain in Saint Orr, Sulland.", ["Saint Orr", "Sulland"]) for _ in range(3)]
    found = dict(zip((e.id for e in alone.readings[0].candidates), rank([alone, *others])[0][0], strict=True))
    lonely = dict(zip((e.id for e in alone.readings[0].candidates), rank([alone])[0][0], strict=True))
    assert max(found, key=lambda key: found[key]) == "7"
    assert found["7"] > lonely["7"]


def test_a_papers_address_names_its_place_and_its_country():
    found = namesake("www.lonelyherald.val", Invented())
    assert found is not None
    assert [entry.id for entry in found.candidates] == ["14"]
    assert namesake("herald.val", Invented()) is None
    assert country_of_outlet("https://www.example.co.uk/a") == "GBR"
    assert country_of_outlet("https://example.tv/a") is None
    assert country_of_outlet(None) is None


def test_class_nouns_in_a_name_say_its_kind():
    assert said_kinds("Ilva County") == {"county"}
    assert said_kinds("Ilva") == frozenset()
    assert [e.id for e in candidates("the Ilva County", Invented())] == ["11"]


@given(st.lists(st.lists(st.floats(-50, 50), min_size=3, max_size=3), min_size=1, max_size=8))
def test_beliefs_add_up_to_one_and_keep_the_order_of_scores(rows):
    weights = [1.0, -0.5, 2.0]
    beliefs = softmax(weights, rows)
    scores = [sum(w * x for w, x in zip(weights, row, strict=True)) for row in rows]
    assert sum(beliefs) == pytest.approx(1.0)
    assert all(b >= c for s, b in zip(scores, beliefs, strict=True)
               for t, c in zip(scores, beliefs, strict=True) if s > t)


@given(st.text(max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_any_text_is_read_and_every_use_is_in_one_reading(text, start, length):
    toponyms = [Toponym(Span(min(start, len(text)), min(start + length, len(text))), text[start:start + length])] * 2
    found = readings(text, toponyms, Invented())
    assert sorted(use for reading in found for use in reading.uses) == [0, 1]
