"""Articles about one happening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.model import Article, Copy, Entity, Mention, Skipped, Story
from crosswire.stage import stage


@stage
def stories(articles: Sequence[Article], mentions: Sequence[Mention], entities: Sequence[Entity], copies: Sequence[Copy]) -> Iterator[Story | Skipped]:
    """Articles about one happening."""
    yield from ()
