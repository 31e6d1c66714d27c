"""The map: where the events with a point happened, over the outline of land and countries.

Rules of this file: inline SVG, whole without scripts or network, one image to a screen reader with the list below
saying the same; everything from an article is escaped. Only points of the gazetteer are drawn: a country or an
unknown place has none. The projection is equirectangular, true to scale in the middle of what is shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from crosswire.render.charts import Box, label_places, meet
from crosswire.tables import table

WIDTH, HEIGHT = 760, 400  # pixels
LEAST = 3.0  # degrees of latitude that are shown at least
MARGIN = 1.5  # how much more is shown than the points span
FOCUS = 0.8  # share of the events that the map is drawn around
MOST_OUTSIDE = 6  # places outside that it names
LETTER = 6.4  # width of a letter of a place's name
STEPS = (0.5, 1, 2, 5, 10, 20, 30)  # degrees between the lines of the net
BARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)  # km of the scale
KM = 111.2  # of a degree of latitude

Pixel = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to draw: its point in degrees, how many events happened there, tone, title and the id it links to."""

    name: str
    latitude: float
    longitude: float
    events: int
    tone: str
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class View:
    """The part of the world that is shown: its middle, and pixels to a degree of longitude and of latitude."""

    longitude: float
    latitude: float
    across: float
    up: float

    def at(self, longitude: float, latitude: float) -> Pixel:
        """Where a point lies."""
        return WIDTH / 2 + (longitude - self.longitude) * self.across, HEIGHT / 2 - (latitude - self.latitude) * self.up

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a point is in the picture."""
        x, y = self.at(longitude, latitude)
        return 0 <= x <= WIDTH and 0 <= y <= HEIGHT


def map_svg(spots: Sequence[Spot], *, summary: str) -> Markup:
    """The map around the places where most happened; it names those that lie outside."""
    view = _view(_focus(spots))
    shown = [spot for spot in spots if view.holds(spot.longitude, spot.latitude)]
    outside = [spot.name for spot in spots if spot not in shown]
    land = "".join(_path(piece, closed=True) for piece in _rings(view))
    borders = "".join(_path(piece, closed=False) for piece in _lines(view))
    left = Markup('<text class="outside" x="8" y="16">Not on this map: {}</text>').format(
        ", ".join(outside[:MOST_OUTSIDE]) + (" …" if len(outside) > MOST_OUTSIDE else "")) if outside else Markup("")
    return Markup(
        '<svg class="chart map" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}">'
        '<rect class="sea" width="{}" height="{}"/><path class="land" d="{}"/><path class="border" d="{}"/>'
        '<g class="net">{}</g><g class="country">{}</g>{}{}{}</svg>').format(
        summary, WIDTH, HEIGHT, WIDTH, HEIGHT, WIDTH, HEIGHT, land, borders, _net(view), _countries(view),
        _spots(shown, view), _scale(view), left)


def _focus(spots: Sequence[Spot]) -> list[Spot]:
    """The places nearest to where most happened that together hold FOCUS of the events."""
    middle = max(spots, key=lambda spot: (spot.events, spot.name))
    narrow = math.cos(math.radians(middle.latitude))
    near = sorted(spots, key=lambda s: (math.hypot((s.longitude - middle.longitude) * narrow,
                                                   s.latitude - middle.latitude), s.name))
    wanted, held, kept = FOCUS * sum(spot.events for spot in spots), 0, []
    for spot in near:
        kept.append(spot)
        held += spot.events
        if held >= wanted:
            break
    return kept


def _view(spots: Sequence[Spot]) -> View:
    latitudes, longitudes = [s.latitude for s in spots], [s.longitude for s in spots]
    middle = ((min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2)
    narrow = max(0.2, math.cos(math.radians(middle[1])))
    tall = max(LEAST, MARGIN * (max(latitudes) - min(latitudes)),
               MARGIN * (max(longitudes) - min(longitudes)) * narrow * HEIGHT / WIDTH)
    up = HEIGHT / tall
    return View(*middle, up * narrow, up)


def _degrees(numbers: str) -> list[Pixel]:
    values = [int(number) / 100 for number in numbers.split()]
    return list(zip(values[::2], values[1::2], strict=True))


def _rings(view: View) -> Iterator[list[Pixel]]:
    """The rings of land, cut at the edges (Sutherland and Hodgman, 1974)."""
    for numbers in table("outline")["land"]:
        points = [view.at(*point) for point in _degrees(numbers)]
        for axis, edge, sign in ((0, -2, 1), (0, WIDTH + 2, -1), (1, -2, 1), (1, HEIGHT + 2, -1)):
            points = list(_cut(points, axis, edge, sign))
        if len(points) > 2:
            yield points


def _cut(points: Sequence[Pixel], axis: int, edge: float, sign: int) -> Iterator[Pixel]:
    """The part of a polygon on one side of an edge."""
    for one, other in zip(points, [*points[1:], *points[:1]], strict=True):
        inside, next_inside = ((point[axis] - edge) * sign >= 0 for point in (one, other))
        if inside:
            yield one
        if inside != next_inside:
            share = (edge - one[axis]) / (other[axis] - one[axis])
            yield one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])


def _lines(view: View) -> Iterator[list[Pixel]]:
    """The borders between countries, those stretches that touch the picture."""
    for numbers in table("outline")["borders"]:
        run: list[Pixel] = []
        points = [view.at(*point) for point in _degrees(numbers)]
        for one, other in pairwise(points):
            if meet((min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])),
                    (0, 0, WIDTH, HEIGHT)):
                run = run or [one]
                run.append(other)
            elif run:
                yield run
                run = []
        if run:
            yield run


def _path(points: Iterable[Pixel], *, closed: bool) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + ("Z" if closed else "")


def _net(view: View) -> Markup:
    """Lines of longitude and latitude, with their degrees."""
    step = next((s for s in STEPS if HEIGHT / view.up / s <= 5), STEPS[-1])
    out = []
    wide, tall = WIDTH / view.across / 2, HEIGHT / view.up / 2
    for number in range(math.ceil((view.longitude - wide) / step), math.floor((view.longitude + wide) / step) + 1):
        x, _ = view.at(number * step, 0)
        out.append(Markup('<line x1="{0}" x2="{0}" y1="0" y2="{1}"/><text x="{2}" y="{3}">{4}</text>').format(
            f"{x:.1f}", HEIGHT, f"{x + 3:.1f}", HEIGHT - 5, _named((number * step + 180) % 360 - 180, "E", "W")))
    south, north = max(-85.0, view.latitude - tall), min(85.0, view.latitude + tall)
    for number in range(math.ceil(south / step), math.floor(north / step) + 1):
        _, y = view.at(0, number * step)
        out.append(Markup('<line x1="0" x2="{1}" y1="{0}" y2="{0}"/><text x="4" y="{2}">{3}</text>').format(
            f"{y:.1f}", WIDTH, f"{y - 3:.1f}", _named(number * step, "N", "S")))
    return Markup("").join(out)


def _named(degrees: float, positive: str, negative: str) -> str:
    """A degree with its side. ((-5.0, "E", "W") -> "5° W")"""
    return f"{abs(degrees):g}°" + (f" {positive if degrees > 0 else negative}" if degrees else "")


def _countries(view: View) -> Markup:
    """Names of the countries whose middle is in the picture and that are large enough in it; the largest first."""
    out, taken = Markup(""), [(0.0, 0.0, 0.0, 0.0)]
    for name, longitude, latitude, extent in sorted(table("outline")["labels"], key=lambda row: (-row[3], row[0])):
        x, y = view.at(longitude / 100, latitude / 100)
        half = 0.6 * LETTER * len(name)
        box = (x - half, y - 10, x + half, y + 4)
        if box[0] > 0 and box[2] < WIDTH and 12 < y < HEIGHT - 12 and extent / 100 * view.across > 2 * half and not any(
                meet(box, other) for other in taken):
            taken.append(box)
            out += Markup('<text x="{}" y="{}">{}</text>').format(f"{x:.1f}", f"{y:.1f}", name)
    return out


def _spots(spots: Sequence[Spot], view: View) -> Markup:
    """The places, the busiest on top and first to get a label."""
    ordered = sorted(spots, key=lambda spot: (-spot.events, spot.name))
    where = [view.at(spot.longitude, spot.latitude) for spot in ordered]
    taken: list[Box] = [(x - 7, y - 7, x + 7, y + 7) for x, y in where]
    out = []
    for spot, (x, y) in zip(ordered, where, strict=True):
        size = min(14.0, 4 + 2 * math.sqrt(spot.events))
        text = Markup("")
        for anchor, shift, box in label_places(x, y, LETTER * len(spot.name)):
            if box[0] >= 0 and box[2] <= WIDTH and not any(meet(box, other) for other in taken):
                taken.append(box)
                text = Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(
                    f"{x + (size + 4 if anchor == 'left' else -size - 4):.1f}", f"{y + shift + 4:.1f}",
                    "start" if anchor == "left" else "end", spot.name)
                break
        out.append(Markup('<a href="#{}" tabindex="-1"><g class="mark {}"><title>{}</title>'
                          '<circle cx="{}" cy="{}" r="{}"/>{}</g></a>').format(
            spot.anchor, spot.tone, spot.title, f"{x:.1f}", f"{y:.1f}", f"{size:.1f}", text))
    return Markup("").join(reversed(out))


def _scale(view: View) -> Markup:
    """A bar of round kilometres, true in the middle of the picture."""
    length = next((km for km in reversed(BARS) if km / KM * view.up <= 160), BARS[0])
    end = WIDTH - 14
    start = end - length / KM * view.up
    return Markup('<g class="scale"><path d="M{0} {1}v6h{2}v-6"/><text x="{3}" y="{4}">{5} km</text></g>').format(
        f"{start:.1f}", HEIGHT - 24, f"{end - start:.1f}", f"{(start + end) / 2:.1f}", HEIGHT - 26, f"{length:,}")
