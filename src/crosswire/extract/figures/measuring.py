"""Which measure a number has, and by which words: a list of named rules, the first that speaks decides.

Rules of this file: a rule looks at one count in its sentence and at the measures already found for its
neighbours; it answers with the measure, the tokens that are the evidence, and a score, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from crosswire.extract.figures.cases import HUMAN, Case, Found, of_noun
from crosswire.extract.figures.ellipsis import compared, how_many, number_of, told_again
from crosswire.extract.figures.labels import counts_nothing
from crosswire.extract.figures.measures import is_unit, noun_class, noun_measure, words
from crosswire.extract.figures.phrases import NUMBER, Count, Scene, counted_after
from crosswire.extract.figures.states import state_after, state_in_clause, toll_before, treated, verb_before
from crosswire.values import Measure

SMALLEST_FORCE = 10  # fewer soldiers, without a word of deployment, are actors of the story, not a figure
WITHIN_SHARE = 6  # words between a share and what it is taken of ("of the town's estimated")
SMALLEST_CROWD = 50  # fewer people of whom nothing is said are narrative detail ("two officials")
_JOINTS = frozenset({",", "and", "including", "or", "&", "plus", "as", "well", "along", "with", "among", "both",
                     "perhaps", "possibly", "maybe"})
_BY_NOUN_ALONE = frozenset({"deployment", "crowd"})  # what is said at the end of a list weighs more
_AGES = frozenset({"aged", "from", "to", "between", NUMBER})


def measures(scene: Scene, counts: Sequence[Count], earlier: Measure | None = None, whom: str | None = None
             ) -> list[Found | None]:
    """For each count its measure, or None where it counts nothing of a crisis.

    `earlier` and `whom` are the measure and the people of the last figure before the sentence.
    """
    kept = [count for count in counts if not counts_nothing(Case(scene, count, None, None, None))]
    found: list[Found | None] = []
    for index, count in enumerate(kept):
        case = Case(scene, count, kept[index - 1] if index else None, found[-1] if index else None,
                    kept[index + 1] if index + 1 < len(kept) else None, earlier, whom)
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
        weak = own is None or own.score < 0.6 or own.rule in _BY_NOUN_ALONE
        if weak and _joined(scene, counts[index], counts[index + 1]) and _countable(counts[index], behind.measure):
            found[index] = Found(behind.measure, "joined_after", behind.first, behind.last, 0.7,
                                 f"shares {scene.written(behind.last)!r} with the number after it")


def _first(case: Case) -> Found | None:
    return next((found for rule in RULES if (found := rule(case))), None)


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
    return kind in (None, "people", "troops") or measure not in HUMAN


# ---------------------------------------------------------------- the rules

def money(case: Case) -> Found | None:
    """A currency sign, or a currency as the counted noun."""
    if case.count.number.currency or case.kind == "money":
        return of_noun(case, "money", "money", 1.0, "a sum of money")
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
        return of_noun(case, "other", "share", 0.6, "a share of people or things")
    return None


def whole_of_share(case: Case) -> Found | None:
    """What a share is taken of: "a third of the town's 9,000 residents have fled" says nothing of all of them."""
    before, said = case.before, case.scene.words
    if before is None or not before.number.percent or case.kind not in ("people", "troops", "buildings"):
        return None
    between = said[before.at + 1 : case.count.first]
    if between[:1] != ("of",) or len(between) > WITHIN_SHARE:
        return None
    measure: Measure = "troops" if case.kind == "troops" else "other"
    return noun_itself(case) or of_noun(case, measure, "whole_of_share", 0.7, "what the share is taken of")


def provision(case: Case) -> Found | None:
    """People whom food, room or aid would serve: "tents for 900 refugees"."""
    before = case.scene.words[max(0, case.count.first - 8) : case.count.first]
    if before[-1:] == ("for",) and any(word in words("cues", "provision") for word in before):
        return of_noun(case, "other", "provision", 0.8, "people whom supplies or room would serve")
    return None


def noun_itself(case: Case) -> Found | None:
    """The counted noun is the measure: "13,000 deaths", "20,000 refugees"."""
    measure = noun_measure(case.count.head) if case.count.head and not case.count.number.percent else None
    if measure is None or case.count.noun_end == case.count.noun_start:
        return None
    if measure == "residents" and (case.count.low or case.count.high or 0) < SMALLEST_CROWD:
        return None
    near = case.scene.words[max(0, case.count.first - 4) : case.count.noun_end + 4]
    if measure == "detained" and words("freed", "words").intersection(near):
        return of_noun(case, "other", "freed", 0.7, "captives who come free")
    return Found(measure, "noun_itself", case.count.first, case.count.noun_end - 1, 0.9,  # type: ignore[arg-type]
                 f"the noun {case.count.head!r}")


def joined_before(case: Case) -> Found | None:
    """Shares what was found for the number before: "killed 12 and 20 soldiers", "including three children"."""
    if case.before is None or case.before_found is None or case.before_found.measure in ("money", "area_share"):
        return None
    found, count = case.before_found, case.count
    between = case.scene.words[max(case.before.noun_end, case.before.at + 1) : count.first]
    joined = _only_joints(between)
    bare = count.head is None and between[-1:] == (",",) and found.measure in HUMAN
    part = (count.partitive or (count.elided and not count.head) or bare or "including" in between
            or "among" in between or between[-2:] in (("of", "which"), ("of", "whom"), ("of", "them")))
    if not (joined or part) or not _countable(count, found.measure) or count.number.percent:
        return None
    if count.head and case.kind in (None, "land", "aid") and not count.head[0].isupper() and not part:
        return None
    other = found.measure not in HUMAN and count.head and case.kind != noun_class(case.before.head or "")
    if other and not (part and case.kind is None):
        return None
    return Found(found.measure, "joined_before", found.first, found.last, 0.7,
                 "shares the words of the number before it")


def part_of_before(case: Case) -> Found | None:
    """Some of those whom a sentence before told: "Twelve people died. Five of them were children." """
    if not case.count.partitive or case.before is not None or case.earlier in (None, "money", "area_share"):
        return None
    return of_noun(case, case.earlier, "part_of_before", 0.6, "some of those counted before")


def strength(case: Case) -> Found | None:
    """How many a body has: "the 9,000-strong peacekeeping force", "a 5,000-strong crowd"."""
    head = case.count.head
    if not case.count.strong or head is None:
        return None
    troops = head in words("strengths", "troops") or case.kind == "troops"
    return of_noun(case, "troops" if troops else "other", "strength", 0.8, f"the strength of the {head!r}")


def deployment(case: Case) -> Found | None:
    """Soldiers, fighters and the like: from SMALLEST_FORCE on, or where the sentence moves or posts them."""
    if case.kind != "troops" or case.count.number.percent:
        return None
    around = case.scene.words[max(0, case.count.at - 30) : case.count.at + 30]
    large = (case.count.low or case.count.high or 0) >= SMALLEST_FORCE
    if not large and not any(word in words("cues", "deployment") for word in around):
        return None
    return of_noun(case, "troops", "deployment", 0.8, f"the noun {case.count.head!r}")


def arms(case: Case) -> Found | None:
    """Bombs, ships, tanks, missiles; a bare "one" is no figure."""
    if case.kind != "weapons" or case.count.number.percent or _lone(case):
        return None
    return of_noun(case, "weapons", "arms", 0.8, f"the noun {case.count.head!r}")


def _lone(case: Case) -> bool:
    return case.count.low == 1 and case.count.qualifier == "exact" and case.scene.written(
        case.count.at).casefold() in ("one", "1")


def illness(case: Case) -> Found | None:
    """Cases of a disease: "40 confirmed cases", "1,124 cases of cholera"; not cases in court."""
    after = case.scene.words[case.count.at + 1 : case.count.at + 7]
    noun = next((i for i, word in enumerate(after) if word in words("illness", "nouns")), None)
    if noun is None or case.count.number.percent or not set(after[:noun]) <= words("illness", "kinds"):
        return None
    if not noun and not words("illness", "diseases").intersection(after):
        return None
    last = case.count.at + 1 + noun
    whom = " ".join(case.scene.written(at) for at in range(case.count.at + 1, last + 1))
    return Found("other", "illness", case.count.first, last, 0.7, "cases of a disease", whom)


def crowd(case: Case) -> Found | None:
    """People of whom no more is said, from SMALLEST_CROWD on, and aid by weight or parcels.

    "Thousands" are talk, unless they gather.
    """
    least = case.count.low or case.count.high or 0
    number = case.count.number
    if number.percent or least < SMALLEST_CROWD or case.kind not in ("people", "aid"):
        return None
    around = case.scene.words[max(0, case.count.first - 8) : counted_after(case.count) + 5]
    if number.vague and not words("gathering", "words").intersection(around):
        return None
    return of_noun(case, "other", "crowd", 0.5, f"the noun {case.count.head!r}, with no word on what befell them")


RULES: tuple[Callable[[Case], Found | None], ...] = (
    money, share, whole_of_share, provision, treated, strength, state_after, verb_before, noun_itself, toll_before,
    number_of, compared, state_in_clause, illness, joined_before, part_of_before, how_many, deployment, arms, crowd,
    told_again)
