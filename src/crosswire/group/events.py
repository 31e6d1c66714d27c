"""Event mentions merged into events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.model import Article, Entity, Event, EventMention, Skipped, Story
from crosswire.stage import stage


@stage
def events(articles: Sequence[Article], event_mentions: Sequence[EventMention], entities: Sequence[Entity], stories: Sequence[Story]) -> Iterator[Event | Skipped]:
    """Event mentions merged into events."""
    yield from ()
