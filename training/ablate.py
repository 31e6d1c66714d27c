#!/usr/bin/env python3
"""What each source and each kind of input brings: `python training/ablate.py --out FOLDER [--only RUN] [--limit N]`.

Small readers of four layers, from the base model: one shown BATCHES of every source, one with another seed (how far
scores differ by chance), one for each source without its batches (the others stay the same), and two that are not told
shapes, or hints of the tables of names. Each is scored unrounded on the first `--limit` documents of Worldwide dev, PUD
and PolNeAR dev and on all of our own held-out events: names as benchmarks/reader.py does, events by the heads alone,
attribution by the spans of its tags alone, because which source and content go with a cue takes a longer run to learn.
A finished run leaves a file and is not run again; prints a table of all that are finished.
"""

from __future__ import annotations

import argparse
import collections
import itertools
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
import corpora
import numpy as np
import reader as benchmark
import torch
from examples import Cut, Example, cuts, examples
from export import export
from losses import Lower, encoded, kept_lower, losses
from network import LAYER_TAGS, Reader
from train import Settings, batches, begun, fit, load_tokenizer, log, prepare

from crosswire.reader.encoder import Encoder
from crosswire.reader.labels import LAYERS, ROOTS, decode

BATCHES = {"worldwide": 80, "uner": 20, "silver": 40, "polnear": 100, "plover": 15, "open": 60}
PLAIN = Settings(repeats=tuple((name, 3) for name in BATCHES), layers=4, vectors=0, rate=3e-4, head_rate=2e-3,
                 batch_pieces=768)
INPUTS: dict[str, dict[str, Any]] = {"everything": {}, "everything, other seed": {"seed": 8},
                                     "without shapes": {"shapes": 1}, "without hints": {"shapes": 64}}
RUNS = (*INPUTS, *(f"without {source}" for source in BATCHES))
COLUMNS = ("worldwide", "pud", "source", "cue", "content", "open root macro", "open status")

Shown = list[tuple[str, list[Example]]]  # source, windows


def mixed(prepared: dict[str, list[Cut]], settings: Settings) -> Shown:
    """The batches of every source, spread evenly over the run."""
    placed = []
    for source, count in BATCHES.items():
        every = batches(prepared, replace(settings, repeats=tuple(r for r in settings.repeats if r[0] == source)))
        count = min(count, len(every))
        placed += [((i + 0.5) / count, source, every[i * len(every) // count]) for i in range(count)]
    return [(source, batch) for _, source, batch in sorted(placed, key=lambda item: item[:2])]


def trained(run: str, shown: Shown, settings: Settings, lower: Lower, out: Path) -> Reader:
    """The reader of one of RUNS."""
    chosen = replace(settings, **INPUTS.get(run, {}))
    kept = [batch for source, batch in shown if run != f"without {source}"]
    return fit(begun(chosen), kept, partial(losses, vectors={}), chosen, out, lower)


def scores(reader: Reader, limit: int | None) -> dict[str, float]:
    """The rows of benchmarks/reader.py that COLUMNS names."""
    with tempfile.TemporaryDirectory() as folder:
        export(reader, Path(folder), quantised=False)
        task = benchmark.Task(Encoder(folder), limit=limit)
        found = benchmark.names(task) | headed(replace(task, limit=None)) | tagged(reader, limit)
    return {column: round(found[column], 1) for column in COLUMNS}


def headed(task: benchmark.Task) -> dict[str, float]:
    """Our own held-out fifth by the heads alone: root macro-F1 and status accuracy at the marked trigger."""
    roots, states = [], []
    for sample, seen in task.readings(corpora.open_events("heldout")):
        event, scores = sample.events[0], seen.words.within(sample.events[0].trigger).trigger[0]
        roots.append((event.roots[0], int(scores[: len(ROOTS)].argmax())))
        if ROOTS[event.roots[0]] != "NONE":
            states.append(int(scores[len(ROOTS) :].argmax()) == event.status)
    gold, ours = zip(*roots, strict=True)
    per = [benchmark.f1(sum(g == o == c for g, o in roots), ours.count(c), gold.count(c)) for c in sorted(set(gold))]
    return {"open root macro": float(np.mean(per)), "open status": 100 * float(np.mean(states))}


def tagged(reader: Reader, limit: int | None) -> dict[str, float]:
    """PolNeAR dev: exact F1 of the spans that the tags of each layer mark, in windows as in training."""
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    found = cuts(list(itertools.islice(corpora.polnear("dev"), limit)), load_tokenizer())
    for example in (example for cut in found for example in examples(cut, PLAIN.limit)):
        with torch.inference_mode():
            scores = reader.heads.layers(encoded(reader, [example]).words).numpy().reshape(-1, len(LAYERS), LAYER_TAGS)
        gold = np.eye(LAYER_TAGS, dtype=np.float32)[example.layers]
        for at, layer in enumerate(LAYERS):
            ours, theirs = (set(decode([tags[:, at]])[0]) for tags in (scores, gold))
            counts[layer].update(hit=len(ours & theirs), found=len(ours), gold=len(theirs))
    return {layer: benchmark.f1(c["hit"], c["found"], c["gold"]) for layer, c in counts.items()}


def ablate(prepared: dict[str, list[Cut]], settings: Settings, runs: Sequence[str], limit: int | None, out: Path
           ) -> None:
    """Train and score the runs that have left no file yet."""
    shown = mixed(prepared, settings)
    lower = kept_lower(begun(settings), [batch for _, batch in shown])
    for run in runs:
        result = out / f"{run}.json"
        if not result.exists():
            reader = trained(run, shown, settings, lower, out / run)
            result.write_text(json.dumps(scores(reader, limit)), encoding="utf-8")
            log(f"{run}: {result.read_text(encoding='utf-8')}")


def table(out: Path) -> str:
    """The finished runs, a row each."""
    lines = ["| | " + " | ".join(COLUMNS) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    for run in RUNS:
        if (path := out / f"{run}.json").exists():
            found = json.loads(path.read_text(encoding="utf-8"))
            lines.append(f"| {run} | " + " | ".join(f"{found[column]:.1f}" for column in COLUMNS) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", choices=RUNS, action="append")
    parser.add_argument("--limit", type=int, default=50)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    runs = options.only or RUNS
    if not all((options.out / f"{run}.json").exists() for run in runs):
        ablate(prepare(list(BATCHES), load_tokenizer()), PLAIN, runs, options.limit, options.out)
    print(table(options.out))


if __name__ == "__main__":
    main()
