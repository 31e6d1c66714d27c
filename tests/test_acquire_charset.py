"""Bytes to characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.charset import binary, decode

WORDS = "Tövë said “no” – café"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_texts_of_common_encodings_are_read(encoding: str) -> None:
    assert decode(WORDS.encode(encoding)) == WORDS


def test_a_charset_that_a_page_declares_is_believed() -> None:
    page = '<meta charset="windows-1251"><p>Привет из долины</p>'
    assert decode(page.encode("cp1251"), html=True) == page
    assert decode(page.encode("cp1251")) is None


@pytest.mark.parametrize("declared", ["rot13", "no-such-charset", "base64"])
def test_a_charset_that_is_none_is_passed_over(declared: str) -> None:
    assert decode(f'<meta charset="{declared}">'.encode() + "Привет".encode("cp1251"), html=True) is None


def test_a_character_cut_off_at_the_end_is_dropped() -> None:
    assert decode("the café".encode()[:-1]) == "the caf"


@given(st.text().filter(lambda text: not text.startswith("\ufeff")))
def test_utf_8_comes_back_as_it_went(text: str) -> None:
    assert decode(text.encode()) == text


@given(st.binary())
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    assert decode(content, html=True) is None or binary(content) is None or content
