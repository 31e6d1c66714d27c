"""The same words in several reports of an invented crisis."""

from __future__ import annotations

import pytest
from factories import article, entity, mention, party, quotation
from hypothesis import given
from hypothesis import strategies as st

from crosswire.group.alignment import aligned, folded
from crosswire.group.utterances import utterances
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
