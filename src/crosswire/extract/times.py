"""Time expressions: found by the grammar, resolved against the publication day or a date in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.dates import date_range, day_range, iso_weekday_name
from crosswire.extract.time_grammar import Found, expressions
from crosswire.extract.time_meaning import ClockOnly, Recurring
from crosswire.extract.time_resolve import Anchor, Resolution, Viewpoint, resolve
from crosswire.extract.time_tense import Tense, tense
from crosswire.extract.time_tokens import Token, tokens
from crosswire.ids import content_id
from crosswire.model import Article, Reason, Skipped, TimeExpression
from crosswire.spans import Span
from crosswire.stage import stage

READ_KINDS = frozenset({"body", "caption", "credit"})
YEAR_REACH = 48  # characters within which "... in 2004" dates the day told just before it
GRAINS_OF_PERIOD = ("day", "week", "month", "quarter", "year")


@stage
def times(articles: Sequence[Article]) -> Iterator[TimeExpression | Skipped]:
    """The time expressions of each article. ("On Tuesday", published 2021-04-14 -> DATE 2021-04-13)

    TIMEX3, read from prose, captions and credit lines. An expression told from the day of writing has no value
    where that day is unknown, one told from another date none where the text gives none.
    """
    for article in articles:
        for start, end in _stretches(article):
            yield from _in_stretch(article, start, end)


def _stretches(article: Article) -> Iterator[tuple[int, int]]:
    """Runs of blocks that are read."""
    begin = end = -1
    for block in article.blocks:
        if block.kind not in READ_KINDS:
            continue
        if block.span.start > end:
            if end > begin:
                yield begin, end
            begin = block.span.start
        end = block.span.end
    if end > begin:
        yield begin, end


def _in_stretch(article: Article, start: int, end: int) -> Iterator[TimeExpression]:
    words = tokens(article.text, start, end)
    found = expressions(words)
    published = Anchor(day_range(article.published), "published") if article.published else None
    resolved: list[TimeExpression] = []
    day = period = told = None
    for index, item in enumerate(found):
        if isinstance(item.meaning.core, ClockOnly):
            continue
        view = Viewpoint(published, day, period, tense(words, item.first, item.last), _stated_year(words, found, index),
                         _narrative(article, told, words[item.first]))
        made = _record(article, words, item, resolve(item.meaning.core, view))
        resolved.append(made)
        told = made if _tells_past_year(made, told) else told
        day, period = _told(made, day), _told(made, period, GRAINS_OF_PERIOD)
    for item in found:
        if isinstance(item.meaning.core, ClockOnly):
            view = Viewpoint(published, _nearest_day(article, words[item.first], resolved), None, Tense("past"))
            resolved.append(_record(article, words, item, resolve(item.meaning.core, view)))
    yield from sorted(resolved, key=lambda made: made.span)


def _tells_past_year(made: TimeExpression, told: TimeExpression | None) -> bool:
    """Whether the expression sets or keeps the year that a paragraph of history is in."""
    if made.value is None or made.type not in ("DATE", "TIME") or (days := date_range(made.value)) is None:
        return False
    named = days.grain in ("day", "month")  # a bare year is too often an aside: "since 2014"
    return named and (made.anchor == "self" or (told is not None and made.anchor == told.id))


def _narrative(article: Article, told: TimeExpression | None, word: Token) -> Anchor | None:
    """The past year that the paragraph is in: told in full on the same line, in a year before publication's."""
    if told is None or told.value is None or "\n" in article.text[told.span.end : word.start]:
        return None
    days = date_range(told.value)
    if days is None or (article.published and days.earliest.year >= article.published.year):
        return None
    return Anchor(days, told.id)


def _told(made: TimeExpression, before: Anchor | None, grains: Sequence[str] = ("day",)) -> Anchor | None:
    """The anchor for what follows: this expression if it names such a stretch of the calendar."""
    if made.value is None or made.type == "SET" or made.type == "DURATION":
        return before
    days = date_range(made.value.partition("/")[0])
    return Anchor(days, made.id) if days and days.grain in grains else before


def _stated_year(words: Sequence[Token], found: Sequence[Found], index: int) -> int | None:
    """The year that stands right after a yearless day, joined by "in" or "of"."""
    item = found[index]
    if index + 1 == len(found) or not isinstance(item.meaning.core, Recurring) or found[index + 1].name != "year":
        return None
    year = found[index + 1]
    between = words[item.last : year.first]
    near = words[year.first].start - words[item.last - 1].end <= YEAR_REACH
    broken = any(word.kind in ("DOT", "NL") for word in between)
    if not near or broken or not between or between[-1].lower not in ("in", "of"):
        return None
    value = words[year.first].value
    return value if isinstance(value, int) else None


def _nearest_day(article: Article, word: Token, resolved: Sequence[TimeExpression]) -> Anchor | None:
    """The day told in the same sentence, the nearest; else the last one before, on the same or the line before."""
    days = [(made, days) for made in resolved if made.value and made.type in ("DATE", "TIME")
            and (days := date_range(made.value)) is not None and days.grain == "day"]
    here = Span(word.start, word.end)
    sentence = next((s.span for s in article.sentences if s.span.contains(here)), here)
    inside = [pair for pair in days if pair[0].span.overlaps(sentence)]
    if inside:
        made, found = min(inside, key=lambda pair: pair[0].span.gap(here))
        return Anchor(found, made.id)
    before = [pair for pair in days if pair[0].span.end <= word.start]
    if before and "\n" not in article.text[before[-1][0].span.end : word.start].strip("\n"):
        return Anchor(before[-1][1], before[-1][0].id)
    return None


def _record(article: Article, words: Sequence[Token], item: Found, resolution: Resolution) -> TimeExpression:
    span = Span(words[item.first].start, words[item.last - 1].end)
    meaning, value = item.meaning, resolution.value
    if value is not None and meaning.clock:
        days = date_range(value)
        value = value + meaning.clock if days is not None and days.grain == "day" else value
    return TimeExpression(
        id=content_id("time", article.id, span.start, span.end), article_id=article.id, span=span,
        reason=Reason(item.name, resolution.detail, resolution.score), type=meaning.type, value=value,
        anchor=resolution.anchor, mod=meaning.mod,
        weekday=iso_weekday_name(meaning.weekday) if meaning.weekday else None)
