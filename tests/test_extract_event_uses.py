"""Hard cases of event mentions: words that name an event in one use and none in another. All invented."""

from __future__ import annotations

import pytest
from factories import article, mention
from test_extract_event_mentions import read, single, who

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
    found = list(event_mentions([a], names, [], [], []))
    assert [p.name for p in found[0].actors] == ["Kestria"]


def test_the_town_of_says_where() -> None:
    found = single("Kestria shelled a mill in the town of Ostra Ford.")
    assert found.place is not None
    assert found.place.name == "Ostra Ford"
