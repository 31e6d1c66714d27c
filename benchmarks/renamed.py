#!/usr/bin/env python3
"""Does a score depend on names that we know? Score the clusters again with invented names.

    python benchmarks/renamed.py [--kinds PER] [--seeds N] [--only PREFIX] [--class-words]

Every name of the given kinds (of the gold's entities) is replaced, in the texts, the outlets and the gold, by an
invented one, the same throughout a cluster and unlike any other word, initials of the new name for initials of the
old one, another spelling of it for another spelling, with the endings that the text gives it ("Orlenians"); all
offsets are moved along. Prints each measure before, after (the mean over N draws of names), and the loss. With
--kinds PER,GPE,LOC,ORG,FAC what a gazetteer knows is gone as well, so those losses say what the tables bring. A name's
class words ("Council", "News", "Street") are replaced too, so "Foreign Ministry" becomes two words that say nothing,
unless --class-words keeps them: no unknown body in the world is named without any.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import Any

import gold
from generate import invented

from crosswire.tables import table

WORD = re.compile(r"[^\W\d_]+")
ENDINGS = "s|n|ns|i|is|an|ans|ian|ians"  # of plurals and of the people of a place
ONE_NAME = 0.85  # how alike two spellings of one name are
KEPT = frozenset({"The", "Of", "And", "For", "In", "On", "Mr", "Mrs", "Ms", "Dr", "President", "Minister", "General"})


def class_words() -> set[str]:
    """Words of names that say what they name, as the language has them ("Council", "Tribune", "Hospital")."""
    names, roles = table("name_words"), table("roles")
    words = {word for section in ("heads", "prefixes") for row in names[section].values() for word in row}
    words |= {word.capitalize() for phrase in (*roles["media"]["words"], *roles["organisation"], *roles["person"])
              for word in phrase.split()}
    return words | {word.capitalize() for phrase in names["national"]["other"] for word in phrase.split()}


def ordinary(cluster: Path) -> set[str]:
    """Words in small letters that no invented name may equal: English ones and those of the cluster's texts."""
    texts = [json.loads(path.read_text(encoding="utf-8"))["text"] for path in (cluster / "docs").glob("*.json")]
    return {word.lower() for text in (*texts, str(table("common_words")["words"])) for word in re.findall(r"\w+", text)}


def renaming(cluster: Path, kinds: set[str], dice: random.Random, kept: set[str]
             ) -> Callable[[str], list[tuple[int, int, str]]]:
    """A function: text -> (start, end, new) of every word to replace."""
    entities = json.loads((cluster / "gold.json").read_text(encoding="utf-8"))["entities"]
    named = [[entity["canonical"], *entity["variants"]] for entity in entities if entity["type"] in kinds]
    words = {word for forms in named for form in forms for word in WORD.findall(form)
             if word[:1].isupper() and len(word) > 1} - kept
    new, taken = {}, ordinary(cluster) | set(table("grammar")["function_words"])
    for word in sorted(words):
        name = next(name for name in iter(lambda: invented(dice), "") if len(name) > 3 and name.lower() not in taken)
        taken.add(name.lower())
        new[word] = name
    new |= {other: new[word] + new[word][-1] for forms in named for word, other in spellings(forms)
            if {word, other} <= words}
    new = {word: name.upper() if word.isupper() else name for word, name in new.items()}
    new |= {short: initials(form, new) for forms in named for short in forms for form in forms
            if short in words and short.isupper() and short == initials(form, {})}
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, sorted(new, key=len, reverse=True)))})({ENDINGS})?\b")
    return lambda text: [(m.start(1), m.end(1), new[m[1]]) for m in pattern.finditer(text)] if new else []


def spellings(forms: list[str]) -> Iterator[tuple[str, str]]:
    """Two words of one entity's forms that spell one name, the first in the alphabet before the other."""
    found = sorted({word for form in forms for word in WORD.findall(form)})
    return ((word, other) for word, other in combinations(found, 2)
            if SequenceMatcher(None, word, other).ratio() >= ONE_NAME)


def initials(form: str, new: dict[str, str]) -> str:
    """The first letters of the capitalised words, under their new names. ("United Nations" -> "UN")"""
    return "".join(new.get(word, word)[0] for word in WORD.findall(form) if word[:1].isupper())


def replaced(text: str, edits: list[tuple[int, int, str]]) -> str:
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    return text


def moved(position: int, edits: list[tuple[int, int, str]]) -> int:
    """Where a position of the old text lies in the new one; a position inside a replaced word moves to its end."""
    shift = 0
    for start, end, new in edits:
        if position >= end:
            shift += len(new) - (end - start)
        elif position > start:
            return start + len(new) + shift
    return position + shift


def rewritten(value: Any, edits: dict[str, list[tuple[int, int, str]]], find: Any, doc: str | None = None) -> Any:
    """The gold with its offsets moved and its strings renamed."""
    if isinstance(value, list):
        return [rewritten(item, edits, find, doc) for item in value]
    if isinstance(value, str):
        return replaced(value, find(value))
    if not isinstance(value, dict):
        return value
    doc = value.get("doc", doc)
    return {key: moved(item, edits[doc]) if key in ("start", "end") and doc in edits and isinstance(item, int)
            else item if key in ("doc", "docs", "id", "topic", "value", "url") else rewritten(item, edits, find, doc)
            for key, item in value.items()}


def rename(cluster: Path, target: Path, kinds: set[str], seed: int, kept: set[str]) -> None:
    """Write the cluster under new names into `target`."""
    find = renaming(cluster, kinds, random.Random(f"{cluster.name}{seed}"), kept)
    edits = {}
    (target / "docs").mkdir(parents=True)
    for path in sorted((cluster / "docs").glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        edits[row["id"]] = find(row["text"])
        row["text"] = replaced(row["text"], edits[row["id"]])
        for field in ("title", "outlet"):
            row[field] = row[field] and replaced(row[field], find(row[field]))
        (target / "docs" / path.name).write_text(json.dumps(row), encoding="utf-8")
    labels = json.loads((cluster / "gold.json").read_text(encoding="utf-8"))
    (target / "gold.json").write_text(json.dumps(rewritten(labels, edits, find)), encoding="utf-8")


def after_renaming(kinds: set[str], seed: int, kept: set[str]) -> dict[str, Any]:
    """The micro-averaged scores of the renamed clusters."""
    with tempfile.TemporaryDirectory() as folder:
        for cluster in gold.clusters():
            rename(cluster, Path(folder) / cluster.name, kinds, seed, kept)
        return gold.micro([gold.scored(path) for path in sorted(Path(folder).iterdir())])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kinds", default="PER", help="kinds of entities to rename, by commas")
    parser.add_argument("--seeds", type=int, default=1, help="draws of names to average over")
    parser.add_argument("--only", default="", help="only measures whose name begins so")
    parser.add_argument("--class-words", action="store_true", help="keep words that say what a name names")
    options = parser.parse_args()
    kept = KEPT | class_words() if options.class_words else set(KEPT)
    before = gold.micro([gold.scored(cluster) for cluster in gold.clusters()])
    draws = [after_renaming(set(options.kinds.split(",")), seed, kept) for seed in range(1, options.seeds + 1)]
    for measure, row in before.items():
        one = gold.headline(row)
        after = [value for draw in draws if (value := gold.headline(draw[measure])) is not None]
        if one is not None and after and measure.startswith(options.only):
            two = sum(after) / len(after)
            print(f"{measure:28} {one:6.1f} -> {two:6.1f}   {two - one:+.1f}")


if __name__ == "__main__":
    main()
