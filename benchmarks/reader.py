#!/usr/bin/env python3
"""Score the neural reader: `python benchmarks/reader.py [--only names|attribution|events|vectors|speed] [--errors N]`.

Its own output, before any rule of the extractors sees it. Data (../shared/corpora or $CROSSWIRE_SHARED/corpora):
names on Worldwide dev and Universal NER PUD, attributions on PolNeAR dev, events on the held-out fifth of our own
open set. CROSSWIRE_READER names the folder of weights that training/export.py wrote.
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))
import corpora

from crosswire.reader.encoder import encoder
from crosswire.reader.labels import ROOTS, STATUSES
from crosswire.reader.pieces import pieces, sentence_bounds, windows
from crosswire.reader.read import read
from crosswire.reader.reading import Reading
from crosswire.spans import Span

MARKS = "\"“”"
PEERS = {"worldwide": "CRF 77 (test)", "pud": "CRF 68 (news half)", "source": "CRF 60.9, humans 77.9",
         "cue": "CRF 58.7, humans 70.6", "content": "CRF 53.7, humans 73.4", "content with marks": "humans 90.9"}


def f1(hits: float, found: float, wanted: float) -> float:
    """F1 in percent."""
    return 200 * hits / (found + wanted) if found + wanted else 0.0


def readings(samples: Sequence[corpora.Sample]) -> Iterator[tuple[corpora.Sample, Reading]]:
    for sample in samples:
        yield sample, read(sample.text, sample.sentences, encoder())


def names(errors: int) -> dict[str, float]:
    """Exact spans and kinds, micro F1 over PER, ORG, LOC; FAC counts as LOC where the corpus has no FAC."""
    out = {}
    for corpus, samples in (("worldwide", corpora.worldwide("dev")), ("pud", corpora.uner("pud/test"))):
        counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
        wrong: collections.Counter[str] = collections.Counter()
        folded = (lambda k: k) if corpus == "worldwide" else (lambda k: "LOC" if k == "FAC" else k)
        for sample, seen in readings(list(samples)):
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
        print(*(f"{n} {line}" for line, n in wrong.most_common(errors)), sep="\n")
    return out


def _letters(spans: Sequence[Span], text: str) -> frozenset[int]:
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


def attribution(errors: int) -> dict[str, float]:
    """PolNeAR dev: source and cue exact; content by characters (IoU >= .8), all and with quotation marks."""
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    shown: list[str] = []
    for sample, seen in readings(list(corpora.polnear("dev"))):
        text, gold = sample.text, [a for a in sample.attributions or () if a.content]
        for layer in ("source", "cue"):
            wanted = {part for a in sample.attributions or () if (part := getattr(a, layer))}
            found = {(a.cue,) if layer == "cue" else a.source for a in seen.attributions if layer == "cue" or a.source}
            counts[layer].update(hit=len(wanted & found), found=len(found), gold=len(wanted))
        ours = [a for a in seen.attributions if a.content]
        theirs, mine = ([_letters(a.content, text) for a in part] for part in (gold, ours))
        pairs = matched(theirs, mine)
        counts["content"].update(hit=len(pairs), found=len(mine), gold=len(theirs))
        quoted = [[any(text[i] in MARKS for i in letters) for letters in part] for part in (theirs, mine)]
        counts["content with marks"].update(hit=sum(quoted[0][i] for i, _ in pairs), found=sum(quoted[1]),
                                            gold=sum(quoted[0]))
        sourced = [(i, j) for i, j in pairs if gold[i].source]
        counts["source overlap"].update(hit=sum(bool(_letters(gold[i].source, text) & _letters(ours[j].source, text))
                                                for i, j in sourced), found=len(sourced), gold=len(sourced))
        missed = set(range(len(gold))) - {i for i, _ in pairs}
        shown += [f"MISSED {_words(gold[i].cue, text)}: {_words(gold[i].content, text)!r} OURS "
                  f"{[_words(a.content, text) for a in ours if _letters(a.content, text) & theirs[i]][:2]}"
                  for i in sorted(missed)]
    print(*shown[:: max(1, len(shown) // errors)] if errors else (), sep="\n")
    return {layer: f1(c["hit"], c["found"], c["gold"]) for layer, c in counts.items()}


def events(errors: int) -> dict[str, float]:
    """Our own held-out fifth: root macro-F1 (with NONE) and status accuracy at the marked trigger."""
    pairs, states, wrong = [], [], []
    using = encoder()
    for sample in corpora.open_events("heldout"):
        found = pieces(sample.text, using.tokenizer)
        window = next(windows(sentence_bounds(found, sample.sentences)))
        scores, event = using.scores(found, window), sample.events[0]
        at = int(np.searchsorted(scores.words, found.between(event.trigger)[0], "right")) - 1
        root = int(scores.trigger[at, : len(ROOTS)].argmax())
        status = int(scores.trigger[at, len(ROOTS) :].argmax())
        pairs.append((event.roots[0], root))
        if ROOTS[event.roots[0]] != "NONE":
            states.append((event.status, status))
        if root != event.roots[0] or (status != event.status and ROOTS[root] != "NONE"):
            wrong.append(f"{ROOTS[event.roots[0]]}/{STATUSES[event.status]} as {ROOTS[root]}/{STATUSES[status]}: "
                         f"[{event.trigger.of(sample.text)}] {sample.text}")
    print(*wrong[:errors], sep="\n")
    gold, ours = zip(*pairs, strict=True)
    per = [f1(sum(g == o == c for g, o in pairs), ours.count(c), gold.count(c)) for c in sorted(set(gold))]
    return {"open root macro": float(np.mean(per)), "open status": 100 * float(np.mean([g == o for g, o in states]))}


def speed(_: int) -> dict[str, float]:
    """Words a second of one process on one core, all heads and decoding, by CPU time."""
    rows = [json.loads(line) for line in
            (corpora.CORPORA / "timelines/t17/docs_T17_h1n1.jsonl").read_text(encoding="utf-8").splitlines()[:60]]
    texts: list[tuple[str, Any]] = [(row["text"], corpora.split_sentences(row["text"])) for row in rows]
    read(*texts[0], encoder())
    begin = time.process_time()
    for text, sentences in texts:
        read(text, sentences, encoder())
    seconds = time.process_time() - begin
    return {"words/s": sum(len(text.split()) for text, _ in texts) / seconds}


PARTS: dict[str, Callable[[int], dict[str, float]]] = {
    "names": names, "attribution": attribution, "events": events, "speed": speed}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=PARTS)
    parser.add_argument("--errors", type=int, default=0, help="print so many of each part's errors")
    options = parser.parse_args()
    for part, measured in PARTS.items():
        if options.only in (None, part):
            for name, figure in measured(options.errors).items():
                print(f"{part:12} {name:22} {figure:8.1f}   {PEERS.get(name, '')}")


if __name__ == "__main__":
    main()
