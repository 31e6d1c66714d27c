"""Numbers that count people, troops, weapons, homes, money or land, with bounds, measure, as-of and source.

Theory of operation: numbers.py finds written numbers; phrases.py gives each its bounds and the phrase it
counts; measuring.py decides by named rules what it measures, or that it is no figure; dates.py and
sources.py answer as of when, and who is credited. Only sentences of body and captions are read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from crosswire.extract.figures.cases import Found
from crosswire.extract.figures.dates import AsOf
from crosswire.extract.figures.measuring import measures
from crosswire.extract.figures.numbers import Number, numbers
from crosswire.extract.figures.phrases import Count, Scene, counts, scene
from crosswire.extract.figures.sources import Credits
from crosswire.ids import content_id
from crosswire.model import Article, Figure, Mention, Quotation, Reference, Skipped, TimeExpression
from crosswire.spans import Span, SpanIndex, stripped
from crosswire.stage import stage
from crosswire.values import READ_KINDS, Reason, Sentence

AROUND = 600  # characters of the sentence on either side that a number is read with, so that a line of 1 MB is read
CARRIED = 2  # sentences over which "the police spoke of 25" looks back for what is counted
_EDGE = re.compile(r"[;:“”\"()—–]|,(?!\d)|\.\s|\n")
_PLACED = re.compile(r"\b(?:in|at|near|across|inside|on|around|of)\s(?:the\s)?$", re.IGNORECASE)
_Annotation = TypeVar("_Annotation", Mention, Reference, TimeExpression, Quotation)


@stage
def figures(articles: Sequence[Article], mentions: Sequence[Mention], references: Sequence[Reference],
            times: Sequence[TimeExpression], quotations: Sequence[Quotation]) -> Iterator[Figure | Skipped]:
    """Numbers of people and things that belong to the crisis. ("killing at least 12 people" -> killed, 12..)

    Not ages, dates, times, durations, distances, magnitudes, ordinals, scores, or counts of meetings and days.
    """
    named, referred, timed, quoted = _grouped(mentions), _grouped(references), _grouped(times), _grouped(quotations)
    for article in articles:
        key = article.id
        yield from _Reader(article, named.get(key, ()), referred.get(key, ()), timed.get(key, ()),
                           quoted.get(key, ())).figures()


def _grouped(records: Iterable[_Annotation]) -> dict[str, Sequence[_Annotation]]:
    out: dict[str, list[_Annotation]] = defaultdict(list)
    for record in records:
        out[record.article_id].append(record)
    return dict(out)


class _Reader:
    """Reads the figures of one article; holds the indexes that every sentence needs."""

    def __init__(self, article: Article, mentions: Sequence[Mention], references: Sequence[Reference],
                 times: Sequence[TimeExpression], quotations: Sequence[Quotation]):
        self.article = article
        self.peoples = frozenset(m.span.start for m in mentions if m.kind == "NORP")
        self.places = SpanIndex((m.span, m) for m in mentions if m.kind in ("GPE", "LOC", "FAC"))
        self.timed = SpanIndex((t.span, t) for t in times)
        self.as_of = AsOf(article, times)
        self.credits = Credits(article.text, mentions, references, quotations)

    def figures(self) -> Iterator[Figure]:
        before, last, since = 0, None, 0
        for sentence in self.article.sentences:
            if sentence.kind in READ_KINDS:
                since += 1
                found = list(self.of_sentence(sentence, before, last if since <= CARRIED else None))
                yield from found
                before = sentence.span.start
                last, since = (found[0], 0) if found else (last, since)

    def of_sentence(self, sentence: Sentence, before: int, last: Figure | None) -> Iterator[Figure]:
        written = numbers(self.article.text, sentence.span.start, sentence.span.end)
        kept = [number for number in written if not self.is_time(number)]
        if not kept:
            return
        tokens = scene(self.article.text, sentence.span, kept)
        found_counts = counts(tokens, self.peoples)
        whom = None
        measured = measures(tokens, found_counts, last.measure if last else None, last.whom if last else None)
        for count, found in zip(found_counts, measured, strict=True):
            if found:
                whom = counted(tokens, count, found, whom)
                yield self.figure(sentence, before, tokens, count, found, whom)

    def is_time(self, number: Number) -> bool:
        """Whether the number is part of a time expression; one that is only the number itself must look a year."""
        return any(isinstance(t, TimeExpression) and t.span.contains(number.span)
                   and (len(t.span) > len(number.span) or number.bare) for t in self.timed.overlapping(number.span))

    def figure(self, sentence: Sentence, before: int, tokens: Scene, count: Count, found: Found,
               whom: str) -> Figure:
        span = count.number.span
        near = Span(max(sentence.span.start, span.start - AROUND), min(sentence.span.end, span.end + AROUND))
        clause = clause_of(self.article.text, near, tokens, count, found)
        as_of, dated_by = self.as_of.of(span, clause, near, before, found.measure)
        credit = self.credits.of(span, near)
        detail = (f"{found.measure} by {found.detail}; dated by {dated_by.replace('_', ' ')}; "
                  + (f"credited by {credit.rule.replace('_', ' ')}" if credit else "told by the article itself"))
        return Figure(
            id=content_id("figure", self.article.id, span.start, span.end), article_id=self.article.id, span=span,
            reason=Reason(found.rule, detail, found.score), low=count.low, high=count.high,
            qualifier=count.qualifier, measure=found.measure, whom=whom, clause=clause, as_of=as_of,
            source=credit.party if credit else None, via=credit.via if credit else (), place=self.place(clause))

    def place(self, clause: Span) -> str | None:
        """The place that a preposition gives the clause, if exactly one is told."""
        told = {m.name for m in self.places.within(clause) if isinstance(m, Mention)
                and _PLACED.search(self.article.text, max(clause.start, m.span.start - 12), m.span.start)}
        return next(iter(told)) if len(told) == 1 else None


def counted(tokens: Scene, count: Count, found: Found, before: str | None) -> str:
    """The phrase counted, as a person would name it: as written, else that of the number before, else people."""
    if found.measure == "money" and count.number.currency:
        return "money"
    if count.noun_end > count.noun_start and not count.partitive:
        start, end = tokens.spans[count.noun_start].start, tokens.spans[count.noun_end - 1].end
        return " ".join(tokens.text[start:end].split())
    if found.whom and not (before and found.rule == "compared"):
        return found.whom
    if before and (found.rule in ("joined_before", "compared", "told_again") or count.partitive or count.elided):
        return before
    return "people" if found.measure not in ("money", "weapons", "area_share") else found.measure


def clause_of(text: str, sentence: Span, tokens: Scene, count: Count, found: Found) -> Span:
    """From the punctuation before the number, its phrase and the words that decided, to the one after them."""
    first = min(count.first, found.first)
    last = max(count.at, count.noun_end - 1, found.last)
    low, high = max(sentence.start, tokens.spans[first].start), min(sentence.end, tokens.spans[last].end)
    start = max((m.end() for m in _EDGE.finditer(text, sentence.start, low)), default=sentence.start)
    edge = _EDGE.search(text, high, sentence.end)
    return stripped(text, Span(start, edge.start() if edge else sentence.end))
