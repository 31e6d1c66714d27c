"""The account that a command works on: the whole, or that of an earlier day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from crosswire.account import Account
from crosswire.model import Article
from crosswire.pipeline import reconcile
from crosswire.stage import Records
from crosswire.store import Store


def account_of(db: Path, day: dt.datetime | None = None) -> Account:
    """The account in `db`; with `day`, as it could be written then: from reports known to be published by that day."""
    with Store.open(db) as store:
        account = store.account()
        if day is None:
            return account
        records = store.records()
    by_then = {a.id for a in account.articles if a.published and a.published <= day.date()}
    kept: Records = {kind: [r for r in found if _article(kind, r) is None or _article(kind, r) in by_then]
                     for kind, found in records.items()}
    return Account.of(reconcile(kept))


def _article(kind: type, record: object) -> str | None:
    """The id of the article that a record belongs to, None if it belongs to no one article."""
    return record.id if isinstance(record, Article) else getattr(record, "article_id", None)
