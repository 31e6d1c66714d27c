"""A stemma for other programs: as JSON and as GraphML. Fields: docs/account.md."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from crosswire.account import Account
from crosswire.reconcile.stemma import Link, Node, Stemma

FORMAT = {"name": "crosswire-origins", "version": 1}
NODE_FIELDS = ("kind", "label", "origin", "doc", "outlet", "published", "url")
LINK_FIELDS = ("how", "start", "end")
_NOT_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd")


def stemma_json(stemma: Stemma, account: Account) -> dict[str, Any]:
    """The stemma as plain lists and dicts; same stemma, same object."""
    return {"format": FORMAT, "origins": list(stemma.names),
            "nodes": [{"id": node.id, **_node(stemma, node, account)} for node in stemma.nodes],
            "links": [{"source": link.source, "target": link.target, **_link(link)} for link in stemma.links]}


def stemma_graphml(stemma: Stemma, account: Account) -> str:
    """The stemma as a GraphML document, directed; empty attributes are left out."""
    fields = [("node", name, "boolean" if name == "origin" else "string") for name in NODE_FIELDS]
    fields += [("edge", name, "string" if name == "how" else "int") for name in LINK_FIELDS]
    keys = [f'<key id="{name}" for="{end}" attr.name="{name}" attr.type="{kind}"/>' for end, name, kind in fields]
    nodes = [f"<node id={_quoted(node.id)}>{_data(_node(stemma, node, account))}</node>" for node in stemma.nodes]
    links = [f"<edge source={_quoted(link.source)} target={_quoted(link.target)}>{_data(_link(link))}</edge>"
             for link in stemma.links]
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
                      *keys, '<graph id="origins" edgedefault="directed">', *nodes, *links, "</graph>", "</graphml>\n"))


def _node(stemma: Stemma, node: Node, account: Account) -> dict[str, Any]:
    article = account.by_id[node.article_id] if node.article_id else None
    return {"kind": node.kind, "label": node.label, "origin": node.id in stemma.origins,
            "doc": article and article.name, "outlet": article and article.outlet,
            "published": article and article.published and article.published.isoformat(),
            "url": article and article.url}


def _link(link: Link) -> dict[str, Any]:
    """How the source relies on the target; `start` and `end` are characters of the source's document."""
    span = link.passage.span if link.passage else None
    return {"how": link.how, "start": span.start if span else None, "end": span.end if span else None}


def _data(fields: dict[str, Any]) -> str:
    return "".join(f"<data key={_quoted(name)}>{escape(_text(value))}</data>"
                   for name, value in fields.items() if value is not None)


def _text(value: Any) -> str:
    """The value as XML can hold it: control characters and lone surrogates become a replacement character."""
    return str(value).lower() if isinstance(value, bool) else str(value).translate(_NOT_XML)


def _quoted(value: str) -> str:
    return quoteattr(_text(value))
