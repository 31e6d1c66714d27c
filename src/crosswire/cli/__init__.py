"""The command line: one file a command, imported only when it is called, so that --help is quick."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from crosswire.cli.console import error_line
from crosswire.errors import CrosswireError, UsageError

COMMANDS = {  # name -> the line that --help shows
    "build": "Read reports into a database and work out their account.",
    "report": "Write the account as one self-contained HTML page.",
    "timeline": "Show what happened when, the weightiest entries.",
    "diff": "Show what changed in the account between two days.",
    "export": "Write the account as JSON.",
    "search": "Find words in the reports or in what was said.",
    "figures": "Show the ledger of figures: best, low, high, who counts, who confirms.",
    "disputes": "Show where reports or parties contradict each other, the weightiest first.",
    "entities": "List people, bodies and places; merge or split them.",
    "origins": "Write who relies on whom, as JSON or GraphML.",
    "owners": "List outlets with their owners; give them others.",
    "show": "Show one record with its passage in context.",
    "demo": "Build and report a small invented crisis.",
}


class CommandGroup(click.Group):
    """Finds a command in its own file, crosswire/cli/<name>.py, when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"crosswire.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command; our own errors become a message and a status: 2 for misuse, 1 for what failed."""
        try:
            return super().main(*args, **kwargs)
        except UsageError as error:
            error_line(str(error))
            sys.exit(2)
        except CrosswireError as error:
            error_line(str(error))
            sys.exit(1)


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="crosswire")
def main() -> None:
    """Many reports of one crisis in, one cited account out.

    \b
    crosswire demo                                see it work on an invented crisis
    crosswire build reports/ --db crisis.db       read your own (.txt .md .html .json .jsonl)
    crosswire report crisis.db -o crisis.html     one page: timeline, figures, disagreements, quotations
    crosswire timeline crisis.db --as-of DAY      what happened when, by what was known on a day
    crosswire search crisis.db "border crossing"

    Exit status: 0 done, 1 failed, 2 misused, 130 stopped by Ctrl-C.
    """
