"""crosswire origins, as a user sees it."""

import json
import xml.etree.ElementTree as ET

import pytest
from click.testing import CliRunner

from crosswire import open as open_account
from crosswire.cli import main

TEXT = "At least 12 people were killed when shells hit Oster on Tuesday, Lena Marsk, the interior minister, said.\n"


def crosswire(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    folder = tmp_path_factory.mktemp("origins")
    rows = [{"id": name, "outlet": outlet, "published": "2031-05-14", "text": TEXT + more}
            for name, outlet, more in (("a", "Courier", "The town was dark."), ("b", "Post", "Nobody slept."))]
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert crosswire("build", folder / "reports.jsonl", "--db", folder / "crisis.db").exit_code == 0
    return folder / "crisis.db"


def test_the_whole_account_and_one_claim(db):
    whole = json.loads(crosswire("origins", db).output)
    assert {node["doc"] for node in whole["nodes"] if node["kind"] == "article"} == {"a", "b"}
    exported = json.loads(crosswire("export", db).output)
    topic = next(figure["topic"] for figure in exported["figures"])
    claim = json.loads(crosswire("origins", db, topic).output)
    assert claim["origins"] == next(row["origins"] for row in exported["origins"] if row["claim"] == topic)


@pytest.mark.parametrize("what", ["quotations", "articles"])
def test_a_quotation_and_an_article_have_a_graph_in_both_formats(db, what):
    record_id = getattr(open_account(db), what)[0].id
    made = json.loads(crosswire("origins", db, record_id).output)
    assert {node["doc"] for node in made["nodes"] if node["kind"] == "article"} <= {"a", "b"}
    assert made["origins"]
    root = ET.fromstring(crosswire("origins", db, record_id, "--format", "graphml").output.encode())
    assert sum(1 for _ in root.iter("{http://graphml.graphdrawing.org/xmlns}node")) == len(made["nodes"])


def test_graphml_goes_to_a_file(db, tmp_path):
    done = crosswire("origins", db, "--format", "graphml", "-o", tmp_path / "origins.graphml")
    assert (done.exit_code, done.output) == (0, "")
    assert ET.parse(tmp_path / "origins.graphml").getroot().tag.endswith("graphml")


def test_what_has_no_origins_is_refused_with_what_to_give(db):
    record_id = json.loads(crosswire("export", db).output)["entities"][0]["id"]
    refused = crosswire("origins", db, record_id)
    assert refused.exit_code == 2
    assert "give the id of an article" in refused.output
