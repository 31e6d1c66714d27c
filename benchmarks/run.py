#!/usr/bin/env python3
"""Measure quality and speed, write benchmarks/RESULTS.md and check benchmarks/floors.json.

    make bench                                        everything (needs the annotated clusters beside the checkout)
    python benchmarks/run.py --quality                the clusters and the corpora of times only
    python benchmarks/run.py --peers                  the reader, alone and with the rules, beside published figures
    python benchmarks/run.py --speed 500              speed only, on so many articles (2,000 unless told)
    python benchmarks/run.py --raise-floors           pin what is better than its floor
    python benchmarks/run.py --lower-floors           pin what is worse, too: say why in the commit

Exit status 1 if a figure is below its floor, or above its ceiling.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

import floors
import gold
import peers
import speed
import times

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "RESULTS.md"


def quality() -> dict[str, float]:
    """The figures of each cluster and of "micro"."""
    per_cluster = {cluster.name: gold.scored(cluster) for cluster in gold.clusters()}
    per_cluster["micro"] = gold.micro(list(per_cluster.values()))
    return gold.figures(per_cluster)


def commit() -> str:
    """The commit that is measured, with a mark if the tree differs from it."""
    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=HERE, capture_output=True, text=True, check=True).stdout.strip()
    return git("rev-parse", "--short", "HEAD") + (" with changes" if git("status", "--porcelain", "-uno") else "")


def quality_table(figures: dict[str, float]) -> str:
    """Measures as rows, clusters as columns, the micro-average last."""
    names = list(dict.fromkeys(key.split("/")[0] for key in figures))
    measures = list(dict.fromkeys(key.split("/")[1] for key in figures))
    lines = ["| measure | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for measure in measures:
        cells = (figures.get(f"{name}/{measure}") for name in names)
        lines.append(f"| {measure} | " + " | ".join("" if cell is None else f"{cell:.1f}" for cell in cells) + " |")
    return "\n".join(lines)


def speed_table(result: dict[str, Any]) -> str:
    """End to end and each stage."""
    length = result["words"] / result["articles"]
    lines = [f"{result['articles']:,} articles of {length:.0f} words, made from the demo; one core, CPU time; "
             f"peak memory {result['peak_mib']:.0f} MiB; time per article at {result['articles']:,} is "
             f"{result['growth']:.2f} times that at {result['quarter_articles']:,}.", "",
             "| stage | articles/s | words/s |", "|---|---|---|",
             f"| end to end, files to database | {result['articles_per_s']:.1f} | {result['words_per_s']:,.0f} |"]
    lines += [f"| {name} | {row['articles_per_s']:,.0f} | {row['words_per_s']:,.0f} |"
              for name, row in result["stages"].items()]
    return "\n".join(lines)


def written(parts: dict[str, str]) -> None:
    """Replace the given parts of RESULTS.md (between their markers), keep the others."""
    page = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else "# Results\n\nWritten by `make bench`.\n"
    for name, body in parts.items():
        begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        block = f"{begin}\n{body}\n{end}"
        if begin in page:
            head, rest = page.split(begin, 1)
            page = head + block + rest.split(end, 1)[1]
        else:
            page += f"\n{block}\n"
    RESULTS.write_text(page, encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quality", action="store_true", help="only the annotated clusters")
    parser.add_argument("--peers", action="store_true", help="only the neural reader beside published figures")
    parser.add_argument("--speed", type=int, metavar="COUNT", help="only speed, on COUNT articles")
    parser.add_argument("--raise-floors", action="store_true")
    parser.add_argument("--lower-floors", action="store_true")
    options = parser.parse_args()
    figures: dict[str, float] = {}
    parts, machine = {}, f"{platform.machine()}, Python {platform.python_version()}"
    every = not (options.quality or options.peers or options.speed)
    if options.quality or every:
        figures |= quality()
        parts["quality"] = (f"## Quality\n\nThe four annotated clusters (development data), at {commit()}. F1 or "
                            f"accuracy in percent; body_lost in percent of characters.\n\n{quality_table(figures)}")
        figures |= times.figures()
    if options.peers or every:
        found = peers.figures()
        figures |= found
        parts["peers"] = ("## The neural reader beside its peers\n\n"
                          f"At {commit()}; in percent, train data never scored.\n\n{peers.table(found)}")
    if options.speed or every:
        result = speed.measure(options.speed or 2000)
        figures |= {"speed/peak_mib": result["peak_mib"], "speed/growth": result["growth"]}
        parts["speed"] = f"## Speed\n\nAt {commit()}, {machine}.\n\n{speed_table(result)}"
    written(parts)
    print("\n\n".join(parts.values()))
    if options.raise_floors or options.lower_floors:
        kept = floors.moved(figures, floors.pinned(), lower=options.lower_floors)
        floors.FLOORS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return floors.verdict(figures)


if __name__ == "__main__":
    sys.exit(main())
