"""Hard cases of quotations, speakers and chains, read by all stages together; names, places and outlets invented."""

from __future__ import annotations

import pytest
from factories import document

from crosswire.clean.articles import articles
from crosswire.extract.names.stage import names
from crosswire.extract.speech.quotes import quotes
from crosswire.extract.speech.references import references
from crosswire.model import Document, Quotation
from crosswire.reader.stage import readings
from crosswire.stage import run


def read(text: str, **fields: str) -> list[Quotation]:
    """The quotations of one report, in text order."""
    records = run((articles, readings, names, references, quotes), {Document: [document(text, **fields)]})
    return sorted(records[Quotation], key=lambda q: (q.span, not q.direct))


def direct(text: str, **fields: str) -> list[str]:
    return [q.span.of(text) for q in read(text, **fields) if q.direct]


def speakers(text: str) -> list[str | None]:
    return [q.speaker.name if q.speaker else None for q in read(text) if q.direct]


QUOTATIONS = [
    ("a mixed one, its marks inside reported speech",
     'Mayor Mara Vell said the mill was “a danger to every child in the valley” and would be closed.',
     ["a danger to every child in the valley"]),
    ("two broken by their attribution",
     "“The dam will hold,” Mara Vell said on Friday, “but we must watch it day and night.”",
     ["The dam will hold,", "but we must watch it day and night."]),
    ("a block of three paragraphs, each opening, the last one closing",
     "Mara Vell wrote to the council:\n\n“The dam is old and must be mended.\n\n"
     "“We have asked for help since spring.\n\n“Nobody has come to see it.”",
     ["The dam is old and must be mended.", "We have asked for help since spring.", "Nobody has come to see it."]),
    ("scare quotes and a title are none",
     "The “volunteers” read from “The Long Winter of Emin” and left the “safe zone” at noon.", []),
    ("inch marks, feet and years are none",
     "The 6'2\" guard stood by a 12\" pipe that the men of the '90s had laid, and the farmers' wells were dry.", []),
    ("single marks with apostrophes inside",
     "'We don't know whose boats these are, and it's the farmers' loss,' Odo Ferrant said.",
     ["We don't know whose boats these are, and it's the farmers' loss,"]),
    ("nested marks of two kinds",
     "“She told us, ‘Leave the town tonight,’ and then she locked the door,” Odo Ferrant said.",
     ["She told us, ‘Leave the town tonight,’ and then she locked the door,"]),
    ("mixed styles: typographic opening, straight closing",
     "“We hold the bridge and the mill,\" Mara Vell said. \"Nobody will cross it today.”",
     ["We hold the bridge and the mill,", "Nobody will cross it today."]),
    ("a closing mark that never comes",
     'Odo Ferrant said: "The river will rise again tonight\n\nThe council met at noon. "We are ready for it," '
     'Vell said.',
     ["The river will rise again tonight", "We are ready for it,"]),
    ("a stray mark spoils nothing in the next paragraph",
     'The sign read 5" nails and " was torn.\n\n"We hold the bridge and the mill," Mara Vell said.',
     ["We hold the bridge and the mill,"]),
    ("guillemets and low marks",
     "«We hold the bridge and the mill», Mara Vell said. „Nobody will cross it today“, she added.",
     ["We hold the bridge and the mill", "Nobody will cross it today"]),
    ("LaTeX marks", "``We hold the bridge and the mill,'' Mara Vell said.", ["We hold the bridge and the mill,"]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in QUOTATIONS], ids=[row[0] for row in QUOTATIONS])
def test_quotations_are_what_marks_hold(text: str, expected: list[str]) -> None:
    assert direct(text) == expected


SPEAKERS = [
    ("a pronoun of the paragraph before",
     'Mayor Mara Vell visited the dam on Monday.\n\n"We will mend it before the autumn," she said.', ["Mara Vell"]),
    ("a pronoun after a name that no table knows",
     "Tobrin Vask's father, Ossel, said the roof had fallen.\n\n\"We slept in the yard that night,\" he said.",
     ["Ossel"]),
    ("he added, after an unnamed one",
     'A local official told reporters of the flood. "The road is under water now," he added.', ["local official"]),
    ("whoever \"he\" is, in what somebody says",
     'A council spokesman said the valley was lovely, but that he felt its dam was "a danger to every child".',
     ["council spokesman"]),
    ("an unnamed source is nobody near",
     'Prime Minister Ilse Kavan met Mara Vell. "They did not agree on anything," a source close to the talks said.',
     ["source close to the talks"]),
    ("a senior official stays as described",
     'President Odo Ferrant flew home. "We expect no deal this week," a senior official said.', ["senior official"]),
    ("the office that the article gives",
     'Foreign Minister Ilse Kavan arrived at noon. "There will be a new round," the minister said.', ["Ilse Kavan"]),
    ("a statement read on",
     'The call lasted an hour, reads a statement from the Vabur Palace.\n\n"They spoke of the river," it reads.\n\n'
     '"The envoy thanked the hosts," the press service wrote.', ["Vabur Palace", "Vabur Palace"]),
    ("rank and office before a name",
     '"We face a delicate situation here," said military spokesman Brigadier General Odo Ferrant.', ["Odo Ferrant"]),
    ("an apposition of many words",
     '"The water is safe to drink," said Odo Ferrant, the head of the agency that runs the wells of the valley.',
     ["Odo Ferrant"]),
    ("the name comes later, with the colon", 'Asked about it, the mayor, Mara Vell, was short: "We were not told."',
     ["Mara Vell"]),
    ("a document speaks for who issued it",
     'A Sarrow River Council report said the dam was "neglected for twenty years".', ["Sarrow River Council"]),
    ("a spokeswoman behind a body with \"and\" in its name",
     '"The dam was neglected," according to UN Grain and Harvest Agency spokeswoman Mara Vell.', ["Mara Vell"]),
    ("a body between dashes",
     '"The dam was neglected," the Sarrow River Council - the oldest of the valley - said.', ["Sarrow River Council"]),
    ("signed with a dash", '"Leave the lower town now." — Mara Vell', ["Mara Vell"]),
    ("a transcript", 'MARA VELL: "Leave the lower town now."', ["Mara Vell"]),
    ("nobody", '"Leave the lower town now."', [None]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in SPEAKERS], ids=[row[0] for row in SPEAKERS])
def test_speakers_are_whose_words_they_are(text: str, expected: list[str | None]) -> None:
    assert [name.title() if name and name.isupper() else name for name in speakers(text)] == expected


HELD = '"We hold the bridge and the mill,"'
CHAINS = [
    ("told an acronym that no table has", f"{HELD} Mara Vell told KVN.", "Mara Vell", ["KVN"]),
    ("told a name that no table has", f"{HELD} a source close to Mr Ferrant told Ostrava Nove.",
     "source close to Mr Ferrant", ["Ostrava Nove"]),
    ("told an agency by its class noun", f"{HELD} Mara Vell told the BRIM news agency.", "Mara Vell", ["BRIM"]),
    ("told a council: no outlet", f"{HELD} Mara Vell told the Sarrow River Council.", "Mara Vell", []),
    ("told a body that somebody speaks for: no outlet",
     f"The SRC's director was late. {HELD} Mara Vell told SRC.", "Mara Vell", []),
    ("according to, behind another attribution", f"{HELD} Mara Vell said, according to Brelm.", "Mara Vell", ["Brelm"]),
    ("according to, before another attribution", f"According to Brelm, Mara Vell said {HELD}", "Mara Vell", ["Brelm"]),
    ("a trailing report", f"{HELD} Mara Vell told parliament, BRIM reports.", "Mara Vell", ["BRIM"]),
    ("a report of reported speech", f"Odo Ferrant said that Mara Vell told him {HELD}", "Mara Vell", ["Odo Ferrant"]),
    ("citing", f"{HELD} Mara Vell told parliament, Reuters reported, citing two officials.", "Mara Vell",
     ["Reuters", "two officials"]),
    ("carried by a broadcaster that is only described",
     f"{HELD} Mara Vell said in remarks carried by state television.", "Mara Vell", ["state television"]),
    ("in an interview", f"{HELD} Mara Vell said in an interview with the Valdoria Tribune.", "Mara Vell",
     ["Valdoria Tribune"]),
    ("a platform is no via", f"{HELD} Mara Vell wrote on Twitter.", "Mara Vell", []),
    ("quoted as saying", f"AFP quoted Mara Vell as saying {HELD}", "Mara Vell", ["AFP"]),
    ("through a colon", f"The envoy told reporters that Mara Vell had explained to the council:\n\n{HELD}", "Mara Vell",
     ["envoy"]),
    ("it goes on", f'{HELD} Mara Vell told BRIM. "Nobody will cross the river," she added.', "Mara Vell", ["BRIM"]),
]


@pytest.mark.parametrize(("text", "speaker", "via"), [row[1:] for row in CHAINS], ids=[row[0] for row in CHAINS])
def test_chains_are_nearest_first(text: str, speaker: str, via: list[str]) -> None:
    found = [q for q in read(text) if q.direct]
    assert [(q.speaker.name if q.speaker else None, [party.name for party in q.via]) for q in found] == [
        (speaker, via)] * len(found)
    assert found


def test_the_own_outlet_is_no_via_even_if_no_table_has_it() -> None:
    assert [q.via for q in read(f"{HELD} Mara Vell told Brelm.", outlet="Brelm")] == [()]
