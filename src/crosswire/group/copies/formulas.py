"""Formulas: the same sentence about something else. ("The road from Vale to Orr is open" / "from Brim to Ley is open")

Rules of this file: a passage is a formula, not a copy, if names in it stand where the other article has other names:
half of the names in it, or a third if that is several. Names that begin a sentence are not looked at; days and
numbers do not count (a later version of one report has a later toll).
"""

from __future__ import annotations

import functools

from rapidfuzz.distance import Levenshtein

from crosswire.group.copies.passages import Shared, Words
from crosswire.group.entities.variants import alike
from crosswire.model import Article
from crosswire.tables import table

ALONE, SEVERAL = 1 / 2, 1 / 3  # the share of the names that one other name must be, or several


def is_formula(articles: tuple[Article, Article], words: tuple[Words, Words], shared: Shared) -> bool:
    """Whether the passage is the same sentence about something else."""
    if shared.likeness == 1.0:
        return False
    (first, _), (second, _) = shared.first, shared.second
    one, other = words[0].folded[slice(*shared.first)], words[1].folded[slice(*shared.second)]
    replaced = 0
    for edit in Levenshtein.editops(one, other):
        if edit.tag == "replace" and edit.src_pos < len(one) and edit.dest_pos < len(other):
            here, there = first + edit.src_pos, second + edit.dest_pos
            both = _is_name(articles[0], words[0], here) and _is_name(articles[1], words[1], there)
            replaced += both and not alike(words[0].folded[here], words[1].folded[there])
    share = SEVERAL if replaced > 1 else ALONE
    return replaced > 0 and replaced >= share * sum(_is_name(articles[0], words[0], at) for at in range(*shared.first))


def _is_name(article: Article, words: Words, at: int) -> bool:
    """Whether the word has a capital that neither its sentence nor the calendar gives it."""
    text = article.text
    return (text[words.start(at)].isupper() and not words.breaks(text, at)
            and words.span(at, at + 1).of(text) not in _calendar())


@functools.cache
def _calendar() -> frozenset[str]:
    return frozenset(table("name_words")["calendar"]["words"])
