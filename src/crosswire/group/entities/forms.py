"""Forms: all mentions of one name, and which forms are one bearer's.

Rules of this file: a form's family puts GPE, LOC and FAC together, for the line between them is thin. A name that the
articles read in different families is of the one that most of them say. `Joins` is the only place where two forms
become one entity: it keeps the reasons, and refuses what would put two different people, or what a person has
set apart, under one name.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from crosswire.families import Families
from crosswire.gazetteer import fold
from crosswire.group.entities import variants
from crosswire.model import Article, Mention
from crosswire.tables import table
from crosswire.values import Family, NameKind, Reason

UNSURE = 0.6  # the score of a mention's kind below which other reports decide it


@dataclass(frozen=True, eq=False)
class Form:
    """All mentions of one name in one family; of a short name, those that mean the same bearer."""

    family: Family
    name: str
    mentions: tuple[Mention, ...]

    @cached_property
    def articles(self) -> frozenset[str]:
        """The articles that use it."""
        return frozenset(mention.article_id for mention in self.mentions)

    @cached_property
    def genders(self) -> frozenset[str]:
        """What the articles say of the bearer's gender; nothing where they differ."""
        told = {mention.gender for mention in self.mentions if mention.gender}
        return frozenset(told) if len(told) == 1 else frozenset()

    @cached_property
    def countries(self) -> frozenset[str]:
        """Countries that the tables give its mentions."""
        return frozenset(mention.country for mention in self.mentions if mention.country)


def family(kind: NameKind) -> Family:
    """The family of a kind of name."""
    return kind if kind in ("PER", "ORG", "NORP") else "place"


def surfaces(articles: Iterable[Article], mentions: Iterable[Mention]) -> dict[str, str]:
    """The words of each mention as printed, by its id; its name where the article is not there."""
    texts = {article.id: article.text for article in articles}
    return {m.id: m.span.of(texts[m.article_id]) if m.article_id in texts else m.name for m in mentions}


def forms(mentions: Sequence[Mention], printed: Mapping[str, str]) -> list[Form]:
    """The forms of all mentions, in a fixed order."""
    votes: dict[str, Counter[Family]] = defaultdict(Counter)
    built = variants.Spellings(own for m in mentions if m.kind == "FAC" and (own := variants.building(m.name)))
    for mention in mentions:
        for key in {fold(mention.name), fold(printed[mention.id])}:
            votes[key][family(mention.kind)] += 1
    by_name: dict[tuple[Family, str], list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: m.id):
        own = "place" if _building(mention, built) else _family(mention, votes[fold(mention.name)])
        by_name[own, _name(mention, own, printed[mention.id])].append(mention)
    return [Form(each, name, tuple(found)) for (each, name), found in sorted(by_name.items())]


def _name(mention: Mention, own: Family, printed: str) -> str:
    """The mention's name; a place keeps the class noun that the article prints. ("Tarn City", not "Tarn")"""
    if own == "place" and not variants.level(mention.name) and variants.level(printed) and (
            variants.bare(printed) == variants.bare(mention.name)):
        return printed
    return mention.name


def _building(mention: Mention, built: variants.Spellings) -> bool:
    """Whether a single word that is hardly known for a person's name is a building's that others name in full."""
    unsure = mention.kind == "PER" and not mention.role and mention.reason.score < UNSURE
    return unsure and " " not in mention.name and fold(mention.name) in built


def _family(mention: Mention, votes: Counter[Family]) -> Family:
    """The tables' family; else that of most mentions of the name, where few others disagree; else its own."""
    own = family(mention.kind)
    known = table_families().get(variants.plain(mention.name))
    if own == "NORP" or mention.reason.rule == "titled":
        return own
    if known:
        return known
    (top, count), *_ = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    several_words = " " in mention.name  # then another bearer of the same name is unlikely
    clear = count >= (1 if several_words else 2) * votes[own]
    return top if top != "NORP" and clear and count != votes[own] else own


@functools.cache
def canonical() -> dict[str, str]:
    """Every form of the tables (in plain spelling) -> the canonical name."""
    out: dict[str, str] = {}
    for section in ("bodies", "outlets"):
        for name, others in table("bodies")[section].items():
            for form in (name, *others):
                out.setdefault(variants.plain(form), name)
    for row in table("countries")["countries"].values():
        for form in (row["name"], *row.get("also", ())):
            out.setdefault(variants.plain(form), row["name"])
    for places in (table("regions")["LOC"], table("entity_words")["also"]):
        for name, others in places.items():
            for form in (name, *others):
                out.setdefault(variants.plain(form), name)
    for name in table("regions")["GPE"]:
        out.setdefault(variants.plain(name), name)
    return out


@functools.cache
def table_families() -> dict[str, Family]:
    """Plain form -> family, of bodies and outlets, and of countries and capitals whose names are no person's."""
    out: dict[str, Family] = {}
    for section in ("bodies", "outlets"):
        for name, others in table("bodies")[section].items():
            out.update({variants.plain(form): "ORG" for form in (name, *others) if " " in form or form.isupper()})
    for row in table("countries")["countries"].values():
        names = () if row.get("person") else (row["name"], *row.get("also", ()))
        capitals = (city for city in row.get("capitals", ()) if fold(city) not in variants.given_names())
        out.update({variants.plain(form): "place" for form in (*names, *capitals)})
    return out


class Joins:
    """Groups of forms; keeps the reason of each join, and which forms must stay apart."""

    def __init__(self, all_forms: Sequence[Form]):
        self.forms = list(all_forms)
        self.reasons: dict[int, Reason] = {}
        self._joined = Families[int]()
        self._members = {i: [i] for i in range(len(self.forms))}
        self._apart: dict[int, set[int]] = defaultdict(set)
        self._people: dict[str, set[int]] | None = None  # article -> its full names, made when first asked for

    def root(self, i: int) -> int:
        """The group that form `i` is in."""
        return self._joined.find(i)

    def members(self, i: int) -> list[int]:
        """All forms of the group that form `i` is in."""
        return self._members[self.root(i)]

    def groups(self) -> list[tuple[int, list[Form]]]:
        """(root, its forms) of every group, in order."""
        return [(root, [self.forms[i] for i in members]) for root, members in sorted(self._members.items())]

    def company(self, i: int) -> frozenset[int]:
        """The other people that the articles of form `i` call by their full names, by group."""
        if self._people is None:
            self._people = defaultdict(set)
            for index, form in enumerate(self.forms):
                if form.family == "PER" and len(variants.parts(form.name)) > 1:
                    for article_id in form.articles:
                        self._people[article_id].add(index)
        near = {self.root(j) for article_id in self.forms[i].articles for j in self._people.get(article_id, ())}
        return frozenset(near - {self.root(i)})

    def keep_apart(self, a: int, b: int) -> None:
        """No later join puts these two forms together."""
        self._apart[a].add(b)
        self._apart[b].add(a)

    def allowed(self, a: int, b: int) -> bool:
        """Whether the two groups may be one: nobody set them apart, and no two names or genders contradict."""
        one, other = self.members(a), self.members(b)
        if any(self._apart[i] & set(other) for i in one if i in self._apart):
            return False
        if self.forms[a].family != "PER" or self.forms[b].family != "PER":
            return True
        genders = {gender for i in (*one, *other) for gender in self.forms[i].genders}
        return len(genders) < 2 and not any(
            variants.contradict(self.forms[i].name, self.forms[j].name) for i in one for j in other)

    def join(self, a: int, b: int, reason: Reason, *, forced: bool = False) -> bool:
        """Put two groups together if that is allowed; the lower index stays the root. Says whether they are one."""
        low, high = sorted((self.root(a), self.root(b)))
        if low == high:
            return True
        if not forced and not self.allowed(a, b):
            return False
        self._joined.join(low, high)
        self._members[low] += self._members.pop(high)
        self.reasons.setdefault(low, self.reasons.pop(high, reason))
        return True

    def split(self, i: int, pieces: Sequence[Form]) -> list[int]:
        """Put forms with fewer mentions in the place of form `i`, which is in no group yet. Returns their indices."""
        self.forms[i] = pieces[0]
        added = list(range(len(self.forms), len(self.forms) + len(pieces) - 1))
        for index, piece in zip(added, pieces[1:], strict=True):
            self.forms.append(piece)
            self._members[index] = [index]
        return [i, *added]
