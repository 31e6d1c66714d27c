"""Clauses of a sentence without a parser: where one begins, how it hangs on the one before, voice, part of speech.

A clause begins at a subordinator, after a reporting verb, at ", -ing", and at "and" before a verb. The rules
know closed word classes only, so a clause may be too long; it never crosses a semicolon, colon or dash.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from crosswire.extract.events.inflection import BE, form_kinds
from crosswire.extract.events.plover import Hit
from crosswire.extract.events.words import BREAKS, QUOTES, Words, word_class

SAID_REACH = 7  # words between a verb of speaking and the "that" of what is said
Link = Literal["main", "relative", "sub", "and", "participle", "said"]


@dataclass(frozen=True, slots=True)
class Clause:
    """words[start:end], and how it hangs on the clause before it; `start` is after its opening word."""

    start: int
    end: int
    link: Link
    opener: str


def clauses(words: Words) -> list[Clause]:
    """The clauses in order; together they hold every word but the ones that open or part them."""
    out: list[Clause] = []
    start, link, opener = 0, "main", ""
    for at in range(len(words)):
        begins = _begins(words, at, start)
        if begins is None:
            continue
        if at > start:
            out.append(Clause(start, at, link, opener))  # type: ignore[arg-type]
        link, skip = begins
        opener = words.low[at]
        start = at + skip
    if start < len(words):
        out.append(Clause(start, len(words), link, opener))  # type: ignore[arg-type]
    return out


def _begins(words: Words, at: int, start: int) -> tuple[Link, int] | None:
    """The link of a clause that begins at this word and how many words open it; None if none begins."""
    low = words.low
    word, last = low[at], low[at - 1] if at else ""
    following = low[at + 1] if at + 1 < len(words) else ""
    if word in BREAKS:
        return "main", 1
    if word in word_class("subordinators"):
        spoke = any(each in word_class("says") for each in low[max(start, at - SAID_REACH):at])
        return ("said", 1) if word == "that" and spoke else _subordinate(word, last, following)
    if word == "and" and _verb_like(words, at + 1):
        return "and", 1
    spoken = at - 1 >= start and last in word_class("says")
    if spoken and word != "," and word not in QUOTES and not _adjunct(low, at):
        return "said", 0
    if at and last == "," and word.endswith("ing") and len(word) > 5:
        return "participle", 0
    return None


def _adjunct(low: Sequence[str], at: int) -> bool:
    """Whether when or to whom it is said stands between the verb and what is said. ("said on Monday that")"""
    heard = low[at - 1] in ("told", "tells") and "that" in low[at:at + SAID_REACH]
    timed = low[at] in word_class("when") and "that" in low[at:at + 4]
    return heard or timed or low[at] in word_class("prepositions")


def _subordinate(word: str, last: str, following: str) -> tuple[Link, int] | None:
    if word == "as" and last != "even" and (last in ("such", "well", "as", "described", "known") or following in (
            "a", "an", "part", "well", "if", "many", "much", "its", "his")):
        return None
    if word == "since" and not following:
        return None
    if word in word_class("relatives") or word in ("whose", "where"):
        return "relative", 1
    return "sub", 1


def _verb_like(words: Words, at: int) -> bool:
    while at < len(words) and words.low[at].endswith("ly"):
        at += 1
    if at >= len(words):
        return False
    word = words.low[at]
    return (word in BE or word in word_class("auxiliaries") or word in word_class("subject_pronouns")
            or (word.endswith("ed") and not words.is_capital(at)) or word in _STRONG_PASTS)


_ASPECT = frozenset({"began", "begun", "begin", "begins", "started", "start", "starts", "continued", "continue",
                     "continues", "resumed", "resume", "kept", "keep", "keeps", "stopped", "stop", "finished"})
_NOUN_BEFORE = frozenset({"'s", "of", "in", "for", "with", "from", "by", "on"})
_STRONG_PASTS = frozenset({
    "said", "says", "took", "went", "left", "held", "met", "told", "made", "sent", "set", "began", "gave", "led", "put",
    "shot", "struck", "fought", "fell", "rose", "came", "became", "broke", "sought", "hit", "cut", "fled", "withdrew",
    "threw", "won", "lost", "destroying", "killing"})


def kinds_of(hit: Hit, words: Words) -> frozenset[str]:
    """What the head of a verb pattern can be here: base, s, past, participle, ing."""
    head = hit.pattern.lemma.split()[0]
    found = frozenset(kind for single in head.split("|")
                      for kind in (form_kinds(single, words.low[hit.start]) if single != "be" else ("past",)))
    return found


def auxiliary_run(words: Words, at: int, start: int) -> list[str]:
    """Auxiliaries, adverbs and negations directly before a word, nearest last. ("has not yet met" -> has, not, yet)"""
    out: list[str] = []
    index = at - 1
    while index >= start and len(out) < 5 and (
            words.low[index] in word_class("auxiliaries") or words.low[index] in BE or words.low[index].endswith(
                ("ly", "n't")) or words.low[index] in ("already", "yet", "never", "just", "now", "again", "still",
                                                       "once", "allegedly", "cannot")):
        out.insert(0, words.low[index])
        index -= 1
    return out


def is_verb(hit: Hit, words: Words, kinds: frozenset[str], start: int) -> bool:
    """Whether the form is used as a verb here; decides "attack", "strikes", "meeting", "wounded"."""
    at = hit.start
    if hit.pattern.needs == "speech":
        return True
    while at > start and words.low[at - 1] in QUOTES:
        at -= 1  # 'would "react firmly"': the mark hides no auxiliary
    last = words.low[at - 1] if at > start else ""
    following = words.low[hit.end] if hit.end < len(words) else ""
    if any(last in word_class(known) for known in ("determiners", "counting")) or last in _NOUN_BEFORE:
        return "ing" in kinds and last in ("by", "for") and _opens_noun(words, hit.end)
    if last == "to":
        return "base" in kinds
    if "past" in kinds or "participle" in kinds:
        counted = at > start and last in ("hundreds", "dozens")
        return not _describes(words, at, start) and not (following and counted)
    if "ing" in kinds:
        opens = ("", ",", "and", "after", "while", "not")
        if last in word_class("gerund_governors") or last in word_class("prepositions"):
            return False
        return last in BE or last in opens or last in _ASPECT or _opens_noun(words, hit.end)
    if "base" in kinds:
        governed = last in word_class("auxiliaries") and last not in BE
        return governed or last in word_class("subject_pronouns") or last.endswith("n't") or (
            last.endswith("s") and _opens_noun(words, hit.end))
    return bool(last) and last not in word_class("prepositions") and not last.endswith("ing") and (
        _opens_noun(words, hit.end) or hit.pattern.strength > 1)


def _describes(words: Words, at: int, start: int) -> bool:
    """Whether a participle behind an adverb describes a noun. ("along with badly wounded men")"""
    index = at - 1
    while index > start and (words.low[index].endswith("ly") or words.low[index] == "very"):
        index -= 1
    return index < at - 1 and any(words.low[index] in word_class(known) for known in ("prepositions", "determiners"))


def _opens_noun(words: Words, at: int) -> bool:
    """Whether a noun phrase or clause begins at this word, as after a verb."""
    if at >= len(words):
        return False
    word = words.low[at]
    return (word in word_class("determiners") or words.is_capital(at) or word in ("that", "it", "him", "them", "her")
            or word in QUOTES or word.isdigit() or word in ("to", "how", "more", "at"))


def is_passive(hit: Hit, words: Words, kinds: frozenset[str], clause: Clause, before: Clause | None) -> bool:
    """Whether a participle is passive: after a form of "be", with "by" behind it, or bare where no subject can stand.

    A bare one that opens a clause is passive after "when" or at the head of a sentence ("Accused of theft, ..."),
    active after "who", and after "and" what the verb before it was ("was arrested and deported").
    """
    if hit.pattern.lemma.startswith("be "):
        return not hit.pattern.posture and hit.pattern.lemma.split()[1] not in word_class("prepositions")
    if "participle" not in kinds:
        return False
    run = auxiliary_run(words, hit.start, clause.start)
    if any(word in BE for word in run):
        return True
    if run:
        return False
    if "by" in words.low[hit.end:hit.end + 3]:
        return True
    following = words.low[hit.end] if hit.end < len(words) else ""
    if hit.pattern.lemma in word_class("transitive") and not _opens_noun(words, hit.end) and (
            not following[:1].isalnum() or following in word_class("prepositions") or following in ("when", "as")):
        return True  # "the people killed in the raid"
    goes_on = clause.link in ("relative", "said") or clause.opener in (")", "]")
    if hit.start != clause.start or "past" not in kinds or goes_on:
        return False
    return clause.link != "and" or (before is not None and _ends_passive(words, before))


def _ends_passive(words: Words, clause: Clause) -> bool:
    """Whether the clause holds a form of "be" with a participle behind it."""
    low = words.low
    return any(low[at] in BE and any(word.endswith(("ed", "en", "wn", "nt", "ht")) for word in low[at + 1:at + 3])
               for at in range(clause.start, clause.end))
