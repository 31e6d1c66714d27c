"""Which parties of an article pass on what others say: outlets, by the table, by their class noun, or by their place.

Rules of this file: a name of the table of media, or one with a class noun beside it ("the Vale news agency", "the
Vale (VNA) news agency", "daily Vale"), is an outlet wherever it stands. A name that no table has is taken for one
only as the listener ("told Vale"), if it is an organisation's, no word in it says that it is an institution, and
nobody in the article speaks for it ("a Vale spokesman", "Vale's director"). A platform is no outlet.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from crosswire import tables
from crosswire.extract.speech.actors import Actor, is_media, media_nouns
from crosswire.extract.speech.reading import Seen
from crosswire.model import Mention

TAG = r"(?:\s\([A-Z][\w.-]{1,11}\))?"


class Outlets:
    """What one article tells of the outlets that it names."""

    def __init__(self, seen: Seen, named: Sequence[Mention]):
        self._own = _folded(seen.article.outlet or "")
        bodies = [m for m in named if m.kind == "ORG"]
        before, after = _class_nouns()
        text = seen.article.text
        self._called = {m.name for m in bodies if before.search(text, max(0, m.span.start - 40), m.span.start)
                        or after.match(text, m.span.end)}
        spokes = {phrase.span.start for phrase in seen.phrases if phrase.kind in ("person", "people")}
        self._bodies = {m.name: m for m in bodies}
        self._represented = {m.name for m in bodies if OWNS.match(text, m.span.end) or any(
            m.span.start - 4 <= start <= m.span.start for start in spokes)}

    def own(self, name: str) -> bool:
        """Whether it is the article's own outlet, which is no via."""
        return bool(self._own) and _folded(name) == self._own

    def carries(self, actor: Actor) -> bool:
        """Whether the actor is an outlet wherever it stands. ("the Vale news agency" -> True)"""
        return not is_platform(actor.name) and (
            is_media(actor.name) or actor.name in self._called or actor.role in media_nouns())

    def listens(self, actor: Actor) -> bool:
        """Whether the actor, told what someone said, is an outlet. ("she told Vale" -> True)"""
        if self.carries(actor):
            return True
        body = self._bodies.get(actor.name)
        return (body is not None and actor.kind in ("ORG", "capitals") and body.reason.rule not in KNOWN
                and actor.name not in self._represented and not _is_institution(actor.name)
                and not is_platform(actor.name))


KNOWN = frozenset(["table", "national", "tail", "organisation_word"])  # rules of names that know what they name
OWNS = re.compile(r"['’]s?\s")


def _folded(name: str) -> str:
    return name.casefold().removeprefix("the ").strip()


@functools.cache
def _class_nouns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A class noun of media right before a name, and right after it (a tag in brackets may come between)."""
    nouns = "|".join(re.escape(noun) for noun in sorted(media_nouns(), key=len, reverse=True))
    return re.compile(rf"\b(?:{nouns})\s(?:the\s)?$", re.I), re.compile(rf"{TAG}\s(?:{nouns})\b")


@functools.cache
def _platforms() -> frozenset[str]:
    return frozenset(tables.table("roles")["media"]["platforms"])


def is_platform(name: str) -> bool:
    """Whether a name is that of a platform on which people publish themselves. ("Twitter" -> True)"""
    return _folded(name) in _platforms()


@functools.cache
def _institutions() -> frozenset[str]:
    roles = tables.table("roles")
    words = {phrase.split()[-1] for phrase in (*roles["organisation"], *roles["listeners"])}
    return frozenset(words - set(roles["media"]["words"]))


def _is_institution(name: str) -> bool:
    """Whether a word of the name says that it is no outlet. ("Valley Council" -> True)"""
    return any(word in _institutions() for word in re.findall(r"\w+", name.casefold()))
