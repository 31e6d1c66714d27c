"""Numbers that count nothing: ages, years, units, labels, prices of one thing.

Rules of this file: NO_COUNTS is a list of named tests; a number that any of them knows is no figure. The words
come from wordlists/measures.toml, section `not_figures`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from crosswire.extract.figures.cases import Case
from crosswire.extract.figures.measures import is_plural, is_unit, noun_class, words
from crosswire.extract.figures.phrases import NUMBER, counted_after

_YEARS = re.compile(r"[12]\d{3}\s?[-–]\s?[12]\d{3}")
OLDEST = 120  # years that a person may be old
DEAREST = 1000  # a price of one thing may reach this, a cost of a crisis by the day is larger
_DATING = frozenset({"in", "the", "since", "by", "of", "during", "from", "until", "after", "before"})
_BOUNDS = frozenset({"under", "over", "above", "below"})


def counts_nothing(case: Case) -> bool:
    """Whether the number measures or labels something. ("a student of 19", "page 4", "Route 66" -> True)"""
    return any(test(case) for test in NO_COUNTS)


def age_in_apposition(case: Case) -> bool:
    """The age behind a name or description: "Tomas Brandl, 59, was hurt", "his son, 12"."""
    count, said = case.count, case.scene.words
    if not _bare_age(case) or count.first < 2 or said[count.first - 1] not in (",", "("):
        return False
    behind = said[count.at + 1] if count.at + 1 < len(said) else "."
    before = case.scene.written(count.first - 2)
    described = before[0].isupper() or _is_one_person(before.casefold())
    return described and behind in (",", ".", ")", ";") and before.casefold() not in words("phrases", "stop")


def age_of_somebody(case: Case) -> bool:
    """The age of one person or of a class of people: "a student of 19", "children under five", "aged 4"."""
    count, said = case.count, case.scene.words
    if {"aged", "ages"} & set(said[max(0, count.at - 4) : count.at]):
        return True
    if not _bare_age(case) or count.first < 1:
        return False
    bound = next((i for i in range(count.first, count.at) if said[i] in _BOUNDS), None)
    if bound is not None and bound:
        return said[bound - 1] in ("those", "anyone", "everyone") or (
            noun_class(said[bound - 1]) == "people" and is_plural(said[bound - 1]))
    if said[count.first - 1] == "of" and count.first > 2:
        person, article = said[count.first - 2], said[max(0, count.first - 5) : count.first - 2]
        return _is_one_person(person) and bool({"a", "an", "the"} & set(article))
    return said[max(0, count.first - 3) : count.first] == ("the", "age", "of")


def _bare_age(case: Case) -> bool:
    """Whether the number may be an age: small, whole, with no noun of its own."""
    number = case.count.number
    return not (number.vague or number.percent or number.currency) and number.low < OLDEST \
        and case.count.head is None and number.low == int(number.low)


def _is_one_person(noun: str) -> bool:
    return noun_class(noun) in ("people", "troops") and not is_plural(noun)


def one_of_many(case: Case) -> bool:
    """Whether the number only picks one out ("one of the bombs") or names whose it is ("12 of one family")."""
    count, said = case.count, case.scene.words
    follows = said[count.at + 1 : count.at + 3]
    if count.low == 1 and said[max(0, count.at - 2) : count.at] == (NUMBER, "of"):
        return True
    return count.low == 1 and count.qualifier == "exact" and follows[:1] == ("of",) and follows[1:] != (NUMBER,)


def labelled(case: Case) -> bool:
    """A number that names something: "page 4", "magnitude 6", "a 303 rifle", "Zarv 2 missiles"."""
    count, said = case.count, case.scene.words
    label = said[count.first - 1] if count.first else ""
    if label == "-" and count.first > 1:
        label = said[count.first - 2]
    if label in words("not_figures", "before") and not (label in ("number", "no", "top", "level", "may")
                                                        and case.kind):
        return True
    exact = count.number.bare and count.qualifier == "exact"
    if label in ("a", "an") and exact and said[count.at + 1 : count.at + 2] != ("-",):
        return True
    return exact and case.kind == "weapons" and count.first > 1 and count.first == count.at \
        and case.scene.written(count.at - 1)[0].isupper() and case.scene.written(count.at - 1).isalpha()


def base(case: Case) -> bool:
    """What a count is taken out of, or one side of an equation: "nine out of 40 million", "$1 = 0.73 euros"."""
    said, first = case.scene.words, case.count.first
    return said[max(0, first - 2) : first] == ("out", "of") or "=" in (*said[max(0, first - 2) : first],
                                                                       *said[case.count.at + 1 : case.count.at + 2])


def unit(case: Case) -> bool:
    """A length, time or weight: "40 kilometres", "the 6.1-magnitude quake"; a hyphen before any unknown noun."""
    count, said = case.count, case.scene.words
    follows = said[count.at + 1] if count.at + 1 < len(said) else ""
    if count.head and is_unit(count.head):
        return True
    if follows and is_unit(follows) and follows not in ("local", "time", "share", "m"):
        return True
    odd = case.scene.words[count.at + 2 : count.at + 3] == ("odd",)
    return follows == "-" and not odd and (case.kind is None or count.head == "round") and not count.strong


def year(case: Case) -> bool:
    """Digits that look a year or years ("1983-2005"), without a known noun right after them."""
    count = case.count
    if _YEARS.fullmatch(case.scene.written(count.at)):
        return case.kind is None
    if not count.number.bare or not 1000 <= count.number.low < 2400:
        return False
    label = case.scene.words[count.first - 1] if count.first else ""
    named = case.kind is not None and count.noun_end - count.noun_start == 1
    return not (named or count.elided) or (label in _DATING and not named)


def price(case: Case) -> bool:
    """What one thing costs: "$490 each", "4 euros a litre", "$1 a week"."""
    count, said = case.count, case.scene.words
    if not (count.number.currency or case.kind == "money") or count.number.low >= DEAREST:
        return False
    behind = said[counted_after(count) : counted_after(count) + 2]
    return behind[:1] in (("each",), ("apiece",), ("per",)) or (
        len(behind) == 2 and behind[0] in ("a", "an") and behind[1] in words("not_figures", "priced"))


def none_at_all(case: Case) -> bool:
    """One that is denied: "not a single soldier", "not one of them"."""
    before = case.scene.words[max(0, case.count.first - 2) : case.count.at]
    return case.count.low == 1 and bool({"not", "nor", "never"} & set(before))


NO_COUNTS: tuple[Callable[[Case], bool], ...] = (
    none_at_all, one_of_many, age_of_somebody, age_in_apposition, labelled, base, unit, year, price)
