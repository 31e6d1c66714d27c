"""Where a place lies: a point of the gazetteer, or None where nothing settles it.

Rules of this file: names are resolved article by article, in the light of the other names there and of what the
outlet's other reports speak of (places/ranking.py). An entity lies where its mentions most surely do; two places that
are about equally likely are refused, and where only a government is meant ("Moscow said") there is no place. A country
or continent gets no point: nothing happens in its middle.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from crosswire.gazetteer import Entry, Gazetteer
from crosswire.gazetteer.entries import distance
from crosswire.group.places.features import SMALL
from crosswire.group.places.ranking import Report, rank
from crosswire.group.places.readings import Reading, Toponym, candidates, readings
from crosswire.group.places.uses import use_of
from crosswire.model import Article, Mention
from crosswire.tables import table
from crosswire.values import Place

SURE = 0.6  # share of the belief that the place of an entity needs
SAME_PLACE_KM = 50.0  # a town and the district named for it are no two places
SHORTEST_NAMESAKE = 5  # letters of a place name in an outlet's address
KINDS = frozenset({"GPE", "LOC", "NORP"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one mention may mean, and how surely; `literal` if the place itself is meant."""

    candidates: tuple[tuple[Entry, float], ...]
    literal: bool


def resolve(articles: Iterable[Article], mentions: Iterable[Mention], gazetteer: Gazetteer) -> dict[str, Meaning]:
    """What each mention of a place means, by its id, in the light of its article and its outlet."""
    by_article: dict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: (m.span.start, m.id)):
        if mention.kind in KINDS:
            by_article[mention.article_id].append(mention)
    told = [article for article in sorted(articles, key=lambda a: a.id) if article.id in by_article]
    reports = [report_of(article, by_article[article.id], gazetteer) for article in told]
    out: dict[str, Meaning] = {}
    for article, report, beliefs in zip(told, reports, rank(reports), strict=True):
        own = by_article[article.id]
        for reading, weights in zip(report.readings, beliefs, strict=True):
            weighed = tuple(zip(reading.candidates, weights, strict=True))
            for mention in (own[use] for use in reading.uses):
                literal = mention.kind != "NORP" and use_of(article.text, mention.span)[0] == "literal"
                out[mention.id] = Meaning(weighed, literal)
    return out


def report_of(article: Article, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Report:
    """The article's place names as the ranking sees them."""
    toponyms = [Toponym(mention.span, mention.name, mention.kind == "NORP") for mention in mentions]
    host = urlsplit(article.url).hostname if article.url else None
    found = readings(article.text, toponyms, gazetteer)
    home = namesake(host, gazetteer)
    return Report((*found, *([home] if home else [])), article.outlet or host, country_of_outlet(article.url))


def located(mentions: Iterable[Mention], meanings: Mapping[str, Meaning]) -> Entry | None:
    """Where an entity lies, by the mentions that mean a place; None if nothing is known or two places are likely."""
    told = [meanings[m.id] for m in mentions if m.id in meanings and meanings[m.id].literal]
    total: dict[Entry, float] = defaultdict(float)
    for meaning in told:
        for entry, belief in meaning.candidates:
            total[entry] += belief
    best = max(total, key=lambda entry: (total[entry], entry.population, entry.id), default=None)
    if best is None:
        return None
    same = sum(belief for entry, belief in total.items() if entry == best or _neighbours(best, entry))
    return best if same >= SURE * len(told) else None


def _neighbours(one: Entry, other: Entry) -> bool:
    return one.kind in SMALL and other.kind in SMALL and distance(one, other) < SAME_PLACE_KM


def point(entry: Entry | None) -> Place | None:
    """The point of a place; None for a country or continent."""
    return Place(entry.id, entry.latitude, entry.longitude) if entry and entry.kind not in ("country", "wide") else None


def country_of_outlet(url: str | None) -> str | None:
    """The country of a site's top-level domain, None for general ones. ("https://www.example.co.uk/a" -> "GBR")"""
    host = urlsplit(url).hostname if url else None
    return _top_levels().get(host.rsplit(".", 1)[-1]) if host else None


@functools.cache
def _top_levels() -> dict[str, str]:
    general = frozenset(table("place_words")["general_domains"]["labels"])
    rows = table("countries")["countries"]
    labels = {row["alpha2"].lower(): code for code, row in rows.items() if "alpha2" in row}
    return {label: code for label, code in {**labels, "uk": "GBR"}.items() if label not in general}


def namesake(host: str | None, gazetteer: Gazetteer) -> Reading | None:
    """The place that a local paper's address names, as a reading that nothing in the text uses. ("ostravanews.cz")"""
    label = re.sub(r"^(?:www|m)\.", "", host or "").split(".")[0].replace("-", "")
    bare = _paper_words().sub("", label)
    found = candidates(bare, gazetteer) if len(bare) >= SHORTEST_NAMESAKE and bare != label else ()
    return Reading(bare, found, ()) if found else None


@functools.cache
def _paper_words() -> re.Pattern[str]:
    words = "|".join(sorted(table("place_words")["papers"]["words"], key=len, reverse=True))
    return re.compile(rf"^(?:{words})+|(?:{words})+$")
