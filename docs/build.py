#!/usr/bin/env python3
"""Write docs/commands.md from the commands' own --help: `python docs/build.py`."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from crosswire.cli import COMMANDS, main

PAGE = Path(__file__).with_name("commands.md")


def reference() -> str:
    """The page: what `crosswire --help` and each command's --help print."""
    def shown(*arguments: str) -> str:
        text = CliRunner().invoke(main, [*arguments, "--help"], prog_name="crosswire", terminal_width=100).output
        return f"```\n{text.rstrip()}\n```\n"
    parts = ["# Commands\n\nWritten by `python docs/build.py` from the commands' own `--help`.\n\n" + shown()]
    parts += [f"## crosswire {name}\n\n{shown(name)}" for name in COMMANDS]
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
