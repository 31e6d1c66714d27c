"""Passages that two articles share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.model import Article, Copy, Skipped
from crosswire.stage import stage


@stage
def copies(articles: Sequence[Article]) -> Iterator[Copy | Skipped]:
    """Passages that two articles share."""
    yield from ()
