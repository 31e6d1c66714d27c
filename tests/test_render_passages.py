"""A record in words, and its passages in context."""

import pytest
from factories import article, figure, quotation, topic

from crosswire.account import Account
from crosswire.errors import UsageError
from crosswire.ids import content_id
from crosswire.model import Disagreement
from crosswire.render.passages import evidence, fields, find_record
from crosswire.values import Reason, Side

REPORT = article('Some 20 houses burned. "We saw the fire from the hill," said Mara Vell.', "a", outlet="The Courier",
                 published="2031-05-14")
SAID = quotation(REPORT, "We saw the fire from the hill,", "Mara Vell")
BURNED = figure(REPORT, "20", low=20, high=20, whom="houses")
TOPIC = topic(BURNED)
DIFFER = Disagreement(id=content_id("disagreement", 1), kind="figure", about="houses", weight=1.0,
                      reason=Reason("test", "two counts"),
                      sides=(Side(REPORT.id, BURNED.span, "20 houses (Mara Vell)"),))
ACCOUNT = Account(articles=(REPORT,), quotations=(SAID,), figures=(BURNED,), topics=(TOPIC,), disagreements=(DIFFER,))


def test_fields_are_told_in_words():
    told = dict(fields(ACCOUNT, SAID))
    assert told["speaker"] == "Mara Vell"
    assert told["record"] == "Quotation"
    assert "span" not in told


def test_context_is_cut_at_the_given_length():
    [item] = evidence(ACCOUNT, SAID, 10)
    assert item.text == "We saw the fire from the hill,"
    assert (len(item.before), len(item.after)) == (10, 10)
    assert item.cut_before
    assert "The Courier · 2031-05-14" in item.where


def test_a_record_of_records_shows_their_passages():
    assert [item.text for item in evidence(ACCOUNT, TOPIC, 5)] == ["20"]


def test_a_side_says_its_stance():
    [item] = evidence(ACCOUNT, DIFFER, 5)
    assert item.where.startswith("20 houses (Mara Vell) · The Courier")


@pytest.mark.parametrize(("asked", "message"), [("nothing", "No record has the id"), ("", "fits 5 records")])
def test_an_id_must_lead_to_one_record(asked, message):
    with pytest.raises(UsageError, match=message):
        find_record(ACCOUNT, asked)


def test_an_id_may_be_shortened():
    assert find_record(ACCOUNT, SAID.id[:-3]) == SAID
