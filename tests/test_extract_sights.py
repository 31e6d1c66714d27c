"""The views of a sentence: around the parties, at a trigger, as it is told."""

import numpy as np
import pytest
from invented_sights import ACTOR, RECIPIENT, TEXT, TRIGGER, seen

from crosswire.extract.events.sights import BESIDE, N_ROOTS, NEAR, around, as_told, at_trigger, sight
from crosswire.reader.labels import ROOTS, STATUSES
from crosswire.reader.reading import ReadWords
from crosswire.spans import Span

LATER = 2  # of the places of a cue: close before, farther before, after


def span_of(words, text):
    return Span(text.index(words), text.index(words) + len(words))


def told_in(text, actor, recipient):
    return around(seen(text), actor, recipient).hits[0].reshape(3, N_ROOTS)


def meanings(text, trigger):
    return [{ROOTS[at] for at in np.flatnonzero(view)} for view in at_trigger(seen(text), (), (),
                                                                              span_of(trigger, text)).hits]


def cues(text, trigger):
    rows = as_told(seen(text), span_of(trigger, text)).hits[0].reshape(-1, 3)
    return {((*STATUSES, "year")[kind], place) for kind, place in zip(*np.nonzero(rows), strict=True)}


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
    actor, recipient, trigger = ([Span(s.start + at, s.end + at) for s in part]
                                 for part in (ACTOR, RECIPIENT, (TRIGGER,)))
    shown = sight(text, words, Span(at, at + len(TEXT)))
    for found, wanted in ((around(shown, actor, recipient), around(alone, ACTOR, RECIPIENT)),
                          (at_trigger(shown, actor, recipient, *trigger), at_trigger(alone, ACTOR, RECIPIENT, TRIGGER)),
                          (as_told(shown, *trigger), as_told(alone, TRIGGER))):
        for one, other in zip((*found.seen, *found.hits), (*wanted.seen, *wanted.hits), strict=True):
            assert np.array_equal(one, other)


def test_around_parties_the_words_count_that_name_an_event_the_near_ones_most():
    shown = seen(TEXT)
    views = around(shown, ACTOR, RECIPIENT).seen
    words = [word.of(TEXT) for word in shown.words]
    shelled, protested = (shown.depths[0][words.index(word)] for word in ("shelled", "protested"))
    near, far = np.exp(-1 / NEAR), np.exp(-6 / NEAR)
    assert np.allclose(views[3], shelled, atol=1e-4)
    assert np.allclose(views[0], (near * shelled + far * protested) / (near + far), atol=1e-4)


@pytest.mark.parametrize(("said", "row"), [("shelled", 0), ("did not shell", 1), ("hasn't shelled", 1),
                                           ("will shell", 2), ("plans to shell", 2)])
def test_the_lexicon_tells_what_is_done_from_what_is_not_and_what_is_to_come(said, row):
    text = f"The Tarn army {said} the port of Ostrel."
    rows = told_in(text, ACTOR, (Span(len(text) - 19, len(text) - 1),))
    assert np.flatnonzero(rows[:, ROOTS.index("ASSAULT")]).tolist() == [row]


def test_hits_inside_a_party_are_no_deed_of_the_actor():
    found = told_in("Veld criticised the attack on Ostrel.", (Span(0, 4),), (Span(16, 36),))
    assert not found[:, ROOTS.index("ASSAULT")].any()
    assert found[0, ROOTS.index("ACCUSE")] == 1


def test_at_a_trigger_its_own_words_are_seen_at_every_depth_then_the_parties():
    shown = seen(TEXT)
    views = at_trigger(shown, ACTOR, RECIPIENT, TRIGGER).seen
    for depth in range(3):
        assert np.allclose(views[depth], shown.depths[depth][3])
    assert np.allclose(views[3], shown.depths[0][:3].mean(axis=0))
    assert np.allclose(views[5], shown.depths[0].mean(axis=0))


def test_nobody_acted_on_and_no_word_are_seen_as_zeros():
    assert not at_trigger(seen(TEXT), ACTOR, (), TRIGGER).seen[4].any()
    assert not any(view.any() for view in around(seen("Talks."), (), ()).seen)


@pytest.mark.parametrize(("text", "trigger", "all_of"), [
    ("The mayor sat down with the strikers.", "sat down", {"CONSULT", "PROTEST"}),
    ("The guild put its name to the paper.", "put its name", {"AGREE"}),
    ("They teamed up with the Tarn navy.", "teamed up", {"COOPERATE"})])
def test_a_trigger_may_stand_for_every_root_that_has_its_word_in_the_wide_table(text, trigger, all_of):
    _, wide, _ = meanings(text, trigger)
    assert all_of <= wide


def test_the_longest_pattern_of_the_wide_table_is_told_apart():
    _, wide, longest = meanings("Tarn called off the siege.", "called off")
    assert {"RETREAT", "CONSULT"} <= wide
    assert longest == {"RETREAT"}


def test_words_elsewhere_say_nothing_of_the_trigger():
    assert meanings("Tarn shelled the port and met the mayor.", "met")[1] == {"CONSULT"}


@pytest.mark.parametrize(("text", "trigger", "cue"), [
    ("Tarn has not shelled the port.", "shelled", ("denied", 0)),
    ("Tarn hasn't shelled the port.", "shelled", ("denied", 0)),
    ("The story that Tarn shelled the port is baseless.", "shelled", ("denied", LATER)),
    ("Tarn will shell the port.", "shell", ("planned", 0)),
    ("Tarn is going to shell the port.", "shell", ("planned", 0)),
    ("If its boats come closer to the coast of Veld, Tarn shells them.", "shells", ("hypothetical", 1)),
    ("In 1931 Tarn shelled the port.", "shelled", ("year", 0)),
    ("Tarn shelled the port two centuries ago.", "shelled", ("historical", LATER))])
def test_cues_of_a_status_are_told_by_where_they_stand(text, trigger, cue):
    assert cue in cues(text, trigger)


def test_a_trigger_is_no_cue_of_itself():
    assert not cues("Tarn denied it.", "denied")


def test_what_stands_beside_a_trigger_counts_less_with_each_word():
    shown = seen("Tarn boats shelled Ostrel.")
    views, depth = as_told(shown, span_of("shelled", shown.text)).seen, shown.depths[1]
    near, far = np.exp(-1 / BESIDE), np.exp(-2 / BESIDE)
    assert np.allclose(views[7], (far * depth[0] + near * depth[1]) / (near + far), atol=1e-5)
    assert np.allclose(views[10], depth[3], atol=1e-5)
