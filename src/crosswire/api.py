"""The Python API: the same verbs as the command line."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from pathlib import Path

from crosswire import building, history
from crosswire.account import Account
from crosswire.errors import UsageError
from crosswire.render.changes import Changes, changes
from crosswire.render.timeline import Timeline, limits
from crosswire.render.timeline import timeline as _timeline
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


def open(db: str | os.PathLike[str], *, as_of: dt.date | str | None = None) -> Account:
    """The account that the database holds; `as_of` a day (ISO), the account of what was published by then.

    Raises StoreError if there is no database or its last build did not end, UsageError if `as_of` is no day.
    """
    with Store.open(Path(db)) as store:
        return history.as_of(store, _day(as_of)) if as_of else store.account()


def timeline(account: Account, *, since: dt.date | str | None = None, until: dt.date | str | None = None) -> Timeline:
    """The account's dated entries, those that touch the days from `since` to `until` (ISO) if given.

    Raises UsageError if one of them is no day, or `since` is after `until`.
    """
    return _timeline(account, limits=limits(_day(since) if since else None, _day(until) if until else None))


def diff(db: str | os.PathLike[str], before: dt.date | str, after: dt.date | str) -> Changes:
    """What the account as of the day `after` has that it had not as of the day `before` (ISO).

    Raises StoreError if there is no database or its last build did not end, UsageError if `before` is not the earlier.
    """
    first, last = _day(before), _day(after)
    with Store.open(Path(db)) as store:
        return changes(history.as_of(store, first), history.as_of(store, last))


def _day(value: dt.date | str) -> dt.date:
    try:
        return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{value!r} is no day. Write it as YYYY-MM-DD.") from error
