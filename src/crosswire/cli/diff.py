"""crosswire diff: what changed in the account between two days."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

import click
from rich.padding import Padding
from rich.text import Text

from crosswire import history
from crosswire.cli.as_of import DAY
from crosswire.cli.console import out
from crosswire.cli.files import deliver
from crosswire.model import Article, Disagreement, Event, Figure
from crosswire.render import words
from crosswire.render.changes import Changes, Denial, Refined, Revised, Widened, changes
from crosswire.render.changes_export import changes_json
from crosswire.render.citations import Citations
from crosswire.store import Store
from crosswire.values import Passage, Side

WIDTH = 160  # characters of a passage


@click.command(name="diff")
@click.argument("db", type=click.Path(path_type=Path))
@click.argument("before", type=DAY, metavar="DAY1")
@click.argument("after", type=DAY, metavar="DAY2")
@click.option("--limit", "-n", default=12, show_default=True, type=click.IntRange(1),
              help="At most so many of each kind (text only).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="text: for reading. json: every change, as docs/timeline.md describes it.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Where to write JSON; default: standard output.")
def command(db: Path, before: dt.date, after: dt.date, limit: int, form: str, output: Path | None) -> None:
    """Show what the account in DB as of DAY2 has that it had not as of DAY1.

    Both accounts are made anew of what was published by their day. Told are new events and new dates and places of
    known ones, revised and first figures, new denials, new disagreements and new sides of known ones, and
    disagreements that the newer reports settle.
    """
    with Store.open(db) as store:
        found = changes(history.as_of(store, before), history.as_of(store, after))
    if form == "json" or output:
        deliver(json.dumps(changes_json(found), ensure_ascii=False, indent=1) + "\n", output)
        return
    out.print(f"[bold]From {words.day(before)} to {words.day(after)}[/]: "
              f"{words.plural(len(found.before.articles), 'report')}, now {len(found.after.articles):,}")
    for heading, rows in _Rows(found).sections():
        _section(heading, rows, limit)


def _section(heading: str, rows: Sequence[Text], limit: int) -> None:
    if rows:
        out.print(f"\n[bold]{heading}[/] [dim]{len(rows):,}[/]")
        for row in rows[:limit]:
            out.print(Padding(row, (0, 0, 0, 2)))
        if len(rows) > limit:
            out.print(f"  and {len(rows) - limit:,} more (--limit)", style="dim")


class _Rows:
    """Each change as a line of text."""

    def __init__(self, found: Changes):
        self.found = found
        self.account = found.after
        self.citations = Citations(found.after)

    def sections(self) -> list[tuple[str, list[Text]]]:
        found = self.found
        return [
            ("New reports", [self.report(each) for each in sorted(
                found.articles, key=lambda article: article.published or dt.date.max)]),
            ("New events", [self.event(each) for each in found.events]),
            ("Dated or placed anew", [self.refined(each) for each in found.refined]),
            ("Revised figures", [self.revised(each) for each in found.revised]),
            ("First figures", [self.figures(topic.label, [self.account.by_id[i] for i in topic.figure_ids])
                               for topic in found.counted]),
            ("New denials", [self.denial(each) for each in found.denials]),
            ("New disagreements", [self.disagreement(each, each.sides) for each in found.disputes]),
            ("New sides of known disagreements", [self.widened(each) for each in found.widened]),
            ("Settled", [self.disagreement(each, each.sides) for each in found.settled]),
        ]

    def quoted(self, passage: Passage) -> str:
        text = passage.span.of(self.citations.articles[passage.article_id].text)
        return words.shortened(text, WIDTH)

    def where(self, article_id: str) -> tuple[str, str]:
        return f"  {self.citations.outlet(article_id)}", "dim"

    def report(self, article: Article) -> Text:
        return Text.assemble(f"{words.day(article.published)}  {words.shortened(article.title or article.name, WIDTH)}",
                             self.where(article.id))

    def event(self, event: Event) -> Text:
        kind = words.EVENT_TYPE.get(event.type, event.type)
        return Text.assemble((f"{words.iso(event.date)}  ", "bold"), (f"{kind}  ", "cyan"),
                             self.quoted(event.headline), self.where(event.headline.article_id))

    def refined(self, each: Refined) -> Text:
        told = "; ".join(f"{what} {words.iso(was) if what == 'date' else was or 'none'} → "
                         f"{words.iso(now) if what == 'date' else now}" for what, was, now in each.told)
        return Text.assemble((f"{told}  ", "bold"), self.quoted(each.event.headline))

    def figures(self, label: str, figures: Sequence[Figure]) -> Text:
        told = ", ".join(dict.fromkeys(self.figure(figure) for figure in figures))
        return Text.assemble((f"{label}  ", "bold"), told)

    def figure(self, figure: Figure) -> str:
        source = figure.source and self.account.canon.name(figure.source)
        return f"{words.amount(figure)} ({source or self.citations.outlet(figure.article_id)})"

    def revised(self, each: Revised) -> Text:
        before = ", ".join(dict.fromkeys(words.amount(figure) for figure in each.before))
        return Text.assemble((f"{each.topic.label}  ", "bold"), f"{before} → ",
                             (", ".join(self.figure(figure) for figure in each.now), "bold"))

    def denial(self, each: Denial) -> Text:
        return Text.assemble((f"{each.party or 'Somebody'}  ", "bold"), self.quoted(each.passage),
                             self.where(each.passage.article_id))

    def disagreement(self, each: Disagreement, sides: Sequence[Side]) -> Text:
        stances = " ≠ ".join(dict.fromkeys(side.stance for side in sides))
        return Text.assemble((f"{each.kind}  ", "cyan"), (f"{words.days_in_words(each.about)}  ", "bold"), stances)

    def widened(self, each: Widened) -> Text:
        return self.disagreement(each.disagreement, each.sides)
