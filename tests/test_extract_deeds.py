"""Who did what to whom, and how it is told: the judge and its weights."""

import io

import numpy as np
import pytest
from invented_sights import ACTOR, RECIPIENT, TEXT, TRIGGER, seen

from crosswire.errors import UsageError
from crosswire.extract.events.deeds import KINDS, Judge, Weights, beside, chances_of, quad_of, read_judge
from crosswire.extract.events.sights import N_ROOTS, Views, around, as_told, at_trigger
from crosswire.reader.labels import ROOTS, STATUSES

SHOWN = seen(TEXT)


def favouring(views, at, classes):
    """Weights that prefer one class whatever they see."""
    centre = np.zeros(sum(map(len, views.seen)), dtype=np.float32)
    weight = np.zeros((len(centre) + sum(map(len, views.hits)) + 1, classes), dtype=np.float32)
    weight[-1, at] = 1
    return Weights(centre, weight)


def judge(root="AID", status="asserted"):
    """A judge that always says so."""
    views = around(SHOWN, ACTOR, RECIPIENT), at_trigger(SHOWN, ACTOR, RECIPIENT, TRIGGER), as_told(SHOWN, TRIGGER)
    return Judge(favouring(views[0], ROOTS.index(root), N_ROOTS), favouring(views[1], ROOTS.index(root), N_ROOTS),
                 favouring(views[2], STATUSES.index(status), len(STATUSES)))


def test_views_are_of_length_one_whatever_their_size():
    found = around(SHOWN, ACTOR, RECIPIENT)
    larger = Views(tuple(9 * view for view in found.seen), tuple(9 * view for view in found.hits))
    zero = np.zeros(sum(map(len, found.seen)))
    assert np.allclose(beside(found, zero), beside(larger, zero), atol=1e-6)
    told = sum(bool(view.any()) for view in (*found.seen, *found.hits))
    assert np.isclose(np.linalg.norm(beside(found, zero)) ** 2, 1 + told, atol=1e-4)


@pytest.mark.parametrize(("root", "quad"), [("AGREE", 1), ("AID", 2), ("RETREAT", 2), ("REJECT", 3), ("SANCTION", 4)])
@pytest.mark.parametrize("trigger", [None, TRIGGER])
def test_the_quad_class_follows_the_roots(root, quad, trigger):
    deed = judge(root).deed(SHOWN, ACTOR, RECIPIENT, trigger)
    assert (deed.root, deed.quad) == (root, quad)
    assert deed.chance > 0.9


def test_a_known_trigger_may_name_no_event():
    assert (judge("NONE").deed(SHOWN, ACTOR, RECIPIENT, TRIGGER).root,
            judge("NONE").deed(SHOWN, ACTOR, RECIPIENT, TRIGGER).quad) == ("NONE", 0)
    assert judge("NONE").deed(SHOWN, ACTOR, RECIPIENT).root != "NONE"


def test_the_status_is_the_likeliest():
    status, chance = judge(status="planned").told(SHOWN, TRIGGER)
    assert status == "planned"
    assert chance > 0.9


def test_no_word_and_no_party_give_an_answer():
    shown = seen("Talks.")
    assert judge("CONSULT").deed(shown, (), ()).root == "CONSULT"
    assert judge("CONSULT").deed(shown, (), (), shown.words[0]).root == "CONSULT"


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
    dice, made = np.random.default_rng(3), judge()
    for part in (made.parties, made.trigger, made.status):
        part.weight[:] = dice.normal(size=part.weight.shape)
    made.write(file := io.BytesIO())
    file.seek(0)
    again = read_judge(file)
    for trigger in (None, TRIGGER):
        assert again.deed(SHOWN, ACTOR, RECIPIENT, trigger).root == made.deed(SHOWN, ACTOR, RECIPIENT, trigger).root
    assert again.told(SHOWN, TRIGGER)[0] == made.told(SHOWN, TRIGGER)[0]
    assert np.allclose(again.trigger.weight, made.trigger.weight, atol=1e-2)


def test_weights_for_other_roots_are_refused():
    other = Weights(np.zeros(39, dtype=np.float32), np.zeros((40, 3), dtype=np.float32))
    Judge(other, other, other).write(file := io.BytesIO())
    file.seek(0)
    with pytest.raises(UsageError, match="write them anew"):
        read_judge(file)
