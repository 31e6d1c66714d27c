"""Passages that two articles share: reprints, agency copy, one statement quoted by both.

Rules of this file: only body text is compared. Pairs that share no fingerprint are never looked at, so time
grows with what is shared, not with the square of the corpus. Whole-document MinHash is not used: it finds
reprints, but not one agency paragraph inside two articles of different outlets, which is the common case.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from crosswire.agencies import agencies_named, credited
from crosswire.group.passages import Shared, Words, body_words, fingerprints, shared_passages
from crosswire.ids import content_id
from crosswire.model import Article, Copy, Skipped
from crosswire.spans import Span, merged
from crosswire.stage import stage
from crosswire.values import Passage, Reason

Kind = Literal["same_article", "wire", "shared_statement", "passage"]
Posting = tuple[int, int]  # rank of the article, position of the fingerprint in it

_QUOTED = re.compile(r'"[^"\n]{1,3000}"|“[^”\n]{1,3000}”')
_SAYS = {
    "same_article": "Both are versions of one article: {share:.0%} of the shorter stands in the other.",
    "wire": "{words} words are the same copy of {agency}.",
    "shared_statement": "Both quote the same {words} words.",
    "passage": "{words} words are nearly the same in both.",
}


@dataclass(frozen=True, slots=True)
class CopyOptions:
    """`min_words`: a shorter passage is none. `min_likeness`: 1 means word for word.

    `neighbours`: an article is compared with so many later articles that share one fingerprint; in a large
    family of reprints the copies then form a chain through the family instead of all its pairs.
    `same_article`: the share of the shorter article's words from which two are versions of one.
    """

    min_words: int = 20
    min_likeness: float = 0.85
    neighbours: int = 20
    same_article: float = 0.7


@stage
def copies(articles: Sequence[Article], *, options: CopyOptions = CopyOptions()) -> Iterator[Copy | Skipped]:
    """Passages of at least 20 words that two articles share, with their place in each and what kind they are."""
    ordered = sorted(articles, key=lambda article: article.id)
    words = [body_words(article) for article in ordered]
    for (first, second), seeds in sorted(_pairs(words, options.neighbours).items()):
        found = shared_passages(words[first].folded, words[second].folded, seeds,
                                min_words=options.min_words, min_likeness=options.min_likeness)
        pair, own = (ordered[first], ordered[second]), (words[first], words[second])
        passages = [_passages(pair, own, shared) for shared in found]
        share = sum(shared.words for shared in found) / max(1, min(len(own[0].folded), len(own[1].folded)))
        agency = _agency(pair, passages)
        for shared, places in zip(found, passages, strict=True):
            kind = _kind(pair, places, agency, reprint=share >= options.same_article)
            detail = _SAYS[kind].format(share=min(share, 1.0), words=shared.words, agency=agency)
            yield Copy(id=content_id("copy", *places), article_ids=(pair[0].id, pair[1].id), passages=places,
                       kind=kind, reason=Reason(f"copies.{kind}", detail, round(shared.likeness, 3)))


def _pairs(words: Sequence[Words], neighbours: int) -> Mapping[tuple[int, int], list[tuple[int, int]]]:
    """Pairs of articles that share a fingerprint, with where it stands in each."""
    postings: dict[int, list[Posting]] = defaultdict(list)
    for rank, own in enumerate(words):
        seen: set[int] = set()
        for value, position in fingerprints(own.folded):
            if value not in seen:  # a run repeated inside one article counts once
                seen.add(value)
                postings[value].append((rank, position))
    out: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for places in postings.values():
        for index, (rank, position) in enumerate(places):
            for other, there in islice(places, index + 1, index + 1 + neighbours):
                out[rank, other].append((position, there))
    return out


def _passages(articles: tuple[Article, Article], words: tuple[Words, Words], shared: Shared
              ) -> tuple[Passage, Passage]:
    """Where the shared words stand in each article."""
    return (Passage(articles[0].id, words[0].span(*shared.first)),
            Passage(articles[1].id, words[1].span(*shared.second)))


def _agency(articles: tuple[Article, Article], passages: Sequence[tuple[Passage, Passage]]) -> str:
    """The agencies that either article credits for its text, or that a shared passage names; "" if none."""
    texts = {article.id: article.text for article in articles}
    found = {name for article in articles for name in credited(article)}
    found |= {name for pair in passages for place in pair
              for name in agencies_named(place.span.of(texts[place.article_id]))}
    return " and ".join(sorted(found))


def _kind(articles: tuple[Article, Article], passages: tuple[Passage, Passage], agency: str, *,
          reprint: bool) -> Kind:
    """The kind of the copy: the first that holds."""
    quoted = all(_mostly_quoted(article, place.span) for article, place in zip(articles, passages, strict=True))
    kinds: tuple[tuple[Kind, bool], ...] = (
        ("same_article", reprint), ("shared_statement", quoted), ("wire", bool(agency)), ("passage", True))
    return next(kind for kind, holds in kinds if holds)


def _mostly_quoted(article: Article, span: Span) -> bool:
    """Whether at least seven tenths of the passage stands inside quotation marks."""
    text = article.text
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    around = Span(start, end if end >= 0 else len(text))
    quoted = merged(Span(m.start(), m.end()) for m in _QUOTED.finditer(text, around.start, around.end))
    inside = sum(min(q.end, span.end) - max(q.start, span.start) for q in quoted if q.overlaps(span))
    return inside >= 0.7 * len(span)
