"""Who did what to whom: the views of a sentence, and weights over them."""

import io
import re

import numpy as np
import pytest

from crosswire.errors import UsageError
from crosswire.extract.events.deeds import (
    KINDS,
    N_ROOTS,
    NEAR,
    Judge,
    Sight,
    beside,
    chances_of,
    quad_of,
    read_judge,
    sight,
    views,
)
from crosswire.reader.labels import ROOTS
from crosswire.reader.reading import ReadWords
from crosswire.spans import Span

WIDTH = 6
TEXT = "The Tarn army shelled the port of Ostrel on Monday, and the mayor protested."
ACTOR, RECIPIENT = (Span(0, 13),), (Span(22, 40),)


def seen(text, seed=1):
    words = tuple(Span(*m.span()) for m in re.finditer(r"\w+", text))
    dice = np.random.default_rng(seed)
    depths = tuple(dice.normal(size=(len(words), WIDTH)).astype(np.float32) for _ in range(3))
    trigger = np.zeros((len(words), N_ROOTS + 5), dtype=np.float32)
    trigger[:, ROOTS.index("NONE")] = 20
    for at, word in enumerate(words):
        if word.of(text) in ("shelled", "protested"):
            trigger[at, :N_ROOTS] = np.eye(N_ROOTS)[ROOTS.index("ASSAULT")] * 40
    return Sight(text, Span(0, len(text)), words, depths, trigger)


def judge(weight):
    size = weight.shape[0] - 1
    return Judge(np.zeros(size, dtype=np.float32), weight.astype(np.float32))


def favouring(root, size):
    weight = np.zeros((size + 1, N_ROOTS))
    weight[-1, ROOTS.index(root)] = 1
    return judge(weight)


def size_of(found):
    return sum(map(len, found))


def test_a_sentence_is_seen_alike_wherever_it_stands_in_the_article():
    alone, before = seen(TEXT), "Rain fell. The Tarn army won. "
    text, at = f"{before}{TEXT} Nobody shelled the Tarn army.", len(before)
    longer = seen(text, seed=2)
    first = sum(word.start < at for word in longer.words)
    here = slice(first, first + len(alone.words))
    for depth, own in zip((*longer.depths, longer.trigger), (*alone.depths, alone.trigger), strict=True):
        depth[here] = own
    words = ReadWords(np.array([w.start for w in longer.words]), np.array([w.end for w in longer.words]),
                      longer.depths, longer.trigger)
    moved = [tuple(Span(s.start + at, s.end + at) for s in party) for party in (ACTOR, RECIPIENT)]
    found = views(sight(text, words, Span(at, at + len(TEXT))), *moved)
    for one, other in zip(found, views(alone, ACTOR, RECIPIENT), strict=True):
        assert np.array_equal(one, other)


def test_what_is_seen_is_the_words_that_name_an_event_the_near_ones_most():
    shown = seen(TEXT)
    around, between = (views(shown, ACTOR, RECIPIENT)[at] for at in (0, 3))
    words = [word.of(TEXT) for word in shown.words]
    shelled, protested = (shown.depths[0][words.index(word)] for word in ("shelled", "protested"))
    near, far = np.exp(-1 / NEAR), np.exp(-6 / NEAR)
    assert np.allclose(between, shelled, atol=1e-4)
    assert np.allclose(around, (near * shelled + far * protested) / (near + far), atol=1e-4)


@pytest.mark.parametrize(("said", "row"), [("shelled", 0), ("did not shell", 1), ("hasn't shelled", 1),
                                           ("will shell", 2), ("plans to shell", 2)])
def test_the_lexicon_tells_what_is_done_from_what_is_not_and_what_is_to_come(said, row):
    text = f"The Tarn army {said} the port of Ostrel."
    rows = views(seen(text), ACTOR, (Span(len(text) - 19, len(text) - 1),))[6].reshape(3, N_ROOTS)
    assert np.flatnonzero(rows[:, ROOTS.index("ASSAULT")]).tolist() == [row]


def test_hits_inside_a_party_are_no_deed_of_the_actor():
    text = "Veld criticised the attack on Ostrel."
    found = views(seen(text), (Span(0, 4),), (Span(16, 36),))[6].reshape(3, N_ROOTS)
    assert not found[:, ROOTS.index("ASSAULT")].any()
    assert found[0, ROOTS.index("ACCUSE")] == 1


def test_no_word_and_no_party_give_zeros_and_an_answer():
    shown = seen("Talks.")
    found = views(shown, (), ())
    assert not found[0].any()
    assert not found[3].any()
    assert favouring("CONSULT", size_of(found)).deed(shown, (), ()).root == "CONSULT"


def test_views_are_of_length_one_whatever_their_size():
    found = views(seen(TEXT), ACTOR, RECIPIENT)
    zero = np.zeros(size_of(found))
    assert np.allclose(beside(found, zero), beside([9 * view for view in found], zero), atol=1e-6)
    assert np.isclose(np.linalg.norm(beside(found, zero)) ** 2, 1 + sum(view.any() for view in found), atol=1e-4)


@pytest.mark.parametrize(("root", "quad"), [("AGREE", 1), ("AID", 2), ("RETREAT", 2), ("REJECT", 3), ("SANCTION", 4)])
def test_the_quad_class_follows_the_roots(root, quad):
    shown = seen(TEXT)
    deed = favouring(root, size_of(views(shown, ACTOR, RECIPIENT))).deed(shown, ACTOR, RECIPIENT)
    assert (deed.root, deed.quad) == (root, quad)
    assert deed.chance > 0.9


def test_roots_that_yield_are_likely_together():
    scores = np.zeros(N_ROOTS)
    scores[[ROOTS.index("CONCEDE"), ROOTS.index("RETREAT"), ROOTS.index("AID")]] = 0.4, 0.5, 0.7
    assert KINDS[int(chances_of(scores).argmax())] == "YIELD"
    assert np.isclose(chances_of(scores).sum(), 1)


def test_the_quad_class_may_be_another_than_that_of_the_likeliest_root():
    chances = np.zeros(len(KINDS))
    for kind, chance in (("COERCE", 0.4), ("REJECT", 0.35), ("ACCUSE", 0.25)):
        chances[KINDS.index(kind)] = chance
    assert quad_of(chances) == 3


def test_kept_weights_judge_as_before():
    shown = seen(TEXT)
    size = size_of(views(shown, ACTOR, RECIPIENT))
    made = judge(np.random.default_rng(3).normal(size=(size + 1, N_ROOTS)))
    made.write(file := io.BytesIO())
    file.seek(0)
    again = read_judge(file)
    assert again.deed(shown, ACTOR, RECIPIENT).root == made.deed(shown, ACTOR, RECIPIENT).root
    assert np.allclose(again.weight, made.weight, atol=1e-2)


def test_weights_for_other_roots_are_refused():
    judge(np.zeros((40, 3))).write(file := io.BytesIO())
    file.seek(0)
    with pytest.raises(UsageError, match="write them anew"):
        read_judge(file)
