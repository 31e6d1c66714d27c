"""The date that a sentence gives each of its events, and when it only recalls one. All invented."""

from __future__ import annotations

import re
from typing import Any

import pytest
from factories import article, mention, time

from crosswire.extract.events.stage import event_mentions
from crosswire.model import EventMention

NAMES = {"Valdoria": "GPE", "Kestria": "GPE", "Ostra Ford": "GPE", "Ana Berg": "PER", "Ivo Marsh": "PER"}


def read(text: str, times: dict[str, str], **fields: Any) -> dict[str, EventMention]:
    """The event mentions of a sentence by their trigger's words."""
    a = article(text, published="2031-05-07")
    named = [mention(a, name, kind=kind) for name, kind in NAMES.items() if re.search(rf"\b{name}\b", text)]
    told = [time(a, words, value, **fields) for words, value in times.items()]
    return {one.trigger.of(text): one for one in event_mentions([a], named, [], told, [], [])
            if isinstance(one, EventMention)}


@pytest.mark.parametrize(("text", "trigger", "times", "date"), [
    # since when it goes on
    ("Kestria has been shelling Ostra Ford since April.", "shelling", {"April": "2031-04"}, "2031-04"),
    ("Kestria shelled Ostra Ford and has held it since Monday.", "shelled", {"Monday": "2031-05-05"}, None),
    # what a "which" clause says of its beginning, for a noun; of a verb's object it says nothing
    ("Schools are shut by the Kestrian air strikes on Ostra Ford, which Ana Berg says began in a rage, on 4 May.",
     "air strikes", {"4 May": "2031-05-04"}, "2031-05-04"),
    ("Kestria shelled Ostra Ford, which began to rebuild in 2029.", "shelled", {"2029": "2029"}, None),
    ("Schools are shut by the Kestrian air strikes on Ostra Ford, which has grown fast and rich since 2029.",
     "air strikes", {"2029": "2029"}, None),
    # what came before a dated act, a grain coarser
    ("Kestria seized Ostra Ford in March 2024 after crowds toppled mayor Ivo Marsh.", "toppled",
     {"March 2024": "2024-03"}, "2024"),
    ("Kestria seized Ostra Ford on 4 May after crowds toppled mayor Ivo Marsh.", "toppled",
     {"4 May": "2031-05-04"}, "2031-05"),
    ("Kestria seized Ostra Ford in 2024 after crowds toppled mayor Ivo Marsh.", "toppled", {"2024": "2024"}, None),
    ("Kestria seized Ostra Ford last week after crowds toppled mayor Ivo Marsh.", "toppled",
     {"last week": "2031-W18"}, None),
    # brackets are stepped over, and date nothing outside them
    ("Ana Berg met with Ivo Marsh [the governor of Ostra Ford] on Monday.", "met with",
     {"Monday": "2031-05-05"}, "2031-05-05"),
    ("Ana Berg met with Ivo Marsh (who took office in 2029) near the bridge.", "met with", {"2029": "2029"}, None),
])
def test_the_date_of_an_event(text: str, trigger: str, times: dict[str, str], date: str | None) -> None:
    assert read(text, times)[trigger].date == date


@pytest.mark.parametrize(("weekday", "date"), [("Monday", "2031-05-05"), ("Tuesday", "2031-05"), (None, "2031-05-05")])
def test_a_day_that_its_weekday_contradicts_is_known_to_the_month(weekday: str | None, date: str) -> None:
    found = read("Kestria shelled Ostra Ford on 5 May.", {"5 May": "2031-05-05"}, weekday=weekday)
    assert found["shelled"].date == date


@pytest.mark.parametrize(("text", "trigger", "recalled"), [
    ("Relations are bad since Ana Berg accused Ivo Marsh of murder.", "accused", True),
    ("Relations are bad because Ana Berg accused Ivo Marsh of murder.", "accused", False),
    ("Ana Berg met with then-governor Ivo Marsh in Ostra Ford.", "met with", True),
    ("During the previous summit Ana Berg met with Ivo Marsh.", "met with", True),
    ("Ana Berg met with Ivo Marsh.", "met with", False),
])
def test_an_undated_clause_that_only_recalls_is_history(text: str, trigger: str, recalled: bool) -> None:
    assert read(text, {})[trigger].background is recalled


def test_a_dated_clause_is_history_by_its_date_alone() -> None:
    found = read("Relations are bad since Ana Berg accused Ivo Marsh of murder on Monday.", {"Monday": "2031-05-05"})
    assert (found["accused"].date, found["accused"].background) == ("2031-05-05", False)
