"""How the reports of one utterance depart from each other: the findings of an Utterance.

Rules of this file: each wording is laid on the longest one, word by word. Words that both have otherwise are a
substitution; words that only one has are an addition, or an elision where the other marks the gap with dots or
brackets. A report under another name than most is an attribution; one that its article calls translated is a
translation; reported speech is indirect. Letters, punctuation and US/UK spelling are nothing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from crosswire.canon import Canon
from crosswire.group.alignment import Words, aligned, gap_is_elided, words
from crosswire.model import Quotation
from crosswire.spans import Span
from crosswire.tables import table
from crosswire.values import WordingFinding, WordingKind

BEFORE, BEHIND = 160, 140  # characters around a quotation in which its translation is told
IN_LANGUAGE = re.compile(r"\bin\s(?:\w+\s)?([A-Z][a-z]+)\b(?!\s[A-Z])")


def wording_findings(texts: Mapping[str, str], wordings: Sequence[tuple[Words, Sequence[Quotation]]],
                     retold: Iterable[Quotation], speaker: str | None, canon: Canon) -> tuple[WordingFinding, ...]:
    """The findings of an utterance: its wordings with their quotations, those that retell it, and its speaker."""
    longest = max(wordings, key=lambda row: (len(row[0].keys), row[0].keys))
    found: set[WordingFinding] = set()
    for row in wordings:
        if row is not longest:
            found |= set(_compared(texts, longest, row))
    quotations = [quotation for _, row in wordings for quotation in row]
    found |= {WordingFinding("translation", q.article_id, q.span) for q in quotations
              if is_translated(texts[q.article_id], q.span)}
    found |= {WordingFinding("attribution", q.article_id, q.speaker.span or q.span) for q in quotations
              if q.speaker and speaker and canon.name(q.speaker) != speaker}
    found |= {WordingFinding("indirect", q.article_id, q.span) for q in retold}
    return tuple(sorted(found, key=lambda f: (f.article_id, f.span, f.kind)))


def _compared(texts: Mapping[str, str], one: tuple[Words, Sequence[Quotation]],
              other: tuple[Words, Sequence[Quotation]]) -> Iterator[WordingFinding]:
    """What two wordings have otherwise, in every article that has one of them."""
    for runs in aligned(one[0].keys, other[0].keys).runs:
        empty = [first >= end for first, end in runs]
        elided = any(gap_is_elided(texts[row[1][0].article_id], words(texts[row[1][0].article_id], row[1][0].span), run)
                     for row, run in zip((one, other), runs, strict=True))
        for (_, quotations), (first, end) in zip((one, other), runs, strict=True):
            for quotation in quotations if first < end else ():
                spans = words(texts[quotation.article_id], quotation.span).spans
                kind: WordingKind = "substitution" if not any(empty) else "elision" if elided else "addition"
                yield WordingFinding(kind, quotation.article_id, Span(spans[first].start, spans[end - 1].end))


def is_translated(text: str, span: Span) -> bool:
    """Whether the words around a quotation say that it was translated. ("through an interpreter")"""
    before = text[max(0, span.start - BEFORE) : span.start].rsplit("\n", 1)[-1]
    behind = text[span.end : span.end + BEHIND].split("\n", 1)[0]
    return any(_told_translated().search(side) or any(m[1] in _languages() for m in IN_LANGUAGE.finditer(side))
               for side in (before, behind))


@functools.cache
def _told_translated() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('reporting_verbs')['translation']['phrases'])})\b", re.I)


@functools.cache
def _languages() -> frozenset[str]:
    """Names of languages: those of the table, and what the people of a country are called."""
    demonyms = {form for row in table("countries")["countries"].values() for form in row.get("demonyms", ())}
    return frozenset({*table("reporting_verbs")["translation"]["languages"], *demonyms} - {"English"})
