"""The labelled test of copies: floors of precision and recall by strength of the edits (benchmarks/floors.json)."""

from __future__ import annotations

import copies as benchmark
import floors
import pytest


@pytest.fixture(scope="module")
def measured() -> dict[str, dict[str, float]]:
    return benchmark.measure(count=24, seed=3)


def test_edited_copies_are_found(measured: dict[str, dict[str, float]]) -> None:
    figures = benchmark.named(measured, count=24, seed=3)
    assert {name for name in floors.pinned() if name.startswith("copies_24_3/")} <= figures.keys()
    assert floors.checked(figures, floors.pinned()) == []


def test_edits_hide_more_the_stronger_they_are(measured: dict[str, dict[str, float]]) -> None:
    assert measured["verbatim"]["whole"] > measured["rewritten"]["whole"]
