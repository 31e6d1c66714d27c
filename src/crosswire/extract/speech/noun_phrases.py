"""Subjects that no list knows: any noun phrase in a subject's place beside a reporting verb.

Rules of this file: the phrase begins with a determiner or a possessor at the start of its clause and runs to the
verb ("the ferry's cook said"), or stands between an inverted verb and the next stop ("said a cook on the ferry").
Only what is left when names, pronouns and known descriptions have been tried; such a speaker stays unnamed.
"""

from __future__ import annotations

import functools
import re

from crosswire.extract.speech.cues import is_cue
from crosswire.spans import Span
from crosswire.tables import table

DETERMINER = (r"(?:the|an?|one|another|some|many|most|several|other|two|three|four|five|his|her|its|their|my|our|"
              r"this|these|those|[A-Z][\w-]+['’]s)")
WORDS = r"(?:[\w’'&./-]+\s){0,5}[\w’'&/-]+"
BEHIND = r"(?:\s(?:of|in|at|from|for|with|near|on|inside|outside)\s(?:[\w’'.-]+\s){0,5}[\w’'-]+)?"
PHRASE = rf"{DETERMINER}\s{WORDS}{BEHIND}"
BEFORE = re.compile(
    r"(?:^[\s,\"”’»]*|[,;:\"“”‘’»—–-]\s*|\b(?:and|but|while|as|when|after|before|because|although|though|where|that|how)\s)"
    rf"(?P<phrase>{PHRASE})$", re.I)
AFTER = re.compile(
    rf"\s(?P<phrase>{DETERMINER}\s(?:[\w’'&/-]+\s){{0,4}}?[\w’'&/-]+)"
    r"(?=[,.;:]|$|\s(?:who|which|whose|that|of|in|at|from|for|with|near|on|as|after|before|during|to|inside|"
    r"outside|aboard|when|while|said|about|by)\b)", re.I)
BARE = re.compile(r"\s(?P<phrase>(?:[\w’'&/-]+\s){0,4}[\w’'&/-]+)(?=[,.;:]|$|\s(?:from|of|by|in|on|at|for|released|"
                  r"published|compiled|obtained|seen|posted)\b)", re.I)
SPOILS = re.compile(r"\b(?:is|are|was|were|be|been|being|has|have|had|will|would|can|could|may|might|must|"
                    r"should|do|does|did|not|who|which|that|whom|whose|to|than|if|he|she|they|we|you|i|and|or|but)\b",
                    re.I)
REACH = 110  # characters


def phrase_before(masked: str, floor: int, end: int) -> Span | None:
    """The noun phrase that ends at `end` and begins its clause. ("... , the ferry's cook" -> the last words)"""
    start = max(floor, end - REACH)
    match = BEFORE.search(masked[start:end])
    if not match or (match.start("phrase") == 0 and start > floor):
        return None
    return _plain(masked, Span(start + match.start("phrase"), start + match.end("phrase")))


def phrase_after(masked: str, at: int, ceiling: int, *, bare: bool = False) -> Span | None:
    """The noun phrase right after an inverted verb. (" a cook on the ferry." -> "a cook")"""
    words = masked[at : min(ceiling, at + REACH)]
    match = AFTER.match(words) or (BARE.match(words) if bare else None)
    return _plain(masked, Span(at + match.start("phrase"), at + match.end("phrase"))) if match else None


def _plain(masked: str, span: Span) -> Span | None:
    """The span, unless a verb or a pronoun stands inside: then it is more than a noun phrase."""
    words = span.of(masked)
    tokens = re.findall(r"[\w-]+", words.lower())
    spoilt = not tokens or SPOILS.search(words) or any(is_cue(token) for token in tokens) or tokens[-1] in _closed() \
        or tokens[-1].endswith("ly") or tokens[-1] in NO_HEADS
    return None if spoilt else span


NO_HEADS = frozenset(["time", "times", "day", "days", "week", "month", "year", "years", "morning", "night", "evening",
                      "way", "moment", "end", "while", "same", "case", "fact", "addition", "monday", "tuesday",
                      "wednesday", "thursday", "friday", "saturday", "sunday", "afternoon", "hour", "hours"])


@functools.cache
def _closed() -> frozenset[str]:
    return frozenset(table("grammar")["closed_class"])
