"""How the figures of one quantity relate: agree, evolving, differ or single. The first rule that holds decides.

Rules of this file: two figures clash if their bounds do not overlap, read as people mean them ("more than
13,000" stays below 14,000, "about 40" takes in 38). A clash is explained where the later count (as-of day,
else publication day) is another count of the same growing or changing quantity, or where one number is confirmed and
the higher one feared. What stays unexplained is a rivalry; a few between unnamed sources in a long row of later
counts are slips of time, not rivalries.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from itertools import combinations

from crosswire.model import Figure
from crosswire.reconcile.evidence import content_words
from crosswire.reconcile.populations import Profile
from crosswire.values import Measure, Reason, Relation

ABOUT = 0.1  # "about 40" means 36 to 44
A_DAYS_RISE = 1.1  # how much a count so far may rise in a day
FAR_APART = 21  # days after which another count is another state of affairs, higher or lower
OTHER_THING = 10  # numbers so many times apart are rather of two quantities than of two counts
ALIKE = 2  # words that two sentences without named sources must share
_COMPARED = 60  # profiles compared pair by pair; larger topics are judged by their distinct figures

_NEEDED: dict[Measure, int] = {"killed": 1, "injured": 1, "missing": 1, "detained": 1, "money": 99}

Rivals = tuple[Profile, Profile]


def told_bounds(figure: Figure) -> tuple[float, float]:
    """The range that the words allow. ("more than 13,000" -> 13,000 to 13,999; "dozens" -> 24 and more)

    "More than" is said of the last round number passed, so it ends before the next one of the same rounding;
    "at least" and vague plurals are open.
    """
    low, high = figure.low or 0.0, figure.high
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
    """Whether both cannot be right at once. Of one number they can ("up to 300" and "more than 300")."""
    if (one.low or one.high) == (other.low or other.high):
        return False
    low, high = told_bounds(one)
    least, most = told_bounds(other)
    return high < least or most < low


def relation(profiles: Sequence[Profile]) -> tuple[Relation, Reason]:
    """The relation of a topic's figures, with the sentence for the editor."""
    if len(profiles) == 1:
        return "single", Reason("single", "only one report gives this number")
    distinct = _distinct(profiles)
    clashes = [(a, b) for a, b in combinations(distinct, 2) if clash(a.figure, b.figure)]
    if not clashes:
        return "agree", Reason("bounds_overlap", "all the numbers can be right at once")
    if all(_feared(a, b) for a, b in clashes):
        return "agree", Reason("feared", "the higher numbers are feared, the lower ones known", 0.7)
    rivals = [pair for pair in clashes if not _explained(*pair)]
    if len(rivals) * 3 <= len(clashes):
        first, last = min(distinct, key=_when), max(distinct, key=_when)
        return "evolving", Reason("later_count", f"the count moved from {_said(first)} to {_said(last)} with time",
                                  0.6 if rivals else 1.0)
    a, b = next((pair for pair in rivals if sources_differ(*pair)), rivals[0])
    if sources_differ(a, b):
        return "differ", Reason("sources_differ", f"{_said(a)} and {_said(b)}, as of the same time")
    return "differ", Reason("same_time", f"{_said(a)} and {_said(b)} are told of the same time", 0.7)


def rivalries(profiles: Sequence[Profile], told: Relation) -> list[Rivals]:
    """Pairs of a topic's figures that cannot both be right: those of two named sources, in a topic whose figures
    differ also those that nobody is credited with.
    """
    pairs = [(a, b) for a, b in combinations(_distinct(profiles), 2) if clash(a.figure, b.figure)
             and not _explained(a, b) and _comparable(a, b)]
    return [(a, b) for a, b in pairs if (sources_differ(a, b) and (told == "differ" or _alike(a, b) >= 1))
            or (told == "differ" and a.order[1] != b.order[1] and _alike(a, b) >= _NEEDED.get(a.figure.measure, ALIKE))]


def _alike(a: Profile, b: Profile) -> int:
    """How many words the two sentences share beside those of any toll; those of one article speak of one thing."""
    return ALIKE if a.order[1] == b.order[1] else len(a.context & b.context - _of_any_toll())


@functools.cache
def _of_any_toll() -> frozenset[str]:
    return content_words("killed dead died deaths injured wounded missing fled displaced arrested detained people "
                         "person number toll total least confirmed officials")


def _distinct(profiles: Sequence[Profile]) -> list[Profile]:
    return list({(p.figure.low, p.figure.high, p.figure.qualifier, p.figure.as_of, p.source, p.order[0]): p
                 for p in profiles}.values())[:_COMPARED]


def _comparable(a: Profile, b: Profile) -> bool:
    """Whether the two are near enough in size, and neither is talk ("dozens") or a part."""
    low, high = sorted(p.figure.low or p.figure.high or 0 for p in (a, b))
    exact = "vague" not in (a.figure.qualifier, b.figure.qualifier)
    if a.figure.measure == "other" and "people" in (a.group, b.group) and a.order[1] != b.order[1]:
        return False  # people fed and people moved are both "people" of whom little is said
    return exact and a.part == b.part and (high <= OTHER_THING * low or high <= 2 * OTHER_THING)


def _when(profile: Profile) -> tuple[str, tuple[str, str, int]]:
    day = profile.as_of.latest.isoformat() if profile.as_of else profile.order[0]
    return day, profile.order


def replaced_by(a: Profile, b: Profile) -> bool:
    """Whether `b` is a later count that took the place of `a`: it cannot be right together with it, or exceeds its
    minimum of an earlier day.
    """
    outgrown = a.figure.high is None and (b.figure.low or 0) > (a.figure.low or 0) and bool(_days_between(a, b))
    return _when(a) < _when(b) and (outgrown or clash(a.figure, b.figure)) and not _feared(a, b) and _later(a, b)


def _explained(a: Profile, b: Profile) -> bool:
    """Whether time or certainty explains the clash: the later one is higher, they are FAR_APART, or one is feared."""
    return _later(a, b) or _feared(a, b) or _a_day_off(a, b)


def _a_day_off(a: Profile, b: Profile) -> bool:
    """Whether one of two counts so far may be the later one, because its report's day is only inferred."""
    low, high = sorted(p.figure.low or p.figure.high or 0 for p in (a, b))
    return (a.running and b.running and a.order[1] != b.order[1] and not (a.day_told and b.day_told)
            and high <= A_DAYS_RISE * low and not sources_differ(a, b))


def _later(a: Profile, b: Profile) -> bool:
    first, last = sorted((a, b), key=_when)
    days = _days_between(first, last)
    return days > FAR_APART or (days > 0 and told_bounds(first.figure)[0] <= told_bounds(last.figure)[0])


def _feared(a: Profile, b: Profile) -> bool:
    """Whether only the higher of the two is a number not known yet."""
    lower, higher = sorted((a, b), key=lambda p: p.figure.low or p.figure.high or 0)
    return higher.feared and not lower.feared


def _days_between(first: Profile, last: Profile) -> int:
    if first.as_of and last.as_of and first.as_of.latest != last.as_of.latest:
        return abs((last.as_of.latest - first.as_of.latest).days)
    return int(bool(first.order[0] and last.order[0]) and first.order[0] != last.order[0])


def sources_differ(a: Profile, b: Profile) -> bool:
    """Whether two named sources give the two numbers."""
    return bool(a.source and b.source and a.source.casefold() != b.source.casefold())


def _said(profile: Profile) -> str:
    figure = profile.figure
    value = figure.low if figure.low is not None else figure.high
    number = f"{value:,.0f}" if value == int(value or 0) else f"{value}"
    words = {"exact": "", "vague": "at least "}.get(figure.qualifier, figure.qualifier.replace("_", " ") + " ")
    return words + number + (f" ({profile.source})" if profile.source else "")
