"""Boxes that a page sets into its text or at its end: a list of names, a programme note, the last comments.

Rules of this file: where a page was scraped into one line, a box ends without an end mark and both articles go on
with a new sentence ("... after nine days Rescuers said", "... after nine days “We left”"); what stands in it since
the last end mark is cut off, unless it is said by somebody ("the river rose,” he told Radio Vale"). What two
articles of days far apart have alone at their very end is the foot of the page.
"""

from __future__ import annotations

import re
from typing import Literal

from crosswire.group.alignment import function_words
from crosswire.group.copies.passages import RAGGED, Shared, Words
from crosswire.model import Article

FOOT = 8  # words from the end of an article within which its last passage ends
APART = 7  # days between two articles from which on what they have at their foot is no copy
_QUOTE = re.compile(r"[\"“”]|''")
_OPENING = ("", "``", "“", '"')
_END = re.compile(r"[.!?\n]")


def without_box(articles: tuple[Article, Article], words: tuple[Words, Words], shared: Shared) -> Shared:
    """The passage without a box at its end; it may have no words left."""
    both = [*zip(articles, words, (shared.first, shared.second), strict=True)]
    for cut in range(RAGGED + 1):
        begun = [_begins(article.text, own, end - cut, opener=cut > 0) for article, own, (_, end) in both]
        if None not in begun and "plain" in begun:
            break
    else:
        return shared
    kept = [(start, _last_end(article.text, own, start, end - cut)) for article, own, (start, end) in both]
    if _QUOTE.search(articles[0].text, words[0].start(kept[0][1]), words[0].end(shared.first[1] - cut - 1)):
        return shared
    return Shared(kept[0], kept[1], shared.likeness)


def is_foot(articles: tuple[Article, Article], words: tuple[Words, Words], shared: Shared) -> bool:
    """Whether the passage ends both articles, which are of days far apart."""
    one, other = (article.published for article in articles)
    return (one is not None and other is not None and abs((one - other).days) >= APART
            and len(words[0].folded) - shared.first[1] <= FOOT and len(words[1].folded) - shared.second[1] <= FOOT)


def _begins(text: str, words: Words, at: int, *, opener: bool) -> Literal["plain", "quoted"] | None:
    """How a sentence begins at this word though none ends before it; None if none does.

    A word that opens sentences tells it; if no `opener` is asked for, any capital after a word that leads to no name.
    """
    if not 0 < at < len(words.folded) or not text[words.start(at)].isupper():
        return None
    between = text[words.end(at - 1) : words.start(at)]
    if "\n" in between or between.strip() not in _OPENING:
        return None
    if opener:
        begins = words.folded[at] in function_words() and not words.span(at, at + 1).of(text)[1:].isupper()
    else:
        begins = words.folded[at - 1] not in function_words() and not text[words.start(at - 1)].isupper()
    return ("quoted" if between.strip() else "plain") if begins else None


def _last_end(text: str, words: Words, start: int, end: int) -> int:
    """The word after the last end mark between these words; `start` if there is none."""
    return next((at for at in range(end - 1, start, -1)
                 if _END.search(text, words.end(at - 1), words.start(at))), start)
