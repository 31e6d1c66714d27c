#!/usr/bin/env python3
"""Stories against labelled corpora: `python benchmarks/stories.py [--corpus gva|ecbplus] [--split dev] [--errors]`.

Reads ../shared/corpora/stories (rows marked `exclude` dropped; see the READMEs there). Each row goes through the
pipeline as a JSON report with its title and date, if any; all reports of a split are one corpus. BCubed: the mean over
articles of the share of its story that is right and of its cluster that is found. `--speed N` instead makes N
articles out of the texts of GVA and T17 and prints the time per article at the start and at the end.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import floors
from shared import SHARED

from crosswire.group.copies.stage import copies
from crosswire.group.entities.stage import entities
from crosswire.group.stories.stage import stories
from crosswire.ids import content_id
from crosswire.model import Article, Document, Story
from crosswire.pipeline import process
from crosswire.stage import Records, run

FOLDERS = {"gva": "gva_longtail", "ecbplus": "ecbplus"}


@dataclass(frozen=True)
class Corpus:
    """The records of one split, and the cluster of each article by its key."""

    records: Records
    gold: Mapping[str, str]


def document(row: dict[str, str | None]) -> Document:
    text, key = row["text"] or "", row["id"] or ""
    return Document(
        id=content_id("document", key), key=key, name=key, origin=key, media_type="application/json",
        content=text.encode("utf-8", "surrogatepass"), url=row.get("uri") or row.get("url"),
        declared_title=row.get("title"), declared_published=(row.get("date") or "")[:10] or None)


def read(corpus: str, split: str) -> Corpus:
    """The articles, annotations, entities and copies of a split, and its gold clusters."""
    path = SHARED / f"corpora/stories/{FOLDERS[corpus]}/docs_{split}.jsonl"
    rows = [row for row in map(json.loads, path.open(encoding="utf-8")) if not row.get("exclude")]
    records: Records = defaultdict(list)
    with ProcessPoolExecutor() as pool:
        for made in pool.map(process, map(document, rows), chunksize=16):
            for kind, items in made.items():
                records[kind] += items
    return Corpus(run((entities, copies), records), {row["id"]: row.get("incident") or row["cluster"] for row in rows})


def bcubed(found: Mapping[str, str], gold: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 (of their means) over the articles of `gold`."""
    size_found, size_gold = Counter(found[key] for key in gold), Counter(gold.values())
    both = Counter((found[key], gold[key]) for key in gold)
    precision = sum(both[found[key], gold[key]] / size_found[found[key]] for key in gold) / len(gold)
    recall = sum(both[found[key], gold[key]] / size_gold[gold[key]] for key in gold) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def made_stories(records: Records) -> list[Story]:
    return list(run((stories,), records)[Story])


def story_of(found: Iterable[Story], articles: Iterable[Article]) -> dict[str, str]:
    """The story of each article, by the article's key."""
    home = {article_id: story.id for story in found for article_id in story.article_ids}
    return {article.key: home[article.id] for article in articles}


def show_errors(home: Mapping[str, str], gold: Mapping[str, str]) -> None:
    merged, split = defaultdict(Counter[str]), defaultdict(Counter[str])
    for key, cluster in gold.items():
        merged[home[key]][cluster] += 1
        split[cluster][home[key]] += 1
    for _, clusters in sorted(merged.items()):
        if len(clusters) > 1:
            print("  one story of several clusters:", dict(clusters))
    for cluster, parts in sorted(split.items()):
        if len(parts) > 1:
            print("  one cluster in several stories:", cluster, sorted(parts.values(), reverse=True))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", choices=FOLDERS)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--errors", action="store_true", help="list the stories that are wrong")
    options = parser.parse_args()
    figures = {}
    for name in [options.corpus] if options.corpus else FOLDERS:
        corpus = read(name, options.split)
        found = made_stories(corpus.records)
        home = story_of(found, corpus.records[Article])
        precision, recall, f1 = bcubed(home, corpus.gold)
        figures[f"stories_{options.split}/{name}"] = 100 * f1
        print(f"{name} {options.split}: BCubed F1 {f1:.3f} (precision {precision:.3f}, recall {recall:.3f}); "
              f"{len(corpus.gold)} articles, {len(set(corpus.gold.values()))} clusters, {len(found)} stories")
        if options.errors:
            show_errors(home, corpus.gold)
    return floors.verdict(figures)


if __name__ == "__main__":
    raise SystemExit(main())
