"""Where quotation marks open and close, paragraph by paragraph.

Rules of this file: a mark opens where white space (or another opening) stands before it and a word after it,
and closes where a word or a stop stands before it; what cannot be paired is left alone, so an odd number of
marks spoils at most its own paragraph. An apostrophe, a prime (6'2") and a plural possessive are no marks.
A paragraph whose quotation stays open and whose successor opens again is a continued quotation. Two writings
get a special door: typographic marks turned round by a bad conversion (“old mill“), and a closing mark that
only comes in the next paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from crosswire.spans import Span, stripped

DOUBLE, SINGLE, ANGLE = "double", "single", "angle"
OPENS_ONLY = {"„": DOUBLE, "‟": DOUBLE, "«": ANGLE, "‹": ANGLE}
CLOSES_ONLY = {"»": ANGLE, "›": ANGLE}
EITHER = {'"': DOUBLE, "“": DOUBLE, "”": DOUBLE, "＂": DOUBLE, "'": SINGLE, "‘": SINGLE, "’": SINGLE}
FAMILY = {**OPENS_ONLY, **CLOSES_ONLY, **EITHER, "``": DOUBLE, "''": DOUBLE}
LEANING = {"“": "open", "‘": "open", "”": "close", "``": "open", "''": "close"}
MARK = re.compile(r"``|''|[" + "".join(sorted(FAMILY.keys() - {"``", "''"})) + "]")
BEFORE_OPENING = set("([{-–—―/:;,…¡¿\u200e\u200f\u200b")
AFTER_CLOSING = set(".,;:!?)]}-–—―/…\u200e\u200f\u200b")
ELISION = re.compile(r"\d\ds?\b|(?:tis|twas|em|til|cause|bout|round|n)\b", re.I)
LONGEST_UNCLOSED = 1200  # characters: beyond this an unclosed mark is a slip, not a quotation
LONGEST_CROSSING = 3  # paragraphs that one pair of marks may span
WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


@dataclass(frozen=True, slots=True)
class Quoted:
    """The characters inside a pair of marks, without them. `outer` has the marks.

    `continues`: it goes on from the quotation of the paragraph before; `closed`: its closing mark was found;
    `depth` 0 is outermost.
    """

    span: Span
    outer: Span
    depth: int
    closed: bool = True
    continues: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    size: int
    family: str
    char: str
    may_open: bool
    may_close: bool


def quoted_spans(text: str, paragraphs: Iterable[Span]) -> list[Quoted]:
    """Every quoted stretch of the paragraphs, in text order, nested ones after the one that holds them."""
    out: list[Quoted] = []
    pending: Quoted | None = None
    crossed = 0
    for paragraph in paragraphs:
        marks = _marks(text, paragraph)
        if pending and (not marks or not marks[0].may_open) and crossed < LONGEST_CROSSING:
            closing = _closing_of_pending(marks, pending, text)
            if closing:
                out[out.index(pending)] = replace(
                    pending, span=Span(pending.span.start, closing.at), closed=True,
                    outer=Span(pending.outer.start, closing.at + closing.size))
                marks = [mark for mark in marks if mark.at > closing.at]
                pending = None
        goes_on = bool(pending and marks and marks[0].may_open and not text[paragraph.start : marks[0].at].strip()
                       and marks[0].family == FAMILY[_opening(text, pending)])
        found = _paired(text, paragraph, marks)
        if goes_on and found and found[0].outer.start == marks[0].at:
            found[0] = replace(found[0], continues=True)
        out.extend(found)
        left_open = next((quoted for quoted in found if not quoted.closed and quoted.depth == 0), None)
        crossed = crossed + 1 if pending and not marks else 0
        pending = left_open or (pending if not marks else None)
    return sorted(out, key=lambda quoted: (quoted.span.start, -quoted.span.end))


def word_count(text: str) -> int:
    """Words, hyphenated or apostrophised ones as one. ("it's a stop-gap, he" -> 4)"""
    return len(WORD.findall(text))


def _opening(text: str, quoted: Quoted) -> str:
    pair = text[quoted.outer.start : quoted.outer.start + 2]
    return pair if pair in FAMILY else pair[0]


def _marks(text: str, paragraph: Span) -> list[_Mark]:
    """The marks of a paragraph that may open or close something."""
    out = []
    for match in MARK.finditer(text, paragraph.start, paragraph.end):
        mark = _judged(text, paragraph, match.start(), match.group())
        if mark.may_open or mark.may_close:
            out.append(mark)
    return out


def _judged(text: str, paragraph: Span, at: int, char: str) -> _Mark:
    """What a mark may do, by the characters on both sides and by its shape."""
    left = text[at - 1] if at > paragraph.start else " "
    right = text[at + len(char)] if at + len(char) < paragraph.end else " "
    after_space = left.isspace() or left in BEFORE_OPENING or left in FAMILY
    before_space = right.isspace() or right in AFTER_CLOSING or right in FAMILY
    family, leaning = FAMILY[char], LEANING.get(char)
    if char in OPENS_ONLY:
        return _Mark(at, len(char), family, char, True, False)
    if char in CLOSES_ONLY:
        return _Mark(at, len(char), family, char, False, True)
    may_open = after_space and not right.isspace()
    may_close = before_space and not left.isspace()
    if leaning == "open" and not (before_space and not left.isspace() and left not in BEFORE_OPENING):
        may_open, may_close = True, False
    elif leaning == "close" and not (may_open and not before_space):
        may_open, may_close = False, True
    if family is DOUBLE and char == '"' and left.isspace() and right.isspace():
        may_open = may_close = True
    if family is SINGLE:
        between_letters = left.isalnum() and right.isalnum()
        may_open = may_open and not between_letters and (char != "'" or left in "\"“(" or not left.isalnum())
        may_open = may_open and (right.isalnum() or right in "[(…$£€\"“") and not ELISION.match(text, at + 1)
        may_open = may_open and char != "’"
        may_close = may_close and not between_letters and char != "‘"
    return _Mark(at, len(char), family, char, may_open, may_close)


def _paired(text: str, paragraph: Span, marks: Sequence[_Mark]) -> list[Quoted]:
    """Opening and closing marks matched by family, at most two deep; the rest is left alone."""
    out: list[Quoted] = []
    stack: list[_Mark] = []
    for index, mark in enumerate(marks):
        holder = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].family == mark.family), None)
        if mark.may_close and holder is not None and not _is_possessive(text, marks, index, stack[holder]):
            opening = stack[holder]
            del stack[holder:]
            out.append(_quoted(opening, mark.at, mark.at + mark.size, depth=len(stack)))
        elif mark.may_open and holder is None and len(stack) < 2:
            if mark.family is not SINGLE or _closer_ahead(marks, index):
                stack.append(mark)
        elif mark.may_open and holder is not None and mark.family is not SINGLE and holder == len(stack) - 1:
            cut = _end_before(text, stack[holder], mark)
            if cut and not any(inner.outer.start < cut < inner.outer.end for inner in out):
                out.append(_quoted(stack[holder], cut, cut, depth=holder))
            stack[holder] = mark
    if stack and stack[0].family is not SINGLE and paragraph.end - stack[0].at <= LONGEST_UNCLOSED:
        opening = stack[0]
        ended = stripped(text, Span(opening.at + opening.size, paragraph.end)).end
        if _plausible_unclosed(text, paragraph, opening):
            out.append(replace(_quoted(opening, ended, ended, depth=0), closed=False))
    return sorted(out, key=lambda quoted: quoted.span.start)


def _quoted(opening: _Mark, end: int, outer_end: int, *, depth: int) -> Quoted:
    start = opening.at + opening.size
    return Quoted(Span(start, max(start, end)), Span(opening.at, max(start, outer_end)), depth)


def _is_possessive(text: str, marks: Sequence[_Mark], index: int, opening: _Mark) -> bool:
    """Whether a single mark after a plural s is a possessive: a better closing mark comes later."""
    mark = marks[index]
    if mark.family is not SINGLE or text[mark.at - 1] not in "sz":
        return False
    if not re.match(r"\s+[a-z]", text[mark.at + 1 : mark.at + 6]):
        return False
    later = next((m for m in marks[index + 1 : index + 40] if m.family is SINGLE), None)
    return later is not None and later.may_close and not later.may_open and later.at - opening.at < LONGEST_UNCLOSED


def _closer_ahead(marks: Sequence[_Mark], index: int) -> bool:
    return any(m.family is SINGLE and m.may_close and m.at - marks[index].at < LONGEST_UNCLOSED
               for m in marks[index + 1 : index + 40])


def _end_before(text: str, opening: _Mark, following: _Mark) -> int | None:
    """Where an unclosed quotation ended before the next one opened: its last full stop, if there is one."""
    inside = text[opening.at + opening.size : following.at]
    stop = max(inside.rfind(stop) for stop in ".!?")
    return opening.at + opening.size + stop + 1 if stop > 0 else None


def _plausible_unclosed(text: str, paragraph: Span, opening: _Mark) -> bool:
    """Whether an unclosed mark opens a quotation: at the paragraph's start, or after a colon, comma or verb."""
    before = text[paragraph.start : opening.at].rstrip()
    return not before or before[-1] in ":,—–-" or bool(re.search(r"\b\w+(?:ed|id|ys|ing|ld)$", before[-20:]))


def _closing_of_pending(marks: Sequence[_Mark], pending: Quoted, text: str) -> _Mark | None:
    family = FAMILY[_opening(text, pending)]
    first = next((mark for mark in marks if mark.family == family), None)
    return first if first and first.may_close else None
