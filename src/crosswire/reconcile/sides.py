"""From the places that a comparator found to a Disagreement: sides in order, weight, id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crosswire.ids import content_id
from crosswire.model import Disagreement
from crosswire.reconcile.evidence import Evidence
from crosswire.spans import Span
from crosswire.values import DisagreementKind, Passage, Reason, Side

MOST_WORDS = 12  # of a stance or an `about`
LEAD = 0.25  # share of an article from its start in which its main matter stands


def phrase(words: str, most: int = MOST_WORDS) -> str:
    """The first words, on one line, without punctuation at the ends. ("of\\n the attack." -> "of the attack")"""
    parts = words.split()
    return " ".join(parts[:most]).strip(" ,.;:-–—\"“”'‘’()") + ("…" if len(parts) > most else "")


def side(evidence: Evidence, article_id: str, span: Span, *, stance: str | None = None, party: str | None = None
         ) -> Side:
    """A side that says what its words say, unless `stance` says it shorter."""
    return Side(article_id, span, stance or phrase(evidence.text(article_id, span)), party)


def disagreement(evidence: Evidence, kind: DisagreementKind, about: str, sides: Iterable[Side], reason: Reason
                 ) -> Disagreement:
    """The record, with its sides in the order of the articles and a weight.

    Weight: the number of independent reports (copies of one passage count once), and half a report more if
    a side stands in the first quarter of its article; times the score of the reason.
    """
    ordered = sorted(set(sides), key=lambda s: (evidence.rank[s.article_id], s.span, s.stance))
    heavy = round(weight(evidence, ordered) * reason.score, 2)
    return Disagreement(
        id=content_id("disagreement", kind, *((s.article_id, s.span.start, s.span.end) for s in ordered)),
        kind=kind, about=about, sides=tuple(ordered), weight=heavy, reason=reason)


def weight(evidence: Evidence, sides: Sequence[Side]) -> float:
    """How many independent reports stand behind the sides, and whether it is anyone's main matter."""
    families = evidence.copied.families([Passage(s.article_id, s.span) for s in sides])
    central = any(s.span.start < LEAD * len(evidence.articles[s.article_id].text) for s in sides)
    return len(families) + (0.5 if central else 0.0)
