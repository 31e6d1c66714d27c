"""Runs of words that one site prints again and again: "Your comments may be published", a box of symptoms.

Rules of this file: a run that at least `REPEATED` articles of one outlet (or of none that is known) print over more
than `DAYS` days is that site's furniture, not a copy of one article by another. Agency copy comes in many outlets
or within days. A passage that speaks to the reader outside quotation marks ("Send us your pictures"), or of the page
itself (wordlists/page_words.toml), is furniture too.
Limit: stock background of an agency, in articles whose outlets and owners nobody knows, is taken
for furniture too.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from crosswire.group.copies.candidates import Posting
from crosswire.group.copies.passages import QUOTED, RUN, Words
from crosswire.model import Article
from crosswire.tables import table

REPEATED, DAYS = 4, 7
ADDRESSED = 15  # words in which "you" occurs once, in a passage that speaks to the reader
_WORD = re.compile(r"\w+")
_READER = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)


def furniture(index: Mapping[int, Sequence[Posting]], articles: Sequence[Article]) -> frozenset[int]:
    """The fingerprints of the index that are furniture; posting ranks count these articles."""
    days = [article.published.toordinal() if article.published else None for article in articles]
    outlets = [article.outlet for article in articles]
    out = set()
    for value, holders in index.items():
        if len(holders) < REPEATED:
            continue
        known = [day for rank, _ in holders if (day := days[rank]) is not None]
        if known and max(known) - min(known) > DAYS and len({outlets[rank] for rank, _ in holders} - {None}) < 2:
            out.add(value)
    return frozenset(out)


def masked(words: Sequence[Words], index: Mapping[int, Sequence[Posting]], values: Collection[int]) -> list[Words]:
    """The words of the articles, those of these fingerprints made unlike any word of another article."""
    hidden: dict[int, set[int]] = defaultdict(set)
    for value in values:
        for rank, position in index[value]:
            hidden[rank].update(range(position, position + RUN))
    out = list(words)
    for rank, positions in hidden.items():
        folded = tuple(f"\0{rank}" if at in positions else word for at, word in enumerate(words[rank].folded))
        out[rank] = replace(words[rank], folded=folded)
    return out


def addresses_reader(text: str) -> bool:
    """Whether the passage speaks to the reader. ("Send your pictures, or use the form if you like" -> True)"""
    prose = QUOTED.sub(" ", text)
    said = len(_READER.findall(prose))
    return said >= 2 and said * ADDRESSED >= len(_WORD.findall(prose))


def tells_of_page(text: str) -> bool:
    """Whether a short passage is about the page that it stands on. ("Follow us on our live blog" -> True)"""
    longest, told = _page_words()
    prose = QUOTED.sub(" ", text)
    return bool(told.search(prose)) and len(_WORD.findall(prose)) <= longest


@functools.cache
def _page_words() -> tuple[int, re.Pattern[str]]:
    """How long a passage about the page may be, and what one says."""
    rows = table("page_words")
    return rows["longest"], re.compile("|".join(rows["patterns"]), re.IGNORECASE)
