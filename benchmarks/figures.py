#!/usr/bin/env python3
"""Casualty totals against hand-coded incident summaries: `python benchmarks/figures.py [--split dev] [--errors N]`.

Reads ../shared/corpora/events/satp_casualties (see its README) and compares with the coded totals of each text
(texts that the coders gave to several incidents are left out):

- "dead counted": the people who died by the text's words, also those told without a number ("a driver and his son"),
  as `extract/figures/deaths.py` counts them;
- "killed figures", "injured figures": the sum of the figures alone, which single people told by name or as "a man" are
  not, so that its exactness says how much of the coding is told in numbers.
"""

from __future__ import annotations

import argparse
import json

import floors
from shared import SHARED

from crosswire.clean.sentences import sentences as sentence_spans
from crosswire.extract.figures.deaths import deaths
from crosswire.extract.figures.stage import figures
from crosswire.model import Article, Figure
from crosswire.spans import Span
from crosswire.values import Block, Reason, Sentence

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
    parser.add_argument("--errors", type=int, default=0, help="show the first N texts whose dead are counted wrongly")
    options = parser.parse_args()
    rows = [json.loads(line) for line in (CORPUS / f"{options.split}.jsonl").open(encoding="utf-8")]
    rows = [row for row in rows if row["text_shared_by"] == 1]
    hits: dict[str, list[bool]] = {}
    shown = 0
    for row in rows:
        text, coded = row["text"], row["killed"]["total"]
        one = article(row["id"], text)
        found = [f for f in figures([one], [], [], [], []) if isinstance(f, Figure)]
        counted = deaths(one).number
        where = "killed > 0" if coded else "nobody killed"
        hits.setdefault(f"dead counted, {where}", []).append(counted == coded)
        for measure in ("killed", "injured"):
            right = total(found, text, measure) == row[measure]["total"]
            hits.setdefault(f"{measure} figures, all texts", []).append(right)
            if row[measure]["total"]:
                hits.setdefault(f"{measure} figures, {measure} > 0", []).append(right)
        if counted != coded and shown < options.errors:
            shown += 1
            print(f"{coded} coded, {counted:g} counted\n    {' '.join(text.split())[:600]}")
    for name, marks in sorted(hits.items()):
        print(f"{name:40} {sum(marks) / len(marks):.3f} of {len(marks)}")
    return floors.verdict({f"satp_{options.split}/{name}": 100 * sum(marks) / len(marks)
                           for name, marks in hits.items()})


if __name__ == "__main__":
    raise SystemExit(main())
