"""crosswire timeline: what happened when."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import click
from rich.padding import Padding
from rich.text import Text

from crosswire.account import Account
from crosswire.cli.as_of import DAY, account_of, as_of_option
from crosswire.cli.console import out
from crosswire.cli.files import deliver
from crosswire.render import words
from crosswire.render.citations import Citations
from crosswire.render.timeline import Entry, Timeline, limits, timeline
from crosswire.render.timeline_export import timeline_json

KEY = 1 / 4  # the share of the entries that is shown as weightiest
SHORT = 14  # characters of an id that tell it from others
_SPACE = re.compile(r"\s+")


@click.command(name="timeline")
@click.argument("db", type=click.Path(path_type=Path))
@click.option("--since", type=DAY, metavar="DAY", help="Only what happened on DAY (YYYY-MM-DD) or later.")
@click.option("--until", type=DAY, metavar="DAY", help="Only what happened on DAY or earlier.")
@as_of_option
@click.option("--limit", "-n", default=30, show_default=True, type=click.IntRange(1),
              help="The weightiest entries, at most so many (text only).")
@click.option("--background", is_flag=True, help="History told for context, too (text only).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="text: for reading. json: every entry, as docs/timeline.md describes it.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Where to write JSON; default: standard output.")
def command(db: Path, since: dt.date | None, until: dt.date | None, as_of: dt.date | None, limit: int,
            background: bool, form: str, output: Path | None) -> None:
    """Show what happened when in DB, in the reports' own words.

    The weightiest entries, in the order of their days: those of days that many reports name, told by most
    independent origins and mentions. The quarter of them that weighs most is marked. An imprecise date ("in April")
    stands after its days. Each entry ends with its report and the id that `crosswire show` takes.
    """
    days = limits(since, until)
    account = account_of(db, as_of)
    found = timeline(account, limits=days)
    if form == "json" or output:
        deliver(json.dumps(timeline_json(account, found), ensure_ascii=False, indent=1) + "\n", output)
        return
    _print(account, found, limit, background)


def _print(account: Account, found: Timeline, limit: int, background: bool) -> None:
    citations = Citations(account)
    shown = found.best(limit)
    _entries(citations, shown, max(3, round(KEY * len(shown))))
    if background and found.background:
        out.print("\n[bold]Background told for context[/]")
        _entries(citations, found.background, 0)
    left = [f"{len(found.entries) - len(shown):,} more of lower weight (--limit)" if len(shown) < len(found.entries)
            else "", f"{len(found.background):,} of background (--background)" if found.background and not background
            else "", f"{words.plural(found.undated, 'event')} that no report dates" if found.undated else ""]
    out.print("\n" + "; ".join(filter(None, left)) if any(left) else "", style="dim", soft_wrap=True)


def _entries(citations: Citations, entries: Iterable[Entry], keys: int) -> None:
    for when, together in groupby(entries, key=lambda entry: entry.when):
        out.print(f"\n{words.days(when)}", style="bold")
        for entry in together:
            line, stands_on = _told(citations, entry, entry.rank <= keys), _stands_on(citations, entry)
            out.print(Padding(line, (0, 0, 0, 2)))
            out.print(Padding(Text(stands_on, style="dim"), (0, 0, 0, 4)))


def _told(citations: Citations, entry: Entry, key: bool) -> Text:
    """The kind of event and the words that tell it."""
    head = entry.passages[0]
    excerpt = citations.excerpt(head.article_id, head.span, reach=60)
    line = Text("● " if key else "○ ", style="yellow" if key else "dim")
    line.append(f"{entry.kind}{', ' + entry.status if entry.status != 'asserted' else ''}  ", style="cyan")
    for part, style in ((excerpt.before, ""), (excerpt.text, "bold" if key else ""), (excerpt.after, "")):
        line.append(_SPACE.sub(" ", part), style=style)
    return line


def _stands_on(citations: Citations, entry: Entry) -> str:
    """How many tell it, which report is quoted, and the id to ask for more."""
    cite = citations.passage(entry.passages[0])
    origins = f", {words.plural(entry.origins, 'origin')}" if entry.origins else ""
    shown = [f"{words.plural(entry.articles, 'report')}{origins}", f"{cite.outlet}, {cite.when}"]
    return " · ".join([*shown, entry.event.id[:SHORT]] if entry.event else shown)
