"""Crosswire: many reports of one crisis in, one cited account out.

    import crosswire
    crosswire.build(["reports/"], db="crisis.db")
    account = crosswire.open("crisis.db")
    for topic in account.topics:
        print(topic.label, topic.relation)

The public names are found in their modules when first used, so that `crosswire --help` does not load the pipeline.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crosswire.account import Account
    from crosswire.api import build, diff, open, timeline
    from crosswire.errors import CrosswireError, DefectError, InputError, StoreError, TableError, UsageError

_HOMES = {
    "Account": "account", "build": "api", "diff": "api", "open": "api", "timeline": "api",
    "CrosswireError": "errors", "DefectError": "errors", "InputError": "errors", "StoreError": "errors",
    "TableError": "errors", "UsageError": "errors",
}

__all__ = ["Account", "CrosswireError", "DefectError", "InputError", "StoreError", "TableError", "UsageError",
           "build", "diff", "open", "timeline"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'crosswire' has no attribute {name!r}")
    return getattr(importlib.import_module(f"crosswire.{_HOMES[name]}"), name)
