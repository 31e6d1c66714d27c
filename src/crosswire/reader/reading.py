"""What the neural reader sees in an article: a Reading of names, attributions and words that name events."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from crosswire.reader.labels import Floats, Ints
from crosswire.spans import Span


@dataclass(frozen=True, slots=True)
class ReadName:
    """A name as the neural reader sees it: PER, ORG, LOC (places of all sorts), FAC or NORP; `score` 0 to 1."""

    span: Span
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class ReadAttribution:
    """Words reported as someone's: the cue, fragments of the source and of the content.

    `score`: how sure that it is a cue; `sure`: of each fragment of the content, that it begins and ends there.
    """

    cue: Span
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float
    sure: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """A word that names an event: its PLOVER root, how sure that it is one, its status, who does it to whom."""

    trigger: Span
    root: str
    score: float
    status: str
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ReadWords:
    """The words that were read: characters `starts[i]:ends[i]`, and numbers for each of them."""

    starts: Ints
    ends: Ints
    depths: tuple[Floats, Floats, Floats]  # [words, 384] each: low, halfway, at the end
    trigger: Floats  # [words, roots + statuses]: scores

    def __len__(self) -> int:
        return len(self.starts)

    def within(self, span: Span) -> ReadWords:
        """The words that begin in the span."""
        here = slice(*np.searchsorted(self.starts, [span.start, span.end]).tolist())
        low, middle, last = (depth[here] for depth in self.depths)
        return ReadWords(self.starts[here], self.ends[here], (low, middle, last), self.trigger[here])


@dataclass(frozen=True, slots=True)
class Reading:
    """What the neural reader sees in an article, for the extractors to decide on; it is not stored."""

    id: str
    article_id: str
    names: tuple[ReadName, ...]
    attributions: tuple[ReadAttribution, ...]
    events: tuple[ReadEvent, ...]
    words: ReadWords = field(compare=False, repr=False)
    vectors: Floats = field(compare=False, repr=False)  # [sentences, 384], of length 1: inner products are likeness
