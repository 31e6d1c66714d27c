#!/usr/bin/env python3
"""Score the hand-annotated clusters: `python benchmarks/gold.py [--cluster NAME] [--only PREFIX] [--out DIR]`.

Runs the whole pipeline over each cluster of ../shared/gold (or $CROSSWIRE_SHARED/gold) and prints the figures
of ../shared/eval/score.py, per cluster and micro-averaged.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import floors
from shared import SHARED, scorer

from crosswire.account import Account
from crosswire.ids import content_id
from crosswire.model import Document
from crosswire.pipeline import account_records
from crosswire.render.export import account_json


def documents(cluster: Path) -> list[Document]:
    """The cluster's docs as the JSON reader would give them."""
    out = []
    for path in sorted((cluster / "docs").glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        out.append(Document(
            id=content_id("document", cluster.name, row["id"]), key=row["url"] or f"{cluster.name}/{row['id']}",
            name=row["id"], origin=str(path), media_type="application/json", content=row["text"].encode(),
            url=row["url"], declared_title=row["title"], declared_outlet=row["outlet"],
            declared_published=row["published"]))
    return out


def clusters() -> list[Path]:
    """The folders of annotated clusters."""
    return sorted(path for path in (SHARED / "gold").iterdir() if (path / "gold.json").exists())


def exported(cluster: Path) -> dict[str, Any]:
    """The account of a cluster, as `crosswire export` would write it."""
    return account_json(Account.of(account_records(documents(cluster))))


def scored(cluster: Path) -> dict[str, Any]:
    """What the scorer says of a cluster's account."""
    result: dict[str, Any] = scorer("score").score(cluster, exported(cluster))
    return result


def headline(row: dict[str, Any]) -> float | None:
    """The one figure of a score: F1, accuracy or percent; None if nothing was there to score."""
    return next((row[key] for key in ("f1", "accuracy", "percent") if key in row), None)


def figures(results: dict[str, dict[str, Any]]) -> dict[str, float]:
    """`cluster/measure` -> F1 or accuracy in percent (body_lost: percent lost)."""
    return {f"{name}/{measure}": figure for name, result in results.items()
            for measure, row in result.items() if (figure := headline(row)) is not None}


def micro(results: list[dict[str, Any]]) -> dict[str, Any]:
    """Micro-average: hits and totals added over clusters before dividing."""
    out: dict[str, Any] = {}
    for key in results[0]:
        rows = [r[key] for r in results]
        if "f1" in rows[0]:
            pred, gold = sum(r["pred"] for r in rows), sum(r["gold"] for r in rows)
            p = sum(r["p"] * r["pred"] for r in rows) / pred if pred else 0.0
            r_ = sum(r["r"] * r["gold"] for r in rows) / gold if gold else 100.0
            f1 = 2 * p * r_ / (p + r_) if p + r_ else 0.0
            out[key] = {"p": round(p, 1), "r": round(r_, 1), "f1": round(f1, 1), "gold": gold, "pred": pred}
        elif "accuracy" in rows[0]:
            n = sum(r["n"] for r in rows)
            hits = sum((r["accuracy"] or 0) * r["n"] for r in rows)
            out[key] = {"accuracy": round(hits / n, 1) if n else None, "n": n}
        else:
            out[key] = {"percent": round(sum(r["percent"] for r in rows) / len(rows), 2)}
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cluster", help="only this cluster")
    parser.add_argument("--only", default="", help="only measures whose name begins so")
    parser.add_argument("--out", type=Path, help="write each account as JSON into this folder")
    options = parser.parse_args()
    show, results = scorer("score").show, dict[str, dict[str, Any]]()
    for cluster in clusters():
        if options.cluster and cluster.name != options.cluster:
            continue
        account = exported(cluster)
        if options.out:
            options.out.mkdir(parents=True, exist_ok=True)
            (options.out / f"{cluster.name}.json").write_text(json.dumps(account, ensure_ascii=False, indent=1))
        found = scorer("score").score(cluster, account)
        results[cluster.name] = {k: v for k, v in found.items() if k.startswith(options.only)}
        print(f"== {cluster.name}")
        print(show(results[cluster.name]))
    print("== micro-average")
    whole = micro(list(results.values()))
    print(show(whole))
    return floors.verdict(figures(results if options.cluster else {**results, "micro": whole}))


if __name__ == "__main__":
    sys.exit(main())
