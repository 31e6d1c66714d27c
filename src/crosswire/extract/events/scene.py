"""A sentence ready to be asked: what governs a party, which noun a verb has for its object, who is joined to whom."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.extract.events.clauses import Clause
from crosswire.extract.events.inflection import verb_forms
from crosswire.extract.events.parties import Candidate
from crosswire.extract.events.plover import Hit
from crosswire.extract.events.words import Words, word_class

_AMOUNTS = frozenset({"hundreds", "thousands", "dozens", "scores", "group", "number", "crowd", "tens", "millions"})


@functools.cache
def conducting_forms() -> frozenset[str]:
    """Forms of verbs whose subject does what their object names. ("launched" an attack)"""
    return frozenset(form for lemma in word_class("conducting") for form in verb_forms(lemma))


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence ready to be asked: its words, clauses and candidates."""

    words: Words
    clauses: Sequence[Clause]
    candidates: Sequence[Candidate]

    def before(self, at: int) -> str:
        """The word that governs a candidate: skips determiners and small adjectives. ("in the besieged X" -> in)"""
        index = at - 1
        while index >= 0 and (self.words.low[index] in word_class("determiners") or (
                at - index < 4 and self.words.low[index].endswith(("ern", "ed", "al", "ing", "ous", "ary"))
                and not self.words.is_capital(index))):
            index -= 1
        return self.words.low[index] if index >= 0 else ""

    def governed(self, candidate: Candidate) -> str | None:
        """The preposition before a candidate, None if there is none; "government of X" counts as X."""
        word = self.before(self._class_noun(candidate.start))
        if word in ("'s", "'", "’"):  # "in Valdoria's north": what governs the owner governs the owned
            owner = next((one for one in self.candidates if one.end == candidate.start - 1), None)
            return self.governed(owner) if owner else None
        if word not in word_class("prepositions"):
            return None
        if word == "of" and candidate.start >= 2:
            head = self.words.low[max(0, candidate.start - 3):candidate.start - 1]
            if any(w in word_class("state") or w in word_class("people") or w in _AMOUNTS for w in head):
                return None
        return word

    def _class_noun(self, at: int) -> int:
        """Where the noun that says what place follows begins, else `at`. ("in the town of X" -> town)"""
        low = self.words.low
        noun = at - 2 if at > 1 and low[at - 1] == "of" else at - 1
        return noun if noun >= 0 and low[noun] in word_class("place_nouns") else at

    def object_noun(self, at: int) -> int | None:
        """The last word of the noun phrase that begins at `at`, None if none does. ("the old mill on" -> 2)"""
        low, end = self.words.low, at
        over = [word_class(name) for name in ("prepositions", "subordinators", "auxiliaries", "when")]
        while end < len(low) and low[end][:1].isalnum() and low[end] not in ("and", "or", "but") and not (
                low[end].endswith("ly") or any(low[end] in known for known in over)):
            end += 1
        opened = end > at and (end - at > 1 or not low[at].isdigit())
        return end - 1 if opened else None

    def is_modifier(self, at: int) -> bool:
        """Whether a word can stand between a verb and the noun that is its object: "a new", "its heavy"."""
        word = self.words.low[at]
        return word in word_class("determiners") or (word[:1].isalnum() and word not in conducting_forms() and not any(
            word in word_class(known) for known in ("prepositions", "auxiliaries", "subordinators")))

    def speaks_of_itself(self, hit: Hit) -> bool:
        """Whether a pronoun within the pattern points back at its subject. ("claimed that its guns fired")"""
        return any(word in word_class("own") for word in self.words.low[hit.start:hit.end])

    def between(self, start: int, end: int) -> list[Candidate]:
        """Candidates that lie wholly in words[start:end]."""
        return [one for one in self.candidates if start <= one.start and one.end <= end]


def is_where(scene: Scene, one: Candidate) -> bool:
    """Whether the party only says where. ("in Kestria")"""
    return one.is_place and scene.governed(one) in word_class("place_prepositions")


def joined(scene: Scene, one: Candidate, other: Candidate) -> bool:
    """Whether two parties stand side by side. ("A and B", "A, B")"""
    between = scene.words.low[one.end:other.start]
    return len(between) <= 4 and ("and" in between or between == (",",) or between == ("&",)) and not any(
        word in word_class("prepositions") or word in word_class("auxiliaries") for word in between)


def coordinated(scene: Scene, found: Sequence[Candidate], first: int) -> tuple[Candidate, ...]:
    """The candidate and those joined to it on the right. ("A, B and C met" -> A, B, C)"""
    out = [found[first]]
    for one in found[first + 1:]:
        if not joined(scene, out[-1], one):
            break
        out.append(one)
    return tuple(out)


def coordinated_left(scene: Scene, found: Sequence[Candidate], last: int) -> tuple[Candidate, ...]:
    """The candidate and those joined to it by "and" on the left."""
    out = [found[last]]
    for one in reversed(found[:last]):
        if not ("and" in scene.words.low[one.end:out[0].start] and joined(scene, one, out[0])):
            break
        out.insert(0, one)
    return tuple(out)


def only_light(scene: Scene, start: int, end: int) -> bool:
    """Whether only commas, adverbs and auxiliaries lie between."""
    return all(word in word_class("auxiliaries") or word in word_class("when") or word == "," or word.endswith("ly")
               for word in scene.words.low[start:end])
