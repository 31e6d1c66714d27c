"""Figures of one quantity that cannot both be right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from crosswire.model import Disagreement, Figure, FigureTopic
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.figure_relations import Rivals, rivalries, sources_differ
from crosswire.reconcile.populations import Profile, profile
from crosswire.reconcile.sides import disagreement, phrase, side
from crosswire.values import Reason

MOST_SIDES = 12
EACH = 3  # articles that are shown for one number of one source
_BEFORE = {"about": "about ", "at_least": "at least ", "more_than": "more than ", "at_most": "at most ",
           "up_to": "up to "}


def figure_disagreements(evidence: Evidence) -> Iterator[Disagreement]:
    """One for each topic with rival figures; a side is a figure's clause, its stance the number and its source.

    Also a topic whose figures move with time has them where two named sources count differently on one day.
    """
    figures = {figure.id: figure for figure in evidence.figures}
    for topic in evidence.topics:
        members = [figures[key] for key in topic.figure_ids if key in figures]
        if topic.relation not in ("differ", "evolving") or len(members) < 2:
            continue
        profiles = [profile(f, evidence.articles[f.article_id], "", evidence.name(f.source)) for f in members]
        rivals = rivalries(profiles, topic.relation)
        if rivals:
            yield _disagreement(evidence, topic, rivals)


def _disagreement(evidence: Evidence, topic: FigureTopic, rivals: Sequence[Rivals]) -> Disagreement:
    """The record, for the pair of named sources first if there is one."""
    told = [one.figure for one in _shown(rivals)]
    sides = [side(evidence, f.article_id, f.clause, stance=stance(evidence, f), party=evidence.name(f.source))
             for f in told]
    pair = next((pair for pair in rivals if sources_differ(*pair)), rivals[0])
    score = 1.0 if sources_differ(*pair) else 0.7
    detail = " and ".join(stance(evidence, one.figure) for one in pair) + " are told of the same time."
    return disagreement(evidence, "figure", about(topic, told), sides, Reason("compare_figures.differ", detail, score))


def _shown(rivals: Sequence[Rivals]) -> list[Profile]:
    """The figures of the pairs: of each number of each source at most EACH, together at most MOST_SIDES."""
    given: dict[object, list[Profile]] = defaultdict(list)
    for one in sorted({p.figure.id: p for pair in rivals for p in pair}.values(), key=lambda p: p.order):
        alike = given[one.figure.low, one.figure.high, one.source]
        if len(alike) < EACH:
            alike.append(one)
    turns = [[row[turn] for row in given.values() if turn < len(row)] for turn in range(EACH)]
    return [one for turn in turns for one in turn][:MOST_SIDES]


def about(topic: FigureTopic, figures: Sequence[Figure]) -> str:
    """What is counted, where and as of when, as far as the figures say it. ("people killed, Orlen, 2031-05-14")"""
    places = Counter(f.place for f in figures if f.place)
    days = Counter(f.as_of for f in figures if f.as_of)
    most = [told.most_common(1)[0][0] for told in (places, days) if told]
    return ", ".join([phrase(topic.label), *most])


def stance(evidence: Evidence, figure: Figure) -> str:
    """The number as told, and who is credited. ("at least 14,000 (Republic of Valdoria)")"""
    number = phrase(evidence.text(figure.article_id, figure.span))
    source = evidence.name(figure.source)
    return _BEFORE.get(figure.qualifier, "") + number + (f" ({source})" if source else "")
