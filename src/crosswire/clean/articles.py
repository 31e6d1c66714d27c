"""Documents become articles: text, blocks, sentences, publication day, outlet, language."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crosswire.charset import decode
from crosswire.clean.blocks import blocks
from crosswire.clean.html import Page, extract
from crosswire.clean.language import language
from crosswire.clean.lines import BYLINE
from crosswire.clean.outlets import outlet, source
from crosswire.clean.paragraphs import paragraphs
from crosswire.clean.published import Evidence, published
from crosswire.clean.sentences import sentences
from crosswire.ids import content_id
from crosswire.model import Article, Document, Skipped, Source
from crosswire.spans import Span, stripped
from crosswire.stage import stage
from crosswire.values import Block, Reason, Sentence

_TITLE_WORDS = range(4, 26)
FEWEST_WORDS = 10  # of body that a page with an article has
_HEAD = 6  # paragraphs among which a headline may stand
_HEADING_MARK = re.compile(r"#{1,6}\s+")


@stage
def articles(documents: Sequence[Document]) -> Iterator[Article | Source | Skipped]:
    """One Article, and the Source that published it, for each document that can be read."""
    for document in documents:
        page = _page(document)
        if isinstance(page, Skipped):
            yield page
            continue
        article, made_by = _article(document, page)
        if document.media_type == "text/html" and _body_words(article) < FEWEST_WORDS:
            yield _skipped(document, "no_article", "the page holds no article, only its furniture; check that it is "
                           "the report itself, not a list, a video or a consent page")
            continue
        if made_by is not None:
            yield made_by
        yield article


def _body_words(article: Article) -> int:
    return sum(len(part.span.of(article.text).split()) for part in article.blocks if part.kind == "body")


def _page(document: Document) -> Page | Skipped:
    """The text of a document, with what its page says about it."""
    html = document.media_type == "text/html"
    text = decode(document.content, html=html)
    if text is None:
        return _skipped(document, "undecodable", "its bytes are no text that can be read; save it as UTF-8")
    page = extract(text, url=document.url) if html else Page(text)
    if not page.text.strip() and page.note is not None:
        return _skipped(document, page.note.rule, page.note.detail)
    if not page.text.strip():
        found = "no article text was found on the page" if html else "the text is empty"
        return _skipped(document, "no_text", f"{found}; check that it is the report itself, not a list or a video")
    return page


def _skipped(document: Document, rule: str, detail: str) -> Skipped:
    return Skipped(record_id=document.id, name=document.key, reason=Reason(rule, f"{document.key}: {detail}"))


def _article(document: Document, page: Page) -> tuple[Article, Source | None]:
    lines = paragraphs(page.text)
    parts = _noted(blocks(page.text, lines), page.note)
    url = document.url or page.url
    day = published(Evidence(page.text, parts, lines, declared=document.declared_published,
                             metadata=page.published, url=url))
    named = outlet(document.declared_outlet, page.site_name, url)
    made_by = source(named[0], url) if named else None
    title, title_span = _title(page.text, lines, parts, document.declared_title or page.title)
    body = " ".join(part.span.of(page.text) for part in parts if part.kind == "body")
    article = Article(
        id=content_id("article", document.id), document_id=document.id, key=document.key, name=document.name,
        text=page.text, blocks=parts, sentences=_sentences(page.text, lines, parts),
        language=language(body or page.text)[0], url=url, title=title, title_span=title_span,
        outlet=named[0] if named else None, source_id=made_by.id if made_by else None,
        byline=_byline(page.text, lines) or page.author, published=day.day, published_basis=day.basis,
        published_span=day.span, published_reason=day.reason, offsets=page.offsets)
    return article, made_by


def _noted(parts: tuple[Block, ...], note: Reason | None) -> tuple[Block, ...]:
    """The blocks; those of the body with a note on how their text was found, if there is one."""
    return parts if note is None else tuple(
        replace(part, reason=note) if part.kind == "body" else part for part in parts)


def _sentences(text: str, lines: Sequence[Span], parts: Sequence[Block]) -> tuple[Sentence, ...]:
    starts = [part.span.start for part in parts]
    return tuple(Sentence(span, number, parts[bisect_right(starts, line.start) - 1].kind)
                 for number, line in enumerate(lines) for span in sentences(text, line))


def _title(text: str, lines: Sequence[Span], parts: Sequence[Block],
           known: str | None) -> tuple[str | None, Span | None]:
    """The headline and where it stands: as declared, else the first body line if it looks like one."""
    body = [part.span for part in parts if part.kind == "body"]
    head = [line for line in lines[:40] if any(span.contains(line) for span in body)][:_HEAD]
    bare = [stripped(text, Span(_after_mark(text, line), line.end)) for line in head]
    if known and known.strip():
        same = next((line for line in bare if _folded(line.of(text)) == _folded(known)), None)
        return known.strip(), same
    if bare and _headline(bare[0].of(text)):
        return bare[0].of(text), bare[0]
    return None, None


def _after_mark(text: str, line: Span) -> int:
    mark = _HEADING_MARK.match(text, line.start, line.end)
    return mark.end() if mark else line.start


def _headline(line: str) -> bool:
    """Whether a line reads as a headline. ("Army leaves the valley" -> True)"""
    words = len(line.split(None, _TITLE_WORDS.stop))
    return words in _TITLE_WORDS and not line.endswith((".", ",", ";", ":", ".”", '."')) and not line[0].islower()


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()


def _byline(text: str, lines: Sequence[Span]) -> str | None:
    found = (BYLINE.fullmatch(line.of(text)) for line in lines[:30] if len(line) <= 160)
    return next((match["name"] for match in found if match), None)
