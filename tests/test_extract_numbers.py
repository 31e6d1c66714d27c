from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.extract.figures.numbers import numbers

ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(value: int) -> str:
    """The number as an English text writes it. (206 -> "two hundred and six")"""
    for scale, name in ((1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand")):
        if value >= scale:
            rest = value % scale
            join = " and " if 0 < rest < 100 else " "
            return in_words(value // scale) + f" {name}" + (join + in_words(rest) if rest else "")
    if value >= 100:
        return ONES[value // 100] + " hundred" + (" and " + in_words(value % 100) if value % 100 else "")
    if value >= 20:
        return TENS[value // 10] + ("-" + ONES[value % 10] if value % 10 else "")
    return ONES[value]


def read(text: str) -> list[tuple[str, float, float | None]]:
    return [(n.span.of(text), n.low, n.high) for n in numbers(text)]


@pytest.mark.parametrize(("text", "found"), [
    ("13,000 people", [("13,000", 13000, 13000)]),
    ("1.5 million displaced", [("1.5 million", 1_500_000, 1_500_000)]),
    ("10bn and 300k", [("10bn", 10e9, 10e9), ("300k", 300_000, 300_000)]),
    ("two dozen shells", [("two dozen", 24, 24)]),
    ("half a million", [("half a million", 500_000, 500_000)]),
    ("two and a half million", [("two and a half million", 2_500_000, 2_500_000)]),
    ("1,00,000 voters", [("1,00,000", 100_000, 100_000)]),
    ("a single shell", [("single", 1, 1)]),
    ("the biggest single loss", []),
])
def test_digits_words_and_mixtures(text: str, found: list[tuple[str, float, float]]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(("words", "least"), [
    ("dozens", 24), ("scores", 40), ("hundreds", 200), ("thousands", 2000), ("tens of thousands", 20_000),
    ("hundreds of thousands", 200_000), ("millions", 2_000_000), ("several hundred", 200), ("a few dozen", 24),
])
def test_vague_plurals_have_a_minimum_and_no_maximum(words: str, least: float) -> None:
    assert read(f"{words} of people") == [(words, least, None)]


@pytest.mark.parametrize(("text", "low", "high"), [
    ("12 to 15 men", 12, 15), ("between 12 and 15 men", 12, 15), ("200-300 men", 200, 300), ("three or four men", 3, 4),
    ("12-15 million people", 12e6, 15e6),
])
def test_a_range_is_one_number(text: str, low: float, high: float) -> None:
    assert [(n.low, n.high) for n in numbers(text)] == [(low, high)]


def test_two_numbers_side_by_side_are_no_range() -> None:
    assert [n.low for n in numbers("rose from 10 to 15")] == [10, 15]
    assert [n.low for n in numbers("killed 12 and wounded 20")] == [12, 20]
    assert [n.low for n in numbers("20 and 30 men")] == [20, 30]


@pytest.mark.parametrize("text", ["F-16", "5km", "at 3:30", "2-1", "9/11", "2009-01-06", "10.0.0.1", "21st", "T-72",
                                  "COVID-19", "several men", "many"])
def test_labels_times_scores_and_ordinals_are_no_numbers(text: str) -> None:
    assert read(text) == []


def test_shares_and_money() -> None:
    assert [(n.low, n.percent) for n in numbers("7% and a third of it, two-thirds of them, 12 per cent")] == [
        (7, True), (33.33, True), (66.66, True), (12, True)]
    assert [(n.low, n.currency) for n in numbers("US$20 million or €3bn")] == [(20e6, "US$"), (3e9, "€")]


@given(st.integers(1, 999_999_999))
def test_words_and_digits_say_the_same(value: int) -> None:
    assert read(in_words(value)) == [(in_words(value), value, value)]
    assert read(f"{value:,}") == [(f"{value:,}", value, value)]


@given(st.text(max_size=80) | st.lists(st.sampled_from(
    ["one", "12", " ", "-", "to", "and", "dozen", "hundred", "thousand", "of", "a", "half", "%", "$", ",", ".", "tens",
     "millions", "3,000", "\u202f", "1.5", "\n"]), max_size=25).map(" ".join))
def test_any_text_gives_ordered_numbers_inside_it(text: str) -> None:
    position = 0
    for number in numbers(text):
        assert position <= number.span.start < number.span.end <= len(text)
        assert number.high is None or number.low <= number.high
        position = number.span.end


def test_a_long_line_takes_no_long() -> None:
    line = "one hundred thousand " * 20_000 + "9" * 50_000
    assert sum(1 for _ in numbers(line)) > 0
