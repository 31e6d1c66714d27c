"""DateRange algebra, TIMEX3 values there and back, the calendar."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.dates import (
    DateRange,
    calendar_conflict,
    coarsest,
    date_range,
    day_range,
    easter,
    finest,
    iso_value,
    months,
    weekday_of,
)

DAYS = st.dates(dt.date(1000, 1, 10), dt.date(2190, 12, 20))
VALUES = st.one_of(
    DAYS.map(lambda day: day.isoformat()), DAYS.map(lambda day: f"{day:%Y-%m}"), DAYS.map(lambda day: f"{day:%G-W%V}"),
    DAYS.map(lambda day: f"{day:%G-W%V-WE}"), DAYS.map(lambda day: f"{day:%Y}-Q{(day.month + 2) // 3}"),
    DAYS.map(lambda day: f"{day:%Y}"), DAYS.map(lambda day: f"{day:%Y}"[:3]))


@st.composite
def ranges(draw: st.DrawFn) -> DateRange:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return DateRange(first, last, "day")


@pytest.mark.parametrize(("value", "first", "last", "grain"), [
    ("2031-04-14", "2031-04-14", "2031-04-14", "day"),
    ("2031-04-14T15:45", "2031-04-14", "2031-04-14", "day"),
    ("2031-04-14TNI", "2031-04-14", "2031-04-14", "day"),
    ("2031-W16", "2031-04-14", "2031-04-20", "week"),
    ("2031-W16-WE", "2031-04-19", "2031-04-20", "week"),
    ("2031-02", "2031-02-01", "2031-02-28", "month"),
    ("2031-Q4", "2031-10-01", "2031-12-31", "quarter"),
    ("2031", "2031-01-01", "2031-12-31", "year"),
    ("203", "2030-01-01", "2039-12-31", "decade"),
    ("2031-04-12/2031-04-14", "2031-04-12", "2031-04-14", "day"),
    ("2031-04-12/2031-05", "2031-04-12", "2031-05-31", "month"),
])
def test_value_names_these_days(value: str, first: str, last: str, grain: str) -> None:
    assert date_range(value) == DateRange(dt.date.fromisoformat(first), dt.date.fromisoformat(last), grain)


@pytest.mark.parametrize("value", [
    "PXW", "P2D", "FUTURE_REF", "XXXX-07", "XXXX-WXX-5", "2031-06-31", "2031-W60", "0000", "2031-13", "", "2031/2030"])
def test_value_that_names_no_day(value: str) -> None:
    assert date_range(value) is None


@given(VALUES)
def test_value_round_trip(value: str) -> None:
    days = date_range(value)
    assert days is not None
    assert iso_value(days) == value


@given(ranges(), ranges())
def test_before_and_overlap_exclude_each_other_and_one_of_three_holds(a: DateRange, b: DateRange) -> None:
    assert [a.before(b), b.before(a), a.overlaps(b)].count(True) == 1
    assert a.overlaps(b) == b.overlaps(a)


@given(ranges(), ranges(), ranges())
def test_containing_is_an_order(a: DateRange, b: DateRange, c: DateRange) -> None:
    assert a.contains(a)
    assert not (a.contains(b) and b.contains(a)) or a == b
    assert not (a.contains(b) and b.contains(c)) or a.contains(c)
    assert not a.contains(b) or a.overlaps(b)


@given(DAYS, st.integers(1, 30))
def test_months_are_whole_and_join(day: dt.date, count: int) -> None:
    days = months(day.year, day.month, count, "month")
    after = days.latest + dt.timedelta(days=1)
    assert (days.earliest.day, after.day) == (1, 1)
    assert (after.year - day.year) * 12 + after.month - day.month == count


@given(DAYS)
def test_weekday_contradicts_the_calendar_unless_it_is_the_right_one(day: dt.date) -> None:
    right = weekday_of(day.isoformat())
    assert right == f"{day:%A}"
    assert calendar_conflict(day.isoformat(), right) is None
    wrong = f"{day + dt.timedelta(days=3):%A}"
    assert calendar_conflict(day.isoformat(), wrong) == right


@pytest.mark.parametrize(("value", "weekday"), [(None, "Tuesday"), ("2031-04", "Tuesday"), ("2031-04-14", None)])
def test_no_conflict_where_nothing_can_contradict(value: str | None, weekday: str | None) -> None:
    assert calendar_conflict(value, weekday) is None


def test_coarsest_and_finest() -> None:
    values = ["2031-04-14", "PXW", "2031-04", "2031-05"]
    assert (coarsest(values), finest(values)) == ("2031-04", "2031-04-14")
    assert (coarsest(["PXW"]), finest([])) == (None, None)


def test_interval_where_no_single_value_fits() -> None:
    days = DateRange(dt.date(2031, 4, 12), dt.date(2031, 4, 14), "day")
    assert iso_value(days) == "2031-04-12/2031-04-14"


@pytest.mark.parametrize(("year", "day"), [(1818, "1818-03-22"), (1999, "1999-04-04"), (2021, "2021-04-04"),
                                           (2038, "2038-04-25"), (2100, "2100-03-28")])
def test_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == day


def test_bad_ranges_are_refused() -> None:
    with pytest.raises(ValueError, match="is after"):
        DateRange(dt.date(2031, 4, 14), dt.date(2031, 4, 13), "day")
    with pytest.raises(ValueError, match="grain"):
        DateRange(dt.date(2031, 4, 14), dt.date(2031, 4, 14), "hour")
    assert day_range(dt.date(2031, 4, 14)).contains(day_range(dt.date(2031, 4, 14)))
