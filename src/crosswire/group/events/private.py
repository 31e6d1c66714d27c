"""Acts between private persons, which are no events of a crisis: a singer asks his doctor, two friends speak."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Sequence

from crosswire.canon import Canon
from crosswire.group.events.merging import Cluster
from crosswire.model import Entity, Mention
from crosswire.tables import table

_DEALINGS = frozenset({"CONSULT", "AGREE", "REQUEST", "SUPPORT"})  # what people also do among themselves


@functools.cache
def _private_roles() -> frozenset[str]:
    return frozenset(table("event_words")["private_roles"])


class Private:
    """Who is private: a person whom no report gives an office, a rank or a public trade."""

    def __init__(self, mentions: Sequence[Mention], entities: Sequence[Entity]):
        canon = Canon(entities)
        roles: dict[str, set[str]] = defaultdict(set)
        for mention in mentions:
            if mention.kind == "PER":
                roles[canon.called(mention)].update([mention.role] if mention.role else [])
        self._private = frozenset(name for name, told in roles.items() if told <= _private_roles())

    def is_private(self, cluster: Cluster) -> bool:
        """Whether one clause tells of dealings of private persons only; a demand or praise needs one on both sides."""
        root, parties = cluster.members[0].kind[0], cluster.actors.keys() | cluster.recipients.keys()
        if len(cluster.members) > 1 or root not in _DEALINGS or not parties:
            return False
        sided = bool(cluster.actors) and (root in ("CONSULT", "AGREE") or bool(cluster.recipients))
        return sided and parties <= self._private
