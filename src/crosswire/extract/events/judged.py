"""What the neural reader adds to the lexicon: what a single word means here, and which acts are told as history.

Rules of this file: a pattern of several words, and what has no PLOVER root, is what the lexicon says. A single word
means many things, so the judge (deeds.py) overrules it where it is sure. Acts that no pattern names were tried and left
out: on the annotated clusters they cost precision and found nothing more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.extract.events.deeds import judge
from crosswire.extract.events.plover import Pattern
from crosswire.extract.events.sights import Sight, sight
from crosswire.reader.reading import Reading
from crosswire.spans import Span
from crosswire.values import Party, Status

SURE = 0.95  # chance from which on the judge overrules a pattern of one word, or calls an act history or denied
NONE = "NONE"


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence as the neural reader sees it, if it was read."""

    sight: Sight

    def root(self, pattern: Pattern, trigger: Span, actors: Sequence[Party], recipients: Sequence[Party]
             ) -> tuple[str, str | None]:
        """Root and mode of a trigger that the lexicon knows by the pattern; (NONE, None): it names no event here."""
        if pattern.strength > 1 or pattern.root == NONE:
            return pattern.root, pattern.mode
        deed = judge().deed(self.sight, self._here(actors), self._here(recipients), trigger)
        if deed.chance < SURE or deed.root == pattern.root:
            return pattern.root, pattern.mode
        return deed.root, None

    def status(self, trigger: Span) -> tuple[Status | None, bool]:
        """The status of which the judge is sure, if it is, and whether the act is told as history."""
        told, chance = judge().told(self.sight, trigger)
        if chance < SURE:
            return None, False
        return ("denied" if told == "denied" else None), told == "historical"

    def _here(self, parties: Sequence[Party]) -> list[Span]:
        return [party.span for party in parties if party.span and self.sight.span.contains(party.span)]


def judged(text: str, reading: Reading | None, sentence: Span) -> Judged | None:
    """What the reader saw of a sentence; None if it has not read it."""
    seen = sight(text, reading.words, sentence) if reading else None
    return Judged(seen) if seen and seen.words else None
