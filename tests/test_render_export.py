"""The account as JSON: valid by its schema, every span inside its text, loss-free through JSON."""

import dataclasses
import json
from importlib import resources

import jsonschema
import pytest
from factories import article, document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_contract import documents

from crosswire.account import Account
from crosswire.model import Document
from crosswire.pipeline import PIPELINE, account_records
from crosswire.render.export import account_json
from crosswire.stage import run


@pytest.fixture(scope="module")
def exported():
    return account_json(Account.of(run(PIPELINE, {Document: documents()})))


def schema():
    return json.loads((resources.files("crosswire") / "render" / "account.schema.json").read_text(encoding="utf-8"))


def spans(value, doc=None):
    """(document id, start, end) of every span in an exported value."""
    if isinstance(value, list):
        for item in value:
            yield from spans(item, doc)
    elif isinstance(value, dict):
        doc = value.get("doc", doc)
        if "start" in value:
            yield doc, value["start"], value["end"]
        for item in value.values():
            yield from spans(item, doc)


def test_it_is_what_the_schema_says(exported):
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(exported, schema())


@pytest.mark.parametrize("damage", [
    lambda a: a["figures"].append({"doc": "x"}), lambda a: a.pop("copies"), lambda a: a.update(extra=1),
    lambda a: a["documents"][0].update(published="14 May"), lambda a: a["documents"][0]["blocks"][0].update(kind="x")])
def test_the_schema_refuses_what_is_wrong(exported, damage):
    broken = json.loads(json.dumps(exported))
    damage(broken)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema())


def test_it_survives_json(exported):
    assert json.loads(json.dumps(exported)) == exported


def test_every_span_lies_in_its_document(exported):
    length = {row["id"]: len(row["text"]) for row in exported["documents"]}
    rows = [row for key, value in exported.items() if key != "documents" for row in spans(value)]
    assert len(rows) > 20
    assert all(0 <= start < end <= length[doc] for doc, start, end in rows)


def test_utterances_say_how_their_reports_depart():
    said = ['"We will hold the old bridge until winter comes," Mara Vell said on Monday.',
            '"We will keep the old bridge until winter comes," Mara Vell said on Monday.']
    given = [document(text, name=name) for name, text in zip("ab", said, strict=True)]
    exported = account_json(Account.of(run(PIPELINE, {Document: given})))
    groups = {row["group"] for row in exported["quotations"] if row["group"]}
    assert {row["id"] for row in exported["utterances"]} == groups
    texts = {row["id"]: row["text"] for row in exported["documents"]}
    found = [(f["kind"], texts[f["doc"]][f["start"]:f["end"]]) for u in exported["utterances"] for f in u["findings"]]
    assert found
    assert all(kind == "substitution" and words in ("hold", "keep") for kind, words in found)


def test_blocks_cover_the_text(exported):
    for row in exported["documents"]:
        covered = {i for block in row["blocks"] for i in range(block["start"], block["end"])}
        missing = [i for i, c in enumerate(row["text"]) if not c.isspace() and i not in covered]
        assert not missing, (row["id"], missing[:5])


def test_text_of_json_input_is_the_input_unchanged(exported):
    given = {d.name: d.content.decode("utf-8", "surrogatepass") for d in documents()}
    assert all(row["text"] == given[row["id"]] for row in exported["documents"])


def test_two_documents_of_one_name_get_ids_of_their_own():
    twins = [dataclasses.replace(article("One.", "a"), id=f"article-{number}23456") for number in (1, 2)]
    ids = [row["id"] for row in account_json(Account(articles=tuple(twins)))["documents"]]
    assert len(set(ids)) == 2
    assert all(i.startswith("a~") for i in ids)
    assert document("One.").name == "a"


PIECES = st.sampled_from((
    "At least 12 people were killed in Oster on Tuesday, ", "Lena Marsk said. ", "“We will not yield,” ", '"', "'",
    "according to the Meridian News Agency. ", "\n", "\n\n", "On 14 May 2031 ", "Kestria denied it. ", "😀", "\u202e",
    "\x00", "\u2028", "Advertisement\n", "thousands of troops ", "<b>&amp;", "Tuesday 14 May 2031 ", "é\u0301", " "))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=25).map("".join))
def test_whatever_the_text_the_export_is_valid_and_leads_back_to_it(text):
    account = Account.of(account_records([document(text, published="2031-05-15")]))
    exported = json.loads(json.dumps(account_json(account)))
    jsonschema.validate(exported, schema())
    for row in exported["documents"]:
        assert row["text"] == text
        for key, value in exported.items():
            for _, start, end in spans(value) if key != "documents" else ():
                assert 0 <= start < end <= len(text)
