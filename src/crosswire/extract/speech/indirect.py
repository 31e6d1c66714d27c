"""The words of reported speech: which stretch of a sentence a reporting verb gives as someone's content.

Rules of this file: content follows its verb ("X said that ..."), or stands before a trailing attribution
("..., X said"). What a verb may take is in the table (a clause, only a that-clause, "of" and an act, an
infinitive, a noun). It ends where the sentence or the next attribution begins. Limit: a clause that an
adverbial sentence adds after the reported words is taken with them, for without a parse nothing marks it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosswire.extract.speech.actors import Actor
from crosswire.extract.speech.attributions import SPOKEN, Attribution, Unit
from crosswire.extract.speech.marks import word_count
from crosswire.extract.speech.reading import MASK, Seen
from crosswire.spans import Span, stripped

FEWEST_WORDS = 3
LONGEST_OPENING = 9  # words of an adverbial that opens a reported clause ("said that at a meeting in May, ...")
LONGEST_ADVERBIAL = 5  # words of an opening that only says when or where ("After the vote, she said ...")
DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
TIME = (rf"(?:(?:on|late|early|earlier|last|this|in|at|by)\s)*(?:{DAY}|today|yesterday|tonight|later|"
        rf"earlier|weekend|week|month|night|morning|"
        rf"afternoon|evening|again|also)(?:\s(?:morning|evening|night|afternoon))?")
VENUE = (r"(?:in|at|during|via|through|on|from|to|by)\s(?:(?:an?|the|his|her|its|their|state|"
         r"national)\s)?(?:[\w’'-]+\s){0,4}?"
         r"(?:statement|release|interview|conference|briefing|speech|letter|report|tweet|twitter|facebook|"
         r"telegram|remarks|television|tv|"
         r"radio|reporters|journalists|message|post|video|address|phone|telephone|lawmakers|parliament|"
         r"website|site|blog|e-?mail|court|hearing|rally|debate|column|essay|book|testimony|memo|"
         r"account|call)(?:\s(?:on|in|with|to)\s[\w’' ]{1,40})?")
ADJUNCTS = re.compile(rf"(?:[\s,]+(?:{TIME}|{VENUE})\b(?!['’]))+", re.I)
THAT = re.compile(r"[\s,:]*that\b[\s,:]*", re.I)
NOT_CONTENT = re.compile(r"[\s,]*(?!at\s(?:least|most)\b|about\s\d|over\s\d|in\s(?:the|[A-Z0-9])|"
                         r"this\s\w+\s)(?:of|about|in|at|with|on|to|for|by|from|as|against|over|nothing|so|the\ssame|"
                         r"goodbye|this|and|or|but|after|before|when|"
                         r"while|during|it\.|something|anything)\b(?!\s\w+,)", re.I)
CLAUSE_END = re.compile(r";|\s[—–-]\s(?=(?:and|but)\b)|[,\s]+(?:and|but)\s(?:did\s|does\s|declined|refused|"
                        r"then\s|also\s|went\son|hoped|called|urged)|"
                        r",\s(?:in\sa\sstatement|according\sto|threatening|raising|prompting|sparking|"
                        r"referring|blaming|quoting)\b", re.I)
POINTING_BACK = re.compile(r"\s*(?:(?:the|those|these|such|any|all|his|her|its|their|this|"
                           r"that)\s)*(?:(?:claims?|accusations?|allegations?|"
                           r"reports?|charges?|suggestions?|news)\b|(?:it|this|that|them)(?=\s*(?:[,.;:]|$|"
                           r"(?:on|in|at|as|and|but|to|by|with|from|after|during)\b)))", re.I)
THAT_BEHIND = re.compile(r"\s*(?:on|in|at|to|during|via|through|from|under|before|after|with|late|early)\b"
                         r"[^,;:.\x02]{1,60}?\bthat\s(?!(?:is|was|are|were|has|had|have|will|would)\b)", re.I)
THAT_ASIDE = re.compile(r",\s[^,;:.\x02]{1,80},\sthat\b\s*", re.I)  # "denied, in a letter to the mill, that"
PRONOUN_BEHIND = re.compile(r"\s*(?:on|in|at|to|during|from|under|before|after|with)\b[^,;:.\x02]{1,50}?\s"
                            r"(?=(?:he|she|they|it|there|we)\s(?:\w+\s)?(?:is|was|are|were|has|had|have|will|would|"
                            r"can|could|should|must|did|does|do|may|might)\b)", re.I)
CLAIM_BEHIND = re.compile(r"\s*(?:[\w’'-]+\s){0,4}?(?:claims?|accusations?|allegations?|reports?|charges?|suggestions?|"
                          r"rumou?rs|assertions?)\s(?:by\s[^,;:.\x02]{1,40}?\s)?that\s", re.I)
WORD_REST = re.compile(r"[\w’'-]*")
# A promised sum is a deed, not words.
SUM = re.compile(r"\s*(?:(?:another|up\sto|more\sthan|over|some|about|a\sfurther)\s)?[$£€#\d]", re.I)
FINITE = re.compile(r"[^,;:.\x02]{0,90}?\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|may|might|"
                    r"did|does|do|\w{2,}ed)\b|[^,;.\x02]{0,60}\x02", re.I)
WHAT_BEFORE = re.compile(r"\bwhat\s$", re.I)
NAMED = re.compile(r"\s(?!(?:on|for|off|out|in|up|back|to|an?)\s)(?:[\w’'-]+\s){1,7}?(?:as\s|an?\s|one\sof\s|[\"“‘])")
SUBORDINATE = re.compile(r"(?:(?:and|but)\s)?(?:even\s)?(?:when|after|as|while|although|though|since|because|"
                         r"before|once)\s$", re.I)
MAIN_VERB = re.compile(r",\s(?:is|was|are|were|has|have|had|will|would|could|can|did|does|said|says|\w{2,}ed)\b")
RELATIVE = re.compile(r"\b(?:who|which)\s", re.I)
PAUSE = re.compile(r",\s|\s[—–―-]{1,2}\s")
APART = re.compile(r"(?:[,;:—–―-]|\b(?:and|but|while|as|though|although|whereas|or))\s*"
                   r"(?:(?:also|then|later|even)\s)*$")
DATELINE = re.compile(r"\s*(?:[A-Z]{3,}[\w.’' -]{0,20}(?:,\s[A-Z][\w.’' -]{0,24})?(?:\s\([A-Z][\w ]{1,20}\))?|"
                      r"[A-Z][\w.,’' -]{1,40}\s\((?:Reuters|AP|AFP|UPI|dpa|CNN|Xinhua)\))\s(?:[—–-]{1,2})\s")
COLON = re.compile(r"[^,;.\x02]{0,60}:\s*[\"“‘'«]?\x02")
JOINED = re.compile(r"[,;]\s(?:and|but|while)\s")
NO_CONTINUATION = re.compile(r"[\s,]*(?:\w+ing|who|whose|which|where|when|while|as|after|before|during|in|on|at|by|to|"
                             r"from|according|adding|citing|with|without|despite|amid)\b", re.I)
LOOSE_START = re.compile(r"(?:and|but)\s|according\sto\s[^,;:.\x02]{1,60},\s")
LOOSE_END = re.compile(r"(?:[,\s]+(?:and|but|while|as))?[,\s]*$")
AFTER_QUOTE = re.compile(rf"(?<=\x02[\"”’»])(?:[\s,]+(?:{TIME}|{VENUE})\b)+", re.I)
ENDS_QUOTATION = tuple("\"”’»")
END_MARKS = " \t\n.,;:!?—–-"
PARTICIPLE = re.compile(r"\s*\w{2,}ing\b", re.I)
QUOTED_NEXT = re.compile(r",\s[\"“‘'«]{1,2}\x02")
ADVERBIAL_START = re.compile(r"\s*(?:in|at|on|during|after|before|speaking|when|while|asked|following|as|to)\b", re.I)


def contents(seen: Seen, unit: Unit, attribution: Attribution, following: Attribution | None,
             preceding: Attribution | None, around: Sequence[Actor]) -> list[Span]:
    """The content of the attribution outside quotation marks: one stretch, two around "..., she said, ...", or none."""
    if parenthetical(seen, unit, attribution):
        spans = [_before(seen, unit, attribution, preceding), _beyond(seen, unit, attribution, following)]
    elif trailing(seen, unit, attribution):
        spans = [] if _announced(seen, unit, attribution) else [_before(seen, unit, attribution, preceding)]
    elif attribution.cue.credits:
        opens = _opens(seen, unit, attribution)
        spans = [_until(seen, unit, _past_party(seen, unit, attribution), following, attribution) if opens
                 else _before(seen, unit, attribution, preceding)]
    else:
        start = _content_start(seen, unit, attribution, around)
        spans = [] if start is None else [_until(seen, unit, start, following, attribution)]
    return [span for span in (_checked(seen, span) for span in spans) if span]


def parenthetical(seen: Seen, unit: Unit, attribution: Attribution) -> bool:
    """Whether the content stands on both sides of it. ("The bridge, she said, is open.")"""
    if attribution.inherited or attribution.inverted or attribution.cue.credits or attribution.cue.participle:
        return False
    before = seen.masked[unit.span.start : attribution.span.start].rstrip()
    rest = seen.masked[_past_adjuncts(seen, unit, attribution) : unit.span.end]
    aside = PARTICIPLE.match(before) and QUOTED_NEXT.match(rest)  # 'Smiling, she said, "..."'
    return (before.endswith(",") and rest.startswith(",") and not NO_CONTINUATION.match(rest)
            and not ADVERBIAL_START.match(before) and not aside)


def _announced(seen: Seen, unit: Unit, attribution: Attribution) -> bool:
    """Whether what it stands behind is a quotation that a colon leads in: what leads in is nobody's words."""
    before = [seen.quoted[i].outer for i in unit.quotes if seen.quoted[i].outer.end <= attribution.span.start]
    return bool(before) and not seen.masked[before[-1].end : attribution.span.start].strip() and (
        seen.masked[unit.span.start : before[-1].start].rstrip().endswith(":"))


def _past_adjuncts(seen: Seen, unit: Unit, attribution: Attribution) -> int:
    skipped = ADJUNCTS.match(seen.masked, attribution.span.end, unit.span.end)
    return skipped.end() if skipped else attribution.span.end


def _beyond(seen: Seen, unit: Unit, attribution: Attribution, following: Attribution | None) -> Span:
    """What goes on behind a parenthetical attribution."""
    start = _past_adjuncts(seen, unit, attribution)
    that = THAT.match(seen.masked, start, unit.span.end)
    return _until(seen, unit, that.end() if that else start, following, attribution)


def trailing(seen: Seen, unit: Unit, attribution: Attribution) -> bool:
    """Whether the attribution stands behind its content. ("The bridge is open, she said on Friday.")"""
    if attribution.inherited or attribution.cue.credits:
        return False
    before = seen.masked[unit.span.start : attribution.span.start].rstrip()
    length = word_count(before.replace(MASK, "x ")) if before else 0
    if not before or before[-1] not in ",\"”’»" or length < FEWEST_WORDS:
        return False
    if before[-1] == "," and length <= LONGEST_ADVERBIAL and MASK not in before and ADVERBIAL_START.match(before):
        return False
    rest = seen.masked[_past_adjuncts(seen, unit, attribution) : unit.span.end]
    if MASK in rest and before[-1] == ",":
        return False
    if before[-1] != "," and before[-2:-1] == MASK and not THAT.match(rest):
        return True
    return attribution.inverted or not rest.strip() or rest.lstrip()[0] in ".,;:!?\"“”" or (
        len(rest.split()) <= 3 and attribution.cue.lemma in SPOKEN)


def _past_party(seen: Seen, unit: Unit, attribution: Attribution) -> int:
    """Behind the comma that closes the credited party. ("According to monitors sent by the union, ...")"""
    match = re.compile(r"[^,;:\x02]{0,120},").match(seen.masked, attribution.span.end, unit.span.end)
    return match.end() if match else attribution.span.end


def _opens(seen: Seen, unit: Unit, attribution: Attribution) -> bool:
    """Whether a crediting phrase comes before its content. ("According to X, ...")"""
    before = seen.masked[unit.span.start : attribution.span.start].strip(" \"“”,")
    rest = seen.masked[attribution.span.end : unit.span.end]
    coordinated = before.endswith((" and", ";", " but")) and re.match(r"[^.;]{0,60}?,\s", rest)
    return word_count(before) <= 2 or bool(coordinated)


def _before(seen: Seen, unit: Unit, attribution: Attribution, preceding: Attribution | None) -> Span:
    """From the unit's start, or the attribution before, to the attribution."""
    start = unit.span.start
    if preceding and not preceding.cue.credits and preceding.span.end < attribution.span.start:
        behind = trailing(seen, unit, preceding) or parenthetical(seen, unit, preceding)
        joined = list(JOINED.finditer(seen.masked, preceding.span.end, attribution.span.start))
        start = preceding.span.end if behind else joined[-1].end() if joined else start
        that = THAT.match(seen.masked, start)
        start = that.end() if that else start
    dateline = DATELINE.match(seen.masked, start, attribution.span.start) if start == unit.span.start else None
    start = dateline.end() if dateline else start
    semicolon = seen.masked.rfind(";", start, attribution.span.start)
    return Span(max(start, semicolon + 1), max(start, semicolon + 1, attribution.span.start))


def _content_start(seen: Seen, unit: Unit, attribution: Attribution, around: Sequence[Actor]) -> int | None:
    """Where the content begins behind the cue, by what the verb takes; None if it takes none here."""
    masked, takes, end = seen.masked, attribution.cue.takes, unit.span.end
    at = _past_adjuncts(seen, unit, attribution)
    behind_cue = attribution.span.end
    that = (THAT.match(masked, at, end) or THAT_ASIDE.match(masked, behind_cue, end)
            or THAT_BEHIND.match(masked, behind_cue, end) or THAT_BEHIND.match(masked, at, end))
    if WHAT_BEFORE.search(masked, max(unit.span.start, attribution.span.start - 6), attribution.span.start):
        return None
    if that:
        return that.end() if takes - {"quote"} else None
    behind = PRONOUN_BEHIND.match(masked, at, end) if takes & {"clause", "that"} else None
    if behind:
        return behind.end()
    claimed = CLAIM_BEHIND.match(masked, at, end) if "noun" in takes or attribution.cue.act == "deny" else None
    if claimed:
        return claimed.end()
    return _bare_start(seen, unit, attribution, around, at)


def _bare_start(seen: Seen, unit: Unit, attribution: Attribution, around: Sequence[Actor], at: int) -> int | None:
    """The same for content that no "that" opens."""
    masked, takes, end = seen.masked, attribution.cue.takes, unit.span.end
    if COLON.match(masked, at, end):
        return None
    listener = next((a for a in around if at <= a.full.start and a.span.end <= end), None)
    close = listener is not None and len(masked[at : listener.full.start].split()) <= 2
    if "person" in takes:
        found = re.compile(r"[^,;:.\x02]{0,80}?\bthat\b\s*", re.I).match(masked, at, end)
        if found:
            return found.end()
        if attribution.cue.lemma != "warn" and listener and close:
            word_end = WORD_REST.match(masked, listener.span.end, end)
            start = word_end.end() if word_end else listener.span.end
            rest = ADJUNCTS.match(masked, start, end)
            start = rest.end() if rest else start
            return None if masked[start : start + 1] in ",.;:" or NOT_CONTENT.match(masked, start, end) else start
    if takes & {"as", "name"}:
        named = NAMED.match(masked, at, end)
        return at if named and ("name" in takes or named.group().endswith("as ")) else None
    if "for" in takes:
        return at if re.compile(r"\s(?!for\b)[^,;:.\x02]{1,80}?\sfor\s").match(masked, at, end) else None
    if "of" in takes:
        found = re.compile(r"[^,;:.\x02]{0,100}?\bof\s", re.I).match(masked, at, end)
        if found:
            return found.end()
    if "to" in takes:
        found = re.compile(r"(?P<for>\s+for\b)?[^;:.\x02]{0,100}?\bto\s+[a-z]", re.I).match(masked, at, end)
        return max(at, found.end("for")) if found else None
    if "infinitive" in takes and re.compile(r"\s*to\s+[a-z]").match(masked, at, end):
        return at
    empty = masked[at : at + 2].strip().startswith((",", "."))
    if "noun" in takes and POINTING_BACK.match(masked, at, end):
        return None
    if "noun" in takes and not empty and not NOT_CONTENT.match(masked, at, end):
        return None if attribution.cue.act == "promise" and SUM.match(masked, at, end) else at
    if attribution.cue.lemma not in SPOKEN and not FINITE.match(masked, at, end):
        return None
    if "clause" in takes and not NOT_CONTENT.match(masked, at, end) and masked[at : at + 1] not in ",.;:":
        return at
    return None


def _until(seen: Seen, unit: Unit, start: int, following: Attribution | None, attribution: Attribution) -> Span:
    """From `start` to the end of the clause: the unit's end, the next attribution beside it, or a new main verb."""
    end = unit.span.end
    if following and following.span.start > start:
        head = seen.masked[start : following.span.start]
        adverbial = ADVERBIAL_START.match(head) and word_count(head) <= LONGEST_OPENING
        quoted = head.rstrip()[-1:] in ENDS_QUOTATION and MASK in head and following.span.end >= end - 2
        if following.cue.credits or quoted or (APART.search(head) and not adverbial):
            end = following.span.start
    stops = [CLAUSE_END.search(seen.masked, start, end), _main_clause(seen, unit, start, attribution)]
    return Span(start, max(start, min([end, *(stop.start() for stop in stops if stop)])))


def _main_clause(seen: Seen, unit: Unit, start: int, attribution: Attribution) -> re.Match[str] | None:
    """Where the main clause goes on, if the attribution stands in a clause beside it ("After X said ..., Y left")."""
    before = seen.masked[unit.span.start : attribution.span.start]
    if SUBORDINATE.fullmatch(before.lstrip()):
        return PAUSE.search(seen.masked, start, unit.span.end)
    beside = seen.masked[attribution.speaker.span.end : attribution.cue.span.start]
    if not attribution.inverted and RELATIVE.search(beside):
        return MAIN_VERB.search(seen.masked, start, unit.span.end)
    return None


def outside_marks(seen: Seen, span: Span, fewest: int = FEWEST_WORDS) -> Span | None:
    """A stretch marked as content, with whole quotations only; None if too little of it stands outside the marks."""
    for quoted in seen.quoted:
        common = span.shared(quoted.outer)
        if 0 < common < len(quoted.outer):
            whole = 2 * common > len(quoted.outer)
            if quoted.outer.start < span.start:
                span = Span(quoted.outer.start if whole else min(span.end, quoted.outer.end), span.end)
            if quoted.outer.end > span.end:
                span = Span(span.start, quoted.outer.end if whole else max(span.start, quoted.outer.start))
    return _checked(seen, span, fewest)


def _checked(seen: Seen, span: Span, fewest: int = FEWEST_WORDS) -> Span | None:
    """The span without loose ends; None if too little of it stands outside quotation marks."""
    text = seen.article.text
    span = stripped(text, span, END_MARKS)
    joint = LOOSE_START.match(text, span.start, span.end)
    span = Span(joint.end(), span.end) if joint else span
    loose = LOOSE_END.search(text, max(span.start, span.end - 40), span.end)
    span = Span(span.start, max(span.start, loose.start())) if loose else span
    outside = AFTER_QUOTE.sub(" ", span.of(seen.masked)).replace(MASK, " ")
    opens_outside = MASK in span.of(seen.masked) and bool(re.match(r"\w", outside))
    if word_count(outside) < (1 if opens_outside else 2) or word_count(span.of(text)) < fewest:
        return None
    return _with_marks(text, seen, span)


def _with_marks(text: str, seen: Seen, span: Span) -> Span:
    """The closing mark of a quotation at the end belongs to the content."""
    closes = span.end < len(text) and seen.masked[span.end - 1] == MASK and text[span.end] in "\"”’'»"
    return Span(span.start, span.end + 1) if closes else span
