#!/usr/bin/env python3
"""Write a checkpoint as the ONNX graphs that the reader runs.

    python training/export.py CHECKPOINT --to FOLDER [--fp32] [--keep FILE]

The encoder's matrices and word embeddings become int8, each output channel with a scale of its own (one scale a
matrix loses more); the small relation heads stay fp32. `--fp32` leaves all as trained, to compare the two.
`--keep` also writes what training changed as half floats, for a later run to begin with.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from network import N_LAYERS, SIDE, WIDTH, Given, Pair, Reader, base_folder, begin_with, keep
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

OPSET = 17
OUTPUTS = ["names", "layers", "trigger", "vectors", "hidden", "attribution_words", "attribution_given", "event_words",
           "event_given"]


class EncoderGraph(nn.Module):
    """Everything that one pass over a window gives."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        heads, hidden = self.reader.heads, self.reader.encoder(ids, shapes)
        return (heads.names(hidden), heads.layers(hidden), heads.trigger(hidden), heads.vector(hidden), hidden,
                heads.attribution.word_side(hidden), heads.attribution.given_side(hidden),
                heads.event.word_side(hidden), heads.event.given_side(hidden))


class PairGraph(nn.Module):
    """Root and quad scores; `actor` and `recipient` weigh the words of the window, all zero for nobody."""

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self.pair = pair

    def forward(self, words: Tensor, actor: Tensor, recipient: Tensor) -> tuple[Tensor, Tensor]:
        parties = [chosen @ words + (1 - chosen.sum(dim=1, keepdim=True)) * self.pair.nobody[i : i + 1]
                   for i, chosen in enumerate((actor, recipient))]
        every = torch.ones(1, words.shape[0], dtype=torch.bool)
        scores: tuple[Tensor, Tensor] = self.pair(*parties, words[None], every)
        return scores


def export(reader: Reader, folder: Path, *, quantised: bool = True) -> None:
    """Write the graphs and the tokenizer into the folder."""
    reader.eval()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as beside:
        raw = Path(beside) / "encoder.onnx"
        ids = torch.full((1, 12), 2000)
        _written(EncoderGraph(reader), (ids, torch.zeros_like(ids)), raw, ["ids", "shapes"], OUTPUTS,
                 {"ids": {1: "pieces"}, "shapes": {1: "pieces"}, **{name: {1: "pieces"} for name in OUTPUTS}})
        if quantised:
            quantize_dynamic(raw, folder / "encoder.onnx", per_channel=True, weight_type=QuantType.QInt8,
                             op_types_to_quantize=["MatMul", "Gemm", "Gather"])
        else:
            shutil.copy(raw, folder / "encoder.onnx")
    for name, head in (("attribution", reader.heads.attribution), ("event", reader.heads.event)):
        _written(_GivenGraph(head), (torch.zeros(5, SIDE), torch.zeros(1, SIDE), torch.zeros(5, dtype=torch.int64)),
                 folder / f"{name}.onnx", ["words", "given", "distance"], ["tags"],
                 {"words": {0: "n"}, "distance": {0: "n"}, "tags": {0: "n"}})
    _written(PairGraph(reader.heads.pair), (torch.zeros(5, WIDTH), torch.zeros(1, 5), torch.zeros(1, 5)),
             folder / "pair.onnx", ["words", "actor", "recipient"], ["root", "quad"],
             {"words": {0: "n"}, "actor": {1: "n"}, "recipient": {1: "n"}})
    tokenizer = (base_folder() / "tokenizer.json").read_text(encoding="utf-8")
    (folder / "tokenizer.json").write_text(_unlimited(tokenizer), encoding="utf-8")


class _GivenGraph(nn.Module):
    def __init__(self, head: Given) -> None:
        super().__init__()
        self.head = head

    def forward(self, words: Tensor, given: Tensor, distance: Tensor) -> Tensor:
        scores: Tensor = self.head(words, given, distance)
        return scores


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
    layers = N_LAYERS
    if checkpoint.suffix == ".pt":
        layers = torch.load(checkpoint, weights_only=True)["settings"]["layers"]
    reader = Reader(layers)
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
