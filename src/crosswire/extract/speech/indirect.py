"""The words of reported speech: which stretch of a sentence a reporting verb gives as someone's content.

Rules of this file: content follows its verb ("X said that ..."), or stands before a trailing attribution
("..., X said"). What a verb may take is in the table (a clause, only a that-clause, "of" and an act, an
infinitive, a noun). It ends where the sentence or the next attribution begins. Limit: a clause that an
adverbial sentence adds after the reported words is taken with them, for without a parse nothing marks it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosswire.extract.speech.attributions import Attribution, Unit
from crosswire.extract.speech.marks import word_count
from crosswire.extract.speech.reading import MASK, Reading
from crosswire.extract.speech.speakers import Actor
from crosswire.spans import Span, stripped

FEWEST_WORDS = 3
DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
TIME = (rf"(?:(?:on|late|early|earlier|last|this|in|at|by)\s)*(?:{DAY}|today|yesterday|tonight|later|"
        rf"earlier|week|month|night|morning|"
        rf"afternoon|evening|again|also)(?:\s(?:morning|evening|night|afternoon))?")
VENUE = (r"(?:in|at|during|via|through|on|from|to|by)\s(?:(?:an?|the|his|her|its|their|state|"
         r"national)\s)?(?:[\w’'-]+\s){0,4}?"
         r"(?:statement|release|interview|conference|briefing|speech|letter|report|tweet|twitter|facebook|"
         r"telegram|remarks|television|tv|"
         r"radio|reporters|journalists|message|post|video|address|phone|telephone|lawmakers|parliament|"
         r"call)(?:\s(?:on|in|with|to)\s[\w’' ]{1,40})?")
ADJUNCTS = re.compile(rf"(?:[\s,]+(?:{TIME}|{VENUE})\b)+", re.I)
THAT = re.compile(r"[\s,:]*that\b[\s,:]*", re.I)
NOT_CONTENT = re.compile(r"[\s,]*(?!at\s(?:least|most)\b|about\s\d|over\s\d|in\s(?:the|[A-Z0-9])|"
                         r"this\s\w+\s)(?:of|about|in|at|with|on|to|for|by|from|as|against|over|nothing|so|"
                         r"goodbye|this|and|or|but|after|before|when|"
                         r"while|during|it\.|something|anything)\b(?!\s\w+,)", re.I)
CLAUSE_END = re.compile(r";|\s[—–-]\s(?=(?:and|but)\b)|[,\s]+(?:and|but)\s(?:did\s|does\s|declined|refused|"
                        r"then\s|also\s|went\son|hoped|called|urged)|"
                        r",\s(?:in\sa\sstatement|according\sto|threatening|raising|prompting|sparking|"
                        r"referring|blaming|quoting)\b", re.I)
POINTING_BACK = re.compile(r"\s*(?:(?:the|those|these|such|any|all|his|her|its|their|this|"
                           r"that)\s)*(?:claims?|accusations?|allegations?|"
                           r"reports?|charges?|it|this|that|them|suggestions?|news)\b", re.I)
LOOSE_END = re.compile(r"(?:[,\s]+(?:and|but|while|as))?[,\s]*$")
AFTER_QUOTE = re.compile(rf"(?<=\x02[\"”’»])(?:[\s,]+(?:{TIME}|{VENUE})\b)+", re.I)
END_MARKS = " \t\n.,;:!?—–-"
ADVERBIAL_START = re.compile(r"\s*(?:in|at|on|during|after|before|speaking|when|while|asked|following|as|to)\b", re.I)


def content(seen: Reading, unit: Unit, attribution: Attribution, following: Attribution | None,
            preceding: Attribution | None, around: Sequence[Actor]) -> Span | None:
    """The content span of the attribution outside quotation marks, None if it has none of its own."""
    if trailing(seen, unit, attribution):
        return _checked(seen, _before(seen, unit, attribution, preceding))
    if attribution.cue.credits:
        return _checked(seen, _until(seen, unit, _past_party(seen, unit, attribution), following)) if _opens(
            seen, unit, attribution) else _checked(seen, _before(seen, unit, attribution, preceding))
    start = _content_start(seen, unit, attribution, around)
    return _checked(seen, _until(seen, unit, start, following)) if start is not None else None


def trailing(seen: Reading, unit: Unit, attribution: Attribution) -> bool:
    """Whether the attribution stands behind its content. ("The bridge is open, she said on Friday.")"""
    if attribution.inherited or attribution.cue.credits:
        return False
    before = seen.masked[unit.span.start : attribution.span.start].rstrip()
    if not before or before[-1] not in ",\"”’»" or word_count(before.replace(MASK, "x ")) < FEWEST_WORDS:
        return False
    rest = seen.masked[attribution.span.end : unit.span.end]
    skipped = ADJUNCTS.match(rest)
    rest = rest[skipped.end() :] if skipped else rest
    if MASK in rest and before[-1] == ",":
        return False
    return attribution.inverted or not rest.strip() or rest.lstrip()[0] in ".,;:!?\"“”" or len(rest.split()) <= 3


def _past_party(seen: Reading, unit: Unit, attribution: Attribution) -> int:
    """Behind the comma that closes the credited party. ("According to monitors sent by the union, ...")"""
    match = re.compile(r"[^,;:\x02]{0,120},").match(seen.masked, attribution.span.end, unit.span.end)
    return match.end() if match else attribution.span.end


def _opens(seen: Reading, unit: Unit, attribution: Attribution) -> bool:
    """Whether a crediting phrase comes before its content. ("According to X, ...")"""
    before = seen.masked[unit.span.start : attribution.span.start].strip(" \"“”,")
    rest = seen.masked[attribution.span.end : unit.span.end]
    coordinated = before.endswith((" and", ";", " but")) and re.match(r"[^.;]{0,60}?,\s", rest)
    return word_count(before) <= 2 or bool(coordinated)


def _before(seen: Reading, unit: Unit, attribution: Attribution, preceding: Attribution | None) -> Span:
    """From the unit's start, or the attribution before, to the attribution."""
    start = unit.span.start
    if preceding and not preceding.cue.credits and preceding.span.end < attribution.span.start:
        start = preceding.span.end if not trailing(seen, unit, preceding) else start
        that = THAT.match(seen.masked, start)
        start = that.end() if that else start
    semicolon = seen.masked.rfind(";", start, attribution.span.start)
    return Span(max(start, semicolon + 1), max(start, semicolon + 1, attribution.span.start))


def _content_start(seen: Reading, unit: Unit, attribution: Attribution, around: Sequence[Actor]) -> int | None:
    """Where the content begins behind the cue, by what the verb takes; None if it takes none here."""
    masked, takes, end = seen.masked, attribution.cue.takes, unit.span.end
    at = attribution.span.end
    skipped = ADJUNCTS.match(masked, at, end)
    at = skipped.end() if skipped else at
    that = THAT.match(masked, at, end)
    if that:
        return that.end() if takes - {"quote"} else None
    listener = next((a for a in around if at <= a.full.start and a.span.end <= end), None)
    close = listener is not None and len(masked[at : listener.full.start].split()) <= 2
    if "person" in takes:
        found = re.compile(r"[^,;:.\x02]{0,80}?\bthat\b\s*", re.I).match(masked, at, end)
        if found:
            return found.end()
        if attribution.cue.lemma != "warn" and listener and close:
            rest = ADJUNCTS.match(masked, listener.span.end, end)
            start = rest.end() if rest else listener.span.end
            return None if masked[start : start + 1] in ",.;:" else start
    if "of" in takes:
        found = re.compile(r"[^,;:.\x02]{0,100}?\bof\s", re.I).match(masked, at, end)
        if found:
            return found.end()
    if "to" in takes:
        found = re.compile(r"[^;:.\x02]{0,100}?\bto\s+[a-z]", re.I).match(masked, at, end)
        return at if found else None
    if "infinitive" in takes and re.compile(r"\s*to\s+[a-z]").match(masked, at, end):
        return at
    empty = masked[at : at + 2].strip().startswith((",", "."))
    if "noun" in takes and POINTING_BACK.match(masked, at, end):
        return None
    if "noun" in takes and not empty:
        return at
    if "clause" in takes and not NOT_CONTENT.match(masked, at, end) and masked[at : at + 1] not in ",.;:":
        return at
    return None


def _until(seen: Reading, unit: Unit, start: int, following: Attribution | None) -> Span:
    """From `start` to the end of the clause: the unit's end, the next attribution, or a new main verb."""
    end = unit.span.end
    if following and following.span.start > start and not following.via:
        end = following.span.start
    stop = CLAUSE_END.search(seen.masked, start, end)
    return Span(start, max(start, stop.start() if stop else end))


def _checked(seen: Reading, span: Span) -> Span | None:
    """The span without loose ends; None if too little of it stands outside quotation marks."""
    text = seen.article.text
    span = stripped(text, span, END_MARKS)
    loose = LOOSE_END.search(text, max(span.start, span.end - 40), span.end)
    span = Span(span.start, max(span.start, loose.start())) if loose else span
    outside = AFTER_QUOTE.sub(" ", span.of(seen.masked)).replace(MASK, " ")
    if word_count(outside) < 2 or word_count(span.of(text)) < FEWEST_WORDS:
        return None
    return _with_marks(text, seen, span)


def _with_marks(text: str, seen: Reading, span: Span) -> Span:
    """The closing mark of a quotation at the end belongs to the content."""
    closes = span.end < len(text) and seen.masked[span.end - 1] == MASK and text[span.end] in "\"”’'»"
    return Span(span.start, span.end + 1) if closes else span
