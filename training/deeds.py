#!/usr/bin/env python3
"""Fit the weights of `extract/events/deeds.py`: `python training/deeds.py [--write FILE]`.

They stand over what the reader's graphs give as they ship ($CROSSWIRE_READER), and go beside them as `deeds.npz`.

    parties   root by what stands around two parties: PLV, with our own sentences and PLOVER's records beside it
    trigger   root (NONE among them) at a known trigger: the training part of our own set, and the records
    status    how an act is told: the training part of our own set

Prints PLV by five folds (the encoder has never seen PLV): macro-F1 over its 15 roots (YIELD stands for CONCEDE and
RETREAT) and over the four quad classes. Our own held-out fifth is scored by `benchmarks/reader.py --only events`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import corpora
import numpy as np
from corpora import EventLabel, Sample

from crosswire.extract.events.deeds import KINDS, SHARES, Judge, Weights, beside, chances_of, quad_of
from crosswire.extract.events.sights import N_ROOTS, Sight, Views, around, as_told, at_trigger, sight
from crosswire.reader.encoder import Encoder, encoder
from crosswire.reader.labels import ROOTS, STATUSES, Floats
from crosswire.reader.read import read

FOLDS = 5
RIDGE, KNOWN = 0.7, 2.0  # shrinkage: around the parties, at a trigger (by folds of the training parts)
BESIDE = 0.3  # weight of a sentence of another corpus than the one that is scored
OTHERWISE = ("planned", "hypothetical")  # PLV has promises under AGREE and THREATEN, our set under what is promised


def seen(sample: Sample, using: Encoder) -> Sight:
    """The sample's sentence as the reader sees it."""
    return sight(sample.text, read(sample.text, sample.sentences, using).words, sample.sentences[0])


def shown(sample: Sample) -> bool:
    """Whether the sample says who does something to whom, as PLV would call it."""
    event = sample.events[0]
    return bool((event.actors or event.recipients) and ROOTS[event.roots[0]] != "NONE"
                and (event.status < 0 or STATUSES[event.status] not in OTHERWISE))


def fitted(rows: Sequence[Views], classes: Sequence[Sequence[int]], size: int, shrink: Floats, middle: int) -> Weights:
    """Ridge regression of the classes (any of a row's is right) on the views; the first `middle` rows give the centre.

    `shrink`: how much each row's own weight in the answer is held back.
    """
    centre = np.mean([np.concatenate(row.seen) for row in rows[:middle]], axis=0, dtype=np.float32)
    numbers = np.stack([beside(row, centre) for row in rows])
    gold = np.zeros((len(rows), size), dtype=np.float32)
    for row, right in enumerate(classes):
        gold[row, list(right)] = 1 / len(right)
    dual = np.linalg.solve(numbers @ numbers.T + np.diag(shrink).astype(np.float32), gold)
    return Weights(centre, numbers.T @ dual)


def shrinkage(base: float, size: int, first: int) -> Floats:
    """How much each row is held back, where the `first` rows are of the corpus that is scored."""
    out: Floats = base / np.where(np.arange(size) < first, 1.0, BESIDE)
    return out


def of_parties(rows: Sequence[Views], events: Sequence[EventLabel], plv: int) -> Weights:
    """Roots by what stands around the parties; the first `plv` rows are PLV's."""
    return fitted(rows, [event.roots for event in events], N_ROOTS, shrinkage(RIDGE, len(rows), plv), plv)


def of_trigger(rows: Sequence[Views], classes: Sequence[int], size: int, own: int) -> Weights:
    """Classes by what stands at the trigger; the first `own` rows are of our own set."""
    return fitted(rows, [(kind,) for kind in classes], size, shrinkage(KNOWN, len(rows), own), own)


def macro(gold: Sequence[object], found: Sequence[object]) -> float:
    """Macro-F1 in percent over the classes of the gold."""
    scores = []
    for kind in sorted(set(gold), key=str):
        hits = sum(g == f == kind for g, f in zip(gold, found, strict=True))
        scores.append(200 * hits / (gold.count(kind) + found.count(kind)))
    return float(np.mean(scores))


def by_folds(rows: Sequence[Views], events: Sequence[EventLabel], plv: int) -> list[Floats]:
    """Chances of KINDS of each row of PLV, by weights that have not seen its fold."""
    chances: list[Floats] = [np.zeros(0)] * plv
    for fold in range(FOLDS):
        part = [i for i in range(len(rows)) if i >= plv or i % FOLDS != fold]
        weights = of_parties([rows[i] for i in part], [events[i] for i in part], sum(i < plv for i in part))
        for i in range(fold, plv, FOLDS):
            chances[i] = chances_of(weights.scores(rows[i]))
    return chances


def around_parties(own: Sequence[tuple[EventLabel, Sight]], using: Encoder) -> Weights:
    """Read PLV, print its score by folds, and fit to all of it."""
    read_too = [(sample.events[0], seen(sample, using)) for sample in corpora.plv()]
    plv, every = len(read_too), [*read_too, *own]
    events = [event for event, _ in every]
    rows = [around(shown_to, event.actors, event.recipients) for event, shown_to in every]
    chances = by_folds(rows, events, plv)
    gold = [KINDS[int(SHARES[:, event.roots[0]].argmax())] for event in events[:plv]]
    for what, one, other in (("root", gold, [KINDS[int(each.argmax())] for each in chances]),
                             ("quad", [event.quad + 1 for event in events[:plv]], [quad_of(each) for each in chances])):
        print(f"PLV train, {FOLDS} folds, {plv} sentences: {what} macro-F1 {macro(one, other):.1f}", flush=True)
    return of_parties(rows, events, plv)


def at_triggers(own: Sequence[tuple[EventLabel, Sight]]) -> tuple[Weights, Weights]:
    """Fit roots and statuses to sentences that mark the trigger; our own, which have a status, stand first."""
    marked = [(event, shown_to, event.trigger) for event, shown_to in own if event.trigger]
    states = [event.status for event, *_ in marked if event.status >= 0]
    roots = [at_trigger(shown_to, event.actors, event.recipients, trigger) for event, shown_to, trigger in marked]
    told = [as_told(shown_to, trigger) for _, shown_to, trigger in marked[: len(states)]]
    return (of_trigger(roots, [event.roots[0] for event, *_ in marked], N_ROOTS, len(states)),
            of_trigger(told, states, len(STATUSES), len(states)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    using = encoder()
    own = [(sample, seen(sample, using)) for sample in (*corpora.open_events("train"), *corpora.plover_records())]
    judge = Judge(around_parties([(sample.events[0], one) for sample, one in own if shown(sample)], using),
                  *at_triggers([(sample.events[0], one) for sample, one in own]))
    if options.write:
        with options.write.open("wb") as file:
            judge.write(file)


if __name__ == "__main__":
    main()
