"""What an entity is called and what the reports tell of it: name, kind, country, offices, whose power it means.

Rules of this file: facts come from the mentions of all articles together; where they differ, most of them decide. An
office with a country is read from the words beside the name ("Kestrian President Ilva Renn", "Renn, the president
of Kestria"), never from what we know of the world.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from crosswire.gazetteer import fold
from crosswire.group.entities import variants
from crosswire.group.entities.forms import Form, canonical, family
from crosswire.model import Article, Mention
from crosswire.tables import table
from crosswire.values import NameKind

REACH = 40  # characters between a country and the office's holder
_APPOSITION = re.compile(r",? ?(?:the |who is )?(?P<office>[a-z][a-z -]{2,40}?) of (?:the )?$")


def kind_of(group: Sequence[Form]) -> NameKind:
    """The kind of most mentions, of those that fit the family. (a capital that was read as a person is a GPE)"""
    own = group[0].family
    fitting = Counter(m.kind for form in group for m in form.mentions if family(m.kind) == own)
    if not fitting:
        return "GPE" if own == "place" else own
    return min(fitting.items(), key=lambda item: (-item[1], item[0]))[0]


def country_of(mentions: Sequence[Mention]) -> str | None:
    """The country of most mentions that have one."""
    told = Counter(m.country for m in mentions if m.country)
    return min(told.items(), key=lambda item: (-item[1], item[0]))[0] if told else None


# ---------------------------------------------------------------- names

def name_of(group: Sequence[Form]) -> str:
    """The tables' name; else a full name that is used often, without a title or an ordinary word at its ends."""
    for form in sorted(group, key=lambda form: form.name):
        known = canonical().get(variants.plain(form.name))
        if known and form.family not in ("PER", "NORP"):
            return known
    top = max(len(form.mentions) for form in group)
    usual = [form for form in group if len(form.mentions) * 5 >= top or len(variants.parts(form.name)) > 1]
    return min(usual or group, key=_order_of_forms).name


def _order_of_forms(form: Form) -> tuple[object, ...]:
    """Full names first, then those of names only, then those not in capitals, then the frequent, then the long."""
    found = form.name.split()
    few_words = -min(2, len(variants.parts(form.name)))
    loose = variants.ordinary_words() | variants.titles()
    ends = form.family == "PER" and any(fold(word) in loose for word in (found[0], found[-1])) if found else False
    return few_words, ends, form.name.isupper(), -len(form.mentions), -len(form.name), form.name


# ---------------------------------------------------------------- powers

@functools.cache
def _powers() -> dict[str, str]:
    """House or capital (folded) -> the country whose government its name can mean."""
    rows = table("countries")["countries"]
    out = {fold(city): row["name"] for row in rows.values() for city in row.get("capitals", ())[:1]}
    out.update({fold(house): rows[code]["name"] for house, code in table("bodies")["houses"].items() if code in rows})
    return out


@functools.cache
def _speech() -> re.Pattern[str]:
    """A verb by which a government speaks or acts, right after its name."""
    verbs = "|".join(sorted(map(re.escape, table("entity_words")["powers"]["verbs"])))
    return re.compile(rf",? (?:has |have |had |also |later |again |would |will )?(?:{verbs})\b")


def stands_for(group: Sequence[Form], texts: Mapping[str, str]) -> str | None:
    """The government that a house always means, and a capital where some report lets it speak or act."""
    country = next((c for form in group if (c := _powers().get(fold(form.name)))), None)
    if country is None or group[0].family == "PER":
        return None
    house = group[0].family == "ORG"
    acts = (m for form in group for m in form.mentions if m.article_id in texts)
    if house or any(_speech().match(texts[m.article_id], m.span.end) for m in acts):
        return f"Government of {country}"
    return None


# ---------------------------------------------------------------- offices

def offices_told(articles: Iterable[Article], mentions: Iterable[Mention]) -> dict[str, list[str]]:
    """Mention id -> the offices that the words beside it give, as "KES president"."""
    texts = {article.id: article.text for article in articles}
    by_article: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.article_id in texts:
            by_article[mention.article_id].append(mention)
    out: dict[str, list[str]] = defaultdict(list)
    for article_id, own in by_article.items():
        own.sort(key=lambda m: (m.span.start, m.id))
        for first, second in pairwise(own):
            for person, office in _offices_beside(texts[article_id], first, second):
                out[person.id].append(office)
    return out


def _offices_beside(text: str, first: Mention, second: Mention) -> Iterator[tuple[Mention, str]]:
    """Offices in two neighbouring mentions, one a country (or its adjective), the other a person."""
    between = text[first.span.end:second.span.start]
    if len(between) > REACH or "\n" in between or text[first.span.start - 1:first.span.start] == "-":  # "pro-Norwegian"
        return
    if second.kind == "PER" and second.role and first.country and first.kind in ("GPE", "NORP"):
        if between.removeprefix("'s").removeprefix("’s").strip().casefold() == second.role:
            yield second, f"{first.country} {second.role}"
    elif first.kind == "PER" and first.role and second.country and second.kind in ("GPE", "NORP"):
        of = _APPOSITION.match(between) if second.kind == "GPE" else None
        beside = second.kind == "NORP" and re.fullmatch(r", ?(?:the )?", between)
        if (of and of["office"] == first.role) or (beside and text.startswith(f" {first.role}", second.span.end)):
            yield first, f"{second.country} {first.role}"


def offices(mentions: Sequence[Mention], told: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The offices of state that the reports give a person now, of those that only one holds at a time."""
    found = {office for mention in mentions for office in told.get(mention.id, ())}
    return tuple(sorted(office for office in found if _sole(office.split(" ", 1)[1])))


def _sole(office: str) -> bool:
    """Whether one person of a country holds it. ("interior minister", not "minister", "former president")"""
    lists, words = table("entity_words")["offices"], office.split()
    special = {"former", "ex", "then", "late", "acting", "deputy", "junior", "assistant", "presidential"} & {*words}
    return not special and (office in lists["sole"] or (len(words) > 1 and words[-1] in lists["heads"]))
