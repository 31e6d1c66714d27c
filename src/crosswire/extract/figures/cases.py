"""What a rule about a figure looks at and what it answers.

Rules of this file: a Case is one count in its sentence with its neighbours; a Found is the answer of a rule.
"""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.extract.figures.measures import noun_class
from crosswire.extract.figures.phrases import Count, Scene
from crosswire.values import Measure

HUMAN: frozenset[str] = frozenset({"killed", "injured", "missing", "displaced", "detained"})  # what befalls people


@dataclass(frozen=True, slots=True)
class Found:
    """A measure with the rule that gave it, the evidence tokens first..last (inclusive) and a score.

    `whom` is what is counted, where it is told away from the number.
    """

    measure: Measure
    rule: str
    first: int
    last: int
    score: float
    detail: str
    whom: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule looks at: one count, its neighbours in the sentence, and what was found for those before.

    `earlier` and `whom` are the measure and the people of the last figure of the sentences before.
    """

    scene: Scene
    count: Count
    before: Count | None
    before_found: Found | None
    after: Count | None
    earlier: Measure | None = None
    whom: str | None = None

    @property
    def kind(self) -> str | None:
        """The class of the counted noun, "other" things included."""
        return noun_class(self.count.head) if self.count.head else None


def measured(case: Case, measure: str, rule: str, first: int, last: int, score: float) -> Found | None:
    """The finding for a state, verb or noun, made to fit what is counted."""
    kind, shown = case.kind, f"the words {case.scene.written(last)!r}"
    if kind == "animals":
        return None
    if kind in ("weapons", "buildings", "aid", "land"):
        if measure == "damaged" and kind == "buildings":
            return Found("other", rule, first, last, score, f"{shown} said of buildings")
        return None
    if measure == "damaged" or (measure == "weapons" and case.count.head):
        return None
    if measure == "served":
        return Found("residents", rule, first, last, score, shown)
    return Found(measure, rule, first, last, score, shown)  # type: ignore[arg-type]


def of_noun(case: Case, measure: Measure, rule: str, score: float, detail: str) -> Found:
    """The finding whose evidence is the counted phrase itself."""
    last = max(case.count.at, case.count.noun_end - 1)
    return Found(measure, rule, case.count.first, last, score, detail)
