"""Whether a place name means a place, or those who rule or live there ("Moscow said", "the Kestrian army").

Rules of this file: named cues in a fixed order, the first that speaks decides; their words are in
wordlists/place_words.toml. Without a cue the name means the place.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Literal

from crosswire.spans import Span
from crosswire.tables import table

Use = Literal["literal", "associative"]
Cue = Callable[[str, Span], Use | None]

REACH = 30  # characters before a name


def use_of(text: str, span: Span) -> tuple[Use, str]:
    """(use, cue) of a place name. ("... in Oslo said", -> ("literal", "where")); ("Oslo said" -> "associative")"""
    for name, cue in CUES:
        if found := cue(text, span):
            return found, name
    return "literal", "no_cue"


def _where(text: str, span: Span) -> Use | None:
    """After "in", "near", "outside": a place, whatever follows."""
    return "literal" if _patterns()["where"].search(text, max(0, span.start - REACH), span.start) else None


def _rules(text: str, span: Span) -> Use | None:
    """"the Oslo government", "Oslo's foreign ministry": those who rule there."""
    return "associative" if _patterns()["rules"].match(text, span.end) else None


def _acts(text: str, span: Span) -> Use | None:
    """"Oslo said", "Oslo has rejected": a government speaks or acts."""
    return "associative" if _patterns()["acts"].match(text, span.end) else None


def _dealings(text: str, span: Span) -> Use | None:
    """"talks with Oslo", "relations between Oslo and Varn", "pressure on Oslo": dealings with a government."""
    return "associative" if _patterns()["dealings"].search(text, max(0, span.start - 2 * REACH), span.start) else None


CUES: tuple[tuple[str, Cue], ...] = (("where", _where), ("rules", _rules), ("acts", _acts), ("dealings", _dealings))


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = table("place_words")["uses"]
    verbs = _any(table("entity_words")["powers"]["verbs"])
    dealings, sides = _any(words["dealings"]), r"(?:with|between|on|against|to|from|by)"
    return {
        "where": re.compile(rf"\b(?:{_any(words['where'])}) (?:the )?(?:[a-z]+ )?(?:(?:city|town|village) of )?$",
                            re.IGNORECASE),
        "rules": re.compile(rf"(?:'s|’s)? (?:[a-z]+ )?(?:{_any(words['rulers'])})\b"),
        "acts": re.compile(rf",? (?:has |have |had |also |later |again |would |will )?(?:{verbs})\b"),
        "dealings": re.compile(rf"\b(?i:{dealings}) {sides} (?:[A-Z][\w-]+ and )?$")}


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
