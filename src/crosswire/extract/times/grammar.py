"""The TIMEX3 grammar as data: one row for each construction, a pattern over token kinds and its reader.

Theory of operation: each token kind is one character, so a text is a string of kinds and a construction is
a regular expression over it. A pattern is written in kind names; `slot:KIND` keeps the token for the reader,
`<NAME>` inserts a fragment. At each place the longest construction wins, among equals the earlier row; a
reader that answers None (a year that counts people, a verb "may") gives the place to the next best.
"""

from __future__ import annotations

import functools
import heapq
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crosswire.extract.times import calendar as cal
from crosswire.extract.times import durations as dur
from crosswire.extract.times import relative as rel
from crosswire.extract.times.meaning import Meaning
from crosswire.extract.times.slots import NOT_A_TIME, Slots
from crosswire.extract.times.tokens import KINDS, Token

FRAGMENTS = {
    "MONTHS": "(m:[MONTH MAYBE_MONTH] | m:MONTH_ABBR DOT?)",
    "DAYS": "d:[DAYNUM ORDNUM]",
    "ANYWD": "(wd:WEEKDAY | wd:WEEKDAY_ABBR DOT?)",
    "N": "n:[DAYNUM NUM NUMWORD]",
    "QTY": "(ap:[APPROX OVER])? n:[DAYNUM NUM NUMWORD COUPLE] ([HYPHEN TO OR] [DAYNUM NUM NUMWORD])?",
    "U": "u:[UNIT UNITS SECOND PART PARTS QUARTER]",
    "EDGE": "(e:EDGE HYPHEN?)?",
    "BEFORE": "((ap:APPROX)? c:[CLOCK NOON] ZONE? (LPAR CLOCK ZONE RPAR)? [COMMA ON]? | THE? EDGE? p:PART OF)?",
    "AFTER": "([COMMA PIPE AT]? c2:CLOCK ZONE? | COMMA? AT? c2:NOON | IN? THE? p2:PART)?",
    "REL": "which:[LAST NEXT THIS CURRENT COMING]",
    "YR": "COMMA? y:YEAR",
}


@dataclass(frozen=True, slots=True)
class Construction:
    """A named pattern over token kinds and the reader that turns its slots into a Meaning."""

    name: str
    pattern: str
    reader: Callable[[Slots], Meaning | None]


CALENDAR = (
    Construction("iso_date", "d:ISO", cal.iso_date),
    Construction("numeric_date", "<BEFORE> d:NUMDATE <AFTER>", cal.numeric_date),
    Construction("day_month", "<BEFORE> (<ANYWD> COMMA? LPAR?)? <EDGE> THE? <DAYS> OF? <MONTHS> (<YR>)? RPAR? <AFTER>",
                 cal.calendar_date),
    Construction("month_day", "<BEFORE> (<ANYWD> COMMA? LPAR?)? <EDGE> (which:[LAST NEXT THIS])? <MONTHS> THE? <DAYS> "
                 "(<YR>)? RPAR? <AFTER>",
                 cal.calendar_date),
    Construction("month_year", "<EDGE> <MONTHS> [COMMA OF]? y:YEAR", cal.calendar_date),
    Construction("month", "<EDGE> (which:[LAST NEXT THIS COMING])? <MONTHS>", cal.month),
    Construction("month_relative_year", "<EDGE> <MONTHS> COMMA? OF? <REL> u:UNIT", cal.month_of_year),
    Construction("month_that_year", "<EDGE> <MONTHS> OF (THAT | THE SAME) u:UNIT", cal.month_of_that_year),
    Construction("month_day_relative_year", "<EDGE> <MONTHS> <DAYS> COMMA? OF? <REL> u:UNIT", cal.month_of_year),
    Construction("day_month_relative_year", "<EDGE> <DAYS> OF? <MONTHS> COMMA? OF? <REL> u:UNIT", cal.month_of_year),
    Construction("year", "<EDGE> y:YEAR", cal.year),
    Construction("the_year", "<EDGE> THE UNIT y:[YEAR NUMWORD]", cal.the_year),
    Construction("fiscal_year", "FISCAL (UNIT)? y:YEAR", cal.the_year),
    Construction("year_bc", "y:[YEAR NUM DAYNUM] BC", cal.year_bc),
    Construction("decade", "THE? <EDGE> dec:DECADE", cal.decade),
    Construction("decade_word", "THE <EDGE> dec:DECADE_WORD", cal.decade_word),
    Construction("century", "THE? <EDGE> o:[ORD ORDNUM] HYPHEN? u:UNIT", cal.century),
    Construction("season", "THE? <EDGE> s:SEASON (OF? y:YEAR)?", cal.season),
    Construction("season_which", "<EDGE> (which:[LAST NEXT THIS COMING PAST] | THIS which:[PAST COMING]) s:SEASON",
                 cal.season),
    Construction("season_of_year", "THE? <EDGE> s:SEASON OF? which:[LAST NEXT THIS] u:UNIT", cal.season),
    Construction("quarter", "THE? (FISCAL HYPHEN?)? (y:YEAR)? "
                 "q:[ORD SECOND ORDNUM] HYPHEN? u:UNIT (OF? [COMMA]? y2:YEAR)?", cal.quarter),
    Construction("quarter_of_year", "THE? q:[ORD SECOND ORDNUM] HYPHEN? u:UNIT OF which:[LAST NEXT THIS] UNIT",
                 cal.quarter),
    Construction("years_quarter", "which:[LAST NEXT THIS] UNIT POSS q:[ORD SECOND] HYPHEN? u:UNIT", cal.quarter),
    Construction("holiday", "<BEFORE> (which:[LAST NEXT THIS])? h:HOLIDAY (COMMA? y:YEAR)?", cal.holiday),
    Construction("holiday_week", "(which:[LAST NEXT THIS])? h:HOLIDAY u:[UNIT WEEKEND] (COMMA? y:YEAR)?",
                 cal.holiday_week),
    Construction("week_of_day", "THE u:UNIT OF (THE? <DAYS> OF? <MONTHS> | <MONTHS> <DAYS>) (<YR>)?", cal.week_of_day),
    Construction("short_quarter", "q:QNUM (OF? y:YEAR)?", cal.quarter),
    Construction("month_day_range", "<MONTHS> d:DAYNUM HYPHEN d2:DAYNUM (<YR>)?", cal.day_range),
    Construction("first_of_two_days",
                 "d:[DAYNUM ORDNUM] (?=[AND TO HYPHEN] [DAYNUM ORDNUM] OF? <MONTHS> (<YR>)?)",
                 cal.first_of_two),
    Construction("first_of_two_after_month",
                 "<MONTHS> d:DAYNUM (?=[AND TO HYPHEN] DAYNUM COMMA? y:YEAR)", cal.calendar_date),
    Construction("second_of_two_days",
                 "(?<=m:[MONTH MAYBE_MONTH] d:[DAYNUM ORDNUM] [AND TO OR]) d2:[DAYNUM ORDNUM] (<YR>)?",
                 cal.second_of_two),
    Construction("fiscal_year_range", "FISCAL (UNIT)? y:YEAR [HYPHEN SLASH] y2:[NUM DAYNUM]", cal.year_range),
    Construction("year_range", "y:YEAR HYPHEN y2:[NUM DAYNUM]", cal.year_range),
)
EDGES = (
    Construction("edge_of_month", "THE? en:EDGE_NOUN OF <MONTHS> (COMMA? y:YEAR)?",
                 cal.calendar_date),
    Construction("edge_of_month_relative", "THE? en:EDGE_NOUN OF which:[LAST NEXT THIS] <MONTHS>", cal.month),
    Construction("edge_of_year", "THE? en:EDGE_NOUN OF y:YEAR", cal.the_year),
    Construction("edge_of_decade", "THE? en:EDGE_NOUN OF THE dec:DECADE", cal.decade),
    Construction("edge_of_unit", "THE? en:EDGE_NOUN OF (which:[LAST NEXT THIS] | THE which:CURRENT?) "
                 "u:[UNIT WEEKEND]",
                 rel.period),
    Construction("ordinal_week", "THE? o:[ORD SECOND LAST ORDNUM] u:UNIT OF <MONTHS> (COMMA? y:YEAR)?",
                 cal.ordinal_week),
    Construction("year_end", "(ap:APPROX)? ENDS", cal.year_end),
    Construction("month_end", "(THE)? (?=UNIT POSS EDGE_NOUN) u:UNIT POSS EDGE_NOUN", cal.year_end),
)
RELATIVE = (
    Construction("weekday", "<BEFORE> <EDGE> (which:[LAST NEXT THIS COMING PAST] | THIS which:[PAST COMING])? "
                 "wd:WEEKDAY <AFTER>", rel.weekday),
    Construction("weekday_edge", "e:[EARLIER LATER] wd:WEEKDAY", rel.weekday),
    Construction("the_weekday", "THE base:[PREVIOUS FOLLOWING SAME] wd:WEEKDAY", rel.context_weekday),
    Construction("weekday_week", "wd:WEEKDAY which:[LAST NEXT THIS] u:UNIT", rel.weekday_of_week),
    Construction("named_day", "<BEFORE> ([EARLIER LATER])? <EDGE> "
                 "day:NOWDAY (POSS? AT? p2:PART | AT? c2:[CLOCK NOON] ZONE?)?",
                 rel.named_day),
    Construction("tonight", "EDGE? day:TONIGHT", rel.tonight),
    Construction("part", "([EARLIER LATER])? which:[LAST THIS] p:PART", rel.part),
    Construction("context_part", "(THE)? base:[THAT SAME NEXT FOLLOWING PREVIOUS] p:PART", rel.context_part),
    Construction("part_edge", "e:EDGE HYPHEN? p:PART", rel.part_alone),
    Construction("overnight", "OVERNIGHT", rel.tonight),
    Construction("period", "THE? (e:[EDGE EARLIER LATER] IN?)? <REL> FISCAL? u:UNIT", rel.period),
    Construction("in_period", "e:[EARLIER LATER EDGE] IN THE u:UNIT", rel.period),
    Construction("weekend", "(e:EDGE)? (THE | which:[LAST NEXT THIS COMING] | THE which:[COMING PAST])? u:WEEKEND",
                 rel.weekend),
    Construction("context_period", "([EARLIER LATER])? THE? base:[THAT SAME FOLLOWING PREVIOUS] u:UNIT",
                 rel.context_period),
    Construction("that_same_period", "([EARLIER LATER])? THAT base:SAME u:UNIT", rel.context_period),
    Construction("the_next_day", "THE base:NEXT u:UNIT", rel.context_period),
    Construction("ago", "<QTY> OTHER_ADJ? <U> (OR SO)? AGO", rel.ago),
    Construction("a_unit_ago", "(ap:[APPROX OVER])? n:A u:UNIT (OR SO)? AGO", rel.ago),
    Construction("half_ago", "<QTY> AND A HALF <U> AGO", rel.ago),
    Construction("vague_ago", "(FEW | A_FEW)? [UNITS] AGO", rel.vague_ago),
    Construction("from_now", "<QTY> u:[UNIT UNITS] FROM day:[NOWDAY REF]", rel.from_now),
    Construction("a_unit_from_now", "n:A u:UNIT FROM day:[NOWDAY REF]", rel.from_now),
    Construction("earlier_later", "<QTY> <U> dir:[EARLIER LATER]", rel.earlier_later),
    Construction("a_unit_later", "(ap:APPROX)? n:A u:UNIT dir:[EARLIER LATER]", rel.earlier_later),
    Construction("unit_ago_attributive", "(THE LATEST? (?=UNIT HYPHEN [AGO EARLIER] [QUARTER PERIOD UNIT]))? "
                 "u:UNIT HYPHEN dir:[AGO EARLIER] [PERIOD UNIT]?", rel.attributive_ago),
    Construction("the_quarter", "THE l:LATEST? FISCAL? u:[UNIT QUARTER]", rel.the_quarter),
    Construction("that_quarter", "THAT u:[UNIT QUARTER]", rel.the_quarter),
    Construction("the_latest_period", "THE LATEST PERIOD", rel.the_period),
    Construction("year_of_books", "THE (OTHER_ADJ)? f:FISCAL? u:UNIT", rel.year_of_books),
)
DURATIONS = (
    Construction("age", "<N> HYPHEN UNIT HYPHEN OLD", dur.age),
    Construction("age_spaced", "<N> [UNIT UNITS] [HYPHEN]? OLD", dur.age),
    Construction("unit_old", "u:[UNIT UNITS] HYPHEN [OLD LONG]", dur.unit_old),
    Construction("quantity", "<QTY> OTHER_ADJ? u:[UNIT UNITS SECOND PARTS]", dur.quantity),
    Construction("last_quantity", "(ap:APPROX)? (THE | THIS)? [LAST PAST NEXT COMING FOLLOWING PREVIOUS ORD] <QTY> "
                 "OTHER_ADJ? <U>", dur.quantity),
    Construction("the_quantity", "THE <QTY> OTHER_ADJ? <U>", dur.quantity),
    Construction("attributive", "<N> HYPHEN u:[UNIT SECOND] (HYPHEN LONG)?", dur.quantity),
    Construction("attributive_period", "A <N> HYPHEN u:UNIT PERIOD", dur.quantity),
    Construction("quantity_range", "n:[DAYNUM NUM NUMWORD] HYPHEN [DAYNUM NUM NUMWORD] [HYPHEN]? u:[UNIT UNITS]",
                 dur.quantity),
    Construction("and_a_half", "<QTY> AND A HALF u:[UNIT UNITS]", dur.and_a_half),
    Construction("unit_and_a_half", "(ap:[APPROX OVER])? n:[A NUMWORD] u:UNIT AND A HALF", dur.and_a_half),
    Construction("half_a_unit", "h:HALF (A | HYPHEN)? u:UNIT", dur.half_unit),
    Construction("a_unit", "(ap:[APPROX OVER])? n:A (OTHER_ADJ)? u:UNIT", dur.a_unit),
    Construction("the_past_unit", "(THE | THIS) [PAST LAST] u:UNIT", dur.past_unit),
    Construction("bare_past_unit", "PAST u:UNIT", dur.past_unit),
    Construction("few", "(THE)? ([PAST LAST NEXT COMING ORD])? q:[FEW A_FEW] OTHER_ADJ? u:[UNIT UNITS]", dur.vague),
    Construction("few_attributive", "q:FEW HYPHEN u:UNIT", dur.vague),
    Construction("recent_units", "(THE)? RECENT u:UNITS", dur.vague),
    Construction("past_units", "(THE)? [PAST LAST PREVIOUS] u:UNITS", dur.vague),
    Construction("units", "u:UNITS", dur.bare_units),
    Construction("units_ahead", "(THE)? u:UNITS AHEAD", dur.units_ahead),
    Construction("following_units", "(THE)? FOLLOWING u:UNITS", dur.vague),
    Construction("coming_units", "(THE)? [COMING NEXT FUTURE] u:UNITS", dur.coming),
)
SETS = (
    Construction("each", "EACH (n:[DAYNUM NUMWORD FEW])? OTHER_ADJ? u:[UNIT UNITS WEEKEND PART]", dur.each),
    Construction("each_weekday", "EACH wd:[WEEKDAY] p:PART?", dur.each_weekday),
    Construction("each_month", "EACH m:[MONTH MAYBE_MONTH]", dur.each_month),
    Construction("weekdays", "wd:WEEKDAYS", dur.each_weekday),
    Construction("weekday_parts", "wd:WEEKDAY p:PARTS", dur.each_weekday),
    Construction("set_word", "r:SETWORD", dur.set_word),
    Construction("units_a_unit", "<N> [UNITS UNIT] A u:UNIT", dur.rate),
    Construction("times_a_unit", "(ONCE | <N> TIMES) [A EACH PER] u:UNIT", dur.rate),
    Construction("per_unit", "PER u:UNIT", dur.rate),
)
TIMES = (
    Construction("clock", "(ap:APPROX)? c:[CLOCK NOON] ZONE? (LPAR CLOCK ZONE RPAR)?", rel.clock),
    Construction("hour_of_part", "c:[DAYNUM NUMWORD] IN THE p2:PART", rel.hour_of_part),
    Construction("oclock", "c:[DAYNUM NUMWORD] OCLOCK (IN THE p2:PART)?", rel.oclock),
)
REFERENCES = (
    Construction("reference", "r:REF", rel.reference),
    Construction("the_past", "THE PAST", rel.the_past),
    Construction("the_future", "THE FUTURE", rel.the_future),
)
CONSTRUCTIONS = CALENDAR + EDGES + RELATIVE + DURATIONS + SETS + TIMES + REFERENCES


@dataclass(frozen=True, slots=True)
class Found:
    """A construction found at tokens `first:last`, with its meaning."""

    name: str
    first: int
    last: int
    meaning: Meaning


def expressions(words: Sequence[Token]) -> list[Found]:
    """The time expressions among the tokens, in order, without overlap."""
    kinds = "".join(_kind_char(token.kind) for token in words)
    queue = [_candidate(rank, match) for rank, (_, pattern) in enumerate(_compiled())
             for match in pattern.finditer(kinds)]
    heapq.heapify(queue)
    found: list[Found] = []
    free = 0
    while queue:
        start, _, rank, match = heapq.heappop(queue)
        row, pattern = _compiled()[rank]
        meaning = row.reader(Slots(words, match)) if start >= free else None
        if meaning is None:  # taken or turned down: the same construction may still fit further on inside it
            again = pattern.search(kinds, max(free, start + 1), match.end())
            if again is not None:
                heapq.heappush(queue, _candidate(rank, again))
            continue
        free = match.end()
        if meaning is not NOT_A_TIME:
            found.append(Found(row.name, start, match.end(), meaning))
    return found


def _candidate(rank: int, match: re.Match[str]) -> tuple[int, int, int, re.Match[str]]:
    """A match in the order of choice: the first, then the longest, then the row that stands first."""
    return match.start(), match.start() - match.end(), rank, match


@functools.cache
def _compiled() -> tuple[tuple[Construction, re.Pattern[str]], ...]:
    return tuple((row, re.compile(_as_regex(row.pattern))) for row in CONSTRUCTIONS)


def _as_regex(pattern: str) -> str:
    """A pattern of kind names as a regular expression over kind characters."""
    for _ in range(2):  # fragments do not nest deeper
        pattern = re.sub(r"<(\w+)>", lambda m: FRAGMENTS[m[1]], pattern)
    counts: dict[str, int] = {}

    def atom(match: re.Match[str]) -> str:
        slot, kinds = match[1], re.findall(r"[A-Z_0-9]+", match[2])
        chars = "[" + "".join(_kind_char(kind) for kind in kinds) + "]"
        if not slot:
            return chars
        counts[slot] = counts.get(slot, 0) + 1
        return f"(?P<{slot}{'_' * (counts[slot] - 1)}>{chars})"

    return re.sub(r"(?:([a-z]+\d?):)?(\[[A-Z_0-9 ]+\]|[A-Z][A-Z_0-9]*)", atom, pattern).replace(" ", "")


@functools.cache
def _kind_char(kind: str) -> str:
    """One private-use character for a kind; the same for every text."""
    return chr(0xE000 + KINDS.index(kind))
