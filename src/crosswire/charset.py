"""Bytes to characters: the one place that decides how a file is read, so that offsets always mean the same text.

Rules of this file: a byte order mark is dropped, every other character is kept, line ends included. What
cannot be read for certain is None; nobody is shown a page of wrong letters without knowing.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),  # before UTF-16, whose mark they begin with
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096
_WIDEST_CUT = 3          # bytes of one UTF-8 character that a cut file may still begin
_BROKEN_SHARE = 0.002    # replaced characters that a page declaring its charset may have
_HIGH_SHARE = 0.3        # bytes above 127 that Western European prose may have
_HIGH_RUN = re.compile(rb"[\x80-\xff]{4}")  # and never so many in a row: that is another alphabet
_PUNCTUATION = frozenset("‘’“”‚„†‡•…–—€£©®°´·«»¡¿§ªº½¼¾×÷±\xa0\xad™")
_SIGNATURES = ((b"%PDF", "a PDF"), (b"\x89PNG", "an image"), (b"\xff\xd8\xff", "an image"), (b"GIF8", "an image"),
               (b"RIFF", "an image or a film"), (b"PK\x03\x04", "a zip archive or office document"),
               (b"\x1f\x8b", "a gzip archive"))


def binary(content: bytes) -> str | None:
    """What the bytes are if they are not text, None if they may be. (b"%PDF-1.4" -> "a PDF")"""
    for mark, _ in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return None
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            return name
    return "binary data (it holds NUL bytes)" if b"\0" in content else None


def decode(content: bytes, *, html: bool = False) -> str | None:
    """The text of the bytes, None if no reading of them is certain enough. (b"caf\\xc3\\xa9" -> "café")

    In order: byte order mark; UTF-8 (a character cut off at the very end is dropped); the charset that an
    HTML page declares; Windows-1252, only where the bytes above 127 are few and all give letters or
    typographic signs. Limit: other eight-bit charsets are read only where a page declares them.
    """
    for mark, name in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark):], name)
    text = _strict(content, "utf-8")
    if text is None:
        text = _cut_utf8(content)
    if text is None and html:
        text = _declared(content)
    return _western(content) if text is None else text


def _strict(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        return None


def _cut_utf8(content: bytes) -> str | None:
    """UTF-8 whose last character is incomplete: a file cut at a size limit."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        text = decoder.decode(content, final=False)
    except UnicodeDecodeError:
        return None
    pending, _ = decoder.getstate()
    return text if text and len(pending) <= _WIDEST_CUT else None


def _declared(content: bytes) -> str | None:
    found = _DECLARED.search(content[:_HEAD])
    if found is None:
        return None
    try:
        codec = codecs.lookup(found[1].decode("ascii"))
    except LookupError:
        return None
    if not codec._is_text_encoding:
        return None
    text, _ = codec.decode(content, "replace")
    return text if text.count("\ufffd") <= _BROKEN_SHARE * len(text) else None


def _western(content: bytes) -> str | None:
    high = sum(byte > 127 for byte in content)
    if high > _HIGH_SHARE * len(content) or _HIGH_RUN.search(content):
        return None
    text = _strict(content, "cp1252")
    if text is None:
        return None
    return text if all(_plausible(character) for character in set(text)) else None


def _plausible(character: str) -> bool:
    if character in "\t\n\r\f" or character in _PUNCTUATION:
        return True
    return character.isprintable() and (character.isascii() or unicodedata.category(character)[0] == "L")
