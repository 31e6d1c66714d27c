"""Contradictions as rows: each side with its words, its party, its role and its report; as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crosswire.account import Account
from crosswire.model import Article, Disagreement
from crosswire.render import words
from crosswire.values import Side

FIELDS = ("rank", "id", "kind", "about", "weight", "why", "stance", "party", "role", "document", "outlet", "start",
          "end", "text")


@dataclass(frozen=True, slots=True)
class SideEntry:
    """One side with the report that it stands in and its words."""

    side: Side
    article: Article
    text: str


def side_entries(account: Account, found: Disagreement) -> list[SideEntry]:
    """The sides of a contradiction, in its order."""
    rows = []
    for side in found.sides:
        article: Article = account.by_id[side.article_id]
        rows.append(SideEntry(side, article, words.shortened(side.span.of(article.text), 240)))
    return rows


def disputes_json(account: Account, found: Iterable[Disagreement]) -> str:
    """A list of contradictions, each with its sides."""
    rows = [{**_facts(rank, one), "sides": [_side(entry) for entry in side_entries(account, one)]}
            for rank, one in enumerate(found, 1)]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def disputes_csv(account: Account, found: Iterable[Disagreement]) -> str:
    """A row a side, each with the facts of its contradiction."""
    target = io.StringIO()
    writer = csv.DictWriter(target, fieldnames=FIELDS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({**_facts(rank, one), **_side(entry)} for rank, one in enumerate(found, 1)
                     for entry in side_entries(account, one))
    return target.getvalue()


def _facts(rank: int, found: Disagreement) -> dict[str, Any]:
    return {"rank": rank, "id": found.id, "kind": found.kind, "about": found.about, "weight": found.weight,
            "why": found.reason.detail}


def _side(entry: SideEntry) -> dict[str, Any]:
    side, article = entry.side, entry.article
    return {"stance": side.stance, "party": side.party, "role": side.role, "document": article.name,
            "outlet": article.outlet, "start": side.span.start, "end": side.span.end, "text": entry.text}
