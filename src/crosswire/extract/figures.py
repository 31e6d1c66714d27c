"""Numbers of people and things, with bounds, measure, as-of and source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.model import Article, Figure, Mention, Quotation, Reference, Skipped, TimeExpression
from crosswire.stage import stage


@stage
def figures(articles: Sequence[Article], mentions: Sequence[Mention], references: Sequence[Reference], times: Sequence[TimeExpression], quotations: Sequence[Quotation]) -> Iterator[Figure | Skipped]:
    """Numbers of people and things, with bounds, measure, as-of and source."""
    yield from ()
