#!/usr/bin/env python3
"""Score names against labelled corpora: `python benchmarks/names.py [--errors N] [--corpus NAME]`.

Exact spans and kinds (GPE and FAC count as LOC, as the corpora have it; NORP is left out), micro F1.
"""

from __future__ import annotations

import argparse
import collections
import json
import time

import floors
from reader import f1
from shared import SHARED

from crosswire.extract.names.stage import names
from crosswire.model import Article
from crosswire.reader.stage import readings
from crosswire.spans import Span
from crosswire.values import Block, Reason, Sentence

CORPORA = {"worldwide": "corpora/ner/worldwide/dev.jsonl", "uner_pud": "corpora/ner/uner_pud/test.jsonl"}
GOLD = {"Person": "PER", "Organization": "ORG", "Location": "LOC", "Facility": "FAC"}
OURS = {"GPE": "LOC"}


def article(row: dict) -> Article:
    text, reason = row["text"], Reason("corpus", "given")
    sentences = []
    for item in row["sents"]:
        start, end = (item["start"], item["end"]) if isinstance(item, dict) else item[:2]
        sentences.append(Sentence(Span(start, end), 0, "body"))
    return Article(id=row["doc_id"], document_id=row["doc_id"], key=row["doc_id"], name=row["doc_id"], text=text,
                   blocks=(Block(Span(0, len(text)), "body", reason),), sentences=tuple(sentences), language="en")


def scored(corpus: str, errors: int = 0) -> dict[str, float]:
    """F1 in percent of each kind, and of people, organisations and places together (`all`); prints P, R, speed."""
    rows = [json.loads(line) for line in (SHARED / CORPORA[corpus]).read_text(encoding="utf-8").splitlines()]
    articles = [article(row) for row in rows]
    list(names(articles[:1], list(readings(articles[:1]))))
    begin, n_words = time.process_time(), sum(len(row["text"].split()) for row in rows)
    found = list(names(articles, list(readings(articles))))
    seconds = time.process_time() - begin
    counts, wrong = tally(corpus, rows, found)
    counts["all"] = sum((counts[k] for k in ("PER", "ORG", "LOC")), collections.Counter())
    print(f"== {corpus}: {1000 * seconds / n_words * 500:.1f} ms per 500 words")
    for kind, c in sorted(counts.items()):
        p, r = 100 * c["hit"] / max(1, c["pred"]), 100 * c["hit"] / max(1, c["gold"])
        print(f"{kind:5} F1 {f1(c['hit'], c['pred'], c['gold']):5.1f}  P {p:5.1f}  R {r:5.1f}  (gold {c['gold']})")
    for (what, text), n in wrong.most_common(errors):
        print(f"   {n:3} {what:24} {text!r}")
    return {kind: f1(c["hit"], c["pred"], c["gold"]) for kind, c in counts.items()}


def tally(corpus: str, rows: list[dict], found: list) -> tuple[dict[str, collections.Counter], collections.Counter]:
    """Counts of each kind, and what is missed or wrong."""
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    wrong: collections.Counter[tuple[str, str]] = collections.Counter()
    by_article = collections.defaultdict(list)
    for mention in found:
        by_article[mention.article_id].append(mention)
    for row in rows:
        gold = {(e["start"], e["end"]): k for e in row["entities"] if (k := GOLD.get(e["label"], e["label"])) in (
            "PER", "ORG", "LOC", *(["FAC"] if corpus == "worldwide" else []))}
        pred = {(m.span.start, m.span.end): OURS.get(m.kind, m.kind) for m in by_article[row["doc_id"]]
                if m.kind != "NORP"}
        if corpus != "worldwide":
            pred = {s: "LOC" if k == "FAC" else k for s, k in pred.items()}
        for s, k in gold.items():
            counts[k].update(gold=1, hit=pred.get(s) == k)
            if pred.get(s) != k:
                wrong["missed " + k + f" (as {pred.get(s)})", row["text"][s[0]:s[1]]] += 1
        for s, k in pred.items():
            counts[k]["pred"] += 1
            if gold.get(s) != k:
                wrong["wrong " + k, row["text"][s[0]:s[1]]] += 1
    return counts, wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", choices=CORPORA)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    return floors.verdict({f"names/{corpus} {kind}": figure for corpus in CORPORA
                           if options.corpus in (None, corpus)
                           for kind, figure in scored(corpus, options.errors).items()})


if __name__ == "__main__":
    raise SystemExit(main())
