"""The ledger of figures as JSON and as CSV. Fields: docs/records.md, "The ledger of figures"."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from crosswire.render.ledger import FigureEntry, TopicEntry


def ledger_json(entries: Iterable[TopicEntry]) -> str:
    """A list of quantities, each with its estimate, links and figures."""
    return json.dumps([_topic(entry) for entry in entries], ensure_ascii=False, indent=1) + "\n"


def ledger_csv(entries: Iterable[TopicEntry]) -> str:
    """A row a figure, each with the facts of its quantity."""
    rows = [{**_facts(entry), **_figure(figure)} for entry in entries for figure in entry.figures]
    target = io.StringIO()
    if rows:
        writer = csv.DictWriter(target, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: "; ".join(value) if isinstance(value, list) else value for key, value in row.items()}
                         for row in rows)
    return target.getvalue()


def _topic(entry: TopicEntry) -> dict[str, Any]:
    return {**_facts(entry), "links": [{"kind": kind, "to": label, "why": why} for kind, label, why in entry.links],
            "figures": [_figure(figure) for figure in entry.figures]}


def _facts(entry: TopicEntry) -> dict[str, Any]:
    topic, made = entry.topic, entry.estimate
    return {"topic": topic.id, "label": topic.label, "measure": topic.measure, "relation": topic.relation,
            "relation_why": topic.reason.detail, "best": made.best, "low": made.low, "high": made.high,
            "confirmed": made.confirmed, "estimate_why": made.why, "topic_origins": list(made.origins)}


def _figure(entry: FigureEntry) -> dict[str, Any]:
    figure, article = entry.figure, entry.article
    return {"figure": figure.id, "min": figure.low, "max": figure.high, "qualifier": figure.qualifier,
            "whom": figure.whom, "population": entry.population, "scope": entry.scope, "counting": entry.counting,
            "as_of": figure.as_of, "source": entry.source or None, "via": list(entry.via),
            "origins": list(entry.origins), "replaced": entry.replaced, "part_of": entry.part_of,
            "document": article.name, "outlet": article.outlet,
            "published": article.published.isoformat() if article.published else None,
            "start": figure.span.start, "end": figure.span.end, "text": entry.text}
