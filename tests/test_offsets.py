"""The law of the map from extracted text to page: each piece's characters are the page's characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crosswire.clean.page_offsets import align
from crosswire.spans import OffsetMap, Span

TEXTS = st.text(alphabet="abc &<>;\n\té“😀", max_size=60)


@given(TEXTS, TEXTS)
def test_pieces_hold_the_same_characters_in_text_and_page(text: str, page: str) -> None:
    mapped = align(text, page)
    end = 0
    for at, place, length in mapped.pieces:
        assert at >= end
        assert text[at : at + length] == page[place : place + length]
        end = at + length


@given(st.lists(st.text(alphabet="abcé😀", min_size=1, max_size=8), min_size=1, max_size=8))
def test_every_character_of_a_plain_page_is_mapped(words: list[str]) -> None:
    text = " ".join(words)
    page = f"<html><body><p class='x'>{text}</p></body></html>"
    whole = align(text, page).to_page(Span(0, len(text)))
    assert whole is not None
    assert whole.of(page) == text


def test_entities_lie_between_pieces_and_inside_the_range() -> None:
    page = "<p>Smoke &amp; fire   at\nTalvik</p>"
    text = "Smoke & fire at Talvik"
    mapped = align(text, page)
    whole = mapped.to_page(Span(0, len(text)))
    assert whole is not None
    assert whole.of(page) == "Smoke &amp; fire   at\nTalvik"
    assert mapped.to_page(Span(6, 7)) is None


def test_scripts_styles_and_comments_are_not_text() -> None:
    page = "<script>Talvik</script><!-- Talvik --><style>Talvik</style><p>Talvik</p>"
    found = align("Talvik", page).to_page(Span(0, 6))
    assert found is not None
    assert found.start == page.rindex("Talvik")


def test_a_line_that_the_extraction_changed_is_mapped_in_runs_of_words() -> None:
    words = [f"word{number}" for number in range(24)]
    page = f"<p>{' '.join(words)}</p>"
    text = "- " + " ".join(words[:20]) + " CHANGED " + " ".join(words[21:])
    assert sum(length for _, _, length in align(text, page).pieces) > 0.4 * len(page)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9), st.integers(1, 4)), max_size=6), st.integers(0, 30),
       st.integers(0, 30))
def test_to_page_is_the_smallest_range_that_holds_the_mapped_characters(
        steps: list[tuple[int, int, int]], start: int, length: int) -> None:
    pieces, at = [], 0
    for gap, place, size in steps:
        pieces.append((at + gap, place, size))
        at += gap + size
    places = [place + i for a, place, size in pieces for i in range(size) if start <= a + i < start + length]
    expected = Span(min(places), max(places) + 1) if places else None
    assert OffsetMap(tuple(pieces)).to_page(Span(start, start + length)) == expected
