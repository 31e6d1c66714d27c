"""The places at which articles make a claim, and whom each credits there, through whom.

A claim is a FigureTopic, an Utterance or an Event; its places are its figures, quotations or event mentions.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from crosswire.agencies import agency
from crosswire.canon import Canon
from crosswire.model import Entity, Event, EventMention, Figure, FigureTopic, Quotation, Utterance
from crosswire.spans import Span, SpanIndex
from crosswire.tables import table
from crosswire.values import Party, Passage

ClaimKind = Literal["figure_topic", "utterance", "event"]


@dataclass(frozen=True, slots=True)
class Credit:
    """Someone whom an article credits; `known` if it is an entity or an agency, not only a description."""

    name: str
    known: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article makes a claim, and the chain that it credits there: nearest first, the source last."""

    passage: Passage
    chain: tuple[Credit, ...]


def members(claim: FigureTopic | Utterance | Event) -> tuple[ClaimKind, tuple[str, ...]]:
    """The kind of a claim and the ids of the records that make it."""
    if isinstance(claim, FigureTopic):
        return "figure_topic", claim.figure_ids
    if isinstance(claim, Utterance):
        return "utterance", claim.quotation_ids
    return "event", claim.mention_ids


def told(quotations: Sequence[Quotation], figures: Sequence[Figure], event_mentions: Sequence[EventMention],
         entities: Iterable[Entity]) -> Mapping[str, Place]:
    """Record id -> where it stands and whom it credits."""
    canon = Canon(entities)
    out = {q.id: Place(Passage(q.article_id, q.span), _chain(canon, q.speaker, q.via)) for q in quotations}
    out |= {f.id: Place(Passage(f.article_id, f.span), _chain(canon, f.source, f.via)) for f in figures}
    return out | _event_places(event_mentions, quotations, out)


def _chain(canon: Canon, source: Party | None, via: Sequence[Party]) -> tuple[Credit, ...]:
    """The hands that it passed, nearest first, and the source; those who are nobody in particular are left out."""
    hands = [*via, *([source] if source else [])]
    credits = [Credit(agency(name) or name, bool(agency(name) or canon.entity(party)))
               for party in hands if not _nobody(name := canon.name(party))]
    return tuple(dict.fromkeys(credits))


def _event_places(event_mentions: Sequence[EventMention], quotations: Sequence[Quotation], told: Mapping[str, Place]
                  ) -> dict[str, Place]:
    """Each event mention, with the credit of the quotation that its trigger stands in."""
    pairs: dict[str, list[tuple[Span, object]]] = defaultdict(list)
    for quotation in quotations:
        pairs[quotation.article_id].append((quotation.span, quotation.id))
    indexes = {article_id: SpanIndex(found) for article_id, found in pairs.items()}
    out = {}
    for mention in event_mentions:
        index = indexes.get(mention.article_id)
        chains = [told[str(key)].chain for key in (index.overlapping(mention.trigger) if index else ())]
        out[mention.id] = Place(Passage(mention.article_id, mention.span), next((c for c in chains if c), ()))
    return out


def _nobody(name: str) -> bool:
    """Whether the words name nobody in particular. ("he", "media reports")"""
    return name.casefold() in _nobodies()


@functools.cache
def _nobodies() -> frozenset[str]:
    return frozenset(table("origins")["nobody"]["words"])
