"""Stories: which articles belong together. All invented."""

from __future__ import annotations

import random

from factories import article, copy

from crosswire.group.stories import stories
from crosswire.model import Article, Copy, Story

FLOOD = ["The Sarrow dam burst at dawn and water drowned the mills of Ostra.",
         "Mills at Ostra drowned after the Sarrow dam burst, engineers said.",
         "Engineers blame cracks for the burst Sarrow dam above the Ostra mills."]
STRIKE = ["Dockers in Sella walked out over wages, idling forty cranes.",
          "Forty cranes stood idle in Sella as dockers demanded higher wages."]


def report(name: str, text: str, published: str | None = "2031-05-06") -> Article:
    return article(text, name, published=published)


ALL = [report(f"flood{i}", text) for i, text in enumerate(FLOOD)] + [
    report(f"strike{i}", text) for i, text in enumerate(STRIKE)]


def grouped(articles: list[Article], copies: list[Copy] | None = None) -> list[Story]:
    return [one for one in stories(articles, [], [], copies or []) if isinstance(one, Story)]


def names(found: list[Story], articles: list[Article]) -> set[frozenset[str]]:
    by_id = {a.id: a.name for a in articles}
    return {frozenset(by_id[i] for i in one.article_ids) for one in found}


def test_two_happenings_are_two_stories() -> None:
    assert names(grouped(ALL), ALL) == {frozenset({"flood0", "flood1", "flood2"}), frozenset({"strike0", "strike1"})}


def test_every_article_is_in_exactly_one_story() -> None:
    odd = [*ALL, report("empty", ""), report("emoji", "🙂 🙂")]
    held = [i for one in grouped(odd) for i in one.article_ids]
    assert sorted(held) == sorted(a.id for a in odd)


def test_the_order_of_arrival_does_not_matter() -> None:
    shuffled = ALL.copy()
    random.Random(3).shuffle(shuffled)
    assert {one.id for one in grouped(shuffled)} == {one.id for one in grouped(ALL)}


def test_the_same_words_a_month_apart_are_another_story() -> None:
    later = report("later", FLOOD[0], "2031-07-01")
    assert frozenset({"later"}) in names(grouped([*ALL, later]), [*ALL, later])


def test_copies_of_a_whole_article_stay_together() -> None:
    one, other = report("one", "Quite some words of a report."), report("other", "Entirely unlike in wording, sadly.")
    twin = copy(one, other, "Quite some words", "Entirely unlike", kind="same_article")
    assert names(grouped([one, other], [twin]), [one, other]) == {frozenset({"one", "other"})}


def test_when_is_the_span_of_publication_days() -> None:
    first, last = report("first", FLOOD[0], "2031-05-06"), report("last", FLOOD[1], "2031-05-08")
    assert [one.when for one in grouped([first, last])] == ["2031-05-06/2031-05-08"]
    assert [one.when for one in grouped([report("x", FLOOD[0], None)])] == [None]


def test_the_title_is_the_central_articles_title_or_first_sentence() -> None:
    titled = article(FLOOD[0], "t", title="Dam bursts")
    assert grouped([titled])[0].title == "Dam bursts"
    assert grouped([report("u", FLOOD[1])])[0].title == FLOOD[1]
