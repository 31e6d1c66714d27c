#!/usr/bin/env python3
"""Time per article as a corpus of stories grows: `python benchmarks/stories_speed.py [--articles 100000]`.

The articles are resampled from the texts of GVA train and T17 (../shared/corpora), which are annotated once: a story
takes one text, gives all its names a spelling of its own and redraws its numbers, and is told in one to eight articles
of some days, each a sample of the text's sentences. 200 articles are published a day. Prints the time for the profiles,
the time and the pairs compared per article of every tenth of the corpus in the streaming part, and the end against the
start, all in seconds of the processor. --cache keeps the annotated texts in a file, for another run.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import pickle
import random
import resource
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from shared import SHARED
from stories import document

from crosswire.group.stories.index import StoryIndex
from crosswire.group.stories.lines import storylines
from crosswire.group.stories.linking import ASSUMED, Linkage, second_look
from crosswire.group.stories.profiles import profiles
from crosswire.group.stories.stage import StoryOptions, compared, in_order
from crosswire.ids import content_id
from crosswire.model import Article, Entity, Mention, TimeExpression
from crosswire.pipeline import process
from crosswire.spans import Span
from crosswire.stage import Records
from crosswire.values import NameKind, Reason, Sentence

PER_DAY = 200
SHARE = 0.7  # of the text's sentences in each article
VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"


def sources(limit: int) -> Iterator[dict[str, str | None]]:
    """Rows of both corpora in turn."""
    paths = [SHARED / "corpora/stories/gva_longtail/docs_train.jsonl",
             *sorted((SHARED / "corpora/timelines/t17").glob("docs_*.jsonl"))]
    rows = [[json.loads(line) for line in path.open(encoding="utf-8")][:limit] for path in paths]
    yield from (row for some in rows for row in some if not row.get("exclude"))


def annotated(limit: int, cache: Path | None) -> list[Records]:
    """The texts with their names and times, once through the pipeline."""
    if cache is not None and cache.exists():
        kept: list[Records] = pickle.loads(cache.read_bytes())
        return kept
    with ProcessPoolExecutor() as pool:
        bases = [{kind: base[kind] for kind in (Article, Mention, TimeExpression)}
                 for base in pool.map(process, map(document, sources(limit)), chunksize=16)
                 if any(s.kind == "body" for article in base[Article] for s in article.sentences)]
    if cache is not None:
        cache.write_bytes(pickle.dumps(bases))
    return bases


def spelling(dice: random.Random) -> dict[int, int]:
    """Letters for letters, vowels for vowels: names of the same length that no other story has."""
    out = {}
    for letters in (VOWELS, CONSONANTS):
        mixed = "".join(dice.sample(letters, len(letters)))
        out.update(str.maketrans(letters + letters.upper(), mixed + mixed.upper()))
    return out


def report(base: Records, name: str, day: dt.date, cipher: dict[int, int], dice: random.Random) -> Records:
    """One article: some sentences of the base, its names spelt by the cipher, with the annotations that fall inside."""
    source: Article = base[Article][0]
    body = [s for s in source.sentences if s.kind == "body"]
    kept = sorted(dice.sample(range(len(body)), max(1, round(SHARE * len(body)))))
    text, sentences, shifts = "", [], []
    for sentence in (body[at] for at in kept):
        shifts.append((sentence.span, len(text) - sentence.span.start))
        sentences.append(Sentence(Span(len(text), len(text) + len(sentence.span)), len(sentences), "body"))
        text += sentence.span.of(source.text) + "\n"
    moved = {kind: [replace(one, id=content_id(kind.__name__, name, one.id), article_id=name,
                            span=Span(one.span.start + shift, one.span.end + shift))
                    for one in base[kind] for span, shift in shifts
                    if span.start <= one.span.start and one.span.end <= span.end] for kind in (Mention, TimeExpression)}
    letters = list(text)
    for mention in moved[Mention]:
        at = slice(mention.span.start, mention.span.end)
        letters[at] = mention.span.of(text).translate(cipher)
    moved[Mention] = [replace(one, name=one.name.translate(cipher)) for one in moved[Mention]]
    moved[Article] = [replace(source, id=name, key=name, name=name, text="".join(letters), title=None, published=day,
                              sentences=tuple(sentences))]
    return moved


def made(bases: list[Records], total: int) -> Records:
    """So many articles, some days of them for each story."""
    dice, out, number = random.Random(6), {Article: [], Mention: [], TimeExpression: []}, 0
    while number < total:
        base, cipher, start = dice.choice(bases), spelling(dice), number // PER_DAY
        for _ in range(dice.choice((1, 1, 1, 2, 2, 3, 5, 8))):
            day = dt.date(2001, 1, 1) + dt.timedelta(days=start + dice.choice((0, 0, 0, 1, 1, 2, 4)))
            for kind, items in report(base, f"a{number:07d}", day, cipher, dice).items():
                out[kind] += items
            number += 1
    return out


def bearers(mentions: Iterable[Mention]) -> list[Entity]:
    """One entity a name: merging them is another stage's work."""
    held: dict[tuple[NameKind, str], list[str]] = defaultdict(list)
    for mention in mentions:
        held[mention.kind, mention.name].append(mention.id)
    return [Entity(id=content_id("entity", kind, name), kind=kind, name=name, aliases=(), mention_ids=tuple(ids),
                   reason=Reason("one-name", "made for the benchmark")) for (kind, name), ids in held.items()]


def streamed(records: Records) -> None:
    known_entities = bearers(records[Mention])
    begin, articles = time.process_time(), in_order(records[Article])
    known = profiles(articles, records[Mention], known_entities, records[TimeExpression], [])
    profile = 1000 * (time.process_time() - begin) / len(known)
    print(f"profiles: {profile:.2f} ms per article")
    records.clear()
    index, linkage, links, spent = StoryIndex(), Linkage(StoryOptions().least), [], [0.0] * 10
    counts, pairs = [0] * 10, [0] * 10
    for _, day in groupby(range(len(articles)), key=lambda at: articles[at].published):
        batch, begin = list(day), time.process_time()
        new = [link for at in batch for link in compared(at, known, index)]
        linkage.add(batch, new)
        links += (link for link in new if link.log_odds > ASSUMED)
        tenth = batch[0] * 10 // len(articles)
        spent[tenth] += time.process_time() - begin
        counts[tenth] += len(batch)
        pairs[tenth] += len(new)
    each = [1000 * seconds / count for seconds, count in zip(spent, counts, strict=True)]
    print("streaming, ms per article by tenths:", " ".join(f"{value:.2f}" for value in each))
    print("pairs compared per article:", " ".join(f"{n / count:.1f}" for n, count in zip(pairs, counts, strict=True)))
    print(f"the last tenth against the first: {(profile + each[-1]) / (profile + each[0]):.2f} with the profiles, "
          f"{each[-1] / each[0]:.2f} without")
    begin = time.perf_counter()
    groups = second_look(linkage.groups(), links, StoryOptions().least)
    lines = storylines([[known[at] for at in members] for members in groups])
    print(f"second look and storylines {time.perf_counter() - begin:.1f} s; {len(articles)} articles, "
          f"{len(groups)} stories, {len(lines)} storylines")
    print(f"largest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--cache", type=Path, help="a file for the annotated texts; read if it is there")
    parser.add_argument("--texts", type=int, default=400, help="texts taken from each file of the corpora")
    options = parser.parse_args()
    bases = annotated(options.texts, options.cache)
    begin = time.perf_counter()
    records = made(bases, options.articles)
    print(f"{len(bases)} texts, {len(records[Article])} articles made in {time.perf_counter() - begin:.0f} s")
    streamed(records)


if __name__ == "__main__":
    main()
