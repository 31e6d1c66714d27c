"""Quotations of an invented crisis: marks, speakers, chains, indirect speech."""

from __future__ import annotations

import pytest
from factories import article, mention, reference, words
from hypothesis import example, given
from hypothesis import strategies as st

from crosswire.extract.speech.marks import quoted_spans, word_count
from crosswire.extract.speech.quotes import quotes
from crosswire.extract.speech.references import references
from crosswire.model import Article, Mention, Quotation
from crosswire.spans import Span, line_spans

PEOPLE = ("Mara Vell", "Odo Ferrant", "Ilse Kavan")
BODIES = ("Foreign Ministry", "Sarrow River Council", "Reuters", "AFP", "Palace of Valdoria")


def named(a: Article) -> list[Mention]:
    """Mentions of the invented people and bodies, by full name or last word."""
    out, taken = [], set()
    for kind, names in (("PER", PEOPLE), ("ORG", BODIES)):
        for name in names:
            for form in (name, name.split()[-1] if kind == "PER" else name):
                start = a.text.find(form)
                while start >= 0:
                    if not any(start < end and begin < start + len(form) for begin, end in taken):
                        taken.add((start, start + len(form)))
                        nth = a.text[:start].count(form)
                        out.append(mention(a, form, kind=kind, name=name, nth=nth))
                    start = a.text.find(form, start + 1)
        out.sort(key=lambda m: m.span)
    return out


def found(text: str, **fields: object) -> tuple[Article, list[Quotation]]:
    a = article(text, **fields)
    mentions = named(a)
    pointing = list(references.function([a], mentions))
    return a, list(quotes.function([a], mentions, pointing, []))


def inside_marks(text: str) -> list[str]:
    spans = quoted_spans(text, [s for s in line_spans(text) if len(s)])
    return [q.span.of(text) for q in spans if q.depth == 0 and word_count(q.span.of(text)) >= 3]


@pytest.mark.parametrize(("text", "expected"), [
    ('"We hold the bridge," she said.', ["We hold the bridge,"]),
    ("“We hold the bridge,” she said.", ["We hold the bridge,"]),
    ("'We don't hold the bridge,' she said.", ["We don't hold the bridge,"]),
    ("‘We don’t hold the soldiers’ bridge,’ she said.", ["We don’t hold the soldiers’ bridge,"]),
    ("«We hold the bridge», she said.", ["We hold the bridge"]),
    ("„We hold the bridge“, she said.", ["We hold the bridge"]),
    ("“He told me ‘leave it to us’ and left,” she said.", ["He told me ‘leave it to us’ and left,"]),
    ("The 12\" pipe and the 6'2\" guard stood there.", []),
    ("The farmers' wells and the town's mills in the '90s were its pride.", []),
    ("An old “mill“ and ”we hold the bridge” stood there.", ["we hold the bridge"]),
    ("It is an “old mill” for us.", []),
    ('He said: "We hold the bridge and will not leave', ["We hold the bridge and will not leave"]),
    ('"We hold the bridge," she said. "We will not leave it."', ["We hold the bridge,", "We will not leave it."]),
])
def test_marks_of_every_kind(text: str, expected: list[str]) -> None:
    assert inside_marks(text) == expected


def test_an_odd_mark_spoils_at_most_its_paragraph() -> None:
    text = ('The " sign fell off.\n"We hold the bridge," she said.\n“We left it open.\n'
            'The river rose. “Go home now,” he said.')
    assert inside_marks(text)[0] == "We hold the bridge,"
    assert inside_marks(text)[-1] == "Go home now,"


def test_each_paragraph_of_a_continued_quotation_is_an_item() -> None:
    a, got = found("“We hold the bridge,” Mara Vell said.\n“We will not leave it.\n“We have food for a week.”")
    assert [q.span.of(a.text) for q in got if q.direct] == [
        "We hold the bridge,", "We will not leave it.", "We have food for a week."]
    assert {q.speaker.name for q in got if q.speaker} == {"Mara Vell"}


@example("«“.“«")
@given(st.text(alphabet=st.sampled_from("ab \n\"'“”‘’«»„.,5s"), max_size=120))
def test_quoted_spans_lie_in_the_text_and_never_half_overlap(text: str) -> None:
    spans = [q.outer for q in quoted_spans(text, [s for s in line_spans(text) if len(s)])]
    assert all(0 <= s.start <= s.end <= len(text) for s in spans)
    assert all(not one.overlaps(other) or one.contains(other) or other.contains(one)
               for one in spans for other in spans)


@pytest.mark.parametrize(("text", "speaker"), [
    ('"We hold the bridge," Mara Vell said on Friday.', "Mara Vell"),
    ('"We hold the bridge," said Mara Vell, the mayor of Port Emin.', "Mara Vell"),
    ('Mara Vell, the mayor of Port Emin, said: "We hold the bridge."', "Mara Vell"),
    ('The mayor of Port Emin, Mara Vell, said "we hold the bridge".', "Mara Vell"),
    ('According to Mara Vell, "we hold the bridge" and the mill.', "Mara Vell"),
    ('Odo Ferrant met Mara Vell. "We hold the bridge," a senior official said.', "senior official"),
    ('"We hold the bridge," doctors in Port Emin said.', "doctors in Port Emin"),
    ('"We hold the bridge," a source close to Mara Vell said.', "source close to Mara Vell"),
    ('A Foreign Ministry statement said "we hold the bridge".', "Foreign Ministry"),
    ('Mara Vell was furious. "We hold the bridge," she said.', "Mara Vell"),
    ('"We hold the bridge," said Foreign Ministry spokesman Odo Ferrant.', "Odo Ferrant"),
    ('Odo Ferrant spoke on Monday:\n"We hold the bridge."', "Odo Ferrant"),
    ('Ferrant quoted Mara Vell as saying "we hold the bridge".', "Mara Vell"),
])
def test_the_speaker_is_whose_words_they_are(text: str, speaker: str) -> None:
    _, got = found(text)
    direct = [q for q in got if q.direct]
    assert [q.speaker.name if q.speaker else None for q in direct] == [speaker]


@pytest.mark.parametrize(("text", "speaker"), [
    ('"We hold the bridge," its spokesman, Colonel Petar Dunmore, told reporters in Emin.', "Petar Dunmore"),
    ('Its spokesman, Colonel Petar Dunmore, told reporters in Emin: "We hold the bridge."', "Petar Dunmore"),
    ('"We hold the bridge," said the council\'s spokesman, Colonel Odo Ferrant.', "Odo Ferrant"),
    ('"We hold the bridge," Mara Vell, a teacher who speaks for the coalition, told the crowd.', "Mara Vell"),
    ('Dunmore, her deputy, dismissed it as "a war on our bread".', "Dunmore"),
    ('"We hold the bridge," the ferry\'s cook said.', "ferry's cook"),
    ('"We hold the bridge," said a lamplighter on the quay.', "lamplighter on the quay"),
    ('"We hold the bridge," a banner read.', "banner"),
    ('"We hold the bridge," said Velmora-based cartographer Ilse Kavan.', "Ilse Kavan"),
    ('"We hold the bridge," Mara Vell (Unity, North Emin) said.', "Mara Vell"),
    ('"We hold the bridge." — Mara Vell', "Mara Vell"),
    ('"We hold the bridge," the Sarrow River Council - the valley\'s oldest body - said.', "Sarrow River Council"),
    ('"We hold the bridge," a spokesman for the mill, which lies upstream, said.', "spokesman for the mill"),
    ('Her Kestrian counterpart, Mara Vell, said Kestria had agreed "out of respect for the hosts".', "Mara Vell"),
    ('Kavan kept silent. Dunmore has promised an answer. "We hold the bridge," she said.', "Dunmore"),
    ('A fisherman spoke first. "We hold the bridge," a widow said.', "widow"),
    ('"We hold the bridge," Mr Bishop said.', "Bishop"),
    ('Odo Ferrant said that investigators believe "we hold the bridge".', "Odo Ferrant"),
    ('"We hold the bridge," Mara Vell, the commander of Kestrian Southguard, said.', "Mara Vell"),
    ('"We hold the bridge," experts on rivers and mills said.', "experts on rivers and mills"),
    ('Odo Ferrant has left: Mara Vell: "We hold the bridge."', "Mara Vell"),
    ('"We hold the bridge," Mara Vell wrote in her book.', "Mara Vell"),
])
def test_the_speaker_in_asides_behind_titles_and_outside_every_list(text: str, speaker: str) -> None:
    _, got = found(text)
    assert [q.speaker.name if q.speaker else None for q in got if q.direct] == [speaker]


def test_a_broken_quotation_is_two_items_of_one() -> None:
    _, got = found('"We hold the bridge," Mara Vell said, "and we will not leave it."')
    first, second = [q for q in got if q.direct]
    assert second.part_of == first.id
    assert first.part_of is None
    assert second.speaker is not None
    assert second.speaker.name == "Mara Vell"


@pytest.mark.parametrize(("text", "via"), [
    ('"We hold the bridge," Mara Vell said, according to Reuters.', ["Reuters"]),
    ('"We hold the bridge," Mara Vell told AFP.', ["AFP"]),
    ('"We hold the bridge," said Mara Vell to AFP.', ["AFP"]),
    ('"We hold the bridge," Mara Vell said, Reuters reported.', ["Reuters"]),
    ('Reuters quoted Mara Vell as saying "we hold the bridge".', ["Reuters"]),
    ('Odo Ferrant said Mara Vell told him "we hold the bridge".', ["Odo Ferrant"]),
    ('"We hold the bridge," Mara Vell told reporters on Twitter.', []),
    ('"We hold the bridge," Mara Vell told parliament, Reuters reported, citing two officials.',
     ["Reuters", "two officials"]),
    ('"We hold the bridge," Mara Vell was quoted as saying by AFP.', ["AFP"]),
    ('AFP cited a miller in the old town, Mara Vell, as saying "we hold the bridge".', ["AFP"]),
])
def test_via_is_the_chain_in_the_text(text: str, via: list[str]) -> None:
    _, got = found(text)
    direct = next(q for q in got if q.direct)
    assert [party.name for party in direct.via] == via
    assert direct.speaker is not None
    assert direct.speaker.name == "Mara Vell"


def test_the_articles_own_outlet_is_no_via() -> None:
    _, got = found('"We hold the bridge," Mara Vell told AFP.', outlet="AFP")
    assert got[0].via == ()


@pytest.mark.parametrize(("text", "content", "speaker", "act"), [
    ("Mara Vell said on Friday that the bridge was open.", "the bridge was open", "Mara Vell", "say"),
    ("Mara Vell said the bridge was open.", "the bridge was open", "Mara Vell", "say"),
    ("Mara Vell said at least nine boats had left.", "at least nine boats had left", "Mara Vell", "say"),
    ("The bridge was open, Mara Vell said on Friday.", "The bridge was open", "Mara Vell", "say"),
    ("According to Mara Vell, the bridge was open.", "the bridge was open", "Mara Vell", "credit"),
    ("The bridge was open, according to Mara Vell.", "The bridge was open", "Mara Vell", "credit"),
    ("Mara Vell accused the council of closing the bridge.", "closing the bridge", "Mara Vell", "accuse"),
    ("Mara Vell denied that the bridge was shut.", "the bridge was shut", "Mara Vell", "deny"),
    ("Mara Vell denied any role in the blast.", "any role in the blast", "Mara Vell", "deny"),
    ("Mara Vell warned of a famine in the valley.", "a famine in the valley", "Mara Vell", "warn"),
    ("Mara Vell vowed to reopen the bridge.", "to reopen the bridge", "Mara Vell", "promise"),
    ("Mara Vell said in a letter to the mill that the bridge was open.", "the bridge was open", "Mara Vell", "say"),
    ("After Mara Vell said the bridge was open, the men went home.", "the bridge was open", "Mara Vell", "say"),
    ("Mara Vell met the miners and said the bridge was open.", "the bridge was open", "Mara Vell", "say"),
    ("EMIN, Valdoria (AFP) - The bridge was open, Mara Vell said.", "The bridge was open", "Mara Vell", "say"),
    ("Mara Vell denied claims that her men had fired first.", "her men had fired first", "Mara Vell", "deny"),
    ("Mara Vell rejected accusations that the mill hid grain.", "the mill hid grain", "Mara Vell", "deny"),
    ("Mara Vell blamed the mill for the flood in the valley.", "the mill for the flood in the valley", "Mara Vell",
     "accuse"),
    ("Mara Vell called the raid a mistake of the council.", "the raid a mistake of the council", "Mara Vell", "say"),
    ("A survey found that most villages had no well.", "most villages had no well", "survey", "say"),
    ("According to official figures, twelve barges sank.", "twelve barges sank", "official figures", "credit"),
    ("Human rights groups said the bridge was open.", "the bridge was open", "Human rights groups", "say"),
    ("Villagers met three farmers, all of whom said the bridge was open.", "the bridge was open", "three farmers",
     "say"),
    ("A teacher who wrote to officials in the valley now says the bridge was open.", "the bridge was open",
     "teacher", "say"),
])
def test_indirect_speech_has_content_speaker_and_class(text: str, content: str, speaker: str, act: str) -> None:
    a, got = found(text)
    assert [(q.span.of(a.text), q.speaker.name if q.speaker else None, q.act) for q in got] == [(content, speaker, act)]


@pytest.mark.parametrize(("text", "contents"), [
    ("Acts of thrift, Mara Vell said, are acts of courage.", ["Acts of thrift", "are acts of courage"]),
    ("Mara Vell said the bridge was open, and Odo Ferrant warned that the mill was shut.",
     ["the bridge was open", "the mill was shut"]),
    ("The bridge was open, Mara Vell said, and the mill was shut, Odo Ferrant said.",
     ["The bridge was open", "the mill was shut"]),
])
def test_contents_beside_each_other_are_told_apart(text: str, contents: list[str]) -> None:
    a, got = found(text)
    assert [q.span.of(a.text) for q in got] == contents


@pytest.mark.parametrize("text", [
    "A son accused of stealing the grain left the town.",
    "For help with the harvest, call the Sarrow River Council.",
    "The tower signalled the ferry as the storm claimed nine lives.",
    "Mara Vell promised 12 million crowns for the bridge.",
    "The ministers said so in the first debate.",
    "Asked why the mill had burned, Mara Vell left.",
    "Mara Vell did not say whether the bridge was open.",
    "Mara Vell declined to say anything about the bridge.",
    "Odo Ferrant was told to leave the town at once.",
    "Mara Vell denied the claims in a letter.",
    "The reports of the council reached the valley on Friday.",
])
def test_what_is_no_report_gives_nothing(text: str) -> None:
    assert found(text)[1] == []


def test_quotes_in_other_blocks_are_left_alone() -> None:
    a = article('"We hold the bridge," Mara Vell said.')
    nav = article(a.text, sentences=tuple(
        type(s)(s.span, s.paragraph, "nav") for s in a.sentences))
    assert list(quotes.function([nav], [], [], [])) == []


def test_a_resolved_pronoun_names_its_bearer_and_keeps_its_own_words() -> None:
    a = article('Ilse Kavan arrived. "We hold the bridge," she said.')
    bearer = mention(a, "Ilse Kavan")
    got = list(quotes.function([a], [bearer], [reference(a, "she", bearer)], []))
    assert got[0].speaker is not None
    assert (got[0].speaker.name, got[0].speaker.mention_id) == ("Ilse Kavan", bearer.id)
    assert got[0].speaker.span == words(a, "she")


@pytest.mark.parametrize("text", ["", "\n\n", "\"" * 400, "“‘" * 300, "said " * 500, "the officials of " * 400,
                                  "مرحبا “قال شيء ما” 😀 said", ", and said" * 300])
def test_odd_text_survives(text: str) -> None:
    a, got = found(text)
    assert all(Span(0, len(a.text)).contains(q.span) for q in got)
