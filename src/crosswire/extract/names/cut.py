"""The capitalised stretches of a sentence, cut into known names, titles and unknown names.

Rules of this file: a *run* is a chain of capitalised words with only spaces between. Inside a run, table
phrases, titles and nationalities are known at once; what remains between them is an unknown name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from crosswire.extract.names.tables import Entry, lexicon, longest
from crosswire.extract.names.tokens import Word
from crosswire.values import NameKind


@dataclass(frozen=True, slots=True)
class Piece:
    """Words [start, stop) of a sentence. `kind` None: an unknown name; `sort` says how it was found.

    `role` is the title before it, `gender` what an honorific tells, `initial` that it begins the sentence.
    """

    start: int
    stop: int
    sort: str
    kind: NameKind | None = None
    entry: Entry | None = None
    role: str | None = None
    gender: str | None = None
    country: str | None = None
    initial: bool = False
    titled: bool = False


def joined(word: Word) -> bool:
    """Whether only a space (or a hyphen) stands before the word."""
    return word.gap in (" ", "\u00a0", "-", "", " \u00a0") or (word.gap.isspace() and "\n" not in word.gap)


def run_stop(sentence: list[Word], start: int) -> int:
    """Where the chain of capitals ends. Particles join persons' names, a full stop joins a short title."""
    tables = lexicon()
    title = title_at(sentence, start, len(sentence), True)
    at = title.stop if title else start + 1
    while at < len(sentence):
        word, before = sentence[at], sentence[at - 1]
        if before.possessive and before.text not in tables.sets["joiners.workers"]:
            break
        if word.text == "." and word.gap == "" and _short_title(before) and at + 1 < len(sentence):
            at += 1
            continue
        if not joined(word):
            break
        if word.capital:
            if national(sentence, at) or lower_phrase(sentence, at):
                break
            title = title_at(sentence, at, len(sentence), True)
            at = title.stop if title else at + 1
            continue
        if word.text == "&" and at + 1 < len(sentence) and sentence[at + 1].capital:
            at += 2
            continue
        step = _particle(sentence, at)
        if not step:
            break
        at += step
    return at


def _short_title(word: Word) -> bool:
    tables = lexicon()
    return (word.text in tables.honorifics or word.text in _MIDDLE
            or ((word.text.casefold(),) in tables.titles and len(word.text) <= 5))


def _particle(sentence: list[Word], at: int) -> int:
    """How many particles stand at `at` before another capital ("de la"), 0 if none."""
    particles = lexicon().sets["joiners.person"]
    for length in (1, 2):
        stop = at + length
        if stop < len(sentence) and all(w.text in particles and joined(w) for w in sentence[at:stop]) and (
                sentence[stop].shape == "cap" and joined(sentence[stop])):
            return length
    return 0


_MIDDLE = frozenset({"Jr", "Sr", "Lt", "Gen", "Col", "Sgt", "Brig", "Maj"})


def keys(sentence: list[Word], start: int, stop: int) -> list[str]:
    """The words as the tables have them, with straight apostrophes."""
    return [word.text.replace("’", "'").replace("‘", "'") for word in sentence[start:stop]]


def cut(sentence: list[Word], start: int, stop: int) -> Iterator[Piece]:
    """The run as known pieces and the unknown names between them."""
    at, unknown = start, start

    def pending(until: int) -> Iterator[Piece]:
        if unknown < until:
            yield Piece(unknown, until, "unknown", initial=sentence[unknown].first)

    while at < stop:
        piece = _known(sentence, at, stop, at == unknown)
        if piece is None:
            at += 1
            continue
        yield from pending(at)
        if piece.sort != "stop":
            yield piece
        at = unknown = piece.stop
    yield from pending(stop)


def _known(sentence: list[Word], at: int, stop: int, opening: bool) -> Piece | None:
    """What the tables say of the words at `at`: the first of these rules that speaks."""
    for rule in _RULES:
        piece = rule(sentence, at, stop, opening)
        if piece:
            return piece
    return None


def _stop_word(sentence: list[Word], at: int, stop: int, opening: bool) -> Piece | None:
    """Capitals that are no name: calendar words, and ordinary words at the head of a sentence."""
    tables, word = lexicon(), sentence[at]
    text = word.text
    if text in tables.sets["calendar.words"] and text not in _ALSO_NAMES:
        return Piece(at, at + 1, "stop")
    ordinary = text in tables.sets["calendar.words"] or text in tables.sets["acronyms.ordinary"]
    gerund = word.first and text.endswith("ing") and text not in tables.given and (text,) not in tables.phrases
    function = gerund or (text.casefold() in tables.sets["plain"] and (word.first or text.casefold() in _FUNCTION))
    if (ordinary or (function and not _begins_phrase(sentence, at, stop)) or text == ".") and opening:
        return Piece(at, at + 1, "stop")
    return None


_ALSO_NAMES = frozenset({"May", "April", "June", "August", "Jan", "Mar", "Sun", "Sat", "Wed", "Sep", "Jul"})
_FUNCTION = frozenset([
    "the", "a", "an", "in", "on", "at", "of", "to", "for", "and", "but", "as", "by", "if", "he", "she", "it", "we",
    "they", "i", "you", "this", "that", "is", "was"])


def _begins_phrase(sentence: list[Word], at: int, stop: int) -> bool:
    """Whether a table phrase or a title of several words begins here ("South Korea", "Prime Minister")."""
    match = longest(keys(sentence, at, stop), 0, stop - at)
    if match and not (match[0] == 1 and match[1].weak):
        return True
    direction = sentence[at].text in lexicon().sets["directions.names"]
    if title_at(sentence, at, stop, True) or (at + 1 < stop and direction):
        return True
    return at + 1 < stop and sentence[at + 1].text in lexicon().heads and sentence[at].text.casefold() not in _FUNCTION


def _table(sentence: list[Word], at: int, stop: int, opening: bool) -> Piece | None:
    """A phrase of the tables. A weak one must stand alone between known pieces."""
    match = longest(keys(sentence, at, stop), 0, stop - at)
    if not match:
        return None
    length, entry = match
    if entry.article and (at == 0 or sentence[at - 1].text.casefold() != "the"):
        return None
    if entry.weak and not (opening and _boundary(sentence, at + length, stop)):
        return None
    if any(word.possessive for word in sentence[at:at + length - 1]) and entry.table == "city":
        return None
    return Piece(at, at + length, "table", entry.kind, entry, country=entry.country, initial=sentence[at].first)


def _boundary(sentence: list[Word], at: int, stop: int) -> bool:
    """Whether what follows inside the run is no part of the same personal name."""
    if at >= stop:
        return True
    text = sentence[at].text
    tables = lexicon()
    return (text in tables.heads or text in tables.sets["calendar.words"] or bool(title_at(sentence, at, stop, True))
            or bool(national(sentence, at)))


def title_at(sentence: list[Word], at: int, stop: int, opening: bool) -> Piece | None:
    """A title before a name: an honorific, a rank or an office, with modifiers ("Deputy Prime Minister")."""
    tables = lexicon()
    text = sentence[at].text
    if text in tables.honorifics:
        end = at + 1 + (at + 1 < stop and sentence[at + 1].text == ".")
        return Piece(at, end, "title", gender=tables.honorifics[text])
    begin = at
    while at < stop and sentence[at].text.casefold() in tables.modifiers and sentence[at].shape == "cap":
        at += 1
    for start in range(at, begin - 1, -1):
        for length in (4, 3, 2, 1):
            parts = tuple(w.text.casefold() for w in sentence[start:min(start + length, stop)])
            if len(parts) == length and parts in tables.titles:
                end = start + length
                end += end < stop and sentence[end].text == "."
                if end < stop and sentence[end].text in tables.heads and sentence[end].text in ("Office", "Ministry"):
                    return None
                role = " ".join(w.text for w in sentence[begin:end] if w.text != ".").casefold()
                return Piece(begin, end, "title", role=role)
    return None


_RULES: tuple[Callable[[list[Word], int, int, bool], Piece | None], ...] = (_stop_word, title_at, _table)


LONGEST_PHRASE = 13  # words of the longest row of the tables


def lower_phrase(sentence: list[Word], at: int) -> Piece | None:
    """A table phrase with small letters in it ("UN refugee agency", "eastern Europe")."""
    limit = min(len(sentence), at + LONGEST_PHRASE)
    if not (sentence[at].capital or (at + 1 < limit and sentence[at + 1].capital)):
        return None
    match = longest(keys(sentence, at, limit), 0, limit - at)
    if not match or match[0] < 2 or all(w.capital for w in sentence[at:at + match[0]]):
        return None
    if any(not joined(w) for w in sentence[at + 1:at + match[0]]):
        return None
    entry = match[1]
    return Piece(at, at + match[0], "table", entry.kind, entry, country=entry.country, initial=sentence[at].first)


def part_of_country(sentence: list[Word], at: int) -> Piece | None:
    """A part of a known place ("eastern Kestria")."""
    if sentence[at].text.casefold() not in lexicon().sets["directions.adjectives"] or sentence[at].capital:
        return None
    limit = min(len(sentence), at + 5)
    match = longest(keys(sentence, at + 1, limit), 0, limit - at - 1) if at + 1 < limit else None
    if not match or match[1].kind not in ("GPE", "LOC") or match[1].table == "city" or not joined(sentence[at + 1]):
        return None
    return Piece(at, at + 1 + match[0], "head", "LOC", country=match[1].country)


def national(sentence: list[Word], at: int) -> Piece | None:
    """A body of a country, its noun in small letters ("Valdorian air force", "Valdoria's government")."""
    if not sentence[at].capital:
        return None
    limit = min(len(sentence), at + 7)
    match = longest(keys(sentence, at, limit), 0, limit - at)
    if not match or match[1].country is None or match[1].kind not in ("NORP", "GPE") or match[1].table == "city":
        return None
    begin = at + match[0]
    if match[1].kind == "GPE" and not (sentence[begin - 1].possessive or sentence[begin - 1].shape == "acronym"):
        return None
    body = national_body(sentence, begin)
    if body is None:
        return None
    stop, group = body
    entry = replace(match[1], kind="ORG", table=f"national {group}")
    return Piece(at, stop, "national", "ORG", entry, country=match[1].country, initial=sentence[at].first)


def national_body(sentence: list[Word], begin: int) -> tuple[int, str] | None:
    """Where the noun of a state's body ends that begins here with a small letter, and its group. ("air force")"""
    nouns = lexicon().national
    for length in (4, 3, 2, 1):
        stop = begin + length
        if stop > len(sentence) or any(not joined(w) for w in sentence[begin:stop]):
            continue
        noun = tuple(w.text.casefold() for w in sentence[begin:stop])
        if noun in nouns and (sentence[begin].shape == "lower" or sentence[stop - 1].shape == "lower"):
            return stop, nouns[noun]
    return None
