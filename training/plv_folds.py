#!/usr/bin/env python3
"""PLV by five folds: `python training/plv_folds.py CHECKPOINT [--write CHECKPOINT]`.

The encoder stays as it is; only the pair head (who does what to whom -> PLOVER root, quad class) is trained on four
fifths of PLV train, with our own sentences and PLOVER's records beside them, and scored on the fifth that it has not
seen. Macro-F1 over PLV's 15 roots (YIELD stands for CONCEDE and RETREAT) and over the four quad classes. `--write`
trains on all of PLV and writes the checkpoint with that head.
"""

from __future__ import annotations

import argparse
import copy
from collections.abc import Sequence
from pathlib import Path

import corpora
import numpy as np
import torch
from examples import Example, cuts, examples
from export import load
from losses import Encoded, among, encoded, pair_scores
from network import Reader
from torch.nn import functional as F
from train import load_tokenizer

from crosswire.reader.labels import ROOTS

FOLDS, EPOCHS, SIZE = 5, 12, 32
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def kept(reader: Reader, shown: Sequence[Example]) -> list[Encoded]:
    """Each window's vectors, worked out once."""
    with torch.inference_mode():
        return [encoded(reader, [example]) for example in shown]


def together(parts: Sequence[Encoded]) -> Encoded:
    """Several windows' vectors as one batch (of word vectors only)."""
    return Encoded(parts[0].pieces, torch.cat([part.words for part in parts]),
                   np.concatenate([[0], np.cumsum([len(part.words) for part in parts])]))


def fitted(reader: Reader, shown: Sequence[Example], seen: Sequence[Encoded], seed: int) -> Reader:
    """The reader with its pair head trained on these sentences."""
    torch.manual_seed(seed)
    out = copy.deepcopy(reader)
    head = out.heads.pair
    optimiser = torch.optim.AdamW(head.parameters(), lr=1e-3, weight_decay=0.05)
    dice = np.random.default_rng(seed)
    head.train()
    for epoch in range(EPOCHS):
        for group in optimiser.param_groups:
            group["lr"] = 1e-3 * (1 - epoch / EPOCHS)
        order = dice.permutation(len(shown))
        for at in range(0, len(order), SIZE):
            part = order[at : at + SIZE]
            items = [(row, shown[i].events[0]) for row, i in enumerate(part)]
            root, quad = pair_scores(out, together([seen[i] for i in part]), items)
            gold = torch.tensor([event.quad for _, event in items])
            loss = among(root, [event for _, event in items])
            if (gold >= 0).any():
                loss = loss + F.cross_entropy(quad, gold, ignore_index=-1)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    head.eval()
    return out


def macro(gold: Sequence[str], found: Sequence[str]) -> float:
    """Macro-F1 in percent over the classes of the gold."""
    scores = []
    for kind in sorted(set(gold)):
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
    sets = {name: [e for cut in cuts(list(samples), tokenizer) for e in examples(cut, 254)
                   if e.events and (e.events[0].actor or e.events[0].recipient)]
            for name, samples in (("plv", corpora.plv()), ("plover", corpora.plover_records()),
                                  ("open", corpora.open_events("train")))}
    seen = {name: kept(reader, shown) for name, shown in sets.items()}
    beside, beside_seen = sets["plover"] + sets["open"], seen["plover"] + seen["open"]
    plv, plv_seen = sets["plv"], seen["plv"]
    gold: dict[str, list[str]] = {"root": [], "quad": []}
    found: dict[str, list[str]] = {"root": [], "quad": []}
    names = [YIELD.get(root, root) for root in ROOTS]
    for fold in range(FOLDS):
        train = [i for i in range(len(plv)) if i % FOLDS != fold]
        head = fitted(reader, [plv[i] for i in train] + beside, [plv_seen[i] for i in train] + beside_seen, fold)
        for i in range(fold, len(plv), FOLDS):
            with torch.inference_mode():
                root, quad = pair_scores(head, plv_seen[i], [(0, plv[i].events[0])])
            gold["root"].append(names[plv[i].events[0].roots[0]])
            found["root"].append(names[int(root[0, :-1].argmax())])
            gold["quad"].append(str(plv[i].events[0].quad))
            found["quad"].append(str(int(quad[0].argmax())))
    for what in gold:
        print(f"PLV train, {FOLDS} folds, {len(gold[what])} sentences: {what} macro-F1 "
              f"{macro(gold[what], found[what]):.1f}")
    if options.write:
        whole = torch.load(options.checkpoint, weights_only=True)
        whole["reader"] = fitted(reader, plv + beside, plv_seen + beside_seen, FOLDS).state_dict()
        torch.save(whole, options.write)


if __name__ == "__main__":
    main()
