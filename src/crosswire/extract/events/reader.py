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
from crosswire.extract.events.evidence import VERBAL, bidding, enough, habitual, headless, idle, interview, unmoved
from crosswire.extract.events.parties import Candidate
from crosswire.extract.events.plover import NO_EVENT, Hit, lexicon
from crosswire.extract.events.roles import Roles, roles
from crosswire.extract.events.scene import Scene
from crosswire.extract.events.words import Words, blocked_words, word_class

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
        day = date_of(words, scene.clauses, index, hit.start, days, verb=verb)
        if spoken and not _performs(scene, hit, verb):
            continue
        if spoken and hit.pattern.needs == "speech" and not parties.recipients:
            continue
        if verb and not passive and (idle(scene, hit, parties) or headless(scene, hit, kinds) or habitual(
                hit, kinds, day)):
            continue
        if fiction or bidding(scene, hit) or interview(scene, hit, parties) or (
                passive and unmoved(scene, hit, parties)):
            continue
        if spoken or enough(scene, hit, parties, verb=verb, passive=passive, day=day):
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
