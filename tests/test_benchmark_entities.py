"""The entity benchmark's own arithmetic, on invented chains."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    path = Path(__file__).resolve().parents[1] / "benchmarks" / "entities.py"
    spec = importlib.util.spec_from_file_location("benchmark_entities", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("ours", "p", "r"), [
    ("xxyy", 100, 100), ("xxxx", 50, 100), ("wxyz", 100, 50), ("xyxy", 50, 50)])
def test_bcubed(benchmark: ModuleType, ours: str, p: float, r: float) -> None:
    gold = [benchmark.Gold("d", i, i + 1, "Renn", chain) for i, chain in enumerate("aabb")]
    score = benchmark.bcubed(dict(zip(gold, ours, strict=True)))
    assert (score["p"], score["r"]) == (p, r)


@pytest.mark.parametrize(("text", "named"), [("Ilva Renn", True), ("the mayor", False), ("He", False), ("I", False)])
def test_named(benchmark: ModuleType, text: str, named: bool) -> None:
    assert benchmark.Gold("d", 0, 1, text, "a").named is named
