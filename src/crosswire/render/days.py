"""What the reports tell of each day, and how much it weighs: the chance that an editor would put the day on a timeline.

Theory of operation: a day weighs more the more reports name it, above all later ones, and the more are published
on it and on the day after. Each count is taken by its logarithm, relative to the greatest of the account, so
that five reports and five thousand are measured alike; wordlists/timeline_weights.toml turns them into a
chance (logistic regression on the timelines of journalists, benchmarks/timelines.py). An imprecise date weighs
what its days weigh on average. Only what was told to the day counts.
"""

from __future__ import annotations

import bisect
import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from crosswire.dates import DateRange, date_range
from crosswire.model import Article, TimeExpression
from crosswire.render.citations import sentence_at
from crosswire.tables import table

FEATURES = ("named", "named_later", "named_on_the_day", "named_ahead", "published", "published_next_day", "remembered")
LEADS = 5  # sentences at the top of a report that tell what is new
UNTOLD = 0.02  # what a day weighs that no report names
_DAY = dt.timedelta(days=1)

SentenceKey = tuple[str, int]  # article id, index of the sentence


class Days:
    """The days that articles name or are published on, within `limits` if given."""

    def __init__(self, articles: Sequence[Article], times: Iterable[TimeExpression], *,
                 limits: DateRange | None = None):
        self.limits = limits
        self._articles = {article.id: article for article in articles}
        self._named: dict[dt.date, list[SentenceKey]] = defaultdict(list)
        self._dated: set[SentenceKey] = set()  # sentences that name some day
        self._published: dict[dt.date, list[Article]] = defaultdict(list)
        for article in articles:
            if article.published:
                self._published[article.published].append(article)
        for time in times:
            self._note(time)
        self._counts = {feature: Counter[dt.date]() for feature in FEATURES}
        for day, keys in self._named.items():
            self._count(day, {article_id for article_id, _ in keys})
        for day, told in self._published.items():
            self._counts["published"][day] += len(told)
            self._counts["published_next_day"][day - _DAY] += len(told)
        self.known = tuple(sorted(day for day in {*self._named, *self._published} if self._within(day)))
        most = {feature: max((counts[day] for day in self.known), default=0)
                for feature, counts in self._counts.items()}
        self._scale = {feature: 1 / math.log1p(count) if count else 0.0 for feature, count in most.items()}
        self._weights = [self._chance(day) for day in self.known]

    def _within(self, day: dt.date) -> bool:
        return self.limits is None or self.limits.earliest <= day <= self.limits.latest

    def _note(self, time: TimeExpression) -> None:
        when = date_range(time.value) if time.value and time.type in ("DATE", "TIME") else None
        article = self._articles.get(time.article_id)
        index = sentence_at(article, time.span.start) if article and when and when.grain == "day" else None
        if article is None or when is None or index is None or when.earliest != when.latest:
            return
        self._dated.add((article.id, index))
        if article.sentences[index].kind == "body" and (article.id, index) not in self._named[when.earliest][-1:]:
            self._named[when.earliest].append((article.id, index))

    def _count(self, day: dt.date, article_ids: set[str]) -> None:
        """How many articles name the day, and from where in time; `remembered`: the days until the last does."""
        self._counts["named"][day] = len(article_ids)
        for article_id in article_ids:
            published = self._articles[article_id].published
            if published:
                side = "named_later" if day < published else "named_ahead" if day > published else "named_on_the_day"
                self._counts[side][day] += 1
                self._counts["remembered"][day] = max(self._counts["remembered"][day], (published - day).days)

    def features(self, day: dt.date) -> tuple[float, ...]:
        """The measures of the day, from 0 to 1, in the order of FEATURES."""
        return tuple(math.log1p(self._counts[feature][day]) * self._scale[feature] for feature in FEATURES)

    def _chance(self, day: dt.date) -> float:
        learned = table("timeline_weights")
        score = learned["bias"] + math.fsum(
            learned["weights"][name] * value for name, value in zip(FEATURES, self.features(day), strict=True))
        return 1 / (1 + math.exp(-score))

    def weight(self, when: DateRange) -> float:
        """The chance that a timeline has this day; of an imprecise date, the mean of its days."""
        told = self._weights[bisect.bisect_left(self.known, when.earliest):bisect.bisect_right(self.known, when.latest)]
        days = (when.latest - when.earliest).days + 1
        return (math.fsum(told) + UNTOLD * (days - len(told))) / days

    def ranked(self) -> list[dt.date]:
        """The days that reports tell of, the weightiest first."""
        weights = dict(zip(self.known, self._weights, strict=True))
        return sorted((day for day in self.known if any(self.sentences(day))), key=lambda day: (-weights[day], day))

    def named(self, day: dt.date) -> int:
        """How many articles name the day."""
        return self._counts["named"][day]

    def sentences(self, day: dt.date) -> tuple[list[SentenceKey], list[SentenceKey]]:
        """The sentences that name the day; and the news of it: the first of reports of that day and the next.

        News sentences that name any day are left out: they tell of that one.
        """
        news = [(article.id, index) for told in (day, day + _DAY) for article in self._published.get(told, ())
                for index in _leads(article) if (article.id, index) not in self._dated]
        return list(dict.fromkeys(self._named.get(day, ()))), news


def _leads(article: Article) -> list[int]:
    """The first sentences of the body."""
    body = [index for index, sentence in enumerate(article.sentences[: 4 * LEADS]) if sentence.kind == "body"]
    return body[:LEADS]
