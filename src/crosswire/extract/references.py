"""Pronouns and descriptions resolved to the names that they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.model import Article, Mention, Reference, Skipped
from crosswire.stage import stage


@stage
def references(articles: Sequence[Article], mentions: Sequence[Mention]) -> Iterator[Reference | Skipped]:
    """Pronouns and descriptions resolved to the names that they stand for."""
    yield from ()
