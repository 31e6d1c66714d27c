#!/usr/bin/env python3
"""The neural reader, alone and with the rules, beside the peers' published figures: `python benchmarks/peers.py`.

One row for each figure that issue trackers and papers ask for, with the data that it is from. The reader is scored by
reader.py, the pipeline by quotes.py, names.py and times.py, on the corpora of ../shared (or $CROSSWIRE_SHARED).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass

import floors
import names
import quotes
import reader
import times
from reader import PEERS

from crosswire.reader.encoder import encoder


@dataclass(frozen=True, slots=True)
class Row:
    """A figure by its key in floors.json, what it is of, and what others publish of the same or like data."""

    key: str
    what: str
    data: str
    peer: str


READER, BOTH = "reader alone", "rules and reader"
ROWS = (
    Row("reader/worldwide", f"names PER, ORG, LOC, exact F1; {READER}", "Worldwide dev", PEERS["worldwide"]),
    Row("names/worldwide all", f"the same; {BOTH}", "Worldwide dev (the reader's cues are weighed on it)", ""),
    Row("reader/pud", f"names, {READER}", "Universal NER PUD, never trained on", PEERS["pud"]),
    Row("names/uner_pud all", f"the same; {BOTH}", "Universal NER PUD", ""),
    Row("reader/source", f"source, exact F1; {READER}", "PolNeAR dev", PEERS["source"]),
    Row("reader/cue", f"cue, exact F1; {READER}", "PolNeAR dev", PEERS["cue"]),
    Row("reader/content", f"content, IoU >= .8, F1; {READER}", "PolNeAR dev", PEERS["content"]),
    Row("polnear_dev/all contents", f"the same; {BOTH}", "PolNeAR dev", ""),
    Row("reader/content with marks", f"content with marks, F1; {READER}", "PolNeAR dev", PEERS["content with marks"]),
    Row("polnear_dev/with marks", f"the same; {BOTH}", "PolNeAR dev", ""),
    Row("reader/source overlap", f"source overlaps, given the content; {READER}", "PolNeAR dev",
        PEERS["source overlap"]),
    Row("polnear_dev/source overlap", f"the same; {BOTH}", "PolNeAR dev", ""),
    Row("reader/open root macro", "PLOVER root, macro-F1", "own open set, held-out fifth", "none"),
    Row("reader/open status", "status, accuracy", "own open set, held-out fifth", "none"),
    Row("times/te3_platinum_strict", "TIMEX3 strict F1; rules", "TempEval-3 platinum", "HeidelTime 81.8"),
    Row("times/te3_platinum_relax", "TIMEX3 relaxed F1; rules", "TempEval-3 platinum", "HeidelTime 90.7"),
    Row("times/te3_platinum_value", "TIMEX3 value F1; rules", "TempEval-3 platinum", "HeidelTime 78.1"),
    Row("times/aquaint_value", "TIMEX3 value F1; rules", "AQUAINT", "HeidelTime 72.7"),
)


def figures() -> dict[str, float]:
    """Everything that the rows show, by key."""
    task = reader.Task(encoder())
    out = {f"reader/{name}": figure for part in (reader.names, reader.attribution, reader.events)
           for name, figure in part(task).items()}
    for corpus in names.CORPORA:
        out |= {f"names/{corpus} {kind}": figure for kind, figure in names.scored(corpus).items()}
    return out | quotes.figures() | times.figures()


def table(found: Mapping[str, float]) -> str:
    """The rows in Markdown."""
    lines = ["| what | data | ours | peer, as published |", "|---|---|---|---|"]
    lines += [f"| {row.what} | {row.data} | {found[row.key]:.1f} | {row.peer} |" for row in ROWS if row.key in found]
    return "\n".join(lines)


def main() -> int:
    found = figures()
    print(table(found))
    return floors.verdict(found)


if __name__ == "__main__":
    sys.exit(main())
