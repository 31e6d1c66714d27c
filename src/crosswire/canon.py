"""From a Party to the canonical name of the entity behind it: the one place where that is decided."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable

from crosswire.model import Entity
from crosswire.tables import table
from crosswire.values import Party

_DETERMINER = re.compile(r"^(?:the|a|an|current|incumbent) ", re.IGNORECASE)
_OF = re.compile(r"^(?P<office>[a-z][a-z -]+) of (?:the )?(?P<country>[A-Z].*)$")


class Canon:
    """Looks names up in the entities of an account.

    A Party resolved to a mention takes that mention's entity; otherwise its name is looked up among all
    entities' names and aliases, then as an office ("the Kestrian president"), and taken only if exactly one entity
    bears it or, by what the reports say, holds it.
    """

    def __init__(self, entities: Iterable[Entity]):
        self._by_mention: dict[str, Entity] = {}
        by_name: dict[str, set[str]] = defaultdict(set)
        by_office: dict[str, set[str]] = defaultdict(set)
        self._by_id: dict[str, Entity] = {}
        for entity in entities:
            self._by_id[entity.id] = entity
            for mention_id in entity.mention_ids:
                self._by_mention[mention_id] = entity
            for name in (entity.name, *entity.aliases):
                by_name[name.casefold()].add(entity.id)
            for office in entity.offices:
                by_office[office].add(entity.id)
        self._by_name = {name: next(iter(ids)) for name, ids in by_name.items() if len(ids) == 1}
        self._by_office = {office: next(iter(ids)) for office, ids in by_office.items() if len(ids) == 1}

    def entity(self, party: Party) -> Entity | None:
        """The entity behind the party, None if it is only described."""
        if party.mention_id in self._by_mention:
            return self._by_mention[party.mention_id]
        word = party.name.islower() and " " not in party.name  # "people" is no name, though a headline has "PEOPLE"
        found = None if word else self._by_name.get(party.name.casefold())
        found = found or self._by_office.get(office_key(party.name) or "")
        return self._by_id[found] if found else None

    def name(self, party: Party) -> str:
        """The canonical name, or the party's own name where no entity is known."""
        entity = self.entity(party)
        return entity.name if entity else party.name

    def of_mention(self, mention_id: str) -> Entity | None:
        """The entity that this mention belongs to."""
        return self._by_mention.get(mention_id)


def office_key(description: str) -> str | None:
    """Country and office of a description. ("the Norwegian prime minister" -> "NOR prime minister")

    Only a whole description: "a Norwegian minister's aide" gives "NOR minister's aide", which no one holds.
    """
    plain = _DETERMINER.sub("", description.strip())
    of = _OF.match(plain)
    if of:
        code = _countries().get(of["country"].casefold())
        return f"{code} {of['office'].strip()}" if code else None
    words = plain.split()
    for length in range(min(3, len(words) - 1), 0, -1):
        code = _countries().get(" ".join(words[:length]).casefold().removesuffix("'s").removesuffix("’s"))
        if code and words[0][:1].isupper():
            return f"{code} {' '.join(words[length:]).casefold()}"
    return None


@functools.cache
def _countries() -> dict[str, str]:
    """Country names, short forms and demonyms -> alpha-3 code."""
    out: dict[str, str] = {}
    for code, row in table("countries")["countries"].items():
        for form in (row["name"], *row.get("also", ()), *row.get("demonyms", ())):
            out.setdefault(form.casefold(), code)
    return out
