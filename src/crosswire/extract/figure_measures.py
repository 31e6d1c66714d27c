"""Which measure a number has, and by which words: a list of named rules, the first that speaks decides.

Rules of this file: a rule looks at one count in its sentence and at the measures already found for its
neighbours; it answers with the measure, the tokens that are the evidence, and a score, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crosswire.extract.figure_phrases import NUMBER, Count, Scene, stop_words
from crosswire.extract.measures import is_unit, noun_class, noun_measure, phrases, words
from crosswire.model import Measure

SMALLEST_FORCE = 10  # fewer soldiers, without a word of deployment, are actors of the story, not a figure
SMALLEST_CROWD = 50  # fewer people of whom nothing is said are narrative detail ("two officials")
REACH = 12  # tokens that a state may stand away from the people it is said of
_HUMAN = frozenset({"killed", "injured", "missing", "displaced", "detained"})
_ACTIVE = frozenset({"killed", "injured", "wounded", "hurt", "displaced", "arrested", "detained", "captured",
                     "evacuated", "murdered", "executed", "massacred", "abducted", "kidnapped", "assassinated",
                     "destroyed", "damaged", "flattened", "uprooted", "beheaded", "torched", "relocated"})
_AUXILIARY = frozenset({"was", "were", "are", "is", "been", "be", "being", "have", "has", "had", "reported", "left"})
_JOINTS = frozenset({",", "and", "including", "or", "&", "plus", "as", "well", "along", "with", "among", "both"})
_AGES = frozenset({"aged", "from", "to", "between", NUMBER})
_BOUNDARY = frozenset({";", ":", ".", "when", "while", "after", "because", "said", "says", "say", "told", "but",
                       "although", "if", "before", "until", "–", "—", "”", "“", '"', "where"})


@dataclass(frozen=True, slots=True)
class Found:
    """A measure with the rule that gave it, the evidence tokens first..last (inclusive) and a score."""

    measure: Measure
    rule: str
    first: int
    last: int
    score: float
    detail: str


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule looks at: one count, its neighbours in the sentence, and what was found for those before."""

    scene: Scene
    count: Count
    before: Count | None
    before_found: Found | None
    after: Count | None

    @property
    def kind(self) -> str | None:
        """The class of the counted noun, "other" things included."""
        return noun_class(self.count.head) if self.count.head else None


def measures(scene: Scene, counts: Sequence[Count]) -> list[Found | None]:
    """For each count its measure, or None where it counts nothing of a crisis."""
    kept = [count for count in counts if not _excluded(Case(scene, count, None, None, None))]
    found: list[Found | None] = []
    for index, count in enumerate(kept):
        case = Case(scene, count, kept[index - 1] if index else None, found[-1] if index else None,
                    kept[index + 1] if index + 1 < len(kept) else None)
        found.append(_first(case))
    _share_backwards(scene, kept, found)
    by_token = {count.at: one for count, one in zip(kept, found, strict=True)}
    return [by_token.get(count.at) for count in counts]


def _share_backwards(scene: Scene, counts: Sequence[Count], found: list[Found | None]) -> None:
    """Gives what is said at the end of a list to all of it: "seven children and two men, were killed"."""
    for index in range(len(counts) - 2, -1, -1):
        behind, own = found[index + 1], found[index]
        if behind is None or behind.rule not in ("state_after", "state_in_clause", "joined_after"):
            continue
        weak = own is None or own.score < 0.6
        if weak and _joined(scene, counts[index], counts[index + 1]) and _countable(counts[index], behind.measure):
            found[index] = Found(behind.measure, "joined_after", behind.first, behind.last, 0.7,
                                 f"shares {scene.written(behind.last)!r} with the number after it")


def _first(case: Case) -> Found | None:
    return next((found for rule in RULES if (found := rule(case))), None)


def _excluded(case: Case) -> bool:
    """Whether the number measures or labels something: years, kilometres, magnitude 6, page 4."""
    count, scene = case.count, case.scene
    if _one_of_many(scene, count):
        return True
    label = scene.words[count.first - 1] if count.first else ""
    if label == "-" and count.first > 1:
        label = scene.words[count.first - 2]
    follows = scene.words[count.at + 1] if count.at + 1 < len(scene.words) else ""
    if label in words("not_figures", "before") and not (label in ("number", "no", "top", "level", "may")
                                                        and case.kind):
        return True
    if count.head and is_unit(count.head):
        return True
    if follows and is_unit(follows) and follows not in ("local", "time", "share", "m"):
        return True
    looks_year = count.number.bare and 1800 <= count.number.low <= 2100
    return looks_year and case.kind is None and not case.count.elided


def _one_of_many(scene: Scene, count: Count) -> bool:
    """Whether the number only picks one out: "one of the bombs"."""
    follows = scene.words[count.at + 1 : count.at + 3]
    return count.low == 1 and count.qualifier == "exact" and follows[:1] == ("of",) and follows[1:] != (NUMBER,)


def _joined(scene: Scene, left: Count, right: Count) -> bool:
    """Whether only commas, "and" and an apposition ("aged six") stand between two counts."""
    return _only_joints(scene.words[max(left.noun_end, left.at + 1) : right.first])


def _only_joints(between: Sequence[str]) -> bool:
    """Whether the words between two counts only join them. ([",", "aged", "from", "#", "to", "#", ","] -> True)"""
    left = [word for word in between if word not in _AGES and not word.endswith("ly")]
    return len(left) <= 4 and all(word in _JOINTS for word in left)


def _countable(count: Count, measure: Measure) -> bool:
    """Whether what is counted can be in this state: buildings are not killed, "deaths" are not injured."""
    kind = noun_class(count.head) if count.head else None
    if count.head and count.number.percent:
        return False
    if count.head and is_unit(count.head):
        return False
    return kind in (None, "people", "troops") or measure not in _HUMAN


# ---------------------------------------------------------------- the rules

def money(case: Case) -> Found | None:
    """A currency sign, or a currency as the counted noun."""
    if case.count.number.currency or case.kind == "money":
        return _found(case, "money", "money", 1.0, "a sum of money")
    return None


def share(case: Case) -> Found | None:
    """A percentage or part of land; of people, it is a share without a measure of its own."""
    if not case.count.number.percent:
        return None
    window = case.scene.words[case.count.at + 1 : case.count.at + 9]
    land = next((i for i, word in enumerate(window) if noun_class(word) == "land"), None)
    if land is not None and "of" in window[:land]:
        last = case.count.at + 1 + land
        return Found("area_share", "share", case.count.first, last, 0.9, f"a share of {case.scene.written(last)!r}")
    if window[:1] == ("of",) and any(noun_class(word) in ("people", "buildings", "troops") for word in window[:5]):
        return _found(case, "other", "share", 0.6, "a share of people or things")
    return None


def state_after(case: Case) -> Found | None:
    """What is said right after the people: "12 people were killed", "20 wounded"."""
    if case.count.number.percent:
        return None
    bridges = words("bridges", "after")
    index, helped = max(case.count.noun_end, case.count.at + 1), False
    prenominal = _prenominal(case)
    if prenominal:
        return prenominal
    limit = min(len(case.scene.words), index + REACH)
    while index < limit:
        state = phrases("states").starting(case.scene.words, index)
        if state and state[0] == "displaced" and not helped:  # "killed 40 people fleeing": the verb weighs more
            return verb_before(case) or _state(case, state, index, helped, "state_after", 1.0)
        if state:
            return _state(case, state, index, helped, "state_after", 1.0)
        word = case.scene.words[index]
        helped = helped or word in _AUXILIARY
        resumed = word == "," and case.scene.words[index + 1 : index + 2] in (("were",), ("was",), ("have",))
        if word not in bridges and not resumed:
            return None
        index += 1
    return None


def _prenominal(case: Case) -> Found | None:
    """A state before its noun: "12 wounded soldiers", "30 displaced families"."""
    for index in range(case.count.at + 1, case.count.noun_end - 1):
        state = phrases("states").starting(case.scene.words, index)
        if state and state[0] in _HUMAN and case.kind in ("people", "troops"):
            return _measured(case, state[0], "state_after", index, case.count.noun_end - 1, 0.95)
    return None


def _state(case: Case, state: tuple[str, int], index: int, helped: bool, rule: str, score: float) -> Found | None:
    """The state as a finding, unless the word is the verb of what they did ("three bombs killed ...")."""
    measure, end = state
    follows = case.scene.words[end] if end < len(case.scene.words) else "."
    if case.scene.words[index] in _ACTIVE and not helped and _takes_object(case.scene, follows, end):
        return None
    return _measured(case, measure, rule, case.count.first, end - 1, score)


def _takes_object(scene: Scene, follows: str, at: int) -> bool:
    """Whether a noun phrase follows at `at`, so that the verb before it is active."""
    if not follows[0].isalnum() and follows != NUMBER:
        return False
    objects = ("the", "a", "an", "its", "their", "his", "her", "at", "more", "some", "about", "around", "up", "over")
    if follows in objects:
        behind = scene.words[at + 1 : at + 4]
        return follows not in ("at", "more", "some", "about", "around", "up", "over") or NUMBER in behind
    return follows == NUMBER or follows not in stop_words()


def _measured(case: Case, measure: str, rule: str, first: int, last: int, score: float) -> Found | None:
    """The finding for a state, verb or noun, made to fit what is counted."""
    kind, shown = case.kind, f"the words {case.scene.written(last)!r}"
    if kind in ("weapons", "buildings", "aid", "land"):
        if measure == "damaged" and kind == "buildings":
            return Found("other", rule, first, last, score, f"{shown} said of buildings")
        return None
    if measure == "damaged" or (measure == "weapons" and case.count.head):
        return None
    if measure == "served":
        return Found("residents", rule, first, last, score, shown)
    return Found(measure, rule, first, last, score, shown)  # type: ignore[arg-type]


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
            if case.scene.words[index] == "lost" and case.kind not in ("people", "troops"):
                return None
            if case.scene.words[index] in ("forced", "forcing", "holding", "claimed", "rescued") and case.kind is None:
                return None
            return _measured(case, verb[0], "verb_before", verb[1], index, 1.0)
        if case.scene.words[index] not in fillers:
            return None
        index -= 1
    return None


def _is_passive(scene: Scene, at: int) -> bool:
    """Whether the verb at `at` closes its own clause ("were killed, 12 ..."): an auxiliary stands before it."""
    before = scene.words[at - 1] if at else ""
    return before in ("was", "were", "been", "being", "are", "is")


def noun_itself(case: Case) -> Found | None:
    """The counted noun is the measure: "13,000 deaths", "20,000 refugees"."""
    measure = noun_measure(case.count.head) if case.count.head and not case.count.number.percent else None
    if measure is None or case.count.noun_end == case.count.noun_start:
        return None
    if measure == "residents" and (case.count.low or case.count.high or 0) < SMALLEST_CROWD:
        return None
    return Found(measure, "noun_itself", case.count.first, case.count.noun_end - 1, 0.9,  # type: ignore[arg-type]
                 f"the noun {case.count.head!r}")


def toll_before(case: Case) -> Found | None:
    """A toll, population or strength that the number completes: "the death toll rose to 11"."""
    if case.count.number.percent or case.kind not in (None, "people", "troops"):
        return None
    for index in range(case.count.first - 1, max(-1, case.count.first - REACH), -1):
        word = case.scene.words[index]
        toll = phrases("tolls").ending(case.scene.words, index)
        if toll:
            linked = case.scene.words[case.count.first - 1] in ("to", "at", "of", "is", "was", "reached", "hit", ":",
                                                                "above", "stands", "now", "past", "reaching", "nears")
            linked = linked or case.count.qualifier != "exact" or index == case.count.first - 1
            return _measured(case, toll[0], "toll_before", toll[1], index, 0.9) if linked else None
        if word in _BOUNDARY or word == NUMBER:
            return None
    return None


def state_in_clause(case: Case) -> Found | None:
    """A state further on in the clause: "three men who were cousins died when"."""
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
    return _scan(case, start, limit)


def _scan(case: Case, start: int, limit: int) -> Found | None:
    """The first state in the clause that fits what is counted."""
    helped = False
    for index in range(start, limit):
        word = case.scene.words[index]
        if word in _BOUNDARY or word == ",":
            return None
        state = phrases("states").starting(case.scene.words, index)
        found = _state(case, state, index, helped, "state_in_clause", 0.6) if state else None
        if found:
            return found
        helped = word in _AUXILIARY
    return None


def joined_before(case: Case) -> Found | None:
    """Shares what was found for the number before: "killed 12 and 20 soldiers", "including three children"."""
    if case.before is None or case.before_found is None or case.before_found.measure in ("money", "area_share"):
        return None
    found, count = case.before_found, case.count
    between = case.scene.words[max(case.before.noun_end, case.before.at + 1) : count.first]
    joined = _only_joints(between)
    bare = count.head is None and between[-1:] == (",",) and found.measure in _HUMAN
    part = (count.partitive or (count.elided and not count.head) or bare or "including" in between
            or "among" in between)
    if not (joined or part) or not _countable(count, found.measure) or count.number.percent:
        return None
    if count.head and case.kind in (None, "land", "aid") and not count.head[0].isupper() and not part:
        return None
    if found.measure not in _HUMAN and count.head and case.kind != noun_class(case.before.head or ""):
        return None
    return Found(found.measure, "joined_before", found.first, found.last, 0.7,
                 "shares the words of the number before it")


def deployment(case: Case) -> Found | None:
    """Soldiers, fighters and the like: from SMALLEST_FORCE on, or where the sentence moves or posts them."""
    if case.kind != "troops" or case.count.number.percent:
        return None
    large = (case.count.low or case.count.high or 0) >= SMALLEST_FORCE
    if not large and not any(word in words("cues", "deployment") for word in case.scene.words):
        return None
    return _found(case, "troops", "deployment", 0.8, f"the noun {case.count.head!r}")


def arms(case: Case) -> Found | None:
    """Bombs, ships, tanks, missiles; a bare "one" is no figure."""
    if case.kind != "weapons" or case.count.number.percent or _lone(case):
        return None
    return _found(case, "weapons", "arms", 0.8, f"the noun {case.count.head!r}")


def _lone(case: Case) -> bool:
    return case.count.low == 1 and case.count.qualifier == "exact" and case.scene.written(
        case.count.at).casefold() in ("one", "1")


def crowd(case: Case) -> Found | None:
    """People of whom no more is said, from SMALLEST_CROWD on, and aid by weight or parcels."""
    least = case.count.low or case.count.high or 0
    if case.count.number.percent or least < SMALLEST_CROWD or case.kind not in ("people", "aid"):
        return None
    return _found(case, "other", "crowd", 0.5, f"the noun {case.count.head!r}, with no word on what befell them")


def _found(case: Case, measure: Measure, rule: str, score: float, detail: str) -> Found:
    last = max(case.count.at, case.count.noun_end - 1)
    return Found(measure, rule, case.count.first, last, score, detail)


RULES: tuple[Callable[[Case], Found | None], ...] = (
    money, share, state_after, verb_before, noun_itself, toll_before, state_in_clause, joined_before, deployment,
    arms, crowd)
