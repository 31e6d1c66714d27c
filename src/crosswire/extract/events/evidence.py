"""Whether a trigger tells an event: enough of who, when and where, and no figure of speech, interview or rescue."""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.extract.events.inflection import BE
from crosswire.extract.events.parties import Candidate, from_press, is_office
from crosswire.extract.events.plover import LIGHT, Hit
from crosswire.extract.events.roles import Roles
from crosswire.extract.events.scene import Scene
from crosswire.extract.events.words import QUOTES, word_class

VERBAL = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "CONCEDE", "SUPPORT"})


def enough(scene: Scene, hit: Hit, parties: Roles, *, verb: bool, passive: bool, day: str | None) -> bool:
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
        "named": any(one.party.mention_id or one.kind != "ORG" for one in actors),
        "menace": bool(actors and recipients) and recipients[0].start >= hit.end and all(
            word in word_class("determiners") for word in scene.words.low[hit.end:recipients[0].start])
        and bool(set(scene.words.low[hit.end:]) & word_class("menace")),
        "police": evidence and bool(set(scene.words.low) & word_class("police")),
        "other": bool(actors) and not scene.speaks_of_itself(hit) and (
            bool(recipients) or bool(BE & set(scene.words.low[hit.start:hit.end]))),
        "death": bool(people) and bool(day),
    }
    return checks[hit.pattern.needs]


def idle(scene: Scene, hit: Hit, parties: Roles) -> bool:
    """Whether a verb of force has an object that no force can be used on. ("occupy the moral high ground")"""
    if hit.pattern.lemma in word_class("objects_needed") and scene.object_noun(hit.end) is None:
        return True  # "the mansion that he once occupied"
    watched = hit.pattern.mode == "investigate" or "alert" in scene.words.low[hit.start:hit.end]
    if watched and set(scene.words.low) & word_class("illness"):
        return True  # "doctors are investigating the outbreak"
    if hit.pattern.root != "ASSAULT" or hit.pattern.strength > 2 or "~" in hit.pattern.lemma:
        return False
    at = scene.object_noun(hit.end)
    if hit.pattern.mode == "destroy" and parties.recipients and all(one.kind == "PER" for one in parties.recipients):
        return True  # "the war destroyed the president"
    words, firm = set(scene.words.low), parties.recipients and all(one.kind == "ORG" and one.party.mention_id
                                                                   for one in parties.recipients)
    if firm and hit.pattern.lemma.split()[0] in ("seize", "take") and not words & word_class("attack_words"):
        return True  # "seized control of the insurer"
    if at is None or any(one.start <= at < one.end for one in parties.recipients):
        return False
    noun = scene.words.low[at]
    known = ("assailable", "assailed", "people", "state", "sufferers")
    return not is_office(noun) and not any(noun in word_class(name) for name in known)


def headless(scene: Scene, hit: Hit, kinds: frozenset[str]) -> bool:
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


def interview(scene: Scene, hit: Hit, parties: Roles) -> bool:
    """Whether people only talk to the press, or nobody with a name talks to anybody. ("fans spoke to the Courier")"""
    found = (*parties.actors, *parties.recipients)
    if not found or hit.pattern.root not in ("CONSULT", "ASSAULT"):
        return False
    if hit.pattern.root == "CONSULT" and "i" in scene.words.low[max(0, hit.start - 4):hit.start]:
        return True  # who writes tells of himself
    if parties.actors and all(from_press(scene.words, one) for one in parties.actors):
        return True  # "captured by a headline of the Courier"
    press = hit.pattern.kind == "verb" and any(from_press(scene.words, one) for one in found)
    nameless = all(one.party.mention_id is None and one.party.name.split()[-1].islower() for one in found)
    return hit.pattern.root == "CONSULT" and hit.pattern.mode != "visit" and (press or nameless)


def bidding(scene: Scene, hit: Hit) -> bool:
    """Whether a "call to" bids someone do something and rings nobody up. ("her call to join the talks")"""
    following = scene.words.low[hit.end:hit.end + 2]
    return hit.pattern.lemma == "call" and hit.pattern.kind == "noun" and following[:1] == ("to",) and len(
        following) > 1 and not scene.words.is_capital(hit.end + 1) and following[1] not in word_class("determiners")


def unmoved(scene: Scene, hit: Hit, parties: Roles) -> bool:
    """Whether someone is pulled out or freed from where nobody held him. ("the girl was pulled out of the rubble")"""
    if hit.pattern.root != "RETREAT" or hit.pattern.mode not in ("withdraw", "release"):
        return False
    if set(scene.words.low[max(0, hit.start - 4):hit.start]) & word_class("things_released"):
        return True
    trapped = set(scene.words.low) & (word_class("hazard_words") | word_class("trapped"))
    return bool(trapped) or (hit.pattern.mode == "withdraw" and not _moves_forces(scene, hit, parties))


def _of_a_thing(scene: Scene, hit: Hit) -> bool:
    """Whether a building or vehicle stands before the verb. ("the bridge collapsed", and no talks or markets)"""
    before = scene.words.low[max(0, hit.start - 8):hit.start]
    if any(one.end == hit.start and one.kind in ("ORG", "PER") and one.party.mention_id for one in scene.candidates):
        return False
    return any(word in word_class("assailable") or word in word_class("structures") for word in before)


def habitual(hit: Hit, kinds: frozenset[str], day: str | None) -> bool:
    """Whether the present tells what someone does at all times. ("the charity provides aid to those in need")"""
    return kinds == {"s"} and day is None and hit.pattern.lemma.split()[0] in word_class("habitual")


def _moves_forces(scene: Scene, hit: Hit, parties: Roles) -> bool:
    """Whether what is deployed are forces, armed people or arms, and neither a policy nor doctors."""
    at = scene.object_noun(hit.end)
    if at is None and any(one.kind in ("GPE", "NORP") for one in parties.actors):
        return True  # "Kestria is mobilising"
    moved = {scene.words.low[one.end - 1] for one in (*parties.actors, *parties.recipients)}
    moved |= {scene.words.low[at]} if at is not None else set()
    known = ("state", "people", "attack_words", "weapons", "deployed")
    return any(word in word_class(name) for word in moved - word_class("civil") for name in known)


def words_around(scene: Scene, hit: Hit) -> tuple[str, ...]:
    """The words of the sentence but those of the trigger."""
    return scene.words.low[:hit.start] + scene.words.low[hit.end:]


def _done_by_someone(scene: Scene, actors: Sequence[Candidate]) -> bool:
    """Whether a killing or wrecking is told of someone or of a weapon, and not of a quake or a crash."""
    words = set(scene.words.low)
    if words & (word_class("hazard_words") | word_class("illness")):
        return False
    armed = any(one.party.name.split()[-1].lower() not in word_class("sufferers") for one in actors)
    return armed or bool(words & word_class("attack_words"))


def _names(scene: Scene, hit: Hit, recipients: Sequence[Candidate]) -> bool:
    """Whether "call" gives a name ("called him a liar") rather than rings up."""
    after = scene.words.low[recipients[0].end:recipients[0].end + 2]
    return bool(after) and (after[0] in ("a", "an", "the", "“", '"', "to") or recipients[0].start > hit.end + 2)
