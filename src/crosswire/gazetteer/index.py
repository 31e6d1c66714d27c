"""The index: one SQLite file in the user's cache folder, made at first use, never changed afterwards.

Rules of this file: the file's name carries a fingerprint of all that it is made of. It is filled in one exclusive
transaction, which sets `user_version` at its end: whoever else wants it waits, whoever is killed leaves a journal that
the next one rolls back, and a file without that number is empty. Readers open it as immutable, one connection
a process.
"""

from __future__ import annotations

import functools
import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from crosswire.errors import UsageError
from crosswire.gazetteer import sources
from crosswire.gazetteer.entries import Entry, fold

FORMAT = 1  # raised when the tables below change
WAIT_SECONDS = 600.0  # for another process that is building
MOST = 60  # places of one name that are worth weighing
_COLUMNS = "id, name, kind, country, division, latitude, longitude, population"
_SCHEMA = """
CREATE TABLE entry (number INTEGER PRIMARY KEY, id TEXT, name TEXT, kind TEXT, country TEXT, division TEXT,
                    latitude REAL, longitude REAL, population INTEGER);
CREATE TABLE form (key TEXT, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE TABLE spelling (population INTEGER, number INTEGER, form TEXT);
CREATE TEMP TABLE unsorted (key TEXT, number INTEGER);
"""
_FINISH = """
INSERT INTO form SELECT DISTINCT key, number FROM unsorted ORDER BY key, number;
UPDATE entry SET (latitude, longitude) = (
  SELECT sum(t.latitude * (t.population + 1)) / sum(t.population + 1),
         sum(t.longitude * (t.population + 1)) / sum(t.population + 1)
  FROM entry t WHERE t.country = entry.country AND t.kind = 'town') WHERE kind = 'country';
DELETE FROM form WHERE number IN (SELECT number FROM entry WHERE latitude IS NULL);
DELETE FROM entry WHERE latitude IS NULL;
CREATE INDEX spelling_population ON spelling (population DESC, number);
DROP TABLE unsorted;
"""


class Index:
    """A Gazetteer over a finished index file."""

    def __init__(self, path: Path):
        self._connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True,
                                           check_same_thread=False)
        self.find = functools.lru_cache(maxsize=4096)(self._find)

    def _find(self, name: str) -> Sequence[Entry]:
        """The places of this name, most people first. ("Ostrava" -> (Entry(name="Ostrava", country="CZE", ...),))"""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM form JOIN entry USING (number) WHERE key = ? "
            "ORDER BY population DESC, number LIMIT ?", (fold(name), MOST))
        return tuple(Entry(*row) for row in rows)

    def names(self, people: int) -> Iterator[tuple[str, str, str]]:
        """(form, name, country) of every town with at least so many people, largest first."""
        yield from self._connection.execute(
            "SELECT form, name, country FROM spelling JOIN entry USING (number) WHERE spelling.population >= ? "
            "ORDER BY spelling.population DESC, number, spelling.rowid", (people,))


def gazetteer() -> Index:
    """The index that all of one process share; built first if it is not there yet (about half a minute)."""
    return _opened(os.getpid())


@functools.lru_cache(maxsize=1)
def _opened(process: int) -> Index:  # a connection must not cross a fork
    return Index(ready(cache_folder()))


def cache_folder() -> Path:
    """Where the index lies: $CROSSWIRE_CACHE, else the user's cache folder of the system."""
    own = os.environ.get("CROSSWIRE_CACHE")
    if own:
        return Path(own)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "crosswire"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "crosswire"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "crosswire"


def found_ready() -> bool:
    """Whether the index is there already, so that `gazetteer` will not take its time."""
    path = _path(cache_folder())
    return path.exists() and _finished(path)


def ready(folder: Path) -> Path:
    """The path of the finished index in this folder. Raises UsageError if it can be neither read nor made."""
    path = _path(folder)
    try:
        if not (path.exists() and _finished(path)):
            folder.mkdir(parents=True, exist_ok=True)
            _build(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise UsageError(f"the index of places cannot be made in {folder}: {error}. "
                         "Set CROSSWIRE_CACHE to a folder that can be written (100 MB).") from error
    return path


def _path(folder: Path) -> Path:
    return folder / f"places-{_fingerprint()}.db"


@functools.cache
def _fingerprint() -> str:
    digest = hashlib.sha256(str(FORMAT).encode())
    for part in sources.fingerprint_parts():
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()[:12]


def _finished(path: Path) -> bool:
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS)
    try:
        return bool(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def _build(path: Path) -> None:
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")  # waits for whoever is building
        if not connection.execute("PRAGMA user_version").fetchone()[0]:
            _fill(connection)
            connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection) -> None:
    for statement in _SCHEMA.split(";"):
        connection.execute(statement)
    for number, (entry, names, spellings) in enumerate(_rows(), 1):
        connection.execute("INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?)", (
            number, entry.id, entry.name, entry.kind, entry.country, entry.division, entry.latitude, entry.longitude,
            entry.population))
        keys = {fold(name) for name in names} - {""}
        connection.executemany("INSERT INTO unsorted VALUES (?,?)", ((key, number) for key in keys))
        connection.executemany("INSERT INTO spelling VALUES (?,?,?)",
                               ((entry.population, number, form) for form in spellings))
    for statement in _FINISH.split(";"):
        connection.execute(statement)


def _rows() -> Iterator[tuple[Entry, tuple[str, ...], tuple[str, ...]]]:
    for rows in (sources.countries(), sources.divisions(), sources.regions()):
        for entry, names in rows:
            yield entry, names, ()
    for entry, names, spellings in sources.towns():
        yield entry, names, spellings if entry.population >= sources.SPELT_FROM else ()
