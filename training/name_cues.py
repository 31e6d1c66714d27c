#!/usr/bin/env python3
"""Fit the weights of wordlists/name_cues.toml: `python training/name_cues.py [--write]`.

Each unknown string of an article is one sample: its cues as counted by extract/names, and the kind that the labels
give it. Every article is read twice: as it is, and with the tables of countries, regions, towns and bodies empty, so
that the words around a country that no table knows get their weight. A string that no label covers is "none".
Corpora: Worldwide train and UNER EWT dev under $CROSSWIRE_SHARED/corpora/ner. Needs numpy.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from crosswire.extract.names import cut, evidence, grow, stage, tables, tokens, weigh
from crosswire.extract.names.evidence import is_open
from crosswire.spans import Span

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("CROSSWIRE_SHARED", ROOT.parent / "shared"))
TARGET = ROOT / "src" / "crosswire" / "wordlists" / "name_cues.toml"
TRAIN = (("worldwide/train.jsonl", 1.0), ("uner_ewt/dev.jsonl", 0.5))
LABELS = {"Person": "PER", "Organization": "ORG", "Location": "GPE", "LOC": "GPE", "Facility": "FAC", "PER": "PER",
          "ORG": "ORG", "NORP": "NORP"}
MASKED = frozenset({"country", "demonym", "region", "city", "house", "bodies", "outlets"})
UNKNOWN_SHARE = 0.25
PENALTY = 0.3
LEAN = 0.8  # taken off "none": a name with a doubtful kind serves the later stages better than none
Sample = tuple[Counter[str], int, float]


def masked() -> tables.Lexicon:
    """The tables without the names of places and bodies."""
    full = tables.lexicon()
    return replace(full, phrases={k: e for k, e in full.phrases.items() if e.table not in MASKED}, starts={})


def use(lexicon: Any) -> None:
    """Make the name rules read with these tables."""
    for module in (cut, grow, tokens, evidence, stage, sys.modules["crosswire.extract.names.cues"], tables):
        if hasattr(module, "lexicon"):
            module.lexicon = lexicon


def samples(row: dict[str, Any], weight: float, *, related: bool) -> Iterator[Sample]:
    """The unknown strings of one labelled article with their cues and the kind that most labels give them."""
    text, sentences = row["text"], []
    for item in row["sents"]:
        start, end = (item["start"], item["end"]) if isinstance(item, dict) else item[:2]
        sentences.append(Span(start, end))
    read = stage.readings(text, sentences)
    counts = evidence.own(read)
    if related:
        first = {s: v for s, counted in counts.items() if (v := weigh.decide(counted))}
        counts = evidence.related(read, counts, first)
    gold = sorted((e["start"], e["end"], LABELS.get(e["label"], "none")) for e in row["entities"])
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for reading in read:
        for piece in reading.pieces:
            if is_open(piece) and not reading.headline:
                start, end = reading.words[piece.start].start, reading.words[piece.stop - 1].end
                votes[reading.surface(piece)][_label(gold, start, end)] += 1
    for surface, counted in counts.items():
        if votes[surface]:
            yield counted, weigh.KINDS.index(votes[surface].most_common(1)[0][0]), weight


def _label(gold: list[tuple[int, int, str]], start: int, end: int) -> str:
    best, kind = 0, "none"
    for low, high, label in gold:
        shared = min(high, end) - max(low, start)
        if shared > best and 2 * shared > high - low and 2 * shared > end - start:
            best, kind = shared, label
    return kind


def fitted(data: list[Sample]) -> dict[str, list[float]]:
    """Weights of each cue for each kind by gradient descent with a penalty on their squares (Adam, full batch)."""
    seen = Counter(cue for counted, _, _ in data for cue in counted)
    cues = ["always", *sorted(cue for cue, n in seen.items() if n >= 8)]
    index = {cue: i for i, cue in enumerate(cues)}
    x = np.zeros((len(data), len(cues)))
    x[:, 0] = 1
    for i, (counted, _, _) in enumerate(data):
        for cue, amount in weigh.amounts(counted).items():
            if cue in index:
                x[i, index[cue]] = amount
    y = np.eye(len(weigh.KINDS))[[label for _, label, _ in data]]
    w8 = np.array([weight for _, _, weight in data])[:, None]
    w = np.zeros((len(cues), len(weigh.KINDS)))
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, 601):
        logits = x @ w
        p = np.exp(logits - logits.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        g = (x.T @ ((p - y) * w8) + PENALTY * w) / len(data)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w -= 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    w[0, weigh.KINDS.index("none")] -= LEAN
    return {cue: [round(float(value), 1) + 0.0 for value in w[i]] for cue, i in index.items()}


def train() -> dict[str, list[float]]:
    """Fit on the strings' own cues, then again with the cues that the first fit's verdicts give."""
    weights: dict[str, list[float]] = {}
    known, unknown = tables.lexicon, masked()
    unknown.starts.update({k[0]: max(unknown.starts.get(k[0], 0), len(k)) for k in unknown.phrases})
    for related in (False, True):
        if related:
            weigh._weights = lambda: {cue: tuple(row) for cue, row in weights.items()}  # noqa: B023
        data: list[Sample] = []
        for lexicon, share in ((known, 1.0), (lambda: unknown, UNKNOWN_SHARE)):
            use(lexicon)
            for path, weight in TRAIN:
                for line in (SHARED / "corpora" / "ner" / path).read_text(encoding="utf-8").splitlines():
                    data += samples(json.loads(line), weight * share, related=related)
        use(known)
        weights = fitted(data)
        print(len(data), "samples", Counter(weigh.KINDS[label] for _, label, _ in data))
    return weights


def main() -> None:
    """Fit; print or write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the table")
    options = parser.parse_args()
    weights = train()
    lines = [f"{cue} = [{', '.join(f'{value:g}' for value in row)}]" for cue, row in weights.items()]
    if options.write:
        head = TARGET.read_text(encoding="utf-8").partition("[weights]")[0]
        TARGET.write_text(f"{head}[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    else:
        print("\n".join(lines))


if __name__ == "__main__":
    main()
