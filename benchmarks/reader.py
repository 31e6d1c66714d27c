#!/usr/bin/env python3
"""Score the neural reader: `python benchmarks/reader.py [--only PART] [--limit DOCUMENTS] [--errors N]`.

Its own output, before any rule of the extractors sees it; of events, what is judged at a known trigger (deeds.py).
CROSSWIRE_READER names the folder of weights that training/export.py and training/deeds.py wrote; the data lie in
../shared/corpora or $CROSSWIRE_SHARED/corpora.

    names        Worldwide dev and Universal NER PUD      attribution   PolNeAR dev
    events       held-out fifth of our own open set       vectors       PolNeAR dev and T17, against the base (torch)
    quantised    the first three, beside the weights as trained: --fp32 FOLDER, of export.py --fp32
    speed        T17: words/s of one core by CPU time, beside the bare encoder and a spaCy pipeline (reader_speed.py)
"""

from __future__ import annotations

import argparse
import collections
import importlib
import importlib.util
import itertools
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))
import corpora
import floors
import reader_speed

from crosswire.extract.events.deeds import judge
from crosswire.extract.events.sights import sight
from crosswire.reader.encoder import Encoder, encoder
from crosswire.reader.labels import ROOTS, STATUSES
from crosswire.reader.read import read
from crosswire.reader.reading import Reading
from crosswire.spans import Span

MARKS = "\"“”"
PEERS = {"worldwide": "CRF 77 (test)", "pud": "CRF 68 (news half)", "source": "CRF 60.9; humans 77.9",
         "cue": "CRF 58.7; humans 70.6", "content": "CRF 53.7; humans 73.4", "content with marks": "humans 90.9",
         "source overlap": "humans 96.7"}


def f1(hits: float, found: float, wanted: float) -> float:
    """F1 in percent."""
    return 200 * hits / (found + wanted) if found + wanted else 0.0


@dataclass(frozen=True, slots=True)
class Task:
    """What to score: weights, how many documents of each corpus (all: None), how many errors to show."""

    using: Encoder
    fp32: str | None = None
    limit: int | None = None
    errors: int = 0

    def readings(self, samples: Iterable[corpora.Sample]) -> Iterator[tuple[corpora.Sample, Reading]]:
        """Each document with its reading."""
        for sample in itertools.islice(samples, self.limit):
            yield sample, read(sample.text, sample.sentences, self.using)


def names(task: Task) -> dict[str, float]:
    """Exact spans and kinds, micro F1 over PER, ORG, LOC; FAC counts as LOC where the corpus has no FAC."""
    out = {}
    for corpus, samples in (("worldwide", corpora.worldwide("dev")), ("pud", corpora.uner("pud/test"))):
        counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
        wrong: collections.Counter[str] = collections.Counter()
        folded = (lambda k: k) if corpus == "worldwide" else (lambda k: "LOC" if k == "FAC" else k)
        for sample, seen in task.readings(samples):
            gold = {(span, folded(kind)) for span, kind in sample.names or ()}
            found = {(name.span, folded(name.kind)) for name in seen.names}
            for kind in ("PER", "ORG", "LOC", "FAC", "NORP"):
                ours, theirs = ({p for p in part if p[1] == kind} for part in (found, gold))
                counts[kind].update(hit=len(ours & theirs), found=len(ours), gold=len(theirs))
            wrong.update(f"missed {k} {s.of(sample.text)!r}" for s, k in gold - found)
            wrong.update(f"wrong {k} {s.of(sample.text)!r}" for s, k in found - gold)
        three = sum((counts[k] for k in ("PER", "ORG", "LOC")), collections.Counter())
        out[corpus] = f1(three["hit"], three["found"], three["gold"])
        for kind, c in counts.items():
            if c["gold"]:
                out[f"{corpus} {kind}"] = f1(c["hit"], c["found"], c["gold"])
        _shown([f"{n} {line}" for line, n in wrong.most_common(task.errors)])
    return out


def letters(spans: Sequence[Span], text: str) -> frozenset[int]:
    return frozenset(i for span in spans for i in range(span.start, span.end) if not text[i].isspace())


def _words(spans: Sequence[Span], text: str) -> str:
    return " / ".join(span.of(text) for span in spans)[:150]


def _likeness(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / max(1, len(one | other))


def matched(gold: Sequence[frozenset[int]], found: Sequence[frozenset[int]]) -> list[tuple[int, int]]:
    """One-to-one pairs (gold, found) of likeness >= .8, the likest first."""
    likely = sorted(((_likeness(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if g & f),
                    reverse=True)
    out: list[tuple[int, int]] = []
    taken: tuple[set[int], set[int]] = set(), set()
    for score, i, j in likely:
        if score >= 0.8 and i not in taken[0] and j not in taken[1]:
            out.append((i, j))
            taken[0].add(i)
            taken[1].add(j)
    return out


def attribution(task: Task) -> dict[str, float]:
    """PolNeAR dev: source and cue exact; content by characters (IoU >= .8), all and with quotation marks."""
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    shown: list[str] = []
    for sample, seen in task.readings(corpora.polnear("dev")):
        text, gold = sample.text, [a for a in sample.attributions or () if a.content]
        for layer in ("source", "cue"):
            wanted = {part for a in sample.attributions or () if (part := getattr(a, layer))}
            found = {(a.cue,) if layer == "cue" else a.source for a in seen.attributions if layer == "cue" or a.source}
            counts[layer].update(hit=len(wanted & found), found=len(found), gold=len(wanted))
        ours = [a for a in seen.attributions if a.content]
        theirs, mine = ([letters(a.content, text) for a in part] for part in (gold, ours))
        pairs = matched(theirs, mine)
        counts["content"].update(hit=len(pairs), found=len(mine), gold=len(theirs))
        quoted = [[any(text[i] in MARKS for i in letters) for letters in part] for part in (theirs, mine)]
        counts["content with marks"].update(hit=sum(quoted[0][i] for i, _ in pairs), found=sum(quoted[1]),
                                            gold=sum(quoted[0]))
        sourced = [(i, j) for i, j in pairs if gold[i].source]
        counts["source overlap"].update(hit=sum(bool(letters(gold[i].source, text) & letters(ours[j].source, text))
                                                for i, j in sourced), found=len(sourced), gold=len(sourced))
        missed = set(range(len(gold))) - {i for i, _ in pairs}
        shown += [f"MISSED {_words(gold[i].cue, text)}: {_words(gold[i].content, text)!r} OURS "
                  f"{[_words(a.content, text) for a in ours if letters(a.content, text) & theirs[i]][:2]}"
                  for i in sorted(missed)]
    _shown(shown[:: max(1, len(shown) // max(1, task.errors))][: task.errors])
    return {layer: f1(c["hit"], c["found"], c["gold"]) for layer, c in counts.items()}


def events(task: Task) -> dict[str, float]:
    """Our own held-out fifth: root macro-F1 (with NONE) and status accuracy of what is judged at the marked trigger."""
    roots, states, wrong = [], [], []
    for sample, seen in task.readings(corpora.open_events("heldout")):
        event, shown = sample.events[0], sight(sample.text, seen.words, sample.sentences[0])
        assert event.trigger is not None
        root, status = ROOTS[event.roots[0]], STATUSES[event.status]
        roots.append((root, judge().deed(shown, event.actors, event.recipients, event.trigger).root))
        found = judge().told(shown, event.trigger)[0]
        states += [(status, found)] if root != "NONE" else []
        if roots[-1][1] != root or (found != status and root != "NONE"):
            wrong.append(f"{root}/{status} as {roots[-1][1]}/{found}: [{event.trigger.of(sample.text)}] {sample.text}")
    _shown(wrong[: task.errors])
    gold, ours = zip(*roots, strict=True)
    per = [f1(sum(g == o == c for g, o in roots), ours.count(c), gold.count(c)) for c in sorted(set(gold))]
    return {"open root macro": float(np.mean(per)), "open status": 100 * float(np.mean([g == o for g, o in states]))}


def quantised(task: Task) -> dict[str, float]:
    """What rounding to int8 costs: our score less that of the weights as trained."""
    if task.fp32 is None:
        print("quantised: name the weights as trained: --fp32 FOLDER (training/export.py CHECKPOINT --fp32)")
        return {}
    exact = replace(task, using=Encoder(task.fp32), errors=0)
    return {f"{name} rounded": rounded - score for part in (names, attribution, events)
            for (name, score), rounded in zip(part(exact).items(), part(replace(task, errors=0)).values(), strict=True)}


def vectors(task: Task) -> dict[str, float]:
    """How well the reader's likeness of two sentences follows the base model's."""
    if importlib.util.find_spec("torch") is None:
        print("vectors: the base model runs in torch, which is not here: make test-training installs it")
        return {}
    return dict(importlib.import_module("reader_vectors").correlations(task.using, task.limit))


def speed(task: Task) -> dict[str, float]:
    """Words a second of one core, in a process of its own."""
    return reader_speed.apart(task.limit or 60)


def _shown(lines: Sequence[str]) -> None:
    print(*lines, sep="\n", end="\n" if lines else "")


PARTS: dict[str, Callable[[Task], dict[str, float]]] = {
    "names": names, "attribution": attribution, "events": events, "vectors": vectors, "quantised": quantised,
    "speed": speed}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=PARTS)
    parser.add_argument("--errors", type=int, default=0, help="print so many of each part's errors")
    parser.add_argument("--limit", type=int, help="only so many documents of each corpus")
    parser.add_argument("--fp32", metavar="FOLDER", help="the same weights, not rounded")
    options = parser.parse_args()
    figures: dict[str, float] = {}
    task = Task(encoder(), options.fp32, options.limit, options.errors)
    for part, measured in PARTS.items():
        if options.only in (None, part):
            figures |= (found := measured(task))
            for name, figure in found.items():
                print(f"{part:12} {name:26} {figure:9.2f}   {PEERS.get(name, '')}", flush=True)
    return floors.verdict({f"reader/{name}": figure for name, figure in figures.items()}) if not task.limit else 0


if __name__ == "__main__":
    sys.exit(main())
