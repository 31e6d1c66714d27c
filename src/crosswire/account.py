"""Account: all records of a corpus, ready to be read, rendered and exported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crosswire.canon import Canon
from crosswire.model import (
    Article,
    Copy,
    Dating,
    Disagreement,
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
    Story,
    TimeExpression,
    Utterance,
)
from crosswire.stage import Records


@dataclass(frozen=True)
class Account:
    """The records of one corpus, by kind, each tuple in a fixed order (article name, then position).

    `as_of` is the day that the account could be written on, None if all reports count.
    """

    articles: tuple[Article, ...] = ()
    sources: tuple[Source, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    figures: tuple[Figure, ...] = ()
    event_mentions: tuple[EventMention, ...] = ()
    entities: tuple[Entity, ...] = ()
    copies: tuple[Copy, ...] = ()
    stories: tuple[Story, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    datings: tuple[Dating, ...] = ()
    events: tuple[Event, ...] = ()
    topics: tuple[FigureTopic, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    origins: tuple[OriginCount, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    as_of: dt.date | None = None

    @classmethod
    def of(cls, records: Records, *, as_of: dt.date | None = None) -> Account:
        """The account of records by type, as the pipeline or the store gives them."""
        articles = sorted(records.get(Article, ()), key=lambda a: (a.name, a.id))
        rank = {article.id: index for index, article in enumerate(articles)}

        def placed(kind: type) -> tuple[Any, ...]:
            return tuple(sorted(records.get(kind, ()), key=lambda r: (
                rank[r.article_id], r.span.start, r.span.end, r.id)))

        def by_id(kind: type) -> tuple[Any, ...]:
            return tuple(sorted(records.get(kind, ()), key=lambda r: r.id))

        return cls(
            articles=tuple(articles), sources=by_id(Source), mentions=placed(Mention),
            times=placed(TimeExpression), quotations=placed(Quotation), figures=placed(Figure),
            event_mentions=placed(EventMention), entities=by_id(Entity), copies=by_id(Copy),
            stories=by_id(Story), utterances=by_id(Utterance), datings=by_id(Dating),
            events=by_id(Event), topics=by_id(FigureTopic),
            disagreements=tuple(sorted(records.get(Disagreement, ()), key=lambda d: (-d.weight, d.id))),
            origins=by_id(OriginCount),
            skipped=tuple(sorted(records.get(Skipped, ()), key=lambda s: (s.name, s.record_id))), as_of=as_of,
        )

    @cached_property
    def canon(self) -> Canon:
        """Canonical names of parties."""
        return Canon(self.entities)

    @cached_property
    def by_id(self) -> dict[str, Any]:
        """Every record by its id."""
        groups: tuple[Iterable[Any], ...] = (
            self.articles, self.sources, self.mentions, self.times, self.quotations, self.figures,
            self.event_mentions, self.entities, self.copies, self.stories, self.utterances, self.datings,
            self.events, self.topics, self.disagreements, self.origins)
        return {record.id: record for group in groups for record in group}
