"""crosswire figures: the ledger of figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from crosswire.cli.as_of import account_of, as_of_option
from crosswire.cli.console import out
from crosswire.cli.files import deliver
from crosswire.errors import UsageError
from crosswire.render import words
from crosswire.render.ledger import Ledger, TopicEntry
from crosswire.render.ledger_export import ledger_csv, ledger_json


@click.command(name="figures")
@click.argument("db", type=click.Path(path_type=Path))
@click.option("--topic", "-t", metavar="T", help="Only quantities whose name holds T or whose id begins so, in full.")
@as_of_option
@click.option("--deaths", is_flag=True, help="List reports that tell of deaths without a number, and how many.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True,
              help="table: for the terminal. json: quantities with their figures. csv: a row a figure.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Where to write it; default: standard output.")
@click.option("--limit", "-n", default=40, show_default=True, type=click.IntRange(1),
              help="At most so many quantities in the table.")
def command(db: Path, topic: str | None, as_of: dt.date | None, deaths: bool, form: str, output: Path | None,
            limit: int) -> None:
    """Show the figures in DB: what is counted, how many, by whom, and how the numbers relate.

    Best, low and high are given where at least two independent origins tell a number, never for one claim: low and
    high are the least and the most that an origin's latest count gives, best is the number that most of them tell,
    the lowest of several such. A number is confirmed if two origins tell it. A later count replaces an earlier one.
    """
    ledger = Ledger(account_of(db, as_of))
    if deaths:
        _show_deaths(ledger)
        return
    found = [entry for entry in ledger.entries() if topic is None or _is_meant(entry, topic)]
    if topic is not None and not found:
        raise UsageError(f"No quantity is called {topic!r} or has an id that begins so. Run `crosswire figures {db}` "
                         "to see what is counted.")
    if form != "table" or output:
        deliver(ledger_csv(found) if form == "csv" else ledger_json(found), output)
    elif topic is None:
        _show_all(found, limit)
    else:
        for entry in found[:limit]:
            _show_one(entry)


def _is_meant(entry: TopicEntry, topic: str) -> bool:
    return topic.casefold() in entry.topic.label.casefold() or entry.topic.id.startswith(topic)


def _show_all(found: Sequence[TopicEntry], limit: int) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, align in (("quantity", "left"), ("told", "left"), ("best", "right"), ("low", "right"), ("high", "right"),
                        ("relation", "left"), ("reports", "right"), ("origins", "right"), ("confirmed", "left")):
        table.add_column(name, justify=align, min_width=16 if name == "quantity" else None)  # type: ignore[arg-type]
    for entry in found[:limit]:
        made = entry.estimate
        table.add_row(escape(entry.topic.label), entry.values, *map(_number, (made.best, made.low, made.high)),
                      words.RELATION[entry.topic.relation], str(entry.articles), str(len(made.origins)),
                      "yes" if made.confirmed else "no")
    out.print(table)
    if len(found) > limit:
        out.print(f"and {len(found) - limit:,} more: use -n, or --topic with a word of what is counted", soft_wrap=True)


def _show_one(entry: TopicEntry) -> None:
    """One quantity in full."""
    made = entry.estimate
    out.print(f"[bold]{escape(entry.topic.label)}[/]  {entry.topic.id}", soft_wrap=True)
    out.print(f"  {words.RELATION[entry.topic.relation]}: {escape(entry.topic.reason.detail)}", soft_wrap=True)
    if words.estimate(made):
        out.print(f"  {words.estimate(made)}", soft_wrap=True)
    out.print(f"  {'confirmed' if made.confirmed else 'not confirmed'}: {escape(made.why)}", soft_wrap=True)
    for row in entry.figures:
        facts = [row.counting, row.scope, f"as of {words.iso(row.figure.as_of)}" if row.figure.as_of else "",
                 "replaced by a later count" if row.replaced else "", "part of another number" if row.part_of else ""]
        credit = ", through ".join([row.source or "told by the report itself", *row.via])
        out.print(f"  {escape(row.value)} {escape(row.figure.whom or row.figure.measure)} "
                  f"({'; '.join(escape(fact) for fact in facts if fact)})", soft_wrap=True)
        out.print(f"    {escape(credit)}, in {escape(row.article.outlet or row.article.name)}: “{escape(row.text)}”",
                  soft_wrap=True)
    for kind, label, why in entry.links:
        out.print(f"  {kind} {escape(label)} ({escape(why)})", soft_wrap=True)
    out.print()


def _show_deaths(ledger: Ledger) -> None:
    for entry in ledger.deaths():
        out.print(f"{words.number(entry.number):>6}  {escape(entry.article.outlet or entry.article.name)}: "
                  f"“{escape(entry.text)}”", soft_wrap=True)


def _number(value: float | None) -> str:
    return "–" if value is None else words.number(value)
