"""Who is named or described in a stretch of text and so can speak there.

Rules of this file: actors are names, resolved pronouns and descriptions, descriptions that stay unnamed, and
runs of capitals that the names stage did not take; where they overlap, the longest phrase with its head last
wins. Words of office before a name, or beside it behind a comma, belong to it.
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
ADVERBS_AFTER = re.compile(rf"\s*(?:(?:{ADVERB}|that)[\s,]+)*", re.I)
APPOSED = re.compile(r"(?:\s(?:of|in|for|at|to|from)\s[^,;:.]{1,70})?,\s(?:[A-Z][\w.-]*\s){0,3}")
OPENS_ASIDE = re.compile(r",\s(?:his|her|its|their|the|an?|who|[A-Z][\w-]+['’]s)\s[^.;:\x02]{2,110}?,\s")
TITLE_BEFORE = re.compile(r"(?<!\w)(?:the|mr|mrs|ms|miss|dr|sir|lord|lady)\.?\s$", re.I)
JOINS = re.compile(r"\s+(?:(?:[A-Z][\w-]*\.?|and)\s+){0,2}|['’]s?\s+(?:(?:[A-Z]\w*\.?)\s+){0,2}")
QUANTIFIER = re.compile(r"^(?:the|an?|some|several|many|other|another|our|both|a few)\s+(?!of\b)", re.I)
MODIFIES = re.compile(r"-[a-z]")  # "Velmora-based", "council-led"
OPENERS = ".?!:…\"“”‘’'»()[]•*-–—"  # what may stand before the first word of a sentence
COMPOUND = re.compile(r"-[a-z]{3,}$")  # "Velmora-based"


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
    phrases = [_whole(phrase, named) for phrase in described]
    referring = {r.span: r for r in references}
    found += [_described(text, phrase, named, referring) for phrase in phrases]
    held = {actor.span for actor in found}
    found += [Actor(r.span, r.span, "reference", r.name or r.span.of(text), r.mention_id)
              for r in referring.values() if r.span not in held]
    kept = _longest(found)
    kept += _capitals(masked, region, kept, full_names)
    return _with_offices(text, sorted(kept, key=lambda actor: actor.span), phrases)


def _whole(phrase: Description, named: Iterable[Mention]) -> Description:
    """The description from the start of the name that it begins in. ("[Grain and] Harvest Agency spokesman")"""
    start = min((m.span.start for m in named if m.span.start < phrase.span.start < m.span.end < phrase.span.end),
                default=phrase.span.start)
    return phrase if start == phrase.span.start else replace(phrase, span=Span(start, phrase.span.end))


def _called(text: str, mention: Mention) -> str:
    """The name; a people's as it stands in the text. ("Kestrians", not "Kestrian")"""
    return mention.span.of(text) if mention.kind == "NORP" else mention.name


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
    classed = owner and text[owner.span.end : phrase.span.end].strip().lower() in media_nouns()
    if owner and owner.kind == "ORG" and phrase.kind == "organisation" and (classed or is_media(owner.name)):
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
        span = without_office(masked, Span(*match.span()))
        words = span.of(masked)
        index = bisect.bisect_left(kept, span, key=lambda a: a.span)
        near = kept[max(0, index - 1) : index + 1]
        before = masked[max(0, span.start - 2) : span.start].strip()
        opens = " " not in words and all(char in OPENERS for char in before)
        opens = opens and words.lower() not in full_names and not _acts(masked, span, words)
        abbreviated = masked[span.end : span.end + 1] == "." and words.lower() in _ranks()
        common = words.split()[0].lower() in _common_openers()
        if opens or abbreviated or common or COMPOUND.search(words) or any(span.overlaps(actor.span) for actor in near):
            continue
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


def without_office(masked: str, span: Span) -> Span:
    """A run of capitals without the office that it begins with. ("District Attorney Mara Vell" -> "Mara Vell")"""
    found = list(re.finditer(r"\S+", span.of(masked)))
    offices = [index for index, match in enumerate(found[:-1])
               if match.group().lower().strip(".") in _person_heads() | _ranks()]
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
        if not _joined(text, out, actor) and (not out or actor.span.start >= out[-1].span.end):
            out.append(actor)
    return out


def _joined(text: str, out: list[Actor], actor: Actor) -> bool:
    """Whether the actor took in the descriptions right before it. ("military spokesman Colonel Odo Ferrant")"""
    joined = actor
    while out:
        before, gap = out[-1], text[out[-1].span.end : joined.full.start]
        gap = gap if gap.endswith(" ") else gap + " "
        named = (actor.kind in ("PER", "capitals") and before.kind not in ("PER", "capitals", "people")) or (
            actor.kind in ("ORG", "organisation") and before.kind in ("organisation", "office") and gap == " ")
        further = joined is actor or before.kind == "office" or (before.kind in ("ORG", "GPE", "NORP") and gap == " ")
        if not (JOINS.fullmatch(gap) and named and further):
            break
        joined = replace(actor, full=Span(out.pop().full.start, actor.span.end))
    if joined is not actor:
        out.append(joined)
    return joined is not actor


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


@functools.cache
def _media() -> tuple[frozenset[str], tuple[str, ...]]:
    table = tables.table("roles")["media"]
    return frozenset(name.replace("-", " ").removeprefix("the ") for name in table["names"]), tuple(table["words"])


def is_media(name: str) -> bool:
    """Whether the name is an agency's or outlet's. ("The Valdoria Times" -> True)"""
    names, words = _media()
    folded = name.casefold().replace("-", " ").removeprefix("the ").strip()
    return folded in names or folded.endswith(words)


@functools.cache
def media_nouns() -> frozenset[str]:
    """Class nouns that stand beside an outlet's name. ("news agency")"""
    return frozenset(tables.table("roles")["media"]["nouns"])


@functools.cache
def documents() -> frozenset[str]:
    """Words for writings that speak. ("statement")"""
    return frozenset(tables.table("roles")["document"])
