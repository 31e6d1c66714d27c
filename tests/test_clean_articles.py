"""Documents of every kind become articles, or are skipped with a reason; nothing else."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.clean.articles import articles
from crosswire.clean.language import language
from crosswire.clean.outlets import host_of, outlet, source
from crosswire.ids import content_id
from crosswire.model import Article, Document, Skipped, Source

PROSE = ["The army of Valdoria left the Sarrow valley on Tuesday, three weeks after it had come, officials said.",
         "“We heard them go in the night,” said Mara Vell, who runs the hospital of Talvik with her sister.",
         "Kestria & Valdoria had agreed on the day before that both would leave the bridge to the town's own police.",
         "At least 12 people were hurt in the last hours, the mayor told reporters, and none of them was a soldier."]
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Army leaves the valley - The Courier</title>
<meta property="og:site_name" content="The Courier"><meta property="og:title" content="Army leaves the valley">
<link rel="canonical" href="https://courier.example/2031/army"><style>p {{ color: red }}</style>
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2031-05-14T08:00:00Z"}}</script>
<script>document.write("<p>Never run this, it is not the report.</p>")</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Army leaves the valley</h1>
<p>By Jana Kolm</p>{''.join('<p>' + p.replace('&', '&amp;') + '</p>' for p in PROSE)}</article>
<div class="comments"><p>A reader: I never trusted that newspaper and this is my long comment about it.</p></div>
<footer>© 2031 The Courier</footer></body></html>"""


def document(content: bytes, media_type: str = "text/html", **fields: str) -> Document:
    return Document(id=content_id("document", content.hex()), key="k", name="n", origin="o",
                    media_type=media_type, content=content, **fields)  # type: ignore[arg-type]


def clean(content: bytes, media_type: str = "text/html", **fields: str) -> list[Article | Source | Skipped]:
    return list(articles.function([document(content, media_type, **fields)]))


def article_of(items: list[Article | Source | Skipped]) -> Article:
    return next(item for item in items if isinstance(item, Article))


@functools.cache
def page_article() -> Article:
    return article_of(clean(PAGE.encode()))


def test_a_page_gives_its_article_without_menus_scripts_and_comments() -> None:
    text = page_article().text
    assert all(paragraph in text for paragraph in PROSE)
    assert "never trusted" not in text
    assert "Never run" not in text
    assert "World" not in text


def test_a_page_tells_title_outlet_day_and_address() -> None:
    found = page_article()
    assert found.title == "Army leaves the valley"
    assert (found.outlet, found.url) == ("The Courier", "https://courier.example/2031/army")
    assert found.published is not None
    assert (found.published.isoformat(), found.published_basis) == ("2031-05-14", "metadata")


def test_every_paragraph_is_mapped_back_to_the_page() -> None:
    found = page_article()
    assert found.offsets is not None
    for at, place, length in found.offsets.pieces:
        assert found.text[at : at + length] == PAGE[place : place + length]
    assert sum(length for _, _, length in found.offsets.pieces) > 0.95 * len(found.text)


@pytest.mark.parametrize("media_type", ["text/plain", "application/json"])
def test_text_is_kept_unchanged(media_type: str) -> None:
    text = "  Army leaves the valley\r\n\r\nShare\r\n" + "\r\n".join(PROSE) + "\u2028😀 \n"
    found = article_of(clean(text.encode(), media_type))
    assert found.text == text
    assert found.offsets is None
    assert found.title == "Army leaves the valley"
    assert found.title_span is not None
    assert found.title_span.of(text) == found.title


def test_a_byte_order_mark_is_no_character() -> None:
    assert article_of(clean(b"\xef\xbb\xbf" + PROSE[0].encode(), "text/plain")).text == PROSE[0]


@pytest.mark.parametrize("content", [
    b"<html><body></body></html>", b"<html><script>var a = 1</script></html>", b"<div>" * 30_000 + b"deep",
    b"\xff\xfe\xff"])
def test_a_page_without_an_article_is_skipped_with_the_reason(content: bytes) -> None:
    (item,) = clean(content)
    assert isinstance(item, Skipped)
    assert item.reason.detail.startswith("k: ")


@pytest.mark.parametrize("content", [
    "<p " + " ".join(f'a{i}="x"' for i in range(50_000)) + ">" + "".join(f"<p>{p}</p>" for p in PROSE),
    '<div class="' + "a " * 500_000 + '">' + "".join(f"<p>{p}</p>" for p in PROSE),
    "<!--" * 50_000 + "-->" + "".join(f"<p>{p}</p>" for p in PROSE),
    '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + "".join(f"<p>{p}</p>" for p in PROSE) + "&b;" * 1000,
])
def test_hostile_pages_are_read_in_bounded_time(content: str) -> None:
    assert PROSE[0] in article_of(clean(content.encode())).text


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(PAGE)), st.binary(max_size=30))
def test_any_truncated_or_damaged_page_is_an_article_or_skipped(cut: int, noise: bytes) -> None:
    items = clean(PAGE.encode()[:cut] + noise + PAGE.encode()[cut + len(noise):][: 4 * cut])
    assert sum(isinstance(item, Article | Skipped) for item in items) == 1


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300), st.sampled_from(["text/html", "text/plain"]))
def test_any_bytes_are_an_article_or_skipped(content: bytes, media_type: str) -> None:
    items = clean(content, media_type)
    assert sum(isinstance(item, Article | Skipped) for item in items) == 1


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200))
def test_blocks_cover_any_text_and_sentences_lie_inside_blocks(text: str) -> None:
    for item in clean(text.encode(), "text/plain"):
        if isinstance(item, Article):
            assert "".join(block.span.of(item.text) for block in item.blocks) == item.text
            for sentence in item.sentences:
                (block,) = [block for block in item.blocks if block.span.contains(sentence.span)]
                assert block.kind == sentence.kind


@pytest.mark.parametrize(("text", "code"), [
    (PROSE[0], "en"), ("The army left.", "en"), ("", "und"), ("12 34", "und"),
    ("Die Armee hat das Tal am Dienstag verlassen, sagten Beamte in der Stadt nach drei Wochen.", "de"),
    ("L'armée a quitté la vallée mardi, trois semaines après son arrivée, ont dit des responsables.", "fr"),
    ("Армия покинула долину во вторник, через три недели после прихода, сообщили власти города.", "ru"),
])
def test_the_language_of_a_report(text: str, code: str) -> None:
    assert language(text)[0] == code


@pytest.mark.parametrize(("declared", "site", "url", "name"), [
    ("BBC", None, None, "BBC News"), (None, None, "https://www.bbc.co.uk/news/1", "BBC News"),
    (None, "The Guardian", "https://a.example/x", "The Guardian"),
    (None, None, "http://web.archive.org/web/2031/http://edition.cnn.com/1", "CNN"),
    (None, None, "https://www.courier.example/1", "courier.example"), (None, None, None, None),
    ("The Courier", "Other", "https://www.bbc.co.uk/1", "The Courier"),
])
def test_the_outlet_is_named_by_the_best_evidence(
        declared: str | None, site: str | None, url: str | None, name: str | None) -> None:
    found = outlet(declared, site, url)
    assert (found and found[0]) == name


def test_an_outlet_that_the_table_does_not_know_is_its_own_owner() -> None:
    assert (source("The Courier", None).owner, source("The Courier", None).kind) == ("The Courier", "other")
    assert (source("Reuters", None).kind, source("Reuters", None).owner) == ("wire", "Thomson Reuters")
    assert source("Ministry", "https://www.mfa.gov.xx/1").kind == "official"


def test_the_host_of_an_address() -> None:
    assert host_of("https://user@www.a.example:80/x?y=//b.example") == "a.example"
    assert host_of("not an address") is None


@pytest.mark.parametrize("body", ["<nav><a href='/'>Home</a></nav>", "<p>Accept all cookies</p><p>Share</p>", ""])
def test_a_page_without_an_article_is_skipped_and_says_so(body):
    page = Document(id="d", key="list.html", name="list", origin="list.html", media_type="text/html",
                    content=f"<html><body>{body}</body></html>".encode())
    [item] = articles([page])
    assert isinstance(item, Skipped)
    assert item.reason.detail.startswith("list.html: ")
