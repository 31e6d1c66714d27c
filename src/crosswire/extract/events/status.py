"""Whether a clause asserts, denies, plans or supposes its event, and whether it tells history."""

from __future__ import annotations

import datetime as dt

from crosswire.dates import date_range
from crosswire.extract.events.clauses import Clause
from crosswire.extract.events.words import Words, word_class
from crosswire.values import Reason, Status

HISTORY_DAYS = 60
_REACH = 5


def status_of(words: Words, clause: Clause, trigger: int, *, verb: bool, day: str | None,
              published: dt.date | None) -> tuple[Status, Reason]:
    """The status of the trigger at word `trigger`, with the words that decided it."""
    left = words.low[max(clause.start, trigger - _REACH):trigger]
    if "in case" in " ".join(words.low[clause.start:trigger]):
        return "hypothetical", Reason("event-in-case", "the clause begins with 'in case'")
    if clause.opener == "that" and (found := _first(words.low[max(0, clause.start - 3):clause.start],
                                                    word_class("thought"))):
        return "hypothetical", Reason("event-thought", f"{found!r} stands before the clause")
    if clause.opener in ("if", "unless"):
        return "hypothetical", Reason("event-if", f"the clause begins with {clause.opener!r}")
    if found := _first(left, word_class("negation")):
        return "denied", Reason("event-negated", f"{found!r} stands before the trigger")
    if verb:
        return _verb_status(words, left)
    if found := _first(left, word_class("doubt") - {"any", "can", "event", "case", "should", "must"}):
        return "hypothetical", Reason("event-doubt", f"{found!r} stands before the trigger")
    if found := _first(words.low[clause.start:trigger], frozenset({"could", "might"})):
        return "hypothetical", Reason("event-modal", f"{found!r} stands before the trigger")
    span = date_range(day) if day else None
    future = span is not None and published is not None and span.earliest > published
    if future or _first(left, word_class("planning")):
        return "planned", Reason("event-planned", "the trigger lies ahead")
    return "asserted", Reason("event-asserted", "told as a fact")


def _verb_status(words: Words, left: tuple[str, ...]) -> tuple[Status, Reason]:
    left = left[:-1] if left[-1:] == ("be",) else left  # "expected to be charged"
    near = left[-3:]
    if found := _first(near, frozenset({"may", "might", "could", "nearly", "almost"})):
        return "hypothetical", Reason("event-modal", f"{found!r} stands before the verb")
    if "would" in near and "if" in words.low:
        return "hypothetical", Reason("event-condition", "'would' stands before the verb and an 'if' beside it")
    if found := _first(near, word_class("future")):
        return "planned", Reason("event-future", f"{found!r} stands before the verb")
    if near and near[-1] == "to":
        about = frozenset() if left[-2:-1] == ("about",) else frozenset({"about"})
        found = _first(left, word_class("planning") - about)
        if found:
            return "planned", Reason("event-infinitive", f"{found!r} stands before the infinitive")
        return "hypothetical", Reason("event-purpose", "a bare infinitive says what for, not what happened")
    if found := _first(near, frozenset({"would", "should", "can"})):
        return "hypothetical", Reason("event-modal", f"{found!r} stands before the verb")
    return "asserted", Reason("event-asserted", "told as a fact")


def _first(words: tuple[str, ...], known: frozenset[str]) -> str | None:
    return next((word for word in words if word in known or (word.endswith("n't") and "not" in known)), None)


def is_background(day: str | None, published: dt.date | None, newest: dt.date | None) -> bool:
    """Whether a date lies so far before the report that the event is told as history.

    Measured from the publication day, else from the newest day that the article itself names.
    """
    span, now = date_range(day) if day else None, published or newest
    return span is not None and now is not None and (now - span.latest).days > HISTORY_DAYS


def is_bygone(words: Words, clause: Clause, day: str | None) -> bool:
    """Whether an undated clause only recalls. ("since he took office"; "the then-mayor met"; "at previous talks")"""
    told = words.low[clause.start:clause.end]
    return day is None and (clause.opener == "since" or any(
        word in word_class("bygone") or word.startswith("then-") for word in told))
