"""Who can speak at a place of the text, and which of them is the subject of a reporting verb.

Rules of this file: actors are names, resolved pronouns and descriptions, descriptions that stay unnamed, and
runs of capitals that the names stage did not take; where they overlap, the longest phrase with its head last
wins. The subject stands right before the verb (adverbs and auxiliaries may come between), or before a comma
that opens an aside ("Mara Vell, the mayor, said"), or right after an inverted verb ("said Mara Vell").
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from crosswire import tables
from crosswire.extract.speech.cues import is_cue
from crosswire.extract.speech.descriptions import Description
from crosswire.extract.speech.noun_phrases import phrase_after, phrase_before
from crosswire.model import Mention, Reference
from crosswire.spans import Span
from crosswire.values import Party

SPEAKING_KINDS = frozenset(["PER", "ORG", "GPE", "NORP"])
CAPITALS = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]*[a-z][\w’'-]*(?:\s(?:(?:[A-Z][\w’'.-]*|al|bin|de|van|von|"
                      r"der|el|abu)\s){0,3}"
                      r"[A-Z][\w’'-]+)?")
ADVERB = (r"(?:(?:continue[sd]?|went\son|goes\son)\sto|has|have|had|did|is|was|were|are|be|been|also|later|"
          r"earlier|then|now|again|first|further|recently|"
          r"meanwhile|however|himself|herself|itself|themselves|once|often|still|already|just|today|"
          r"yesterday|tonight|"
          r"previously|initially|repeatedly|have|all|both|never|nevertheless|too|(?!family|supply|reply|"
          r"italy|july|ally)[a-z]+ly|"
          r"(?:(?:on|late|early|last|this)\s)*(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:\s(?:morning|"
          r"evening|night|afternoon))?|"
          r"(?:last|this)\s(?:week|month|year|night|morning)|in\sa\s(?:\w+\s)?(?:statement|interview|report|"
          r"tweet|letter))")
ADVERBS_BEFORE = re.compile(rf"(?:[\s,]+{ADVERB})+\s*$", re.I)
ADVERBS_AFTER = re.compile(rf"\s*(?:(?:{ADVERB}|that)[\s,]+)*", re.I)
RELATIVE_BEFORE = re.compile(r"[,\s]+(?:who|which|that)\s*$", re.I)
CONJUNCTION_BEFORE = re.compile(r"(?:^|[,;\s])(?:and|but|before|while|when|or)\s*$", re.I)
LINK = re.compile(r"(?:\s?\([^()]{0,20}\))?\s(?:of|for|from|in|at|with|to|on|near|inside|close to|"
                  r"responsible for|based in|and)\s"
                  r"(?:(?:the|a|an|his|her|its|their|mr|ms|mrs)\b\.?\s?)?(?:[\w’'-]+\s){0,4}$|"
                  r"['’]s?\s(?:[\w’'-]+\s){0,3}$", re.I)
TAIL = re.compile(r"\s(?:of|for|from|in|at|with|to\s(?=the\b|[A-Z])|on|near|inside|close to|there|released|published|"
                  r"issued|conducted|commissioned|obtained|dated|led|by)\b(?![^,;:.\x02]*\s(?:and|or|to)$)[^,;:.\x02]{0,70}$|\s?\([^()]{1,40}\)$")
NAMEABLE = frozenset(["PER", "capitals", "person", "people", "reference"])
EXTENSION = re.compile(r"\s(?:of|for|from|in|at|with|near|inside|close to)\s[^,;:.\x02()]{1,60}")
APPOSED = re.compile(r"(?:\s(?:of|in|for|at|to|from)\s[^,;:.]{1,70})?,\s(?:[A-Z][\w.-]*\s){0,3}")
OPENS_ASIDE = re.compile(r",\s(?:his|her|its|their|the|an?|who|[A-Z][\w-]+['’]s)\s[^.;:\x02]{2,110}?,\s")
TITLE_BEFORE = re.compile(r"(?<!\w)(?:the|mr|mrs|ms|miss|dr|sir|lord|lady)\.?\s$", re.I)
FEW_WORDS = re.compile(r"(?:[\w’'&./-]+\s+){0,4}")
NEW_PHRASE = re.compile(r"\b(?:that|to|and|of|in)\b")
JOINS = re.compile(r"\s+(?:(?:[A-Z][\w-]*\.?|and)\s+){0,2}|['’]s?\s+(?:(?:[A-Z]\w*\.?)\s+){0,2}")
QUANTIFIER = re.compile(r"^(?:the|an?|some|several|many|other|another|our|both|a few)\s+(?!of\b)", re.I)
MODIFIES = re.compile(r"-[a-z]")  # "Velmora-based", "council-led"
GLOSS = re.compile(r"\s?\([^()]{1,40}\)$")
OPENERS = ".?!:…\"“”‘’'»()[]•*-–—"  # what may stand before the first word of a sentence
NAME_GOES_ON = re.compile(r"\b[A-Z][\w-]+\sand\s$")  # "... Control and Prevention"
DASH_ASIDE = re.compile(r"\s[—–-]{1,2}\s[^—–\x02]{2,90}?\s?[—–-]{1,2}$")
REACH = 400  # characters before a verb within which its subject is sought


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone whom the text names at `span`; `full` has the words of office before the name as well."""

    span: Span
    full: Span
    kind: str
    name: str
    mention_id: str | None = None
    role: str | None = None

    @property
    def nobody(self) -> bool:
        """Whether it is a pronoun that nothing settles."""
        return self.kind == "reference" and self.mention_id is None and self.role is None

    @property
    def unlisted(self) -> bool:
        """Whether it is a noun phrase of which only its place tells that it speaks."""
        return self.kind == "person" and self.role is None and self.mention_id is None

    def party(self) -> Party:
        """The actor as records name it."""
        return Party(self.name, self.span, self.mention_id)


def actors(text: str, masked: str, region: Span, mentions: Iterable[Mention], references: Iterable[Reference],
           described: Iterable[Description], full_names: Mapping[str, Actor]) -> list[Actor]:
    """Everyone who can speak in the region, in text order and without overlap."""
    named = [m for m in mentions if m.kind in SPEAKING_KINDS]
    found = [Actor(m.span, _with_title(text, m.span), m.kind, _called(text, m), m.id) for m in named
             if not MODIFIES.match(text, m.span.end)]
    phrases = [p for p in described if not _is_verb(text, p)]
    referring = {r.span: r for r in references}
    found += [_described(text, phrase, named, referring) for phrase in phrases]
    held = {actor.span for actor in found}
    found += [Actor(r.span, r.span, "reference", r.name or r.span.of(text), r.mention_id)
              for r in referring.values() if r.span not in held]
    kept = _longest(found)
    kept += _capitals(masked, region, kept, full_names)
    return _with_offices(text, sorted(kept, key=lambda actor: actor.span), phrases)


def _called(text: str, mention: Mention) -> str:
    """The name; a people's as it stands in the text. ("Kestrians", not "Kestrian")"""
    return mention.span.of(text) if mention.kind == "NORP" else mention.name


def _is_verb(text: str, phrase: Description) -> bool:
    """Whether a bare "reports" or "posts" behind a name is the verb. ("the bridge fell, Reuters reports")"""
    plural = phrase.head_span.of(text).lower() == phrase.head + "s"
    return phrase.kind == "document" and not phrase.determiner and plural and not re.search(
        r"\bto\s+$", text[max(0, phrase.span.start - 4) : phrase.span.start], re.I)


def _described(text: str, phrase: Description, named: Sequence[Mention], referring: dict[Span, Reference]) -> Actor:
    """The actor of a description: what a Reference makes of it, an organisation's document, or the words."""
    if phrase.span in referring:
        reference = referring[phrase.span]
        if reference.name:
            return Actor(phrase.span, phrase.span, "reference", reference.name, reference.mention_id, phrase.head)
    inside = [m for m in named if phrase.span.contains(m.span)]
    whole = next((m for m in inside if m.span.end == phrase.span.end), None)
    if whole:
        return Actor(phrase.span, phrase.span, whole.kind, whole.name, whole.id, phrase.head)
    owner = next((m for m in inside if m.kind in ("ORG", "GPE", "PER")), None)
    if owner and owner.kind == "ORG" and phrase.kind == "organisation" and is_media(owner.name):
        return Actor(phrase.span, phrase.span, owner.kind, owner.name, owner.id, phrase.head)
    if phrase.kind == "document" and owner:
        return Actor(phrase.span, phrase.span, owner.kind, owner.name, owner.id, phrase.head)
    kind = "office" if phrase.bare_singular else phrase.kind
    return Actor(phrase.span, phrase.span, kind, without_article(phrase.span.of(text)), None, phrase.head)


def _with_title(text: str, span: Span) -> Span:
    """The span with an article or title of courtesy right before it."""
    match = TITLE_BEFORE.search(text, max(0, span.start - 8), span.start)
    return Span(match.start(), span.end) if match else span


def without_article(words: str) -> str:
    """The words without a leading article or quantifier. ("A senior official" -> "senior official")"""
    return " ".join(QUANTIFIER.sub("", words).split())


def _longest(found: Iterable[Actor]) -> list[Actor]:
    """Without overlap, the longer first; a resolved one wins over an equal unresolved one."""
    taken: list[Actor] = []
    for actor in sorted(found, key=lambda a: (-len(a.span), a.mention_id is None, a.span)):
        index = bisect.bisect_left(taken, actor.span, key=lambda a: a.span)
        if not any(actor.span.overlaps(near.span) for near in taken[max(0, index - 1) : index + 1]):
            taken.insert(index, actor)
    return taken


def _capitals(masked: str, region: Span, kept: Sequence[Actor], full_names: Mapping[str, Actor]) -> list[Actor]:
    """Runs of capitalised words that nobody took, by the fullest name that ends like them."""
    out = []
    for match in CAPITALS.finditer(masked, region.start, region.end):
        span = Span(*match.span())
        words = match.group()
        index = bisect.bisect_left(kept, span, key=lambda a: a.span)
        near = kept[max(0, index - 1) : index + 1]
        before = masked[max(0, span.start - 2) : span.start].strip()
        opens = " " not in words and all(char in OPENERS for char in before)
        opens = opens and words.lower() not in full_names and not _acts(masked, span, words)
        abbreviated = masked[span.end : span.end + 1] == "." and words.lower() in _ranks()
        common = words.split()[0].lower() in _common_openers()
        if opens or abbreviated or common or any(span.overlaps(actor.span) for actor in near):
            continue
        span = _without_office(masked, span)
        words = span.of(masked)
        fullest = full_names.get(words.split()[-1].lower())
        name, mention_id = (fullest.name, fullest.mention_id) if fullest else (words, None)
        out.append(Actor(span, span, "capitals", name, mention_id))
    return out


def _acts(masked: str, span: Span, word: str) -> bool:
    """Whether a capitalised word that opens a sentence speaks there, or bears an aside: then it is a name."""
    skipped = ADVERBS_AFTER.match(masked, span.end, span.end + 60)
    following = masked[skipped.end() if skipped else span.end : span.end + 80].split(" ")[0].strip(",.")
    aside = OPENS_ASIDE.match(masked, span.end, span.end + 130)
    return not is_common(word) and (is_cue(following) or aside is not None)


def _without_office(masked: str, span: Span) -> Span:
    """A run of capitals without the office that it begins with. ("District Attorney Mara Vell" -> "Mara Vell")"""
    found = list(re.finditer(r"\S+", span.of(masked)))
    offices = [index for index, match in enumerate(found[:-1]) if match.group().lower() in _person_heads()]
    return Span(span.start + found[offices[-1] + 1].start(), span.end) if offices else span


@functools.cache
def _person_heads() -> frozenset[str]:
    return frozenset(tables.table("roles")["person"])


def is_common(word: str) -> bool:
    """Whether a word is capitalised only because a sentence begins. ("After" -> True)"""
    return word.lower() in _common_words() or word.lower() in _common_openers()


@functools.cache
def _common_words() -> frozenset[str]:
    return frozenset(str(tables.table("common_words")["words"]).split())


@functools.cache
def _ranks() -> frozenset[str]:
    """Abbreviated words of rank that stand before a name. ("Lt", "Sgt")"""
    return frozenset(tables.table("roles")["titles"]["abbreviated"])


@functools.cache
def _common_openers() -> frozenset[str]:
    """Words that are capitalised only because a sentence begins, and days and months."""
    return frozenset(tables.table("grammar")["openers"])


def _with_offices(text: str, ordered: Sequence[Actor], phrases: Sequence[Description]) -> list[Actor]:
    """A description right before a name belongs to it: one actor, its `full` span from the description on."""
    out: list[Actor] = []
    for actor in ordered:
        described = _apposed(text, out, actor)
        if described is not None:
            start = out[described].full.start
            out[described:] = [replace(actor, full=Span(start, actor.span.end))]
            continue
        before = out[-1] if out else None
        gap = text[before.span.end : actor.full.start] if before else ""
        gap = gap + " " if before and not gap.endswith(" ") else gap
        joins = before and JOINS.fullmatch(gap)
        named = before and ((actor.kind in ("PER", "capitals") and before.kind not in ("PER", "capitals", "people"))
                            or (actor.kind == "ORG" and before.kind in ("organisation", "office") and gap == " "))
        if joins and before and named:
            out[-1] = replace(actor, full=Span(before.full.start, actor.span.end))
        elif before is None or actor.span.start >= before.span.end:
            out.append(actor)
    return out


def _apposed(text: str, out: Sequence[Actor], actor: Actor) -> int | None:
    """The index of the description that the name is put beside: "the mayor of Port Emin, Mara Vell,"."""
    if actor.kind not in ("PER", "capitals") or text[actor.span.end : actor.span.end + 1] not in (",", "."):
        return None
    for index in range(len(out) - 1, max(-1, len(out) - 4), -1):
        before = out[index]
        if before.role and before.kind in ("person", "office", "reference") and APPOSED.fullmatch(
                text[before.span.end : actor.span.start]):
            return index
    return None


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
    apposed = last.full.start < last.span.start or masked[max(0, last.full.start - 2) : last.full.start].strip() == ","
    if last.span.end == comma and last.kind in ("PER", "capitals") and apposed:
        return last
    closed = [index for index in range(len(nearby) - 1, -1, -1) if nearby[index].span.end < comma and re.match(
        r"(?:\s?\([^()]{0,20}\))?,", masked[nearby[index].span.end : nearby[index].span.end + 30])]
    likely = [index for index in closed if nearby[index].kind in NAMEABLE] or closed
    head = nearby[_chain(masked, nearby, likely[0])] if likely else None
    return _speaking(_extended(masked, head, nearby[likely[0]].span.end)) if head else None


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


@functools.cache
def documents() -> frozenset[str]:
    """Words for writings that speak. ("statement")"""
    return frozenset(tables.table("roles")["document"])


@functools.cache
def _media() -> tuple[frozenset[str], tuple[str, ...]]:
    table = tables.table("roles")["media"]
    return frozenset(name.replace("-", " ").removeprefix("the ") for name in table["names"]), tuple(table["words"])


def is_media(name: str) -> bool:
    """Whether the name is an agency's or outlet's. ("The Valdoria Times" -> True)"""
    names, words = _media()
    folded = name.casefold().replace("-", " ").removeprefix("the ").strip()
    return folded in names or folded.endswith(words)
