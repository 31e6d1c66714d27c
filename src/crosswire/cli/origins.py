"""crosswire origins: who relies on whom."""

from __future__ import annotations

import json
from pathlib import Path

import click

from crosswire.cli.files import deliver
from crosswire.render.passages import find_record
from crosswire.render.stemma_export import stemma_graphml, stemma_json
from crosswire.render.stemmata import Stemmata
from crosswire.store import Store


@click.command(name="origins")
@click.argument("db", type=click.Path(path_type=Path))
@click.argument("record_id", metavar="[ID]", required=False)
@click.option("--format", "form", type=click.Choice(["json", "graphml"]), default="json", show_default=True,
              help="json: nodes, links and the names of the origins. graphml: the same for Gephi, yEd, networkx.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Where to write it; default: standard output.")
def command(db: Path, record_id: str | None, form: str, output: Path | None) -> None:
    """Write who relies on whom behind ID, or among all reports of DB.

    ID is a claim (a topic of figures, a quotation in several reports, an event), one of its mentions, or a report;
    it may be shortened as long as it is unique. A link leads from who relies to whom they rely on: a source that is
    credited, a hand that passed it on, an agency, a report whose words are printed. Who relies on nobody is an origin.
    """
    with Store.open(db) as store:
        account = store.account()
    stemmata = Stemmata(account)
    stemma = stemmata.of(find_record(account, record_id)) if record_id else stemmata.whole()
    text = (stemma_graphml(stemma, account) if form == "graphml"
            else json.dumps(stemma_json(stemma, account), ensure_ascii=False, indent=1) + "\n")
    deliver(text, output)
