"""Passages that two articles share: reprints, edited versions, agency copy, one statement quoted by both.

Rules of this file: only body text is compared. Candidates come from an index (copies/candidates.py), passages from
exact alignment (passages.py), kinds and directions from rules (copies/kinds.py); what a site prints again and again
(copies/furniture.py) or beside its text (copies/asides.py) and the same sentence about something else
(copies/formulas.py) are none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswire.agencies import credited
from crosswire.group.copies.asides import is_foot, without_box
from crosswire.group.copies.candidates import candidates, fingerprint_index
from crosswire.group.copies.formulas import is_formula
from crosswire.group.copies.furniture import addresses_reader, furniture, masked, tells_of_page
from crosswire.group.copies.kinds import Compared, Places, copy_kind, earlier
from crosswire.group.copies.passages import RAGGED, Shared, Words, body_words, shared_passages
from crosswire.ids import content_id
from crosswire.model import Article, Copy, Skipped
from crosswire.stage import stage
from crosswire.values import Passage, Reason


@dataclass(frozen=True, slots=True)
class CopyOptions:
    """`min_words`: a shorter passage is none. `min_likeness`: 1 means word for word.

    `family`: of up to so many articles that share a run of words all pairs are compared; in a larger family of
    reprints the copies form a chain through the family instead of all its pairs.
    `reprint`: the share of the shorter article's words from which one is a version of the other; `whole`: the
    share of the longer's from which they are the same article.
    """

    min_words: int = 20
    min_likeness: float = 0.85
    family: int = 8
    reprint: float = 0.7
    whole: float = 0.8


@stage
def copies(articles: Sequence[Article], *, options: CopyOptions = CopyOptions()) -> Iterator[Copy | Skipped]:
    """Passages of at least 20 words that two articles share, with their place in each and what kind they are."""
    ordered = sorted(articles, key=lambda article: (article.published or dt.date.max, article.id))
    credits = [credited(article) for article in ordered]
    words = [body_words(article) for article in ordered]
    index = fingerprint_index(words)
    repeated = furniture(index, ordered)
    words = masked(words, index, repeated)
    for (one, other), seeds in candidates(index, family=options.family, without=repeated).items():
        found = shared_passages(words[one].folded, words[other].folded, seeds,
                                min_words=options.min_words, min_likeness=options.min_likeness)
        pair, own = (ordered[one], ordered[other]), (words[one], words[other])
        cut = [_trimmed(pair, own, shared, options.min_words) for shared in found if not is_formula(pair, own, shared)]
        cut = [kept for shared in cut if (kept := without_box(pair, own, shared)).words >= options.min_words]
        shares = _shares(own, cut)
        if cut and (max(shares) >= options.reprint or not all(is_foot(pair, own, shared) for shared in cut)):
            compared = Compared(pair, [_places(pair, own, shared) for shared in cut], shares,
                                (credits[one], credits[other]))
            yield from _copies(compared, cut, options)


def _copies(compared: Compared, found: Sequence[Shared], options: CopyOptions) -> Iterator[Copy]:
    """A Copy for each passage of a pair."""
    for shared, places in zip(found, compared.passages, strict=True):
        kind, why = copy_kind(compared, places, shared.words, reprint=options.reprint, whole=options.whole)
        texts = [place.span.of(article.text) for place, article in zip(places, compared.articles, strict=True)]
        if kind == "passage" and all(addresses_reader(text) or tells_of_page(text) for text in texts):
            continue
        direction, told = earlier(compared, places, kind)
        yield Copy(id=content_id("copy", *places), article_ids=(places[0].article_id, places[1].article_id),
                   passages=places, kind=kind, direction=direction,
                   reason=Reason(f"copies.{kind}", f"{why} {told}".rstrip(), round(shared.likeness, 3)))


def _shares(words: tuple[Words, Words], found: Sequence[Shared]) -> tuple[float, float]:
    """How much of each article the passages make up."""
    covered = [sum(end - start for start, end in {shared.first for shared in found}),
               sum(end - start for start, end in {shared.second for shared in found})]
    return covered[0] / max(1, len(words[0].folded)), covered[1] / max(1, len(words[1].folded))


def _places(articles: tuple[Article, Article], words: tuple[Words, Words], shared: Shared) -> Places:
    """Where the shared words stand in each article."""
    return (Passage(articles[0].id, words[0].span(*shared.first)),
            Passage(articles[1].id, words[1].span(*shared.second)))


def _trimmed(articles: tuple[Article, Article], words: tuple[Words, Words], shared: Shared, least: int) -> Shared:
    """The passage without the word or two beyond a sentence's end that happen to be equal too."""
    def ends(word: tuple[int, int]) -> bool:
        return any(own.breaks(article.text, at) for article, own, at in zip(articles, words, word, strict=True))

    (a, b), (c, d) = shared.first, shared.second
    room = min(RAGGED, shared.words - least)
    head = next((cut for cut in range(room, 0, -1) if ends((a + cut, c + cut))), 0)
    tail = next((cut for cut in range(min(room, shared.words - least - head), 0, -1) if ends((b - cut, d - cut))), 0)
    return Shared((a + head, b - tail), (c + head, d - tail), shared.likeness) if head or tail else shared
