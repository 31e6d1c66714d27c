"""Reports, or parties inside them, that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.model import Article, Copy, Disagreement, Entity, Event, EventMention, Figure, FigureTopic, Quotation, Skipped, TimeExpression, Utterance
from crosswire.stage import stage


@stage
def disagreements(articles: Sequence[Article], times: Sequence[TimeExpression], quotations: Sequence[Quotation], utterances: Sequence[Utterance], figures: Sequence[Figure], topics: Sequence[FigureTopic], event_mentions: Sequence[EventMention], events: Sequence[Event], entities: Sequence[Entity], copies: Sequence[Copy]) -> Iterator[Disagreement | Skipped]:
    """Reports, or parties inside them, that cannot both be right."""
    yield from ()
