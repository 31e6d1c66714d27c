"""Reporting verbs and crediting phrases in a text: where, of which class, and what may follow them.

Rules of this file: the verbs are the table reporting_verbs.toml; regular inflections are derived; a form that
is as often a noun ("claims", "reports") is marked, and counts only where a subject stands right before it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from crosswire import tables
from crosswire.extract.speech.lexicon import Lexicon
from crosswire.spans import Span

ACTS = ("say", "announce", "claim", "deny", "accuse", "demand", "promise", "warn", "agree")
Form = tuple[str, str, frozenset[str], bool, bool, bool]  # the fields of a Cue behind its span
VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb or crediting phrase. `act` is its class, `takes` what may follow, `lemma` its base form.

    `participle`: an -ing form, whose subject is that of the clause before it. `noun_like`: as often a noun.
    `documents`: only writings report with it ("the survey found").
    """

    span: Span
    lemma: str
    act: str
    takes: frozenset[str]
    participle: bool = False
    noun_like: bool = False
    documents: bool = False

    @property
    def credits(self) -> bool:
        """Whether the party follows it as in "according to X"."""
        return self.act == "credit"


def cues(text: str, start: int, end: int) -> Iterator[Cue]:
    """The cues of `text[start:end]`, in text order."""
    for span, form in _forms().find(text, start, end):
        yield Cue(span, *form)


def is_cue(word: str) -> bool:
    """Whether the word alone is a reporting verb. ("insisted" -> True)"""
    return word.lower() in _forms()


@functools.cache
def _forms() -> Lexicon[Form]:
    """Form -> the fields of its Cue."""
    table = tables.table("reporting_verbs")
    forms: dict[str, Form] = {}
    for act in ACTS:
        for lemma, row in table[act].items():
            nouns = set(row.get("noun_forms", "").split())
            for form in row["forms"].split() if "forms" in row else inflected(lemma):
                written = form.replace("~", " ")
                forms[written] = (lemma.replace("_", " "), act, frozenset(row["takes"].split()),
                                  written.split()[0].endswith("ing"), form in nouns,
                                  row.get("subject") == "document")
    for phrase in table["credit"]["phrases"]:
        forms[phrase] = (phrase, "credit", frozenset({"clause"}), phrase == "citing", False, False)
    return Lexicon(forms)


def inflected(lemma: str) -> tuple[str, ...]:
    """The regular forms of a verb. ("deny" -> deny, denies, denied, denying)"""
    if lemma.endswith("e"):
        return lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    plural = "es" if lemma.endswith(("s", "sh", "ch", "x")) else "s"
    return lemma, lemma + plural, lemma + "ed", lemma + "ing"
