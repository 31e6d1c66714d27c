"""Every error that Crosswire raises on purpose.

    CrosswireError          catch this one to catch them all
    |-- InputError          a document is bad: it is skipped, counted and named, the run goes on
    |-- UsageError          the caller asked for something that cannot be done: say it differently
    |-- StoreError          the database cannot be used: wrong file, newer schema, full disk
    |-- TableError          a table that ships with us (wordlists/*.toml) is wrong
    `-- DefectError         our own bug: please report it

A message says what was found (with the value), why it stops us, and what to do next.
"""

from __future__ import annotations


class CrosswireError(Exception):
    """Base of all errors that Crosswire raises on purpose."""


class InputError(CrosswireError):
    """One document cannot be read. The run skips it, counts it and names it."""


class UsageError(CrosswireError):
    """The caller asked for something impossible; the message says what would work."""


class StoreError(CrosswireError):
    """The database cannot be opened, read or written; the message says what to do."""


class TableError(CrosswireError):
    """A word list that ships with Crosswire breaks its own rules; all bad rows are named at once."""


class DefectError(CrosswireError):
    """Crosswire broke one of its own promises. Please report it with the message."""
