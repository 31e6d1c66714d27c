"""The PLOVER lexicon: which runs of words name an event, and of which root.

Theory of operation: wordlists/plover.toml and natural_events.toml hold patterns of words with one inflected
head. They are expanded once into a table from the first word form to the patterns that begin with it, so that
reading a sentence costs one dictionary look-up a word. The longest pattern that matches at a word wins.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from crosswire.extract.events.inflection import noun_forms, verb_forms
from crosswire.tables import table

GAP = frozenset({"~"})
MAX_GAP = 5
LIGHT = frozenset({"today", "yesterday", "again", "briefly", "privately", "separately", "later", "earlier", "directly",
                   "publicly", "jointly", "formally", "also", "together", "repeatedly", "immediately", "personally"})
NO_EVENT = "-"  # the root of patterns that look like an event and name none ("agree with" someone)
_STOPS = frozenset({"to", "by", ".", ";", ":", "!", "?", "(", ")", "how", "when", "what", "why", "whether", "if", "who",
                    "which", "where", "because", "although", "while"})
TABLES = ("plover", "natural_events")

Kind = Literal["verb", "noun"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to name an event. `items` are sets of word forms, GAP stands for up to five words."""

    root: str
    mode: str | None
    kind: Kind
    lemma: str
    needs: str
    victim: bool
    posture: bool
    items: tuple[frozenset[str], ...]
    strength: int  # literal items: longer patterns win

    def end(self, words: Sequence[str], start: int) -> int | None:
        """The word after the last one matched from `start`, None if the pattern does not match there."""
        return _end(self.items, words, start)


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found at words[start:end]; the head is the verb, or the last noun."""

    pattern: Pattern
    start: int
    end: int

    @property
    def head(self) -> int:
        """The word that carries the inflection."""
        return self.start if self.pattern.kind == "verb" else self.end - 1


def _end(items: Sequence[frozenset[str]], words: Sequence[str], at: int) -> int | None:
    for index, item in enumerate(items):
        if item is GAP:
            rest = items[index + 1:]
            return _after_gap(rest, words, at) if rest else at
        while index and at < len(words) and words[at] not in item and words[at] in LIGHT:
            at += 1
        if at >= len(words) or words[at] not in item:
            return None
        at += 1
    return at


def _after_gap(rest: Sequence[frozenset[str]], words: Sequence[str], at: int) -> int | None:
    for begin in range(at, min(at + MAX_GAP + 1, len(words))):
        if (end := _end(rest, words, begin)) is not None:
            return end
        if words[begin] in _STOPS:
            return None
    return None


class Lexicon:
    """The patterns by their first word form."""

    def __init__(self, patterns: Sequence[Pattern]):
        self.patterns = tuple(patterns)
        self._by_first: dict[str, list[Pattern]] = {}
        for pattern in sorted(patterns, key=lambda p: -p.strength):
            for form in pattern.items[0]:
                self._by_first.setdefault(form, []).append(pattern)

    def hits(self, words: Sequence[str]) -> Iterator[Hit]:
        """For each word the strongest verb and the strongest noun pattern that begin there, in text order."""
        for start, word in enumerate(words):
            seen: set[str] = set()
            for pattern in self._by_first.get(word, ()):
                if pattern.kind in seen:
                    continue
                end = pattern.end(words, start)
                if end is not None:
                    seen.add(pattern.kind)
                    yield Hit(pattern, start, end)

    def every(self, words: Sequence[str]) -> Iterator[Hit]:
        """All patterns that match, in text order."""
        for start, word in enumerate(words):
            for pattern in self._by_first.get(word, ()):
                end = pattern.end(words, start)
                if end is not None:
                    yield Hit(pattern, start, end)


def _item(word: str) -> frozenset[str]:
    return GAP if word == "~" else frozenset(word.split("|"))


def _verb(text: str) -> tuple[frozenset[str], ...]:
    head, *rest = text.split()
    forms = frozenset(form for single in head.split("|") for form in verb_forms(single))
    return (forms, *(_item(word) for word in rest))


def _noun(text: str) -> tuple[frozenset[str], ...]:
    words = text.split()
    if "~" in words and "|" in words[0]:  # "truce|accord ~ signed": forms as written
        return tuple(_item(word) for word in words)
    if words[-1] in ("of", "on", "for", "against", "over") or "~" in words:
        head = next((i for i, w in enumerate(words) if w in ("of", "on", "for", "against", "over", "to")), 1) - 1
    else:
        head = len(words) - 1
    return tuple(noun_forms(word) if index == head else _item(word) for index, word in enumerate(words))


def _as_written(text: str) -> tuple[frozenset[str], ...]:
    return tuple(map(_item, text.split()))


_FORMS: tuple[tuple[str, Kind, Callable[[str], tuple[frozenset[str], ...]]], ...] = (
    ("verbs", "verb", _verb), ("nouns", "noun", _noun), ("words", "noun", _as_written))


def _patterns(row: Mapping[str, Any]) -> Iterator[Pattern]:
    for key, kind, forms in _FORMS:
        for text in row.get(key, ()):
            items = forms(text)
            needs = row.get("needs", "any" if kind == "verb" else "evidence")
            yield Pattern(row["root"], row.get("mode"), kind, text, needs, row.get("victim", False),
                          row.get("posture", False), items,
                          sum(item is not GAP for item in items))


@functools.cache
def lexicon() -> Lexicon:
    """The lexicon that ships with Crosswire."""
    return Lexicon([pattern for name in TABLES for row in table(name)["patterns"] for pattern in _patterns(row)])


@functools.cache
def wide(name: str) -> Lexicon:
    """The patterns of a table whose sections are what they stand for; `words` stand as written."""
    return Lexicon([pattern for section, row in table(name).items() if section != "source"
                    for pattern in _patterns({"root": section, **row})])
