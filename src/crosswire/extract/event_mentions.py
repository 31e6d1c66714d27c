"""Clauses that state an event, by a PLOVER lexicon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.model import Article, EventMention, Mention, Quotation, Reference, Skipped, TimeExpression
from crosswire.stage import stage


@stage
def event_mentions(articles: Sequence[Article], mentions: Sequence[Mention], references: Sequence[Reference], times: Sequence[TimeExpression], quotations: Sequence[Quotation]) -> Iterator[EventMention | Skipped]:
    """Clauses that state an event, by a PLOVER lexicon."""
    yield from ()
