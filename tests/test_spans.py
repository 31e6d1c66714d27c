"""Laws of spans: overlap, containment, gaps, merging, indexes, lines."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.spans import OffsetMap, Span, SpanIndex, line_spans, merged, stripped

spans = st.tuples(st.integers(0, 60), st.integers(0, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3)])
def test_an_impossible_span_is_refused(start, end):
    with pytest.raises(ValueError, match="needs 0 <= start <= end"):
        Span(start, end)


@given(spans, spans)
def test_overlap_is_symmetric_and_means_a_shared_character(one, other):
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) == other.overlaps(one)
    assert one.shared(other) == other.shared(one) == len(shared)
    assert one.overlaps(other) or not shared
    if len(one) and len(other):
        assert one.overlaps(other) == bool(shared)


@given(spans, spans)
def test_a_gap_is_zero_exactly_when_they_touch_or_share(one, other):
    assert one.gap(other) == other.gap(one)
    assert (one.gap(other) == 0) == (one.start <= other.end and other.start <= one.end)


@given(st.lists(spans))
def test_merging_keeps_the_characters_and_leaves_no_touching_spans(items):
    together = merged(items)
    assert {i for s in together for i in range(s.start, s.end)} == {i for s in items for i in range(s.start, s.end)}
    assert all(a.end < b.start for a, b in pairwise(together))


@given(st.lists(spans), spans)
def test_an_index_finds_what_a_plain_scan_finds(items, question):
    index = SpanIndex((span, number) for number, span in enumerate(items))
    ordered = sorted(range(len(items)), key=lambda n: (items[n].start, items[n].end))
    assert index.overlapping(question) == [n for n in ordered if items[n].overlaps(question)]
    assert index.within(question) == [n for n in ordered if question.contains(items[n])]


@given(st.text(alphabet="ab \n\r\t\u2028", max_size=40))
def test_lines_hold_every_character_but_line_ends(text):
    lines = line_spans(text)
    assert [span.of(text) for span in lines] == [line.strip("\r\n\u2028") for line in text.splitlines()]


@given(st.text(alphabet="ab \n", max_size=20))
def test_stripping_equals_strip(text):
    assert stripped(text, Span(0, len(text))).of(text) == text.strip()


def test_an_offset_map_leads_back_to_the_page():
    page, text = "<p>One</p><p>Two</p>", "One\nTwo"
    offsets = OffsetMap(((0, 3, 3), (4, 13, 3)))
    assert offsets.to_page(Span(0, 3)).of(page) == "One"
    assert offsets.to_page(Span(5, 7)).of(page) == "wo"
    assert offsets.to_page(Span(1, 6)).of(page) == "ne</p><p>Tw"
    assert offsets.to_page(Span(3, 4)) is None
    assert text[4:7] == "Two"
