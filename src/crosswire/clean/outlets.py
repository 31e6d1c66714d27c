"""Who published a report, and what is known of them."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from crosswire.ids import content_id
from crosswire.model import Source
from crosswire.tables import table
from crosswire.values import Reason

_HOST = re.compile(r"^(?:https?:)?//(?:[^/@]*@)?(?P<host>[^/:?#]+)", re.IGNORECASE)
_ARCHIVE = re.compile(r"^https?://web\.archive\.org/web/[^/]+/", re.IGNORECASE)
_KINDS = frozenset({"wire", "newspaper", "broadcaster", "official", "ngo", "social", "other"})
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "gob", "or", "go", "ne", "edu"})
_OFFICIAL = re.compile(r"(?:^|\.)(?:gov|mil|gouv|gob|gc)(?:\.[a-z]{2})?$"
                       r"|(?:^|\.)(?:un|nato|osce|europa)\.(?:int|org|eu)$")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of wordlists/outlets.toml."""

    name: str
    kind: str
    owner: str


def outlet(declared: str | None, site_name: str | None, url: str | None) -> tuple[str, Reason] | None:
    """The publisher's name by our table, else as declared or on the page, else its domain; None if nothing tells.

    (None, None, "https://www.bbc.co.uk/news/1" -> "BBC News")
    """
    host = host_of(url)
    if declared and declared.strip():
        return _known(declared) or declared.strip(), Reason("declared_outlet", "the input names the publisher")
    if host and (row := _by_host(host)):
        return row.name, Reason("outlet_domain", f"{host} is in our table of outlets")
    if site_name and site_name.strip():
        return _known(site_name) or site_name.strip(), Reason("site_name", "the page's metadata name the site")
    return (host, Reason("domain", "nothing names the publisher but its domain", 0.5)) if host else None


def source(name: str, url: str | None) -> Source:
    """The Source record of a publisher; where the table is silent it is its own owner."""
    row = _table()[0].get(_fold(name))
    host = host_of(url) or ""
    kind = row.kind if row else "official" if _OFFICIAL.search(host) else "other"
    if kind not in _KINDS:
        raise ValueError(f"outlets.toml: {kind!r} is no kind of source")
    return Source(id=content_id("source", name), name=name, kind=kind, owner=row.owner if row else name)  # type: ignore[arg-type]


def host_of(url: str | None) -> str | None:
    """The site of an address, without "www." ("http://www.bbc.co.uk/news" -> "bbc.co.uk")"""
    if not url:
        return None
    found = _HOST.match(_ARCHIVE.sub("", url))
    if found is None or "." not in found["host"]:
        return None
    return re.sub(r"^(?:www\d?|m|amp|mobile)\.", "", found["host"].lower())


def _by_host(host: str) -> _Row | None:
    labels = host.split(".")
    shortest = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else 2
    rows = _table()[1]
    suffixes = [".".join(labels[i:]) for i in range(len(labels) - shortest + 1)]
    return next((rows[suffix] for suffix in suffixes if suffix in rows), None)


def _known(name: str) -> str | None:
    row = _table()[0].get(_fold(name))
    return row.name if row else None


def _fold(name: str) -> str:
    return re.sub(r"^the |\.(?:com?|org|net)(?:\.\w\w)?$|[^\w]", "", name.casefold().strip()) or name


@functools.cache
def _table() -> tuple[dict[str, _Row], dict[str, _Row]]:
    """The rows by folded name (and alias), and by domain."""
    by_name: dict[str, _Row] = {}
    by_host: dict[str, _Row] = {}
    for entry in table("outlets")["outlet"]:
        row = _Row(entry["name"], entry["kind"], entry.get("owner", entry["name"]))
        for name in (entry["name"], *entry.get("also", ())):
            by_name[_fold(name)] = row
        for host in entry.get("domains", ()):
            by_host[host] = row
    return by_name, by_host
