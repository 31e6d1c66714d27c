"""crosswire owners: who owns the outlets of a database."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from crosswire.cli.console import err, out
from crosswire.errors import UsageError
from crosswire.pipeline import reconcile
from crosswire.store import Store


@click.command(name="owners")
@click.argument("db", type=click.Path(path_type=Path))
@click.argument("table", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
@click.option("--forget", is_flag=True, help="Forget all owners that were given; those of our own table hold again.")
def command(db: Path, table: Path | None, forget: bool) -> None:
    """List the outlets of DB with their owners and numbers of reports; with FILE, give outlets other owners.

    FILE is TOML: under [owners], a line for each outlet, by the name that the list shows:

    \b
    [owners]
    "The Valley Courier" = "Meridian Group"
    "upper-valley.example" = "Meridian Group"

    What it says holds over our own table, for later reports too; outlets of one owner count as one in "owners".
    """
    with Store.open(db) as store:
        account = store.account()  # refuses a database whose last build did not end
        if table or forget:
            store.own({} if forget else _read(table) if table else {})
            store.replace_corpus(reconcile(store.records()))
            account = store.account()
    reports = Counter(article.source_id for article in account.articles)
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("outlet", "kind", "owner"):
        shown.add_column(name)
    shown.add_column("reports", justify="right")
    for one in sorted(account.sources, key=lambda s: (-reports[s.id], s.name)):
        shown.add_row(escape(one.name), one.kind, escape(one.owner), str(reports[one.id]))
    out.print(shown)
    if reports[None]:
        err.print(f"{reports[None]} reports name no outlet.", soft_wrap=True)


def _read(path: Path) -> dict[str, str]:
    """The table in the file. Raises UsageError if it cannot be read or is no such table."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("owners")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not TOML: {error}. See `crosswire owners --help` for an example.") from error
    if not isinstance(rows, dict) or not rows or not all(isinstance(v, str) and v.strip() for v in rows.values()):
        raise UsageError(f'{path} has no table [owners] of lines "Outlet" = "Owner". See `crosswire owners --help`.')
    return rows
