"""What the tables of names say of a single word: a hint beside the shape of its pieces."""

from __future__ import annotations

import functools
import unicodedata

from crosswire.tables import table

KINDS = ("common", "given", "family", "both", "place", "either", "people", "rare", "english", "city", "part", "body")
HINTS = 16  # 0: no table has it; 1 to 12: one of KINDS, in their order; the rest is room


def plain(word: str) -> str:
    """Small letters without accents. ("Šárka" -> "sarka")"""
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))


def hint(word: str) -> int:
    """0 to HINTS - 1, whatever the case of its letters. ("Ayesha" -> a given name)"""
    return _hints().get(plain(word), 0)


@functools.cache
def _hints() -> dict[str, int]:
    listed = {**table("name_hints"), "common": table("common_words")["words"]}
    return {word: number for number, kind in enumerate(KINDS, 1) for word in listed[kind].split()}
