#!/usr/bin/env python3
"""Write wordlists/outline.toml, the outline of land and countries for the report's map: `python docs/outline.py FILE`.

FILE is countries-50m.json of the npm package world-atlas 2.0.2 (TopoJSON of Natural Earth 4.1, which is in the public
domain). Arcs are simplified (Douglas and Peucker, 1973), so that neighbours keep one border; numbers are hundredths of
a degree, longitude before latitude. A country's label stands in the middle of its largest ring.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from pathlib import Path
from typing import Any

TABLE = Path(__file__).resolve().parents[1] / "src/crosswire/wordlists/outline.toml"
TOLERANCE, SMALLEST = 0.07, 0.35  # degrees: of simplifying, and of the extent of an island that is kept
SOURCE = ("Natural Earth 4.1, public domain (naturalearthdata.com), 1:50m countries as packed in world-atlas 2.0.2; "
          "simplified by docs/outline.py.")

Point = tuple[float, float]


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees: they come as steps in a grid."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    out = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        out.append(points)
    return out


def simplified(points: list[Point]) -> list[Point]:
    """The points without those that lie within TOLERANCE of the line of the others."""
    keep, todo = {0, len(points) - 1}, [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        (x1, y1), (x2, y2) = points[first], points[last]
        length = math.hypot(x2 - x1, y2 - y1)
        far, at = 0.0, first
        for index in range(first + 1, last):
            x, y = points[index]
            off = abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length if length else math.hypot(x - x1, y - y1)
            if off > far:
                far, at = off, index
        if far > TOLERANCE:
            keep.add(at)
            todo += [(first, at), (at, last)]
    return [points[index] for index in sorted(keep)]


def ring(all_arcs: list[list[Point]], indexes: list[int]) -> list[Point]:
    """The points of a ring of arcs; a negative index is an arc backwards."""
    out: list[Point] = []
    for index in indexes:
        points = all_arcs[index] if index >= 0 else all_arcs[~index][::-1]
        out += points[1:] if out else points
    return out


def whole(points: list[Point]) -> list[list[Point]]:
    """The points without leaps across 180 degrees; where they reach beyond it, also as seen from the other side."""
    out = points[:1]
    for x, y in points[1:]:
        out.append((x - 360 * round((x - out[-1][0]) / 360), y))
    if abs(out[-1][0] - out[0][0]) > 180:  # around a pole: Antarctica
        return []
    beyond = 360 if min(x for x, _ in out) < -180 else -360 if max(x for x, _ in out) > 180 else 0
    return [out, [(x + beyond, y) for x, y in out]] if beyond else [out]


def rings_of(geometry: dict[str, Any]) -> list[list[int]]:
    polygons = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}.get(geometry["type"], [])
    return [each for polygon in polygons for each in polygon]


def extent(points: list[Point]) -> float:
    return max(max(axis) - min(axis) for axis in zip(*points, strict=True))


def written(points: list[Point]) -> str:
    return '"' + " ".join(f"{round(100 * value)}" for point in points for value in point) + '"'


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    kept = [simplified(arc) for arc in arcs(topology)]
    countries = topology["objects"]["countries"]["geometries"]
    land = [part for geometry in topology["objects"]["land"]["geometries"] for each in rings_of(geometry)
            for part in whole(ring(kept, each))]
    used = Counter(max(index, ~index) for country in countries for each in rings_of(country) for index in each)
    borders = [kept[index] for index, times in sorted(used.items()) if times > 1]
    labels = []
    for country in countries:
        parts = [part for each in rings_of(country) for part in whole(ring(kept, each))[:1]]
        if parts:
            largest = max(parts, key=extent)
            middle = [(min(axis) + max(axis)) / 2 for axis in zip(*largest, strict=True)]
            labels.append(f'[{json.dumps(country["properties"]["name"], ensure_ascii=False)}, '
                          f"{round(100 * middle[0])}, {round(100 * middle[1])}, {round(100 * extent(largest))}]")
    parts = {"land": [written(each) for each in land if len(each) > 3 and extent(each) >= SMALLEST],
             "borders": [written(each) for each in borders], "labels": labels}
    body = "\n".join(f"{name} = [\n" + ",\n".join(rows) + "]\n" for name, rows in parts.items())
    TABLE.write_text(f'source = "{SOURCE}"\n\n{body}', encoding="utf-8")


if __name__ == "__main__":
    main()
