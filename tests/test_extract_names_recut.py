"""Names as the neural reader cuts them. All people, places and companies invented."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.extract.names.recut import recut
from crosswire.extract.names.stage import pieced
from crosswire.reader.reading import ReadName
from crosswire.spans import Span


def cut(text, *seen, score=0.95):
    """(words, sort, kind) of the pieces of a sentence, recut by what a reader sees: (words, kind)."""
    read = pieced(text, [Span(0, len(text))])
    names = [ReadName(Span(text.index(words), text.index(words) + len(words)), kind, score) for words, kind in seen]
    recut(read, sorted(names, key=lambda name: name.span))
    return [(read[0].surface(piece), piece.sort, piece.kind) for piece in read[0].pieces]


@pytest.mark.parametrize(("text", "words", "kind"), [
    ("Sales of Norway Mobile Tarnek rose.", "Norway Mobile Tarnek", "ORG"),
    ("We saw Meet Orla Tarn on air.", "Orla Tarn", "PER"),
    ("On Friday Tarn and Vell Brothers closed.", "Tarn and Vell Brothers", "ORG"),
])
def test_a_sure_name_is_one_piece_as_the_reader_cuts_it(text, words, kind):
    found = [surface for surface, _, _ in cut(text, (words, kind))]
    assert words in found
    assert sum(part in words for part in found) == 1


def test_a_body_known_by_its_head_grows_and_stays_one():
    text = "The Tarnek ’ Vell Affairs Bureau closed."
    assert cut(text)[-1] == ("Vell Affairs Bureau", "head", "ORG")
    assert cut(text, ("Tarnek ’ Vell Affairs Bureau", "ORG"))[-1] == ("Tarnek ' Vell Affairs Bureau", "head", "ORG")


@pytest.mark.parametrize(("text", "words", "kind"), [
    ("Norway and Sweden met.", "Norway and Sweden", "ORG"),        # tables know both
    ("The Norwegian navy left.", "Norwegian", "NORP"),             # peoples are the rules'
    ("They saw Orla Tarns there.", "Orla Tarn", "PER"),            # ends within a word
    ("The Foreign Ministry of Norway left.", "Norway left", "PER"),  # small letters end it
    ("The Varn River rose.", "Varn", "LOC"),                       # the rules know by its head what it is
])
def test_what_the_rules_know_or_words_do_not_bear_out_stays(text, words, kind):
    assert cut(text, (words, kind)) == cut(text)


def test_a_doubtful_name_changes_nothing():
    text = "Sales of Norway Mobile Tarnek rose."
    assert cut(text, ("Norway Mobile Tarnek", "ORG"), score=0.5) == cut(text)


def test_a_title_stays_with_the_name_that_is_cut_shorter():
    text = "On Monday President Ilva Renn Vell left."
    read = pieced(text, [Span(0, len(text))])
    at = text.index("Ilva")
    recut(read, [ReadName(Span(at, at + len("Ilva Renn")), "PER", 0.95)])
    piece = next(piece for piece in read[0].pieces if read[0].surface(piece) == "Ilva Renn")
    assert (piece.titled, piece.role) == (True, "president")


WORDS = st.lists(st.sampled_from(["Orla", "Tarn", "the", "Norway", "Bureau", "of", "President", "and", "UN", ","]),
                 min_size=1, max_size=9)


@given(WORDS, st.lists(st.tuples(st.integers(0, 8), st.integers(1, 4), st.sampled_from(["PER", "ORG", "LOC"]),
                                 st.floats(0, 1)), max_size=4))
def test_pieces_stay_in_order_and_apart_whatever_is_seen(words, seen):
    text = " ".join(words)
    read = pieced(text, [Span(0, len(text))])
    starts = [len(" ".join(words[:i])) + bool(i) for i in range(len(words))]
    names = []
    for first, size, kind, score in sorted(seen):
        if first + size <= len(words) and (not names or starts[first] >= names[-1].span.end):
            names.append(ReadName(Span(starts[first], starts[first + size - 1] + len(words[first + size - 1])), kind,
                                  score))
    recut(read, names)
    places = [(piece.start, piece.stop) for piece in read[0].pieces]
    assert all(start < stop for start, stop in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))
