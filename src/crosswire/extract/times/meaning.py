"""What a time expression says before anyone asks "seen from when?": one small record for each way of saying it.

Rules of this file: a meaning holds numbers and codes only, no text and no resolved day; extract/times/resolve.py
turns it into a TIMEX3 value once the anchor is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosswire.values import TimeType

Which = Literal["", "last", "next", "this"]
# "told": the year that a paragraph of history is in, else published
# "reported": the quarter told, else the last whole one before publication
Base = Literal["published", "context", "told", "reported"]
Cycle = Literal["weekday", "month", "day", "season", "holiday", "quarter", "weekend", "year"]


@dataclass(frozen=True, slots=True)
class Known:
    """A value that needs no anchor. ("2014", "P2W", "PAST_REF")"""

    value: str


@dataclass(frozen=True, slots=True)
class Recurring:
    """Something that comes round: a weekday, "14 April", "July", "spring", "Christmas", "the third quarter".

    `key` names it in its cycle ("04-14", "07", "SP", "12-25"). `year` is the stated year; `shift` counts from the
    present year, or week for a weekday ("last year" -> -1). Without either, `which`, or else the tense of the
    clause, decides which one is meant. `base` is what it is counted from.
    """

    cycle: Cycle
    key: str
    year: int | None = None
    shift: int | None = None
    which: Which = ""
    base: Base = "published"


@dataclass(frozen=True, slots=True)
class Shift:
    """`count` units of `unit` (a TIMEX3 letter) away from the base. ("two weeks ago" -> W, -2, published)

    With `like` it is the stretch that is being told about, that much before: a quarter's, where a quarter was told
    ("income rose in the third quarter from a year earlier"). `distance` is the count as a duration, for where the
    text tells nothing to count from ("two days later").
    """

    unit: str
    count: int
    base: Base
    like: bool = False
    distance: str = ""


@dataclass(frozen=True, slots=True)
class Between:
    """From one meaning to another, both resolved. ("12-14 April", "1983-2005")"""

    first: Core
    last: Core


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week that holds a day, or the weekend beside it. ("the week of 6 March", "Easter weekend")"""

    day: Recurring
    weekend: bool = False


@dataclass(frozen=True, slots=True)
class ClockOnly:
    """A time of day whose day the text tells elsewhere."""


Core = Known | Recurring | Shift | Between | WeekOf | ClockOnly


@dataclass(frozen=True, slots=True)
class Meaning:
    """A core with what may stand beside it: `clock` ("T13:40", "TNI"), `mod`, the weekday that the text names."""

    type: TimeType
    core: Core
    clock: str = ""
    mod: str | None = None
    weekday: int | None = None
