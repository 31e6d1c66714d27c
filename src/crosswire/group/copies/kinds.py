"""What kind of copy a shared passage is, and which of the two articles had it first, where anything tells.

Rules of this file: both decisions are lists of named rules, the first that holds decides. An inferred day decides
nothing, for it may have been inferred from the copy itself; two reprints of one agency, and two reports that
quote one statement, have no original among them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from crosswire.agencies import agencies_named, agency, attributes_to
from crosswire.group.copies.passages import QUOTED
from crosswire.model import Article
from crosswire.spans import Span, merged
from crosswire.values import CopyKind, Earlier, Passage

Places = tuple[Passage, Passage]

BESIDE = 300  # characters before and after a passage in which an article may say whose words they are
_SAYS: dict[CopyKind, str] = {
    "same_article": "Both print one article: {whole:.0%} of either stands in the other.",
    "edited_version": "One is an edited version of the other: {part:.0%} of the shorter stands in the longer.",
    "quotation": "One quotes {words} words of the other and names it.",
    "shared_statement": "Both quote the same {words} words.",
    "wire": "{words} words are the same copy of {agency}.",
    "passage": "{words} words are nearly the same in both.",
}


@dataclass(frozen=True)
class Compared:
    """Two articles with what they share: the passages, the share of each that they make up, the credits of each."""

    articles: tuple[Article, Article]
    passages: Sequence[Places]
    shares: tuple[float, float]
    credits: tuple[Sequence[str], Sequence[str]]

    @cached_property
    def agencies(self) -> tuple[str, ...]:
        """The agencies that either article credits for its text, or that a shared passage names."""
        named = {name for places in self.passages for article, place in zip(self.articles, places, strict=True)
                 for name in agencies_named(place.span.of(article.text))}
        return tuple(sorted(named.union(*self.credits)))

    def quoted(self, places: Places) -> tuple[bool, bool]:
        """Whether the passage stands inside quotation marks, in each article."""
        return (_mostly_quoted(self.articles[0], places[0].span), _mostly_quoted(self.articles[1], places[1].span))

    def cites(self, places: Places) -> tuple[bool, bool]:
        """Whether each article names the other's publisher as its source beside the passage."""
        one, other = self.articles
        return (attributes_to(_beside(one, places[0].span), other.outlet),
                attributes_to(_beside(other, places[1].span), one.outlet))


def copy_kind(found: Compared, places: Places, words: int, *, reprint: float, whole: float) -> tuple[CopyKind, str]:
    """The kind of the copy and the sentence that says why; the thresholds are those of CopyOptions."""
    least, most = sorted(found.shares)
    quoted = found.quoted(places)
    cites = [says and marks for says, marks in zip(found.cites(places), quoted, strict=True)]
    kinds: tuple[tuple[CopyKind, bool], ...] = (
        ("same_article", least >= whole), ("edited_version", most >= reprint), ("quotation", any(cites)),
        ("shared_statement", all(quoted)), ("wire", bool(found.agencies)), ("passage", True))
    kind = next(kind for kind, holds in kinds if holds)
    return kind, _SAYS[kind].format(whole=min(least, 1.0), part=min(most, 1.0), words=words,
                                    agency=" and ".join(found.agencies))


Direction = tuple[Earlier | None, str]


def earlier(found: Compared, places: Places, kind: CopyKind) -> Direction:
    """Which article had the passage first, and how that is known. (None, "") where nothing tells."""
    return next((told for rule in _DIRECTIONS if (told := rule(found, places, kind)) is not None), (None, ""))


def _agency_itself(found: Compared, places: Places, kind: CopyKind) -> Direction | None:
    """The agency's own article is earlier than a reprint that credits it."""
    own = [agency(article.outlet) for article in found.articles]
    if own[0] != own[1] and own[0] in found.credits[1]:
        return "first", f"The second credits {own[0]}."
    if own[0] != own[1] and own[1] in found.credits[0]:
        return "second", f"The first credits {own[1]}."
    return None


def _cited(found: Compared, places: Places, kind: CopyKind) -> Direction | None:
    """An article that the other names as its source is the earlier."""
    cites = found.cites(places)
    if cites == (False, True):
        return "first", f"The second names {found.articles[0].outlet} as its source."
    if cites == (True, False):
        return "second", f"The first names {found.articles[1].outlet} as its source."
    return None


def _no_original(found: Compared, places: Places, kind: CopyKind) -> Direction | None:
    """Reprints of an agency, and reports of one statement, have their original elsewhere."""
    common = sorted(set(found.credits[0]) & set(found.credits[1]))
    if kind == "shared_statement":
        return None, "Neither needs to have it from the other."
    if kind == "wire" or common:
        return None, f"The original is {' and '.join(common or found.agencies)}'s."
    return None


def _published_first(found: Compared, places: Places, kind: CopyKind) -> Direction | None:
    """The article of the earlier day, if both pages say their day."""
    one, other = (article.published if article.published_basis != "inferred" else None for article in found.articles)
    if one is None or other is None or one == other:
        return None
    return ("first" if one < other else "second"), f"The {'first' if one < other else 'second'} was published earlier."


_DIRECTIONS: tuple[Callable[[Compared, Places, CopyKind], Direction | None], ...] = (
    _agency_itself, _cited, _no_original, _published_first)


def _beside(article: Article, span: Span) -> str:
    """The passage with the words around it that may say whose it is: its line and the lines next to it."""
    text = article.text
    low, high = max(0, span.start - BESIDE), min(len(text), span.end + BESIDE)
    start = text.rfind("\n", low, max(low, text.rfind("\n", low, span.start))) + 1
    return text[max(low, start) : high]


def _mostly_quoted(article: Article, span: Span) -> bool:
    """Whether at least seven tenths of the passage stands inside quotation marks."""
    text = article.text
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    around = Span(start, end if end >= 0 else len(text))
    quoted = merged(Span(m.start(), m.end()) for m in QUOTED.finditer(text, around.start, around.end))
    inside = sum(span.shared(each) for each in quoted)
    return inside >= 0.7 * len(span)
