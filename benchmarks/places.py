#!/usr/bin/env python3
"""Score toponym resolution: `python benchmarks/places.py [--corpus NAME] [--errors]`.

Gold spans of ../shared/corpora/places (or $CROSSWIRE_SHARED) are resolved as the pipeline resolves its mentions: all
reports of a set together, so that an outlet's home can be learnt from its other reports. Scored by
../shared/eval/geo_score.py; a name without answer counts as half the Earth away. "unseen" are names that do not
occur in the training documents (LGL's first 70%, GeoVirus). --errors prints the misses, of the training sets only.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import floors
from shared import SHARED, scorer

from crosswire.gazetteer import Entry, Index, fold, gazetteer
from crosswire.gazetteer.index import cache_folder, ready
from crosswire.group.places.ranking import Report, Weights, rank
from crosswire.group.places.readings import Toponym, readings
from crosswire.group.places.resolve import country_of_outlet, namesake
from crosswire.spans import Span

TRAINING, TEST = ("lgl_train", "geovirus"), ("lgl_test", "trnews")
DOUBLE = frozenset({"1260001", "1260002"})  # of TR-News: copies of LGL documents

Row = dict[str, Any]
Answer = Entry | None


def documents(name: str) -> list[Row]:
    """The documents of a set: lgl_train (first 70%), lgl_test, trnews, geovirus."""
    text = (SHARED / "corpora" / "places" / f"{name.split('_')[0]}.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.rstrip("\n").split("\n")]
    cut = int(len(rows) * 0.7)
    part = {"lgl_train": rows[:cut], "lgl_test": rows[cut:]}.get(name, rows)
    return [row for row in part if row["id"] not in DOUBLE]


def report_of(row: Row) -> Report:
    """A document as the resolver sees it: without anything of the gold but the spans."""
    toponyms = [Toponym(Span(t["start"], t["end"]), t["text"]) for t in row["toponyms"]]
    url = row["url"] if row["corpus"] != "GeoVirus" else None
    found = readings(row["text"], toponyms, gazetteer())
    home = namesake(row.get("domain"), gazetteer())
    return Report((*found, *([home] if home else [])), row.get("domain"), country_of_outlet(url))


def resolved(rows: Sequence[Row], weights: Weights | None = None) -> list[tuple[Row, list[Answer]]]:
    """Each document with the likeliest place of each of its toponyms."""
    reports = [report_of(row) for row in rows]
    out = []
    for row, report, beliefs in zip(rows, reports, rank(reports, weights), strict=True):
        answers: list[Answer] = [None] * len(row["toponyms"])
        for reading, own in zip(report.readings, beliefs, strict=True):
            for use in reading.uses:
                if own:
                    answers[use] = reading.candidates[max(range(len(own)), key=lambda i: (own[i], -i))]
        out.append((row, answers))
    return out


def pairs(answers: Sequence[tuple[Row, list[Answer]]]) -> Iterator[tuple[Row, Row, Answer]]:
    """(document, gold, answer) of every geocoded toponym."""
    for row, found in answers:
        for gold, answer in zip(row["toponyms"], found, strict=True):
            if gold["lat"] is not None:
                yield row, gold, answer


def point(answer: Answer) -> tuple[float, float, int | None] | None:
    if answer is None:
        return None
    return answer.latitude, answer.longitude, int(answer.id) if answer.id.isdigit() else None


def scored(answered: Iterable[tuple[Row, Row, Answer]]) -> dict[str, float]:
    measured: dict[str, float] = scorer("geo_score").score([(gold, point(answer)) for _, gold, answer in answered])
    return measured


def distance_km(gold: Row, entry: Entry) -> float:
    kilometres: float = scorer("geo_score").hav(gold["lat"], gold["lon"], entry.latitude, entry.longitude)
    return kilometres


def seen_names() -> frozenset[str]:
    return frozenset(fold(t["text"]) for name in TRAINING for row in documents(name) for t in row["toponyms"])


def print_errors(answers: Sequence[tuple[Row, list[Answer]]]) -> None:
    for row, gold, answer in pairs(answers):
        right = answer and (str(gold.get("geonameid")) == answer.id or distance_km(gold, answer) <= 161)
        if not right:
            around = row["text"][max(0, gold["start"] - 40):gold["end"] + 40].replace("\n", " ")
            told = gold.get("name"), gold.get("fcode"), gold.get("admin1"), gold.get("country")
            got = answer and (answer.name, answer.kind, answer.division, answer.population)
            print(f"{row.get('domain')} {gold['text']!r} gold {told} got {got} | {around}")


def print_lookups(names: Sequence[str]) -> None:
    """How many names a fresh index finds in a second of one core, and the peak memory so far."""
    index = Index(ready(cache_folder()))
    start = time.process_time()
    found = sum(bool(index.find(name)) for name in names)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"index      {len(names)} names, {found} found: {len(names) / seconds:.0f} lookups a second of one core, "
          f"peak memory of the whole process {peak:.0f} MB")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", choices=TRAINING + TEST)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    seen = seen_names()
    print_lookups(sorted(seen))
    figures = {}
    for name in [options.corpus] if options.corpus else TRAINING + TEST:
        gazetteer()
        start = time.process_time()
        answers = resolved(documents(name))
        seconds = time.process_time() - start
        unseen = [(row, gold, answer) for row, gold, answer in pairs(answers) if fold(gold["text"]) not in seen]
        parts = {"all": scored(pairs(answers))}
        if name in TEST:
            parts["unseen names"] = scored(unseen)
        for part, found in parts.items():
            print(f"{name:10} {part:13} n {found['n']:5}  acc@161 {found['acc161']:.3f}  "
                  f"mean {found['mean_km']:.0f} km  median {found['median_km']:.1f} km  AUC {found['auc']:.3f}")
            figures[f"places/{name} {part}"] = 100 * found["acc161"]
        unanswered = sum(answer is None for _, _, answer in pairs(answers))
        print(f"{name:10} no candidate: {unanswered}; {parts['all']['n'] / seconds:.0f} toponyms a second of one core")
        if options.errors and name in TRAINING:
            print_errors(answers)
    return floors.verdict(figures)


if __name__ == "__main__":
    raise SystemExit(main())
