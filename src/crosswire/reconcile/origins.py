"""Who stands behind each claim, counted four ways: articles, outlets, owners, and independent origins.

An origin is what remains when copies and attribution chains are followed to their end:

1. a place that credits a source or speaker has that source as its origin, however many hands it passed;
2. places in one copied passage are one: their source, else the agency that one of them credits, else the
   outlet that published first;
3. an uncredited place in an article that credits an agency for its text has the agency as its origin;
4. any other article is its own origin, named by its outlet, else by its name.

Known limit: two outlets that both credit "officials" are one origin by name, though they may have asked two.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from crosswire.agencies import agency, credited
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
    OriginCount,
    Quotation,
    Skipped,
    Source,
    Utterance,
)
from crosswire.reconcile.independence import Copied
from crosswire.spans import Span, SpanIndex
from crosswire.stage import stage
from crosswire.values import Party, Passage, Reason

ClaimKind = Literal["figure_topic", "utterance", "event"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article makes the claim, and whom it credits there (a canonical name, None if nobody)."""

    passage: Passage
    credit: str | None


@stage
def origins(articles: Sequence[Article], sources: Sequence[Source], copies: Sequence[Copy],
            quotations: Sequence[Quotation], utterances: Sequence[Utterance], figures: Sequence[Figure],
            topics: Sequence[FigureTopic], event_mentions: Sequence[EventMention], events: Sequence[Event],
            entities: Sequence[Entity]) -> Iterator[OriginCount | Skipped]:
    """One OriginCount for each figure topic, utterance and event that an article is known to tell."""
    behind = _Behind(articles, sources, copies)
    canon = Canon(entities)
    told = {q.id: Place(Passage(q.article_id, q.span), _credit(canon, q.speaker, q.via)) for q in quotations}
    told |= {f.id: Place(Passage(f.article_id, f.span), _credit(canon, f.source, f.via)) for f in figures}
    told |= _event_places(event_mentions, quotations, canon)
    claims: list[tuple[ClaimKind, str, Sequence[str]]] = [
        *(("figure_topic", topic.id, topic.figure_ids) for topic in topics),
        *(("utterance", utterance.id, utterance.quotation_ids) for utterance in utterances),
        *(("event", event.id, event.mention_ids) for event in events)]
    for kind, claim_id, members in sorted(claims):
        places = [told[key] for key in members if key in told and told[key].passage.article_id in behind.articles]
        if places:
            yield behind.count(kind, claim_id, places)


def _credit(canon: Canon, source: Party | None, via: Sequence[Party]) -> str | None:
    """The end of the chain: the source, else the last hand that is named."""
    end = source or (via[-1] if via else None)
    name = canon.name(end) if end else None
    return agency(name) or name


def _event_places(event_mentions: Sequence[EventMention], quotations: Sequence[Quotation], canon: Canon
                  ) -> dict[str, Place]:
    """Each event mention, credited to the speaker of the quotation that its trigger stands in."""
    pairs: dict[str, list[tuple[Span, object]]] = defaultdict(list)
    for quotation in quotations:
        pairs[quotation.article_id].append((quotation.span, _credit(canon, quotation.speaker, quotation.via)))
    indexes = {article_id: SpanIndex(found) for article_id, found in pairs.items()}
    out = {}
    for mention in event_mentions:
        index = indexes.get(mention.article_id)
        credits = [str(name) for name in (index.overlapping(mention.trigger) if index else ()) if name]
        out[mention.id] = Place(Passage(mention.article_id, mention.span), credits[0] if credits else None)
    return out


class _Behind:
    """Follows places of a claim to those who stand behind them."""

    def __init__(self, articles: Sequence[Article], sources: Sequence[Source], copies: Sequence[Copy]):
        self.articles: Mapping[str, Article] = {article.id: article for article in articles}
        self._sources = {source.id: source for source in sources}
        self._copied = Copied(copies)

    def count(self, kind: ClaimKind, claim_id: str, places: Sequence[Place]) -> OriginCount:
        """The four counts for one claim."""
        told_in = [self.articles[key] for key in {place.passage.article_id for place in places}]
        outlets = {name for article in told_in if (name := self._outlet(article))}
        owners = {name for article in told_in if (name := self._owner(article))}
        names = self._origins(places)
        detail = (f"{_count(len(told_in), 'article')} of {_count(len(outlets), 'known outlet')} "
                  f"go back to {_count(len(names), 'origin')}: {', '.join(sorted(names))}.")
        return OriginCount(
            id=content_id("origins", kind, claim_id), claim_id=claim_id, claim=kind,
            articles=tuple(a.id for a in sorted(told_in, key=_published_first)),
            outlets=tuple(sorted(outlets)), owners=tuple(sorted(owners)), origins=tuple(sorted(names)),
            reason=Reason("origins.followed", detail))

    def _origins(self, places: Sequence[Place]) -> set[str]:
        """The names left after copies and credits are followed."""
        credits: dict[Passage, set[str]] = {}
        for place in places:
            credits.setdefault(place.passage, set()).update([place.credit] if place.credit else [])
        names: set[str] = set()
        for family in self._copied.families(sorted(credits, key=lambda p: (p.article_id, p.span))):
            named = {name for passage in family for name in credits[passage]}
            names |= named or {self._unnamed(family)}
        return names

    def _unnamed(self, family: Sequence[Passage]) -> str:
        """Who stands behind places that credit nobody: an agency, else the outlet that was first."""
        told_in = sorted({self.articles[p.article_id].id for p in family})
        found = sorted((self.articles[key] for key in told_in), key=_published_first)
        agencies = [name for article in found for name in credited(article)]
        return agencies[0] if agencies else self._outlet(found[0]) or found[0].name

    def _outlet(self, article: Article) -> str | None:
        """The publisher's name, None if unknown."""
        source = self._sources.get(article.source_id or "")
        return source.name if source else article.outlet

    def _owner(self, article: Article) -> str | None:
        """Who owns the publisher, the publisher itself where the table is silent."""
        source = self._sources.get(article.source_id or "")
        return source.owner if source else article.outlet


def _published_first(article: Article) -> tuple[dt.date, str, str]:
    """Sorts by day of publication, the undated last, then by name."""
    return article.published or dt.date.max, article.name, article.id


def _count(number: int, noun: str) -> str:
    """("3, article" -> "3 articles")"""
    return f"{number} {noun}" + ("" if number == 1 else "s")
