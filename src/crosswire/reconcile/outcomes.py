"""Casualties in one report, none in another. ("12 people were killed" / "there were no casualties")"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from crosswire.families import Families
from crosswire.model import Disagreement, Figure
from crosswire.reconcile.acts import clauses
from crosswire.reconcile.evidence import HARM, Evidence
from crosswire.reconcile.sides import disagreement, side
from crosswire.tables import table
from crosswire.values import Passage, Reason

AROUND = 2  # sentences on each side that say what the clause is about
ALIKE = 0.3
COMMON = 40  # a word around so many tolls tells none from another
_CASES = re.compile(r"\bcases?\b", re.IGNORECASE)
MOST_TOLLS = 30  # tolls, those that share most words, that a clause without casualties is compared with
MOST_ANCHORS = 20  # clauses without casualties, matched to a toll, that another such clause is compared with


@functools.cache
def _unharmed() -> re.Pattern[str]:
    words = sorted(table("contradictions")["unharmed"]["phrases"], key=lambda w: (-len(w), w))
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(w) for w in words)})(?!\w)", re.IGNORECASE)


@functools.cache
def _periods() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in table("contradictions")["unharmed"]["periods"])
    return re.compile(rf"(?<!\w)(?:{words}|(?:19|20)\d\d)(?!\w)", re.IGNORECASE)


@functools.cache
def _negators() -> re.Pattern[str]:
    return re.compile(r"(?:\bno\b|\bnot\b|n['’]t\b|\bwithout\b|\bnever\b)", re.IGNORECASE)


def outcome_disagreements(evidence: Evidence) -> Iterator[Disagreement]:
    """One for each happening of which one report tells casualties and another none."""
    denied = list(unharmed(evidence))
    harmed = [f for f in evidence.figures if f.measure in HARM and (f.low or 0) > 0
              and not _periods().search(evidence.text(f.article_id, f.clause))]
    by_word: dict[str, list[Figure]] = defaultdict(list)
    topics = {f.id: _around(evidence, f.article_id, f.clause.start) for f in harmed}
    for figure in harmed:
        for word in topics[figure.id]:
            by_word[word].append(figure)
    sets = Families[Figure | Passage]()
    matched: dict[Figure | Passage, None] = {}
    around = {place: _around(evidence, place.article_id, place.span.start) for place in denied}
    for place in denied:
        shared = Counter(f for word in sorted(around[place]) for f in by_word[word] if len(by_word[word]) <= COMMON)
        for figure in sorted(shared, key=lambda f: (-shared[f], f.id))[:MOST_TOLLS]:
            if evidence.likeness(around[place], topics[figure.id]) >= ALIKE and _one_place(evidence, place, figure):
                sets.join(figure, place)
                matched |= {figure: None, place: None}
    anchors = [place for place in denied if place in matched]
    for place in denied:
        for anchor in anchors[:MOST_ANCHORS]:
            if evidence.likeness(around[place], around[anchor]) >= ALIKE:
                sets.join(anchor, place)
                matched[place] = None
    for members in sets.groups(matched, lambda item: item):
        if len({item.article_id for item in members}) > 1 or len({_party(evidence, item) for item in members}) > 1:
            yield _disagreement(evidence, members)


def _one_place(evidence: Evidence, place: Passage, figure: Figure) -> bool:
    """Whether the two sentences can be of one place: they share a name, or one of them names nobody."""
    named = []
    for article_id, position in ((place.article_id, place.span.start), (figure.article_id, figure.span.start)):
        sentence = evidence.sentence(article_id, position)
        named.append(evidence.parties(article_id, sentence.span) if sentence else frozenset())
    return not (named[0] and named[1]) or bool(named[0] & named[1])


def _party(evidence: Evidence, item: Figure | Passage) -> str | None:
    """Who tells it: the source credited with the toll, the speaker of the words, None for the article itself."""
    if isinstance(item, Figure):
        return evidence.name(item.source)
    quotation = evidence.quotation(item.article_id, item.span)
    return evidence.name(quotation.speaker) if quotation else None


def unharmed(evidence: Evidence) -> Iterator[Passage]:
    """Clauses that say that nobody was hurt; "45 cases, no deaths" is a count of the ill."""
    for article_id, sentences in evidence.sentences.items():
        text = evidence.articles[article_id].text
        for sentence in sentences:
            for m in _unharmed().finditer(text, sentence.span.start, sentence.span.end):
                before = text[max(sentence.span.start, m.start() - 40) : m.end()]
                if not m[0].casefold().startswith("any") or _negators().search(before):
                    clause = next(c for c in clauses(text, sentence.span) if c.end >= m.end())
                    if not _CASES.search(clause.of(text)):
                        yield Passage(article_id, clause)
                    break


def _around(evidence: Evidence, article_id: str, position: int) -> frozenset[str]:
    """Content words of the sentence there and of its neighbours."""
    number = evidence.sentence_number(article_id, position)
    if number is None:
        return frozenset()
    near = evidence.sentences[article_id][max(0, number - AROUND) : number + AROUND + 1]
    return frozenset().union(*(evidence.words(article_id, s.span) for s in near))


def _disagreement(evidence: Evidence, members: Sequence[Figure | Passage]) -> Disagreement:
    sides = []
    for item in members:
        span = item.clause if isinstance(item, Figure) else item.span
        party = evidence.name(item.source) if isinstance(item, Figure) else None
        sides.append(side(evidence, item.article_id, span, party=party))
    return disagreement(evidence, "outcome", "casualties", sides,
                        Reason("outcomes.unharmed", "One report tells casualties, another says that there were none."))
