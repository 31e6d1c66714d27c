"""Marked text: whatever the spans do, the tags nest and the characters are the article's own."""

from html.parser import HTMLParser

import factories as make
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.render.highlight import Mark, highlighted
from crosswire.spans import Span, line_spans
from crosswire.values import Block


class Reader(HTMLParser):
    """Reads marked text back: characters, anchors, and whether every end tag closes the last open one."""

    def __init__(self, html: str):
        super().__init__()
        self.text, self.anchors, self.open, self.marked = "", [], [], {}
        self.feed(str(html))
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.open.append((tag, found.get("class", "")))
        if "id" in found:
            self.anchors.append(found["id"])

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        self.text += data
        for _, kind in self.open:
            self.marked[kind] = self.marked.get(kind, "") + data


def whole(text, kind="body"):
    return [Block(Span(0, len(text)), kind, make.WHY)]


@pytest.mark.parametrize(("marks", "expected"), [
    ([(0, 4, "a")], '<p><span class="a">Mara</span> Vell spoke.</p>\n'),
    ([(0, 9, "a"), (5, 9, "b")], '<p><span class="a">Mara <span class="b">Vell</span></span> spoke.</p>\n'),
    ([(0, 9, "a"), (5, 15, "b")],
     '<p><span class="a">Mara <span class="b">Vell</span></span><span class="b"> spoke</span>.</p>\n'),
    ([(0, 4, "a"), (0, 4, "b")], '<p><span class="a"><span class="b">Mara</span></span> Vell spoke.</p>\n'),
    ([(3, 3, "a")], "<p>Mara Vell spoke.</p>\n"),
])
def test_marks_nest(marks, expected):
    text = "Mara Vell spoke."
    assert highlighted(text, whole(text), [Mark(Span(a, b), kind) for a, b, kind in marks]) == expected


def test_a_mark_over_two_lines_is_cut_and_anchored_once():
    text = "One line\n\nand another"
    read = Reader(highlighted(text, whole(text), [Mark(Span(4, 13), "q", "Vell", "p1-4-13")]))
    assert read.anchors == ["p1-4-13"]
    assert read.marked["q"] == "lineand"


def test_boilerplate_lines_are_classed():
    text = "Body.\nSubscribe now"
    blocks = [Block(Span(0, 6), "body", make.WHY), Block(Span(6, 19), "plea", make.WHY)]
    html = highlighted(text, blocks, [])
    assert html == '<p>Body.</p>\n<p class="block-plea" title="appeal to the reader">Subscribe now</p>\n'


def test_text_titles_and_anchors_are_escaped():
    text = '<script>alert("x")</script>'
    html = highlighted(text, whole(text), [Mark(Span(0, 8), "q", '"><img src=x>', '"><b>')])
    assert "<script" not in html
    assert "<img" not in html
    assert "<b>" not in html


TEXT = st.text(alphabet=st.sampled_from("ab <&\"'\n\u2028é😀\u202e"), max_size=40)
PAIRS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from("xyz")), max_size=12)


@given(TEXT, PAIRS)
def test_the_characters_are_kept_and_every_anchor_is_there_once(text, pairs):
    marks = [Mark(Span(min(a, b, len(text)), min(max(a, b), len(text))), kind, "", f"p{index}")
             for index, (a, b, kind) in enumerate(pairs)]
    read = Reader(highlighted(text, whole(text), marks))
    lines = [line.of(text) for line in line_spans(text) if line.of(text).strip()]
    assert read.text.replace("\n", "") == "".join(lines).replace("\n", "")
    seen = {mark.anchor for mark in marks if any(
        c.strip() for line in line_spans(text) if line.of(text).strip()
        for c in text[max(line.start, mark.span.start):min(line.end, mark.span.end)])}
    assert seen <= set(read.anchors)
    assert len(read.anchors) == len(set(read.anchors))


def test_many_marks_on_one_long_line_take_linear_time():
    text = "word " * 8_000
    marks = [Mark(Span(i, i + 14), "n", "", f"p{i}") for i in range(0, 39_000, 5)]
    assert Reader(highlighted(text, whole(text), marks)).text.strip() == text.strip()
