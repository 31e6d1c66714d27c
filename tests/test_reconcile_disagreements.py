from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from factories import (
    article,
    copy,
    entity,
    event,
    event_mention,
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
    a = article("The feud killed 9,400 villagers, the Valdorian government says.", name="a")
    b = article("More than 8,000 villagers have died, according to the UN.", name="b")
    figures = [figure(a, "9,400", low=9400, high=9400, source="the Valdorian government"),
               figure(b, "8,000", low=8000, high=None, qualifier="more_than", source="the UN")]
    [made] = found([a, b], figures=figures, topics=[topic(*figures, relation="differ", label="killed in the war")])
    assert (made.kind, made.about) == ("figure", "killed in the war")
    assert [side.stance for side in made.sides] == ["9,400 (the Valdorian government)", "more than 8,000 (the UN)"]


@pytest.mark.parametrize("relation", ["agree", "evolving", "single"])
def test_figures_that_only_grew_or_agree_are_no_disagreement(relation: str) -> None:
    a, b = article("Ten died.", name="a"), article("Twelve died.", name="b")
    figures = [figure(a, "Ten", low=10, high=10), figure(b, "Twelve", low=12, high=12)]
    assert not found([a, b], figures=figures, topics=[topic(*figures, relation=relation)])


# ---------------------------------------------------------------- dates


def rivals(first: str, second: str, *, relation: str = "evolving", days: tuple[str, str] = ("2031-05-14", "2031-05-14"),
           **fields: object) -> list[Disagreement]:
    """Disagreements of two one-line reports that give 17 and 23, credited to the ministry and the mayor."""
    a = article(first, name="a", published="2031-05-14")
    b = article(second, name="b", published="2031-05-14")
    figures = [figure(a, "17", low=17, high=17, as_of=days[0], source="Ministry", **fields),  # type: ignore[arg-type]
               figure(b, "23", low=23, high=23, as_of=days[1], source="Mayor", **fields)]  # type: ignore[arg-type]
    return found([a, b], figures=figures, topics=[topic(*figures, relation=relation, label="people killed")])


@pytest.mark.parametrize(("first", "second", "days", "count"), [
    ("Shells killed 17 people in Orlen.", "Shells killed 23 people in Orlen.", ("2031-05-14", "2031-05-14"), 1),
    ("Shells killed 17 people in Orlen.", "Shells killed 23 people in Orlen.", ("2031-05-14", "2031-05-16"), 0),
    ("Shells killed 23 people in Orlen, not 17.", "Shells killed 23 people in Orlen.", ("2031-05-16", "2031-05-14"), 1),
    ("Shells killed 17 people in Orlen.", "As many as 23 may have died in Orlen.", ("2031-05-14", "2031-05-14"), 0),
    ("Shells killed 17 people in Orlen.", "A bus crash in Vell killed 23.", ("2031-05-14", "2031-05-14"), 0),
])
def test_two_sources_that_count_differently_on_one_day_are_rivals_even_in_a_topic_that_moves(
        first: str, second: str, days: tuple[str, str], count: int) -> None:
    assert len(rivals(first, second, days=days)) == count


def test_a_long_row_of_counts_gives_only_the_rivals_as_sides() -> None:
    told = [("17", "Ministry", "2031-05-14"), ("23", "Mayor", "2031-05-14"), ("31", "Ministry", "2031-05-16"),
            ("33", "Ministry", "2031-05-20")]
    articles = [article(f"Shells killed {n} people in Orlen.", name=n, published=day) for n, _, day in told]
    figures = [figure(a, n, low=int(n), high=int(n), as_of=day, source=source)
               for a, (n, source, day) in zip(articles, told, strict=True)]
    [made] = found(articles, figures=figures, topics=[topic(*figures, relation="evolving", label="people killed")])
    assert [side.stance for side in made.sides] == ["17 (Ministry)", "23 (Mayor)"]
    assert made.about == "people killed, 2031-05-14"


@pytest.mark.parametrize(("first", "second", "values", "count"), [
    ("Shells hit the school in Orlen at 3:45pm.", "Shells hit the school in Orlen at 3pm.",
     (("3:45pm", "2031-05-14T15:45"), ("3pm", "2031-05-14T15:00")), 1),
    ("Shells hit the school in Orlen at 3:05pm.", "Shells hit the school in Orlen at about 3pm.",
     (("3:05pm", "2031-05-14T15:05"), ("about 3pm", "2031-05-14T15:00")), 0),
    ("Shells hit the school in Orlen at 3pm.", "Shells hit the school in Orlen at 1pm (GMT).",
     (("3pm", "2031-05-14T15:00"), ("1pm", "2031-05-14T13:00")), 0),
    ("Shells hit the school in Orlen in the morning.", "Shells hit the school in Orlen at 3pm.",
     (("in the morning", "2031-05-14TMO"), ("3pm", "2031-05-14T15:00")), 1),
    ("Shells hit the school in Orlen at 3pm.", "Rebels shelled an army post near Vell at 9am.",
     (("3pm", "2031-05-14T15:00"), ("9am", "2031-05-14T09:00")), 0),
])
def test_one_event_at_two_hours(first: str, second: str, values: tuple[tuple[str, str], tuple[str, str]], count: int
                                ) -> None:
    articles = [article(first, name="a"), article(second, name="b")]
    mentions = [event_mention(a, a.text.split()[1], date="2031-05-14") for a in articles]
    times = [time(a, words, value, type="TIME") for a, (words, value) in zip(articles, values, strict=True)]
    made = found(articles, times=times, event_mentions=mentions, events=[event(*mentions)])
    assert [d.kind for d in made] == ["date"] * count


@pytest.mark.parametrize(("first", "second", "count"), [
    ("Shells killed four soldiers near the school in Orlen on Monday.",
     "On Tuesday shells killed four soldiers near the school in Orlen.", 1),
    ("Shells killed four soldiers near the school in Orlen on Monday.",
     "Officials said on Tuesday that shells killed four soldiers near the school in Orlen.", 0),
    ("Shells killed four soldiers near the school in Orlen on Monday.",
     "The number of soldiers killed near the school in Orlen by Tuesday was four.", 0),
])
def test_one_toll_on_two_days(first: str, second: str, count: int) -> None:
    articles = [article(first, name="a", published="2031-05-15"), article(second, name="b", published="2031-05-15")]
    times = [time(articles[0], "Monday", "2031-05-12"), time(articles[1], "Tuesday", "2031-05-13")]
    figures = [figure(a, "four", low=4, high=4, whom="soldiers", as_of=t.value)
               for a, t in zip(articles, times, strict=True)]
    made = found(articles, times=times, figures=figures, topics=[topic(*figures, relation="agree", label="soldiers")])
    assert [d.kind for d in made] == ["date"] * count


@pytest.mark.parametrize("text", [
    "Kestria is accused of shelling Orlen. Mara Vell said it was not enough to shell an empty field.",
    "Kestria is accused of shelling Orlen. Did Kestria shell Orlen, or is that not true?",
    "Kestria is accused of shelling Orlen. Mara Vell hopes it is not true.",
    "Kestria did not deny shelling Orlen. Valdoria accused Kestria of shelling Orlen.",
    "Mara Vell does not blame Kestria for shelling Orlen. Kestria denied a visa to her.",
])
def test_what_only_sounds_like_a_denial(text: str) -> None:
    a = article(text)
    assert found([a], mentions=countries([a])) == []


def test_a_denial_is_not_matched_by_names_alone() -> None:
    a = article("Valdoria accused Kestria and the Orlen Guard of arming smugglers.", name="a")
    b = article("Kestria denied that the Orlen Guard would join the parade.", name="b")
    assert found([a, b], mentions=countries([a, b])) == []


def test_the_ill_without_dead_of_another_country_do_not_contradict_a_toll() -> None:
    a = article("The fever killed 81 people in Kestria, its council says.", name="a")
    b = article("Valdoria has 45 cases of the fever with no deaths, the council says.", name="b")
    assert found([a, b], mentions=countries([a, b]), figures=[figure(a, "81", low=81, high=81)]) == []


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
    a = article("Kestria insisted that rockets had been stored below the clinic. Rain fell all day.", name="a")
    b = article("Aid workers denied that any rockets were stored below the clinic. Roads were open.", name="b")
    c = article("Kestria claimed a great victory. Markets were calm in Vale.", name="c")
    [made] = found([a, b, c], mentions=countries([a, b, c]))
    assert {side.article_id for side in made.sides} == {a.id, b.id}


@pytest.mark.parametrize("text", [
    "Kestria denied them access to the clinic. Valdoria accused Kestria of delay.",
    "Kestria denied the claims.",
    "Valdoria accused Kestria of shelling the clinic. Rain fell.",
    "The two accused each other of shelling. Kestria spoke to reporters.",
    "Valdoria condemned the shelling. Kestria has not commented so far.",
])
def test_no_denial_without_both_sides(text: str) -> None:
    a = article(text)
    assert not found([a], mentions=countries([a]))


def test_there_is_no_such_thing_against_there_is_one() -> None:
    a = article("Minister Tom Arden said there is no bread shortage in the valley. It rained.", name="a")
    b = article("There is a bread shortage already, and he has seen the queues. It snowed.", name="b")
    [made] = found([a, b])
    assert len(made.sides) == 2


# ---------------------------------------------------------------- outcomes

def test_casualties_in_one_report_and_none_in_another() -> None:
    a = article("Kestrian planes bombed the Ostley camp. Twelve people were killed in the camp.", name="a")
    b = article("Planes bombed the Ostley camp. No casualties were seen at the camp, an aid group said.", name="b")
    [made] = found([a, b], figures=[figure(a, "Twelve", low=12, high=12)])
    assert made.kind == "outcome"
    assert len(made.sides) == 2


def test_the_toll_of_a_whole_war_does_not_contradict_a_raid_without_casualties() -> None:
    a = article("The Ostley camp war killed 12 people since 2019.", name="a")
    b = article("No casualties were seen at the Ostley camp.", name="b")
    assert not found([a, b], figures=[figure(a, "12", low=12, high=12)])


# ---------------------------------------------------------------- all of them

def test_copies_weigh_once() -> None:
    text = "Valdoria accused Kestria of shelling the Ostley clinic. Kestria denied that it had shelled the clinic."
    articles = [article(text, name=name) for name in ("a", "b")]
    [alone] = found(articles, mentions=countries(articles))
    [copied] = found(articles, mentions=countries(articles), copies=[copy(*articles, text)])
    assert (alone.weight, copied.weight) == (5.0, 2.5)
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
