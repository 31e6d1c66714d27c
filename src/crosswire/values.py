"""The values that stand inside records: reasons, blocks, parties, places, passages, and the closed lists of kinds.

Rules of this file: as in model.py; a value has no id of its own and never names a record except by its id.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosswire.spans import Span

BlockKind = Literal["body", "nav", "ad", "plea", "caption", "credit", "related", "share", "other"]
READ_KINDS: frozenset[BlockKind] = frozenset({"body", "caption"})  # blocks in which a report tells
NameKind = Literal["PER", "ORG", "GPE", "LOC", "FAC", "NORP"]
Family = Literal["PER", "ORG", "place", "NORP"]  # kinds of names that are told apart for certain
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Qualifier = Literal["exact", "about", "at_least", "more_than", "at_most", "up_to", "vague"]
Measure = Literal["killed", "injured", "missing", "displaced", "detained", "troops", "weapons",
                  "residents", "area_share", "money", "other"]
Status = Literal["asserted", "denied", "planned", "hypothetical"]
Relation = Literal["agree", "differ", "evolving", "single"]
DisagreementKind = Literal["figure", "date", "wording", "attribution", "denial", "outcome"]
WordingKind = Literal["substitution", "elision", "addition", "attribution", "translation", "indirect"]
Basis = Literal["stated", "metadata", "inferred"]
SideRole = Literal["claims", "denies", "confirms"]
CopyKind = Literal["same_article", "edited_version", "quotation", "shared_statement", "wire", "passage"]
WHOLE_COPIES: frozenset[CopyKind] = frozenset({"same_article", "edited_version"})
Earlier = Literal["first", "second"]
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})  # PLOVER roots of what both parties do


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a record is as it is: the rule's name, a sentence for a person, a score between 0 and 1."""

    rule: str
    detail: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Block:
    """A run of whole lines of one kind; the blocks of an article cover its text without overlap."""

    span: Span
    kind: BlockKind
    reason: Reason


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; `paragraph` counts the paragraphs of the article, `kind` is that of its block."""

    span: Span
    paragraph: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class NameForm:
    """One name as entities are made of it: the name and its family."""

    family: Family
    name: str


@dataclass(frozen=True, slots=True)
class Party:
    """Someone whom the text names: a speaker, a source, an actor.

    `name` is the fullest name that the article gives them, or the description as written where they stay
    unnamed ("a senior official"); `span` the words that name them at this place ("he"); `mention_id` the
    Mention that they were resolved to, None for a description or pronoun that nothing settles.
    """

    name: str
    span: Span | None = None
    mention_id: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the gazetteer: its id there, latitude and longitude in degrees (WGS 84)."""

    gazetteer_id: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters of one article, as evidence inside a record that spans several."""

    article_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class WordingFinding:
    """How a report of an utterance departs from the others; `span` are the words that differ, or the report."""

    kind: WordingKind
    article_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a disagreement: the words, what they say in a phrase, and whose claim it is (if known).

    `role` is what the words do in a denial: they claim (or accuse), deny, or confirm what one of the others says.
    """

    article_id: str
    span: Span
    stance: str
    party: str | None = None
    role: SideRole | None = None
