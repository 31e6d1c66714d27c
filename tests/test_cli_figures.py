"""crosswire figures, disputes and owners, as a user sees them."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from crosswire.cli import main

REPORTS = (
    ("a", "Courier", "2031-05-14", "A quake near Harl killed 31 people, including four children, the ministry said."),
    ("b", "Post", "2031-05-14", "A quake near Harl killed 31 people, the mayor of Harl said."),
    ("c", "Herald", "2031-05-15", "A quake near Harl killed 58 people, the ministry said."),
    ("d", "Herald", "2031-05-15", "A driver and his son were shot dead near Orlen, a clerk said. Nobody was arrested."),
    ("e", "Post", "2031-05-15", "Valdoria accused Kestria of shelling the Ostley clinic. "
                                "Kestria denied that it had shelled the clinic."),
)


def crosswire(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    folder = tmp_path_factory.mktemp("figures")
    rows = [dict(zip(("id", "outlet", "published", "text"), row, strict=True)) for row in REPORTS]
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert crosswire("build", folder / "reports.jsonl", "--db", folder / "crisis.db").exit_code == 0
    return folder / "crisis.db"


def toll(db, *options):
    found = json.loads(crosswire("figures", db, "--format", "json", *options).output)
    return next(row for row in found if row["label"] == "people killed")


def test_best_low_and_high_of_origins_that_count_differently_now(db):
    row = toll(db)
    assert (row["relation"], row["best"], row["low"], row["high"], row["confirmed"]) == ("evolving", 58, 58, 58, False)
    assert {figure["min"]: figure["replaced"] for figure in row["figures"]} == {31: True, 58: False}


def test_an_earlier_day_has_the_earlier_count_confirmed_by_two_origins(db):
    row = toll(db, "--as-of", "2031-05-14")
    assert (row["relation"], row["best"], row["confirmed"]) == ("agree", 31, True)
    assert len(row["topic_origins"]) == 2


def test_the_parts_of_a_number_are_told(db):
    [children] = json.loads(crosswire("figures", db, "--topic", "children", "--format", "json").output)
    assert children["figures"][0]["part_of"] in {figure["figure"] for figure in toll(db)["figures"]}
    assert [link["kind"] for link in children["links"]] == ["part of"]
    assert children["best"] is None


def test_the_table_and_a_quantity_in_full(db):
    table = crosswire("figures", db)
    assert table.exit_code == 0
    assert "people killed" in " ".join(table.output.split())
    full = crosswire("figures", db, "--topic", "people killed").output
    assert "later count" in full
    assert "in Herald: “A quake near Harl killed 58 people" in full


def test_csv_has_a_row_for_each_figure(db, tmp_path):
    assert crosswire("figures", db, "--format", "csv", "-o", tmp_path / "f.csv").exit_code == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "f.csv").read_text())))
    assert sorted(row["min"] for row in rows) == ["31.0", "31.0", "4.0", "58.0"]
    assert {row["document"] for row in rows} == {"a", "b", "c"}


def test_an_unknown_quantity_is_refused_with_what_to_do(db):
    refused = crosswire("figures", db, "--topic", "unicorns")
    assert refused.exit_code == 2
    assert "unicorns" in refused.output


def test_deaths_without_a_number_are_listed_apart(db):
    assert "2  Herald: “A driver and his son were shot dead near Orlen" in crosswire("figures", db, "--deaths").output


def test_disputes_name_the_role_of_each_side(db):
    shown = crosswire("disputes", db).output
    assert "1. denial:" in shown
    assert "Kestria denies: “Kestria denied that it had shelled the clinic.” (Post)" in shown
    rows = list(csv.DictReader(io.StringIO(crosswire("disputes", db, "--format", "csv").output)))
    assert [(row["rank"], row["role"]) for row in rows] == [("1", "claims"), ("1", "denies")]


def test_disputes_of_a_day_and_of_a_kind(db):
    assert json.loads(crosswire("disputes", db, "--as-of", "2031-05-14", "--format", "json").output) == []
    assert "do not contradict each other" in crosswire("disputes", db, "--kind", "date").output


def test_owners_given_by_the_user_hold_and_can_be_forgotten(db, tmp_path):
    (tmp_path / "owners.toml").write_text('[owners]\n"the courier" = "Vell Group"\n"Post" = "Vell Group"\n')
    assert crosswire("owners", db, tmp_path / "owners.toml").output.count("Vell Group") == 2
    owners = next(row["owners"] for row in json.loads(crosswire("export", db).output)["origins"]
                  if len(row["articles"]) == 3)
    assert owners == ["Herald", "Vell Group"]
    later = tmp_path / "later.json"
    later.write_text(json.dumps({"id": "f", "outlet": "The Courier", "text": "It rained in Harl on Monday."}))
    assert crosswire("build", later, "--db", db).exit_code == 0
    assert crosswire("owners", db).output.count("Vell Group") == 3
    assert "Vell Group" not in crosswire("owners", db, "--forget").output


@pytest.mark.parametrize("text", ["no toml", "[outlets]\n", "[owners]\n", "[owners]\nPost = 3\n"])
def test_a_file_without_owners_is_refused(db, tmp_path, text):
    (tmp_path / "bad.toml").write_text(text)
    refused = crosswire("owners", db, tmp_path / "bad.toml")
    assert refused.exit_code == 2
    assert "owners --help" in refused.output
