"""The diagrams of design/architecture.md against the code: the flow of records through the stages, and who imports whom."""

import re
from pathlib import Path

from test_layout import FILES, FLOORS, imports, module, room

from crosswire import pipeline

PAGE = (Path(__file__).resolve().parents[1] / "design" / "architecture.md").read_text(encoding="utf-8")


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


def test_the_drawn_flow_is_the_pipeline():
    drawn, real = block("The flow of records"), flow()
    assert drawn == real, "in design/architecture.md, 'The flow of records' should read:\n" + "\n".join(real)


def test_the_drawn_arrows_are_the_imports():
    drawn, real = block("Who imports whom"), arrows()
    assert drawn == real, "in design/architecture.md, 'Who imports whom' should read:\n" + "\n".join(real)


def test_every_question_of_the_page_has_an_answer_that_exists_and_says_it():
    decides = re.search(r"^\| who decides that a figure is \"evolving\"\? \| (.+) \|$", PAGE, re.MULTILINE)
    assert decides
    named = re.findall(r"`([\w/]+\.py)`", decides[1])
    source = Path(pipeline.__file__).parent
    assert any('"evolving"' in (source / name).read_text(encoding="utf-8") for name in named), (
        "none of the files that the page names for 'evolving' says the word")
