"""What the reports tell of each day, what a day weighs, and the sentences that tell it best."""

import datetime as dt

import factories as make
import pytest

from crosswire.dates import DateRange, date_range
from crosswire.render.central import SentenceSpace, cosine, sentence_worth
from crosswire.render.days import FEATURES, UNTOLD, Days

SHELLED = dt.date(2025, 3, 3)
A = make.article("Guns shelled Harrow Ford on Monday and killed nine people.\nThe school had closed on 1 March.", "a",
                 published="2025-03-04")
B = make.article("Nine people died in Harrow Ford on Monday when guns shelled the town.\nTalks follow on Friday.", "b",
                 published="2025-03-05")
C = make.article("Nothing is known of the talks.\nThe weather was fine.", "c", published="2025-03-07")
TIMES = [make.time(A, "Monday", "2025-03-03"), make.time(A, "1 March", "2025-03-01"),
         make.time(B, "Monday", "2025-03-03"), make.time(B, "Friday", "2025-03-07")]


def days(*, limits=None):
    return Days([A, B, C], TIMES, limits=limits)


def test_a_day_that_more_reports_name_weighs_more():
    found = days()
    assert found.ranked()[0] == SHELLED
    assert found.named(SHELLED) == 2
    assert found.weight(date_range("2025-03-03")) > found.weight(date_range("2025-03-01")) > UNTOLD


def test_features_are_shares_of_the_greatest():
    measured = dict(zip(FEATURES, days().features(SHELLED), strict=True))
    assert measured["named"] == measured["named_later"] == pytest.approx(1)
    assert measured["named_ahead"] == 0
    assert measured["published_next_day"] == pytest.approx(1)


def test_an_imprecise_date_weighs_what_its_days_weigh_on_average():
    month = days().weight(date_range("2025-03"))
    assert UNTOLD < month < days().weight(date_range("2025-03-03"))
    assert days().weight(date_range("1999")) == pytest.approx(UNTOLD)


def test_limits_leave_other_days_out():
    found = days(limits=DateRange(dt.date(2025, 3, 2), dt.date(2025, 3, 5), "day"))
    assert dt.date(2025, 3, 1) not in found.known
    assert SHELLED in found.known


def test_a_day_is_told_by_the_sentences_that_name_it_and_the_news_of_it():
    named, news = days().sentences(dt.date(2025, 3, 7))
    assert named == [(B.id, 1)]
    assert news == [(C.id, 0), (C.id, 1)]
    assert days().sentences(SHELLED)[1] == []  # the first sentences of the next day's report name days


def test_a_time_that_names_no_single_day_counts_for_none():
    found = Days([A], [make.time(A, "Monday", "2025-03"), make.time(A, "1 March", None)])
    assert found.known == (dt.date(2025, 3, 4),)  # the day it was published, which nothing names
    assert found.named(SHELLED) == 0


def test_a_summary_says_what_the_group_says_and_nothing_twice():
    space = SentenceSpace([A, B, C])
    keys = [(A.id, 0), (B.id, 0), (C.id, 1)]
    first, second = space.summary([keys], 2)
    assert first in {(A.id, 0), (B.id, 0)}
    assert second != first
    assert cosine(space.vector(first), space.vector(first)) == pytest.approx(1)
    assert space.summary([[]], 3) == []


def test_a_sentence_that_leans_on_another_serves_less():
    article = make.article("Guns shelled the town of Harrow Ford.\nHe shelled the town of Harrow Ford.\n"
                           "\"Guns shelled the town of Harrow Ford.", "d")
    worth = [sentence_worth(article, index) for index in range(3)]
    assert worth[0] > worth[1]
    assert worth[0] > worth[2]
