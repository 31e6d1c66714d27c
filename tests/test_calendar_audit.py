"""The calendar audit, from the words of invented reports to the finding; and what it must leave alone."""

from __future__ import annotations

import pytest
from factories import article

from crosswire.extract.times.stage import times
from crosswire.model import Article, Disagreement, EventMention, TimeExpression
from crosswire.reconcile.calendar_audit import calendar_disagreements
from crosswire.reconcile.evidence import Evidence
from crosswire.spans import Span
from crosswire.values import Reason

PUBLISHED = "2031-04-14"


def expressions(a: Article) -> list[TimeExpression]:
    return [item for item in times((a,)) if isinstance(item, TimeExpression)]


def happened(a: Article, trigger: str, status: str = "asserted") -> EventMention:
    """An event over the whole text, dated by the text's one day."""
    start = a.text.index(trigger)
    day = next(time.value for time in expressions(a) if time.value)
    return EventMention(
        id="e", article_id=a.id, span=Span(0, len(a.text)), reason=Reason("test", "test"), type="ASSAULT", mode=None,
        trigger=Span(start, start + len(trigger)), status=status, background=False, actors=(), recipients=(),
        date=day[:10], place=None)


def audit(a: Article, *mentions: EventMention) -> list[Disagreement]:
    return list(calendar_disagreements(Evidence(articles=[a], times=expressions(a), event_mentions=mentions)))


@pytest.mark.parametrize(("text", "rule"), [
    ("Envoys met on Tuesday 9 April 2031.", "weekday"),
    ("Shells hit Talvik on 31 June.", "no_such_day"),
    ("Shells hit Talvik on June 31.", "no_such_day"),
    ("Shells hit Talvik on 29 February 2031.", "no_such_day"),
    ("The pact of 2030-11-31 holds.", "no_such_day"),
    ("Kestria shelled the port on 3 April after raiders burned a depot on 5 April.", "order"),
    ("On 3 April Kestria shelled the port in response to the raid of 5 April.", "order"),
    ("The raid on 9 April led to the shelling of 2 April.", "order"),
])
def test_a_date_that_cannot_be_is_a_finding(text: str, rule: str) -> None:
    [made] = audit(article(text, published=PUBLISHED))
    assert (made.kind, made.reason.rule) == ("date", f"calendar_audit.{rule}")
    assert made.sides


@pytest.mark.parametrize("text", [
    "Envoys met on Wednesday 9 April 2031.",
    "Shells hit Talvik on 29 February 2032.",
    "Shells hit Talvik on 29 February.",
    "In June 31 people drowned.",
    "On 30 June rain fell.",
    "Kestria shelled the port on 5 April after raiders burned a depot on 3 April.",
    "The raid on 2 April led to the shelling of 9 April.",
    "Envoys met on 3 April after a truce that will end on 5 April.",
    "The council said on 3 April that talks would follow the vote on 5 April.",
    "Envoys met on 3 April after the vote was set for 5 April.",
    "Envoys met on Thursday after the vote on Friday.",
    "Envoys met on 3 April and again on 5 April.",
    "Envoys met on 3 April, after a quiet month, and before dawn on 5 April they left.",
])
def test_what_the_calendar_allows_is_left_alone(text: str) -> None:
    assert audit(article(text, published=PUBLISHED)) == []


@pytest.mark.parametrize(("text", "status", "findings"), [
    ("Raiders burned the depot on 20 April 2031.", "asserted", 1),
    ("Raiders were seen and burned the depot on 20 April.", "asserted", 1),
    ("Raiders burned the depot on 13 April.", "asserted", 0),
    ("Raiders burned the depot on 15 April 2031.", "asserted", 0),
    ("Raiders burned the depot on 20 April 2031.", "planned", 0),
    ("Raiders burned a note that they will return on 20 April 2031.", "asserted", 0),
])
def test_what_is_still_to_come_is_not_told_as_past(text: str, status: str, findings: int) -> None:
    a = article(text, published=PUBLISHED)
    assert [d.reason.rule for d in audit(a, happened(a, "burned", status))] == \
        ["calendar_audit.still_to_come"] * findings


def test_a_day_of_publication_that_was_only_inferred_proves_nothing() -> None:
    a = article("Raiders burned the depot on 20 April 2031.", published=PUBLISHED, published_basis="inferred")
    assert audit(a, happened(a, "burned")) == []
