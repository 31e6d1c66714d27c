"""What the sections of the report show, row by row: frozen contexts for the templates, pure data, no HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from markupsafe import Markup

from crosswire.model import FigureTopic
from crosswire.reconcile.estimates import CONFIRMED
from crosswire.render import words
from crosswire.render.citations import Citation, CiteList, Excerpt

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure: its value in words, the clause around it, who is credited, through whom, as of when."""

    value: str
    excerpt: Excerpt
    source: str
    via: str
    as_of: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One quantity: its relation, the sentence that explains it, its estimate in words ('' for a single claim), whether
    independent origins confirm a number, its figures, and how it stands to other quantities (kind, which, why).
    """

    topic: FigureTopic
    values: str
    estimate: str
    confirmed: bool
    origins: int
    articles: int
    figures: tuple[FigureRow, ...]
    left_out: int
    links: tuple[tuple[str, str, str], ...]

    @property
    def relation_words(self) -> str:
        return words.RELATION[self.topic.relation]

    @property
    def sign(self) -> str:
        return words.RELATION_SIGN[self.topic.relation]


@dataclass(frozen=True, slots=True)
class SideRow:
    """One side of a disagreement: the stance ('' where the passage itself says it), who takes it, what it does in a
    denial (claims, denies, confirms), one passage in full and the citations of the others."""

    stance: str
    parties: tuple[str, ...]
    role: str
    excerpt: Excerpt
    also: CiteList


@dataclass(frozen=True, slots=True)
class DifferRow:
    """One disagreement with its sides."""

    kind: str
    about: str
    detail: str
    sides: tuple[SideRow, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of an utterance: pieces of text (and whether the piece differs), and who reports it so, with marks or
    without."""

    pieces: tuple[tuple[str, bool], ...]
    cites: CiteList
    via: str
    direct: bool = True


@dataclass(frozen=True, slots=True)
class UtteranceRow:
    """One utterance and its wordings."""

    speaker: str
    differs: bool
    articles: int
    origins: int
    variants: tuple[Variant, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A speaker's quotations that only one report has."""

    speaker: str
    quotes: tuple[tuple[str, bool, Citation], ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class OriginRow:
    """One claim and the four counts, with the names behind them and the picture of who relies on whom."""

    claim: str
    label: str
    cite: Citation
    articles: int
    outlets: tuple[str, ...]
    owners: tuple[str, ...]
    origins: tuple[str, ...]
    reason: str
    picture: Markup

    @property
    def confirmed(self) -> bool:
        """Whether independent origins stand behind the claim."""
        return len(self.origins) >= CONFIRMED


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A passage that several articles share, in the order of publication; `directed` if the first one had it first."""

    kind: str
    text: str
    cites: tuple[Citation, ...]
    left_out: int
    directed: bool


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """What was turned away and why; `cite` where it is a passage of a report."""

    name: str
    why: str
    cite: Citation | None


@dataclass(frozen=True, slots=True)
class Section(Generic[Row]):
    """Rows shown and how many were left out."""

    rows: tuple[Row, ...] = field(default=())
    left_out: int = 0
