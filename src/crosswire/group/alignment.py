"""Two wordings side by side: their words without case, punctuation and US/UK spelling, and where they differ."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from crosswire.spans import Span
from crosswire.tables import table

WORD = re.compile(r"per\s+cent\b|\d+(?:[.,:]\d+)*|\w+(?:[-'’.]\w+)*|[&%]", re.I)
ELISION = re.compile(r"\.\.\.|…|[\[\]()]")


@functools.cache
def function_words() -> frozenset[str]:
    """The words that carry no content."""
    return frozenset(table("grammar")["function_words"])


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a passage: `keys` for comparing, `spans` in the article's text, one for one."""

    keys: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def content(self) -> tuple[str, ...]:
        """The keys that are not function words."""
        return tuple(key for key in self.keys if key not in function_words())


def words(text: str, span: Span) -> Words:
    """The words of the span, folded. ("Our defence & theirs" -> our, defense, and, theirs)"""
    found = list(WORD.finditer(text, span.start, span.end))
    return Words(tuple(folded(m.group()) for m in found), tuple(Span(*m.span()) for m in found))


@functools.lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """The form that all spellings of a word share. ("Organised" -> "organized", "build–up" -> "build-up")"""
    variants = table("spelling_variants")
    plain = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    plain = " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
    if plain in variants["words"]:
        return str(variants["words"][plain])
    for british, american in variants["endings"]:
        if plain.endswith(british) and len(plain) - len(british) >= variants["stem"]:
            return plain.removesuffix(british) + str(american)
    return plain


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two wordings lie on each other: words in common, their share of the shorter, and the differing runs.

    `runs` are pairs of half-open word ranges (one may be empty) between the first and the last common word.
    """

    common: int
    common_content: int
    containment: float
    runs: tuple[tuple[tuple[int, int], tuple[int, int]], ...]


def aligned(one: Sequence[str], other: Sequence[str]) -> Alignment:
    """The longest common subsequence of two word sequences, as an Alignment."""
    blocks = [op for op in LCSseq.opcodes(one, other) if op.tag == "equal"]
    common = sum(op.src_end - op.src_start for op in blocks)
    content = sum(key not in function_words() for op in blocks for key in one[op.src_start : op.src_end])
    runs = tuple(((a.src_end, b.src_start), (a.dest_end, b.dest_start))
                 for a, b in pairwise(blocks))
    shorter = min(len(one), len(other))
    return Alignment(common, content, common / shorter if shorter else 0.0, runs)



def differing(text: str, found: Words, run: tuple[int, int]) -> Span | None:
    """The characters of a differing run of words; None for an empty run, or one that brackets or dots mark."""
    first, end = run
    if first >= end:
        return None
    span = Span(found.spans[first].start, found.spans[end - 1].end)
    around = Span(max(0, span.start - 2), min(len(text), span.end + 2))
    return None if ELISION.search(around.of(text)) else span


def gap_is_elided(text: str, found: Words, run: tuple[int, int]) -> bool:
    """Whether the words missing at an empty run are marked as left out by dots or brackets."""
    first, end = run
    if first < end or first == 0 or first >= len(found.spans):
        return False
    return bool(ELISION.search(text[found.spans[first - 1].end : found.spans[first].start]))
