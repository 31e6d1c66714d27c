"""What is one report though several print it: places in one copied passage, and whole articles that are reprints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from crosswire.families import Families
from crosswire.model import Article, Copy
from crosswire.spans import SpanIndex
from crosswire.values import WHOLE_COPIES, Passage


class Copied:
    """Looks up which places of different articles stand in one copied passage."""

    def __init__(self, copies: Iterable[Copy]):
        spans = defaultdict(list)
        for copy in copies:
            for place in copy.passages:
                spans[place.article_id].append((place.span, copy.id))
        self._indexes = {article_id: SpanIndex(pairs) for article_id, pairs in spans.items()}

    def covering(self, place: Passage) -> list[str]:
        """Ids of the copies whose passage touches the place."""
        index = self._indexes.get(place.article_id)
        return [str(copy_id) for copy_id in index.overlapping(place.span)] if index else []

    def families(self, places: Sequence[Passage]) -> list[list[Passage]]:
        """The places grouped so that those of one article or one copied passage are together, in order."""
        sets = Families[tuple[str, str]]()
        for place in places:
            for copy_id in self.covering(place):
                sets.join(("article", place.article_id), ("copy", copy_id))
        return sets.groups(places, lambda place: ("article", place.article_id))


def copied_together(copies: Sequence[Copy]) -> list[list[Copy]]:
    """The copies grouped so that those of one passage are together: they touch in an article by half of the shorter."""
    sets, spans = Families[str](), defaultdict(list)
    for copy in copies:
        for place in copy.passages:
            spans[place.article_id].append((place.span, copy.id))
    indexes = {article_id: SpanIndex(pairs) for article_id, pairs in spans.items()}
    own = {(copy.id, place.article_id): place.span for copy in copies for place in copy.passages}
    for copy in copies:
        for place in copy.passages:
            for other in indexes[place.article_id].overlapping(place.span):
                there = own[str(other), place.article_id]
                common = min(there.end, place.span.end) - max(there.start, place.span.start)
                if 2 * common >= min(len(there), len(place.span)):
                    sets.join(copy.id, str(other))
    return sets.groups(copies, lambda copy: copy.id)


def independent(articles: Sequence[Article], copies: Iterable[Copy], agencies: Callable[[str], Sequence[str]]
                ) -> list[list[Article]]:
    """The articles grouped so that versions of one article, and reprints of one agency, are together."""
    sets = Families[Hashable]()
    for copy in copies:
        if copy.kind in WHOLE_COPIES:
            sets.join(*copy.article_ids)
    for article in articles:
        for name in agencies(article.id):
            sets.join(article.id, ("agency", name))
    return sets.groups(articles, lambda article: article.id)
