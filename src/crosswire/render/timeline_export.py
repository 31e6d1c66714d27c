"""The timeline as the JSON object that `crosswire timeline --format json` writes. Fields: docs/timeline.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crosswire.account import Account
from crosswire.render.export import document_ids
from crosswire.render.timeline import Entry, Timeline
from crosswire.values import Passage

FORMAT = {"name": "crosswire-timeline", "version": 1}


def timeline_json(account: Account, found: Timeline) -> dict[str, Any]:
    """The timeline as plain lists and dicts, ready for json.dumps."""
    docs = document_ids(account.articles)
    texts = {article.id: article.text for article in account.articles}

    def passage(each: Passage) -> dict[str, Any]:
        return {"doc": docs[each.article_id], "start": each.span.start, "end": each.span.end,
                "text": each.span.of(texts[each.article_id])}

    def entries(part: Iterable[Entry]) -> list[dict[str, Any]]:
        return [{**_slots(entry), "passages": [passage(each) for each in entry.passages]} for entry in part]

    return {
        "format": FORMAT, "as_of": account.as_of.isoformat() if account.as_of else None,
        "entries": entries(found.entries), "background": entries(found.background), "undated": found.undated,
    }


def _slots(entry: Entry) -> dict[str, Any]:
    event, point = entry.event, entry.place
    return {
        "event": event.id if event else None, "date": entry.date, "from": entry.when.earliest.isoformat(),
        "to": entry.when.latest.isoformat(), "grain": entry.when.grain, "rank": entry.rank,
        "weight": round(entry.weight, 4), "title": entry.title, "type": event.type if event else None,
        "mode": event.mode if event else None, "status": entry.status,
        "actors": list(event.actors) if event else [], "recipients": list(event.recipients) if event else [],
        "place": event.place if event else None,
        "point": {"lat": point.latitude, "lon": point.longitude} if point else None,
        "articles": entry.articles, "mentions": entry.mentions, "origins": entry.origins,
    }
