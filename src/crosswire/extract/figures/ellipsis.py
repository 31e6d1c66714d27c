"""Numbers whose noun was told before: "up from about 12,000", "The police spoke of 15,000".

Rules of this file: a number with a noun of its own is never read here. What it counts is what the number before it
in the sentence counted, else the last figure of the two sentences before; with neither it is no figure.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.extract.figures.cases import HUMAN, Case, Found
from crosswire.extract.figures.measures import Phrases, noun_class, noun_measure, phrases, words
from crosswire.extract.figures.phrases import NUMBER, Count, counted_after
from crosswire.extract.figures.states import BOUNDARY, REACH, linked
from crosswire.values import Measure

_ENDS = frozenset({",", ".", ";", ":", ")", "”", '"', "–", "—", "and", "but", "while", "killed", "dead"})


def compared(case: Case) -> Found | None:
    """Another count beside the one before: "20,000 soldiers, up from 12,000", "from 12 to 17", "than the 20,000"."""
    before, count = case.before_found, case.count
    if before is None or case.before is None or not _bare(count) or count.number.percent != case.before.number.percent:
        return None
    said = case.scene.words
    first = _phrase_before(case, "compared")
    if first is None and said[count.first - 1] == "to" and counted_after(case.before) == count.first - 1 and (
            said[case.before.first - 1] == "from"):
        first = count.first - 1
    if first is None:
        return None
    return Found(before.measure, "compared", first, count.at, 0.7, "the comparison with the number before", case.whom)


def told_again(case: Case) -> Found | None:
    """A number that somebody gives, standing alone: "the hospital spoke of 25", "put the turnout at 40,000"."""
    count = case.count
    behind = case.scene.words[count.at + 1] if count.at + 1 < len(case.scene.words) else "."
    if not _bare(count) or count.number.percent or count.number.currency or behind not in _ENDS:
        return None
    if _phrase_before(case, "turnout") is not None:
        return Found("other", "told_again", count.first, count.at, 0.7, "a turnout", "people")
    first = _phrase_before(case, "told")
    measure = case.before_found.measure if case.before_found else case.earlier
    if first is None or measure is None or measure in ("money", "area_share"):
        return None
    return Found(measure, "told_again", first, count.at, 0.6, "another number for what was counted before", case.whom)


def number_of(case: Case) -> Found | None:
    """The number that completes "the number of people driven from their homes has risen to"."""
    said, count = case.scene.words, case.count
    if count.number.percent or count.number.currency or count.head or not linked(case):
        return None
    for index in range(count.first - 1, max(0, count.first - REACH), -1):
        if said[index] in BOUNDARY or said[index] in (",", NUMBER):
            return None
        if said[index - 1 : index + 1] == ("number", "of"):
            return _of_phrase(case, index + 1)
    return None


def how_many(case: Case) -> Found | None:
    """The answer to "how many were injured": what the question says befell them holds for the number."""
    said = case.scene.words[: case.count.first]
    asked = next((i for i in range(len(said) - 2) if said[i : i + 2] == ("how", "many")), None)
    if asked is None or case.kind not in (None, "people", "troops") or case.count.number.percent:
        return None
    state = _state(said, asked + 2, min(len(said), asked + 2 + REACH))
    return Found(_measure(state), "how_many", case.count.first, case.count.at, 0.6,
                 "the question how many") if state in HUMAN else None


def _of_phrase(case: Case, start: int) -> Found | None:
    """What the phrase behind "the number of" counts, by its noun and by what is said of it."""
    said, end = case.scene.words, case.count.first
    noun = next((i for i in range(start, end) if noun_class(said[i]) or noun_measure(said[i])), None)
    if noun is None:
        return None
    kind = noun_class(said[noun])
    measure = noun_measure(said[noun]) or _state(said, noun + 1, end) or {"troops": "troops", "weapons": "weapons",
                                                                           "people": "other"}.get(kind or "")
    if measure == "damaged":
        measure = "other" if kind == "buildings" else None
    if measure is None or (measure in HUMAN and kind not in ("people", "troops", None)):
        return None
    whom = case.scene.text[case.scene.spans[start].start : case.scene.spans[noun].end]
    return Found(_measure(measure), "number_of", start - 2, end - 1, 0.8, f"the number of {whom!r}",
                 " ".join(whom.split()))


def _measure(name: str) -> Measure:
    return name  # type: ignore[return-value]


def _state(said: Sequence[str], start: int, end: int) -> str | None:
    return next((state[0] for i in range(start, end) if (state := phrases("states").starting(said, i))), None)


def _bare(count: Count) -> bool:
    return count.head is None and not count.partitive and not count.elided


def _phrase_before(case: Case, key: str) -> int | None:
    """Where the phrase of this list that ends right before the number begins, "the" left aside."""
    last = case.count.first - 1
    for at in (last, last - 1):
        found = Phrases({key: sorted(words("ellipsis", key))}).ending(case.scene.words, at) if at >= 0 else None
        if found and (at == last or case.scene.words[last] in ("the", "a")):
            return found[1]
    return None
