"""Names of one bearer inside an article: short forms, acronyms, and what titles and appositions tell of them.

Rules of this file: a short form belongs to the one longer name that holds its words; two longer names that could
be meant leave it alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from crosswire.extract.names.tables import lexicon, longest
from crosswire.extract.names.tokens import Word
from crosswire.gazetteer import fold
from crosswire.values import NameKind

_SMALL = frozenset(["of", "for", "and", "the", "on", "in", "to", "de", "des", "du"])


def full_names(found: Mapping[str, NameKind]) -> dict[str, str]:
    """Each name -> the fullest form of it in this article. ({"Renn": PER, "Ilva Renn": PER} -> Renn: Ilva Renn)"""
    out: dict[str, str] = {}
    for kind in ("PER", "ORG", "GPE", "LOC", "FAC"):
        same = [name for name, other in found.items() if other == kind]
        out.update(_longer_forms(same, person=kind == "PER"))
    return out


def _longer_forms(names: Sequence[str], *, person: bool) -> dict[str, str]:
    parts = {name: fold(name).split() for name in names}
    holders: dict[str, list[str]] = defaultdict(list)
    for name, words in parts.items():
        for word in set(words):
            holders[word].append(name)
    out = {}
    for name, words in parts.items():
        if not words:
            continue
        longer = [other for other in holders[words[-1]] if len(parts[other]) > len(words)
                  and _short_form(words, parts[other], person=person)]
        longer = [other for other in longer if not any(
            other != third and set(parts[other]) < set(parts[third]) for third in longer)]
        if len(longer) == 1:
            out[name] = longer[0]
    return out


def _short_form(short: Sequence[str], long: Sequence[str], *, person: bool) -> bool:
    """Whether the words are a short form: a surname or given name of a person, the end of another name."""
    if person:
        return all(word in long for word in short) and (short[-1] == long[-1] or short[0] == long[0]
                                                         or len(short) == 1)
    return len(short) > 1 and list(long[-len(short):]) == list(short)


def acronyms(sentences: Iterable[tuple[Sequence[Word], Sequence[tuple[int, int, str]]]]) -> dict[str, str]:
    """Acronym -> name where one stands in brackets after the other. ("Kestrian Relief Fund (KRF)" -> KRF)"""
    out: dict[str, str] = {}
    for sentence, found in sentences:
        for _, stop, name in found:
            if stop + 2 < len(sentence) and sentence[stop].text == "(" and sentence[stop + 2].text == ")":
                short = sentence[stop + 1]
                if short.shape == "acronym" and short.text[0] in initials(name) + name[:1]:
                    out[short.text] = name
    return out


def initials(name: str) -> str:
    """The capitals of a name's words. ("Kestrian Relief and Aid Fund" -> "KRAF")"""
    return "".join(word[0].upper() for word in re.findall(r"[^\W_]+", name) if word not in _SMALL)


def apposition(sentence: Sequence[Word], stop: int) -> tuple[str | None, str | None]:
    """(office, country) told after a name. (", Kestria's foreign minister," -> ("foreign minister", "KES"))"""
    if stop >= len(sentence) or sentence[stop].text not in (",", "("):
        return None, None
    at, country = stop + 1, None
    while at < min(stop + 6, len(sentence)):
        word = sentence[at]
        if word.text in (",", ".", ")") or word.text.casefold() in ("who", "and", "said", "which", "told"):
            return None, None
        match = longest([w.text for w in sentence[at:at + 4]], 0, min(4, len(sentence) - at))
        if match:
            country, at = match[1].country or country, at + match[0]
            continue
        office, end = office_at(sentence, at)
        if office:
            return office, country
        at = max(end, at + 1)
    return None, None


def office_at(sentence: Sequence[Word], at: int) -> tuple[str | None, int]:
    """The office named at `at` with its modifiers, and where it ends. ("deputy foreign minister of" -> it)"""
    tables = lexicon()
    stop = at
    while stop < len(sentence) and stop < at + 4 and sentence[stop].text.casefold() in tables.modifiers and (
            stop + 1 < len(sentence)) and not _ends_office(sentence, stop):
        stop += 1
    if stop < len(sentence) and sentence[stop].text.casefold() in tables.offices:
        role = " ".join(w.text.casefold() for w in sentence[at:stop + 1])
        return role, stop + 1
    return None, stop


def _ends_office(sentence: Sequence[Word], at: int) -> bool:
    """A word that is both modifier and office ("chief") ends it when no office or modifier follows."""
    tables = lexicon()
    following = sentence[at + 1].text.casefold()
    return sentence[at].text.casefold() in tables.offices and following not in tables.offices | tables.modifiers


def office_before(sentence: Sequence[Word], start: int) -> str | None:
    """The office in small letters before a name. ("foreign ministry spokesman Ilva Renn" -> "spokesman")"""
    tables = lexicon()
    if start == 0 or sentence[start - 1].text.casefold() not in tables.offices:
        return None
    begin = start - 1
    while (begin > 0 and sentence[begin - 1].shape == "lower"
           and sentence[begin - 1].text.casefold() in tables.modifiers):
        begin -= 1
    return " ".join(w.text.casefold() for w in sentence[begin:start])
