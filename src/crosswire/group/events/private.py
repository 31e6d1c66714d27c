"""Acts between private persons, which are no events of a crisis: a singer asks his doctor, two friends speak."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Sequence

from crosswire.canon import Canon
from crosswire.group.events.merging import Cluster
from crosswire.model import Mention
from crosswire.tables import table

_DEALINGS = frozenset({"CONSULT", "AGREE", "REQUEST", "SUPPORT", "REJECT"})  # what people also do among themselves


@functools.cache
def _private_roles() -> frozenset[str]:
    return frozenset(table("event_words")["private_roles"])


class Private:
    """Who is private: a person whom no report gives an office, a rank or a public trade."""

    def __init__(self, mentions: Sequence[Mention], canon: Canon):
        roles: dict[str, set[str]] = defaultdict(set)
        for mention in mentions:
            if mention.kind == "PER":
                roles[canon.called(mention)].update([mention.role] if mention.role else [])
        self._private = frozenset(name for name, told in roles.items() if told <= _private_roles())
        self._called_so = frozenset(name for name in self._private if roles[name])

    def is_private(self, cluster: Cluster) -> bool:
        """Whether one clause tells of dealings of private persons only.

        Of a person without any role a demand, praise or refusal is private only if it is another such person's matter.
        """
        root, parties = cluster.members[0].kind[0], cluster.actors.keys() | cluster.recipients.keys()
        if len(cluster.members) > 1 or root not in _DEALINGS or not parties:
            return False
        sided = root in ("CONSULT", "AGREE") or bool(cluster.recipients) or cluster.actors.keys() <= self._called_so
        return sided and parties <= self._private
