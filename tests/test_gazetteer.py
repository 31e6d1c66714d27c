"""The gazetteer: the shipped index, and how it is made when processes are killed or come together."""

from __future__ import annotations

import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.errors import UsageError
from crosswire.gazetteer import Entry, Index, fold, gazetteer, index, sources
from crosswire.gazetteer.entries import distance

SMALL = textwrap.dedent("""
    import os, sys, time
    from pathlib import Path
    from crosswire.gazetteer import Entry, index
    folder, pause = Path(sys.argv[1]), float(sys.argv[2])
    def rows():
        with open(folder / "fills", "a") as log:
            log.write("x")
        yield Entry("1", "Kestria", "country", "KES", None, 0.0, 0.0, 9), ("Kestria",), ()
        for number in range(2, 2002):
            yield (Entry(str(number), f"Town {number}", "town", "KES", "KES.1", 1.0, 2.0, number),
                   (f"Town {number}",), (f"Town {number}",))
            if number == 1000:
                print("half", flush=True)
                time.sleep(pause)
    index._rows = rows
    path = index.ready(folder)
    print(len(index.Index(path).find("Town 2001")), flush=True)
""")


def build(folder: Path, pause: float) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", SMALL, str(folder), str(pause)], stdout=subprocess.PIPE, text=True)


def read(process: subprocess.Popen[str]) -> list[str]:
    with process:
        assert process.stdout is not None
        return process.stdout.read().split()


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process by a POSIX signal")
def test_a_killed_build_leaves_nothing_that_a_later_one_trusts(tmp_path):
    first = build(tmp_path, 60)
    assert first.stdout is not None
    assert first.stdout.readline().strip() == "half"
    first.send_signal(signal.SIGKILL)
    read(first)
    assert read(build(tmp_path, 0)) == ["half", "1"]
    assert (tmp_path / "fills").read_text() == "xx"


def test_of_processes_that_come_together_one_builds_and_all_read(tmp_path):
    together = [build(tmp_path, 0.5) for _ in range(3)]
    answers = [read(process)[-1] for process in together]
    assert answers == ["1", "1", "1"]
    assert (tmp_path / "fills").read_text() == "x"


def test_a_finished_index_is_not_made_again(tmp_path, monkeypatch):
    assert read(build(tmp_path, 0))[-1] == "1"

    def refuse(path: Path) -> None:
        raise AssertionError(f"{path} is built a second time")

    monkeypatch.setattr(index, "_build", refuse)
    assert index.ready(tmp_path).exists()


def test_a_folder_that_cannot_be_written_is_named_with_what_to_do(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="CROSSWIRE_CACHE"):
        index.ready(tmp_path / "file" / "below")


def test_the_folder_can_be_chosen(monkeypatch, tmp_path):
    monkeypatch.setenv("CROSSWIRE_CACHE", str(tmp_path))
    assert index.cache_folder() == tmp_path


def test_the_shipped_index_knows_towns_divisions_countries_and_seas():
    find = gazetteer().find
    assert find("OSTRAVA")[0].country == "CZE"
    assert find("Zürich") == find("zurich")
    assert {entry.kind for entry in find("Georgia")} == {"country", "division"}
    assert [entry.division for entry in find("Ga.") if entry.kind == "division"] == ["USA.GA"]
    assert find("Norwegians")[0].id == find("Norway")[0].id
    assert find("Black Sea")[0].kind == "region"
    assert find("Europe")[0].kind == "wide"
    assert find("a name that nobody bears") == ()


def test_a_lookup_is_one_search_of_the_key_and_a_second_one_is_none():
    shared = gazetteer()
    statements: list[str] = []
    own = Index(index.ready(index.cache_folder()))
    own._connection.set_trace_callback(statements.append)
    for _ in range(3):
        own.find("Ostrava")
        own.find("Bergen")
    assert len(statements) == 2
    plan = [row[3] for row in own._connection.execute(f"EXPLAIN QUERY PLAN {statements[0]}")]
    assert not [step for step in plan if step.startswith("SCAN")], plan
    assert own.find("Bergen") == shared.find("Bergen")


def test_the_index_is_small_and_a_connection_keeps_little_of_it():
    path = index.ready(index.cache_folder())
    assert path.stat().st_size < 100_000_000
    connection = sqlite3.connect(path)
    pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("cache_size", "page_size"))
    connection.close()
    assert (-pages * 1024 if pages < 0 else pages * size) < 20_000_000


def test_another_process_opens_its_own_connection():
    assert index._opened(os.getpid()) is gazetteer()


VALUES = st.dictionaries(st.text(max_size=5), st.text(max_size=20) | st.integers(), max_size=3)


@given(st.dictionaries(st.integers(0, 10**6).map(str), VALUES, max_size=8), st.integers(1, 40))
def test_a_large_object_is_read_piece_by_piece_as_it_is(rows, size):
    class Pieces(io.StringIO):
        def read(self, _=-1):
            return super().read(size)

    assert list(sources.objects(Pieces(json.dumps(rows)))) == list(rows.values())


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name):
    assert fold(fold(name)) == fold(name)


@given(*[st.floats(-89, 89), st.floats(-179, 179)] * 2)
def test_distance_is_symmetric_and_no_more_than_half_the_earth(a, b, c, d):
    one, other = (Entry("1", "x", "town", "KES", None, *at, 0) for at in ((a, b), (c, d)))
    assert distance(one, other) == pytest.approx(distance(other, one), abs=1e-6)
    assert 0 <= distance(one, other) <= 20_016


def test_names_for_the_lexicon_are_of_large_towns_only():
    found = list(gazetteer().names(5_000_000))
    assert len({name for _, name, _ in found}) > 20
    assert all(any(entry.name == name and entry.population >= 5_000_000 for entry in gazetteer().find(name))
               for _, name, _ in found)


def test_a_class_noun_is_shed():
    assert sources.bare_name("Laurel County") == "Laurel"
    assert sources.bare_name("Province of Ilva") == "Ilva"
    assert sources.bare_name("Ilva") is None


def test_an_index_that_is_not_there_is_not_ready(monkeypatch, tmp_path):
    monkeypatch.setenv("CROSSWIRE_CACHE", str(tmp_path))
    assert not index.found_ready()
    assert read(build(tmp_path, 0))[-1] == "1"
    assert index.found_ready()
