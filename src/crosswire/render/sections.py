"""Builds what each section of the report shows (rows.py) from the records of an account.

Rules of this file: a section shows at most its limit and says how many it left out (`left_out`); every claim
carries the citations of the passages that it stands on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from crosswire.account import Account
from crosswire.model import Copy, Disagreement, Figure, FigureTopic, OriginCount, Quotation, Skipped, Utterance
from crosswire.reconcile.independence import copied_together
from crosswire.reconcile.sides import said
from crosswire.reconcile.stemma import Node, published_first
from crosswire.render import words
from crosswire.render.citations import Citation, Citations, sentence_around
from crosswire.render.ledger import Ledger
from crosswire.render.rows import (
    CopyRow,
    DifferRow,
    FigureRow,
    OriginRow,
    Row,
    Section,
    SideRow,
    SkippedRow,
    SpeakerRow,
    TopicRow,
    UtteranceRow,
    Variant,
)
from crosswire.render.stemma import KIND, stemma_svg, summary_of
from crosswire.render.stemmata import Stemmata
from crosswire.spans import Span, SpanIndex, merged
from crosswire.values import Passage, Side

MAX_TOPICS, MAX_FIGURES, MAX_DIFFER, MAX_UTTERANCES, MAX_SPEAKERS = 60, 40, 40, 60, 40
MAX_LINKS = 6  # other quantities that one is told apart from
MAX_STANCE = 24  # characters of a stance that is shown although the passage says the same
CLAIM = {"figure_topic": "figure", "utterance": "quotation", "event": "event"}
UNSETTLED = frozenset({"he", "she", "they", "it", ""})
MAX_QUOTES, MAX_ORIGINS, MAX_COPIES, MAX_SIDES, MAX_SINGLE, MAX_SKIPPED = 25, 60, 40, 12, 120, 60


def _section(rows: Sequence[Row], total: int) -> Section[Row]:
    return Section(tuple(rows), total - len(rows))


class Sections:
    """Builds every section of one account; passages that it cites are remembered in `citations`."""

    def __init__(self, account: Account, citations: Citations, stemmata: Stemmata):
        self.account = account
        self.citations = citations
        figure_sides: dict[str, list[tuple[Span, object]]] = defaultdict(list)
        for disagreement in account.disagreements:
            if disagreement.kind == "figure":
                for side in disagreement.sides:
                    figure_sides[side.article_id].append((side.span, disagreement))
        self._origins = {count.claim_id: len(count.origins) for count in account.origins}
        self._stemmata = stemmata
        self._ledger = Ledger(account, stemmata)
        self._disputes = {article_id: SpanIndex(sides) for article_id, sides in figure_sides.items()}

    # ------------------------------------------------------------ figures

    def disputed(self, figure: Figure) -> bool:
        """Whether a disagreement about figures names this one."""
        index = self._disputes.get(figure.article_id)
        return bool(index and index.overlapping(figure.span))

    def topics(self) -> Section[TopicRow]:
        """Topics of several figures, those that differ first, then those with most figures."""
        several = [topic for topic in self.account.topics if topic.relation != "single"]
        several.sort(key=lambda t: (words.RELATION_ORDER.index(t.relation), -len(t.figure_ids), t.label, t.id))
        return _section([self._topic(topic) for topic in several[:MAX_TOPICS]], len(several))

    def single_figures(self) -> Section[tuple[str, FigureRow]]:
        """(label, figure) of the topics that one figure makes, by label, greatest first."""
        alone = [(t.label, self.account.by_id[i]) for t in self.account.topics if t.relation == "single"
                 for i in t.figure_ids]
        alone.sort(key=lambda pair: (pair[0], -(pair[1].low or pair[1].high or 0), pair[1].id))
        return _section([(label, self._figure(f)) for label, f in alone[:MAX_SINGLE]], len(alone))

    def figures_of(self, topic: FigureTopic) -> list[Figure]:
        """The topic's figures by the day they stand for, then by value."""
        found: list[Figure] = [self.account.by_id[i] for i in topic.figure_ids]
        return sorted(found, key=lambda f: (self.as_of(f), f.low or f.high or 0, f.id))

    def as_of(self, figure: Figure) -> str:
        """The day that the figure stands for: as told, else the article's publication, else ''."""
        published = self.citations.articles[figure.article_id].published
        return figure.as_of or (published.isoformat() if published else "")

    def _topic(self, topic: FigureTopic) -> TopicRow:
        found = self.figures_of(topic)
        entry = self._ledger.entry(topic)
        return TopicRow(
            topic, entry.values, words.estimate(entry.estimate), entry.estimate.confirmed,
            self._origins.get(topic.id, 1), len({f.article_id for f in found}),
            tuple(self._figure(f) for f in found[:MAX_FIGURES]), max(0, len(found) - MAX_FIGURES),
            entry.links[:MAX_LINKS])

    def _figure(self, figure: Figure) -> FigureRow:
        via = ", ".join(self.account.canon.name(party) for party in figure.via)
        as_of = words.iso(figure.as_of) if figure.as_of else "not told"
        return FigureRow(words.amount(figure), self.citations.excerpt(figure.article_id, figure.span, reach=90),
                         self._source(figure), via, as_of, self.disputed(figure))

    def _source(self, figure: Figure) -> str:
        """Who is credited, else the outlet itself."""
        return self.source(figure) or f"{self.citations.outlet(figure.article_id)} (no source named)"

    def source(self, figure: Figure) -> str:
        """Canonical name of who is credited, '' if nobody."""
        return self.account.canon.name(figure.source) if figure.source else ""

    # ------------------------------------------------------------ where reports differ

    def disagreements(self) -> Section[DifferRow]:
        """Disagreements in the account's order, the weightiest first."""
        found = self.account.disagreements
        return _section([self._disagreement(d) for d in found[:MAX_DIFFER]], len(found))

    def _disagreement(self, found: Disagreement) -> DifferRow:
        """Sides that say the same are one row: the stance without the name that it ends in."""
        stances: dict[str, list[Side]] = defaultdict(list)
        for side in found.sides:
            stances[said(side)].append(side)
        rows = tuple(self._side(stance, sides) for stance, sides in stances.items())
        return DifferRow(found.kind, words.days_in_words(found.about), words.days_in_words(found.reason.detail),
                         rows[:MAX_SIDES], max(0, len(rows) - MAX_SIDES))

    def _side(self, stance: str, sides: list[Side]) -> SideRow:
        first = max(sides, key=lambda side: len(sentence_around(self.citations.articles[side.article_id], side.span)))
        excerpt = self.citations.excerpt(first.article_id, first.span)
        said = excerpt.before + excerpt.text + excerpt.after
        others = [Passage(side.article_id, side.span) for side in sides if side.article_id != first.article_id]
        return SideRow("" if stance.rstrip("…") in said and len(stance) > MAX_STANCE else stance,
                       tuple(dict.fromkeys(side.party for side in sides if side.party)),
                       first.role or "", excerpt,
                       self.citations.several(others))

    # ------------------------------------------------------------ quotations

    def utterances(self) -> Section[UtteranceRow]:
        """Quotations that several articles report; those whose wording differs first."""
        ordered = sorted(self.account.utterances, key=lambda u: (
            not u.differences, -len(u.quotation_ids), u.speaker or "~", u.id))
        return _section([self._utterance(u) for u in ordered[:MAX_UTTERANCES]], len(ordered))

    def _utterance(self, utterance: Utterance) -> UtteranceRow:
        differing: dict[str, list[Span]] = defaultdict(list)
        for passage in utterance.differences:
            differing[passage.article_id].append(passage.span)
        wordings: dict[tuple[tuple[str, bool], ...], list[Quotation]] = defaultdict(list)
        for quotation_id in utterance.quotation_ids:
            quotation: Quotation = self.account.by_id[quotation_id]
            wordings[self._pieces(quotation, differing[quotation.article_id])].append(quotation)
        variants = tuple(Variant(pieces, self.citations.several(Passage(q.article_id, q.span) for q in same),
                                 ", ".join(sorted({self.account.canon.name(v) for q in same for v in q.via})),
                                 any(q.direct for q in same))
                         for pieces, same in [*wordings.items()][:MAX_SIDES])
        articles = {self.account.by_id[i].article_id for i in utterance.quotation_ids}
        return UtteranceRow(utterance.speaker or "speaker not settled", bool(utterance.differences), len(articles),
                            self._origins.get(utterance.id, 1), variants, max(0, len(wordings) - MAX_SIDES))

    def _pieces(self, quotation: Quotation, differing: list[Span]) -> tuple[tuple[str, bool], ...]:
        text = self.citations.articles[quotation.article_id].text
        pieces, position = [], quotation.span.start
        for span in merged(s for s in differing if quotation.span.contains(s)):
            pieces += [(text[position : span.start], False), (span.of(text), True)]
            position = span.end
        pieces.append((text[position : quotation.span.end], False))
        pieces[-1] = (pieces[-1][0].rstrip(" ,"), pieces[-1][1])  # the comma belongs to the sentence around
        return tuple(piece for piece in pieces if piece[0])

    def speakers(self) -> Section[SpeakerRow]:
        """Quotations that one report alone has, by speaker; those who say most first, the unnamed last."""
        shared = {quotation_id for utterance in self.account.utterances for quotation_id in utterance.quotation_ids}
        by_speaker: dict[str, list[Quotation]] = defaultdict(list)
        for quotation in self.account.quotations:
            if quotation.id not in shared:
                speaker = self.account.canon.name(quotation.speaker) if quotation.speaker else ""
                by_speaker["" if speaker.lower() in UNSETTLED else speaker].append(quotation)
        ordered = sorted(by_speaker.items(), key=lambda pair: (not pair[0], -len(pair[1]), pair[0]))
        rows = [SpeakerRow(name or "speaker not settled", tuple(self._quote(q) for q in said[:MAX_QUOTES]),
                           max(0, len(said) - MAX_QUOTES)) for name, said in ordered[:MAX_SPEAKERS]]
        return _section(rows, len(ordered))

    def _quote(self, quotation: Quotation) -> tuple[str, bool, Citation]:
        text = quotation.span.of(self.citations.articles[quotation.article_id].text)
        return words.shortened(text, 500), quotation.direct, self.citations.cite(quotation.article_id, quotation.span)

    # ------------------------------------------------------------ origins and copies

    def origins(self) -> Section[OriginRow]:
        """Claims that more than one article makes, those with most articles first."""
        several = [count for count in self.account.origins if len(count.articles) > 1]
        several.sort(key=lambda c: (-len(c.articles), -len(c.origins), c.claim_id))
        return _section([self._origin(count) for count in several[:MAX_ORIGINS]], len(several))

    def _origin(self, count: OriginCount) -> OriginRow:
        claim = self.account.by_id[count.claim_id]
        label, passage = self._claim(claim)
        stemma = self._stemmata.of(claim)
        seen = {link.source: link.passage for link in stemma.links if link.passage}
        picture = stemma_svg(stemma, summary=summary_of(stemma), below=self._below,
                             href=lambda node: self._leads_to(seen.get(node.id))) if stemma.links else Markup()
        return OriginRow(CLAIM[count.claim], label, self.citations.passage(passage), len(count.articles),
                         count.outlets, count.owners, count.origins, count.reason.detail, picture)

    def _below(self, node: Node) -> str:
        """What stands below a node's label: the day of a report, what a name is for the others."""
        if node.article_id is None:
            return KIND[node.kind]
        article = self.citations.articles[node.article_id]
        return f"[{self.citations.number(article.id)}] {words.day(article.published)}"

    def _leads_to(self, passage: Passage | None) -> str:
        return f"#{self.citations.passage(passage).anchor}" if passage else ""

    def _claim(self, claim: Any) -> tuple[str, Passage]:
        """A claim's label and the passage that a reader should see first."""
        if isinstance(claim, FigureTopic):
            figure: Figure = self.account.by_id[claim.figure_ids[0]]
            values = dict.fromkeys(words.amount(self.account.by_id[i]) for i in claim.figure_ids)
            return f"{claim.label}: {' / '.join([*values][:6])}", Passage(figure.article_id, figure.span)
        if isinstance(claim, Utterance):
            quotation: Quotation = self.account.by_id[claim.quotation_ids[0]]
            passage = Passage(quotation.article_id, quotation.span)
            return f"{claim.speaker or 'Quotation'}: “{self.text(passage, 110)}”", passage
        return self.text(claim.headline, 130), claim.headline

    def text(self, passage: Passage, limit: int) -> str:
        """The passage's words on one line."""
        return words.shortened(passage.span.of(self.citations.articles[passage.article_id].text), limit)

    def copies(self) -> Section[CopyRow]:
        """Shared passages, those in most articles first, then the longest."""
        families = [(copies, self._first_places(copies)) for copies in copied_together(self.account.copies)]
        families.sort(key=lambda family: (-len(family[1]), -len(family[1][0].span), family[0][0].id))
        return _section([self._copy(*family) for family in families[:MAX_COPIES]], len(families))

    def _first_places(self, copies: Sequence[Copy]) -> list[Passage]:
        """The longest passage of each article, in the order of publication."""
        longest: dict[str, Passage] = {}
        for passage in (passage for copy in copies for passage in copy.passages):
            known = longest.setdefault(passage.article_id, passage)
            if (len(passage.span), -passage.span.start) > (len(known.span), -known.span.start):
                longest[passage.article_id] = passage
        return sorted(longest.values(), key=lambda p: published_first(self.citations.articles[p.article_id]))

    def _copy(self, copies: Sequence[Copy], places: Sequence[Passage]) -> CopyRow:
        kind = Counter(copy.kind for copy in copies).most_common(1)[0][0]
        earlier = {copy.article_ids[("first", "second").index(copy.direction)] for copy in copies if copy.direction}
        return CopyRow(kind.replace("_", " "), self.text(places[0], 220),
                       tuple(self.citations.passage(place) for place in places[:MAX_SIDES]),
                       max(0, len(places) - MAX_SIDES), earlier == {places[0].article_id})

    # ------------------------------------------------------------ skipped

    def skipped(self) -> tuple[Section[SkippedRow], Section[SkippedRow]]:
        """Inputs that could not be read, and findings that a stage set aside."""
        inputs = [s for s in self.account.skipped if s.record_id not in self.account.by_id]
        findings = [s for s in self.account.skipped if s.record_id in self.account.by_id]
        return (_section([self._skipped(s) for s in inputs[:MAX_SKIPPED]], len(inputs)),
                _section([self._skipped(s) for s in findings[:MAX_SKIPPED]], len(findings)))

    def _skipped(self, skipped: Skipped) -> SkippedRow:
        record = self.account.by_id.get(skipped.record_id)
        cite = self.citations.cite(record.article_id, record.span) if record and hasattr(record, "span") else None
        return SkippedRow(skipped.name, skipped.reason.detail.removeprefix(f"{skipped.name}: "), cite)
