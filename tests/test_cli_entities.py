"""crosswire entities: the list, and decisions that survive rebuilds. The crisis is invented."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import crosswire as package
from crosswire.cli import main
from crosswire.store import Store

FIRST = {"id": "one", "outlet": "Valdor Courier", "published": "2031-05-14", "text": (
    "President Lena Marsk of Valdoria spoke in Osterholt on Tuesday. Marsk said the bridge was safe. Mayor Tomas Arvel "
    "disagreed. \"We will rebuild this bridge stone by stone,\" said Lena Marsk.\n")}
SECOND = {"id": "two", "outlet": "Kestria Daily", "published": "2031-05-16", "text": (
    "The mayor, Tomas Arvel, met Helena Marskova in Osterholt on Thursday. Arvel said that Helena Marskova had come "
    "alone.\n")}
THIRD = {"id": "three", "outlet": "Lake Post", "published": "2031-05-17", "text": (
    "Lena Marsk and Helena Marskova did not meet on Friday, said Quillon Brask, a teacher.\n")}


def crosswire(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def build(folder: Path, *reports: dict[str, str]) -> Path:
    (folder / "reports.jsonl").write_text("\n".join(json.dumps(report) for report in reports))
    assert crosswire("build", folder / "reports.jsonl", "--db", folder / "crisis.db", "-q").exit_code == 0
    return folder / "crisis.db"


def people(db: Path) -> dict[str, str]:
    """Name -> id of every person."""
    return {e.name: e.id for e in package.open(db).entities if e.kind == "PER"}


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return build(tmp_path, FIRST, SECOND)


def test_the_list_is_the_default_and_says_how_often(db: Path) -> None:
    result = crosswire("entities", db, "--kind", "PER")
    assert result.exit_code == 0, result.output
    assert "Lena Marsk" in result.output
    assert "Osterholt" not in result.output
    assert result.output == crosswire("entities", "list", db, "--kind", "PER").output
    assert "Tomas Arvel" not in crosswire("entities", db, "marsk").output


def test_a_merge_holds_when_reports_are_added_and_undo_takes_it_back(db: Path, tmp_path: Path) -> None:
    before = people(db)
    assert crosswire("entities", "merge", db, before["Lena Marsk"], before["Helena Marskova"]).exit_code == 0
    assert set(people(db)) == set(before) - {"Helena Marskova"}
    build(tmp_path, FIRST, SECOND, THIRD)
    assert set(people(db)) == (set(before) | {"Quillon Brask"}) - {"Helena Marskova"}
    assert "merge  Lena Marsk" in crosswire("entities", db, "--decisions").output
    assert crosswire("entities", "undo", db).exit_code == 0
    assert set(people(db)) == set(before) | {"Quillon Brask"}
    assert people(db)["Tomas Arvel"] == before["Tomas Arvel"], "reports about others change no id"


def test_a_split_takes_a_merge_apart_and_holds(db: Path, tmp_path: Path) -> None:
    before = people(db)
    crosswire("entities", "merge", db, "Lena Marsk", "Helena Marskova")
    result = crosswire("entities", "split", db, "Lena Marsk", "Helena Marskova")
    assert result.exit_code == 0, result.output
    build(tmp_path, FIRST, SECOND, THIRD)
    assert set(before) <= set(people(db))


def test_undo_of_one_number_keeps_the_others(db: Path) -> None:
    before = people(db)
    crosswire("entities", "merge", db, "Lena Marsk", "Helena Marskova")
    crosswire("entities", "merge", db, "Tomas Arvel", "Lena Marsk")
    assert crosswire("entities", "undo", db, 1).exit_code == 0
    assert len(people(db)) < len(before)
    assert "2  merge" in crosswire("entities", db, "--decisions").output


@pytest.mark.parametrize(("arguments", "says"), [
    (("merge", "Lena Marsk"), "at least two"), (("merge", "Nobody", "Lena Marsk"), "No record has the id"),
    (("split", "Lena Marsk", "Anna"), "is no name of"),
    (("split", "Helena Marskova", "Helena Marskova"), "one must stay"),
    (("undo",), "no such decision"),
])
def test_misuse_is_told_and_changes_nothing(db: Path, arguments: tuple[str, ...], says: str) -> None:
    before = people(db)
    result = crosswire("entities", arguments[0], db, *arguments[1:])
    assert result.exit_code == 2
    assert says in " ".join(result.output.split())
    assert people(db) == before


def test_an_older_store_gets_the_table_and_is_worked_out_again(db: Path, tmp_path: Path) -> None:
    before = people(db)
    older = sqlite3.connect(db)
    older.executescript("DROP TABLE entity_decisions; ALTER TABLE entities DROP COLUMN stands_for;"
                        "DELETE FROM migrations WHERE name LIKE '%decisions%'")
    older.close()
    with Store.open(db) as store:
        assert not store.reconciled()
    build(tmp_path, FIRST, SECOND)
    assert people(db) == before
