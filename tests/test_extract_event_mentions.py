"""Event mentions: roots, roles, status, dates and what is left out, on sentences of an invented crisis."""

from __future__ import annotations

import re
import time as clock
from typing import Any

import pytest
from factories import article, mention, quotation, time
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.extract.events.inflection import noun_forms, parts, verb_forms
from crosswire.extract.events.plover import NO_EVENT, lexicon
from crosswire.extract.events.stage import event_mentions
from crosswire.model import Article, EventMention, Mention
from crosswire.tables import table

NAMES: dict[str, Any] = {
    "Valdoria": "GPE", "Kestria": "GPE", "Ostra Ford": "GPE", "Sella Bay": "LOC", "Ana Berg": "PER", "Ivo Marsh": "PER",
    "Tomas Reyl": "PER", "Sarrow League": "ORG", "Kestrian": "NORP"}


def named(text_article: Article) -> list[Mention]:
    """A Mention for the first place of each invented name that the text holds."""
    return [mention(text_article, name, kind=kind) for name, kind in NAMES.items()
            if re.search(rf"\b{name}\b", text_article.text)]


def read(text: str, times: dict[str, str] | None = None, **fields: Any) -> list[EventMention]:
    a = article(text, **fields)
    spoken = [time(a, words, value) for words, value in (times or {}).items()]
    return [one for one in event_mentions([a], named(a), [], spoken, [], []) if isinstance(one, EventMention)]


def single(text: str, times: dict[str, str] | None = None, **fields: Any) -> EventMention:
    found = read(text, times, **fields)
    assert len(found) == 1, [(one.type, one.reason.detail) for one in found]
    return found[0]


def who(one: EventMention) -> tuple[list[str], list[str]]:
    return [p.name for p in one.actors], [p.name for p in one.recipients]


@pytest.mark.parametrize(("text", "root"), [
    ("Valdoria and Kestria signed a peace agreement.", "AGREE"),
    ("Ana Berg met with Ivo Marsh.", "CONSULT"),
    ("Ana Berg reaffirmed her support for Kestria.", "SUPPORT"),
    ("Valdoria apologised to Kestria.", "CONCEDE"),
    ("Valdoria shared intelligence with Kestria.", "COOPERATE"),
    ("The Sarrow League sent food to Kestria.", "AID"),
    ("Valdoria pulled out of Ostra Ford.", "RETREAT"),
    ("Ana Berg urged Kestria to withdraw its troops.", "REQUEST"),
    ("Ana Berg accused Kestria of shelling the mill.", "ACCUSE"),
    ("Kestria rejected the claims.", "REJECT"),
    ("Kestria threatened to close the dam.", "THREATEN"),
    ("Students protested in Ostra Ford.", "PROTEST"),
    ("Valdoria expelled two diplomats of Kestria.", "SANCTION"),
    ("Kestria has deployed thousands of troops near Ostra Ford.", "MOBILIZE"),
    ("Kestria arrested Tomas Reyl.", "COERCE"),
    ("Kestria shelled Ostra Ford.", "ASSAULT"),
    ("A strong earthquake struck Valdoria.", "NONE"),
])
def test_each_root_is_found(text: str, root: str) -> None:
    assert single(text).type == root


@pytest.mark.parametrize(("text", "actors", "recipients"), [
    ("Kestria shelled Ostra Ford.", ["Kestria"], ["Ostra Ford"]),
    ("Ostra Ford was shelled by Kestria.", ["Kestria"], ["Ostra Ford"]),
    ("Ana Berg and Ivo Marsh accused Kestria of murder.", ["Ana Berg", "Ivo Marsh"], ["Kestria"]),
    ("Ivo Marsh, the governor of Ostra Ford, accused Kestria of murder.", ["Ivo Marsh"], ["Kestria"]),
    ("The governor of Ostra Ford, Ivo Marsh, accused Kestria of murder.", ["Ivo Marsh"], ["Kestria"]),
    ("Valdoria's president Ana Berg condemned Kestria.", ["Ana Berg"], ["Kestria"]),
    ("The annexation of Sella Bay by Kestria followed.", ["Kestria"], ["Sella Bay"]),
    ("A phone call between Ana Berg and Ivo Marsh followed.", ["Ana Berg", "Ivo Marsh"], []),
])
def test_who_did_it_to_whom(text: str, actors: list[str], recipients: list[str]) -> None:
    assert who(single(text)) == (actors, recipients)


def test_a_nationality_acts_for_its_country() -> None:
    a = article("French troops shelled the harbour on Monday.")
    country = mention(a, "French", kind="NORP", country="FRA")
    found = list(event_mentions([a], [country], [], [], [], []))
    assert [p.name for p in found[0].actors] == ["France"]


def test_a_capital_acts_for_its_country() -> None:
    a = article("Paris condemned the raid.")
    found = list(event_mentions([a], [mention(a, "Paris", kind="GPE", country="FRA")], [], [], [], []))
    assert [p.name for p in found[0].actors] == ["France"]


def test_protesters_of_a_country_act_for_themselves() -> None:
    found = single("Kestrian protesters blocked the main road.")
    assert [p.name for p in found.actors] == ["Kestrian protesters"]


@pytest.mark.parametrize(("text", "status"), [
    ("Ana Berg met with Ivo Marsh.", "asserted"),
    ("Ana Berg did not meet with Ivo Marsh.", "denied"),
    ("Ana Berg will meet with Ivo Marsh.", "planned"),
    ("Ana Berg plans to meet with Ivo Marsh.", "planned"),
    ("Kestria may attack Ostra Ford.", "hypothetical"),
    ("The dam would hold if Kestria attacked Ostra Ford.", "hypothetical"),
])
def test_status(text: str, status: str) -> None:
    assert single(text).status == status


def test_the_date_is_that_of_the_clause_and_never_the_publication_date() -> None:
    dated = single("Kestria shelled Ostra Ford on Monday.", {"Monday": "2031-05-05"}, published="2031-05-07")
    bare = single("Kestria shelled Ostra Ford.", published="2031-05-07")
    assert (dated.date, bare.date) == ("2031-05-05", None)


def test_a_date_behind_since_dates_what_since_names_and_not_what_came_before() -> None:
    found = read("Valdoria massed troops at the border, the largest force since the invasion of Lunde in 2024.",
                 {"2024": "2024"}, published="2031-05-07")
    assert {one.type: one.date for one in found} == {"MOBILIZE": None, "ASSAULT": "2024"}


def test_two_dates_outside_the_clause_are_no_answer() -> None:
    found = read("Kestria shelled Ostra Ford; between Monday and Friday nothing moved.",
                 {"Monday": "2031-05-05", "Friday": "2031-05-09"})
    assert [one.date for one in found] == [None]


def test_a_week_becomes_an_interval() -> None:
    found = single("Kestria shelled Ostra Ford last week.", {"last week": "2031-W18"})
    assert found.date == "2031-04-28/2031-05-04"


def test_a_bare_clock_time_dates_nothing() -> None:
    a = article("Kestria shelled Ostra Ford at 3 p.m. today.")
    at = time(a, "3 p.m.", "2031-05-07T15:00", type="TIME")
    assert next(iter(event_mentions([a], named(a), [], [at], [], []))).date is None


def test_history_is_background() -> None:
    old = single("Kestria annexed Sella Bay in 2019.", {"2019": "2019"}, published="2031-05-07")
    new = single("Kestria annexed Sella Bay on Monday.", {"Monday": "2031-05-05"}, published="2031-05-07")
    assert (old.background, new.background) == (True, False)


def test_the_place_is_where_not_whom() -> None:
    found = single("Ana Berg met with Ivo Marsh in Ostra Ford.")
    assert found.place is not None
    assert (found.place.name, who(found)) == ("Ostra Ford", (["Ana Berg", "Ivo Marsh"], []))


def test_what_is_demanded_is_not_an_event() -> None:
    assert [one.type for one in read("Ana Berg urged Kestria to stop the attacks on Ostra Ford.")] == ["REQUEST"]


@pytest.mark.parametrize("text", [
    "Ana Berg suffered a heart attack in Ostra Ford.",
    "Ana Berg vowed nothing and went home.",
    "The Sarrow League wants to fight corruption in Valdoria.",
    "Five people were killed when the quake-hit hall fell.",
])
def test_figures_of_speech_and_mere_tolls_are_left_out(text: str) -> None:
    assert [one for one in read(text) if one.type == "ASSAULT"] == []


def test_full_quotations_count_only_for_what_saying_them_does() -> None:
    a = article("“We condemn the raid and Kestria shelled our homes,” Ana Berg said.")
    said = quotation(a, "We condemn the raid and Kestria shelled our homes,", "Ana Berg")
    found = list(event_mentions([a], named(a), [], [], [said], []))
    assert [(one.type, [p.name for p in one.actors]) for one in found] == [("ACCUSE", ["Ana Berg"])]


def test_must_in_reported_speech_is_a_demand_of_the_speaker() -> None:
    found = single("Ana Berg said Kestria must leave the valley.")
    assert (found.type, who(found)) == ("REQUEST", (["Ana Berg"], ["Kestria"]))


def test_page_furniture_is_not_read() -> None:
    a = article("Kestria shelled Ostra Ford.")
    nav = article("Kestria shelled Ostra Ford.", sentences=tuple(
        type(s)(s.span, s.paragraph, "nav") for s in a.sentences))
    assert list(event_mentions([nav], named(nav), [], [], [], [])) == []


def test_without_names_and_times_strong_nouns_still_count() -> None:
    a = article("Fighting broke out near the bridge.")
    assert [one.type for one in event_mentions([a], [], [], [], [], [])] == ["ASSAULT"]


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_spans_inside_it(text: str) -> None:
    a = article("Kestria shelled " + text)
    for one in event_mentions([a], [mention(a, "Kestria", kind="GPE")], [], [], [], []):
        assert isinstance(one, EventMention)
        assert 0 <= one.span.start <= one.trigger.start < one.trigger.end <= len(a.text)


def test_a_huge_line_is_read_in_no_time() -> None:
    a = article("shelled " * 60_000)
    before = clock.process_time()
    list(event_mentions([a], [], [], [], [], []))
    assert clock.process_time() - before < 3


def test_every_pattern_has_a_known_root_and_mode() -> None:
    roots = table("plover_roots")["roots"]
    unknown = [(p.root, p.mode, p.lemma) for p in lexicon().patterns if p.root not in ("NONE", NO_EVENT) and (
        p.root not in roots or (p.mode and p.mode not in roots[p.root]["modes"]))]
    assert unknown == []


def test_inflection() -> None:
    assert parts("carry")["past"] == {"carried"}
    assert parts("meet")["past"] == {"met"}
    assert "stopped" in verb_forms("stop")
    assert "accusing" in verb_forms("accuse")
    assert noun_forms("ally") == {"ally", "allies"}
