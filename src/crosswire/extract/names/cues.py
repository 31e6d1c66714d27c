"""What an unknown name is: cues in and beside each of its occurrences, weighed together over the article.

Rules of this file: a cue is a function of one occurrence that says a kind and a weight, or nothing. The weights
of all occurrences of the same string are added; the best kind wins if it is strong enough and ahead of the next.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from crosswire.extract.names.pieces import Piece
from crosswire.extract.names.tables import lexicon
from crosswire.extract.names.tokens import Word
from crosswire.values import NameKind

Vote = tuple[NameKind, float]
THRESHOLD = 1.5  # below it a name stays unnamed: precision first
MARGIN = 0.5  # the best kind must lead by this


def _word(sentence: list[Word], at: int) -> str:
    return sentence[at].text.casefold() if 0 <= at < len(sentence) else ""


def titled(sentence: list[Word], piece: Piece) -> Vote | None:
    """A title stands before it. ("President Ilva Renn")"""
    return ("PER", 5.0) if piece.titled else None


def office_before(sentence: list[Word], piece: Piece) -> Vote | None:
    """An office or kinship in small letters stands before it. ("spokesman Ilva Renn")"""
    tables, before = lexicon(), _word(sentence, piece.start - 1)
    if before in tables.offices and not sentence[piece.start - 1].capital:
        return "PER", 4.0
    return ("PER", 1.5) if before in tables.sets["cues.person_before"] else None


def office_after(sentence: list[Word], piece: Piece) -> Vote | None:
    """A comma and an office or an age follow. ("Ilva Renn, the mayor of", "Ilva Renn, 43,")"""
    if _word(sentence, piece.stop) not in (",", "(", "-", "–", "—"):
        return None
    if re.fullmatch(r"\d\d?", _word(sentence, piece.stop + 1)) and _word(sentence, piece.stop + 2) in (",", ")", "."):
        return "PER", 4.0
    for at in range(piece.stop + 1, min(piece.stop + 9, len(sentence))):
        word = _word(sentence, at)
        if word in lexicon().offices:
            return "PER", 3.0
        if word in (",", ".", "said", "who", "which", "and", "is", "was"):
            return None
    return None


def given_name(sentence: list[Word], piece: Piece) -> Vote | None:
    """Its first word is a given name. ("Anna Renn")"""
    if sentence[piece.start].text.split("-")[0] not in lexicon().given:
        return None
    return ("PER", 3.0) if piece.stop - piece.start > 1 else ("PER", 1.0)


def person_shape(sentence: list[Word], piece: Piece) -> Vote | None:
    """It has an initial or a particle inside. ("Rolf M. Tarn", "Ilva de Renn")"""
    inside = sentence[piece.start:piece.stop]
    if len(inside) > 1 and any(w.shape == "initial" for w in inside):
        return "PER", 3.0
    joiners = lexicon().sets["joiners.person"]
    return ("PER", 1.5) if any(w.text in joiners for w in inside[1:-1]) else None


def several_words(sentence: list[Word], piece: Piece) -> Vote | None:
    """Two or three capitalised words are more often a person than anything else."""
    inside = sentence[piece.start:piece.stop]
    if not 2 <= len(inside) <= 4 or any(w.shape == "acronym" and len(w.text) > 2 for w in inside):
        return None
    return "PER", 1.0 if _word(sentence, piece.start - 1) == "the" else 1.6


def speaks(sentence: list[Word], piece: Piece) -> Vote | None:
    """A verb of speech stands beside it, or "who" follows. ("Renn said", "said Renn")"""
    tables = lexicon()
    after = _word(sentence, piece.stop)
    if after in tables.sets["cues.person_after"]:
        return "PER", 2.0
    if after == "," and _word(sentence, piece.stop + 1) == "who":
        return "PER", 2.0
    if after in tables.sets["cues.speech"] or _word(sentence, piece.start - 1) in ("said", "says"):
        return "PER", 1.5
    return None


def place_before(sentence: list[Word], piece: Piece) -> Vote | None:
    """A preposition of place stands before it. ("in Norvik", "the town of Norvik")"""
    tables = lexicon()
    before, second = _word(sentence, piece.start - 1), _word(sentence, piece.start - 2)
    if before == "of" and second in tables.sets["cues.place_of"]:
        return "GPE", 4.0
    if before == "of" and second in tables.sets["cues.place_deeds"]:
        return "GPE", 2.0
    if before in tables.sets["cues.place_before"]:
        return "GPE", 3.0
    if before in tables.sets["cues.place_verbs"]:
        return "GPE", 1.6
    if before in tables.sets["cues.place_weak"] and second in tables.sets["cues.motion"]:
        return "GPE", 2.0
    return ("GPE", 1.2) if before in tables.sets["cues.place_weak"] else None


def place_after(sentence: list[Word], piece: Piece) -> Vote | None:
    """A class noun or ", Country" follows. ("Norvik village", "Norvik, Kestria")"""
    tables = lexicon()
    after = _word(sentence, piece.stop)
    if after in tables.sets["tails.place_after"]:
        return "GPE", 3.0
    if after == "," and _word(sentence, piece.start - 1) in tables.sets["cues.place_before"] | tables.sets[
            "cues.place_weak"] and piece.stop + 1 < len(sentence) and (
            (sentence[piece.stop + 1].text,) in tables.phrases):
        return "GPE", 1.5
    if after == "," and any(_word(sentence, at) in ("capital", "town", "city", "village")
                            for at in range(piece.stop + 1, piece.stop + 5)):
        return "GPE", 2.5
    return None


def direction(sentence: list[Word], piece: Piece) -> Vote | None:
    """Its first word is a direction. ("South Tarn")"""
    names = lexicon().sets["directions.names"]
    return ("GPE", 3.5) if piece.stop - piece.start > 1 and sentence[piece.start].text in names else None


def acronym(sentence: list[Word], piece: Piece) -> Vote | None:
    """It is written in capitals, or holds an acronym. ("KRDF")"""
    inside = sentence[piece.start:piece.stop]
    if len(inside) == 1 and inside[0].shape == "acronym" and 2 <= len(inside[0].text) <= 7:
        return "ORG", 2.0
    return ("ORG", 1.5) if any(w.shape == "acronym" and len(w.text) > 2 for w in inside) else None


def organisation_beside(sentence: list[Word], piece: Piece) -> Vote | None:
    """What it does or what it is stands beside it. ("the group Tarnfront", "Tarnfront fighters")"""
    tables = lexicon()
    if _word(sentence, piece.start - 1) in tables.sets["cues.org_before"]:
        return "ORG", 2.5
    after = _word(sentence, piece.stop)
    if after in tables.sets["cues.org_after"] and not sentence[piece.stop - 1].possessive and not piece.titled:
        return "ORG", 2.5
    return None


def organisation_word(sentence: list[Word], piece: Piece) -> Vote | None:
    """A word inside it is one that organisations' names end in. ("Front Tarnais")"""
    inside = sentence[piece.start:piece.stop]
    return ("ORG", 1.5) if len(inside) > 1 and any(lexicon().heads.get(w.text) == "ORG" for w in inside) else None


def definite(sentence: list[Word], piece: Piece) -> Vote | None:
    """"the" stands before it: no person's name. ("the Tarnfront")"""
    if _word(sentence, piece.start - 1) == "the" and piece.stop < len(sentence):
        return "ORG", 1.2
    return None


def town(sentence: list[Word], piece: Piece) -> Vote | None:
    """The gazetteer knows a town of this name."""
    return ("GPE", 2.5) if piece.entry is not None and piece.entry.table == "city" else None


def weak_entry(sentence: list[Word], piece: Piece) -> Vote | None:
    """A country or body of this name is known, though it is also a common name."""
    if piece.entry is None or piece.entry.table == "city":
        return None
    return piece.entry.kind, 3.5


CUES: tuple[Callable[[list[Word], Piece], Vote | None], ...] = (
    titled, office_before, office_after, given_name, person_shape, several_words, speaks, place_before, place_after,
    direction, acronym, organisation_beside, organisation_word, definite, town, weak_entry)


def votes(sentence: list[Word], piece: Piece) -> list[tuple[str, NameKind, float]]:
    """What the cues say of one occurrence: (cue, kind, weight)."""
    said = ((cue.__name__, cue(sentence, piece)) for cue in CUES)
    return [(name, vote[0], vote[1]) for name, vote in said if vote]


def decide(cast: Iterable[tuple[str, NameKind, float]]) -> tuple[NameKind, str, float] | None:
    """The kind that the votes give, with its strongest cue; None if weak or even. A cue's repeats count half."""
    by_cue: dict[tuple[str, NameKind], list[float]] = defaultdict(list)
    for name, kind, weight in cast:
        by_cue[name, kind].append(weight)
    total: dict[NameKind, float] = defaultdict(float)
    best: dict[NameKind, tuple[float, str]] = {}
    for (name, kind), weights in sorted(by_cue.items()):
        weight = max(weights) * (1 + 0.5 * min(2, len(weights) - 1))
        total[kind] += weight
        best[kind] = max(best.get(kind, (0.0, "")), (weight, name))
    ranked = sorted(total.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < THRESHOLD:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN:
        return None
    kind, weight = ranked[0]
    return kind, best[kind][1], min(0.95, 0.4 + weight / 12)
