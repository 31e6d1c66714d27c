"""crosswire disputes: where reports contradict each other."""

from __future__ import annotations

import datetime as dt
import typing
from pathlib import Path

import click
from rich.markup import escape

from crosswire.account import Account
from crosswire.cli.as_of import account_of, as_of_option
from crosswire.cli.console import out
from crosswire.cli.files import deliver
from crosswire.model import Disagreement
from crosswire.render import words
from crosswire.render.disputes import SideEntry, disputes_csv, disputes_json, side_entries
from crosswire.values import DisagreementKind

KINDS = typing.get_args(DisagreementKind)


@click.command(name="disputes")
@click.argument("db", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(KINDS), help="Only contradictions of this kind.")
@as_of_option
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True,
              help="text: for the terminal. json: contradictions with their sides. csv: a row a side.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Where to write it; default: standard output.")
@click.option("--limit", "-n", default=5, show_default=True, type=click.IntRange(1),
              help="At most so many in the terminal.")
def command(db: Path, kind: str | None, as_of: dt.date | None, form: str, output: Path | None,
            limit: int) -> None:
    """Show where the reports in DB, or parties inside them, contradict each other, the weightiest first.

    Weight grows with the independent reports on all sides, with those of the second strongest side, and with reports
    whose main matter it is. Later counts, rounding, other places and periods are no contradictions. Of a denial each
    side says whether it claims, denies or confirms.
    """
    account = account_of(db, as_of)
    found = [one for one in account.disagreements if kind in (None, one.kind)]
    if form == "text" and not output:
        _show(account, found, limit)
        return
    deliver(disputes_csv(account, found) if form == "csv" else disputes_json(account, found), output)


def _show(account: Account, found: list[Disagreement], limit: int) -> None:
    for rank, one in enumerate(found[:limit], 1):
        out.print(f"[bold]{rank}. {one.kind}: {escape(words.days_in_words(one.about))}[/]  (weight {one.weight:g})",
                  soft_wrap=True)
        out.print(f"   {escape(words.days_in_words(one.reason.detail))}", soft_wrap=True)
        for entry in side_entries(account, one):
            out.print(f"   - {escape(_said(entry))}", soft_wrap=True)
        out.print()
    if len(found) > limit:
        out.print(f"and {len(found) - limit:,} more: use -n", soft_wrap=True)
    if not found:
        out.print("The reports do not contradict each other, as far as the rules can tell.", soft_wrap=True)


def _said(entry: SideEntry) -> str:
    who = " ".join(part for part in (entry.side.party or "", entry.side.role or "") if part)
    return (f"{who}: " if who else "") + f"“{entry.text}” ({entry.article.outlet or entry.article.name})"
