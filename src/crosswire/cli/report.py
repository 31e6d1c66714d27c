"""crosswire report: the account as one HTML page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click
from rich.markup import escape

from crosswire.account import Account
from crosswire.cli.as_of import account_of, as_of_option
from crosswire.cli.console import err
from crosswire.cli.files import write_text
from crosswire.render.report import report_html


@click.command(name="report")
@click.argument("db", type=click.Path(path_type=Path))
@click.option("--output", "-o", default="crisis.html", show_default=True, type=click.Path(path_type=Path),
              help="Where to write the page.")
@click.option("--title", help="The page's headline; default: that of the largest story.")
@as_of_option
def command(db: Path, output: Path, title: str | None, as_of: dt.date | None) -> None:
    """Write the account in DB as one self-contained page.

    It opens from disk without a network: headline facts, timeline, figures and where they differ, quotations
    with their variants, who stands behind each claim, and every report with its passages marked.
    """
    account = account_of(db, as_of)
    write_text(output, report_html(account, title=title or _title(account)))
    err.print(f"Wrote {escape(str(output))}: open it in a browser.", soft_wrap=True)


def _title(account: Account) -> str:
    largest = max(account.stories, key=lambda story: (len(story.article_ids), story.id), default=None)
    return largest.title if largest else "Account"
