#!/usr/bin/env python3
"""Teach a smaller twin what the full reader says: `python training/distil.py CHECKPOINT --out FOLDER [--layers 4]`.

The twin keeps the frozen layers, some of the full reader's upper ones and its heads, and learns from texts alone: no
label of a corpus is looked at. Checkpoints, resume and log are those of train.py; export.py writes the twin like any
other reader.
"""

from __future__ import annotations

import argparse
import copy
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch
from examples import Example
from export import load
from losses import Encoded, Lower, encoded, given_scores
from network import LAYER_TAGS, N_FROZEN, Reader
from torch import Tensor, nn
from torch.nn import functional as F
from train import Settings, batches, fit, load_tokenizer, prepare

from crosswire.reader.labels import LAYERS, ROOTS, STATUSES

UPPER = {3: (5,), 4: (3, 5)}  # by layers of the twin: which of the full reader's follow the frozen ones
TEXTS = (("texts", 1), ("worldwide", 1), ("polnear", 1), ("uner", 1), ("plover", 2), ("open", 4))
SOFT = 2.0  # scores are divided by it, so that what the full reader holds less likely is learned too

Asked = list[tuple[int, int, range]]  # window, word given, words whose tags are asked


def twin_of(full: Reader, layers: int) -> Reader:
    """The twin before it learns: the frozen layers, the chosen upper ones, and all heads."""
    twin = copy.deepcopy(full)
    twin.encoder.layers = nn.ModuleList(twin.encoder.layers[at] for at in (*range(N_FROZEN), *UPPER[layers]))
    return twin


def taught(twin: Reader, batch: Sequence[Example], lower: Lower, *, full: Reader) -> dict[str, Tensor]:
    """How far the twin is from the full reader: in the scores of each head, and in the vectors of words."""
    with torch.no_grad():
        theirs = encoded(full, batch, lower)
        cues, triggers = cues_of(full, theirs), triggers_of(full, theirs, batch)
        wanted, meant = said(full, theirs, cues, triggers), meanings(full, theirs, batch)
    ours = encoded(twin, batch, lower)
    out = {head: apart(scores, wanted[head]) for head, scores in said(twin, ours, cues, triggers).items()}
    out["vector"] = 1 - F.cosine_similarity(meanings(twin, ours, batch), meant).mean()
    out["hidden"] = F.mse_loss(ours.words, theirs.words) / theirs.words.var()
    return out


def apart(ours: Tensor, theirs: Tensor) -> Tensor:
    """Kullback-Leibler divergence of our softened choices from theirs, over rows of scores."""
    logs = [F.log_softmax(scores / SOFT, dim=-1) for scores in (ours, theirs)]
    return SOFT**2 * F.kl_div(*logs, reduction="batchmean", log_target=True)


def said(reader: Reader, seen: Encoded, cues: Asked, triggers: Asked) -> dict[str, Tensor]:
    """Rows of scores of each head; those that need a cue or a trigger only where there is one."""
    heads = reader.heads
    roots, states = heads.trigger(seen.words).split([len(ROOTS), len(STATUSES)], dim=1)
    out = {"names": heads.names(seen.words), "layers": heads.layers(seen.words).view(-1, LAYER_TAGS), "trigger": roots}
    if cues:
        out["attribution"] = given_scores(heads.attribution, seen, cues)
    if triggers:
        out["status"] = states[[int(seen.first[window]) + at for window, at, _ in triggers]]
        out["event"] = given_scores(heads.event, seen, triggers)
    return out


def cues_of(full: Reader, seen: Encoded) -> Asked:
    """Words with which a cue begins in the full reader's eyes; all words of their window are asked."""
    tags = full.heads.layers(seen.words).view(-1, len(LAYERS), LAYER_TAGS)[:, LAYERS.index("cue")].argmax(dim=1)
    begins = ((tags == 1) | (tags == 4)).numpy()  # B, S
    return [(window, at, range(last - first)) for window, (first, last) in enumerate(_ends(seen))
            for at in np.flatnonzero(begins[first:last]).tolist()]


def triggers_of(full: Reader, seen: Encoded, batch: Sequence[Example]) -> Asked:
    """Words that name an event in the full reader's eyes; the words of their sentence are asked."""
    nothing = F.softmax(full.heads.trigger(seen.words)[:, : len(ROOTS)], dim=1)[:, -1].numpy()
    return [(window, at, range(start, stop)) for window, (first, last) in enumerate(_ends(seen))
            for start, stop in np.searchsorted(batch[window].words, batch[window].sentences).tolist()
            for at in (start + np.flatnonzero(nothing[first:last][start:stop] < 0.5)).tolist()]


def _ends(seen: Encoded) -> list[tuple[int, int]]:
    """First and last word of each window, half open."""
    return list(zip(seen.first[:-1].tolist(), seen.first[1:].tolist(), strict=True))


def meanings(reader: Reader, seen: Encoded, batch: Sequence[Example]) -> Tensor:
    """Vectors of all sentences of the batch."""
    means = [seen.pieces[window, start:end].mean(dim=0) for window, example in enumerate(batch)
             for start, end in example.sentences]
    vectors: Tensor = reader.heads.vector(torch.stack(means))
    return vectors


def distil(full: Reader, settings: Settings, shown: Sequence[list[Example]], out: Path) -> Reader:
    """Teach to the end, or go on from the folder's checkpoint. Returns the twin."""
    torch.manual_seed(settings.seed)
    full.eval()
    return fit(twin_of(full, settings.layers), shown, partial(taught, full=full), settings, out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="folder of checkpoints; an unfinished run goes on")
    parser.add_argument("--layers", type=int, choices=UPPER, default=4)
    parser.add_argument("--steps", type=int, default=0, help="batches after which the run ends; 0: all texts")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    settings = Settings(repeats=TEXTS, rate=3e-4, head_rate=3e-4, batch_pieces=2048, vectors=0, dropped=False,
                        layers=options.layers, steps=options.steps)
    prepared = prepare([name for name, _ in settings.repeats], load_tokenizer())
    distil(load(options.checkpoint), settings, batches(prepared, settings), options.out)


if __name__ == "__main__":
    main()
