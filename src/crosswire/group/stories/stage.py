"""Articles about one happening, made as a newsroom would: day by day, each report joins its story or starts one."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from crosswire.group.stories.features import cosine, learned
from crosswire.group.stories.index import StoryIndex
from crosswire.group.stories.lines import storylines
from crosswire.group.stories.linking import ASSUMED, Link, Linkage, second_look
from crosswire.group.stories.meetings import other_meeting
from crosswire.group.stories.profiles import Profile, profiles, summed
from crosswire.ids import content_id
from crosswire.model import Article, Copy, Entity, EventMention, Mention, Skipped, Story, TimeExpression
from crosswire.stage import stage
from crosswire.values import WHOLE_COPIES, Reason

ASKED = 10  # members whose odds with the central article make a story's score

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class StoryOptions:
    """`least`: the mean log odds of their pairs from which two groups of articles are one story."""

    least: float = -0.5


@stage
def stories(articles: Sequence[Article], mentions: Sequence[Mention], entities: Sequence[Entity],
            times: Sequence[TimeExpression], event_mentions: Sequence[EventMention], copies: Sequence[Copy], *,
            options: StoryOptions = StoryOptions()) -> Iterator[Story | Skipped]:
    """Stories; every article is in exactly one.

    Day by day, undated articles last: an index finds earlier articles with the same weighty words and names
    (stories/index.py); a learned score tells the odds that two tell one story by words, names, places, numbers, days,
    and two meetings are never one (stories/features.py, stories/meetings.py); groups join while the mean odds of their
    pairs allow, versions of one article always, and at last a report may move (stories/linking.py). Stories of one
    crisis get a common `storyline` (stories/lines.py). See design/stories.md.
    Limit: reports of one incident that share no rare word or name stay apart.
    """
    ordered = in_order(articles)
    known = profiles(ordered, mentions, entities, times, event_mentions)
    groups = grouped(ordered, known, _versions(ordered, known, copies), options)
    for line in storylines([[known[at] for at in members] for members in groups]):
        ids = [content_id("story", *_held(ordered, groups[at])) for at in line]
        name = content_id("storyline", *sorted(ids)) if len(line) > 1 else None
        for story_id, at in zip(ids, line, strict=True):
            yield _story(story_id, ordered, known, groups[at], name)


def in_order(articles: Sequence[Article]) -> list[Article]:
    """By published day, then id; the undated last."""
    return sorted(articles, key=lambda a: (a.published is None, a.published.isoformat() if a.published else "", a.id))


def _versions(ordered: Sequence[Article], known: Sequence[Profile], copies: Sequence[Copy]) -> list[Pair]:
    """The pairs that are versions of one article, by index; not those that tell of two meetings in the same words."""
    place = {article.id: at for at, article in enumerate(ordered)}
    pairs = {(place[copy.article_ids[0]], place[copy.article_ids[1]]) for copy in copies if copy.kind in WHOLE_COPIES}
    return sorted(pair for pair in pairs if not other_meeting(known[pair[0]], known[pair[1]]))


def grouped(ordered: Sequence[Article], known: Sequence[Profile], whole: Sequence[Pair],
            options: StoryOptions) -> list[list[int]]:
    """The stories as groups of indices; `whole` are the pairs that are versions of one article."""
    linkage, index = Linkage(options.least), StoryIndex()
    versions: dict[int, list[Pair]] = defaultdict(list)
    for pair in whole:
        versions[max(pair)].append(pair)
    links: list[Link] = []
    for _, day in groupby(range(len(ordered)), key=lambda at: ordered[at].published):
        batch = list(day)
        new = [link for at in batch for link in compared(at, known, index)]
        linkage.add(batch, new, [pair for at in batch for pair in versions.get(at, ())])
        links += (link for link in new if link.log_odds > ASSUMED)
    return second_look(linkage.groups(), links, options.least)


def compared(at: int, known: Sequence[Profile], index: StoryIndex) -> Iterator[Link]:
    """The links of an article to the earlier ones that the index finds; it is filed there itself."""
    model, vectors = learned(), known[at].vectors
    for other in index.nearest(vectors):
        yield Link(other, at, model.log_odds(known[other], known[at]))
    index.add(at, vectors)


def _held(articles: Sequence[Article], members: Sequence[int]) -> tuple[str, ...]:
    return tuple(sorted(articles[at].id for at in members))


def _story(story_id: str, articles: Sequence[Article], known: Sequence[Profile], members: Sequence[int],
           storyline: str | None) -> Story:
    total = summed([known[at].vectors["words"] for at in members])
    central = max(members, key=lambda at: (cosine(known[at].vectors["words"], total), articles[at].id))
    return Story(id=story_id, title=_title(articles[central]), article_ids=_held(articles, members),
                 when=_when([articles[at] for at in members]), reason=_reason(known, members, central),
                 storyline=storyline)


def _reason(known: Sequence[Profile], members: Sequence[int], central: int) -> Reason:
    others = [at for at in members if at != central][:ASKED]
    if not others:
        return Reason("story-single", "no other article tells of it")
    odds = [learned().log_odds(known[central], known[at]) for at in others]
    likely = 1 / (1 + math.exp(-math.fsum(odds) / len(odds)))
    return Reason("story-odds", f"{len(members)} articles are alike in words, names, places, numbers and days",
                  round(likely, 3))


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
