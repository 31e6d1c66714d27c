"""Word pieces, windows and tag sequences: what needs no weights."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from crosswire.reader.labels import NAMES, decode, encode, tags
from crosswire.reader.pieces import MAX_PIECES, Window, windows
from crosswire.reader.relations import N_DISTANCES, distances


@st.composite
def spans_of_words(draw):
    n_words = draw(st.integers(1, 30))
    cutting = sorted(draw(st.sets(st.integers(0, n_words), max_size=12)))
    out = [(start, end - 1, draw(st.integers(0, len(NAMES) - 1)))
           for start, end in zip(cutting[::2], cutting[1::2], strict=False)]
    return n_words, out


@given(spans_of_words())
def test_tags_of_spans_decode_to_the_same_spans(drawn):
    n_words, spans = drawn
    scores = 5 * np.eye(len(tags(NAMES)), dtype=np.float32)[encode(spans, n_words)]
    assert decode([scores])[0] == spans


@given(st.lists(st.integers(0, 12), max_size=5), st.integers(0, 2**31))
def test_sequences_decoded_together_are_decoded_as_if_alone(lengths, seed):
    dice = np.random.default_rng(seed)
    scores = [dice.normal(size=(n, 9)).astype(np.float32) for n in lengths]
    assert decode(scores) == [decode([each])[0] for each in scores]


@given(st.integers(1, 10), st.integers(0, 2**31))
def test_decoded_spans_never_overlap_whatever_the_scores(n_words, seed):
    scores = np.random.default_rng(seed).normal(size=(n_words, 21)).astype(np.float32) * 9
    ends = [(first, last) for first, last, _ in decode([scores])[0]]
    assert all(first <= last for first, last in ends)
    assert all(one[1] < other[0] for one, other in pairwise(ends))


def test_of_overlapping_spans_the_longest_is_tagged():
    assert encode([(0, 1, 0), (0, 3, 1)], 4) == encode([(0, 3, 1)], 4)


@given(st.lists(st.integers(1, MAX_PIECES), max_size=40))
def test_the_cores_of_windows_cover_every_sentence_once_and_no_window_is_too_long(lengths):
    bounds = [0, *np.cumsum(lengths).tolist()]
    found = list(windows(bounds))
    assert [w.core_start for w in found] == [0, *(w.core_end for w in found[:-1])] if found else not lengths
    assert not found or found[-1].core_end == bounds[-1]
    for window in found:
        assert window.start <= window.core_start < window.core_end <= window.end
        assert window.end - window.start <= MAX_PIECES
        assert set(vars_of(window)) <= set(bounds)


def vars_of(window: Window) -> tuple[int, int, int, int]:
    return window.start, window.end, window.core_start, window.core_end


def test_a_middle_window_sees_its_neighbours():
    first, second, *_ = windows(range(0, 900, 20))
    assert first.end > first.core_end
    assert second.start < second.core_start


@given(st.integers(1, 300), st.data())
def test_distances_are_ordered_buckets_around_the_middle(n_words, data):
    at = data.draw(st.integers(0, n_words - 1))
    found = distances(n_words, at)
    assert found[at] == N_DISTANCES // 2
    assert (np.diff(found) >= 0).all()
    assert found.min() >= 0
    assert found.max() < N_DISTANCES


def test_windows_of_sentences_of_usual_lengths_read_few_pieces_twice():
    bounds = [0, *np.cumsum([12, 30, 22, 41, 18, 26, 9, 35] * 40).tolist()]
    assert sum(w.end - w.start for w in windows(bounds)) <= 1.2 * bounds[-1]


@given(st.lists(st.integers(1, 60), min_size=1, max_size=5), st.integers(0, 2**31))
def test_what_decodes_scores_as_high_as_plain_viterbi(lengths, seed):
    dice = np.random.default_rng(seed)
    for n in lengths:
        scores = dice.normal(size=(n, 9)).astype(np.float32) * 3
        scores[:, 0] += 6 * (dice.random(n) < 0.8)
        found = np.array(encode(decode([scores])[0], n))
        assert scores[np.arange(n), found].sum() >= plain_viterbi(scores) - 1e-3


def plain_viterbi(scores):
    """The best legal path's score, state by state."""
    closed, opened = 0.0, [-np.inf, -np.inf]
    for row in scores.tolist():
        ended = max(opened[k] + row[3 + 4 * k] for k in (0, 1))
        begun = [max(closed + row[1 + 4 * k], opened[k] + row[2 + 4 * k]) for k in (0, 1)]
        closed, opened = max(closed + max(row[0], row[4], row[8]), ended), begun
    return closed
