from __future__ import annotations

import pytest
from factories import WHY, article
from hypothesis import given
from hypothesis import strategies as st

from crosswire.group.copies import copies
from crosswire.group.passages import RUN, WINDOW, fingerprints, shared_passages
from crosswire.model import Copy
from crosswire.spans import Span
from crosswire.values import Block

PASSAGE = ("Fighters crossed the Sarn river before dawn on Sunday and took two villages near Ostley, the army said, "
           "in the deepest advance since the truce of March collapsed.")
OTHER = "Markets in the capital were calm. Schools stayed open in most districts, teachers said."
QUOTE = ("We voice our deepest concern over the sudden closure of the Sarn crossing and call on Kestria to reopen it, "
         "without any condition and without any delay")


def found(*articles: object) -> list[Copy]:
    return [copy for copy in copies(articles) if isinstance(copy, Copy)]


def test_a_shared_passage_is_found_inside_otherwise_different_articles() -> None:
    a = article(f"Valdoria woke to war. {PASSAGE} Nobody slept. {QUOTE}.", name="a")
    b = article(f"{OTHER}\n{PASSAGE}\n{OTHER}", name="b")
    [copy] = found(a, b)
    texts = {p.article_id: p.span.of(a.text if p.article_id == a.id else b.text) for p in copy.passages}
    assert set(texts.values()) == {PASSAGE.removesuffix(".")}
    assert copy.kind == "passage"


@pytest.mark.parametrize(("old", "new"), [
    ("two villages", "three small villages"), ("on Sunday", "Sunday"), ("Ostley, the", "Ostley the"),
    ("river before dawn", "river, before dawn")])
def test_small_edits_do_not_break_a_passage(old: str, new: str) -> None:
    [copy] = found(article(PASSAGE, name="a"), article(PASSAGE.replace(old, new) + " " + OTHER, name="b"))
    assert copy.reason.score >= 0.9


def test_a_passage_under_twenty_words_is_no_copy() -> None:
    short = " ".join(PASSAGE.split()[:19])
    assert not found(article(f"{short}. {OTHER}", name="a"), article(f"Elsewhere: {short}. No more.", name="b"))


def test_only_body_text_is_compared() -> None:
    text = f"{OTHER}\n{PASSAGE}"
    cut = len(OTHER) + 1
    blocks = (Block(Span(0, cut), "body", WHY), Block(Span(cut, len(text)), "related", WHY))
    assert not found(article(PASSAGE, name="a"), article(text, name="b", blocks=blocks))


def test_reordered_reprints_share_several_passages() -> None:
    second = ("Doctors at the Ostley clinic said that they had run out of beds, blood and clean water by noon on "
              "that same day.")
    a, b = article(f"{PASSAGE}\n{second}", name="a"), article(f"{second}\n{OTHER}\n{PASSAGE}", name="b")
    made = found(a, b)
    assert len(made) == 2
    assert {copy.kind for copy in made} == {"edited_version"}


@pytest.mark.parametrize(("first", "second", "kind"), [
    (f"VALE, Valdoria (AP) - {PASSAGE} {OTHER} {OTHER}", f"Much else. {PASSAGE} {QUOTE}.", "wire"),
    (f'{OTHER} {OTHER} The envoy said: "{QUOTE}."', f"“{QUOTE}”, said the envoy. {PASSAGE}", "shared_statement"),
    (PASSAGE, PASSAGE + " Nothing else is known.", "same_article")])
def test_kinds(first: str, second: str, kind: str) -> None:
    made = found(article(first, name="a"), article(second, name="b"))
    assert [copy.kind for copy in made] == [kind]


def test_order_of_input_does_not_matter() -> None:
    articles = [article(f"{name} {PASSAGE} {OTHER}", name=name) for name in "abcd"]
    assert found(*articles) == found(*reversed(articles))


def test_a_family_of_reprints_is_chained_not_squared() -> None:
    many = found(*(article(f"Number {n}. {PASSAGE}", name=str(n)) for n in range(60)))
    linked = {article_id for copy in many for article_id in copy.article_ids}
    assert len(linked) == 60
    assert len(many) < 60 * 59 / 2


@pytest.mark.parametrize("text", ["", "😀 " * 50, "שלום עולם " * 30, "na " * 20000])
def test_odd_texts_are_survived(text: str) -> None:
    for copy in found(article(text, name="a"), article(text, name="b")):
        assert all(place.span.end <= len(text) for place in copy.passages)


WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=60)


@given(WORDS, WORDS, st.lists(st.sampled_from("stuvwxyz"), min_size=RUN + WINDOW - 1, max_size=30, unique=False))
def test_a_long_shared_run_always_shares_a_fingerprint(left: list[str], right: list[str], run: list[str]) -> None:
    first = {value for value, _ in fingerprints(left + run)}
    second = {value for value, _ in fingerprints(run + right)}
    assert first & second


@given(WORDS, WORDS)
def test_passages_lie_inside_both_and_are_alike(first: list[str], second: list[str]) -> None:
    places = dict(reversed(list(fingerprints(first))))
    seeds = [(places[value], j) for value, j in fingerprints(second) if value in places]
    for shared in shared_passages(first, second, seeds, min_words=8, min_likeness=0.85):
        assert 0 <= shared.first[0] < shared.first[1] <= len(first)
        assert 0 <= shared.second[0] < shared.second[1] <= len(second)
        assert shared.words >= 8
        assert shared.likeness >= 0.85
