#!/usr/bin/env python3
"""Casualty totals against hand-coded incident summaries: `python benchmarks/figures.py [--split dev] [--errors N]`.

Reads ../shared/corpora/events/satp_casualties (see its README) and compares the sum of the killed and injured
figures of each text with the coded totals. "counted" are the texts in which a number of people is written out
or in digits at all; the coding also counts single people told by name or as "a man", which are no figures.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from pathlib import Path

from crosswire.clean.sentences import sentences as sentence_spans
from crosswire.extract.figures.stage import figures
from crosswire.model import Article, Figure
from crosswire.spans import Span
from crosswire.values import Block, Reason, Sentence

SHARED = Path(os.environ.get("CROSSWIRE_SHARED", Path(__file__).resolve().parents[2] / "shared"))
CORPUS = SHARED / "corpora/events/satp_casualties"


def article(name: str, text: str) -> Article:
    whole = Span(0, len(text))
    split = tuple(Sentence(span, 0, "body") for span in sentence_spans(text, whole))
    return Article(id=name, document_id=name, key=name, name=name, text=text, language="en", sentences=split,
                   blocks=(Block(whole, "body", Reason("whole", "the text is the article")),))


def total(found: list[Figure], text: str, measure: str) -> float:
    """The largest sum in one sentence, without parts of another number ("including three children")."""
    sums: dict[int, float] = {}
    for one in found:
        before = text[max(0, one.span.start - 30) : one.span.start].casefold()
        if one.measure == measure and "including" not in before:
            sentence = text.count(". ", 0, one.span.start)
            sums[sentence] = sums.get(sentence, 0) + (one.low or one.high or 0)
    return max(sums.values(), default=0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--errors", type=int, default=0, help="show the first N texts whose killed total is wrong")
    options = parser.parse_args()
    rows = [json.loads(line) for line in (CORPUS / f"{options.split}.jsonl").open(encoding="utf-8")]
    rows = [row for row in rows if row["text_shared_by"] == 1]
    hits: dict[str, list[bool]] = {}
    shown = 0
    for row in rows:
        found = [f for f in figures([article(row["id"], row["text"])], [], [], [], []) if isinstance(f, Figure)]
        for measure in ("killed", "injured"):
            right = total(found, row["text"], measure) == row[measure]["total"]
            hits.setdefault(f"{measure} total, all texts", []).append(right)
            if any(f.measure == measure for f in found):
                hits.setdefault(f"{measure} total, where we give a figure", []).append(right)
            if row[measure]["total"] > 1:
                hits.setdefault(f"{measure} total, where more than one is coded", []).append(right)
            if not right and measure == "killed" and shown < options.errors and row["killed"]["total"] != 1:
                shown += 1
                told = [(f.span.of(row["text"]), f.measure, f.reason.rule) for f in found]
                print(f"{row['killed']['total']} coded; {told}\n    {re.sub(chr(10), ' ', row['text'])[:600]}")
    for name, marks in hits.items():
        print(f"{name:50} {sum(marks) / len(marks):.3f} of {len(marks)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
