"""How many people a report says died, people told without a number included.

Rules of this file: victims.py reads each sentence; here the same people told twice count once. This is a
derivation for the ledger and for benchmarks, not a Figure: a figure is a number that somebody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswire.extract.figures.cases import Case
from crosswire.extract.figures.labels import counts_nothing
from crosswire.extract.figures.numbers import numbers
from crosswire.extract.figures.phrases import counts, scene
from crosswire.extract.figures.victims import Victims, victims
from crosswire.model import Article
from crosswire.spans import Span

PERIODS = re.compile(r"\b(?:years?|months?|so far|past|since|total|toll|overall)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Deaths:
    """How many died by one report, and the sentences that say so."""

    number: float
    sentences: tuple[Span, ...]


def deaths(article: Article) -> Deaths:
    """The people who died by a report on one happening. ("A driver was shot dead. His son also died." -> 2)"""
    total, names, telling = 0.0, frozenset[str](), list[Span]()
    for span in (sentence.span for sentence in article.sentences if sentence.kind == "body"):
        told = list(_victims(article.text, span))
        if not told or (telling and PERIODS.search(span.of(article.text))):
            continue
        total = _with(total, told, names) if total else sum(one.number for one in told)
        names = names.union(*(one.names for one in told))
        telling.append(span)
    return Deaths(total, tuple(telling))


def _victims(text: str, span: Span) -> Iterator[Victims]:
    """Those whom the sentence tells, each once."""
    own = scene(text, span, list(numbers(text, span.start, span.end)))
    counted = [count for count in counts(own) if not counts_nothing(Case(own, count, None, None, None))]
    found = list(victims(own, counted))
    told = [one for one in found if one.how != "pronoun"] or found[-1:]
    names = frozenset[str]()
    for one in told:
        if not (one.how == "known" and one.names & names):
            names |= one.names
            yield one


def _with(total: float, told: Sequence[Victims], names: frozenset[str]) -> float:
    """The total with a sentence more: a fuller telling replaces it, further people add to it."""
    new = [one for one in told if one.further and not one.names & names]
    here = sum(one.number for one in told)
    if not new or (here == total and len(told) > 1):  # "Three died at once, another in hospital"
        return max(total, here)
    return total + sum(one.number for one in new)
