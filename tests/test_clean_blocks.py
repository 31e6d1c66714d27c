"""Page furniture is told from prose; prose is never given away."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.clean.blocks import blocks
from crosswire.clean.paragraphs import paragraphs
from crosswire.tables import table

PROSE = "The army of Valdoria left the Sarrow valley on Tuesday, officials in Talvik said."
MORE = "Nobody in the town of Talvik could say when the last of the soldiers had crossed the bridge."


def kinds(*lines: str) -> list[str]:
    text = "\n".join(lines)
    parts = blocks(text, paragraphs(text))
    starts = [text.index(line) for line in lines]
    return [next(part.kind for part in parts if part.span.start <= start < part.span.end) for start in starts]


@pytest.mark.parametrize(("line", "kind"), [
    ("Advertisement", "ad"), ("ADVERTISEMENT", "ad"), ("Article continues below", "ad"),
    ("Search icon", "nav"), ("12 comments", "nav"), ("4 min read", "nav"), ("Home > World > Valdoria", "nav"),
    ("Share this article", "share"), ("Facebook Twitter WhatsApp", "share"), ("1.2k shares", "share"),
    ("Sign up for our newsletter", "plea"), ("Support us", "plea"),
    ("We can keep our newsroom going only with your donation, so please give what you can.", "plea"),
    ("Read more: Talvik braces for a second night of shelling", "related"), ("Most read", "related"),
    ("More from The Courier: Life in the valley", "related"),
    ("3 May 2031", "credit"), ("Saturday 03 May 2031 03:40 BST", "credit"), ("05/03/31 02:39 PM ET", "credit"),
    ("Published on: 3 May 2031 - 10:15am", "credit"), ("3 May 2031 Last updated at 17:52 GMT", "credit"),
    ("By Jana Kolm", "credit"), ("By Jana Kolm and Oru Tamm in Talvik", "credit"),
    ("Photo: Jana Kolm/Reuters", "credit"), ("(Reporting by Jana Kolm; Editing by Oru Tamm)", "credit"),
    ("Soldiers near the bridge at Talvik. Photo: Jana Kolm", "caption"),
    ("Smoke rises over Talvik, May 3, 2031. REUTERS/Jana Kolm", "caption"),
    ("Your browser does not support the audio element.", "other"),
    ("© 2031 The Courier. All rights reserved.", "other"),
    (PROSE, "body"), ("On 3 May 2031 the army left.", "body"), ("The comments were made on Friday.", "body"),
    ("“Please support our people,” the minister said, “and share our journalism with the world.”", "body"),
    ("The newspaper said its subscribers and journalists had been threatened.", "body"),
    ("Fighting in the north", "body"),
])
def test_a_line_is_known_by_its_own_words(line: str, kind: str) -> None:
    assert kinds(PROSE, line, MORE) == ["body", kind, "body"]


def test_a_name_beside_headline_and_date_is_a_credit() -> None:
    assert kinds("Army leaves the Sarrow valley", "Jana Kolm", "Talvik", "3 May 2031", PROSE) == [
        "body", "credit", "credit", "credit", "body"]


def test_without_a_date_a_short_line_stays_prose() -> None:
    assert kinds("Army leaves the Sarrow valley", "Jana Kolm", PROSE) == ["body", "body", "body"]


def test_captions_of_a_gallery_lie_between_its_credits() -> None:
    assert kinds(
        PROSE, "The valley in pictures", "Soldiers leave their camp above the town.", "Image: Jana Kolm/AFP",
        "A burnt house", "Three families lived here before the war.", "Image: Oru Tamm/AP",
        "The bridge", "It is to open again on Friday.", "Image: Oru Tamm/AP", "3 images1 | 3", MORE) == [
        "body", "caption", "caption", "credit", "caption", "caption", "credit", "caption", "caption", "credit", "nav",
        "body"]


def test_prose_between_two_photo_credits_stays_prose() -> None:
    assert kinds(PROSE, "Image: Jana Kolm/AFP", MORE, PROSE + " Twice.", "Image: Oru Tamm/AP", MORE + " Again.") == [
        "body", "credit", "body", "body", "credit", "body"]


def test_the_headline_above_a_video_length_is_related() -> None:
    assert kinds(PROSE, "Watch the army leave the valley", "02:15", MORE) == ["body", "related", "related", "body"]


def test_a_paragraph_inside_an_appeal_belongs_to_it() -> None:
    appeal = "From the mountains to the coast, we report what others do not."
    assert kinds(PROSE, "Your support helps us", appeal, "Sign up for our newsletter", MORE) == [
        "body", "plea", "plea", "plea", "body"]
    quoted = "“From the mountains to the coast, we fight,” Commander Tamm said."
    assert kinds(PROSE, "Your support helps us", quoted, "Sign up for our newsletter", MORE)[2] == "body"


def test_a_list_of_headlines_ends_at_prose() -> None:
    assert kinds(PROSE, "Most read", "Talvik braces for the night", "Kestria closes its border",
                 "Rain stops the harvest") == ["body", "related", "related", "related", "related"]
    assert kinds(PROSE, "Read more", MORE) == ["body", "related", "body"]


@given(st.lists(st.sampled_from([PROSE, MORE, "Advertisement", "3 May 2031", "", "Image: A B/AFP", "02:15", "Most read",
                                 "Jana Kolm", "x", "Share", "A heading of some kind"]), max_size=14))
def test_blocks_cover_the_text_and_prose_is_never_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    parts = blocks(text, paragraphs(text))
    assert "".join(part.span.of(text) for part in parts) == text
    assert all(a.span.end == b.span.start for a, b in pairwise(parts))
    if "Image: A B/AFP" not in lines:  # between pictures a sentence may be a caption
        assert all(part.kind == "body" for part in parts if PROSE in part.span.of(text) or MORE in part.span.of(text))


def test_the_table_is_well_formed() -> None:
    known = {"nav", "ad", "plea", "caption", "credit", "related", "share", "other"}
    for row in table("boilerplate")["row"]:
        assert row["kind"] in known
        assert not ("start" in row and "longest" not in row), f"{row['rule']}: 'start' needs 'longest'"
        for phrase in [*row.get("whole", ()), *row.get("start", ()), *row.get("part", ())]:
            assert phrase == phrase.casefold()
        for pattern in row.get("pattern", ()):
            re.compile(pattern)


def test_many_lists_of_headlines_are_read_in_linear_time() -> None:
    text = "A heading of the valley\n\nRead more\n" * 5_000
    assert {part.kind for part in blocks(text, paragraphs(text))} >= {"related"}
