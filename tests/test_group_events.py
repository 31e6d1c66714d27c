"""Events: what merges, what stays apart, what a merged event says. All invented."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from factories import article, entity, event_mention, mention

from crosswire.group.events.stage import events
from crosswire.model import Article, Entity, Event, EventMention, Skipped

A = article("Kestria shelled the Ostra mill on Monday, officials said.", "a", published="2031-05-06")
B = article("Kestrian guns shelled the Ostra mill, killing two.", "b", published="2031-05-06")
C = article("Kestria shelled the Sella harbour on Friday.", "c", published="2031-05-10")


def shelled(of: Article, clause: str, **fields: object) -> EventMention:
    fields.setdefault("actors", ("Kestria",))
    return event_mention(of, "shelled", clause=clause, **fields)  # type: ignore[arg-type]


PLACES = ("Ostra", "Sella", "Lunde")
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


@pytest.mark.parametrize(("published", "days", "month"), [
    ("2031-05-06", ("2031-05-05",), "2031-05"),
    ("2031-06-01", ("2031-05-30",), "2031-05"),
    ("2031-05-06", ("2031-05-05", "2031-04-30"), "2031-05"),  # half of them in the month of the report
    ("2031-06-01", ("2031-05-05", "2031-04-30"), None),  # which of the two?
    ("2031-05-06", ("2031-05-05", "2031-04-30", "2031-04-12"), "2031-04"),  # two thirds elsewhere
    ("2031-09-06", ("2031-05-05",), None),  # the report is of another time
    (None, ("2031-05-05",), None),
])
def test_the_month_of_an_undated_event_is_that_which_frames_the_report(
        published: str | None, days: tuple[str, ...], month: str | None) -> None:
    a = article("Kestria shelled, shelled and shelled. She said so.", published=published)
    told = [event_mention(a, "shelled", nth=nth, date=day, actors=("Kestria",), clause="shelled",
                          place=place) for nth, (day, place) in enumerate(zip(days, PLACES, strict=False))]
    blamed = event_mention(a, "said", type="ACCUSE", actors=("Kestria",), recipients=("Valdoria",))
    found = [one for one in events([a], [], [*told, blamed], [], []) if isinstance(one, Event)]
    assert [one.date for one in found if one.type == "ACCUSE"] == [month]


def test_a_report_from_before_an_event_tells_of_another() -> None:
    early = article("Kestrian guns shelled the Ostra mill, killing two.", "b", published="2031-05-02")
    told = shelled(early, "Kestrian guns shelled the Ostra mill, killing two")
    planned = replace(told, status="planned")
    for mention_, together in ((told, False), (planned, True)):
        found = [one for one in events([A, early], [], [MONDAY, mention_], [], []) if isinstance(one, Event)]
        assert (len(found) == 1) is together


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


def acted(found: list[Event], trigger: str, of: Article) -> tuple[str, ...]:
    """Who acts in the event that is told by the clause with this word."""
    return next(one.actors for one in found if trigger in one.headline.span.of(of.text))


WAR = article("Kestria shelled the mill. Kestria bombed the harbour. A shell hit the camp at Lunde. Artillery struck a "
              "farm. A rocket hit Kestria. Fighting broke out again. Kestria fought rebels near Ilm.", "w",
              published="2031-05-06")


def told(words: str, clause: str, **fields: object) -> EventMention:
    fields.setdefault("actors", ())
    return event_mention(WAR, words, clause=clause, **fields)  # type: ignore[arg-type]


SHELLED = told("shelled", "Kestria shelled the mill", actors=("Kestria",))
BOMBED = told("bombed", "Kestria bombed the harbour", actors=("Kestria",))


def events_of_war(*mentions: EventMention) -> list[Event]:
    return [one for one in events([WAR], [], [SHELLED, BOMBED, *mentions], [], []) if isinstance(one, Event)]


def test_an_attack_without_author_is_that_of_whom_the_report_tells_as_attacker() -> None:
    hit = told("hit", "A shell hit the camp at Lunde", recipients=("Lunde",), place="Lunde", date="2031-05-01")
    assert acted(events_of_war(hit), "Lunde", WAR) == ("Kestria",)


def test_nameless_forces_are_those_of_the_attacker() -> None:
    struck = told("struck", "Artillery struck a farm", actors=("artillery",), date="2031-05-01")
    assert acted(events_of_war(struck), "farm", WAR) == ("Kestria",)


def test_who_is_struck_is_not_the_attacker() -> None:
    rocket = told("hit", "A rocket hit Kestria", recipients=("Kestria",), date="2031-05-02", place="Kestria")
    assert acted(events_of_war(rocket), "rocket", WAR) == ()


def test_fighting_that_names_nobody_is_that_of_the_foes_of_the_report() -> None:
    broke = told("Fighting broke out", "Fighting broke out again", date="2031-05-03")
    fought = told("fought", "Kestria fought rebels near Ilm", actors=("Kestria",), recipients=("rebels",), place="Ilm")
    assert acted(events_of_war(broke, fought), "Fighting", WAR) == ("Kestria", "rebels")


def test_a_spokesman_acts_for_his_body_and_a_named_army_for_its_state() -> None:
    a = article("Kestria was silent. Palace spokesman Orr Lind denied it. Kestria Armed Forces denied it too.", "s")
    body, person = mention(a, "Palace", kind="ORG"), mention(a, "Orr Lind", kind="PER")
    army, state = mention(a, "Kestria Armed Forces", kind="ORG"), mention(a, "Kestria", kind="GPE")
    known = [entity("Palace", body, kind="ORG"), entity("Orr Lind", person, kind="PER"),
             entity("Kestria Armed Forces", army, kind="ORG"), entity("Kestria", state, kind="GPE")]
    first = event_mention(a, "denied", clause="Orr Lind denied it", type="REJECT", actors=("Orr Lind",), date="2031")
    other = event_mention(a, "denied it too", clause="Kestria Armed Forces denied it too", type="REJECT",
                          actors=("Kestria Armed Forces",), date="2030")
    found = [set(one.actors) for one in events([a], [body, person, army, state], [first, other], known, [])
             if isinstance(one, Event)]
    assert sorted(map(sorted, found)) == [["Kestria", "Kestria Armed Forces"], ["Orr Lind", "Palace"]]


def test_dealings_of_private_persons_are_skipped_with_the_reason() -> None:
    a = article("Mara Vell spoke with Tam Orrin on Monday.", "p")
    people = [mention(a, "Mara Vell", kind="PER"), mention(a, "Tam Orrin", kind="PER", role="doctor")]
    known = [entity(one.name, one, kind="PER") for one in people]
    spoke = event_mention(a, "spoke", clause="Mara Vell spoke with Tam Orrin on Monday", type="CONSULT",
                          actors=("Mara Vell", "Tam Orrin"), date="2031-05-05")
    [one] = events([a], people, [spoke], known, [])
    assert isinstance(one, Skipped)
    assert one.reason.rule == "event-private"
