"""The documents say what the code does: records, commands, options, public names, examples."""

import dataclasses
import re
import typing
from pathlib import Path

import pytest

import crosswire
from crosswire import model
from crosswire.cli import COMMANDS, main

ROOT = Path(__file__).resolve().parents[1]
SHARED_FIELDS = {"id", "article_id", "span", "reason"}
RECORDS = (*typing.get_args(model.Record), model.Skipped)


def sections(page: str) -> dict[str, str]:
    parts = re.split(r"^## ", (ROOT / page).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {part.split()[0]: part for part in parts[1:]}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_has_its_sentence_and_no_sentence_is_left_over(record):
    documented = set(re.findall(r"^\| `(\w+)` \| [A-Z`].+\. \|$", sections("docs/records.md")[record.__name__],
                                re.MULTILINE))
    fields = {field.name for field in dataclasses.fields(record)}
    if "span" in fields:
        fields -= SHARED_FIELDS
    assert documented == fields


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_in_the_reference(name):
    reference = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    command = main.get_command(None, name)
    part = reference.split(f"## crosswire {name}\n")
    assert len(part) == 2, f"docs/commands.md has no section '## crosswire {name}'"
    section = part[1].split("\n## ")[0]
    for parameter in command.params:
        for option in parameter.opts:
            if option.startswith("--"):
                assert f"`{option}" in section, f"{name} {option}"


def test_the_public_names_are_these():
    assert sorted(crosswire.__all__) == ["Account", "CrosswireError", "DefectError", "InputError", "StoreError",
                                         "TableError", "UsageError", "build", "open"]
    assert all(getattr(crosswire, name).__doc__ for name in crosswire.__all__)


def test_the_python_of_the_readme_runs(tmp_path, monkeypatch, capsys):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    assert blocks, "the README shows no Python"
    monkeypatch.chdir(tmp_path)
    from importlib import resources
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
