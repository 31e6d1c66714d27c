from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from factories import (
    article,
    copy,
    entity,
    figure,
    mention,
    passage,
    quotation,
    time,
    topic,
    utterance,
)
from hypothesis import given
from hypothesis import strategies as st

from crosswire.model import Article, Disagreement, Quotation
from crosswire.reconcile.calendar_audit import WEEKDAYS, nearest
from crosswire.reconcile.disagreements import disagreements
from crosswire.reconcile.evidence import content_words
from crosswire.values import Party

NAMES = ("mentions", "times", "quotations", "utterances", "figures", "topics", "event_mentions", "events", "entities",
         "copies")


def found(articles: list[Article], **records: list[object]) -> list[Disagreement]:
    made = disagreements(articles, **{name: records.get(name, []) for name in NAMES})
    return [record for record in made if isinstance(record, Disagreement)]


def said(articles: list[Article], made: Disagreement) -> list[str]:
    texts = {a.id: a.text for a in articles}
    return [side.span.of(texts[side.article_id]) for side in made.sides]


def countries(articles: list[Article]) -> list[object]:
    """A mention of each invented country wherever an article first names it, so that parties are known."""
    codes = {"Kestria": "KST", "Valdoria": "VLD"}
    return [mention(a, name, kind="GPE", country=code, nth=nth) for a in articles for name, code in codes.items()
            for nth in range(a.text.count(name))]


# ---------------------------------------------------------------- figures

def test_figures_that_differ_are_sides_with_number_and_source() -> None:
    a = article("The war killed 14,000 people, the Valdorian government says.", name="a")
    b = article("More than 13,000 people have died, according to the UN.", name="b")
    figures = [figure(a, "14,000", low=14000, high=14000, source="the Valdorian government"),
               figure(b, "13,000", low=13000, high=None, qualifier="more_than", source="the UN")]
    [made] = found([a, b], figures=figures, topics=[topic(*figures, relation="differ", label="killed in the war")])
    assert (made.kind, made.about) == ("figure", "killed in the war")
    assert [side.stance for side in made.sides] == ["14,000 (the Valdorian government)", "more than 13,000 (the UN)"]


@pytest.mark.parametrize("relation", ["agree", "evolving", "single"])
def test_figures_that_only_grew_or_agree_are_no_disagreement(relation: str) -> None:
    a, b = article("Ten died.", name="a"), article("Twelve died.", name="b")
    figures = [figure(a, "Ten", low=10, high=10), figure(b, "Twelve", low=12, high=12)]
    assert not found([a, b], figures=figures, topics=[topic(*figures, relation=relation)])


# ---------------------------------------------------------------- dates

def test_a_weekday_that_its_date_did_not_have_is_answered_by_a_report_with_the_right_day() -> None:
    a = article("Mara Vell warned Kestria in a phone call on Tuesday June 4.", name="a")
    b = article("In a phone call on Tuesday, Mara Vell warned Kestria.", name="b")
    c = article("Rain fell on Tuesday in the hills.", name="c")
    times = [time(a, "Tuesday June 4", "2031-06-04", weekday="Tuesday"), time(b, "Tuesday", "2031-06-03"),
             time(c, "Tuesday", "2031-06-03")]
    [made] = found([a, b, c], times=times)
    assert made.kind == "date"
    assert made.about == "Tuesday June 4 was a Wednesday"
    assert said([a, b, c], made) == ["Tuesday June 4", "Tuesday"]


@pytest.mark.parametrize(("words", "value", "weekday"), [
    ("Wednesday June 4", "2031-06-04", "Wednesday"), ("June 4", "2031-06-04", None),
    ("Tuesday in June", "2031-06", "Tuesday")])
def test_a_date_that_fits_its_weekday_or_names_none_is_right(words: str, value: str, weekday: str | None) -> None:
    a = article(f"They met on {words}.")
    assert not found([a], times=[time(a, words, value, weekday=weekday)])


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.sampled_from(WEEKDAYS))
def test_nearest_is_such_a_weekday_within_three_days(day: dt.date, weekday: str) -> None:
    assert WEEKDAYS[nearest(day, weekday).weekday()] == weekday
    assert abs((nearest(day, weekday) - day).days) <= 3


# ---------------------------------------------------------------- utterances

def quoted_twice(first: str, second: str) -> tuple[list[Article], list[Quotation]]:
    a = article("“Kestria must end this build-up,” said Mara Vell. Tom Arden agreed.", name="a")
    b = article("“Kestria must end its build-up,” said Mara Vell. Tom Arden agreed.", name="b")
    return [a, b], [quotation(a, "Kestria must end this build-up", first),
                    quotation(b, "Kestria must end its build-up", second)]


def test_differing_words_of_one_utterance_are_a_wording_disagreement() -> None:
    articles, quoted = quoted_twice("Mara Vell", "Mara Vell")
    differences = (passage(articles[0], "this"), passage(articles[1], "its"))
    told = utterance(*quoted, speaker="Mara Vell", differences=differences)
    [made] = found(articles, quotations=quoted, utterances=[told])
    assert made.kind == "wording"
    assert said(articles, made) == ["this", "its"]


def test_one_utterance_given_to_two_known_speakers_is_an_attribution_disagreement() -> None:
    articles, quoted = quoted_twice("Mara Vell", "Tom Arden")
    people = [entity("Mara Vell"), entity("Tom Arden")]
    [made] = found(articles, quotations=quoted, utterances=[utterance(*quoted)], entities=people)
    assert made.kind == "attribution"
    assert [side.party for side in made.sides] == ["Mara Vell", "Tom Arden"]


def test_an_unnamed_speaker_does_not_contradict_a_named_one() -> None:
    articles, quoted = quoted_twice("Mara Vell", "a senior official")
    assert not found(articles, quotations=quoted, utterances=[utterance(*quoted)], entities=[entity("Mara Vell")])


def test_a_speaker_who_is_only_a_pronoun_contradicts_nobody() -> None:
    articles, quoted = quoted_twice("Mara Vell", "Tom Arden")
    pronoun = replace(quoted[1], speaker=Party("Tom Arden", passage(articles[1], "its").span))
    people = [entity("Mara Vell"), entity("Tom Arden")]
    both = [quoted[0], pronoun]
    assert not found(articles, quotations=both, utterances=[utterance(*both)], entities=people)


def test_an_office_that_reports_its_president_is_no_second_speaker() -> None:
    articles, quoted = quoted_twice("Mara Vell", "Palace of Valdoria")
    known = [entity("Mara Vell"), entity("Palace of Valdoria", kind="ORG")]
    assert not found(articles, quotations=quoted, utterances=[utterance(*quoted)], entities=known)


# ---------------------------------------------------------------- denials

@pytest.mark.parametrize(("first", "second"), [
    ("Valdoria accused Kestria of shelling the Ostley clinic.", "Kestria denied the claims."),
    ("Valdoria accused Kestria of shelling the Ostley clinic.", "Kestria denied that it had shelled the clinic."),
    ("Valdoria accused Kestria of shelling the Ostley clinic.", "The Kestria government rejected the accusations."),
    ("Valdoria accused Kestria of withholding river water.", "Kestria insists that it is keeping the treaty."),
    ("Valdoria blamed Kestria for the raid on Ostley.", "Kestria said there was no evidence of any raid on Ostley."),
    ("Valdoria blamed Kestria for the raid on Ostley.", "Kestria said it had not carried out the strike on Ostley."),
])
def test_an_accusation_and_its_denial_in_one_article(first: str, second: str) -> None:
    a = article(f"{first} {second}")
    [made] = found([a], mentions=countries([a]))
    assert made.kind == "denial"
    assert said([a], made) == [first, second]


def test_a_denial_is_matched_to_the_claim_in_another_article_by_its_rare_words() -> None:
    a = article("Kestria maintained that mortars had been fired from the clinic. Rain fell all day.", name="a")
    b = article("Aid workers denied that any mortars were fired from the clinic. Roads were open.", name="b")
    c = article("Kestria claimed a great victory. Markets were calm in Vale.", name="c")
    [made] = found([a, b, c], mentions=countries([a, b, c]))
    assert {side.article_id for side in made.sides} == {a.id, b.id}


@pytest.mark.parametrize("text", [
    "Kestria denied them access to the clinic. Valdoria accused Kestria of delay.",
    "Kestria denied the claims.",
    "Valdoria accused Kestria of shelling the clinic. Rain fell.",
    "The two accused each other of shelling. Kestria spoke to reporters.",
    "Valdoria condemned the shelling. There was no immediate comment from Kestria.",
])
def test_no_denial_without_both_sides(text: str) -> None:
    a = article(text)
    assert not found([a], mentions=countries([a]))


def test_there_is_no_such_thing_against_there_is_one() -> None:
    a = article("Minister Tom Arden said there is no humanitarian crisis in the valley. It rained.", name="a")
    b = article("There is a humanitarian crisis already, so he has not avoided one. It snowed.", name="b")
    [made] = found([a, b])
    assert len(made.sides) == 2


# ---------------------------------------------------------------- outcomes

def test_casualties_in_one_report_and_none_in_another() -> None:
    a = article("Kestrian planes bombed the Ostley camp. Twelve people were killed in the camp.", name="a")
    b = article("Planes bombed the Ostley camp. There were no casualties in the camp, an aid group said.", name="b")
    [made] = found([a, b], figures=[figure(a, "Twelve", low=12, high=12)])
    assert made.kind == "outcome"
    assert len(made.sides) == 2


def test_the_toll_of_a_whole_war_does_not_contradict_a_raid_without_casualties() -> None:
    a = article("The Ostley camp war killed 12 people since 2019.", name="a")
    b = article("There were no casualties in the Ostley camp.", name="b")
    assert not found([a, b], figures=[figure(a, "12", low=12, high=12)])


# ---------------------------------------------------------------- all of them

def test_copies_weigh_once() -> None:
    text = "Valdoria accused Kestria of shelling the Ostley clinic. Kestria denied that it had shelled the clinic."
    articles = [article(text, name=name) for name in ("a", "b")]
    [alone] = found(articles, mentions=countries(articles))
    [copied] = found(articles, mentions=countries(articles), copies=[copy(*articles, text)])
    assert (alone.weight, copied.weight) == (2.5, 1.5)
    assert len(copied.sides) == 4


def test_order_of_input_does_not_matter() -> None:
    text = "Valdoria accused Kestria of shelling the Ostley clinic. Kestria denied shelling it."
    articles = [article(f"{text} {name}", name=name) for name in ("a", "b", "c")]
    named = countries(articles)
    assert found(articles, mentions=named) == found(articles[::-1], mentions=named[::-1])


@pytest.mark.parametrize("text", ["", "🙂 denied 🙂", "הכחיש " * 20, "denied " * 5000, "accused of " * 3000])
def test_odd_texts_are_survived(text: str) -> None:
    assert found([article(text)]) == []


def test_content_words_are_alike_across_inflection_and_near_synonyms() -> None:
    assert content_words("They carried out the strike") == content_words("carrying out the attacks")
