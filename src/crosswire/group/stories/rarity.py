"""How rare a word or name is, as if BACKGROUND further articles of ordinary news were there.

Without them, five reports of one crisis would find nothing rare in the very words that they share. The shares of
ordinary words stand in wordlists/news_words.toml; a country, capital or known body counts as KNOWN_SHARE.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from crosswire.gazetteer import fold
from crosswire.group.events.features import stem
from crosswire.tables import table

BACKGROUND = 500
KNOWN_SHARE = 0.03


def word_rarity(texts: Sequence[Iterable[str]]) -> dict[str, float]:
    """Inverse document frequency of stems, over the texts and the background."""
    return _rarity(texts, {**dict.fromkeys(_known_stems(), KNOWN_SHARE), **_ordinary()})


def name_rarity(texts: Sequence[Iterable[str]]) -> dict[str, float]:
    """The same for whole names (folded), and for numbers."""
    return _rarity(texts, dict.fromkeys(_known_names(), KNOWN_SHARE))


def _rarity(texts: Sequence[Iterable[str]], shares: Mapping[str, float]) -> dict[str, float]:
    seen = Counter(term for text in texts for term in set(text))
    total = len(texts) + BACKGROUND
    return {term: math.log(total / (count + BACKGROUND * shares.get(term, 0.0))) for term, count in seen.items()}


@functools.cache
def _ordinary() -> Mapping[str, float]:
    return {word: float(share) for share, words in table("news_words")["shares"].items() for word in words.split()}


@functools.cache
def _known_names() -> frozenset[str]:
    countries, bodies = table("countries")["countries"].values(), table("bodies")
    names = [name for row in countries for name in (row["name"], *row.get("capitals", ()))]
    return frozenset(fold(name) for name in (*names, *bodies["bodies"], *bodies["outlets"]))


@functools.cache
def _known_stems() -> frozenset[str]:
    return frozenset(stem(word) for name in _known_names() for word in name.split())
