"""Sentences and paragraphs keep every character that is not white space, and end where readers end them."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
import syntok.segmenter
from hypothesis import given
from hypothesis import strategies as st

from crosswire.clean.paragraphs import paragraphs
from crosswire.clean.sentences import sentences
from crosswire.spans import Span


def split(text: str) -> list[str]:
    return [span.of(text) for line in paragraphs(text) for span in sentences(text, line)]


@pytest.mark.parametrize(("text", "expected"), [
    ("He left. She stayed.", ["He left.", "She stayed."]),
    ("Mr. Oru met Gen. T. Vell in Talvik. They spoke.", ["Mr. Oru met Gen. T. Vell in Talvik.", "They spoke."]),
    ("The U.S. Army left. So did the U.N. The town is empty.",
     ["The U.S. Army left.", "So did the U.N.", "The town is empty."]),
    ("It rose 3.5 percent. No. 10 agreed.", ["It rose 3.5 percent.", "No. 10 agreed."]),
    ("On Nov. 10 it fell. Then Dec. came.", ["On Nov. 10 it fell.", "Then Dec. came."]),
    ("“Go! Now.” He ran.", ["“Go!", "Now.”", "He ran."]),
    ("“Stop!” she said. “We will not.”", ["“Stop!” she said.", "“We will not.”"]),
    ('"We left. We ran," he said.', ['"We left.', 'We ran," he said.']),
    ("We wait... and wait. Was it (really?) so? Yes.", ["We wait... and wait.", "Was it (really?) so?", "Yes."]),
    ("It came at 7 p.m. local time. It came at 7 p.m. The army slept.",
     ["It came at 7 p.m. local time.", "It came at 7 p.m.", "The army slept."]),
    ("The mayor left the valley.The army stayed.", ["The mayor left the valley.", "The army stayed."]),
    ("See example.com for more.", ["See example.com for more."]),
    ("Line one\nLine two", ["Line one", "Line two"]),
    ("他们走了。军队留下。", ["他们走了。", "军队留下。"]),
    ("غادر الجيش. بقي العمدة؟ نعم.", ["غادر الجيش.", "بقي العمدة؟", "نعم."]),
])
def test_sentences_end_where_readers_end_them(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@given(st.text(alphabet="abAB .!?…\"“”’()\n\t1é。😀", max_size=120))
def test_sentences_partition_what_is_not_white_space(text: str) -> None:
    spans = [span for line in paragraphs(text) for span in sentences(text, line)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(span.of(text).strip() == span.of(text) != "" for span in spans)


INVENTED = (
    "The army of Valdoria left the Sarrow valley on Tuesday. Officials in Talvik said 12 people were hurt. "
    "Dr. Mara Vell, who runs the hospital, spoke of a long night. “We had no power,” she said. “Nobody slept.” "
    "The U.S. envoy is expected on Friday. Was the bridge destroyed? Nobody could say! "
    "A second report, by Dr. Oru Tamm, put the number at 1.5 million crowns. It was disputed.")


def test_an_independent_tool_splits_prose_the_same_way() -> None:
    theirs = [" ".join(token.value for token in sentence)
              for paragraph in syntok.segmenter.analyze(INVENTED) for sentence in paragraph]
    assert ["".join(one.split()) for one in theirs] == ["".join(one.split()) for one in split(INVENTED)]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = "\n\n".join(textwrap.fill(paragraph, 68) for paragraph in (
        "The army of Valdoria left the Sarrow valley on Tuesday after three weeks of talks, and the people of Talvik "
        "came back to their houses, where most of them found nothing but ashes and the few things that nobody wanted.",
        "The mayor said that the bridge would be open by Friday, if the rain stopped and the engineers from the north "
        "arrived in time."))
    assert len(paragraphs(text)) == 2
    assert split(text)[0].endswith("wanted.")


def test_one_sentence_a_line_is_not_taken_for_wrapped_text() -> None:
    text = "\n".join(["The army left the valley in the night."] * 6)
    assert len(paragraphs(text)) == 6


def test_a_megabyte_in_one_line_is_split_in_linear_time() -> None:
    text = "The army left. " * 70_000
    assert len(sentences(text, Span(0, len(text)))) == 70_000
