"""Who relies on whom: the graph behind a claim and among articles, its picture and its exports."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import factories as make
import pytest
from gold import documents
from hypothesis import given
from hypothesis import strategies as st

from crosswire.account import Account
from crosswire.errors import UsageError
from crosswire.model import Article, Copy, Entity, Figure, FigureTopic, Quotation, Utterance
from crosswire.pipeline import account_records
from crosswire.reconcile.stemma import Link, Node, Stemma
from crosswire.render.stemma import HOW, stemma_svg, summary_of
from crosswire.render.stemma_export import stemma_graphml, stemma_json
from crosswire.render.stemmata import Stemmata

EVIL = '"><script>hit()</script>\x00\ud800'
WORDS = ("Shells fell on the mill of Ostley before dawn and killed at least nine people, in the worst night of the "
         "long war")


def account(mark: str = "") -> Account:
    """Three reports of a toll: one credits Mara Vell, one prints its words, one credits nobody."""
    a = make.article(f"{WORDS}, Mara Vell said.", "a", outlet=f"Courier{mark}", published="2031-05-01")
    b = make.article(f"Vale: {WORDS}.", "b", outlet="Post", published="2031-05-02")
    c = make.article("We counted nine bodies at the mill.", "c", outlet="Radio Vale", published="2031-05-03")
    name = make.mention(a, "Mara Vell")
    figures = [make.figure(a, "nine", low=9, high=None, source="Mara Vell"), make.figure(b, "nine", low=9, high=None),
               make.figure(c, "nine", low=9, high=9)]
    quoted = make.quotation(a, "Shells fell on the mill", "Mara Vell")
    copied = make.copy(a, b, WORDS)
    return Account.of({Article: [a, b, c], Copy: [copied], Entity: [make.entity("Mara Vell", name)],
                       Quotation: [quoted], Figure: figures, FigureTopic: [make.topic(*figures)]})


def drawn(stemma: Stemma) -> set[tuple[str, str, str]]:
    """(who, how, on whom), by labels."""
    labels = {node.id: node.label for node in stemma.nodes}
    return {(labels[link.source], link.how, labels[link.target]) for link in stemma.links}


def test_the_links_of_a_claim_lead_to_its_origins() -> None:
    made = account()
    stemma = Stemmata(made).of(made.topics[0])
    assert drawn(stemma) == {("Courier", "credits", "Mara Vell"), ("Post", "copies", "Courier")}
    assert stemma.names == ("Mara Vell", "Radio Vale")
    assert summary_of(stemma) == "3 reports go back to 2 origins: Mara Vell, Radio Vale."


def test_a_figure_has_the_stemma_of_its_topic_and_a_lone_quotation_one_of_its_own() -> None:
    made = account()
    stemmata = Stemmata(made)
    assert stemmata.of(made.figures[0]) == stemmata.of(made.topics[0])
    assert drawn(stemmata.of(made.quotations[0])) == {("Courier", "credits", "Mara Vell")}


def test_an_article_has_those_that_it_copies_and_credits_and_the_whole_has_all() -> None:
    made = account()
    stemmata = Stemmata(made)
    post = next(article for article in made.articles if article.name == "b")
    assert drawn(stemmata.of(post)) == {("Post", "shares", "Courier")}  # a copy whose direction nothing tells
    assert {node.label for node in stemmata.whole().nodes} == {"Courier", "Post", "Radio Vale", "Mara Vell"}


def test_other_records_have_no_origins() -> None:
    made = account()
    with pytest.raises(UsageError, match="A Copy has no origins"):
        Stemmata(made).of(made.copies[0])


def test_reprints_and_versions_count_once_among_independent_reports() -> None:
    texts = {"a": f"VALE (AP) - {WORDS}.", "b": f"{WORDS}, all say.\n© 2031 AP", "c": "Nobody came.", "d": "He went."}
    articles = [make.article(text, name) for name, text in texts.items()]
    assert Stemmata(Account.of({Article: articles})).independent == 3
    version = make.copy(articles[2], articles[3], "Nobody", "He went", kind="edited_version")
    assert Stemmata(Account.of({Article: articles, Copy: [version]})).independent == 2


# ---------------------------------------------------------------- the picture

def picture(stemma: Stemma) -> str:
    return str(stemma_svg(stemma, summary="Who", below=lambda node: node.kind, href=lambda node: f"#{node.id}"))


def test_the_picture_is_one_image_with_a_box_for_each_node_and_a_way_for_each_link() -> None:
    made = account()
    stemma = Stemmata(made).of(made.topics[0])
    root = ET.fromstring(picture(stemma))
    assert (root.get("role"), root.get("aria-label")) == ("img", "Who")
    assert len(root.findall(".//rect")) == len(stemma.nodes)
    assert len(root.findall(".//path[@class='way']")) == len(stemma.links)
    assert len([g for g in root.iter("g") if "origin" in g.get("class", "").split()]) == 2


def test_the_picture_stands_inside_its_frame_and_origins_to_the_right_of_those_who_rely_on_them() -> None:
    made = account()
    root = ET.fromstring(picture(Stemmata(made).of(made.topics[0])))
    width, height = (float(root.get(name, "0")) for name in ("width", "height"))
    boxes = {g.findtext("title"): g.find("rect") for g in root.iter("g") if g.get("class", "").startswith("box")}
    for box in boxes.values():
        assert box is not None
        assert 0 <= float(box.get("x", "")) <= width - float(box.get("width", ""))
        assert 0 <= float(box.get("y", "")) <= height - float(box.get("height", ""))
    across = {label: float(box.get("x", "")) for label, box in boxes.items() if box is not None}
    assert across["Post"] < across["Courier"] < across["Mara Vell"]


def test_hostile_names_stay_text() -> None:
    made = account(EVIL)
    stemma = Stemmata(made).of(made.topics[0])
    assert "<script" not in picture(stemma)
    ET.fromstring(stemma_graphml(stemma, made).encode("utf-8"))


def test_many_reports_that_rely_on_the_same_are_counted_in_one_box() -> None:
    papers = [Node(f"a{n}", "article", f"Paper {n:03}", f"a{n}") for n in range(400)]
    nodes = (Node("s", "source", "Mara Vell"), *papers)
    stemma = Stemma(nodes, tuple(Link(f"a{n}", "s", "credits") for n in range(400)), ("s",))
    drawing = picture(stemma)
    assert drawing.count("<rect") == 7
    assert "395 more reports" in drawing


LINKS = st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] < pair[1]))


@given(LINKS)
def test_any_stemma_can_be_drawn_without_two_boxes_in_one_place(pairs: set[tuple[int, int]]) -> None:
    nodes = tuple(Node(str(n), "article", f"Paper {n}", str(n)) for n in range(12))
    links = tuple(Link(str(a), str(b), "copies") for a, b in sorted(pairs))
    relying = {link.source for link in links}
    drawing = picture(Stemma(nodes, links, tuple(n.id for n in nodes if n.id not in relying)))
    corners = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)"', drawing)
    assert len(corners) == len(set(corners))


# ---------------------------------------------------------------- exports

def test_the_exports_hold_the_same_nodes_and_links() -> None:
    made = account()
    stemma = Stemmata(made).of(made.topics[0])
    exported = stemma_json(stemma, made)
    assert exported["origins"] == ["Mara Vell", "Radio Vale"]
    assert {node["label"]: node["doc"] for node in exported["nodes"]} == {
        "Courier": "a", "Post": "b", "Radio Vale": "c", "Mara Vell": None}
    [credit] = [link for link in exported["links"] if link["how"] == "credits"]
    assert made.by_id[credit["source"]].text[credit["start"]:credit["end"]] == "nine"
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    root = ET.fromstring(stemma_graphml(stemma, made).encode())
    assert {node.get("id") for node in root.findall(".//g:node", space)} == {n["id"] for n in exported["nodes"]}
    assert {(e.get("source"), e.get("target")) for e in root.findall(".//g:edge", space)} == {
        (link["source"], link["target"]) for link in exported["links"]}
    declared = {key.get("id") for key in root.findall("g:key", space)}
    assert {data.get("key") for data in root.findall(".//g:data", space)} <= declared
    assert {link["how"] for link in exported["links"]} <= set(HOW)


# ---------------------------------------------------------------- real pages

@pytest.mark.shared
def test_a_statement_that_several_outlets_quote_is_one_origin(shared) -> None:
    """Outlets quote the readout of one call in the same words, and name its issuer or who speaks for it."""
    found = Account.of(account_records(documents(shared / "gold" / "ukraine-calls")))
    stemmata = Stemmata(found)
    shared_words = {(p.article_id, p.span) for copy in found.copies if copy.kind == "shared_statement"
                    for p in copy.passages}
    quoting = [u for u in found.utterances if any(
        q.article_id == article_id and q.span.overlaps(span)
        for q in (found.by_id[i] for i in u.quotation_ids) for article_id, span in shared_words)]
    assert quoting
    issuers = {_one_source(stemmata, utterance) for utterance in quoting}
    assert len(issuers) == 1
    alone = [count for count in found.origins if set(count.origins) == issuers and len(count.articles) > 1]
    assert len({article for count in alone for article in count.articles}) >= 3
    assert any(link.how == "speaks_for" for count in alone for link in stemmata.of(found.by_id[count.claim_id]).links)


def _one_source(stemmata: Stemmata, utterance: Utterance) -> str:
    """The one origin of an utterance that several articles quote: somebody credited, not an article."""
    stemma = stemmata.of(utterance)
    assert sum(node.kind == "article" for node in stemma.nodes) > 1
    [origin] = [node for node in stemma.nodes if node.id in stemma.origins]
    assert origin.kind == "source"
    return origin.label
