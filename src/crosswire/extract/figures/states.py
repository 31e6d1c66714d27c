"""The rules that read what befell the people counted: states after them, verbs and tolls before them.

Rules of this file: each rule takes a Case and answers Found or None; states, verbs and the words that may
stand between come from wordlists/measures.toml. A verb with an object of its own ("gunmen killed two") says
nothing of its subject.
"""

from __future__ import annotations

from crosswire.extract.figures.cases import HUMAN, Case, Found, measured
from crosswire.extract.figures.measures import phrases, words
from crosswire.extract.figures.phrases import NUMBER, Scene, counted_after, stop_words

REACH = 18  # tokens that a state may stand away from the people it is said of
ACTIVE = frozenset({
    "killed", "injured", "wounded", "hurt", "displaced", "arrested", "detained", "captured", "evacuated", "murdered",
    "executed", "massacred", "abducted", "kidnapped", "assassinated", "destroyed", "damaged", "flattened", "uprooted",
    "beheaded", "shot", "gunned", "lynched", "neutralised", "neutralized", "eliminated", "torched", "relocated"})
AUXILIARY = frozenset({"was", "were", "are", "is", "been", "be", "being", "have", "has", "had", "reported", "left"})
BOUNDARY = frozenset({";", ":", ".", "when", "while", "after", "because", "said", "says", "say", "told", "but",
                      "although", "if", "before", "until", "–", "—", "”", "“", '"', "where"})
LINKS = frozenset({"to", "at", "of", "is", "was", "be", "reached", "hit", ":", "above", "stands", "now", "past",
                   "reaching", "nears", "from", "topped", "exceeded", "exceeds", "exceed", "reach", "passed", "into"})
_LOSS = frozenset({"lost", "lose", "losing", "loss"})
_TAKING = frozenset({"took", "take", "taking"})  # "taking 12 lives", not "took four wives"
_LOOSE = frozenset({
    "claim", "claims", "claiming", "cost", "costing", "forced", "forcing", "holding",
    "claimed", "rescued", "up", "neutralised", "neutralized", "eliminated", "capture", "captured", "capturing",
    "sheltering", "shelters", "mourn"})


def state_after(case: Case) -> Found | None:
    """What is said right after the people: "12 people were killed", "20 wounded"."""
    if case.count.number.percent:
        return None
    bridges = words("bridges", "after")
    index, helped = max(case.count.noun_end, case.count.at + 1), False
    limit = min(len(case.scene.words), index + REACH)
    while index < limit:
        state = phrases("states").starting(case.scene.words, index)
        if state and state[0] == "displaced" and not helped:  # "killed 40 people fleeing": the verb weighs more
            return verb_before(case) or _state(case, state, index, helped, "state_after", 1.0)
        if state:
            return _worst(case, _state(case, state, index, helped, "state_after", 1.0), state[1])
        word = case.scene.words[index]
        helped = helped or word in AUXILIARY
        resumed = word == "," and case.scene.words[index + 1 : index + 2] in (("were",), ("was",), ("have",), ("are",))
        if word not in bridges and not resumed:
            break
        index += 1
    return _prenominal(case)


def _worst(case: Case, found: Found | None, behind: int) -> Found | None:
    """Death where the people of a relative clause die in the main one: "two men who were abducted were killed"."""
    if found is None or found.measure == "killed" or case.scene.words[case.count.noun_end] not in ("who", "that"):
        return found
    later = _scan(case, behind, min(len(case.scene.words), behind + REACH))
    return later if later and later.measure == "killed" else found


def _prenominal(case: Case) -> Found | None:
    """A state before its noun: "12 wounded soldiers", "30 displaced families"."""
    for index in range(case.count.at + 1, case.count.noun_end - 1):
        state = phrases("states").starting(case.scene.words, index)
        if state and state[0] in HUMAN and case.kind in ("people", "troops"):
            return measured(case, state[0], "state_after", index, case.count.noun_end - 1, 0.95)
    return None


def _state(case: Case, state: tuple[str, int], index: int, helped: bool, rule: str, score: float) -> Found | None:
    """The state as a finding, unless the word is the verb of what they did ("three bombs killed ...")."""
    if _is_active(case.scene, index, state[1], helped):
        return None
    return measured(case, state[0], rule, case.count.first, state[1] - 1, score)


def _is_active(scene: Scene, index: int, end: int, helped: bool) -> bool:
    """Whether the state word at `index` is a verb with an object of its own, so that its subject is not harmed."""
    follows = scene.words[end] if end < len(scene.words) else "."
    return scene.words[index] in ACTIVE and not helped and _takes_object(scene, follows, end)


def _takes_object(scene: Scene, follows: str, at: int) -> bool:
    """Whether a noun phrase follows at `at`, so that the verb before it is active."""
    if not follows[0].isalnum() and follows != NUMBER:
        return False
    objects = ("the", "a", "an", "its", "their", "his", "her", "at", "more", "some", "about", "around", "up", "over")
    if follows in objects:
        behind = scene.words[at + 1 : at + 4]
        return follows not in ("at", "more", "some", "about", "around", "up", "over") or NUMBER in behind
    return follows == NUMBER or follows not in stop_words()


def verb_before(case: Case) -> Found | None:
    """What someone does to the people counted: "killing 12", "wounded more than 20"."""
    if case.count.number.percent:
        return None
    index = case.count.first - 1
    fillers = words("bridges", "before")
    for _ in range(6):
        if index < 0:
            return None
        verb = phrases("verbs").ending(case.scene.words, index)
        if verb and not _is_passive(case.scene, verb[1]):
            if verb[0] == "killed" and case.scene.words[verb[1]] in _LOSS and not (
                    case.kind in ("people", "troops") or case.count.head == "lives"):
                return None
            if case.scene.words[index] in _TAKING and case.count.head != "lives":
                return None
            if case.scene.words[index] in _LOOSE and case.kind not in ("people", "troops") and not (
                    case.count.head and (case.count.head == "lives" or _is_name(case))):
                return None
            return measured(case, verb[0], "verb_before", verb[1], index, 1.0)
        if case.scene.words[index] not in fillers:
            return None
        index -= 1
    return None


def _is_people(case: Case) -> bool:
    """Whether people are counted for certain: by the class of the noun, or by a name ("40 Kestrians")."""
    return case.kind in ("people", "troops") or _is_name(case)


def _is_name(case: Case) -> bool:
    """Whether the counted noun is written as a name ("claimed 40 Kestrians")."""
    return case.scene.written(case.count.noun_end - 1)[0].isupper()


def _is_passive(scene: Scene, at: int) -> bool:
    """Whether the verb at `at` closes its own clause ("were killed, 12 ..."): an auxiliary stands before it."""
    before = scene.words[at - 1] if at else ""
    return before in ("was", "were", "been", "being", "are", "is")


def toll_before(case: Case) -> Found | None:
    """A toll, population or strength that the number completes: "the death toll rose to 11"."""
    if case.count.number.percent or case.kind not in (None, "people", "troops"):
        return None
    for index in range(case.count.first - 1, max(-1, case.count.first - REACH), -1):
        word = case.scene.words[index]
        toll = phrases("tolls").ending(case.scene.words, index)
        if toll and toll[0] == "residents" and case.kind == "troops":
            return None
        if toll:
            close = index == case.count.first - 1
            if toll[0] == "residents" and case.scene.words[index] == "of" and not close:
                return None
            tied = close or linked(case) or case.count.qualifier != "exact"
            return measured(case, toll[0], "toll_before", toll[1], index, 0.9) if tied else None
        if word in BOUNDARY or word == NUMBER:
            return None
    return None


def linked(case: Case) -> bool:
    """Whether a verb or preposition ties the number to the subject before it: "has risen to", "stands at"."""
    index = case.count.first - 1
    while index >= 0 and case.scene.words[index] in ("between", "a", "an", "the", "as", "somewhere"):
        index -= 1
    return index >= 0 and case.scene.words[index] in LINKS


def treated(case: Case) -> Found | None:
    """People treated for wounds: "treated 12 villagers for injuries", "admitted 30 with burns"."""
    said, start = case.scene.words, counted_after(case.count)
    before = case.count.first - 1
    if before < 0 or said[before] not in words("treatment", "verbs") or case.kind not in (None, "people", "troops"):
        return None
    behind = said[start : start + 6]
    if behind[:1] not in (("for",), ("with",)) or not words("treatment", "wounds").intersection(behind):
        return None
    return Found("injured", "treated", before, start + 1, 0.9, "people treated for wounds")


def state_in_clause(case: Case) -> Found | None:
    """A state further on in the clause: "three men who were brothers drowned when"."""
    count, scene = case.count, case.scene
    if count.number.percent or (count.head is None and not count.elided):
        return None
    start = max(count.noun_end, count.at + 1)
    limit = min(len(scene.words), start + REACH, case.after.first if case.after else len(scene.words))
    if scene.words[start : start + 2] in ((",", "who"), (",", "which"), (",", "whose")):
        closed = next((i for i in range(start + 2, min(len(scene.words), start + 2 * REACH))
                       if scene.words[i] == ","), None)
        main = None if closed is None else _scan(case, closed + 1, min(len(scene.words), closed + REACH))
        return main or _scan(case, start + 2, closed or limit)
    return _scan(case, start, limit) or _behind_apposition(case, start)


def _behind_apposition(case: Case, start: int) -> Found | None:
    """The state behind names and descriptions between commas: "Two men, a driver and his son, were killed"."""
    said = case.scene.words
    for index in range(start + 1, min(len(said), start + 2 * REACH)):
        resumed = said[index] in ("were", "was", "have", "had") or phrases("states").starting(said, index)
        if resumed and said[index - 1] == ",":
            return _scan(case, index, min(len(said), index + REACH))
        if said[index] in BOUNDARY:
            return None
    return None


def _scan(case: Case, start: int, limit: int) -> Found | None:
    """The first state in the clause that fits what is counted."""
    helped = False
    for index in range(start, limit):
        word = case.scene.words[index]
        if word in BOUNDARY or word == ",":
            return None
        state = phrases("states").starting(case.scene.words, index)
        if state and _is_active(case.scene, index, state[1], helped):
            return None
        found = measured(case, state[0], "state_in_clause", case.count.first, state[1] - 1, 0.6) if state else None
        if found and (found.measure not in HUMAN or case.count.head is None or _is_people(case)):
            return found
        helped = word in AUXILIARY
    return None
