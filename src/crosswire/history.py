"""The account as it could be written on an earlier day: from what was published by then, and from nothing later.

The stored records of those articles are compared anew, so no later report settles a date, merges two names or decides a
figure. Of a report that changed, the version counts that was published last by then. An article whose day nobody
knows could have been read on no day for certain: it is left out and named.
"""

from __future__ import annotations

import datetime as dt

from crosswire.account import Account
from crosswire.model import Article, Skipped
from crosswire.pipeline import reconcile
from crosswire.store import Store
from crosswire.values import Reason


def as_of(store: Store, day: dt.date) -> Account:
    """The account of the articles published on `day` or earlier; empty if there are none.

    Raises StoreError if the last build was stopped before it compared the reports.
    """
    records, undated = store.published_by(day)
    left_out = [_left_out(article, day) for article in undated]
    return Account.of({**reconcile(records), Skipped: left_out}, as_of=day)


def _left_out(article: Article, day: dt.date) -> Skipped:
    return Skipped(record_id=article.id, name=article.name, reason=Reason(
        "undated", f"{article.name}: no publication day is known, so it is left out of the account as of {day}"))
