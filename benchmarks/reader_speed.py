#!/usr/bin/env python3
"""Time the reader on real texts: `python benchmarks/reader_speed.py [DOCUMENTS]`, one core, CPU time. Prints JSON.

Three speeds of one process, text by text in turn, so that what else the machine does weighs on all alike: the reader
with all heads and decoding; the bare encoder (its graph alone, over the same pieces without overlap); and, in a process
beside it, a spaCy pipeline of the CNN architecture (spacy_speed.py; CROSSWIRE_SPACY names a Python that has spaCy).
CROSSWIRE_READER names the weights. Texts: T17 (../shared/corpora or $CROSSWIRE_SHARED/corpora).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))
import corpora

from crosswire.reader.encoder import Encoder, encoder
from crosswire.reader.pieces import CLS, SEP, pieces, sentence_bounds, windows
from crosswire.reader.read import read
from crosswire.spans import Span

HERE = Path(__file__).resolve().parent
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def texts(count: int) -> list[str]:
    """The first T17 documents."""
    path = corpora.CORPORA / "timelines/t17/docs_T17_h1n1.jsonl"
    return [row["text"] for row, _ in zip(corpora.rows(path), range(count), strict=False)]


def bare(text: str, sentences: tuple[Span, ...], using: Encoder) -> float:
    """CPU seconds of the encoder's graph over the text, each piece once."""
    found = pieces(text, using.tokenizer)
    seconds = 0.0
    for window in windows(sentence_bounds(found, sentences), context=0):
        ids = np.concatenate([[CLS], found.ids[window.start : window.end], [SEP]])[None]
        feed = {"ids": ids, "shapes": np.zeros_like(ids), "words": np.array([1])}
        begun = time.process_time()
        using.run("encoder", ["hidden"], feed)
        seconds += time.process_time() - begun
    return seconds


def ours(shown: list[str]) -> dict[str, float]:
    """Words a second of the reader and of the bare encoder, what they stand to each other, peak memory."""
    using, split = encoder(), [corpora.split_sentences(text) for text in shown]
    read(shown[0], split[0], using)
    whole = alone = 0.0
    for text, sentences in zip(shown, split, strict=True):
        begun = time.process_time()
        read(text, sentences, using)
        whole += time.process_time() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        alone += bare(text, sentences, using)
    words = sum(len(text.split()) for text in shown)
    return {"words/s": words / whole, "words/s, bare encoder": words / alone, "share of the bare": alone / whole,
            "peak_mib": peak}


def peer(shown: list[str]) -> dict[str, float]:
    """Words a second of a spaCy CNN pipeline on the same texts."""
    done = subprocess.run([os.environ.get("CROSSWIRE_SPACY", sys.executable), str(HERE / "spacy_speed.py")],
                          input=json.dumps(shown), capture_output=True, text=True, env=os.environ | ONE_CORE)
    if done.returncode:
        print("speed: no figure of spaCy:", done.stderr.strip().splitlines()[-1:], file=sys.stderr)
        return {}
    return dict(json.loads(done.stdout))


def apart(count: int) -> dict[str, float]:
    """The measurement in a process of its own, so that the memory is its own."""
    done = subprocess.run([sys.executable, __file__, str(count)], stdout=subprocess.PIPE, text=True, check=True,
                          env=os.environ | ONE_CORE)
    return dict(json.loads(done.stdout))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=60)
    shown = texts(parser.parse_args().count)
    figures = ours(shown) | peer(shown)
    if "words/s, spaCy CNN" in figures:
        figures["times spaCy"] = figures["words/s"] / figures["words/s, spaCy CNN"]
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
