"""The option --as-of, and the account that a command is asked about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from crosswire import history
from crosswire.account import Account
from crosswire.errors import UsageError
from crosswire.store import Store


class Day(click.ParamType[dt.date]):
    """A day, written YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        try:
            return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it as YYYY-MM-DD.", param, ctx)


DAY = Day()


def as_of_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --as-of DAY to a command."""
    return click.option("--as-of", type=DAY, metavar="DAY",
                        help="Only what was published on DAY (YYYY-MM-DD) or earlier, compared anew.")(command)


def account_of(db: Path, as_of: dt.date | None) -> Account:
    """The account in the database, as of that day if one is given. Raises UsageError if nothing was published yet."""
    with Store.open(db) as store:
        if as_of is None:
            return store.account()
        account = history.as_of(store, as_of)
        if account.articles:
            return account
        days = [article.published for article in store.account().articles if article.published]
    earliest = f"The earliest is of {min(days)}." if days else "No report has a publication day."
    raise UsageError(f"No report was published by {as_of}. {earliest}")
