"""Boxes that a page sets into its text or at its end: a list of names, a programme note, the last comments.

Rules of this file: where a page was scraped into one line, a box ends without an end mark and both articles go on
with a new sentence ("... after nine days Rescuers said", "... after nine days She left"); what stands in it since
the last end mark is cut off, unless it is said by somebody ("the river rose,” he told Radio Vale"). What two articles of days far apart have alone at their very end is the page's foot.
"""

from __future__ import annotations

import functools
import re

from crosswire.group.passages import RAGGED, Shared, Words
from crosswire.model import Article
from crosswire.tables import table

FOOT = 8  # words from the end of an article within which its last passage ends
APART = 7  # days between two articles from which on what they have at their foot is no copy
_QUOTE = re.compile(r"[\"“”]|''")
_END = re.compile(r"[.!?\n]")


def without_box(articles: tuple[Article, Article], words: tuple[Words, Words], shared: Shared) -> Shared:
    """The passage without a box at its end; it may have no words left."""
    one, other = articles[0].text, articles[1].text
    ends = next(((b, d) for cut in range(RAGGED + 1)
                 for b, d in [(shared.first[1] - cut, shared.second[1] - cut)]
                 if _goes_on(one, words[0], b, opener=cut > 0, speech=_goes_on(other, words[1], d, opener=cut > 0))
                 and _goes_on(other, words[1], d, opener=cut > 0, speech=_goes_on(one, words[0], b, opener=cut > 0))),
                None)
    if ends is None:
        return shared
    first, second = (_last_end(article.text, own, start, end) for article, own, start, end in zip(
        articles, words, (shared.first[0], shared.second[0]), ends, strict=True))
    if _QUOTE.search(one, words[0].starts[first], words[0].ends[ends[0] - 1]):
        return shared
    return Shared((shared.first[0], first), (shared.second[0], second), shared.likeness)


def is_foot(articles: tuple[Article, Article], words: tuple[Words, Words], shared: Shared) -> bool:
    """Whether the passage ends both articles, which are of days far apart."""
    one, other = (article.published for article in articles)
    return (one is not None and other is not None and abs((one - other).days) >= APART
            and len(words[0].folded) - shared.first[1] <= FOOT and len(words[1].folded) - shared.second[1] <= FOOT)


def _goes_on(text: str, words: Words, at: int, *, opener: bool, speech: bool = False) -> bool:
    """Whether a sentence begins at this word though none ends before it; with `speech` it may begin a quotation.

    A word that opens sentences tells it; if no `opener` is asked for, any capital after a word that leads to no name.
    """
    if not 0 < at < len(words.folded) or not text[words.starts[at]].isupper():
        return False
    between = text[words.ends[at - 1] : words.starts[at]]
    if "\n" in between or between.strip() not in ("", "``", "“", '"')[: None if speech else 1]:
        return False
    if opener:
        return words.folded[at] in _function_words() and not words.span(at, at + 1).of(text)[1:].isupper()
    before = words.folded[at - 1]
    return before not in _function_words() and not text[words.starts[at - 1]].isupper()


def _last_end(text: str, words: Words, start: int, end: int) -> int:
    """The word after the last end mark between these words; `start` if there is none."""
    return next((at for at in range(end - 1, start, -1)
                 if _END.search(text, words.ends[at - 1], words.starts[at])), start)


@functools.cache
def _function_words() -> frozenset[str]:
    return frozenset(table("grammar")["function_words"])
