"""The report: one self-contained HTML page that holds an account and every passage behind it.

Rules of this file: no network request is made by the page (its Content-Security-Policy forbids all), nothing
from an article reaches it unescaped (Jinja2 with autoescape; Markup is made only in highlight.py, charts.py
and here, from the package's own files), and a claim without a citation does not exist. Large accounts are cut
section by section, and each cut is said on the page.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup

from crosswire.account import Account
from crosswire.dates import DateRange
from crosswire.model import Article, Figure
from crosswire.render import words
from crosswire.render.brief import brief
from crosswire.render.charts import Point, Value, figures_chart, values_chart
from crosswire.render.citations import Citation, Citations, CiteList, Excerpt
from crosswire.render.highlight import Mark, highlighted
from crosswire.render.rows import OriginRow, TopicRow
from crosswire.render.sections import Sections
from crosswire.render.stemmata import Stemmata
from crosswire.render.timeline import Entry, Survey, timeline
from crosswire.render.timeline_section import timeline_view

MAX_ARTICLES, MAX_CHARTS, MAX_POINTS, MAX_ROWS = 100, 6, 60, 8
MAX_PICTURES, MAX_DRAWN = 3, 12  # pictures of origins that are open, and reports in one of them
MAX_TEXT = 60_000  # characters of one article on the page


@dataclass(frozen=True, slots=True)
class Facts:
    """What a reader takes in first. `what` is the best supported event; places and people by mentions.

    `independent` counts the articles with versions of one article, and reprints of one agency, taken as one.
    """

    what: Excerpt | None
    what_when: str
    published: str
    places: tuple[str, ...]
    people: tuple[str, ...]
    articles: int
    outlets: int
    owners: int
    independent: int


@dataclass(frozen=True, slots=True)
class BriefRow:
    """A sentence of the brief with its citation, where else its main claim is told, and how many origins that has."""

    text: str
    cite: Citation
    also: CiteList
    origins: int


@dataclass(frozen=True, slots=True)
class ChartRow:
    """The chart of a topic; `left_out` counts the values that it does not draw."""

    topic: TopicRow
    svg: Markup
    left_out: int


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as it is shown: `body` is its marked text, `cut` how many characters are left out."""

    article: Article
    number: int
    outlet: str
    when: str
    link: str
    body: Markup
    cut: int


def report_html(account: Account, *, title: str) -> str:
    """The account as one HTML page under this title; the same account gives the same page."""
    gathered = _Page(account)
    template = _environment().get_template("report.html")
    style, script = _asset("report.css"), _asset("report.js")
    context = gathered.context()
    shown = gathered.citations.most_cited(MAX_ARTICLES)
    policy = (f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:; "
              "base-uri 'none'; form-action 'none'")
    page = template.render(title=title, style=Markup(style), script=Markup(script), policy=Markup(policy), words=words,
                           is_shown=lambda cite: cite.article_id in shown, **context)
    return page.encode("utf-8", "replace").decode()  # a lone surrogate cannot be written to a file


@functools.cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("crosswire", "render/templates"), autoescape=True, trim_blocks=True,
        lstrip_blocks=True, undefined=jinja2.StrictUndefined)


def _asset(name: str) -> str:
    environment = _environment()
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0]


def _digest(content: str) -> str:
    """The source expression by which a Content-Security-Policy allows exactly this inline element."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


class _Page:
    """Gathers what the templates show. The articles come last: only then is it known what the page cites."""

    def __init__(self, account: Account):
        self.account = account
        self.citations = Citations(account)
        self.stemmata = Stemmata(account)
        self.sections = Sections(account, self.citations, self.stemmata)
        self.survey = Survey.of(account)
        self.timeline = timeline(account, survey=self.survey)

    def context(self) -> dict[str, object]:
        sections = self.sections
        topics, origins = sections.topics(), sections.origins()
        above = {
            "facts": self.facts(), "brief": self.brief(), "differ": sections.disagreements(),
            "topics": topics, "singles": sections.single_figures(), "charts": self.charts(topics.rows),
            "timeline": timeline_view(self.timeline, self.citations), "as_of": words.day(self.account.as_of),
            "utterances": sections.utterances(), "speakers": sections.speakers(),
            "origins": origins, "pictures": _telling(origins.rows), "copies": sections.copies(),
            "skipped": sections.skipped(),
        }
        shown = self.citations.most_cited(MAX_ARTICLES)
        return {**above, "articles": [self.article(a) for a in self.account.articles if a.id in shown],
                "articles_left_out": len(self.account.articles) - len(shown)}

    # ------------------------------------------------------------ sections that need no rows of their own file

    def facts(self) -> Facts:
        account = self.account
        best = min(self.timeline.entries, key=lambda e: e.rank, default=None)
        days = sorted(a.published for a in account.articles if a.published)
        owner = {source.id: source.owner for source in account.sources}
        outlets = {a.source_id or a.outlet or a.id for a in account.articles}
        return Facts(
            what=self._told(best) if best else None,
            what_when=words.days(best.when) if best else "",
            published=words.days(DateRange(days[0], days[-1], "day")) if days else "",
            places=self._names(("GPE", "LOC", "FAC"), 6), people=self._names(("PER",), 6),
            articles=len(account.articles), outlets=len(outlets),
            owners=len({owner.get(a.source_id or "", a.outlet or a.id) for a in account.articles}),
            independent=self.stemmata.independent)

    def _told(self, entry: Entry) -> Excerpt:
        """The passage that tells the entry best."""
        return self.citations.excerpt(entry.passages[0].article_id, entry.passages[0].span)

    def _names(self, kinds: tuple[str, ...], limit: int) -> tuple[str, ...]:
        found = Counter({e.name: len(e.mention_ids) for e in self.account.entities if e.kind in kinds})
        return tuple(name for name, _ in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:limit])

    def brief(self) -> list[BriefRow]:
        cite = self.citations.passage
        return [BriefRow(self.sections.text(s.passage, 600), cite(s.passage), self.citations.several(s.also), s.origins)
                for s in brief(self.account, told=self.timeline, survey=self.survey)]

    # ------------------------------------------------------------ charts

    def charts(self, topics: Iterable[TopicRow]) -> list[ChartRow]:
        """Charts of the first topics that have values to compare."""
        out: list[ChartRow] = []
        for row in topics:
            values = self._values(self.sections.figures_of(row.topic))
            drawn = _comparable(values)
            if drawn and len(out) < MAX_CHARTS:
                summary = f"{row.topic.label}: {row.values}. {row.relation_words}. The table below says the same."
                dated = [value for value in drawn if isinstance(value, Point)]
                chart = (figures_chart(dated, summary=summary) if len(dated) == len(drawn)
                         else values_chart(drawn, summary=summary))
                out.append(ChartRow(row, chart, len(values) - len(drawn)))
        return out

    def _values(self, figures: Iterable[Figure]) -> list[Value]:
        """One value for each source on a day, however many articles repeat it; a Point where the day is known."""
        seen: dict[object, Value] = {}
        for figure in figures:
            when = words.range_of(self.sections.as_of(figure))
            source = self.sections.source(figure) or self.citations.outlet(figure.article_id)
            key = (when, figure.low, figure.high, source)
            if key in seen or (figure.low is None and figure.high is None):
                continue
            label = f"{words.amount(figure)} · {words.shortened(source, 32)}"
            cite, disputed = self.citations.cite(figure.article_id, figure.span), self.sections.disputed(figure)
            title = f"{label}, {words.days(when) if when else 'no date'} ({cite.outlet})"
            value = Value(figure.low, figure.high, label, title, disputed, cite.anchor)
            seen[key] = Point(figure.low, figure.high, label, title, disputed, cite.anchor,
                              when.latest) if when else value
        return list(seen.values())

    # ------------------------------------------------------------ articles

    @functools.cached_property
    def _marks(self) -> dict[str, list[Mark]]:
        """Marks of what the stages found, by article."""
        out: dict[str, list[Mark]] = defaultdict(list)
        name = self.account.canon.name
        for quotation in self.account.quotations:
            speaker = name(quotation.speaker) if quotation.speaker else "speaker not settled"
            out[quotation.article_id].append(Mark(quotation.span, "m q" if quotation.direct else "m q ind", speaker))
        for figure in self.account.figures:
            credited = f", according to {name(figure.source)}" if figure.source else ""
            title = f"{words.amount(figure)} {figure.whom or figure.measure}{credited}"
            out[figure.article_id].append(Mark(figure.span, "m f", title))
        for event in self.account.event_mentions:
            title = f"{words.EVENT_TYPE.get(event.type, event.type)}, {event.status}, {words.iso(event.date)}"
            out[event.article_id].append(Mark(event.trigger, "m e", title))
        for time in self.account.times:
            out[time.article_id].append(Mark(time.span, "m t", time.value or "not resolved"))
        for mention in self.account.mentions:
            entity = self.account.canon.of_mention(mention.id)
            out[mention.article_id].append(Mark(mention.span, "m n", entity.name if entity else mention.name))
        return out

    def article(self, article: Article) -> ArticleRow:
        marks = [*self._marks.get(article.id, ())]
        marks += [Mark(span, "p", "", anchor) for span, anchor in self.citations.cited(article.id).items()]
        text = article.text[:MAX_TEXT]
        inside = [m for m in marks if m.span.start < len(text)]
        return ArticleRow(article, self.citations.number(article.id), self.citations.outlet(article.id),
                          words.day(article.published), safe_url(article.url),
                          highlighted(text, article.blocks, inside), len(article.text) - len(text))


def _comparable(values: list[Value]) -> list[Value]:
    """The values to draw: those with days if they differ, else all if they do; none if there is nothing to see."""
    dated = [value for value in values if isinstance(value, Point)]
    if len({value.value for value in dated}) > 1:
        kept = sorted(dated, key=lambda p: not p.disputed)[:MAX_POINTS]
        return [*sorted(kept, key=lambda p: (p.when, p.value))]
    kept_values = sorted(values, key=lambda v: not v.disputed)[:MAX_ROWS]
    return sorted(kept_values, key=lambda v: v.value) if len({v.value for v in kept_values}) > 1 else []


def _telling(rows: Iterable[OriginRow]) -> list[OriginRow]:
    """The claims whose picture teaches most: those whose articles outnumber their origins by most."""
    fewer = [row for row in rows if row.articles - len(row.origins) >= 2 and row.articles <= MAX_DRAWN]
    return sorted(fewer, key=lambda row: (len(row.origins) - row.articles, row.claim, row.label))[:MAX_PICTURES]


def safe_url(url: str | None) -> str:
    """The URL if it is a plain web address, else ''. ("javascript:alert(1)" -> "")"""
    if not url or any(character.isspace() or not character.isprintable() for character in url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[bad": no address
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""

