"""Numbers that are told as a part of another number: "12 people, including three children", "five of them".

Rules of this file: RULES is a list of named tests with a sentence each; a part has its whole in its own sentence or the
one before, of the same measure, and is not larger.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from crosswire.reconcile.populations import Profile
from crosswire.values import Reason

NEAR = 90  # characters between a whole and the words that part it
_PARTING = re.compile(r"\b(?:including|among|whom|which|them|comprising|made up of|consisting of)\b", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+(?:\w+\s+)?of\s+(?:them|whom|these|those|the\s+(?:dead|wounded|injured|victims|missing))\b",
                      re.IGNORECASE)
_BREAK = re.compile(r"[.;]|\b(?:another|further|additional|while|but)\b", re.IGNORECASE)


def breakdowns(profiles: Iterable[Profile], text_of: Callable[[str], str]) -> dict[str, tuple[str, Reason]]:
    """Figure id -> the id of the figure that it is a part of, and why. `text_of` gives an article's text."""
    by_article: dict[str, list[Profile]] = defaultdict(list)
    for one in profiles:
        by_article[one.figure.article_id].append(one)
    out: dict[str, tuple[str, Reason]] = {}
    for article_id, own in by_article.items():
        own.sort(key=lambda p: p.figure.span)
        text = text_of(article_id)
        for at, part in enumerate(own):
            whole = _told_as_part(text, own[:at], part)
            if whole is not None:
                out[part.figure.id] = whole.figure.id, Reason(
                    "told_as_part", f"“{_said(text, part)}” is told as a part of “{_said(text, whole)}”")
        for whole, parts in _adding_up(text, own):
            for part in parts:
                detail = f"“{_said(text, part)}” is one of {len(parts)} numbers that make “{_said(text, whole)}”"
                out.setdefault(part.figure.id, (whole.figure.id, Reason("adds_up", detail)))
    return out


def _told_as_part(text: str, before: Sequence[Profile], part: Profile) -> Profile | None:
    """The nearest number before that the words make a whole; one that is itself a part belongs to the same whole."""
    of_them = bool(_OF_THEM.match(text, part.figure.span.end))
    for whole in reversed(before):
        between = text[whole.figure.span.end : part.figure.span.start]
        near = whole.sentence[1] == part.sentence[1] or (of_them and part.sentence[1] - whole.sentence[1] == 1)
        if not near or not _can_hold(whole, part):
            continue
        if of_them:
            return whole
        said = _PARTING.search(between)
        if said and not _BREAK.search(between, said.start()) and said.start() <= NEAR:
            return whole
    return None


def _adding_up(text: str, own: Sequence[Profile]) -> Iterable[tuple[Profile, Sequence[Profile]]]:
    """A number and those behind it in its sentence that make it ("12 of a family, seven boys and five girls")."""
    for at, whole in enumerate(own):
        total, end = 0.0, at + 1
        while end < len(own) and own[end].sentence == whole.sentence and _can_hold(whole, own[end]) and (
                total < (whole.figure.low or 0)):
            total += own[end].figure.low or 0
            end += 1
        if end - at > 2 and total == whole.figure.low and not _BREAK.search(
                text, whole.figure.span.end, own[end - 1].figure.span.start):
            yield whole, own[at + 1 : end]


def _can_hold(whole: Profile, part: Profile) -> bool:
    most, own = whole.figure.high or whole.figure.low or 0, part.figure.low or part.figure.high or 0
    open_above = whole.figure.high is None
    return whole.figure.measure == part.figure.measure and (own < most or (open_above and own <= most))


def _said(text: str, profile: Profile) -> str:
    return f"{profile.figure.span.of(text)} {profile.figure.whom or profile.figure.measure}"
