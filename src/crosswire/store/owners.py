"""Who owns which outlet by the user's word: kept in the store, over our table, for outlets known now and later."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, delete, select, update

from crosswire.clean.outlets import source
from crosswire.model import Source
from crosswire.store.schema import RECORD_TABLES, facts

FACT = "owners"


def folded(outlet: str) -> str:
    """The name of an outlet as it is compared: without case and article. ("The Courier" -> "courier")"""
    return " ".join(outlet.casefold().removeprefix("the ").split())


def kept(connection: Connection) -> dict[str, str]:
    """Folded name of an outlet -> its owner, as the user said."""
    value = connection.execute(select(facts.c.value).where(facts.c.fact == FACT)).scalar()
    found: dict[str, str] = json.loads(value) if value else {}
    return found


def keep(connection: Connection, owners: Mapping[str, str]) -> None:
    """Keep these owners, in addition to those kept before; none: forget them all. The sources are written anew."""
    held = {**kept(connection), **{folded(name): owner for name, owner in owners.items()}} if owners else {}
    connection.execute(delete(facts).where(facts.c.fact.in_((FACT, "reconciled"))))
    connection.execute(facts.insert().values(fact=FACT, value=json.dumps(held, ensure_ascii=False, sort_keys=True)))
    table = RECORD_TABLES[Source]
    for row in connection.execute(select(table.c.id, table.c.name)).all():
        owner = held.get(folded(row.name)) or source(row.name, None).owner
        connection.execute(update(table).where(table.c.id == row.id).values(owner=owner))


def owned(connection: Connection, sources: Iterable[Source]) -> list[Source]:
    """The sources with the owners that the user gave them."""
    held = kept(connection)
    return [replace(one, owner=held.get(folded(one.name), one.owner)) for one in sources]
