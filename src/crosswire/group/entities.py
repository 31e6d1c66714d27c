"""Mentions of one bearer across articles, under one canonical name.

Rules of this file: mentions of one name and kind are a *form*; forms are joined when variants.py gives a reason.
Candidates come from keys (skeletons of words, acronyms), never from all pairs. A single name ("Renn") joins the one
fuller name that it can be short for; with two, it stays apart. The ids depend on the names alone.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crosswire.gazetteer import fold, gazetteer
from crosswire.group import variants
from crosswire.group.places import place_of
from crosswire.ids import content_id
from crosswire.model import Article, Entity, Mention, Skipped
from crosswire.stage import stage
from crosswire.tables import table
from crosswire.values import NameKind, Place, Reason

LARGEST_BLOCK = 60  # forms that share a key; beyond that the key says nothing


@dataclass(frozen=True, slots=True)
class Form:
    """All mentions of one name. `family` puts GPE, LOC and FAC together, for the line between them is thin."""

    family: str
    name: str
    mentions: tuple[Mention, ...]


class Joins:
    """Union-find over forms; keeps the reason of each join and which forms must stay apart."""

    def __init__(self, size: int):
        self._parent = list(range(size))
        self.reasons: dict[int, Reason] = {}

    def root(self, i: int) -> int:
        """The group that form `i` is in."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, a: int, b: int, reason: Reason) -> None:
        """Put two groups together; the lower index stays the root."""
        low, high = sorted((self.root(a), self.root(b)))
        if low != high:
            self._parent[high] = low
            self.reasons.setdefault(low, reason)


@stage
def entities(articles: Sequence[Article], mentions: Sequence[Mention]) -> Iterator[Entity | Skipped]:
    """One Entity for each bearer. ("Ilva Renn", "Renn", "Renn Ilva" -> Ilva Renn)

    Spelling, transliteration, order, short forms and acronyms; different given names are never joined.
    """
    del articles  # the mentions say all; the articles are taken because an account without them has none
    forms = _forms(mentions)
    joins = Joins(len(forms))
    _join_tables(forms, joins)
    _join_variants(forms, joins)
    _join_short_names(forms, joins)
    groups: dict[int, list[Form]] = defaultdict(list)
    for i, form in enumerate(forms):
        groups[joins.root(i)].append(form)
    told = Counter(m.country for m in mentions if m.country and m.kind in ("GPE", "NORP"))
    for root, group in sorted(groups.items()):
        yield _entity(group, joins.reasons.get(root), told)


def _family(kind: NameKind) -> str:
    return "place" if kind in ("GPE", "LOC", "FAC") else kind


def _forms(mentions: Iterable[Mention]) -> list[Form]:
    families: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        families[mention.name][_family(mention.kind)] += 1
    by_name: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: m.id):
        by_name[_main_family(_family(mention.kind), families[mention.name]), mention.name].append(mention)
    return [Form(family, name, tuple(found)) for (family, name), found in sorted(by_name.items())]


def _main_family(own: str, seen: Counter[str]) -> str:
    """The family that most mentions of a name have, where few others disagree; else its own."""
    ranked = sorted(seen.items(), key=lambda item: (-item[1], item[0]))
    return ranked[0][0] if ranked[0][1] >= 2 * seen[own] and own != "NORP" else own


@functools.cache
def _canonical() -> dict[str, str]:
    """Every form of the tables (folded) -> the canonical name."""
    out: dict[str, str] = {}
    bodies = table("bodies")
    for section in ("bodies", "outlets"):
        for name, others in bodies[section].items():
            for form in (name, *others):
                out.setdefault(variants.plain(form), name)
    for row in table("countries")["countries"].values():
        for form in (row["name"], *row.get("also", ())):
            out.setdefault(variants.plain(form), row["name"])
    return out


def _join_tables(forms: Sequence[Form], joins: Joins) -> None:
    """Forms that are one name by the tables, by spelling of organisation words, or the army of one country."""
    seen: dict[tuple[str, str], int] = {}
    for i, form in enumerate(forms):
        plain = variants.plain(form.name) if form.family == "ORG" else fold(form.name)
        keys = [(form.family, _canonical().get(plain, plain))]
        keys += [("national", key) for key in _national_keys(form)]
        for key in keys:
            first = seen.setdefault(key, i)
            if first != i:
                detail = f"{form.name!r} and {forms[first].name!r} are one name."
                joins.join(first, i, Reason("same_name", detail, 0.97))


_MILITARY = frozenset({"military", "army", "defense forces", "armed forces", "defense force"})


def _national_keys(form: Form) -> Iterator[str]:
    """A country's body, however its country is written. ("Kestrian army", "Kestria Defence Forces" -> one key)"""
    country = form.mentions[0].country
    if form.family != "ORG" or country is None:
        return
    words = variants.plain(form.name).split()
    rest = next((" ".join(words[i:]) for i in range(1, len(words)) if len(words) - i <= 3), "")
    noun = " ".join(words[1:]) if len(words) <= 4 else rest
    noun = noun.removeprefix("s ").replace("ministry of ", "")
    if noun in _MILITARY:
        yield f"{country} military"
    elif noun and not form.name.startswith("Government of"):
        yield f"{country} {' '.join(sorted(noun.split()))}"


def _blocks(forms: Sequence[Form]) -> Iterator[list[int]]:
    """Indices of forms that share a key: candidates for one bearer."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, form in enumerate(forms):
        words = variants.parts(form.name) if form.family == "PER" else variants.bare(form.name).split()
        keys = {variants.skeleton(w) for w in words} if form.family == "PER" else {
            " ".join(variants.skeleton(w.removesuffix("ern").removesuffix("n")) for w in words)}
        for key in keys:
            blocks[form.family, key].append(i)
        if form.family != "PER":
            blocks[form.family, f"bare {variants.bare(form.name)}"].append(i)
    for _, block in sorted(blocks.items()):
        if 1 < len(block) <= LARGEST_BLOCK:
            yield block


def _join_variants(forms: Sequence[Form], joins: Joins) -> None:
    for block in _blocks(forms):
        for n, i in enumerate(block):
            for j in block[n + 1:]:
                a, b = forms[i], forms[j]
                test = {"PER": variants.same_person, "place": _same_place}.get(a.family)
                found = test(a.name, b.name) if test and _compatible(a, b) else None
                if found and joins.root(i) != joins.root(j):
                    joins.join(i, j, Reason(found[0], f"{a.name!r} and {b.name!r} are spellings of one name.",
                                            round(found[1], 2)))


def _same_place(a: str, b: str) -> tuple[str, float] | None:
    known = _canonical()
    if variants.plain(a) in known and variants.plain(b) in known:
        return None  # two countries of like names are two countries
    return variants.same_place(a, b)


def _compatible(a: Form, b: Form) -> bool:
    """No contradiction in country (places) or gender (people), camps apart from the towns they are named for."""
    if a.family == "PER":
        genders = {m.gender for m in (*a.mentions, *b.mentions)} - {None}
        return len(genders) < 2
    if ("FAC" in {m.kind for m in a.mentions}) != ("FAC" in {m.kind for m in b.mentions}):
        return False
    x = {m.country for m in a.mentions} - {None}
    y = {m.country for m in b.mentions} - {None}
    return not x or not y or bool(x & y)


def _join_short_names(forms: Sequence[Form], joins: Joins) -> None:
    """A single name joins the only fuller name that holds it, by surname first, in any article."""
    holders: dict[str, set[int]] = defaultdict(set)
    for i, form in enumerate(forms):
        words = variants.parts(form.name)
        if form.family == "PER" and len(words) > 1:
            for word in (words[0], words[-1]):
                holders[variants.skeleton(word)].add(i)
    for i, form in enumerate(forms):
        words = variants.parts(form.name)
        if form.family != "PER" or len(words) != 1:
            continue
        fuller = {joins.root(j): j for j in sorted(holders[variants.skeleton(words[0])])
                  if _compatible(form, forms[j])
                  and any(variants.alike(words[0], w) for w in variants.parts(forms[j].name))}
        if len(fuller) == 1:
            j = next(iter(fuller.values()))
            joins.join(i, j, Reason("short_name", f"{form.name!r} can only be {forms[j].name!r} here.", 0.85))


def _entity(group: Sequence[Form], reason: Reason | None, told: Mapping[str, int]) -> Entity:
    mentions = sorted((m for form in group for m in form.mentions), key=lambda m: m.id)
    kind = Counter(m.kind for m in mentions).most_common(1)[0][0]
    name = _best_name(group)
    countries = Counter(m.country for m in mentions if m.country).most_common(1)
    country = countries[0][0] if countries else None
    aliases = tuple(sorted({form.name for form in group} - {name}))
    return Entity(
        id=content_id("entity", kind, name, *aliases), kind=kind, name=name, aliases=aliases,
        mention_ids=tuple(m.id for m in mentions), country=country, place=_place(kind, name, country, told),
        reason=reason or Reason("one_form", f"All {len(mentions)} mentions bear the name {name!r}.", 1.0))


def _best_name(group: Sequence[Form]) -> str:
    """The table's name; else the fullest form that is not rare: most words, then most mentions."""
    for form in group:
        known = _canonical().get(variants.plain(form.name))
        if known:
            return known
    top = max(len(form.mentions) for form in group)
    usual = [form for form in group if len(form.mentions) * 5 >= top or len(variants.parts(form.name)) > 1]
    return min(usual or group, key=_order_of_forms).name


def _order_of_forms(form: Form) -> tuple[object, ...]:
    """Full names first, then capitals throughout, then the frequent, then the long."""
    few_words = -min(2, len(variants.parts(form.name)))
    return few_words, not form.name.istitle(), -len(form.mentions), -len(form.name), form.name


def _place(kind: NameKind, name: str, country: str | None, told: Mapping[str, int]) -> Place | None:
    if kind not in ("GPE", "LOC") or fold(name) in _countries():
        return None
    return place_of(name, country, told, gazetteer())


@functools.cache
def _countries() -> frozenset[str]:
    rows = table("countries")["countries"].values()
    return frozenset(fold(form) for row in rows for form in (row["name"], *row.get("also", ())))
