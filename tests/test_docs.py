"""The documents say what the code does: records, commands, options, public names, examples."""

import dataclasses
import importlib.util
import re
import typing
from importlib import resources
from pathlib import Path

import pytest

import crosswire
from crosswire import model
from crosswire.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
SHARED_FIELDS = {"id", "article_id", "span", "reason"}
RECORDS = (*typing.get_args(model.Record), model.Skipped)


def sections(page: str) -> dict[str, str]:
    parts = re.split(r"^## ", (ROOT / page).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {part.split()[0]: part for part in parts[1:]}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_has_its_sentence_and_no_sentence_is_left_over(record):
    documented = set(re.findall(r"^\| `(\w+)` \| \S.+\. \|$", sections("docs/records.md")[record.__name__],
                                re.MULTILINE))
    fields = {field.name for field in dataclasses.fields(record)}
    if "span" in fields:
        fields -= SHARED_FIELDS
    assert documented == fields


def test_the_reference_of_commands_is_what_help_prints():
    spec = importlib.util.spec_from_file_location("docs_build", ROOT / "docs" / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PAGE.read_text(encoding="utf-8") == module.reference(), "run `python docs/build.py`"


def test_the_public_names_are_these():
    assert sorted(crosswire.__all__) == ["Account", "CrosswireError", "DefectError", "InputError", "StoreError",
                                         "TableError", "UsageError", "build", "diff", "open", "timeline"]
    assert all(getattr(crosswire, name).__doc__ for name in crosswire.__all__)


def test_the_python_of_the_readme_runs(tmp_path, monkeypatch, capsys):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    assert blocks, "the README shows no Python"
    monkeypatch.chdir(tmp_path)
    with resources.as_file(resources.files("crosswire") / "demo" / "reports") as reports:
        (tmp_path / "reports").symlink_to(reports)
        for block in blocks:
            exec(block, {})
    assert capsys.readouterr().out.strip()


def test_the_readme_names_only_commands_that_exist():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^crosswire (\w+)", readme, re.MULTILINE))
    assert named
    assert named <= set(COMMANDS)
    targets = set(re.findall(r"^make (\w+)", readme, re.MULTILINE))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert {"demo", "test"} <= targets
    assert all(f"\n{target}:" in makefile for target in targets)


def test_links_in_the_documents_lead_somewhere():
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "design").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
