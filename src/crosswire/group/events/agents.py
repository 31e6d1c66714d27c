"""Who attacks where no clause says it: the one party that the same report, or its story, tells of as the attacker.

Reports name the attacker once and go on without ("An air strike hit the market."). An attack without an author, or
with nameless forces for one, takes the author whom its articles name for two thirds or more of their attacks.
Where a report tells of one pair of foes, fighting that names nobody is theirs. Refused: a party that is struck itself
or may be (nameless forces), or whose own country is; and where nobody is named so often.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from crosswire.group.events.features import FORCE, is_nameless, stem
from crosswire.group.events.merging import Cluster, often
from crosswire.model import Entity, Story
from crosswire.tables import table

ENOUGH = 2  # attacks of one party that an article must tell of, to count for those without an author
MANY = 4  # the same for a story, whose reports that name too few follow the others
SHARE = (2, 3)
FOES = 2


class Agents:
    """The attacker of each article, from its asserted attacks whose author is named; and its foes."""

    def __init__(self, clusters: Sequence[Cluster], entities: Sequence[Entity], stories: Sequence[Story]):
        self._country = {entity.name: entity.country for entity in entities if entity.country}
        told: dict[str, Counter[str]] = defaultdict(Counter)
        for one in (one for cluster in clusters for one in cluster.members if one.kind[0] == "ASSAULT"):
            if one.mention.status == "asserted" and not one.mention.background:
                told[one.mention.article_id].update(name for name in one.actors if not is_nameless(name))
        self._of_article: dict[str, str] = {}
        self._foes = {article_id: foes for article_id, pairs in _fights(clusters).items()
                      if len(foes := frozenset().union(*pairs)) == FOES}
        for story in sorted(stories, key=lambda story: story.id):
            together = sum((told[article_id] for article_id in story.article_ids), Counter())
            self._settle(story.article_ids, together, MANY)
        for article_id, counts in told.items():
            self._settle([article_id], counts, ENOUGH)

    def _settle(self, article_ids: Sequence[str], counts: Counter[str], enough: int) -> None:
        if agent := _mostly(counts, enough):
            self._of_article.update(dict.fromkeys(article_ids, agent))

    def of(self, cluster: Cluster) -> tuple[str, ...]:
        """Who is inferred to act in an attack or a fight: nobody where someone is named or nobody can be inferred."""
        if fighting(cluster) and not cluster.actors and not cluster.recipients:
            sides = {self._foes[one.mention.article_id] for one in cluster.members
                     if one.mention.article_id in self._foes}
            return tuple(sorted(sides.pop())) if len(sides) == 1 else ()
        agent = self._attacker(cluster)
        return (agent,) if agent else ()

    def _attacker(self, cluster: Cluster) -> str | None:
        happened = [one.mention for one in cluster.members if one.mention.status == "asserted"]
        named = any(not is_nameless(name) for name in cluster.actors)
        if cluster.members[0].kind[0] not in FORCE or named or not happened:
            return None
        votes = Counter(name for one in happened if not one.background
                        and (name := self._of_article.get(one.article_id)))
        agent = _mostly(votes, 1)
        return None if agent is None or self._suffers(agent, cluster) else agent

    def _suffers(self, agent: str, cluster: Cluster) -> bool:
        struck = [*often(cluster.recipients), *often(cluster.places)]
        home = self._country.get(agent)
        return any(agent == name or is_nameless(name) or (home is not None and self._country.get(name) == home)
                   for name in struck)


def fighting(cluster: Cluster) -> bool:
    """Whether all mentions tell of fighting, in which both sides act."""
    return all(one.trigger_words & _mutual() for one in cluster.members)


def _fights(clusters: Sequence[Cluster]) -> Mapping[str, list[frozenset[str]]]:
    """Article -> the pairs of parties that it tells of as fighting each other."""
    out: dict[str, list[frozenset[str]]] = defaultdict(list)
    for one in (one for cluster in clusters for one in cluster.members):
        if one.kind[0] == "ASSAULT" and one.trigger_words & _mutual() and len(one.parties) == FOES:
            out[one.mention.article_id].append(one.parties)
    return out


@functools.cache
def _mutual() -> frozenset[str]:
    return frozenset(stem(word) for word in table("event_words")["mutual"])


def _mostly(counts: Mapping[str, int], enough: int) -> str | None:
    """The name of two thirds of all that are counted, if they are enough."""
    name = min(counts, key=lambda key: (-counts[key], key), default=None)
    part, whole = SHARE
    return name if name and counts[name] >= enough and counts[name] * whole >= part * sum(counts.values()) else None
