#!/usr/bin/env python3
"""Train the reader: `python training/train.py --out runs/full [--settings full.toml]`.

Writes a checkpoint every few minutes and a log line every 50 steps; started again, it goes on where it was. Needs
what training/requirements.txt names; the package itself never needs torch.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import corpora
import numpy as np
import renaming
import torch
from examples import Cut, Example, cuts, examples
from losses import Lower, encoded, kept_lower, losses, total
from network import Reader, base_folder, begin_with, load_base
from tokenizers import Tokenizer
from torch import Tensor

from crosswire.reader.pieces import CLS, SEP, SHAPES

SOURCES = {
    "worldwide": lambda: corpora.worldwide("train"),
    "uner": lambda: [*corpora.uner("ewt/dev"), *corpora.uner("ewt/test")],
    "renamed": lambda: renamed(("worldwide", "worldwide", "uner")),
    "silver": lambda: corpora.silver(12_000),
    "polnear": lambda: corpora.polnear("train"),
    "plv": corpora.plv,
    "plover": corpora.plover_records,
    "open": lambda: corpora.open_events("train"),
    "texts": corpora.texts,
}
RENAMED = 5  # seed of the other names


def renamed(names: Sequence[str]) -> list[corpora.Sample]:
    """The samples of the named sources under other names, new ones each time."""
    stock, dice = renaming.stock(), random.Random(RENAMED)
    return [renaming.renamed(sample, stock, dice) for name in names for sample in SOURCES[name]()]


Measure = Callable[[Reader, Sequence[Example], Lower | None], dict[str, Tensor]]  # the losses of a batch


@dataclass(frozen=True, slots=True)
class Settings:
    """One run: how often each source is seen, and how fast the weights move."""

    repeats: tuple[tuple[str, int], ...] = (("silver", 1), ("worldwide", 4), ("uner", 3), ("polnear", 4))
    start: str | None = None  # weights to begin with: a checkpoint, or what export.py --keep wrote
    rate: float = 2e-4  # of the encoder
    head_rate: float = 1e-3
    warm: float = 0.05  # share of the steps
    limit: int = 192  # pieces of a window
    batch_pieces: int = 3072
    vectors: int = 15_000  # sentences whose base vectors are distilled
    layers: int = 6
    shapes: int = SHAPES  # told apart: 64 leaves out the hints of the tables of names, 1 all that letters look like
    frozen: bool = True  # the lowest layers stay as they came, and what they give is worked out once
    dropped: bool = True  # words and parts of layers are left out at random
    steps: int = 0  # batches after which the run ends, its rate fallen; 0: all
    seed: int = 7
    save_every: float = 240.0  # seconds


def load_tokenizer() -> Tokenizer:
    """The base model's tokenizer, without truncation or padding."""
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def batches(prepared: dict[str, list[Cut]], settings: Settings) -> list[list[Example]]:
    """Every batch of the run in order: windows of one source each, of like length.

    Each of a source's n repeats takes its nth of the run, at random places in it; by turns the windows are of `limit`
    pieces and of two thirds of that, so that the same sentence is seen among different neighbours.
    """
    order = random.Random(settings.seed)
    placed: list[tuple[float, list[Example]]] = []
    for name, repeats in settings.repeats:
        windows = [[e for cut in prepared[name] for e in examples(cut, limit)]
                   for limit in (settings.limit, settings.limit * 2 // 3)]
        for repeat in range(repeats):
            placed += [((repeat + order.random()) / repeats, batch)
                       for batch in _batched(windows[repeat % 2], settings.batch_pieces, order)]
    return [batch for _, batch in sorted(placed, key=lambda item: item[0])]


def _batched(shown: Sequence[Example], room: int, order: random.Random) -> list[list[Example]]:
    """Windows of like length together, as many as fill `room` pieces with their padding."""
    keyed = sorted(shown, key=lambda e: (len(e.ids) // 24, order.random()))
    out: list[list[Example]] = [[]]
    for example in keyed:
        if out[-1] and (len(out[-1]) + 1) * max(len(e.ids) for e in (*out[-1], example)) > room:
            out.append([])
        out[-1].append(example)
    return [batch for batch in out if batch]


def base_vectors(prepared: dict[str, list[Cut]], count: int, seed: int) -> dict[int, np.ndarray]:
    """The base model's mean vectors of a sample of sentences, by sentence key."""
    reader = Reader()
    load_base(reader.encoder)
    reader.eval()
    every = [(cut, i) for found in prepared.values() for cut in found for i in range(len(cut.bounds) - 1)
             if cut.bounds[i + 1] - cut.bounds[i] >= 6]
    chosen = random.Random(seed).sample(every, min(count, len(every)))
    chosen.sort(key=lambda item: item[0].bounds[item[1] + 1] - item[0].bounds[item[1]])
    out: dict[int, np.ndarray] = {}
    with torch.inference_mode():
        for at in range(0, len(chosen), 64):
            part = chosen[at : at + 64]
            hidden = encoded(reader, [alone(cut, i) for cut, i in part]).pieces
            for row, (cut, i) in enumerate(part):
                vector = hidden[row, : cut.bounds[i + 1] - cut.bounds[i] + 2].mean(dim=0)
                out[cut.key + i] = (vector / vector.norm()).numpy().astype(np.float16)
    return out


def alone(cut: Cut, i: int) -> Example:
    """Sentence i of a cut as a window of its own, without shapes, as the base model knows it."""
    ids = np.concatenate([[CLS], cut.pieces.ids[cut.bounds[i] : cut.bounds[i + 1]], [SEP]])
    return Example(ids, np.zeros(len(ids), dtype=np.int64), np.array([0]))


def prepare(names: Sequence[str], tokenizer: Tokenizer) -> dict[str, list[Cut]]:
    """The named sources as pieces; sentence keys are counted over all of them."""
    out: dict[str, list[Cut]] = {}
    key = 0
    for name in names:
        out[name] = cuts(list(SOURCES[name]()), tokenizer, key)
        key += sum(len(cut.bounds) - 1 for cut in out[name])
        log(f"{name}: {len(out[name])} texts, {sum(len(c.pieces) for c in out[name]):,} pieces")
    return out


def begun(settings: Settings) -> Reader:
    """The reader that a run begins with."""
    torch.manual_seed(settings.seed)
    reader = Reader(settings.layers, settings.shapes)
    load_base(reader.encoder)
    if settings.start:
        begin_with(reader, Path(settings.start))
    reader.encoder.freeze(settings.frozen)
    return reader


def run(settings: Settings, prepared: dict[str, list[Cut]], out: Path) -> Reader:
    """Train to the end, or go on from the folder's checkpoint. Returns the trained reader."""
    reader = begun(settings)
    vectors = base_vectors(prepared, settings.vectors, settings.seed)
    return fit(reader, batches(prepared, settings), partial(losses, vectors=vectors), settings, out)


def fit(reader: Reader, shown: Sequence[list[Example]], measure: Measure, settings: Settings, out: Path,
        lower: Lower | None = None) -> Reader:
    """Move the reader's weights by what `measure` says of each batch shown, or go on from the folder's checkpoint.

    `lower`: what the lowest layers give for all windows, where that is known.
    """
    out.mkdir(parents=True, exist_ok=True)
    shown = shown[: settings.steps or len(shown)]
    optimiser = torch.optim.AdamW([
        {"params": [p for p in reader.encoder.parameters() if p.requires_grad], "lr": settings.rate},
        {"params": list(reader.heads.parameters()), "lr": settings.head_rate}], weight_decay=0.01)
    warm = max(1, int(settings.warm * len(shown)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.02, (len(shown) - step) / max(1, len(shown) - warm))))
    state = {"reader": reader, "optimiser": optimiser, "schedule": schedule}
    first = restored(state, out / "checkpoint.pt")
    log(f"{len(shown)} batches, from {first}")
    if lower is None and settings.frozen:
        lower = kept_lower(reader, shown[first:])
    _loop(shown, first, measure, state, settings, out, lower)
    return reader


def _loop(shown: Sequence[list[Example]], first: int, measure: Measure, state: dict[str, Any], settings: Settings,
          out: Path, lower: Lower | None) -> None:
    reader = state["reader"].train(settings.dropped)
    sums: dict[str, list[float]] = {}
    began = saved = time.monotonic()
    for step in range(first, len(shown)):
        parts = measure(reader, shown[step], lower)
        total(parts).backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        state["optimiser"].step()
        state["schedule"].step()
        state["optimiser"].zero_grad(set_to_none=True)
        for name, part in parts.items():
            sums.setdefault(name, []).append(part.item())
        if (step + 1) % 50 == 0:
            means = {name: round(float(np.mean(found)), 4) for name, found in sums.items()}
            log(json.dumps({"step": step + 1, "of": len(shown), "seconds": round(time.monotonic() - began), **means}))
            sums.clear()
        if time.monotonic() - saved > settings.save_every or step + 1 == len(shown):
            save(state, step + 1, settings, out / "checkpoint.pt")
            saved = time.monotonic()


def save(state: dict[str, Any], step: int, settings: Settings, path: Path) -> None:
    """Write the checkpoint whole or not at all."""
    beside = path.with_suffix(".new")
    torch.save({**{name: part.state_dict() for name, part in state.items()}, "step": step,
                "dice": torch.get_rng_state(), "settings": asdict(settings)}, beside)
    beside.replace(path)


def restored(state: dict[str, Any], path: Path) -> int:
    """Load the checkpoint if there is one; the step to go on from."""
    if not path.exists():
        return 0
    found = torch.load(path, weights_only=True)
    for name, part in state.items():
        part.load_state_dict(found[name])
    torch.set_rng_state(found["dice"])
    step: int = found["step"]
    return step


def log(line: str) -> None:
    """A line of the run's log."""
    print(line, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder of checkpoints; an unfinished run goes on")
    parser.add_argument("--settings", type=Path, help="TOML with fields of Settings")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    told = tomllib.loads(options.settings.read_text(encoding="utf-8")) if options.settings else {}
    if "repeats" in told:
        told["repeats"] = tuple(told["repeats"].items())
    settings = Settings(**told)
    run(settings, prepare([name for name, _ in settings.repeats], load_tokenizer()), options.out)


if __name__ == "__main__":
    main()
