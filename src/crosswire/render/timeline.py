"""The dated entries of an account: what happened when, the weightiest first in rank.

Rules of this file: an entry is an Event with a date, or a day that reports name and no dated Event covers; an imprecise
date stays a range; history told for context is kept apart; an Event that nothing dates is counted, never given the
publication date. The words of an entry are a stored span, its title only what the Event's own slots hold.

An entry weighs the more the likelier its day stands on a journalist's timeline (days.py), the more independent origins
and mentions it has, and the nearer its sentence is to what all entries tell (central.py).
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crosswire.account import Account
from crosswire.dates import DateRange, date_range, day_range, iso_value
from crosswire.errors import UsageError
from crosswire.model import Article, Event
from crosswire.render import words
from crosswire.render.central import SentenceSpace, cosine, sentence_worth
from crosswire.render.citations import sentence_at
from crosswire.render.days import Days, SentenceKey
from crosswire.spans import Span
from crosswire.values import Passage, Place, Status

UNREAL = 0.5  # what a hypothetical event weighs beside one that is asserted
ASIDE = 0.3  # how well a headline, or a clause that somebody asks ("who shelled"), tells an event
LIKELY, TOLD_BY = 0.5, 2  # a day without an event is shown if it is so likely and so many reports name it
_ASKED = re.compile(r"\b(?:who|whether|if|why|how) \Z")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `rank` counts from 1, the weightiest; `origins` is None if not counted, `event` for a day told of.

    `passages` are what tells it, one for each article, the one that tells it best first.
    """

    event: Event | None
    when: DateRange
    passages: tuple[Passage, ...]
    mentions: int
    origins: int | None = None
    place: Place | None = None
    weight: float = 0.0
    rank: int = 0

    @property
    def id(self) -> str:
        """The event's id, or the day."""
        return self.event.id if self.event else self.date

    @property
    def date(self) -> str:
        """The ISO value of the date, as coarse as it was told."""
        return self.event.date if self.event and self.event.date else iso_value(self.when)

    @property
    def articles(self) -> int:
        """How many articles tell it."""
        return len(self.passages)

    @property
    def background(self) -> bool:
        """Whether it is history told for context."""
        return self.event is not None and self.event.background

    @property
    def status(self) -> Status:
        """Asserted, denied, planned or hypothetical."""
        return self.event.status if self.event else "asserted"

    @property
    def kind(self) -> str:
        """The kind of event in a word. ("Attack"; without a PLOVER root what happened, "Earthquake")"""
        if self.event is None:
            return "Told"
        if self.event.type == "NONE" and self.event.mode:
            return self.event.mode.replace("-", " ").capitalize()
        return words.EVENT_TYPE.get(self.event.type, self.event.type)

    @property
    def title(self) -> str:
        """What the event's slots say, and nothing else. ("Kestria: Attack, Harrow Ford")"""
        if self.event is None:
            return self.kind
        actors, recipients = (", ".join(names) for names in (self.event.actors, self.event.recipients))
        act = f"{self.kind} → {recipients}" if recipients else self.kind
        where = f", {self.event.place}" if self.event.place and self.event.place not in recipients else ""
        return (f"{actors}: {act}" if actors else act) + where


@dataclass(frozen=True, slots=True)
class Timeline:
    """Entries by date; `background` is history, `undated` how many events have no date."""

    entries: tuple[Entry, ...]
    background: tuple[Entry, ...]
    undated: int

    def best(self, count: int) -> list[Entry]:
        """The `count` weightiest entries, by date."""
        return [entry for entry in self.entries if entry.rank <= count]


def limits(since: dt.date | None, until: dt.date | None) -> DateRange | None:
    """The days from `since` to `until`, either of them open. Raises UsageError if `since` is the later."""
    if since and until and since > until:
        raise UsageError(f"since {since} is after until {until}; swap them.")
    return DateRange(since or dt.date.min, until or dt.date.max, "day") if since or until else None


@dataclass(frozen=True, slots=True)
class Survey:
    """What claims are weighed by: the days and the sentences of an account."""

    days: Days
    space: SentenceSpace

    @classmethod
    def of(cls, account: Account) -> Survey:
        """The survey of all articles of the account."""
        return cls(Days(account.articles, account.times), SentenceSpace(account.articles))


def timeline(account: Account, *, limits: DateRange | None = None, survey: Survey | None = None) -> Timeline:
    """The account's entries in the order of their dates, those that touch `limits` if given.

    `survey` is that of the account, if the caller has it already.
    """
    survey = survey or Survey.of(account)
    articles = {article.id: article for article in account.articles}
    events = [*_events(account)]
    entries = [*events, *_told_days(survey, articles, [entry.when for entry in events if not entry.background])]
    kept = _weighed([e for e in entries if limits is None or e.when.overlaps(limits)], survey, articles)
    news, history = ([replace(entry, rank=rank) for rank, entry in enumerate(part, start=1)] for part in (
        [entry for entry in kept if not entry.background], [entry for entry in kept if entry.background]))
    for part in (news, history):
        part.sort(key=lambda e: (e.when.latest, e.when.earliest, e.rank))  # an imprecise date after its days
    return Timeline(tuple(news), tuple(history), len(account.events) - len(events))


def _events(account: Account) -> Iterator[Entry]:
    counts = {count.claim_id: len(count.origins) for count in account.origins if count.claim == "event"}
    mentions = {mention.id: mention for mention in account.event_mentions}
    places = {name: entity.place for entity in account.entities if entity.place
              for name in (entity.name, *entity.aliases)}
    for event in account.events:
        when = date_range(event.date) if event.date else None
        if when:
            told = {event.headline.article_id: event.headline}
            for mention in (mentions[mention_id] for mention_id in event.mention_ids):
                told.setdefault(mention.article_id, Passage(mention.article_id, mention.span))
            yield Entry(event, when, tuple(told.values()), len(event.mention_ids), counts.get(event.id),
                        places.get(event.place or ""))


def _told_days(survey: Survey, articles: Mapping[str, Article], covered: Sequence[DateRange]) -> Iterator[Entry]:
    """Likely days that several reports name and no event has: told by the most central sentence that names them."""
    days = survey.days
    taken = {when.earliest for when in covered if when.earliest == when.latest}
    for day in days.ranked():
        when = day_range(day)
        if day not in taken and days.named(day) >= TOLD_BY and days.weight(when) >= LIKELY:
            named, _ = days.sentences(day)
            best = survey.space.summary([named], 1)
            told = {key[0]: _passage(articles, key) for key in [*best, *named]}
            yield Entry(None, when, tuple(told.values()), len(named))


def _passage(articles: Mapping[str, Article], key: SentenceKey) -> Passage:
    span = articles[key[0]].sentences[key[1]].span
    return Passage(key[0], Span(span.start, span.end))


def _weighed(entries: Sequence[Entry], survey: Survey, articles: Mapping[str, Article]) -> list[Entry]:
    """The entries with their weights, told by their best passage first; the weightiest entry first."""
    heads = [_sentence_of(articles, entry.passages[0]) for entry in entries]
    middle = survey.space.mean([key for key in heads if key])

    def nearness(passage: Passage) -> float:
        key = _sentence_of(articles, passage)
        return cosine(survey.space.vector(key), middle) if key else 0.0

    def worth(passage: Passage) -> float:
        """How well the sentence tells it: near to what all entries tell, good alone, the clause early in it."""
        key, article = _sentence_of(articles, passage), articles[passage.article_id]
        if key is None or article.sentences[key[1]].kind != "body":
            return 0.0
        title = article.title_span is not None and article.title_span.overlaps(passage.span)
        asked = _ASKED.search(article.text, max(0, passage.span.start - 10), passage.span.start)
        sentence = article.sentences[key[1]].span
        late = (passage.span.start - sentence.start) / len(sentence) / 2
        return nearness(passage) * sentence_worth(article, key[1]) * (1 - late) * (ASIDE if title or asked else 1)

    told = [(entry, max(entry.passages, key=worth)) for entry in entries]
    near = [nearness(best) for _, best in told]
    most = max(near, default=0.0) or 1.0
    weighed = [replace(
        entry, passages=(best, *(each for each in entry.passages if each is not best)),
        weight=survey.days.weight(entry.when) * support(entry.origins, entry.mentions) * (1 + value / most) / 2
        * (UNREAL if entry.status == "hypothetical" else 1)) for (entry, best), value in zip(told, near, strict=True)]
    return sorted(weighed, key=lambda e: (-e.weight, -(e.origins or 0), -e.articles, e.id))


def support(origins: int | None, mentions: int) -> float:
    """What stands behind a claim: independent origins first, then mentions. ((1, 1) -> 1.0, (3, 4) -> 3.0)"""
    return math.log2(1 + max(origins or 0, 1)) * (1 + math.log2(max(mentions, 1)) / 4)


def _sentence_of(articles: Mapping[str, Article], passage: Passage) -> SentenceKey | None:
    index = sentence_at(articles[passage.article_id], passage.span.start)
    return None if index is None else (passage.article_id, index)
