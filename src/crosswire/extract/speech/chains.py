"""Through whom the words came: the `via` of attributions, from where they stand to each other.

Rules of this file, each a function of CHAIN, in this order: the outlet that was told; the outlet that carried,
aired or interviewed; a crediting phrase or a trailing report beside another attribution ("X said, according to
Y"; "X said so, Y reported"), whoever Y is; an outlet that is a party of its own beside a speaker; "citing X",
which makes X the speaker; and the speaker of an outer clause ("X said that Y denied it": the denial is Y's, via
X). Neither the article's own outlet nor a platform is a via.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from crosswire.extract.speech.actors import Actor
from crosswire.extract.speech.attributions import Attribution, Unit
from crosswire.extract.speech.indirect import TIME, VENUE, trailing
from crosswire.extract.speech.outlets import Outlets, is_platform
from crosswire.extract.speech.reading import MASK, Seen
from crosswire.extract.speech.speakers import unlisted_after
from crosswire.spans import Span

COORDINATED = re.compile(r"(?:[,;]\s*|\s)(?:and|but|while|as|after|before|when|whereas|although|"
                         r"though)\s+(?:\w+\s+)?$", re.I)
JOINED = re.compile(r"[,;]\s(?:and|but|while|whereas|although|though)\s|\s(?:and|but|while)[\s,]*$", re.I)
TOLD_TO = re.compile(r"[\s,]*(?:in\s(?:an?\s)?[^,;.]{0,30}interview\s(?:with|to|on)|speaking\s(?:to|with|"
                     r"on)|to|on)\s", re.I)
ON_AIR = re.compile(r"\bon\s$", re.I)
DIRECTLY = re.compile(r"(?:the\s|an?\s)?")
CARRIED = re.compile(r"\b(?:interview\s(?:with|to|on)|speaking\s(?:to|with|on)|spoke\s(?:to|with)|"
                     r"(?:(?:comments?|remarks|speech|address|statement|interview|words|letter|message|video|recording|"
                     r"essay|column|footage)\s(?:\w+ly\s)?(?:that\swere\s|that\swas\s|were\s|was\s)?"
                     r"(?:carried|published|broadcast|aired|reported|quoted|cited|relayed|printed|run|shown)"
                     r"\s(?:\w+day\s)?(?:by|on|in)))\s", re.I)
PASSES_ON = frozenset(["according to", "as reported by", "as cited by", "as quoted by", "quoted by", "cited by"])
HANDS_ON = frozenset(["say", "report", "write", "add", "quote", "note", "state"])
PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i"])
OPENS = re.compile(rf"[\s,]*(?:{TIME}|{VENUE}|[\s,])*", re.I)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chain is read: the unit and its actors, and what the article tells of outlets."""

    seen: Seen
    unit: Unit
    around: Sequence[Actor]
    outlets: Outlets

    def between(self, one: Attribution, other: Attribution) -> str:
        """The text between two attributions, quoted words blanked out."""
        return self.seen.masked[one.span.end : other.span.start]

    def first_behind(self, at: int, reach: int = 60) -> Actor | None:
        """The first actor behind a place in the unit."""
        return next((a for a in self.around if at <= a.full.start < min(self.unit.span.end, at + reach)), None)


def chained(place: Place, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of a unit with their chains; those that only pass on are taken out."""
    out = list(found)
    for rule in CHAIN:
        out = rule(place, out)
    return out


def _told(place: Place, found: list[Attribution]) -> list[Attribution]:
    """With the outlet that was told as its via. ("a source told the Courier" -> via the Courier)"""
    return [_through(place, a, _listener(place, a)) for a in found]


def _through(place: Place, attribution: Attribution, carrier: Actor | None) -> Attribution:
    if carrier is None:
        return attribution
    return replace(attribution, via=_once((carrier, *attribution.via), place.outlets, attribution.speaker))


def _listener(place: Place, attribution: Attribution) -> Actor | None:
    at, masked = attribution.span.end, place.seen.masked
    to = TOLD_TO.match(masked, at, min(at + 80, place.unit.span.end))
    if attribution.cue.lemma != "tell" and not to:
        return None
    listener = place.first_behind(at)
    if listener is None or listener == attribution.speaker:
        return None
    begin = to.end() if to else at + 1
    close = DIRECTLY.fullmatch(masked, begin, max(begin, listener.full.start)) is not None
    unsure = to is not None and (ON_AIR.search(to.group()) or attribution.cue.lemma not in ("say", "speak"))
    known = place.outlets.carries(listener)
    return listener if known or (close and not unsure and place.outlets.listens(listener)) else None


def _aired(place: Place, found: list[Attribution]) -> list[Attribution]:
    """With who carried, aired or interviewed. ("said in remarks carried by state television")"""
    if not found:
        return found
    out = list(found)
    for match in CARRIED.finditer(place.seen.masked, place.unit.span.start, place.unit.span.end):
        carrier = _carrier(place, match)
        nearest = min(range(len(out)), key=lambda i: out[i].span.gap(_at(match)))
        if carrier and not out[nearest].cue.credits and carrier != out[nearest].speaker:
            out[nearest] = _through(place, out[nearest], carrier)
    return out


def _at(match: re.Match[str]) -> Span:
    return Span(match.start(), match.end())


def _carrier(place: Place, match: re.Match[str]) -> Actor | None:
    masked, end = place.seen.masked, place.unit.span.end
    actor = place.first_behind(match.end(), 30)
    if actor and DIRECTLY.fullmatch(masked, match.end(), max(match.end(), actor.full.start)):
        heard = match.group().lower().startswith(("interview", "sp"))
        return actor if place.outlets.listens(actor) or (not heard and actor.kind in ("ORG", "capitals")) else None
    if match.group().lower().startswith(("interview", "sp")):
        return None
    return unlisted_after(masked, match.end() - 1, end, bare=True)


def _passed_on(place: Place, found: list[Attribution]) -> list[Attribution]:
    """A crediting phrase beside another attribution is the way that one came, and none of its own."""
    out = list(found)
    for credit in found:
        if credit.cue.lemma not in PASSES_ON:
            continue
        held = _held(place, credit, [a for a in out if not a.cue.credits])
        if held:
            out = [replace(a, via=_once((*a.via, credit.speaker, *credit.via), place.outlets, a.speaker))
                   if a in held else a for a in out if a is not credit]
    return out


def _held(place: Place, credit: Attribution, spoken: Sequence[Attribution]) -> list[Attribution]:
    """The attributions whose words a crediting phrase passes on: right before it, or right behind its comma."""
    before = [a for a in spoken if a.span.end <= credit.span.start or a.span.contains(credit.cue.span)]
    if before and not _apart(place.between(before[-1], credit)):
        same = [a for a in before if a.speaker.name == before[-1].speaker.name]
        return same if before[-1].speaker.name != credit.speaker.name else []
    opens = not place.seen.masked[place.unit.span.start : credit.span.start].strip(" \"“”,")
    after = [a for a in spoken if a.span.start >= credit.span.end]
    if opens and after and OPENS.fullmatch(place.between(credit, after[0])):
        return [a for a in after if a.speaker.name == after[0].speaker.name != credit.speaker.name]
    return []


def _reported(place: Place, found: list[Attribution]) -> list[Attribution]:
    """A report that trails behind another attribution is the way that one came. ("X said so, Y reported.")"""
    if len(found) < 2:
        return found
    last, before = found[-1], found[-2]
    able = (last.cue.lemma in HANDS_ON and not last.cue.participle and not last.inherited and not before.cue.credits
            and last.speaker.span.of(place.seen.masked).lower() not in PRONOUNS
            and last.speaker.name != before.speaker.name)
    between = place.between(before, last)
    own_words = between.rstrip(" ,\"”’'»").endswith(MASK) and not (
        place.outlets.listens(last.speaker) or last.speaker.kind == "ORG")
    if not able or own_words or not trailing(place.seen, place.unit, last) or _apart(between):
        return found
    first = next((i for i in range(len(found) - 2, 0, -1) if _apart(place.between(found[i - 1], found[i]))), 0)
    return [*found[:first], *(_through_last(place, a, last) for a in found[first:-1])]


def _through_last(place: Place, attribution: Attribution, last: Attribution) -> Attribution:
    return replace(attribution, via=_once((*attribution.via, last.speaker, *last.via), place.outlets,
                                          attribution.speaker))


def _apart(between: str) -> bool:
    """Whether two attributions stand beside each other rather than one around the other."""
    return bool(JOINED.search(between)) or ";" in between or "." in between.strip(".")


def _beside(place: Place, found: list[Attribution]) -> list[Attribution]:
    """Outlets beside a speaker become the via of that speaker; "citing X" makes X the speaker."""
    carriers = [a for a in found if place.outlets.carries(a.speaker) and not a.inherited and a.cue.lemma != "citing"]
    cited = [a for a in found if a.cue.lemma == "citing"]
    others = [a for a in found if a not in carriers and a not in cited]
    if not others and cited and carriers:
        others, carriers = cited, carriers
    elif cited and others and not carriers:
        return [replace(a, speaker=cited[0].speaker, via=_once([a.speaker, *a.via], place.outlets, cited[0].speaker))
                for a in others]
    if not others or not carriers:
        return found
    passed = [a.speaker for a in (*carriers, *cited) if a not in others]
    return sorted((replace(a, via=_once([*a.via, *passed], place.outlets, a.speaker)) for a in others),
                  key=lambda a: a.span)


def _once(chain: Sequence[Actor], outlets: Outlets, speaker: Actor) -> tuple[Actor, ...]:
    """The chain without repeats, without the article's own outlet, platforms and the speaker."""
    out: dict[str, Actor] = {}
    for actor in chain:
        if not outlets.own(actor.name) and not is_platform(actor.name) and actor.name != speaker.name:
            out.setdefault(actor.name, actor)
    return tuple(out.values())


def _nested(place: Place, found: list[Attribution]) -> list[Attribution]:
    """An attribution inside the words of another has that one's speaker as its via."""
    out: list[Attribution] = []
    for attribution in found:
        outer = out[-1] if out else None
        if outer and _holds(place, outer, attribution):
            chain = [outer.speaker, *outer.via, *attribution.via]
            attribution = replace(attribution, via=_once(chain, place.outlets, attribution.speaker))
        out.append(attribution)
    return out


def _holds(place: Place, outer: Attribution, inner: Attribution) -> bool:
    if outer.inverted or inner.inherited or inner.cue.credits or outer.speaker.name == inner.speaker.name \
            or inner.speaker.span.of(place.seen.masked).lower() in PRONOUNS:
        return False
    between = place.between(outer, inner)
    return (MASK not in between and "." not in between.strip(".") and not COORDINATED.search(between)
            and not between.rstrip().endswith(",") and inner.span.start > outer.span.end)


CHAIN: tuple[Callable[[Place, list[Attribution]], list[Attribution]], ...] = (
    _told, _aired, _passed_on, _reported, _beside, _nested)
