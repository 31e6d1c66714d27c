"""A sentence as words with their places, and the closed classes of words that clause analysis asks about."""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import dataclass

from crosswire.model import Article
from crosswire.spans import Span
from crosswire.tables import table

_WORD = re.compile(r"\w+n['’]t\b|\w+(?:[-.&]\w+)*|['’]s\b|[^\w\s]")
MAX_WORDS = 250  # longer "sentences" are lists and tables, which state no event

QUOTES = frozenset('"“”„«»')
BREAKS = frozenset({";", ":", "—", "–", "(", ")", "[", "]", "|", "•"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence: `low` case-folded, `raw` as written, `starts`/`ends` in the article."""

    low: tuple[str, ...]
    raw: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.low)

    def span(self, start: int, end: int) -> Span:
        """The characters of words[start:end]."""
        return Span(self.starts[start], self.ends[end - 1])

    def first_at(self, position: int) -> int:
        """The first word that ends after this character."""
        return bisect.bisect_right(self.ends, position)

    def range_of(self, span: Span) -> tuple[int, int]:
        """The words that a span covers, as a half-open range."""
        return self.first_at(span.start), bisect.bisect_left(self.starts, span.end)

    def is_capital(self, index: int) -> bool:
        """Whether the word begins with a capital letter."""
        return self.raw[index][:1].isupper()


def words_of(article: Article, span: Span) -> Words:
    """The words of a sentence."""
    return words_in(article.text, span)


def words_in(text: str, span: Span) -> Words:
    """The words of a stretch of text; a possessive 's is a word of its own. ("Ada's aim" -> ada, 's, aim)"""
    found = [m for _, m in zip(range(MAX_WORDS + 1), _WORD.finditer(text, span.start, span.end), strict=False)]
    raw = tuple(m[0] for m in found)
    return Words(tuple(w.lower().replace("’", "'") for w in raw), raw,
                 tuple(m.start() for m in found), tuple(m.end() for m in found))


@functools.cache
def word_class(name: str) -> frozenset[str]:
    """A closed class of wordlists/event_words.toml."""
    return frozenset(table("event_words")[name])


@functools.cache
def _blocked() -> re.Pattern[str]:
    phrases = sorted(table("event_words")["blocked"], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(p) for p in phrases) + r")\b")


def blocked_words(words: Words) -> frozenset[int]:
    """Indexes of words that stand in a phrase where they name no event. ("heart attack" -> both)"""
    joined, offsets, at = [], [], 0
    for word in words.low:
        offsets.append(at)
        joined.append(word)
        at += len(word) + 1
    out: set[int] = set()
    for m in _blocked().finditer(" ".join(joined)):
        out.update(range(bisect.bisect_left(offsets, m.start()), bisect.bisect_left(offsets, m.end())))
    return frozenset(out)
