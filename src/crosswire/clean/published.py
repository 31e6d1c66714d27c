"""The day on which a report was published: told by its maker, stated in the text, or inferred, never guessed.

Theory of operation: evidence is asked in the order of EVIDENCE; the first that gives a day decides, and its
Reason says what the day rests on. Evidence that has two readings gives no day, and says so. A publication
day before the latest day that the report tells of as past is not believed.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crosswire.clean.daylines import Dated, dates_in, day_line, day_or_none, is_labelled, is_update
from crosswire.clean.inferred_day import inferred
from crosswire.spans import Span
from crosswire.values import Basis, Block, Reason

_ISO_START = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_URL_DAY = re.compile(r"[/_-](199\d|20\d\d)([/_-])(0?[1-9]|1[0-2]|[a-z]{3})\2(0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
                      r"|[/_-](199\d|20\d\d)()(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST_SITES = re.compile(r"^https?://[^/]+\.(?:uk|au|nz|ie|in|za|ng|ke|gh|pk|bd|lk|my|sg|hk|fr|de|es|it|eu|ru|ua|tr|ae|sa)"
                              r"(?=[/:]|$)")
_HEAD_LINES = 30
_TAIL_LINES = 8
_LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class Evidence:
    """What there is to tell the day by. `declared` is the input's own word, `metadata` the page's."""

    text: str
    blocks: Sequence[Block]
    paragraphs: Sequence[Span]
    declared: str | None = None
    metadata: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """A day with its basis and the words of the text that state it; or no day, and the reason why not."""

    day: dt.date | None
    reason: Reason
    basis: Basis | None = None
    span: Span | None = None


Rule = Callable[[Evidence], "Published | None"]


def published(evidence: Evidence) -> Published:
    """The day of publication, None with the reason where nothing tells it. ("14th Apr 2021" -> stated)"""
    refused: list[Reason] = []
    for rule in EVIDENCE:
        found = rule(evidence)
        if found is not None and found.day is not None:
            return found
        if found is not None:
            refused.append(found.reason)
    return Published(None, refused[0] if refused else Reason(
        "no_date", "neither the page nor the text says when it was published, and its own dates do not tell", 0.0))


def _declared(evidence: Evidence) -> Published | None:
    return _told(evidence, evidence.declared, "declared", "the input says so")


def _metadata(evidence: Evidence) -> Published | None:
    return _told(evidence, evidence.metadata, "page_metadata", "the page's metadata say so")


def _told(evidence: Evidence, written: str | None, rule: str, detail: str) -> Published | None:
    if not written:
        return None
    days = written_days(written)
    if len(days) != 1:
        return Published(None, Reason(rule, f"{written[:60]!r} is no date that can be read for certain", 0.0))
    stated = _stated(evidence)
    span = stated.span if stated and stated.day == days[0] else None
    return Published(days[0], Reason(rule, f"{detail}: {written[:40]}"), "metadata", span)


def written_days(written: str) -> tuple[dt.date, ...]:
    """The days that a date on its own can mean. ("2021-04-03T03:40Z" -> 3 April; "03/04/2021" -> two days)"""
    iso = _ISO_START.match(written)
    if iso:
        day = day_or_none(*map(int, iso.groups()))
        return (day,) if day else ()
    full = [dated for dated in dates_in(written[:200]) if dated.year is not None]
    return full[0].days() if full else ()


def _stated(evidence: Evidence) -> Published | None:
    """The first line near the head (or the foot) that holds only a date; one that says "published" goes first."""
    lines = [line for line in _date_lines(evidence) if not is_update(line.of(evidence.text))]
    lines = lines or _date_lines(evidence)
    if not lines:
        return None
    line = next((line for line in lines if is_labelled(line.of(evidence.text))), lines[0])
    dated = day_line(line.of(evidence.text))
    days = _site_reading(dated, evidence.url) if dated else ()
    if dated is None or not days:
        return None
    span = dated.span.shift(line.start)
    written = span.of(evidence.text)
    if len(days) > 1:
        return Published(None, Reason("two_readings", f"{written!r} can mean {days[0]} or {days[1]}", 0.0))
    return Published(days[0], Reason("date_line", f"a line of the text says {written!r}"), "stated", span)


def _site_reading(dated: Dated, url: str | None) -> tuple[dt.date, ...]:
    """The readings of a date, by the day-first custom of the site's country where two are left."""
    days = dated.days()
    return days[:1] if len(days) > 1 and url and _DAY_FIRST_SITES.match(url) else days


def _date_lines(evidence: Evidence) -> list[Span]:
    """Lines that hold only a date, outside and not right under lists of other reports, near the head or the foot."""
    lines = list(evidence.paragraphs)
    near = range(len(lines)) if len(lines) <= _HEAD_LINES + _TAIL_LINES else [
        *range(_HEAD_LINES), *range(len(lines) - _TAIL_LINES, len(lines))]
    return [lines[i] for i in near if len(lines[i]) <= _LONGEST_LINE and "@" not in lines[i].of(evidence.text)
            and day_line(lines[i].of(evidence.text)) and not _other_report(evidence, lines[max(0, i - 1) : i + 1])]


def _other_report(evidence: Evidence, lines: Sequence[Span]) -> bool:
    """Whether one of the lines lies in a list of other reports."""
    return any(block.kind == "related" and block.span.contains(line) for block in evidence.blocks for line in lines)


def _url(evidence: Evidence) -> Published | None:
    found = _URL_DAY.search(evidence.url.lower()) if evidence.url else None
    if found is None:
        return None
    year, _, month, day = (group for group in found.groups() if group is not None)
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month) if month.isdigit() else 0
    told = day_or_none(int(year), number, int(day))
    return Published(told, Reason("url_date", f"the address holds the date {told}", 0.9), "metadata") if told else None


def _inferred(evidence: Evidence) -> Published | None:
    starts = [block.span.start for block in evidence.blocks]
    found = inferred(evidence.text, [line for line in evidence.paragraphs if evidence.blocks[
        bisect_right(starts, line.start) - 1].kind == "body"])
    if found.day is None:
        return Published(None, found.reason)
    return Published(found.day, found.reason, "stated" if found.stated else "inferred", found.stated)


EVIDENCE: tuple[Rule, ...] = (_declared, _metadata, _stated, _url, _inferred)
