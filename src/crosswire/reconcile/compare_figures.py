"""Figures of one quantity that cannot both be right, as the topics say."""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.model import Disagreement, Figure
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.sides import disagreement, phrase, side
from crosswire.values import Reason

_BEFORE = {"about": "about ", "at_least": "at least ", "more_than": "more than ", "at_most": "at most ",
           "up_to": "up to "}


def figure_disagreements(evidence: Evidence) -> Iterator[Disagreement]:
    """One for each topic whose figures differ; a side is a figure's clause, its stance the number and its source."""
    figures = {figure.id: figure for figure in evidence.figures}
    for topic in evidence.topics:
        members = [figures[key] for key in topic.figure_ids if key in figures]
        if topic.relation != "differ" or len(members) < 2:
            continue
        sides = [side(evidence, f.article_id, f.clause, stance=stance(evidence, f), party=evidence.name(f.source))
                 for f in members]
        yield disagreement(evidence, "figure", phrase(topic.label), sides,
                           Reason("compare_figures.differ", topic.reason.detail, topic.reason.score))


def stance(evidence: Evidence, figure: Figure) -> str:
    """The number as told, and who is credited. ("at least 14,000 (Republic of Valdoria)")"""
    number = phrase(evidence.text(figure.article_id, figure.span))
    source = evidence.name(figure.source)
    return _BEFORE.get(figure.qualifier, "") + number + (f" ({source})" if source else "")
