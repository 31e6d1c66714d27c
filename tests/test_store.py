"""The store: what it refuses, what it says, what it keeps, and that Datasette opens it."""

import asyncio
import datetime as dt
import sqlite3

import pytest
from factories import article, document, mention, quotation, source
from sqlalchemy import event, text

import crosswire
from crosswire.errors import StoreError, UsageError
from crosswire.model import Article, Document, Entity, Mention, Quotation, Skipped, Source
from crosswire.store import Store
from crosswire.store.search import Query, match_expression, search
from crosswire.values import Reason

TEXT = 'Lena Marsk said: "We will hold the bridge of Oster." Troops moved on Tuesday.'


def records(words=TEXT, name="a", outlet="Valdor Courier", published="2031-05-14"):
    raw = document(words, name, outlet=outlet, published=published)
    own = article(words, name, outlet=outlet, published=published)
    outlet_source = source(outlet)
    own = Article(**{**{f: getattr(own, f) for f in own.__slots__}, "document_id": raw.id,
                     "source_id": outlet_source.id})
    speaker = mention(own, "Lena Marsk")
    said = quotation(own, words.split('"')[1], "Lena Marsk")
    return {Document: [raw], Source: [outlet_source], Article: [own], Mention: [speaker], Quotation: [said]}


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "crisis.db", create=True) as opened:
        yield opened


def test_what_goes_in_comes_out(store):
    given = records()
    store.add(given)
    assert {kind: items for kind, items in store.records().items() if items} == given


def test_adding_twice_changes_nothing(store):
    store.add(records())
    before = store.counts()
    store.add({Source: records()[Source]})
    assert store.counts() == before


def test_corpus_records_are_replaced_whole_and_keep_their_members(store):
    given = records()
    store.add(given)
    member = given[Mention][0]
    entity = Entity(id="entity-1", kind="PER", name="Lena Marsk", aliases=("Marsk",), mention_ids=(member.id,),
                    reason=Reason("test", "test"))
    assert not store.reconciled()
    store.replace_corpus({Entity: [entity]})
    assert store.reconciled()
    assert store.account().entities == (entity,)
    store.replace_corpus({})
    assert store.account().entities == ()


def test_an_account_that_was_not_worked_out_is_refused_with_what_to_do(store):
    store.add(records())
    with pytest.raises(StoreError, match="last build did not end. Run the same `crosswire build`"):
        store.account()


def test_a_record_of_an_unknown_article_is_refused(store):
    with pytest.raises(StoreError, match="left as it was"):
        store.add({Mention: records()[Mention]})
    assert store.counts()["mentions"] == 0


@pytest.mark.parametrize(("make", "message"), [
    (lambda path: path.write_bytes(b"This is a text file, and no database at all." * 99), "not a Crosswire store"),
    (lambda path: path.mkdir(), "is a folder"),
    (lambda path: sqlite3.connect(path).executescript("CREATE TABLE recipes (name)").connection.close(),
     "not one of Crosswire's .it holds 'recipes'"),
])
def test_what_is_no_store_of_ours_is_refused(tmp_path, make, message):
    path = tmp_path / "other.db"
    make(path)
    with pytest.raises(StoreError, match=message):
        Store.open(path, create=True)


def test_a_missing_store_is_named_with_the_command_that_makes_it(tmp_path):
    with pytest.raises(StoreError, match="crosswire build REPORTS --db"):
        crosswire.open(tmp_path / "none.db")


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(StoreError, match="the folder .* does not exist"):
        Store.open(tmp_path / "nowhere" / "crisis.db", create=True)


def test_a_store_of_a_newer_version_is_refused(tmp_path):
    path = tmp_path / "newer.db"
    with Store.open(path, create=True) as made, made._write() as connection:
        connection.execute(text("INSERT INTO migrations VALUES (99, '9.9 holograms')"))
    with pytest.raises(StoreError, match="newer Crosswire .it has '9.9 holograms'"):
        Store.open(path)


def test_a_store_of_an_older_version_gets_its_new_columns_and_is_compared_anew(tmp_path):
    path = tmp_path / "older.db"
    with Store.open(path, create=True) as made, made._write() as connection:
        connection.execute(text("ALTER TABLE utterances DROP COLUMN findings"))
        connection.execute(text("DELETE FROM migrations WHERE name LIKE '%findings%'"))
        connection.execute(text("INSERT OR REPLACE INTO crosswire VALUES ('reconciled', 'x')"))
    with Store.open(path, create=True) as opened, opened._write() as connection:
        columns = {row[1] for row in connection.execute(text("PRAGMA table_info(utterances)"))}
        facts = connection.execute(text("SELECT fact FROM crosswire")).scalars().all()
    assert "findings" in columns
    assert "reconciled" not in facts


def test_a_full_disk_is_said_and_costs_nothing_that_was_committed(tmp_path):
    with Store.open(tmp_path / "full.db", create=True) as store:
        store.add(records())
        with store._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        engine_connect = store._engine.pool

        def limit(raw, _):
            raw.execute(f"PRAGMA max_page_count={pages + 2}")
        from sqlalchemy import event
        event.listen(engine_connect, "connect", limit)
        engine_connect.dispose()
        with pytest.raises(StoreError, match="full.*Free some space and run the same command again"):
            store.add(records(TEXT + " Long." * 100_000, name="b"))
        assert store.counts()["articles"] == 1


def test_a_second_writer_is_told_to_wait(tmp_path, monkeypatch):
    path = tmp_path / "busy.db"
    with Store.open(path, create=True) as store:
        other = sqlite3.connect(path)
        other.execute("BEGIN IMMEDIATE")
        event.listen(store._engine, "checkout", lambda raw, *_: raw.execute("PRAGMA busy_timeout=50"))
        with pytest.raises(StoreError, match="Another program is writing to it"):
            store.add(records())
        other.close()


def test_a_bad_document_that_is_mended_is_no_longer_named_as_skipped(store):
    raw = records()[Document][0]
    store.add({Skipped: [Skipped(record_id="skipped-1", name=raw.key, reason=Reason("empty", "it is empty"))]})
    assert store.counts()["skipped"] == 1
    store.add(records())
    assert store.counts()["skipped"] == 0


class TestSearch:
    @pytest.fixture
    def filled(self, store):
        store.add(records())
        store.add(records(TEXT.replace("Oster", "Lunde"), "b", "Kestria Daily", "2031-06-01"))
        return store

    def test_words_are_found_in_their_forms_and_marked(self, filled):
        hits = search(filled, Query("troop lunde"))
        assert [hit.article for hit in hits] == ["b"]
        assert "\x02Troops\x03" in hits[0].snippet

    @pytest.mark.parametrize(("limits", "found"), [
        ({}, {"a", "b"}), ({"since": "2031-05-15"}, {"b"}), ({"until": "2031-05-14"}, {"a"}),
        ({"outlet": "kestria"}, {"b"}), ({"outlet": "Gazette"}, set()), ({"speaker": "marsk"}, {"a", "b"}),
        ({"speaker": "arvel"}, set()),
    ])
    def test_limits_hold(self, filled, limits, found):
        assert {hit.article for hit in search(filled, Query("bridge", **limits))} == found

    def test_a_speaker_is_searched_in_what_they_said(self, filled):
        assert not search(filled, Query("troops", speaker="Marsk"))
        hit = search(filled, Query("hold", speaker="Marsk", outlet="Valdor"))[0]
        assert hit.speaker == "Lena Marsk"
        assert hit.record_id.startswith("quotation-")

    @pytest.mark.parametrize(("typed", "expression"), [
        ("border troops", '"border" "troops"'), ('"dead troops" oster', '"dead troops" "oster"'),
        ('NEAR( OR * "', '"NEAR" "OR"'), ("Zorić's", '"Zorić\'s"'),
    ])
    def test_nothing_typed_is_syntax(self, typed, expression):
        assert match_expression(typed) == expression

    def test_no_word_is_misuse(self):
        with pytest.raises(UsageError, match="no word"):
            match_expression('"*" ()')


@pytest.mark.filterwarnings("ignore")
def test_datasette_serves_it_with_labels(tmp_path):
    datasette_app = pytest.importorskip("datasette.app")
    with Store.open(tmp_path / "crisis.db", create=True) as store:
        store.add(records())
        store.replace_corpus({})

    async def pages():
        datasette = datasette_app.Datasette([str(tmp_path / "crisis.db")])
        await datasette.invoke_startup()
        home = await datasette.client.get("/crisis.json")
        table = await datasette.client.get("/crisis/quotations?_labels=on")
        rows = await datasette.client.get("/crisis/quotations.json?_labels=on&_shape=objects")
        return home, table, rows
    home, table, rows = asyncio.run(pages())
    assert home.status_code == table.status_code == rows.status_code == 200
    assert {"articles", "quotations", "figures", "events"} <= {t["name"] for t in home.json()["tables"]}
    row = rows.json()["rows"][0]
    assert row["article_id"]["label"] == "a", "the article is shown by its name, not its id"
    assert row["speaker"] == "Lena Marsk"


def test_days_are_days_again(store):
    store.add(records())
    assert store.records([Article])[Article][0].published == dt.date(2031, 5, 14)
