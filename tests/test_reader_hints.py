"""What the tables of names tell the neural reader of a single word."""

import pytest

from crosswire.reader.hints import HINTS, KINDS, hint, plain
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


def test_every_kind_has_words_no_word_has_two_and_unknown_words_have_none():
    words = {kind: table("name_hints")[kind].split() for kind in KINDS if kind != "common"}
    assert all({hint(word) for word in words[kind]} == {1 + KINDS.index(kind)} for kind in words)
    assert len({word for each in words.values() for word in each}) == sum(map(len, words.values()))
    assert len(KINDS) < HINTS
    assert hint("") == hint("zqxwv") == hint("漢字") == 0


@pytest.mark.parametrize(("word", "kind"), [("China", "city"), ("Hope", "english"), ("Figueroa", "family"),
                                            ("UNICEF", "body"), ("Kevin", "given"), ("Riyadh", "city")])
def test_a_word_with_several_uses_has_the_kind_of_the_likeliest(word, kind):
    assert hint(word) == 1 + KINDS.index(kind)
