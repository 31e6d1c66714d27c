#!/usr/bin/env python3
"""Time every stage, and the whole way, on reports made from the demo: `python benchmarks/speed.py [COUNT]`.

Each size runs in a process of its own, on one core, so that its peak memory is its own. Prints JSON:
articles/s and words/s for each stage and end to end (files to a finished database), and the peak memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from generate import write

from crosswire import building
from crosswire.acquire.files import read_all
from crosswire.model import Article, Document
from crosswire.pipeline import CLEAN_STAGES, CORPUS_STAGES, EXTRACT_STAGES
from crosswire.stage import Records, run
from crosswire.store import Store


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def end_to_end(count: int) -> dict[str, Any]:
    """Files on disk to a finished database, one process."""
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "reports"
        write(count, reports)
        begun = time.process_time()
        with Store.open(Path(folder) / "speed.db", create=True) as store:
            result = building.build([reports], store)
        return {"seconds": time.process_time() - begun, "articles": result.added, "skipped": len(result.skipped),
                "peak_mib": peak_mib()}


def stage_by_stage(count: int) -> dict[str, Any]:
    """CPU seconds of each stage: document stages an article at a time, corpus stages over all."""
    seconds: dict[str, float] = {}

    def timed(name: str, stages: tuple[Any, ...], records: Records) -> Records:
        begun = time.process_time()
        out = run(stages, records)
        seconds[name] = seconds.get(name, 0) + time.process_time() - begun
        return out

    with tempfile.TemporaryDirectory() as folder:
        write(count, Path(folder))
        documents = [item for item in read_all([Path(folder)]) if isinstance(item, Document)]
    together: Records = {}
    for document in documents:
        records: Records = {Document: [document]}
        for stage in (*CLEAN_STAGES, *EXTRACT_STAGES):
            records = timed(stage.name, (stage,), records)
        for kind, items in records.items():
            together.setdefault(kind, []).extend(items)
    for stage in CORPUS_STAGES:
        together = timed(stage.name, (stage,), together)
    return {"articles": len(together[Article]), "words": sum(len(a.text.split()) for a in together[Article]),
            "stages": seconds}


def apart(what: str, count: int) -> dict[str, Any]:
    """Run one measurement in a process of its own."""
    done = subprocess.run([sys.executable, __file__, str(count), "--only", what], capture_output=True, text=True,
                          check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def measure(count: int) -> dict[str, Any]:
    """Everything, for `count` and for a quarter of it."""
    whole, quarter, stages = apart("end", count), apart("end", count // 4), apart("stages", count)
    return {
        "articles": whole["articles"], "words": stages["words"], "seconds": whole["seconds"],
        "articles_per_s": whole["articles"] / whole["seconds"],
        "words_per_s": stages["words"] / whole["seconds"],
        "peak_mib": whole["peak_mib"], "quarter_articles": quarter["articles"], "quarter_seconds": quarter["seconds"],
        "growth": (whole["seconds"] / whole["articles"]) / (quarter["seconds"] / quarter["articles"]),
        "stages": {name: {"articles_per_s": stages["articles"] / s, "words_per_s": stages["words"] / s}
                   for name, s in stages["stages"].items() if s > 0},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=2000)
    parser.add_argument("--only", choices=("end", "stages"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    work = {"end": end_to_end, "stages": stage_by_stage, None: measure}[options.only]
    print(json.dumps(work(options.count), indent=1))


if __name__ == "__main__":
    main()
