"""How well likeness by the reader's sentence vectors follows that by the base model's (run by reader.py).

Sentences that the recipe never distils: PolNeAR dev and T17. Pairs: every sentence with a random other one, and with
the one that the base model finds nearest, where correlation is harder: all are somewhat alike.
"""

from __future__ import annotations

import itertools

import corpora
import numpy as np
import reader_speed
import torch
from examples import Cut, cuts
from losses import encoded
from network import Reader, load_base
from train import alone

from crosswire.reader.encoder import Encoder
from crosswire.reader.labels import Floats
from crosswire.reader.read import read

LEAST = 6  # pieces of a sentence that says something
PER_TEXT = 12  # sentences at most


def correlations(using: Encoder, limit: int | None) -> dict[str, float]:
    """Pearson and Spearman correlation, times 100, of the cosines of sentence pairs."""
    samples = [*itertools.islice(corpora.polnear("dev"), limit),
               *(corpora.Sample("", text, corpora.split_sentences(text)) for text in reader_speed.texts(limit or 60))]
    base, ours = _vectors(samples, using)
    rows, dice = np.arange(len(base)), np.random.default_rng(7)
    likeness = base @ base.T
    np.fill_diagonal(likeness, -1)
    pairs = {"random": (rows, (rows + dice.integers(1, len(rows), len(rows))) % len(rows)),
             "near": (rows, likeness.argmax(axis=1))}
    pairs["all"] = tuple(np.concatenate(sides) for sides in zip(*pairs.values(), strict=True))
    out = {}
    for name, (left, right) in pairs.items():
        theirs, mine = (np.sum(v[left] * v[right], axis=1) for v in (base, ours))
        out[f"{name} Pearson"] = 100 * float(np.corrcoef(theirs, mine)[0, 1])
        out[f"{name} Spearman"] = 100 * float(np.corrcoef(_ranks(theirs), _ranks(mine))[0, 1])
    return out | {"sentences": len(base), "own cosine": 100 * float(np.sum(base * ours, axis=1).mean())}


def _vectors(samples: list[corpora.Sample], using: Encoder) -> tuple[Floats, Floats]:
    """Unit vectors of the same sentences by the base model, each alone, and by the reader, each in its text."""
    reader = Reader()
    load_base(reader.encoder)
    reader.eval()
    base, ours = [], []
    for sample in samples:
        cut = cuts([sample], using.tokenizer)
        if not cut:
            continue
        whole = [row for row, sentence in enumerate(sample.sentences) if _place(cut[0], sentence) is not None]
        seen = read(sample.text, sample.sentences, using).vectors
        for row in whole[:PER_TEXT]:
            at = _place(cut[0], sample.sentences[row])
            with torch.inference_mode():
                vector = encoded(reader, [alone(cut[0], at)]).pieces[0].mean(dim=0)
            base.append((vector / vector.norm()).numpy())
            ours.append(seen[row])
    return np.array(base), np.array(ours)


def _place(cut: Cut, sentence: corpora.Span) -> int | None:
    """Which of the cut's bounds is this sentence, if it is one whole stretch of enough pieces."""
    first, after = cut.pieces.between(sentence)
    if first not in cut.bounds or after - first < LEAST:
        return None
    at = cut.bounds.index(first)
    return at if cut.bounds[at + 1] == after else None


def _ranks(values: Floats) -> Floats:
    out = np.empty(len(values), dtype=np.float32)
    out[values.argsort()] = np.arange(len(values))
    return out
