"""Porter's stemmer (M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980), as ROUGE uses it."""

from __future__ import annotations

import functools
import re

_C, _V = "[^aeiou]", "[aeiouy]"
_CC, _VV = f"{_C}[^aeiouy]*", f"{_V}[aeiou]*"
_M0 = re.compile(f"^({_CC})?{_VV}{_CC}")
_M1 = re.compile(f"^({_CC})?{_VV}{_CC}({_VV})?$")
_M2 = re.compile(f"^({_CC})?{_VV}{_CC}{_VV}{_CC}")
_VOWEL = re.compile(f"^({_CC})?{_V}")
_CVC = re.compile(f"^{_CC}{_V}[^aeiouwxy]$")
_STEP2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "abli": "able", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble",
}
_STEP3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_STEP4 = ("ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize",
          "al", "er", "ic", "ou")


@functools.lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a lower-case word. ("relational" -> "relat", "hopping" -> "hop")"""
    if len(word) <= 2:
        return word
    if word[0] == "y":  # a consonant here
        return "y" + _stripped("Y" + word[1:])[1:]
    return _stripped(word)


def _stripped(word: str) -> str:
    word = _plural(word)
    word = _past(word)
    if word.endswith("y") and _VOWEL.match(word[:-1]):
        word = word[:-1] + "i"
    for table in (_STEP2, _STEP3):
        suffix = max((each for each in table if word.endswith(each)), key=len, default=None)
        if suffix and _M0.match(word[: -len(suffix)]):
            word = word[: -len(suffix)] + table[suffix]
    return _final(_step4(word))


def _plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _M0.match(word[:-3]) else word
    found = re.match(r"^(.*)(?:ed|ing)$", word)
    if not found or not _VOWEL.match(found[1]):
        return word
    word = found[1]
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if re.search(r"([^aeiouylsz])\1$", word):
        return word[:-1]
    return word + "e" if _CVC.match(word) else word


def _step4(word: str) -> str:
    suffix = max((each for each in _STEP4 if word.endswith(each)), key=len, default=None)
    if word.endswith(("sion", "tion")):
        suffix = "ion"
    return word[: -len(suffix)] if suffix and _M2.match(word[: -len(suffix)]) else word


def _final(word: str) -> str:
    if word.endswith("e"):
        base = word[:-1]
        if _M2.match(base) or (_M1.match(base) and not _CVC.match(base)):
            word = base
    return word[:-1] if word.endswith("ll") and _M2.match(word) else word
