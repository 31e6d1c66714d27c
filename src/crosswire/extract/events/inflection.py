"""English inflection for the event lexicon: from a lemma to its written forms, and what a verb form can be."""

from __future__ import annotations

import functools

from crosswire.tables import table

_VOWELS = "aeiou"
BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re"})


@functools.cache
def _irregular() -> dict[str, tuple[frozenset[str], ...]]:
    rows = table("plover")["irregular"]
    doubled = rows["doubled"].split()
    out = {lemma: tuple(frozenset(part.split("|")) for part in forms.split())
           for lemma, forms in rows.items() if lemma != "doubled"}
    for lemma in doubled:
        past = frozenset({lemma + lemma[-1] + "ed"})
        if lemma in ("cut", "quit"):
            past = frozenset({lemma})
        out.setdefault(lemma, (frozenset({lemma + "s"}), past, past, frozenset({lemma + lemma[-1] + "ing"})))
    return out


@functools.cache
def parts(lemma: str) -> dict[str, frozenset[str]]:
    """The forms of a verb by what they are. ("accuse" -> base, s, past, participle, ing)"""
    if lemma in _irregular():
        third, past, participle, ing = _irregular()[lemma]
    else:
        third = frozenset({_third(lemma)})
        past = participle = frozenset(_past(lemma))
        ing = frozenset(_ing(lemma))
    return {"base": frozenset({lemma}), "s": third, "past": past, "participle": participle, "ing": ing}


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _past(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("e"):
        return (lemma + "d",)
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return (lemma[:-1] + "ied",)
    if lemma.endswith("l") and lemma[-2] in _VOWELS:
        return (lemma + "ed", lemma + "led")
    return (lemma + "ed",)


def _ing(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("ie"):
        return (lemma[:-2] + "ying",)
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")):
        return (lemma[:-1] + "ing",)
    if lemma.endswith("l") and lemma[-2] in _VOWELS:
        return (lemma + "ing", lemma + "ling")
    return (lemma + "ing",)


@functools.cache
def verb_forms(lemma: str) -> frozenset[str]:
    """Every form of a verb; a lemma with a hyphen is inflected at its end; "not" stays as it is."""
    if lemma == "be":
        return BE
    if lemma == "not":
        return frozenset({"not"})
    return frozenset(form for forms in parts(lemma).values() for form in forms)


def noun_forms(lemma: str) -> frozenset[str]:
    """Singular and plural. ("ally" -> ally, allies)"""
    if lemma.endswith(("s", "ing")) and lemma != "gas":
        return frozenset({lemma, lemma + "s"} if lemma.endswith("ing") else {lemma})
    return frozenset({lemma, _third(lemma)})


@functools.cache
def form_kinds(lemma: str, form: str) -> frozenset[str]:
    """What a form of the verb can be. (("attack", "attacked") -> past, participle)"""
    return frozenset(kind for kind, forms in parts(lemma).items() if form in forms)
