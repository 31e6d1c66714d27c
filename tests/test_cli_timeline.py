"""crosswire timeline, diff and --as-of as a user sees them."""

import json

import pytest
from click.testing import CliRunner

from crosswire.cli import main


def crosswire(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    folder = tmp_path_factory.mktemp("timeline")
    assert crosswire("demo", "-o", folder).exit_code == 0
    return folder / "crisis.db"


def entries(db, *options):
    result = crosswire("timeline", db, "--format", "json", *options)
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_the_timeline_tells_the_weightiest_in_the_order_of_days(db):
    shown = crosswire("timeline", db, "-n", 6).output
    assert shown.index("14 May 2025") < shown.index("16 May 2025")
    assert "●" in shown
    assert "of background (--background)" in shown.replace("\n", " ")
    record_id = next(word for word in shown.split() if word.startswith("event-"))
    assert "ASSAULT" in crosswire("show", db, record_id).output


def test_json_holds_every_entry_with_its_passages(db):
    found = entries(db)
    texts = {row["id"]: row["text"] for row in json.loads(crosswire("export", db).output)["documents"]}
    assert len(found["entries"]) > 20
    assert sorted(entry["rank"] for entry in found["entries"]) == list(range(1, len(found["entries"]) + 1))
    for entry in found["entries"] + found["background"]:
        assert entry["from"] <= entry["to"]
        assert entry["passages"]
        for each in entry["passages"]:
            assert texts[each["doc"]][each["start"]:each["end"]] == each["text"]
    best = min(found["entries"], key=lambda entry: entry["rank"])
    assert (best["date"], best["type"]) == ("2025-05-14", "ASSAULT")


def test_since_and_until_limit_the_days(db):
    found = entries(db, "--since", "2025-05-16", "--until", "2025-05-17")["entries"]
    assert found
    assert all(entry["to"] >= "2025-05-16" and entry["from"] <= "2025-05-17" for entry in found)


@pytest.mark.parametrize("command", ["timeline", "report", "export"])
def test_as_of_a_day_before_all_reports_is_refused(db, command, tmp_path):
    result = crosswire(command, db, "--as-of", "2025-05-01", "-o", tmp_path / "x")
    assert result.exit_code == 2
    assert "The earliest is of 2025-05-14" in result.output.replace("\n", " ")


def test_as_of_holds_for_timeline_report_and_export(db, tmp_path):
    assert entries(db, "--as-of", "2025-05-15")["as_of"] == "2025-05-15"
    assert crosswire("export", db, "--as-of", "2025-05-15", "-o", tmp_path / "a.json").exit_code == 0
    exported = json.loads((tmp_path / "a.json").read_text())
    assert exported["as_of"] == "2025-05-15"
    assert {row["published"] for row in exported["documents"]} == {"2025-05-14", "2025-05-15"}
    assert crosswire("report", db, "--as-of", "2025-05-15", "-o", tmp_path / "a.html").exit_code == 0
    page = (tmp_path / "a.html").read_text()
    assert "as it could be written on 15 May 2025" in page
    assert "froze the assets" not in page


def test_diff_says_what_changed(db):
    shown = crosswire("diff", db, "2025-05-15", "2025-05-18", "-n", 30).output
    for heading in ("New reports", "New events", "Revised figures", "New denials", "New disagreements"):
        assert heading in shown
    found = json.loads(crosswire("diff", db, "2025-05-15", "2025-05-18", "--format", "json").output)
    assert (found["before"], found["after"]) == ("2025-05-15", "2025-05-18")
    killed = next(row for row in found["revised"] if row["label"] == "people killed")
    assert [row["min"] for row in killed["now"]] == [31]
    assert found["denials"]
    assert all(row["sides"] for row in found["disagreements"])


@pytest.mark.parametrize("arguments", [("2025-05-18", "2025-05-15"), ("2025-05-18", "soon"), ("2025-05-18",)])
def test_diff_misused_ends_with_2(db, arguments):
    assert crosswire("diff", db, *arguments).exit_code == 2
