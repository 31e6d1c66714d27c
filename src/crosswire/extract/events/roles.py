"""Who did it, to whom, and where: actors, recipients and place of a trigger, by position alone.

Verbs: the subject (subjects.py) acts on the object to its right; a passive swaps them and looks for "by". Nouns:
"X's attack on Y", "the attack of X by Y", "talks between A and B", "Valdorian strikes on Y", "X resumed the strikes".
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from crosswire.extract.events.clauses import Clause, auxiliary_run
from crosswire.extract.events.inflection import BE
from crosswire.extract.events.parties import Candidate
from crosswire.extract.events.plover import Hit
from crosswire.extract.events.scene import Scene, conducting_forms, coordinated, is_where
from crosswire.extract.events.subjects import reporting, subjects
from crosswire.extract.events.words import word_class
from crosswire.values import MUTUAL, Party

OBJECT_REACH = 9
NOUN_REACH = 6  # words of a noun phrase before its head
_FORCE = frozenset({"MOBILIZE", "RETREAT"})  # whose forces are moved is who acts
_TOWARDS = frozenset({"on", "against", "to", "into", "for", "with", "at"})
_OF_IS_ACTOR = frozenset({"AGREE", "RETREAT", "REQUEST", "THREATEN", "MOBILIZE", "CONSULT", "REJECT", "PROTEST"})


@dataclass(frozen=True, slots=True)
class Roles:
    """The parties of one trigger. `subject_words` says whether anything at all stood as its subject."""

    actors: tuple[Candidate, ...] = ()
    recipients: tuple[Candidate, ...] = ()
    place: Candidate | None = None


def roles(scene: Scene, index: int, hit: Hit, *, verb: bool, passive: bool) -> Roles:
    """The roles of a trigger in clause `index`."""
    clause = scene.clauses[index]
    place = place_of(scene, clause, hit)
    if place is None and hit.pattern.root == "NONE":
        place = next((one for one in scene.between(hit.start, clause.end) if one.is_place), None)
    if hit.pattern.mode in word_class("happenings"):
        return _happening(scene, clause, hit, place)
    found = _verbal(scene, index, hit, passive, place) if verb else _nominal(scene, index, hit, place)
    if hit.pattern.root == "MOBILIZE" and found.actors and not any(one.party.mention_id for one in found.actors):
        speaker = reporting(scene, index)  # "the minister said troops were deployed": they are the speaker's
        found = replace(found, actors=speaker or found.actors)
    return _acted(found)


def _happening(scene: Scene, clause: Clause, hit: Hit, place: Candidate | None) -> Roles:
    """What nobody does: it has a place only. ("the Kestria earthquake" -> in Kestria)"""
    owners = [one for one in _owners(scene, clause, hit) if one.is_place]
    struck = [one for one in _objects(scene, clause, hit) if one.is_place]
    return Roles(place=next(iter([*owners, *struck, *([place] if place else [])]), None))


def _acted(found: Roles) -> Roles:
    """The roles without regions and buildings as actors: a sea or a square does nothing."""
    return replace(found, actors=tuple(one for one in found.actors if one.kind not in ("LOC", "FAC")))


def shared(found: Roles, hit: Hit) -> Roles:
    """PLOVER's rule for meetings and calls: all who take part act. Of a visit the host is the recipient."""
    if hit.pattern.root != "CONSULT" or hit.pattern.mode == "visit":
        return found
    return replace(found, actors=tuple(dict.fromkeys((*found.actors, *found.recipients))), recipients=())


def _verbal(scene: Scene, index: int, hit: Hit, passive: bool, place: Candidate | None) -> Roles:
    clause = scene.clauses[index]
    left = subjects(scene, index, hit.start)
    if hit.pattern.needs == "speech":
        return Roles(reporting(scene, index), left, place)
    if hit.pattern.posture:
        speaker = tuple(one for one in reporting(scene, index) if one not in left)
        return Roles((*speaker, *left), (), place)
    if passive:
        agents = _agents(scene, clause, hit)
        return Roles(left, (), place) if hit.pattern.root in _FORCE and not agents else Roles(agents, left, place)
    if hit.pattern.victim:
        return Roles(_agents(scene, clause, hit), left, place)
    right = tuple(one for one in _objects(scene, clause, hit) if one not in left)
    if hit.pattern.root == "CONSULT" and not right:
        right = _companions(scene, clause, hit)
    return Roles(left, right, place)


def _objects(scene: Scene, clause: Clause, hit: Hit) -> tuple[Candidate, ...]:
    reach = max(hit.end, min(clause.end, max(hit.end, hit.start + 1) + OBJECT_REACH))
    found = [one for one in scene.between(hit.start + 1, reach)
             if scene.governed(one) != "by" and not is_where(scene, one)]
    return coordinated(scene, found, 0) if found else ()


def _companions(scene: Scene, clause: Clause, hit: Hit) -> tuple[Candidate, ...]:
    found = [one for one in scene.between(hit.end, clause.end) if scene.governed(one) == "with"]
    return coordinated(scene, found, 0) if found else ()


def _agents(scene: Scene, clause: Clause, hit: Hit) -> tuple[Candidate, ...]:
    found = [one for one in scene.between(hit.end, clause.end)]
    for index, one in enumerate(found):
        if scene.governed(one) == "by":
            return coordinated(scene, found, index)
    return ()


def place_of(scene: Scene, clause: Clause, hit: Hit) -> Candidate | None:
    """The place after "in", "at", "near" in the clause that is nearest to the trigger, right side first."""
    found = [one for one in scene.between(clause.start, clause.end) if is_where(scene, one)]
    owners = {one.end for one in scene.candidates if scene.words.low[one.end:one.end + 1] in (("'s",), ("’",))}
    found = [one for one in found if one.end not in owners] or found
    right = [one for one in found if one.start >= hit.start]
    return right[0] if right else (found[-1] if found else None)


def _nominal(scene: Scene, index: int, hit: Hit, place: Candidate | None) -> Roles:
    clause = scene.clauses[index]
    actors: list[Candidate] = list(_owners(scene, clause, hit))
    recipients: list[Candidate] = []
    if hit.pattern.root == "ASSAULT" and actors and actors[-1].is_place and actors[-1].end == hit.start:
        actors, recipients = [], actors  # "the Ostra Ford shelling" is not by the town
    loose = "~" in hit.pattern.lemma or " of" in hit.pattern.lemma  # parties may stand inside the pattern
    right = scene.between(hit.start + 1 if loose else hit.end - 1, min(clause.end, hit.end + OBJECT_REACH))
    for number, one in enumerate(right):
        group = [each for each in coordinated(scene, right, number) if each not in actors + recipients]
        governor = scene.governed(one)
        if governor in _agent_words(hit.pattern.root):
            actors += group
        elif governor == "of":
            (actors if hit.pattern.root in _OF_IS_ACTOR and not actors else recipients).extend(group)
        elif not recipients and (governor in _TOWARDS or (governor is None and "~" in hit.pattern.lemma)):
            recipients += group
    return Roles(tuple(actors) or _conducting(scene, index, hit), tuple(recipients), place)


def _conducting(scene: Scene, index: int, hit: Hit) -> tuple[Candidate, ...]:
    """The subject of the verb that has the noun for its object. ("Kestria stepped up its blockade of" -> Kestria)"""
    at = hit.start - 1
    while at >= scene.clauses[index].start and hit.start - at < NOUN_REACH and scene.is_modifier(at):
        at -= 1
    if at < scene.clauses[index].start or scene.words.low[at] not in conducting_forms():
        return ()
    run = auxiliary_run(scene.words, at, scene.clauses[index].start)
    return () if any(word in BE for word in run) else subjects(scene, index, at)


def _agent_words(root: str) -> frozenset[str]:
    """Prepositions before who does what a noun names. ("an attack by", "condemnation from", "talks with")"""
    more = {"with"} if root in MUTUAL else set()
    return frozenset({"between", "by"} | more | (set() if root in _FORCE else {"from"}))


def _owners(scene: Scene, clause: Clause, hit: Hit) -> tuple[Candidate, ...]:
    """The candidate that owns the noun. ("Valdoria's two attacks", "the Valdorian attack" -> Valdoria)"""
    first = hit.start if hit.pattern.root in _FORCE else hit.end  # "Kestrian troops ~ massed", "a build-up of troops"
    within = tuple(one for one in scene.candidates if (one.start < hit.start or one.start >= first)
                   and one.start < hit.end and one.end > hit.start)
    if within:
        return within
    kind = scene.words.low[hit.start - 1] if hit.start else ""
    if f"{kind}s" in word_class("people"):  # "a separatist insurgency"
        span = scene.words.span(hit.start - 1, hit.start)
        return (Candidate(hit.start - 1, hit.start, Party(f"{kind}s", span), "ORG"),)
    left = scene.between(max(clause.start, hit.start - 8), hit.start)
    if not left:
        return ()
    last, between = left[-1], scene.words.low[left[-1].end:hit.start]
    possessive = bool(between) and (between[0] in ("'s", "'", "’")) and len(between) <= 5
    adjective = (last.kind == "NORP" and len(between) <= 3) or (last.kind in ("GPE", "ORG") and not between)
    plain = not any(word in word_class("prepositions") or word in word_class("auxiliaries") or word in (",", "and")
                    for word in between)
    return (last,) if plain and (possessive or adjective) else ()
