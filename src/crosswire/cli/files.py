"""Where a command puts what it makes: a file, whole or not at all, or standard output."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click

from crosswire.errors import UsageError


def deliver(text: str, output: Path | None) -> None:
    """Write the text to the file, or to standard output where none is named. Raises UsageError as write_text does."""
    if output:
        write_text(output, text)
    else:
        click.echo(text, nl=False)


def write_text(path: Path, content: str) -> None:
    """Write a file at once: a kill or a full disk leaves the old one. Raises UsageError if it cannot be written."""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass") as file:
                file.write(content)
            os.chmod(temporary, 0o644)
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}. Choose another path with -o.") from error
