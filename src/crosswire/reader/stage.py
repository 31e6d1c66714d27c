"""The neural reader as a stage: one pass over an article, for all extractors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.model import Article
from crosswire.reader.encoder import encoder
from crosswire.reader.read import read
from crosswire.reader.reading import Reading
from crosswire.stage import stage
from crosswire.values import READ_KINDS


@stage
def readings(articles: Sequence[Article]) -> Iterator[Reading]:
    """What the shipped weights see in the sentences of body and captions; extractors decide what is made of it."""
    for article in articles:
        sentences = [sentence.span for sentence in article.sentences if sentence.kind in READ_KINDS]
        yield read(article.text, sentences, encoder(), article.id, whole=False)
