#!/usr/bin/env python3
"""Score entities across articles on ECB+'s human participants: `python benchmarks/entities.py [--errors N]`.

Each topic of the dev split (two look-alike incidents) is one corpus. Scored is BCubed over the gold mentions of the
HUMAN_PART chains (Bagga and Baldwin 1998): those that hold a capitalised word (named), and all of them with pronouns
and descriptions. Ours: a gold mention is of the entity whose mention overlaps it most, or of the one that a pronoun
there was resolved to; what we find no entity for is alone, or in the third row with equal strings of its topic. The
baseline is equal strings of one topic.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

from shared import SHARED

from crosswire.gazetteer import fold
from crosswire.group.entities.stage import entities
from crosswire.ids import content_id
from crosswire.model import Article, Document, Entity, Mention, Reference
from crosswire.pipeline import process
from crosswire.stage import Records

FOLDER = SHARED / "corpora" / "stories" / "ecbplus"
PRONOUNS = frozenset([
    "he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "himself", "herself", "themselves", "who",
    "whom", "which", "that", "i", "we", "you", "us", "our", "my", "me"])


@dataclass(frozen=True)
class Gold:
    """One gold mention: where it stands in its document's text, and its chain."""

    doc: str
    start: int
    end: int
    text: str
    chain: str

    @property
    def named(self) -> bool:
        """Whether a word of it is a name, as far as capitals tell."""
        return any(word[:1].isupper() for word in self.text.split()) and fold(self.text) not in PRONOUNS


def bcubed(keys: Mapping[Gold, Hashable]) -> dict[str, float]:
    """Precision, recall and F1 in percent, of clusters of gold mentions against their chains."""
    ours: dict[Hashable, set[Gold]] = defaultdict(set)
    gold: dict[str, set[Gold]] = defaultdict(set)
    for mention, key in keys.items():
        ours[key].add(mention)
        gold[mention.chain].add(mention)
    shared = {m: len(ours[key] & gold[m.chain]) for m, key in keys.items()}
    p = sum(shared[m] / len(ours[key]) for m, key in keys.items()) / max(1, len(keys))
    r = sum(shared[m] / len(gold[m.chain]) for m in keys) / max(1, len(keys))
    return {"p": 100 * p, "r": 100 * r, "f1": 200 * p * r / (p + r) if p + r else 0.0}


def documents(split: str) -> dict[int, list[dict]]:
    """Topic -> its documents."""
    out: dict[int, list[dict]] = defaultdict(list)
    for line in (FOLDER / f"docs_{split}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        out[row["topic"]].append(row)
    return dict(sorted(out.items()))


def gold_mentions(rows: list[dict]) -> Iterator[Gold]:
    """The gold mentions of these documents whose words stand in their sentence; repeats take the next occurrence."""
    by_id = {row["id"]: row for row in rows}
    used: Counter[tuple[str, int, str]] = Counter()
    for line in (FOLDER / "cross_doc_chains.jsonl").read_text(encoding="utf-8").splitlines():
        chain = json.loads(line)
        for mention in chain["mentions"] if chain["type"].startswith("HUMAN_PART") else ():
            row = by_id.get(mention["doc"])
            if row is None or mention["sentence"] not in row["sentence_ids"]:
                continue
            index, words = row["sentence_ids"].index(mention["sentence"]), mention["tokens"]
            floor = sum(len(s) + 1 for s in row["sentences"][:index])
            place = mention["doc"], mention["sentence"], words
            start = -1
            for _ in range(used[place] + 1):
                start = f" {row['sentences'][index]} ".find(f" {words} ", start + 1)
            used[place] += 1
            if start >= 0:
                yield Gold(row["id"], floor + start, floor + start + len(words), words, chain["chain"])


def annotated(rows: list[dict]) -> Records:
    """Every document of a topic, read."""
    out: Records = defaultdict(list)
    for row in rows:
        raw = Document(id=content_id("document", row["id"]), key=row["id"], name=row["id"], origin=row["id"],
                       media_type="application/json", content=" ".join(row["sentences"]).encode())
        for kind, items in process(raw).items():
            out[kind] += items
    return out


def resolved(records: Records, gold: list[Gold]) -> dict[Gold, Hashable]:
    """Gold mention -> the id of our entity, or itself where we have none."""
    article_ids = {article.name: article.id for article in records[Article]}
    of_mention = {mention_id: entity.id for entity in entities(records[Article], records[Mention])
                  if isinstance(entity, Entity) for mention_id in entity.mention_ids}
    spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for mention in records[Mention]:
        spans[mention.article_id].append((mention.span.start, mention.span.end, of_mention[mention.id]))
    for reference in records[Reference]:
        if reference.mention_id:
            spans[reference.article_id].append(
                (reference.span.start, reference.span.end, of_mention[reference.mention_id]))
    out: dict[Gold, Hashable] = {}
    for one in gold:
        near = [(min(end, one.end) - max(start, one.start), end, entity)
                for start, end, entity in spans[article_ids.get(one.doc, "")] if start < one.end and one.start < end]
        out[one] = max(near)[2] if near else one
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("dev", "train"), default="dev")
    parser.add_argument("--errors", type=int, default=0, help="print so many split chains and mixed entities")
    options = parser.parse_args()
    ours: dict[Gold, Hashable] = {}
    strings: dict[Gold, Hashable] = {}
    for topic, rows in documents(options.split).items():
        gold = list(gold_mentions(rows))
        ours.update(resolved(annotated(rows), gold))
        strings.update({one: (topic, fold(one.text)) for one in gold})
    both = {one: strings[one] if key is one else key for one, key in ours.items()}
    for title, wanted in (("named", True), ("all", False)):
        for system, keys in (("strings", strings), ("ours", ours), ("ours, else strings", both)):
            kept = {one: key for one, key in keys.items() if one.named or not wanted}
            score = bcubed(kept)
            print(f"{title:6} {system:18} BCubed F1 {score['f1']:5.1f}   P {score['p']:5.1f}   R {score['r']:5.1f}"
                  f"   ({len(kept)} mentions)")
    report(ours, options.errors)


def report(keys: Mapping[Gold, Hashable], limit: int) -> None:
    """Print named chains that lie in several of our entities, and our entities that hold several chains."""
    by_chain: dict[str, dict[Hashable, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    by_entity: dict[Hashable, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for one, key in keys.items():
        if one.named:
            group = "none" if isinstance(key, Gold) else key
            by_chain[one.chain][group][one.text] += 1
            by_entity[group][one.chain][one.text] += 1
    for what, table in (("split", by_chain), ("mixed", by_entity)):
        found = sorted(((name, parts) for name, parts in table.items() if len(parts) > 1 and name != "none"),
                       key=lambda item: -sum(sum(c.values()) for c in item[1].values()))
        for name, parts in found[:limit]:
            print(what, name, {k: dict(v) for k, v in parts.items()})


if __name__ == "__main__":
    main()
