"""Mentions of one bearer across articles, under one canonical name.

Rules of this file: mentions of one name and family are a *form*; forms are joined by what the user decided, then by the
rules for people, organisations and places (`people`, `bodies`, `places`). An entity's id depends on its name alone, so
reports about others never change it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.gazetteer import fold, gazetteer
from crosswire.group.entities import facts
from crosswire.group.entities.bodies import join_bodies
from crosswire.group.entities.decisions import apply_decisions, preferred_names
from crosswire.group.entities.forms import Form, Joins, forms, surfaces
from crosswire.group.entities.people import join_people
from crosswire.group.entities.places import join_places
from crosswire.group.places.resolve import located, point, resolve
from crosswire.ids import content_id
from crosswire.model import Article, Entity, EntityDecision, Mention, Skipped
from crosswire.stage import stage
from crosswire.values import NameForm, Reason


@stage
def entities(articles: Sequence[Article], mentions: Sequence[Mention], decisions: Sequence[EntityDecision] = ()
             ) -> Iterator[Entity | Skipped]:
    """One Entity for each bearer. ("Ilva Renn", "Renn", "Renn Ilva" -> Ilva Renn)

    Spelling, transliteration, order, short forms and acronyms; different given names are never joined, and what
    could be two people's stays apart. The user's decisions are the last word.
    """
    printed = surfaces(articles, mentions)
    joins = Joins(forms(mentions, printed))
    apply_decisions(joins, decisions)
    _join_equal(joins)
    join_people(joins)
    join_bodies(joins, mentions, printed)
    join_places(joins, gazetteer())
    yield from _Describer(articles, mentions, decisions).entities(joins)


def _join_equal(joins: Joins) -> None:
    """Names that differ only in capitals, accents and punctuation."""
    seen: dict[tuple[str, str], int] = {}
    for i, form in enumerate(joins.forms):
        first = seen.setdefault((form.family, fold(form.name)), i)
        if first != i:
            detail = f"{form.name!r} and {joins.forms[first].name!r} are one name."
            joins.join(first, i, Reason("same_name", detail, 0.99))


class _Describer:
    """Makes the Entity of each group: what it needs to know of all reports, gathered once."""

    def __init__(self, articles: Sequence[Article], mentions: Sequence[Mention],
                 decisions: Sequence[EntityDecision]):
        self.texts = {article.id: article.text for article in articles}
        self.meanings = resolve(articles, mentions, gazetteer())
        self.offices = facts.offices_told(articles, mentions)
        self.preferred = preferred_names(decisions)

    def entities(self, joins: Joins) -> Iterator[Entity]:
        """One Entity a group, in order."""
        taken: set[str] = set()
        for root, group in joins.groups():
            name = self._name(group)
            entity_id = content_id("entity", group[0].family, name)
            if entity_id in taken:  # two groups of one table's name: the user has split them
                name = max(group, key=lambda form: (len(form.mentions), form.name)).name
                entity_id = content_id("entity", group[0].family, name, *sorted(form.name for form in group))
            taken.add(entity_id)
            yield self._entity(entity_id, name, group, joins.reasons.get(root))

    def _name(self, group: Sequence[Form]) -> str:
        """The name that the user chose, else the best one."""
        chosen = [(number, form.name) for form in group
                  if (number := self.preferred.get(NameForm(form.family, form.name)))]
        return max(chosen)[1] if chosen else facts.name_of(group)

    def _entity(self, entity_id: str, name: str, group: Sequence[Form], reason: Reason | None) -> Entity:
        mentions = sorted((m for form in group for m in form.mentions), key=lambda m: m.id)
        kind, country = facts.kind_of(group), facts.country_of(mentions)
        where = located(mentions, self.meanings) if kind in ("GPE", "LOC") else None
        return Entity(
            id=entity_id, kind=kind, name=name, aliases=tuple(sorted({form.name for form in group} - {name})),
            mention_ids=tuple(m.id for m in mentions), country=where.country if where and where.country else country,
            place=point(where),
            offices=facts.offices(mentions, self.offices) if kind == "PER" else (),
            stands_for=facts.stands_for(group, self.texts),
            reason=reason or Reason("one_form", f"All {len(mentions)} mentions bear the name {name!r}.", 1.0))
