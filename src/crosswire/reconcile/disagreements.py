"""Reports, or parties inside them, that cannot both be right; and reports against the calendar.

Rules of this file: each kind of contradiction has its comparator beside this file; a comparator yields
nothing where the records it needs are missing. Not disagreements: later counts, rounding, the spread inside
"more than" and "about", another place or period (the topics settle those).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from crosswire.model import (
    Article,
    Copy,
    Disagreement,
    Entity,
    Event,
    EventMention,
    Figure,
    FigureTopic,
    Mention,
    Quotation,
    Skipped,
    TimeExpression,
    Utterance,
)
from crosswire.reconcile.calendar_audit import calendar_disagreements
from crosswire.reconcile.compare_dates import date_disagreements
from crosswire.reconcile.compare_figures import figure_disagreements
from crosswire.reconcile.compare_utterances import utterance_disagreements
from crosswire.reconcile.denials import denial_disagreements
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.outcomes import outcome_disagreements
from crosswire.stage import stage

COMPARATORS: tuple[Callable[[Evidence], Iterator[Disagreement]], ...] = (
    figure_disagreements, calendar_disagreements, date_disagreements, utterance_disagreements, denial_disagreements,
    outcome_disagreements)


@stage
def disagreements(articles: Sequence[Article], mentions: Sequence[Mention], times: Sequence[TimeExpression],
                  quotations: Sequence[Quotation], utterances: Sequence[Utterance], figures: Sequence[Figure],
                  topics: Sequence[FigureTopic], event_mentions: Sequence[EventMention], events: Sequence[Event],
                  entities: Sequence[Entity], copies: Sequence[Copy]) -> Iterator[Disagreement | Skipped]:
    """What two reports, or two parties inside them, tell differently about the same thing."""
    evidence = Evidence(articles=articles, mentions=mentions, times=times, quotations=quotations,
                        utterances=utterances, figures=figures, topics=topics, event_mentions=event_mentions,
                        events=events, entities=entities, copies=copies)
    given: set[str] = set()
    for compare in COMPARATORS:
        for found in compare(evidence):
            if found.id not in given:
                given.add(found.id)
                yield found
