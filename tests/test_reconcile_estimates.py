"""Best, low and high over origins, and what links two quantities."""

from __future__ import annotations

import pytest
from factories import article, figure, topic

from crosswire.reconcile.estimates import estimate
from crosswire.reconcile.populations import Profile, profile
from crosswire.reconcile.topic_links import Quantity, topic_links

Told = tuple[str, float | None, float | None, str, str]


def profiles(*rows: Told) -> tuple[list[Profile], dict[str, tuple[str, ...]]]:
    """Figures as (origin, low, high, qualifier, as of), each in a report of its own."""
    made, origins = [], {}
    for index, (origin, low, high, qualifier, day) in enumerate(rows):
        a = article("The quake near Harl killed many people.", f"r{index}", published=day)
        one = figure(a, "many", low=low, high=high, qualifier=qualifier, as_of=day)
        made.append(profile(one, a, "story", origin))
        origins[one.id] = (origin,)
    return made, origins


@pytest.mark.parametrize(("rows", "best", "low", "high", "supporting"), [
    ([("A", 31, 31, "exact", "2031-05-14"), ("B", 31, 31, "exact", "2031-05-14")], 31, 31, 31, ("A", "B")),
    ([("A", 31, 31, "exact", "2031-05-14"), ("B", 58, 58, "exact", "2031-05-14")], 31, 31, 58, ("A",)),
    ([("A", 31, 31, "exact", "2031-05-14"), ("B", 58, 58, "exact", "2031-05-14"),
      ("C", 58, 58, "exact", "2031-05-14")], 58, 31, 58, ("B", "C")),
    ([("A", 31, 31, "exact", "2031-05-14"), ("B", 58, 58, "exact", "2031-05-15")], 58, 58, 58, ("B",)),
    ([("A", 40, None, "at_least", "2031-05-14"), ("B", 43, 43, "exact", "2031-05-14")], 40, 40, 43, ("A", "B")),
    ([("A", 17, None, "at_least", "2031-05-14"), ("B", 33, 33, "exact", "2031-05-14")], 17, 17, 33, ("A",)),
    ([("A", 17, None, "at_least", "2031-05-14"), ("B", 33, 33, "exact", "2031-05-15")], 33, 33, 33, ("B",)),
    ([("A", 31, 31, "exact", "2031-05-14"), ("A", 58, 58, "exact", "2031-05-15")], None, None, None, ("A",)),
    ([("A", 31, 31, "exact", "2031-05-14")], None, None, None, ("A",)),
    ([("A", 24, None, "vague", "2031-05-14"), ("B", 40, 40, "exact", "2031-05-14")], 40, 24, 40, ("B",)),
])
def test_estimate(rows: list[Told], best: float | None, low: float | None, high: float | None,
                  supporting: tuple[str, ...]) -> None:
    made = estimate(*profiles(*rows))
    assert (made.best, made.low, made.high, made.supporting) == (best, low, high, supporting)
    assert made.confirmed == (len(supporting) > 1)


def quantity(text: str, number: str, value: float, name: str, **fields: object) -> Quantity:
    a = article(text, name, published="2031-05-14")
    one = figure(a, number, low=value, high=value, as_of="2031-05-14", **fields)  # type: ignore[arg-type]
    return Quantity(topic(one, relation="single", measure=one.measure), (profile(one, a, "story", None),))


@pytest.mark.parametrize(("first", "second", "rule"), [
    (("The quake killed 31 people.", "31", 31, {"place": "Harl"}),
     ("The quake killed 58 people.", "58", 58, {"place": "Orlen"}), "other_place"),
    (("The war killed 400 Kestrian soldiers.", "400", 400, {"whom": "Kestrian soldiers"}),
     ("The war killed 900 Valdorian soldiers.", "900", 900, {"whom": "Valdorian soldiers"}), "other_people"),
    (("A shell killed 13 people.", "13", 13, {}),
     ("The toll of the war so far is 13,000.", "13,000", 13000, {}), "so_far_or_once"),
    (("The quake killed 31 people.", "31", 31, {}), ("The quake killed 31 people.", "31", 31, {}), None),
    (("The quake killed 31 people.", "31", 31, {}),
     ("The quake injured 58 people.", "58", 58, {"measure": "injured"}), None),
])
def test_other_scope(first: tuple[str, str, float, dict[str, object]],
                     second: tuple[str, str, float, dict[str, object]], rule: str | None) -> None:
    made = [quantity(*row[:3], f"r{i}", **row[3]) for i, row in enumerate((first, second))]
    assert [link.reason.rule for link in topic_links(made, {})] == ([rule] if rule else [])


def test_harm_told_side_by_side_is_another_indicator() -> None:
    a = article("The quake killed 31 people and injured 58.", published="2031-05-14")
    told = [figure(a, "31", low=31, high=31), figure(a, "58", low=58, high=58, measure="injured")]
    made = [Quantity(topic(one, measure=one.measure), (profile(one, a, "story", None),)) for one in told]
    [link] = topic_links(made, {})
    assert (link.kind, link.reason.rule) == ("other_indicator", "other_measure")
