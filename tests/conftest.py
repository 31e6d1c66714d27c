"""What every test shares: where the corpora lie, and that missing ones are said and not hidden."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))
SHARED = Path(os.environ.get("CROSSWIRE_SHARED", ROOT.parent / "shared"))
settings.register_profile("without a clock", deadline=None)  # a busy machine is no failure
settings.load_profile("without a clock")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of seeds, gold clusters, scorers and corpora; skips where it is absent."""
    if not (SHARED / "gold").is_dir():
        pytest.skip(f"needs the annotated clusters in {SHARED} (set CROSSWIRE_SHARED)")
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; skips where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("needs Chromium (Debian: apt-get install chromium)")
    return found
