"""Hard cases of event mentions: words that name an event in one use and none in another. All invented."""

from __future__ import annotations

import pytest
from factories import article, mention
from test_extract_event_mentions import named, read, single, who

from crosswire.extract.events.stage import event_mentions


@pytest.mark.parametrize(("text", "root", "actors", "recipients"), [
    ("Rescuers saw Ivo Marsh, who accused Kestria of murder.", "ACCUSE", ["Ivo Marsh"], ["Kestria"]),
    ("Kestria stood by and arrested Tomas Reyl.", "COERCE", ["Kestria"], ["Tomas Reyl"]),
    ("The people killed in the raid were from Kestria.", "ASSAULT", [], ["people"]),
    ("Ana Berg spoke briefly with Ivo Marsh.", "CONSULT", ["Ana Berg", "Ivo Marsh"], []),
    ("Shells struck Ostra Ford at dawn.", "ASSAULT", [], ["Ostra Ford"]),
    ("The Ostra Ford shelling killed nobody.", "ASSAULT", [], ["Ostra Ford"]),
    ("Kestria attacked a convoy near Ostra Ford.", "ASSAULT", ["Kestria"], []),
    ("Kestria seized its upper half in the spring near Ostra Ford.", "ASSAULT", ["Kestria"], []),
    ("Valdoria will provide $15 million to Kestria.", "AID", ["Valdoria"], ["Kestria"]),
    ("The Sarrow League agreed sanctions against Kestria.", "SANCTION", ["Sarrow League"], ["Kestria"]),
    ("Kestria called up reservists in Ostra Ford.", "MOBILIZE", ["Kestria"], []),
    ("Ana Berg said Kestria shelled Ostra Ford.", "ASSAULT", ["Kestria"], ["Ostra Ford"]),
    ("A truce was signed in Ostra Ford.", "AGREE", [], []),
    ("The bridge in Ostra Ford collapsed.", "NONE", [], []),
])
def test_what_counts(text: str, root: str, actors: list[str], recipients: list[str]) -> None:
    found = single(text)
    assert (found.type, *who(found)) == (root, actors, recipients)


@pytest.mark.parametrize("text", [
    "Ana Berg attacked the report on Kestria.",
    "Ana Berg occupies the moral high ground in Valdoria.",
    "The painter captured the mood of Ostra Ford.",
    "The plan involved supporting Kestria and Valdoria.",
    "Ana Berg stopped investigating Tomas Reyl.",
    "Talks between them collapsed in Ostra Ford.",
    "Ana Berg was fed up with Kestria.",
    "Ana Berg demonstrated how Kestria had won.",
    "Ana Berg turned back to Ivo Marsh.",
    "The war film opened in Ostra Ford.",
    "Two rescued sailors of Kestria were well.",
    "Ana Berg asked not to be named in Kestria.",
    "Kestria is committed to fair play.",
    "Kestria refused to comment.",
    "Ana Berg pressed ahead with plans in Kestria.",
    "Doctors in Kestria ordered more tests.",
    "Ana Berg discusses the tides of the year.",
])
def test_what_is_no_event(text: str) -> None:
    assert [(one.type, one.reason.detail) for one in read(text)] == []


def test_the_hill_that_others_took_is_not_their_hill() -> None:
    found = single("They praised Ana Berg on the hill that it shelled in Kestria.")
    assert found.type == "SUPPORT"


def test_a_bare_infinitive_says_what_for() -> None:
    found = [one for one in read("Kestria sent Ivo Marsh to attack Ostra Ford.") if one.type == "ASSAULT"]
    assert [one.status for one in found] == ["hypothetical"]


def test_nobody_does_an_earthquake() -> None:
    found = single("The Kestria earthquake came at night.")
    assert found.place is not None
    assert (found.place.name, who(found)) == ("Kestria", ([], []))


@pytest.mark.parametrize("text", ["Kestrian troops shelled Ostra Ford.", "Kestrian forces attacked Ostra Ford."])
def test_an_unknown_people_acts_for_the_place_that_it_is_named_for(text: str) -> None:
    a = article(f"{text} Kestria was silent.")
    names = [mention(a, "Kestrian", kind="NORP"), mention(a, "Kestria", kind="GPE"),
             mention(a, "Ostra Ford", kind="GPE")]
    found = list(event_mentions([a], names, [], [], [], []))
    assert [p.name for p in found[0].actors] == ["Kestria"]


def test_the_town_of_says_where() -> None:
    found = single("Kestria shelled a mill in the town of Ostra Ford.")
    assert found.place is not None
    assert found.place.name == "Ostra Ford"


@pytest.mark.parametrize(("text", "root", "actors"), [
    ("Kestria announced in May that it would send two warships to the strait.", "MOBILIZE", ["Kestria"]),
    ("Kestria said that it would not wait, and began launching rockets at Ostra Ford.", "ASSAULT", ["Kestria"]),
    ("Ana Berg arrived late, with Ivo Marsh calling for a truce in Valdoria.", "REQUEST", ["Ivo Marsh"]),
    ("When Ana Berg left, Kestria shelled Ostra Ford.", "ASSAULT", ["Kestria"]),
    ("Kestria (twice in May) shelled Ostra Ford.", "ASSAULT", ["Kestria"]),
    ("Kestria resumed its blockade of Ostra Ford.", "COERCE", ["Kestria"]),
    ("Kestria moved on Ostra Ford even as its forces pushed into the town.", "ASSAULT", ["Kestria"]),
    ("A separatist insurgency spread in Valdoria.", "ASSAULT", ["separatists"]),
    ("Photographs show a build-up of Kestrian troops near the border.", "MOBILIZE", ["Kestria"]),
    ("Ana Berg said the troops were deployed near Ostra Ford for exercises.", "MOBILIZE", ["Ana Berg"]),
    ("Ana Berg told the envoys that Valdoria would “react firmly” to a raid.", "THREATEN", ["Ana Berg", "Valdoria"]),
    ("Ana Berg maintained that rockets had been fired from a mill.", "ACCUSE", ["Ana Berg"]),
    ("Ana Berg argued Kestria had fired rockets at the camp.", "ACCUSE", ["Ana Berg"]),
    ("Ana Berg ordered troops of the north to the border.", "MOBILIZE", ["Ana Berg"]),
    ("Talks between Ana Berg and Ivo Marsh followed.", "CONSULT", ["Ana Berg", "Ivo Marsh"]),
    ("Ana Berg left the hall; however, she also accused Kestria of murder.", "ACCUSE", ["Ana Berg"]),
])
def test_who_acts(text: str, root: str, actors: list[str]) -> None:
    a = article(text + " Kestria was silent.")
    found = [one for one in event_mentions([a], named(a), [], [], [], []) if one.type == root]
    assert [[p.name for p in one.actors] for one in found] == [actors], [(o.type, o.reason.detail) for o in found]


@pytest.mark.parametrize(("also", "acts"), [("", "European Union"), (" Belgian police were silent.", "Belgium")])
def test_a_seat_of_a_body_acts_for_it_unless_its_country_is_told_of(also: str, acts: str) -> None:
    a = article("Brussels condemned the raid." + also)
    names = [mention(a, "Brussels", kind="GPE", country="BEL")]
    names += [mention(a, "Belgian", kind="NORP", country="BEL")] if also else []
    assert [p.name for p in next(iter(event_mentions([a], names, [], [], [], []))).actors] == [acts]


@pytest.mark.parametrize("text", [
    "Ana Berg agreed with Ivo Marsh.",
    "Fans of Ana Berg spoke to reporters.",
    "Ana Berg follows sanctions at an institute in Valdoria.",
    "Ana Berg, with leg wounds to show, left Valdoria.",
    "Kestria deployed a policy of calm in Valdoria.",
    "The crisis exploded in Valdoria.",
    "The house that Ana Berg once occupied was sold.",
    "Ana Berg was pulled out of the rubble in Ostra Ford.",
    "The girl was freed from the wreckage in Ostra Ford.",
    "The thriller shows Kestria shelling Ostra Ford.",
    "The Kestrian flu threatened to close the schools.",
    "Weak demand for its exports hurt Valdoria.",
    "Ana Berg called what Kestria did a sport.",
    "Ana Berg came with badly wounded men of Kestria.",
    "Kestria topples the list of Valdoria.",
    "Kestria disputes control of Ostra Ford.",
])
def test_more_that_is_no_event(text: str) -> None:
    assert [(one.type, one.reason.detail) for one in read(text)] == []


@pytest.mark.parametrize(("text", "status"), [
    ("Kestria would attack Ostra Ford if the dam broke.", "hypothetical"),
    ("Ana Berg stayed in case Tomas Reyl was captured in Ostra Ford.", "hypothetical"),
])
def test_conditions_are_hypothetical(text: str, status: str) -> None:
    assert {one.status for one in read(text)} == {status}


@pytest.mark.parametrize("text", [
    "Ana Berg's call to join the march of Kestria went unheard by Valdoria.",
    "The body of Ana Berg was released in Ostra Ford.",
    "People were sheltering in Ostra Ford.",
    "A government of Valdoria has come under fire for its taxes.",
    "Doctors in Valdoria are investigating the outbreak.",
    "Valdoria was on high alert for a flu of birds.",
    "Kestria patrolled buses with doctors in Valdoria.",
    "The flood freed it to join the sea at Ostra Ford." ,
    "Ana Berg, the general charged with organising the guard of Kestria, was well.",
    "Kestria raided the fridge in Valdoria.",
    "The charity of Ana Berg provides aid to those in need in Kestria.",
    "Ana Berg warned Ivo Marsh of rain.",
    "The war destroyed Ana Berg in Valdoria.",
])
def test_still_more_that_is_no_event(text: str) -> None:
    assert [(one.type, one.reason.detail) for one in read(text) if one.type != "NONE"] == []


@pytest.mark.parametrize(("text", "status"), [
    ("Ana Berg nearly accused Kestria of murder.", "hypothetical"),
    ("There were fears that Kestria attacked Ostra Ford.", "hypothetical"),
    ("Kestria wanted to attack Ostra Ford.", "hypothetical"),
    ("Valdoria expects Kestria to be sanctioned in Ostra Ford.", "planned"),
])
def test_thoughts_and_wishes_did_not_happen(text: str, status: str) -> None:
    assert {one.status for one in read(text)} == {status}
