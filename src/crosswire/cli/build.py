"""crosswire build: reports into a database."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from crosswire import building
from crosswire.cli.console import account_table, err, out
from crosswire.model import Skipped
from crosswire.store import Store

SHOWN_SKIPS = 20


@click.command(name="build")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--db", required=True, type=click.Path(path_type=Path), help="The database to make or extend.")
@click.option("--jobs", "-j", default=1, show_default=True, type=click.IntRange(1), metavar="N",
              help="Processes that read documents; the account does not depend on it.")
@click.option("--seconds", default=60.0, show_default=True, type=click.FloatRange(0.1), metavar="S",
              help="Give a document up after so long.")
@click.option("--batch", default=32, show_default=True, type=click.IntRange(1), metavar="N",
              help="Documents in a transaction; a kill costs at most one batch of work.")
@click.option("--quiet", "-q", is_flag=True, help="No progress bar, no table.")
def command(paths: tuple[Path, ...], db: Path, jobs: int, seconds: float, batch: int,
            quiet: bool) -> None:
    """Read the reports under PATH (files and folders) into the database --db.

    Reads .txt, .md, .html, .json and .jsonl; a JSON object has "text" and may have "id", "url", "title",
    "outlet" and "published" (YYYY-MM-DD). Only what is new is read; a report whose URL is known but whose content
    changed becomes the new version. Stop it at any moment and run it again: nothing is lost or doubled. What
    cannot be read is skipped, counted and named.
    """
    options = building.BuildOptions(jobs=jobs, batch=batch, document_seconds=seconds)
    with Store.open(db, create=True) as store:
        result = _run(paths, store, options, quiet)
        if not quiet and (result.added or result.known):
            out.print(account_table(store.account()))
            out.print(f"\nNext: crosswire report {escape(str(db))} -o crisis.html", soft_wrap=True)
    if not quiet:
        _list_skipped(result.skipped)
    if result.skipped and not result.added and not result.known:
        err.print(f"[bold red]error:[/] none of the {len(result.skipped)} documents could be read", soft_wrap=True)
        sys.exit(1)


def _run(paths: tuple[Path, ...], store: Store, options: building.BuildOptions, quiet: bool) -> building.BuildResult:
    bar = Progress(TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"),
                   TextColumn("{task.fields[counts]}"), TimeRemainingColumn(), console=err, disable=quiet)
    try:
        with bar:
            task = bar.add_task("reading", total=None, counts="")
            return building.build(paths, store, options=options, report=lambda p: _show(bar, task, p))
    except KeyboardInterrupt:
        err.print("Stopped. What was read is kept: run the same command again to go on.")
        sys.exit(130)


def _show(bar: Progress, task: TaskID, progress: building.Progress) -> None:
    counts = f"{progress.added:,} added, {progress.known:,} known, {progress.skipped:,} skipped"
    bar.update(task, description=progress.doing, total=max(1, progress.bytes_all), completed=progress.bytes_done,
               counts=counts)


def _list_skipped(skipped: tuple[Skipped, ...]) -> None:
    if not skipped:
        return
    err.print(f"\n{len(skipped)} skipped:")
    for item in skipped[:SHOWN_SKIPS]:
        err.print(f"  {escape(item.reason.detail)}", soft_wrap=True)
    if len(skipped) > SHOWN_SKIPS:
        err.print(f"  and {len(skipped) - SHOWN_SKIPS} more (all are in the database's table 'skipped')")
