"""The account as the JSON object that `crosswire export --format json` writes. Fields: docs/account.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crosswire.account import Account
from crosswire.model import Article, Copy, Figure, Quotation
from crosswire.spans import Span
from crosswire.values import Party

FORMAT = {"name": "crosswire-account", "version": 1}
EXPORTED_KINDS = frozenset({"PER", "ORG", "GPE", "LOC", "FAC"})


def account_json(account: Account) -> dict[str, Any]:
    """The account as plain lists and dicts, ready for json.dumps; same account, same object."""
    return _Exporter(account).whole()


class _Exporter:
    """Turns records into rows; holds only what every row needs: document ids and group memberships."""

    def __init__(self, account: Account):
        self.account = account
        self.docs = document_ids(account.articles)
        self.group = {quotation_id: utterance.id for utterance in account.utterances
                      for quotation_id in utterance.quotation_ids}
        self.topic = {figure_id: topic.id for topic in account.topics for figure_id in topic.figure_ids}

    def whole(self) -> dict[str, Any]:
        account = self.account
        return {
            "format": FORMAT,
            **({"as_of": account.as_of.isoformat()} if account.as_of else {}),
            "documents": [self.document(article) for article in account.articles],
            "stories": [{"id": s.id, "title": s.title, "docs": self.doc_list(s.article_ids), "when": s.when}
                        for s in account.stories],
            "entities": self.entities(),
            "quotations": [self.quotation(q) for q in account.quotations],
            "utterances": [{"id": u.id, "speaker": u.speaker, "findings": [
                {**self.at(f.article_id, f.span), "kind": f.kind} for f in u.findings]} for u in account.utterances],
            "figures": [self.figure(f) for f in account.figures],
            "figure_topics": [{"id": t.id, "label": t.label, "relation": t.relation} for t in account.topics],
            "events": self.events(),
            "times": [{**self.at(t.article_id, t.span), "type": t.type, "value": t.value} for t in account.times],
            "disagreements": [{"kind": d.kind, "about": d.about, "why": d.reason.detail, "weight": d.weight, "sides": [
                {**self.at(s.article_id, s.span), "stance": s.stance, "party": s.party, "role": s.role}
                for s in d.sides]} for d in account.disagreements],
            "copies": [{"docs": self.doc_list(c.article_ids), "kind": c.kind, "first": self.first(c),
                        "spans": [self.at(p.article_id, p.span) for p in c.passages]} for c in account.copies],
            "origins": [{"claim": o.claim_id, "kind": o.claim, "articles": self.doc_list(o.articles),
                         "outlets": list(o.outlets), "owners": list(o.owners), "origins": list(o.origins)}
                        for o in account.origins],
        }

    def at(self, article_id: str, span: Span) -> dict[str, Any]:
        return {"doc": self.docs[article_id], **_ends(span)}

    def doc_list(self, article_ids: Iterable[str]) -> list[str]:
        return sorted(self.docs[article_id] for article_id in article_ids)

    def first(self, copy: Copy) -> str | None:
        """The document that had the passage first, where anything tells."""
        return self.docs[copy.article_ids[("first", "second").index(copy.direction)]] if copy.direction else None

    def document(self, article: Article) -> dict[str, Any]:
        return {
            "id": self.docs[article.id], "url": article.url, "outlet": article.outlet, "title": article.title,
            "language": article.language,
            "published": article.published.isoformat() if article.published else None,
            "published_basis": article.published_basis, "text": article.text,
            "blocks": [{**_ends(block.span), "kind": block.kind} for block in article.blocks],
        }

    def entities(self) -> list[dict[str, Any]]:
        mentions = {mention.id: mention for mention in self.account.mentions}
        rows = []
        for entity in self.account.entities:
            if entity.kind not in EXPORTED_KINDS:
                continue
            places = [mentions[mention_id] for mention_id in entity.mention_ids]
            place = entity.place
            rows.append({
                "id": entity.id, "name": entity.name, "type": entity.kind,
                "mentions": [self.at(m.article_id, m.span) for m in places],
                "place": place and {"id": place.gazetteer_id, "lat": place.latitude, "lon": place.longitude},
            })
        return rows

    def quotation(self, quotation: Quotation) -> dict[str, Any]:
        speaker = quotation.speaker
        return {
            **self.at(quotation.article_id, quotation.span), "direct": quotation.direct,
            "speaker": self.party(speaker), "speaker_span": _ends(speaker.span) if speaker and speaker.span else None,
            "cue": _ends(quotation.cue) if quotation.cue else None,
            "via": [self.account.canon.name(party) for party in quotation.via],
            "group": self.group.get(quotation.id),
        }

    def figure(self, figure: Figure) -> dict[str, Any]:
        return {
            **self.at(figure.article_id, figure.span), "min": bound(figure.low), "max": bound(figure.high),
            "qualifier": figure.qualifier, "measure": figure.measure, "whom": figure.whom, "as_of": figure.as_of,
            "source": self.party(figure.source), "via": [self.account.canon.name(party) for party in figure.via],
            "topic": self.topic.get(figure.id),
        }

    def events(self) -> list[dict[str, Any]]:
        """In the order of time, undated ones first; of one day the most reported first."""
        mentions = {mention.id: mention for mention in self.account.event_mentions}
        articles = {article.id: article for article in self.account.articles}
        return [{
            "id": e.id, "type": e.type, "mode": e.mode, "status": e.status, "background": e.background,
            "actors": list(e.actors), "recipients": list(e.recipients), "date": e.date, "place": e.place,
            "headline": e.headline.span.of(articles[e.headline.article_id].text),
            "mentions": [self.at(mentions[i].article_id, mentions[i].span) for i in e.mention_ids],
        } for e in sorted(self.account.events, key=lambda e: (e.date or "", -len(e.mention_ids), e.id))]

    def party(self, party: Party | None) -> str | None:
        return self.account.canon.name(party) if party else None


def _ends(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def bound(value: float | None) -> int | float | None:
    """A bound as JSON says it: whole numbers without a point."""
    return int(value) if value is not None and value == int(value) else value


def document_ids(articles: Iterable[Article]) -> dict[str, str]:
    """Article id -> the id in the account: its name, made unique by a suffix where names clash."""
    names: dict[str, list[str]] = {}
    for article in articles:
        names.setdefault(article.name, []).append(article.id)
    return {article_id: name if len(ids) == 1 else f"{name}~{article_id[-6:]}"
            for name, ids in names.items() for article_id in ids}
