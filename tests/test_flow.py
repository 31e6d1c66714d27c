"""The drawings of the data flow in design/architecture.md, held against the stages and the imports."""

import re
from collections import defaultdict

from test_layout import FILES, FLOORS, PAGE, imports, module, room

from crosswire.model import Article
from crosswire.pipeline import PIPELINE

STAGES_FROM = 5  # the floor of the stages; below it are values, records and tables
DRAWN = PAGE.split("## Data flow")[1].split("\n## ")[0]
PIPES, ROOMS = re.findall(r"^```\n(.*?)^```$", DRAWN, re.MULTILINE | re.DOTALL)


def parts(drawing: str) -> list[tuple[str, ...]]:
    """The lines of a drawing, cut at their arrows."""
    return [tuple(part.strip() for part in re.split("──>|<──", line)) for line in drawing.splitlines()]


def names(kinds) -> str:
    return ", ".join(sorted(kind.__name__ for kind in kinds))


def test_the_page_draws_what_each_stage_gives_and_takes_in_their_order():
    made = [(names(stage.gives), f"{room(stage.function.__module__.removeprefix('crosswire.'))}/{stage.name}",
             names({*stage.takes.values()} - {Article}) or names([Article])) for stage in PIPELINE]
    assert parts(PIPES) == made, "design/architecture.md should say:\n" + "\n".join(" <── ".join(row) for row in made)


def test_all_stages_but_the_first_read_the_article():
    assert [stage.name for stage in PIPELINE if Article not in stage.takes.values()] == ["articles"]


def test_the_rooms_of_the_stages_run_in_the_order_of_the_alphabet():
    rooms = [name for _, stage, _ in parts(PIPES) if FLOORS[name := stage.split("/")[0]] == STAGES_FROM]
    assert rooms == sorted(rooms)


def test_the_page_draws_which_rooms_feed_which():
    feeds = defaultdict(set)
    for path in FILES:
        here = room(module(path))
        for _, target in imports(path):
            if here in FLOORS and room(target) != here and FLOORS[room(target)] >= STAGES_FROM and FLOORS[here] < 99:
                feeds[here].add(room(target))
    made = [(", ".join(sorted(from_)), to) for to, from_ in sorted(feeds.items(), key=lambda item: (
        FLOORS[item[0]], item[0]))]
    assert parts(ROOMS) == made, "design/architecture.md should say:\n" + "\n".join(" ──> ".join(row) for row in made)


def test_the_page_says_in_which_file_a_count_is_called_evolving():
    [path] = re.findall(r'"evolving"\? \| `([\w/.]+)`', PAGE)
    [source] = [file for file in FILES if file.as_posix().endswith(f"crosswire/{path}")]
    assert re.search(r'return "evolving"', source.read_text(encoding="utf-8"))
