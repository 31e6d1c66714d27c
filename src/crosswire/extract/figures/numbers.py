"""The grammar of written numbers: digits, words, vague plurals, ranges, shares.

Rules of this file: it finds numbers and says how large they are; what they count, and whether they count
anything, is for measures.py and the figure_* modules. Words come from wordlists/numbers.toml.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from crosswire.spans import Span
from crosswire.tables import table


@dataclass(frozen=True, slots=True)
class Number:
    """A written number: `low`..`high` (high None: open, a vague plural), over the characters `span`.

    `percent` is true of "7%" and of fractions ("a third" = 33.33 of 100); `vague` of "dozens"; `currency` is
    the sign or code right before the digits; `bare` is true of digits without separator, scale or sign.
    """

    span: Span
    low: float
    high: float | None
    vague: bool = False
    percent: bool = False
    currency: str | None = None
    bare: bool = False


@functools.cache
def _words(section: str) -> dict[str, float]:
    found: dict[str, float] = table("numbers")[section]
    return found


def _any(section: str) -> str:
    return "|".join(sorted(_words(section), key=len, reverse=True))


@functools.cache
def _grammar() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The pattern of a whole expression, and of one number inside it."""
    unit, ten, scale = _any("units"), _any("tens"), _any("scales").replace("hundred|", "").replace("|hundred", "")
    below_100 = rf"(?:(?:{ten})(?:[-\s](?:{unit})\b)?|(?:{unit}))"
    below_1000 = rf"{below_100}(?:[-\s]hundred(?:\s(?:and\s)?{below_100}\b)?)?"
    words = rf"{below_1000}(?:[-\s](?:{scale})(?:,?\s(?:and\s)?{below_1000}\b)?)*(?:\sand\sa\shalf\s(?:{scale}))?"
    digits = (r"\d{1,3}(?:[,\u00a0\u202f]\d{2,3})*[,\u00a0\u202f]\d{3}(?!\d)(?:\.\d+)?|\d{1,15}(?:\.\d{1,9})?(?!\d)")
    figure = rf"(?:{digits})(?:(?:{_any('suffixes')})\b|\s(?:bn|mn|mln|tn)\b|[-\s](?:hundred|{scale})\b(?!s))?"
    article = rf"(?:a|half\sa|(?:a\s)?quarter\sof\sa)\s(?:hundred|{scale})\b(?:\s(?:and\s)?{below_100}\b)?"
    dozen = rf"(?:(?:(?:half\s)?a|{below_100}|\d{{1,3}})\s)?dozen\b|(?:a|{below_100})\sscore\b"
    several = rf"(?:several|(?:a\s)?few|many|a\scouple\sof)\s(?:dozen|hundred|{scale})s?\b"
    vague = rf"(?:{_any('vague')})(?:\sof\s(?:{_any('vague')}))?\b"
    fraction = r"(?:(?:a|one|two|three|four)[-\s](?:third|quarter|fifth|tenth)s?|half)(?=\sof\b|\sits\b|\sthe\b)"
    one = rf"(?:{several}|{dozen}|{vague}|{article}|{fraction}|{words}|{figure})"
    one = one.replace(r"\s", r"\s{1,3}")
    percent = r"(?:\s?%|[-\s]per\s?cent\b|[-\s]percent(?:age\spoints?)?\b)?"
    whole = (rf"(?P<currency>(?:US|A|C|NZ|HK)?\$|[€£¥₹₽₴₺]|\b(?:USD|EUR|GBP)\s|\bRs\.?\s?)?"
             rf"(?<![\w#])(?<![^\W\d_][-.:/])(?<!\d[-.:/,])"
             rf"(?P<first>{one})(?:(?P<join>\s?[-–—]\s?|\s(?:to|or|and)\s)[$€£]?(?P<second>{one}))?"
             rf"(?P<percent>{percent})(?![^\W_]|[:/,.]\d)")
    return re.compile(whole, re.IGNORECASE), re.compile(one, re.IGNORECASE)


def numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """The numbers written in text[start:end], in order. ("two dozen of 1.5 million" -> 24, 1500000)

    Ranges ("200-300", "three or four", "between 12 and 15") are one number with two bounds; a range whose
    ends fall ("2-1": a score) is none. Ordinals, clock times, dates with slashes or dots, numbers glued to
    letters (F-16, 5km) are not numbers here. "several" or "many" alone say no number.
    """
    whole, _ = _grammar()
    position, end = start, len(text) if end is None else end
    while match := whole.search(text, position, end):
        if match["first"].casefold() == "single" and text[match.start() - 2 : match.start()].casefold() != "a ":
            position = match.end("first")  # "the biggest single loss": only "a single" is a number
            continue
        first = _value(match["first"])
        if match["second"] is None:
            yield _number(match, match.start("first"), match.end("percent"), first, first)
            position = match.end()
        else:
            yield from _joined(match, text)
            position = match.end() if _is_range(match, text) else match.end("first")


def _joined(match: re.Match[str], text: str) -> Iterator[Number]:
    """A range as one number, or only the first of two that merely stand side by side."""
    low, high = _value(match["first"]), _value(match["second"])
    if not _is_range(match, text):
        if "and" in match["join"] or "or" in match["join"] or "to" in match["join"]:
            yield _number(match, match.start("first"), match.end("first"), low, low, percent=False)
        return
    scale = _scale_of(match["second"])
    if _scale_of(match["first"]) == 1 and low * scale < high and low >= 1:
        low *= scale
    yield _number(match, match.start("first"), match.end("percent"), low, high)


def _is_range(match: re.Match[str], text: str) -> bool:
    """Whether two numbers are the ends of one: they rise, and "and" follows "between"; "from 3 to 5" is a change."""
    low, high = _value(match["first"]), _value(match["second"])
    before = text[max(0, match.start() - 9) : match.start()].casefold().split()
    if "and" in match["join"]:
        return low < high and before[-1:] == ["between"]
    if "to" in match["join"] and before[-1:] == ["from"]:
        return False
    if "or" in match["join"]:
        return low < high <= 2 * low + 1  # "three or four", not "two dead or 40 wounded"
    return low < high


def _number(match: re.Match[str], start: int, end: int, low: float, high: float, percent: bool = True) -> Number:
    words = match["first"].casefold()
    vague = bool(re.search(rf"^(?:{_any('vague')})\b|^(?:several|a\s+few|few|many|a\s+couple)\b", words))
    fraction = _is_fraction(words)
    bare = match["second"] is None and words.isdigit() and not match["currency"] and not match["percent"]
    return Number(Span(start, end), low, None if vague else high, vague=vague,
                  percent=fraction or bool(percent and match["percent"]), currency=match["currency"], bare=bare)


def _is_fraction(words: str) -> bool:
    return bool(re.fullmatch(r"(?:\w+[-\s]+(?:third|quarter|fifth|tenth)s?|half)", words))


def _scale_of(words: str) -> float:
    """The scale word or suffix that ends a number after digits or a small word. ("15 million" -> 1000000)"""
    match = re.fullmatch(rf"[\d.]+(?:[-\s]+({_any('scales')})|\s*({_any('suffixes')}))", words.casefold())
    return 1 if match is None else _words("scales").get(match[1] or "", 0) or _words("suffixes")[match[2]]


def _value(words: str) -> float:
    """What one number amounts to. ("half a million" -> 500000, "hundreds of thousands" -> 200000)"""
    words = " ".join(words.casefold().replace("-", " ").split())
    if _is_fraction(words):
        return _fraction(words)
    parts = words.split()
    if parts[0] in _words("vague"):
        unit = parts[-1][:-1] if len(parts) > 1 else ""
        return _words("vague")[parts[0]] * (_words("scales") | _words("collectives")).get(unit, 1)
    if parts[0] in ("several", "few", "many") or words.startswith(("a few", "a couple of")):
        return 2 * (_words("scales") | _words("collectives"))[parts[-1].rstrip("s")]
    return _sum(parts)


def _fraction(words: str) -> float:
    *count, part = words.split()
    times = _words("units").get(count[0], 1) if count else 1
    share = _words("fractions")[part.rstrip("s") if part != "half" else part]
    return round(min(100.0, times * share), 2)


def _sum(parts: list[str]) -> float:
    """Adds up a number in words and digits, word by word. (["two", "hundred", "and", "six"] -> 206)"""
    total, current = 0.0, 0.0
    units = _words("units") | _words("tens")
    half = False
    for part in parts:
        part = part.strip(",")
        if part in units:
            current += units[part]
        elif part in ("half", "quarter"):
            current += _words("fractions")[part] / 100
            half = True
        elif part == "hundred" or part in _words("collectives"):
            current = (current or 1) * (_words("scales") | _words("collectives"))[part]
        elif part in _words("scales"):
            total, current = total + (current or 1) * _words("scales")[part], 0.0
        elif part in _words("suffixes"):
            total, current = total + current * _words("suffixes")[part], 0.0
        elif part == "a" and not half and current == 0:
            continue
        elif part[0].isdigit():
            current += _digits(part)
    value = total + current
    return round(value, 6)


def _digits(part: str) -> float:
    match = re.match(r"[\d,.\u00a0\u202f]+", part)
    assert match is not None
    value = float(re.sub(r"[,\u00a0\u202f]", "", match[0]))
    suffix = part[match.end() :]
    return value * _words("suffixes")[suffix] if suffix else value
