"""The gate itself: floors hold on the annotated clusters, and the gate's own arithmetic is right."""

import floors
import gold
import pytest
import run
from generate import generate
from renamed import initials, moved, replaced, spellings


@pytest.mark.shared
@pytest.mark.usefixtures("shared")
def test_the_annotated_clusters_stay_above_their_floors():
    pinned, figures = floors.pinned(), run.quality()
    clusters = ("micro", *(cluster.name for cluster in gold.clusters()))
    assert {name for name in pinned if name.split("/")[0] in clusters} <= figures.keys()
    assert not floors.checked(figures, pinned)


@pytest.mark.parametrize(("figures", "problems"), [
    ({"micro/quotes_span": 84.0}, 1), ({"micro/quotes_span": 85.0}, 0), ({"micro/quotes_span": 90.0}, 0),
    ({"a/body_lost": 1.2}, 1), ({"a/body_lost": 0.4}, 0), ({}, 0)])
def test_a_floor_is_a_floor_and_a_ceiling_a_ceiling(figures, problems):
    assert len(floors.checked(figures, {"micro/quotes_span": 85.0, "a/body_lost": 1.0})) == problems


@pytest.mark.parametrize(("lower", "floor"), [(False, 85.0), (True, 70.0)])
def test_a_floor_goes_down_only_when_told(lower, floor):
    assert floors.moved({"a/x": 70.0}, {"a/x": 85.0}, lower=lower) == {"a/x": floor}
    assert floors.moved({"a/x": 91.26}, {"a/x": 85.0}, lower=lower) == {"a/x": 91.3}


def test_a_benchmark_says_which_figure_fell_and_fails(monkeypatch, capsys):
    monkeypatch.setattr(floors, "pinned", lambda: {"a/x": 85.0, "a/y": 80.0, "b/z": 70.0})
    assert floors.verdict({"a/x": 84.0, "a/y": 80.0}) == 1
    assert capsys.readouterr().out == "\na/x: 84.0 is below its floor 85.0\n"
    assert floors.verdict({"a/x": 86.0, "a/y": 80.0}) == 0
    assert "every one of 2 floors holds" in capsys.readouterr().out


def test_the_micro_average_counts_items_not_clusters():
    one = {"m": {"p": 100.0, "r": 50.0, "f1": 66.7, "gold": 4, "pred": 2}, "a": {"accuracy": 100.0, "n": 1}}
    two = {"m": {"p": 0.0, "r": 0.0, "f1": 0.0, "gold": 0, "pred": 2}, "a": {"accuracy": 0.0, "n": 3}}
    assert gold.micro([one, two]) == {"m": {"p": 50.0, "r": 50.0, "f1": 50.0, "gold": 4, "pred": 4},
                                      "a": {"accuracy": 25.0, "n": 4}}


def test_generated_reports_are_the_same_for_the_same_seed_and_keep_their_formats():
    once, again, other = list(generate(30, 3)), list(generate(30, 3)), list(generate(30, 4))
    assert once == again != other
    assert {name.rpartition(".")[2] for name, _ in once} == {"txt", "html", "json"}
    assert len({name for name, _ in once}) == 30


def test_renaming_moves_offsets_along():
    text, edits = "Ana met Bo.", [(0, 3, "Klarissa"), (8, 10, "T")]
    assert replaced(text, edits) == "Klarissa met T."
    assert replaced(text, edits)[moved(8, edits):moved(10, edits)] == "T"
    assert moved(2, edits) == 8


def test_initials_and_other_spellings_go_with_the_name_that_they_stand_for():
    assert initials("United Nations", {}) == "UN"
    assert initials("United Nations", {"United": "Pok", "Nations": "Seirt"}) == "PS"
    assert list(spellings(["Velmara", "Velmarra", "Orlen"])) == [("Velmara", "Velmarra")]
