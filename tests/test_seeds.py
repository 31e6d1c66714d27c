"""The input that Crosswire exists for: five real pages. What their account must show, by general rules."""

import datetime as dt

import pytest

from crosswire.account import Account
from crosswire.acquire.files import read_all
from crosswire.dates import calendar_conflict
from crosswire.model import Document
from crosswire.pipeline import account_records

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def account(shared):
    return Account.of(account_records(item for item in read_all([shared / "seeds"]) if isinstance(item, Document)))


def topics_with(account, measure, *numbers):
    """The topics that hold a figure of each number."""
    figures = {figure.id: figure for figure in account.figures}
    return [topic for topic in account.topics if topic.measure == measure and set(numbers) <= {
        bound for i in topic.figure_ids for bound in (figures[i].low, figures[i].high)}]


def test_two_counts_of_the_dead_differ_and_are_shown_as_a_disagreement(account):
    topics = topics_with(account, "killed", 13_000, 14_000)
    assert [topic.relation for topic in topics] == ["differ"]
    texts = {article.id: article.text for article in account.articles}
    sides = [{side.span.of(texts[side.article_id]) for side in d.sides}
             for d in account.disagreements if d.kind == "figure"]
    assert any(any("13,000" in side for side in each) and any("14,000" in side for side in each) for each in sides)


def test_two_counts_of_troops_nine_months_apart_are_an_evolution_and_no_disagreement(account):
    topics = topics_with(account, "troops", 40_000, 100_000)
    assert [topic.relation for topic in topics] == ["evolving"]


def test_a_weekday_that_does_not_fit_its_date_is_found(account):
    wrong = [time for time in account.times if time.weekday and calendar_conflict(time.value, time.weekday)]
    assert [time.value for time in wrong] == ["2021-04-14"]
    texts = {article.id: article.text for article in account.articles}
    dates = [d for d in account.disagreements if d.kind == "date"]
    assert any("14" in side.span.of(texts[side.article_id]) for d in dates for side in d.sides)


def test_one_statement_in_two_wordings_is_one_utterance_with_the_words_marked(account):
    texts = {article.id: article.text for article in account.articles}
    differing = [{p.span.of(texts[p.article_id]) for p in u.differences} for u in account.utterances if u.differences]
    assert any({"this", "its"} <= words for words in differing), differing
    assert any(d.kind == "wording" for d in account.disagreements)


def test_days_of_publication(account):
    days = [article.published for article in account.articles]
    assert days[2:4] == [dt.date(2021, 4, 14), dt.date(2021, 4, 3)]
    assert sum(day is not None for day in days) >= 4
