"""One utterance, reported in different words or of different speakers."""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.model import Disagreement, Quotation, Reason
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.sides import disagreement, phrase, side


def utterance_disagreements(evidence: Evidence) -> Iterator[Disagreement]:
    """Differing words of one utterance; and one utterance that is given to two speakers."""
    quotations = {quotation.id: quotation for quotation in evidence.quotations}
    for utterance in evidence.utterances:
        members = [quotations[key] for key in utterance.quotation_ids if key in quotations]
        if not members:
            continue
        if len({place.article_id for place in utterance.differences}) > 1:
            sides = [side(evidence, place.article_id, place.span, party=utterance.speaker)
                     for place in utterance.differences]
            who = f"{utterance.speaker}: " if utterance.speaker else ""
            yield disagreement(evidence, "wording", who + _first_words(evidence, members[0]), sides,
                               Reason("compare_utterances.wording",
                                      "The same quotation is reported in different words.", utterance.reason.score))
        yield from _speakers(evidence, members)


def _speakers(evidence: Evidence, members: list[Quotation]) -> Iterator[Disagreement]:
    """The utterance under each speaker, if reports name more than one and none of them by description only."""
    named = [(q, q.speaker) for q in members if q.speaker and evidence.canon.entity(q.speaker)]
    speakers = {evidence.canon.name(speaker) for _, speaker in named}
    if len(speakers) > 1:
        sides = [side(evidence, q.article_id, q.span, stance=f"said by {evidence.canon.name(speaker)}",
                      party=evidence.canon.name(speaker)) for q, speaker in named]
        yield disagreement(evidence, "attribution", _first_words(evidence, members[0]), sides,
                           Reason("compare_utterances.speaker",
                                  f"One quotation is given to {' and to '.join(sorted(speakers))}."))


def _first_words(evidence: Evidence, quotation: Quotation) -> str:
    return phrase(evidence.text(quotation.article_id, quotation.span), 8)
