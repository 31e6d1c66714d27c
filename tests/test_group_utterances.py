"""The same words in several reports of an invented crisis."""

from __future__ import annotations

import pytest
from factories import article, entity, mention, party, quotation
from hypothesis import given
from hypothesis import strategies as st

from crosswire.group.alignment import aligned, folded
from crosswire.group.utterances.stage import utterances
from crosswire.model import Utterance


def reports(*rows: tuple[str, str | None]) -> tuple[list[Utterance], dict[str, str]]:
    """Utterances of articles that each quote one wording by one speaker; article id -> text."""
    articles = [article(f"{speaker or 'Somebody'} said: “{words}”", name=f"a{i}")
                for i, (words, speaker) in enumerate(rows)]
    made = [quotation(a, words, speaker) for a, (words, speaker) in zip(articles, rows, strict=True)]
    return list(utterances.function(articles, made, [])), {a.id: a.text for a in articles}


LONG = "We stand ready for the defence of the valley and of its mills, the mayor knows that"


@pytest.mark.parametrize(("one", "other"), [
    ("We will defend our neighbours & the river", "We will defend our neighbors and the river"),
    ("ready for the defence of the valley", "ready for the defense of the valley."),
    ("ready for the defence of the valley", LONG),
    ("Kestria should open this crossing below the weir", "should open its crossing below the weir"),
    ("ready … for the defence of the valley", "ready and able for the defence of the valley"),
])
def test_other_wordings_of_one_speaker_are_one_utterance(one: str, other: str) -> None:
    got, _ = reports((one, "Mara Vell"), (other, "Mara Vell"))
    assert len(got) == 1
    assert got[0].speaker == "Mara Vell"


@pytest.mark.parametrize(("one", "other", "speakers"), [
    ("We hold the old bridge", "They left the new mill", ("Mara Vell", "Mara Vell")),
    ("the price of the grain", "the price of the flour", ("Mara Vell", "Mara Vell")),
    ("a very grave mistake", "a very grave mistake", ("Mara Vell", "Odo Ferrant")),
    ("of the and in our this it", "of the and in our this it", ("Mara Vell", "Mara Vell")),
])
def test_other_words_or_other_people_are_not(one: str, other: str, speakers: tuple[str, str]) -> None:
    assert reports((one, speakers[0]), (other, speakers[1]))[0] == []


def test_a_long_wording_is_one_utterance_even_if_the_speaker_is_disputed() -> None:
    assert len(reports((LONG, "Mara Vell"), (LONG, "Odo Ferrant"))[0]) == 1


def test_one_article_alone_is_no_utterance() -> None:
    a = article("Vell said: “We hold the old bridge now” and again: “We hold the old bridge now”")
    made = [quotation(a, "We hold the old bridge now", "Vell", nth=n) for n in (0, 1)]
    assert list(utterances.function([a], made, [])) == []


def test_differences_are_the_words_that_differ_and_nothing_else() -> None:
    got, texts = reports(("Kestria should open this crossing & pay its neighbours below the weir", "Mara Vell"),
                         ("should open its crossing and pay its neighbors below the weir", "Mara Vell"))
    assert [p.span.of(texts[p.article_id]) for p in got[0].differences] in (["this", "its"], ["its", "this"])


def test_what_dots_or_brackets_mark_is_no_difference() -> None:
    got, _ = reports(("ready … for the defence of the valley", "Vell"),
                     ("ready and able for the defence of the [Sarrow] valley", "Vell"))
    assert got[0].differences == ()


def test_names_of_one_entity_are_one_speaker() -> None:
    one = article("Mara Vell said: “a very grave mistake”", name="one")
    other = article("The mayor said: “a very grave mistake”", name="other")
    m1, m2 = mention(one, "Mara Vell"), mention(other, "The mayor", name="Mara Vell")
    vell = entity("Mara Vell", m1, m2)
    made = [quotation(one, "a very grave mistake", party(one, "Mara Vell")),
            quotation(other, "a very grave mistake", "Mara Vell")]
    assert [u.speaker for u in utterances.function([one, other], made, [vell])] == ["Mara Vell"]


def test_the_order_of_input_does_not_matter() -> None:
    articles = [article(f"{i} “{LONG}”", name=f"a{i}") for i in range(4)]
    made = [quotation(a, LONG, "Mara Vell") for a in articles]
    assert list(utterances.function(articles, made, [])) == list(utterances.function(articles[::-1], made[::-1], []))


@pytest.mark.parametrize(("one", "other"), [
    ("organised", "organized"), ("Defence", "defense"), ("neighbours", "neighbors"), ("travelling", "traveling"),
    ("per cent", "percent"), ("theatre", "theater"), ("&", "and"), ("centre", "center"), ("metres", "meters"),
    ("signalled", "signaled"), ("9", "nine")])
def test_spellings_fold_together(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("four", "for"), ("killed", "kill"), ("its", "this"), ("hour", "hor")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(st.lists(st.sampled_from(["river", "bridge", "the", "hold"]), max_size=12))
def test_a_wording_lies_in_itself(keys: list[str]) -> None:
    found = aligned(keys, keys)
    assert found.common == len(keys)
    assert found.runs == ()


def told(*rows: tuple[str, str, bool]) -> list[tuple[set[str], set[tuple[str, str]]]]:
    """For each utterance: the articles' names, and its findings as kind and words; rows are text, words, direct."""
    articles = [article(text, name=f"a{i}") for i, (text, _, _) in enumerate(rows)]
    made = [quotation(a, found, party(a, "Mara Vell"), direct=direct)
            for a, (_, found, direct) in zip(articles, rows, strict=True)]
    home = {q.id: a for a, q in zip(articles, made, strict=True)}
    texts = {a.id: a.text for a in articles}
    return [({home[i].name for i in u.quotation_ids},
             {(f.kind, f.span.of(texts[f.article_id])) for f in u.findings})
            for u in utterances.function(articles, made, [])]


DIRECT = ("Mara Vell said: “We will never leave the old bridge to the flood”",
          "We will never leave the old bridge to the flood", True)


def test_indirect_speech_joins_the_quotation_that_it_retells() -> None:
    retold = "they would never leave the old bridge to a flood"
    got = told(DIRECT, (f"Mara Vell said {retold}.", retold, False))
    assert got == [({"a0", "a1"}, {("indirect", retold)})]


@pytest.mark.parametrize("other", [
    "the mill had to be closed before the winter",  # other words
    "the old bridge was shut",  # too few in common
])
def test_other_indirect_speech_of_the_speaker_does_not(other: str) -> None:
    assert told(DIRECT, (f"Mara Vell said {other}.", other, False)) == []


def test_indirect_speech_never_joins_two_quotations_into_one() -> None:
    one = ("Mara Vell said: “the river flooded seven villages”", "the river flooded seven villages", True)
    other = ("Mara Vell said: “the harbour wall broke twice”", "the harbour wall broke twice", True)
    both = "the river flooded seven villages and the harbour wall broke twice"
    got = told(one, other, (f"Mara Vell said {both}.", both, False))
    assert all({"a0", "a1"} - articles for articles, _ in got)


def test_indirect_speech_of_somebody_else_does_not() -> None:
    one = article(DIRECT[0], name="one")
    other = article("Odo Ferrant said they never leave the old bridge to the flood.", name="other")
    made = [quotation(one, DIRECT[1], "Mara Vell"),
            quotation(other, "they never leave the old bridge to the flood", "Odo Ferrant", direct=False)]
    assert list(utterances.function([one, other], made, [])) == []


@pytest.mark.parametrize(("other", "finding"), [
    ("We will never yield the old bridge to the flood", {("substitution", "leave"), ("substitution", "yield")}),
    ("We will never leave the very old bridge to the flood", {("addition", "very")}),
    ("We will … leave the old bridge to the flood", {("elision", "never")}),
    ("We will never leave the [new] bridge to the flood", {("substitution", "old"), ("substitution", "new")}),
    ("“We will never leave the old bridge, to the flood", set()),
])
def test_findings_say_how_a_report_departs(other: str, finding: set[tuple[str, str]]) -> None:
    words = other.strip("“")
    assert told(DIRECT, (f"Mara Vell said: “{words}”", words, True))[0][1] == finding


def test_words_under_another_name_are_a_re_attribution() -> None:
    rows = [article(f"{who} said: “{LONG}”", name=who) for who in ("Mara Vell", "The mayor Vell", "Odo Ferrant")]
    called = ("Mara Vell", "Vell", "Odo Ferrant")
    made = [quotation(a, LONG, party(a, who)) for a, who in zip(rows, called, strict=True)]
    vell = entity("Mara Vell", aliases=("Vell",))
    got = next(iter(utterances.function(rows, made, [vell])))
    assert [(f.kind, f.span.of(rows[2].text)) for f in got.findings] == [("attribution", "Odo Ferrant")]


@pytest.mark.parametrize("how", [
    "Mara Vell said through an interpreter", "Mara Vell said in Kurdish", "Mara Vell, speaking in Norwegian, said"])
def test_a_translation_is_told_by_its_article_and_may_depart_further(how: str) -> None:
    other = "Never shall we yield the old bridge to any flood"
    got = told(DIRECT, (f"{how}: “{other}”", other, True))
    assert len(got) == 1
    assert ("translation", other) in got[0][1]
    assert told(DIRECT, (f"Mara Vell said: “{other}”", other, True)) == []
