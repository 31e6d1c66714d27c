"""crosswire export: the account as JSON."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import click

from crosswire.cli.as_of import account_of, as_of_option
from crosswire.cli.files import deliver
from crosswire.render.export import account_json


@click.command(name="export")
@click.argument("db", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["json"]), default="json", show_default=True,
              help="What to write. json: the account, as docs/account.md describes it.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Where to write it; default: standard output.")
@as_of_option
def command(db: Path, form: str, output: Path | None, as_of: dt.date | None) -> None:
    """Write the account in DB for other programs.

    Every record says at which characters of which document it stands.
    """
    deliver(json.dumps(account_json(account_of(db, as_of)), ensure_ascii=False, indent=1) + "\n", output)
