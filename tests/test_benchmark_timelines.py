"""The measures of timelines: Porter's stems, ROUGE-1, the alignment, date F1; and what is done to tokenised text."""

import datetime as dt

import pytest
import timeline_scores as scores
from porter import stem
from timelines import plain

MAY = [dt.date(2025, 5, day) for day in range(1, 32)]


@pytest.mark.parametrize(("word", "expected"), [  # the examples of Porter's paper
    ("caresses", "caress"), ("ponies", "poni"), ("cats", "cat"), ("agreed", "agre"), ("plastered", "plaster"),
    ("bled", "bled"), ("motoring", "motor"), ("conflated", "conflat"), ("hopping", "hop"), ("falling", "fall"),
    ("filing", "file"), ("happy", "happi"), ("sky", "sky"), ("relational", "relat"), ("vietnamization", "vietnam"),
    ("triplicate", "triplic"), ("hopefulness", "hope"), ("revival", "reviv"), ("adoption", "adopt"),
    ("probate", "probat"), ("rate", "rate"), ("controll", "control"), ("roll", "roll"), ("yes", "ye"),
])
def test_stems(word, expected):
    assert stem(word) == expected


def test_rouge_leaves_stop_words_and_marks_out_and_joins_forms():
    assert scores.rouge_words(["The guns of August.", "Gun-fire!"]) == {"gun": 2, "august": 1, "fire": 1}


def test_date_f1():
    found = scores.date_score(MAY[:4], MAY[2:8])
    assert (found.precision, found.recall) == (0.5, 2 / 6)
    assert found.f1 == pytest.approx(0.4)
    assert scores.date_score([], MAY[:1]).f1 == 0


def test_a_timeline_agrees_with_itself_and_not_with_other_words():
    told = {MAY[0]: ["Guns shelled Harrow Ford."], MAY[9]: ["A truce was signed."]}
    assert scores.align_rouge(told, told).f1 == pytest.approx(1)
    assert scores.align_rouge(told, {MAY[0]: ["Rivers flooded villages."]}).f1 == 0
    assert scores.align_rouge({}, told).f1 == 0


def test_days_apart_divide_what_is_shared():
    gold = {MAY[0]: ["guns shelled harrow"]}
    late = scores.align_rouge({MAY[3]: ["guns shelled lowmere"]}, gold)
    assert late.precision == late.recall == pytest.approx(2 / 3 / 4)


def test_a_day_is_compared_with_the_day_that_costs_least():
    """The next day in other words costs 1/2, the same words three days on nothing: they are the mate, at a quarter."""
    gold = {MAY[1]: ["rivers flooded villages"], MAY[3]: ["guns shelled harrow"]}
    found = scores.align_rouge({MAY[0]: ["guns shelled harrow"]}, gold)
    assert found.precision == pytest.approx(1 / 4)
    assert found.recall == pytest.approx(3 / 4 / 6)


def test_means_are_of_precision_and_recall():
    found = scores.mean([scores.Score(1.0, 0.0), scores.Score(0.0, 0.5)])
    assert (found.precision, found.recall) == (0.5, 0.25)


def test_tokenised_text_is_set_as_print():
    assert plain("`` No , '' he said -LRB- on Monday -RRB- ; it did n't cost $ 5 .") == \
        "“No,” he said (on Monday); it didn't cost $5."
