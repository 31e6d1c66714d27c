"""crosswire entities: list people, organisations and places; decide which names are one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from crosswire.account import Account
from crosswire.cli.console import out
from crosswire.errors import UsageError
from crosswire.ids import content_id
from crosswire.model import Entity, EntityDecision
from crosswire.pipeline import reconcile
from crosswire.render.passages import find_record
from crosswire.store import Store
from crosswire.values import Family, NameForm

SHOWN_ALIASES = 8
KINDS = ("PER", "ORG", "GPE", "LOC", "FAC", "NORP")


class ListByDefault(click.Group):
    """A group whose first word may be a database: then it lists."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, "-h", "--help"):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(name="entities", cls=ListByDefault)
def command() -> None:
    """List the people, organisations and places of a database, and decide which names are one.

    \b
    crosswire entities crisis.db                      the most mentioned, with their other names
    crosswire entities crisis.db Renn                 those with a name that holds "Renn"
    crosswire entities merge crisis.db ID ID          these are one; the first keeps its name
    crosswire entities split crisis.db ID "A. Renn"   that name is somebody else's
    crosswire entities undo crisis.db                 take the last decision back

    Decisions are kept in the database and hold on every later build, over all rules.
    """


@command.command(name="list")
@click.argument("db", type=click.Path(path_type=Path))
@click.argument("name", required=False)
@click.option("--kind", type=click.Choice(KINDS), help="Only entities of this kind.")
@click.option("--limit", "-n", default=40, show_default=True, type=click.IntRange(1), help="At most so many.")
@click.option("--decisions", is_flag=True, help="List what was decided instead.")
def list_(db: Path, name: str | None, kind: str | None, limit: int, decisions: bool) -> None:
    """List the entities of DB, the most mentioned first: id, kind, name, mentions, reports, other names.

    NAME limits the list to entities with a name that holds it. Each id is what merge, split and `show` take.
    """
    with Store.open(db) as store:
        if decisions:
            _print_decisions(_decisions(store))
            return
        account = store.account()
    wanted = [entity for entity in account.entities if kind in (None, entity.kind) and (
        name is None or any(name.casefold() in each.casefold() for each in (entity.name, *entity.aliases)))]
    wanted.sort(key=lambda entity: (-len(entity.mention_ids), entity.name, entity.id))
    out.print(_table(account, wanted[:limit]))
    if len(wanted) > limit:
        out.print(f"\nand {len(wanted) - limit:,} more (--limit, --kind or a NAME shows others)")


@command.command()
@click.argument("db", type=click.Path(path_type=Path))
@click.argument("ids", nargs=-1, required=True, metavar="ID ID...")
def merge(db: Path, ids: tuple[str, ...]) -> None:
    """Decide that the entities ID ID... of DB are one, under the name of the first.

    ID may be shortened as long as it is unique, or be a name that only one entity bears.
    """
    with Store.open(db) as store:
        found = list(dict.fromkeys(_entity(store.account(), each) for each in ids))
        if len(found) < 2:
            raise UsageError("merge takes at least two different entities. `crosswire entities DB` lists their ids.")
        names = [form for entity in found for form in _forms(entity)]
        _decide(store, "merge", names, ())
        _say(store, names[0])


@command.command()
@click.argument("db", type=click.Path(path_type=Path))
@click.argument("entity_id", metavar="ID")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
def split(db: Path, entity_id: str, names: tuple[str, ...]) -> None:
    """Decide that NAME... are not the entity ID of DB: they become one of their own.

    NAME is one of the names that the list shows for ID, written as there.
    """
    with Store.open(db) as store:
        entity = _entity(store.account(), entity_id)
        unknown = [name for name in names if name not in (entity.name, *entity.aliases)]
        if unknown:
            raise UsageError(f"{unknown[0]!r} is no name of {entity.name!r}. "
                             f"Its names are: {', '.join((entity.name, *entity.aliases))}.")
        leaving = [form for form in _forms(entity) if form.name in names]
        staying = [form for form in _forms(entity) if form.name not in names]
        if not staying:
            raise UsageError(f"These are all names of {entity.name!r}; at least one must stay.")
        _decide(store, "split", leaving, staying)
        _say(store, staying[0], leaving[0])


@command.command()
@click.argument("db", type=click.Path(path_type=Path))
@click.argument("number", required=False, type=click.IntRange(1))
def undo(db: Path, number: int | None) -> None:
    """Take back the last decision about DB, or the one of that NUMBER (`--decisions` lists them)."""
    with Store.open(db) as store:
        decisions = _decisions(store)
        wanted = [d for d in decisions if number in (None, d.number)]
        if not wanted:
            raise UsageError("There is no such decision. `crosswire entities DB --decisions` lists what was decided.")
        store.undo(wanted[-1].id)
        store.replace_corpus(reconcile(store.records()))
        out.print("Taken back:")
        _print_decisions(wanted[-1:])


# ---------------------------------------------------------------- the work

def _decisions(store: Store) -> list[EntityDecision]:
    found: list[EntityDecision] = store.records([EntityDecision])[EntityDecision]
    return sorted(found, key=lambda decision: decision.number)


def _decide(store: Store, act: str, names: Iterable[NameForm], others: Iterable[NameForm]) -> None:
    """Keep the decision and compare the reports anew."""
    number = max((decision.number for decision in _decisions(store)), default=0) + 1
    given = tuple(names), tuple(others)
    store.decide(EntityDecision(id=content_id("decision", number, act, *given[0], "|", *given[1]), number=number,
                                act="merge" if act == "merge" else "split", names=given[0], others=given[1]))
    store.replace_corpus(reconcile(store.records()))


def _entity(account: Account, wanted: str) -> Entity:
    """The entity of that id, its beginning, or a name that only one bears."""
    named = [entity for entity in account.entities
             if wanted.casefold() in (name.casefold() for name in (entity.name, *entity.aliases))]
    if len(named) > 1:
        raise UsageError(f"{wanted!r} is a name of {len(named)} entities ({', '.join(e.id for e in named[:5])}); "
                         "give an id.")
    record = named[0] if named else find_record(account, wanted)
    if not isinstance(record, Entity):
        raise UsageError(f"{wanted!r} is no entity. `crosswire entities DB` lists their ids.")
    return record


def _forms(entity: Entity) -> list[NameForm]:
    families: dict[str, Family] = {"PER": "PER", "ORG": "ORG", "NORP": "NORP"}
    return [NameForm(families.get(entity.kind, "place"), name) for name in (entity.name, *entity.aliases)]


# ---------------------------------------------------------------- what is printed

def _table(account: Account, entities: Iterable[Entity]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("id", "kind", "name"):
        table.add_column(title, no_wrap=title == "id")
    table.add_column("mentions", justify="right")
    table.add_column("reports", justify="right")
    table.add_column("other names")
    for entity in entities:
        reports = {account.by_id[mention_id].article_id for mention_id in entity.mention_ids}
        table.add_row(entity.id, entity.kind, escape(_title(entity)), f"{len(entity.mention_ids):,}",
                      f"{len(reports):,}", escape(_aliases(entity)))
    return table


def _title(entity: Entity) -> str:
    told = [f"stands for {entity.stands_for}"] if entity.stands_for else []
    told += [office.split(" ", 1)[1] for office in entity.offices[:2]]
    return f"{entity.name} ({'; '.join(told)})" if told else entity.name


def _aliases(entity: Entity) -> str:
    shown = ", ".join(entity.aliases[:SHOWN_ALIASES])
    return shown + (f" and {len(entity.aliases) - SHOWN_ALIASES} more" if len(entity.aliases) > SHOWN_ALIASES else "")


def _say(store: Store, *names: NameForm) -> None:
    """Print what the entities of these names are now."""
    account = store.account()
    wanted = [entity for name in names for entity in account.entities
              if name.name in (entity.name, *entity.aliases) and name in _forms(entity)]
    out.print(_table(account, dict.fromkeys(wanted)))


def _print_decisions(decisions: Iterable[EntityDecision]) -> None:
    found = list(decisions)
    for decision in found:
        names = ", ".join(form.name for form in decision.names)
        others = f" | not {', '.join(form.name for form in decision.others)}" if decision.others else ""
        out.print(f"{decision.number}  {decision.act}  {escape(names + others)}", soft_wrap=True)
    if not found:
        out.print("Nothing was decided.")
