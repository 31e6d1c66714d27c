#!/usr/bin/env python3
"""PLV by five folds: `python training/plv_folds.py CHECKPOINT [--write FILE]`.

The encoder has never seen PLV and stays as it is; the weights of `extract/events/deeds.py` (who did what to whom ->
PLOVER root) are fitted to four fifths of PLV train, with our own sentences and PLOVER's records beside them, and scored
on the fifth that they have not seen. Macro-F1 over PLV's 15 roots (YIELD stands for CONCEDE and RETREAT) and over the
four quad classes. `--write` fits them to all of PLV and keeps them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import corpora
import numpy as np
import torch
from corpora import EventLabel, Sample
from examples import Cut, cuts, examples
from export import load
from losses import encoded
from network import Reader
from train import load_tokenizer

from crosswire.extract.events.deeds import KINDS, N_ROOTS, SHARES, Judge, Sight, beside, chances_of, quad_of, views
from crosswire.reader.labels import ROOTS, STATUSES, Floats
from crosswire.spans import Span

FOLDS = 5
DEPTHS = (2, 4, 6)  # layers whose words are looked at
RIDGE, BESIDE = 0.7, 0.3  # by leave-one-out in the training parts: shrinkage, weight of a sentence that is not PLV's
OTHERWISE = ("planned", "hypothetical")  # PLV has promises under AGREE and THREATEN, our set under what is promised


def sights(reader: Reader, found: Sequence[Cut]) -> Iterator[Sight]:
    """Each sentence as the reader sees it."""
    kept: dict[int, torch.Tensor] = {}
    for at in DEPTHS:
        reader.encoder.layers[at - 1].register_forward_hook(lambda _, given, out, at=at: kept.update({at: out}))
    for cut in found:
        example = next(examples(cut, 254))
        with torch.inference_mode():
            trigger = reader.heads.trigger(encoded(reader, [example]).words).numpy()
        opening = [*(example.words - 1), len(cut.pieces)]
        words = tuple(cut.pieces.span(int(one), int(after) - 1) for one, after in pairwise(opening))
        yield Sight(cut.sample.text, Span(0, len(cut.sample.text)), words, tuple(kept[at][0, example.words].numpy() for at in DEPTHS), trigger)


def shown(samples: Sequence[Sample]) -> list[Sample]:
    """The samples that say who does something to whom, as PLV would call it."""
    return [sample for sample in samples for event in sample.events[:1]
            if (event.actors or event.recipients) and ROOTS[event.roots[0]] != "NONE"
            and (event.status < 0 or STATUSES[event.status] not in OTHERWISE)]


def fitted(rows: Sequence[Sequence[Floats]], events: Sequence[EventLabel], weights: Floats, plv: int) -> Judge:
    """Ridge regression of the roots on the views; the first `plv` rows are PLV's."""
    centre = np.mean([np.concatenate(row) for row in rows[:plv]], axis=0, dtype=np.float32)
    centre[-len(rows[0][-1]) :] = 0  # the lexicon has hits or none
    seen = np.stack([beside(row, centre) for row in rows])
    gold = np.zeros((len(rows), N_ROOTS), dtype=np.float32)
    for row, event in enumerate(events):
        gold[row, list(event.roots)] = 1 / len(event.roots)
    dual = np.linalg.solve(seen @ seen.T + np.diag(RIDGE / weights).astype(np.float32), gold)
    return Judge(centre, seen.T @ dual)


def macro(gold: Sequence[object], found: Sequence[object]) -> float:
    """Macro-F1 in percent over the classes of the gold."""
    scores = []
    for kind in sorted(set(gold), key=str):
        hits = sum(g == f == kind for g, f in zip(gold, found, strict=True))
        scores.append(200 * hits / (gold.count(kind) + found.count(kind)))
    return float(np.mean(scores))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(1)
    reader, tokenizer = load(options.checkpoint), load_tokenizer()
    reader.eval()
    plv = list(corpora.plv())
    found = cuts([*plv, *shown([*corpora.plover_records(), *corpora.open_events("train")])], tokenizer)
    events = [cut.sample.events[0] for cut in found]
    rows = [views(sight, event.actors, event.recipients)
            for sight, event in zip(sights(reader, found), events, strict=True)]
    n, weights = len(plv), np.where(np.arange(len(rows)) < len(plv), 1.0, BESIDE)
    chances: list[Floats] = [np.zeros(0)] * n
    for fold in range(FOLDS):
        part = [i for i in range(len(rows)) if i >= n or i % FOLDS != fold]
        judge = fitted([rows[i] for i in part], [events[i] for i in part], weights[part], sum(i < n for i in part))
        for i in range(fold, n, FOLDS):
            chances[i] = chances_of(judge.scores(rows[i]))
    gold = [KINDS[int(SHARES[:, event.roots[0]].argmax())] for event in events[:n]]
    for what, one, other in (("root", gold, [KINDS[int(each.argmax())] for each in chances]),
                             ("quad", [event.quad + 1 for event in events[:n]], [quad_of(each) for each in chances])):
        print(f"PLV train, {FOLDS} folds, {n} sentences: {what} macro-F1 {macro(one, other):.1f}")
    if options.write:
        with options.write.open("wb") as file:
            fitted(rows, events, weights, n).write(file)


if __name__ == "__main__":
    main()
