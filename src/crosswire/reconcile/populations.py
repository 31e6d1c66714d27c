"""What a figure is about, reduced to what can be compared: group of people, words around, place, part or whole.

Rules of this file: a Profile is made from one figure and its article alone; comparing two is pure arithmetic.
"""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import dataclass

from crosswire.dates import DateRange, date_range
from crosswire.model import Article, Figure
from crosswire.reconcile.evidence import content_words
from crosswire.spans import Span
from crosswire.tables import table

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_PERFECT = re.compile(r"\b(?:have|has) (?:\w+ )?(?:been|killed|died|lost|claimed|fled|left|cost)\b", re.IGNORECASE)
STANDING = 1000  # from here on, troops, displaced or residents are told as a standing total
_STOCKS = frozenset({"troops", "displaced", "residents"})
LEAD = 3  # sentences from the top in which an article tells its main toll


@dataclass(frozen=True, slots=True)
class Profile:
    """One figure, ready to be compared.

    `context` are stems of the sentence, `near` those of the clause. `summed`: counted over a stretch of time
    ("since 2014"); `standing`: a large stock (troops in place, people displaced); `running`: either, or told
    as the count so far; `part`: of a larger number ("another four"). `nations` are those counted, `named` all
    names of the clause, cut to four letters.
    """

    figure: Figure
    story: str
    group: str
    nations: frozenset[str]
    near: frozenset[str]
    named: frozenset[str]
    context: frozenset[str]
    as_of: DateRange | None
    sentence: tuple[str, int]
    summed: bool
    standing: bool
    running: bool
    part: bool
    lead: bool
    order: tuple[str, str, int]
    source: str | None


@functools.cache
def _groups() -> dict[str, str]:
    rows: dict[str, list[str]] = table("populations")["groups"]
    return {noun: group for group, nouns in rows.items() for noun in nouns}


@functools.cache
def _set(section: str, key: str) -> frozenset[str]:
    return frozenset(table("populations")[section][key])


def group_of(whom: str | None) -> str:
    """The group that a counted phrase names, by its last known noun. ("Kestrian soldiers" -> "forces")

    "people" where nothing is known; another noun stands for itself.
    """
    words = [w.casefold() for w in _WORD.findall(whom or "")]
    groups = _groups()
    for word in reversed(words):
        for form in (word, word.removesuffix("s"), word.removesuffix("es"), word[:-3] + "y", word[:-2] + "an"):
            if form in groups:
                return groups[form]
    if words and (whom or "")[:1].islower():
        last: str = words[-1]
        return last.removesuffix("s")
    return "people"


def alike(one: str, other: str) -> bool:
    """Whether two groups may be the same people."""
    near: list[str] = table("populations")["alike"].get(one, [])
    return one == other or other in near


def profile(figure: Figure, article: Article, story: str, source: str | None) -> Profile:
    """The figure's profile within its article."""
    text = article.text
    at = bisect.bisect_right([s.span.start for s in article.sentences], figure.span.start) - 1
    sentence = article.sentences[at].span if at >= 0 else figure.clause
    own = content_words(figure.whom or "") | content_words(figure.span.of(text))
    words = {w.casefold() for w in _WORD.findall(figure.clause.of(text))}
    published = article.published.isoformat() if article.published else ""
    summed = "/" in (figure.as_of or "")
    standing = figure.measure in _STOCKS and (figure.low or figure.high or 0) >= STANDING
    return Profile(
        figure=figure, story=story, group=group_of(figure.whom), nations=_nations(figure.whom),
        near=_content(figure.clause.of(text)) - own, context=_content(sentence.of(text)) - own,
        named=_nations(figure.clause.of(text)), as_of=date_range(figure.as_of) if figure.as_of else None,
        sentence=(article.id, sentence.start), summed=summed, standing=standing,
        running=summed or standing or bool(words & _set("wholes", "words"))
        or bool(_PERFECT.search(figure.clause.of(text))),
        part=bool(_near_words(text, figure.span, sentence) & _set("parts", "words")), lead=at < LEAD,
        order=(published, article.id, figure.span.start), source=source)


def _content(text: str) -> frozenset[str]:
    """Stems of content words; names are cut to five letters, so that "Valdoria" and "Valdorian" meet."""
    names = {"@" + w.casefold()[:5] for w in _WORD.findall(text) if w[0].isupper() and len(w) > 3}
    return content_words(text) | names


def _near_words(text: str, span: Span, sentence: Span) -> set[str]:
    before = _WORD.findall(text[max(sentence.start, span.start - 24) : span.start])[-2:]
    after = _WORD.findall(text[span.end : min(sentence.end, span.end + 16)])[:2]
    skip = {"more"} if before and before[-1] == "than" else set()
    return {w.casefold() for w in (*before, *after[:2])} - skip


def _nations(whom: str | None) -> frozenset[str]:
    """Capitalised words of the counted phrase, cut to what nationality forms share. ("Valdorian" -> "vald")"""
    return frozenset(w.casefold()[:4] for w in _WORD.findall(whom or "") if w[0].isupper())
