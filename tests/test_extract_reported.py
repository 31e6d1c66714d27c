"""Where candidates of indirect speech come from: several readers of one unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factories import article, mention, words

from crosswire.extract.speech.actors import Actor
from crosswire.extract.speech.attributions import Attribution, attributions, units
from crosswire.extract.speech.chains import Place
from crosswire.extract.speech.outlets import Outlets
from crosswire.extract.speech.reading import reading
from crosswire.extract.speech.reported import Reader, Reported, by_rules, from_spans, reported
from crosswire.values import Reason

TEXT = "Mara Vell said the bridge was open, in the hope of Odo Ferrant that the mill would work again."
MARKED = Reason("marked", "a reader marked it", 0.9)


def place() -> tuple[Place, list[Attribution]]:
    a = article(TEXT)
    named = [mention(a, "Mara Vell"), mention(a, "Odo Ferrant")]
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
