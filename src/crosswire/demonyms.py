"""Unknown countries and their peoples, by the look of the words alone: "Kestria" and "Kestrian" belong together.

Rules of this file: English makes most demonyms by an ending on the stem of the place's name (-n, -an, -ian, -ese,
-i, -ish). Limit: "Valdor" and "Valdorite" are missed, and a family name in -ian looks like a demonym when it stands
alone; therefore callers ask for the pair, or for further cues.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_DEMONYM = re.compile(r"^[A-Z][^\W\d_]{2,}(?:[^aeiou]ian|[aeo]an|[^aeiou]an|ese|ish|vak|[^aeiou]i|[ai]ni)(?:s)?$")
_VOWELS = "aeiouy"


def looks_like_demonym(word: str) -> bool:
    """Whether a word ends as names of peoples do. ("Kestrian" -> True, "Kestria" -> False)"""
    return _DEMONYM.match(word) is not None


def places_of(demonym: str) -> tuple[str, ...]:
    """The names that a place would have whose people are called so. ("Kestrian" -> Kestria, Kestr, Kestry, ...)"""
    singular = demonym[:-1] if demonym.endswith("ns") or demonym.endswith("is") else demonym
    out: list[str] = []
    if singular.endswith("ian"):
        stem = singular[:-3]
        out += [f"{stem}ia", stem, f"{stem}y", f"{stem}e", f"{stem}o", f"{stem}a"]
    if singular.endswith("an"):
        stem = singular[:-2]
        out += [f"{stem}a", stem, f"{stem}e", f"{stem}o", f"{stem}y", f"{stem}ea"]
    if singular.endswith("ese"):
        stem = singular[:-3]
        out += [stem, f"{stem}a", f"{stem}o", f"{stem}ia", f"{stem}al"]
    if singular.endswith("i"):
        out += [singular[:-1], f"{singular[:-1]}a"]
    if singular.endswith("ish"):
        out += [f"{singular[:-3]}land", singular[:-3], f"{singular[:-3]}ia", f"{singular[:-3]}ey"]
    if singular.endswith("vak"):
        out += [f"{singular}ia"]
    return tuple(dict.fromkeys(name for name in out if len(name) > 2))


def place_of(demonym: str, known: Collection[str]) -> str | None:
    """The known place that a demonym belongs to, None if none or two fit. ("Kestrian", {"Kestria"} -> "Kestria")"""
    if not looks_like_demonym(demonym):
        return None
    found = [name for name in places_of(demonym) if name in known and name != demonym]
    return found[0] if len(found) == 1 else None
