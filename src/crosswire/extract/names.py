"""Names of people, organisations and places, by gazetteer, capitals and title cues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.model import Article, Mention, Skipped
from crosswire.stage import stage


@stage
def names(articles: Sequence[Article]) -> Iterator[Mention | Skipped]:
    """Names of people, organisations and places, by gazetteer, capitals and title cues."""
    yield from ()
