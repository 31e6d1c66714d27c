"""Documents become articles: text, blocks, sentences, publication day, outlet, language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from crosswire.ids import content_id
from crosswire.model import Article, Block, Document, Reason, Sentence, Skipped, Source
from crosswire.spans import Span, line_spans, stripped
from crosswire.stage import stage


@stage
def articles(documents: Sequence[Document]) -> Iterator[Article | Source | Skipped]:
    """One Article (and its Source) for each document that can be read."""
    for document in documents:
        text = document.content.decode("utf-8")
        reason = Reason("provisional", "to be replaced")
        published = dt.date.fromisoformat(document.declared_published) if document.declared_published else None
        yield Article(
            id=content_id("article", document.id), document_id=document.id, key=document.key, name=document.name,
            text=text, blocks=(Block(Span(0, len(text)), "body", reason),),
            sentences=tuple(Sentence(stripped(text, s), i, "body") for i, s in enumerate(line_spans(text)) if len(s)),
            language="en", title=document.declared_title, outlet=document.declared_outlet, published=published)
