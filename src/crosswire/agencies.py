"""Which news agencies an article credits for its text: datelines, bylines, sign-offs. Table: wordlists/origins.toml.

An agency that the table does not know is known by its name ("Vale News Agency"). A photo credit
("Photo: A. Person/Agency") says nothing about the text and is not taken. "With agencies" names none: all such articles
rely on "news agencies", so that two of them never confirm each other.
"""

from __future__ import annotations

import functools
import re

from crosswire.model import Article
from crosswire.spans import Span
from crosswire.tables import table

HEAD = 600  # characters from the start of the first body block in which a dateline may stand

_PATTERNS = (
    ("dateline", r"^[^\n()]{{0,80}}\({credit}\)"),  # VALE (AP) -- or (Reuters) --
    ("dateline", r"^(?:[A-Z][\w .,]{{1,60}}, )?{credit} ?[-–—]{{1,2}} "),  # Reuters - ...
    ("byline", r"^By [^\n]{{1,80}}(?:, | \||/| of )(?:The )?{credit}\.?$"),
    ("byline", r"^(?:By|Source:|From) (?:The )?{credit}\.?$"),
    ("byline", r"^(?:The )?{credit}$"),
    ("byline", r"^(?:By [^\n]{{1,80}}? )?\(?(?:[Ww]ith|[Ff]rom) (?:additional reporting (?:by|from) )?{credit}\)?\.?$"),
    ("sign-off", r"^[-–—(]{{1,2}} ?{credit}\)?$"),
    ("sign-off", r"(?:©|\(c\)|[Cc]opyright)[ \d©,-]{{0,14}}(?:The )?{credit}\b"),
)
_SIGN_OFF = re.compile(r"^\(?(?:Additional )?[Rr]eporting by [^\n]{1,200}[Ee]diting by ", re.MULTILINE)
_SIGN_OFF_OF = "Reuters"  # whose house style ends a text so, where no other agency is credited


@functools.cache
def _names() -> dict[str, str]:
    """Tag -> agency name."""
    return {tag: row["name"] for row in table("origins")["agencies"] for tag in row["tags"]}


def _called(tag: str) -> str:
    """The name of the agency with this tag; a tag that the table lacks is a name."""
    return _names().get(tag, tag)


@functools.cache
def _tags() -> str:
    """What matches a tag of the table, or the name of another agency."""
    tags = "|".join(re.escape(tag) for tag in sorted(_names(), key=lambda t: (-len(t), t)))
    return rf"{tags}|(?:[A-Z][\w.&-]{{1,30}} ){{1,3}}(?:{'|'.join(table('origins')['called'])})"


@functools.cache
def _unnamed() -> tuple[str, ...]:
    return tuple(sorted(table("origins")["unnamed"]["tags"], key=lambda tag: (-len(tag), tag)))


def _named(credit: str) -> set[str]:
    """The agencies of one credit. ("AP, AFP and agencies" -> Associated Press, Agence France-Presse, news agencies)"""
    named = {_called(m["tag"]) for m in _anywhere().finditer(credit)}
    left = _anywhere().sub("", credit)
    unnamed: str = table("origins")["unnamed"]["name"]
    return named | ({unnamed} if any(tag in left for tag in _unnamed()) else set())


@functools.cache
def _compiled() -> tuple[re.Pattern[str], ...]:
    one = rf"(?:{_tags()}|{'|'.join(_unnamed())})"
    several = rf"(?P<credit>{one}(?:(?: ?[/,&+] ?|,? (?:and|with) )(?:other )?{one})*)"
    return tuple(re.compile(pattern.format(credit=several), re.MULTILINE) for _, pattern in _PATTERNS)


@functools.cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:The )?(?P<tag>{_tags()})(?!\w)")


def agency(name: str | None) -> str | None:
    """The agency that bears this name or tag, None if none does. ("AFP" -> "Agence France-Presse")"""
    found = _anywhere().fullmatch(name.removeprefix("the ")) if name else None
    return _called(found["tag"]) if found else None


def agencies_named(text: str) -> tuple[str, ...]:
    """The agencies that these words name. ("she told AFP" -> ("Agence France-Presse",))"""
    if not any(tag in text for tag in (*_names(), *table("origins")["called"])):  # quicker than the pattern
        return ()
    return tuple(sorted({_called(m["tag"]) for m in _anywhere().finditer(text)}))


def attributes_to(text: str, outlet: str | None) -> bool:
    """Whether these words name the outlet as their source. ("the Herald reported", "Herald" -> True)"""
    return bool(outlet and any(name in text for name in known_names(outlet)) and _attribution(outlet).search(text))


@functools.lru_cache(maxsize=4096)
def known_names(outlet: str) -> tuple[str, ...]:
    """The names by which a text may call an outlet. ("The Associated Press" -> Associated Press, AP)"""
    bare = outlet.removeprefix("The ").removeprefix("the ")
    also = [name for row in table("outlets")["outlet"] if outlet in (names := (row["name"], *row.get("also", ())))
            for name in names]
    tags = [tag for tag, name in _names().items() if name == agency(outlet)]
    return tuple(dict.fromkeys(name.removeprefix("The ") for name in (bare, *also, *tags) if name))


@functools.lru_cache(maxsize=4096)
def _attribution(outlet: str) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(known_names(outlet), key=lambda n: (-len(n), n)))
    cues = {side: "|".join(words) for side, words in table("origins")["attribution"].items()}
    return re.compile(rf"\b(?:{cues['before']})\s+(?:[Tt]he\s+)?(?:{names})\b"
                      rf"|\b(?:{names})(?:['’]s)?,?\s+(?:(?:{cues['noun']})\s+)?(?:{cues['after']})\b")


def credited(article: Article) -> tuple[str, ...]:
    """The agencies that an article credits for its text, by name, sorted. ("VALE (AP) - Ten..." -> AP)

    Read are the outlet, the byline, the first HEAD characters of the body, and short lines anywhere
    outside captions and other articles' headlines.
    """
    found = {agency(article.outlet), agency(article.byline)} - {None}
    patterns = _compiled()
    for span in _lines(article):
        line = span.of(article.text)
        for pattern in patterns:
            found |= {name for m in pattern.finditer(line) for name in _named(m["credit"])}
    if not found - {None} and _SIGN_OFF.search(article.text):
        found.add(_SIGN_OFF_OF)
    return tuple(sorted(name for name in found if name))


def _lines(article: Article) -> list[Span]:
    """The head of the body, and every line that is short enough to be a credit."""
    out, head = [], 0
    for block in article.blocks:
        if block.kind in ("caption", "related", "nav", "ad"):
            continue
        start = block.span.start
        for line in block.span.of(article.text).split("\n"):
            in_head = block.kind == "body" and head < HEAD
            if in_head or len(line) <= 200:
                out.append(Span(start, start + min(len(line), HEAD)))
            head += len(line) if block.kind == "body" else 0
            start += len(line) + 1
    return out
