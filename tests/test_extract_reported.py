"""Where candidates of indirect speech come from: several readers of one unit."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from factories import article, mention, words

from crosswire.extract.speech.actors import Actor
from crosswire.extract.speech.attributions import Attribution, attributions, units
from crosswire.extract.speech.chains import Place
from crosswire.extract.speech.outlets import Outlets
from crosswire.extract.speech.quotes import quotes
from crosswire.extract.speech.reading import reading
from crosswire.extract.speech.reported import Reader, Reported, by_rules, from_spans, reported
from crosswire.model import Article, Quotation
from crosswire.reader.reading import ReadAttribution, Reading, ReadWords
from crosswire.values import Reason

TEXT = "Mara Vell said the bridge was open, in the hope of Odo Ferrant that the mill would work again."
MARKED = Reason("marked", "a reader marked it", 0.9)


def place(text: str = TEXT) -> tuple[Place, list[Attribution]]:
    a = article(text)
    named = [mention(a, name) for name in ("Mara Vell", "Odo Ferrant") if name in text]
    seen = reading(a)
    unit = units(seen)[0]
    around = [Actor(m.span, m.span, m.kind, m.name, m.id) for m in named]
    return Place(seen, unit, around, Outlets(seen, named)), attributions(seen, unit, around)


def marker(source: str, content: str, cue: str | None = None) -> Reader:
    """A reader that marks one content."""
    def read(place: Place, found: Sequence[Attribution]) -> Iterator[Reported]:
        a = place.seen.article
        yield from_spans(place, found, source=words(a, source), cue=words(a, cue) if cue else None,
                         contents=[words(a, content)], reason=MARKED)
    return read


def test_a_second_reader_extends_the_rules() -> None:
    where, found = place()
    got = reported(where, found, (by_rules, marker("Odo Ferrant", "the mill would work again", "hope")))
    assert [item.speaker.name for item in got] == ["Mara Vell", "Odo Ferrant"]
    assert [item.reason.rule for item in got] == ["reported", "marked"]


def test_the_first_reader_wins_where_two_give_the_same_words() -> None:
    where, found = place()
    mark = marker("Mara Vell", "the bridge was open", "said")
    got = reported(where, found, (mark, by_rules))
    assert [item.reason for item in got] == [MARKED]
    assert got[0].act == "say"


def test_a_source_that_names_nobody_speaks_as_it_stands() -> None:
    where, found = place()
    got = reported(where, found, (marker("the mill", "the bridge was open"),))
    assert [(item.speaker.name, item.speaker.mention_id) for item in got] == [("mill", None)]


def sure(content: str, cue: str, sure: float, source: str | None = None) -> Reader:
    """A reader that marks one content and says how sure it is of where that begins and ends."""
    def read(place: Place, found: Sequence[Attribution]) -> Iterator[Reported]:
        a = place.seen.article
        yield from_spans(place, found, source=words(a, source) if source else None, cue=words(a, cue),
                         contents=[words(a, content)], reason=MARKED, sure=sure)
    return read


@pytest.mark.parametrize(("certainty", "content"), [
    (0.9, "the bridge was open"),
    (0.1, "the bridge was open, in the hope of Odo Ferrant that the mill would work again"),
])
def test_the_surer_reader_says_which_words_and_the_first_whose(certainty: float, content: str) -> None:
    where, found = place()
    got = reported(where, found, (by_rules, sure("the bridge was open", "said", certainty)))
    assert [[span.of(TEXT) for span in item.contents] for item in got] == [[content]]
    assert got[0].speaker is not None
    assert (got[0].speaker.name, got[0].reason.rule) == ("Mara Vell", "reported")


def test_words_that_take_in_the_speaker_are_not_taken_over() -> None:
    where, found = place()
    got = reported(where, found, (by_rules, sure("Mara Vell said the bridge was open", "said", 0.9)))
    assert [item.contents[0].of(TEXT)[:19] for item in got] == ["the bridge was open"]


def test_what_is_read_as_part_of_a_statement_is_no_report_of_its_own() -> None:
    text = "Mara Vell saw to it that Odo Ferrant believes the bridge is open."
    where, found = place(text)
    assert [item.cue.of(text) for item in reported(where, found, (by_rules,)) if item.cue] == ["believes"]
    whole = sure("Odo Ferrant believes the bridge is open", "saw to it", 0.9, "Mara Vell")
    assert [item.cue.of(text) for item in reported(where, found, (by_rules, whole)) if item.cue] == ["saw to it"]


def test_a_cue_without_a_source_has_its_subject_for_speaker() -> None:
    text = "Odo Ferrant came home and derided the bridge as a toy."
    where, found = place(text)
    got = reported(where, found, (sure("the bridge as a toy", "derided", 0.9),))
    assert [item.speaker for item in got] == [None]
    text = "Odo Ferrant derided the bridge as a toy."
    where, found = place(text)
    got = reported(where, found, (sure("the bridge as a toy", "derided", 0.9),))
    assert [item.speaker.name for item in got if item.speaker] == ["Odo Ferrant"]


def test_a_relative_pronoun_is_no_source_but_stands_for_the_noun_before_it() -> None:
    text = "It was Odo Ferrant who derided the bridge as a toy."
    where, found = place(text)
    got = reported(where, found, (sure("the bridge as a toy", "derided", 0.9, source="who"),))
    assert [item.speaker.name for item in got if item.speaker] == ["Odo Ferrant"]


def test_one_reader_gives_the_same_words_once() -> None:
    where, found = place()
    twice = [sure("the mill would work again", cue, 0.9)(where, found) for cue in ("hope", "in the")]
    got = reported(where, found, (lambda *_: itertools.chain(*twice),))
    assert [item.cue and item.cue.of(TEXT) for item in got] == ["hope"]


def read(text: str, *marked: tuple[str, str | None, str, float]) -> tuple[Article, list[Quotation]]:
    """The quotations of a text of which a neural reader marks (cue, source, content, how sure)."""
    a = article(text)
    seen = tuple(
        ReadAttribution(words(a, cue), (words(a, source),) if source else (), (words(a, content),), 0.95, (at,))
        for cue, source, content, at in marked)
    none = np.zeros((0, 384), dtype=np.float32)
    at_all = np.zeros(0, dtype=np.int64)
    reading = Reading("r", a.id, (), seen, (), ReadWords(at_all, at_all, (none, none, none), none), none)
    named = [mention(a, name) for name in ("Mara Vell", "Odo Ferrant") if name in text]
    return a, [q for q in quotes.function([a], named, [], [reading]) if isinstance(q, Quotation)]


def test_a_quotation_that_no_verb_of_the_table_gives_is_credited_by_the_reader() -> None:
    text = 'Mara Vell blasted "a bridge for goats and fools" at the fair.'
    a, got = read(text, ("blasted", "Mara Vell", '"a bridge for goats and fools"', 0.9))
    assert [(q.direct, q.cue and q.cue.of(a.text), q.reason.rule) for q in got] == [(True, "blasted", "read")]


def test_a_short_exclamation_that_the_reader_gives_to_someone_is_kept() -> None:
    a, got = read('Mara Vell chanted "What bridge?" all night.', ("chanted", "Mara Vell", '"What bridge?"', 0.9))
    assert [(q.direct, q.span.of(a.text)) for q in got] == [(False, '"What bridge?"')]


def test_contents_end_before_a_verb_that_and_joins_to_the_cue() -> None:
    text = "Mara Vell maintained the mill had burnt and badgered the council for help."
    a, got = read(text, ("maintained", "Mara Vell", text[21:-1], 0.9), ("badgered", None, "the council for help", 0.9))
    assert [q.span.of(a.text) for q in got] == ["the mill had burnt", "the council for help"]


def test_words_of_another_paragraph_than_the_cue_are_left_out() -> None:
    text = "Bridge closed, Mara Vell hints\nThe carts of the valley waited for hours."
    assert read(text, ("hints", "Mara Vell", "The carts of the valley waited for hours", 0.9))[1] == []


def test_each_content_is_given_once() -> None:
    text = "„„„Mara Vell told AFP told AFP told AFP"
    _, got = read(text, ("told", "Mara Vell", "AFP told AFP told AFP", 0.9),
                  ("told AFP told", "Mara Vell", "AFP told AFP told AFP", 0.9))
    assert len({q.id for q in got}) == len(got)


@pytest.mark.parametrize(("text", "words"), [
    ('Smiling at the crowd, Mara Vell said, "the bridge is open again".', []),
    ('Odo Ferrant asked the miller: "Is the bridge open again?" Mara Vell said.', []),
    ("Mara Vell said she believes the bridge is open.", ["she believes the bridge is open"]),
    ('Mara Vell said the bridge was "a heap of old planks," Odo Ferrant said.',
     ['the bridge was "a heap of old planks,"', 'Mara Vell said the bridge was "a heap of old planks,"']),
])
def test_what_stands_around_a_quotation_is_told_from_its_words(text: str, words: list[str]) -> None:
    a, got = read(text)
    assert sorted(q.span.of(a.text) for q in got if not q.direct) == sorted(words)


def test_the_title_of_a_programme_is_no_quotation() -> None:
    _, got = read("On Monday's episode of “The Long Ferry Show,” Mara Vell said the bridge was open.")
    assert [q.direct for q in got] == [False]


def test_a_quotation_before_a_verb_with_a_clause_is_not_its_speakers() -> None:
    text = 'Mara Vell said the letter "unmistakably and wrongly" suggests that Odo Ferrant is a thief.'
    assert [q.speaker and q.speaker.name for q in read(text)[1] if q.direct] == ["Mara Vell"]
