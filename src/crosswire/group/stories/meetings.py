"""Who meets, calls or talks with whom: two calls between leaders are two stories, however much else is the same.

Rules of this file: only asserted meetings and calls (PLOVER's CONSULT) of two or more named people count, and only
those in the lead of both reports. They are told apart by the people, then by the days; where either report is silent,
nothing is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from crosswire.canon import Canon
from crosswire.group.stories.times import Told
from crosswire.model import Entity, EventMention

LATER = 6  # days between the publications from which the same people's meeting is another one, unless a day is shared

People = frozenset[str]


class Report(Protocol):
    """What the rule asks of a report: its day, the days told in its lead, and who meets there."""

    @property
    def published(self) -> int | None: ...
    @property
    def lead(self) -> Told: ...
    @property
    def meetings(self) -> frozenset[People]: ...


@dataclass(frozen=True, slots=True)
class Meeting:
    """The people of one clause, by the ids of their entities, and where it starts in the text."""

    start: int
    people: People


def meetings(events: Sequence[EventMention], entities: Iterable[Entity]) -> Mapping[str, list[Meeting]]:
    """The asserted meetings of each article."""
    canon, out = Canon(entities), defaultdict(list)
    for event in events:
        if event.type != "CONSULT" or event.status != "asserted" or event.background:
            continue
        met = [canon.entity(party) for party in (*event.actors, *event.recipients)]
        people = frozenset(one.id for one in met if one and one.kind == "PER")
        if len(people) > 1:
            out[event.article_id].append(Meeting(event.span.start, people))
    return out


def other_meeting(x: Report, y: Report) -> bool:
    """Whether the leads of both tell of meetings, and of none in common."""
    if not x.meetings or not y.meetings:
        return False
    same_people = any(len(one & other) > 1 for one in x.meetings for other in y.meetings)
    return not same_people or _other_days(x, y)


def _other_days(x: Report, y: Report) -> bool:
    if x.lead.days & y.lead.days:
        return False
    if x.published is not None and y.published is not None and abs(x.published - y.published) >= LATER:
        return True
    return bool(x.lead.weekdays and y.lead.weekdays) and not any(
        (one - other) % 7 in (0, 1, 6) for one in x.lead.weekdays for other in y.lead.weekdays)
