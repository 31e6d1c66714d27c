"""From a Party to the canonical name of the entity behind it: the one place where that is decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from crosswire.model import Entity
from crosswire.values import Party


class Canon:
    """Looks names up in the entities of an account.

    A Party resolved to a mention takes that mention's entity; otherwise its name is looked up among all
    entities' names and aliases, and taken only if exactly one entity bears it.
    """

    def __init__(self, entities: Iterable[Entity]):
        self._by_mention: dict[str, Entity] = {}
        by_name: dict[str, set[str]] = defaultdict(set)
        self._by_id: dict[str, Entity] = {}
        for entity in entities:
            self._by_id[entity.id] = entity
            for mention_id in entity.mention_ids:
                self._by_mention[mention_id] = entity
            for name in (entity.name, *entity.aliases):
                by_name[name.casefold()].add(entity.id)
        self._by_name = {name: next(iter(ids)) for name, ids in by_name.items() if len(ids) == 1}

    def entity(self, party: Party) -> Entity | None:
        """The entity behind the party, None if it is only described."""
        if party.mention_id in self._by_mention:
            return self._by_mention[party.mention_id]
        found = self._by_name.get(party.name.casefold())
        return self._by_id[found] if found else None

    def name(self, party: Party) -> str:
        """The canonical name, or the party's own name where no entity is known."""
        entity = self.entity(party)
        return entity.name if entity else party.name

    def of_mention(self, mention_id: str) -> Entity | None:
        """The entity that this mention belongs to."""
        return self._by_mention.get(mention_id)
