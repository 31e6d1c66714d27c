"""Everything that the comparators look things up in: sentences, names, content words, copies."""

from __future__ import annotations

import bisect
import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar, cast

from crosswire.agencies import credited
from crosswire.canon import Canon
from crosswire.families import Families
from crosswire.model import (
    Article,
    Copy,
    Entity,
    Event,
    EventMention,
    Figure,
    FigureTopic,
    Mention,
    Quotation,
    TimeExpression,
    Utterance,
)
from crosswire.reconcile.independence import Copied
from crosswire.spans import Span, SpanIndex
from crosswire.tables import table
from crosswire.values import READ_KINDS, Party, Passage, Sentence

Placed = TypeVar("Placed", TimeExpression, Quotation, Figure, EventMention)

HARM = frozenset({"killed", "injured"})  # measures of figures

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d(?:[\d,.]*\d)?")
_ENDINGS = ("ingly", "edly", "ments", "ment", "ings", "ing", "ies", "ied", "ed", "es", "s", "ly")


@functools.cache
def _stopwords() -> frozenset[str]:
    return frozenset(table("contradictions")["stopwords"]["words"])


@functools.cache
def _same() -> Mapping[str, str]:
    """Stem -> the first word of its group."""
    groups = table("contradictions")["same"]["groups"]
    return {_stripped(word): group[0] for group in groups for word in group}


def _stripped(word: str) -> str:
    """The word without its commonest endings, at least four letters. ("carrying" -> "carr", "carried" -> "carr")"""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word.rstrip("ey") if len(word) > 4 else word


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A form that inflections and near synonyms share. ("bombings" -> "attack")"""
    folded = word.casefold().replace("’", "'").removesuffix("'s")
    plain = _stripped(folded)
    return _same().get(plain, plain)


def content_words(text: str) -> frozenset[str]:
    """The stems of the words that carry content. ("They denied the strike" -> {"attack"})"""
    words = (m[0] for m in _WORD.finditer(text))
    return frozenset(stem(w) for w in words if len(w) > 2 and w.casefold() not in _stopwords())


class Evidence:
    """The records of one corpus, indexed by article and place. Sentences are those of body and captions."""

    def __init__(self, *, articles: Sequence[Article], mentions: Sequence[Mention] = (),
                 times: Sequence[TimeExpression] = (), quotations: Sequence[Quotation] = (),
                 utterances: Sequence[Utterance] = (), figures: Sequence[Figure] = (),
                 topics: Sequence[FigureTopic] = (), event_mentions: Sequence[EventMention] = (),
                 events: Sequence[Event] = (), entities: Sequence[Entity] = (), copies: Sequence[Copy] = ()):
        self.articles = {a.id: a for a in sorted(articles, key=lambda a: (a.name, a.id))}
        self.rank = {article_id: rank for rank, article_id in enumerate(self.articles)}
        self.times, self.quotations, self.figures = self._placed(times), self._placed(quotations), self._placed(figures)
        self.event_mentions = self._placed(event_mentions)
        self.utterances = tuple(sorted(utterances, key=lambda u: u.id))
        self.topics = tuple(sorted(topics, key=lambda t: t.id))
        self.events = tuple(sorted(events, key=lambda e: e.id))
        self.canon = Canon(entities)
        self.copied = Copied(copies)
        self.sentences = {a.id: tuple(s for s in a.sentences if s.kind in READ_KINDS) for a in self.articles.values()}
        self._starts = {key: [s.span.start for s in found] for key, found in self.sentences.items()}
        self._mentions = self._indexed(mentions)
        self._quotations = self._indexed(quotations)
        self._frequency = Counter(
            word for key, found in self.sentences.items() for s in found for word in self.words(key, s.span))
        self._credited: dict[str, tuple[str, ...]] = {}
        self._weights: dict[str, float] = {}
        self._count = sum(map(len, self.sentences.values()))

    def _placed(self, records: Sequence[Placed]) -> tuple[Placed, ...]:
        known = (r for r in records if r.article_id in self.rank)
        return tuple(sorted(known, key=lambda r: (self.rank[r.article_id], r.span, r.id)))

    def _indexed(self, records: Iterable[Mention | Quotation]) -> dict[str, SpanIndex]:
        pairs: dict[str, list[tuple[Span, object]]] = defaultdict(list)
        for record in records:
            pairs[record.article_id].append((record.span, record))
        return {article_id: SpanIndex(found) for article_id, found in pairs.items()}

    def text(self, article_id: str, span: Span) -> str:
        """The characters."""
        return span.of(self.articles[article_id].text)

    def words(self, article_id: str, span: Span) -> frozenset[str]:
        """Stems of the content words there."""
        return content_words(self.text(article_id, span))

    def sentence_number(self, article_id: str, position: int) -> int | None:
        """Which of the article's sentences holds the position; None if none does."""
        at = bisect.bisect_right(self._starts[article_id], position) - 1
        found = self.sentences[article_id]
        return at if at >= 0 and position < found[at].span.end else None

    def sentence(self, article_id: str, position: int) -> Sentence | None:
        """The sentence that holds the position."""
        number = self.sentence_number(article_id, position)
        return None if number is None else self.sentences[article_id][number]

    def mentions(self, article_id: str, span: Span) -> list[Mention]:
        """Names that lie inside the span, in text order."""
        index = self._mentions.get(article_id)
        return cast(list[Mention], index.within(span)) if index else []

    def quotation(self, article_id: str, span: Span) -> Quotation | None:
        """The first quotation that shares a character with the span."""
        index = self._quotations.get(article_id)
        found = cast(list[Quotation], index.overlapping(span)) if index else []
        return found[0] if found else None

    def parties(self, article_id: str, span: Span) -> frozenset[str]:
        """Whom the names in the span stand for: a country's code where one is known, else the canonical name."""
        return frozenset(self._party(m) for m in self.mentions(article_id, span))

    def _party(self, mention: Mention) -> str:
        entity = self.canon.of_mention(mention.id)
        return mention.country or (entity.country if entity else None) or (entity.name if entity else mention.name)

    def name(self, party: Party | None) -> str | None:
        """The canonical name of a party."""
        return self.canon.name(party) if party else None

    def independent(self, places: Sequence[Passage]) -> int:
        """How many independent reports the places make: those of one copied passage, article or agency are one."""
        sets = Families[tuple[str, str]]()
        for family in self.copied.families(places):
            for place in family:
                sets.join(("article", family[0].article_id), ("article", place.article_id))
        for article_id in {place.article_id for place in places}:
            for name in self._agencies(article_id):
                sets.join(("agency", name), ("article", article_id))
        return len({sets.find(("article", place.article_id)) for place in places})

    def _agencies(self, article_id: str) -> tuple[str, ...]:
        if article_id not in self._credited:
            self._credited[article_id] = credited(self.articles[article_id])
        return self._credited[article_id]

    def weight(self, word: str) -> float:
        """How rare a content word is: the logarithm of one over its share of sentences, at least a little."""
        known = self._weights.get(word)
        if known is None:
            rarity = math.log((self._count + 1) / (self._frequency[word] + 0.5)) if self._count else 1.0
            known = self._weights[word] = rarity + 0.1
        return known

    def likeness(self, first: frozenset[str], second: frozenset[str]) -> float:
        """The weight of the shared words over that of the smaller set, between 0 and 1."""
        shared = first & second
        if not shared:
            return 0.0
        smaller = min(sum(map(self.weight, first)), sum(map(self.weight, second)))
        return sum(map(self.weight, shared)) / smaller if smaller > 0 else 0.0
