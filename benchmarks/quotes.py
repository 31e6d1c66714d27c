#!/usr/bin/env python3
"""Score quotations on PolNeAR dev: `python benchmarks/quotes.py [--errors N]`.

Content spans with quotation marks (character IoU >= .8) and the words that name the speaker, against
../shared/corpora/quotes/polnear/dev.jsonl. Contents without marks are scored apart. Marks are not part of our
spans, so they are cut off the gold's ends first. What lies inside a longer gold content counts neither way.
"""

from __future__ import annotations

import argparse
import json

from shared import SHARED

from crosswire.clean.articles import articles
from crosswire.extract.names.stage import names
from crosswire.extract.speech.quotes import quotes
from crosswire.extract.speech.references import references
from crosswire.ids import content_id
from crosswire.model import Article, Document, Quotation
from crosswire.spans import Span, stripped
from crosswire.stage import run

MARKS = "\"“”‘’' "


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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, help="print so many missed and spurious direct quotations")
    options = parser.parse_args()
    tallies = {kind: [0, 0, 0, 0] for kind in ("direct", "indirect")}  # hits, predicted, gold, right speaker
    errors: list[str] = []
    for line in (SHARED / "corpora/quotes/polnear/dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        document = Document(id=content_id("d", row["doc_id"]), key=row["doc_id"], name=row["doc_id"], origin="",
                            media_type="application/json", content=row["text"].encode())
        records = run((articles, names, references, quotes), {Document: [document]})
        text = records[Article][0].text
        gold = gold_parts(row, text)
        for kind in tallies:
            wanted = [(span, sources) for span, sources, direct in gold if direct == (kind == "direct")]
            found: list[Quotation] = [q for q in records[Quotation] if q.direct == (kind == "direct")]
            used: set[int] = set()
            for span, sources in wanted:
                hit = next((i for i, q in enumerate(found) if i not in used and share(q.span, span) >= 0.8), None)
                if hit is None:
                    errors += [f"MISSED {kind} {span.of(text)[:110]!r}"]
                    continue
                used.add(hit)
                speaker = found[hit].speaker
                at = speaker.span if speaker else None
                tallies[kind][3] += bool(not sources or (at and any(at.overlaps(s) for s in sources)))
            errors += [f"SPURIOUS {kind} {q.span.of(text)[:110]!r} ({q.reason.rule})"
                       for i, q in enumerate(found) if i not in used]
            inside = sum(i not in used and any(span.contains(q.span) for span, _, _ in gold)
                         for i, q in enumerate(found))
            for index, value in enumerate((len(used), len(found) - inside, len(wanted))):
                tallies[kind][index] += value
    for kind, (hits, predicted, wanted, speakers) in tallies.items():
        p, r = hits / max(1, predicted), hits / max(1, wanted)
        print(f"{kind:9} P {100 * p:.1f} R {100 * r:.1f} F1 {200 * p * r / max(1e-9, p + r):.1f} "
              f"(gold {wanted}, predicted {predicted}); speaker span {100 * speakers / max(1, hits):.1f}% of {hits}")
    print(*errors[: options.errors], sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
