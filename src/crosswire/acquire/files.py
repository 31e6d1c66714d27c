"""Files and folders become documents. The only room of the house that reads the disk.

`plan` lists what there is (with sizes, for a progress bar), in an order that does not depend on the order of
the arguments; `read` then gives the documents of one input. Whatever is wrong with a file costs that file
only: it is a Skipped that says what was found and what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from crosswire.acquire.inputs import AcquireOptions, Input, over_limit, plan, turned_away
from crosswire.acquire.rows import lines_of, read_json, read_rows
from crosswire.charset import binary, decode
from crosswire.ids import content_id
from crosswire.model import Document, Skipped

Reader = Callable[[Input, AcquireOptions], Iterator[Document | Skipped]]


def read(each: Input, *, options: AcquireOptions = AcquireOptions()) -> Iterator[Document | Skipped]:
    """The documents of one input, and a Skipped for each that cannot be read. Never raises for what a file holds."""
    if each.problem is not None:
        yield turned_away(each, "not_readable", each.problem)
        return
    reader = READERS.get(each.path.suffix.lower())
    if reader is None:
        known = ", ".join(READERS)
        yield turned_away(each, "unknown_kind", f"files ending in {each.path.suffix or 'nothing'!r} are not read. "
                          f"Known endings are {known}; rename or convert it")
        return
    try:
        yield from reader(each, options)
    except OSError as error:
        yield turned_away(each, "not_readable", f"{error.strerror or error}; check that you may read it")


def read_all(paths: Iterable[Path], *, options: AcquireOptions = AcquireOptions()) -> Iterator[Document | Skipped]:
    """The documents under all the paths. Raises UsageError for a path that does not exist."""
    for each in plan(paths):
        yield from read(each, options=options)


def _content(each: Input, options: AcquireOptions) -> bytes | Skipped:
    """The file's bytes, at most as many as a document may have."""
    with each.path.open("rb") as file:
        content = file.read(options.max_bytes + 1)
    if len(content) > options.max_bytes:
        return over_limit(each, options)
    if not content.strip():
        return turned_away(each, "empty", "the file is empty; remove it or fetch it again")
    found = binary(content)
    if found is not None:
        return turned_away(each, "binary", f"this is {found}, not text; convert it to text first")
    return content


def _read_text(each: Input, options: AcquireOptions) -> Iterator[Document | Skipped]:
    content = _content(each, options)
    if isinstance(content, Skipped):
        yield content
        return
    html = each.path.suffix.lower() in HTML_ENDINGS
    text = decode(content, html=html)
    if text is None:
        yield turned_away(each, "undecodable", "its bytes are no UTF-8, UTF-16 or Windows-1252 text; save it as UTF-8")
    elif not text.strip():
        yield turned_away(each, "empty", "the file holds nothing but white space; remove it or fetch it again")
    else:
        yield Document(
            id=content_id("document", each.key, content.hex()), key=each.key, name=each.path.stem,
            origin=str(each.path), media_type="text/html" if html else "text/plain", content=content)


def _read_json(each: Input, options: AcquireOptions) -> Iterator[Document | Skipped]:
    content = _content(each, options)
    if isinstance(content, Skipped):
        yield content
    else:
        yield from read_json(each, content)


def _read_lines(each: Input, options: AcquireOptions) -> Iterator[Document | Skipped]:
    with each.path.open("rb") as file:
        yield from read_rows(each, lines_of(file, options.max_bytes), options)


HTML_ENDINGS = frozenset({".html", ".htm"})
READERS: dict[str, Reader] = {
    ".txt": _read_text, ".md": _read_text, ".html": _read_text, ".htm": _read_text,
    ".json": _read_json, ".jsonl": _read_lines,
}
