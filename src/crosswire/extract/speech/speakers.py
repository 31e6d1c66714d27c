"""Which of the actors of a sentence is the subject of a reporting verb.

Rules of this file: the subject stands right before the verb (adverbs and auxiliaries may come between), or
before a comma or dash that opens an aside ("Mara Vell, the mayor, said"), or right after an inverted verb
("said Mara Vell"). Where no actor stands there, a noun phrase of any head may.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crosswire.extract.speech.actors import ADVERB, ADVERBS_AFTER, Actor, without_article
from crosswire.extract.speech.noun_phrases import phrase_after, phrase_before
from crosswire.spans import Span

ADVERBS_BEFORE = re.compile(rf"(?:[\s,]+{ADVERB})+\s*$", re.I)
RELATIVE_BEFORE = re.compile(r"[,\s]+(?:(?:\w+\sof\s)?(?:whom|which)|who|that)\s*$", re.I)
IN_RELATIVE = re.compile(r"\swho\s(?!(?:the|an?|his|her|its|their|our|mr|mrs|ms)\s)(?:[\w’'-]+\s){1,6}", re.I)
LINK = re.compile(r"(?:\s?\([^()]{0,20}\))?\s(?:of|for|from|in|at|with|to|on|near|inside|close to|"
                  r"responsible for|based in|and)\s"
                  r"(?:(?:the|a|an|his|her|its|their|mr|ms|mrs)\b\.?\s?)?(?:[\w’'-]+\s){0,4}$|"
                  r"['’]s?\s(?:[\w’'-]+\s){0,3}$", re.I)
TAIL = re.compile(r"\s(?:of|for|from|in|at|with|to\s(?=the\b|[A-Z])|on|near|inside|close to|there|released|published|"
                  r"issued|conducted|commissioned|obtained|dated|led|by)\b"
                  r"(?![^,;:.\x02]*\s(?:and|or|to)$)[^,;:.\x02]{0,70}$|\s?\([^()]{1,40}\)$")
NAMEABLE = frozenset(["PER", "capitals", "person", "people", "reference"])
EXTENSION = re.compile(r"\s(?:of|for|from|in|at|with|near|on|aboard|inside|outside|close to)\s"
                       r"(?!\w+day\b|(?:an?|the|his|her|its|their)\s(?:\w+\s){0,2}"
                       r"(?:statement|interview|tweet|letter|report|speech|post)\b)"
                       r"[^,;:.\x02()]{1,60}")
FEW_WORDS = re.compile(r"(?:[\w’'&./-]+\s+){0,4}")
NEW_PHRASE = re.compile(r"\b(?:that|to|and|of|in)\b")
GLOSS = re.compile(r"\s?\([^()]{1,40}\)$")
BEFORE_COMMA = re.compile(r"(?:\s?\([^()]{0,20}\))?(?P<tail>\s(?:of|for|from|in|at|with|to|on)\s[^,;:.\x02]{1,60})?,")
NAME_GOES_ON = re.compile(r"\b[A-Z][\w-]+\sand\s$")  # "... Control and Prevention"
DASH_ASIDE = re.compile(r"\s[—–-]{1,2}\s[^—–\x02]{2,90}?\s?[—–-]{1,2}$")
REACH = 400  # characters before a verb within which its subject is sought


def subject_before(masked: str, floor: int, at: int, around: Sequence[Actor]) -> Actor | None:
    """The subject of a verb that begins at `at`, sought between `floor` and it."""
    floor = max(floor, at - REACH)
    end = _skip_back(masked, floor, at)
    gloss = GLOSS.search(masked, max(floor, end - 44), end) or DASH_ASIDE.search(masked, max(floor, end - 100), end)
    end = gloss.start() if gloss else end
    nearby = [actor for actor in around if floor <= actor.full.start and actor.span.end <= end]
    if nearby and masked[end - 1] == ",":
        return _before_aside(masked, end - 1, nearby)
    touching = next((i for i in range(len(nearby) - 1, max(-1, len(nearby) - 4), -1)
                     if _touches(masked, nearby[i], end)), None)
    if touching is None:
        return _unlisted(masked, phrase_before(masked, floor, end))
    index = _chain(masked, nearby, touching)
    if index and IN_RELATIVE.fullmatch(masked, nearby[index - 1].span.end, nearby[index].full.start):
        return _speaking(nearby[index - 1])  # "a teacher who wrote to officials said"
    aside = _opening_name(masked, floor, nearby[index], nearby)
    return _speaking(aside or _extended(masked, nearby[index], end))


def _unlisted(masked: str, span: Span | None) -> Actor | None:
    """The actor of a noun phrase whose head no list has. ("the ferry's cook")"""
    return Actor(span, span, "person", without_article(span.of(masked))) if span else None


def _skip_back(masked: str, floor: int, at: int) -> int:
    """The end of the words that may be a subject: before adverbs, auxiliaries and a relative pronoun."""
    end = at
    for pattern in (ADVERBS_BEFORE, RELATIVE_BEFORE, ADVERBS_BEFORE):
        match = pattern.search(masked, max(floor, end - 90), end)
        if match:
            comma = masked[match.start() : match.start() + 1] == "," and pattern is ADVERBS_BEFORE
            end = match.start() + (1 if comma else 0)
    while end > floor and masked[end - 1].isspace():
        end -= 1
    return end


def _touches(masked: str, actor: Actor, end: int) -> bool:
    gap = masked[actor.span.end : end]
    return not gap.strip(" \"”’)") or bool(TAIL.fullmatch(gap))


def _extended(masked: str, actor: Actor, end: int) -> Actor:
    """A description that stays unnamed, with what follows it up to `end`. ("officials in Port Emin")"""
    if actor.kind not in ("person", "people") or actor.mention_id or not masked[actor.span.end : end].strip():
        return actor
    span = Span(actor.span.start, end)
    return replace(actor, span=span, full=span, name=without_article(span.of(masked)))


def _chain(masked: str, nearby: Sequence[Actor], index: int) -> int:
    """From the last actor of a noun phrase to its head. ("officials in Port Emin" -> "officials")"""
    while index > 0:
        gap = masked[nearby[index - 1].span.end : nearby[index].full.start]
        link = LINK.fullmatch(gap)
        if not link:
            break
        is_owner = gap.startswith(("'", "’"))
        two_people = nearby[index].kind == "PER" or (nearby[index].kind == "capitals" and not NAME_GOES_ON.search(gap))
        if is_owner or (" and " in gap and two_people):
            break
        index -= 1
    return index


def _before_aside(masked: str, comma: int, nearby: Sequence[Actor]) -> Actor | None:
    """The subject before an aside that ends at `comma`: "X, the mayor of Y, said"."""
    last = nearby[-1]
    apposed = "," in masked[max(0, last.full.start - 2) : last.span.start]
    if last.span.end == comma and last.kind in ("PER", "capitals") and apposed:
        return last
    ends = {index: found.end() - 1 for index, actor in enumerate(nearby) if actor.span.end < comma
            and (found := BEFORE_COMMA.match(masked, actor.span.end, comma))
            and (not found["tail"] or actor.kind in ("person", "people"))}
    likely = [index for index in reversed(ends) if nearby[index].kind in NAMEABLE] or list(reversed(ends))
    head = nearby[_chain(masked, nearby, likely[0])] if likely else None
    return _speaking(_extended(masked, head, ends[likely[0]])) if head else None


def _opening_name(masked: str, floor: int, subject: Actor, nearby: Sequence[Actor]) -> Actor | None:
    """The name that opens the clause, where `subject` only stands in its relative clause."""
    first = nearby[0]
    own_clause = masked[max(0, subject.full.start - 2) : subject.full.start] == ", "
    if first is subject or own_clause or masked[floor : first.full.start].strip(" \"“”'’"):
        return None
    between = masked[first.span.end : subject.full.start]
    return first if re.match(r",\s(?:who|which|whose|the|an?)\s.*\b(?:which|whom|who|alongside|"
                             r"and)\b", between) else None


def _speaking(actor: Actor) -> Actor | None:
    return None if actor.kind == "office" else actor


def subject_after(masked: str, at: int, ceiling: int, around: Sequence[Actor]) -> Actor | None:
    """The party right after an inverted verb or a crediting phrase that ends at `at`."""
    start = ADVERBS_AFTER.match(masked, at, ceiling)
    begin = start.end() if start else at
    for actor in around:
        if actor.full.start < begin or actor.span.end > ceiling:
            continue
        gap = masked[begin : actor.full.start]
        if len(gap) <= 60 and FEW_WORDS.fullmatch(gap) and not NEW_PHRASE.search(gap):
            extension = EXTENSION.match(masked, actor.span.end, ceiling)
            return _speaking(_extended(masked, actor, extension.end() if extension else actor.span.end))
        break
    return None


def unlisted_after(masked: str, at: int, ceiling: int, *, bare: bool = False) -> Actor | None:
    """The party right after an inverted verb whose head no list has. ("said a cook on the ferry")

    `bare`: it may lack a determiner, as behind "according to".
    """
    span = phrase_after(masked, at, ceiling, bare=bare)
    extension = EXTENSION.match(masked, span.end, ceiling) if span else None
    return _unlisted(masked, Span(span.start, extension.end()) if span and extension else span)
