"""The drawings of design/architecture.md against the code: the flow of records, and who imports whom."""

import difflib
import re
from pathlib import Path

from test_layout import FILES, FLOORS, imports, module, room

from crosswire import pipeline

PAGES = Path(__file__).resolve().parents[1] / "design"
PAGE = (PAGES / "architecture.md").read_text(encoding="utf-8")
SOURCE = Path(pipeline.__file__).parent


def block(title: str) -> list[str]:
    """The lines of the fenced block that follows this heading, blank ones left out."""
    found = re.search(rf"^## {re.escape(title)}$.*?^```$(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"design/architecture.md has no fenced block under '## {title}'"
    return [line for line in found[1].splitlines() if line.strip()]


def flow() -> list[str]:
    """One line a stage, under its room: what it takes, its name, what it gives."""
    out, last = [], ""
    for stage in pipeline.PIPELINE:
        here = stage.function.__module__.split(".")[1]
        if here != last:
            out.append(here)
            last = here
        takes = ", ".join(kind.__name__ for kind in stage.takes.values())
        gives = ", ".join(sorted(kind.__name__ for kind in stage.gives))
        out.append(f"  {takes} -- {stage.name} --> {gives}")
    return out


def arrows() -> list[str]:
    """One line a room: which rooms its files import, from the lowest floor up."""
    found: dict[str, set[str]] = {}
    for path in FILES:
        here = room(module(path))
        found.setdefault(here, set()).update(room(target) for _, target in imports(path))
    ordered = sorted((name for name in found if name in FLOORS and FLOORS[name] < 99), key=lambda n: (FLOORS[n], n))
    return [f"{name} <- " + " ".join(sorted(found[name] - {name}, key=lambda n: (FLOORS[n], n)))
            for name in ordered if found[name] - {name}]


def corrections(drawn: list[str], real: list[str]) -> str:
    """The lines of the page to take out and to put in, in order."""
    verbs = {"- ": "take out: ", "+ ": "put in:   "}
    return "\n".join(verbs[line[:2]] + line[2:] for line in difflib.ndiff(drawn, real) if line[:2] in verbs)


def answers() -> dict[str, list[tuple[str, str]]]:
    """Question of the table 'Where to look' -> the files that its answer names."""
    table = re.search(r"^## Where to look$(.*?)^## ", PAGE, re.MULTILINE | re.DOTALL)
    assert table
    rows = [line.split("|") for line in table[1].splitlines() if line.startswith("|")][2:]
    return {row[1].strip(): re.findall(r"`([\w/*.]+\.(?:py|toml|md))`|\]\(([\w.]+)\)", row[2]) for row in rows}


def test_the_drawn_flow_is_the_pipeline():
    drawn, real = block("The flow of records"), flow()
    assert drawn == real, "design/architecture.md, 'The flow of records':\n" + corrections(drawn, real)


def test_the_drawn_arrows_are_the_imports():
    drawn, real = block("Who imports whom"), arrows()
    assert drawn == real, "design/architecture.md, 'Who imports whom':\n" + corrections(drawn, real)


def test_a_failure_says_which_lines_to_change():
    assert corrections(["a <- b", "c <- d", "e <- f"], ["a <- b", "c <- d g", "e <- f"]) == (
        "take out: c <- d\nput in:   c <- d g")


def test_where_to_look_names_files_that_exist():
    roots = (SOURCE, PAGES.parent, PAGES)
    named = {question: [code or link for code, link in found] for question, found in answers().items()}
    missing = [(question, name) for question, names in named.items() for name in names
               if not any(list(root.glob(name)) for root in roots)]
    assert not missing, f"'Where to look' of design/architecture.md names files that are not there: {missing}"
    assert [question for question, names in named.items() if not names] == []


def test_evolving_is_decided_where_the_page_says():
    names = [code for code, _ in answers()['who decides that a figure is "evolving"?']]
    assert any('"evolving"' in (SOURCE / name).read_text(encoding="utf-8") for name in names), (
        "none of the files that the page names for 'evolving' says the word")
