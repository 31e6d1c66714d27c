"""Time expressions, on invented reports: what is found, what it resolves to, and what is no time at all."""

from __future__ import annotations

import datetime as dt

import pytest

from crosswire.extract.times.stage import times
from crosswire.model import Article, TimeExpression
from crosswire.spans import Span, line_spans
from crosswire.values import Block, Reason, Sentence

PUBLISHED = dt.date(2031, 4, 14)  # a Monday


def article(text: str, published: dt.date | None = PUBLISHED, kind: str = "body") -> Article:
    return Article(
        id="a", document_id="d", key="k", name="n", text=text, language="en", published=published,
        blocks=(Block(Span(0, len(text)), kind, Reason("given", "given")),),
        sentences=tuple(Sentence(span, i, kind) for i, span in enumerate(line_spans(text)) if len(span)))


def found(text: str, published: dt.date | None = PUBLISHED, kind: str = "body") -> list[TimeExpression]:
    return [item for item in times((article(text, published, kind),)) if isinstance(item, TimeExpression)]


def told(text: str, published: dt.date | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(item.span.of(text), item.value) for item in found(text, published)]


CALENDAR = [
    ("Kestria signed on 13 April 2031.", "13 April 2031", "2031-04-13"),
    ("Kestria signed on April 13, 2031.", "April 13, 2031", "2031-04-13"),
    ("The 13th of April was quiet.", "The 13th of April", "2031-04-13"),
    ("Shells fell on 2031-04-12 again.", "2031-04-12", "2031-04-12"),
    ("Filed 14/04/2031 by wire.", "14/04/2031", "2031-04-14"),
    ("Filed 04/14/2031 by wire.", "04/14/2031", "2031-04-14"),
    ("Filed 03/04/2031 by wire.", "03/04/2031", "2031-XX-XX"),
    ("The truce of Nov. 10 held.", "Nov. 10", "2030-11-10"),
    ("The talks open on 2 May.", "2 May", "2031-05-02"),
    ("The siege began in July 2029.", "July 2029", "2029-07"),
    ("Protests began in March.", "March", "2031-03"),
    ("Protests began in November.", "November", "2030-11"),
    ("The vote will be held in November.", "November", "2031-11"),
    ("The bridge fell in April last year.", "April last year", "2030-04"),
    ("The war broke out in 2024.", "2024", "2024"),
    ("In early 2024 the front moved.", "early 2024", "2024"),
    ("The 1990s were calm.", "The 1990s", "199"),
    ("It was built in the 19th century.", "the 19th century", "18"),
    ("The drought of 2024-26 ended.", "2024", "2024"),
    ("The drought of 2024-26 ended.", "26", "2026"),
    ("Harvests failed in the summer of 2030.", "the summer of 2030", "2030-SU"),
    ("Exports fell in the third quarter of 2030.", "the third quarter of 2030", "2030-Q3"),
    ("The army attacked on Christmas Eve.", "Christmas Eve", "2030-12-24"),
    ("Markets closed on Good Friday 2031.", "Good Friday 2031", "2031-04-11"),
    ("Since March the lorries would be kept away.", "March", "2031-03"),
    ("In the first week of March, lorries moved.", "the first week of March", "2031-03"),
    ("They will decide at the end of May.", "the end of May", "2031-05"),
    ("They met in mid-March.", "mid-March", "2031-03"),
]
RELATIVE = [
    ("Envoys met on Friday.", "Friday", "2031-04-11"),
    ("Envoys met on Monday.", "Monday", "2031-04-14"),
    ("Envoys will meet on Friday.", "Friday", "2031-04-18"),
    ("Envoys met last Monday.", "last Monday", "2031-04-07"),
    ("He arrived yesterday afternoon.", "yesterday afternoon", "2031-04-13TAF"),
    ("He spoke last night.", "last night", "2031-04-13TNI"),
    ("The council meets tomorrow.", "tomorrow", "2031-04-15"),
    ("The raid began early Sunday.", "early Sunday", "2031-04-13TMO"),
    ("The raid ended late Sunday.", "late Sunday", "2031-04-13"),
    ("It rained on Saturday night.", "Saturday night", "2031-04-12TNI"),
    ("She called last week.", "last week", "2031-W15"),
    ("Four were hurt earlier this week.", "earlier this week", "2031-W16"),
    ("He resigned last month.", "last month", "2031-03"),
    ("Kestria armed itself this year.", "this year", "2031"),
    ("The pact lapses next year.", "next year", "2032"),
    ("Ostmark fell six months ago.", "six months ago", "2030-10"),
    ("Ostmark fell two years ago.", "two years ago", "2029"),
    ("Ostmark fell ten days ago.", "ten days ago", "2031-04-04"),
    ("Aid stopped over the weekend.", "the weekend", "2031-W15-WE"),
    ("Since the start of the year, 31 drowned.", "the start of the year", "2031"),
    ("Violence rose in recent weeks.", "recent weeks", "PXW"),
    ("They will meet in the coming months.", "the coming months", "FUTURE_REF"),
    ("Recently, shelling resumed.", "Recently", "PAST_REF"),
    ("Most recently, shelling resumed.", "Most recently", "PAST_REF"),
    ("The canal will one day reach the sea.", "one day", "FUTURE_REF"),
    ("Lorries were counted in the first nine months of the year.", "the year", "2031"),
    ("Today's raid is the ninth.", "Today", "2031-04-14"),
    ("Today's world climate congress failed.", "Today", "2031-04-14"),
]
DURATIONS_AND_SETS = [
    ("The seven-year conflict goes on.", "seven-year", "P7Y"),
    ("A seven-year-old war goes on.", "seven-year-old", "P7Y"),
    ("The siege lasted two weeks.", "two weeks", "P2W"),
    ("The rock is 1,000,000 years from us.", "1,000,000 years", "P1000000Y"),
    ("The 27-minute call ended.", "27-minute", "PT27M"),
    ("It took more than two months.", "more than two months", "P2M"),
    ("It took twenty-four hours.", "twenty-four hours", "PT24H"),
    ("It took two and a half years.", "two and a half years", "P2Y6M"),
    ("Talks lasted half an hour.", "half an hour", "PT30M"),
    ("After months of protest he fled.", "months", "PXM"),
    ("It ended decades of war.", "decades", "PXDE"),
    ("Four died in the past month.", "the past month", "P1M"),
    ("Rents doubled in the last decade.", "the last decade", "P10Y"),
    ("The dunes will grow over the next decade.", "the next decade", "P10Y"),
    ("The canal held for one day.", "one day", "P1D"),
    ("He farmed in the years that followed.", "years", "PXY"),
    ("Nine drowned during the last two weeks.", "the last two weeks", "P2W"),
    ("The week-old offensive stalled.", "week-old", "P1W"),
    ("Planes land every day.", "every day", "P1D"),
    ("Planes bring six loads a day.", "a day", "P1D"),
    ("Planes land three days a week.", "three days a week", "P1W"),
    ("Bread is handed out daily.", "daily", "P1D"),
]
NO_TIMES = [
    "A nine-year-old girl was hurt.", "She is 12 years old.", "Some 2,014 people fled.", "They lost 2014 soldiers.",
    "About 2000 troops crossed.", "Resolution 1973 was adopted.", "He lives at 1909 Vell Drive.",
    "May I ask who fired?", "They march on the capital.",
    "It may rain.", "The Sunday Times reported it.", "The second convoy got through.", "Theresa May resigned.",
    "In today's world, canals are few.", "It suits today's young families.",
    "Three quarters of them fled.", "The fall of the capital shocked them.", "It scored a spring in its step.",
]


@pytest.mark.parametrize(("text", "words", "value"), CALENDAR + RELATIVE + DURATIONS_AND_SETS)
def test_expression_is_found_and_resolved(text: str, words: str, value: str) -> None:
    assert (words, value) in told(text)


@pytest.mark.parametrize("text", NO_TIMES)
def test_no_time_is_read(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(("text", "expected"), [
    ("It fell at 3.45pm on Sunday.", [("3.45pm on Sunday", "2031-04-13T15:45")]),
    ("It fell at midnight on Sunday.", [("midnight on Sunday", "2031-04-13T24:00")]),
    ("Saturday 12 April 2031 03:40 BST", [("Saturday 12 April 2031 03:40 BST", "2031-04-12T03:40")]),
    ("April 12, 2031|12:35 pm", [("April 12, 2031|12:35 pm", "2031-04-12T12:35")]),
    ("12 April 2031 Last updated at 16:07 GMT", [("12 April 2031", "2031-04-12"), ("16:07 GMT", "2031-04-12T16:07")]),
    ("Nine fell at 4:35 p.m. in the region Sunday.", [("4:35 p.m.", "2031-04-13T16:35"), ("Sunday", "2031-04-13")]),
    ("On Sunday it fell at 5 p.m. (1400 GMT).", [("Sunday", "2031-04-13"), ("5 p.m. (1400 GMT)", "2031-04-13T17:00")]),
    ("A shell fell at four in the afternoon.", [("four in the afternoon", "2031-04-14T16:00")]),
])
def test_time_of_day_takes_the_day_beside_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("text", "words", "value"), [
    ("The army struck in March 2029. A month later the port fell.", "A month later", "2029-04"),
    ("The army struck on 3 March 2029. Two days later the port fell.", "Two days later", "2029-03-05"),
    ("The army struck on 3 March 2029. The port fell the same day.", "the same day", "2029-03-03"),
    ("The army struck on 3 March 2029. The port fell that night.", "that night", "2029-03-03TNI"),
    ("The army struck in March 2029. The port fell the following year.", "the following year", "2030"),
    ("The army struck in March 2029. In June the port fell.", "June", "2029-06"),
    ("The army struck in March 2029 and took the port in June.", "June", "2029-06"),
    ("The army struck in March 2029. The port was taken in June.", "June", "2029-06"),
    ("He was cleared of the 3 May 2024 raid. He agreed in January to step down.", "January", "2031-01"),
    ("He was cleared of the May 3, 2024, raid. He agreed in January to step down.", "January", "2031-01"),
    ("On the 3rd of May 2024 shells fell. He stepped down in June.", "June", "2024-06"),
    ("They fought between June and August 2030.", "June", "2030-06"),
    ("They fought from 20 December to 3 January 2030.", "20 December", "2029-12-20"),
    ("The quake on Boxing Day in 2024 killed many.", "Boxing Day", "2024-12-26"),
    ("Between 12 and 14 April, guns fell silent.", "12", "2031-04-12"),
    ("The famine of 1983-1985 is remembered.", "1985", "1985"),
])
def test_anchor_in_the_text(text: str, words: str, value: str) -> None:
    assert (words, value) in told(text)


@pytest.mark.parametrize(("text", "expected"), [
    ("Envoys met yesterday.", [("yesterday", None)]),
    ("Envoys met last week.", [("last week", None)]),
    ("Envoys met on Friday.", [("Friday", "XXXX-WXX-5")]),
    ("Envoys met on 27 December.", [("27 December", "XXXX-12-27")]),
    ("Envoys met two days later.", [("two days later", "P2D")]),
    ("Envoys met on 13 April 2031.", [("13 April 2031", "2031-04-13")]),
])
def test_unknown_publication_day_is_never_made_up(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert told(text, published=None) == expected


@pytest.mark.parametrize(("text", "words", "value", "kind"), [
    ("Two days later the port fell.", "Two days later", "P2D", "DURATION"),
    ("War broke out in 2024. A month later the port fell.", "A month later", "P1M", "DURATION"),
    ("War broke out in May 2024. A month later the port fell.", "A month later", "2024-06", "DATE"),
    ("War broke out on 3 May 2024. Two days later the port fell.", "Two days later", "2024-05-05", "DATE"),
    ("War broke out in May 2024. A year later the port fell.", "A year later", "2025", "DATE"),
])
def test_what_is_counted_from_no_day_is_only_how_long(text: str, words: str, value: str, kind: str) -> None:
    assert (words, value, kind) in [(item.span.of(text), item.value, item.type) for item in found(text)]


def test_anchor_and_reason_are_kept() -> None:
    first, second = found("The army struck on 3 March 2029. Two days later the port fell.")
    assert (first.anchor, second.anchor) == ("self", first.id)
    assert "2029-03-03" in second.reason.detail
    assert found("He came yesterday.")[0].anchor == "published"


def test_weekday_beside_a_date_is_kept_and_the_date_wins() -> None:
    item, = found("It happened on Tuesday April 8, 2031.")
    assert (item.value, item.weekday) == ("2031-04-08", "Tuesday")
    item, = found("It happened on Friday (8 April 2031).")
    assert (item.value, item.weekday) == ("2031-04-08", "Friday")


@pytest.mark.parametrize(("text", "mod"), [
    ("In mid-March.", "MID"), ("The end of March.", "END"), ("About two weeks.", "APPROX"),
    ("At least two weeks.", "EQUAL_OR_MORE"), ("Earlier this year.", "START"),
])
def test_modifier(text: str, mod: str) -> None:
    assert [item.mod for item in found(text)] == [mod]


@pytest.mark.parametrize(("kind", "count"), [("body", 1), ("caption", 1), ("credit", 1), ("nav", 0), ("related", 0)])
def test_only_prose_captions_and_credits_are_read(kind: str, count: int) -> None:
    assert len(found("Published 13 April 2031", kind=kind)) == count


def test_no_expression_crosses_a_line_end() -> None:
    assert told("The front held in March\n2029 men came home.")[0] == ("March", "2031-03")


@pytest.mark.parametrize(("text", "words", "value"), [
    ("Income rose in the third quarter of 2030 from a year earlier.", "a year earlier", "2029-Q3"),
    ("Income fell in the third quarter of 2030. The year-ago quarter was better.", "The year-ago quarter", "2029-Q3"),
    ("Income fell in the third quarter of 2030. Sales in the quarter rose.", "the quarter", "2030-Q3"),
    ("The mill reports the latest quarter today.", "the latest quarter", "2031-Q1"),
    ("The mill expects to report a fourth-quarter loss.", "fourth-quarter", "2030-Q4"),
    ("Income fell in Q3 2030.", "Q3 2030", "2030-Q3"),
    ("It told of a loss for the third quarter of $9 million.", "the third quarter", "2030-Q3"),
    ("It expects a loss in the second quarter. Sales rose in the latest quarter.", "the latest quarter", "2031-Q1"),
    ("Income fell in Q3 2030. For the nine months it rose from a year earlier.", "a year earlier", "2029"),
    ("In the year ended 30 June, income fell.", "the year", "P1Y"),
    ("Aid is budgeted for fiscal 2030-31.", "fiscal 2030-31", "2030/2031"),
    ("The books of FY2030 are shut.", "FY2030", "2030"),
])
def test_the_quarters_and_years_of_books(text: str, words: str, value: str) -> None:
    assert (words, value) in told(text)


def test_the_quarter_of_a_town_is_no_time() -> None:
    assert told("Shells hit the quarter by the port.") == []


@pytest.mark.parametrize(("text", "words", "value"), [
    ("He was shot on 20 July.", "20 July", "2030-07-20"),
    ("The council will vote on 20 July.", "20 July", "2031-07-20"),
    ("The truce had been due to end on Friday.", "Friday", "2031-04-11"),
    ("Envoys could land as early as Friday.", "Friday", "2031-04-18"),
    ("The mill shut due to its losses on Friday.", "Friday", "2031-04-11"),
    ("The truce is due to end on Friday.", "Friday", "2031-04-18"),
    ("The case is heard on Friday.", "Friday", "2031-04-18"),
    ("The bridge is pictured on Friday.", "Friday", "2031-04-11"),
    ("The man accused is held since a raid on Friday.", "Friday", "2031-04-11"),
    ("They would land on a still unnamed beach in August.", "August", "2031-08"),
])
def test_the_tense_tells_which_day_is_meant(text: str, words: str, value: str) -> None:
    assert (words, value) in told(text)


@pytest.mark.parametrize(("text", "words", "value"), [
    ("Pilgrims came in Easter week.", "Easter week", "2031-W15"),
    ("It rained over the Labor Day weekend 2030.", "Labor Day weekend 2030", "2030-W35-WE"),
    ("The hearing is in the week of 6 March.", "the week of 6 March", "2031-W10"),
    ("They voted on Election Day 2028.", "Election Day 2028", "2028-11-07"),
    ("Guns fell silent for Orthodox Easter 2024.", "Orthodox Easter 2024", "2024-05-05"),
    ("The raid came on Yom Kippur 2023.", "Yom Kippur 2023", "2023-09-25"),
    ("Markets shut for Passover 2024.", "Passover 2024", "2024-04-23"),
    ("Markets shut for Eid al-Fitr 2023.", "Eid al-Fitr 2023", "2023-04-21/2023-04-23"),
])
def test_holidays_fall_by_their_rule(text: str, words: str, value: str) -> None:
    assert (words, value) in told(text)


@pytest.mark.parametrize(("text", "words", "value"), [
    ("Envoys met on April 8 and 9 in Talvik.", "9", "2031-04-09"),
    ("Lorries run three times a day.", "three times a day", "P1D"),
    ("Two lorries a day ran; now that it rains, none do.", "now", "PRESENT_REF"),
    ("They hope for calm in the weeks ahead.", "the weeks ahead", "PXW"),
    ("Guns fell silent at month's end.", "month's end", "2031-04"),
    ("They signed a three-year period of rest.", "a three-year period", "P3Y"),
    ("Shells hit on 31 June.", "31 June", "XXXX-06-31"),
    ("Shells hit on 2031-06-31.", "2031-06-31", "2031-06-31"),
])
def test_more_constructions(text: str, words: str, value: str) -> None:
    assert (words, value) in told(text)


@pytest.mark.parametrize("text", [
    "April 8 and 9 others fled.", "It cut its quarterly dividend.", "It ran at 60 miles per hour."])
def test_what_only_looks_like_a_time(text: str) -> None:
    assert [value for _, value in told(text)] in ([], ["2031-04-08"])


@pytest.mark.parametrize(("text", "words", "value"), [
    ("TALVIK, April 12 (Agency) - Shells hit the port today.", "today", "2031-04-12"),
    ("TALVIK, April 2 (Agency) - Shells hit the port today.", "today", "2031-04-14"),
    ("The port is quiet, April 12 or not. Shells hit it today.", "today", "2031-04-14"),
    ("“We buried nine today,” he said on Saturday.", "today", "2031-04-12"),
    ("“We buried nine,” he said today.", "today", "2031-04-14"),
])
def test_a_passage_is_told_from_its_own_day(text: str, words: str, value: str) -> None:
    assert (words, value) in told(text)


def test_a_caption_has_a_week_of_its_own() -> None:
    text = "A ferry leaves Talvik on Tuesday. Photo of 6 March 2030"
    assert [(item.span.of(text), item.value) for item in found(text, kind="caption")] == [
        ("Tuesday", "2030-03-05"), ("6 March 2030", "2030-03-06")]
    assert ("Tuesday", "2031-04-08") in told(text)


@pytest.mark.parametrize("text", ["Shells hit it within minutes of the call.", "After a weekend of talks they left."])
def test_how_long_is_not_when(text: str) -> None:
    assert [value for _, value in told(text) if value and value[0] == "2"] == []


def test_earlier_in_the_day_is_a_day_told_before() -> None:
    assert ("earlier in the day", "2031-04-11") in told("On Friday he left. Shells hit the port earlier in the day.")
    assert ("earlier in the day", None) in told("Shells had hit the port earlier in the day.")


def test_each_anchor_is_told_to_a_person() -> None:
    [dateline, today] = found("TALVIK, April 12 (Agency) - Shells hit the port today.")
    assert today.anchor == dateline.id
    assert "dateline" in today.reason.detail
    [clock] = found("A shell fell at 7 p.m. in Talvik.")
    assert "no day is told near: the publication day" in clock.reason.detail


def test_in_a_chronicle_the_year_told_holds() -> None:
    years = " ".join(f"The line held in {year}." for year in range(2010, 2018))
    text = f"{years}\nIn November 2018 the port fell.\nBy December the hills fell.\nIn February a truce was made."
    assert told(text)[-2:] == [("December", "2018-12"), ("February", "2019-02")]
