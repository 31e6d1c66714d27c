"""An article's text as HTML with its spans marked: nested, overlapping and crossing line ends alike.

Theory: each line of the text is one element; a mark that crosses the end of a line or of another mark is cut
there, and only its first piece bears the anchor. So the tags always nest, whatever the spans do, and the
characters between the tags are the article's own, escaped.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from crosswire.spans import Span, line_spans
from crosswire.values import Block


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters to mark: CSS class, the hover text, and the anchor if the page cites them."""

    span: Span
    kind: str
    title: str = ""
    anchor: str = ""


def highlighted(text: str, blocks: Sequence[Block], marks: Iterable[Mark]) -> Markup:
    """The text as a run of <p> elements, one a line, with the marks as <span>s and boilerplate lines classed."""
    waiting = sorted((mark for mark in marks if len(mark.span)), key=_order, reverse=True)
    carried: list[Mark] = []
    out: list[str] = []
    block = 0
    for line in line_spans(text):
        if not line.of(text).strip():
            continue
        while block < len(blocks) and blocks[block].span.end <= line.start:
            block += 1
        kind = blocks[block].kind if block < len(blocks) and blocks[block].span.start < line.end else "body"
        here = [mark for mark in carried if mark.span.end > line.start]
        while waiting and waiting[-1].span.start < line.end:
            here.append(waiting.pop())
        carried = [_rest(mark, line.end) for mark in here if mark.span.end > line.end]
        out.append("<p>" if kind == "body" else f'<p class="block-{escape(kind)}" title="{_BLOCK[kind]}">')
        out.extend(_line(text, line, here))
        out.append("</p>\n")
    return Markup("".join(out))


_BLOCK = {"nav": "navigation", "ad": "advertisement", "plea": "appeal to the reader", "caption": "caption",
          "credit": "credit or date line", "related": "link to other articles", "share": "share button",
          "other": "not the article's own prose", "body": ""}


def _order(mark: Mark) -> tuple[int, int, str, str]:
    return mark.span.start, -mark.span.end, mark.kind, mark.anchor


def _rest(mark: Mark, start: int) -> Mark:
    """What is left of the mark from `start` on; the anchor stays with the first piece."""
    return Mark(Span(start, mark.span.end), mark.kind, mark.title)


def _line(text: str, line: Span, marks: list[Mark]) -> Iterable[str]:
    """The line's characters with nested tags."""
    heap: list[tuple[tuple[int, int, str, str], int, Mark]] = []
    for mark in marks:
        start, end = max(mark.span.start, line.start), min(mark.span.end, line.end)
        if start < end:
            clipped = Mark(Span(start, end), mark.kind, mark.title, mark.anchor)
            heap.append((_order(clipped), len(heap), clipped))
    heapq.heapify(heap)
    count = len(heap)
    open_ends: list[int] = []
    position = line.start
    while heap:
        _, _, mark = heapq.heappop(heap)
        while open_ends and open_ends[-1] <= mark.span.start:
            yield str(escape(text[position : open_ends[-1]])) + "</span>"
            position = open_ends.pop()
        if open_ends and mark.span.end > open_ends[-1]:  # crosses the end of the mark around it: cut there
            rest = _rest(mark, open_ends[-1])
            heapq.heappush(heap, (_order(rest), count, rest))
            count += 1
            mark = Mark(Span(mark.span.start, open_ends[-1]), mark.kind, mark.title, mark.anchor)
        yield str(escape(text[position : mark.span.start])) + _tag(mark)
        position = mark.span.start
        open_ends.append(mark.span.end)
    while open_ends:
        yield str(escape(text[position : open_ends[-1]])) + "</span>"
        position = open_ends.pop()
    yield str(escape(text[position : line.end]))


def _tag(mark: Mark) -> str:
    anchor = f' id="{escape(mark.anchor)}"' if mark.anchor else ""
    title = f' title="{escape(mark.title)}"' if mark.title else ""
    return f'<span class="{escape(mark.kind)}"{anchor}{title}>'
