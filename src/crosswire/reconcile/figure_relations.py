"""How the figures of one quantity relate: agree, evolving, differ or single. The first rule that holds decides.

Rules of this file: two figures clash if their bounds do not overlap, read as people mean them ("more than
13,000" stays below 14,000, "about 40" takes in 38). A clash is explained where the later count (as-of day,
else publication day) is another count of the same growing or changing quantity.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

from crosswire.model import Figure
from crosswire.reconcile.populations import Profile
from crosswire.values import Reason, Relation

ABOUT = 0.1  # "about 40" means 36 to 44
FAR_APART = 21  # days after which another count is another state of affairs, higher or lower
_COMPARED = 60  # profiles compared pair by pair; larger topics are judged by their distinct figures


def told_bounds(figure: Figure) -> tuple[float, float]:
    """The range that the words allow. ("more than 13,000" -> 13,000 to 13,999; "dozens" -> 24 to 200)

    "More than" is said of the last round number passed, so it ends before the next one of the same rounding;
    "at least" is open; a vague plural ends where the next larger plural would begin.
    """
    low, high = figure.low or 0.0, figure.high
    if figure.qualifier == "vague":
        return low, max(low * 10, low + 1)
    if figure.qualifier == "more_than":
        return low + 1, max(low + rounding_unit(low) - 1, low + 1)
    if figure.qualifier == "about" and high is not None:
        return low * (1 - ABOUT), high * (1 + ABOUT)
    return low, math.inf if high is None else high


def rounding_unit(value: float) -> float:
    """The power of ten that a round number was cut to. (13000 -> 1000, 250 -> 10, 600 -> 100)"""
    unit = 1.0
    while value and value % (unit * 10) == 0:
        unit *= 10
    return unit


def clash(one: Figure, other: Figure) -> bool:
    """Whether both cannot be right at once."""
    low, high = told_bounds(one)
    least, most = told_bounds(other)
    return high < least or most < low


def relation(profiles: Sequence[Profile]) -> tuple[Relation, Reason]:
    """The relation of a topic's figures, with the sentence for the editor."""
    if len(profiles) == 1:
        return "single", Reason("single", "only one report gives this number")
    distinct = list({(p.figure.low, p.figure.high, p.figure.qualifier, p.figure.as_of, p.source, p.order[0]): p
                     for p in profiles}.values())[:_COMPARED]
    clashes = [(a, b) for a, b in combinations(distinct, 2) if clash(a.figure, b.figure)]
    if not clashes:
        return "agree", Reason("bounds_overlap", "all the numbers can be right at once")
    unexplained = [(a, b) for a, b in clashes if not _later(a, b)]
    if len(unexplained) * 3 <= len(clashes):
        first, last = min(distinct, key=_when), max(distinct, key=_when)
        return "evolving", Reason("later_count", f"the count moved from {_said(first)} to {_said(last)} with time",
                                  0.6 if unexplained else 1.0)
    credited = [(a, b) for a, b in unexplained if _sources_differ(a, b)]
    if credited:
        a, b = credited[0]
        return "differ", Reason("sources_differ", f"{_said(a)} and {_said(b)}, as of the same time")
    a, b = unexplained[0]
    return "differ", Reason("same_time", f"{_said(a)} and {_said(b)} are told of the same time", 0.7)


def _when(profile: Profile) -> tuple[str, tuple[str, str, int]]:
    day = profile.as_of.latest.isoformat() if profile.as_of else profile.order[0]
    return day, profile.order


def _later(a: Profile, b: Profile) -> bool:
    """Whether time explains the clash: the later one is higher, or they are FAR_APART."""
    first, last = sorted((a, b), key=_when)
    days = _days_between(first, last)
    return days > FAR_APART or (days > 0 and told_bounds(first.figure)[0] <= told_bounds(last.figure)[0])


def _days_between(first: Profile, last: Profile) -> int:
    if first.as_of and last.as_of and first.as_of.latest != last.as_of.latest:
        return abs((last.as_of.latest - first.as_of.latest).days)
    return int(bool(first.order[0] and last.order[0]) and first.order[0] != last.order[0])


def _sources_differ(a: Profile, b: Profile) -> bool:
    return bool(a.source and b.source and a.source != b.source)


def _said(profile: Profile) -> str:
    figure = profile.figure
    value = figure.low if figure.low is not None else figure.high
    number = f"{value:,.0f}" if value == int(value or 0) else f"{value}"
    words = {"exact": "", "vague": "at least "}.get(figure.qualifier, figure.qualifier.replace("_", " ") + " ")
    return words + number + (f" ({profile.source})" if profile.source else "")
