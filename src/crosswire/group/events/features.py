"""What event mentions are compared by: parties under canonical names, days, place, and the words of the clause."""

from __future__ import annotations

import datetime as dt
import functools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crosswire.canon import Canon
from crosswire.dates import DateRange, date_range
from crosswire.demonyms import place_of
from crosswire.model import Article, Entity, EventMention
from crosswire.tables import table
from crosswire.values import Party

_WORD = re.compile(r"[^\W\d_]{3,}")
UNSEEN = 300
FORCE = frozenset({"ASSAULT", "MOBILIZE"})  # roots of force, which states use
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ied", "ers", "ed", "es", "s",
            "er")


@dataclass(frozen=True, slots=True)
class Features:
    """One mention, ready to be compared."""

    mention: EventMention
    kind: tuple[str, str]
    actors: frozenset[str]
    recipients: frozenset[str]
    place: str | None
    when: DateRange | None
    trigger: str
    trigger_words: frozenset[str]
    published: dt.date | None
    words: Mapping[str, float]

    @property
    def parties(self) -> frozenset[str]:
        """Everyone in it, on either side."""
        return self.actors | self.recipients


@functools.cache
def _light_words() -> frozenset[str]:
    return frozenset(table("event_words")["light"])


@functools.lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A crude stem, enough to bring a verb and its noun together. ("bombings", "bombed" -> "bomb")"""
    word = word.lower()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def content_words(text: str) -> list[str]:
    """Stems of the words that carry meaning."""
    light = _light_words()
    return [stem(word) for word in _WORD.findall(text.lower()) if word not in light]


def is_nameless(name: str) -> bool:
    """Whether a party is only described as forces of someone. ("troops" -> True, "rebel fighters" -> False)"""
    *describing, head = name.lower().split() or [""]
    words = table("event_words")
    return head in words["forces"] and all(word in words["describing"] for word in describing)


def features(mentions: Sequence[EventMention], articles: Mapping[str, Article], entities: Sequence[Entity],
             speak_for: Mapping[str, str]) -> list[Features]:
    """The features of all mentions; words are weighted by how few clauses they stand in, and have unit length.

    `speak_for`: person -> body; what a spokesman does his body does too.
    """
    names = _Names(entities, speak_for)
    clauses = [content_words(m.span.of(articles[m.article_id].text)) for m in mentions]
    rarity = inverse_frequency(clauses)
    return [_features(mention, articles, names, unit({word: rarity[word] for word in set(clause)}))
            for mention, clause in zip(mentions, clauses, strict=True)]


def inverse_frequency(texts: Sequence[Iterable[str]]) -> dict[str, float]:
    """Inverse document frequency as if UNSEEN further texts without the word were there.

    Without them, five reports of one happening would find nothing rare in the very words that they share.
    """
    counts = Counter(word for text in texts for word in set(text))
    return {word: math.log((len(texts) + UNSEEN) / (count + 1)) for word, count in counts.items()}


def unit(weights: Mapping[str, float]) -> dict[str, float]:
    """The weights scaled to a vector of length 1."""
    length = math.sqrt(sum(value * value for value in weights.values()))
    return {word: value / length for word, value in sorted(weights.items())} if length else {}


@functools.cache
def _forces() -> frozenset[str]:
    words = table("event_words")
    return frozenset(words["state"]) | frozenset(words["describing"])


@functools.cache
def _wholes() -> dict[str, str]:
    """Body -> the body whose name its own forms begin with. ("UN refugee agency" -> United Nations)"""
    bodies: dict[str, list[str]] = table("bodies")["bodies"]
    openings = {f"{form} ": name for name, forms in bodies.items() for form in (name, *forms)}
    return {name: whole for name, forms in bodies.items() for opening, whole in openings.items()
            if name != whole and any(form.startswith(opening) for form in (name, *forms))}


class _Names:
    """Canonical names of parties. A state's people or forces whose country the reports name act for it."""

    def __init__(self, entities: Sequence[Entity], speak_for: Mapping[str, str]):
        self.canon = Canon(entities)
        self.speak_for = speak_for
        self.places = frozenset(entity.name for entity in entities if entity.kind == "GPE")

    def name(self, party: Party) -> str:
        """The canonical name. ("Kestrian forces" -> Kestria, if the reports speak of Kestria)"""
        return self.power(self.canon.name(party))

    def acting(self, parties: Sequence[Party], root: str) -> frozenset[str]:
        """The canonical names of those who act, and of whom they act for.

        A named army acts for its state, an agency of the United Nations for them, a spokesman for his body, and who
        orders force for the state whose office it is.
        """
        found = frozenset(self.name(party) for party in parties)
        found |= {entity.name for party in parties if (entity := self.canon.entity(party)) and entity.kind == "ORG"}
        if root in FORCE:
            found |= {state for party in parties if (state := self.state(party))}
        found |= {self.power(self.speak_for[name]) for name in found if name in self.speak_for}
        return found | {whole for name in found if (whole := _wholes().get(name))}

    def state(self, party: Party) -> str | None:
        """The state of which a person is said to hold an office. (KES president -> Kestria)"""
        entity = self.canon.entity(party)
        codes = {office.split()[0] for office in entity.offices} if entity and entity.kind == "PER" else set()
        row = table("countries")["countries"].get(codes.pop()) if len(codes) == 1 else None
        return row["name"] if row else None

    def power(self, name: str) -> str:
        """The state whose forces or people a name describes, else the name."""
        first, *rest = name.split() or [""]
        if not all(word.lower() in _forces() for word in rest):
            return name
        return first if first in self.places and rest else place_of(first, self.places) or name


def _features(mention: EventMention, articles: Mapping[str, Article], names: _Names,
              words: Mapping[str, float]) -> Features:
    trigger = mention.trigger.of(articles[mention.article_id].text)
    place = names.name(mention.place) if mention.place else None
    return Features(
        mention=mention, kind=(mention.type, (mention.mode or "") if mention.type == "NONE" else ""),
        actors=names.acting(mention.actors, mention.type),
        recipients=frozenset(name for party in mention.recipients if (name := names.name(party)) and not (
            mention.type == "MOBILIZE" and is_nameless(name))),
        place=place, when=date_range(mention.date) if mention.date else None,
        trigger=stem(trigger.split()[-1] if trigger.split() else ""),
        trigger_words=frozenset(map(stem, trigger.split())),
        published=articles[mention.article_id].published, words=words)
