"""Which event mentions tell the same event: clusters grown in a fixed order, found through an inverted index.

Mentions are taken in an order of their own (dated before undated, telling before bare, then by id), so the order of
arrival cannot matter. Each looks up the clusters that share a party, a place or a rare word with it, and joins the
one that fits best, if the named pieces of evidence add up; else it begins a cluster. A key that too many clusters
share is not looked up: that keeps the work near-linear.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from crosswire.dates import DateRange
from crosswire.group.events.features import Features
from crosswire.values import MUTUAL

THRESHOLD = 1.0
BUCKET = 60  # clusters of one key that are still looked at, the newest
KEY_WORDS = 4
COMPARED = 6  # members of a cluster that a clause is compared with


@dataclass(slots=True)
class Cluster:
    """Mentions of one event so far, and what they say together."""

    members: list[Features] = field(default_factory=list)
    actors: Counter[str] = field(default_factory=Counter)
    recipients: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    triggers: Counter[str] = field(default_factory=Counter)
    when: DateRange | None = None

    def add(self, one: Features) -> None:
        """Take a mention in; the cluster's date becomes the finest told."""
        self.members.append(one)
        self.actors.update(one.actors)
        self.recipients.update(one.recipients)
        self.places.update([one.place] if one.place else [])
        self.triggers[one.trigger] += 1
        if one.when and (self.when is None or (one.when.latest - one.when.earliest) <
                         (self.when.latest - self.when.earliest)):
            self.when = one.when


def _dates(one: Features, cluster: Cluster) -> float:
    if one.when is None or cluster.when is None:
        return 0.0 if one.mention.background == cluster.members[0].mention.background else -1.5
    if not one.when.overlaps(cluster.when):
        return -9.0
    return 0.8 if one.when.grain == cluster.when.grain == "day" else 0.5


def _parties(one: Features, cluster: Cluster) -> float:
    if one.kind[0] in MUTUAL:
        shared = one.parties & (cluster.actors.keys() | cluster.recipients.keys())
        known = bool(one.parties) and bool(cluster.actors or cluster.recipients)
        if len(shared) == 1 and len(one.parties) > 1 and len(cluster.actors.keys() | cluster.recipients.keys()) > 1:
            return 0.0
        return min(1.4, 0.7 * len(shared)) if shared else (-1.0 if known else 0.0)
    return _agree(one.actors, cluster.actors, 0.8, -1.2) + _agree(one.recipients, cluster.recipients, 0.6, -0.4)


def _agree(mine: frozenset[str], theirs: Counter[str], gain: float, loss: float) -> float:
    if not mine or not theirs:
        return 0.0
    return gain if mine & theirs.keys() else loss


def _place(one: Features, cluster: Cluster) -> float:
    return _agree(frozenset([one.place] if one.place else []), cluster.places, 0.6, -0.6)


def _words(one: Features, cluster: Cluster) -> float:
    best = max(sum(weight * other.words.get(word, 0.0) for word, weight in one.words.items())
               for other in cluster.members[:COMPARED])
    return MOST_BY_WORDS * best


def _trigger(one: Features, cluster: Cluster) -> float:
    return 0.4 if one.trigger in cluster.triggers else 0.0


def _published(one: Features, cluster: Cluster) -> float:
    """Undated clauses of reports of the same days tell the same; of far apart ones, rarely."""
    days = [abs((one.published - other.published).days) for other in cluster.members[:COMPARED]
            if one.published and other.published]
    if not days or (one.when and cluster.when):
        return 0.0
    return 0.3 if min(days) <= 3 else (-1.0 if min(days) > 20 else 0.0)


def _hazard(one: Features, cluster: Cluster) -> float:
    return 0.7 if one.kind[0] == "NONE" else 0.0


MOST_BY_WORDS = 2.2
EVIDENCE: tuple[Callable[[Features, Cluster], float], ...] = (
    _dates, _parties, _place, _trigger, _published, _hazard)


def likeness(one: Features, cluster: Cluster) -> float:
    """How much the mention and the cluster say the same: the sum of EVIDENCE and, if that can help, of the words."""
    sure = sum(weigh(one, cluster) for weigh in EVIDENCE)
    return sure + _words(one, cluster) if sure + MOST_BY_WORDS >= THRESHOLD else sure


def merge(mentions: Sequence[Features]) -> list[Cluster]:
    """The clusters, in the order in which they began."""
    clusters: list[Cluster] = []
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for one in sorted(mentions, key=_order):
        keys = list(_keys(one))
        best = _best(one, clusters, _near(keys, index))
        if best is None:
            best = len(clusters)
            clusters.append(Cluster())
        clusters[best].add(one)
        for key in keys:
            if not index[key] or index[key][-1] != best:
                index[key].append(best)
    return clusters


def _order(one: Features) -> tuple[object, ...]:
    day = one.when is None or one.when.grain != "day"
    return (one.when is None, day, -one.mention.reason.score, one.mention.id)


def _keys(one: Features) -> Iterator[tuple[str, ...]]:
    for party in sorted(one.parties):
        yield (*one.kind, "party", party)
    if one.place:
        yield (*one.kind, "place", one.place)
    for word, _ in sorted(one.words.items(), key=lambda pair: (-pair[1], pair[0]))[:KEY_WORDS]:
        yield (*one.kind, "word", word)
    if one.kind[0] == "NONE":
        yield one.kind


def _near(keys: Iterable[tuple[str, ...]], index: dict[tuple[str, ...], list[int]]) -> list[int]:
    return sorted({cluster for key in keys for cluster in index.get(key, ())[-BUCKET:]})


def _best(one: Features, clusters: Sequence[Cluster], near: Sequence[int]) -> int | None:
    scored = [(likeness(one, clusters[i]), -i) for i in near]
    score, negative = max(scored, default=(0.0, 0))
    return -negative if score >= THRESHOLD else None
