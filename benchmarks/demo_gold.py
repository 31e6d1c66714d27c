#!/usr/bin/env python3
"""Write src/crosswire/demo/gold.json from demo_labels.toml: `python benchmarks/demo_gold.py [--check]`.

Labels are exact strings; here they become offsets, and every one is asserted to say `text[start:end]`. The text of
an HTML report is what cleaning makes of it, so its labels keep `within` (words around them that occur once) and
`offset` (where in them the label begins) and have null for `start` and `end`: whoever reads the gold resolves them
against the text of the account.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
DEMO = HERE.parent / "src" / "crosswire" / "demo"
Row = dict[str, Any]


def texts() -> dict[str, tuple[str, bool]]:
    """Report id -> (text, whether offsets into it are stable)."""
    out: dict[str, tuple[str, bool]] = {}
    for path in sorted((DEMO / "reports").iterdir()):
        raw = path.read_text(encoding="utf-8")
        if path.suffix == ".txt":
            out[path.stem] = (raw, True)
        elif path.suffix == ".html":
            body = re.sub(r"<(script|style)\b.*?</\1>", "", raw.partition("<body>")[2], flags=re.S)
            out[path.stem] = (html.unescape(re.sub(r"<[^>]+>", "", body)), False)
        else:
            for line in raw.splitlines() if path.suffix == ".jsonl" else [raw]:
                row = json.loads(line)
                out[row["id"]] = (row["text"], True)
    return out


class Labels:
    """Turns the strings of the label file into places."""

    def __init__(self) -> None:
        self.texts = texts()
        self.ids = {name.partition("-")[0]: name for name in self.texts}

    def at(self, label: str) -> Row:
        """The place of "01: killing at least «17»"."""
        short, _, words = label.partition(": ")
        before, _, rest = words.partition("«")
        target, _, after = rest.partition("»")
        within = before + target + after
        doc = self.ids[short]
        text, stable = self.texts[doc]
        if text.count(within) != 1:
            sys.exit(f"{doc}: {within!r} occurs {text.count(within)} times; give more words around it")
        start = text.index(within) + len(before)
        assert text[start : start + len(target)] == target
        assert target
        assert target == target.strip()
        place: Row = {"doc": doc, "start": start if stable else None, "end": start + len(target) if stable else None}
        return {**place, "text": target, "within": within, "offset": len(before)}

    def placed(self, row: Row) -> Row:
        """A row with its `at` resolved and its other keys kept."""
        return {**self.at(row["at"]), **{key: value for key, value in row.items() if key != "at"}}

    def figure(self, row: Row) -> Row:
        placed = self.placed(row)
        low, high = (None if bound == "" else bound for bound in placed.pop("value"))
        qualifier = placed.pop("q")
        return {"as_of": None, "source": None, "via": [], **placed, "min": low, "max": high, "qualifier": qualifier}


def gold() -> Row:
    """The whole gold, in the shape of the annotation guide."""
    parsed = tomllib.loads((HERE / "demo_labels.toml").read_text(encoding="utf-8"))
    labels, rows = Labels(), parsed["labels"]
    quotes = [{"via": [], **labels.placed(row)} for row in rows["quotes"]]
    groups: dict[str, list[Row]] = {}
    for quote in quotes:
        if "group" in quote:
            place = {key: quote[key] for key in ("doc", "start", "end", "text", "within", "offset")}
            groups.setdefault(quote["group"], []).append(place)
    return {
        "published": {labels.ids[k]: {"date": day, "evidence": "page"} for k, day in parsed["published"].items()},
        "boilerplate": [labels.placed(row) for row in rows["boilerplate"]],
        "quotes": quotes,
        "quote_groups": list(groups.values()),
        "figures": [labels.figure(row) for row in rows["figures"]],
        "figure_topics": {topic: {"relation": relation} for topic, relation in parsed["relations"].items()},
        "events": [{"background": False, **row, "mentions": [labels.at(label) for label in row["mentions"]]}
                   for row in rows["events"]],
        "entities": [{"canonical": names[0], "type": kind, "variants": sorted(set(names[1:]))}
                     for kind, entities in parsed["entities"].items() for names in entities],
        "times": [labels.placed(row) for row in rows["times"]],
        "disagreements": [{**row, "sides": [{**labels.at(label), "stance": stance} for label, stance in row["sides"]]}
                          for row in rows["disagreements"]],
        "copies": [{"docs": [labels.ids[short] for short in row["docs"]], "how": row["how"]}
                   for row in rows["copies"]],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only say whether the file is up to date")
    written = json.dumps(gold(), ensure_ascii=False, indent=1) + "\n"
    path = DEMO / "gold.json"
    if parser.parse_args().check:
        return 0 if path.exists() and path.read_text(encoding="utf-8") == written else 1
    path.write_text(written, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
