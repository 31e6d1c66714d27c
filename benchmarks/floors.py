"""The pinned floors (floors.json): figures of every benchmark against them.

A benchmark ends with `return floors.verdict({"section/measure": figure})`, figures in percent: it says what fell and
gives the exit status. A figure without a floor is let pass, so other splits and draws have sections of their own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

FLOORS = Path(__file__).resolve().parent / "floors.json"
CEILINGS = {"body_lost", "peak_mib", "growth"}  # the smaller, the better
SLACK = 0.05  # figures are rounded to a tenth


def pinned() -> dict[str, float]:
    """`section/measure` -> the least that it may be (of CEILINGS: the most)."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def checked(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """A sentence for each figure on the wrong side of its floor."""
    out = []
    for name, floor in floors.items():
        ceiling = name.rsplit("/", 1)[-1] in CEILINGS
        if name in figures and (figures[name] > floor + SLACK if ceiling else figures[name] < floor - SLACK):
            out.append(f"{name}: {figures[name]:.1f} is {'above its ceiling' if ceiling else 'below its floor'} "
                       f"{floor:.1f}")
    return out


def moved(figures: Mapping[str, float], floors: Mapping[str, float], *, lower: bool) -> dict[str, float]:
    """The floors with what got better, and (if `lower`) what got worse."""
    out = dict(floors)
    for name, figure in figures.items():
        ceiling = name.rsplit("/", 1)[-1] in CEILINGS
        if name not in out:
            continue
        better = figure < out[name] if ceiling else figure > out[name]
        if better or lower:
            out[name] = round(figure, 1)
    return out


def verdict(figures: Mapping[str, float]) -> int:
    """Say which figures are on the wrong side of their floors, or how many floors hold. Exit status: 1 if any is."""
    floors = pinned()
    problems = checked(figures, floors)
    print("\n" + ("\n".join(problems) or f"every one of {len(floors.keys() & figures.keys())} floors holds"))
    return 1 if problems else 0
