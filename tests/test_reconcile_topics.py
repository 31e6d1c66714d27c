from __future__ import annotations

from dataclasses import replace

import pytest
from factories import WHY, article, entity, figure, mention
from hypothesis import given
from hypothesis import strategies as st

from crosswire.ids import content_id
from crosswire.model import Article, Figure, FigureTopic, Story
from crosswire.reconcile.figure_relations import clash, rounding_unit, told_bounds
from crosswire.reconcile.populations import alike, group_of
from crosswire.reconcile.topics import topics
from crosswire.values import Reason


def found(articles: list[Article], figures: list[Figure]) -> list[FigureTopic]:
    return [t for t in topics(articles, figures, [], []) if isinstance(t, FigureTopic)]


def war(name: str, text: str, published: str, number: str, **fields: object) -> tuple[Article, Figure]:
    a = article(text, name, published=published)
    return a, figure(a, number, **fields)  # type: ignore[arg-type]


UN = war("a", "The war in Valdoria has cost more than 13,000 lives, the relief council says.", "2031-04-14",
         "13,000", low=13000, high=None, qualifier="more_than", as_of="2031-04-14", source="Relief Council")
GOVERNMENT = war("b", "The war in Valdoria has killed 14,000 people, the government says.", "2031-04-13", "14,000",
                 low=14000, high=14000, as_of="2031-04-13", source="Government of Valdoria")
SOME = war("c", "The war in Valdoria has killed some 13,500 people.", "2031-04-14", "13,500",
           low=13500, high=13500, qualifier="about", as_of="2031-04-14")


def relation_of(*told: tuple[Article, Figure]) -> list[str]:
    return [t.relation for t in found([a for a, _ in told], [f for _, f in told])]


def test_two_sources_at_one_time_differ() -> None:
    assert relation_of(UN, GOVERNMENT) == ["differ"]


def test_spread_within_more_than_and_about_agrees() -> None:
    assert relation_of(UN, SOME) == ["agree"]


def test_one_figure_alone_is_single() -> None:
    assert relation_of(UN) == ["single"]


def test_a_later_and_higher_count_evolves() -> None:
    before = war("a", "Kestria holds about 40,000 Kestrian soldiers at the border.", "2031-04-14", "40,000",
                 low=40000, high=40000, qualifier="about", measure="troops", whom="Kestrian soldiers",
                 as_of="2031-04-14")
    after = war("b", "Kestria has about 100,000 soldiers at the border.", "2032-01-03", "100,000", low=100000,
                high=100000, qualifier="about", measure="troops", whom="soldiers", as_of="2032-01-03")
    assert relation_of(before, after) == ["evolving"]


def test_deaths_and_injuries_soldiers_and_children_stay_apart() -> None:
    a = article("The raid on Ostrel killed 12 soldiers, 12 children and wounded 12 women.", published="2031-04-14")
    told = [figure(a, "12", low=12, high=12, whom="soldiers"), figure(a, "12", low=12, high=12, whom="children", nth=1),
            figure(a, "12", low=12, high=12, whom="women", measure="injured", nth=2)]
    assert [t.relation for t in found([a], told)] == ["single"] * 3


def test_another_year_is_another_quantity() -> None:
    told = [war(n, "A quake in Ostrel killed 5 people.", "2031-04-14", "5", low=5, high=5, as_of=day)
            for n, day in (("a", "2031-04-14"), ("b", "2012-04"))]
    assert relation_of(*told) == ["single", "single"]


def test_the_label_names_the_people_and_the_canonical_source_is_shown() -> None:
    (a, one), (b, two) = UN, GOVERNMENT
    council = mention(a, "relief council", kind="ORG", name="Relief Council")
    made = entity("Ostrel Relief Council", council, kind="ORG", aliases=("Relief Council",))
    topic = next(t for t in topics([a, b], [one, two], [made], []) if isinstance(t, FigureTopic))
    assert topic.label == "people killed"
    assert "Ostrel Relief Council" in topic.reason.detail


def test_order_of_input_does_not_matter() -> None:
    told = [UN, GOVERNMENT, SOME]
    turned = told[::-1]
    assert found([a for a, _ in told], [f for _, f in told]) == found([a for a, _ in turned], [f for _, f in turned])


def test_main_tolls_of_one_story_meet() -> None:
    first = war("a", "Five dead in Ostrel quake", "2031-04-14", "Five", low=5, high=5, as_of="2031-04-14")
    second = war("b", "A quake hit Ostrel on Monday and 24 are dead.", "2031-04-15", "24", low=24, high=24,
                 as_of="2031-04-15")
    articles, told = [first[0], second[0]], [first[1], second[1]]
    story = Story(id=content_id("story", "s"), title="quake", article_ids=tuple(a.id for a in articles), when=None,
                  reason=WHY)
    together = [t for t in topics(articles, told, [], [story]) if isinstance(t, FigureTopic)]
    assert [t.relation for t in together] == ["evolving"]


def told(text: str, *numbers: tuple[str, float, dict[str, object]], name: str = "a", published: str = "2031-05-15"
         ) -> tuple[Article, list[Figure]]:
    """An article and its exact figures: (words, value, other fields)."""
    a = article(text, name, published=published)
    made = []
    for words, value, fields in numbers:
        rest = {"low": value, "high": value, "as_of": published, **fields}
        why = Reason(str(rest.pop("rule", "test")), "made by a factory")
        made.append(replace(figure(a, words, **rest), reason=why))  # type: ignore[arg-type]
    return a, made


def together(*given: tuple[Article, list[Figure]]) -> list[list[float | None]]:
    """The topics of these articles as lists of values."""
    figures = [f for _, some in given for f in some]
    values = {f.id: f.low if f.low is not None else f.high for f in figures}
    return sorted(sorted(values[i] for i in t.figure_ids) for t in found([a for a, _ in given], figures))


TROOPS = {"measure": "troops", "whom": "Kestrian soldiers"}


@pytest.mark.parametrize(("text", "numbers", "expected"), [
    ("Two people were held after the march, police said. The organisers said that four people were held.",
     [("Two", 2, {"measure": "detained", "source": "police"}),
      ("four", 4, {"measure": "detained", "source": "organisers"})], [[2, 4]]),
    ("Kestrian soldiers by the river number 20,000, up from 12,000 in the spring.",
     [("20,000", 20000, TROOPS), ("12,000", 12000, {**TROOPS, "rule": "compared"})], [[12000, 20000]]),
    ("Shells killed 17 people in Orlen. A hospital source spoke of 25.",
     [("17", 17, {}), ("25", 25, {"rule": "told_again"})], [[17, 25]]),
    ("Shells killed 17 people in Orlen. In the capital a bus crash killed three people.",
     [("17", 17, {}), ("three", 3, {"place": "capital"})], [[3], [17]]),
    ("Some 8,000 soldiers are by the river. The council will call up 10,000 reservists.",
     [("8,000", 8000, {**TROOPS, "whom": "soldiers"}), ("10,000", 10000, {**TROOPS, "whom": "reservists"})],
     [[8000], [10000]]),
    ("The shelling of Orlen killed 33 people. Two of the wounded in Orlen died on Tuesday.",
     [("33", 33, {}), ("Two", 2, {"whom": "wounded"})], [[2], [33]]),
])
def test_what_one_article_tells_of_one_quantity(text: str, numbers: list[tuple[str, float, dict[str, object]]],
                                                expected: list[list[float]]) -> None:
    assert together(told(text, *numbers)) == expected


@pytest.mark.parametrize(("first", "second", "expected"), [
    (("The shelling of Orlen killed 17 people.", "17", 17, {}),
     ("The morgue of Orlen took in 23 bodies after the shelling.", "23", 23, {"whom": "bodies"}), [[17, 23]]),
    (("The quake in Ostrel killed 40 people.", "40", 40, {}),
     ("The war in Kestria has killed 60,000 people.", "60,000", 60000, {}), [[40], [60000]]),
    (("The United Council says 6,000 people died in the war over Orlen.", "6,000", 6000, {"as_of": "2024"}),
     ("In the war over Orlen 6,000 people died.", "6,000", 6000, {}), [[6000, 6000]]),
    (("The fund has $60 million for Orlen.", "60 million", 6e7, {"measure": "money", "whom": "money"}),
     ("The fund has £60 million for Orlen.", "60 million", 6e7, {"measure": "money", "whom": "money"}), [[6e7], [6e7]]),
    (("The council counts 11,400 displaced people along the river.", "11,400", 11400,
      {"measure": "displaced", "whom": "displaced people"}),
     ("Along the river 11,000 people were driven out, the council says.", "11,000", 11000,
      {"measure": "displaced", "whom": "people"}), [[11000, 11400]]),
])
def test_what_two_articles_tell_of_one_quantity(first: tuple[str, str, float, dict[str, object]],
                                                second: tuple[str, str, float, dict[str, object]],
                                                expected: list[list[float]]) -> None:
    given = [told(text, (words, value, fields), name=name) for name, (text, words, value, fields)
             in zip("ab", (first, second), strict=True)]
    assert together(*given) == expected


@pytest.mark.parametrize(("measure", "whom", "label"), [
    ("displaced", "displaced people", "displaced people"), ("displaced", "refugees", "refugees"),
    ("killed", "bodies", "people killed"), ("killed", "deaths", "people killed"),
    ("detained", "prisoners", "prisoners"), ("injured", "wounded soldiers", "wounded soldiers"),
    ("killed", "Kestrian soldiers", "Kestrian soldiers killed"), ("displaced", None, "people displaced"),
])
def test_labels_say_it_once(measure: str, whom: str | None, label: str) -> None:
    a, figures = told("There are 40 of them.", ("40", 40, {"measure": measure, "whom": whom}))
    assert [t.label for t in found([a], figures)] == [label]


def test_a_confirmed_toll_and_a_feared_one_are_no_rivals() -> None:
    confirmed = war("a", "The fever in Orlen has killed 20 people, tests confirmed.", "2031-05-15", "20", low=20,
                    high=20, as_of="2031-05-15", source="Ministry")
    feared = war("b", "The fever in Orlen may have killed 100 people, it is feared.", "2031-05-15", "100", low=100,
                 high=100, as_of="2031-05-15", source="Council")
    assert relation_of(confirmed, feared) == ["agree"]


@pytest.mark.parametrize(("value", "unit"), [(13000, 1000), (250, 10), (600, 100), (7, 1), (0, 1)])
def test_rounding_unit(value: float, unit: float) -> None:
    assert rounding_unit(value) == unit


def test_more_than_ends_before_the_next_round_number() -> None:
    assert told_bounds(UN[1]) == (13001, 13999)
    assert clash(UN[1], GOVERNMENT[1])
    assert not clash(UN[1], SOME[1])


@pytest.mark.parametrize(("whom", "group"), [
    ("Kestrian soldiers", "forces"), ("young children", "children"), ("people", "people"), (None, "people"),
    ("houses", "buildings"), ("families", "people"), ("Valdorians", "people"), ("artillery shells", "bombs"),
])
def test_groups_of_people_and_things(whom: str | None, group: str) -> None:
    assert group_of(whom) == group


def test_people_may_be_soldiers_but_children_may_not() -> None:
    assert alike("people", "forces")
    assert not alike("children", "forces")


@given(st.permutations(range(6)), st.lists(st.integers(1, 40), min_size=6, max_size=6))
def test_every_figure_is_in_exactly_one_topic(order: list[int], values: list[int]) -> None:
    told = [war(str(i), f"Shelling near Ostrel killed {v} people.", f"2031-04-{10 + i}", str(v), low=v, high=v,
                as_of=f"2031-04-{10 + i}") for i, v in enumerate(values)]
    made = found([told[i][0] for i in order], [told[i][1] for i in order])
    assert sorted(key for t in made for key in t.figure_ids) == sorted(f.id for _, f in told)
    assert all((t.relation == "single") == (len(t.figure_ids) == 1) for t in made)


@pytest.mark.parametrize(("basis", "relation"), [("inferred", "evolving"), ("stated", "differ")])
def test_a_count_so_far_of_a_report_whose_day_is_inferred_may_be_the_later_one(basis: str, relation: str) -> None:
    a, first = war("a", "The war in Valdoria has killed more than 640 people so far.", "2031-04-14", "640", low=640,
                   high=None, qualifier="more_than", as_of="2031-04-14")
    b, second = war("b", "The war in Valdoria has killed more than 680 people so far.", "2031-04-14", "680", low=680,
                    high=None, qualifier="more_than", as_of="2031-04-14")
    assert relation_of((replace(a, published_basis=basis), first), (b, second)) == [relation]


def test_a_figure_left_alone_is_asked_again_when_all_are_known() -> None:
    both = article("The fighting in Valdoria has killed 14,000 people.\nThe mill is shut.\nSome are tired.\n"
                   "More than 13,000 lives have been lost, a council says.", published="2031-04-13")
    rival = figure(both, "14,000", low=14000, high=14000, as_of="2031-04-13")
    own = figure(both, "13,000", low=13000, high=None, qualifier="more_than", as_of="2031-04-13", source="Council")
    more = [war(name, f"The {word} in Valdoria has killed more than 13,000 people.", "2031-04-14", "13,000",
                low=13000, high=None, qualifier="more_than", as_of="2031-04-14")
            for name, word in (("b", "war"), ("c", "fighting"))]
    assert len(found([both], [rival, own])) == 2  # for one report alone two numbers are two quantities
    assert len(found([both, *(a for a, _ in more)], [rival, own, *(f for _, f in more)])) == 1
