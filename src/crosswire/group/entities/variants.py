"""Whether two names can be one bearer: spelling, transliteration, name order, short forms.

Rules of this file: strings only. `skeleton` brings together what transliteration writes apart. `same_person` and
`same_place` say why two names are one (a rule's name and a score) or None; `short_for` says that a name leaves parts
of another out, so it could be short for several; `contradict` says that two names cannot be one person's.
No rule joins two different given names.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import JaroWinkler

from crosswire.gazetteer import fold
from crosswire.tables import table

Found = tuple[str, float]
ALIKE = 0.80  # Jaro-Winkler of two words that share a skeleton
CLOSE = 0.94  # Jaro-Winkler of two words that do not
SURE = 0.88  # Jaro-Winkler of two words that stand alone, without a given name to back them
BARE_LETTERS = 6  # a word that stands alone is taken for another's spelling from this length

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple((re.compile(pattern), to) for pattern, to in (
    (r"shch|sch", "sh"), (r"tch|tsch|ch", "c"), (r"kh|gh|h", "g"), (r"ph", "f"), (r"dj|dzh|zh|j", "z"),
    (r"ts|tz|z$", "s"), (r"ck|q|k|c", "k"), (r"w|v|b", "v"), (r"th", "t"), (r"x", "ks"), (r"[aeiouy]+", ""),
    (r"(.)\1+", r"\1")))
_SUFFIX = frozenset(["jr", "sr", "ii", "iii"])
_PARTICLES = frozenset(["al", "el", "bin", "ibn", "ben", "bint", "de", "van", "von", "der", "den", "da", "di", "la",
                        "le", "as", "ash", "ul", "ur"])
_DIRECTIONS = frozenset(["north", "south", "east", "west"])


@functools.lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """All folded words, without a title or Jr. ("Vice-President Rafiq al-Tarn Jr" -> ("rafiq", "al", "tarn"))"""
    found = fold(name).split()
    start = next((i for i, word in enumerate(found) if word not in titles()), 0)
    return tuple(word for word in found[start:] if word not in _SUFFIX) or tuple(found)


@functools.lru_cache(maxsize=65536)
def parts(name: str) -> tuple[str, ...]:
    """Folded words without particles, but the first where it may be a name. ("Rafiq al-Tarn" -> ("rafiq", "tarn"))"""
    found = words(name)
    article = re.match(r"(?:al|el|as|ash|Al-|El-|As-|Ash-)\b", name) is not None
    kept = tuple(w for i, w in enumerate(found) if w not in _PARTICLES or (i == 0 and not article))
    return kept or found


@functools.cache
def titles() -> frozenset[str]:
    """Folded words of offices, ranks and forms of address that may stand before a name."""
    rows = table("offices")
    phrases = (*rows["offices"]["heads"], *rows["ranks"]["words"], *(
        word for group in rows["honorifics"].values() for word in group))
    return frozenset(word for phrase in phrases for word in fold(phrase).split()) | {"vice"}


@functools.lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Consonants as transliterations agree on them. ("tarhensk", "targensk" -> the same)"""
    out = word
    first = "a" if word[:1] in "aeiouy" else ""
    for pattern, to in _RULES:
        out = pattern.sub(to, out)
    return first + out


@functools.lru_cache(maxsize=65536)
def alike(a: str, b: str) -> float:
    """How surely two folded words are spellings of one, 0 if not. ("zelenko", "zelienko" -> 0.95)"""
    if a == b:
        return 1.0
    if min(len(a), len(b)) < 3 or _extended(a, b):
        return 0.0
    closeness = JaroWinkler.similarity(a, b)
    if skeleton(a) == skeleton(b) and closeness >= ALIKE and len(skeleton(a)) >= 2:
        return max(0.9, closeness)
    return closeness if closeness >= CLOSE and min(len(a), len(b)) >= 5 and a[0] == b[0] else 0.0


def _extended(a: str, b: str) -> bool:
    """Whether one word is the other with a syllable more: another name. ("robert", "robertson")"""
    short, long = sorted((a, b), key=len)
    return len(long) - len(short) >= 2 and long.startswith(short) and skeleton(short) != skeleton(long)


def surely_alike(a: str, b: str) -> float:
    """As `alike`, for a word that stands alone: long, nearly the same, and no ordinary word."""
    if a == b:
        return 1.0
    if min(len(a), len(b)) < BARE_LETTERS or skeleton(a) != skeleton(b) or len(skeleton(a)) < 3:
        return 0.0
    closeness = JaroWinkler.similarity(a, b)
    return closeness if closeness >= SURE and not {a, b} & ordinary_words() else 0.0


@functools.cache
def ordinary_words() -> frozenset[str]:
    """Words that are no names unless the text shows it. ("children")"""
    return frozenset(table("common_words")["words"].split())


@functools.cache
def given_names() -> frozenset[str]:
    """Folded given names: alone they may be anybody's."""
    names = table("given_names")
    return frozenset(fold(name) for gender in ("m", "f") for name in names[gender].split())


# ---------------------------------------------------------------- people

def _given_fit(a: str, b: str) -> bool:
    """Whether two given names can be one: spellings, or a short form. ("ken", "kenneth"; "bill", "william")"""
    clipped = min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a))
    return clipped or bool(alike(a, b)) or b in _nicknames().get(a, ()) or a in _nicknames().get(b, ())


@functools.cache
def _nicknames() -> dict[str, frozenset[str]]:
    return {fold(name): frozenset(map(fold, short)) for name, short in table("nicknames")["names"].items()}


def same_person(a: str, b: str) -> Found | None:
    """(rule, score) if two full names are one person's. ("Renn Ilva", "Ilva Renn" -> ("name_order", .95))"""
    x, y = parts(a), parts(b)
    if x == y or "".join(x) == "".join(y):
        return "same_name", 1.0
    if len(x) != len(y) or len(x) < 2:
        return None
    if sorted(x) == sorted(y):
        return "name_order", 0.95
    fits = [alike(v, w) for v, w in zip(x[1:], y[1:], strict=True)]
    if all(fits) and _given_fit(x[0], y[0]):
        return "spelling", min(fits) * 0.95
    if len(x) == 2 and alike(x[0], y[1]) and alike(x[1], y[0]):
        return "name_order", 0.9
    return None


def short_for(short: str, long: str) -> Found | None:
    """(rule, score) if a name leaves out parts of a fuller one. ("I. Renn", "Renn", "Ilva Renn" -> "Ilva Mia Renn")"""
    s, x = parts(short), parts(long)
    raw, fuller = words(short), words(long)
    if len(raw) > 1 and _ends(raw, fuller):
        return "surname", 0.9  # with its particle
    if len(s) == 1 and len(x) > 1:
        return _single(s[0], x)
    if len(s) == len(x):
        initial = any(len(v) == 1 < len(w) and v == w[0] for v, w in zip(s, x, strict=True))
        fits = all(v == w[0] if len(v) == 1 else bool(alike(v, w)) for v, w in zip(s, x, strict=True))
        return ("initial", 0.85) if initial and fits and len(s[-1]) > 1 else None
    if not 2 <= len(s) < len(x):
        return None
    if all(alike(v, w) for v, w in zip(s, x[-len(s):], strict=True)):
        return "shorter_name", 0.9
    return ("shorter_name", 0.9) if _given_fit(s[0], x[0]) and _in_order(s[1:], x[1:]) else None


def _ends(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the longer name ends in all words of the shorter. ("Van Tarn", "Odo van Tarn")"""
    return len(short) < len(long) and tuple(long[-len(short):]) == tuple(short)


def _single(word: str, long: Sequence[str]) -> Found | None:
    """A surname; or the first word, where it is no common given name."""
    if word in ordinary_words() or len(word) < 2:
        return None
    if surely_alike(word, long[-1]):
        return "surname", 0.9
    return ("first_name", 0.8) if word == long[0] and word not in given_names() else None


def _in_order(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether all words stand in the longer name, in that order; an initial stands for its word."""
    rest = iter(long)
    return all(any(v == w[:1] if len(v) == 1 else bool(alike(v, w)) for w in rest) for v in short)


def contradict(a: str, b: str) -> bool:
    """Whether two names of one surname cannot be one person's. ("Anna Renn", "Karl Renn" -> True)"""
    x, y = parts(a), parts(b)
    if min(len(x), len(y)) < 2 or not alike(x[-1], y[-1]) or _ends(words(a), words(b)) or _ends(words(b), words(a)):
        return False
    if len(x) != len(y) and min(len(x), len(y)) > 2 and x[-2:] == y[-2:] and len(x[-2]) > 2:
        return False  # one full name, with words before it that may be no part of it
    if not (_fits(x[0], y[0]) or x[0] in y or y[0] in x):
        return True
    return bool(x[1:-1] and y[1:-1]) and _fits(x[0], y[0]) and not any(
        _fits(v, w) for v in x[1:-1] for w in y[1:-1])


def _fits(a: str, b: str) -> bool:
    return a[0] == b[0] if 1 in (len(a), len(b)) else _given_fit(a, b)


# ---------------------------------------------------------------- organisations

@functools.cache
def _spelling() -> tuple[tuple[str, str], ...]:
    """(as written, plain), the longest first, each between spaces."""
    rows = table("entity_words")["spelling"]
    pairs = [(f" {other} ", f" {name} ") for name, others in rows.items() for other in others]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@functools.lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """An organisation's name in one spelling, without its article. ("U.N. Defence Centre" -> "un defense center")"""
    out = f" {fold(name)} "
    for written, one in _spelling():
        out = out.replace(written, one)
    return out.strip().removeprefix("the ")


# ---------------------------------------------------------------- places

@functools.cache
def _place_words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Patterns for what may stand before, inside and after a place's own name; and class noun -> its level."""
    rows = table("entity_words")["places"]
    levels = {noun: level for level in ("settlement", "area", "land") for noun in rows[level]}
    lead = re.compile(rf"^(?:the )?(?:(?P<noun>{'|'.join(rows['lead'])}) |(?:al|as|ad|an|ar|ash|el) )?")
    middle = re.compile(rf" (?:{'|'.join(rows['middle'])})(?= )")
    return lead, middle, re.compile(rf" ({'|'.join(levels)})$"), levels


@functools.lru_cache(maxsize=65536)
def bare(name: str) -> str:
    """A place's own name, without article and class noun. ("the Tarn province", "Al-Tarn" -> "tarn")"""
    return _bare_and_level(name)[0]


@functools.lru_cache(maxsize=65536)
def level(name: str) -> str | None:
    """Which kind of place its class noun says: settlement, area or land. ("Tarn province" -> "area")"""
    return _bare_and_level(name)[1]


def _bare_and_level(name: str) -> tuple[str, str | None]:
    lead, middle, tail, levels = _place_words()
    folded = fold(name)
    before = lead.match(folded)
    noun = before["noun"].split()[0] if before and before["noun"] else None
    own = folded[before.end():] if before else folded
    found = tail.search(own)
    own = middle.sub("", own[:found.start()] if found else own)
    return own, levels.get(found[1] if found else noun or "")


@functools.lru_cache(maxsize=65536)
def building(name: str) -> str | None:
    """The one word that tells a building from others; a camp is none. ("al-Tarn girls school" -> "tarn")"""
    rows = table("name_words")
    nouns = {fold(word) for word in (*rows["heads"]["FAC"], *rows["tails"]["FAC"], *rows["tails"]["FAC_modifiers"])}
    found = parts(name)
    own = [word for word in found if word not in nouns - {"camp"}]
    return own[0] if len(own) == 1 < len(found) and own[0] not in given_names() | ordinary_words() else None


class Spellings:
    """A set of words that also holds their spellings. ("tarhensk" in Spellings(["targensk"]))"""

    def __init__(self, found: Iterable[str]) -> None:
        self._by_skeleton: dict[str, set[str]] = defaultdict(set)
        for word in found:
            self._by_skeleton[skeleton(word)].add(word)

    def __contains__(self, word: str) -> bool:
        return any(surely_alike(word, other) for other in self._by_skeleton.get(skeleton(word), ()))


def same_place(a: str, b: str) -> Found | None:
    """(rule, score) if two names of places can be one. ("Tarhensk", "Targensk" -> ("spelling", .9))

    A town and a province of one name are two; a name without class noun fits both.
    """
    if level(a) and level(b) and level(a) != level(b):
        return None
    x, y = bare(a), bare(b)
    if x == y or (level(a) and _adjective(x, y)) or (level(b) and _adjective(y, x)):
        return "class_noun", 0.95
    xs, ys = x.split(), y.split()
    if len(xs) != len(ys) or sum(len(skeleton(w)) for w in xs) < 3:
        return None
    fits = [0.9 if _direction(v, w) else _place_word(v, w) for v, w in zip(xs, ys, strict=True)]
    return ("spelling", min(fits) * 0.95) if all(fits) else None


def _place_word(a: str, b: str) -> float:
    """As `alike`, but with no given name beside it: nearly the same, and no adjective of the other."""
    if _adjective(a, b) or _adjective(b, a):
        return 0.0
    found = alike(a, b)
    return found if found == 1.0 or JaroWinkler.similarity(a, b) >= SURE else 0.0


def _adjective(a: str, b: str) -> bool:
    """Whether `a` is an adjective of `b`. ("tarnian", "tarnia")"""
    return len(a) > len(b) > 2 and a.startswith(b[:-1]) and re.search(r"(?:n|ese|i|ish)$", a) is not None and (
        not b.endswith(a[-1]))


def _direction(a: str, b: str) -> bool:
    """"south" and "southern" begin the same name."""
    short, long = sorted((a, b), key=len)
    return short in _DIRECTIONS and long == short + "ern"
