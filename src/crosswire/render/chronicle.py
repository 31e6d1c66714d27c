"""The timeline as a picture: rows by kind of event along the days, to be zoomed and moved.

Rules of this file: the picture is inline SVG, whole without scripts, and says nothing that the list below it does
not say too, so it is one image to a screen reader; everything from an article is escaped. It opens on the days that
hold most weight. report.js moves the marks by their data-from and data-to (days as date.toordinal counts them), lets
labels in where there is room for them, and draws the same ticks as `ticks` here: change them together.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from crosswire.dates import DateRange

LANE, AXIS, LETTER, ROOM = 30, 26, 6.1, 75  # pixels: height of a row and of the axis, width of a letter and a day
FOCUS = 0.9  # share of the weight that the picture opens on
PRECISE = 10  # days that a date may span to count for that
MOST_NAMED = 6  # entries that a mark names
DAY_STEPS, MONTH_STEPS = (1, 2, 7, 14), (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Bar:
    """One entry to draw: its days, row and tone, what it says, its weight and articles, and the id it links to."""

    when: DateRange
    row: str
    tone: str
    label: str
    title: str
    weight: float
    articles: int
    anchor: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """The entries of a row that have the same days."""

    first: int
    last: int
    lane: int
    bars: tuple[Bar, ...]


def chronicle_svg(bars: Sequence[Bar], *, summary: str, width: int, side: int) -> Markup:
    """The picture, `width` pixels wide, of which the names of the rows take `side`."""
    rows = sorted({bar.row for bar in bars}, key=lambda row: (-max(b.weight for b in bars if b.row == row), row))
    marks = _marks(bars, rows)
    plot = width - side - 10
    first, last = min(mark.first for mark in marks), max(mark.last for mark in marks)
    low, high = _focus(bars)
    height = LANE * len(rows) + AXIS
    lanes = Markup("").join(_lane(row, LANE * (lane + 1), width) for lane, row in enumerate(rows))
    axis = Markup("").join(
        Markup('<line x1="{0}" x2="{0}" y1="0" y2="{1}"/><text x="{0}" y="{2}">{3}</text>').format(
            f"{side + (day - low) / (high - low) * plot:.1f}", LANE * len(rows), height - 8, text)
        for day, text in ticks(low, high, plot // ROOM))
    inside = Markup("").join(
        _drawn(mark, side + (mark.first - low) / (high - low) * plot, (mark.last - mark.first) / (high - low) * plot,
               low <= mark.last and mark.first <= high, shown) for mark, shown in _labelled(marks, low, high, plot))
    window = (side - 8, plot + 18, height)
    return Markup(
        '<svg class="chart chronicle" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}" '
        'data-side="{}" data-plot="{}" data-low="{}" data-high="{}" data-first="{}" data-last="{}">'
        '{}<g class="axis">{}</g><svg class="plot" x="{}" width="{}" height="{}" viewBox="{} 0 {} {}">{}</svg></svg>'
    ).format(summary, width, height, width, height, side, plot, low, high, first, last, lanes, axis, *window, *window,
             inside)


def _lane(row: str, bottom: int, width: int) -> Markup:
    return Markup('<line class="row" x1="0" x2="{}" y1="{}" y2="{}"/><text class="lane" x="0" y="{}">{}</text>').format(
        width, bottom, bottom, bottom - 9, row)


def _marks(bars: Iterable[Bar], rows: Sequence[str]) -> list[_Mark]:
    """The weightiest last, so that they lie on top."""
    together: dict[tuple[int, int, int], list[Bar]] = defaultdict(list)
    for bar in sorted(bars, key=lambda b: -b.weight):
        together[bar.when.earliest.toordinal(), bar.when.latest.toordinal(), rows.index(bar.row)].append(bar)
    marks = [_Mark(first, last, lane, tuple(same)) for (first, last, lane), same in together.items()]
    return sorted(marks, key=lambda mark: (mark.bars[0].weight, mark.first, mark.lane))


def _focus(bars: Sequence[Bar]) -> tuple[float, float]:
    """The shortest stretch of days that holds FOCUS of the weight, with a margin, in days since 1 January of year 1."""
    precise = [bar for bar in bars if (bar.when.latest - bar.when.earliest).days < PRECISE] or bars
    placed = sorted((b.when.earliest.toordinal(), b.when.latest.toordinal(), b.weight) for b in precise)
    wanted = FOCUS * math.fsum(weight for _, _, weight in placed)
    best = (placed[0][0], max(last for _, last, _ in placed))
    for low in sorted({first for first, _, _ in placed}):
        held = 0.0
        for last, weight in sorted((last, weight) for first, last, weight in placed if first >= low):
            held += weight
            if held >= wanted:
                best = min(best, (low, last), key=lambda pair: (pair[1] - pair[0], pair))
                break
    margin = max(1.0, (best[1] - best[0]) / 12)
    return best[0] - margin, best[1] + margin


def _labelled(marks: Sequence[_Mark], low: float, high: float, plot: int) -> list[tuple[_Mark, bool]]:
    """Each mark, and whether there is room for its label at its right; the weightiest choose first."""
    taken: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for mark in marks:
        at = (mark.first - low) / (high - low) * plot
        if mark.first == mark.last:
            taken[mark.lane].append((at - 8, at + 8))
    shown: dict[int, bool] = {}
    for index in reversed(range(len(marks))):
        mark = marks[index]
        start = (mark.last - low) / (high - low) * plot + 12
        end = start + LETTER * len(_label(mark))
        free = start >= 0 and end <= plot and not any(a < end and start < b for a, b in taken[mark.lane])
        shown[index] = free
        if free:
            taken[mark.lane].append((start, end))
    return [(mark, shown[index]) for index, mark in enumerate(marks)]


def _label(mark: _Mark) -> str:
    more = f" +{len(mark.bars) - 1}" if len(mark.bars) > 1 else ""
    return mark.bars[0].label + more


def _drawn(mark: _Mark, x: float, length: float, visible: bool, labelled: bool) -> Markup:
    size = min(11.0, 4.5 + 1.6 * math.sqrt(sum(bar.articles for bar in mark.bars) - 1))
    if mark.first == mark.last:
        shape = Markup('<circle r="{}"/>').format(f"{size:.1f}")
    else:
        shape = Markup('<rect class="stretch" x="0" y="-3" rx="3" height="6" width="{}"/>').format(
            f"{max(3.0, length):.1f}")
    titles = [bar.title for bar in mark.bars[:MOST_NAMED]]
    titles += [f"and {len(mark.bars) - MOST_NAMED} more"] if len(mark.bars) > MOST_NAMED else []
    label = _label(mark)
    return Markup(
        '<a href="#{}" tabindex="-1"><g class="mark {}" data-from="{}" data-to="{}" data-label="{}" '
        'transform="translate({},{})"{}><title>{}</title>{}<text x="{}" y="4"{}>{}</text></g></a>').format(
        mark.bars[0].anchor, mark.bars[0].tone, mark.first, mark.last, f"{LETTER * len(label):.0f}", f"{x:.1f}",
        LANE * mark.lane + 15, Markup("") if visible else Markup(' visibility="hidden"'), "\n".join(titles), shape,
        f"{length + 12:.1f}", Markup("") if labelled else Markup(' visibility="hidden"'), label)


def ticks(low: float, high: float, room: int) -> list[tuple[int, str]]:
    """At most about `room` days to mark, with their names. ((1 to 8 May 2025), 4 -> 1 May 2025, 3 May, 5 May, 7 May)"""
    room = max(2, room)
    step = next((step for step in DAY_STEPS if (high - low) / step <= room), None)
    if step:
        days = [day for day in range(math.ceil(low), math.floor(high) + 1) if day % step == 0 and day > 0]
    else:
        days = _months(low, high, room)
    out, year = [], 0
    for day in days:
        date = dt.date.fromordinal(day)
        name = MONTHS[date.month - 1] if step is None else f"{date.day} {MONTHS[date.month - 1]}"
        out.append((day, name if date.year == year else f"{name} {date.year}"))
        year = date.year
    return out


def _months(low: float, high: float, room: int) -> list[int]:
    step = next((step for step in MONTH_STEPS if (high - low) / 30.44 / step <= room), MONTH_STEPS[-1])
    first, last = (dt.date.fromordinal(max(1, math.floor(end))) for end in (low, high))
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    return [dt.date(month // 12, month % 12 + 1, 1).toordinal() for month in months if month % step == 0]
