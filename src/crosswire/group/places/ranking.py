"""Ranks the candidates of every place name of a document, first each alone, then in the light of the others.

Rules of this file: a softmax over weighted features (wordlists/place_weights.toml, fitted by training/places.py). The
first ranking gives beliefs, the second leans on the beliefs of the other readings and is repeated once. An outlet's
home is what its other reports speak of most, so that no report confirms itself.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from crosswire.gazetteer import Entry, fold
from crosswire.group.places.features import ALONE, TOGETHER, Belief, Scene, features, told
from crosswire.group.places.readings import Reading
from crosswire.tables import table

ROUNDS = 2
LEAN_ON = 3  # candidates of another reading that count
HOME = 40  # places that make up an outlet's home
HOME_REPORTS = 2  # other reports that a home needs


@dataclass(frozen=True)
class Report:
    """The readings of one document, and its outlet."""

    readings: tuple[Reading, ...]
    outlet: str | None = None
    country: str | None = None  # the outlet's


Beliefs = list[list[float]]  # for each reading, for each candidate
Spoken = tuple[str, Entry]  # name, place
Weights = tuple[Sequence[float], Sequence[float]]  # alone, together


def rank(reports: Sequence[Report], weights: Weights | None = None) -> list[Beliefs]:
    """How likely each candidate of each reading is, report by report; the beliefs of a reading add up to 1."""
    alone, together = weights or shipped_weights()
    beliefs = [[softmax(alone, features(ALONE, scene)) for scene in lone_scenes(report)] for report in reports]
    for _ in range(ROUNDS):
        homes = homes_of(reports, beliefs)
        beliefs = [[softmax(together, features(TOGETHER, scene)) for scene in scenes(report, own, home)]
                   for report, own, home in zip(reports, beliefs, homes, strict=True)]
    return beliefs


def lone_scenes(report: Report) -> list[Scene]:
    """Each reading alone."""
    return [Scene(reading, told(report.readings, reading), home_country=report.country, outlet=report.outlet)
            for reading in report.readings]


def scenes(report: Report, beliefs: Beliefs, home: tuple[Belief, ...]) -> list[Scene]:
    """Each reading with what the others are believed to be; other readings of its own name are left out."""
    leaning = [strongest(reading, own) for reading, own in zip(report.readings, beliefs, strict=True)]
    return [Scene(reading, told(report.readings, reading),
                  tuple(lean for other, lean in zip(report.readings, leaning, strict=True)
                        if lean and other.name != reading.name), home, report.country, report.outlet)
            for reading in report.readings]


def strongest(reading: Reading, own: Sequence[float]) -> tuple[Belief, ...]:
    """The candidates that count for the other readings."""
    best = sorted(zip(own, range(len(own)), strict=True), key=lambda item: (-item[0], item[1]))[:LEAN_ON]
    return tuple(Belief(reading.candidates[index], weight, fold(reading.name))
                 for weight, index in best if weight > 0.05)


def homes_of(reports: Sequence[Report], beliefs: Sequence[Beliefs]) -> list[tuple[Belief, ...]]:
    """For each report what its outlet's other reports speak of most, with the shares of all that they speak of."""
    by_outlet: dict[str, list[int]] = defaultdict(list)
    for index, report in enumerate(reports):
        if report.outlet:
            by_outlet[report.outlet].append(index)
    homes: list[tuple[Belief, ...]] = [()] * len(reports)
    for group in by_outlet.values():
        if len(group) > HOME_REPORTS:
            spoken = {index: _spoken(reports[index], beliefs[index]) for index in group}
            total: dict[Spoken, float] = defaultdict(float)
            for own in spoken.values():
                for key, weight in own.items():
                    total[key] += weight
            for index in group:
                homes[index] = _home(total, spoken[index])
    return homes


def _spoken(report: Report, beliefs: Beliefs) -> dict[Spoken, float]:
    """What one report speaks of: each place under each name once, with its belief."""
    out: dict[Spoken, float] = {}
    for reading, own in zip(report.readings, beliefs, strict=True):
        for one in strongest(reading, own):
            key = (one.name, one.entry)
            out[key] = max(one.weight, out.get(key, 0.0))
    return out


def _home(total: Mapping[Spoken, float], own: Mapping[Spoken, float]) -> tuple[Belief, ...]:
    rest = sorted(((weight - own.get(key, 0.0), *key) for key, weight in total.items()),
                  key=lambda item: (-item[0], item[1], item[2].id))[:HOME]
    everything = sum(weight for weight, _, _ in rest)
    return tuple(Belief(entry, weight / everything, name) for weight, name, entry in rest if weight > 0.1)


def softmax(weights: Sequence[float], rows: Sequence[Sequence[float]]) -> list[float]:
    """Beliefs from feature rows."""
    scores = [sum(w * x for w, x in zip(weights, row, strict=True)) for row in rows]
    top = max(scores, default=0.0)
    grown = [exp(score - top) for score in scores]
    return [one / sum(grown) for one in grown]


@functools.cache
def shipped_weights() -> Weights:
    """The fitted weights of both rankings."""
    rows = table("place_weights")
    return (tuple(rows["alone"][name] for name in ALONE), tuple(rows["together"][name] for name in TOGETHER))
