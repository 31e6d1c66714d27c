"""What the words in and beside a capitalised piece tell of its kind: cues, by name, weighed in weigh.py.

Rules of this file: a cue is a fact that a person can check ("a title stands before it"); the functions below each
look at one place (inside, before, after) and give the names of the cues that hold there. What each cue speaks for
and how strongly is data: wordlists/name_cues.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crosswire.demonyms import looks_like_demonym
from crosswire.extract.names.cut import joined
from crosswire.extract.names.pieces import Piece
from crosswire.extract.names.tables import Lexicon, lexicon
from crosswire.extract.names.tokens import Word

_PLACE_END = re.compile(r"(?:stan|land|lands|ville|burg|burgh|grad|abad|pur|pura|polis|ford|shire|mouth|borough|ham"
                        r"|stadt|heim|haven|hagen|dorf|gorod|ovo|evo|[^aeiou]ia)$")
_PERSON_END = re.compile(r"(?:ov|ova|ev|eva|sky|ski|skaya|enko|uk|ic|ić|vic|vić|sson|ssen|sen|son|ez|shvili|dze|yan"
                         r"|ian|opoulos|idis|akis|escu|zadeh|ulu|oglu|man|mann|berg|stein|er|wala)$")
_VERBS_AFTER = frozenset({"is", "was", "has", "had", "will", "would", "are", "were", "could", "can", "may", "might"})
_FUNCTION_AFTER = _VERBS_AFTER | frozenset({
    "and", "or", "but", "in", "on", "at", "of", "to", "for", "from", "by", "with", "as", "have", "should", "must",
    "who", "which", "that", "when", "while", "where", "after", "before", "since", "until", "than", "then", "also",
    "not", "said", "says", "told", "the", "an", "his", "her", "its", "their", "this", "these", "those", "they",
    "because", "into", "over", "under", "about", "against", "between", "during", "did", "does", "been", "being",
    "both", "amid", "despite", "near", "around", "through", "without", "within", "upon", "just", "only", "even"})
_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "that", "to", "no", "any", "this"})
_LEAST_NOUN = 3


def cues(sentence: list[Word], piece: Piece) -> Iterator[str]:
    """The cues of one occurrence. ("President Ilva Renn said" -> titled, two_words, speech_after, ...)"""
    tables = lexicon()
    yield from _inside(sentence, piece, tables)
    yield from _before(sentence, piece, tables)
    yield from _after(sentence, piece, tables)


def _word(sentence: list[Word], at: int) -> str:
    return sentence[at].text.casefold() if 0 <= at < len(sentence) else ""


_LENGTHS = {1: "one_word", 2: "two_words", 3: "three_words"}


def _inside(sentence: list[Word], piece: Piece, tables: Lexicon) -> Iterator[str]:
    inside = sentence[piece.start:piece.stop]
    first, last, size = inside[0], inside[-1], len(inside)
    yield _LENGTHS.get(size, "more_words")
    if piece.titled:
        yield "titled"
    if first.text.split("-")[0] in tables.given:
        yield "given_name" if size > 1 else "given_name_alone"
    if size == 1:
        yield from _single(first)
    else:
        yield from _several(inside, tables)
    if piece.entry is not None:
        yield "town" if piece.entry.table == "city" else f"known_{piece.entry.kind}"
    if last.shape == "cap" and not last.text.endswith(("ian", "ean")):
        if _PLACE_END.search(last.text):
            yield "place_ending"
        elif _PERSON_END.search(last.text):
            yield "person_ending"


def _single(word: Word) -> Iterator[str]:
    if word.shape == "acronym":
        yield "acronym" if len(word.text) <= 7 else "shouted"
    elif looks_like_demonym(word.text):
        yield "demonym_ending"
    elif any(c.isupper() for c in word.text[2:]) and "-" not in word.text and "'" not in word.text:
        yield "camel_case"


def _several(inside: list[Word], tables: Lexicon) -> Iterator[str]:
    if any(w.shape == "initial" for w in inside):
        yield "initial_inside"
    if any(w.text in tables.sets["joiners.person"] for w in inside[1:-1]):
        yield "particle_inside"
    if inside[0].text in tables.sets["directions.names"]:
        yield "direction"
    if any(w.shape == "acronym" and len(w.text) > 2 for w in inside):
        yield "acronym_inside"
    if any(tables.heads.get(w.text) == "ORG" for w in inside):
        yield "organisation_word"
    if any(w.text == "&" for w in inside):
        yield "ampersand"
    if inside[0].text == "The":
        yield "the_inside"
    if sum(w.text.casefold() in tables.sets["plain"] for w in inside):
        yield "plain_word"


_SAID = frozenset({"said", "says", "added", "writes", "wrote", "reports", "reported", "argues", "adds"})
_GOVERNORS = frozenset(["by", "with", "for", "of", "as", "against", "like", "than", "via", "and", "former", "late"])


def _before(sentence: list[Word], piece: Piece, tables: Lexicon) -> Iterator[str]:
    sets = tables.sets
    before, second = _word(sentence, piece.start - 1), _word(sentence, piece.start - 2)
    if piece.initial:
        yield "opens_sentence"
    if before == "the":
        yield "the_before"
        before, second = second, _word(sentence, piece.start - 3)
        if before in sets["cues.place_before"] or before in _GOVERNORS:
            yield f"{'in' if before in sets['cues.place_before'] else before}_the_before"
        return
    if before in ("a", "an"):
        yield "a_before"
    if before in tables.offices and not sentence[piece.start - 1].capital:
        yield "office_before"
    elif before in sets["cues.person_before"]:
        yield "kin_before"
    elif before in sets["cues.org_before"]:
        yield "org_noun_before"
    elif before in _SAID:
        yield "said_before"
    elif before in ("told", "asked", "tells"):
        yield "told_before"
    elif before == "to" and second == "according":
        yield "according_to_before"
    elif before == "of" and second in sets["cues.place_of"]:
        yield "place_noun_of_before"
    elif before == "of" and second in sets["cues.place_deeds"]:
        yield "place_deed_of_before"
    elif before == "of" and second in tables.offices:
        yield "office_of_before"
    elif before in sets["cues.place_before"]:
        yield "in_before"
    elif before in sets["tails.place_after"] or before in sets["cues.place_of"]:
        yield "place_noun_before"
    elif before in sets["cues.place_verbs"]:
        yield "place_verb_before"
    elif before in sets["cues.place_weak"]:
        yield "motion_to_before" if second in sets["cues.motion"] else "to_before"
    elif before in _GOVERNORS:
        yield f"{before}_before"


def _after(sentence: list[Word], piece: Piece, tables: Lexicon) -> Iterator[str]:
    sets = tables.sets
    after, second = _word(sentence, piece.stop), _word(sentence, piece.stop + 1)
    if sentence[piece.stop - 1].possessive:
        if after in _STATE_OFFICES or (second in _STATE_OFFICES and after in tables.modifiers):
            yield "state_office_of"
        elif _state_noun(tables, after, second):
            yield "state_noun_of"
        elif after in _RULE:
            yield "rule_noun_of"
        else:
            yield "possessive"
        return
    if after in (",", "(", "-", "–", "—"):
        yield from _apposition(sentence, piece, tables)
        return
    if piece.stop >= len(sentence) or not joined(sentence[piece.stop]):
        return
    if after in sets["cues.person_after"]:
        yield "who_after"
    elif after in sets["cues.speech"]:
        yield "speech_after"
    elif after in sets["tails.place_after"]:
        yield "place_noun_after"
    elif after in _STATE_OFFICES or (second in _STATE_OFFICES and after in tables.modifiers):
        yield "state_office_after"
    elif _state_noun(tables, after, second):
        yield "state_noun_after"
    elif after in _RULE:
        yield "rule_noun_after"
    elif after in sets["cues.org_after"] and not piece.titled:
        yield "org_noun_after"
    elif sentence[piece.stop].shape == "lower":
        if after in ("and", "or"):
            return
        if after.endswith("s") and not after.endswith("ss") and sentence[piece.stop].text not in _FUNCTION_AFTER and (
                second in _DETERMINERS):
            yield "present_verb_after"
            return
        if after in _FUNCTION_AFTER:
            yield "verb_after" if after in _VERBS_AFTER else "other_after"
        elif not after.endswith(("ed", "ly", "ing")) and len(after) >= _LEAST_NOUN:
            yield "noun_after"


# what only states have, and what leaders, parties and towns have as well
_STATE_OFFICES = frozenset({"president", "minister", "premier", "king", "queen", "ambassador", "vice-president"})
_STATE = frozenset({
    "army", "military", "troops", "soldiers", "parliament", "territory", "soil", "border", "borders", "navy", "embassy",
    "capital", "economy", "citizens", "warplanes", "nationals", "constitution", "independence", "sovereignty",
    "population", "coast", "neighbours", "neighbors", "civil", "national", "largest", "biggest", "northern", "southern",
    "eastern", "western", "main", "central", "second", "foreign", "defence", "defense", "interior", "prime", "first"})
_RULE = frozenset({
    "government", "forces", "police", "authorities", "officials", "people", "side", "city", "town", "village",
    "counterpart", "language", "state", "opposition", "positions", "regime", "administration", "leaders", "leader"})


def _state_noun(tables: Lexicon, after: str, second: str) -> bool:
    """Whether a body or thing that states have stands here. ("government", "air force")"""
    return after in _STATE or (after, second) in tables.national or (after,) in tables.national


def _apposition(sentence: list[Word], piece: Piece, tables: Lexicon) -> Iterator[str]:
    """What a comma or bracket after the piece begins: an office, an age, a country, a class noun."""
    if re.fullmatch(r"\d\d?", _word(sentence, piece.stop + 1)) and _word(sentence, piece.stop + 2) in (",", ")", "."):
        yield "age_after"
        return
    following = sentence[piece.stop + 1] if piece.stop + 1 < len(sentence) else None
    if following is not None and _word(sentence, piece.stop) == "(" and following.shape == "acronym":
        yield "acronym_in_brackets_after"
        return
    if following is not None and not following.possessive and (following.text,) in tables.phrases and (
            tables.phrases[following.text,].kind in ("GPE", "LOC")):
        yield "country_after"
        return
    if piece.initial and following is not None and following.shape in ("number", "cap") and any(
            w.text in ("-", "–", "—") for w in sentence[piece.stop:piece.stop + 8]):
        yield "dateline"
        return
    for at in range(piece.stop + 1, min(piece.stop + 9, len(sentence))):
        word = _word(sentence, at)
        if word in tables.offices:
            yield "office_after"
        elif word in ("who", "whose"):
            yield "who_after"
        elif word in ("capital", "town", "city", "village"):
            yield "town_after"
        elif word in tables.sets["cues.org_before"]:
            yield "org_noun_apposed"
        elif word not in (",", ".", "said", "which", "and", "is", "was"):
            continue
        return
