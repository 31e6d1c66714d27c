"""Whether two names can be one bearer: spelling, transliteration, name order, short forms.

Rules of this file: `skeleton` brings together what transliteration writes apart; `same_person`, `same_name` say
why two names are one (a rule's name and score) or None. No rule joins two different given names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import JaroWinkler

from crosswire.gazetteer import fold

ALIKE = 0.90  # Jaro-Winkler of two words that share a skeleton, or nearly
CLOSE = 0.94  # Jaro-Winkler of two words that do not

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple((re.compile(pattern), to) for pattern, to in (
    (r"^(?:al|el|as|ash|an|ar|ad) ", ""), (r"shch|sch", "sh"), (r"tch|tsch|ch", "c"), (r"kh|gh|h", "g"),
    (r"ph", "f"), (r"dj|dzh|zh|j", "z"), (r"ts|tz", "z"), (r"ck|q|k|c", "k"), (r"w|v|b", "v"), (r"th", "t"),
    (r"x", "ks"), (r"[aeiouy]+", ""), (r"(.)\1+", r"\1")))
_CLASS = re.compile(
    r" (?:province|state|county|district|region|governorate|oblast|prefecture|island|islands|peninsula"
    r"|city|town|village|strip|river|raion|basin)$", re.IGNORECASE)
_LEAD = re.compile(r"^(?:the |a[lsdnrt]-|el-|city of |republic of |state of |province of |kingdom of )", re.IGNORECASE)
_MIDDLE = re.compile(r" (?:refugees?|displacement|idp|transit|primary|elementary|secondary|high|girls|boys)(?= )",
                     re.IGNORECASE)
_SUFFIX = frozenset(["jr", "sr", "ii", "iii"])
_PARTICLES = frozenset([
    "al", "el", "bin", "ben", "ibn", "de", "van", "von", "der", "den", "da", "di", "la", "le", "abu", "as", "ash"])


def parts(name: str) -> tuple[str, ...]:
    """Folded words, without particles and Jr. ("Rafiq al-Tarn Jr" -> ("rafiq", "tarn"))"""
    words = fold(name).split()
    kept = tuple(w for w in words if w not in _PARTICLES and w not in _SUFFIX)
    return kept or tuple(words)


def skeleton(word: str) -> str:
    """Consonants as transliterations agree on them. ("Tarhensk", "Targensk" -> the same)"""
    out = word
    first = "a" if word[:1] in "aeiouy" else ""
    for pattern, to in _RULES:
        out = pattern.sub(to, out)
    return first + out


def alike(a: str, b: str) -> float:
    """How surely two folded words are spellings of one, 0 if not. ("zelenko", "zelienko" -> 0.95)"""
    if a == b:
        return 1.0
    if min(len(a), len(b)) < 3:
        return 0.0
    closeness = JaroWinkler.similarity(a, b)
    if skeleton(a) == skeleton(b) and closeness >= 0.80 and len(skeleton(a)) >= 2:
        return max(0.9, closeness)
    return closeness if closeness >= CLOSE and min(len(a), len(b)) >= 5 and a[0] == b[0] else 0.0


def _given_fit(a: Sequence[str], b: Sequence[str]) -> float:
    """Whether given names agree: equal, spellings, initials, or one absent."""
    if not a or not b:
        return 0.9
    for x, y in zip(a, b, strict=False):
        if len(x) == 1 or len(y) == 1:
            if x[0] != y[0]:
                return 0.0
        elif not alike(x, y) and not (min(len(x), len(y)) >= 3 and (x.startswith(y) or y.startswith(x))):
            return 0.0
    return 0.95


def same_person(a: str, b: str) -> tuple[str, float] | None:
    """(rule, score) if two full names can be one person. ("Renn Ilva", "Ilva Renn" -> ("name_order", .95))"""
    x, y = parts(a), parts(b)
    if x == y:
        return "same_name", 1.0
    if len(x) < 2 or len(y) < 2:
        return None
    if len(x) == len(y) and sorted(x) == sorted(y):
        return "name_order", 0.95
    surname = alike(x[-1], y[-1])
    if surname and _given_fit(x[:-1], y[:-1]):
        return "spelling", surname * 0.95
    short, long = sorted((x, y), key=len)
    if len(long) > len(short) >= 2 and all(any(alike(w, v) for v in long) for w in short):
        return "shorter_name", 0.9
    if len(x) == len(y) == 2 and alike(x[0], y[1]) and alike(x[1], y[0]):
        return "name_order", 0.9
    return None


def bare(name: str) -> str:
    """A place or organisation without article and class noun. ("the Tarn province" -> "tarn")"""
    return fold(_MIDDLE.sub("", _CLASS.sub("", _LEAD.sub("", name))))


_SPELLING = (("organisation", "organization"), ("programme", "program"), ("centre", "center"), ("defence", "defense"),
             ("labour", "labor"), ("u s ", "us "), ("u n ", "un "), ("united nations ", "un "),
             ("united states ", "us "))


def plain(name: str) -> str:
    """An organisation's name in one spelling. ("U.N. Defence Centre" -> "un defense center")"""
    out = f"{fold(name)} "
    for british, american in _SPELLING:
        out = out.replace(british, american)
    return out.strip()


def same_place(a: str, b: str) -> tuple[str, float] | None:
    """(rule, score) if two names of places can be one. ("Tarhensk", "Targensk" -> ("spelling", .9))"""
    x, y = bare(a), bare(b)
    if x == y:
        return "class_noun", 0.95
    xs, ys = x.split(), y.split()
    if len(xs) != len(ys):
        return None
    fits = [alike(v, w) or (0.9 if _direction(v, w) else 0.0) for v, w in zip(xs, ys, strict=True)]
    return ("spelling", min(fits) * 0.95) if all(fits) else None


def _direction(a: str, b: str) -> bool:
    """"south" and "southern" begin the same name."""
    short, long = sorted((a, b), key=len)
    return short in ("north", "south", "east", "west") and long == short + "ern"
