"""Readers of the labelled corpora: each yields `Sample`s, one document or sentence each.

Nothing of the corpora is part of the project; `CROSSWIRE_SHARED` names the folder that holds `corpora/`
(default: the folder `shared` beside the checkout). `open_events` is our own set and lies beside this file.
"""

from __future__ import annotations

import functools
import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crosswire.clean.paragraphs import paragraphs
from crosswire.clean.sentences import sentences
from crosswire.reader.labels import ROOTS, STATUSES
from crosswire.spans import Span

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("CROSSWIRE_SHARED", HERE.parents[1] / "shared"))
CORPORA = SHARED / "corpora"
OPEN_EVENTS = HERE / "open_events.jsonl"
STEM = 5  # letters by which a word is compared with known triggers

_WORLDWIDE = {"Person": "PER", "Organization": "ORG", "Location": "LOC", "Facility": "FAC", "NORP": "NORP"}
_SILVER = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "NORP"}
_TITLE = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr|Gen|Lt|Sgt|Col|Capt|Sen|Rep|Gov|President|Prime|Minister|General|Secretary|"
                    r"Vice|Senator|Foreign|Defense|Pope|King|Prince|Chancellor|"
                    r"Ambassador|of|State|former|Former)\.? )+")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what by which words: fragments of each, as the corpus has them."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class EventLabel:
    """An event as labelled: -1 for a root, quad or status that the corpus does not tell; 15 roots say YIELD."""

    trigger: Span | None
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    roots: tuple[int, ...]  # the right one is among these
    quad: int = -1
    status: int = -1


@dataclass(frozen=True, slots=True)
class Sample:
    """A text with its sentences and whatever a corpus says of it; None where it says nothing of a kind."""

    id: str
    text: str
    sentences: tuple[Span, ...]
    names: tuple[tuple[Span, str], ...] | None = None
    attributions: tuple[Attribution, ...] | None = None
    events: tuple[EventLabel, ...] = field(default=())
    quiet: tuple[Span, ...] = field(default=())  # words that name no event


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def split_sentences(text: str) -> tuple[Span, ...]:
    """Sentences of all paragraphs, by the rules of the pipeline."""
    return tuple(s for paragraph in paragraphs(text) for s in sentences(text, paragraph))


def worldwide(split: str) -> Iterator[Sample]:
    """Worldwide Newswire: documents with PER, ORG, LOC, FAC, NORP."""
    for row in rows(CORPORA / f"ner/worldwide/{split}.jsonl"):
        names = tuple((Span(e["start"], e["end"]), _WORLDWIDE[e["label"]])
                      for e in row["entities"] if e["label"] in _WORLDWIDE)
        yield Sample(row["doc_id"], row["text"], tuple(Span(*s[:2]) for s in row["sents"]), names)


def uner(part: str) -> Iterator[Sample]:
    """Universal NER (`ewt/dev`, `ewt/test`, `pud/test`): PER, ORG, LOC."""
    corpus, split = part.split("/")
    for row in rows(CORPORA / f"ner/uner_{corpus}/{split}.jsonl"):
        names = tuple((Span(e["start"], e["end"]), e["label"]) for e in row["entities"])
        yield Sample(row["doc_id"], row["text"], tuple(Span(*s[:2]) for s in row["sents"]), names)


def silver(limit: int) -> Iterator[Sample]:
    """Groningen Meaning Bank: the first sentences with a name; titles are cut off its persons."""
    count = 0
    for row in rows(CORPORA / "ner/gmb_silver/train.jsonl"):
        if count >= limit:
            return
        if not row["entities"]:
            continue
        names = []
        for entity in row["entities"]:
            start, end = entity["start"], entity["end"]
            title = _TITLE.match(row["text"], start, end)
            if entity["label"] == "PER" and title and title.end() < end:
                start = title.end()
            names.append((Span(start, end), _SILVER[entity["label"]]))
        count += 1
        yield Sample(row["id"], row["text"], (Span(0, len(row["text"])),), tuple(names))


def polnear(split: str) -> Iterator[Sample]:
    """PolNeAR: documents with attributions."""
    for row in rows(CORPORA / f"quotes/polnear/{split}.jsonl"):
        parts = [Attribution(*(tuple(Span(*s) for s in item[key]) for key in ("source", "cue", "content")))
                 for item in row["attributions"]]
        yield Sample(row["doc_id"], row["text"], split_sentences(row["text"]), None, tuple(parts))


def texts() -> Iterator[Sample]:
    """News without labels, for a twin to learn from: two crises of T17."""
    for part in ("timelines/t17/docs_T17_haiti", "timelines/t17/docs_T17_iraq"):
        for number, row in enumerate(rows(CORPORA / f"{part}.jsonl")):
            yield Sample(f"{part}-{number}", row["text"], split_sentences(row["text"]))


def plv() -> Iterator[Sample]:
    """PLV train: a sentence with source and target marked, its root (YIELD for CONCEDE or RETREAT) and quad."""
    for row in rows(CORPORA / "events/plv_plover/train.jsonl"):
        text, marks = _unmarked(row["marked"], "st")
        roots = ("CONCEDE", "RETREAT") if row["root"] == "YIELD" else (row["root"],)
        event = EventLabel(None, tuple(marks.get("s", ())), tuple(marks.get("t", ())),
                           tuple(ROOTS.index(root) for root in roots), row["quad"] - 1)
        yield Sample(row["id"], text, (Span(0, len(text)),), events=(event,))


@functools.cache
def _stems() -> frozenset[str]:
    """The first letters of all words that our own set marks as triggers."""
    return frozenset(row["text"][start:end][:STEM].lower() for row in rows(OPEN_EVENTS) if row["root"] != "NONE"
                     for start, end in row["trigger"])


def _quiet(text: str, events: Sequence[EventLabel]) -> tuple[Span, ...]:
    """Words that name no event here: outside the triggers, and not begun like any trigger that we know."""
    marked = [event.trigger for event in events if event.trigger]
    return tuple(span for match in re.finditer(r"\w+", text) if match[0][:STEM].lower() not in _stems()
                 and not any((span := Span(*match.span())).overlaps(trigger) for trigger in marked))


def plover_records() -> Iterator[Sample]:
    """PLOVER's gold-standard records: sentences with their event words, actors and recipients in place."""
    for row in rows(CORPORA / "events/plover_gsr/all.jsonl"):
        text, marks = _bracketed(row["markup"])
        triggers = marks.get("EVT", [])
        both = marks.get("SRC/TAR", [])
        event = EventLabel(triggers[0] if triggers else None, tuple(marks.get("SRC", []) + both),
                           tuple(marks.get("TAR", [])), (ROOTS.index(row["root"]),), row["quad"] - 1)
        yield Sample(row["id"], text, (Span(0, len(text)),), events=(event,), quiet=_quiet(text, [event]))


def open_events(split: str) -> Iterator[Sample]:
    """Our own sentences (`train`, `heldout`): trigger, actor, recipient, root and status."""
    for row in rows(OPEN_EVENTS):
        if row["split"] != split:
            continue
        spans = {key: tuple(Span(*s) for s in row[key]) for key in ("trigger", "actor", "recipient")}
        event = EventLabel(spans["trigger"][0], spans["actor"], spans["recipient"], (ROOTS.index(row["root"]),),
                           row["quad"] - 1 if row["quad"] else -1, STATUSES.index(row["status"]))
        yield Sample(row["id"], row["text"], (Span(0, len(row["text"])),), events=(event,),
                     quiet=_quiet(row["text"], [event]))


def _unmarked(marked: str, tags: str) -> tuple[str, dict[str, list[Span]]]:
    """The text without `<s>..</s>` marks, and the spans that they stood around."""
    out, spans, opened, size = [], dict[str, list[Span]](), dict[str, int](), 0
    for piece in re.split(rf"(</?[{tags}]>)", marked):
        if mark := re.fullmatch(rf"<(/?)([{tags}])>", piece):
            if mark[1]:
                spans.setdefault(mark[2], []).append(_stripped("".join(out), opened.pop(mark[2]), size))
            else:
                opened[mark[2]] = size
        else:
            out.append(piece)
            size += len(piece)
    return "".join(out), spans


def _bracketed(markup: str) -> tuple[str, dict[str, list[Span]]]:
    """The text without `(SRC: ...)` marks, and their spans."""
    out, spans, size = "", dict[str, list[Span]](), 0
    at = 0
    for match in re.finditer(r"\((SRC/TAR|SRC|TAR|EVT): ?([^()]*)\)", markup):
        out += markup[at : match.start()]
        size = len(out)
        out += match[2]
        spans.setdefault(match[1], []).append(_stripped(out, size, len(out)))
        at = match.end()
    return out + markup[at:], spans


def _stripped(text: str, start: int, end: int) -> Span:
    inner = text[start:end]
    return Span(start + len(inner) - len(inner.lstrip()), max(start, end - (len(inner) - len(inner.rstrip()))))
