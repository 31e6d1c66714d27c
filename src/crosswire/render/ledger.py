"""The ledger of figures: each quantity with its estimate, what it is not, and every figure with scope and source.

Rules of this file: it works on stored records alone, so it can be written for an account of any day; the rows are plain
values, for a table, JSON or CSV.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from crosswire.account import Account
from crosswire.extract.figures.deaths import deaths
from crosswire.model import Article, Figure, FigureTopic
from crosswire.reconcile.breakdowns import breakdowns
from crosswire.reconcile.claims import Place, told
from crosswire.reconcile.estimates import Estimate, estimate
from crosswire.reconcile.populations import Profile, profile
from crosswire.reconcile.stemma import ends
from crosswire.reconcile.topic_links import Parts, Quantity, TopicLink, topic_links
from crosswire.reconcile.topics import following
from crosswire.render import words
from crosswire.render.stemmata import Stemmata


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """One figure. `population` is the group counted, `scope` the place and period, `counting` "so far" or "once"."""

    figure: Figure
    value: str
    population: str
    scope: str
    counting: str
    source: str
    via: tuple[str, ...]
    article: Article
    origins: tuple[str, ...]
    replaced: bool
    part_of: str | None
    text: str


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """One quantity: its estimate, its figures in the order of time, how it stands to others (kind, label, why)."""

    topic: FigureTopic
    values: str
    estimate: Estimate
    figures: tuple[FigureEntry, ...]
    links: tuple[tuple[str, str, str], ...]

    @property
    def articles(self) -> int:
        return len({entry.article.id for entry in self.figures})


@dataclass(frozen=True, slots=True)
class DeathsEntry:
    """How many people died by a report that tells it without a number, and the first sentence that says so."""

    article: Article
    number: float
    text: str


class Ledger:
    """The ledger of one account; what several entries need is worked out once."""

    def __init__(self, account: Account, stemmata: Stemmata | None = None):
        self.account = account
        self._stemmata = stemmata or Stemmata(account)
        self._articles = {article.id: article for article in account.articles}

    def entries(self) -> Iterator[TopicEntry]:
        """Every quantity: those of most origins first, then of most figures, then by name."""
        found = [self.entry(topic) for topic in self.account.topics]
        yield from sorted(found, key=lambda e: (-len(e.estimate.origins), -len(e.figures), e.topic.label, e.topic.id))

    def entry(self, topic: FigureTopic) -> TopicEntry:
        """One quantity."""
        own = sorted((self.profiles[i] for i in topic.figure_ids), key=_in_time)
        origins = self._origins(topic)
        made = estimate(own, origins)
        rows = tuple(self._figure(p, origins[p.figure.id], p.figure.id in made.replaced) for p in own)
        values = list(dict.fromkeys(row.value for row in rows))
        joiner = " → " if topic.relation == "evolving" else " / "
        return TopicEntry(topic, joiner.join(values[:6]) + (" …" if len(values) > 6 else ""), made, rows,
                          tuple(self._links.get(topic.id, ())))

    def deaths(self) -> Iterator[DeathsEntry]:
        """The reports that tell of deaths without any number, taken as reports on one happening."""
        numbered = {figure.article_id for figure in self.account.figures if figure.measure == "killed"}
        for article in self.account.articles:
            found = deaths(article)
            if found.number and article.id not in numbered:
                yield DeathsEntry(article, found.number, words.shortened(found.sentences[0].of(article.text), 160))

    def _figure(self, one: Profile, origins: tuple[str, ...], replaced: bool) -> FigureEntry:
        figure, article, name = one.figure, self._articles[one.figure.article_id], self.account.canon.name
        part = self._parts.get(figure.id)
        return FigureEntry(
            figure=figure, value=words.amount(figure), population=one.group, scope=scope(one),
            counting="so far" if one.running else "once", source=name(figure.source) if figure.source else "",
            via=tuple(name(party) for party in figure.via), article=article, origins=origins, replaced=replaced,
            part_of=part[0] if part else None, text=words.shortened(figure.clause.of(article.text), 160))

    def _origins(self, topic: FigureTopic) -> dict[str, tuple[str, ...]]:
        stemma = self._stemmata.of(topic)
        return {i: ends(stemma, self._places[i]) for i in topic.figure_ids}

    @cached_property
    def _places(self) -> Mapping[str, Place]:
        return told((), self.account.figures, (), self.account.entities)

    @cached_property
    def profiles(self) -> dict[str, Profile]:
        """Figure id -> its profile."""
        story_of = {i: s.storyline or s.id for s in self.account.stories for i in s.article_ids}
        follows, name = following(self.account.figures), self.account.canon.name
        return {f.id: profile(f, self._articles[f.article_id], story_of.get(f.article_id, ""),
                              name(f.source) if f.source else None, follows=f.id in follows)
                for f in self.account.figures}

    @cached_property
    def _parts(self) -> Parts:
        return breakdowns(self.profiles.values(), lambda article_id: self._articles[article_id].text)

    @cached_property
    def _links(self) -> dict[str, list[tuple[str, str, str]]]:
        topics = {topic.id: topic for topic in self.account.topics}
        quantities = [Quantity(t, tuple(self.profiles[i] for i in t.figure_ids)) for t in topics.values()]
        out: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for link in topic_links(quantities, self._parts):
            for here, there, kind in _both_ways(link):
                out[here].append((kind, f"{topics[there].label}: {self._told(topics[there])}", link.reason.detail))
        return out

    def _told(self, topic: FigureTopic) -> str:
        return " / ".join(list(dict.fromkeys(words.amount(self.profiles[i].figure) for i in topic.figure_ids))[:3])


def _both_ways(link: TopicLink) -> Iterable[tuple[str, str, str]]:
    return ((link.topic_id, link.other_id, words.LINK[link.kind]),
            (link.other_id, link.topic_id, words.LINK_BACK[link.kind]))


def _in_time(one: Profile) -> tuple[str, float, tuple[str, str, int]]:
    day = one.as_of.latest.isoformat() if one.as_of else one.order[0]
    return day, one.figure.low or one.figure.high or 0, one.order


def scope(one: Profile) -> str:
    """Where and over what time the count holds, as far as the text says. ("Orlen; since 2024")"""
    place, as_of = one.figure.place or "", one.figure.as_of or ""
    start, _, end = as_of.partition("/")
    period = f"{words.iso(start)} to {words.iso(end)}" if end else ""
    return "; ".join(part for part in (place, period) if part)
