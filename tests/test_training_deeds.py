"""The weights of who did what to whom, fitted to a few invented sentences."""

import sys
from pathlib import Path

import numpy as np
import pytest
from invented_sights import seen

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))

import deeds
from corpora import EventLabel

from crosswire.extract.events.deeds import Judge
from crosswire.extract.events.sights import around
from crosswire.reader.labels import ROOTS, STATUSES
from crosswire.spans import Span

TOLD = {"asserted": "{} {} the port on Monday", "denied": "{} never {} the port",
        "planned": "tomorrow {} will {} the port",
        "hypothetical": "if {} {} the port, all is lost", "historical": "centuries ago {} {} the port"}
WORDS = {"ASSAULT": ("shelled", "bombed", "torpedoed"), "AID": ("rescued", "sheltered", "funded"),
         "CONSULT": ("met", "visited", "phoned"), "NONE": ("won", "sang", "graduated")}
ACTOR = "the Tarn navy"


def marked(root, word, status, seed):
    text = TOLD[status].format(ACTOR, word)
    spans = [Span(text.index(part), text.index(part) + len(part)) for part in (word, ACTOR, "the port")]
    return EventLabel(spans[0], (spans[1],), (spans[2],), (ROOTS.index(root),), 0,
                      STATUSES.index(status)), seen(text, seed)


def rows(take):
    return [marked(root, word, status, seed) for seed, (root, words) in enumerate(WORDS.items()) for word in words[take]
            for status in TOLD]


@pytest.fixture(scope="module")
def judge():
    own = rows(slice(2))
    parties = deeds.of_parties([around(shown, event.actors, event.recipients) for event, shown in own],
                               [event for event, _ in own], len(own))
    return Judge(parties, *deeds.at_triggers(own))


@pytest.mark.parametrize("at", range(len(rows(slice(2, 3)))))
def test_words_never_seen_are_judged_by_the_tables(judge, at):
    event, shown = rows(slice(2, 3))[at]
    deed = judge.deed(shown, event.actors, event.recipients, event.trigger)
    assert deed.root == ROOTS[event.roots[0]]
    assert judge.told(shown, event.trigger)[0] == STATUSES[event.status]


def test_plv_is_judged_by_weights_that_have_not_seen_its_fold():
    own = [(event, shown) for event, shown in rows(slice(2)) if ROOTS[event.roots[0]] != "NONE"]
    views = [around(shown, event.actors, event.recipients) for event, shown in own]
    chances = deeds.by_folds(views, [event for event, _ in own], len(own))
    assert all(np.isclose(each.sum(), 1) for each in chances)


def test_macro_f1_is_the_mean_over_the_classes_of_the_gold():
    assert deeds.macro(["a", "a", "b"], ["a", "b", "b"]) == pytest.approx(200 / 3)
    assert deeds.macro(["a", "b"], ["a", "c"]) == pytest.approx(50)
