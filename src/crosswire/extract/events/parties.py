"""Who may act or be acted on in a sentence: names, resolved references, and described groups."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from crosswire.demonyms import place_of
from crosswire.extract.events.words import Words, word_class
from crosswire.model import Mention, Reference
from crosswire.tables import table
from crosswire.values import NameKind, Party

_TITLE_REACH = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun phrase at words[start:end] that may take part. `place` if it can also be where."""

    start: int
    end: int
    party: Party
    kind: NameKind

    @property
    def is_place(self) -> bool:
        """Whether it may also be where something happens."""
        return self.kind in ("GPE", "LOC", "FAC")


@functools.cache
def _countries() -> dict[str, tuple[str, frozenset[str]]]:
    rows: dict[str, Any] = table("countries")["countries"]
    return {code: (row["name"], frozenset(row.get("capitals", ()))) for code, row in rows.items()}


def seat(name: str) -> str | None:
    """The body of states that sits in a capital and is called by its name."""
    found: str | None = table("bodies")["seats"].get(name)
    return found


def acting(candidate: Candidate, mentions: dict[str, Mention], countries: Collection[str] = ()) -> Party:
    """The party as one who acts: a capital acts for its country. ("Moscow announced" -> Russia)

    A seat of a body of states acts for that body, unless the article speaks of the country too (`countries`).
    """
    mention = mentions.get(candidate.party.mention_id or "")
    if mention and candidate.kind == "ORG" and mention.country in _countries() and _is_state(mention.name):
        return Party(_countries()[mention.country][0], candidate.party.span)
    if mention and candidate.kind == "GPE" and mention.country in _countries():
        name, capitals = _countries()[mention.country]
        if (body := seat(mention.name)) and mention.country not in countries:
            return Party(body, candidate.party.span)
        if mention.name in capitals:
            return Party(name, candidate.party.span)
    return candidate.party


def _is_state(name: str) -> bool:
    """Whether a name only describes a country's government or forces ("Government of X", "X's army")."""
    first, last = name.split()[0].lower(), name.split()[-1]
    return first == "government" or (last in word_class("state") and last.islower())


def candidates(words: Words, mentions: Sequence[Mention], references: Iterable[Reference],
               bearers: dict[str, Mention], places: Collection[str]) -> list[Candidate]:
    """The candidates of one sentence in text order, titles folded into the person who bears them.

    `places` are the names of places in the article: an unknown people acts for the place that it is named for.
    """
    found = [_named(words, mention, places) for mention in mentions]
    taken = {index for one in found for index in range(one.start, one.end) if one.kind != "NORP"}
    found += [one for reference in references if (one := _referred(words, reference, bearers))
              and not any(index in taken for index in range(one.start, one.end))]
    found.sort(key=lambda one: (one.start, -one.end))
    found = _outermost(found)
    found = [one for index, one in enumerate(found) if not _is_title(words, one, found[index + 1:index + 2])]
    named = {index: one for one in found for index in range(one.start, one.end)}
    return sorted(_with_groups(words, found, named), key=lambda one: one.start)


def _named(words: Words, mention: Mention, places: Collection[str]) -> Candidate:
    start, end = words.range_of(mention.span)
    party = Party(mention.name, mention.span, mention.id)
    if mention.kind == "NORP" and mention.country in _countries():
        party = Party(_countries()[mention.country][0], mention.span)
    elif mention.kind == "NORP" and (place := place_of(mention.name, places)):
        party = Party(place, mention.span)
    return Candidate(start, max(end, start + 1), party, mention.kind)


def _referred(words: Words, reference: Reference, bearers: dict[str, Mention]) -> Candidate | None:
    bearer = bearers.get(reference.mention_id or "")
    if bearer is None:
        return None
    start, end = words.range_of(reference.span)
    kind: NameKind = "PER" if bearer.kind == "NORP" else bearer.kind
    return Candidate(start, max(end, start + 1), Party(reference.name or bearer.name, reference.span, bearer.id), kind)


def _outermost(found: list[Candidate]) -> list[Candidate]:
    out: list[Candidate] = []
    for one in found:
        if not out or one.start >= out[-1].end:
            out.append(one)
    return out


def _is_title(words: Words, one: Candidate, following: Sequence[Candidate]) -> bool:
    """Whether a country or body only introduces the person behind it ("US President Ada Berg")."""
    if one.kind == "PER" or not following or following[0].kind != "PER":
        return False
    between = words.low[one.end:following[0].start]
    return len(between) <= _TITLE_REACH and not any(
        word in word_class("prepositions") or word in word_class("auxiliaries") or word in ("and", "or", "that")
        or (not word[:1].isalnum() and word not in ("'s", ",")) for word in between) and between.count(",") == 0 and (
        not between or _is_office(between))


@functools.cache
def _offices() -> frozenset[str]:
    rows = table("roles")
    return frozenset(word for key in ("person", "plural_person") for word in rows.get(key, ()))


def is_office(word: str) -> bool:
    """Whether a word, or its singular, is an office or a kind of person. ("politicians" -> True)"""
    return word in _offices() or word.removesuffix("s") in _offices()


@functools.cache
def _bodies() -> frozenset[str]:
    return frozenset(table("roles")["organisation"])


def is_agent(noun: str) -> bool:
    """Whether a noun names people, forces or a body, who can act. ("charities", "troops" -> True, "flu" -> False)"""
    single = noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")
    known = word_class("people") | word_class("state") | _bodies() | word_class("assailed")
    return is_office(noun) or noun in known or single in known


@functools.cache
def _press() -> tuple[frozenset[str], frozenset[str]]:
    media = table("roles")["media"]
    return frozenset(media["names"]), frozenset(media["words"]) | frozenset(media["nouns"])


def is_press(name: str) -> bool:
    """Whether a party is an outlet or those who write for one. ("BBC", "Ostra Courier News", "reporters" -> True)"""
    names, words = _press()
    low = name.lower().removeprefix("the ")
    return low in names or low.split()[-1] in words or low.split()[-1] in word_class("press")


def from_press(words: Words, one: Candidate) -> bool:
    """Whether a party is of the press. ("Courier reporter Ana Berg", "the BBC's Ivo Marsh")"""
    before = words.low[max(0, one.start - 3):one.start]
    owner = words.low[one.start - 2] if before[-1:] == ("'s",) else ""
    return is_press(one.party.name) or owner in _press()[0] or any(word in word_class("press") for word in before)


def _is_office(between: Sequence[str]) -> bool:
    return between == ("'s",) or any(word in _offices() or word in ("mr", "mrs", "ms", "dr") for word in between)


def _with_groups(words: Words, found: list[Candidate], named: dict[int, Candidate]) -> list[Candidate]:
    """Adds described groups ("rebel fighters"), and gives "Valdorian protesters" to the protesters."""
    out = {one.start: one for one in found}
    for at, word in enumerate(words.low):
        if at in named or not _is_group(words, at, named):
            continue
        start = at
        while start > 0 and at - start < 3 and _modifies(words.low[start - 1]) and start - 1 not in named:
            start -= 1
        before = named.get(start - 1)
        if before is None and start > 1 and words.low[start - 1] == "'s":
            before = named.get(start - 2)
        if before is None and (own := _owner(words, found, start, at)):
            out[start - 1] = own
            continue
        behind = named.get(at + 2) if words.low[at + 1:at + 2] in (("from",), ("of",)) else None
        if before is None and behind and behind.kind in ("GPE", "ORG") and word in word_class("state"):
            out[start] = replace(behind, start=start)
            out.pop(behind.start, None)
        elif before is None:
            out[start] = _group(words, start, at + 1)
        elif before.kind == "NORP" and (word not in word_class("state") or before.party.mention_id):
            out[before.start] = replace(_group(words, before.start, at + 1), kind="ORG")
        elif "-" in words.raw[before.end - 1] and before.kind in ("NORP", "GPE"):
            out[before.start] = _group(words, before.start, at + 1)
    return list(out.values())


def _owner(words: Words, found: Sequence[Candidate], start: int, noun: int) -> Candidate | None:
    """Whose forces "its forces" are: the one power told before in the sentence; one that no preposition governs."""
    if not start or words.low[start - 1] not in ("its", "their") or words.low[noun] not in word_class("state"):
        return None
    powers = {one.party.name: one for one in found if one.end < start and one.kind in ("GPE", "ORG", "NORP") and not (
        any(word in word_class("place_prepositions") for word in words.low[max(0, one.start - 3):one.start]))}
    free = {name: one for name, one in powers.items() if not (
        any(word in word_class("prepositions") for word in words.low[max(0, one.start - 2):one.start]))}
    owner = next(iter((free or powers).values()), None) if len(free or powers) == 1 else None
    return owner and replace(owner, start=start - 1, end=noun + 1)


def _is_group(words: Words, at: int, named: dict[int, Candidate]) -> bool:
    """Whether a noun stands for who acts: the last of its kind in a row, and no title before a name."""
    word, following = words.low[at], words.low[at + 1:at + 2]
    if following and (following[0] in word_class("state") or following[0] in word_class("people")):
        return False
    if word in word_class("people") or word in word_class("state"):
        return True
    after = named.get(at + 1)
    return word in _offices() and not words.is_capital(at) and not (after and after.kind == "PER") and (
        not following or _ends_noun(following[0]))


def _ends_noun(word: str) -> bool:
    """Whether the noun phrase is over before this word: it is a verb, a preposition or a mark."""
    return (not word[:1].isalnum() or word.endswith("ed") or word in word_class("auxiliaries")
            or word in word_class("says") or word in word_class("prepositions") or word.endswith("ing")
            or word in ("who", "that", "and", "or"))


def _modifies(word: str) -> bool:
    """Whether a lower-case word before a group noun belongs to its description."""
    return (word.replace("-", "").isalpha() and word not in word_class("determiners")
            and word not in word_class("prepositions") and word not in word_class("auxiliaries")
            and word not in ("and", "or", "but", "when", "as", "that", "who", "which", "after", "while")
            and (word in word_class("describing") or word.endswith(("-backed", "-led", "-government"))))


def _group(words: Words, start: int, end: int) -> Candidate:
    span = words.span(start, end)
    return Candidate(start, end, Party(" ".join(words.raw[start:end]), span), "ORG")
