"""Turns of a transcript or press release: what stands behind "NAME:" without any marks.

Rules of this file: a turn is a paragraph that begins with a name in capitals (a title before it, an affiliation in
brackets behind it) and a colon; it runs to the end of the paragraph. One such paragraph may be a label ("NOTE:"), so
an article has turns only if two have the form, and labels that the tables know are none. A turn that is all
quotation is left to its marks.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from crosswire.extract.speech.marks import FAMILY, Quoted, word_count
from crosswire.spans import Span, stripped
from crosswire.tables import table

TURN = re.compile(r"(?P<who>(?:[A-Z][\w.'’-]*\s){0,5}[A-Z][A-Z'’-]{2,})"
                  r"(?:\s\([^()\n]{1,60}\)|,\s[^:\n]{1,60})?:\s+(?=\S)")
FEWEST_TURNS = 2
SHORTEST = 3  # words


def turns(text: str, paragraphs: Iterable[Span]) -> list[Quoted]:
    """The turns of an article, in text order; their `outer` begins where the words do, so the name stays in sight."""
    found = [(match["who"], Span(match.end(), paragraph.end)) for paragraph in paragraphs
             if (match := TURN.match(text, paragraph.start, paragraph.end)) and match["who"] not in _labels()]
    if len(found) < FEWEST_TURNS:
        return []
    spans = [stripped(text, span) for _, span in found]
    return [Quoted(span, span, 0) for span in spans
            if word_count(span.of(text)) >= SHORTEST and text[span.start] not in FAMILY]


@functools.cache
def _labels() -> frozenset[str]:
    return frozenset(table("name_words")["acronyms"]["ordinary"]) | frozenset(
        word.upper() for words in table("roles")["labels"].values() for word in words)
