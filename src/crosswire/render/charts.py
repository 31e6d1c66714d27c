"""Charts as inline SVG: figures over time, or side by side.

Rules of this file: a chart says nothing that the list below it does not say too, so its SVG is one image to a
screen reader (`role="img"` with a sentence). Colours are the light theme's; the page's style sheet overrides
them by attribute for the dark one, so they stand here and in report.css. No character of an article reaches
the renderer (a lone surrogate kills its process): it draws keys, and they are replaced here by escaped labels,
titles and links.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import vl_convert as vlc
from markupsafe import Markup, escape

INK, MUTED, RULE, REPORTED, DISPUTED = "#1d2329", "#5a6670", "#d5dbe0", "#1f5fa8", "#b3361b"
FONT = "Helvetica, Arial, sans-serif"
WIDTH, HEIGHT, ROW = 350, 190, 40  # of the plot of a figures chart and of a row of values, in pixels
LABEL_GAP, LETTER = 13.0, 5.7  # pixels between the base lines of two labels; width of a letter
_KEYED = re.compile(r'<path aria-label="cw(\d+)"([^>]*?)/>')
_WORDED = re.compile(r">tw(\d+)</text>")
_ROOT = re.compile(r"^<svg\b[^>]*?width=\"([\d.]+)\" height=\"([\d.]+)\"[^>]*>")

CONFIG: dict[str, Any] = {
    "background": "transparent", "font": FONT, "view": {"stroke": None},
    "axis": {"labelColor": MUTED, "titleColor": MUTED, "domainColor": RULE, "tickColor": RULE, "gridColor": RULE,
             "labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal", "gridOpacity": 0.6},
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value to draw: its bounds (None = open), label, title, whether disputed, and the anchor it links to."""

    low: float | None
    high: float | None
    label: str
    title: str
    disputed: bool
    anchor: str

    @property
    def value(self) -> float:
        """Where the mark stands: the lower bound, or the upper where there is no lower."""
        return self.low if self.low is not None else self.high or 0.0


@dataclass(frozen=True, slots=True)
class Point(Value):
    """A value with the day that it stands for."""

    when: dt.date


def figures_chart(points: Sequence[Point], *, summary: str) -> Markup:
    """Values over days: disputed ones as labelled diamonds, others as circles, ranges and open bounds as lines."""
    first, last = min(p.when for p in points), max(p.when for p in points)
    top = _top(points)
    rows = [{**_row(key, point, top), "when": _utc(point.when), "side": "left"} for key, point in enumerate(points)]
    days = _domain(first, last, 12)
    _label(rows, points, days, top)
    x = alt.X("when:T", scale=alt.Scale(type="utc", domain=days), title=None, axis=_day_axis(first, last, 5))
    y = alt.Y("value:Q", scale=alt.Scale(domain=[0, top]), title=None, axis=_value_axis(top))
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=x)
    lines = base.mark_rule(strokeWidth=2, opacity=0.45).encode(
        y=alt.Y("low:Q", scale=alt.Scale(domain=[0, top])), y2="high:Q", color=_COLOR)
    shapes = base.mark_point(filled=True, size=85, opacity=1).encode(
        y=y, color=_COLOR, description="key:N", shape=_SHAPE)
    text = [base.transform_filter(f"datum.side == '{side}'").mark_text(
        align=alt.expr(f"'{side}'"), dx=dx, fontSize=11, fill=INK).encode(y=alt.Y("label_y:Q"), text="label:N")
        for side, dx in (("left", 8), ("right", -8))]
    chart = alt.layer(lines, shapes, *text).properties(width=WIDTH, height=HEIGHT)
    return _svg(chart, [_Text(p.anchor, p.title, p.label) for p in points], summary)


def values_chart(values: Sequence[Value], *, summary: str) -> Markup:
    """Values side by side where no day sets them apart: one row each, its label above its mark."""
    top = _top(values)
    rows = [{**_row(key, each, top), "row": key, "label": f"tw{key}"} for key, each in enumerate(values)]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("row:O", title=None, axis=alt.Axis(labels=False, ticks=False, domain=False, grid=True)))
    lines = base.mark_rule(strokeWidth=2, opacity=0.45).encode(
        x=alt.X("low:Q", scale=alt.Scale(domain=[0, top]), title=None, axis=_value_axis(top)), x2="high:Q",
        color=_COLOR)
    shapes = base.mark_point(filled=True, size=85, opacity=1).encode(
        x=alt.X("value:Q", scale=alt.Scale(domain=[0, top])), color=_COLOR, description="key:N", shape=_SHAPE)
    text = base.mark_text(align="left", dy=-12, fontSize=11, fill=INK).encode(x=alt.value(2), text="label:N")
    chart = alt.layer(lines, shapes, text).properties(width=WIDTH, height=ROW * len(values))
    return _svg(chart, [_Text(v.anchor, v.title, v.label) for v in values], summary)


_STATUS = ["reported", "disputed"]
_COLOR = alt.Color("status:N", legend=None, scale=alt.Scale(domain=_STATUS, range=[REPORTED, DISPUTED]))
_SHAPE = alt.Shape("status:N", legend=None, scale=alt.Scale(domain=_STATUS, range=["circle", "diamond"]))


def _top(values: Sequence[Value]) -> float:
    return 1.12 * max(v.high if v.high is not None else v.value for v in values) or 1.0


def _value_axis(top: float) -> alt.Axis:
    return alt.Axis(tickCount=4, format="~s" if top >= 1e6 else ",~f", domain=False, ticks=False)


def _row(key: int, each: Value, top: float) -> dict[str, Any]:
    open_low, open_high = each.low is None, each.high is None
    return {
        "key": f"cw{key}", "value": each.value, "low": each.value if open_high else 0 if open_low else each.low,
        "high": min(top, each.value + 0.1 * top) if open_high else each.high,
        "status": "disputed" if each.disputed else "reported", "label": "", "label_y": each.value,
    }


Box = tuple[float, float, float, float]  # left, top, right, bottom, in pixels


def _label(rows: list[dict[str, Any]], points: Sequence[Point], days: list[int], top: float) -> None:
    """Label the points, disputed ones first, where the words cover neither points nor other words.

    Tried are the right and the left of the point, then a line above and below; a point with no free place keeps
    its words in its tooltip and in the table.
    """
    spots = [((_utc(p.when) - days[0]) / (days[1] - days[0]) * WIDTH, HEIGHT * (1 - p.value / top)) for p in points]
    taken: list[Box] = [(x - 6, y - 6, x + 6, y + 6) for x, y in dict.fromkeys(spots)]
    order = sorted(range(len(points)), key=lambda i: (not points[i].disputed, -points[i].value, i))
    for index in order:
        for side, shift, box in label_places(*spots[index], LETTER * len(points[index].label)):
            if box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and not any(meet(box, other) for other in taken):
                level = points[index].value - shift * top / HEIGHT
                rows[index].update(label=f"tw{index}", side=side, label_y=level)
                taken.append(box)
                break


def label_places(x: float, y: float, width: float) -> Iterator[tuple[str, float, Box]]:
    """Where a label of that width can stand beside a mark: its side, how far down, and the box it takes."""
    for shift in (0.0, -LABEL_GAP, LABEL_GAP, -2 * LABEL_GAP):
        yield "left", shift, (x + 7, y + shift - 6, x + 7 + width, y + shift + 6)
        yield "right", shift, (x - 7 - width, y + shift - 6, x - 7, y + shift + 6)


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes share some of their area."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _utc(day: dt.date) -> int:
    """Midnight UTC in milliseconds, as Vega counts: the chart must not depend on the machine's time zone."""
    return (day - dt.date(1970, 1, 1)).days * 86_400_000


def _domain(first: dt.date, last: dt.date, parts: int) -> list[int]:
    """Days with a margin of one part of them, at least half a day."""
    pad = max((_utc(last) - _utc(first)) // parts, 43_200_000)
    return [_utc(first) - pad, _utc(last) + pad]


def _day_axis(first: dt.date, last: dt.date, ticks: int) -> alt.Axis:
    span = (last - first).days
    if span <= 60:
        step = max(1, -(-(span + 1) // ticks))
        marked = [first + dt.timedelta(days=i) for i in range(0, span + 1, step)]
        return alt.Axis(values=[_utc(d) for d in marked], format="%-d %b", grid=False, labelFlush=False)
    return alt.Axis(tickCount=ticks, format="%b %Y" if span <= 1500 else "%Y", grid=False, labelFlush=False)


@dataclass(frozen=True, slots=True)
class _Text:
    """What stands at one mark of a chart once it is drawn."""

    anchor: str
    title: str
    label: str


def _svg(chart: Any, texts: Sequence[_Text], summary: str) -> Markup:
    """The chart as SVG that scales with the page, with its marks linked and one sentence for all of it."""
    raw = vlc.vegalite_to_svg(chart.configure(**CONFIG).to_dict())
    size = _ROOT.match(raw)
    width, height = (size[1], size[2]) if size else ("400", "240")
    body = raw[size.end() if size else raw.index(">") + 1 :]

    def linked(found: re.Match[str]) -> str:
        text = texts[int(found[1])]
        return (f'<a href="#{escape(text.anchor)}" tabindex="-1"><path{found[2]}><title>{escape(text.title)}</title>'
                "</path></a>")

    def worded(found: re.Match[str]) -> str:
        return f">{escape(texts[int(found[1])].label)}</text>"

    opening = (f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {width} {height}" '
               f'width="{width}" height="{height}" role="img" aria-label="{escape(summary)}">')
    return Markup(opening + _KEYED.sub(linked, _WORDED.sub(worded, body)))
