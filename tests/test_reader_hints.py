"""What the tables of names tell the neural reader of a single word."""

import pytest

from crosswire.reader.hints import HINTS, hint, plain
from crosswire.tables import table


def test_case_and_accents_do_not_count():
    assert plain("Šárka") == "sarka"
    assert hint("ŠÁRKA") == hint("Sarka") == hint("sarka")


@pytest.mark.parametrize(("one", "other"), [("Nairobi", "Kabul"), ("Nigerian", "Peruvian"), ("said", "minister")])
def test_words_of_one_kind_are_told_alike_and_apart_from_others(one, other):
    assert hint(one) == hint(other) != 0
    assert len({hint(word) for word in ("Nairobi", "Nigerian", "said", "Ayesha", "Zqxwv")}) == 5


def test_a_common_word_stays_one_whatever_else_it_names():
    common = set(table("common_words")["words"].split())
    assert {hint(word) for word in common} == {hint("said")}


def test_every_hint_is_in_range_and_unknown_words_have_none():
    found = table("name_hints")
    words = [word for kind in ("given", "family", "place", "people") for word in found[kind].split()]
    assert {hint(word) for word in words} == set(range(2, HINTS))
    assert hint("") == hint("zqxwv") == hint("漢字") == 0
