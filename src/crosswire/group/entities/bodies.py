"""Which names of organisations are one body's.

Rules of this file: each rule gives keys, and forms that share a key are one: the tables' canonical name, the same
words in another order ("Ministry of Interior", "Interior Ministry"), a country's body however the country is written.
Then acronyms, as the reports introduce them or by initials, and short forms: each joins only where exactly one fuller
name fits. "The ministry" is no name, and a body is never joined with the people who speak for it.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from crosswire.gazetteer import fold
from crosswire.group.entities import variants
from crosswire.group.entities.forms import Form, Joins, canonical
from crosswire.model import Mention
from crosswire.tables import table
from crosswire.values import Reason

LARGEST_BLOCK = 60  # names that share a key; beyond that the key says nothing
CLEAR_ACRONYM = 4  # letters; shorter ones need more than their initials
WELL_KNOWN = 3  # articles that have the full name
MOST_BEARERS = 400  # fuller names that a short one is compared with


def join_bodies(joins: Joins, mentions: Iterable[Mention], printed: Mapping[str, str]) -> None:
    """Join the forms that are one organisation's; `printed` is each mention as its article has it."""
    bodies = [i for i, form in enumerate(joins.forms) if form.family == "ORG"]
    _join_keys(joins, bodies)
    _join_misspelt(joins, bodies)
    _join_acronyms(joins, bodies, printed)
    by_word, about = _by_word(joins, bodies), countries_most_named(mentions)
    for i in sorted(bodies, key=lambda i: (-len(_content(joins.forms[i].name)), i)):
        _join_short(joins, i, by_word, about)


# ---------------------------------------------------------------- keys

def _join_keys(joins: Joins, bodies: Sequence[int]) -> None:
    seen: dict[str, int] = {}
    for i in bodies:
        form = joins.forms[i]
        for key in _keys(form):
            first = seen.setdefault(key, i)
            if first != i:
                detail = f"{form.name!r} and {joins.forms[first].name!r} are one name."
                joins.join(first, i, Reason("same_name", detail, 0.97))


def _keys(form: Form) -> Iterator[str]:
    plain = variants.plain(form.name)
    yield canonical().get(plain, plain)
    content = _content(form.name)
    if len(content) > 1 and plain not in canonical():
        yield "words " + " ".join(sorted(content))
    country, noun = _national(form)
    if country and noun:
        yield f"{country} {' '.join(sorted(noun))}"


@functools.cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(items) for name, items in table("entity_words")["bodies"].items()}


@functools.lru_cache(maxsize=65536)
def _content(name: str) -> tuple[str, ...]:
    """The words that tell a body from others, in the singular. ("Ministry of the Interior" -> ministry, interior)"""
    found = [word for word in variants.plain(name).split() if word not in _lists()["small"]]
    return tuple(re.sub(r"(?<=[a-z]{4})(?<!s)s$", "", re.sub(r"(?<=[a-z]{3})ies$", "y", word)) for word in found)


@functools.cache
def _countries() -> dict[str, str]:
    """Country names, short forms and demonyms in plain spelling -> alpha-3 code."""
    out: dict[str, str] = {}
    for code, row in table("countries")["countries"].items():
        for form in (row["name"], *row.get("also", ()), *row.get("demonyms", ())):
            out.setdefault(variants.plain(form), code)
    return out


def _national(form: Form) -> tuple[str | None, tuple[str, ...]]:
    """(country, what body of it), armies under one word. ("Norwegian armed forces" -> ("NOR", ("military",)))

    A country that no table knows counts by its word where an army's name makes clear that it is one.
    """
    plain = variants.plain(form.name)
    words = [word for word in plain.split() if word != "the"]
    country, rest = _without_country(words)
    told = sorted(form.countries)
    noun = " ".join(rest)
    if country is None and len(words) > 1 and " ".join(words[1:]) in _lists()["military"]:
        return told[0] if told else words[0], ("military",)
    if country is None or not rest:
        return None, ()
    return country, ("military",) if noun in _lists()["military"] else _content(noun)


def _without_country(words: Sequence[str]) -> tuple[str | None, list[str]]:
    """(country, the other words) if a name begins with a country or ends in "of" one."""
    for length in range(min(3, len(words) - 1), 0, -1):
        code = _countries().get(" ".join(words[:length]))
        if code:
            return code, [*words[length:]]
        code = _countries().get(" ".join(words[-length:]))
        if code and len(words) > length + 1 and words[-length - 1] == "of":
            return code, [*words[:-length - 1]]
    return None, [*words]


# ---------------------------------------------------------------- misspelt

def _join_misspelt(joins: Joins, bodies: Sequence[int]) -> None:
    """Names of several words that differ in the letters of one long word, neither of them a country's."""
    blocks: dict[tuple[str, int], list[int]] = defaultdict(list)
    for i in bodies:
        content = _content(joins.forms[i].name)
        if len(content) > 2:
            blocks[" ".join(variants.skeleton(word) for word in content), len(content)].append(i)
    for _, block in sorted(blocks.items()):
        for i, j in pairwise(block) if len(block) <= LARGEST_BLOCK else ():
            a, b = _content(joins.forms[i].name), _content(joins.forms[j].name)
            differing = [(v, w) for v, w in zip(a, b, strict=True) if v != w]
            if len(differing) == 1 and all(variants.alike(v, w) >= variants.CLOSE and not {v, w} & _countries().keys()
                                           for v, w in differing):
                detail = f"{joins.forms[i].name!r} and {joins.forms[j].name!r} are spellings of one name."
                joins.join(i, j, Reason("spelling", detail, 0.9))


# ---------------------------------------------------------------- acronyms

def _join_acronyms(joins: Joins, bodies: Sequence[int], printed: Mapping[str, str]) -> None:
    """An acronym joins the body that the reports introduce it for, else the only one of those initials."""
    introduced: dict[str, Counter[int]] = defaultdict(Counter)
    spelled: dict[str, set[int]] = defaultdict(set)
    for i in bodies:
        form = joins.forms[i]
        for surface in {printed[mention.id] for mention in form.mentions}:
            if _acronym(surface) and surface != form.name:
                introduced[_letters(surface)][joins.root(i)] += 1
        for initials in _initials(form.name):
            spelled[initials].add(i)
    for i in bodies:
        name = joins.forms[i].name
        if not _acronym(name) or variants.plain(name) in canonical():
            continue
        meant = {joins.root(j) for j in introduced[_letters(name)]}
        rule = "acronym_introduced" if meant else "acronym"
        meant = meant or {joins.root(j) for j in spelled[_letters(name)] if _clear(joins.forms[i], joins.forms[j])
                          } - {joins.root(i)}
        if len(meant) == 1:
            fuller = joins.forms[meant.copy().pop()].name
            joins.join(i, meant.pop(), Reason(rule, f"{name!r} stands for {fuller!r} in these reports.", 0.9))


def _clear(acronym: Form, full: Form) -> bool:
    """Whether initials alone are enough: four letters, a name that several reports have, or an article with both."""
    return (len(_letters(acronym.name)) >= CLEAR_ACRONYM or len(full.articles) >= WELL_KNOWN
            or bool(full.articles & acronym.articles))


def _acronym(text: str) -> bool:
    """Whether it is one word of capitals. ("KRF", "K.R.F.", "MoD")"""
    letters = text.replace(".", "")
    return letters.isalpha() and 2 < len(letters) <= 8 and sum(c.isupper() for c in letters) >= len(letters) - 1


def _letters(acronym: str) -> str:
    return acronym.replace(".", "").casefold()


def _initials(name: str) -> set[str]:
    """The acronyms that a name may have. ("UN Mine Action Service" -> "unmas"; "MineAid International" -> "mai")"""
    words = re.findall(r"[^\W\d_]+", name)
    main = [word for word in words if word.casefold() not in _lists()["small"]]
    if len(main) < 2:
        return set()
    plain = "".join(word if word.isupper() and len(word) <= 3 else word[0] for word in main)
    capitals = "".join(letter for word in main for letter in word if letter.isupper())
    every = "".join(word[0] for word in words)
    return {each.casefold() for each in (plain, capitals, every) if len(each) > 2}


# ---------------------------------------------------------------- short forms

def _by_word(joins: Joins, bodies: Sequence[int]) -> dict[str, list[int]]:
    """First and last words of names -> their forms."""
    out: dict[str, list[int]] = defaultdict(list)
    for i in bodies:
        content = _content(joins.forms[i].name)
        for word in sorted({*content[:1], *content[-1:], *_national(joins.forms[i])[1][:1]}):
            out[word].append(i)
    return out


def _join_short(joins: Joins, i: int, by_word: Mapping[str, Sequence[int]], about: Mapping[str, str]) -> None:
    """A short form joins the only fuller name that it can be short for."""
    form = joins.forms[i]
    content = _content(form.name)
    if not content or variants.plain(form.name) in canonical():
        return
    near = sorted({*by_word[content[0]][:MOST_BEARERS], *by_word[content[-1]][:MOST_BEARERS]})
    meant = {joins.root(j): j for j in near if joins.root(j) != joins.root(i)
             and (_short_for(form, joins.forms[j]) or _of_the_country(form, joins.forms[j], about))
             and joins.allowed(i, j)}
    if len(meant) == 1:
        (fuller,) = meant.values()
        detail = f"{form.name!r} can only be {joins.forms[fuller].name!r} here."
        joins.join(i, fuller, Reason("shorter_name", detail, 0.85))


def _short_for(short: Form, long: Form) -> bool:
    """Whether a name leaves out an "International" at the end, or what comes first and is no country."""
    s, x, content = variants.plain(short.name), variants.plain(long.name), _content(short.name)
    if x.startswith(f"{s} ") and x[len(s) + 1:] in _lists()["tails"]:
        return True
    if not x.endswith(f" {s}") or _without_country(s.split())[0] or (len(content) < 2 and not _distinctive(s)):
        return False
    before = x[:-len(s) - 1].split()
    return before[-1] not in _lists()["small"] and " ".join(before) not in _countries()


def _distinctive(word: str) -> bool:
    """Whether one word can name a body: no ordinary word, and none that says what many bodies are ("Council")."""
    return len(word) > 4 and word not in variants.ordinary_words() | _heads() and word not in _countries()


@functools.cache
def _heads() -> frozenset[str]:
    heads = (fold(word) for kinds in table("name_words")["heads"].values() for word in kinds)
    return frozenset(form for word in heads for form in (word, f"{word}s"))


def _of_the_country(short: Form, long: Form, about: Mapping[str, str]) -> bool:
    """Whether a body named without its country is that of the country which all its articles are about."""
    country, noun = _national(long)
    content = _content(short.name)
    return len(content) > 1 and noun == content and all(about.get(a) == country for a in short.articles)


def countries_most_named(mentions: Iterable[Mention]) -> dict[str, str]:
    """Article id -> the country that it names more often than any other."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        if mention.country and mention.kind in ("GPE", "NORP"):
            counts[mention.article_id][mention.country] += 1
    ranked = {article_id: [*told.most_common(2), ("", 0)] for article_id, told in counts.items()}
    return {article_id: first[0] for article_id, (first, second, *_) in ranked.items() if first[1] > second[1]}
