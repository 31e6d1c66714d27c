"""Entities: which mentions are one bearer, under which name. All people and places invented."""

from __future__ import annotations

import random

import pytest

from crosswire.group import variants
from crosswire.group.entities import entities
from crosswire.ids import content_id
from crosswire.model import Entity, Mention
from crosswire.spans import Span
from crosswire.values import NameKind, Reason


def mention(name: str, kind: NameKind = "PER", at: int = 0, country: str | None = None,
            gender: str | None = None) -> Mention:
    """A mention at a place of its own."""
    return Mention(id=content_id("mention", name, kind, at), article_id=f"a{at}", span=Span(0, max(1, len(name))),
                   reason=Reason("test", "test"), kind=kind, name=name, country=country,
                   gender=gender)  # type: ignore[arg-type]


def grouped(*mentions: Mention) -> list[set[str]]:
    """The names that each entity holds."""
    return sorted(({e.name, *e.aliases} for e in entities((), mentions) if isinstance(e, Entity)), key=sorted)


@pytest.mark.parametrize(("a", "b", "kind"), [
    ("Ilva Tarnenko", "Tarnenko Ilva", "PER"), ("Volodar Renskiy", "Volodar Rensky", "PER"),
    ("Khalid Varan", "Khaled Varan", "PER"), ("Ilva Maria Renn", "Ilva Renn", "PER"),
    ("Ilva Renn", "Renn", "PER"), ("Tarhensk", "Targensk", "GPE"), ("Varn province", "Varn", "GPE"),
    ("South Varn", "Southern Varn", "GPE"), ("Varn Defence Centre", "Varn Defense Center", "ORG"),
    ("UN", "United Nations", "ORG"), ("Varn refugee camp", "Varn camp", "FAC"),
])
def test_one_bearer(a: str, b: str, kind: NameKind) -> None:
    assert grouped(mention(a, kind), mention(b, kind)) in ([{a, b}], [{a, b, "United Nations"}])


@pytest.mark.parametrize(("a", "b", "kind"), [
    ("Anna Renn", "Karl Renn", "PER"), ("Niger", "Nigeria", "GPE"), ("Varn", "Tarn", "GPE"),
    ("North Varn", "South Varn", "GPE"), ("Austria", "Australia", "GPE"), ("Ilva Renn", "Ilva Tolva", "PER"),
])
def test_two_bearers(a: str, b: str, kind: NameKind) -> None:
    assert grouped(mention(a, kind), mention(b, kind)) == sorted([{a}, {b}], key=sorted)


def test_an_ambiguous_surname_stays_apart() -> None:
    assert {"Renn"} in grouped(mention("Anna Renn"), mention("Karl Renn"), mention("Renn"))


def test_the_armies_of_one_country_are_one_and_of_two_are_two() -> None:
    found = grouped(mention("Norwegian army", "ORG", country="NOR"),
                    mention("Norwegian military", "ORG", country="NOR"),
                    mention("Swedish army", "ORG", country="SWE"))
    assert found == [{"Norwegian army", "Norwegian military"}, {"Swedish army"}]


def test_a_people_is_not_its_country() -> None:
    assert len(grouped(mention("Norwegian", "NORP", country="NOR"), mention("Norway", "GPE", country="NOR"))) == 2


def test_order_of_mentions_does_not_matter() -> None:
    mentions = [mention(name, at=i) for i, name in enumerate(
        ["Ilva Renn", "Renn", "Ilva Rennn", "Karl Tolva", "Tolva", "Renn Ilva", "Anna Tolva"])]
    first = list(entities((), mentions))
    random.Random(7).shuffle(mentions)
    assert list(entities((), mentions)) == first


def test_each_mention_is_in_one_entity() -> None:
    mentions = [mention(f"Varn{chr(97 + i % 26)} Tol{chr(97 + i // 26)}n", at=i) for i in range(300)]
    ids = [i for e in entities((), mentions) if isinstance(e, Entity) for i in e.mention_ids]
    assert sorted(ids) == sorted(m.id for m in mentions)


@pytest.mark.parametrize(("a", "b"), [("kharvov", "harvov"), ("tarhensk", "targensk"), ("yusuf", "yousuf")])
def test_skeletons_agree(a: str, b: str) -> None:
    assert variants.skeleton(a) == variants.skeleton(b)
