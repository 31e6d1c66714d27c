"""Stories: which articles belong together. All invented."""

from __future__ import annotations

import random

import pytest
from factories import article, copy, document
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.group.stories.features import FEATURES, learned, measured
from crosswire.group.stories.index import NEAREST, POSTINGS, StoryIndex
from crosswire.group.stories.linking import Link, Linkage, second_look
from crosswire.group.stories.profiles import Profile, profiles
from crosswire.group.stories.stage import in_order, stories
from crosswire.model import Article, Copy, Entity, EventMention, Mention, Story, TimeExpression
from crosswire.pipeline import account_records
from crosswire.stage import Records
from crosswire.tables import table

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
    return [one for one in stories(articles, [], [], [], [], copies or []) if isinstance(one, Story)]


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


BACKGROUND = """
Kestria has moved some 4,000 soldiers to the Oster valley since March, and Valdoria says that it fears an attack on the
mill towns. The valley has been disputed since the war of 2014, in which 900 people died. The Lakes Union has urged
both sides to pull back and has offered to send observers to the Oster bridge.
"""


def told(name: str, published: str | None, lead: str, more: str = BACKGROUND) -> tuple[str, str | None, str]:
    return name, published, lead + "\n" + more


MARSK_ARVEL = [
    told("call-a", "2031-05-14", "Valdorian President Lena Marsk called Kestrian President Tomas Arvel on Tuesday and "
         "asked him to withdraw his troops from the Oster valley. The call lasted an hour, her office said."),
    told("call-b", "2031-05-14", "Lena Marsk, president of Valdoria, spoke by telephone with Kestrian President Tomas "
         "Arvel on Tuesday about the troops in the Oster valley. Mr Arvel promised an answer, her office said.")]
MARSK_HOLM = [
    told("holm", "2031-05-04", "Valdorian President Lena Marsk spoke by telephone with Chancellor Ida Holm on Saturday "
         "about the Kestrian troops in the Oster valley. Ms Holm promised help, the president's office said.")]
SECOND_CALL = [
    told("again", "2031-06-23", "Valdorian President Lena Marsk called Kestrian President Tomas Arvel on Sunday, and "
         "he told her that no soldier would leave the Oster valley. The call lasted an hour, her office said.")]
QUAKES = [
    told("quake-a", "2031-02-03", "An earthquake of magnitude 6.1 struck Tarn Province in Valdoria on Monday and "
         "killed at least 41 people, most of them in the town of Mirova.",
         "Rescuers dug through the ruins of Mirova's school."),
    told("quake-b", "2031-02-04", "Rescuers in Mirova searched ruins on Tuesday, a day after an earthquake of "
         "magnitude 6.1 killed 41 people in Tarn Province.", "Mirova's school was among the buildings that collapsed."),
    told("quake-c", "2031-04-19", "An earthquake of magnitude 5.4 struck Tarn Province in Valdoria on Saturday and "
         "injured nine people in the town of Selk.", "Selk's mayor said that two bridges were closed.")]


def account(reports: list[tuple[str, str | None, str]]) -> Records:
    """The records of the whole way."""
    return account_records([document(text, name, outlet=f"The {name}", published=published)
                            for name, published, text in reports])


def stories_of(reports: list[tuple[str, str | None, str]]) -> tuple[set[frozenset[str]], list[Story]]:
    records = account(reports)
    return names(records[Story], records[Article]), records[Story]


def test_calls_with_different_leaders_are_two_stories_of_one_storyline() -> None:
    found, made = stories_of(MARSK_ARVEL + MARSK_HOLM)
    assert found == {frozenset({"call-a", "call-b"}), frozenset({"holm"})}
    assert len({one.storyline for one in made}) == 1
    assert made[0].storyline is not None


def test_two_calls_between_the_same_leaders_are_two_stories() -> None:
    found, _ = stories_of(MARSK_ARVEL + SECOND_CALL)
    assert found == {frozenset({"call-a", "call-b"}), frozenset({"again"})}


def test_two_quakes_of_one_province_are_two_stories() -> None:
    found, _ = stories_of(QUAKES)
    assert found == {frozenset({"quake-a", "quake-b"}), frozenset({"quake-c"})}


def test_an_undated_report_joins_by_what_it_tells() -> None:
    undated = [(name, None if name == "quake-b" else day, text) for name, day, text in QUAKES]
    found, _ = stories_of(undated)
    assert frozenset({"quake-a", "quake-b"}) in found


def test_stories_of_different_crises_share_no_storyline() -> None:
    _, made = stories_of([*QUAKES[:2], *MARSK_ARVEL, *MARSK_HOLM])
    lines = {one.title: one.storyline for one in made}
    assert sum(line is None for line in lines.values()) == 1


def profiled(reports: list[tuple[str, str | None, str]]) -> list[Profile]:
    records = account(reports)
    return profiles(in_order(records[Article]), records[Mention], records[Entity], records[TimeExpression],
                    records[EventMention])


class TestScore:
    def test_every_feature_has_a_weight_and_no_weight_is_left_over(self) -> None:
        assert set(table("story_weights")["weights"]) == set(FEATURES)

    def test_the_score_does_not_depend_on_who_is_asked_first(self) -> None:
        known = profiled([*QUAKES, *MARSK_ARVEL, *SECOND_CALL, ("empty", None, "...")])
        for one in known:
            for other in known:
                assert measured(one, other) == pytest.approx(measured(other, one))
                assert learned().log_odds(one, other) == pytest.approx(learned().log_odds(other, one))

    def test_the_same_incident_is_likelier_than_a_like_one(self) -> None:
        first, second, other = profiled(QUAKES)
        assert learned().log_odds(first, second) > learned().log_odds(first, other) + 3


class TestIndex:
    def test_the_nearest_come_first(self) -> None:
        first, second, other, *_ = known = profiled(QUAKES)
        index = StoryIndex()
        for at, one in enumerate(known):
            index.add(at, one.vectors)
        assert index.nearest(first.vectors)[:2] == [0, 1]
        assert index.nearest(other.vectors)[0] == 2
        assert second.article_id != first.article_id

    def test_a_look_up_stays_the_same_size_however_many_were_filed(self) -> None:
        index, one = StoryIndex(), profiled(QUAKES)[0]
        for at in range(3 * POSTINGS):
            index.add(at, one.vectors)
        near = index.nearest(one.vectors)
        assert len(near) == min(NEAREST, POSTINGS)
        assert min(near) >= 2 * POSTINGS


pairs = st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] < pair[1])
links = st.dictionaries(pairs, st.floats(-6, 5), max_size=40).map(
    lambda odds: [Link(first, second, value) for (first, second), value in odds.items()])


class TestLinkage:
    def test_groups_join_by_the_mean_and_not_by_their_best_pair(self) -> None:
        linkage = Linkage(0.0)
        linkage.add(range(4), [Link(0, 1, 5.0), Link(2, 3, 5.0), Link(1, 2, 4.0), Link(0, 3, -3.0)])
        assert linkage.groups() == [[0, 1], [2, 3]]

    def test_a_later_report_can_show_two_stories_to_be_one(self) -> None:
        linkage = Linkage(0.0)
        linkage.add(range(2), [Link(0, 1, -1.0)])
        assert linkage.groups() == [[0], [1]]
        linkage.add([2], [Link(0, 2, 4.0), Link(1, 2, 4.0)])
        assert linkage.groups() == [[0, 1, 2]]

    def test_versions_join_whatever_the_odds(self) -> None:
        linkage = Linkage(0.0)
        linkage.add(range(2), [Link(0, 1, -9.0)], [(0, 1)])
        assert linkage.groups() == [[0, 1]]

    def test_an_article_moves_to_the_story_that_began_after_it(self) -> None:
        later = [Link(0, 1, 0.5), Link(0, 2, 5.0), Link(2, 3, 5.0), Link(0, 3, 4.0)]
        assert second_look([[0, 1], [2, 3]], later, 0.0) == [[0, 2, 3], [1]]
        nearly = [Link(0, 1, 3.5), *later[1:]]
        assert second_look([[0, 1], [2, 3]], nearly, 0.0) == [[0, 1], [2, 3]]

    @settings(max_examples=60, deadline=None)
    @given(links, st.randoms(use_true_random=False))
    def test_every_article_is_in_one_group_whatever_the_order_of_the_links(self, given_links: list[Link],
                                                                           dice: random.Random) -> None:
        def grouped_links(some: list[Link]) -> list[list[int]]:
            linkage = Linkage(-0.5)
            linkage.add(range(12), some)
            return second_look(linkage.groups(), some, -0.5)
        shuffled = given_links.copy()
        dice.shuffle(shuffled)
        found = grouped_links(given_links)
        assert sorted(at for group in found for at in group) == list(range(12))
        assert grouped_links(shuffled) == found
