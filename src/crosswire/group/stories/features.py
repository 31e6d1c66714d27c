"""How alike two articles are, in numbered ways, and the learned odds that they tell one story.

Rules of this file: FEATURES is the whole list, each a named function of two profiles; a feature is symmetric. The
weights stand in wordlists/story_weights.toml and are made by benchmarks/fit_stories.py: whoever changes a feature
fits again.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crosswire.group.events.features import stem
from crosswire.group.stories.meetings import other_meeting
from crosswire.group.stories.profiles import Profile, Vector
from crosswire.tables import table

RAREST = 6.5    # a rarer person tells no more
NEUTRAL = 0.5   # the cover of an article that names nobody
SUREST = 5.0    # log odds beyond which the corpora that the model learned from are too small to say
OTHER_MEETING = -8.0

Feature = Callable[[Profile, Profile], float]


def cosine(one: Vector, other: Vector) -> float:
    """The cosine of two unit vectors. (fsum: the order of the terms does not matter.)"""
    return math.fsum([one[term] * other[term] for term in one.keys() & other.keys()])


def _alike(aspect: str) -> Feature:
    return lambda x, y: cosine(x.vectors[aspect], y.vectors[aspect])


def _missing(aspect: str) -> Feature:
    """1 if either has none."""
    return lambda x, y: float(not x.vectors[aspect] or not y.vectors[aspect])


def _covered(aspect: str) -> Feature:
    """How much of one article's leading terms stands in the other: the greater share of both ways."""
    def feature(x: Profile, y: Profile) -> float:
        if not x.leading[aspect] and not y.leading[aspect]:
            return NEUTRAL
        return max(_share(x.leading[aspect], y, aspect), _share(y.leading[aspect], x, aspect))
    return feature


def _share(leading: Mapping[str, float], other: Profile, aspect: str) -> float:
    return math.fsum(share for term, share in leading.items() if _stands_in(term, other, aspect))


def _stands_in(term: str, other: Profile, aspect: str) -> bool:
    """Whether the other article has the term, or at least the last word of the name."""
    return term in other.vectors[aspect] or (aspect != "numbers" and _last_stem(term) in other.vectors["words"])


@functools.lru_cache(maxsize=1 << 16)
def _last_stem(name: str) -> str:
    return stem(name.split()[-1])


def _rare_words(x: Profile, y: Profile) -> float:
    return math.log1p(len(x.rare & y.rare))


def _rarest_person(x: Profile, y: Profile) -> float:
    mine, theirs = x.rarity, y.rarity
    return max((min(mine[term], RAREST) for term in mine.keys() & theirs.keys()), default=0.0)


def _weightiest_word(x: Profile, y: Profile) -> float:
    mine, theirs = x.vectors["words"], y.vectors["words"]
    return max((min(mine[term], theirs[term]) for term in mine.keys() & theirs.keys()), default=0.0)


def _apart(x: Profile, y: Profile) -> int | None:
    """The days between the two publications."""
    return None if x.published is None or y.published is None else abs(x.published - y.published)


def _log_days_apart(x: Profile, y: Profile) -> float:
    return math.log1p(_apart(x, y) or 0)


def _over_a_week_apart(x: Profile, y: Profile) -> float:
    return float((_apart(x, y) or 0) > 7)


def _undated(x: Profile, y: Profile) -> float:
    return float(_apart(x, y) is None)


def _shared(which: Callable[[Profile], frozenset[Any]]) -> Feature:
    """The overlap of the months (years) that both tell of."""
    def feature(x: Profile, y: Profile) -> float:
        mine, theirs = which(x), which(y)
        return len(mine & theirs) / math.sqrt(len(mine) * len(theirs)) if mine and theirs else 0.0
    return feature


def _disjoint(which: Callable[[Profile], frozenset[Any]]) -> Feature:
    """1 if both tell of some weekdays (months, years), and of none together."""
    def feature(x: Profile, y: Profile) -> float:
        mine, theirs = which(x), which(y)
        return float(bool(mine and theirs) and mine.isdisjoint(theirs))
    return feature


def _a_day_shared(x: Profile, y: Profile) -> float:
    return float(not x.told.days.isdisjoint(y.told.days))


FEATURES: dict[str, Feature] = {
    "words": _alike("words"), "lead": _alike("lead"), "names": _alike("names"), "places": _alike("places"),
    "numbers": _alike("numbers"),
    "no_people": _missing("people"), "no_places": _missing("places"), "no_numbers": _missing("numbers"),
    "rare_words": _rare_words, "weightiest_word": _weightiest_word, "rarest_person": _rarest_person,
    "people_covered": _covered("people"), "places_covered": _covered("places"), "numbers_covered": _covered("numbers"),
    "log_days_apart": _log_days_apart, "over_a_week_apart": _over_a_week_apart, "undated": _undated,
    "a_day_shared": _a_day_shared,
    "weekdays_disjoint": _disjoint(lambda p: p.told.weekdays),
    "months_shared": _shared(lambda p: p.told.months), "months_disjoint": _disjoint(lambda p: p.told.months),
    "years_shared": _shared(lambda p: p.told.years), "years_disjoint": _disjoint(lambda p: p.told.years),
}


def measured(x: Profile, y: Profile) -> list[float]:
    """The value of every feature, in the order of FEATURES."""
    return [feature(x, y) for feature in FEATURES.values()]


@dataclass(frozen=True, slots=True)
class Model:
    """Logistic regression: the log odds are `bias` plus the weighted features."""

    bias: float
    weights: Sequence[float]

    def log_odds(self, x: Profile, y: Profile) -> float:
        """The log odds that both articles tell one story; another meeting than the other's is another story."""
        if other_meeting(x, y):
            return OTHER_MEETING
        learned_odds = self.bias + math.fsum(w * value for w, value in zip(self.weights, measured(x, y), strict=True))
        return max(-SUREST, min(SUREST, learned_odds))


@functools.cache
def learned() -> Model:
    """The model of wordlists/story_weights.toml."""
    rows = table("story_weights")
    return Model(rows["bias"], tuple(rows["weights"][name] for name in FEATURES))
