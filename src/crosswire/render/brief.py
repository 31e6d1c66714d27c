"""The extractive brief: a few stored sentences that together tell the best supported claims.

Rule: claims (events, figure topics, utterances) weigh more the more origins stand behind them and if reports
disagree about them. Sentences are taken greedily, each time the one whose claims not yet told weigh most for
its length, its distance from the top of its article and whether it leans on the sentence before ("He also")
(concept coverage: Gillick and Favre, "A Scalable Global Model for Summarization", 2009). They are
shown in the order of what they tell. No word is written here: every sentence is a span of an article.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from crosswire.account import Account
from crosswire.dates import date_range
from crosswire.model import Article
from crosswire.render.citations import sentence_at
from crosswire.spans import Span
from crosswire.values import Passage

SHORTEST, LONGEST = 8, 60  # words of a sentence that can stand in a brief
CANDIDATES = 2000  # sentences compared in each round
LEANING = re.compile(r"[\"“‘']?(?:He|She|It|They|His|Her|Their|This|These|That|Those|But|And|However|Under|Another)\b")
DISPUTED = 1.5  # how much more a claim weighs that reports disagree about


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """A sentence of the brief, where else its main claim is told (one passage an article), and its origins."""

    passage: Passage
    also: tuple[Passage, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class _Claim:
    id: str
    weight: float
    origins: int
    when: str
    passages: tuple[Passage, ...]


def brief(account: Account, *, limit: int = 8) -> tuple[BriefSentence, ...]:
    """At most `limit` sentences, in the order of the days they tell of; none if nothing was claimed."""
    articles = {article.id: article for article in account.articles}
    rank = {article.id: index for index, article in enumerate(account.articles)}
    claims = {claim.id: claim for claim in _claims(account)}
    told: dict[tuple[str, int], set[str]] = defaultdict(set)
    for claim in claims.values():
        for passage in claim.passages:
            index = sentence_at(articles[passage.article_id], passage.span.start)
            if index is not None and _fit(articles[passage.article_id], index):
                told[passage.article_id, index].add(claim.id)
    chosen = _chosen(articles, claims, told, limit)
    chosen.sort(key=lambda key: (_when(articles[key[0]], [claims[c] for c in told[key]]), rank[key[0]], key[1]))
    return tuple(_sentence(articles, claims, key, told[key]) for key in chosen)


def _claims(account: Account) -> Iterator[_Claim]:
    """Everything that several reports may tell, with its weight and the passages that tell it."""
    support = {count.claim_id: len(count.origins) for count in account.origins}
    disputed = {(side.article_id, side.span) for d in account.disagreements for side in d.sides}

    def claim(record_id: str, passages: tuple[Passage, ...], when: str) -> _Claim:
        origins = max(support.get(record_id, 0), 1)
        weight = math.log2(1 + origins) * (1 + math.log2(len(passages)) / 4)
        contested = any((p.article_id, p.span) in disputed for p in passages)
        return _Claim(record_id, weight * (DISPUTED if contested else 1), origins, when, passages)

    by_id = account.by_id
    for event in account.events:
        if not event.background and event.status in ("asserted", "denied"):
            mentions = [by_id[i] for i in event.mention_ids]
            yield claim(event.id, tuple(Passage(m.article_id, m.span) for m in mentions), event.date or "")
    for topic in account.topics:
        found = [by_id[i] for i in topic.figure_ids]
        yield claim(topic.id, tuple(Passage(f.article_id, f.span) for f in found), found[0].as_of or "")
    for utterance in account.utterances:
        quoted = [by_id[i] for i in utterance.quotation_ids]
        yield claim(utterance.id, tuple(Passage(q.article_id, q.span) for q in quoted), "")


def _fit(article: Article, index: int) -> bool:
    sentence = article.sentences[index]
    headline = article.title_span is not None and article.title_span.overlaps(sentence.span)
    return sentence.kind == "body" and not headline and SHORTEST <= _words(article, index) <= LONGEST


def sentence_worth(article: Article, index: int) -> float:
    """How well a sentence serves alone: short, early, and not leaning on the one before."""
    sentence = article.sentences[index]
    leans = bool(LEANING.match(article.text, sentence.span.start))
    first = next(s.paragraph for s in article.sentences if s.kind == "body")
    early = 1 + 1 / (1 + max(0, sentence.paragraph - first))
    return early * (0.5 if leans else 1.0) / math.sqrt(_words(article, index))


def _words(article: Article, index: int) -> int:
    return len(article.sentences[index].span.of(article.text).split())


def _chosen(articles: dict[str, Article], claims: dict[str, _Claim], told: dict[tuple[str, int], set[str]],
            limit: int) -> list[tuple[str, int]]:
    """Greedy cover of the claims; a claim already told counts nothing."""
    worth = {key: sentence_worth(articles[key[0]], key[1]) for key in told}

    def gain(key: tuple[str, int], known: set[str]) -> float:
        return math.fsum(claims[c].weight for c in told[key] - known) * worth[key]

    pool = sorted(told, key=lambda key: (-gain(key, set()), key))[:CANDIDATES]
    known: set[str] = set()
    chosen: list[tuple[str, int]] = []
    while pool and len(chosen) < limit:
        best = max(pool, key=lambda key: gain(key, known))
        if not gain(best, known):
            break
        chosen.append(best)
        known |= told[best]
        pool.remove(best)
    return chosen


def _when(article: Article, claims: list[_Claim]) -> str:
    """The day that the sentence tells of: its heaviest dated claim's, else the article's."""
    for claim in sorted(claims, key=lambda c: (-c.weight, c.id)):
        span = date_range(claim.when) if claim.when else None
        if span:
            return span.latest.isoformat()
    return article.published.isoformat() if article.published else "9999"


def _sentence(articles: dict[str, Article], claims: dict[str, _Claim], key: tuple[str, int], told: set[str]
              ) -> BriefSentence:
    article = articles[key[0]]
    main = max((claims[c] for c in told), key=lambda c: (c.weight, c.id))
    also: dict[str, Passage] = {}
    for passage in main.passages:
        if passage.article_id != article.id:
            also.setdefault(passage.article_id, passage)
    span = article.sentences[key[1]].span
    return BriefSentence(Passage(article.id, Span(span.start, span.end)), tuple(also.values()), main.origins)
