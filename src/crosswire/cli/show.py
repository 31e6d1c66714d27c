"""crosswire show: one record with its passage in context."""

from __future__ import annotations

from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from crosswire.cli.console import out
from crosswire.render.passages import Evidence, evidence, fields, find_record
from crosswire.store import Store


@click.command(name="show")
@click.argument("db", type=click.Path(path_type=Path))
@click.argument("record_id", metavar="ID")
@click.option("--context", "-c", default=200, show_default=True, type=click.IntRange(0), metavar="N",
              help="Characters of context before and after.")
def command(db: Path, record_id: str, context: int) -> None:
    """Show the record ID of DB: its fields, why it is as it is, and the passages it stands on.

    ID may be shortened as long as it is unique; ids are printed by `search` and stand in the report's links and in
    the tables of the database.
    """
    with Store.open(db) as store:
        account = store.account()
    record = find_record(account, record_id)
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in fields(account, record):
        table.add_row(f"[dim]{name}[/]", escape(value))
    out.print(table)
    for item in evidence(account, record, context):
        out.print()
        out.print(f"[bold]{escape(item.where)}[/]", soft_wrap=True)
        out.print(_passage(item), soft_wrap=True)


def _passage(item: Evidence) -> Text:
    return Text.assemble("…" if item.cut_before else "", item.before, (item.text, "bold reverse"), item.after,
                         "…" if item.cut_after else "")
