"""Indirect speech that retells a direct quotation of another article.

Rules of this file: the speaker is the same by name, the article another, and of the content words of the shorter
wording enough lie in the longer one in order; persons and tenses, which reported speech shifts, are no content.
Two utterances that fit equally well are no answer. Words that repeat a quotation of their own article are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crosswire.canon import Canon
from crosswire.group.alignment import Words, aligned, words
from crosswire.model import Quotation
from crosswire.spans import Span, SpanIndex


@dataclass(frozen=True, slots=True)
class Told:
    """A wording inside marks that may be retold: its words, whose they are, the articles that have it."""

    group: int
    words: Words
    speakers: frozenset[str]
    articles: frozenset[str]


def retellings(texts: Mapping[str, str], quotations: Iterable[Quotation], told: Sequence[Told], canon: Canon, *,
               share: float, fewest: int) -> dict[int, list[Quotation]]:
    """Group -> the indirect quotations that retell it. ("will hold the old bridge" <- said they held the old bridge)

    `share` of the content words of the shorter wording, and `fewest` of them, must be in common.
    """
    ordered = sorted(quotations, key=lambda q: q.id)
    marked = _marked(ordered)
    holders: dict[tuple[str, str], set[int]] = defaultdict(set)
    for index, wording in enumerate(told):
        for pair in _pairs(wording.words.content):
            holders[pair].add(index)
    out: dict[int, list[Quotation]] = defaultdict(list)
    for quotation in ordered:
        if quotation.direct or quotation.speaker is None or quotation.article_id not in texts or (
                marked[quotation.article_id].overlapping(quotation.span)):
            continue
        found = words(texts[quotation.article_id], quotation.span)
        near = {index for pair in _pairs(found.content) for index in holders.get(pair, ())}
        fits = _fits(found, [told[index] for index in sorted(near)], canon.name(quotation.speaker).casefold(),
                     quotation.article_id, share, fewest)
        best = max(fits.values(), default=0)
        groups = [group for group, common in fits.items() if common == best]
        if len(groups) == 1:
            out[groups[0]].append(quotation)
    return dict(out)


def _marked(quotations: Iterable[Quotation]) -> Mapping[str, SpanIndex]:
    """Article -> its direct quotations."""
    rows: dict[str, list[tuple[Span, Quotation]]] = defaultdict(list)
    for quotation in quotations:
        rows[quotation.article_id] += [(quotation.span, quotation)] if quotation.direct else []
    return {article_id: SpanIndex(row) for article_id, row in rows.items()}


def _fits(found: Words, near: Iterable[Told], speaker: str, article_id: str, share: float, fewest: int
          ) -> dict[int, int]:
    """Group -> content words in common, for the wordings of the same speaker in other articles that share enough."""
    out: dict[int, int] = {}
    for wording in near:
        if speaker not in wording.speakers or not wording.articles - {article_id}:
            continue
        common = aligned(found.content, wording.words.content).common
        shorter = min(len(found.content), len(wording.words.content))
        if common >= fewest and common >= share * shorter:
            out[wording.group] = max(common, out.get(wording.group, 0))
    return out


def _pairs(content: Sequence[str]) -> set[tuple[str, str]]:
    return {*pairwise(content), *zip(content, content[2:], strict=False)}
