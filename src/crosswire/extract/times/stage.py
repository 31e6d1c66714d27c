"""Time expressions: found by the grammar, resolved against the publication day or a date in the text."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from crosswire.dates import date_range, iso_weekday_name
from crosswire.extract.times.anchors import Viewpoints
from crosswire.extract.times.context import Told, is_chronicle, sentence_at
from crosswire.extract.times.grammar import Found, expressions
from crosswire.extract.times.meaning import ClockOnly, Core, Recurring, Shift
from crosswire.extract.times.resolve import Resolution, Viewpoint, resolve
from crosswire.extract.times.tense import tense
from crosswire.extract.times.tokens import Token, tokens
from crosswire.ids import content_id
from crosswire.model import Article, Skipped, TimeExpression
from crosswire.spans import Span
from crosswire.stage import stage
from crosswire.values import Reason

READ_KINDS = frozenset({"body", "caption", "credit"})
YEARLY = ("month", "day")
JOINS = ("AND", "OR", "TO", "HYPHEN", "DASH")
YEAR_REACH = 48  # characters within which "... in 2004" dates the day told just before it


@stage
def times(articles: Sequence[Article]) -> Iterator[TimeExpression | Skipped]:
    """The time expressions of each article. ("On Tuesday", published 2021-04-14 -> DATE 2021-04-13)

    TIMEX3, read from prose, captions and credit lines. An expression told from the day of writing has no value
    where that day is unknown, one told from another date none where the text gives none.
    """
    for article in articles:
        words = [word for span in _read_spans(article) for word in _words(article, span)]
        yield from sorted(_resolved(article, words, expressions(words)), key=lambda made: made.span)


def _read_spans(article: Article) -> Iterator[Span]:
    """The runs of neighbouring blocks that are read."""
    for read, blocks in itertools.groupby(article.blocks, key=lambda block: block.kind in READ_KINDS):
        spans = [block.span for block in blocks]
        if read:
            yield Span(spans[0].start, spans[-1].end)


def _words(article: Article, span: Span) -> Iterator[Token]:
    """The tokens of a run, closed by a line end so that no expression reaches into the next run."""
    yield from tokens(article.text, span.start, span.end)
    yield Token(span.end, span.end, "", "NL")


def _resolved(article: Article, words: Sequence[Token], found: Sequence[Found]) -> Iterator[TimeExpression]:
    """Every expression as a record; times of day last, when all days of their sentence are known."""
    lines = list(itertools.accumulate(word.kind == "NL" for word in words))
    sentences = [sentence.span for sentence in article.sentences]
    seen_from = Viewpoints(article, words, found)
    told = Told(chronicle=is_chronicle((item.meaning.core for item in found), article.published))
    for index, item in enumerate(found):
        if isinstance(item.meaning.core, ClockOnly):
            continue
        line = lines[item.first]
        core = item.meaning.core
        view = Viewpoint(seen_from.of(index), told.day(line), told.period(line), tense(words, item.first, item.last),
                         _stated_year(words, found, index), told.narrative(line, article.published), told.quarter(line),
                         told.compared_quarter(line))
        made = _record(article, words, item, resolve(core, view))
        told.add(made, line, compared=isinstance(core, Shift) and core.like, aside=_is_aside(words, item))
        if made.value is not None or not _needs_its_like(core):
            yield made
    for index, item in enumerate(found):
        if isinstance(item.meaning.core, ClockOnly):
            span = Span(words[item.first].start, words[item.last - 1].end)
            day = told.day_beside(span, sentence_at(sentences, span), lines[item.first])
            yield _record(article, words, item, resolve(item.meaning.core, Viewpoint(seen_from.of(index), day)))


def _needs_its_like(core: Core) -> bool:
    """Whether it is no time unless its like was told before. ("the quarter" may be a part of a town)"""
    return isinstance(core, Shift) and core.unit == "Q" and core.base == "context"


def _is_aside(words: Sequence[Token], item: Found) -> bool:
    """Whether a date only names a thing, and tells of no time to go on from. ("the 3 May 2024 raid")"""
    own = words[item.first].kind == "THE"  # "on the 3rd of May 2024 shells fell" tells when
    before = words[item.first - 1].kind if item.first else "NL"
    named = before != "ON" if own else before in ("THE", "A", "THIS", "THAT", "POSS")
    after = [word for word in words[item.last : item.last + 2] if word.kind != "COMMA"][:1]
    return named and bool(after) and after[0].kind == "OTHER" and after[0].lower.isalpha()


def _stated_year(words: Sequence[Token], found: Sequence[Found], index: int) -> int | None:
    """The year that stands right after a yearless day, joined by "in" or "of", or after the next of two dates."""
    item = found[index]
    core = item.meaning.core
    if index + 1 == len(found) or not isinstance(core, Recurring):
        return None
    if core.cycle in YEARLY and (shared := _year_of_next(words, item, found[index + 1])) is not None:
        return shared
    if found[index + 1].name != "year" or core.cycle not in ("day", "holiday"):
        return None
    year = found[index + 1]
    between = words[item.last : year.first]
    near = words[year.first].start - words[item.last - 1].end <= YEAR_REACH
    broken = any(word.kind in ("DOT", "NL") for word in between)
    if not near or broken or not between or between[-1].lower not in ("in", "of"):
        return None
    value = words[year.first].value
    return value if isinstance(value, int) else None


def _year_of_next(words: Sequence[Token], item: Found, following: Found) -> int | None:
    """The year that two dates share, told with the second. ("between June and August 2030")"""
    first, last = item.meaning.core, following.meaning.core
    between = [word.kind for word in words[item.last : following.first]]
    if not (isinstance(first, Recurring) and isinstance(last, Recurring) and last.year and last.cycle in YEARLY) \
            or len(between) != 1 or between[0] not in JOINS or not first.key[:2].isdigit():
        return None
    return last.year if first.key[:2] <= last.key[:2] else last.year - 1


def _record(article: Article, words: Sequence[Token], item: Found, resolution: Resolution) -> TimeExpression:
    span = Span(words[item.first].start, words[item.last - 1].end)
    meaning, value = item.meaning, resolution.value
    if value is not None and meaning.clock:
        days = date_range(value)
        value = value + meaning.clock if days is not None and days.earliest == days.latest else value
    return TimeExpression(
        id=content_id("time", article.id, span.start, span.end), article_id=article.id, span=span,
        reason=Reason(item.name, resolution.detail, resolution.score), value=value,
        type="DURATION" if isinstance(meaning.core, Shift) and value == meaning.core.distance else meaning.type,
        anchor=resolution.anchor, mod=meaning.mod,
        weekday=iso_weekday_name(meaning.weekday) if meaning.weekday else None)
