"""One utterance, reported in different words or of different speakers."""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.model import Disagreement, Quotation
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.sides import disagreement, phrase, side
from crosswire.values import Reason


def utterance_disagreements(evidence: Evidence) -> Iterator[Disagreement]:
    """Differing words of one utterance, translations apart; and one utterance that is given to two speakers."""
    quotations = {quotation.id: quotation for quotation in evidence.quotations}
    for utterance in evidence.utterances:
        members = [quotations[key] for key in utterance.quotation_ids if key in quotations]
        if not members:
            continue
        translated = any(finding.kind == "translation" for finding in utterance.findings)
        if not translated and len({place.article_id for place in utterance.differences}) > 1:
            sides = [side(evidence, place.article_id, place.span, party=utterance.speaker)
                     for place in utterance.differences]
            who = f"{utterance.speaker}: " if utterance.speaker else ""
            yield disagreement(evidence, "wording", who + _first_words(evidence, members[0]), sides,
                               Reason("compare_utterances.wording",
                                      "The same quotation is reported in different words.", utterance.reason.score))
        yield from _speakers(evidence, members)


def _speakers(evidence: Evidence, members: list[Quotation]) -> Iterator[Disagreement]:
    """The utterance under each speaker, if articles give it to different persons.

    A person against an office or organisation is none: an office reports what its people say. A speaker who
    is only "he" or "the minister" at the quotation is no witness: the mistake may be ours.
    """
    named: list[tuple[Quotation, str]] = []
    for quotation in members:
        speaker = quotation.speaker
        entity = evidence.canon.entity(speaker) if speaker else None
        if speaker and speaker.span and entity is not None and entity.kind == "PER":
            written = evidence.text(quotation.article_id, speaker.span)
            if any(part in written for part in entity.name.split()):
                named.append((quotation, entity.name))
    speakers = {name for _, name in named}
    if len(speakers) > 1 and len({quotation.article_id for quotation, _ in named}) > 1:
        sides = [side(evidence, q.article_id, q.span, stance=f"said by {name}", party=name) for q, name in named]
        yield disagreement(evidence, "attribution", _first_words(evidence, members[0]), sides,
                           Reason("compare_utterances.speaker",
                                  f"One quotation is given to {' and to '.join(sorted(speakers))}."))


def _first_words(evidence: Evidence, quotation: Quotation) -> str:
    return phrase(evidence.text(quotation.article_id, quotation.span), 8)
