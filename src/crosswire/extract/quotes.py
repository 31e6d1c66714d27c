"""Direct and indirect quotations with speaker, cue and chain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.model import Article, Mention, Quotation, Reference, Skipped
from crosswire.stage import stage


@stage
def quotes(articles: Sequence[Article], mentions: Sequence[Mention], references: Sequence[Reference]) -> Iterator[Quotation | Skipped]:
    """Direct and indirect quotations with speaker, cue and chain."""
    yield from ()
