"""The house rules that a machine can check: floors, cycles, budgets, types, and no private data."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "crosswire"
FILES = sorted(SOURCE.rglob("*.py"))
MAX_FILE, MAX_FUNCTION = 400, 60

PAGE = (ROOT / "design" / "architecture.md").read_text(encoding="utf-8")
FLOORS = {name: int(floor) for floor, row in re.findall(r"^\| (\d+) \| (.+) \|$", PAGE, re.MULTILINE)
          for name in re.findall(r"`(\w+)`", row)} | {"__main__": 99, "__init__": 99}
DISK = {"acquire", "tables", "gazetteer", "store", "cli", "api", "building", "demo"}  # who may touch files


def module(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts)


def room(name: str) -> str:
    return name.split(".")[0]


def imports(path: Path) -> list[tuple[int, str]]:
    """(line, module inside crosswire) of every import in the file, wherever it stands."""
    out = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "crosswire":
            base = node.module.removeprefix("crosswire").lstrip(".")
            names = [base] if base else [alias.name for alias in node.names]
            for name in names:
                deeper = [f"{name}.{alias.name}" for alias in node.names
                          if base and (SOURCE / f"{name}/{alias.name}.py".replace(".", "/", name.count("."))).exists()]
                out += [(node.lineno, each) for each in deeper or [name]]
        elif isinstance(node, ast.Import):
            out += [(node.lineno, alias.name.removeprefix("crosswire."))
                    for alias in node.names if alias.name.startswith("crosswire.")]
    return out


@pytest.mark.parametrize("path", FILES, ids=module)
def test_imports_only_lower_floors_or_its_own_room(path):
    name = module(path)
    here = FLOORS[room(name)]
    for line, target in imports(path):
        same_room = room(target) == room(name)
        assert same_room or FLOORS[room(target)] < here, f"{path}:{line} imports {target}, not on a lower floor"


def test_the_architecture_page_gives_every_room_its_floor_and_names_no_other():
    rooms = {room(module(path)) for path in FILES if path.parent != SOURCE or path.stem not in ("__init__", "__main__")}
    assert rooms - {"demo"} == FLOORS.keys() - {"__main__", "__init__"}


def test_the_files_that_the_architecture_page_points_at_exist():
    named = re.findall(r"`((?:\w+/)*\w+\.(?:py|toml))`", PAGE)
    assert named
    assert not [name for name in named if not (SOURCE / name).exists() and not (ROOT / name).exists()]


def test_there_are_no_import_cycles():
    graph = {module(path): {target for _, target in imports(path)} for path in FILES}
    graph = {name.removesuffix(".__init__"): targets for name, targets in graph.items()}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name not in done:
            for target in graph.get(name, ()):
                visit(target, (*trail, name))
            done.add(name)

    for name in graph:
        visit(name, ())


@pytest.mark.parametrize("path", FILES, ids=module)
def test_budgets(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MAX_FILE, f"{path} has over {MAX_FILE} lines: split it"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= MAX_FUNCTION, f"{path}:{node.lineno} {node.name} has {length} lines"
            annotated = node.returns is not None or node.name == "__init__"
            assert annotated, f"{path}:{node.lineno} {node.name} has no return type"


@pytest.mark.parametrize("path", FILES, ids=module)
def test_only_the_command_line_prints_and_only_named_rooms_touch_disk_or_network(path):
    name = module(path)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print", f"{path}:{node.lineno} prints"
            assert node.func.id != "open" or room(name) in DISK, f"{path}:{node.lineno} opens a file"
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
            for imported in names:
                top = imported.split(".")[0]
                assert top not in {"socket", "urllib3", "requests", "httpx", "random"}, f"{path}:{node.lineno}"
                assert top != "pathlib" or room(name) in DISK, f"{path}:{node.lineno} imports pathlib"


def test_every_dependency_has_its_reason():
    declared = {re.split(r"[<>=\[ ]", row)[0] for row in tomllib.loads(
        (ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]}
    reasons = (ROOT / "design" / "dependencies.md").read_text(encoding="utf-8")
    assert declared, "no dependencies found in pyproject.toml"
    assert not [name for name in declared if f"`{name}`" not in reasons]


def test_no_path_of_a_machine_and_no_private_folder_in_the_project():
    bad = re.compile(r"/work/|/tmp/brief|\.library")
    for path in ROOT.rglob("*"):
        if path.suffix in {".py", ".md", ".toml", ".json", ".html", ".txt", ".cfg"} and ".venv" not in path.parts \
                and ".git" not in path.parts and path != Path(__file__):
            assert not bad.search(path.read_text(encoding="utf-8", errors="replace")), path
