"""crosswire demo: the invented crisis that ships with the package, from reports to page."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import click
from rich.markup import escape

from crosswire import building
from crosswire.cli.console import account_table, out
from crosswire.cli.files import write_text
from crosswire.errors import UsageError
from crosswire.render.report import report_html
from crosswire.store import Store

TITLE = "Demonstration: an invented border crisis"


@click.command(name="demo")
@click.option("--output", "-o", default="demo", show_default=True, type=click.Path(path_type=Path),
              help="The folder to write crisis.db and crisis.html into.")
def command(output: Path) -> None:
    """Build and report a small invented crisis: its countries, people and outlets do not exist.

    Writes OUTPUT/crisis.db and OUTPUT/crisis.html, and prints what was found and where to look.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{output} cannot be made: {error.strerror}. Choose another folder with -o.") from error
    with resources.as_file(resources.files("crosswire") / "demo" / "reports") as reports, \
            Store.open(output / "crisis.db", create=True) as store:
        building.build([reports], store)
        account = store.account()
    write_text(output / "crisis.html", report_html(account, title=TITLE))
    out.print(account_table(account))
    for disagreement in account.disagreements[:5]:
        out.print(f"  [yellow]differ[/] {escape(disagreement.about)}", soft_wrap=True)
    page, db = escape(str(output / "crisis.html")), escape(str(output / "crisis.db"))
    out.print(f"\nThe page:      {page} (open it in a browser)\nThe database:  {db}\n"
              f"Ask it:        crosswire search {db} border", soft_wrap=True)
