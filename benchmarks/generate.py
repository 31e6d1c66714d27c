#!/usr/bin/env python3
"""Make many reports out of the demo: `python benchmarks/generate.py COUNT FOLDER [--seed N]`.

Each group of 14 reports is one invented crisis: the names of the demo are replaced by new ones (the same new one
throughout the group), the year moves, the large numbers are changed a little for each report, and some
paragraphs are left out. Formats stay as they are in the demo: text, HTML pages, JSON. Same seed, same files.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

DEMO = resources.files("crosswire") / "demo"
ONSETS = ("b", "br", "d", "dr", "f", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "z")
VOWELS = ("a", "e", "i", "o", "u", "ai", "ei")
CODAS = ("n", "r", "l", "s", "k", "m", "nd", "rt", "x", "th")
LARGE = re.compile(r"\b\d{1,3}(?:,\d{3})+\b")
YEAR = re.compile(r"\b20[12]\d\b")


def invented(dice: random.Random) -> str:
    """A new proper name of two or three syllables."""
    syllables = [dice.choice(ONSETS) + dice.choice(VOWELS) for _ in range(dice.choice((1, 1, 2)))]
    return "".join([*syllables, dice.choice(CODAS)]).capitalize()


def name_parts() -> list[str]:
    """Every capitalised word of the demo's entities, longest first."""
    gold = json.loads((DEMO / "gold.json").read_text(encoding="utf-8"))
    common = {"United", "Nations", "Union", "News", "Agency", "Lights", "On", "Port", "Bridge", "The", "Ministry",
              "President", "Prime", "Minister", "Foreign", "Defence", "Interior", "Colonel", "General", "Mayor", "Mr",
              "Ms", "Mrs", "Dr"}
    words = {word for entity in gold["entities"] for variant in (entity["canonical"], *entity["variants"])
             for word in re.findall(r"[A-Z][a-z]+", variant)}
    return sorted(words - common, key=lambda word: (-len(word), word))


def originals() -> list[tuple[str, str]]:
    """(file name, text) of the demo's reports; a JSON file with several reports counts once for each."""
    out = []
    for path in sorted((DEMO / "reports").iterdir(), key=lambda path: path.name):
        text = path.read_text(encoding="utf-8")
        out += [(path.name.replace(".jsonl", ".json"), line) for line in text.splitlines() if line.strip()] \
            if path.name.endswith(".jsonl") else [(path.name, text)]
    return out


def changed(name: str, text: str, crisis: int, names: re.Pattern[str], renamed: dict[str, str], years: int,
            dice: random.Random) -> str:
    """One report of a new crisis, at an address of its own."""
    text = text.replace(".example/", f".example/c{crisis}/")
    text = names.sub(lambda m: renamed[m[0]], text)
    text = YEAR.sub(lambda m: str(int(m[0]) - years), text)
    text = LARGE.sub(lambda m: f"{max(1000, round(int(m[0].replace(',', '')) * dice.uniform(.9, 1.1), -2)):,}", text)
    if name.endswith(".txt"):
        paragraphs = text.split("\n\n")
        text = "\n\n".join(p for index, p in enumerate(paragraphs) if index < 3 or dice.random() < 0.85)
    if name.endswith(".json"):
        row = json.loads(text)
        row.pop("url", None)
        row["id"] = f"{row.get('id', name)}-{dice.randrange(10**9)}"
        text = json.dumps(row, ensure_ascii=False)
    return text


def generate(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """(file name, content) of `count` reports."""
    dice, parts, reports = random.Random(seed), name_parts(), originals()
    names = re.compile(r"\b(?:" + "|".join(map(re.escape, parts)) + r")(?![a-z]{3})")
    for number in range(count):
        crisis, index = divmod(number, len(reports))
        if index == 0:
            renamed, years = {part: invented(dice) for part in parts}, dice.randrange(0, 6)
        name, text = reports[index]
        yield f"c{crisis:04}-{name.rpartition('.')[0]}-{index:02}.{name.rpartition('.')[2]}", changed(
            name, text, crisis, names, renamed, years, dice)


def write(count: int, folder: Path, seed: int = 1) -> None:
    """Write the reports into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in generate(count, seed):
        (folder / name).write_text(content, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.count, options.folder, options.seed)


if __name__ == "__main__":
    main()
