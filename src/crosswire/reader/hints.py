"""What the tables of names say of a single word: a hint beside the shape of its pieces."""

from __future__ import annotations

import functools
import unicodedata

from crosswire.tables import table

HINTS = 8  # nothing, a common word, given, family, both, a place, a place and a person, a people
_COMMON, _GIVEN, _FAMILY, _BOTH, _PLACE, _EITHER, _PEOPLE = range(1, HINTS)


def plain(word: str) -> str:
    """Small letters without accents. ("Šárka" -> "sarka")"""
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))


def hint(word: str) -> int:
    """0 to HINTS - 1, whatever the case of its letters. ("Ayesha" -> a given name)"""
    return _hints().get(plain(word), 0)


@functools.cache
def _hints() -> dict[str, int]:
    found = {name: words.split() for name, words in table("name_hints").items() if name != "source"}
    out = dict.fromkeys(found["given"], _GIVEN)
    for word in found["family"]:
        out[word] = _BOTH if word in out else _FAMILY
    for word in found["place"]:
        out[word] = _EITHER if word in out else _PLACE
    out |= dict.fromkeys(found["people"], _PEOPLE)
    return out | dict.fromkeys(table("common_words")["words"].split(), _COMMON)
