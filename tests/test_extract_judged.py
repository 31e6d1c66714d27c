"""What the neural reader adds to the lexicon's events: a pretended judge says what is wanted."""

import re

import numpy as np
import pytest
from factories import article, mention

from crosswire.extract.events import judged as judged_file
from crosswire.extract.events.deeds import Deed
from crosswire.extract.events.stage import event_mentions
from crosswire.reader.labels import ROOTS, STATUSES
from crosswire.reader.reading import Reading, ReadWords

TEXT = "Kestria attacked Valdoria. Kestria fired rockets at Valdoria."


class Pretended:
    """A judge that calls every act the same."""

    def __init__(self, root="ACCUSE", chance=0.99, told="asserted", sure=0.99):
        self.root, self.chance, self.status, self.sure = root, chance, told, sure

    def deed(self, sight, actor, recipient, trigger):
        assert all(sight.span.contains(span) for span in (*actor, *recipient, trigger))
        return Deed(self.root, 3, self.chance)

    def told(self, sight, trigger):
        return self.status, self.sure


def reading(a):
    found = [m.span() for m in re.finditer(r"\w+|[^\w\s]", a.text)]
    depth = np.zeros((len(found), 4), dtype=np.float32)
    starts, ends = (np.array(part) for part in zip(*found, strict=True))
    scores = np.zeros((len(found), len(ROOTS) + len(STATUSES)), dtype=np.float32)
    return Reading(id="r", article_id=a.id, names=(), attributions=(), events=(), vectors=depth,
                   words=ReadWords(starts, ends, (depth, depth, depth), scores))


def events(monkeypatch, judge, text=TEXT):
    monkeypatch.setattr(judged_file, "judge", lambda: judge)
    a = article(text)
    named = [mention(a, name, kind="GPE", nth=nth) for name in ("Kestria", "Valdoria") for nth in range(2)]
    return {one.trigger.of(text): one for one in event_mentions([a], named, [], [], [], [reading(a)])}


def test_a_sure_judge_says_what_a_single_word_means_and_the_lexicon_what_several_do(monkeypatch):
    found = events(monkeypatch, Pretended("ACCUSE"))
    assert (found["attacked"].type, found["attacked"].mode) == ("ACCUSE", None)
    assert found["fired rockets"].type == "ASSAULT"
    assert "neural reader" in found["attacked"].reason.detail


@pytest.mark.parametrize("judge", [Pretended("ACCUSE", chance=0.9), Pretended("ASSAULT")])
def test_an_unsure_judge_or_one_of_the_same_mind_changes_nothing(monkeypatch, judge):
    found = events(monkeypatch, judge)["attacked"]
    assert (found.type, found.background, found.status) == ("ASSAULT", False, "asserted")
    assert "the pattern 'attack'" in found.reason.detail


def test_a_word_that_surely_names_no_event_is_none(monkeypatch):
    assert set(events(monkeypatch, Pretended("NONE"))) == {"fired rockets"}


def test_what_is_surely_told_as_history_is_background_and_what_is_denied_says_so(monkeypatch):
    assert all(one.background for one in events(monkeypatch, Pretended("ASSAULT", told="historical")).values())
    unsure = events(monkeypatch, Pretended("ASSAULT", told="historical", sure=0.9))
    assert not any(one.background for one in unsure.values())
    assert {one.status for one in events(monkeypatch, Pretended("ASSAULT", told="denied")).values()} == {"denied"}


def test_a_report_that_was_not_read_is_coded_by_the_lexicon_alone():
    a = article(TEXT)
    named = [mention(a, name, kind="GPE", nth=nth) for name in ("Kestria", "Valdoria") for nth in range(2)]
    found = list(event_mentions([a], named, [], [], [], []))
    assert [one.type for one in found] == ["ASSAULT", "ASSAULT"]
