"""Slots: what a matched construction hands to its reader, and what both kinds of readers share.

A reader turns slots into a Meaning, or None where the words turn out to be no time. It sees the matched tokens
and their neighbours, knows no article and no date, and decides nothing that the anchor would decide.
NOT_A_TIME claims its words for something else (an age).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosswire.extract.times.meaning import Core, Known, Meaning, Recurring, Shift, Which
from crosswire.extract.times.tokens import Token
from crosswire.tables import table

NOT_A_TIME = Meaning("DATE", Known(""))
WHICH: dict[str, Which] = {
    "LAST": "last", "PAST": "last", "NEXT": "next", "COMING": "next", "THIS": "this", "CURRENT": "this"}
SHIFTS = {"LAST": -1, "PAST": -1, "PREVIOUS": -1, "NEXT": 1, "COMING": 1, "FOLLOWING": 1}
YEARS = {"DE": 10, "CE": 100, "ML": 1000}  # in a decade, a century, a millennium
NOTHING = Token(0, 0, "", "NL")


class Slots:
    """The tokens of a match by slot name, and the tokens around it."""

    def __init__(self, words: Sequence[Token], match: re.Match[str]):
        self.words, self.match = words, match
        self.groups = match.groupdict()

    def token(self, name: str) -> Token | None:
        for key in (name, name + "_", name + "__"):
            if self.groups.get(key) is not None:
                return self.words[self.match.start(key)]
        return None

    def number(self, name: str) -> int | None:
        found = self.token(name)
        return int(found.value) if found and isinstance(found.value, int | float) else None

    def cued(self, words: str) -> bool:
        """Whether the word before stands in that list of wordlists/times.toml, section [cues]."""
        return self.before().lower in table("times")["cues"][words]

    def code(self, name: str) -> str:
        found = self.token(name)
        return found.value if found and isinstance(found.value, str) else ""

    def kind(self, name: str) -> str:
        found = self.token(name)
        return found.kind if found else ""

    def before(self, distance: int = 1) -> Token:
        index = self.match.start() - distance
        return self.words[index] if index >= 0 else NOTHING

    def after(self, distance: int = 1) -> Token:
        index = self.match.end() + distance - 1
        return self.words[index] if index < len(self.words) else NOTHING

    def first(self) -> Token:
        return self.words[self.match.start()]

    def year(self) -> int | None:
        return self.number("y") if self.token("y") else self.number("y2")

    def which(self) -> Which:
        return WHICH.get(self.kind("which"), "")

    def mod(self) -> str | None:
        edge = self.token("e") or self.token("en")
        if edge and edge.kind in ("EARLIER", "LATER"):
            return "START" if edge.kind == "EARLIER" else "END"
        return str(edge.value) if edge else self.code("ap") or None

    def clock(self) -> str:
        """The time of day that stands beside a date: clock times before parts of the day."""
        for name in ("c", "c2", "p", "p2"):
            if self.code(name):
                return self.code(name)
        return ""


def timed(slots: Slots, core: Core, *, weekday: int | None = None) -> Meaning:
    """The core with its time of day and modifier; an early day is its morning."""
    clock, mod = slots.clock(), slots.mod()
    if not clock and mod == "START" and slots.kind("e") == "EDGE" and _names_a_day(core):
        clock = "TMO"
    return Meaning("TIME" if clock else "DATE", core, clock, mod, weekday)


def _names_a_day(core: Core) -> bool:
    if isinstance(core, Shift):
        return core.unit == "D"
    return isinstance(core, Recurring) and core.cycle in ("weekday", "day")
