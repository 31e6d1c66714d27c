"""Names: what is found, with which kind, full name, role, country and gender. All people and places invented."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.extract.names.stage import names
from crosswire.extract.names.tokens import headline, words
from crosswire.model import Article, Mention
from crosswire.reader.reading import Reading, ReadName, ReadWords
from crosswire.spans import Span, line_spans
from crosswire.values import Block, Reason, Sentence

_NONE = np.zeros((0, 1), dtype=np.float32)
NO_WORDS = ReadWords(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), (_NONE, _NONE, _NONE), _NONE)


def article(text: str) -> Article:
    """An article whose lines are its sentences."""
    spans = [span for span in line_spans(text) if len(span)]
    return Article(id="a1", document_id="d1", key="k", name="n", text=text, language="en",
                   blocks=(Block(Span(0, len(text)), "body", Reason("test", "test")),),
                   sentences=tuple(Sentence(span, i, "body") for i, span in enumerate(spans)))


def read(text: str, *seen: tuple[str, str]) -> list[Mention]:
    """The mentions of a text, by the rules alone, or with what a neural reader takes for (name, kind) everywhere."""
    given = [article(text)]
    found = [ReadName(Span(*m.span()), kind, 0.95) for written, kind in seen for m in re.finditer(written, text)]
    read_ = Reading(id="r", article_id="a1", names=tuple(sorted(found, key=lambda n: n.span)), attributions=(),
                    events=(), words=NO_WORDS, vectors=NO_WORDS.trigger)
    return [m for m in names(given, [read_] if seen else []) if isinstance(m, Mention)]


def found(text: str) -> dict[str, str]:
    """Words as written -> kind."""
    return {m.span.of(text): m.kind for m in read(text)}


def one(text: str, written: str) -> Mention:
    """The first mention written so."""
    return next(m for m in read(text) if m.span.of(text) == written)


@pytest.mark.parametrize(("text", "written", "kind"), [
    ("On Monday President Ilva Renn left.", "Ilva Renn", "PER"),
    ("Talks with Mr. Tarnov failed.", "Tarnov", "PER"),
    ("The spokesman Orlin Vask denied it.", "Orlin Vask", "PER"),
    ("Help came, said Maria Tolvane, 43, a nurse.", "Maria Tolvane", "PER"),
    ("He met Rolf M. Tarnov there.", "Rolf M. Tarnov", "PER"),
    ("He met Omar al-Varani there.", "Omar al-Varani", "PER"),
    ("The UN refugee agency warned of floods.", "UN refugee agency", "ORG"),
    ("A NATO official left.", "NATO", "ORG"),
    ("It was the Norwegian Defence Ministry that asked.", "Norwegian Defence Ministry", "ORG"),
    ("The Norwegian air force flew.", "Norwegian air force", "ORG"),
    ("Norway's government fell.", "Norway's government", "ORG"),
    ("The Ministry of Trade and Energy of Norway closed.", "Ministry of Trade and Energy of Norway", "ORG"),
    ("The White House said so.", "White House", "ORG"),
    ("Fighting near the village of Varn continued.", "Varn", "GPE"),
    ("Troops annexed Varn at once, and are in Varn now.", "Varn", "GPE"),
    ("They are in South Varn today.", "South Varn", "GPE"),
    ("People of eastern Norway fled.", "eastern Norway", "LOC"),
    ("They crossed the Varn River by boat.", "Varn River", "LOC"),
    ("Shells hit Varn refugee camp at dawn.", "Varn refugee camp", "FAC"),
    ("The Norwegian-backed rebels left.", "Norwegian", "NORP"),
    ("A Norway-Sweden summit failed.", "Sweden", "GPE"),
])
def test_kinds(text: str, written: str, kind: str) -> None:
    assert found(text).get(written) == kind


@pytest.mark.parametrize("text", [
    "Troops moved on Monday.", "However, thousands fled.", "The President left.", "IN JULY THE WAR ENDED",
    "It was Independence Day.", "Describing the attack, he wept.",
])
def test_capitals_that_are_no_names(text: str) -> None:
    assert found(text) == {}


def test_a_short_form_takes_the_full_name_also_before_it() -> None:
    text = "Renn was late.\nForeign Minister Ilva Renn of Norway came. Mr Vask thanked Renn."
    assert [m.name for m in read(text) if m.kind == "PER"] == ["Ilva Renn", "Ilva Renn", "Vask", "Ilva Renn"]


def test_two_bearers_of_a_surname_leave_the_short_form_alone() -> None:
    text = "Anna Renn met Karl Renn. Mr Renn left."
    assert [m.name for m in read(text)] == ["Anna Renn", "Karl Renn", "Renn"]


@pytest.mark.parametrize(("text", "role", "country"), [
    ("Norwegian Foreign Minister Ilva Renn came.", "foreign minister", "NOR"),
    ("Ilva Renn, Norway's deputy foreign minister, came.", "deputy foreign minister", "NOR"),
    ("The government spokesman Ilva Renn came.", "government spokesman", None),
    ("Ilva Renn came.", None, None),
])
def test_roles(text: str, role: str | None, country: str | None) -> None:
    mention = one(text, "Ilva Renn")
    assert (mention.role, mention.country) == (role, country)


@pytest.mark.parametrize(("text", "gender"), [
    ("Mrs Varn Tolva left.", "f"), ("Spokeswoman Varn Tolva left.", "f"), ("Robert Tolva left.", "m"),
    ("President Varn Tolva left.", None)])
def test_gender(text: str, gender: str | None) -> None:
    assert next(m for m in read(text) if m.kind == "PER").gender == gender


def test_an_acronym_in_brackets_is_the_name_before_it() -> None:
    text = "The Varn Relief Fund (VRF) came. The VRF left."
    assert {m.name for m in read(text)} == {"Varn Relief Fund"}


def test_tables_give_the_canonical_name() -> None:
    assert [m.name for m in read("The U.N. told the US and Britain.")] == [
        "United Nations", "United States", "United Kingdom"]


def test_titles_and_possessives_stay_outside_the_span() -> None:
    assert one("It was President Ilva Renn’s idea.", "Ilva Renn").name == "Ilva Renn"


def test_headlines_are_told_from_sentences() -> None:
    assert headline(words("Norwegian Troops Cross River After Deadly Clash", Span(0, 47)))
    assert not headline(words("Norwegian troops cross the river after a deadly clash", Span(0, 53)))


@given(st.text(alphabet=st.sampled_from("AaBb éÖ’'-.\n(),“”🙂שلU9"), max_size=120))
def test_mentions_lie_in_the_text_in_order_and_do_not_overlap(text: str) -> None:
    spans = [m.span for m in read(text)]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_long_line_stays_linear() -> None:
    assert len(read("Ilva Renn said no. " * 8000)) == 8000
