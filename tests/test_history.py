"""The account of an earlier day, and what changed between two days: on the demo, and in an archive with versions."""

import datetime as dt
import json
from importlib import resources
from pathlib import Path

import factories as make
import pytest

import crosswire
from crosswire import history
from crosswire.account import Account
from crosswire.errors import UsageError
from crosswire.model import Article, Disagreement
from crosswire.render.changes import changes
from crosswire.store import Store
from crosswire.values import Side

MID, LATE = dt.date(2025, 5, 15), dt.date(2025, 5, 18)


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    path = tmp_path_factory.mktemp("history") / "crisis.db"
    with resources.as_file(resources.files("crosswire") / "demo" / "reports") as reports:
        crosswire.build([reports], db=path)
    return path


@pytest.fixture(scope="module")
def middle(db):
    return crosswire.open(db, as_of=MID)


@pytest.fixture(scope="module")
def found(db):
    return crosswire.diff(db, MID, LATE)


def test_only_what_was_published_by_then_counts(middle):
    assert middle.as_of == MID
    assert {article.published for article in middle.articles} == {dt.date(2025, 5, 14), MID}
    known = {article.id for article in middle.articles}
    for records in (middle.mentions, middle.figures, middle.quotations, middle.event_mentions):
        assert records
        assert {record.article_id for record in records} <= known


def test_it_is_the_account_of_these_reports_alone(db, middle, tmp_path):
    """As if the later reports had never been read: nothing of theirs settles a date or a name."""
    names = {article.name for article in middle.articles}
    with resources.as_file(resources.files("crosswire") / "demo" / "reports") as reports:
        paths = [path for path in Path(reports).iterdir() if path.stem in names or path.suffix == ".jsonl"]
        crosswire.build(paths, db=tmp_path / "then.db")
    with Store.open(tmp_path / "then.db") as store:
        alone = history.as_of(store, MID)
    assert {event.id for event in middle.events} == {event.id for event in alone.events}
    assert {topic.id for topic in middle.topics} == {topic.id for topic in alone.topics}
    assert {each.id for each in middle.disagreements} == {each.id for each in alone.disagreements}


def test_the_last_day_gives_the_whole_account_and_an_early_one_nothing(db):
    whole, last = crosswire.open(db), crosswire.open(db, as_of="2025-12-31")
    assert {event.id for event in last.events} == {event.id for event in whole.events}
    assert {each.id for each in last.disagreements} == {each.id for each in whole.disagreements}
    assert not crosswire.open(db, as_of="1999-01-01").articles


def test_a_report_that_changed_counts_in_its_version_of_then(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    row = {"id": "a", "url": "https://courier.example/1", "outlet": "Courier"}
    for day, toll in (("2025-03-04", "nine"), ("2025-03-09", "twelve")):
        text = f"Guns shelled Harrow Ford on 3 March 2025 and killed {toll} people, police said."
        (folder / "a.json").write_text(json.dumps({**row, "published": day, "text": text}))
        crosswire.build([folder], db=tmp_path / "x.db")
    then, now = crosswire.open(tmp_path / "x.db", as_of="2025-03-05"), crosswire.open(tmp_path / "x.db")
    assert [figure.low for figure in then.figures] == [9]
    assert [figure.low for figure in now.figures] == [12]


def test_a_report_of_no_known_day_is_left_out_and_named(tmp_path):
    for name, text in (("dated", "Guns shelled Harrow Ford on Monday."), ("undated", "The sea was calm and grey.")):
        row = {"id": name, "text": text, **({"published": "2025-03-04"} if name == "dated" else {})}
        (tmp_path / f"{name}.json").write_text(json.dumps(row))
    crosswire.build([tmp_path / "dated.json", tmp_path / "undated.json"], db=tmp_path / "x.db")
    account = crosswire.open(tmp_path / "x.db", as_of="2025-03-04")
    assert [article.name for article in account.articles] == ["dated"]
    assert [(skip.name, skip.reason.rule) for skip in account.skipped] == [("undated", "undated")]


# ---------------------------------------------------------------- what changed

def said(found, passage):
    article = found.after.by_id[passage.article_id]
    return passage.span.of(article.text)


def test_new_reports_and_events_are_told_and_old_ones_are_not(found):
    assert len(found.articles) == len(found.after.articles) - len(found.before.articles) > 0
    told = [said(found, event.headline) for event in found.events]
    assert any("froze the assets" in text for text in told)
    known = {mention_id for event in found.before.events for mention_id in event.mention_ids}
    assert not known & {mention_id for event in found.events for mention_id in event.mention_ids}


def test_a_date_that_became_known_is_told(found):
    assert (("date", "2025-05", "2025-05-15"),) in {each.told for each in found.refined}


def test_figures_are_revised_only_by_new_values(found):
    revised = {each.topic.label: each for each in found.revised}
    assert [figure.low for figure in revised["people killed"].now] == [31]
    for each in found.revised:
        before = {(figure.low, figure.high) for figure in each.before}
        assert not before & {(figure.low, figure.high) for figure in each.now}


def test_denials_and_disagreements_are_new(found):
    assert any("denied that such a report existed" in said(found, each.passage) for each in found.denials)
    assert {"denial", "figure"} <= {each.kind for each in found.disputes}
    assert any("31" in side.stance for each in found.widened for side in each.sides)
    known = {each.id for each in found.before.disagreements}
    assert not known & {each.id for each in found.disputes}


def test_what_is_no_longer_found_is_settled():
    article = make.article("Nine people died, police said. Twelve people died, doctors said.", "a")
    sides = tuple(Side(article.id, make.words(article, word), word) for word in ("Nine", "Twelve"))
    open_one = Disagreement(id="d", kind="figure", about="people killed", sides=sides, weight=1.0, reason=make.WHY)
    before = Account.of({Article: [article], Disagreement: [open_one]}, as_of=MID)
    after = Account.of({Article: [article]}, as_of=LATE)
    assert changes(before, after).settled == (open_one,)
    same = Account.of({Article: [article], Disagreement: [open_one]}, as_of=LATE)
    assert changes(before, same).settled == changes(before, same).disputes == ()


@pytest.mark.parametrize(("first", "last"), [(LATE, MID), (MID, MID)])
def test_days_in_the_wrong_order_are_refused(db, first, last):
    with pytest.raises(UsageError, match="earlier day first"):
        crosswire.diff(db, first, last)


def test_a_day_that_is_none_is_refused(db):
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        crosswire.open(db, as_of="yesterday")
    with pytest.raises(UsageError, match="swap them"):
        crosswire.timeline(crosswire.open(db), since="2025-05-20", until="2025-05-01")
