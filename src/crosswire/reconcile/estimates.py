"""What the origins of one quantity add up to: best, low and high, as UCDP gives them for a group of reports.

Theory of operation: a count that a later one replaced is set aside; of each origin its latest count speaks. Low and
high are the least and the most that an origin gives; best is the number that most origins tell, of several such the
latest, then the lowest (UCDP GED codebook: the most conservative). Where only one origin ever spoke there is no
estimate: a single claim is no group.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crosswire.model import Figure
from crosswire.reconcile.figure_relations import replaced_by, rounding_unit, told_bounds
from crosswire.reconcile.populations import Profile

CONFIRMED = 2  # independent origins from which a number is confirmed


@dataclass(frozen=True, slots=True)
class Estimate:
    """The estimate of one quantity. `best`, `low`, `high` are None where fewer than two origins ever spoke of it.

    `origins` are all that did, `supporting` those whose latest number tells `best` (of a single claim: that number),
    `replaced` the ids of the figures that a later count replaced; `why` is the sentence for a reader.
    """

    best: float | None
    low: float | None
    high: float | None
    origins: tuple[str, ...]
    supporting: tuple[str, ...]
    replaced: tuple[str, ...]
    why: str

    @property
    def confirmed(self) -> bool:
        """Whether independent origins stand behind one number."""
        return len(self.supporting) >= CONFIRMED


def estimate(profiles: Sequence[Profile], origins: Mapping[str, Sequence[str]]) -> Estimate:
    """The estimate of a topic's figures; `origins` gives the names of the origins behind each figure, by its id."""
    counts = {(p.figure.low, p.figure.high, p.figure.qualifier, _when(p)[0], p.order[0], p.feared): p for p in profiles}
    replaced = [p for p in profiles if any(replaced_by(p, other) for other in counts.values())]
    gone = tuple(sorted(p.figure.id for p in replaced))
    latest: dict[str, Profile] = {}
    for one in sorted(profiles, key=_when):
        if one.figure.id not in gone:
            latest |= dict.fromkeys(origins.get(one.figure.id, ()), one)
    everyone = tuple(sorted({name for names in origins.values() for name in names}))
    if not latest:
        return Estimate(None, None, None, everyone, (), gone, "no origin is known")
    best = max(latest.values(), key=lambda p: (len(_allowing(p, latest)), p.figure.qualifier != "vague", _when(p)[0],
                                               -_point(p), p.order))
    supporting = _allowing(best, latest)
    if len(everyone) < CONFIRMED:
        return Estimate(None, None, None, everyone, supporting, gone, f"one origin alone: {', '.join(latest)}")
    told = [p.figure for p in latest.values()]
    lows = [f.low for f in told if f.low is not None]
    highs = [f.high if f.high is not None else f.low for f in told]
    return Estimate(_point(best), min(lows, default=None), max((h for h in highs if h is not None), default=None),
                    everyone, supporting, gone,
                    f"{len(supporting)} of {len(latest)} origins tell it now: {', '.join(supporting)}")


def _allowing(one: Profile, latest: Mapping[str, Profile]) -> tuple[str, ...]:
    """The origins whose latest number tells this one: their bounds overlap, a minimum read to its last digit."""
    return tuple(sorted(name for name, other in latest.items() if _tells(other.figure, one.figure)))


def _tells(one: Figure, other: Figure) -> bool:
    """Whether one number is another in other words. ("at least 40" tells 43, not 70; "dozens" tells no number)"""
    low, high = _narrow(one)
    least, most = _narrow(other)
    return low <= most and least <= high and (one is other or "vague" not in (one.qualifier, other.qualifier))


def _narrow(figure: Figure) -> tuple[float, float]:
    if figure.qualifier == "at_least" and figure.low is not None:
        return figure.low, figure.low + max(rounding_unit(figure.low) - 1, 0)
    return told_bounds(figure)


def _point(profile: Profile) -> float:
    figure = profile.figure
    return figure.low if figure.low is not None else figure.high or 0.0


def _when(profile: Profile) -> tuple[str, tuple[str, str, int]]:
    return profile.as_of.latest.isoformat() if profile.as_of else profile.order[0], profile.order
