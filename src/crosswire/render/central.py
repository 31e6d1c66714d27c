"""Which sentences say what the others say, and which stand well alone.

Sentences are word vectors, compared with the mean of a group. Words are weighted by how few sentences hold them
(TF-IDF); the sentences of a summary are taken one by one, each time the one that brings the sum of those taken nearest
to the group's mean (Gholipour Ghalandari, "Revisiting the Centroid-based Method", 2017), and never one that nearly
repeats another.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from crosswire.group.events.features import content_words, unit
from crosswire.model import Article
from crosswire.render.days import SentenceKey

SAME = 0.8  # cosine from which a sentence repeats another
SHORTEST, LONGEST = 5, 60  # words of a sentence that can be taken
BREVITY = 1 / 3  # how far fewer words make a sentence better
LEANING = re.compile(r"[\"“‘']?(?:He|She|It|They|His|Her|Their|This|These|That|Those|But|And|However|Under|Another)\b")

Vector = Mapping[str, float]


class SentenceSpace:
    """The sentences of some articles as vectors of length 1."""

    def __init__(self, articles: Sequence[Article]):
        self._articles = {article.id: article for article in articles}
        held = Counter[str]()
        total = 0
        for article in articles:
            for sentence in article.sentences:
                held.update(set(content_words(sentence.span.of(article.text))))
                total += 1
        self._rarity = {word: math.log((1 + total) / (1 + count)) + 1 for word, count in held.items()}
        self.vector = functools.cache(self._vector)

    def text(self, key: SentenceKey) -> str:
        """The words of the sentence."""
        article = self._articles[key[0]]
        return article.sentences[key[1]].span.of(article.text)

    def _vector(self, key: SentenceKey) -> Vector:
        counts = Counter(content_words(self.text(key)))
        return unit({word: count * self._rarity[word] for word, count in counts.items()})

    def mean(self, keys: Sequence[SentenceKey]) -> Vector:
        """The mean of the sentences' vectors; empty of none."""
        return _sum((self.vector(key) for key in keys), 1 / len(keys)) if keys else {}

    def summary(self, groups: Sequence[Sequence[SentenceKey]], count: int) -> list[SentenceKey]:
        """At most `count` sentences that together say what the groups say, each group counting the same."""
        goal = unit(_sum((self.mean(group) for group in groups), 1.0))
        together = sorted({key for group in groups for key in group})
        fit = [key for key in together if SHORTEST <= word_count(self._articles[key[0]], key[1]) <= LONGEST] or together
        taken: list[SentenceKey] = []
        held: Vector = {}
        while fit and len(taken) < count:
            best = max(fit, key=_nearness(self, goal, held))
            taken.append(best)
            held = _sum((held, self.vector(best)), 1.0)
            fit = [key for key in fit if key != best and cosine(self.vector(key), self.vector(best)) < SAME]
        return taken


def _nearness(space: SentenceSpace, goal: Vector, held: Vector) -> Callable[[SentenceKey], float]:
    """The cosine between the goal and a sentence added to what is held."""
    along, length = cosine(held, goal), cosine(held, held)

    def nearness(key: SentenceKey) -> float:
        one = space.vector(key)
        together = length + 2 * cosine(one, held) + cosine(one, one)
        return (along + cosine(one, goal)) / math.sqrt(together) if together else 0.0
    return nearness


def cosine(one: Vector, other: Vector) -> float:
    """The inner product of two vectors; of vectors of length 1, the cosine between them."""
    if len(one) > len(other):
        one, other = other, one
    return math.fsum(value * other[word] for word, value in one.items() if word in other)


def _sum(vectors: Iterable[Vector], factor: float) -> Vector:
    out: dict[str, float] = defaultdict(float)
    for vector in vectors:
        for word, value in vector.items():
            out[word] += factor * value
    return out


def sentence_worth(article: Article, index: int) -> float:
    """How well a sentence serves alone: short, early, and not leaning on the one before."""
    sentence = article.sentences[index]
    words = sentence.span.of(article.text)
    open_marks = words.count("“") - words.count("”") or words.count('"') % 2  # a piece of a longer quotation
    leans = bool(LEANING.match(words)) or bool(open_marks)
    first = next(s.paragraph for s in article.sentences if s.kind == "body")
    early = 1 + 1 / (1 + max(0, sentence.paragraph - first))
    return early * (0.5 if leans else 1.0) / math.pow(word_count(article, index), BREVITY)


def word_count(article: Article, index: int) -> int:
    """How many words the sentence has."""
    return len(article.sentences[index].span.of(article.text).split())
