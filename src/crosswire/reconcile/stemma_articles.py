"""The stemma of articles, whatever they claim: whose copy they print, and whom they credit anywhere.

Rules of this file: a copy leads from the later to the earlier where its direction is known, to the agency where both
credit one; other shared words only join ("shares"), unless both quote one statement. A link says that some passage
relies on somebody, not that the whole article does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from crosswire.model import Copy
from crosswire.reconcile.claims import Place
from crosswire.reconcile.stemma import Behind, Drawing, Stemma, published_first


def article_stemma(behind: Behind, copies: Sequence[Copy], places: Iterable[Place],
                   of: Collection[str] | None = None) -> Stemma:
    """Who relies on whom among these articles (all if None), those that they share words with, and their sources."""
    near = [copy for copy in copies if of is None or set(copy.article_ids) & set(of)]
    shown = set(behind.articles) if of is None else {*of, *(i for copy in near for i in copy.article_ids)}
    drawing = Drawing(behind, shown)
    asked = sorted((behind.articles[i] for i in (shown if of is None else of)), key=published_first)
    for article in asked:
        for agency in behind.agencies(article.id):
            drawing.link(article.id, drawing.named(agency, "agency"), "reprints")
    for copy in sorted(near, key=lambda copy: copy.id):
        _copy(drawing, copy)
    wanted = {article.id for article in asked}
    for place in sorted(places, key=lambda place: (place.passage.article_id, place.passage.span)):
        if place.passage.article_id in wanted and place.chain and place.chain[-1].known:
            drawing.chain(place.passage, place.chain)
    return drawing.done()


def _copy(drawing: Drawing, copy: Copy) -> None:
    """The link that one shared passage makes."""
    one, other = copy.article_ids
    common = sorted(set(drawing.behind.agencies(one)) & set(drawing.behind.agencies(other)))
    if copy.direction == "first":
        drawing.link(other, one, "copies", copy.passages[1])
    elif copy.direction == "second":
        drawing.link(one, other, "copies", copy.passages[0])
    elif not common and copy.kind != "shared_statement":
        drawing.link(other, one, "shares", copy.passages[1])
