"""The labelled test of copies: floors of precision and recall, in percent, by strength of the edits."""

from __future__ import annotations

import copies as benchmark
import pytest

FLOORS = {  # strength -> precision, recall of whole reports, recall of single paragraphs
    "verbatim": (90, 100, 100), "light": (90, 100, 100), "medium": (90, 97, 95), "strong": (90, 85, 85),
    "rewritten": (90, 0, 0),  # no longer nearly identical: found or not, nothing else may be
}


@pytest.fixture(scope="module")
def measured() -> dict[str, dict[str, float]]:
    return benchmark.measure(count=24, seed=3)


@pytest.mark.parametrize("strength", FLOORS)
def test_edited_copies_are_found(measured: dict[str, dict[str, float]], strength: str) -> None:
    row = measured[strength]
    assert (row["precision"], row["whole"], row["paragraph"]) >= FLOORS[strength]
    assert all(value >= floor for value, floor in zip(row.values(), FLOORS[strength], strict=True)), row


def test_edits_hide_more_the_stronger_they_are(measured: dict[str, dict[str, float]]) -> None:
    assert measured["verbatim"]["whole"] > measured["rewritten"]["whole"]
