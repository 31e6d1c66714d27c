#!/usr/bin/env python3
"""How far the event lexicon alone gets: `python benchmarks/events.py [--errors ROOT]`.

For each sentence of the PLV training split (source and target are marked there) the lexicon's hit nearest behind
the source gives the root; macro-F1 over roots, a sanity figure for wordlists/plover.toml (no parties, no dates).
CONCEDE and RETREAT count as YIELD, as that corpus has them. Needs ../shared/corpora/events/plv_plover.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter

from shared import SHARED

from crosswire.extract.events import clauses
from crosswire.extract.events.plover import Hit, lexicon
from crosswire.extract.events.words import Words, blocked_words, words_of
from crosswire.model import Article
from crosswire.spans import Span

MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def as_words(text: str) -> Words:
    article = Article(id="", document_id="", key="", name="", text=text, blocks=(), sentences=(), language="en")
    return words_of(article, Span(0, len(text)))


def guess(row: dict[str, str]) -> str | None:
    """The root of the hit nearest behind the marked source, else of the strongest hit."""
    words = as_words(row["text"])
    source = max(row["text"].find(row["source"]), 0) + len(row["source"])
    after, blocked = words.first_at(source), blocked_words(words)
    hits = [hit for hit in lexicon().hits(words.low) if hit.head not in blocked and hit.pattern.root != "NONE"
            and (hit.pattern.kind == "noun" or clauses.is_verb(
                hit, words, clauses.kinds_of(hit, words), 0))]

    def rank(hit: Hit) -> tuple[bool, int, int]:
        return hit.start < after, abs(hit.start - after), -hit.pattern.strength

    best = min(hits, key=rank, default=None)
    return MERGED.get(best.pattern.root, best.pattern.root) if best else None


def macro_f1(pairs: list[tuple[str, str | None]]) -> dict[str, float]:
    hits = Counter(gold for gold, found in pairs if gold == found)
    golds, founds = Counter(gold for gold, _ in pairs), Counter(found for _, found in pairs)
    return {root: 200 * hits[root] / (golds[root] + founds[root]) for root in sorted(golds)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", metavar="ROOT", help="show the sentences of this root that went wrong")
    options = parser.parse_args()
    path = SHARED / "corpora" / "events" / "plv_plover" / "train.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    pairs = [(row["root"], guess(row)) for row in rows]
    for row, (gold, found) in zip(rows, pairs, strict=True):
        if options.errors == gold != found:
            print(found, "|", row["marked"][:160])
    scores = macro_f1(pairs)
    print("  ".join(f"{root} {score:.0f}" for root, score in scores.items()))
    print(f"root macro-F1 {sum(scores.values()) / len(scores):.1f} on {len(rows)} sentences, "
          f"{sum(found is None for _, found in pairs)} without a hit")
    return 0


if __name__ == "__main__":
    sys.exit(main())
