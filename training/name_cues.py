#!/usr/bin/env python3
"""Fit the weights of wordlists/name_cues.toml: `python training/name_cues.py [--write]`.

Each unknown string of an article is one sample: its cues as counted by extract/names, and the kind that the labels
give it. Every article is read twice: as it is, and with the tables of countries, regions, towns and bodies empty, so
that the words around a country that no table knows get their weight. A string that no label covers is "none".
Corpora: Worldwide train and UNER EWT dev under $CROSSWIRE_SHARED/corpora/ner. Needs numpy.

The neural reader has learned those texts by heart, so what it takes a string for is weighed after all else and
elsewhere, on Worldwide dev: one weight for each of its views and kinds, and one number by which all other weights
shrink beside it. How much of that is luck is printed: the share of strings whose kind is right, with the weights of
the same articles and with those of the other half. What ships trusts the views less and the other weights fully,
for a crisis brings names unlike all that the reader knows.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosswire.extract.names import cut, evidence, grow, stage, tables, tokens, weigh
from crosswire.extract.names.evidence import VIEW, is_open
from crosswire.reader.encoder import encoder
from crosswire.reader.read import read
from crosswire.spans import Span

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("CROSSWIRE_SHARED", ROOT.parent / "shared"))
TARGET = ROOT / "src" / "crosswire" / "wordlists" / "name_cues.toml"
TRAIN = (("worldwide/train.jsonl", 1.0), ("uner_ewt/dev.jsonl", 0.5))
HELD_OUT = "worldwide/dev.jsonl"  # texts that the neural reader has not seen
LABELS = {"Person": "PER", "Organization": "ORG", "Location": "GPE", "LOC": "GPE", "Facility": "FAC", "PER": "PER",
          "ORG": "ORG", "NORP": "NORP"}
MASKED = frozenset({"country", "demonym", "region", "city", "house", "bodies", "outlets"})
UNKNOWN_SHARE = 0.25
TRUST = 0.7  # fully trusted, the reader makes a person of an invented country that nothing else tells
RARE = 8  # samples that a cue needs
PENALTY = 0.3
LEAN = 0.8  # taken off "none": a name with a doubtful kind serves the later stages better than none
Sample = tuple[Mapping[str, int], int, float]
Floats = NDArray[np.float64]


def masked() -> tables.Lexicon:
    """The tables without the names of places and bodies."""
    full = tables.lexicon()
    return replace(full, phrases={k: e for k, e in full.phrases.items() if e.table not in MASKED}, starts={})


def use(lexicon: Any) -> None:
    """Make the name rules read with these tables."""
    for module in (cut, grow, tokens, evidence, stage, sys.modules["crosswire.extract.names.cues"], tables):
        if hasattr(module, "lexicon"):
            module.lexicon = lexicon


def samples(row: dict[str, Any], weight: float, *, related: bool, reader: bool = False) -> Iterator[Sample]:
    """The unknown strings of one labelled article with their cues and the kind that most labels give them."""
    text, sentences = row["text"], []
    for item in row["sents"]:
        start, end = (item["start"], item["end"]) if isinstance(item, dict) else item[:2]
        sentences.append(Span(start, end))
    seen = read(text, sentences, encoder(), whole=False).names if reader else None
    found = stage.pieced(text, sentences, seen)
    counts = evidence.own(found, seen)
    if related:
        first = {s: v for s, counted in counts.items() if (v := weigh.decide(counted))}
        counts = evidence.related(found, counts, first)
    gold = sorted((e["start"], e["end"], LABELS.get(e["label"], "none")) for e in row["entities"])
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for reading in found:
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
    """Weights of each cue for each kind."""
    cues, x = columns(data)
    w, _ = descended(data, x, np.zeros((len(data), len(weigh.KINDS))))
    w[0, weigh.KINDS.index("none")] -= LEAN
    return dict(zip(cues, w.tolist(), strict=True))


def beside_reader(data: list[Sample], weights: dict[str, list[float]], *, trusted: bool = True
                  ) -> dict[str, list[float]]:
    """The weights with those of the reader's views, which are fitted to `data`; the others shrink alike.

    Not `trusted`: the others stay, and the views count for TRUST of what the fit says.
    """
    cues, x = columns([({cue: n for cue, n in counted.items() if cue.startswith(VIEW) or cue == weigh.OCCURS}, *rest)
                       for counted, *rest in data])
    w, share = descended(data, x[:, 1:], sums(data, weights))
    views = dict(zip(cues[1:], w.tolist(), strict=True))
    if not trusted:
        return weights | {cue: [TRUST * value for value in row] for cue, row in views.items()}
    return {cue: [share * value for value in row] for cue, row in weights.items()} | views


def columns(data: list[Sample]) -> tuple[list[str], Floats]:
    """The cues that are not rare, "always" first, and how much each sample has of them."""
    seen = Counter(cue for counted, _, _ in data for cue in counted if cue != weigh.OCCURS)
    cues = ["always", *sorted(cue for cue, n in seen.items() if n >= RARE)]
    index = {cue: i for i, cue in enumerate(cues)}
    x = np.zeros((len(data), len(cues)))
    x[:, 0] = 1
    for i, (counted, _, _) in enumerate(data):
        for cue, amount in weigh.amounts(counted).items():
            if cue in index:
                x[i, index[cue]] = amount
    return cues, x


def sums(data: list[Sample], weights: dict[str, list[float]]) -> Floats:
    """What the weights say of each sample: one number a kind."""
    out = np.tile(np.array(weights["always"]), (len(data), 1))
    for i, (counted, _, _) in enumerate(data):
        for cue, amount in weigh.amounts(counted).items():
            out[i] += amount * np.array(weights.get(cue, np.zeros(len(weigh.KINDS))))
    return out


def descended(data: list[Sample], x: Floats, known: Floats) -> tuple[Floats, float]:
    """Weights of x, and of what is known, by gradient descent with a penalty on their squares (Adam, full batch)."""
    y = np.eye(len(weigh.KINDS))[[label for _, label, _ in data]]
    w8 = np.array([weight for _, _, weight in data])[:, None]
    w = np.zeros((x.shape[1] + 1, len(weigh.KINDS)))
    w[-1, 0] = 1.0  # the share of what is known
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, 601):
        logits = x @ w[:-1] + w[-1, 0] * known
        p = np.exp(logits - logits.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        g = np.zeros_like(w)
        g[:-1] = (x.T @ ((p - y) * w8) + PENALTY * w[:-1]) / len(data)
        g[-1, 0] = (known * (p - y) * w8).sum() / len(data)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w -= 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w[:-1], float(w[-1, 0])


def held_out(weights: dict[str, list[float]]) -> dict[str, list[float]]:
    """The weights with the reader's views; prints how they do on the articles that they are from, and on others."""
    weigh._weights = lambda: {cue: tuple(row) for cue, row in weights.items()}
    lines = (SHARED / "corpora" / "ner" / HELD_OUT).read_text(encoding="utf-8").splitlines()
    parts: list[list[Sample]] = [[], []]
    for at, line in enumerate(lines):
        parts[at % 2] += samples(json.loads(line), 1.0, related=True, reader=True)
    halves = [beside_reader(part, weights) for part in parts]
    for what, chosen in (("without the reader", [weights] * 2), ("weights of the same half", halves),
                         ("of the other half", halves[::-1])):
        right = sum(int((sums(part, w).argmax(axis=1) == [label for _, label, _ in part]).sum())
                    for part, w in zip(parts, chosen, strict=True))
        print(f"{what}: {100 * right / sum(map(len, parts)):.1f}% of {sum(map(len, parts))} strings of {HELD_OUT}")
    return beside_reader([*parts[0], *parts[1]], weights, trusted=False)


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
    weights = held_out(train())
    lines = [f"{cue} = [{', '.join(f'{round(value, 1) + 0.0:g}' for value in row)}]"
             for cue, row in sorted(weights.items(), key=lambda item: (item[0] != "always", item[0]))]
    if options.write:
        head = TARGET.read_text(encoding="utf-8").partition("[weights]")[0]
        TARGET.write_text(f"{head}[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    else:
        print("\n".join(lines))


if __name__ == "__main__":
    main()
