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
_OF_THE = re.compile(r"\s+of\s+(?:the|them|those|these|whom|which)\b")
_OF_WHICH = re.compile(r"\bof\s+(?:which|whom)\s+(?:\w+\s+)?$", re.IGNORECASE)
NAME = "@"  # what marks a stem that is a name
FEW_WORDS = 7  # content words under which a sentence leans on the one before
STANDING = 1000  # from here on, troops, displaced or residents are told as a standing total
_STOCKS = frozenset({"troops", "displaced", "residents"})
LEAD = 3  # sentences from the top in which an article tells its main toll


@dataclass(frozen=True, slots=True)
class Profile:
    """One figure, ready to be compared.

    `context` are stems of the sentence (of a short one also of the sentence before), `near` those of the clause;
    `sentence` is the article and the sentence's number. `summed`: counted over a stretch of time
    ("since 2014"); `standing`: a large stock (troops in place, people displaced); `running`: either, or told
    as the count so far; `part`: of a larger number ("another four"); `feared`: not known yet ("may
    have died"). `nations` are those counted, `named` all
    names of the clause, cut to four letters. `day_told`: whether its report says its own day, or it was inferred.
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
    feared: bool
    lead: bool
    order: tuple[str, str, int]
    source: str | None
    day_told: bool


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
        for form in _forms(word):
            if form in groups:
                return groups[form]
    if words and (whom or "")[:1].islower():
        last: str = words[-1]
        return last.removesuffix("s")
    return "people"


def _group(figure: Figure, text: str) -> str:
    """The group counted; displaced people are people, whichever noun counts them; money is of its currency."""
    if figure.measure == "money":
        return "money" + text[max(0, figure.span.start - 1) : figure.span.start].strip("( ")
    group = group_of(figure.whom)
    return "people" if figure.measure == group == "displaced" else group


def is_bare(whom: str | None) -> bool:
    """Whether the phrase says only what befell people, not who they are. ("bodies", "wounded" -> True)"""
    return bool(whom) and group_head(whom or "") in _set("said", "bare") and len((whom or "").split()) == 1


def says(measure: str, whom: str) -> bool:
    """Whether the phrase itself says the measure. (("displaced", "refugees") -> True)"""
    if measure not in table("populations")["said"]:
        return False
    said = {form for word in _WORD.findall(whom) for form in _forms(word.casefold())}
    return bool(said & _set("said", measure))


def group_head(whom: str) -> str:
    """The last word of the phrase, in the singular as the groups have it. ("Kestrian refugees" -> "refugee")"""
    words = [w.casefold() for w in _WORD.findall(whom)]
    last = words[-1] if words else ""
    return next((form for form in _forms(last) if form in _set("said", "bare") or form in _groups()), last)


def _forms(word: str) -> tuple[str, ...]:
    return word, word.removesuffix("s"), word.removesuffix("es"), word[:-3] + "y", word[:-2] + "an"


def alike(one: str, other: str) -> bool:
    """Whether two groups may be the same people."""
    near: list[str] = table("populations")["alike"].get(one, [])
    return one == other or other in near


def profile(figure: Figure, article: Article, story: str, source: str | None, *, follows: bool = True) -> Profile:
    """The figure's profile within its article. `follows`: another figure of its measure stands shortly before it."""
    text = article.text
    at = bisect.bisect_right([s.span.start for s in article.sentences], figure.span.start) - 1
    sentence = article.sentences[at].span if at >= 0 else figure.clause
    context = _content(sentence.of(text))
    if len(context) < FEW_WORDS and at > 0:  # "It spoke of 17 dead": what happened stands before
        context |= _content(article.sentences[at - 1].span.of(text))
    own = content_words(figure.whom or "") | content_words(figure.span.of(text))
    words = {w.casefold() for w in _WORD.findall(figure.clause.of(text))}
    published = article.published.isoformat() if article.published else ""
    summed = "/" in (figure.as_of or "")
    standing = figure.measure in _STOCKS and (figure.low or figure.high or 0) >= STANDING
    return Profile(
        figure=figure, story=story, group=_group(figure, text), nations=_nations(figure.whom),
        near=_content(figure.clause.of(text)) - own, context=context - own,
        named=_nations(figure.clause.of(text)), as_of=date_range(figure.as_of) if figure.as_of else None,
        sentence=(article.id, at), summed=summed, standing=standing,
        running=summed or standing or has_running_words(figure.clause.of(text)),
        part=_is_part(text, figure.span, sentence, follows),
        feared=bool(words & _set("scope", "feared")) and not words & _set("scope", "confirmed"), lead=at < LEAD,
        order=(published, article.id, figure.span.start), source=source,
        day_told=article.published_basis != "inferred")


def has_running_words(clause: str) -> bool:
    """Whether the clause tells a count so far. ("the toll rose to 31", "12 have been killed")"""
    words = {w.casefold() for w in _WORD.findall(clause)}
    return bool(words & _set("wholes", "words")) or bool(_PERFECT.search(clause))


def _content(text: str) -> frozenset[str]:
    """Stems of content words; names are cut to five letters, so that "Valdoria" and "Valdorian" meet."""
    names = {name_stem(w) for w in _WORD.findall(text) if w[0].isupper() and len(w) > 3}
    return content_words(text) | names


def name_stem(name: str) -> str:
    """A name cut to what its forms share. ("Valdorian" -> "@valdo")"""
    return NAME + name.casefold()[:5]


def _is_part(text: str, span: Span, sentence: Span, follows: bool) -> bool:
    """Whether the number is of a larger one: "two of the dead", "of which two", behind another number "four more"."""
    near = _near_words(text, span, sentence)
    of_which = _OF_WHICH.search(text, max(sentence.start, span.start - 24), span.start)
    return bool(near & _set("parts", "words")) or bool(_OF_THE.match(text, span.end)) or bool(of_which) or (
        follows and bool(near & _set("parts", "behind_another")))


def _near_words(text: str, span: Span, sentence: Span) -> set[str]:
    before = _WORD.findall(text[max(sentence.start, span.start - 24) : span.start])[-2:]
    after = _WORD.findall(text[span.end : min(sentence.end, span.end + 16)])[:2]
    skip = {"more"} if before and before[-1] == "than" else set()
    return {w.casefold() for w in (*before, *after[:2])} - skip


def _nations(whom: str | None) -> frozenset[str]:
    """Capitalised words of the counted phrase, cut to what nationality forms share. ("Valdorian" -> "vald")"""
    return frozenset(w.casefold()[:4] for w in _WORD.findall(whom or "") if w[0].isupper())
