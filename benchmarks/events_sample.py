#!/usr/bin/env python3
"""Events to be read by hand: `python benchmarks/events_sample.py --seed N [--size 100] [--reports 16]`.

Prints `size` events drawn at random with that seed: half from the demo and the annotated clusters of ../shared/gold,
half from T17 (../shared/corpora/timelines/t17: of each topic `reports` reports drawn with the same seed, one account
a topic). Each is shown with its root, status, parties, date, and the sentences that tell it, the trigger in brackets.
The reader asks strictly: does the text say that this happened (or was done in words), is it of that root, and would
it be coded by PLOVER's rules? NONE (an earthquake, an election) is right if it is such a happening. The tally of the
last reading stands in design/extraction.md.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import gold
from timelines import T17, TOPICS, document

from crosswire.account import Account
from crosswire.acquire.files import read_all
from crosswire.model import Document, Event
from crosswire.pipeline import account_records

DEMO = Path(__file__).resolve().parents[1] / "src" / "crosswire" / "demo" / "reports"
SENTENCES = 3  # that are shown of an event


def clusters() -> Iterator[tuple[str, list[Document]]]:
    """The demo's reports and those of the annotated clusters."""
    yield "demo", [one for one in read_all([DEMO]) if isinstance(one, Document)]
    for cluster in gold.clusters():
        yield cluster.name, gold.documents(cluster)


def topics(seed: int, reports: int) -> Iterator[tuple[str, list[Document]]]:
    """Reports of each T17 topic."""
    for topic in TOPICS:
        rows = [json.loads(line) for line in (T17 / f"docs_T17_{topic}.jsonl").read_text("utf-8").splitlines()]
        yield topic, [document(row) for row in random.Random(seed).sample(rows, min(reports, len(rows)))]


def shown(name: str, account: Account, event: Event) -> str:
    """One event as the reader sees it."""
    mentions = {mention.id: mention for mention in account.event_mentions}
    articles = {article.id: article for article in account.articles}
    head = (f"{name} | {event.type}{'/' + event.mode if event.mode else ''} {event.status}"
            f"{' background' if event.background else ''} | {', '.join(event.actors) or '-'} -> "
            f"{', '.join(event.recipients) or '-'} | {event.date or '-'} | {event.place or '-'}")
    lines = []
    for mention in [mentions[one] for one in event.mention_ids][:SENTENCES]:
        text = articles[mention.article_id].text
        start, end = next((one.span.start, one.span.end) for one in articles[mention.article_id].sentences
                          if one.span.start <= mention.trigger.start < one.span.end)
        told = text[start:mention.trigger.start] + "[" + mention.trigger.of(text) + "]" + text[mention.trigger.end:end]
        lines.append("   " + " ".join(told.split()))
    return "\n".join([head, *lines])


def drawn(pools: Iterator[tuple[str, list[Document]]], size: int, seed: int) -> list[str]:
    """Events of all accounts of a pool, `size` of them at random."""
    found = [shown(name, account, event) for name, documents in pools
             for account in (Account.of(account_records(documents)),) for event in account.events]
    return random.Random(seed).sample(sorted(found), min(size, len(found)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--size", type=int, default=100)
    parser.add_argument("--reports", type=int, default=16, help="reports of each T17 topic")
    options = parser.parse_args()
    half = options.size // 2
    found = [*drawn(clusters(), half, options.seed),
             *drawn(topics(options.seed, options.reports), options.size - half, options.seed)]
    print("\n".join(f"{number:3} {one}" for number, one in enumerate(found, 1)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
