"""TIMEX3 expressions, resolved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.model import Article, Skipped, TimeExpression
from crosswire.stage import stage


@stage
def times(articles: Sequence[Article]) -> Iterator[TimeExpression | Skipped]:
    """TIMEX3 expressions, resolved."""
    yield from ()
