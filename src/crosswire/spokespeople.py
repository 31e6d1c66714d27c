"""For whom people speak, as the reports say: "Palace spokesman Orr Lind", "Orr Lind, a spokesman for the Palace".

A body and those who speak for it are one origin. Where reports name two bodies for one person nothing is said.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from crosswire.model import Article, Mention
from crosswire.tables import table

Duties = Literal["roles", "acting"]
_BODIES = frozenset({"ORG", "GPE", "FAC"})
_FAR = 60  # characters between the two names
_ENDS = re.compile(r"$|[^\w\s'’-]|\s+(?:said|says|told|in|on|who|and|has|had|was)\b")  # after the whole name of a body


def spokespeople(articles: Iterable[Article], mentions: Sequence[Mention], called: Callable[[Mention], str],
                 duties: Duties = "roles") -> Mapping[str, str]:
    """Name of a person -> the one body for which they are said to speak, both as `called` says (their canonical names).

    `duties` "acting" takes in envoys and officials too, who act for their body and yet are sources of their own.
    """
    texts = {article.id: article.text for article in articles}
    by_article: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_article[mention.article_id].append(mention)
    found: dict[str, set[str]] = defaultdict(set)
    for article_id, own in by_article.items():
        own.sort(key=lambda mention: mention.span)
        for before, after in pairwise(own):
            between = texts[article_id][before.span.end : after.span.start]
            if len(between) > _FAR:
                continue
            person, body = (after, before) if after.kind == "PER" else (before, after)
            following = texts[article_id][after.span.end : after.span.end + _FAR]
            if person.kind == "PER" and body.kind in _BODIES and _says(
                    between, following, _roles(duties), body_first=person is after, country=body.kind == "GPE"):
                found[called(person)].add(called(body))
    return {person: next(iter(bodies)) for person, bodies in found.items() if len(bodies) == 1}


def _says(between: str, following: str, roles: str, *, body_first: bool, country: bool) -> bool:
    """Whether the words between a body and a person, or around a body behind a person, say that one speaks for it.

    A country's "army spokesman" speaks for its army, "a spokesman for the Valdorian relief fund" not for Valdoria.
    """
    kind = "(?:government )?" if country else "(?:[a-z]+ ){0,2}"
    if body_first:
        return bool(re.fullmatch(rf"(?:['’]s)? {kind}(?:{roles}),? ", between, re.IGNORECASE))
    apposed = re.fullmatch(rf",? (?:an? |the )?(?:[a-z]+ ){{0,2}}(?:{roles}) (?:for|of|at) (?:the )?", between,
                           re.IGNORECASE) and _ENDS.match(following)
    described = re.fullmatch(r", (?:an? |the )?(?:top |senior |chief )?", between) and re.match(
        rf"(?:['’]s)? {kind}(?:{roles})\b", following, re.IGNORECASE)
    return bool(apposed or described)


@functools.cache
def _roles(duties: Duties) -> str:
    known = table("origins")["spokespeople"]
    return "|".join(known["roles"] + (known["acting"] if duties == "acting" else []))
