"""Builds: only what is new, versions, jobs, order, and a kill at any moment."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import crosswire
from crosswire import building
from crosswire.errors import UsageError
from crosswire.model import Article, Document
from crosswire.render.export import account_json
from crosswire.store import Store

PLACES = ("Oster", "Lunde", "Marrow Hill", "Tarn", "Velm", "Sarro", "Nordhaven", "Quill")


def report(number: int) -> dict:
    dead, place = 3 + number % 5, PLACES[number % len(PLACES)]
    return {
        "id": f"r{number:03}", "outlet": f"Outlet {number % 7}", "published": f"2031-05-{1 + number % 28:02}",
        "title": f"Shelling of {place} kills {dead}",
        "text": f"At least {dead} people were killed when shells hit {place} on Tuesday, the ministry said.\n\n"
                f"\"We did not fire on {place} and we never will,\" said General Tomas Arvel.\n\n"
                f"More than {1000 + 10 * number} people have fled the district since 2 May 2031.\n"}


def write(folder: Path, numbers) -> Path:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        (folder / f"{number:03}.json").write_text(json.dumps(report(number)))
    return folder


def exported(db: Path) -> str:
    return json.dumps(account_json(crosswire.open(db)), sort_keys=True)


def test_a_second_run_adds_nothing_and_changes_nothing(tmp_path):
    reports, db = write(tmp_path / "reports", range(12)), tmp_path / "crisis.db"
    first = crosswire.build([reports], db)
    before, content = exported(db), db.read_bytes()
    second = crosswire.build([reports], db)
    assert (first.added, first.known, second.added, second.known) == (12, 0, 0, 12)
    assert first.reconciled
    assert not second.reconciled
    assert exported(db) == before
    assert db.read_bytes() == content


def test_growing_gives_the_account_that_one_run_gives(tmp_path):
    reports, grown, whole = write(tmp_path / "reports", range(6)), tmp_path / "grown.db", tmp_path / "whole.db"
    crosswire.build([reports], grown)
    write(reports, range(6, 12))
    assert crosswire.build([reports], grown).added == 6
    crosswire.build([reports], whole)
    assert exported(grown) == exported(whole)


def test_the_account_depends_neither_on_jobs_nor_on_the_order_of_the_arguments(tmp_path):
    reports = write(tmp_path / "reports", range(10))
    paths = sorted(reports.iterdir())
    crosswire.build(paths, tmp_path / "one.db")
    crosswire.build(paths[::-1], tmp_path / "two.db", jobs=2)
    assert exported(tmp_path / "one.db") == exported(tmp_path / "two.db")


def test_an_edited_report_is_a_new_version_of_the_same_article(tmp_path):
    db, row = tmp_path / "crisis.db", {**report(1), "url": "https://courier.example/shelling"}
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "first.json").write_text(json.dumps(row))
    crosswire.build([folder], db)
    edited = {**row, "text": row["text"].replace("At least 4", "At least 9")}
    (folder / "first.json").write_text(json.dumps(edited))
    assert crosswire.build([folder], db).added == 1
    account = crosswire.open(db)
    assert [article.text for article in account.articles] == [edited["text"]]
    assert {figure.article_id for figure in account.figures} == {account.articles[0].id}
    with Store.open(db) as store:
        counts = store.counts()
    assert counts["articles"] == 2


SAID = ("\"The people of this valley have waited long enough for an answer from those who fired on them,\" "
        "Lena Marsk said on Tuesday. Two bridges were closed on Monday.\n")


def test_a_report_that_the_corpus_dates_is_read_again_whenever_that_becomes_possible(tmp_path):
    folder, grown, whole = tmp_path / "reports", tmp_path / "grown.db", tmp_path / "whole.db"
    folder.mkdir()
    (folder / "undated.json").write_text(json.dumps({"text": SAID, "title": "The valley waits"}))
    crosswire.build([folder], grown)
    assert crosswire.open(grown).articles[0].published is None
    (folder / "dated.json").write_text(json.dumps({"text": "A night passed. " + SAID, "published": "2031-05-14"}))
    crosswire.build([folder], grown)
    account = crosswire.open(grown)
    assert [str(article.published) for article in account.articles] == ["2031-05-14", "2031-05-13"]
    values = [time.value for time in account.times if time.article_id == account.articles[1].id]
    assert values == ["2031-05-13", "2031-05-12"], "its weekdays are days now"
    write(folder, range(3))
    crosswire.build([folder], grown)
    crosswire.build([folder], whole)
    assert exported(grown) == exported(whole)


def test_reports_of_one_name_in_two_folders_stay_two_reports(tmp_path):
    db = tmp_path / "crisis.db"
    crosswire.build([write(tmp_path / "east", [1])], db)
    west = write(tmp_path / "west", [1])
    (west / "001.json").write_text(json.dumps({**report(1), "text": report(2)["text"]}))
    crosswire.build([west], db)
    assert len(crosswire.open(db).articles) == 2


def test_a_path_that_does_not_exist_is_misuse(tmp_path):
    with pytest.raises(UsageError, match="nowhere"):
        crosswire.build([tmp_path / "nowhere"], tmp_path / "crisis.db")


def crash(document: Document) -> building.Records:
    if b"CRASH" in document.content:
        raise ZeroDivisionError("as the test wants")
    if b"SLEEP" in document.content:
        time.sleep(5)
    return {Article: []}


def test_a_document_that_crashes_or_hangs_costs_only_itself(tmp_path, monkeypatch):
    monkeypatch.setattr(building, "process", crash)
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in ("CRASH", "SLEEP"):
        (folder / f"{name}.txt").write_text(f"A report of Oster. {name}")
    with Store.open(tmp_path / "crisis.db", create=True) as store:
        result = building.build([folder], store, options=building.BuildOptions(document_seconds=0.2))
    assert [(s.name, s.reason.rule) for s in result.skipped] == [("CRASH.txt", "crashed"), ("SLEEP.txt", "too_slow")]
    assert "ZeroDivisionError" in result.skipped[0].reason.detail


KILLER = """
import os, signal, sys
from crosswire import building
from crosswire.model import Document
whole = building.guarded
def guarded(document, seconds):
    if b"KILL" in document.content:
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(document, seconds)
building.guarded = guarded
"""


def test_a_document_that_kills_its_process_costs_only_itself(tmp_path):
    folder = write(tmp_path / "reports", range(3))
    (folder / "kill.txt").write_text("KILL this process.")
    (tmp_path / "killing.py").write_text(KILLER + "run = guarded\n")
    script = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
import killing
from pathlib import Path
from crosswire import building
from crosswire.store import Store
building.guarded = killing.run
if __name__ == "__main__":
    with Store.open({str(tmp_path / "crisis.db")!r}, create=True) as store:
        result = building.build([Path({str(folder)!r})], store, options=building.BuildOptions(jobs=2))
    print(result.added, [(s.name, s.reason.rule) for s in result.skipped])
"""
    path = tmp_path / "script.py"
    path.write_text(script)
    done = subprocess.run([sys.executable, str(path)], capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.strip() == "3 [('kill.txt', 'killed')]", done.stderr


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_random_and_run_again_gives_the_account_of_one_run(tmp_path, seed):
    reports = write(tmp_path / "reports", range(60))
    whole, db = tmp_path / "whole.db", tmp_path / "killed.db"
    crosswire.build([reports], whole)
    dice = random.Random(seed)
    command = [sys.executable, "-m", "crosswire", "build", str(reports), "--db", str(db), "--quiet", "--batch", "4"]
    kills = 0
    for _ in range(6):
        running = subprocess.Popen(command, start_new_session=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
        wait_for_work(running, db, dice)
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
            kills += 1
        running.wait()
    assert kills, "every run ended before it could be killed"
    subprocess.run(command, check=True, timeout=120)
    assert exported(db) == exported(whole)


def wait_for_work(running: subprocess.Popen, db: Path, dice: random.Random) -> None:
    """Wait until the run has begun to write, then for a random while."""
    begun = db.stat().st_mtime_ns if db.exists() else None
    limit = time.monotonic() + 20
    wal = db.with_name(db.name + "-wal")
    while running.poll() is None and time.monotonic() < limit:
        if wal.exists() or (begun is None and db.exists()):
            break
        time.sleep(0.005)
    time.sleep(dice.uniform(0, 0.4))
