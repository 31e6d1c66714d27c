from __future__ import annotations

from dataclasses import replace

import pytest
from factories import article, mention, quotation, reference, time
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.extract.figures.stage import figures
from crosswire.model import Figure


def found(text: str, **fields: object) -> list[Figure]:
    return [f for f in figures([article(text, **fields)], [], [], [], []) if isinstance(f, Figure)]  # type: ignore[arg-type]


def told(text: str) -> list[tuple[str, str, float | None, float | None, str]]:
    return [(f.span.of(text), f.measure, f.low, f.high, f.qualifier) for f in found(text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("12 people were killed.", [("12", "killed", 12, 12, "exact")]),
    ("Shelling killed 12 and wounded 20.", [("12", "killed", 12, 12, "exact"), ("20", "injured", 20, 20, "exact")]),
    ("24 dead, over 200 injured in Ostrel quake", [
        ("24", "killed", 24, 24, "exact"), ("200", "injured", 200, None, "more_than")]),
    ("At least 17 miners had been killed and 31 wounded.", [
        ("17", "killed", 17, None, "at_least"), ("31", "injured", 31, None, "at_least")]),
    ("At least 17 miners were killed and 31 were wounded.", [
        ("17", "killed", 17, None, "at_least"), ("31", "injured", 31, 31, "exact")]),
    ("The quake left dozens dead and 14 others missing.", [
        ("dozens", "killed", 24, None, "vague"), ("14", "missing", 14, 14, "exact")]),
    ("The death toll rose to 11.", [("11", "killed", 11, 11, "exact")]),
    ("The feud has claimed the lives of more than 8,200 villagers.", [("8,200", "killed", 8200, None, "more_than")]),
    ("41 Valdorian soldiers have been killed.", [("41", "killed", 41, 41, "exact")]),
    ("Two women, a teacher and her sister, were killed.", [("Two", "killed", 2, 2, "exact")]),
    ("Seven children aged from two to 11, three women and two men, were killed.", [
        ("Seven", "killed", 7, 7, "exact"), ("three", "killed", 3, 3, "exact"), ("two", "killed", 2, 2, "exact")]),
    ("Some 30 people were killed, five of them children.", [
        ("30", "killed", 30, 30, "about"), ("five", "killed", 5, 5, "exact")]),
    ("Up to 55,000 civilians have fled.", [("55,000", "displaced", None, 55000, "up_to")]),
    ("The camp holds about 20,000 refugees.", [("20,000", "displaced", 20000, 20000, "about")]),
    ("Police arrested 40 protesters.", [("40", "detained", 40, 40, "exact")]),
    ("Kestria moved tens of thousands of troops to the border.", [
        ("tens of thousands", "troops", 20000, None, "vague")]),
    ("Two warships sailed to the strait.", [("Two", "weapons", 2, 2, "exact")]),
    ("About 7% of Valdoria's territory is held by the rebels.", [("7%", "area_share", 7, 7, "about")]),
    ("The damage will cost $3 billion.", [("3 billion", "money", 3e9, 3e9, "exact")]),
    ("More than 300 houses were damaged.", [("300", "other", 300, None, "more_than")]),
    ("Some 400,000 residents hold Kestrian passports.", [("400,000", "residents", 400000, 400000, "about")]),
    ("Between 12 and 15 people died.", [("12 and 15", "killed", 12, 15, "exact")]),
    ("No fewer than 50 people were hurt.", [("50", "injured", 50, None, "at_least")]),
    ("Fewer than 50 people were hurt.", [("50", "injured", None, 50, "at_most")]),
    ("The mill had supplies for 15,000 refugees.", [("15,000", "other", 15000, 15000, "exact")]),
])
def test_what_is_counted_and_how_surely(text: str, expected: list[tuple[str, str, float, float, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("Some 20,000 Kestrian soldiers are near the river, up from about 12,000 in the spring.", [
        ("20,000", "troops", 20000, 20000, "about"), ("12,000", "troops", 12000, 12000, "about")]),
    ("About 8,000 soldiers take part, far fewer than the 20,000 claimed by Ostrel.", [
        ("8,000", "troops", 8000, 8000, "about"), ("20,000", "troops", 20000, 20000, "exact")]),
    ("The number of dead stands at 17. A hospital source spoke of 25.", [
        ("17", "killed", 17, 17, "exact"), ("25", "killed", 25, 25, "exact")]),
    ("The coalition put the turnout at 40,000. The police spoke of 15,000.", [
        ("40,000", "other", 40000, 40000, "exact"), ("15,000", "other", 15000, 15000, "exact")]),
    ("The number of people driven from their homes along the river has risen to 11,000.", [
        ("11,000", "displaced", 11000, 11000, "exact")]),
    ("The toll rose from 12 to 17.", [("12", "killed", 12, 12, "exact"), ("17", "killed", 17, 17, "exact")]),
    ("The toll is likely to be between 100 and 200.", [("100 and 200", "killed", 100, 200, "exact")]),
    ("It is unclear how many people were hurt, but the mayor says at least 50 people.", [
        ("50", "injured", 50, None, "at_least")]),
    ("Hospitals treated 12 villagers for burns.", [("12", "injured", 12, 12, "exact")]),
    ("Two of the wounded died overnight.", [("Two", "killed", 2, 2, "exact")]),
    ("Five bombs were dropped, of which four exploded.", [
        ("Five", "weapons", 5, 5, "exact"), ("four", "weapons", 4, 4, "exact")]),
    ("Kestria released 26 prisoners.", [("26", "other", 26, 26, "exact")]),
    ("Some 818 people are being held there.", [("818", "detained", 818, 818, "about")]),
    ("Tens of thousands of people marched to the palace.", [
        ("Tens of thousands", "other", 20000, None, "vague")]),
    ("The 9,000-strong peacekeeping force is leaving.", [("9,000", "troops", 9000, 9000, "exact")]),
    ("The contract is worth $3 bn.", [("3 bn", "money", 3e9, 3e9, "exact")]),
    ("Some 2 lakh people were displaced.", [("2 lakh", "displaced", 200000, 200000, "about")]),
    ("At least 50 reported injured after quake", [("50", "injured", 50, None, "at_least")]),
    ("The valley has 40 confirmed cases and 1,124 cases of cholera.", [
        ("40", "other", 40, 40, "exact"), ("1,124", "other", 1124, 1124, "exact")]),
    ("He is tried for the execution of 143 villagers.", [("143", "killed", 143, 143, "exact")]),
    ("The fever has so far killed a total of just 16 people.", [("16", "killed", 16, 16, "exact")]),
])
def test_hard_numbers(text: str, expected: list[tuple[str, str, float, float, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("text", [
    "Oskar Vell, 59, was killed.", "The police held a student of 19.", "Children under five go hungry.",
    "People over 65 were evacuated first.", "A boy of seven and his dog were found.", "The men may take four wives.",
    "The bread costs $4 each.", "A litre now costs 3 dollars a litre.", "They found Zarv 2 missiles.",
    "She wrote a book about two soldiers.", "The wars of 1983-2005 are over.",
    "Tens of thousands of people live there.", "The court hears 15 cases of theft.", "It was a 12-round bout.",
    "The rate was $1 = 0.73 euros.",
])
def test_what_counts_nobody(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(("text", "names"), [
    ("Officials said 8,000 soldiers take part, fewer than the 20,000 claimed by Ostrel.", ["Officials", "Ostrel"]),
    ("The Interior Ministry, which had spoken of 17 dead, said nothing new.", ["Interior Ministry"]),
    ("According to a person familiar with the plan, 300 soldiers will leave.", ["person familiar with the plan"]),
    ("The quake has left an estimated 50,000 people dead.", [None]),
    ("They say they killed about 1,300 people; later, doctors put the toll at 2,000.", [None, "doctors"]),
])
def test_credits_that_are_easily_missed(text: str, names: list[str | None]) -> None:
    assert [f.source.name if f.source else None for f in found(text)] == names


def as_of(text: str, words: str, value: str, published: str) -> str | None:
    a = article(text, published=published)
    [made] = [f for f in figures([a], [], [], [time(a, words, value)], []) if isinstance(f, Figure)]
    return made.as_of


@pytest.mark.parametrize(("text", "words", "value", "expected"), [
    ("The number of people killed in Wednesday's shelling has risen to 31.", "Wednesday", "2031-05-14", "2031-05-16"),
    ("Wednesday's shelling killed 31 people.", "Wednesday", "2031-05-14", "2031-05-14"),
    ("It is the largest march since November 2028, when some 60,000 people protested.", "November 2028", "2028-11",
     "2028-11"),
    ("Shells killed 17 people. The attack came early on Tuesday.", "Tuesday", "2031-05-13", "2031-05-13"),
])
def test_the_day_of_the_count(text: str, words: str, value: str, expected: str) -> None:
    assert as_of(text, words, value, "2031-05-16") == expected


@pytest.mark.parametrize("text", [
    "No casualties were reported.", "A five-year-old boy and a man of 42 spoke.", "The talks lasted three hours.",
    "It struck 40 kilometres off Ostrel at a magnitude of 6.1.", "The seven ministers met in 2014.",
    "Two officials said so.", "The village lies on Route 12.", "Page 4 of 20.", "They won 2-1.",
    "One of the bombs hit a school.", "He carried a 303 rifle.", "Rebels killed 15 cattle.",
    "Five ministers held two meetings.", "He faces two murder charges.",
])
def test_ages_distances_durations_labels_and_single_things_are_no_figures(text: str) -> None:
    assert told(text) == []


def test_those_who_kill_are_not_the_killed() -> None:
    assert told("About 100 armed rebels shot dead a guard.") == [("100", "troops", 100, 100, "about")]


def test_the_state_of_the_main_clause_wins() -> None:
    assert [f.measure for f in found("Three men who were abducted last week were found dead.")] == ["killed"]
    assert [f.measure for f in found("The raid killed 40 villagers seeking shelter.")] == ["killed"]


def test_captions_are_read_and_furniture_is_not() -> None:
    page = article("12 people died.")
    for kind, count in (("caption", 1), ("nav", 0), ("related", 0)):
        changed = replace(page, sentences=tuple(replace(s, kind=kind) for s in page.sentences))
        assert len(list(figures([changed], [], [], [], []))) == count


def test_whom_clause_and_reason_are_words_of_the_text() -> None:
    text = "The mayor spoke; at least 12 Kestrian soldiers were killed near Ostrel, he said."
    only = found(text)[0]
    assert only.whom == "Kestrian soldiers"
    assert only.clause.of(text) == "at least 12 Kestrian soldiers were killed near Ostrel"
    assert only.reason.rule == "state_after"


def test_the_speaker_of_the_quotation_is_credited() -> None:
    a = article('"We have buried 12 people," the mayor said.')
    said = quotation(a, "We have buried 12 people", "Mara Vell")
    assert [f.source.name for f in figures([a], [], [], [], [said]) if f.source] == []  # buried: no measure
    b = article('"We have 12 people dead," the mayor said.')
    said = quotation(b, "We have 12 people dead", "Mara Vell")
    assert [f.source.name for f in figures([b], [], [], [], [said])] == ["Mara Vell"]


@pytest.mark.parametrize(("text", "name"), [
    ("12 people died, according to the Ostrel Relief Council.", "Ostrel Relief Council"),
    ("The Ostrel Relief Council says 12 people died.", "Ostrel Relief Council"),
    ("12 people died, the Ostrel Relief Council said.", "Ostrel Relief Council"),
    ("12 people died, said the Ostrel Relief Council.", "Ostrel Relief Council"),
])
def test_words_of_attribution_credit_a_name(text: str, name: str) -> None:
    a = article(text)
    named = mention(a, name, kind="ORG")
    assert [(f.source.name, f.source.mention_id) for f in figures([a], [named], [], [], []) if isinstance(f, Figure)
            and f.source] == [(name, named.id)]


def test_a_pronoun_credits_whom_it_stands_for() -> None:
    a = article("Mara Vell spoke. She said 12 people died.")
    vell = mention(a, "Mara Vell")
    she = reference(a, "She", vell)
    assert [f.source.name for f in figures([a], [vell], [she], [], [])] == ["Mara Vell"]


def test_unnamed_sources_are_described_and_tolls_are_no_speech() -> None:
    assert [f.source.name for f in found("Local officials said 12 people died.") if f.source] == ["Local officials"]
    assert found("The fighting has claimed 12 lives.")[0].source is None
    assert found("Another two people are reported to have been killed.")[0].source is None


def test_as_of_is_the_date_told_else_the_publication_day() -> None:
    a = article("On Tuesday 12 people died. Rebels hold 40,000 soldiers there.", published="2031-05-09")
    tuesday = time(a, "Tuesday", "2031-05-06")
    assert [(f.as_of, "publication" in f.reason.detail) for f in figures([a], [], [], [tuesday], [])] == [
        ("2031-05-06", False), ("2031-05-09", True)]


def test_since_makes_an_interval_up_to_the_publication_day() -> None:
    a = article("More than 8,200 villagers have died since 2024.", published="2031-05-09")
    since = time(a, "2024", "2024")
    assert [f.as_of for f in figures([a], [], [], [since], [])] == ["2024/2031-05-09"]


def test_undated_without_a_publication_day() -> None:
    assert found("12 people died.")[0].as_of is None


def test_history_opened_by_the_sentence_before_dates_the_number() -> None:
    a = article("In 2004 a quake struck the coast. Five people died in Ostrel.", published="2031-05-09")
    then = time(a, "2004", "2004")
    assert [f.as_of for f in figures([a], [], [], [then], [])] == ["2004"]


def test_years_in_time_expressions_are_no_figures() -> None:
    a = article("In 2000 people fled the coast.")
    assert list(figures([a], [], [], [time(a, "2000", "2000")], [])) == []


@settings(max_examples=60)
@given(st.lists(st.sampled_from(
    ["12", "at least", "people", "were", "killed", "and", "20", "wounded", ",", "who", "said", "the", "dozens", "of",
     "others", "tanks", "$5m", "7%", "land", "Kestrian", "soldiers", "\u202e", "😀", "including", "“", "in", "-"]),
    max_size=30).map(" ".join) | st.text(max_size=60))
def test_any_text_gives_figures_inside_it_in_order(text: str) -> None:
    spans = [f.span for f in found(text)]
    assert spans == sorted(spans)
    assert all(f.clause.contains(f.span) for f in found(text))
    for f in found(text):
        assert (f.low is None) == (f.qualifier in ("up_to", "at_most")) or f.qualifier == "vague"
        assert (f.high is None) == (f.qualifier in ("at_least", "more_than", "vague"))


def test_a_megabyte_line_is_read() -> None:
    line = "12 people were killed and " * 2000 + "the rest is told elsewhere and " * 30_000
    a = article("x")
    span = replace(a.sentences[0].span, end=len(line))
    whole = replace(a, text=line, sentences=(replace(a.sentences[0], span=span),))
    assert sum(1 for _ in figures([whole], [], [], [], [])) == 2000
