"""JSON objects become documents: one object or a list of them in a file, or one on each line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from crosswire.acquire.inputs import AcquireOptions, Input, over_limit, turned_away
from crosswire.charset import decode
from crosswire.ids import content_id
from crosswire.model import Document, Skipped

OPTIONAL_FIELDS = ("url", "title", "outlet", "published")
_CHUNK = 1 << 16
_HALF = re.compile("[\ud800-\udfff]")


def read_json(each: Input, content: bytes) -> Iterator[Document | Skipped]:
    """The documents of a JSON file: one object, or a list of objects."""
    parsed = _parsed(each, content, "")
    if isinstance(parsed, Skipped):
        yield parsed
    elif isinstance(parsed, list):
        yield from _distinct(each, ((f", item {number}", row) for number, row in enumerate(parsed, 1)))
        if not parsed:
            yield turned_away(each, "empty", "the list is empty; remove the file or fetch it again")
    else:
        yield _document(each, parsed, "", alone=True)


def read_rows(each: Input, lines: Iterable[bytes | None], options: AcquireOptions) -> Iterator[Document | Skipped]:
    """The documents of a file of JSON lines; None stands for a line over the limit. Empty lines do not matter."""
    any_row = False
    def rows() -> Iterator[tuple[str, Any]]:
        for number, line in enumerate(lines, 1):
            place = f", line {number}"
            if line is None:
                yield place, over_limit(each, options, place)
            elif line.strip():
                yield place, _parsed(each, line, place)
    for item in _distinct(each, rows()):
        any_row = True
        yield item
    if not any_row:
        yield turned_away(each, "empty", "the file is empty; remove it or fetch it again")


def lines_of(file: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The lines of a file; None for one longer than the limit, which is passed over in small pieces."""
    while line := file.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line
            continue
        while (rest := file.readline(_CHUNK)) and not rest.endswith(b"\n"):
            pass
        yield None


def _parsed(each: Input, content: bytes, place: str) -> Any:
    text = decode(content)
    if text is None:
        return turned_away(each, "undecodable", "its bytes are no UTF-8 text; save it as UTF-8", place)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        return turned_away(each, "not_json", f"no valid JSON: {error.msg} at character {error.pos}; "
                           "check that the file was written to its end", place)
    except (ValueError, RecursionError):
        return turned_away(each, "not_json", "JSON nested too deeply, or with a number too long, to be a report", place)


def _distinct(each: Input, rows: Iterable[tuple[str, Any]]) -> Iterator[Document | Skipped]:
    """The documents of numbered rows; of two with the same id only the first."""
    seen: set[str] = set()
    for place, row in rows:
        item = row if isinstance(row, Skipped) else _document(each, row, place, alone=False)
        if isinstance(item, Document) and item.name in seen:
            item = turned_away(each, "duplicate_id", f"the id {item.name!r} stands twice in this file; the first is "
                               "kept. Give each report an id of its own", place)
        elif isinstance(item, Document):
            seen.add(item.name)
        yield item


def _document(each: Input, row: Any, place: str, *, alone: bool) -> Document | Skipped:
    problem = _problem(row)
    if problem:
        return turned_away(each, "wrong_shape", problem, place)
    fields = {name: _whole(row[name]) if row.get(name) else None for name in OPTIONAL_FIELDS}
    declared = None if row.get("id") in (None, "") else _whole(str(row["id"]))
    number = place.rpartition(" ")[2]
    name = declared or (each.path.stem if alone else f"{each.path.stem}-{number}")
    key = fields["url"] or (each.key if alone else f"{each.key}#{declared or number}")
    content = _whole(row["text"]).encode("utf-8")
    return Document(
        id=content_id("document", key, name, content.hex(), *(fields[name] for name in OPTIONAL_FIELDS)),
        key=key, name=name, origin=f"{each.path}{place}", media_type="application/json", content=content,
        url=fields["url"], declared_title=fields["title"], declared_outlet=fields["outlet"],
        declared_published=fields["published"])


def _problem(row: Any) -> str | None:
    """What keeps a JSON value from being a report, None if nothing does."""
    if not isinstance(row, dict):
        return f"a report is a JSON object with a 'text', not {_kind(row)}"
    if "text" not in row:
        has = ", ".join(sorted(map(str, row))[:8]) or "nothing"
        return f"the object has no 'text' (it has {has}); put the report's text under that name"
    if not isinstance(row["text"], str):
        return f"'text' must be a string, not {_kind(row['text'])}"
    if not row["text"].strip():
        return "'text' is empty; leave the report out or fetch it again"
    wrong = [name for name in OPTIONAL_FIELDS if not isinstance(row.get(name), str | None)]
    if wrong:
        return f"{wrong[0]!r} must be a string or null, not {_kind(row[wrong[0]])}"
    if isinstance(row.get("id"), bool) or not isinstance(row.get("id"), str | int | None):
        return f"'id' must be a string or a whole number, not {_kind(row['id'])}"
    return None


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", int: "a number",
             float: "a number", type(None): "null"}
    return names[type(value)]


def _whole(text: str) -> str:
    """The text with halves of surrogate pairs (which no file can hold) as U+FFFD; no offset changes."""
    return _HALF.sub("\ufffd", text)
