"""Clauses in which someone accuses, claims, denies or confirms: who, against whom, and what.

Table: contradictions.toml.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from crosswire.reconcile.evidence import Evidence, content_words
from crosswire.spans import Span, stripped
from crosswire.tables import table

ActKind = Literal["accuses", "claims", "denies", "confirms"]

_BREAK = re.compile(r";\s+|,?\s+(?:but|while|whereas|although|though)\s+|\s+[-–—]\s+")
_PHRASE_END = re.compile(r"[,;:.!?\"”]|\s(?:in|on|at|by|for|from|and|already|that|which|who)\s")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being)\s*(?:\w+\s+)?$")


@dataclass(frozen=True, slots=True)
class Act:
    """One clause: `matter` is what is claimed or denied, `by` and `against` the parties, `name` for a reader.

    `anaphoric`: the matter was told before ("denied the claims"). `plain` is the
    content without names. `number` is the sentence's in its article.
    """

    article_id: str
    number: int
    span: Span
    kind: ActKind
    matter: Span
    content: frozenset[str]
    by: frozenset[str]
    against: frozenset[str]
    name: str | None
    anaphoric: bool
    plain: frozenset[str]

    @property
    def key(self) -> tuple[str, int, str]:
        """What identifies it in a corpus."""
        return self.article_id, self.span.start, self.kind


def _alternatives(words: Sequence[str]) -> str:
    """A pattern of these words, the longest first; "*" stands for any ending."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for w in ordered)


@dataclass(frozen=True)
class Cues:
    """The compiled table."""

    denies: re.Pattern[str]
    untrue: re.Pattern[str]
    negated: re.Pattern[str]
    absent: re.Pattern[str]
    present: re.Pattern[str]
    refused: re.Pattern[str]
    anaphor: re.Pattern[str]
    accuses: re.Pattern[str]
    link: re.Pattern[str]
    mutual: re.Pattern[str]
    claims: re.Pattern[str]
    confirms: re.Pattern[str]
    open: re.Pattern[str]
    negator: re.Pattern[str]


@functools.cache
def cues() -> Cues:
    """The patterns of wordlists/contradictions.toml."""
    rows: dict[str, Any] = table("contradictions")
    deny, accuse = rows["denials"], rows["accusations"]

    def whole(pattern: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)

    objects = _alternatives(deny["objects"])
    return Cues(
        denies=whole(rf"{_alternatives(deny['verbs'])}|{_alternatives(deny['evidence'])}"
                     rf"|(?:{_alternatives(deny['with_object'])})\s+(?:[\w’'-]+\s+){{0,4}}?(?:{objects})"),
        untrue=whole(rf"(?:is|are|was|were|as|them|it)\s+(?:\w+\s+)?(?P<false>{_alternatives(deny['predicates'])})"
                     r"|lied\s+about|not\s+true"),
        negated=whole(rf"(?:{_alternatives(deny['negation_after'])})\s+(?:that\s+)?(?:[\w’'-]+\s+){{1,5}}?"
                      rf"(?:{_alternatives(deny['negations'])})(?!\s+(?:{_alternatives(deny['opinions'])})(?!\w))"),
        absent=whole(rf"there\s+(?:is|was|are|were|had\s+been|has\s+been)\s+no"
                     rf"(?!\s+(?:{_alternatives(deny['not_existence'])})(?!\w))(?!\s+\w+\s+(?:casualties|reports|comment))"),
        present=whole(r"there\s+(?:is|was|are|were|has\s+been)\s+(?:already\s+)?(?:a|an)"),
        refused=re.compile(rf"\s+(?:\w+\s+)?(?:{_alternatives(deny['refused'])})(?!\w)", re.IGNORECASE),
        anaphor=re.compile(rf"\s*(?:{_alternatives(deny['anaphors'])})?\s*"
                           r"(?:$|[.,;:”\"]|(?:in|on|as|and|by|at|calling)\b(?![^.,;]{0,40}\bthat\b))",
                           re.IGNORECASE),
        accuses=whole(rf"{_alternatives(accuse['verbs'])}|(?:{_alternatives(accuse['named'])})(?=\s+(?-i:[A-Z]))"),
        link=whole(_alternatives(accuse["links"])),
        mutual=whole(_alternatives(accuse["mutual"])),
        claims=whole(_alternatives(rows["claims"]["verbs"])),
        confirms=whole(_alternatives(rows["confirmations"]["verbs"])),
        open=re.compile(rf"\?[\"”’']?$|(?<!\w)(?:{_alternatives(deny['open'])})\s", re.IGNORECASE),
        negator=re.compile(r"(?:\b(?:not|never|cannot|neither|nobody)|n['’]t)\s+(?:\w+\s+)?$", re.IGNORECASE))


def acts(evidence: Evidence) -> Iterator[Act]:
    """Every accusing, claiming, denying or confirming clause of the corpus, in order of article and position."""
    for article_id, sentences in evidence.sentences.items():
        text = evidence.articles[article_id].text
        for number, sentence in enumerate(sentences):
            for span in clauses(text, sentence.span):
                made = _act(evidence, article_id, number, span)
                if made is not None:
                    yield made


def clauses(text: str, sentence: Span) -> list[Span]:
    """The sentence cut at semicolons, dashes and contrasting conjunctions. ("a, but b" -> "a", "b")"""
    out, start = [], sentence.start
    for m in _BREAK.finditer(text, sentence.start, sentence.end):
        if m.start() - start >= 12 and sentence.end - m.end() >= 12:
            out.append(stripped(text, Span(start, m.start())))
            start = m.end()
    return [*out, stripped(text, Span(start, sentence.end))]


def _act(evidence: Evidence, article_id: str, number: int, span: Span) -> Act | None:
    """The first of denial, accusation and claim that the clause makes."""
    words = span.of(evidence.articles[article_id].text)
    known = cues()
    if known.open.search(words):
        return None
    if (m := known.denies.search(words)) and not known.refused.match(words, m.end()) \
            and not known.negator.search(words, 0, m.start()):
        return _made(evidence, article_id, number, span, "denies", m.start(), m.end(), m.end())
    if m := known.untrue.search(words):
        return _made(evidence, article_id, number, span, "denies", m.start(), m.end(), 0)
    if m := known.absent.search(words):
        return _made(evidence, article_id, number, Span(span.start, span.start + _phrase_end(words, m.end())),
                     "denies", m.start(), m.end(), m.end())
    if m := known.negated.search(words):
        return _made(evidence, article_id, number, span, "denies", m.start(), m.end(), m.end())
    if known.mutual.search(words):
        return None
    if (m := known.accuses.search(words)) and not known.negator.search(words, 0, m.start()):
        link = known.link.search(words, m.end())
        return _made(evidence, article_id, number, span, "accuses", m.start(), link.start() if link else m.end(),
                     link.end() if link else m.end())
    if m := known.present.search(words):
        return _made(evidence, article_id, number, Span(span.start, span.start + _phrase_end(words, m.end())),
                     "claims", m.start(), m.end(), m.end())
    if m := known.claims.search(words):
        return _made(evidence, article_id, number, span, "claims", m.start(), m.end(), m.end())
    if (m := known.confirms.search(words)) and not known.negator.search(words, 0, m.start()):
        return _made(evidence, article_id, number, span, "confirms", m.start(), m.end(), m.end())
    return None


def _phrase_end(words: str, start: int) -> int:
    """Where the noun phrase that begins at `start` ends: at a mark or a preposition, after at least a word."""
    m = _PHRASE_END.search(words, start + 2)
    return m.start() if m else len(words)


def _made(evidence: Evidence, article_id: str, number: int, span: Span, kind: ActKind, cue: int, link: int,
          matter: int) -> Act:
    """The act whose cue begins at `cue`, whose accused stand before `link`, whose matter begins at `matter`."""
    text = evidence.articles[article_id].text
    about = Span(span.start + matter, span.end)
    before, between = Span(span.start, span.start + cue), Span(span.start + cue, span.start + link)
    quoted = evidence.quotation(article_id, span) if kind == "denies" else None
    named = evidence.mentions(article_id, before)
    speaker = evidence.name(quoted.speaker) if quoted else None
    by, against = evidence.parties(article_id, before), evidence.parties(article_id, between if link > cue else about)
    if kind == "accuses" and not against and _PASSIVE.search(before.of(text)):
        by, against = frozenset(), by
    anaphoric = kind == "denies" and (matter == 0 or bool(cues().anaphor.match(text, about.start, about.end)))
    plain = content_words(" ".join(word for word in about.of(text).split() if not word[:1].isupper()))
    return Act(article_id, number, span, kind, about, content_words(about.of(text)),
               by, against, named[0].name if named else speaker, anaphoric, plain)
