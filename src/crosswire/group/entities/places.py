"""Which names of places are one place's.

Rules of this file: a name with and without its class noun, and spellings. A town and a province of one name are two
places; where the name alone could be either, it is the town if the gazetteer knows one. Countries and regions of the
tables are never taken for one another, camps never for the towns they stand by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from crosswire.gazetteer import Entry, Gazetteer, fold
from crosswire.group.entities import variants
from crosswire.group.entities.forms import Form, Joins, canonical
from crosswire.values import Reason

LARGEST_BLOCK = 60
KNOWN_TOWN = 15_000  # people; villages share their names with too much


def join_places(joins: Joins, gazetteer: Gazetteer) -> None:
    """Join the forms that are one place's."""
    places = [i for i, form in enumerate(joins.forms) if form.family == "place"]
    for i, j, rule, score in _pairs(joins, places, gazetteer):
        a, b = joins.forms[i].name, joins.forms[j].name
        joins.join(i, j, Reason(rule, f"{a!r} and {b!r} are names of one place.", round(score, 2)))


def _pairs(joins: Joins, places: Sequence[int], gazetteer: Gazetteer) -> Iterator[tuple[int, int, str, float]]:
    """(form, form, rule, score) of every pair of names that is one, the surest rule first."""
    found = []
    for block in _blocks(joins.forms, places):
        for n, i in enumerate(block):
            for j in block[n + 1:]:
                said = _same(joins.forms[i], joins.forms[j], gazetteer)
                if said and _settled(joins.forms, (i, j), block, said[0], gazetteer):
                    found.append((-said[1], i, j, said[0]))
    for score, i, j, rule in sorted(found):
        yield i, j, rule, -score


def _blocks(forms: Sequence[Form], places: Sequence[int]) -> Iterator[list[int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for i in places:
        bare = variants.bare(forms[i].name)
        plain = variants.plain(forms[i].name)
        keys = {bare, canonical().get(plain, plain),
                "#" + variants.skeleton(variants.building(forms[i].name) or bare),
                "~" + " ".join(variants.skeleton(w.removesuffix("ern").removesuffix("n")) for w in bare.split())}
        for key in sorted(keys):
            blocks[key].append(i)
    for _, block in sorted(blocks.items()):
        if 1 < len(block) <= LARGEST_BLOCK:
            yield block


def _same(a: Form, b: Form, gazetteer: Gazetteer) -> tuple[str, float] | None:
    """(rule, score) if the two names can be one place's."""
    x, y = variants.plain(a.name), variants.plain(b.name)
    known = [canonical().get(name) for name in (x, y)]
    if x == y or (known[0] and known[0] == known[1]):
        return "same_name", 0.97
    if not any(known) and (_own_name(a, b, gazetteer) or _own_name(b, a, gazetteer)):
        return "building", 0.85
    if all(known) or not _compatible(a, b):
        return None
    found = variants.same_place(a.name, b.name)
    if any(known):
        noun = {variants.level(a.name), variants.level(b.name)} - {None}
        return found if found and found[0] == "class_noun" and not _other_place(a, b, noun) else None
    if found and found[0] == "spelling" and _two_towns(a.name, b.name, gazetteer):
        return None
    return found


def _own_name(short: Form, long: Form, gazetteer: Gazetteer) -> bool:
    """Whether one is a building's own name, which the other has with a noun, and no town's. ("Tarn", "Tarn school")"""
    building, own = variants.building(long.name), variants.plain(short.name)
    return (building is not None and " " not in own and bool(variants.surely_alike(own, building))
            and {m.kind for m in long.mentions} == {"FAC"} and not any(m.country for m in short.mentions)
            and "GPE" not in {m.kind for m in short.mentions} and not gazetteer.find(short.name))


def _other_place(a: Form, b: Form, levels: set[str | None]) -> bool:
    """A town or a state named like a country is not the country; "Tarn region" is Tarn where Tarn is a region."""
    return "settlement" in levels or any(fold(form.name).split()[-1] in ("state", "county", "district")
                                         for form in (a, b))


def _compatible(a: Form, b: Form) -> bool:
    """No contradiction in country, and camps apart from the towns they are named for."""
    if ("FAC" in {m.kind for m in a.mentions}) != ("FAC" in {m.kind for m in b.mentions}):
        return False
    return not a.countries or not b.countries or bool(a.countries & b.countries)


def _two_towns(a: str, b: str, gazetteer: Gazetteer) -> bool:
    """Whether the gazetteer knows both names, and no town bears the two."""
    one, other = _known_towns(a, gazetteer), _known_towns(b, gazetteer)
    return bool(one and other) and not {town.id for town in one} & {town.id for town in other}


def _known_towns(name: str, gazetteer: Gazetteer) -> list[Entry]:
    """The towns of this name that a report may name without saying where they are."""
    return [entry for entry in gazetteer.find(name) if entry.kind == "town" and entry.population >= KNOWN_TOWN]


def _settled(forms: Sequence[Form], pair: tuple[int, int], block: Sequence[int], rule: str,
             gazetteer: Gazetteer) -> bool:
    """Whether a name without class noun may join this one: a town's where one is known, else the only kind there is."""
    names = [forms[i].name for i in pair]
    levels = {level for name in names if (level := variants.level(name))}
    if rule != "class_noun" or len([name for name in names if variants.level(name)]) != 1:
        return True
    own = next(variants.bare(name) for name in names if not variants.level(name))
    bare = {variants.bare(name) for name in names}
    others = {variants.level(forms[i].name) for i in block if variants.bare(forms[i].name) in bare} - {None}
    town = any(fold(found.name) == own for found in _known_towns(own, gazetteer))
    if town:
        return levels == {"settlement"}
    return len(others) == 1
