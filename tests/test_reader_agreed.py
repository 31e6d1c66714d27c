"""What the occurrences of a string say together of its kind."""

import numpy as np
import pytest

from crosswire.reader.agreed import Occurrence, agreed
from crosswire.reader.labels import NAMES
from crosswire.spans import Span

TEXT = "Ilva Renn spoke. Renn left Tarn. Tarn fell. Tarn, said RENN, held."


def seen(word, kind, chance, nth=0, other="ORG"):
    """The nth occurrence of a word, of this kind by this chance and else of the other."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(word, start + 1)
    row = np.zeros(len(NAMES), dtype=np.float32)
    row[NAMES.index(kind)], row[NAMES.index(other)] = chance, 1 - chance
    return Occurrence(Span(start, start + len(word)), np.stack([row] * len(word.split()))), int(row.argmax())


def kinds(*found):
    return [name.kind for name in agreed(found, TEXT)]


def test_the_sure_occurrences_of_a_string_win_the_doubtful_one():
    assert kinds(seen("Tarn", "LOC", 0.99), seen("Tarn", "LOC", 0.4, 1), seen("Tarn", "LOC", 0.99, 2)) == ["LOC"] * 3


def test_a_sure_occurrence_stands_against_a_doubtful_one():
    found = [seen("Tarn", "LOC", 1.0), seen("Tarn", "ORG", 0.6, 1, other="LOC")]
    assert kinds(*found) == ["LOC", "LOC"]


@pytest.mark.parametrize(("full", "expected"), [(0.95, "PER"), (None, "ORG")])
def test_a_word_of_a_persons_longer_name_is_that_person(full, expected):
    longer = [seen("Ilva Renn", "PER", full)] if full else []
    assert kinds(*longer, seen("Renn", "PER", 0.3, 1))[-1] == expected


def test_capitals_do_not_part_a_name_from_itself():
    assert kinds(seen("Ilva Renn", "PER", 0.9), seen("RENN", "PER", 0.3))[-1] == "PER"


def test_spans_stay_in_order_and_scores_are_those_of_the_kind_that_was_agreed():
    found = [seen("Tarn", "LOC", 0.99), seen("Tarn", "LOC", 0.4, 1), seen("Tarn", "LOC", 0.99, 2)]
    names = agreed(found, TEXT)
    assert [name.span for name in names] == [each.span for each, _ in found]
    assert [name.score for name in names] == [0.99, 0.4, 0.99]


def test_nothing_agrees_on_nothing():
    assert agreed([], TEXT) == []
