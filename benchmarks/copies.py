#!/usr/bin/env python3
"""How much editing hides a copy: `python benchmarks/copies.py [--count N] [--seed N] [--speed | --sample N]`.

Invented reports (copies.toml, and those of the demo that copy no other) are copied and edited with rising strength;
a copy is the whole report, or one paragraph of it inside a report of its own. For each strength the pairs of
documents that `copies` finds are held against those that were made. The edits, in words:

    verbatim    furniture of a page before, between and after
    light       also one sentence in ten cut, US spelling for UK
    medium      also three sentences in ten cut, paragraphs in another order, each word with a synonym replaced
                with a chance of one in three
    strong      half of the sentences cut, all in another order, every word with a synonym replaced
    rewritten   as strong, and one other word in six replaced: no longer nearly identical, not expected to be found

--speed measures articles per second on one core, for the candidates alone and for the whole stage, on long reports
(../shared/corpora/timelines/t17 where it lies beside the checkout, else invented ones), and MinHash with LSH beside
it if `rensa` is installed.

--sample prints pairs of T17's reports, drawn by the seed, with the passages that make them copies, for a reader to
judge; the outcome of our readings is in design/copies.md.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import json
import random
import re
import statistics
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import floors
from shared import SHARED

from crosswire.clean.articles import articles as clean
from crosswire.group.copies.candidates import candidates, fingerprint_index
from crosswire.group.copies.passages import body_words
from crosswire.group.copies.stage import CopyOptions, copies
from crosswire.ids import content_id
from crosswire.model import Article, Copy, Document
from crosswire.spans import Span
from crosswire.stage import run

HERE = Path(__file__).resolve().parent
TABLE: dict[str, Any] = tomllib.loads((HERE / "copies.toml").read_text(encoding="utf-8"))
OWN = ("04-sundmark-readout.txt", "07-upper-valley-voice.txt", "12-meridian-displaced.txt",
       "14-ansel-tribune-talks.txt")
START = dt.date(2031, 3, 1)
Pairs = set[frozenset[str]]


@dataclass(frozen=True)
class Strength:
    """One strength of editing: shares of sentences cut and of words replaced; what is put in another order."""

    name: str
    cut: float = 0.0
    order: str = ""
    synonyms: float = 0.0
    rewritten: float = 0.0
    spelling: bool = True


STRENGTHS = (
    Strength("verbatim", spelling=False), Strength("light", cut=0.1),
    Strength("medium", cut=0.3, order="paragraphs", synonyms=1 / 3),
    Strength("strong", cut=0.5, order="sentences", synonyms=1.0),
    Strength("rewritten", cut=0.5, order="sentences", synonyms=1.0, rewritten=1 / 6))


# ---------------------------------------------------------------- invented reports and their edits

def invented(dice: random.Random, sentences: int = 14) -> list[str]:
    """A report: paragraphs of two sentences."""
    def filled(pattern: str) -> str:
        line = re.sub(r"\{(\w+)\}", lambda m: _filler(m[1], dice), pattern)
        return line[0].upper() + line[1:]
    lines = [filled(dice.choice(TABLE["sentences"])) for _ in range(sentences)]
    return [" ".join(lines[at : at + 2]) for at in range(0, len(lines), 2)]


def _filler(slot: str, dice: random.Random) -> str:
    """Words for a slot: names and numbers are made up, other fillers get a name or a look of their own."""
    name = dice.choice(TABLE["onsets"]) + dice.choice(TABLE["endings"])
    if slot == "names":
        return name
    if slot == "number":
        return str(dice.randrange(11, 4000))
    filler = dice.choice(TABLE[slot])
    return {"things": f"{dice.choice(TABLE['looks'])} {filler}", "causes": f"{filler} in {name}",
            "feelings": f"{filler} in {name}", "bodies": f"{filler} of {name}"}.get(slot, filler)


def of_the_demo() -> list[list[str]]:
    """The paragraphs of some of the demo's reports."""
    folder = resources.files("crosswire") / "demo" / "reports"
    texts = [(folder / name).read_text(encoding="utf-8") for name in OWN]
    return [[" ".join(p.split()) for p in text.split("\n\n") if len(p.split()) > 12] for text in texts]


def edited(paragraphs: Sequence[str], strength: Strength, dice: random.Random) -> list[str]:
    """The paragraphs after one editor."""
    kept = [list(re.findall(r"\S.*?[.!?][”\"]?(?=\s|$)", p)) or [p] for p in paragraphs]
    flat = [s for sentences in kept for s in sentences]
    left = max(2, round(len(flat) * (1 - strength.cut)))
    gone = set(dice.sample(range(len(flat)), max(0, len(flat) - left)))
    numbered, out = iter(range(len(flat))), []
    for sentences in kept:
        row = [s for s in sentences if next(numbered) not in gone]
        out += [row] if row else []
    if strength.order == "paragraphs":
        dice.shuffle(out)
    if strength.order == "sentences":
        loose = [s for row in out for s in row]
        dice.shuffle(loose)
        out = [loose[at : at + 2] for at in range(0, len(loose), 2)]
    return [reworded(" ".join(row), strength, dice) for row in out]


def reworded(text: str, strength: Strength, dice: random.Random) -> str:
    """The text with synonyms and in American spelling."""
    def other(m: re.Match[str]) -> str:
        word = m[0]
        if word in TABLE["synonyms"] and dice.random() < strength.synonyms:
            return str(TABLE["synonyms"][word])
        if word.islower() and dice.random() < strength.rewritten:
            return dice.choice(("indeed", "roughly", "so", "then", "again", "perhaps", "that", "with"))
        return str(TABLE["spelling"].get(word, word)) if strength.spelling else word
    return re.sub(r"[A-Za-z]+", other, text)


def page(paragraphs: Sequence[str], dice: random.Random) -> str:
    """The paragraphs between furniture."""
    lines = [*dice.sample(TABLE["furniture"], 2), *paragraphs, *dice.sample(TABLE["furniture"], 2)]
    lines.insert(dice.randrange(2, len(lines)), dice.choice(TABLE["furniture"]))
    return "\n\n".join(lines)


def corpus(count: int, strength: Strength, dice: random.Random) -> tuple[list[Article], Pairs, Pairs]:
    """Articles, with the pairs that are copies as a whole and in one paragraph."""
    originals = of_the_demo() + [invented(dice) for _ in range(count)]
    texts: dict[str, str] = {}
    whole: Pairs = set()
    part: Pairs = set()
    for at, paragraphs in enumerate(originals):
        name = f"original-{at}"
        texts[name] = "\n\n".join(paragraphs)
        texts[f"{name}-whole"] = page(edited(paragraphs, strength, dice), dice)
        whole.add(frozenset((name, f"{name}-whole")))
        if at % 2:
            taken, own = max(paragraphs, key=len), invented(dice)
            own.insert(dice.randrange(1, len(own)), " ".join(edited([taken], Strength(
                strength.name, synonyms=strength.synonyms, rewritten=strength.rewritten), dice)))
            texts[f"{name}-part"] = page(own, dice)
            part.add(frozenset((name, f"{name}-part")))
    return read(texts), whole, part


def read(texts: dict[str, str]) -> list[Article]:
    """The articles that cleaning makes of the texts, each of an outlet and a day of its own."""
    return cleaned(_document(name, text, outlet=f"Outlet {at}", day=(START + dt.timedelta(days=at % 3)).isoformat())
                   for at, (name, text) in enumerate(texts.items()))


def _document(name: str, text: str, *, outlet: str | None, day: str) -> Document:
    return Document(id=content_id("document", name), key=name, name=name, origin=name, media_type="application/json",
                    content=text.encode(), declared_outlet=outlet, declared_published=day)


def cleaned(documents: Iterable[Document]) -> list[Article]:
    """The articles of the documents."""
    return [item for item in run((clean,), {Document: list(documents)})[Article] if isinstance(item, Article)]


def score(articles: Sequence[Article], whole: Pairs, part: Pairs) -> dict[str, float]:
    """Precision over all pairs found, recall of the two kinds of copies, in percent."""
    names = {article.id: article.name for article in articles}
    found = {frozenset(names[i] for i in copy.article_ids) for copy in copies(articles) if isinstance(copy, Copy)}
    # a paragraph that a report lent is also in the edited version of that report
    also = {frozenset((f"{name}-part", f"{name}-whole")) for pair in part for name in pair if "-part" not in name}
    counted = found - also
    return {"precision": 100 * len(counted & (whole | part)) / max(1, len(counted)),
            "whole": 100 * len(found & whole) / len(whole), "paragraph": 100 * len(found & part) / len(part)}


def measure(count: int = 60, seed: int = 1) -> dict[str, dict[str, float]]:
    """Strength -> precision and recall."""
    return {strength.name: score(*corpus(count, strength, random.Random(f"{seed} {strength.name}")))
            for strength in STRENGTHS}


def named(rows: dict[str, dict[str, float]], count: int, seed: int) -> dict[str, float]:
    """The figures by the names that their floors have."""
    return {f"copies_{count}_{seed}/{strength} {part}": figure
            for strength, row in rows.items() for part, figure in row.items()}


# ---------------------------------------------------------------- real reports: speed, and a sample to read

def t17() -> list[dict[str, str]]:
    """The rows of T17: id, date, text; none where the corpus is not beside the checkout."""
    return [json.loads(line) for path in sorted((SHARED / "corpora" / "timelines" / "t17").glob("docs_*.jsonl"))
            for line in path.read_text(encoding="utf-8").splitlines()]


def long_reports() -> list[Article]:
    """Reports of 850 words: T17's where they lie beside the checkout, else invented ones."""
    dice = random.Random(1)
    texts = {row["id"]: row["text"] for row in t17()}
    return read(texts or {f"{at}": "\n\n".join(invented(dice, 50)) for at in range(1000)})


def sample(count: int, seed: int) -> Iterator[str]:
    """Pairs of T17's reports that are held for copies, in words: their days, and each passage as the first has it."""
    articles = {a.id: a for a in cleaned(_document(row["id"], row["text"], outlet=None, day=row["date"])
                                         for row in t17())}
    pairs: dict[tuple[str, ...], list[Copy]] = defaultdict(list)
    for copy in copies([*articles.values()]):
        if isinstance(copy, Copy):
            pairs[tuple(sorted(copy.article_ids, key=lambda i: articles[i].name))].append(copy)
    ordered = sorted(pairs.items(), key=lambda row: [articles[i].name for i in row[0]])
    yield f"{len(ordered)} pairs of {len(articles)} reports"
    for at, (ids, found) in enumerate(random.Random(seed).sample(ordered, min(count, len(ordered))), 1):
        yield f"\n{at}. " + " | ".join(f"{articles[i].name}, {articles[i].published}" for i in ids)
        for copy in found:
            article = articles[copy.passages[0].article_id]
            span = copy.passages[0].span
            yield (f"   [{copy.kind}, {copy.reason.score:.2f}] "
                   f"{' '.join(span.of(article.text).split())} ||{_after(article, span)}")


def _after(article: Article, span: Span, length: int = 40) -> str:
    """What follows the passage."""
    return " ".join(article.text[span.end : span.end + length].split())


def speed(runs: int = 5) -> dict[str, float]:
    """Articles per second of processor time on one core, the median of several runs."""
    articles = long_reports()

    def rate(work: Callable[[], object]) -> float:
        return len(articles) / statistics.median(_seconds(work) for _ in range(runs))

    rates = {"articles": float(len(articles)),
             "candidates": rate(lambda: candidates(fingerprint_index([body_words(a) for a in articles]),
                                                   family=CopyOptions().family)),
             "whole stage": rate(lambda: list(copies(articles)))}
    if importlib.util.find_spec("rensa"):
        rates["MinHash and LSH (rensa)"] = rate(lambda: minhash(articles))
    return rates


def _seconds(work: Callable[[], object]) -> float:
    """The processor time that the work takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def minhash(articles: Sequence[Article]) -> set[frozenset[str]]:
    """Pairs of ids whose sets of five-word runs are alike, by MinHash and LSH."""
    from rensa import RMinHash, RMinHashLSH
    lsh, made = RMinHashLSH(threshold=0.3, num_perm=128, num_bands=32), []
    for at, article in enumerate(articles):
        words = body_words(article).folded
        signature = RMinHash(num_perm=128, seed=42)
        signature.update([" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4))])
        lsh.insert(at, signature)
        made.append(signature)
    return {frozenset((articles[at].id, articles[other].id)) for at, signature in enumerate(made)
            for other in lsh.query(signature) if other != at}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=60, help="invented reports")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--speed", action="store_true", help="measure speed instead")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="print N pairs of copies to read instead")
    options = parser.parse_args()
    if options.sample:
        print(*sample(options.sample, options.seed), sep="\n")
        return 0
    if options.speed:
        for name, rate in speed().items():
            print(f"{name:28}{rate:8.0f}" + ("" if name == "articles" else " articles/s"))
        return 0
    print(f"{'strength':12}{'precision':>10}{'recall: whole':>16}{'paragraph':>11}")
    rows = measure(options.count, options.seed)
    for name, row in rows.items():
        print(f"{name:12}{row['precision']:10.1f}{row['whole']:16.1f}{row['paragraph']:11.1f}")
    return floors.verdict(named(rows, options.count, options.seed))


if __name__ == "__main__":
    sys.exit(main())
