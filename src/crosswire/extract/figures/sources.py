"""Who is credited with a number: the speaker of the quotation around it, or the words that attribute it.

Rules of this file: a quotation that holds the number and has a speaker decides; otherwise the sentence is
searched for "according to X", "X said" before the number and "X said" or "said X" after it. Two ways of
attribution in one sentence: the nearest to the number. Nobody named: None, the article tells it itself.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crosswire.extract.figures.measures import words
from crosswire.model import Mention, Quotation, Reference
from crosswire.spans import Span, SpanIndex, stripped
from crosswire.values import Party

_RANK = {"PER": 0, "ORG": 1, "GPE": 2}
_LONGEST_DESCRIPTION = 6  # words of an unnamed source ("doctors in the besieged town")
_LEADING = re.compile(r"(?:[\W_]|\b(?:and|but|while|however|the|a|an|that|as|meanwhile|later|earlier|also|who|which|it|"
                      r"in a statement|on \w+day|\w+day)\b)+", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:he|she|they|it|we|i|who|which|this|that|there|both|one)$", re.IGNORECASE)
_GROUP = re.compile(r"\w+s\b|police\b|\w+ (?:\w+ )?\w*(?:s|official|source|spokes\w+|ministry|report|agency)\b")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_ADJECTIVE = re.compile(r"\b(?:an?|the|some|these|its|their)\s+$", re.IGNORECASE)  # "an estimated 50,000"
_LIVES = re.compile(r"[^.]*\bli(?:fe|ves)\b", re.IGNORECASE)
_AUXILIARIES = re.compile(r"\b(?:have|has|had|also|later|earlier|then|already|now|did|would|could|will)\b", re.I)
_STOP = re.compile(r";|\s[–—]\s")
_RELATIVE = re.compile(r"\s*(?:which|who)\b", re.IGNORECASE)
_THEY = re.compile(r"(?:he|she|they|it)", re.IGNORECASE)
_TRAILING = re.compile(r"(?:\s+(?:have|has|had|also|later|earlier|then|already|now|did|would|could|will))+$", re.I)
_NO_PARTY = re.compile(r"(?:although|though|if|since|there|in|on|at|as|of|for|with|by|to|from|has|have|had)\b", re.I)
_GOVERNMENTS = re.compile(r"(?<=\w)['’]s government$")
_RUNS_ON = re.compile(r" for (?:the )?[A-Z][\w’'-]+(?: (?:and )?[A-Z][\w’'-]+)*")
_CLAUSE_EDGE = re.compile(r"[,;:“”\"()—–]|\b(?:and|but|while|when|where|that|after|before|as|because)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Credit:
    """A credited party, what it passed through, and the rule that found it."""

    party: Party
    via: tuple[Party, ...]
    rule: str


class Credits:
    """Answers who is credited with a number, from one article's quotations, mentions and references."""

    def __init__(self, text: str, mentions: Sequence[Mention], references: Sequence[Reference],
                 quotations: Sequence[Quotation]):
        self._text = text
        self._mentions = SpanIndex((m.span, m) for m in mentions if m.kind in _RANK)
        self._by_id = {m.id: m for m in mentions}
        self._references = SpanIndex((r.span, r) for r in references)
        self._quotations = SpanIndex((q.span, q) for q in quotations)

    def of(self, number: Span, sentence: Span) -> Credit | None:
        """Who is credited with the number, None if the article tells it as its own."""
        found = self._credited(number, sentence)
        return replace(found, party=self._whole(found.party)) if found else None

    def _credited(self, number: Span, sentence: Span) -> Credit | None:
        claimed = self._claimed_by(number, sentence)
        if claimed:
            return claimed[0][1]
        around = [q for q in self._quotations.overlapping(number)
                  if isinstance(q, Quotation) and q.span.contains(number)]
        for quotation in sorted(around, key=lambda q: len(q.span)):
            if quotation.speaker:
                return Credit(quotation.speaker, quotation.via, "speaker_of_quotation")
        found = [*self._according(number, sentence), *self._said_before(number, sentence),
                 *self._said_after(number, sentence)]
        return min(found, key=lambda row: row[0])[1] if found else None

    def _according(self, number: Span, sentence: Span) -> list[tuple[int, Credit]]:
        out = []
        for match in re.finditer(r"\b(?:according to|per data from|in the words of)\s", sentence.of(self._text), re.I):
            start = sentence.start + match.end()
            named = Span(start, self._edge(start, sentence.end))
            party = self._party(named, first=True) or self._described(named, whoever=True)
            if party:
                out.append((number.gap(Span(start, start)), Credit(party, (), "according_to")))
        return out

    def _claimed_by(self, number: Span, sentence: Span) -> list[tuple[int, Credit]]:
        """"the 20,000 claimed by X": a participle right behind the number or the phrase that it counts."""
        match = _claimed().match(self._text, number.end, min(sentence.end, number.end + 60))
        if match is None:
            return []
        party = self._party(Span(match.end(), self._edge(match.end(), sentence.end)), first=True)
        return [(0, Credit(party, (), "claimed_by"))] if party else []

    def _said_before(self, number: Span, sentence: Span) -> list[tuple[int, Credit]]:
        """"X said (that) ... 12": the subject stands between the last clause edge and the verb."""
        out: list[tuple[int, Credit]] = []
        for match in self._verbs(Span(sentence.start, number.start)):
            subject = self._subject(sentence.start, match.start())
            party = self._party(subject, first=False)
            if party is None and _THEY.fullmatch(subject.of(self._text).strip()):
                out.clear()  # somebody whom nothing settles says it, not whoever was named before
            if party is None and match[0].casefold() in ("adding", "saying", "added", "estimating"):
                party = self._party(Span(sentence.start, match.start()), first=False, named_only=True)
            if party:
                out.append((number.start - match.end(), Credit(party, (), "said_before")))
        return out[-1:]

    def _said_after(self, number: Span, sentence: Span) -> list[tuple[int, Credit]]:
        """"... 12, said X" and "... 12, X said.": only behind a comma, so that it governs what stands before."""
        stop = _STOP.search(self._text, number.end, sentence.end)
        tail = Span(number.end, stop.start() if stop else sentence.end)
        for match in self._verbs(tail):
            comma = self._text.rfind(",", tail.start, match.start())
            if comma < 0:
                continue
            between = stripped(self._text, Span(comma + 1, match.start()))
            behind = Span(match.end(), self._edge(match.end(), tail.end))
            party = self._party(between if len(between) else behind, first=len(between) == 0)
            if party and len(between.of(self._text).split()) <= 12:
                return [(match.start() - number.end, Credit(party, (), "said_after"))]
        return []

    def _verbs(self, area: Span) -> Iterator[re.Match[str]]:
        """The reporting verbs there, without passives ("are reported killed") and tolls ("claimed 12 lives")."""
        for match in _reporting().finditer(self._text, area.start, area.end):
            before = self._text[max(area.start, match.start() - 24) : match.start()]
            behind = self._text[match.end() : match.end() + 60]
            toll = match[0].startswith("claim") and _LIVES.match(behind)
            if not _PASSIVE.search(before) and not _ADJECTIVE.search(before) and not toll:
                yield match

    def _subject(self, start: int, verb: int) -> Span:
        edges = [m.end() for m in _CLAUSE_EDGE.finditer(self._text, start, verb)]
        subject = Span(edges[-1] if edges else start, verb)
        if len(edges) and _RELATIVE.match(self._text, subject.start, verb):  # "X, which had spoken of"
            return Span(edges[-2] if len(edges) > 1 else start, edges[-1])
        left = _AUXILIARIES.sub("", subject.of(self._text)).strip()
        if not left and len(edges) > 1:  # "X, the commissioner, said", "X, which is no member, has promised"
            return Span(start, verb)
        return subject

    def _edge(self, start: int, end: int) -> int:
        edge = _CLAUSE_EDGE.search(self._text, start + 1, end)
        return edge.start() if edge else end

    def _party(self, span: Span, *, first: bool, named_only: bool = False) -> Party | None:
        """The party that the words of `span` name: a person before a body before a country, else as described."""
        named = [m for m in self._mentions.within(span) if isinstance(m, Mention)]
        if named:
            ordered = named if first else named[::-1]
            best = min(ordered, key=lambda m: _RANK[m.kind])
            return Party(best.name, best.span, best.id)
        for reference in self._references.within(span):
            if isinstance(reference, Reference) and reference.mention_id in self._by_id:
                bearer = self._by_id[reference.mention_id]
                return Party(bearer.name, reference.span, bearer.id)
        return None if named_only else self._described(span)

    def _whole(self, party: Party) -> Party:
        """The party by its whole name, where that runs on. ("the Orlen Bureau for Relief", "Orlen's government")"""
        named = self._by_id.get(party.mention_id or "")
        if party.span is None:
            return party
        text, span = self._text, party.span
        owner = span.of(text) if _GOVERNMENTS.search(span.of(text)) else ""
        if owner and not named:
            return Party(f"Government of {_GOVERNMENTS.sub('', owner)}", span)
        behind = _RUNS_ON.match(text, span.end)
        article = text[max(0, span.start - 4) : span.start].casefold()
        if behind is None or article != "the " or (named and named.kind == "GPE") or not text[span.start].isupper():
            return party
        whole = Span(span.start, behind.end())
        return Party(whole.of(text), whole)

    def _described(self, span: Span, *, whoever: bool = False) -> Party | None:
        """An unnamed source in its own words ("local officials"), if it is a short noun phrase.

        Only groups and offices are sources, unless the text says so (`whoever`: "according to a person who knows").
        """
        lead = _LEADING.match(self._text, span.start, span.end)
        words_at = stripped(self._text, Span(lead.end() if lead else span.start, span.end), " ,.;:'\"\n\t“”’‘")
        trailing = _TRAILING.search(words_at.of(self._text))
        words_at = Span(words_at.start, words_at.start + trailing.start()) if trailing else words_at
        said = words_at.of(self._text)
        size = len(said.split())
        if not 1 <= size <= _LONGEST_DESCRIPTION or _PRONOUN.match(said) or _NO_PARTY.match(said) \
                or not said[0].isalpha():
            return None
        return Party(said, words_at) if whoever or _GROUP.match(said) or said[0].isupper() else None


@functools.cache
def _claimed() -> re.Pattern[str]:
    ways = "|".join(phrase.replace(" ", r"\s+") for phrase in sorted(words("ellipsis", "claimed")))
    return re.compile(rf"(?:\s+[\w'’-]+){{0,3}}?\s+(?:{ways})\s+", re.IGNORECASE)


@functools.cache
def _reporting() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words('cues', 'reporting')))})\b", re.IGNORECASE)
