#!/usr/bin/env python3
"""Write docs/commands.md from the commands' own --help: `python docs/build.py`."""

from __future__ import annotations

from pathlib import Path

import click
from click.testing import CliRunner

from crosswire.cli import COMMANDS, main

PAGE = Path(__file__).with_name("commands.md")


def reference() -> str:
    """The page: what `crosswire --help` and each command's --help print."""
    def shown(*arguments: str) -> str:
        text = CliRunner().invoke(main, [*arguments, "--help"], prog_name="crosswire", terminal_width=100).output
        return f"```\n{text.rstrip()}\n```\n"
    parts = ["# Commands\n\nWritten by `python docs/build.py` from the commands' own `--help`.\n\n" + shown()]
    for name in COMMANDS:
        parts.append(f"## crosswire {name}\n\n{shown(name)}")
        command = main.get_command(click.Context(main), name)
        verbs = command.commands if isinstance(command, click.Group) else ()
        parts += [f"### crosswire {name} {verb}\n\n{shown(name, verb)}" for verb in verbs]
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
