"""Who stands behind each claim, counted four ways: articles, outlets, owners, and independent origins.

An origin is what remains when copies and attribution chains are followed to their end; stemma.py follows them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.canon import Canon
from crosswire.ids import content_id
from crosswire.model import (
    Article,
    Copy,
    Entity,
    Event,
    EventMention,
    Figure,
    FigureTopic,
    Mention,
    OriginCount,
    Quotation,
    Skipped,
    Source,
    Utterance,
)
from crosswire.reconcile.claims import ClaimKind, Place, members, told
from crosswire.reconcile.stemma import Behind, claim_stemma, published_first
from crosswire.spokespeople import spokespeople
from crosswire.stage import stage
from crosswire.values import Reason


@stage
def origins(articles: Sequence[Article], sources: Sequence[Source], copies: Sequence[Copy],
            quotations: Sequence[Quotation], utterances: Sequence[Utterance], figures: Sequence[Figure],
            topics: Sequence[FigureTopic], event_mentions: Sequence[EventMention], events: Sequence[Event],
            mentions: Sequence[Mention], entities: Sequence[Entity]) -> Iterator[OriginCount | Skipped]:
    """One OriginCount for each figure topic, utterance and event that an article is known to tell."""
    behind = Behind(articles, sources, copies, spokespeople(articles, mentions, Canon(entities).called))
    found = told(quotations, figures, event_mentions, entities)
    claims: list[FigureTopic | Utterance | Event] = [*topics, *utterances, *events]
    for claim in sorted(claims, key=lambda claim: claim.id):
        kind, ids = members(claim)
        places = [found[i] for i in ids if i in found and found[i].passage.article_id in behind.articles]
        if places:
            speaker = claim.speaker if isinstance(claim, Utterance) else None
            yield _count(behind, kind, claim.id, places, speaker)


def _count(behind: Behind, kind: ClaimKind, claim_id: str, places: Sequence[Place], speaker: str | None
           ) -> OriginCount:
    """The four counts for one claim."""
    told_in = [behind.articles[key] for key in {place.passage.article_id for place in places}]
    outlets = {name for article in told_in if (name := behind.outlet(article))}
    owners = {name for article in told_in if (name := behind.owner(article))}
    names = claim_stemma(behind, places, speaker).names
    detail = (f"{_counted(len(told_in), 'article')} of {_counted(len(outlets), 'known outlet')} "
              f"go back to {_counted(len(names), 'origin')}: {', '.join(names)}.")
    return OriginCount(
        id=content_id("origins", kind, claim_id), claim_id=claim_id, claim=kind,
        articles=tuple(a.id for a in sorted(told_in, key=published_first)),
        outlets=tuple(sorted(outlets)), owners=tuple(sorted(owners)), origins=names,
        reason=Reason("origins.followed", detail))


def _counted(number: int, noun: str) -> str:
    """("3, article" -> "3 articles")"""
    return f"{number} {noun}" + ("" if number == 1 else "s")
