"""The year of an undated report, from the years that have passed since one that it tells."""

import pytest
from factories import article, time

from crosswire.elapsed_year import elapsed_year

TEXT = "In 2031, in March 2031, in 2033, for eight years, over three years, a year"


@pytest.mark.parametrize(("told", "year"), [
    ({"2031": "2031", "March 2031": "2031-03", "eight years": "P8Y"}, 2039),
    ({"2031": "2031", "March 2031": "2031-03", "2033": "2033", "eight years": "P8Y"}, 2039),
    ({"2031": "2031", "2033": "2033", "eight years": "P8Y"}, None),              # which of the two?
    ({"2031": "2031", "eight years": "P8Y", "three years": "P3Y"}, None),        # which of the two?
    ({"2031": "2031", "a year": "P1Y"}, None),                                   # too loose a word to count by
    ({"March 2031": "2031-03", "2031": "2031", "2033": "2033", "three years": "P3Y"}, 2034),
    ({"eight years": "P8Y"}, None), ({"2031": "2031"}, None), ({}, None),
])
def test_years_passed_are_added_to_the_year_most_told(told, year):
    report = article(TEXT)
    times = [time(report, words, value, type="DURATION" if value.startswith("P") else "DATE")
             for words, value in told.items()]
    assert elapsed_year(times) == year
