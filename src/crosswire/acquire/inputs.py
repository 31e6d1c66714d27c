"""What there is to read: the files under the given paths, each with its key and size, in a fixed order."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from crosswire.errors import UsageError
from crosswire.ids import content_id
from crosswire.model import Skipped
from crosswire.values import Reason


@dataclass(frozen=True, slots=True)
class AcquireOptions:
    """`max_bytes` that one document (a file, or a line of JSON lines) may have."""

    max_bytes: int = 20_000_000


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read. `key` is its path under the given folder; `problem` says why it cannot be read, if so."""

    path: Path
    key: str
    size: int
    problem: str | None = None


def plan(paths: Iterable[Path]) -> list[Input]:
    """Every file under the paths once, sorted by key. Raises UsageError for a path that does not exist.

    Folders are walked through; hidden files and folders are left out; a link is followed, unless it leads
    back into a folder that holds it. Where two files would share a key, their keys are their paths as given.
    """
    roots = sorted(set(map(Path, paths)))
    missing = [str(root) for root in roots if not os.path.lexists(root)]
    if missing:
        raise UsageError(f"No such file or folder: {', '.join(missing)}. Check the spelling, or where you are.")
    found: dict[str, Input] = {}
    for root in roots:
        for each in _walk(root):
            found.setdefault(os.path.realpath(each.path), each)
    count = Counter(each.key for each in found.values())
    unique = (each if count[each.key] == 1 else replace(each, key=each.path.as_posix()) for each in found.values())
    return sorted(unique, key=lambda each: (each.key, str(each.path)))


def turned_away(each: Input, rule: str, detail: str, place: str = "") -> Skipped:
    """The Skipped of an input, or of a `place` in it. (place=", line 3" -> "reports.jsonl, line 3")"""
    name = each.key + place
    return Skipped(record_id=content_id("skipped", name, rule), name=name, reason=Reason(rule, f"{name}: {detail}"))


def over_limit(each: Input, options: AcquireOptions, place: str = "") -> Skipped:
    """The Skipped of what is larger than a document may be."""
    return turned_away(each, "too_large", f"more than {options.max_bytes:,} bytes, the most that one document may "
                       "have; split it into one report per file, or one per line of a .jsonl file", place)


def _walk(root: Path) -> Iterator[Input]:
    """The files under a root; a folder that two links lead to is walked through once."""
    if not root.is_dir():
        yield _input(root, root.name)
        return
    waiting: list[tuple[Path, frozenset[str]]] = [(root, frozenset())]
    visited: set[str] = set()
    while waiting:
        folder, above = waiting.pop()
        real = os.path.realpath(folder)
        key = folder.relative_to(root).as_posix()
        if real in above:
            yield Input(folder, key, 0, "this link leads back to a folder that holds it; remove the link")
        if real in visited:
            continue
        visited.add(real)
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            yield Input(folder, key, 0, f"the folder cannot be listed ({error.strerror}); check that you may read it")
            continue
        for entry in entries:
            path = folder / entry.name
            if entry.name.startswith("."):
                continue
            if path.is_dir():
                waiting.append((path, above | {real}))
            else:
                yield _input(path, path.relative_to(root).as_posix())


def _input(path: Path, key: str) -> Input:
    try:
        status = path.stat()
    except OSError as error:
        return Input(path, key, 0, f"it cannot be opened ({error.strerror}); if it is a link, its target is gone")
    if not stat.S_ISREG(status.st_mode):
        return Input(path, key, 0, "it is no regular file (a pipe, socket or device); give a file")
    return Input(path, key, status.st_size)
