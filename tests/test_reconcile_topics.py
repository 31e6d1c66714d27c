from __future__ import annotations

import pytest
from factories import WHY, article, entity, figure, mention
from hypothesis import given
from hypothesis import strategies as st

from crosswire.ids import content_id
from crosswire.model import Article, Figure, FigureTopic, Story
from crosswire.reconcile.figure_relations import clash, rounding_unit, told_bounds
from crosswire.reconcile.populations import alike, group_of
from crosswire.reconcile.topics import topics


def found(articles: list[Article], figures: list[Figure]) -> list[FigureTopic]:
    return [t for t in topics(articles, figures, [], []) if isinstance(t, FigureTopic)]


def war(name: str, text: str, published: str, number: str, **fields: object) -> tuple[Article, Figure]:
    a = article(text, name, published=published)
    return a, figure(a, number, **fields)  # type: ignore[arg-type]


UN = war("a", "The war in Valdoria has killed more than 13,000 people, the relief council says.", "2031-04-14",
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
