"""Loads wordlists/*.toml: the tables that the rules read. Each file says where its rows come from."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any

from crosswire.errors import TableError


@functools.cache
def table(name: str) -> dict[str, Any]:
    """The parsed file wordlists/<name>.toml. Raises TableError if it is missing, broken or has no `source`.

    The result is shared: do not change it.
    """
    path = resources.files("crosswire") / "wordlists" / f"{name}.toml"
    try:
        parsed = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise TableError(f"wordlists/{name}.toml is missing; reinstall crosswire") from error
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"wordlists/{name}.toml cannot be read: {error}") from error
    if not parsed.get("source"):
        raise TableError(f"wordlists/{name}.toml has no 'source' line; say where its rows come from")
    return parsed
