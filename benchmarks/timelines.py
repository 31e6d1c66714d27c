#!/usr/bin/env python3
"""Timelines against those of journalists: `python benchmarks/timelines.py [--fit] [--cache FOLDER]`. Four minutes.

T17 (Tran et al. 2013; ../shared/corpora/timelines/t17, see the README there): of its nine topics the five whose
reports are at hand, seven timelines. Protocol of tilse and news-tls (Martschat and Markert 2018; Gholipour
Ghalandari and Ifrim 2020): reports outside the reference's first and last day are dropped; the system is told how
many days and, rounded, how many sentences a day. Scores: timeline_scores.py. Days are chosen by Days.features
under weights that are learned on the other topics only; sentences by SentenceSpace.summary, where nothing is
learned. The texts come tokenised; quotation marks, brackets and spaces are put back first.

--fit learns from all five topics and writes wordlists/timeline_weights.toml.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import pickle
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import floors
import numpy as np
from logistic import fitted
from shared import SHARED
from timeline_scores import Score, align_rouge, date_score, mean

from crosswire.dates import DateRange
from crosswire.ids import content_id
from crosswire.model import Article, Document, TimeExpression
from crosswire.pipeline import process
from crosswire.render.central import SentenceSpace
from crosswire.render.days import FEATURES, Days

T17 = SHARED / "corpora/timelines/t17"
TABLE = Path(__file__).resolve().parents[1] / "src/crosswire/wordlists/timeline_weights.toml"
TOPICS = ("finan", "h1n1", "haiti", "iraq", "mj")
RIDGE = 10.0
LEARNED = "learned on the other topics"
SPACING = [(re.compile(found), put) for found, put in (
    (r"-LRB- ?", "("), (r" ?-RRB-", ")"), (r"-LSB- ?", "["), (r" ?-RSB-", "]"), (r"`` ?", "“"), (r" ?''", "”"),
    (r"(^| )` ", r"\1‘"), (r" (?=[,;:?!.%](?: |$|[)”\"]))", ""), (r"([$£€]) (?=\d)", r"\1"),
    (r" (?=(?:n't|'s|'re|'ve|'ll|'d|'m|')(?: |$))", ""))]


@dataclass(frozen=True)
class Reference:
    """One journalist's timeline and the reports of its time."""

    topic: str
    source: str
    gold: Mapping[dt.date, Sequence[str]]
    articles: Sequence[Article]
    days: Days

    @property
    def sentences_a_day(self) -> int:
        return max(1, round(sum(map(len, self.gold.values())) / len(self.gold)))

    @property
    def features(self) -> np.ndarray:
        return np.array([self.days.features(day) for day in self.days.known])

    @property
    def labels(self) -> np.ndarray:
        return np.array([float(day in self.gold) for day in self.days.known])


def plain(line: str) -> str:
    """A tokenised line as it was printed. ("`` No , '' he said ." -> "“No,” he said.")"""
    for found, put in SPACING:
        line = found.sub(put, line)
    return line


def document(row: Mapping[str, str]) -> Document:
    text = "\n".join(map(plain, row["text"].split("\n")))
    return Document(id=content_id("document", row["id"]), key=row["id"], name=row["id"], origin=row["id"],
                    media_type="application/json", content=text.encode("utf-8", "surrogatepass"),
                    declared_published=row["date"])


def read(topic: str, cache: Path | None) -> tuple[list[Article], list[TimeExpression]]:
    """The articles and times of a topic; kept in the folder `cache` if one is given."""
    kept = cache / f"{topic}.pickle" if cache else None
    if kept and kept.exists():
        found: tuple[list[Article], list[TimeExpression]] = pickle.loads(kept.read_bytes())
        return found
    articles: list[Article] = []
    times: list[TimeExpression] = []
    rows = (T17 / f"docs_T17_{topic}.jsonl").read_text(encoding="utf-8").splitlines()
    with ProcessPoolExecutor() as pool:
        for records in pool.map(process, [document(json.loads(row)) for row in rows], chunksize=16):
            articles += records[Article]
            times += records[TimeExpression]
    if kept:
        kept.write_bytes(pickle.dumps((articles, times)))
    return articles, times


def references(cache: Path | None) -> Iterator[Reference]:
    """Every timeline of the topics; two entries of one day are one."""
    rows = [json.loads(row) for row in (T17 / "gold_timelines.jsonl").read_text(encoding="utf-8").splitlines()]
    for topic in TOPICS:
        articles, times = read(topic, cache)
        for row in rows:
            if row["dataset"] == "T17" and row["topic"] == topic:
                gold: dict[dt.date, list[str]] = defaultdict(list)
                for entry in row["timeline"]:
                    gold[dt.date.fromisoformat(entry["date"])] += [plain(line) for line in entry["sentences"]]
                limits = DateRange(min(gold), max(gold), "day")
                kept = [a for a in articles if a.published and limits.earliest <= a.published <= limits.latest]
                yield Reference(topic, row["source"], dict(gold), kept, Days(kept, times, limits=limits))


def learned(examples: Sequence[Reference]) -> tuple[float, np.ndarray]:
    """Bias and weights of the logistic regression; topics weigh the same."""
    values, labels = np.vstack([e.features for e in examples]), np.concatenate([e.labels for e in examples])
    size = {topic: sum(len(e.days.known) for e in examples if e.topic == topic) for topic in TOPICS}
    shares = np.concatenate([np.full(len(e.days.known), 200 / size[e.topic]) for e in examples])
    return fitted(values, labels, shares, RIDGE)


def chosen(reference: Reference, worth: Callable[[dt.date], float]) -> list[dt.date]:
    """As many days as the reference has, of those that some sentence tells of."""
    told = [day for day in reference.days.known if any(reference.days.sentences(day))]
    return sorted(told, key=lambda day: (-worth(day), day))[: len(reference.gold)]


def scored(reference: Reference, days: Sequence[dt.date], space: SentenceSpace) -> tuple[Score, Score]:
    """Date score and AR1."""
    found = {day: [space.text(key) for key in space.summary(reference.days.sentences(day), reference.sentences_a_day)]
             for day in days}
    return date_score(days, reference.gold), align_rouge(found, reference.gold)


def results(examples: Sequence[Reference]) -> dict[str, list[tuple[Score, Score]]]:
    """Both scores of every reference, under each way to choose days."""
    out: dict[str, list[tuple[Score, Score]]] = defaultdict(list)
    for example in examples:
        _, weights = learned([other for other in examples if other.topic != example.topic])
        measured = dict(zip(example.days.known, example.features, strict=True))
        ways: dict[str, Callable[[dt.date], float]] = {
            LEARNED: lambda day, m=measured, w=weights: float(m[day] @ w),
            "most named": lambda day, e=example: e.days.named(day),
            "most published": lambda day, m=measured: float(m[day][FEATURES.index("published")]),
        }
        space = SentenceSpace(example.articles)
        for name, worth in ways.items():
            out[name].append(scored(example, chosen(example, worth), space))
    return out


def by_topic(examples: Sequence[Reference], scores: Sequence[tuple[Score, Score]]) -> dict[str, tuple[float, float]]:
    """Date F1 and AR1 of each topic, then over timelines and over topics."""
    out = {}
    for topic in TOPICS:
        mine = [pair for example, pair in zip(examples, scores, strict=True) if example.topic == topic]
        out[topic] = (mean([dates for dates, _ in mine]).f1, mean([rouge for _, rouge in mine]).f1)
    dates, rouge = (float(np.mean(column)) for column in zip(*out.values(), strict=True))
    out["timelines"] = (mean([dates for dates, _ in scores]).f1, mean([rouge for _, rouge in scores]).f1)
    return {**out, "topics": (dates, rouge)}


def write_table(examples: Sequence[Reference]) -> None:
    bias, weights = learned(examples)
    rows = "\n".join(f"{name} = {value:.4f}" for name, value in zip(FEATURES, weights, strict=True))
    said = f"Made by benchmarks/timelines.py --fit: the days of journalists' timelines, T17 ({', '.join(TOPICS)})."
    TABLE.write_text(f'source = "{said}"\n\nbias = {bias:.4f}\n\n[weights]\n{rows}\n', encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="write the table of weights")
    parser.add_argument("--cache", type=Path, help="keep what was read of the reports in this folder")
    options = parser.parse_args()
    examples = list(references(options.cache))
    for example in examples:
        reached = sum(any(example.days.sentences(day)) for day in example.gold) / len(example.gold)
        every = (max(example.gold) - min(example.gold)).days + 1
        print(f"{example.topic:6} {example.source[:40]:40} {len(example.gold):3} of {every:3} days (date F1 by chance "
              f"{len(example.gold) / every:.2f}), {len(example.articles)} reports, {reached:.0%} of its days in reach")
    figures: dict[str, float] = {}
    for name, scores in results(examples).items():
        print(f"\ndays {name}: date F1, AR1")
        rows = by_topic(examples, scores)
        for topic, (dates, rouge) in rows.items():
            print(f"  {topic:10} {dates:.3f} {rouge:.3f}")
            if name == LEARNED:
                figures |= {f"timelines/{topic} date F1": 100 * dates, f"timelines/{topic} AR1": 100 * rouge}
    if options.fit:
        write_table(examples)
    return floors.verdict(figures)


if __name__ == "__main__":
    raise SystemExit(main())
