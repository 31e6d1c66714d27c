"""The records: what each stage gives and the next ones take.

Rules of this file: records are frozen, slotted and keyword-only; collections are tuples; every id is
`content_id(...)` of the fields that identify the record, so a rerun gives the same ids. Every annotation
has `id`, `article_id`, `span` (characters of `Article.text`) and `reason`. There is no metadata dict: a new
fact is a new field, here and in docs/records.md together (the tables follow from the fields).

    acquire    Document
    clean      Source, Article (with Block and Sentence)
    extract    Mention, Reference, TimeExpression, Quotation, Figure, EventMention
    group      EntityDecision (the user's), Entity, Copy, Story, Utterance, Dating, Event
    reconcile  FigureTopic, Disagreement, OriginCount
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from crosswire.spans import OffsetMap, Span
from crosswire.values import (
    Basis,
    Block,
    CopyKind,
    DisagreementKind,
    Earlier,
    Measure,
    NameForm,
    NameKind,
    Party,
    Passage,
    Place,
    Qualifier,
    Reason,
    Relation,
    Sentence,
    Side,
    Status,
    TimeType,
    WordingFinding,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """What a stage turned away, and why. `name` is what a person calls it (a path, a headline)."""

    record_id: str
    name: str
    reason: Reason


# ---------------------------------------------------------------- acquire

@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report as it came: bytes for files, a JSON object's `text` encoded as UTF-8.

    `key` says which report it is across versions (the URL, else the path under the given folder plus the
    declared id); `name` is the declared id, else the file's stem. The `declared_*` fields are what the
    JSON object itself says, None for other media.
    """

    id: str
    key: str
    name: str
    origin: str
    media_type: Literal["text/plain", "text/html", "application/json"]
    content: bytes
    url: str | None = None
    declared_title: str | None = None
    declared_outlet: str | None = None
    declared_published: str | None = None


# ---------------------------------------------------------------- clean

@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publisher. `owner` is who owns it by our table, or its own name where the table is silent."""

    id: str
    name: str
    kind: Literal["wire", "newspaper", "broadcaster", "official", "ngo", "social", "other"]
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A cleaned report. For text and JSON `text` is the input unchanged; for HTML see `offsets`.

    `blocks` cover the text; `sentences` lie inside blocks of any kind, in text order. `published` is a
    day or None, with `published_basis` and, if it stands in the text, `published_span`. `source_id` is
    None when nothing says who published it. `version` counts the versions of one `key` from 1.
    """

    id: str
    document_id: str
    key: str
    name: str
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    language: str
    url: str | None = None
    title: str | None = None
    title_span: Span | None = None
    outlet: str | None = None
    source_id: str | None = None
    byline: str | None = None
    published: dt.date | None = None
    published_basis: Basis | None = None
    published_span: Span | None = None
    published_reason: Reason | None = None
    offsets: OffsetMap | None = None


# ---------------------------------------------------------------- extract

@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in the text. `name` is the fullest form of it in this article, without titles.

    `kind` NORP is a nationality or group used as an adjective or plural ("Russian"). `country` is the ISO
    3166 alpha-3 code where the table knows it. `role` is the office that the text gives them here or
    elsewhere in the article ("foreign minister"). `gender` is what a title or a common given name tells, if any.
    """

    id: str
    article_id: str
    span: Span
    reason: Reason
    kind: NameKind
    name: str
    country: str | None = None
    role: str | None = None
    gender: Literal["f", "m"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A pronoun or description ("he", "the minister", "the statement") that stands for a Mention's bearer.

    `mention_id` is None where two candidates are equally good: refused, with the reason.
    """

    id: str
    article_id: str
    span: Span
    reason: Reason
    mention_id: str | None
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A TIMEX3 expression. `value` is resolved ("2021-04-13", "PXW"), or None where the anchor is unknown.

    `anchor` says what it was resolved against: "published", "self" (it is a full date), the id of an
    earlier TimeExpression, or None. `mod` is TIMEX3's modifier (START, MID, END, APPROX, ...).
    `weekday` is the weekday that the text itself names beside a date ("Tuesday April 14" -> "Tuesday").
    """

    id: str
    article_id: str
    span: Span
    reason: Reason
    type: TimeType
    value: str | None
    anchor: str | None
    mod: str | None = None
    weekday: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Reported words: `span` is the content (inside the marks if direct).

    `part_of` is the id of the first part when an attribution breaks a quotation. `speaker` is whose words
    they are, None with the reason where unsettled. `via` is the chain in the text, nearest first. `act` is
    the class of the reporting verb (say, announce, claim, deny, accuse, demand, promise, warn, agree, credit).
    """

    id: str
    article_id: str
    span: Span
    reason: Reason
    direct: bool
    speaker: Party | None
    cue: Span | None = None
    via: tuple[Party, ...] = ()
    part_of: str | None = None
    act: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that counts something of the crisis; `span` is the number words only.

    `low`/`high` are bounds, None = open. `whom` is the noun phrase counted ("Ukrainian soldiers").
    `as_of` is an ISO day, month, year or interval "A/B". `source` is who is credited, None = the article.
    `clause` is the stretch that a reader needs to understand the number. `place` is where, if told.
    """

    id: str
    article_id: str
    span: Span
    reason: Reason
    low: float | None
    high: float | None
    qualifier: Qualifier
    measure: Measure
    whom: str | None
    clause: Span
    as_of: str | None = None
    source: Party | None = None
    via: tuple[Party, ...] = ()
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One clause that states an event. `span` is the clause, `trigger` the verb or noun that names it.

    `type` is a PLOVER root or "NONE" (belongs on a timeline, has no root: an earthquake). `background` is
    history told for context. `date` is ISO, as coarse as known, None if the text does not say.
    """

    id: str
    article_id: str
    span: Span
    reason: Reason
    trigger: Span
    type: str
    mode: str | None
    status: Status
    background: bool
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    date: str | None
    place: Party | None


# ---------------------------------------------------------------- group

@dataclass(frozen=True, slots=True, kw_only=True)
class EntityDecision:
    """The user's word. merge: `names` are one entity's, called by the first. split: `names` are one, `others` not."""

    id: str
    number: int
    act: Literal["merge", "split"]
    names: tuple[NameForm, ...]
    others: tuple[NameForm, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, organisation or place across articles. `name` is the canonical form, `aliases` the other forms.

    `offices`: what reports call a person ("KES president"). `stands_for`: the power that a house or capital also means.
    """

    id: str
    kind: NameKind
    name: str
    aliases: tuple[str, ...]
    mention_ids: tuple[str, ...]
    reason: Reason
    country: str | None = None
    place: Place | None = None
    offices: tuple[str, ...] = ()
    stands_for: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A passage of >= 20 words nearly identical in two articles: one Passage in each, and which kind.

    `direction` says which of the two had it first, None where nothing tells or the original is elsewhere.
    """

    id: str
    article_ids: tuple[str, str]
    passages: tuple[Passage, Passage]
    kind: CopyKind
    reason: Reason
    direction: Earlier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """The day of an article that says none: from dated ones that tell the same (`neighbour_ids`) or its own words."""

    id: str
    article_id: str
    published: dt.date
    neighbour_ids: tuple[str, ...]
    reason: Reason

    def given_to(self, article: Article) -> Article:
        """The article with this day."""
        return replace(article, published=self.published, published_basis="inferred", published_reason=self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles about one happening. `when` is the ISO day or interval that most of them tell about.

    `storyline` is the same for all stories of one crisis, None for a story that has no other beside it.
    """

    id: str
    title: str
    article_ids: tuple[str, ...]
    when: str | None
    reason: Reason
    storyline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """Reports of one quotation in several articles, one of them direct; `findings` say how `differences` differ."""

    id: str
    quotation_ids: tuple[str, ...]
    speaker: str | None
    differences: tuple[Passage, ...]
    reason: Reason
    findings: tuple[WordingFinding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening, told by many mentions. `actors` and `recipients` are canonical names."""

    id: str
    type: str
    mode: str | None
    status: Status
    background: bool
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: str | None
    place: str | None
    headline: Passage
    mention_ids: tuple[str, ...]
    reason: Reason


# ---------------------------------------------------------------- reconcile

@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTopic:
    """Figures about the same quantity, and how they relate; `reason` is the sentence for the editor."""

    id: str
    label: str
    measure: Measure
    relation: Relation
    figure_ids: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two reports, or two parties inside them, that cannot both be right, or a report against the calendar."""

    id: str
    kind: DisagreementKind
    about: str
    sides: tuple[Side, ...]
    weight: float
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginCount:
    """Who stands behind a claim (a FigureTopic, an Utterance or an Event): four counts, kept apart.

    `origins` names the independent ones left after copies and attribution chains are followed to their end.
    """

    id: str
    claim_id: str
    claim: Literal["figure_topic", "utterance", "event"]
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    owners: tuple[str, ...]
    origins: tuple[str, ...]
    reason: Reason


Record = (Document | Source | Article | Mention | Reference | TimeExpression | Quotation | Figure | EventMention
          | EntityDecision | Entity | Copy | Dating | Story | Utterance | Event | FigureTopic | Disagreement
          | OriginCount)
