"""A page's lines as the block rules see them, and what a line's own words say about its kind."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass

from crosswire.clean.daylines import day_line
from crosswire.spans import Span
from crosswire.tables import table
from crosswire.values import BlockKind, Reason

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\xa0": " "})
_EDGES = " \t:.…!?>»›|•·-–—*<«\"'"
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
_FEWEST_SENTENCE_WORDS = 5
_LONGEST_TITLE = 22
_LONGEST_RULED = 400     # characters that a line of page furniture may have
_LONGEST_PLEA = 1200     # an appeal to the reader may be a paragraph
_SOON = 120              # characters within which an appeal shows itself; later, prose may have one added
_LONGEST_CAPTION = 70    # words

_CREDIT_AT_END = re.compile(
    r"(?:[\s(\[.,;|–—-]|^)(?:(?:Photos?|Photograph|Images?|Pictures?|Pic|Credit|Photo credit|Image credit)"
    r"(?: by| from| courtesy of)?\s?:\s?[^.!?:]{2,60}"
    r"|(?:AP Photo|REUTERS|Reuters|AFP|EPA|EPA-EFE|Getty Images|Xinhua)\s?/\s?[^.!?:]{2,60}"
    r"|\[[^\[\]:]{2,40}/[^\[\]:]{2,30}\]"
    r"|[\w.'’ -]{2,40}/(?:AP|AFP|REUTERS|Reuters|EPA|EPA-EFE|Getty Images|Xinhua|TASS|Anadolu|picture alliance|dpa|AA)"
    r"|(?:AFP|AP|EPA|Anadolu(?: Agency)?|Bloomberg|NurPhoto|SOPA Images) via Getty Images)\s*[)\].]*$")
_NAME_WORD = r"(?:[A-Z][\w.'’-]*|de|van|von|al|bin|der|la)"
_PLACE_WORD = r"(?:[A-Z][\w.'’-]*|in|for|at|the|of|and|&|de|van|von)"
BYLINE = re.compile(r"(?:By|BY|Written by|Words by|Reported by|Story by|Author:)\s+"
                    r"(?P<name>[A-Z][\w.'’-]+(?: " + _NAME_WORD + r"){0,4})"
                    r"(?:,? " + _PLACE_WORD + r"){0,14}[\s|,·•–—-]*(?:@\w+)?")
_QUOTED = re.compile(r"[\"“][^\"”]{20,2000}[\"”]")
_SAID = re.compile(r"\b(?:said|says|told)\b")
_READER = re.compile(r"\b(?:we|our|us|you|your)\b", re.IGNORECASE)
_CLOCK = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d\d")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the page with what the rules ask of it."""

    span: Span
    text: str
    words: int

    @property
    def sentence(self) -> bool:
        """Whether it reads as prose: it ends as a sentence does, and is longer than a cry."""
        return self.words >= _FEWEST_SENTENCE_WORDS and bool(_SENTENCE_END.search(self.text))

    @property
    def title(self) -> bool:
        """Whether it reads as a heading: short, no full stop, begins large."""
        first = self.text.lstrip("\"“‘'([")[:1]
        return (2 <= self.words <= _LONGEST_TITLE and not self.text.endswith((".", ",", ";"))
                and not (self.sentence and not self.text.endswith("?")) and not first.islower())

    @property
    def long_title(self) -> bool:
        """Whether it reads as a headline of a report, not only a heading."""
        return self.title and self.words >= 4


def make_lines(text: str, spans: list[Span]) -> list[Line]:
    """The lines of the paragraphs."""
    written = [span.of(text) for span in spans]
    return [Line(span, line, len(line.split(None, 500))) for span, line in zip(spans, written, strict=True)]


@dataclass(frozen=True, slots=True)
class Label:
    """A line's kind, and why."""

    kind: BlockKind
    reason: Reason


LineRule = Callable[[Line], Label | None]


def label(line: Line) -> Label | None:
    """What the line's own words say, None if nothing. ("Advertisement" -> ad)"""
    return next((found for rule in LINE_RULES if (found := rule(line)) is not None), None)


def _date_line(line: Line) -> Label | None:
    if len(line.text) <= _LONGEST_RULED and day_line(line.text):
        return Label("credit", Reason("date_line", "the line holds only a date"))
    return None


def _byline(line: Line) -> Label | None:
    if line.words <= 20 and BYLINE.fullmatch(line.text):
        return Label("credit", Reason("byline", "the line says who wrote the report"))
    return None


def _clock(line: Line) -> Label | None:
    if _CLOCK.fullmatch(line.text):
        return Label("related", Reason("video_length", "the line holds only the length of a video"))
    return None


def _caption(line: Line) -> Label | None:
    if line.words > _LONGEST_CAPTION or len(line.text) > _LONGEST_PLEA:
        return None
    found = _CREDIT_AT_END.search(line.text)
    if found is None:
        return None
    kind: BlockKind = "caption" if len(line.text[: found.start()].split()) >= 3 else "credit"
    return Label(kind, Reason("photo_credit", "the line ends in a photo credit"))


def _phrase(line: Line) -> Label | None:
    if len(line.text) > _LONGEST_PLEA:
        return None
    plain = " ".join(line.text.translate(_STRAIGHT).casefold().split()).strip(_EDGES)
    for row in _rows():
        if row.holds(line, plain):
            return row.label
    return None


LINE_RULES: tuple[LineRule, ...] = (_clock, _date_line, _byline, _caption, _phrase)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of wordlists/boilerplate.toml, compiled."""

    label: Label
    whole: frozenset[str]
    start: tuple[str, ...]
    part: re.Pattern[str] | None
    appeal: re.Pattern[str] | None
    pattern: re.Pattern[str] | None
    longest: int

    def holds(self, line: Line, plain: str) -> bool:
        if plain in self.whole:
            return True
        if line.words <= self.longest and plain.startswith(self.start) and not _speech(line.text):
            return True
        found = self.part.search(plain) if self.part else None
        if found and found.start() < _SOON and not _speech(line.text):
            return True
        if self.appeal and len(set(self.appeal.findall(plain))) >= 2 and addresses_reader(line.text):
            return True
        return bool(self.pattern and len(line.text) <= _LONGEST_RULED and self.pattern.fullmatch(line.text))


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) + r")\b")


def _speech(text: str) -> bool:
    """Whether someone is quoted: an appeal speaks for itself."""
    return bool(_QUOTED.search(text) or _SAID.search(text))


def addresses_reader(text: str) -> bool:
    """Whether it speaks of "we" or "you" outside quotation marks, and reports nobody's words."""
    return bool(_READER.search(_QUOTED.sub(" ", text))) and not _SAID.search(text)


@functools.cache
def _rows() -> tuple[_Row, ...]:
    return tuple(_Row(
        label=Label(row["kind"], Reason(row["rule"].replace(" ", "_"), f"page furniture: {row['rule']}")),
        whole=frozenset(row.get("whole", ())), start=tuple(row.get("start", ())),
        part=_any_of(row["part"]) if "part" in row else None,
        appeal=_any_of(row["appeal"]) if "appeal" in row else None,
        pattern=re.compile("|".join(map(_scoped, row["pattern"]))) if "pattern" in row else None,
        longest=row.get("longest", 0)) for row in table("boilerplate")["row"])


def _scoped(pattern: str) -> str:
    """The pattern with its leading flags for itself alone, so that it can stand in an alternation."""
    return f"(?i:{pattern[4:]})" if pattern.startswith("(?i)") else f"(?:{pattern})"
