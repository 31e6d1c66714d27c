#!/usr/bin/env python3
"""Fit wordlists/place_weights.toml: `python training/places.py [--write] [--folds N]`.

Trained on the first 70% of LGL's documents and on GeoVirus, in ../shared/corpora/places. What is fitted is a softmax
over the candidates of each reading, by gradient steps with a small ridge; a reading counts as often as the square
root of its uses. Without --write: N-fold cross-validation, papers (LGL) and pages (GeoVirus) kept whole.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

from places import Row, distance_km, documents, pairs, print_errors, report_of, resolved, scored

from crosswire.group.places.features import ALONE, TOGETHER, features
from crosswire.group.places.ranking import Beliefs, Report, homes_of, lone_scenes, scenes, softmax

# a right answer lies so far from the gold point at most: large areas have more than one middle
RIDGE, STEPS, ROUNDS = 0.02, 400, 3
NEAR_KM = {"town": 161.0, "county": 161.0, "division": 700.0, "country": 2000.0, "region": 3000.0, "wide": 3000.0}
OUT = Path(__file__).resolve().parents[1] / "src" / "crosswire" / "wordlists" / "place_weights.toml"

Group = tuple[np.ndarray, np.ndarray, float]  # feature rows, which are right, weight


def right(row: Row, report: Report) -> list[np.ndarray | None]:
    """For each reading which candidates are right: the gold's id, else all near its point; None if none is."""
    out: list[np.ndarray | None] = []
    for reading in report.readings:
        golds = [gold for gold in (row["toponyms"][use] for use in reading.uses) if gold["lat"] is not None]
        hit = np.zeros(len(reading.candidates))
        for gold in golds[:1]:
            same = [str(gold.get("geonameid")) == entry.id for entry in reading.candidates]
            close = [distance_km(gold, entry) <= NEAR_KM[entry.kind] for entry in reading.candidates]
            hit = np.array(same if any(same) else close, dtype=float)
        out.append(hit if hit.any() and not hit.all() else None)
    return out


def fit(groups: Sequence[Group], size: int) -> np.ndarray:
    """Weights that make the right candidates likely (Adam on the ridge-regularised log-likelihood)."""
    rows = np.concatenate([group[0] for group in groups])
    sizes = np.array([len(group[0]) for group in groups])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    owner = np.repeat(np.arange(len(groups)), sizes)
    hit = np.concatenate([group[1] for group in groups])
    weight = np.array([group[2] for group in groups])
    w, m, v = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, STEPS + 1):
        score = rows @ w
        score -= np.maximum.reduceat(score, starts)[owner]
        grown = np.exp(score)
        p = grown / np.add.reduceat(grown, starts)[owner]
        good = np.add.reduceat(p * hit, starts)
        target = p * hit / np.maximum(good, 1e-9)[owner]
        gradient = rows.T @ ((p - target) * weight[owner]) / weight.sum() + RIDGE / 10 * w
        m, v = 0.9 * m + 0.1 * gradient, 0.999 * v + 0.001 * gradient ** 2
        w -= 0.1 * (m / (1 - 0.9 ** step)) / (np.sqrt(v / (1 - 0.999 ** step)) + 1e-8)
    return w


def groups_of(rows_of: Sequence[list[list[list[float]]]], rights: Sequence[list[np.ndarray | None]],
              reports: Sequence[Report]) -> list[Group]:
    """What is fitted: the candidates of each reading that has a right one."""
    return [(np.array(rows), hit, len(reading.uses) ** 0.5)
            for found, hits, report in zip(rows_of, rights, reports, strict=True)
            for rows, hit, reading in zip(found, hits, report.readings, strict=True) if hit is not None]


def train(rows: Sequence[Row]) -> tuple[list[float], list[float]]:
    """(alone, together)"""
    reports = [report_of(row) for row in rows]
    rights = [right(row, report) for row, report in zip(rows, reports, strict=True)]
    single = [[features(ALONE, scene) for scene in lone_scenes(report)] for report in reports]
    alone = fit(groups_of(single, rights, reports), len(ALONE))
    beliefs: list[Beliefs] = [[softmax(alone.tolist(), one) for one in found] for found in single]
    together = np.zeros(len(TOGETHER))
    for _ in range(ROUNDS):
        homes = homes_of(reports, beliefs)
        found = [[features(TOGETHER, scene) for scene in scenes(report, own, home)]
                 for report, own, home in zip(reports, beliefs, homes, strict=True)]
        together = fit(groups_of(found, rights, reports), len(TOGETHER))
        beliefs = [[softmax(together.tolist(), one) for one in each] for each in found]
    return alone.tolist(), together.tolist()


def folds(rows: Sequence[Row], number: int) -> list[list[Row]]:
    """The rows in folds, with the documents of one paper in one fold."""
    keys = sorted({row.get("domain") or row["id"] for row in rows})
    place = {key: index % number for index, key in enumerate(keys)}
    return [[row for row in rows if place[row.get("domain") or row["id"]] == fold] for fold in range(number)]


def main() -> None:
    """Fit and write, or cross-validate."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    rows = [*documents("lgl_train"), *documents("geovirus")]
    if options.write:
        alone, together = train(rows)
        lines = [f'source = "Fitted by training/places.py on LGL (first 70%) and GeoVirus: {len(rows)} documents."', ""]
        for name, keys, weights in (("alone", ALONE, alone), ("together", TOGETHER, together)):
            lines += [f"[{name}]", *(f"{key} = {weight:.2f}" for key, weight in zip(keys, weights, strict=True)), ""]
        OUT.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
        return
    parts, answers = folds(rows, options.folds), []
    for index, held in enumerate(parts):
        weights = train([row for other, part in enumerate(parts) if other != index for row in part])
        answers += resolved(held, weights)
    if options.errors:
        print_errors(answers)
    for corpus in ("LGL", "GeoVirus"):
        print(corpus, scored(pairs([(row, found) for row, found in answers if row["corpus"] == corpus])))


if __name__ == "__main__":
    main()
