"""Citations: which passage of which article a statement on the page stands on, and where a reader finds it.

Rules of this file: every passage that the page cites gets one anchor, made of the article's number and the
span; the article section opens that anchor at those characters. Articles are numbered from 1 in the account's
order, and the number is what a reader sees.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from crosswire.account import Account
from crosswire.model import Article
from crosswire.render.words import day
from crosswire.spans import Span
from crosswire.values import Passage

MAX_CITES = 8  # in one list


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage as the page shows it: the number and name of its article, its day and its anchor."""

    article_id: str
    anchor: str
    number: int
    outlet: str
    when: str


@dataclass(frozen=True, slots=True)
class CiteList:
    """Some citations, and how many more there are."""

    shown: tuple[Citation, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage inside its sentence, with the citation: `before`, `text`, `after` are the article's own words."""

    before: str
    text: str
    after: str
    cite: Citation


class Citations:
    """Hands out citations and remembers what was cited."""

    def __init__(self, account: Account):
        self.articles = {article.id: article for article in account.articles}
        self._numbers = {article.id: index for index, article in enumerate(account.articles, start=1)}
        self._cited: dict[str, dict[Span, str]] = defaultdict(dict)

    def number(self, article_id: str) -> int:
        """The article's number on the page."""
        return self._numbers[article_id]

    def outlet(self, article_id: str) -> str:
        """What a reader calls the article: its outlet, else its file's name."""
        article = self.articles[article_id]
        return article.outlet or article.name

    def cite(self, article_id: str, span: Span) -> Citation:
        """The citation of these characters; the article section will hold its anchor."""
        anchor = f"p{self._numbers[article_id]}-{span.start}-{span.end}"
        self._cited[article_id][span] = anchor
        return Citation(article_id, anchor, self._numbers[article_id], self.outlet(article_id),
                        day(self.articles[article_id].published))

    def passage(self, passage: Passage) -> Citation:
        """The citation of a Passage."""
        return self.cite(passage.article_id, passage.span)

    def several(self, passages: Iterable[Passage], *, limit: int = MAX_CITES) -> CiteList:
        """Citations of the first `limit` passages, at most one for each article, and how many more there are."""
        by_article: dict[str, Passage] = {}
        for passage in passages:
            by_article.setdefault(passage.article_id, passage)
        kept = [*by_article.values()][:limit]
        return CiteList(tuple(self.passage(passage) for passage in kept), len(by_article) - len(kept))

    def cited(self, article_id: str) -> dict[Span, str]:
        """Anchors of the article's passages that the page cites."""
        return self._cited.get(article_id, {})

    def most_cited(self, limit: int) -> frozenset[str]:
        """Ids of the at most `limit` articles with most cited passages; ties go to the lower number."""
        ranked = sorted(self.articles, key=lambda i: (-len(self._cited.get(i, ())), self._numbers[i]))
        return frozenset(ranked[:limit])

    def excerpt(self, article_id: str, span: Span, *, reach: int = 140) -> Excerpt:
        """The passage with the rest of its sentence, at most `reach` characters on each side."""
        article = self.articles[article_id]
        around = sentence_around(article, span)
        before, after = article.text[around.start : span.start], article.text[span.end : around.end]
        if len(before) > reach:
            before = "… " + before[-reach:].partition(" ")[2]
        if len(after) > reach:
            after = after[:reach].rpartition(" ")[0] + " …"
        return Excerpt(before, span.of(article.text), after, self.cite(article_id, span))


def sentence_at(article: Article, position: int) -> int | None:
    """Index of the sentence that holds the character; None between sentences."""
    index = bisect.bisect_right(article.sentences, position, key=lambda s: s.span.start) - 1
    return index if index >= 0 and position < article.sentences[index].span.end else None


def sentence_around(article: Article, span: Span) -> Span:
    """The sentence or sentences that the span touches; the span itself where there is none."""
    first, last = sentence_at(article, span.start), sentence_at(article, max(span.start, span.end - 1))
    start = span.start if first is None else article.sentences[first].span.start
    end = span.end if last is None else article.sentences[last].span.end
    return Span(min(start, span.start), max(end, span.end))
