"""The folder of corpora and scorers beside the checkout: ../shared, or $CROSSWIRE_SHARED."""

from __future__ import annotations

import functools
import importlib.util
import os
from pathlib import Path
from types import ModuleType

SHARED = Path(os.environ.get("CROSSWIRE_SHARED", Path(__file__).resolve().parents[2] / "shared"))


@functools.cache
def scorer(name: str) -> ModuleType:
    """shared/eval/NAME.py as a module."""
    spec = importlib.util.spec_from_file_location(name, SHARED / "eval" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
