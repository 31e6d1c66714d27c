"""Reads one sentence: which triggers stand in it, who takes part, and which of them count.

Decisions in order: hits of the lexicon; verb or noun; roles; enough evidence; what a verb of speaking governs is
dropped (the demand is the event, not what is demanded); inside someone's full quotation only what the speaker
does by saying it ("we demand") counts; one trigger a clause, a verb before a noun.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crosswire.extract.events import clauses
from crosswire.extract.events.clauses import Clause
from crosswire.extract.events.dates import Dated, date_of
from crosswire.extract.events.inflection import BE
from crosswire.extract.events.parties import Candidate, from_press, is_office
from crosswire.extract.events.plover import LIGHT, NO_EVENT, Hit, lexicon
from crosswire.extract.events.roles import Roles, Scene, roles
from crosswire.extract.events.words import QUOTES, Words, blocked_words, word_class

VERBAL = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "CONCEDE", "SUPPORT"})
_FIRST_PERSON = frozenset({"i", "we"})


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger that counts: its hit, clause, roles and date; `speaker` if it is done by being said."""

    hit: Hit
    clause: int
    verb: bool
    roles: Roles
    day: str | None
    spoken: bool = False


def read(words: Words, candidates: Sequence[Candidate], days: Sequence[Dated], speech: Sequence[tuple[int, int]]
         ) -> tuple[Scene, list[Found]]:
    """The triggers that count in a sentence; `speech` are the word ranges of full quotations."""
    scene = Scene(words, clauses.clauses(words), candidates)
    found = list(_triggers(scene, days, speech))
    return scene, _one_a_clause(_ungoverned(scene, found))


def _triggers(scene: Scene, days: Sequence[Dated], speech: Sequence[tuple[int, int]]) -> Iterator[Found]:
    words, blocked = scene.words, blocked_words(scene.words)
    named = {at for one in scene.candidates for at in range(one.start, one.end)
             if one.kind != "ORG" or (one.party.mention_id and words.is_capital(at))}
    covered, fiction = -1, bool(set(words.low) & word_class("fiction"))
    for hit, verb in _longest(scene, blocked):
        if hit.head in named or (hit.start < covered and not verb):
            continue
        index = clause_at(scene.clauses, hit.start)
        kinds = clauses.kinds_of(hit, words) if verb else frozenset()
        before = scene.clauses[index - 1] if index else None
        passive = verb and clauses.is_passive(hit, words, kinds, scene.clauses[index], before)
        parties = roles(scene, index, hit, verb=verb, passive=passive)
        spoken = any(low <= hit.start < high for low, high in speech)
        day = date_of(scene.clauses, index, hit.start, days)
        if spoken and not _performs(scene, hit, verb):
            continue
        if spoken and hit.pattern.needs == "speech" and not parties.recipients:
            continue
        if verb and not passive and (_idle(scene, hit, parties) or _headless(scene, hit, kinds)):
            continue
        if fiction or _interview(scene, hit, parties) or (passive and _unmoved(scene, hit, parties)):
            continue
        if spoken or _enough(scene, hit, parties, verb=verb, passive=passive, day=day):
            covered = hit.end
            yield Found(hit, index, verb, parties, day, spoken)


def _longest(scene: Scene, blocked: frozenset[int]) -> Iterator[tuple[Hit, bool]]:
    """For each word the verb or noun hit that fits its use, the longer one first."""
    words = scene.words
    by_start: dict[int, list[Hit]] = {}
    for hit in lexicon().hits(words.low):
        if hit.head not in blocked:
            by_start.setdefault(hit.start, []).append(hit)
    for start, hits in by_start.items():
        clause = scene.clauses[clause_at(scene.clauses, start)]
        for hit in sorted(hits, key=lambda h: (-h.pattern.strength, h.pattern.kind != "verb")):
            if hit.pattern.root == NO_EVENT:
                break
            if hit.pattern.kind == "noun":
                if _is_noun(words, hit):
                    yield hit, False
                    break
            elif clauses.is_verb(hit, words, clauses.kinds_of(hit, words), clause.start):
                yield hit, True
                break


def _is_noun(words: Words, hit: Hit) -> bool:
    following = words.low[hit.end] if hit.end < len(words) else ""
    return following not in word_class("compounds") and not (
        hit.start and words.low[hit.start - 1] in word_class("before_infinitive"))


def clause_at(found: Sequence[Clause], word: int) -> int:
    """The clause that holds a word, the last one before it if it opens a clause."""
    return max(0, next((i for i, clause in enumerate(found) if word < clause.end), len(found) - 1))


def _performs(scene: Scene, hit: Hit, verb: bool) -> bool:
    """Whether the words inside a quotation do what they say. ("we condemn ...")"""
    before = scene.words.low[max(0, hit.start - 4):hit.start]
    if hit.pattern.needs == "speech":
        return True
    return verb and hit.pattern.root in VERBAL and any(word in _FIRST_PERSON for word in before)


def _idle(scene: Scene, hit: Hit, parties: Roles) -> bool:
    """Whether a verb of force has an object that no force can be used on. ("occupy the moral high ground")"""
    if hit.pattern.root != "ASSAULT" or hit.pattern.strength > 2 or "~" in hit.pattern.lemma:
        return False
    at = scene.object_noun(hit.end)
    if at is None and hit.pattern.lemma in word_class("transitive"):
        return True  # "the mansion that he once occupied"
    if at is None or any(one.start <= at < one.end for one in parties.recipients):
        return False
    noun = scene.words.low[at]
    known = ("assailable", "assailed", "people", "state", "sufferers")
    return not is_office(noun) and not any(noun in word_class(name) for name in known)


def _headless(scene: Scene, hit: Hit, kinds: frozenset[str]) -> bool:
    """Whether a form in -s has no subject right before it and so is a plural noun. ("follows sanctions at")"""
    if kinds != {"s"} or not hit.start:
        return False
    at = hit.start - 1
    small = word_class("auxiliaries") | LIGHT | QUOTES
    while at and (scene.words.low[at].endswith("ly") or scene.words.low[at] in small):
        at -= 1
    word = scene.words.low[at]
    subject = any(one.start <= at < one.end for one in scene.candidates) or scene.words.is_capital(at)
    known = any(word in word_class(name) for name in ("subject_pronouns", "relatives", "people", "state", "when"))
    return not (subject or known or word in (",", "and", ")", "that") or is_office(word))


def _interview(scene: Scene, hit: Hit, parties: Roles) -> bool:
    """Whether people only talk to the press, or nobody with a name talks to anybody. ("fans spoke to the Courier")"""
    found = (*parties.actors, *parties.recipients)
    if not found or hit.pattern.root not in ("CONSULT", "ASSAULT"):
        return False
    if parties.actors and all(from_press(scene.words, one) for one in parties.actors):
        return True  # "captured by a headline of the Courier"
    press = hit.pattern.kind == "verb" and any(from_press(scene.words, one) for one in found)
    return hit.pattern.root == "CONSULT" and hit.pattern.mode != "visit" and (press or all(one.party.mention_id is None and one.party.name.islower() for one in found))


def _unmoved(scene: Scene, hit: Hit, parties: Roles) -> bool:
    """Whether someone is pulled out or freed from where nobody held him. ("the girl was pulled out of the rubble")"""
    if hit.pattern.root != "RETREAT" or hit.pattern.mode not in ("withdraw", "release"):
        return False
    trapped = set(scene.words.low) & (word_class("hazard_words") | word_class("trapped"))
    return bool(trapped) or (hit.pattern.mode == "withdraw" and not _moves_forces(scene, hit, parties))


def _enough(scene: Scene, hit: Hit, parties: Roles, *, verb: bool, passive: bool, day: str | None) -> bool:
    """Whether the clause says enough for a timeline, by what the pattern needs."""
    actors, recipients = parties.actors, parties.recipients
    pieces = len(actors) + len(recipients) + bool(day) + bool(parties.place)
    people = [one for one in (*actors, *recipients) if one.kind == "PER"]
    evidence = bool(actors or recipients or day or parties.place)
    checks = {
        "none": True,
        "any": evidence if hit.pattern.root in ("ASSAULT", "NONE") or (passive and hit.pattern.root not in VERBAL)
        else bool(actors or recipients),
        "forces": evidence and _moves_forces(scene, hit, parties),
        "evidence": evidence,
        "actor": bool(actors),
        "recipient": bool(recipients),
        "both": bool(actors and recipients),
        "both_people": bool(actors and recipients) and recipients[0].kind == "PER" and hit.end - hit.start == 1
        and scene.words.low[hit.start - 1] in word_class("auxiliaries") | {scene.words.low[actors[-1].end - 1]}
        and not _names(scene, hit, recipients),
        "two": pieces >= 2,
        "agent": _done_by_someone(scene, actors),
        "alone": evidence and scene.object_noun(hit.end) is None,
        "thing": evidence and _of_a_thing(scene, hit),
        "war": evidence and bool(set(words_around(scene, hit)) & word_class("attack_words")),
        "unrest": evidence and bool(set(words_around(scene, hit)) & word_class("unrest")),
        "pair": len(actors) + len(recipients) >= 2,
        "speech": bool(actors and recipients),
        "addressed": bool(actors and recipients) and all(
            word in word_class("determiners") for word in scene.words.low[hit.end:recipients[0].start]),
        "other": bool(actors) and not scene.speaks_of_itself(hit) and (
            bool(recipients) or bool(BE & set(scene.words.low[hit.start:hit.end]))),
        "death": bool(people) and bool(day),
    }
    return checks[hit.pattern.needs]


def _of_a_thing(scene: Scene, hit: Hit) -> bool:
    """Whether a building or vehicle stands before the verb. ("the bridge collapsed", and no talks or markets)"""
    before = scene.words.low[max(0, hit.start - 8):hit.start]
    if any(one.end == hit.start and one.kind in ("ORG", "PER") and one.party.mention_id for one in scene.candidates):
        return False
    return any(word in word_class("assailable") or word in word_class("structures") for word in before)


def _moves_forces(scene: Scene, hit: Hit, parties: Roles) -> bool:
    """Whether what is deployed are forces, people or arms, and not a policy."""
    at = scene.object_noun(hit.end)
    moved = {scene.words.low[one.end - 1] for one in (*parties.actors, *parties.recipients)}
    moved |= {scene.words.low[at]} if at is not None else set()
    known = ("state", "people", "attack_words", "weapons", "deployed")
    return any(word in word_class(name) for word in moved for name in known)


def words_around(scene: Scene, hit: Hit) -> tuple[str, ...]:
    """The words of the sentence but those of the trigger."""
    return scene.words.low[:hit.start] + scene.words.low[hit.end:]


def _done_by_someone(scene: Scene, actors: Sequence[Candidate]) -> bool:
    """Whether a killing or wrecking is told of someone or of a weapon, and not of a quake or a crash."""
    words = set(scene.words.low)
    if words & word_class("hazard_words"):
        return False
    armed = any(one.party.name.split()[-1].lower() not in word_class("sufferers") for one in actors)
    return armed or bool(words & word_class("attack_words"))


def _names(scene: Scene, hit: Hit, recipients: Sequence[Candidate]) -> bool:
    """Whether "call" gives a name ("called him a liar") rather than rings up."""
    after = scene.words.low[recipients[0].end:recipients[0].end + 2]
    return bool(after) and (after[0] in ("a", "an", "the", "“", '"', "to") or recipients[0].start > hit.end + 2)


def _ungoverned(scene: Scene, found: list[Found]) -> list[Found]:
    """Drops triggers inside what a verb of speaking asks, accuses of, rejects or promises."""
    out: list[Found] = []
    until = -1
    for one in found:
        if one.hit.start < until:
            continue
        out.append(one)
        if one.verb and one.hit.pattern.root in VERBAL:
            until = max(until, _scope(scene, one))
    return out


def _scope(scene: Scene, one: Found) -> int:
    end = scene.clauses[one.clause].end
    for clause in scene.clauses[one.clause + 1:]:
        carried_on = clause.link == "and" and scene.words.low[clause.start].endswith("ing")
        if clause.opener == "that" or carried_on or (clause.link == "said" and end == clause.start):
            end = clause.end
        else:
            break
    return end


def _one_a_clause(found: list[Found]) -> list[Found]:
    """In each clause the verb, or if there is none the best noun; a call or talks stand beside a verb."""
    out: list[Found] = []
    for one in found:
        if out and out[-1].clause == one.clause and not _beside(out[-1], one):
            if _rank(one) > _rank(out[-1]):
                out[-1] = one
            continue
        if out and out[-1].clause == one.clause:
            one, out[-1] = _sharing(one, out[-1]), _sharing(out[-1], one)
        out.append(one)
    return out


def _sharing(one: Found, other: Found) -> Found:
    """A call or talks without parties of its own, held by those who act in the clause."""
    bare = one.hit.pattern.root == "CONSULT" and not (one.roles.actors or one.roles.recipients)
    return replace(one, roles=other.roles) if bare else one


def _beside(one: Found, other: Found) -> bool:
    """Whether two triggers of a clause are two events ("in a phone call on Monday she warned ...")."""
    return {one.hit.pattern.kind, other.hit.pattern.kind} == {"noun", "verb"} and any(
        each.hit.pattern.root == "CONSULT" and each.hit.pattern.strength > 1 for each in (one, other)
        if not each.verb) and one.hit.pattern.root != other.hit.pattern.root


def _rank(one: Found) -> tuple[bool, bool, bool, int]:
    return one.hit.pattern.root != "NONE", one.verb, bool(one.roles.actors), one.hit.pattern.strength
