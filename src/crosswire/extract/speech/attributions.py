"""Attributions: a reporting verb or crediting phrase with the party it gives the words to, unit by unit.

Rules of this file: a Unit is a sentence, or several that a quotation holds together. Passive, negated and
infinitive verbs attribute nothing. A participle or a verb after "and" has the subject of the attribution before
it. Only "Y quoted X as saying" gives a chain here; the others are read in chains.py.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswire.extract.speech.actors import Actor, documents
from crosswire.extract.speech.cues import Cue
from crosswire.extract.speech.reading import MASK, Seen
from crosswire.extract.speech.speakers import subject_after, subject_before, unlisted_after
from crosswire.spans import Span

NO_REPORT = re.compile(r"(?:(?<!tinue )(?<!tinues )(?<!tinued )(?<!went on )(?<!goes on )\bto|\bnot|\bnever|"
                       r"n[’']t|\bcannot|\bwithout|\bwould|\bcould|\bshould|\bmight|\bmay|\bof|\bthe|\ba|\ban|"
                       r"\bthis|\bno|\bany|\bthose|\bif)\s+(?:(?!family|ally|italy|july)\w+ly\s+)?$", re.I)
PASSIVE = re.compile(r"(?:\b(?:is|was|were|are|be|been|being|gets?|got)|\w[’']s)\s+(?:\w+ly\s+|also\s+|"
                     r"now\s+)?$", re.I)
CONJOINED = re.compile(r"(?:^|[,;\s])(?:and|but|or)\s+(?:(?:also|then|has|have|had|later|further)\s+|"
                       r"\w+ly\s+)*$", re.I)
QUOTED_AS = re.compile(r"\b(?:quoted|cited)\s(?P<who>[^;:.\x02]{0,110}?)\s?\bas\s+$", re.I)
WITH_BEFORE = re.compile(r"\bwith\s+(?:the\s+)?$", re.I)
ACCUSED = re.compile(r"\s(?:of|in|by)\b")  # "a son accused of theft" accuses nobody
SIGNED = re.compile(r"\s*(?:[—–―]|--?)\s*(?=[A-Z])")  # a dash before who signs a quotation
MAY_TRAIL = re.compile(r"(?:[,;—–-]|\b(?:by|as|and|while|after|before))\s*$")  # stands before a trailing participle
IN_PLACE = re.compile(r"\b(?:in|at|from|near|of|to|on|outside)\s$", re.I)
ADVERBIAL = re.compile(r"(?:in|at|on|after|before|during|when|while|as|following|despite|with|without|asked|amid|for|"
                       r"under|since)\b", re.I)
OPENS_CONTENT = re.compile(r"\sthat\s|[\s,:]*[\"“‘'«]?\x02")
OPENS_UNIT = frozenset(["say", "add", "write", "warn", "recall", "conclude"])  # "Said one of them"
OPENING = re.compile(r"(?:\w+|(?:on|in|at|during|after|before|by)\s[^,;:.\x02]{1,50}),\s", re.I)
FEW_ADVERBS = re.compile(r"\s(?:(?:also|then|now|still|again|often|\w+ly)\s)+", re.I)
FRAGMENT = re.compile(r"(?:[\w.’'&-]+,?\s+){0,7}$")
ENDS_PARTY = re.compile(r"(?:\s(?:of|from|at|in|for)\s(?:the\s)?(?:[A-Z][\w’'-]*[ ]?){1,6})?(?:[.,;\n]|$)")
SPOKEN = frozenset(["say", "tell", "add", "state", "write", "explain", "recall", "reply", "quip", "joke", "exclaim",
                    "shout", "insist", "argue", "declare", "announce", "complain", "deny", "admit", "ask", "retort",
                    "concede", "boast", "testify", "yell"])  # what only speakers and writings do
TAKES_LISTENER = frozenset(["tell", "inform", "assure", "remind", "notify"])  # what follows is who was told
CLAUSE_BEHIND = re.compile(r"\sthat\s")  # '"..." suggests that the mayor ...': the mayor suggests nothing
HELPED = re.compile(r"[\s,\"”’'»—–-]*(?:has|have|had|then|also|later)\s$", re.I)
NEVER_TRAILS = frozenset(["threaten", "offer", "order", "promise", "swear"])
SPACE = re.compile(r"\s+")
LONGEST_UNIT = 4000  # characters: no sentence is longer, but a page without full stops is
JOINABLE_ENDS = "?!,…"


@dataclass(frozen=True, slots=True)
class Unit:
    """Sentences of one paragraph that belong together, with the indices of the quotations inside."""

    span: Span
    paragraph: int
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its speaker. `span` runs over both; `inverted`: the speaker follows the cue."""

    cue: Cue
    speaker: Actor
    span: Span
    inverted: bool
    inherited: bool = False
    via: tuple[Actor, ...] = ()


def units(seen: Seen) -> list[Unit]:
    """The units of the article, in text order."""
    cue_starts = [cue.span.start for cue in seen.cues]
    quote_starts = [quoted.outer.start for quoted in seen.quoted]
    spans: list[tuple[Span, int]] = []
    number, last = -1, None
    for sentence in seen.sentences:
        if sentence.paragraph != last:
            number, last = number + 1, sentence.paragraph
        elif _joined(seen, spans[-1][0], sentence.span, cue_starts):
            spans[-1] = (Span(spans[-1][0].start, sentence.span.end), number)
            continue
        spans += [(piece, number) for piece in _pieces(seen, sentence.span)]
    out = []
    for span, paragraph in spans:
        first, end = bisect.bisect_left(quote_starts, span.start), bisect.bisect_left(quote_starts, span.end)
        out.append(Unit(span, paragraph, tuple(range(first, end))))
    return out


def _pieces(seen: Seen, span: Span) -> Iterator[Span]:
    """A sentence as it is; one of absurd length in pieces, cut at white space outside quotations."""
    start = span.start
    while span.end - start > LONGEST_UNIT:
        gap = SPACE.search(seen.masked, start + LONGEST_UNIT // 2, span.end)
        if not gap:
            break
        yield Span(start, gap.start())
        start = gap.end()
    yield Span(start, span.end)


def _joined(seen: Seen, before: Span, after: Span, cue_starts: Sequence[int]) -> bool:
    """Whether two sentences are one unit: split inside a quotation, or an attribution cut off from it."""
    masked = seen.masked
    if masked[before.end - 1] == MASK and masked[after.start] == MASK:
        return True
    tail = seen.article.text[max(before.start, before.end - 2) : before.end]
    if masked[before.end - 2 : before.end - 1] == MASK and SIGNED.match(masked, after.start):
        return True
    if len(tail) < 2 or tail[1] not in "\"”’'»" or tail[0] not in JOINABLE_ENDS or masked[before.end - 2] != MASK:
        return False
    index = bisect.bisect_left(cue_starts, after.start)
    return index < len(cue_starts) and cue_starts[index] < after.end and bool(
        FRAGMENT.fullmatch(masked, after.start, cue_starts[index]))


def attributions(seen: Seen, unit: Unit, around: Sequence[Actor]) -> list[Attribution]:
    """The attributions of a unit, in text order, each on its own; chains.py says how they hang together."""
    first = bisect.bisect_left(seen.cues, unit.span.start, key=lambda cue: cue.span.start)
    found: list[Attribution] = []
    for cue in seen.cues[first:]:
        if cue.span.end > unit.span.end:
            break
        attribution = _attributed(seen, unit, cue, around, found)
        if attribution:
            found.append(attribution)
    return found


def _attributed(seen: Seen, unit: Unit, cue: Cue, around: Sequence[Actor],
                earlier: Sequence[Attribution]) -> Attribution | None:
    masked, at = seen.masked, cue.span.start
    floor = max([unit.span.start, *(seen.quoted[i].outer.end for i in unit.quotes if seen.quoted[i].outer.end <= at)])
    ceiling = min([unit.span.end, *(
        seen.quoted[i].outer.start for i in unit.quotes if seen.quoted[i].outer.start > at)])
    before = masked[max(unit.span.start, at - 90) : at]
    if cue.credits:
        party = subject_after(masked, cue.span.end, ceiling, around)
        return _after(cue, party or unlisted_after(masked, cue.span.end, ceiling, bare=True))
    if NO_REPORT.search(before) or (PASSIVE.search(before) and not cue.participle) or (
            cue.lemma == "accuse" and ACCUSED.match(masked, cue.span.end)):
        return None
    if cue.participle:
        return _participle(seen, unit, cue, around, earlier, before)
    listens = cue.lemma in TAKES_LISTENER or bool(CLAUSE_BEHIND.match(masked, cue.span.end))
    after_quote = at > floor > unit.span.start and not masked[floor:at].strip(" ,\"”’'»—–-")
    opens = at == floor == unit.span.start and cue.lemma not in OPENS_UNIT  # "Asked why ..." asks nobody
    if not listens and not opens and (at == floor or after_quote or not masked[floor:at].strip(" ,\"”’'»—–-")
                        or (floor > unit.span.start and HELPED.fullmatch(masked, floor, at))):
        inverted = subject_after(masked, cue.span.end, ceiling, around)
        inverted = inverted or (unlisted_after(masked, cue.span.end, ceiling) if after_quote else None)
        if inverted:
            return _after(cue, inverted)
    if CONJOINED.search(before) and not cue.noun_like:
        heir = earlier[-1].speaker if earlier else _opener(seen, unit, at, around)
        via = earlier[-1].via if earlier else ()
        return Attribution(cue, heir, cue.span, inverted=False, inherited=True, via=via) if heir else None
    subject = subject_before(masked, floor, at, around)
    bare_form = cue.span.of(masked).lower() == cue.lemma and cue.lemma not in SPOKEN  # "for more, call the office"
    may_invert = not listens and not bare_form and before.rstrip().endswith(",")
    if may_invert and (not subject or _ends_after(masked, cue, around)):
        inverted = subject_after(masked, cue.span.end, ceiling, around)
        if inverted:
            return _after(cue, inverted)
    if subject and subject.unlisted and not _surely_speaks(masked, cue, subject):
        return None
    if not subject or (cue.documents and subject.role not in documents()):
        return None
    if cue.noun_like and not _fits_noun(cue, subject, masked, at):
        return None
    return Attribution(cue, subject, Span(subject.full.start, cue.span.end), inverted=False)


def _opener(seen: Seen, unit: Unit, at: int, around: Sequence[Actor]) -> Actor | None:
    """Who opens the unit, and so is the subject of its verbs. ("Mara Vell left the hall and said ...")"""
    first = next((a for a in around if unit.span.start <= a.full.start < at and a.kind != "office"), None)
    head = seen.masked[unit.span.start : first.full.start] if first else ""
    return first if first and (not head.strip() or OPENING.fullmatch(head)) else None


def _surely_speaks(masked: str, cue: Cue, subject: Actor) -> bool:
    """Whether a subject that no list knows speaks, and is not what is spoken of ("a disparity explained by ...")."""
    beside = masked[max(0, subject.full.start - 4) : subject.full.start]
    return (cue.lemma in ("say", "tell") or bool(OPENS_CONTENT.match(masked, cue.span.end))
            or MASK in beside)


def _fits_noun(cue: Cue, subject: Actor, masked: str, at: int) -> bool:
    """Whether a form that may be a noun stands right after a subject that agrees with it in number."""
    base = cue.span.of(masked).lower() == cue.lemma
    words = subject.span.of(masked).lower()
    plural = subject.kind == "people" or words in ("they", "we", "i", "you") or words.endswith("s")
    beside = not masked[subject.span.end : at].strip() or FEW_ADVERBS.fullmatch(masked, subject.span.end, at)
    return bool(beside) and base == plural


def _after(cue: Cue, speaker: Actor | None) -> Attribution | None:
    if speaker is None:
        return None
    return Attribution(cue, speaker, Span(cue.span.start, speaker.span.end), inverted=True)


def _ends_after(masked: str, cue: Cue, around: Sequence[Actor]) -> bool:
    """Whether the clause ends right after the party behind the cue. ("…, said Mara Vell.")"""
    follower = next((actor for actor in around if actor.full.start >= cue.span.end), None)
    if not follower or masked[cue.span.end : follower.full.start].strip():
        return False
    ending = ENDS_PARTY.match(masked, follower.span.end)
    return ending is not None and (follower.kind in ("PER", "capitals") or not ending.group().endswith(","))


def _participle(seen: Seen, unit: Unit, cue: Cue, around: Sequence[Actor], earlier: Sequence[Attribution],
                before: str) -> Attribution | None:
    """The attribution of "saying": quoted as, "with X saying", the one before, or the unit's first actor."""
    masked, at = seen.masked, cue.span.start
    as_saying = QUOTED_AS.search(before)
    if as_saying:
        return _quoted_as(masked, cue, at - (len(before) - as_saying.start()), at, unit, around)
    if cue.lemma in NEVER_TRAILS:
        return None
    subject = subject_before(masked, unit.span.start, at, around)
    close = subject and not masked[subject.span.end : at].strip()
    spoken = any(a.cue.lemma in ("say", "tell") for a in earlier)
    lead = masked[max(0, subject.full.start - 12) : subject.full.start] if subject else ""
    if subject and close and not spoken and WITH_BEFORE.search(lead):
        return Attribution(cue, subject, Span(subject.full.start, cue.span.end), inverted=False)
    if not MAY_TRAIL.search(before) and before.strip() and not close:
        return None
    if earlier:
        return Attribution(cue, earlier[-1].speaker, cue.span, inverted=False, inherited=True, via=earlier[-1].via)
    first = _first_subject(masked, unit, at, around)
    return Attribution(cue, first, cue.span, inverted=False, inherited=True) if first else None


def _first_subject(masked: str, unit: Unit, at: int, around: Sequence[Actor]) -> Actor | None:
    """The first actor before `at` that is no place; behind an opening adverbial, who follows its comma."""
    able = [a for a in around if unit.span.start <= a.full.start < at and a.kind != "office"
            and not (a.kind == "GPE" and IN_PLACE.search(masked[max(0, a.full.start - 9) : a.full.start]))]
    if ADVERBIAL.match(masked, unit.span.start):
        able = [a for a in able if masked[max(0, a.full.start - 2) : a.full.start] == ", "] + able
    return able[0] if able else None


def _quoted_as(masked: str, cue: Cue, verb: int, at: int, unit: Unit, around: Sequence[Actor]) -> Attribution | None:
    """ "TASS quoted Y as saying", "Y was quoted by TASS as saying": Y, via TASS."""
    between = [a for a in around if verb <= a.full.start and a.span.end <= at]
    subject = subject_before(masked, unit.span.start, verb, around)
    passive = bool(re.search(r"\b(?:was|were|is|are|been)\s+$", masked[max(0, verb - 8) : verb]))
    behind = re.match(r"\s(?:by|to)\s", masked[cue.span.end : cue.span.end + 4])
    later = [subject_after(masked, cue.span.end + 3, unit.span.end, around)] if behind else []
    beside = between and between[-1].kind in ("PER", "capitals") and not masked[between[-1].span.end : at].strip(" ,as")
    quoted = between[-1] if beside else between[0] if between else None
    speaker, carrier = (subject, between[:1] or later) if passive else (quoted, [subject])
    if speaker is None:
        return None
    via = tuple(actor for actor in carrier if actor)
    return Attribution(cue, speaker, Span(min(verb, speaker.full.start), cue.span.end), inverted=False, via=via)
