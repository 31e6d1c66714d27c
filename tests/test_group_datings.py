"""Days for reports that state none, from dated neighbours; refused where anything speaks against it."""

import pytest
from factories import article, copy, story, time

from crosswire.group.datings import datings

LEAD = "Shells hit the market of Brenholt on Tuesday, the ministry said.\nThe town was quiet again."


def run(articles, *, times=(), copies=(), stories=()):
    found = datings(articles=articles, times=times, quotations=(), copies=copies, utterances=(), stories=stories)
    return {dating.article_id: (dating.published.isoformat(), dating.reason.rule) for dating in found}


def pair(text, published="2031-05-14"):
    return article(text, "undated"), article("Shells hit the market. " + LEAD, "dated", published=published)


def test_a_copy_gives_its_day_and_the_lead_its_weekday():
    undated, dated = pair(LEAD)  # 14 May 2031 is a Wednesday
    tuesday = time(undated, "Tuesday", "XXXX-WXX-2")
    shared = copy(undated, dated, "Shells hit the market of Brenholt on Tuesday, the ministry said.")
    assert run((undated, dated), times=(tuesday,), copies=(shared,)) == {undated.id: ("2031-05-13", "shared_words")}


def test_yesterday_moves_the_day_on():
    undated, dated = pair(LEAD.replace("on Tuesday", "yesterday, a Tuesday"))
    tuesday = time(undated, "Tuesday", "XXXX-WXX-2")
    assert run((undated, dated), times=(tuesday,), stories=(story(undated, dated),)) == {
        undated.id: ("2031-05-14", "same_story")}


def test_without_a_weekday_it_is_the_neighbours_day():
    undated, dated = pair(LEAD.replace(" on Tuesday", ""))
    assert run((undated, dated), stories=(story(undated, dated),)) == {undated.id: ("2031-05-14", "same_story")}


@pytest.mark.parametrize(("month", "found"), [("XXXX-04", True), ("XXXX-07", True), ("XXXX-11", False)])
def test_a_month_far_from_the_neighbours_speaks_against_it(month, found):
    undated, dated = pair("Talks are due at the beginning of winter. The market was quiet.")
    named = time(undated, "winter", month)
    assert bool(run((undated, dated), times=(named,), stories=(story(undated, dated),))) is found


def test_neighbours_that_lie_far_apart_settle_nothing():
    undated, dated = pair(LEAD)
    later = article(LEAD + " Again.", "later", published="2031-06-20")
    assert run((undated, dated, later), stories=(story(undated, dated, later),)) == {}


def test_nothing_is_dated_without_neighbours_and_dated_reports_are_left_alone():
    undated, dated = pair(LEAD)
    assert run((undated, dated)) == {}


OWN = ("Sunday's vote in Brenholt was calm. Talks were held in May.\nThe strike began in 2031 and has gone on for "
       "eight years.\nIn her speech of 4 March the mayor thanked the miners.")


@pytest.mark.parametrize(("text", "values", "found"), [
    (OWN, {}, ("2039-03-06", "own_words")),  # 4 March 2039 is a Friday
    (OWN.replace("was calm", "was calm, the mayor said last night"), {}, ("2039-03-07", "own_words")),
    (OWN, {"Sunday": None}, None),
    (OWN, {"4 March": None}, None),
    (OWN, {"4 March": "XXXX-02-30"}, None),  # no such day
    (OWN, {"eight years": None}, None),
    (OWN.replace("thanked", "will thank"), {}, None),  # it lies ahead
    (OWN, {"May": "XXXX-10-02"}, None),  # of two years?
])
def test_without_neighbours_its_own_words_may_tell_its_day(text, values, found):
    told = {"Sunday": "XXXX-WXX-7", "2031": "2031", "eight years": "P8Y", "4 March": "XXXX-03-04", **values}
    undated = article(text, "undated")
    times = [time(undated, words, value, type="DURATION" if value and value[0] == "P" else "DATE")
             for words, value in told.items()]
    assert run((undated,), times=times).get(undated.id) == found
