"""Quotation marks however they come: no combination raises, loses the document, or leaves the text."""

from __future__ import annotations

import pytest
from factories import article, document
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.clean.articles import articles
from crosswire.extract.names.stage import names
from crosswire.extract.speech.marks import EITHER, FAMILY, quoted_spans
from crosswire.extract.speech.quotes import quotes
from crosswire.extract.speech.references import references
from crosswire.extract.speech.transcripts import turns
from crosswire.model import Article, Document, Quotation, Skipped
from crosswire.reader.stage import readings
from crosswire.spans import Span, line_spans
from crosswire.stage import run

SCRAPS = st.sampled_from([
    *FAMILY, "Mara Vell", " said ", "the farmers", "it", "s ", "6", ". ", ", ", ": ", "\n\n", " ", "we hold the bridge",
    " told AFP", "—", "(", ")", "[…]", "VELL: ", "according to ", "…", "\u200b", "é"])
TEXTS = st.lists(SCRAPS, max_size=40).map("".join)


def paragraphs(text: str) -> list[Span]:
    return [span for span in line_spans(text) if len(span)]


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_no_combination_of_marks_loses_the_document(text: str) -> None:
    given = [document(text + "\n\nThe end of the day.")]
    records = run((articles, readings, names, references, quotes), {Document: given})
    assert len(records[Article]) == 1
    assert not records.get(Skipped)
    assert all(0 <= q.span.start < q.span.end <= len(records[Article][0].text) for q in records[Quotation])
    assert len({q.id for q in records[Quotation]}) == len(records[Quotation])


@given(TEXTS)
def test_a_quotation_is_cut_off_from_its_marks(text: str) -> None:
    for quoted in quoted_spans(text, paragraphs(text)):
        assert quoted.outer.contains(quoted.span)
        assert text[quoted.outer.start : quoted.span.start] in FAMILY


@given(TEXTS, st.sampled_from(sorted(EITHER)))
def test_a_stray_mark_reaches_no_earlier_paragraph(text: str, mark: str) -> None:
    kept = '"We hold the bridge and the mill," Mara Vell said.'
    spans = quoted_spans(f"{kept}\n{mark}{text}", paragraphs(f"{kept}\n{mark}{text}"))
    assert spans[0].span == Span(1, 33)


@given(TEXTS)
def test_a_closed_quotation_survives_what_comes_before_it(text: str) -> None:
    before = text.replace("\n", " ").rstrip(" ")
    whole = f"{before}.\nThe day was long.\n“We hold the bridge and the mill,” Mara Vell said."
    words = [q.span.of(whole) for q in quoted_spans(whole, paragraphs(whole))]
    assert "We hold the bridge and the mill," in words or any("We hold the bridge" in found for found in words)


@pytest.mark.parametrize(("text", "expected"), [
    ("MARA VELL: We hold the bridge.\nODO FERRANT (Unity): Nobody will cross it.\nVELL: That is our word.",
     ["We hold the bridge.", "Nobody will cross it.", "That is our word."]),
    ("MARA VELL: We hold the bridge.\nShe left at noon.", []),
    ("NOTE: The bridge is shut today.\nPHOTO: The old bridge at dawn.", []),
    ("VELL: “We hold the bridge.”\nFERRANT: “Nobody will cross it.”", []),
    ("VELL: Yes.\nFERRANT: No.", []),
])
def test_turns_of_a_transcript_need_no_marks(text: str, expected: list[str]) -> None:
    assert [turn.span.of(text) for turn in turns(text, paragraphs(text))] == expected


def test_whose_turn_it_is() -> None:
    a = article("MARA VELL: We hold the bridge.\nODO FERRANT: Nobody will cross it.\nVELL: That is our last word.")
    got = list(quotes.function([a], [], [], []))
    assert [q.speaker.name for q in got if q.speaker] == ["Mara Vell", "Odo Ferrant", "Mara Vell"]
    assert all(q.direct and q.reason.rule == "turn" for q in got)
