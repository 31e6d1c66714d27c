"""From a batch of windows to one number: the sum of the heads' losses over the labels that the batch has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from examples import EventExample, Example
from network import WIDTH, Given, Reader, padded
from torch import Tensor
from torch.nn import functional as F

from crosswire.reader.labels import ROOTS
from crosswire.reader.relations import distances

WEIGHTS = {"names": 1.0, "layers": 0.5, "attribution": 1.0, "trigger": 1.0, "status": 0.7, "event": 0.5, "pair": 1.0,
           "quad": 0.5, "quiet": 0.5, "vector": 3.0, "hidden": 1.0}


@dataclass(frozen=True, slots=True)
class Encoded:
    """The encoder's vectors of a batch: of all pieces, and of all words, flat; `first[i]` is window i's first word."""

    pieces: Tensor
    words: Tensor
    first: np.ndarray


Lower = dict[int, np.ndarray]  # id of an Example -> what the frozen layers give for its pieces, float16


def encoded(reader: Reader, batch: Sequence[Example], lower: Lower | None = None) -> Encoded:
    """Run the encoder over the batch; `lower` has what its frozen layers give, where that was kept."""
    ids, shapes = padded([e.ids for e in batch]), padded([e.shapes for e in batch])
    lengths = torch.tensor([len(e.ids) for e in batch])
    mask = torch.arange(ids.shape[1])[None] < lengths[:, None]
    if lower is None:
        below = reader.encoder.lower(ids, mask)
    else:
        below = torch.zeros((*ids.shape, WIDTH))
        for row, example in enumerate(batch):
            below[row, : len(example.ids)] = torch.from_numpy(lower[id(example)])
    hidden = reader.encoder.upper(below, shapes, mask)
    rows = torch.from_numpy(np.concatenate([e.words + i * ids.shape[1] for i, e in enumerate(batch)]))
    first = np.concatenate([[0], np.cumsum([len(e.words) for e in batch])])
    return Encoded(hidden, hidden.reshape(-1, hidden.shape[-1])[rows], first)


def kept_lower(reader: Reader, batches: Sequence[Sequence[Example]]) -> Lower:
    """What the frozen layers give for every window: worked out once, used in every epoch."""
    out: Lower = {}
    reader.eval()
    with torch.inference_mode():
        for batch in batches:
            if all(id(example) in out for example in batch):
                continue
            ids = padded([e.ids for e in batch])
            mask = torch.arange(ids.shape[1])[None] < torch.tensor([len(e.ids) for e in batch])[:, None]
            found = reader.encoder.lower(ids, mask).numpy().astype(np.float16)
            out.update({id(e): found[row, : len(e.ids)].copy() for row, e in enumerate(batch)})
    return out


def losses(reader: Reader, batch: Sequence[Example], lower: Lower | None, *, vectors: dict[int, np.ndarray]
           ) -> dict[str, Tensor]:
    """The loss of each head that has labels in this batch. `vectors`: sentence key -> the base model's vector."""
    seen = encoded(reader, batch, lower)
    out: dict[str, Tensor] = {}
    if batch[0].names is not None:
        gold = torch.from_numpy(np.concatenate([e.names for e in batch]))
        out["names"] = F.cross_entropy(reader.heads.names(seen.words), gold)
    if batch[0].layers is not None:
        gold = torch.from_numpy(np.concatenate([e.layers for e in batch]))
        scores = reader.heads.layers(seen.words).view(-1, 3, 5)
        out["layers"] = sum(F.cross_entropy(scores[:, i], gold[:, i]) for i in range(3)) / 3
        rows = [(i, given.at, given.tags) for i, e in enumerate(batch) for given in e.attributions]
        if rows:
            out["attribution"] = _given_loss(reader.heads.attribution, seen, rows)
    if batch[0].events:
        out |= _event_losses(reader, batch, seen)
    wanted = [(i, ends, vectors[key]) for i, e in enumerate(batch)
              for ends, key in zip(e.sentences, e.sentence_keys, strict=True) if key in vectors]
    if wanted:
        means = torch.stack([seen.pieces[i, start:end].mean(dim=0) for i, (start, end), _ in wanted])
        ours = reader.heads.vector(means)
        theirs = torch.from_numpy(np.stack([v for _, _, v in wanted]).astype(np.float32))
        out["vector"] = 1 - F.cosine_similarity(ours, theirs).mean()
    return out


def given_scores(head: Given, seen: Encoded, rows: Sequence[tuple[int, int, range]]) -> Tensor:
    """Scores of the tags of words given one word of their window: rows of (window, word given, words asked)."""
    word_side, given_side = head.word_side(seen.words), head.given_side(seen.words)
    words = np.concatenate([seen.first[i] + np.arange(asked.start, asked.stop) for i, _, asked in rows])
    given = np.concatenate([np.full(len(asked), seen.first[i] + at) for i, at, asked in rows])
    away = np.concatenate([distances(len(asked), at - asked.start) for _, at, asked in rows])
    scores: Tensor = head(word_side[torch.from_numpy(words)], given_side[torch.from_numpy(given)],
                          torch.from_numpy(away))
    return scores


def _given_loss(head: Given, seen: Encoded, rows: Sequence[tuple[int, int, np.ndarray]]) -> Tensor:
    """Cross-entropy of the tags of every word of a window given one of its words: rows of (window, at, tags)."""
    scores = given_scores(head, seen, [(i, at, range(len(tags))) for i, at, tags in rows])
    return F.cross_entropy(scores, torch.from_numpy(np.concatenate([tags for _, _, tags in rows])))


def _event_losses(reader: Reader, batch: Sequence[Example], seen: Encoded) -> dict[str, Tensor]:
    out: dict[str, Tensor] = {}
    items = [(i, event) for i, e in enumerate(batch) for event in e.events]
    marked = [(i, event) for i, event in items if event.trigger >= 0]
    if marked:
        at = torch.tensor([int(seen.first[i]) + event.trigger for i, event in marked])
        scores = reader.heads.trigger(seen.words[at])
        out["trigger"] = among(scores[:, : len(ROOTS)], [event for _, event in marked])
        status = torch.tensor([event.status for _, event in marked])
        if (status >= 0).any():
            out["status"] = F.cross_entropy(scores[:, len(ROOTS) :], status, ignore_index=-1)
        quiet = [int(seen.first[i]) + at for i, e in enumerate(batch) for at in e.quiet]
        if quiet:
            nothing = torch.full((len(quiet),), len(ROOTS) - 1)
            out["quiet"] = F.cross_entropy(reader.heads.trigger(seen.words[quiet])[:, : len(ROOTS)], nothing)
        rows = [(i, event.trigger, event.tags) for i, event in marked if event.tags.any()]
        if rows:
            out["event"] = _given_loss(reader.heads.event, seen, rows)
    paired = [(i, event) for i, event in items if event.actor or event.recipient]
    if paired:
        root, quad = pair_scores(reader, seen, paired)
        out["pair"] = among(root, [event for _, event in paired])
        gold = torch.tensor([event.quad for _, event in paired])
        if (gold >= 0).any():
            out["quad"] = F.cross_entropy(quad, gold, ignore_index=-1)
    return out


def pair_scores(reader: Reader, seen: Encoded, items: Sequence[tuple[int, EventExample]]) -> tuple[Tensor, Tensor]:
    """Root and quad scores of events given the spans of actor and recipient: (window, event) pairs."""
    parties = []
    for which, party in enumerate(("actor", "recipient")):
        rows = []
        for i, event in items:
            ends = getattr(event, party)
            start = int(seen.first[i])
            rows.append(seen.words[start + ends[0] : start + ends[1]].mean(dim=0) if ends
                        else reader.heads.pair.nobody[which])
        parties.append(torch.stack(rows))
    longest = max(int(seen.first[i + 1] - seen.first[i]) for i, _ in items)
    at = np.zeros((len(items), longest), dtype=np.int64)
    mask = np.zeros((len(items), longest), dtype=bool)
    for row, (i, _) in enumerate(items):
        n = int(seen.first[i + 1] - seen.first[i])
        at[row, :n], mask[row, :n] = np.arange(seen.first[i], seen.first[i + 1]), True
    scores: tuple[Tensor, Tensor] = reader.heads.pair(*parties, seen.words[torch.from_numpy(at)],
                                                      torch.from_numpy(mask))
    return scores


def among(scores: Tensor, events: Sequence[EventExample]) -> Tensor:
    """Minus the log of the probability of the right roots together (YIELD is CONCEDE or RETREAT)."""
    right = torch.zeros(scores.shape, dtype=torch.bool)
    for row, event in enumerate(events):
        right[row, list(event.roots)] = True
    logs = F.log_softmax(scores, dim=1).masked_fill(~right, -torch.inf)
    return -torch.logsumexp(logs, dim=1).mean()


def total(parts: dict[str, Tensor]) -> Tensor:
    """The weighted sum."""
    return torch.stack([WEIGHTS[name] * part for name, part in parts.items()]).sum()
