"""Mentions of one bearer across articles, under one canonical name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.model import Article, Entity, Mention, Skipped
from crosswire.stage import stage


@stage
def entities(articles: Sequence[Article], mentions: Sequence[Mention]) -> Iterator[Entity | Skipped]:
    """Mentions of one bearer across articles, under one canonical name."""
    yield from ()
