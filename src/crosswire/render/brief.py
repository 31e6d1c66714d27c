"""The extractive brief: a few stored sentences that together tell the weightiest claims, on one screen.

Rule: claims weigh the more the more origins stand behind them and the likelier their day matters (timeline.py), and
more if reports disagree about them. Sentences are taken greedily, each time the one whose claims not yet told weigh
most for its length, its distance from the top of its article, its nearness to what all these sentences tell and
whether it leans on the sentence before ("He also") (concept coverage: Gillick and Favre, "A Scalable Global Model
for Summarization", 2009); one that repeats a sentence already taken is passed over. They are shown in the order of
what they tell. No word is written here: every sentence is a span of an article.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from crosswire.account import Account
from crosswire.dates import date_range
from crosswire.model import Article
from crosswire.render.central import SentenceSpace, cosine, sentence_worth, word_count
from crosswire.render.citations import sentence_at
from crosswire.render.days import Days, SentenceKey
from crosswire.render.timeline import Survey, Timeline, support, timeline
from crosswire.spans import Span
from crosswire.values import Passage

SHORTEST, LONGEST = 8, 60  # words of a sentence that can stand in a brief
MOST_WORDS = 220  # of the whole brief: one screen
CANDIDATES = 2000  # sentences compared in each round
ALIKE = 0.5  # cosine from which a sentence repeats another of the brief
UNDATED = 0.25  # what a claim without a date weighs, beside one whose day is certain to matter
ALONE = 0.5  # what a figure weighs that one report alone gives
DISPUTED = 1.5  # how much more a claim weighs that reports disagree about


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """A sentence of the brief, where else its best supported claim is told (one passage an article), its origins."""

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


def brief(account: Account, *, limit: int = 8, told: Timeline | None = None,
          survey: Survey | None = None) -> tuple[BriefSentence, ...]:
    """At most `limit` sentences, in the order of the days they tell of; none if nothing was claimed.

    `told` and `survey` are the account's, if the caller has them already.
    """
    survey = survey or Survey.of(account)
    told = told or timeline(account, survey=survey)
    articles = {article.id: article for article in account.articles}
    rank = {article.id: index for index, article in enumerate(account.articles)}
    claims = {claim.id: claim for claim in _claims(account, told, survey.days)}
    telling: dict[SentenceKey, set[str]] = defaultdict(set)
    for claim in claims.values():
        for passage in claim.passages:
            index = sentence_at(articles[passage.article_id], passage.span.start)
            if index is not None and _fit(articles[passage.article_id], index):
                telling[passage.article_id, index].add(claim.id)
    chosen = _chosen(articles, claims, telling, survey.space, limit)
    chosen.sort(key=lambda key: (_when(articles[key[0]], [claims[c] for c in telling[key]]), rank[key[0]], key[1]))
    return tuple(_sentence(articles, claims, key, telling[key]) for key in chosen)


def _claims(account: Account, told: Timeline, days: Days) -> Iterator[_Claim]:
    """Everything that several reports may tell, with its weight and the passages that tell it."""
    origins = {count.claim_id: len(count.origins) for count in account.origins}
    disputed = {(side.article_id, side.span) for d in account.disagreements for side in d.sides}
    dated = {entry.event.id: entry.weight for entry in told.entries if entry.event}
    by_id = account.by_id

    def claim(record_id: str, members: Iterable[Any], when: str, factor: float = 1.0) -> _Claim:
        passages = tuple(Passage(m.article_id, m.span) for m in members)
        span = date_range(when) if when else None
        weight = support(origins.get(record_id), len(passages)) * (days.weight(span) if span else UNDATED) * factor
        if any((p.article_id, p.span) in disputed for p in passages):
            weight *= DISPUTED
        return _Claim(record_id, dated.get(record_id, weight), max(origins.get(record_id, 1), 1), when, passages)

    for event in account.events:
        if not event.background and event.status in ("asserted", "denied"):
            yield claim(event.id, [by_id[i] for i in event.mention_ids], event.date or "")
    for topic in account.topics:
        found = [by_id[i] for i in topic.figure_ids]
        latest = max((f.as_of for f in found if f.as_of), default="")
        yield claim(topic.id, found, latest, ALONE if topic.relation == "single" else 1.0)
    for utterance in account.utterances:
        yield claim(utterance.id, [by_id[i] for i in utterance.quotation_ids], "")


def _fit(article: Article, index: int) -> bool:
    sentence = article.sentences[index]
    headline = article.title_span is not None and article.title_span.overlaps(sentence.span)
    return sentence.kind == "body" and not headline and SHORTEST <= word_count(article, index) <= LONGEST


def _chosen(articles: dict[str, Article], claims: dict[str, _Claim], telling: dict[SentenceKey, set[str]],
            space: SentenceSpace, limit: int) -> list[SentenceKey]:
    """Greedy cover of the claims; a claim already told counts nothing, a sentence that repeats another neither."""
    middle = space.mean(sorted(telling))
    near = {key: cosine(space.vector(key), middle) for key in telling}
    most = max(near.values(), default=0.0) or 1.0
    worth = {key: sentence_worth(articles[key[0]], key[1]) * (1 + near[key] / most) / 2 for key in telling}

    def gain(key: SentenceKey, known: set[str]) -> float:
        return math.fsum(claims[c].weight for c in telling[key] - known) * worth[key]

    pool = sorted(telling, key=lambda key: (-gain(key, set()), key))[:CANDIDATES]
    known: set[str] = set()
    chosen: list[SentenceKey] = []
    room = MOST_WORDS
    while pool and len(chosen) < limit:
        best = max(pool, key=lambda key: gain(key, known))
        if not gain(best, known):
            break
        chosen.append(best)
        known |= telling[best]
        room -= word_count(articles[best[0]], best[1])
        pool = [key for key in pool if key != best and word_count(articles[key[0]], key[1]) <= room
                and cosine(space.vector(key), space.vector(best)) < ALIKE]
    return chosen


def _when(article: Article, claims: list[_Claim]) -> str:
    """The day that the sentence tells of: its heaviest dated claim's, else the article's."""
    for claim in sorted(claims, key=lambda c: (-c.weight, c.id)):
        span = date_range(claim.when) if claim.when else None
        if span:
            return span.latest.isoformat()
    return article.published.isoformat() if article.published else "9999"


def _sentence(articles: dict[str, Article], claims: dict[str, _Claim], key: SentenceKey, told: set[str]
              ) -> BriefSentence:
    article = articles[key[0]]
    main = max((claims[c] for c in told), key=lambda c: (c.origins, c.weight, c.id))
    also: dict[str, Passage] = {}
    for passage in main.passages:
        if passage.article_id != article.id:
            also.setdefault(passage.article_id, passage)
    span = article.sentences[key[1]].span
    return BriefSentence(Passage(article.id, Span(span.start, span.end)), tuple(also.values()), main.origins)
