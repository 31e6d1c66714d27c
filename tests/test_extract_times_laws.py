"""Laws that every report obeys: weekdays land on their day, spans lie in the text, a prefix only shifts."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from factories import article
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.dates import WEEKDAYS, date_range
from crosswire.extract.times.stage import times
from crosswire.model import TimeExpression

DAYS = st.dates(dt.date(1900, 1, 8), dt.date(2100, 12, 20))
PIECES = st.sampled_from([
    "on Tuesday", "last Friday", "yesterday", "two days later", "in March", "14 April 2031", "Nov. 10,", "since 2014",
    "at 3 p.m.", "the end of May", "a five-year-old", "recent weeks", "every day", "Envoys met", "in the port.", "\n",
    "May", "12-14 April", "1983-1985", "the second", "’s", "‏שלום", "\U0001f600", "(", ")", "1200 GMT", "the weekend",
    "31 June 2031", "30 February", "99/99/2031", "00:61", "the 0th of April", "Q4", "a", "century", "of", "next",
])


def found(text: str, published: dt.date | None) -> list[TimeExpression]:
    return [item for item in times((article(text, published=published),)) if isinstance(item, TimeExpression)]


@given(DAYS, st.sampled_from(WEEKDAYS),
       st.sampled_from(["met on {}", "will meet on {}", "met last {}", "meet next {}"]))
def test_weekday_lands_on_its_day_within_a_week(published: dt.date, weekday: str, phrase: str) -> None:
    item, = found(f"Envoys {phrase.format(weekday)}.", published)
    assert item.value is not None
    day = dt.date.fromisoformat(item.value)
    assert calendar.day_name[day.weekday()] == weekday
    assert abs((day - published).days) <= 7
    assert (day <= published) == ("met" in phrase) or day == published


@given(DAYS, DAYS)
def test_a_full_date_is_read_back_whatever_the_publication_day(day: dt.date, published: dt.date) -> None:
    for text in (f"{day:%d %B %Y}", f"{day:%B} {day.day}, {day.year}", day.isoformat()):
        item, = found(f"Signed {text}.", published)
        assert (item.value, item.anchor) == (day.isoformat(), "self")


@given(DAYS, DAYS)
def test_a_yearless_date_is_the_nearest_one(day: dt.date, published: dt.date) -> None:
    item, = found(f"Signed {day.day} {day:%B}.", published)
    assert item.value is not None
    assert item.value[4:] == day.isoformat()[4:]
    limit = 4 * 366 if (day.month, day.day) == (2, 29) else 184
    assert abs((dt.date.fromisoformat(item.value) - published).days) <= limit


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=14), st.one_of(st.none(), DAYS))
def test_spans_lie_in_the_text_in_order_without_overlap(pieces: list[str], published: dt.date | None) -> None:
    text = " ".join(pieces)
    items = found(text, published)
    end = 0
    for item in items:
        assert end <= item.span.start < item.span.end <= len(text)
        assert item.span.of(text) == item.span.of(text).strip()
        end = item.span.end
    assert len({item.id for item in items}) == len(items)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=10), st.one_of(st.none(), DAYS))
def test_a_paragraph_before_shifts_the_spans_only(pieces: list[str], published: dt.date | None) -> None:
    prefix, text = "The market was full of apples.\n", " ".join(pieces)
    plain, shifted = found(text, published), found(prefix + text, published)
    assert [(item.span.shift(len(prefix)), item.type, item.value, item.mod) for item in plain] == \
        [(item.span, item.type, item.value, item.mod) for item in shifted]


@given(st.lists(PIECES, max_size=10))
def test_without_a_publication_day_nothing_is_anchored_on_it(pieces: list[str]) -> None:
    assert all(item.anchor != "published" for item in found(" ".join(pieces), None))


@given(DAYS)
def test_last_this_and_next_week_are_neighbours(published: dt.date) -> None:
    weeks = [item.value for item in found("It held last week, this week and next week.", published)]
    ranges = [date_range(value or "") for value in weeks]
    assert [r.earliest for r in ranges if r] == [
        published - dt.timedelta(published.weekday() + back) for back in (7, 0, -7)]


@pytest.mark.parametrize("text", [
    "one hundred " * 5000 + "years ago", "9" * 5000 + " years", "9," * 5000 + "9 days later",
    "twenty-" * 5000 + "two weeks", "999999999 years ago", "99999999 days later on 3 May 2029", "1.2.3.4 hours",
    "５ days", "in 0 days", "31 days of May 0",
])
def test_absurd_numbers_do_no_harm(text: str) -> None:
    assert all(len(item.value or "") < 40 for item in found(text, dt.date(2031, 4, 14)))


def test_a_long_line_is_read_in_time() -> None:
    text = "On Tuesday at 3 p.m. 12 May men, two days later " * 4000
    assert len(found(text, dt.date(2031, 4, 14))) == 12000
