"""The stemma of a claim: which reports rely on which, on agencies, on other outlets and on speakers.

The word is that of the study of manuscripts: the tree of copies and their lost originals. A link leads from who
relies to whom it relies on; who relies on nobody is an origin. Links are made by these rules:

1. a place that credits a source leads through the hands that it names to that source;
2. a credited outlet that itself makes the claim is its report, and the chain goes on from there;
3. in one copied passage a place that credits nobody has the credit of those that do; if none does, it leads to the
   agency that one of them credits for its text, else to the article that had the passage first. A mere
   description ("officials") gives way to a name that the same passage credits;
4. an uncredited place in an article that credits an agency for its text leads to the agency;
5. who speaks for a body leads to that body (spokespeople.py);
6. articles of one outlet that lead nowhere else are one origin;
7. words were said once: whoever else is credited with an utterance passed on the words of its speaker.

Known limit: two outlets that both credit "officials" are one origin by name, though they may have asked two.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from crosswire.agencies import credited, known_names
from crosswire.model import Article, Copy, Source
from crosswire.reconcile.claims import Credit, Place
from crosswire.reconcile.independence import Copied
from crosswire.values import Passage

NodeKind = Literal["article", "agency", "outlet", "source"]
How = Literal["credits", "through", "speaks_for", "copies", "reprints", "shares", "same_outlet"]


@dataclass(frozen=True, slots=True)
class Node:
    """An article, or someone whom articles rely on. `label` is what a reader calls it."""

    id: str
    kind: NodeKind
    label: str
    article_id: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One relies on another, and at which passage that is seen (None for a hand further up the chain)."""

    source: str
    target: str
    how: How
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class Stemma:
    """Who relies on whom. `origins` are the ids of the nodes that rely on nobody."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    origins: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The labels of the origins, each once, sorted."""
        return tuple(sorted({node.label for node in self.nodes if node.id in self.origins}))


class Behind:
    """What is known of those who stand behind articles: publishers, owners, agencies, copies, spokespeople."""

    def __init__(self, articles: Iterable[Article], sources: Iterable[Source], copies: Iterable[Copy],
                 spokespeople: Mapping[str, str]):
        self.speaks_for = spokespeople
        self.articles: Mapping[str, Article] = {article.id: article for article in articles}
        self._sources = {source.id: source for source in sources}
        self._copied = Copied(copies)
        self._agencies: dict[str, tuple[str, ...]] = {}

    def outlet(self, article: Article) -> str | None:
        """The publisher's name, None if unknown."""
        source = self._sources.get(article.source_id or "")
        return source.name if source else article.outlet

    def owner(self, article: Article) -> str | None:
        """Who owns the publisher, the publisher itself where the table is silent."""
        source = self._sources.get(article.source_id or "")
        return source.owner if source else article.outlet

    def agencies(self, article_id: str) -> tuple[str, ...]:
        """The agencies that the article credits for its text."""
        if article_id not in self._agencies:
            self._agencies[article_id] = credited(self.articles[article_id])
        return self._agencies[article_id]

    def families(self, passages: Iterable[Passage]) -> list[list[Passage]]:
        """The passages grouped by copied passage, in the order of publication."""
        ordered = sorted(passages, key=lambda p: (published_first(self.articles[p.article_id]), p.span))
        return self._copied.families(ordered)


def published_first(article: Article) -> tuple[dt.date, str, str]:
    """Sorts by day of publication, the undated last, then by name."""
    return article.published or dt.date.max, article.name, article.id


class Drawing:
    """A stemma while it is made: its nodes by id, its links by their ends."""

    def __init__(self, behind: Behind, article_ids: Iterable[str]):
        self.behind = behind
        self.nodes: dict[str, Node] = {}
        self.links: dict[tuple[str, str], Link] = {}
        self.out: dict[str, list[str]] = defaultdict(list)
        self._outlets: dict[str, str] = {}  # a name of an outlet, folded -> the node of its first article
        for article in sorted((behind.articles[i] for i in set(article_ids)), key=published_first):
            outlet = behind.outlet(article)
            self.nodes[article.id] = Node(article.id, "article", outlet or article.name, article.id)
            for name in known_names(outlet) if outlet else ():
                self._outlets.setdefault(_folded(name), article.id)

    def named(self, name: str, kind: NodeKind) -> str:
        """The node of a name: the article of the outlet that bears it, else a node of its own."""
        key = _folded(name)
        return self._outlets.get(key) or self.nodes.setdefault(key, Node(key, kind, name)).id

    def link(self, source: str, target: str, how: How, passage: Passage | None = None) -> None:
        """Lead from one node to another, unless that is done or would close a circle."""
        if (source, target) not in self.links and not self._reaches(target, source):
            self.links[source, target] = Link(source, target, how, passage)
            self.out[source].append(target)

    def chain(self, passage: Passage, chain: Sequence[Credit]) -> None:
        """Lead from a place through the hands that it names to its source, and to whom that one speaks for."""
        hands = [self.named(credit.name, "source") for credit in chain]
        self.link(passage.article_id, hands[0], "credits", passage)
        for nearer, farther in pairwise(hands):
            self.link(nearer, farther, "through")
        if (body := self.behind.speaks_for.get(chain[-1].name)) is not None:
            self.link(hands[-1], self.named(body, "source"), "speaks_for")

    def same_outlets(self) -> None:
        """Rule 6."""
        first: dict[str, str] = {}
        for node in [node for node in self.nodes.values() if node.kind == "article" and not self.out[node.id]]:
            earlier = first.setdefault(node.label, node.id)
            if earlier != node.id:
                self.link(node.id, earlier, "same_outlet")

    def said_by(self, speaker: str) -> None:
        """Rule 7, where the speaker is among those who are credited."""
        said = self.named(speaker, "source") if _folded(speaker) in self.nodes else None
        for node in [node for node in self.nodes.values() if node.kind == "source" and not self.out[node.id]]:
            if said is not None:
                self.link(node.id, said, "through")

    def done(self) -> Stemma:
        """What was drawn, in a fixed order."""
        nodes = tuple(sorted(self.nodes.values(), key=lambda node: (node.kind, node.label, node.id)))
        return Stemma(nodes, tuple(self.links[key] for key in sorted(self.links)),
                      tuple(node.id for node in nodes if not self.out[node.id]))

    def _reaches(self, start: str, end: str) -> bool:
        """Whether `start` is `end` or relies on it, over any number of links."""
        seen, ahead = set(), [start]
        while ahead:
            at = ahead.pop()
            if at == end:
                return True
            if at not in seen:
                seen.add(at)
                ahead += self.out[at]
        return False


def claim_stemma(behind: Behind, places: Iterable[Place], speaker: str | None = None) -> Stemma:
    """Who relies on whom in a claim that is made at these places; `speaker` is that of an utterance."""
    chains: dict[Passage, list[tuple[Credit, ...]]] = defaultdict(list)
    for place in places:
        chains[place.passage] += [place.chain] if place.chain else []
    drawing = Drawing(behind, (passage.article_id for passage in chains))
    for family in behind.families([*chains]):
        _credits(drawing, family, chains)
        _copies(drawing, family)
    drawing.same_outlets()
    if speaker is not None:
        drawing.said_by(speaker)
    return drawing.done()


def ends(stemma: Stemma, place: Place) -> tuple[str, ...]:
    """The labels of the origins behind one of the places that the stemma was drawn for."""
    labels = {node.id: node.label for node in stemma.nodes}
    out: dict[str, list[Link]] = defaultdict(list)
    for link in stemma.links:
        out[link.source].append(link)
    own = out[place.passage.article_id]
    named = {_folded(credit.name) for credit in place.chain[:1]}
    credited = [link.target for link in own if link.how == "credits" and (
        _folded(labels[link.target]) in named or link.passage == place.passage)]
    ahead = credited or [link.target for link in own if link.how != "credits"] or [place.passage.article_id]
    seen: set[str] = set()
    while ahead:
        at = ahead.pop()
        if at not in seen:
            seen.add(at)
            ahead += [link.target for link in out[at]] if at != place.passage.article_id else []
    return tuple(sorted({labels[at] for at in seen if at not in out or not out[at] or at == place.passage.article_id}))


def _credits(drawing: Drawing, family: Sequence[Passage], chains: Mapping[Passage, Sequence[Sequence[Credit]]]) -> None:
    """Rules 1, 2 and 5, and the last sentence of rule 3."""
    several = len({passage.article_id for passage in family}) > 1
    known = several and any(chain[-1].known for passage in family for chain in chains[passage])
    for passage in family:
        for chain in chains[passage]:
            if chain[-1].known or not known:
                drawing.chain(passage, chain)


def _copies(drawing: Drawing, family: Sequence[Passage]) -> None:
    """Rules 3 and 4: what those rely on who credit nobody at this place."""
    behind = drawing.behind
    bare = [passage for passage in family if not drawing.out[passage.article_id]]
    leading = next((p.article_id for p in family if drawing.out[p.article_id]), None)
    agency = next((name for p in family for name in behind.agencies(p.article_id)), None)
    for passage in bare:
        if leading is not None:
            drawing.link(passage.article_id, leading, "copies", passage)
        elif agency is not None:
            how: How = "reprints" if agency in behind.agencies(passage.article_id) else "copies"
            drawing.link(passage.article_id, drawing.named(agency, "agency"), how, passage)
        else:
            drawing.link(passage.article_id, family[0].article_id, "copies", passage)


def _folded(name: str) -> str:
    """The name without case and article. ("The Courier" -> "courier")"""
    return " ".join(name.casefold().removeprefix("the ").split()) or name
