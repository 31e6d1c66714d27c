"""Reports of the same quotation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.model import Article, Entity, Quotation, Skipped, Utterance
from crosswire.stage import stage


@stage
def utterances(articles: Sequence[Article], quotations: Sequence[Quotation], entities: Sequence[Entity]) -> Iterator[Utterance | Skipped]:
    """Reports of the same quotation."""
    yield from ()
