"""Tokens of a text, each with the one kind that the time grammar knows it by.

Rules of this file: a token is a word, a number, a date or clock time in figures, or a mark; kinds and values
come from wordlists/times.toml; a phrase of the table ("more than", "New Year's Day") is one token. Kind
OTHER is everything that no rule mentions; a line end is a token NL, so that no expression crosses it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from crosswire.tables import table

Value = str | int | float | None

SHAPES = re.compile(r"""
    (?P<ISO>\b\d{4}-[01]\d-[0-3]\d(?!\d)(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?)
  | (?P<CLOCK>(?<![\d.,:$€£])\d{1,2}(?:[:.][0-5]\d)?[ \u00a0\u202f]?(?:[ap]\.m\.|[ap]\.m\b|[ap]m\b|[AP]M\b|[AP]\.M\.)
      | (?<![\d.,:])(?:[01]?\d|2[0-3])(?::[0-5]\d(?::[0-5]\d)?(?![\d:])|\.[0-5]\d(?=\s(?:GMT|BST|UTC|CES?T)\b)))
  | (?P<NUMDATE>(?<![\d./-])(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}-\d{1,2}-\d{4})(?![\d/-]))
  | (?P<DECADE>\b[12]\d\d0['’]?s\b|['’‘][2-9]0s\b)
  | (?P<ORDNUM>\b\d{1,2}(?:st|nd|rd|th)\b)
  | (?P<QNUM>\bQ[1-4]\b)
  | (?P<MONEY>[$€£]\s?\d[\d,.]*)
  | (?P<FRACTION>\b\d{1,3}[ -]\d/\d\b)
  | (?P<NUMBER>\d+(?:[.,]\d+)*(?:\s?%)?)
  | (?P<POSS>['’](?:s\b|(?!\w)))
  | (?P<WORD>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)
  | (?P<NL>[\n\r]+)
  | (?P<MARK>[^\s])
""", re.VERBOSE)
MARKS = {",": "COMMA", ".": "DOT", "-": "HYPHEN", "–": "HYPHEN", "‑": "HYPHEN", "—": "DASH", "/": "SLASH", "(": "LPAR",
         ")": "RPAR", "|": "PIPE"}
LONGEST_NUMBER = 8  # words and hyphens of one number
LONGEST_FIGURES = 12  # digits and marks of one number
FIGURES = ("YEAR", "NUM4")
MAYBE_MONTHS = frozenset({"may", "march"})

KINDS = (
    "OTHER", "NL", "COMMA", "DOT", "HYPHEN", "DASH", "SLASH", "LPAR", "RPAR", "PIPE", "POSS", "DAYNUM", "YEAR",
    "NUM", "NUM4", "NUMWORD", "ORD", "ORDNUM", "SECOND", "CLOCK", "ISO", "NUMDATE", "DECADE", "DECADE_WORD",
    "MONTH", "MONTH_ABBR", "MAYBE_MONTH", "WEEKDAY", "WEEKDAY_ABBR", "WEEKDAYS", "UNIT", "UNITS", "QUARTER", "PART",
    "PARTS", "NOON", "SEASON", "HOLIDAY", "NOWDAY", "SETWORD", "REF", "EDGE", "EDGE_NOUN", "APPROX", "OVER", "ZONE",
    "THE", "A", "THIS", "THAT", "LAST", "PAST", "NEXT", "COMING", "PREVIOUS", "FOLLOWING", "SAME", "CURRENT", "RECENT",
    "EACH", "FEW", "A_FEW", "COUPLE", "EARLIER", "LATER", "AGO", "BEFORE", "AFTER", "FROM", "OF", "IN", "AT",
    "ON", "TO", "AND", "OR", "SO", "HALF", "OLD", "LONG", "FISCAL", "OTHER_ADJ", "WEEKEND", "WEEKENDS",
    "TONIGHT", "OVERNIGHT", "OCLOCK", "BETWEEN", "BC", "ONCE", "ENDS", "FUTURE", "LATEST", "PERIOD",
    "QNUM", "AHEAD", "TIMES", "PER",
)
CAPITALISED = frozenset({"MONTH", "MONTH_ABBR", "MAYBE_MONTH", "WEEKDAY", "WEEKDAY_ABBR", "WEEKDAYS", "HOLIDAY"})


@dataclass(frozen=True, slots=True)
class Token:
    """Characters `start:end` of the text, their lower-case form, kind and value, and if they open with a capital."""

    start: int
    end: int
    lower: str
    kind: str
    value: Value = None
    capital: bool = False


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of text[start:end], phrases and number words joined. ("in two weeks" -> IN NUMWORD UNITS)"""
    words = [_token(match) for match in SHAPES.finditer(text, start, end)]
    return _with_zone_clocks(list(_joined_numbers(_joined_phrases(text, words))))


def _with_zone_clocks(words: list[Token]) -> list[Token]:
    """The tokens with four figures before a time zone read as a time of day. ("1100 (1600 GMT)" -> T11:00, T16:00)"""
    kinds = [token.kind for token in words] + ["NL"] * 3
    return [replace(token, kind="CLOCK", value=f"T{token.lower[:2]}:{token.lower[2:]}")
            if token.kind in FIGURES and _is_clock(token.lower) and (
                kinds[index + 1] == "ZONE" or (kinds[index + 1] == "LPAR" and kinds[index + 2] in FIGURES
                                               and kinds[index + 3] == "ZONE")) else token
            for index, token in enumerate(words)]


def _is_clock(figures: str) -> bool:
    return len(figures) == 4 and figures.isdigit() and int(figures[:2]) < 25 and int(figures[2:]) < 60


def _token(match: re.Match[str]) -> Token:
    shape, raw = match.lastgroup or "MARK", match.group()
    lower = raw.lower().replace("’", "'")
    kind, value = _READERS[shape](raw, lower)
    return Token(match.start(), match.end(), lower, kind, value, raw[0].isupper())


def _word(raw: str, lower: str) -> tuple[str, Value]:
    kind, value = _lexicon().get(lower, ("OTHER", None))
    if kind in CAPITALISED and not raw[0].isupper():
        return "OTHER", None
    return kind, value


def _number(raw: str, lower: str) -> tuple[str, Value]:
    if raw.endswith("%") or len(raw) > LONGEST_FIGURES or not raw.isascii():
        return "OTHER", None
    if raw.isdigit():
        number = int(raw)
        if len(raw) == 4 and 1000 <= number <= 2199:
            return "YEAR", number
        if len(raw) == 4 and number // 100 < 24 and number % 100 < 60:
            return "NUM4", raw
        return ("DAYNUM" if len(raw) <= 2 and 1 <= number <= 31 else "NUM"), number
    plain = raw.replace(",", "")
    return ("NUM", float(plain)) if plain.count(".") <= 1 else ("OTHER", None)


def _clock(raw: str, lower: str) -> tuple[str, Value]:
    hour, minute, *_ = (*re.findall(r"\d+", lower), "00")
    marked = re.search(r"[ap]\.?m", lower)
    number = int(hour)
    if marked and not 1 <= number <= 12:
        return "OTHER", None
    if marked:
        number = number % 12 + (12 if marked.group()[0] == "p" else 0)
    return "CLOCK", f"T{number:02}:{minute}"


def _decade(raw: str, lower: str) -> tuple[str, Value]:
    digits = re.sub(r"\D", "", lower)
    return "DECADE", digits[:3] if len(digits) == 4 else "19" + digits[0]


def _fraction(raw: str, lower: str) -> tuple[str, Value]:
    whole, top, bottom = (int(part) for part in re.findall(r"\d+", lower))
    return ("NUM", whole + top / bottom) if bottom else ("OTHER", None)


_READERS: dict[str, Callable[[str, str], tuple[str, Value]]] = {
    "ISO": lambda raw, lower: ("ISO", raw), "CLOCK": _clock, "NUMDATE": lambda raw, lower: ("NUMDATE", raw),
    "DECADE": _decade, "ORDNUM": lambda raw, lower: ("ORDNUM", int(re.sub(r"\D", "", raw))),
    "QNUM": lambda raw, lower: ("QNUM", raw[1]),
    "MONEY": lambda raw, lower: ("OTHER", None), "FRACTION": _fraction, "NUMBER": _number,
    "POSS": lambda raw, lower: ("POSS", None), "WORD": _word, "NL": lambda raw, lower: ("NL", None),
    "MARK": lambda raw, lower: (MARKS.get(raw, "OTHER"), None),
}


def _joined_phrases(text: str, words: Sequence[Token]) -> Iterator[Token]:
    """The tokens with every phrase of the table as one token; the longest phrase wins."""
    phrases, index = _phrases(), 0
    while index < len(words):
        joined = None
        for parts, kind, value in phrases.get(words[index].lower, ()):
            window = words[index : index + len(parts)]
            whole = text[window[0].start : window[-1].end]
            if tuple(token.lower for token in window) == parts and (kind not in CAPITALISED or whole[0].isupper()):
                joined = Token(window[0].start, window[-1].end, whole.lower(), kind, value), len(parts)
                break
        yield joined[0] if joined else words[index]
        index += joined[1] if joined else 1


def _joined_numbers(words: Iterator[Token]) -> Iterator[Token]:
    """The tokens with runs of number words as one NUMWORD, or YEAR. ("twenty-four" -> 24, "a hundred" -> 100)"""
    run: list[Token] = []
    for token in words:
        tens = bool(run) and run[-1].value in range(20, 100, 10)
        room = token.kind == "NUMWORD" and 0 < len(run) < LONGEST_NUMBER
        joins = room and (run[-1].kind == "HYPHEN" or _continues(run, token))
        if joins or (token.kind == "HYPHEN" and tens):
            run.append(token)
            continue
        yield from _number_run(run)
        run = [token] if token.kind == "NUMWORD" else []
        if not run:
            yield token
    yield from _number_run(run)


def _continues(run: Sequence[Token], token: Token) -> bool:
    last = run[-1].value
    return isinstance(last, int) and isinstance(token.value, int) and (
        token.value in (100, 1000) or (last in (18, 19, 20) and token.value >= 10)
        or (last in range(20, 100, 10) and token.value < 10) or last in (100, 1000))


def _number_run(run: list[Token]) -> Iterator[Token]:
    if not run:
        return
    if run[-1].kind == "HYPHEN":  # "twenty-something": the hyphen was not ours
        yield from _number_run(run[:-1])
        yield run[-1]
        return
    values = [token.value for token in run if isinstance(token.value, int)]
    if len(values) >= 2 and values[0] in (18, 19) and values[1] < 100:
        kind, total = "YEAR", values[0] * 100 + sum(values[1:])
    else:
        kind, total = "NUMWORD", 0
        for value in values:
            total = max(total, 1) * value if value in (100, 1000) else total + value
    yield Token(run[0].start, run[-1].end, " ".join(token.lower for token in run), kind, total)


@functools.cache
def _lexicon() -> Mapping[str, tuple[str, Value]]:
    """Single words -> (kind, value)."""
    rows: dict[str, tuple[str, Value]] = {}
    for words, kind, value in _entries():
        if " " not in words and "-" not in words and "'s" not in words:
            rows[words] = (kind, value)
    rows["second"] = ("SECOND", "TS")
    return rows


@functools.cache
def _phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], str, Value], ...]]:
    """Phrases of several tokens by their first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, Value]]] = {}
    for words, kind, value in _entries():
        parts = tuple(m.group() for m in SHAPES.finditer(words.replace("’", "'")))
        if len(parts) > 1:
            found.setdefault(parts[0], []).append((parts, kind, value))
    return {head: tuple(sorted(rows, key=lambda row: -len(row[0]))) for head, rows in found.items()}


def _entries() -> Iterator[tuple[str, str, Value]]:
    """Every row of the table as (words, kind, value)."""
    rows: dict[str, Any] = table("times")
    for month, number in rows["months"].items():
        yield month, "MAYBE_MONTH" if month in MAYBE_MONTHS else "MONTH", number
    for day, number in rows["weekdays"].items():
        yield day, "WEEKDAY", number
        yield day + "s", "WEEKDAYS", number
    for unit, letter in rows["units"].items():
        yield unit, "UNIT", letter
        yield unit + "s", "UNITS", letter
    for part, code in rows["parts"].items():
        yield part, "PART", "T" + code
        yield part + "s", "PARTS", "T" + code
    for section, kind in _PLAIN_SECTIONS.items():
        for words, value in rows[section].items():
            yield words, kind, value
    for kind, words_of_kind in rows["words"].items():
        for words in words_of_kind:
            yield words, kind, None
    for section, kind in (("zones", "ZONE"), ("masks", "OTHER")):
        for words in rows[section]["names"]:
            yield words, kind, None


_PLAIN_SECTIONS = {
    "month_abbreviations": "MONTH_ABBR",
    "weekday_abbreviations": "WEEKDAY_ABBR", "noons": "NOON", "seasons": "SEASON", "numbers": "NUMWORD",
    "ordinals": "ORD", "decade_words": "DECADE_WORD", "days": "NOWDAY", "sets": "SETWORD", "references": "REF",
    "holidays": "HOLIDAY", "edges": "EDGE", "edge_nouns": "EDGE_NOUN", "approximations": "APPROX",
    "over": "OVER",
}
