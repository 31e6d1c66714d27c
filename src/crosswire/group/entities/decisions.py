"""What the user has decided about names, as joins and as pairs kept apart: the last word over all rules.

Rules of this file: decisions are read in order of their number; a later one about two names overrides an earlier.
A decided name is found by its name and family, or by its name alone where new reports have moved it to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crosswire.group.entities.forms import Form, Joins
from crosswire.model import EntityDecision
from crosswire.values import NameForm, Reason

Pair = frozenset[NameForm]


def settled(decisions: Iterable[EntityDecision]) -> tuple[dict[Pair, int], dict[Pair, int]]:
    """(pairs of names to join, pairs to keep apart), each with the number of the decision that says so."""
    together: dict[Pair, int] = {}
    apart: dict[Pair, int] = {}
    for decision in sorted(decisions, key=lambda d: (d.number, d.id)):
        for pair in _pairs(decision.names, decision.names):
            together[pair] = decision.number
            apart.pop(pair, None)
        for pair in _pairs(decision.names, decision.others):
            apart[pair] = decision.number
            together.pop(pair, None)
    return together, apart


def _pairs(some: Iterable[NameForm], others: Sequence[NameForm]) -> list[Pair]:
    return sorted({frozenset((a, b)) for a in some for b in others if a != b}, key=lambda pair: sorted(map(repr, pair)))


def apply_decisions(joins: Joins, decisions: Sequence[EntityDecision]) -> None:
    """Keep apart and join the forms as decided; done first, so that no rule can undo it."""
    together, apart = settled(decisions)
    named = _found(joins.forms, {name for pair in (*together, *apart) for name in pair})
    for pair in apart:
        a, b = pair
        if a in named and b in named:
            joins.keep_apart(named[a], named[b])
    for pair, number in sorted(together.items(), key=lambda item: (item[1], sorted(map(repr, item[0])))):
        a, b = sorted(pair, key=repr)
        if a in named and b in named:
            detail = f"You decided (decision {number}) that {a.name!r} and {b.name!r} are one."
            joins.join(named[a], named[b], Reason("decided", detail, 1.0), forced=True)


def _found(forms: Sequence[Form], names: Iterable[NameForm]) -> dict[NameForm, int]:
    """The form that each decided name is now; a name that no report bears any more is left out."""
    exact = {NameForm(form.family, form.name): i for i, form in enumerate(forms)}
    by_name: dict[str, list[int]] = {}
    for i, form in enumerate(forms):
        by_name.setdefault(form.name, []).append(i)
    out = {}
    for name in names:
        same = by_name.get(name.name, [])
        if name in exact or len(same) == 1:
            out[name] = exact.get(name, same[0])
    return out


def preferred_names(decisions: Iterable[EntityDecision]) -> dict[NameForm, int]:
    """The name that each merge is called by -> its number; the latest wins where several fit."""
    return {d.names[0]: d.number for d in sorted(decisions, key=lambda d: d.number) if d.act == "merge"}
