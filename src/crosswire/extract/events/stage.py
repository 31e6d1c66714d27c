"""Clauses that state an event, by a PLOVER lexicon and the neural reader. reader.py reads the single sentence."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from crosswire.dates import date_range
from crosswire.extract.events import dates, parties, status
from crosswire.extract.events.clauses import Clause
from crosswire.extract.events.evidence import VERBAL
from crosswire.extract.events.judged import Judged, judged
from crosswire.extract.events.parties import Candidate
from crosswire.extract.events.reader import Found, read
from crosswire.extract.events.roles import shared
from crosswire.extract.events.scene import Scene
from crosswire.extract.events.words import MAX_WORDS, word_class, words_of
from crosswire.ids import content_id
from crosswire.model import Article, EventMention, Mention, Quotation, Reference, Skipped, TimeExpression
from crosswire.reader.reading import Reading
from crosswire.spans import Span, SpanIndex, stripped
from crosswire.stage import stage
from crosswire.values import READ_KINDS, Party, Reason, Sentence

MIN_WORDS = 3
GAP_MARK = "~"  # a noun pattern with a gap ends in a verb ("truce ~ signed")
FULL_QUOTATION = 4  # words from which a capitalised quotation is a speech of its own


@dataclass(frozen=True, slots=True)
class Annotations:
    """What earlier stages found in one article, by place."""

    mentions: SpanIndex
    references: SpanIndex
    times: SpanIndex
    speech: SpanIndex
    bearers: dict[str, Mention]
    newest: dt.date | None
    places: frozenset[str]
    countries: frozenset[str]
    reading: Reading | None


@stage
def event_mentions(articles: Sequence[Article], mentions: Sequence[Mention], references: Sequence[Reference],
                   times: Sequence[TimeExpression], quotations: Sequence[Quotation], readings: Sequence[Reading]
                   ) -> Iterator[EventMention | Skipped]:
    """Clauses that state an event. ("Kestria shelled the town on Monday" -> ASSAULT, Kestria, that Monday)

    Rules over a lexicon of verbs and nouns for PLOVER's 16 roots, and NONE for quakes, elections and the like; the
    neural reader says what a single word means where it is sure, and what is told as history (judged.py).
    A future meeting stays CONSULT with status planned; PLOVER's own recoding (future CONSULT -> AGREE) belongs
    to the PLOVER export. The date is what the clause or its sentence says, never the publication date.
    """
    grouped = [_by_article(records) for records in (mentions, references, times, quotations, readings)]
    for article in articles:
        annotations = _annotations(*(group.get(article.id, []) for group in grouped))
        for sentence in article.sentences:
            if sentence.kind in READ_KINDS:
                yield from _read(article, sentence, annotations)


def _by_article(records: Sequence[Any]) -> dict[str, list[Any]]:
    out: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        out[record.article_id].append(record)
    return out


def _annotations(mentions: list[Mention], references: list[Reference], times: list[TimeExpression],
                 quotations: list[Quotation], readings: list[Reading]) -> Annotations:
    days = [span.latest for time in times if time.type == "DATE" and time.value
            and (span := date_range(time.value)) and span.grain == "day"]
    return Annotations(
        SpanIndex((m.span, m) for m in mentions), SpanIndex((r.span, r) for r in references),
        SpanIndex((t.span, t) for t in times), SpanIndex((q.span, q) for q in quotations if q.direct),
        {m.id: m for m in mentions}, max(days, default=None),
        frozenset(m.name for m in mentions if m.kind == "GPE"),
        frozenset(m.country for m in mentions if m.country and parties.seat(m.name) is None),
        next(iter(readings), None))


def _read(article: Article, sentence: Sentence, known: Annotations) -> Iterator[EventMention]:
    words = words_of(article, sentence.span)
    if not MIN_WORDS <= len(words) <= MAX_WORDS:
        return
    mentions = cast("list[Mention]", known.mentions.within(sentence.span))
    references = cast("list[Reference]", known.references.within(sentence.span))
    times = cast("list[TimeExpression]", known.times.within(sentence.span))
    speeches = [q for q in cast("list[Quotation]", known.speech.overlapping(sentence.span))
                if _is_speech(article, q)]
    people = parties.candidates(words, mentions, references, known.bearers, known.places)
    ranges = [words.range_of(q.span) for q in speeches]
    days, seen = dates.dated(article.text, words, times), judged(article.text, known.reading, sentence.span)
    scene, found = read(words, people, days, ranges)
    for one in found:
        speaker = next((q.speaker for q, (low, high) in zip(speeches, ranges, strict=True)
                        if low <= one.hit.start < high), None) if one.spoken else None
        if mention := _mention(article, scene, one, speaker, known, seen):
            yield mention


def _is_speech(article: Article, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence of its own, not words borrowed for the reporter's sentence."""
    content = quotation.span.of(article.text)
    return len(content.split()) >= FULL_QUOTATION and (content[:1].isupper() or quotation.part_of is not None)


def _mention(article: Article, scene: Scene, one: Found, speaker: Party | None, known: Annotations,
             seen: Judged | None) -> EventMention | None:
    words, pattern = scene.words, one.hit.pattern
    trigger = words.span(one.hit.start, one.hit.end)
    told_as, why = status.status_of(words, scene.clauses[one.clause], one.hit.start, verb=one.verb,
                                    day=one.day, published=article.published)
    history = (status.is_background(one.day, article.published, known.newest)
               or status.is_bygone(words, scene.clauses[one.clause], one.day))
    told = shared(one.roles, one.hit)
    actors = (speaker,) if speaker else tuple(_parties(told.actors, known))
    recipients = _parties(told.recipients, known)
    root, mode = seen.root(pattern, trigger, actors, recipients) if seen else (pattern.root, pattern.mode)
    if root == "NONE" != pattern.root:
        return None
    sure, bygone = seen.status(trigger) if seen else (None, False)
    by = f"by the pattern {pattern.lemma!r}" if root == pattern.root else "as the neural reader sees it"
    detail = f"{trigger.of(article.text)!r} is {root} {by}; {why.detail}"
    return EventMention(
        id=content_id("event_mention", article.id, trigger.start, trigger.end, root), article_id=article.id,
        span=_clause_span(article, scene, one), reason=Reason(f"plover-{pattern.kind}", detail, _score(one)),
        trigger=trigger, type=root, mode=mode, status=sure or told_as, background=history or bygone, actors=actors,
        recipients=tuple(recipients), date=one.day,
        place=one.roles.place.party if one.roles.place else None)


def _parties(found: Sequence[Candidate], known: Annotations) -> Sequence[Party]:
    return tuple(dict.fromkeys(parties.acting(one, known.bearers, known.countries) for one in found))


def _score(one: Found) -> float:
    """How much the clause tells: its trigger, parties, date and place, between 0 and 1."""
    roles, told = one.roles, one.verb or GAP_MARK in one.hit.pattern.lemma
    parts = (0.3, 0.15 * told, 0.15 * bool(roles.actors), 0.15 * bool(roles.recipients), 0.15 * bool(one.day),
             0.15 * bool(roles.place))
    return round(sum(parts), 2)


def _clause_span(article: Article, scene: Scene, one: Found) -> Span:
    """The clause, with the clause it reports ("said that ...") for acts of speech."""
    clause = scene.clauses[one.clause]
    end = clause.end
    if one.hit.pattern.root in VERBAL and one.clause + 1 < len(scene.clauses):
        following: Clause = scene.clauses[one.clause + 1]
        if following.opener == "that" or following.link == "said":
            end = following.end
    start = clause.start
    while start < end - 1 and scene.words.low[start] in word_class("leading"):
        start += 1
    return stripped(article.text, scene.words.span(start, max(end, one.hit.end)), " \n\t,.;:–—-“”\"")
