"""Who stands behind each claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.model import Article, Copy, Entity, Event, EventMention, Figure, FigureTopic, OriginCount, Quotation, Skipped, Source, Utterance
from crosswire.stage import stage


@stage
def origins(articles: Sequence[Article], sources: Sequence[Source], copies: Sequence[Copy], quotations: Sequence[Quotation], utterances: Sequence[Utterance], figures: Sequence[Figure], topics: Sequence[FigureTopic], event_mentions: Sequence[EventMention], events: Sequence[Event], entities: Sequence[Entity]) -> Iterator[OriginCount | Skipped]:
    """Who stands behind each claim."""
    yield from ()
