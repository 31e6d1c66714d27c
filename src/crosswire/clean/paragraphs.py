"""The paragraphs of a text: its lines, with hard-wrapped lines joined again."""

from __future__ import annotations

from itertools import pairwise

from crosswire.spans import Span, line_spans, stripped

_NARROWEST, _WIDEST = 40, 120   # columns at which people and programs wrap
_FEWEST_WRAPS = 3
_ENDINGS = ".!?:;\"”’)"


def paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs, without white space at their ends. ("One.\\n\\nTwo.\\n" -> [0:4, 6:10])

    A line is a paragraph, unless the text is hard-wrapped: no line is longer than a column, and most lines
    that are followed by another could not have held its first word. Then such lines belong together.
    Limit: text wrapped at several widths is read line by line.
    """
    lines = [stripped(text, line) for line in line_spans(text)]
    if not _hard_wrapped(text, lines):
        return [line for line in lines if len(line)]
    width = max(map(len, lines))
    out: list[Span] = []
    joins = False
    for index, line in enumerate(lines):
        if len(line):
            out.append(Span(out.pop().start, line.end) if joins else line)
        joins = index + 1 < len(lines) and _full(text, line, lines[index + 1], width)
    return out


def _hard_wrapped(text: str, lines: list[Span]) -> bool:
    width = max(map(len, lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return False
    followed = [(a, b) for a, b in pairwise(lines) if len(a) and len(b)]
    full = [a for a, b in followed if _full(text, a, b, width)]
    open_ended = sum(text[line.end - 1] not in _ENDINGS for line in full)
    return len(full) >= _FEWEST_WRAPS and 2 * len(full) > len(followed) and 2 * open_ended > len(full)


def _full(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    if not len(line) or not len(following):
        return False
    word = following.of(text).split(maxsplit=1)[0]
    return len(line) + 1 + len(word) > width
