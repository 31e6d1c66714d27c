"""Names that no table knows: countries, peoples, towns and bodies read from their context. All invented."""

from __future__ import annotations

import pytest
from test_extract_names import found, read

from crosswire.demonyms import looks_like_demonym, place_of
from crosswire.extract.names.weigh import amounts, decide


@pytest.mark.parametrize(("text", "written", "kind"), [
    ("Troops left Zelmoria on Monday. The Zelmorian parliament met.", "Zelmoria", "GPE"),
    ("Troops left Zelmoria on Monday. The Zelmorian parliament met.", "Zelmorian parliament", "ORG"),
    ("Zelmoria was calm.\nTwo Zelmorian soldiers were hurt.", "Zelmorian", "NORP"),
    ("The Zelmorian government fell.", "Zelmorian government", "ORG"),
    ("The Zelmorian air force flew over the river.", "Zelmorian air force", "ORG"),
    ("Dravund's president, Rolf Hask, was tired.", "Dravund", "GPE"),
    ("Dravund's foreign minister was tired.", "Dravund", "GPE"),
    ("The people of Dravund and Ortavia were tired.", "Dravund", "GPE"),
    ("They fled to Dravund from the coast of Harsk.", "Dravund", "GPE"),
    ("He spoke to reporters in Varkholm.", "Varkholm", "GPE"),
    ("He was treated at Varkholm, said the party Ordan.", "Ordan", "ORG"),
    ("The militant group Sarvun claimed it. Sarvun fighters left.", "Sarvun", "ORG"),
    ("According to the newspaper Morvik, nobody came.", "Morvik", "ORG"),
    ("She works for the UN Relief Stores Corps there.", "UN Relief Stores Corps", "ORG"),
    ("\"No,\" said Rolf Hask, who left.", "Rolf Hask", "PER"),
    ("Mayor Rolf Hask left.\nLater Hask returned.", "Hask", "PER"),
])
def test_kinds_from_context(text: str, written: str, kind: str) -> None:
    assert found(text).get(written) == kind


def test_a_possessive_that_never_stands_alone_is_part_of_a_name() -> None:
    text = "He told Farmer's Purse so.\nThen Farmer's Purse left.\nDravund's Mayor and Dravund's Mayor met."
    assert "Farmer's Purse" in found(text)
    assert "Dravund's Mayor" not in found(text)


def test_a_hospital_of_an_unknown_people_is_no_name_of_a_place() -> None:
    assert "Zelmorian hospital" not in found("Zelmoria is near. He lay in a Zelmorian hospital for weeks.")


@pytest.mark.parametrize(("demonym", "places", "place"), [
    ("Kestrian", {"Kestria"}, "Kestria"), ("Ostravan", {"Ostrava"}, "Ostrava"), ("Tolvese", {"Tolva"}, "Tolva"),
    ("Varni", {"Varn"}, "Varn"), ("Dorish", {"Dorland"}, "Dorland"), ("Kestrian", {"Kestria", "Kestr"}, None),
    ("Kestrian", {"Valdoria"}, None), ("Renn", {"Renna"}, None)])
def test_a_people_belongs_to_the_one_place_that_fits(demonym: str, places: set[str], place: str | None) -> None:
    assert place_of(demonym, places) == place


@pytest.mark.parametrize(("word", "verdict"), [
    ("Kestrian", True), ("Tolvese", True), ("Dorish", True), ("Kestria", False), ("Renn", False)])
def test_the_look_of_a_people(word: str, verdict: bool) -> None:
    assert looks_like_demonym(word) is verdict


def test_a_cue_counts_by_the_share_of_the_occurrences_where_it_holds() -> None:
    assert amounts({"occurs": 1, "in_before": 1}) == {"in_before": 1.0}
    often, seldom = amounts({"occurs": 4, "in_before": 4}), amounts({"occurs": 4, "in_before": 1})
    assert often["in_before"] == 4 * seldom["in_before"] == 2.0


def test_no_cue_is_no_name() -> None:
    assert decide({"occurs": 1, "one_word": 1, "opens_sentence": 1, "only_opens_sentences": 1,
                   "also_in_small_letters": 1}) is None


def test_the_score_is_a_probability() -> None:
    assert all(0 < m.reason.score <= 1 for m in read("He met Rolf Hask in Varkholm near Dravund's border."))


@pytest.mark.parametrize(("text", "seen", "written", "kind"), [
    ("They praised Ordan, then sued Ordan.", ("Ordan", "ORG"), "Ordan", "ORG"),
    ("They praised Ordan warmly.", ("Ordan", "PER"), "Ordan", "PER"),
    ("It was Varkholm that he missed, and Varkholm that he saw.", ("Varkholm", "LOC"), "Varkholm", "GPE"),
    ("The Zelmorian air force flew over the river.", ("Zelmorian air force", "ORG"), "Zelmorian air force", "ORG"),
])
def test_what_the_neural_reader_takes_an_unknown_name_for_counts(text: str, seen: tuple[str, str], written: str,
                                                                 kind: str) -> None:
    assert {m.span.of(text): m.kind for m in read(text, seen)}.get(written) == kind


def test_a_word_in_which_the_neural_reader_sees_no_name_needs_more_evidence() -> None:
    text = "Some say Hask and Dravund stayed."
    assert len(read(text, ("nobody", "PER"))) <= len(read(text, ("stayed", "PER"))) <= len(read(text))


def test_an_acronym_in_brackets_is_of_the_kind_of_its_name() -> None:
    text = "The Ordan Relief Fund (ORF) left. Later the ORF returned."
    nothing = {m.span.of(text): (m.kind, m.name) for m in read(text, ("nobody", "PER"))}
    assert nothing["ORF"] == ("ORG", "Ordan Relief Fund")
