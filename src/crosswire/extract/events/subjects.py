"""Who is the subject of a verb, by position alone: in its clause, in one that it hangs on, or who speaks there.

Limit: no parse, so a subject far to the left may be missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from crosswire.extract.events.parties import Candidate, is_agent
from crosswire.extract.events.scene import Scene, coordinated, coordinated_left, is_where, joined, only_light
from crosswire.extract.events.words import word_class

SUBJECT_REACH = 30
ANTECEDENT_REACH = 3  # words between "who" and whom it means: a comma, the word itself
CLOSING = {")": "(", "]": "[", "—": "—", "–": "–"}  # what closes an aside, and what opened it


def subjects(scene: Scene, index: int, verb: int, depth: int = 0) -> tuple[Candidate, ...]:
    """The candidates that are the subject of the verb at word `verb` in clause `index`."""
    clause = scene.clauses[index]
    left = scene.between(max(clause.start, verb - SUBJECT_REACH), verb)
    if left and _is_absolute(scene, left[-1], verb):
        return (left[-1],)
    found = [one for one in left if scene.governed(one) is None and not _describes_a_thing(scene, one, verb)]
    if clause.link == "sub":
        found = _behind_comma(scene, found, verb) or found
    if found:
        return _subject_of(scene, found, verb)
    if index == 0 or depth >= 3:
        return ()
    if _says_of_himself(scene, index):
        return subjects(scene, index - 1, scene.clauses[index - 1].end, depth + 1)
    if clause.link == "relative":
        if not only_light(scene, clause.start, verb):
            return ()  # "the hill that they shelled": someone else stands before the verb
        earlier = scene.between(max(0, clause.start - SUBJECT_REACH), clause.start)
        return tuple(one for one in earlier[-1:] if clause.start - one.end <= ANTECEDENT_REACH
                     and not is_where(scene, one))
    if clause.opener in CLOSING and (before := _before_aside(scene, index)) is not None:
        return subjects(scene, before, scene.clauses[before].end, depth + 1)
    if clause.link in ("main", "sub", "and") and _goes_on_about_him(scene, clause.start, verb):
        first = subjects(scene, 0, scene.clauses[0].end, depth + 1)
        return tuple(one for one in first if one.kind == "PER") if len(first) == 1 else ()
    bare = verb - clause.start <= 2 or scene.words.low[clause.start].endswith("ing")
    if clause.link in ("and", "participle") and bare:
        return subjects(scene, index - 1, scene.clauses[index - 1].end, depth + 1)
    if clause.link == "sub" and scene.words.low[verb].endswith("ing") and verb == clause.start:
        return subjects(scene, index - 1, scene.clauses[index - 1].end, depth + 1)
    return ()


def reporting(scene: Scene, index: int) -> tuple[Candidate, ...]:
    """Who says what clause `index` holds. ("Kestria said Valdoria must leave" -> Kestria)"""
    if index == 0 or scene.clauses[index].link != "said":
        return ()
    return subjects(scene, index - 1, scene.clauses[index - 1].end)


def _behind_comma(scene: Scene, found: Sequence[Candidate], verb: int) -> list[Candidate]:
    """Those of the main clause that a leading one is parted from by a comma. ("As Ana claims, Kestria shelled")"""
    low = scene.words.low
    return [one for last, one in pairwise(found) if "," in low[last.end:one.start] and "," not in low[one.end:verb]
            and not joined(scene, last, one)]


def _goes_on_about_him(scene: Scene, start: int, verb: int) -> bool:
    """Whether "he" or "she" that nothing else settles is the subject: whom the sentence began with. ("; she said")"""
    at = next((at for at in range(verb - 1, start - 1, -1) if scene.words.low[at] in ("he", "she")), None)
    return at is not None and only_light(scene, at + 1, verb)


def _describes_a_thing(scene: Scene, one: Candidate, verb: int) -> bool:
    """Whether a nationality only describes what does not act. ("the Kestrian flu", not "the Kestrian troops")"""
    if one.kind != "NORP" or one.end >= verb:
        return False
    low, end = scene.words.low, one.end
    while end < verb and low[end][:1].isalpha() and not any(low[end] in word_class(known) for known in (
            "auxiliaries", "when", "prepositions", "relatives")) and not low[end].endswith("ly") and low[end] != "and":
        end += 1
    head = low[end - 1]
    return end > one.end and not scene.words.is_capital(end - 1) and not is_agent(head)


def _before_aside(scene: Scene, index: int) -> int | None:
    """The clause that an aside in brackets or dashes broke off. ("Kestria (twice in May) shelled")"""
    opening = CLOSING[scene.clauses[index].opener]
    return next((at - 1 for at in range(index - 1, 0, -1) if scene.clauses[at].opener == opening), None)


def _is_absolute(scene: Scene, one: Candidate, verb: int) -> bool:
    """Whether "with" and an -ing form make the party the subject. (", with the envoy calling for")"""
    low = scene.words.low
    return one.end == verb < len(low) and low[verb].endswith("ing") and scene.governed(one) == "with"


def _says_of_himself(scene: Scene, index: int) -> bool:
    """Whether the clause is reported speech of its speaker's own acts. ("Kestria announced in May that it would")"""
    clause, before = scene.clauses[index], scene.clauses[index - 1]
    reports = clause.link == "said" or (clause.opener == "that" and any(
        word in word_class("says") for word in scene.words.low[before.start:before.end]))
    return reports and scene.words.low[clause.start] in word_class("speakers_pronouns")


def _subject_of(scene: Scene, found: list[Candidate], verb: int) -> tuple[Candidate, ...]:
    last = found[-1]
    if last.kind == "PER" and only_light(scene, last.end, verb):
        return coordinated_left(scene, found, len(found) - 1)
    return coordinated(scene, found, 0)
