"""Names grown by the words that say what they name: heads before, "of ..." and class nouns after.

Rules of this file: a head word ("Ministry", "River") pulls the words before it into one name; "of" pulls what
follows an organisation; a class noun in small letters ("refugee camp") belongs to the name before it.
"""

from __future__ import annotations

from dataclasses import replace

from crosswire.extract.names.cut import Piece, joined, keys, title_at
from crosswire.extract.names.tables import lexicon, longest
from crosswire.extract.names.tokens import Word
from crosswire.values import NameKind


def headed(sentence: list[Word], run: list[Piece]) -> list[Piece]:
    """Names that end in a head word take in what stands before them ("Valdorian Defence Ministry")."""
    out: list[Piece] = []
    heads = lexicon().heads
    for piece in run:
        last = sentence[piece.stop - 1].text
        kind = heads.get(last) if piece.sort == "unknown" else None
        if piece.sort == "unknown" and last in lexicon().sets["other_heads.words"]:
            continue
        if kind is None and piece.sort == "table" and piece.entry and piece.entry.table == "city":
            kind = heads.get(last) if piece.stop - piece.start > 1 and last != "City" else None
        if kind is None and out and _agency_of(sentence, out[-1], piece):
            owner = out.pop()
            out.append(replace(piece, start=owner.start, sort="head", kind="ORG", country=owner.country))
            continue
        if kind is None:
            out.append(_part_of_place(sentence, out, piece))
            continue
        start = piece.start
        while out and out[-1].stop == start and _joins_head(out[-1], kind):
            start = out.pop().start
        if start == piece.stop - 1 and kind != "ORG":
            continue  # "the River", "the State" alone
        if start == piece.stop - 1 and last.casefold() in lexicon().sets["plain"] | {"ministry", "parliament"}:
            out.append(Piece(start, piece.stop, "bare head", initial=sentence[start].first))
            continue
        match = longest(keys(sentence, start, piece.stop), 0, piece.stop - start)
        country = match[1].country if match and match[1].table != "city" else None
        out.append(Piece(start, piece.stop, "head", kind, country=country, initial=sentence[start].first))
    return out


def _agency_of(sentence: list[Word], owner: Piece, piece: Piece) -> bool:
    """Whether "the" and an acronym of the tables begin an unknown body's name. ("the UN Relief Corps")"""
    words = sentence[piece.start:piece.stop]
    return (owner.stop == piece.start and owner.sort == "table" and piece.sort == "unknown" and len(words) > 1
            and owner.stop - owner.start == 1 and sentence[owner.start].shape == "acronym" and owner.start > 0
            and sentence[owner.start - 1].text.casefold() == "the" and words[0].text not in lexicon().given)


def _part_of_place(sentence: list[Word], out: list[Piece], piece: Piece) -> Piece:
    """The place with the words that make it another one ("Eastern Kestria", "Upper Rhine"), taken off `out`."""
    before = out[-1] if out and out[-1].stop == piece.start and out[-1].sort == "unknown" else None
    if before is None or piece.sort != "table" or piece.entry is None or piece.kind not in ("GPE", "LOC"):
        return piece
    direction = sentence[before.stop - 1].text in lexicon().sets["directions.names"]
    if before.stop - before.start > 1 or not (direction or piece.entry.table == "region"):
        return piece
    out.pop()
    if not direction:
        return Piece(before.start, piece.stop, "unknown", initial=before.initial)
    kind: NameKind = "LOC" if piece.entry.table == "country" else "GPE"
    return Piece(before.start, piece.stop, "head", kind, country=piece.country, initial=before.initial)


def _joins_head(piece: Piece, kind: NameKind) -> bool:
    if piece.sort == "title" or piece.sort == "national":
        return False
    if kind == "ORG":
        return True
    return piece.kind in (None, "GPE", "LOC", "FAC")


def extended(sentence: list[Word], run: list[Piece]) -> list[Piece]:
    """Names with a head take in "of ..." and small-letter class nouns after them."""
    if not run:
        return run
    tables = lexicon()
    last = run[-1]
    first_word, last_word = sentence[last.start].text, sentence[last.stop - 1].text
    organisation = last.sort in ("head", "bare head") and tables.heads.get(last_word) == "ORG"
    if organisation or (last.sort == "unknown" and tables.heads.get(first_word) == "ORG"):
        stop = _of(sentence, last.stop, "ORG")
        if stop > last.stop:
            return [*run[:-1], replace(last, stop=stop, sort="head", kind="ORG")]
        return [p for p in run if p.sort != "bare head"]
    for kind in ("LOC", "GPE", "FAC"):
        if last_word in tables.sets[f"prefixes.{kind}_of"] and last.stop < len(sentence) and (
                sentence[last.stop].text == "of"):
            stop = _of(sentence, last.stop, kind)
            if stop > last.stop:
                return [*run[:-1], replace(last, stop=stop, sort="head", kind=kind)]
    return [*run[:-1], _tailed(sentence, last)]


def _of(sentence: list[Word], at: int, kind: str) -> int:
    """Where "of the Interior and Transport of Kestria" ends, or `at` if nothing of the kind follows."""
    tables = lexicon()
    links = tables.sets["joiners.of"] if kind == "ORG" else frozenset({"of"})
    stop = at
    while stop + 1 < len(sentence) and joined(sentence[stop]):
        link = sentence[stop].text
        following = stop + 1 + (sentence[stop + 1].text == "the")
        if link not in links and not (link in ("and", "&") and stop > at):
            break
        if following >= len(sentence) or not sentence[following].capital or not joined(sentence[following]):
            break
        if link in ("to", "in", "on") and stop == at:
            break
        if link == "and" and (title_at(sentence, following, len(sentence), True) or _full_name(sentence, following)):
            break
        stop = following + 1
        while (stop < len(sentence) and sentence[stop].capital and joined(sentence[stop])
               and not sentence[stop - 1].possessive and not title_at(sentence, stop, len(sentence), True)
               and not _full_name(sentence, stop)):
            stop += 1
        if sentence[stop - 1].possessive:
            break
    return stop


def _full_name(sentence: list[Word], at: int) -> bool:
    """Whether a given name and another capital stand here: a person, not the object of "of"."""
    return (sentence[at].text in lexicon().given and at + 1 < len(sentence) and sentence[at + 1].capital
            and joined(sentence[at + 1]))


_PEOPLE_ENDINGS = ("ian", "ean", "ese", "ish")


def _tailed(sentence: list[Word], piece: Piece) -> Piece:
    """The name with its class noun in small letters ("Norvik refugee camp", "Tarn mountains")."""
    tables = lexicon()
    city = piece.entry is not None and piece.entry.table == "city"
    if not (piece.sort in ("unknown", "head") or city) or sentence[piece.stop - 1].possessive:
        return piece
    at, limit = piece.stop, min(len(sentence), piece.stop + 4)
    while at < limit and joined(sentence[at]) and (
            sentence[at].text in tables.sets["tails.FAC_modifiers"]):
        at += 1
    if at >= limit or not joined(sentence[at]) or sentence[at].text not in tables.tails:
        return piece
    if piece.stop - piece.start == 1 and sentence[piece.start].text.endswith(_PEOPLE_ENDINGS):
        return piece  # "a Kestrian hospital" is any hospital there
    if city and at == piece.stop and sentence[at].text not in ("camp", "airport", "peninsula"):
        return piece
    return replace(piece, stop=at + 1, sort="tail", kind=tables.tails[sentence[at].text], entry=None)
