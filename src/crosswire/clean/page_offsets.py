"""The map from an extracted text back to the characters of the page's source.

Theory of operation: the page's visible characters, without white space and with entities decoded, are one
long string with the place of each in the source. Each line of the extracted text, squeezed the same way, is
looked up in it, after the line before; a line that is not there as a whole is looked up in runs of a few words.
"""

from __future__ import annotations

import html
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from crosswire.spans import OffsetMap, Span, line_spans

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|noscript|template|svg)\b.*?(?:</(?P=raw)\s*>|\Z)"
    r"|<[a-zA-Z/!?][^<>]*>?"
    r"|(?P<entity>&#?[0-9A-Za-z]{1,32};)"
    r"|(?P<text>[^<&]+|[<&])", re.DOTALL | re.IGNORECASE)
_WORD = re.compile(r"\S+")
_RUN = 6            # words looked up together where a line is not found as a whole
_NO_PLACE = -1
_REACH = 20_000     # visible characters ahead in which a run of words is looked for


@dataclass(frozen=True, slots=True)
class _Visible:
    """The page's visible characters without white space; `places` holds where each stands, or _NO_PLACE."""

    text: str
    places: array[int]


def align(text: str, page: str) -> OffsetMap:
    """The OffsetMap from `text`, which was extracted from `page`, to the page's characters.

    A piece holds characters that stand in the page as they are in the text; an entity ("&amp;"), white space that was
    collapsed and what the extraction added lie between pieces. Limit: a line that stands several times in
    the page is mapped to the first place after the line before it.
    """
    visible = _visible(page)
    pieces: list[tuple[int, int, int]] = []
    for at, place in _placed(text, visible):
        if pieces:
            text_start, page_start, length = pieces[-1]
            step = at - (text_start + length)  # 1 where one space lies between
            same = step == 0 or (step == 1 and text[at - 1] == page[place - 1])
            if same and place - (page_start + length) == step:
                pieces[-1] = (text_start, page_start, length + step + 1)
                continue
        pieces.append((at, place, 1))
    return OffsetMap(tuple(pieces))


def _visible(page: str) -> _Visible:
    parts: list[str] = []
    places = array("q")
    for token in _TOKEN.finditer(page):
        if token["text"] is not None:
            for word in _WORD.finditer(page, token.start("text"), token.end("text")):
                parts.append(word[0])
                places.extend(range(word.start(), word.end()))
        elif token["entity"] is not None:
            decoded = "".join(html.unescape(token["entity"]).split())
            parts.append(decoded)
            places.extend([_NO_PLACE] * len(decoded))
    return _Visible("".join(parts), places)


def _placed(text: str, visible: _Visible) -> Iterator[tuple[int, int]]:
    """(place in text, place in page) of each character that was found and stands there as it is."""
    cursor = 0
    for line in line_spans(text):
        words = [Span(*word.span()) for word in _WORD.finditer(text, line.start, line.end)]
        found = _find(text, words, visible, cursor, len(visible.text))
        if found < 0 and words:
            found = _find(text, words, visible, 0, cursor)
        if found >= 0:
            yield from _pairs(words, visible, found)
            cursor = found + sum(map(len, words))
            continue
        for start in range(0, len(words), _RUN):
            run = words[start : start + _RUN]
            found = _find(text, run, visible, cursor, cursor + _REACH)
            if found >= 0:
                yield from _pairs(run, visible, found)
                cursor = found + sum(map(len, run))


def _find(text: str, words: list[Span], visible: _Visible, start: int, end: int) -> int:
    squeezed = "".join(word.of(text) for word in words)
    return visible.text.find(squeezed, start, end) if squeezed else -1


def _pairs(words: list[Span], visible: _Visible, found: int) -> Iterator[tuple[int, int]]:
    for word in words:
        for offset in range(len(word)):
            place = visible.places[found + offset]
            if place != _NO_PLACE:
                yield word.start + offset, place
        found += len(word)
