"""The publication day: told, stated, inferred, or refused with the reason; never guessed."""

from __future__ import annotations

import datetime as dt

import pytest

from crosswire.clean.blocks import blocks
from crosswire.clean.daylines import dates_in, day_line
from crosswire.clean.paragraphs import paragraphs
from crosswire.clean.published import Evidence, Published, published

LEAD = "The army of Valdoria left the Sarrow valley, officials in Talvik said."


def of(text: str, declared: str | None = None, metadata: str | None = None, url: str | None = None) -> Published:
    lines = paragraphs(text)
    return published(Evidence(text, blocks(text, lines), lines, declared, metadata, url))


@pytest.mark.parametrize(("line", "day"), [
    ("14th May 2031", "2031-05-14"), ("Wednesday 14 May 2031 03:40 BST", "2031-05-14"),
    ("May 14, 2031 07:44", "2031-05-14"), ("Wed, 14 May 2031 12:28 CDT", "2031-05-14"),
    ("05/14/31 02:39 PM ET", "2031-05-14"), ("2031-05-14T03:00:00Z", "2031-05-14"),
    ("Published on: 14 May 2031 - 10:15am", "2031-05-14"), ("14 May 2031 Last updated at 17:52 GMT", "2031-05-14"),
    ("May 14, 2031|12:35 pm", "2031-05-14"), ("Jana Kolm | May 14, 2031", "2031-05-14"), ("14.05.2031", "2031-05-14"),
    ("Published May 14, 2031 Updated May 15, 2031", "2031-05-14"), ("WEDNESDAY 14 MAY 2031", "2031-05-14"),
    ("Thu 05/06/2031", "2031-06-05"), ("05/06/2031", None), ("5/6/2031 3:00 PM EST", "2031-05-06"),
])
def test_a_line_that_is_only_a_date_states_the_day(line: str, day: str | None) -> None:
    found = of(f"Army leaves the valley\n{line}\n{LEAD}")
    assert found.day == (day and dt.date.fromisoformat(day))
    if day:
        assert found.basis == "stated"
        assert found.span is not None


@pytest.mark.parametrize("line", ["On 19 June 2030 a truce began.", "The 14 May 2031 accord", "14 people", "May 2031"])
def test_a_line_of_prose_is_no_date_line(line: str) -> None:
    assert day_line(line) is None


def test_the_inputs_own_word_goes_first_and_points_into_the_text_where_it_agrees() -> None:
    text = f"14 May 2031\n{LEAD}"
    assert of(text, declared="2031-05-14T10:00:00Z").span is not None
    other = of(text, declared="2031-05-16")
    assert (other.day, other.basis, other.span) == (dt.date(2031, 5, 16), "metadata", None)


def test_a_declared_date_that_cannot_be_read_gives_way_to_the_text() -> None:
    assert of(f"14 May 2031\n{LEAD}", declared="last week").day == dt.date(2031, 5, 14)


@pytest.mark.parametrize(("url", "day"), [
    ("https://a.example/2031/05/14/army-leaves", dt.date(2031, 5, 14)),
    ("https://a.example/2031/may/14/army-leaves", dt.date(2031, 5, 14)),
    ("https://a.example/world/20310514-army.html", dt.date(2031, 5, 14)),
    ("https://a.example/story/2031-05-14/army", dt.date(2031, 5, 14)),
    ("https://a.example/2031/13/44/army", None), ("https://a.example/story-2031051499", None),
])
def test_the_address_may_hold_the_day(url: str, day: dt.date | None) -> None:
    assert of(LEAD, url=url).day == day


def test_two_readings_of_a_date_are_no_answer() -> None:
    found = of(f"03/04/2031\n{LEAD}")
    assert found.day is None
    assert "2031-04-03" in found.reason.detail
    assert "2031-03-04" in found.reason.detail
    assert of(f"03/04/2031\n{LEAD}", url="https://a.example.co.uk/x").day == dt.date(2031, 4, 3)


def test_the_date_of_a_revision_and_of_other_reports_is_not_the_day() -> None:
    assert of(f"Updated: 16 May 2031\nPosted: 14 May 2031\n{LEAD}").day == dt.date(2031, 5, 14)
    assert of(f"{LEAD}\nMost read\nTalvik braces for the night\n1 May 2031\nRain stops the harvest").day is None


@pytest.mark.parametrize(("text", "day", "basis"), [
    ("TALVIK, May 14 (Sarrow News) - The army left on Wednesday. It came in 2031.", dt.date(2031, 5, 14), "inferred"),
    ("By Jana Kolm TALVIK | Wed May 14, 2031 4:23 pm EST The army left.", dt.date(2031, 5, 14), "stated"),
    ("The army left on Wednesday (14 May). It had come in 2031.", dt.date(2031, 5, 14), "inferred"),
    ("The army left on Wednesday (14 May) and last night Talvik was calm. It had come in 2031.", dt.date(2031, 5, 15),
     "inferred"),
    ("The army will leave on Wednesday (14 May). It came in 2031.", None, None),
    ("The army left on Monday (14 May). It had come in 2031.", None, None),
    ("The army left on Wednesday.", None, None),
    ("The army left on 14 May 2029, as historians know.", None, None),
])
def test_the_lead_lets_the_day_be_inferred_only_where_one_is_left(
        text: str, day: dt.date | None, basis: str | None) -> None:
    found = of(text)
    assert (found.day, found.basis) == (day, basis)
    assert found.reason.detail


def test_may_and_march_are_verbs_in_small_letters() -> None:
    assert not dates_in("They may 10 times, or march 12 miles.")
    assert len(dates_in("On May 10 and March 12")) == 2
