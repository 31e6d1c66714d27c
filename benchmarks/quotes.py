#!/usr/bin/env python3
"""Score quotations on PolNeAR dev: `python benchmarks/quotes.py [--errors N]`.

Content spans with quotation marks (character IoU >= .8) and the words that name the speaker, against
../shared/corpora/quotes/polnear/dev.jsonl. Contents without marks are scored apart. Marks are not part of our
spans, so they are cut off the gold's ends first. What lies inside a longer gold content counts neither way.

The last lines score whole attributions, as PolNeAR has them: what one cue gives as someone's words, with and without
marks together (IoU of letters >= .8), and whether the source of a content found overlaps the one in the corpus.
Our records are put together by their own fields alone: those of one cue; the parts of a broken quotation; a quotation
without a cue that goes on, in its paragraph, with what the same speaker was said to say. A quotation whose speaker
nothing but its place suggests (UNSETTLED) attributes nothing.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence

import floors
from reader import MARKS as DOUBLE
from reader import f1, letters, matched
from shared import SHARED

from crosswire.clean.articles import articles
from crosswire.extract.names.stage import names
from crosswire.extract.speech.quotes import quotes
from crosswire.extract.speech.references import references
from crosswire.ids import content_id
from crosswire.model import Article, Document, Quotation
from crosswire.reader.stage import readings
from crosswire.spans import Span, stripped
from crosswire.stage import run

MARKS = "\"“”‘’' "
THAT_BEFORE = re.compile(r"\bthat,?\s$", re.I)
UNSETTLED = 0.4  # score of a speaker that is only the sentence's subject, or spoke last


def share(one: Span, other: Span) -> float:
    common = max(0, min(one.end, other.end) - max(one.start, other.start))
    return common / (max(one.end, other.end) - min(one.start, other.start))


def gold_parts(row: dict, text: str) -> list[tuple[Span, list[Span], bool]]:
    """Content stretches with their source spans, and whether the stretch is all quotation."""
    out = []
    for item in row["attributions"]:
        for start, end in item["content"]:
            words = text[start:end]
            direct = (words[:1] in "\"“" and words[-1:] in "\"”") or (words[:2] == words[-2:] == "''")
            span = stripped(text, Span(start, end), MARKS)
            if len(span.of(text).split()) >= 3:
                out.append((span, [Span(*s) for s in item["source"]], direct))
    return out


def attributions(text: str, found: Sequence[Quotation]) -> list[tuple[list[Span], list[Span]]]:
    """(contents with their marks, source) of each attribution that the quotations are parts of."""
    groups: list[list[Quotation]] = []
    at: dict[str, list[Quotation]] = {}
    for quotation in sorted(found, key=lambda q: (q.span.start, -q.span.end)):
        group = next((g for g in groups if quotation.cue and g[0].cue == quotation.cue), None)
        if group is None and groups and goes_on(text, groups[-1], quotation):
            group = groups[-1]
        before = at.get(quotation.part_of or "")
        if group is None and before and "\n" not in text[before[-1].span.end : quotation.span.start]:
            group = before
        if group is None:
            unsettled = quotation.cue is None and quotation.reason.score <= UNSETTLED
            if quotation.direct and (unsettled or any(q.span.contains(quotation.span) for g in groups for q in g)):
                continue
            group = []
            groups.append(group)
        group.append(quotation)
        at[quotation.id] = group
    return [([with_marks(text, q) for q in group], [group[0].speaker.span] if group[0].speaker else [])
            for group in groups]


def goes_on(text: str, group: Sequence[Quotation], quotation: Quotation) -> bool:
    """Whether a quotation without a cue goes on with what its speaker was last said to say, in the same paragraph."""
    gap = text[max(q.span.end for q in group) : quotation.span.start]
    who, last = quotation.speaker, group[0].speaker
    return (quotation.direct and quotation.cue is None and quotation.reason.score > UNSETTLED and bool(gap)
            and "\n" not in gap and who is not None and last is not None and who.name == last.name)


def with_marks(text: str, quotation: Quotation) -> Span:
    """A direct quotation with the marks beside it, an indirect one with its "that": PolNeAR counts both as content."""
    start, end = quotation.span.start, quotation.span.end
    if not quotation.direct:
        that = THAT_BEFORE.search(text, max(0, start - 8), start)
        return Span(that.start() if that else start, end)
    return Span(start - (text[start - 1 : start] in tuple(DOUBLE)), end + (text[end : end + 1] in tuple(DOUBLE)))


def tally(row: dict, text: str, found: Sequence[Quotation], counts: dict[str, Counter[str]]) -> None:
    """Add a document's whole contents to the counts."""
    gold = [item for item in row["attributions"] if item["content"]]
    ours = attributions(text, found)
    theirs = [letters([Span(*s) for s in item["content"]], text) for item in gold]
    mine = [letters(spans, text) for spans, _ in ours]
    pairs = matched(theirs, mine)
    counts["all contents"].update(hit=len(pairs), found=len(mine), gold=len(theirs))
    quoted = [[any(text[i] in DOUBLE for i in part) for part in parts] for parts in (theirs, mine)]
    counts["with marks"].update(hit=sum(quoted[0][i] for i, _ in pairs), found=sum(quoted[1]), gold=sum(quoted[0]))
    for i, j in pairs:
        source = letters([Span(*s) for s in gold[i]["source"]], text)
        if source:
            counts["source overlap"].update(hit=bool(source & letters(ours[j][1], text)), found=1, gold=1)


def read() -> Iterator[tuple[dict, str, list[Quotation]]]:
    """Each document of PolNeAR dev, its text, and our quotations of it."""
    for line in (SHARED / "corpora/quotes/polnear/dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        document = Document(id=content_id("d", row["doc_id"]), key=row["doc_id"], name=row["doc_id"], origin="",
                            media_type="application/json", content=row["text"].encode())
        records = run((articles, readings, names, references, quotes), {Document: [document]})
        yield row, records[Article][0].text, records[Quotation]


def by_kind(row: dict, text: str, quoted: Sequence[Quotation], tallies: dict[str, list[int]]) -> list[str]:
    """Add a document's direct and indirect stretches to [hits, predicted, gold, right speaker]; its errors."""
    gold, errors = gold_parts(row, text), []
    for kind in tallies:
        wanted = [(span, sources) for span, sources, direct in gold if direct == (kind == "direct")]
        found = [q for q in quoted if q.direct == (kind == "direct")]
        used: set[int] = set()
        for span, sources in wanted:
            hit = next((i for i, q in enumerate(found) if i not in used and share(q.span, span) >= 0.8), None)
            if hit is None:
                errors.append(f"MISSED {kind} {span.of(text)[:110]!r}")
                continue
            used.add(hit)
            speaker = found[hit].speaker
            at = speaker.span if speaker else None
            tallies[kind][3] += bool(not sources or (at and any(at.overlaps(s) for s in sources)))
        errors += [f"SPURIOUS {kind} {q.span.of(text)[:110]!r} ({q.reason.rule})"
                   for i, q in enumerate(found) if i not in used]
        inside = sum(i not in used and any(span.contains(q.span) for span, _, _ in gold) for i, q in enumerate(found))
        for index, value in enumerate((len(used), len(found) - inside, len(wanted))):
            tallies[kind][index] += value
    return errors


def figures(shown: int = 0) -> dict[str, float]:
    """`polnear_dev/measure` -> F1 in percent of whole attributions; prints these, the stretches, some errors."""
    tallies = {kind: [0, 0, 0, 0] for kind in ("direct", "indirect")}
    whole = {name: Counter[str]() for name in ("all contents", "with marks", "source overlap")}
    errors: list[str] = []
    for row, text, found in read():
        tally(row, text, found, whole)
        errors += by_kind(row, text, found, tallies)
    for kind, (hits, predicted, wanted, speakers) in tallies.items():
        p, r = hits / max(1, predicted), hits / max(1, wanted)
        print(f"{kind:9} P {100 * p:.1f} R {100 * r:.1f} F1 {200 * p * r / max(1e-9, p + r):.1f} "
              f"(gold {wanted}, predicted {predicted}); speaker span {100 * speakers / max(1, hits):.1f}% of {hits}")
    for name, c in whole.items():
        print(f"{name:15} F1 {f1(c['hit'], c['found'], c['gold']):.1f} (P {100 * c['hit'] / max(1, c['found']):.1f} "
              f"R {100 * c['hit'] / max(1, c['gold']):.1f}, gold {c['gold']})")
    print(*errors[:shown], sep="\n", end="\n" if shown else "")
    return {f"polnear_dev/{name}": f1(c["hit"], c["found"], c["gold"]) for name, c in whole.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, help="print so many missed and spurious direct quotations")
    return floors.verdict(figures(parser.parse_args().errors))


if __name__ == "__main__":
    raise SystemExit(main())
