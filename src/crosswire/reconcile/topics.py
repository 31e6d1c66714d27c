"""Figures about one quantity, and how they relate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.model import Article, Entity, Figure, FigureTopic, Skipped, Story
from crosswire.stage import stage


@stage
def topics(articles: Sequence[Article], figures: Sequence[Figure], entities: Sequence[Entity], stories: Sequence[Story]) -> Iterator[FigureTopic | Skipped]:
    """Figures about one quantity, and how they relate."""
    yield from ()
