"""The year in which an undated report was written, from the years that it says have passed since a told one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from crosswire.model import TimeExpression

_YEARS = re.compile(r"P(\d{1,2})Y$")
_YEAR = re.compile(r"((?:19|20)\d\d)(?:-|$)")


def elapsed_year(times: Sequence[TimeExpression]) -> int | None:
    """The told year that the report speaks of most, with the years that it says have passed since added.

    ("The strike began in 2031 ... closed in March 2031 ... now in its eighth year, after eight years" -> 2039.)
    Refused (None) if two years are told equally often, if two numbers of years are told, or if a later year is told.
    """
    told = Counter(int(m[1]) for time in times if time.type == "DATE" and (m := _YEAR.match(time.value or "")))
    passed = {int(m[1]) for time in times if time.type == "DURATION" and (m := _YEARS.match(time.value or ""))}
    ranked = told.most_common(2)
    if len(passed) != 1 or not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    year = ranked[0][0] + next(iter(passed))
    return year if passed != {1} and year >= max(told) else None
