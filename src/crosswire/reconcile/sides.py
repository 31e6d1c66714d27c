"""From the places that a comparator found to a Disagreement: sides in order, weight, id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from crosswire.ids import content_id
from crosswire.model import Disagreement
from crosswire.reconcile.evidence import Evidence
from crosswire.spans import Span
from crosswire.values import DisagreementKind, Passage, Reason, Side, SideRole

MOST_WORDS = 12  # of a stance or an `about`
CENTRAL = 0.5  # what a report more is worth whose main matter it is
WORTH: dict[DisagreementKind, float] = {"figure": 1.0, "denial": 1.0, "outcome": 1.0, "date": 0.8, "attribution": 0.8,
                                        "wording": 0.5}
LEAD = 0.25  # share of an article from its start in which its main matter stands


def phrase(words: str, most: int = MOST_WORDS) -> str:
    """The first words, on one line, without punctuation at the ends. ("of\\n the attack." -> "of the attack")"""
    parts = words.split()
    return " ".join(parts[:most]).strip(" ,.;:-–—\"“”'‘’()") + ("…" if len(parts) > most else "")


def side(evidence: Evidence, article_id: str, span: Span, *, stance: str | None = None, party: str | None = None,
         role: SideRole | None = None) -> Side:
    """A side that says what its words say, unless `stance` says it shorter."""
    return Side(article_id, span, stance or phrase(evidence.text(article_id, span)), party, role)


def disagreement(evidence: Evidence, kind: DisagreementKind, about: str, sides: Iterable[Side], reason: Reason
                 ) -> Disagreement:
    """The record, with its sides in the order of the articles and a weight: that of the sides, times what the kind is
    worth to an editor (WORTH), times the score of the reason.
    """
    ordered = sorted(set(sides), key=lambda s: (evidence.rank[s.article_id], s.span, s.stance))
    heavy = round(weight(evidence, ordered) * WORTH[kind] * reason.score, 2)
    return Disagreement(
        id=content_id("disagreement", kind, *((s.article_id, s.span.start, s.span.end) for s in ordered)),
        kind=kind, about=about, sides=tuple(ordered), weight=heavy, reason=reason)


def weight(evidence: Evidence, sides: Sequence[Side]) -> float:
    """How much stands behind the sides: all independent reports, those of the second strongest side once more (a lone
    voice against many is less of a dispute), and CENTRAL for each that has it in the first quarter of its article.
    """
    held: dict[str, list[Side]] = defaultdict(list)
    for one in sides:
        held[one.role or said(one)].append(one)
    strengths = sorted((evidence.independent(_places(own)) for own in held.values()), reverse=True)
    central = [s for s in sides if s.span.start < LEAD * len(evidence.articles[s.article_id].text)]
    return (evidence.independent(_places(sides)) + (strengths[1] if len(strengths) > 1 else 0)
            + CENTRAL * evidence.independent(_places(central)))


def said(one: Side) -> str:
    """What the side says, without the name of its party that ends it."""
    return one.stance.removesuffix(f" ({one.party})") if one.party else one.stance


def _places(sides: Iterable[Side]) -> list[Passage]:
    return [Passage(one.article_id, one.span) for one in sides]
