"""Who did it, to whom, and where: subject, object and place of a trigger, by position alone.

Verbs: the subject stands left of the verb in its clause (or in the clause that it hangs on), the object right
of it; a passive swaps them and looks for "by". Nouns: "X's attack on Y", "the attack of X by Y", "talks
between A and B", "Valdorian strikes on Y". Limit: no parse, so a subject far to the left may be missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crosswire.extract.events.clauses import Clause
from crosswire.extract.events.parties import Candidate
from crosswire.extract.events.plover import Hit
from crosswire.extract.events.words import Words, word_class
from crosswire.values import MUTUAL

OBJECT_REACH = 9
SUBJECT_REACH = 30
ANTECEDENT_REACH = 3  # words between "who" and whom it means: a comma, the word itself
_AMOUNTS = frozenset({"hundreds", "thousands", "dozens", "scores", "group", "number", "crowd", "tens", "millions"})
_FORCE = frozenset({"MOBILIZE", "RETREAT"})  # whose forces are moved is who acts
_TOWARDS = frozenset({"on", "against", "to", "into", "for", "with", "at"})
_OF_IS_ACTOR = frozenset({"AGREE", "RETREAT", "REQUEST", "THREATEN", "MOBILIZE", "CONSULT", "REJECT", "PROTEST"})


@dataclass(frozen=True, slots=True)
class Roles:
    """The parties of one trigger. `subject_words` says whether anything at all stood as its subject."""

    actors: tuple[Candidate, ...] = ()
    recipients: tuple[Candidate, ...] = ()
    place: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence ready to be asked: its words, clauses and candidates."""

    words: Words
    clauses: Sequence[Clause]
    candidates: Sequence[Candidate]

    def before(self, at: int) -> str:
        """The word that governs a candidate: skips determiners and small adjectives. ("in the besieged X" -> in)"""
        index = at - 1
        while index >= 0 and (self.words.low[index] in word_class("determiners") or (
                at - index < 4 and self.words.low[index].endswith(("ern", "ed", "al", "ing", "ous", "ary"))
                and not self.words.is_capital(index))):
            index -= 1
        return self.words.low[index] if index >= 0 else ""

    def governed(self, candidate: Candidate) -> str | None:
        """The preposition before a candidate, None if there is none; "government of X" counts as X."""
        word = self.before(self._class_noun(candidate.start))
        if word in ("'s", "'", "’"):  # "in Valdoria's north": what governs the owner governs the owned
            owner = next((one for one in self.candidates if one.end == candidate.start - 1), None)
            return self.governed(owner) if owner else None
        if word not in word_class("prepositions"):
            return None
        if word == "of" and candidate.start >= 2:
            head = self.words.low[max(0, candidate.start - 3):candidate.start - 1]
            if any(w in word_class("state") or w in word_class("people") or w in _AMOUNTS for w in head):
                return None
        return word

    def _class_noun(self, at: int) -> int:
        """Where the noun that says what place follows begins, else `at`. ("in the town of X" -> town)"""
        low = self.words.low
        noun = at - 2 if at > 1 and low[at - 1] == "of" else at - 1
        return noun if noun >= 0 and low[noun] in word_class("place_nouns") else at

    def object_noun(self, at: int) -> int | None:
        """The last word of the noun phrase that begins at `at`, None if none does. ("the old mill on" -> 2)"""
        low, end = self.words.low, at
        over = [word_class(name) for name in ("prepositions", "subordinators", "auxiliaries", "when")]
        while end < len(low) and low[end][:1].isalnum() and low[end] not in ("and", "or", "but") and not (
                low[end].endswith("ly") or any(low[end] in known for known in over)):
            end += 1
        opened = end > at and (end - at > 1 or not low[at].isdigit())
        return end - 1 if opened else None

    def between(self, start: int, end: int) -> list[Candidate]:
        """Candidates that lie wholly in words[start:end]."""
        return [one for one in self.candidates if start <= one.start and one.end <= end]


def roles(scene: Scene, index: int, hit: Hit, *, verb: bool, passive: bool) -> Roles:
    """The roles of a trigger in clause `index`."""
    clause = scene.clauses[index]
    place = place_of(scene, clause, hit)
    if place is None and hit.pattern.root == "NONE":
        place = next((one for one in scene.between(hit.start, clause.end) if one.is_place), None)
    if hit.pattern.mode in word_class("happenings"):
        return _happening(scene, clause, hit, place)
    if not verb:
        return _acted(_nominal(scene, clause, hit, place))
    return _acted(_verbal(scene, index, hit, passive, place))


def _happening(scene: Scene, clause: Clause, hit: Hit, place: Candidate | None) -> Roles:
    """What nobody does: it has a place only. ("the Kestria earthquake" -> in Kestria)"""
    owners = [one for one in _owners(scene, clause, hit) if one.is_place]
    struck = [one for one in _objects(scene, clause, hit) if one.is_place]
    return Roles(place=next(iter([*owners, *struck, *([place] if place else [])]), None))


def _acted(found: Roles) -> Roles:
    """The roles without regions and buildings as actors: a sea or a square does nothing."""
    return replace(found, actors=tuple(one for one in found.actors if one.kind not in ("LOC", "FAC")))


def _verbal(scene: Scene, index: int, hit: Hit, passive: bool, place: Candidate | None) -> Roles:
    clause = scene.clauses[index]
    left = subjects(scene, index, hit.start)
    if hit.pattern.needs == "speech":
        return Roles(_reporting(scene, index), left, place)
    if passive:
        agents = _agents(scene, clause, hit)
        return Roles(left, (), place) if hit.pattern.root in _FORCE and not agents else Roles(agents, left, place)
    if hit.pattern.victim:
        return Roles(_agents(scene, clause, hit), left, place)
    right = tuple(one for one in _objects(scene, clause, hit) if one not in left)
    if hit.pattern.root == "CONSULT" and not right:
        right = _companions(scene, clause, hit)
    return Roles(left, right, place)


def subjects(scene: Scene, index: int, verb: int, depth: int = 0) -> tuple[Candidate, ...]:
    """The candidates that are the subject of the verb at word `verb` in clause `index`."""
    clause = scene.clauses[index]
    found = [one for one in scene.between(max(clause.start, verb - SUBJECT_REACH), verb)
             if scene.governed(one) is None]
    if found:
        return _subject_of(scene, found, verb)
    if index == 0 or depth >= 3:
        return ()
    if clause.link == "relative":
        if not _only_light(scene, clause.start, verb):
            return ()  # "the hill that they shelled": someone else stands before the verb
        earlier = scene.between(max(0, clause.start - SUBJECT_REACH), clause.start)
        return tuple(one for one in earlier[-1:] if clause.start - one.end <= ANTECEDENT_REACH)
    bare = verb - clause.start <= 2 or scene.words.low[clause.start].endswith("ing")
    if clause.link in ("and", "participle") and bare:
        return subjects(scene, index - 1, scene.clauses[index - 1].end, depth + 1)
    if clause.link == "sub" and scene.words.low[verb].endswith("ing") and verb == clause.start:
        return subjects(scene, index - 1, scene.clauses[index - 1].end, depth + 1)
    return ()


def _reporting(scene: Scene, index: int) -> tuple[Candidate, ...]:
    """Who says what clause `index` holds. ("Kestria said Valdoria must leave" -> Kestria)"""
    if index == 0 or scene.clauses[index].link != "said":
        return ()
    return subjects(scene, index - 1, scene.clauses[index - 1].end)


def _subject_of(scene: Scene, found: list[Candidate], verb: int) -> tuple[Candidate, ...]:
    last = found[-1]
    if last.kind == "PER" and _only_light(scene, last.end, verb):
        return _coordinated_left(scene, found, len(found) - 1)
    return _coordinated(scene, found, 0)


def _only_light(scene: Scene, start: int, end: int) -> bool:
    """Whether only commas, adverbs and auxiliaries lie between."""
    return all(word in word_class("auxiliaries") or word in word_class("when") or word == "," or word.endswith("ly")
               for word in scene.words.low[start:end])


def _joined(scene: Scene, one: Candidate, other: Candidate) -> bool:
    between = scene.words.low[one.end:other.start]
    return len(between) <= 4 and ("and" in between or between == (",",) or between == ("&",)) and not any(
        word in word_class("prepositions") or word in word_class("auxiliaries") for word in between)


def _coordinated(scene: Scene, found: Sequence[Candidate], first: int) -> tuple[Candidate, ...]:
    """The candidate and those joined to it on the right. ("A, B and C met" -> A, B, C)"""
    out = [found[first]]
    for one in found[first + 1:]:
        if not _joined(scene, out[-1], one):
            break
        out.append(one)
    return tuple(out)


def _coordinated_left(scene: Scene, found: Sequence[Candidate], last: int) -> tuple[Candidate, ...]:
    out = [found[last]]
    for one in reversed(found[:last]):
        if not ("and" in scene.words.low[one.end:out[0].start] and _joined(scene, one, out[0])):
            break
        out.insert(0, one)
    return tuple(out)


def _objects(scene: Scene, clause: Clause, hit: Hit) -> tuple[Candidate, ...]:
    reach = min(clause.end, max(hit.end, hit.start + 1) + OBJECT_REACH)
    found = [one for one in scene.between(hit.start + 1, reach)
             if scene.governed(one) != "by" and not _is_where(scene, one)]
    return _coordinated(scene, found, 0) if found else ()


def _companions(scene: Scene, clause: Clause, hit: Hit) -> tuple[Candidate, ...]:
    found = [one for one in scene.between(hit.end, clause.end) if scene.governed(one) == "with"]
    return _coordinated(scene, found, 0) if found else ()


def _is_where(scene: Scene, one: Candidate) -> bool:
    return one.is_place and scene.governed(one) in word_class("place_prepositions")


def _agents(scene: Scene, clause: Clause, hit: Hit) -> tuple[Candidate, ...]:
    found = [one for one in scene.between(hit.end, clause.end)]
    for index, one in enumerate(found):
        if scene.governed(one) == "by":
            return _coordinated(scene, found, index)
    return ()


def place_of(scene: Scene, clause: Clause, hit: Hit) -> Candidate | None:
    """The place after "in", "at", "near" in the clause that is nearest to the trigger, right side first."""
    found = [one for one in scene.between(clause.start, clause.end) if _is_where(scene, one)]
    owners = {one.end for one in scene.candidates if scene.words.low[one.end:one.end + 1] in (("'s",), ("’",))}
    found = [one for one in found if one.end not in owners] or found
    right = [one for one in found if one.start >= hit.start]
    return right[0] if right else (found[-1] if found else None)


def _nominal(scene: Scene, clause: Clause, hit: Hit, place: Candidate | None) -> Roles:
    actors: list[Candidate] = list(_owners(scene, clause, hit))
    recipients: list[Candidate] = []
    if hit.pattern.root == "ASSAULT" and actors and actors[-1].is_place and actors[-1].end == hit.start:
        actors, recipients = [], actors  # "the Ostra Ford shelling" is not by the town
    right = scene.between(hit.end - 1, min(clause.end, hit.end + OBJECT_REACH))
    for index, one in enumerate(right):
        group = [each for each in _coordinated(scene, right, index) if each not in actors + recipients]
        governor = scene.governed(one)
        if governor in _agent_words(hit.pattern.root):
            actors += group
        elif governor == "of":
            (actors if hit.pattern.root in _OF_IS_ACTOR and not actors else recipients).extend(group)
        elif not recipients and (governor in _TOWARDS or (governor is None and "~" in hit.pattern.lemma)):
            recipients += group
    return Roles(tuple(actors), tuple(recipients), place)


def _agent_words(root: str) -> frozenset[str]:
    """Prepositions before who does what a noun names. ("an attack by", "condemnation from", "talks with")"""
    more = {"with"} if root in MUTUAL else set()
    return frozenset({"between", "by"} | more | (set() if root in _FORCE else {"from"}))


def _owners(scene: Scene, clause: Clause, hit: Hit) -> tuple[Candidate, ...]:
    """The candidate that owns the noun. ("Valdoria's two attacks", "the Valdorian attack" -> Valdoria)"""
    within = tuple(one for one in scene.candidates if one.start < hit.start < one.end)  # "Kestrian troops ~ massed"
    if within:
        return within
    left = scene.between(max(clause.start, hit.start - 8), hit.start)
    if not left:
        return ()
    last, between = left[-1], scene.words.low[left[-1].end:hit.start]
    possessive = bool(between) and (between[0] in ("'s", "'", "’")) and len(between) <= 5
    adjective = (last.kind == "NORP" and len(between) <= 3) or (last.kind in ("GPE", "ORG") and not between)
    plain = not any(word in word_class("prepositions") or word in word_class("auxiliaries") or word in (",", "and")
                    for word in between)
    return (last,) if plain and (possessive or adjective) else ()
