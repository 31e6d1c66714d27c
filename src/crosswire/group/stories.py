"""Articles about one happening: nearest by words and names, not far apart in time, copies always together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crosswire.group.story_vectors import Pair, Vector, cosine, near_pairs, vectors
from crosswire.ids import content_id
from crosswire.model import Article, Copy, Entity, Mention, Skipped, Story
from crosswire.stage import stage
from crosswire.values import Reason

WHOLE_COPIES = frozenset({"same_article", "edited_version", "wire"})
NAMED_KINDS = frozenset({"PER", "ORG", "GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class StoryOptions:
    """`least`: the mean cosine that keeps two groups together; `days`: how far apart reports of one story are."""

    least: float = 0.16
    days: int = 10


@stage
def stories(articles: Sequence[Article], mentions: Sequence[Mention], entities: Sequence[Entity],
            copies: Sequence[Copy], *, options: StoryOptions = StoryOptions()) -> Iterator[Story | Skipped]:
    """Stories; every article is in exactly one.

    TF-IDF over stems and entity names; pairs that share rare terms, the likest first, join while the mean cosine
    between the groups stays high and their days meet; copies of a whole article always join. Average linkage
    over an inverted index, as in topic detection and tracking. Limit: two crises told in the same words merge.
    """
    ordered = sorted(articles, key=lambda article: article.id)
    found = vectors(ordered, _names(mentions, entities))
    groups = _Groups(ordered, found, options)
    place = {article.id: at for at, article in enumerate(ordered)}
    for copy in sorted(copies, key=lambda one: one.id):
        if copy.kind in WHOLE_COPIES:
            groups.join(place[copy.article_ids[0]], place[copy.article_ids[1]])
    for pair in sorted(near_pairs(found, options.least), key=lambda p: (-p.likeness, p.first, p.second)):
        groups.consider(pair)
    for members in groups.members():
        yield _story(ordered, found, members)


def _names(mentions: Sequence[Mention], entities: Sequence[Entity]) -> Mapping[str, list[str]]:
    article_of = {mention.id: mention.article_id for mention in mentions}
    out: dict[str, list[str]] = defaultdict(list)
    for entity in entities:
        if entity.kind in NAMED_KINDS:
            for article_id in sorted({article_of[m] for m in entity.mention_ids if m in article_of}):
                out[article_id].append(entity.name)
    return out


class _Groups:
    """Groups of articles as sums of their vectors: the mean cosine of two groups is one dot product."""

    def __init__(self, articles: Sequence[Article], found: Sequence[Vector], options: StoryOptions):
        self.options = options
        self.root = list(range(len(articles)))
        self.held = {at: [at] for at in range(len(articles))}
        self.sums = {at: dict(vector) for at, vector in enumerate(found)}
        self.days = {at: [a.published.toordinal()] if a.published else [] for at, a in enumerate(articles)}

    def find(self, at: int) -> int:
        while self.root[at] != at:
            self.root[at] = self.root[self.root[at]]
            at = self.root[at]
        return at

    def consider(self, pair: Pair) -> None:
        """Join the pair's groups if their mean cosine and their days allow."""
        one, other = self.find(pair.first), self.find(pair.second)
        if one == other or self._apart(one, other) > self.options.days:
            return
        mean = cosine(self.sums[one], self.sums[other]) / (len(self.held[one]) * len(self.held[other]))
        if mean >= self.options.least:
            self.join(one, other)

    def _apart(self, one: int, other: int) -> int:
        mine, theirs = self.days[one], self.days[other]
        return max(0, min(mine) - max(theirs), min(theirs) - max(mine)) if mine and theirs else 0

    def join(self, first: int, second: int) -> None:
        """Make two groups one."""
        one, other = sorted((self.find(first), self.find(second)))
        if one == other:
            return
        if len(self.held[one]) < len(self.held[other]):
            one, other = other, one
        self.root[other] = one
        self.held[one] += self.held.pop(other)
        self.days[one] += self.days.pop(other)
        total = self.sums[one]
        for term, weight in self.sums.pop(other).items():
            total[term] = total.get(term, 0.0) + weight

    def members(self) -> list[list[int]]:
        return sorted(sorted(group) for group in self.held.values())


def _story(articles: Sequence[Article], found: Sequence[Vector], members: Sequence[int]) -> Story:
    total: Vector = {}
    for at in members:
        for term, weight in found[at].items():
            total[term] = total.get(term, 0.0) + weight
    central = max(members, key=lambda at: (cosine(found[at], total), articles[at].id))
    held = tuple(articles[at].id for at in members)
    return Story(id=content_id("story", *held), title=_title(articles[central]), article_ids=held,
                 when=_when([articles[at] for at in members]),
                 reason=Reason("story-words", f"{len(held)} articles share rare words and names"
                               if len(held) > 1 else "no other article tells of it"))


def _title(article: Article) -> str:
    if article.title:
        return article.title
    body = next((s for s in article.sentences if s.kind == "body"), None)
    return " ".join(body.span.of(article.text).split()) if body else article.name


def _when(articles: Sequence[Article]) -> str | None:
    """The day on which they were published, or the first and last of several."""
    days = sorted(article.published.isoformat() for article in articles if article.published)
    if not days:
        return None
    return days[0] if days[0] == days[-1] else f"{days[0]}/{days[-1]}"
