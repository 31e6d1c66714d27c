"""What several commands print: errors, and the table of what an account holds."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from crosswire.account import Account

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def error_line(message: str) -> None:
    """Print an error to stderr, as one paragraph."""
    err.print(f"[bold red]error:[/] {escape(message)}", soft_wrap=True)


def account_table(account: Account) -> Table:
    """What was found: a row a kind of record, with the count and what is worth knowing about it."""
    relations = Counter(topic.relation for topic in account.topics)
    differing = sum(bool(utterance.differences) for utterance in account.utterances)
    kinds = Counter(disagreement.kind for disagreement in account.disagreements)
    direct = sum(quotation.direct for quotation in account.quotations)
    outlets = {article.outlet for article in account.articles if article.outlet}
    background = sum(event.background for event in account.events)
    rows = (
        ("reports", len(account.articles), f"{len(outlets)} named outlets, {len(account.stories)} stories"),
        ("people, bodies, places", len(account.entities), f"{len(account.mentions)} mentions"),
        ("quotations", len(account.quotations), f"{direct} direct; {len(account.utterances)} reported more than once, "
                                                f"{differing} of them in differing words"),
        ("figures", len(account.figures), ", ".join(
            f"{relations[name]} {name}" for name in ("agree", "differ", "evolving", "single") if relations[name])),
        ("events", len(account.events), f"{background} of them background"),
        ("copied passages", len(account.copies), ""),
        ("disagreements", len(account.disagreements), ", ".join(f"{n} {kind}" for kind, n in kinds.most_common())),
    )
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("found")
    table.add_column("", justify="right")
    table.add_column("of which")
    for name, count, note in rows:
        table.add_row(name, f"{count:,}", escape(note))
    return table
