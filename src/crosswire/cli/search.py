"""crosswire search: words in the reports, or in what was said."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.markup import escape
from rich.text import Text

from crosswire.cli.console import err, out
from crosswire.store import Store
from crosswire.store.search import HIT_CLOSE, HIT_OPEN, Hit, Query, search

DAY = click.DateTime(["%Y-%m-%d"])


@click.command(name="search")
@click.argument("db", type=click.Path(path_type=Path))
@click.argument("query", nargs=-1, required=True)
@click.option("--since", type=DAY, metavar="DAY", help="Only reports published on DAY (YYYY-MM-DD) or later.")
@click.option("--until", type=DAY, metavar="DAY", help="Only reports published on DAY or earlier.")
@click.option("--outlet", metavar="NAME", help="Only reports of outlets whose name holds NAME.")
@click.option("--speaker", metavar="NAME", help="Search what speakers whose name holds NAME said.")
@click.option("--limit", "-n", default=20, show_default=True, type=click.IntRange(1), help="At most so many results.")
def command(db: Path, query: tuple[str, ...], limit: int, **limits: object) -> None:
    """Find reports in DB that hold all the words of QUERY, best first.

    Words are found in all their forms (troop, troops); "words in quotation marks" must stand together.
    Each result begins with the id that `crosswire show` takes. Exit status 1 if nothing is found.
    """
    given = {name: value.date().isoformat() if hasattr(value, "date") else value for name, value in limits.items()}
    with Store.open(db) as store:
        hits = search(store, Query(" ".join(query), limit=limit, **given))  # type: ignore[arg-type]
    for hit in hits:
        out.print(_head(hit), soft_wrap=True)
        out.print(_marked(hit.snippet), soft_wrap=True)
        out.print()
    if not hits:
        err.print(f"Nothing found for {escape(' '.join(query))}.")
        sys.exit(1)


def _head(hit: Hit) -> str:
    told = [escape(part) for part in (hit.speaker, hit.outlet or hit.article, hit.published, hit.title) if part]
    return f"[dim]{hit.record_id}[/]  " + " · ".join(told)


def _marked(snippet: str) -> Text:
    text = Text("    ")
    for index, part in enumerate(snippet.replace("\n", " ").split(HIT_OPEN)):
        found, _, rest = part.rpartition(HIT_CLOSE) if index else ("", "", part)
        text.append(found, style="bold yellow")
        text.append(rest)
    return text
