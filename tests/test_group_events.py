"""Events: what merges, what stays apart, what a merged event says. All invented."""

from __future__ import annotations

import random

from factories import article, entity, event_mention, mention

from crosswire.group.events.stage import events
from crosswire.model import Article, Entity, Event, EventMention, Skipped

A = article("Kestria shelled the Ostra mill on Monday, officials said.", "a", published="2031-05-06")
B = article("Kestrian guns shelled the Ostra mill, killing two.", "b", published="2031-05-06")
C = article("Kestria shelled the Sella harbour on Friday.", "c", published="2031-05-10")


def shelled(of: Article, clause: str, **fields: object) -> EventMention:
    fields.setdefault("actors", ("Kestria",))
    return event_mention(of, "shelled", clause=clause, **fields)  # type: ignore[arg-type]


MONDAY = shelled(A, "Kestria shelled the Ostra mill on Monday", date="2031-05-05")
BARE = shelled(B, "Kestrian guns shelled the Ostra mill, killing two")
FRIDAY = shelled(C, "Kestria shelled the Sella harbour on Friday", date="2031-05-09")


def merged(mentions: list[EventMention], entities: list[Entity] | None = None) -> list[Event]:
    found = events([A, B, C], [], mentions, entities or [], [])
    return [one for one in found if isinstance(one, Event)]


def test_reports_of_one_attack_are_one_event_and_the_dated_one_refines_it() -> None:
    [one] = merged([MONDAY, BARE])
    assert (one.date, one.actors, len(one.mention_ids)) == ("2031-05-05", ("Kestria",), 2)


def test_different_days_are_different_events() -> None:
    assert sorted(one.date or "" for one in merged([MONDAY, FRIDAY])) == ["2031-05-05", "2031-05-09"]


def test_different_roots_never_merge() -> None:
    other = event_mention(B, "killing", type="ACCUSE", actors=("Kestria",))
    assert len(merged([MONDAY, other])) == 2


def test_the_order_of_arrival_does_not_matter() -> None:
    mentions = [MONDAY, BARE, FRIDAY]
    expected = sorted(one.id for one in merged(mentions))
    for seed in range(5):
        random.Random(seed).shuffle(mentions)
        assert sorted(one.id for one in merged(mentions)) == expected


def test_names_are_canonical() -> None:
    there = mention(A, "Kestria", kind="GPE")
    republic = entity("Republic of Kestria", there, kind="GPE", aliases=("Kestria",))
    [one] = merged([MONDAY], [republic])
    assert one.actors == ("Republic of Kestria",)


def test_an_undated_event_takes_the_month_of_the_dated_ones_beside_it_and_says_so() -> None:
    blamed = event_mention(A, "said", type="ACCUSE", actors=("Kestria",), recipients=("Valdoria",))
    found = {one.type: one for one in merged([MONDAY, blamed])}
    assert found["ACCUSE"].date == "2031-05"
    assert "no clause dates it" in found["ACCUSE"].reason.detail


def test_history_gets_no_month() -> None:
    old = event_mention(A, "said", type="ACCUSE", actors=("Kestria",), recipients=("Valdoria",), background=True)
    found = {one.type: one for one in merged([MONDAY, old])}
    assert found["ACCUSE"].date is None


def test_a_lone_guess_about_violence_is_skipped_with_its_reason() -> None:
    guess = shelled(B, "Kestrian guns shelled the Ostra mill, killing two", status="hypothetical")
    [one] = events([A, B, C], [], [guess], [], [])
    assert isinstance(one, Skipped)
    assert one.record_id == guess.id
    assert one.reason.rule == "event-bare"


def test_every_mention_is_in_one_event_or_skipped() -> None:
    mentions = [MONDAY, BARE, FRIDAY]
    held = [i for one in merged(mentions) for i in one.mention_ids]
    assert sorted(held) == sorted(one.id for one in mentions)
    assert list(events([], [], [], [], [])) == []
