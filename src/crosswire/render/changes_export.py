"""What changed between two days as the JSON object of `crosswire diff --format json`. Fields: docs/timeline.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crosswire.account import Account
from crosswire.model import Disagreement, Event, Figure
from crosswire.render.changes import Changes
from crosswire.render.export import bound, document_ids
from crosswire.spans import Span
from crosswire.values import Side

FORMAT = {"name": "crosswire-diff", "version": 1}


def changes_json(found: Changes) -> dict[str, Any]:
    """The changes as plain lists and dicts, ready for json.dumps. Documents and records are the later account's."""
    return _Exporter(found.after).whole(found)


class _Exporter:
    def __init__(self, account: Account):
        self.account = account
        self.docs = document_ids(account.articles)
        self.texts = {article.id: article.text for article in account.articles}

    def whole(self, found: Changes) -> dict[str, Any]:
        return {
            "format": FORMAT, "before": str(found.before.as_of), "after": str(found.after.as_of),
            "documents": [self.docs[article.id] for article in found.articles],
            "events": [self.event(event) for event in found.events],
            "refined": [{**self.event(each.event), "told": [
                {"what": what, "before": was, "now": now} for what, was, now in each.told]} for each in found.refined],
            "revised": [{"topic": each.topic.id, "label": each.topic.label, "relation": each.topic.relation,
                         "before": self.figures(each.before), "now": self.figures(each.now)}
                        for each in found.revised],
            "counted": [{"topic": topic.id, "label": topic.label, "relation": topic.relation, "now": self.figures(
                self.account.by_id[i] for i in topic.figure_ids)} for topic in found.counted],
            "denials": [{**self.at(each.passage.article_id, each.passage.span), "party": each.party}
                        for each in found.denials],
            "disagreements": [self.disagreement(each, each.sides) for each in found.disputes],
            "new_sides": [self.disagreement(each.disagreement, each.sides) for each in found.widened],
            "settled": [self.disagreement(each, each.sides) for each in found.settled],
        }

    def at(self, article_id: str, span: Span) -> dict[str, Any]:
        return {"doc": self.docs[article_id], "start": span.start, "end": span.end,
                "text": span.of(self.texts[article_id])}

    def event(self, event: Event) -> dict[str, Any]:
        return {"event": event.id, "type": event.type, "status": event.status, "date": event.date,
                "place": event.place, "actors": list(event.actors), "recipients": list(event.recipients),
                "headline": self.at(event.headline.article_id, event.headline.span)}

    def figures(self, figures: Iterable[Figure]) -> list[dict[str, Any]]:
        name = self.account.canon.name
        return [{**self.at(figure.article_id, figure.span), "min": bound(figure.low), "max": bound(figure.high),
                 "qualifier": figure.qualifier, "as_of": figure.as_of,
                 "source": name(figure.source) if figure.source else None} for figure in figures]

    def disagreement(self, each: Disagreement, sides: Iterable[Side]) -> dict[str, Any]:
        return {"kind": each.kind, "about": each.about, "sides": [
            {**self.at(side.article_id, side.span), "stance": side.stance} for side in sides]}
