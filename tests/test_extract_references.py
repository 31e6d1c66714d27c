"""Pronouns and descriptions of an invented crisis."""

from __future__ import annotations

import pytest
from factories import article, mention, words

from crosswire.extract.speech.references import references
from crosswire.model import Article, Mention, Reference


def at(a: Article, mentions: list[Mention], found: str, nth: int = 0) -> Reference | None:
    span = words(a, found, nth)
    return next((r for r in references.function([a], mentions) if r.span == span), None)


@pytest.mark.parametrize(("text", "pronoun", "bearer"), [
    ("Mara Vell met Odo Ferrant. She left early.", "She", "Mara Vell"),
    ("Mara Vell met Odo Ferrant. He left early.", "He", "Odo Ferrant"),
    ("Mara Vell met Odo Ferrant. The bridge was shut, the minister said.", "the minister", "Mara Vell"),
    ("Odo Ferrant, the mayor of Port Emin, arrived. Mara Vell left. The mayor said no.", "The mayor", "Odo Ferrant"),
])
def test_gender_and_office_decide(text: str, pronoun: str, bearer: str) -> None:
    a = article(text)
    mentions = [mention(a, "Mara Vell", gender="f", role="minister"), mention(a, "Odo Ferrant", gender="m")]
    found = at(a, mentions, pronoun)
    assert found is not None
    assert found.name == bearer


@pytest.mark.parametrize(("owner", "bearer"), [("The Emin Times", "Ivo Lund"), ("The Emin Council", None)])
def test_our_reporter_is_whom_the_outlet_calls_its_own(owner: str, bearer: str | None) -> None:
    a = article(f"{owner}'s Ivo Lund was at the mill. Odo Ferrant left. Our reporter says the river rose.")
    mentions = [mention(a, owner.removeprefix("The "), kind="ORG"), mention(a, "Ivo Lund"), mention(a, "Odo Ferrant")]
    found = at(a, mentions, "Our reporter")
    assert (found.name if found else None) == bearer


def test_the_nearer_subject_wins() -> None:
    a = article("Odo Ferrant left. The river rose. Ivo Lund said the bridge held. He praised the crew.")
    found = at(a, [mention(a, "Odo Ferrant", gender="m"), mention(a, "Ivo Lund", gender="m")], "He")
    assert found is not None
    assert found.name == "Ivo Lund"


def test_a_possessor_is_less_likely_meant_than_who_the_sentence_is_about() -> None:
    a = article("Odo Ferrant's press aide, Ivo Lund, played it down; he also accused the mill of lying.")
    found = at(a, [mention(a, "Odo Ferrant", gender="m"), mention(a, "Ivo Lund", gender="m")], "he")
    assert found is not None
    assert found.name == "Ivo Lund"


def test_nobody_named_before_is_no_answer_with_the_reason() -> None:
    a = article("He left. Odo Ferrant stayed.")
    found = at(a, [mention(a, "Odo Ferrant")], "He")
    assert found is not None
    assert found.mention_id is None
    assert found.reason.rule == "no candidate"


def test_two_equally_good_candidates_are_no_answer() -> None:
    a = article("The flood hit Odo Ferrant and Ivo Lund. Nobody slept. He left.")
    found = at(a, [mention(a, "Odo Ferrant", gender="m"), mention(a, "Ivo Lund", gender="m")], "He")
    assert found is not None
    assert found.mention_id is None
    assert found.reason.rule == "two candidates"


@pytest.mark.parametrize("text", [
    "A Foreign Ministry statement came late. The statement said no.",
    "The Foreign Ministry said in a statement that it would wait. The statement added no more.",
    "In a statement on Friday, the Foreign Ministry said it would wait. The statement gave no date.",
    "A statement from the Foreign Ministry came late. The statement said no.",
])
def test_the_statement_is_its_issuers(text: str) -> None:
    a = article(text)
    found = at(a, [mention(a, "Foreign Ministry", kind="ORG")], "The statement")
    assert found is not None
    assert found.name == "Foreign Ministry"


def test_the_ministry_is_the_organisation_whose_name_ends_so() -> None:
    a = article("The Foreign Ministry and the Sarrow River Council met. The ministry said no.")
    mentions = [mention(a, "Foreign Ministry", kind="ORG"), mention(a, "Sarrow River Council", kind="ORG")]
    found = at(a, mentions, "The ministry")
    assert found is not None
    assert found.name == "Foreign Ministry"


def test_country_tells_two_ministers_apart() -> None:
    a = article("Kestrian minister Ivo Lund met Valdorian minister Odo Ferrant. The Kestrian minister said no.")
    mentions = [mention(a, "Kestrian", kind="NORP", country="KES"), mention(a, "Ivo Lund"),
                mention(a, "Valdorian", kind="NORP", country="VAL"), mention(a, "Odo Ferrant"),
                mention(a, "Kestrian", kind="NORP", country="KES", nth=1)]
    found = at(a, mentions, "The Kestrian minister")
    assert found is not None
    assert found.name == "Ivo Lund"


def test_words_inside_quotation_marks_are_left_alone() -> None:
    a = article('Odo Ferrant spoke. "Then he left the town," said Ivo Lund.')
    assert at(a, [mention(a, "Odo Ferrant"), mention(a, "Ivo Lund")], "he ") is None
