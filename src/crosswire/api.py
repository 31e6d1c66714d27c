"""The Python API: the same verbs as the command line."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from crosswire import building
from crosswire.account import Account
from crosswire.store import Store


def build(paths: Iterable[str | os.PathLike[str]], db: str | os.PathLike[str], *, jobs: int = 1
          ) -> building.BuildResult:
    """Add the reports under `paths` (files and folders) to the database `db` and bring its account up to date.

    Returns counts of what was added and known, and everything skipped, with reasons. Raises UsageError for a path
    that does not exist, StoreError if `db` cannot be used.
    """
    with Store.open(Path(db), create=True) as store:
        return building.build([Path(path) for path in paths], store,
                              options=building.BuildOptions(jobs=jobs))


def open(db: str | os.PathLike[str]) -> Account:
    """The account that the database holds. Raises StoreError if there is none or its last build did not end."""
    with Store.open(Path(db)) as store:
        return store.account()
