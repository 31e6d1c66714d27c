"""Noun phrases that stand for people, institutions and documents: "the foreign minister", "two officials".

Rules of this file: a phrase is a head from roles.toml with the modifiers to its left, up to a determiner, a
preposition, a verb or punctuation. No grammar is parsed; the walk is bounded, so a long line costs nothing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from crosswire import tables
from crosswire.extract.speech.cues import is_cue
from crosswire.extract.speech.lexicon import Lexicon
from crosswire.spans import Span

HeadKind = Literal["person", "people", "organisation", "document"]
OWNED = "'s"  # stands for a determiner: "Kestria's president"
DEFINITE = frozenset([OWNED, "the", "his", "her", "its", "our", "their", "this", "these", "that", "those"])

WORD_BEFORE = re.compile(r"([\w&][\w'’.&-]*)(\s+)$")
OWNER = re.compile(r"\w['’]s?\s")
OWNING = re.compile(r"['’]s\b")
LONGEST = 6  # words to the left of the head
REACH = 120  # characters to the left of the head


@dataclass(frozen=True, slots=True)
class Description:
    """A phrase; `head` is its singular head in small letters, `determiner` likewise or empty."""

    span: Span
    head: str
    head_span: Span
    kind: HeadKind
    determiner: str

    @property
    def definite(self) -> bool:
        """Whether it points at something known. ("the minister", not "a minister")"""
        return self.determiner in DEFINITE

    @property
    def bare_singular(self) -> bool:
        """Whether it cannot stand alone. ("spokesman", as in "spokesman Odo Ferrant said")"""
        return not self.determiner and self.kind != "people"


def descriptions(text: str, start: int, end: int) -> Iterator[Description]:
    """The phrases of `text[start:end]`, in text order; a head inside a longer phrase gives none of its own.

    ("The Kestrian foreign minister met two officials." -> "The Kestrian foreign minister", "two officials")
    """
    taken: Description | None = None
    for span, (head, kind) in _heads().find(text, start, end):
        if OWNING.match(text, span.end, end) or _is_surname(text, start, span):
            continue
        left, determiner = _left_edge(text, start, span.start)
        if kind == "people" and determiner in ("that", "this"):  # before a plural "that" opens a clause
            left, determiner = left + len(determiner) + 1, ""
        found = Description(Span(left, span.end), head, span, kind, determiner)
        if taken and left <= taken.span.start:
            taken = found
            continue
        if taken:
            yield taken
        taken = found
    if taken:
        yield taken


def is_verb(text: str, phrase: Description) -> bool:
    """Whether a bare "reports" or "posts" behind a name is the verb. ("the bridge fell, Reuters reports")"""
    plural = phrase.head_span.of(text).lower() == phrase.head + "s"
    return phrase.kind == "document" and not phrase.determiner and plural and not re.search(
        r"\bto\s+$", text[max(0, phrase.span.start - 4) : phrase.span.start], re.I)


def _is_surname(text: str, floor: int, head: Span) -> bool:
    """Whether a capitalised head is somebody's name. ("Mr King", "Ada Bishop")"""
    if not text[head.start].isupper() or " " in head.of(text):
        return False
    before = WORD_BEFORE.search(text, max(floor, head.start - 30), head.start)
    return before is not None and before.group(1) in _before_surnames()


@functools.cache
def _before_surnames() -> frozenset[str]:
    names, titles = tables.table("given_names"), tables.table("roles")["titles"]
    courtesy = [title.capitalize() for gender in ("m", "f") for title in titles[gender] if title.startswith("m")]
    return frozenset([*names["f"].split(), *names["m"].split(), *courtesy, "Dr", "Dr."])


def _left_edge(text: str, floor: int, at: int) -> tuple[int, str]:
    """Where the phrase begins whose head begins at `at`, and its determiner."""
    edge, after_capital = at, False
    for _ in range(LONGEST):
        match = WORD_BEFORE.search(text, max(floor, edge - REACH, 0), edge)
        if not match or "\n" in match.group(2):
            break
        word = match.group(1).lower()
        if word in _closed()["determiners"]:
            return match.start(), word
        stops = word in _closed()["closed_class"] and not match.group(1).isupper()
        if stops or word.endswith(".") or (is_cue(word) and match.group(1)[0].islower()):
            break
        if word.endswith("ing") and match.group(1)[0].islower() and edge == at:
            break
        if at > edge and after_capital and match.group(1)[0].islower() and word not in _closed()["before_names"]:
            break
        after_capital = match.group(1)[0].isupper()
        edge = match.start()
        if re.match(r"[\w.’-]+['’]s?$", match.group(1)) and text[max(0, edge - 1)] in ",;:(":
            break
    return edge, OWNED if OWNER.search(text, edge, at) else ""


@functools.cache
def _heads() -> Lexicon[tuple[str, HeadKind]]:
    """Form -> (singular, kind)."""
    table = tables.table("roles")
    heads: dict[str, tuple[str, HeadKind]] = {}
    things: tuple[HeadKind, ...] = ("document", "organisation")
    for kind in things:
        for word in table[kind]:
            heads[plural(word)] = (word, "people" if kind == "organisation" else kind)
            heads[word] = (word, kind)
    for word in table["person"]:
        heads[plural(word)] = (word, "people")
        heads[word] = (word, "person")
    heads |= {word: (word, "people") for word in table["plural_person"]}
    return Lexicon(heads)


@functools.cache
def _closed() -> dict[str, frozenset[str]]:
    table = tables.table("grammar")
    return {name: frozenset(table[name]) for name in ("determiners", "closed_class", "before_names")}


def plural(word: str) -> str:
    """The regular plural of a noun. ("ministry" -> "ministries", "policeman" -> "policemen")"""
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ch", "sh", "x")) else "s")


@functools.cache
def gender_of(word: str) -> str | None:
    """What a title or a gendered noun says of gender. ("spokeswoman" -> "f", "minister" -> None)"""
    table = tables.table("roles")
    for gender in ("m", "f"):
        if word.lower() in table["titles"][gender] or word.lower() in table["gendered"][gender]:
            return gender
    return None
