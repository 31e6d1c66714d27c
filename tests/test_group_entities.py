"""Entities: which mentions are one bearer, under which name. All people, bodies and towns invented."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from factories import article
from factories import mention as found
from hypothesis import given
from hypothesis import strategies as st

from crosswire.canon import Canon, office_key
from crosswire.group.entities import variants
from crosswire.group.entities.stage import entities
from crosswire.ids import content_id
from crosswire.model import Entity, EntityDecision, Mention
from crosswire.spans import Span
from crosswire.values import NameForm, NameKind, Party, Reason


def mention(name: str, kind: NameKind = "PER", at: int = 0, country: str | None = None,
            gender: str | None = None, role: str | None = None) -> Mention:
    """A mention in an article of its own number."""
    return Mention(id=content_id("mention", name, kind, at), article_id=f"a{at}", span=Span(0, max(1, len(name))),
                   reason=Reason("test", "test"), kind=kind, name=name, country=country, role=role,
                   gender=gender)  # type: ignore[arg-type]


def names_of(entity: Entity) -> set[str]:
    return {entity.name, *entity.aliases}


def grouped(*mentions: Mention, decisions: tuple[EntityDecision, ...] = ()) -> list[set[str]]:
    """The names that each entity holds."""
    return sorted((names_of(e) for e in entities((), mentions, decisions) if isinstance(e, Entity)), key=sorted)


@pytest.mark.parametrize(("a", "b", "kind"), [
    ("Ilva Tarnenko", "Tarnenko Ilva", "PER"), ("Volodar Renskiy", "Volodar Rensky", "PER"),
    ("Khalid Varan", "Khaled Varan", "PER"), ("Ilva Maria Renn", "Ilva Renn", "PER"), ("I. Renn", "Ilva Renn", "PER"),
    ("Ilva Renn", "Renn", "PER"), ("Rafik al-Tarn", "al-Tarn", "PER"), ("Rafik al-Tarn", "Rafik Tarn", "PER"),
    ("Odo van Tarn", "Van Tarn", "PER"), ("Senator Ilva Renn", "Ilva Renn", "PER"),
    ("Bill Renn", "William Renn", "PER"),
    ("Jo Lin-ha", "Jo Linha", "PER"), ("ILVA RENN", "Ilva Renn", "PER"), ("Renskiy", "Volodar Rensky", "PER"),
    ("Tarhensk", "Targensk", "GPE"), ("Varn province", "Varn", "GPE"), ("the city of Varnholt", "Varnholt", "GPE"),
    ("South Varn", "Southern Varn", "GPE"), ("Varnian Peninsula", "Varnia", "LOC"), ("Al-Varn", "Varn", "GPE"),
    ("Varn refugee camp", "Varn camp", "FAC"), ("Varn International Airport", "Varn airport", "FAC"),
    ("Varn Defence Centre", "Varn Defense Center", "ORG"), ("UN", "United Nations", "ORG"),
    ("Ministry of the Interior", "Interior Ministry", "ORG"), ("Norwegian Red Cross", "Red Cross of Norway", "ORG"),
    ("Farmhand's Basket", "Farmhand's Basket International", "ORG"),
    ("Varn Emergencies Board", "Varn Emergency Board", "ORG"),
    ("Lakeland Relief Fund", "Relief Fund", "ORG"), ("Vostrian army", "Vostrian armed forces", "ORG"),
    ("VMRF", "Varn Mine Removal Fund", "ORG"), ("UNVRA", "UN Varn Recovery Agency", "ORG"),
])
def test_one_bearer(a: str, b: str, kind: NameKind) -> None:
    assert len(grouped(mention(a, kind), mention(b, kind))) == 1


@pytest.mark.parametrize(("a", "b", "kind"), [
    ("Anna Renn", "Karl Renn", "PER"), ("Ilva Renn", "Ilva Tolva", "PER"), ("Pat Varner", "Pat Varnerson", "PER"),
    ("Ben Tolva", "Ilva Tolva", "PER"), ("Abu Tarn", "Ilva Tarn", "PER"), ("However", "Ilva Houver", "PER"),
    ("Anna", "Anna Renn", "PER"), ("Tolf", "Ilva Tulf", "PER"), ("Ilva K. Renn", "Ilva M. Renn", "PER"),
    ("Niger", "Nigeria", "GPE"), ("Austria", "Australia", "GPE"), ("South Africa", "southern Africa", "LOC"),
    ("Varn", "Tarn", "GPE"), ("North Varn", "South Varn", "GPE"), ("Panama City", "Panama", "GPE"),
    ("Varn city", "Varn province", "GPE"), ("Varnia", "Varnian", "GPE"), ("Bala", "Bali", "GPE"),
    ("Varn camp", "Varn", "FAC"), ("Varn Ministry of Justice", "Justice", "ORG"),
    ("Norwegian army", "Swedish army", "ORG"),
    ("Health and Human Services", "Human Services", "ORG"), ("VMF", "Varn Mine Fund", "ORG"),
    ("Society of Varn", "Society", "ORG"), ("Government of Norway", "Oslo", "ORG"),
])
def test_two_bearers(a: str, b: str, kind: NameKind) -> None:
    assert len(grouped(mention(a, kind), mention(b, kind, at=1))) == 2


def test_an_ambiguous_surname_stays_apart() -> None:
    assert {"Renn"} in grouped(mention("Anna Renn"), mention("Karl Renn", at=1), mention("Renn", at=2))


def test_an_ambiguous_initial_stays_apart() -> None:
    assert {"J. Renn"} in grouped(mention("Jan Renn"), mention("Jon Renn", at=1), mention("J. Renn", at=2))


def test_the_office_settles_whose_surname_it_is() -> None:
    found = grouped(mention("Anna Renn", role="president"), mention("Karl Renn", at=1, role="mayor"),
                    mention("Renn", at=2, role="mayor"))
    assert found == [{"Anna Renn"}, {"Karl Renn", "Renn"}]


def test_the_same_surname_means_two_people_in_two_articles() -> None:
    mentions = [mention("Anna Renn"), mention("Karl Renn", at=1), mention("Renn", at=0), mention("Renn", at=1)]
    assert grouped(*mentions) == [{"Anna Renn", "Renn"}, {"Karl Renn", "Renn"}]


def test_a_surname_is_the_one_whom_nearly_all_reports_mean() -> None:
    many = [mention("Anna Renn", at=i) for i in range(20)]
    assert {"Anna Renn", "Renn"} in grouped(*many, mention("Karl Renn", at=30), mention("Renn", at=31))


def test_two_people_are_not_joined_through_a_name_that_fits_both() -> None:
    assert grouped(mention("Jan K. Renn"), mention("Jan M. Renn", at=1), mention("Jan Renn", at=2)) == [
        {"Jan K. Renn"}, {"Jan M. Renn"}, {"Jan Renn"}]


def test_a_given_name_alone_needs_the_company_of_the_same_people() -> None:
    apart = [mention("Anna Renn"), mention("Anna", at=1)]
    assert len(grouped(*apart)) == 2
    assert {"Anna Renn", "Anna"} in grouped(*apart, mention("Odo Tarnes"), mention("Odo Tarnes", at=1))


def test_the_armies_of_one_country_are_one_and_of_two_are_two() -> None:
    found = grouped(mention("Norwegian army", "ORG", country="NOR"),
                    mention("Norwegian military", "ORG", country="NOR"),
                    mention("Swedish army", "ORG", country="SWE"))
    assert found == [{"Norwegian army", "Norwegian military"}, {"Swedish army"}]


def test_a_ministry_without_country_is_that_of_the_country_the_article_is_about() -> None:
    ministry = mention("Norwegian Foreign Ministry", "ORG", country="NOR")
    bare = mention("Foreign Ministry", "ORG", at=1)
    assert len(grouped(ministry, bare, mention("Sweden", "GPE", at=1, country="SWE"))) == 3
    assert len(grouped(ministry, bare, mention("Norway", "GPE", at=1, country="NOR"))) == 2


def test_a_people_is_not_its_country() -> None:
    assert len(grouped(mention("Norwegian", "NORP", country="NOR"), mention("Norway", "GPE", country="NOR"))) == 2


def test_an_acronym_is_what_the_reports_introduce_it_for() -> None:
    one = article("The Varn Rescue Board (VRB) came. The VRB left.", "one")
    other = article("The VRB said so.", "two")
    mentions = [found(one, "Varn Rescue Board", kind="ORG"), found(one, "VRB", kind="ORG", name="Varn Rescue Board"),
                found(other, "VRB", kind="ORG")]
    together = [e for e in entities((one, other), mentions) if isinstance(e, Entity)]
    assert [names_of(e) for e in together] == [{"Varn Rescue Board", "VRB"}]


def test_an_acronym_of_two_bodies_joins_neither_where_no_report_says_which() -> None:
    texts = ("The Varn Rescue Board (VRB) came.", "The Valley Radio Bureau (VRB) played.", "The VRB said so.")
    one, two, bare = (article(text, str(i)) for i, text in enumerate(texts))
    rescue, radio = "Varn Rescue Board", "Valley Radio Bureau"
    mentions = [found(one, rescue, kind="ORG"), found(one, "VRB", kind="ORG", name=rescue),
                found(two, radio, kind="ORG"), found(two, "VRB", kind="ORG", name=radio),
                found(bare, "VRB", kind="ORG")]
    held = [set(e.mention_ids) for e in entities((one, two, bare), mentions) if isinstance(e, Entity)]
    assert sorted(map(len, held)) == [1, 2, 2]
    assert {mentions[4].id} in held


def test_a_report_with_one_more_spelling_extends_its_bearer_and_renames_nobody() -> None:
    known = [*(mention("Volodar Renskiy", at=i) for i in range(3)), mention("Karl Tolva", at=1),
             mention("Tarhensk", "GPE", at=1)]
    before = {e.id: names_of(e) for e in entities((), known) if isinstance(e, Entity)}
    after = {e.id: names_of(e) for e in entities((), [*known, mention("Volodar Rensky", at=9)])
             if isinstance(e, Entity)}
    assert set(after) == set(before)
    assert [after[i] - before[i] for i in before if after[i] != before[i]] == [{"Volodar Rensky"}]


def test_a_name_in_capitals_is_of_the_family_that_others_say() -> None:
    assert grouped(mention("VARNHOLT", "ORG"), *(mention("Varnholt", "GPE", at=i) for i in range(1, 5))) == [
        {"VARNHOLT", "Varnholt"}]


def test_the_usual_full_name_is_canonical() -> None:
    given_ = [mention("Renn"), mention("ILVA RENN", at=1), mention("Ilva Renn", at=2), mention("Actor Ilva Renn", at=3)]
    assert [e.name for e in entities((), given_) if isinstance(e, Entity)] == ["Ilva Renn"]


def test_a_building_may_be_called_by_its_own_name_alone() -> None:
    full = mention("al-Varnuk school", "FAC", 1)
    short = replace(mention("Varnook", at=2), reason=Reason("office_after", "test", 0.5))
    [entity] = [e for e in entities((), (full, short)) if isinstance(e, Entity)]
    assert (entity.kind, names_of(entity)) == ("FAC", {"al-Varnuk school", "Varnook"})


@pytest.mark.parametrize(("short", "score", "role"), [
    ("Varnook", 0.9, None), ("Varnook", 0.5, "minister"), ("Tarnukh", 0.5, None), ("Ilva Varnook", 0.5, None)])
def test_a_person_is_not_the_building_of_that_name(short: str, score: float, role: str | None) -> None:
    person = replace(mention(short, at=2, role=role), reason=Reason("speech_after", "test", score))
    assert len(list(entities((), (mention("al-Varnuk school", "FAC", 1), person)))) == 2


def test_a_body_is_not_who_speaks_for_it() -> None:
    assert grouped(mention("Varnholt Council", "ORG", 1), mention("Ilva Renn", role="spokeswoman", at=1),
                   mention("Renn", role="spokeswoman", at=2), mention("Varnholt Council", "ORG", 2)) == [
        {"Ilva Renn", "Renn"}, {"Varnholt Council"}]


def test_a_house_and_a_capital_that_speaks_stand_for_their_government() -> None:
    a = article("Oslo denied it. The Blue House was silent. He lives in Lima.")
    mentions = [found(a, "Oslo", kind="GPE"), found(a, "Blue House", kind="ORG"), found(a, "Lima", kind="GPE")]
    told = {e.name: e.stands_for for e in entities((a,), mentions) if isinstance(e, Entity)}
    assert told == {"Oslo": "Government of Norway", "Blue House": "Government of South Korea", "Lima": None}


def test_a_capital_that_all_reports_were_misread_on_is_still_a_place() -> None:
    a = article("Oslo denied it.")
    [entity] = [e for e in entities((a,), [found(a, "Oslo", kind="PER")]) if isinstance(e, Entity)]
    assert (entity.kind, entity.stands_for) == ("GPE", "Government of Norway")


def test_an_office_is_known_by_what_the_reports_say() -> None:
    a = article("Norwegian President Ilva Renn spoke. Odo Tarnes, the president of Sweden, left.")
    mentions = [found(a, "Norwegian", kind="NORP", country="NOR"), found(a, "Ilva Renn", role="president"),
                found(a, "Odo Tarnes", role="president"), found(a, "Sweden", kind="GPE", country="SWE")]
    canon = Canon(e for e in entities((a,), mentions) if isinstance(e, Entity))
    assert canon.name(Party("the Norwegian president")) == "Ilva Renn"
    assert canon.name(Party("president of Sweden")) == "Odo Tarnes"
    assert canon.name(Party("the Danish president")) == "the Danish president"


@pytest.mark.parametrize("text", ["Norwegian soldier Ilva Renn spoke.", "A pro-Norwegian president Ilva Renn spoke.",
                                  "Norwegian minister Ilva Renn spoke."])
def test_what_many_can_be_is_no_office(text: str) -> None:
    a = article(text)
    role = text.split(" Ilva")[0].split()[-1]
    mentions = [found(a, "Norwegian", kind="NORP", country="NOR"), found(a, "Ilva Renn", role=role)]
    assert not any(e.offices for e in entities((a,), mentions) if isinstance(e, Entity))


def test_an_ordinary_word_is_no_name_though_a_headline_prints_it_large() -> None:
    canon = Canon(e for e in entities((), [mention("PEOPLE", "ORG")]) if isinstance(e, Entity))
    assert canon.entity(Party("people")) is None
    assert canon.name(Party("People")) == "PEOPLE"


@pytest.mark.parametrize(("description", "office"), [
    ("the Norwegian prime minister", "NOR prime minister"), ("president of the United States", "USA president"),
    ("US president", "USA president"), ("the mayor", None), ("Norway", None), ("", None)])
def test_offices_in_descriptions(description: str, office: str | None) -> None:
    assert office_key(description) == office


# ---------------------------------------------------------------- laws

NAMES = ["Ilva Renn", "Renn", "Ilva Rennn", "Karl Tolva", "Tolva", "Renn Ilva", "Anna Tolva", "I. Renn", "Varn", "VARN",
         "Varn province", "Norwegian army", "Varn Relief Fund", "VRF", "Relief Fund", "Abu Tarn", "Anna"]
MENTIONS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(["PER", "ORG", "GPE"]), st.integers(0, 4)),
                    max_size=14, unique=True)


@given(MENTIONS, st.randoms(use_true_random=False))
def test_each_mention_is_in_one_entity_whatever_the_order(rows: list[tuple[str, NameKind, int]],
                                                          dice: random.Random) -> None:
    mentions = [mention(name, kind, at) for name, kind, at in rows]
    first = list(entities((), mentions))
    assert sorted(i for e in first if isinstance(e, Entity) for i in e.mention_ids) == sorted(m.id for m in mentions)
    assert len({e.id for e in first if isinstance(e, Entity)}) == len(first)
    dice.shuffle(mentions)
    assert list(entities((), mentions)) == first


@given(MENTIONS)
def test_reports_about_others_change_no_id(rows: list[tuple[str, NameKind, int]]) -> None:
    mentions = [mention(name, kind, at) for name, kind, at in rows]
    others = [mention("Quillon Brask", at=9), mention("Brask", at=9), mention("Quelder", "GPE", at=9),
              mention("Quelder Oak Guild", "ORG", at=9)]
    before = {e.id for e in entities((), mentions)}  # type: ignore[union-attr]
    assert before <= {e.id for e in entities((), [*mentions, *others])}  # type: ignore[union-attr]


@pytest.mark.parametrize(("a", "b"), [("kharvov", "harvov"), ("tarhensk", "targensk"), ("yusuf", "yousuf"),
                                      ("luis", "luiz")])
def test_skeletons_agree(a: str, b: str) -> None:
    assert variants.skeleton(a) == variants.skeleton(b)


# ---------------------------------------------------------------- decisions

def decided(number: int, act: str, names: list[str], others: tuple[str, ...] = (), family: str = "PER"
            ) -> EntityDecision:
    def forms(given_: list[str] | tuple[str, ...]) -> tuple[NameForm, ...]:
        return tuple(NameForm(family, name) for name in given_)  # type: ignore[arg-type]
    return EntityDecision(id=f"d{number}", number=number, act=act,  # type: ignore[arg-type]
                          names=forms(names), others=forms(others))


PEOPLE = (mention("Ilva Renn"), mention("Renn"), mention("Karl Tolva", at=1))


@pytest.mark.parametrize(("decisions", "expected"), [
    ((), [{"Ilva Renn", "Renn"}, {"Karl Tolva"}]),
    ((decided(1, "merge", ["Karl Tolva", "Ilva Renn"]),), [{"Ilva Renn", "Karl Tolva", "Renn"}]),
    ((decided(1, "split", ["Renn"], ("Ilva Renn",)),), [{"Ilva Renn"}, {"Karl Tolva"}, {"Renn"}]),
    ((decided(1, "split", ["Renn"], ("Ilva Renn",)), decided(2, "merge", ["Ilva Renn", "Renn"])),
     [{"Ilva Renn", "Renn"}, {"Karl Tolva"}]),
    ((decided(1, "merge", ["Karl Tolva", "Renn"]), decided(2, "split", ["Karl Tolva"], ("Renn",))),
     [{"Ilva Renn", "Renn"}, {"Karl Tolva"}]),
    ((decided(1, "merge", ["Nobody Known", "Renn"]),), [{"Ilva Renn", "Renn"}, {"Karl Tolva"}]),
])
def test_the_user_has_the_last_word(decisions: tuple[EntityDecision, ...], expected: list[set[str]]) -> None:
    assert grouped(*PEOPLE, decisions=decisions) == expected


def test_a_merge_is_called_by_its_first_name() -> None:
    merged = decided(1, "merge", ["Karl Tolva", "Ilva Renn", "Renn"])
    assert [e.name for e in entities((), PEOPLE, (merged,)) if isinstance(e, Entity)] == ["Karl Tolva"]


def test_a_short_name_that_was_set_apart_joins_nobody_through_others() -> None:
    apart = decided(1, "split", ["Renn"], ("Ilva Renn",))
    found_ = grouped(*PEOPLE, mention("Ilva Maria Renn", at=3), decisions=(apart,))
    assert not any({"Renn", "Ilva Renn"} <= names for names in found_)
