"""The report page: what stands on it, that it is closed to the world, and that hostile articles stay text."""

import dataclasses
import datetime as dt
import re
import shutil
from collections import Counter
from html.parser import HTMLParser

import factories as make
import pytest

from crosswire.account import Account
from crosswire.model import (
    Article,
    Copy,
    Disagreement,
    Entity,
    Event,
    EventMention,
    Figure,
    FigureTopic,
    Mention,
    OriginCount,
    Quotation,
    Skipped,
    Source,
    TimeExpression,
    Utterance,
)
from crosswire.render import report
from crosswire.render.report import report_html, safe_url
from crosswire.render.words import days_in_words
from crosswire.spans import Span
from crosswire.values import Block, Reason, Side

EVIL = '"><img src=http://evil.example/x onerror="window.hit=1"><script>window.hit=1</script></style></script><b>'
LINE = "Guns shelled Harrow Ford on Monday and killed {} people, {} said there in the morning."
SAID = "“We will {} for this {}, all of us,” Mara Vell said."


def account(evil="", url="https://courier.example/1", extra=0):
    """Two reports that differ about a toll and about the words of Mara Vell, then `extra` quiet ones."""
    first = make.article(f"{LINE.format('nine', 'police')}\n{SAID.format('answer', 'attack')}\nSubscribe {evil}", "a",
                         outlet=f"Courier{evil}", published="2025-03-04", url=url, title=f"Shelling{evil}")
    at = first.text.index("Subscribe")
    blocks = (Block(Span(0, at), "body", make.WHY), Block(Span(at, len(first.text)), "plea", make.WHY))
    first = dataclasses.replace(first, blocks=blocks)
    second = make.article(f"{LINE.format('twelve', 'doctors')}\n{SAID.format('pay', 'attack')}{evil}", "b",
                          outlet="Post", published="2025-03-05", url=f"javascript:alert(1){evil}", title="Toll")
    others = [make.article(f"Nothing new was told in report {i}.", f"c{i:03}", outlet="Post") for i in range(extra)]
    nine, twelve = (make.figure(first, "nine", low=9, high=9, as_of="2025-03-03", source=f"police{evil}"),
                    make.figure(second, "twelve", low=12, high=12, as_of="2025-03-03", source="doctors"))
    quoted = [make.quotation(a, words, f"Mara Vell{evil}") for a, words in (
        (first, "We will answer for this attack, all of us,"), (second, "We will pay for this attack, all of us,"))]
    told = [make.event_mention(a, "shelled", date="2025-03-03") for a in (first, second)]
    topic = make.topic(nine, twelve, label=f"people killed{evil}", relation="differ")
    spoken = make.utterance(*quoted, speaker=f"Mara Vell{evil}", differences=(
        make.passage(first, "answer"), make.passage(second, "pay")))
    shelling, march = make.event(*told, actors=(f"Kestria{evil}",)), make.event_mention(
        first, "said", type="PROTEST", date="2025-03-01/2025-03-04")
    name = make.mention(first, "Mara Vell")
    differ = Disagreement(id="d1", kind="figure", about=f"people killed{evil}", weight=1.0, reason=make.WHY, sides=(
        Side(first.id, nine.span, f"nine{evil}", "police"), Side(second.id, twelve.span, "twelve", "doctors")))
    origins = OriginCount(id="o1", claim_id=topic.id, claim="figure_topic", articles=(first.id, second.id),
                          outlets=("Courier", f"Post{evil}"), owners=("Courier", "Post"), origins=("police", "doctors"),
                          reason=make.WHY)
    return Account.of({
        Article: [first, second, *others], Source: [make.source("Post")], Mention: [name],
        Entity: [make.entity(f"Mara Vell{evil}", name)], TimeExpression: [make.time(first, "Monday", "2025-03-03")],
        Quotation: quoted, Figure: [nine, twelve], FigureTopic: [topic], Utterance: [spoken],
        EventMention: [*told, march], Event: [shelling, make.event(march)], Disagreement: [differ],
        OriginCount: [origins], Copy: [make.copy(first, second, "We will", kind="wire")],
        Skipped: [Skipped(record_id="s", name=f"bad{evil}.txt", reason=Reason("empty", f"the file is empty{evil}"))]})


class Page(HTMLParser):
    """The tags, attributes and words of a page."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.words = [], ""
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data

    def values(self, attribute):
        return [found[attribute] for _, found in self.tags if attribute in found]


@pytest.fixture(scope="module")
def page():
    return Page(report_html(account(), title="Harrow Ford"))


@pytest.mark.parametrize("words", [
    "Harrow Ford", "published 4–5 March 2025", "≠ differ", "9 / 12", "police", "Where reports differ",
    "Who stands behind each claim", "3 March 2025", "1–4 March 2025", "bad.txt", "the file is empty", "Subscribe",
])
def test_the_page_says(page, words):
    assert words in page.words


def test_days_are_told_in_words():
    assert days_in_words("dead, 2009-01-07 or 12009-01-077") == "dead, 7 January 2009 or 12009-01-077"


def test_differing_words_are_marked(page):
    html = report_html(account(), title="Harrow Ford")
    assert "We will <mark>answer</mark> for this attack" in html
    assert "We will <mark>pay</mark> for this attack" in html


def test_every_inner_link_leads_to_one_place(page):
    ids = Counter(page.values("id"))
    assert max(ids.values()) == 1
    links = [href[1:] for href in page.values("href") if href.startswith("#")]
    assert len(links) > 10
    assert set(links) <= set(ids)


def test_every_passage_that_is_linked_is_the_text_that_is_cited():
    made = account()
    html = report_html(made, title="x")
    texts = {str(number): article.text for number, article in enumerate(made.articles, start=1)}
    anchors = re.findall(r'href="#p(\d+)-(\d+)-(\d+)"', html)
    assert {texts[n][int(a):int(b)] for n, a, b in anchors} >= {"nine", "twelve"}


def test_only_plain_web_addresses_become_links(page):
    outer = [(tag, found) for tag, found in page.tags if tag == "a" and not found["href"].startswith("#")]
    assert [found["href"] for _, found in outer] == ["https://courier.example/1"]
    assert outer[0][1]["rel"] == "noopener noreferrer nofollow"


@pytest.mark.parametrize("url", [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", " https://a.example", "https://a.example/ b",
    "java\nscript:alert(1)", "//a.example", "http://", "file:///etc/passwd", "http://[bad", "", None,
])
def test_unsafe_addresses(url):
    assert safe_url(url) == ""


def test_the_page_is_landmarked_and_named(page):
    tags = [tag for tag, _ in page.tags]
    assert tags.count("h1") == tags.count("main") == tags.count("nav") == 1
    labels = {found["id"] for tag, found in page.tags if tag in ("h2", "h3") and "id" in found}
    assert {found["aria-labelledby"] for tag, found in page.tags if tag in ("section", "article")} <= labels
    charts = [found for tag, found in page.tags if tag == "svg" and found["class"] != "plot"]
    assert Counter(found["class"] for found in charts) == {"chart": 1, "chart chronicle": 2, "stemma": 1}
    assert all(found["role"] == "img" and found["aria-label"] for found in charts)
    assert all(found.get("scope") in ("col", "row") for tag, found in page.tags if tag == "th")


def test_nothing_is_fetched_and_no_style_or_handler_is_inline(page):
    assert not page.values("src")
    assert not page.values("style")
    assert not [name for _, found in page.tags for name in found if name.startswith("on")]
    policy = next(found["content"] for tag, found in page.tags if found.get("http-equiv"))
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_hostile_articles_stay_text():
    made = Page(report_html(account(EVIL, EVIL), title=EVIL))
    plain = Page(report_html(account(), title="Harrow Ford"))
    assert Counter(tag for tag, _ in made.tags) - Counter(tag for tag, _ in plain.tags) <= Counter({"span": 99})
    assert "img" not in {tag for tag, _ in made.tags}
    assert [found for tag, found in made.tags if tag == "script"] == [{}]
    assert '<img src=http://evil.example/x onerror="window.hit=1">' in made.words


def test_the_same_account_gives_the_same_page():
    assert report_html(account(), title="x") == report_html(account(), title="x")


def test_an_empty_account_gives_a_page():
    made = Page(report_html(Account.of({}), title="Nothing"))
    assert "No figure was found." in made.words
    assert "No event with a date was found." in made.words


def test_a_large_account_is_cut_and_says_so(monkeypatch):
    monkeypatch.setattr(report, "MAX_ARTICLES", 10)
    made = Page(report_html(account(extra=30), title="x"))
    assert sum(tag == "article" for tag, _ in made.tags) == 10
    assert "22 of 32 reports are left out of this page" in " ".join(made.words.split())
    assert "Shelling" in made.words  # what is cited stays


def test_a_long_article_is_cut_and_says_so(monkeypatch):
    monkeypatch.setattr(report, "MAX_TEXT", 50)
    assert "characters of this report are left out of the page" in Page(report_html(account(), title="x")).words


def test_reports_in_other_languages_are_shown_and_marked():
    made = Account.of({Article: [make.article("Nichts Neues.", "d", language="de")]})
    words = " ".join(Page(report_html(made, title="x")).words.split())
    assert "language: de (kept, not read)" in words
    assert "Nichts Neues." in words


# ---------------------------------------------------------------- in a browser

@pytest.fixture(scope="module")
def browser():
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("Chromium is not installed; install it to test the page in a browser")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is missing: pip install -e .[dev]")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_in_a_browser_nothing_runs_and_nothing_is_fetched(browser, tmp_path, width, scheme):
    path = tmp_path / "hostile.html"
    path.write_text(report_html(account(EVIL, EVIL), title=f"Harrow Ford {EVIL}"), encoding="utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    asked, said = [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.goto(path.as_uri())
    tab.screenshot(path=tmp_path / f"{width}-{scheme}.png", full_page=True)
    assert asked == [path.as_uri()]
    assert said == []
    assert tab.evaluate("window.hit") is None
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    background = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(20, 24, 28)")
    tab.close()


@pytest.mark.browser
def test_a_citation_leads_to_its_passage_and_layers_can_be_hidden(browser, tmp_path):
    path = tmp_path / "plain.html"
    path.write_text(report_html(account(), title="Harrow Ford"), encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(path.as_uri())
    tab.click("#differ .sides a.cite >> nth=0")
    assert tab.evaluate("document.querySelector(':target').textContent") == "nine"
    tab.uncheck("input[data-layer=f]")
    assert tab.evaluate("document.getElementById('texts').className") == "hide-f"
    tab.close()


@pytest.mark.browser
def test_the_timeline_zooms_and_a_mark_leads_to_its_entry(browser, tmp_path):
    made, path = account(), tmp_path / "plain.html"
    old = make.event_mention(made.articles[1], "killed", type="PROTEST", date="2019-06-01")
    path.write_text(report_html(dataclasses.replace(
        made, event_mentions=(*made.event_mentions, old), events=(*made.events, make.event(old))), title="x"))
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(path.as_uri())
    visible = "document.querySelectorAll('figure.wide .mark:not([visibility])').length"
    assert tab.evaluate(visible) == 2
    assert tab.inner_text("figure.wide .outside") == "1 earlier"
    tab.click("figure.wide [data-do=all]")
    assert tab.evaluate(visible) == 3
    assert tab.inner_text("figure.wide .outside") == ""
    years = tab.evaluate("document.querySelector('figure.wide .axis').textContent")
    assert "2020" in years
    tab.click("figure.wide [data-do=main]")
    tab.click("figure.wide [data-do=in]")
    tab.click("figure.wide .mark:not([visibility]) circle")
    assert tab.evaluate("document.querySelector(':target').className").startswith("key")
    tab.close()


@pytest.mark.browser
def test_the_script_draws_the_ticks_that_the_page_came_with(browser, tmp_path):
    path = tmp_path / "plain.html"
    path.write_text(report_html(account(), title="x"), encoding="utf-8")
    drawn = []
    for scripts in (False, True):
        context = browser.new_context(java_script_enabled=scripts)
        tab = context.new_page()
        tab.goto(path.as_uri())
        drawn.append([(text.text_content(), round(float(text.get_attribute("x"))))
                      for text in tab.query_selector_all("figure.wide .axis text")])
        context.close()
    assert drawn[0] == drawn[1]
    assert drawn[0]


def test_an_account_of_an_earlier_day_says_so():
    made = Page(report_html(dataclasses.replace(account(), as_of=dt.date(2025, 3, 5)), title="x"))
    words = " ".join(made.words.split())
    assert "as it could be written on 5 March 2025" in words


def test_ids_in_links_are_made_of_numbers_alone():
    made = account(EVIL, EVIL)
    anchors = re.findall(r'id="(p[^"]*)"', report_html(made, title="x"))
    assert anchors
    assert all(re.fullmatch(r"p\d+-\d+-\d+", anchor) for anchor in anchors)


@pytest.mark.parametrize("odd", ["\ud800", "\x00\x07", "\u202eevil", "😀" * 40, "x" * 5000, "&lt;b&gt;", "{{ 7*7 }}"])
def test_odd_characters_make_a_page_that_can_be_written(odd):
    made = Page(report_html(account(odd), title=odd).encode("utf-8").decode())
    assert "Who stands behind each claim" in made.words
    assert "49" not in made.words.split()
