#!/usr/bin/env python3
"""Write a checkpoint as the ONNX graphs that the reader runs.

    python training/export.py CHECKPOINT --to FOLDER [--fp32] [--keep FILE]

The encoder's matrices and word embeddings become int8, each output channel with a scale of its own (one scale a
matrix loses more) and in 7 bits, so that no sum overflows on processors that add in 16 bits; the layers WHOLE and the
small graphs stay fp32. `--fp32` leaves all as trained, to compare the two.
`--keep` also writes what training changed as half floats, for a later run to begin with.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from network import SIDE, WIDTH, Given, Reader, base_folder, begin_with, keep, weights
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F

OPSET = 17
WHOLE = ("/layers.0/",)  # rounded too, it costs names never trained on and contents more than half a point of F1
OUTPUTS = ["names", "layers", "trigger", "attribution", "event", "low", "middle", "hidden"]


class EncoderGraph(nn.Module):
    """Everything that one pass over a window gives: heads and lower layers at the `words`, the last of all pieces."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, shapes: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        heads = self.reader.heads
        low, middle, hidden = (depth[0] for depth in self.reader.encoder.depths(ids, shapes))
        shown = hidden[words]
        return (heads.names(shown), heads.layers(shown), heads.trigger(shown), heads.attribution.word_side(shown),
                heads.event.word_side(shown), low[words], middle[words], hidden)


class GivenGraph(nn.Module):
    """Tags [given, words, 9] of every word's side for each of the words given by their hidden vectors."""

    def __init__(self, head: Given) -> None:
        super().__init__()
        self.head = head

    def forward(self, words: Tensor, given: Tensor, distance: Tensor) -> Tensor:
        scores: Tensor = self.head(words[None], self.head.given_side(given)[:, None], distance)
        return scores


class MeaningGraph(nn.Module):
    """Unit vectors of sentences: `sentences` weighs the pieces of the window, a row each."""

    def __init__(self, vector: nn.Linear) -> None:
        super().__init__()
        self.vector = vector

    def forward(self, pieces: Tensor, sentences: Tensor) -> Tensor:
        return F.normalize(self.vector(sentences @ pieces), dim=1)


def export(reader: Reader, folder: Path, *, quantised: bool = True) -> None:
    """Write the graphs and the tokenizer into the folder."""
    reader.eval()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as beside:
        raw = Path(beside) / "encoder.onnx"
        ids, words = torch.full((1, 12), 2000), torch.arange(1, 9)
        _written(EncoderGraph(reader), (ids, torch.zeros_like(ids), words), raw, ["ids", "shapes", "words"], OUTPUTS,
                 {"ids": {1: "pieces"}, "shapes": {1: "pieces"}, "words": {0: "words"}, "hidden": {0: "pieces"},
                  **{name: {0: "words"} for name in OUTPUTS[:-1]}})
        if quantised:
            whole = [node.name for node in onnx.load(raw).graph.node if any(part in node.name for part in WHOLE)]
            quantize_dynamic(raw, folder / "encoder.onnx", per_channel=True, reduce_range=True, nodes_to_exclude=whole,
                             weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather"])
        else:
            shutil.copy(raw, folder / "encoder.onnx")
    for name, head in (("attribution", reader.heads.attribution), ("event", reader.heads.event)):
        _written(GivenGraph(head), (torch.zeros(5, SIDE), torch.zeros(2, WIDTH), torch.zeros(2, 5, dtype=torch.int64)),
                 folder / f"{name}.onnx", ["words", "given", "distance"], ["tags"],
                 {"words": {0: "n"}, "given": {0: "k"}, "distance": {0: "k", 1: "n"}, "tags": {0: "k", 1: "n"}})
    _written(MeaningGraph(reader.heads.vector), (torch.zeros(5, WIDTH), torch.zeros(2, 5)), folder / "meaning.onnx",
             ["pieces", "sentences"], ["vectors"],
             {"pieces": {0: "n"}, "sentences": {0: "k", 1: "n"}, "vectors": {0: "k"}})
    tokenizer = (base_folder() / "tokenizer.json").read_text(encoding="utf-8")
    (folder / "tokenizer.json").write_text(_unlimited(tokenizer), encoding="utf-8")


def _written(graph: nn.Module, shown: tuple[Tensor, ...], path: Path, inputs: list[str], outputs: list[str],
             axes: dict[str, dict[int, str]]) -> None:
    graph.eval()
    torch.onnx.export(graph, shown, str(path), input_names=inputs, output_names=outputs, dynamic_axes=axes,
                      opset_version=OPSET, dynamo=False)
    onnx.checker.check_model(str(path))


def _unlimited(tokenizer: str) -> str:
    """The tokenizer without truncation and padding."""
    from tokenizers import Tokenizer
    found = Tokenizer.from_str(tokenizer)
    found.no_truncation()
    found.no_padding()
    text: str = found.to_str()
    return text


def load(checkpoint: Path) -> Reader:
    """The reader of a run's checkpoint (.pt), or of what `--keep` wrote (.safetensors)."""
    found = weights(checkpoint)
    layers = {name.split(".")[2] for name in found if name.startswith("encoder.layers.")}
    reader = Reader(1 + max(map(int, layers)), len(found["encoder.shapes.weight"]))
    begin_with(reader, checkpoint)
    return reader


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--fp32", action="store_true")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    reader = load(options.checkpoint)
    export(reader, options.to, quantised=not options.fp32)
    if options.keep:
        keep(reader, options.keep)


if __name__ == "__main__":
    main()
