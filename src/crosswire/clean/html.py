"""HTML to article text, with a map back to the page.

Rules of this file: nothing of the page is run or fetched; the work is bounded by the page's size, because
what makes parsers slow (scripts, huge attributes, very large pages) is cut away or refused beforehand. The
map is made against the page as received, so cutting costs no offset.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.etree import LxmlError
from resiliparse.extract.html2text import extract_plain_text
from trafilatura import bare_extraction
from trafilatura.settings import Document as Extracted

from crosswire.clean.page_offsets import align
from crosswire.spans import OffsetMap
from crosswire.values import Reason

_DROPPED = re.compile(r"<!--.*?(?:-->|\Z)|<(style|svg|noscript|template|iframe)\b.*?(?:</\1\s*>|\Z)"
                      r"|<script\b(?![^>]{0,200}ld\+json).*?(?:</script\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{4000,}>")
_LONG_VALUE = re.compile(r"""=\s*(?:"[^"]{1000,}"|'[^']{1000,}'|[^\s"'>]{1000,})""")
_PUBLISHED = re.compile(
    r"""<meta[^>]{0,300}?(?:property|name|itemprop)\s*=\s*["']?(?:article:published_time|og:article:published_time"""
    r"""|datePublished|date|pubdate|publishdate|dc\.date(?:\.issued)?|parsely-pub-date|sailthru\.date)["']?\s[^>]{0,300}?"""
    r"""content\s*=\s*["']([^"'<>]{6,60})["']"""
    r"""|"datePublished"\s*:\s*"([^"<>]{6,60})\"""", re.IGNORECASE)
_CANONICAL = re.compile(
    r"""<link[^>]{0,300}?rel\s*=\s*["']?canonical["']?[^>]{0,300}?href\s*=\s*["']?(https?://[^\s"'<>]{4,500})"""
    r"""|<meta[^>]{0,300}?property\s*=\s*["']og:url["'][^>]{0,300}?content\s*=\s*["'](https?://[^\s"'<>]{4,500})""",
    re.IGNORECASE)
_ELEMENT = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,20})")
_CLOSED_BY_THEMSELVES = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "html", "head", "body", "path"})
_DEEPEST = 2_000
_LONGEST_TAG = 8_000
_LARGEST = 1_000_000     # characters of markup that the article extractor is given; it may need 5 s for them
_LARGEST_AT_ALL = 5_000_000  # and the simpler one
_LATEST_DAY = "2099-12-31"  # so that the date finder asks no clock
_FEWEST_WORDS = 25


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a report and what its page says about it; `offsets` only where the text was extracted.

    `note` says how the text was found where that was not the ordinary way.
    """

    text: str
    title: str | None = None
    site_name: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    offsets: OffsetMap | None = None
    note: Reason | None = None


def extract(page: str, *, url: str | None = None) -> Page:
    """The article of an HTML page; its text is empty where the page holds none.

    By trafilatura, without readers' comments; a page that it finds nothing in, or that is too large for it,
    by resiliparse's plainer rules, which keep more of what surrounds the article.
    """
    markup = _LONG_TAG.sub(_shortened, _DROPPED.sub(" ", page))
    if len(markup) > _LARGEST_AT_ALL:
        return Page("", note=Reason("too_large", f"its markup has {len(markup):,} characters, more than the "
                                    f"{_LARGEST_AT_ALL:,} that a report's page may have", 0.0))
    if _depth(markup) > _DEEPEST:
        return Page("", note=Reason("too_deep", f"its elements are nested more than {_DEEPEST:,} deep, which no "
                                    "report's are", 0.0))
    found = _article(markup, url) if len(markup) <= _LARGEST else None
    text, note = (found.text or "", None) if found is not None else ("", None)
    if len(text.split(None, _FEWEST_WORDS)) < _FEWEST_WORDS:
        plain = extract_plain_text(markup, main_content=True, alt_texts=False, list_bullets=False)
        if len(plain) > len(text):
            text = plain
            note = Reason("plain_extraction", "the article was not found on the page; this is its main text by "
                          "simpler rules, and may hold some of the page's furniture", 0.5)
    address = _CANONICAL.search(page)
    stated = _PUBLISHED.search(page)
    return Page(
        text=text, offsets=align(text, page), note=note,
        url=next(filter(None, address.groups()), None) if address else None,
        published=next(filter(None, stated.groups()), None) if stated else found.date if found else None,
        title=found.title if found else None, site_name=found.sitename if found else None,
        author=found.author if found else None)


def _shortened(tag: re.Match[str]) -> str:
    """A very long tag without its long values; without any attribute where they are too many to parse fast."""
    short = _LONG_VALUE.sub('=""', tag[0])
    return short if len(short) <= _LONGEST_TAG else f"<{_ELEMENT.match(tag[0])[2]}>"  # type: ignore[index]


def _depth(page: str) -> int:
    """How deep the page's elements nest, by its tags alone; parsers take quadratic time for very deep ones."""
    depth = deepest = 0
    for closing, name in _ELEMENT.findall(page):
        if name.lower() in _CLOSED_BY_THEMSELVES:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _article(markup: str, url: str | None) -> Extracted | None:
    """What trafilatura makes of the page, None if nothing, or if it cannot parse it."""
    try:
        found = bare_extraction(markup, url=url, include_comments=False, with_metadata=True,
                                date_extraction_params={"original_date": True, "max_date": _LATEST_DAY})
    except (LxmlError, ValueError, RecursionError):  # its parser's limits: an unusual page is no reason to stop
        return None
    return found if isinstance(found, Extracted) else None
