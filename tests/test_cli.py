"""The command line as a user sees it: what it prints, what it writes, how it ends."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from crosswire.cli import COMMANDS, main

REPORT = {
    "id": "courier-1", "outlet": "Valdor Courier", "published": "2031-05-14", "title": "Shells hit Oster bridge",
    "text": "At least 12 people were killed when shells hit Oster on Tuesday, the interior ministry said.\n\n"
            "\"We will rebuild this bridge stone by stone,\" said Lena Marsk, the interior minister.\n"}


def crosswire(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli")
    (folder / "reports.jsonl").write_text(json.dumps(REPORT) + "\n" + json.dumps({**REPORT, "id": "b", "text": (
        "Kestria denied firing on Oster. <script>alert(1)</script>")}))
    assert crosswire("build", folder / "reports.jsonl", "--db", folder / "crisis.db").exit_code == 0
    return folder / "crisis.db"


def test_help_names_every_command_and_each_explains_itself():
    overview = crosswire("--help").output
    for name in COMMANDS:
        assert f"\n  {name} " in overview
        own = crosswire(name, "--help")
        assert own.exit_code == 0
        assert len(own.output.splitlines()) > 8, f"{name} --help is too short to help"


def test_help_does_not_load_the_pipeline():
    code = ("import sys; from crosswire.cli import main\n"
            "try: main(['--help'])\nexcept SystemExit: pass\n"
            "loaded = [m for m in ('crosswire.pipeline', 'sqlalchemy', 'trafilatura', 'altair') if m in sys.modules]\n"
            "sys.exit(f'loaded {loaded}' if loaded else 0)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_build_tells_what_it_found_and_what_to_do_next(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(REPORT))
    result = crosswire("build", tmp_path / "a.json", "--db", tmp_path / "crisis.db")
    assert result.exit_code == 0, result.output
    assert "reports" in result.output
    assert "Next: crosswire report" in result.output


@pytest.mark.parametrize(("content", "status"), [
    ({"good.json": json.dumps(REPORT), "bad.json": "{"}, 0), ({"bad.json": "{", "empty.txt": ""}, 1)])
def test_bad_input_is_named_and_only_nothing_but_bad_input_fails(tmp_path, content, status):
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in content.items():
        (folder / name).write_text(text)
    result = crosswire("build", folder, "--db", tmp_path / "crisis.db")
    assert result.exit_code == status
    assert "bad.json: no valid JSON" in result.output


@pytest.mark.parametrize("arguments", [
    ("build",), ("build", "reports"), ("build", "nowhere", "--db", "x.db"), ("search", "x.db"), ("nonsense",),
    ("export", "x.db", "--format", "stone")])
def test_misuse_ends_with_2(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert crosswire(*arguments).exit_code == 2


def test_a_missing_database_ends_with_1_and_says_how_to_make_it(tmp_path):
    result = crosswire("report", tmp_path / "none.db")
    assert result.exit_code == 1
    assert "crosswire build" in result.output


def test_export_writes_json_to_a_file_or_to_standard_output(db, tmp_path):
    assert crosswire("export", db, "-o", tmp_path / "account.json").exit_code == 0
    written = json.loads((tmp_path / "account.json").read_text())
    assert written == json.loads(crosswire("export", db).output)
    assert written["format"] == {"name": "crosswire-account", "version": 1}
    assert [d["id"] for d in written["documents"]] == ["b", "courier-1"]


def test_a_place_that_cannot_be_written_is_named(db):
    result = crosswire("export", db, "-o", "/nowhere/account.json")
    assert result.exit_code == 2
    assert "Choose another path" in result.output


def test_report_writes_a_page(db, tmp_path):
    result = crosswire("report", db, "-o", tmp_path / "crisis.html", "--title", "The bridge")
    assert result.exit_code == 0, result.output
    page = (tmp_path / "crisis.html").read_text()
    assert "The bridge" in page
    assert "<script>alert(1)</script>" not in page


def test_search_finds_and_nothing_found_ends_with_1(db):
    assert "courier-1" in crosswire("search", db, "interior minister").output or \
        "Valdor Courier" in crosswire("search", db, "interior minister").output
    nothing = crosswire("search", db, "submarine")
    assert (nothing.exit_code, "Nothing found" in nothing.output) == (1, True)


def test_search_by_speaker_gives_an_id_that_show_takes(db):
    found = crosswire("search", db, "rebuild", "--speaker", "Marsk").output
    record_id = next(word for word in found.split() if word.startswith("quotation-"))
    shown = crosswire("show", db, record_id[:-4], "--context", 40)
    assert shown.exit_code == 0, shown.output
    assert "We will rebuild this bridge stone by stone" in shown.output
    assert "Lena Marsk" in shown.output


def test_show_refuses_what_is_unknown_or_ambiguous(db):
    assert "No record has the id" in crosswire("show", db, "quotation-zzz").output
    ambiguous = crosswire("show", db, "article-")
    assert ambiguous.exit_code == 2
    assert "give more of it" in ambiguous.output
