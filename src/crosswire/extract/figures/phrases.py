"""A sentence as tokens, and around each number its bounds and the noun phrase that it counts.

Rules of this file: a number is one token, whatever its words; indexes are token indexes, `end` exclusive;
what a phrase means is not decided here.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crosswire.extract.figures.measures import Phrases, is_plural, is_unit, noun_class, noun_measure, phrases, words
from crosswire.extract.figures.numbers import Number
from crosswire.spans import Span
from crosswire.tables import table
from crosswire.values import Qualifier

NUMBER = "#"  # what a number token reads as
LONGEST_PHRASE = 7
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|[^\s]")
_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "his", "her", "our", "these", "those", "such", "another",
                          "further", "additional", "all", "other"})
_PARTITIVE = frozenset({"them", "whom", "these", "those", "which", "us"})
ELIDED = frozenset({"other", "others", "more", "another", "further", "additional"})


@dataclass(frozen=True, slots=True)
class Scene:
    """The tokens of one sentence: how they are written, in lower case (NUMBER for numbers), where they stand."""

    text: str
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    numbers: tuple[Number | None, ...]

    def written(self, at: int) -> str:
        """The token as it stands in the text."""
        return self.spans[at].of(self.text)


@dataclass(frozen=True, slots=True)
class Count:
    """A number at token `at` with its bounds and the phrase that it counts (tokens noun_start..noun_end).

    `first` is the leftmost token of its bounding words. `head` is the counted noun in lower case, None where
    it is left out ("20 wounded"); `partitive` is true of "five of them", `elided` of "14 others".
    """

    at: int
    first: int
    low: float | None
    high: float | None
    qualifier: Qualifier
    noun_start: int
    noun_end: int
    head: str | None
    partitive: bool
    elided: bool
    number: Number
    strong: bool = False


def counted_after(count: Count) -> int:
    """The token behind the number and the phrase that it counts."""
    return max(count.noun_end, count.at + 1)


def stop_words() -> frozenset[str]:
    """Words that no counted phrase contains: prepositions, auxiliaries, conjunctions, days."""
    return words("phrases", "stop")


def scene(text: str, span: Span, numbers: Sequence[Number]) -> Scene:
    """The sentence at `span` as tokens, each of `numbers` one token."""
    read: list[str] = []
    spans: list[Span] = []
    values: list[Number | None] = []
    position = span.start
    for number in (*numbers, None):
        stop = number.span.start if number else span.end
        for match in _WORD.finditer(text, position, max(position, stop)):
            read.append(match[0].casefold())
            spans.append(Span(match.start(), match.end()))
            values.append(None)
        if number:
            read.append(NUMBER)
            spans.append(number.span)
            values.append(number)
            position = number.span.end
    return Scene(text, tuple(read), tuple(spans), tuple(values))


def counts(scene: Scene, people: frozenset[int] = frozenset()) -> list[Count]:
    """Every number of the sentence with bounds and noun phrase. `people` are start offsets of peoples' names."""
    found: list[Count] = []
    for at, number in enumerate(scene.numbers):
        if number:
            count = _count(scene, at, number, people)
            found.append(_carried(scene, found[-1], count) if found else count)
    return found


def _carried(scene: Scene, before: Count, count: Count) -> Count:
    """The count with the bound of the one before, where both share verb and bound.

    ("at least 17 miners were killed and 31 wounded" -> 31 is a minimum too; not "... and 31 were wounded")
    """
    follows = count.at + 1
    shares = (count.head is None and count.qualifier == "exact" and before.qualifier in ("at_least", "up_to")
              and scene.words[count.first - 1] == "and" and phrases("states").starting(scene.words, follows))
    between = scene.words[max(before.noun_end, before.at + 1) : count.first]
    if not shares or "," in between or len(between) > 6:
        return count
    low, high, qualifier = bounds(count.number, before.qualifier)
    return replace(count, low=low, high=high, qualifier=qualifier)


def _count(scene: Scene, at: int, number: Number, people: frozenset[int]) -> Count:
    noun_start, noun_end, head, partitive, elided = _noun_phrase(scene, at, people)
    qualifier, first = _qualifier_before(scene, at)
    qualifier = qualifier or _qualifier_after(scene, at, noun_end)
    low, high, final = bounds(number, qualifier)
    strong = scene.words[at + 1 : at + 3] == ("-", "strong")
    return Count(at, first, low, high, final, noun_start, noun_end, head, partitive, elided, number, strong)


def bounds(number: Number, qualifier: Qualifier | None) -> tuple[float | None, float | None, Qualifier]:
    """Lower and upper bound and the qualifier that holds. (13,000 with "more than" -> 13000, None)

    A vague plural ("dozens") has a minimum only, unless a word bounds it from above ("up to hundreds").
    """
    if number.vague:
        return number.low, None, "vague"
    if qualifier in ("at_least", "more_than"):
        return number.low, None, qualifier
    if qualifier in ("up_to", "at_most"):
        return None, number.high, qualifier
    return number.low, number.high, qualifier or "exact"


@functools.cache
def _qualifiers(section: str) -> Phrases:
    return Phrases(table("numbers")[section])


def _qualifier_before(scene: Scene, at: int) -> tuple[Qualifier | None, int]:
    """The words that bound the number from the left, past "another", "a total of", "the"."""
    index = at - 1
    fillers = 0
    while index >= 0 and fillers <= 3:
        found = _qualifiers("qualifiers").ending(scene.words, index)
        if found and scene.words[index] == "than" and "the" in scene.words[index + 1 : at]:
            return None, at  # "fewer than the 20,000 claimed": another count, no bound
        if found and not _is_direction(scene, index):
            return found[0], found[1]  # type: ignore[return-value]
        if scene.words[index] not in ("a", "an", "the", "another", "further", "additional", "total", "of", "between"):
            return None, at
        index, fillers = index - 1, fillers + 1
    return None, at


def _is_direction(scene: Scene, index: int) -> bool:
    """Whether the bounding word is a preposition here ("spread over 12 villages", "learned about two students")."""
    before = words("phrases", "prepositional").intersection(scene.words[max(0, index - 1) : index])
    return scene.words[index] in ("over", "about") and bool(before)


def _qualifier_after(scene: Scene, at: int, noun_end: int) -> Qualifier | None:
    for index in (at + 1, noun_end):
        if index < len(scene.words) and scene.words[index] == ",":
            index += 1
            found = _qualifiers("after").starting(scene.words, index)
            if found and found[0] == "at_least" and scene.words[index] == "at":
                follows = scene.words[found[1]] if found[1] < len(scene.words) else ""
                return None if follows == NUMBER else "at_least"
        elif found := _qualifiers("after").starting(scene.words, index):
            follows = scene.words[found[1]] if found[1] < len(scene.words) else ""
            if follows != NUMBER:
                return found[0]  # type: ignore[return-value]
    return None


def _noun_phrase(scene: Scene, at: int, people: frozenset[int]) -> tuple[int, int, str | None, bool, bool]:
    """Where the counted phrase begins and ends, its head, and whether it is "of them" or left out."""
    said, size = scene.words, len(scene.words)
    index, elided = at + 1, False
    if said[index : index + 2] == ("-", "strong"):
        return _strength(scene, index + 2)
    if said[index : index + 2] == ("-", "odd"):
        index += 2
    if index + 1 < size and said[index] == "-" and scene.spans[index].start == scene.spans[at].end:
        return index + 1, index + 2, said[index + 1].split("-")[0], False, False
    if index + 2 < size and said[index] == "the" and said[index + 1] == "number" and said[index + 2] == "of":
        index += 3
    while index < size and said[index] in ELIDED:
        index, elided = index + 1, True
    if elided and said[index - 1] == "others":
        return index, index, None, False, True
    if index + 1 < size and said[index] == "of":
        if said[index + 1] in _PARTITIVE:
            return index, index + 2, None, True, False
        index += 1
        while index < size and (said[index] in _DETERMINERS or said[index] == NUMBER):
            index += 1
        if index < size and said[index - 1] == "the" and noun_measure(said[index]) and (
                phrases("states").starting(said, index)):
            return index, index + 1, said[index], False, False  # "two of the wounded"
    start, end, head = index, index, None
    number = scene.numbers[at]
    single = number is not None and (number.low <= 1 or number.percent or number.currency is not None)
    while index < min(size, start + LONGEST_PHRASE) and _may_continue(scene, index):
        is_head = _is_head(scene, index, people, single)
        if head is not None and not is_head:
            break
        end = index + 1
        if is_head:
            head = said[index]
        index += 1
    if head is None and end > start:
        if not single and noun_class(said[end - 1]) not in (None, "money"):
            return start, start, None, False, elided  # "321 Battalion": a singular after a number is a label
        if said[end - 1].endswith("ed") and written_small(scene, end - 1):
            return start, start, None, False, elided  # "50 reported injured": what is said of them
        head = said[end - 1]
    return start, end, head, False, elided and head is None


def written_small(scene: Scene, index: int) -> bool:
    """Whether the token begins with a small letter."""
    return scene.written(index)[0].islower()


def _strength(scene: Scene, start: int) -> tuple[int, int, str | None, bool, bool]:
    """The body that is so many strong ("the 9,000-strong peacekeeping force"): up to its first known noun."""
    for index in range(start, min(start + 4, len(scene.words))):
        word = scene.words[index]
        bodies = words("strengths", "troops") | words("strengths", "people")
        if word in bodies or noun_class(word) in ("troops", "people"):
            return start, index + 1, word, False, False
        if not word[0].isalpha() or word in stop_words():
            break
    return start, start, None, False, False


def _may_continue(scene: Scene, index: int) -> bool:
    """Whether this token can belong to a noun phrase: a word, no stop word, no state unless before its noun."""
    if index >= len(scene.words):
        return False
    word = scene.words[index]
    if not word[0].isalnum() or word == NUMBER or word.isdigit():
        return False
    if word.endswith("ed") and scene.words[index + 1 : index + 2] == ("by",):
        return False  # "the 20,000 claimed by"
    state = phrases("states").starting(scene.words, index)
    if state:
        behind = scene.words[state[1]] if state[1] < len(scene.words) else ""
        return state[1] == index + 1 and (noun_class(behind) is not None)
    return word not in stop_words() and not (word.endswith("ly") and noun_class(word) is None)


def _is_possessive(scene: Scene, index: int) -> bool:
    """Whether the word owns the next one ("the 1983 miners' strike")."""
    behind = scene.words[index + 1 : index + 3]
    return len(behind) == 2 and behind[0] in ("'", "’") and behind[1].isalpha() and (
        scene.spans[index + 1].start == scene.spans[index].end)


def _is_head(scene: Scene, index: int, people: frozenset[int], single: bool) -> bool:
    """Whether this word can be the counted noun: known by its class, a unit, or the name of a people."""
    word = scene.words[index]
    if word in words("plurals", "adjectives") and _may_continue(scene, index + 1):
        return False
    if noun_class(word) or noun_measure(word) or is_unit(word):
        return (single or is_plural(word)) and not _is_possessive(scene, index)
    if phrases("states").starting(scene.words, index):
        return False
    written = scene.written(index)
    follows = scene.words[index + 1] if index + 1 < len(scene.words) else ""
    known = scene.spans[index].start in people or (written[0].isupper() and word.endswith("s"))
    return known and not noun_class(follows)
