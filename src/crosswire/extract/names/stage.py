"""Names of people, organisations and places, by gazetteer, capitals and title cues.

Rules of this file: sentences become words (name_tokens), words become pieces (name_pieces); unknown pieces get a
kind from the cues of all their occurrences in the article (name_cues); short forms find their full names
(name_links). Limits: English capitals are needed; a single unknown word without any cue stays unnamed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal, cast

from crosswire.extract.names import evidence, links
from crosswire.extract.names.cut import national_body
from crosswire.extract.names.evidence import Pieced, is_open
from crosswire.extract.names.pieces import Piece, pieces
from crosswire.extract.names.recut import recut
from crosswire.extract.names.tables import lexicon
from crosswire.extract.names.tokens import Word, headline, words
from crosswire.extract.names.weigh import Verdict, decide
from crosswire.ids import content_id
from crosswire.model import Article, Mention, Skipped
from crosswire.reader.reading import Reading, ReadName
from crosswire.spans import Span
from crosswire.stage import stage
from crosswire.values import READ_KINDS, NameKind, Reason


@dataclass(slots=True)
class _Bearer:
    """What the article tells of one full name."""

    role: str | None = None
    country: str | None = None
    gender: str | None = None
    kinds: set[str] = field(default_factory=set)


@stage
def names(articles: Sequence[Article], readings: Sequence[Reading]) -> Iterator[Mention | Skipped]:
    """Mentions in text order. ("President Ilva Renn of Kestria" -> Ilva Renn (PER, president), Kestria (GPE))

    A table of countries, bodies, regions and towns; titles, heads and class nouns; cues for the rest.
    """
    seen = {each.article_id: each.names for each in readings}
    for article in articles:
        yield from _of_article(article, seen.get(article.id))


def _of_article(article: Article, seen: Sequence[ReadName] | None) -> Iterator[Mention]:
    read = pieced(article.text, [sentence.span for sentence in article.sentences if sentence.kind in READ_KINDS], seen)
    verdicts = _verdicts(read, seen)
    _add_acronyms(read, verdicts)
    _take_class_nouns(read, verdicts)
    _take_state_nouns(read, verdicts)
    placed = [(r, piece, verdict) for r in read for piece in r.pieces
              if (verdict := _kind(r, piece, verdicts)) is not None]
    full = _full_names(placed)
    bearers = _bearers(placed, full)
    for r, piece, (kind, rule, weight) in placed:
        name = full.get(_name(r, piece), _name(r, piece))
        bearer = bearers[kind, name]
        span = r.span(piece)
        yield Mention(
            id=content_id("mention", article.id, span.start, span.end), article_id=article.id, span=span, kind=kind,
            name=name, country=piece.country or bearer.country, role=bearer.role if kind == "PER" else None,
            gender=cast(Literal["f", "m"] | None, bearer.gender) if kind == "PER" else None,
            reason=Reason(rule, _DETAILS.get(rule, f"Known by the cue '{rule.replace('_', ' ')}'."), round(weight, 2)))


def pieced(text: str, sentences: Sequence[Span], seen: Sequence[ReadName] | None = None) -> list[Pieced]:
    """The sentences as words and pieces, cut by the rules and by what the neural reader saw, if it did."""
    alone = frozenset(match.group() for match in _ALONE.finditer(text))
    owned = Counter(match.groups() for match in _OWNED.finditer(text))
    whole = frozenset(pair for pair, count in owned.items() if count > 1 and pair[0] not in alone)
    found = [_whole_possessives(words(text, span), whole) for span in sentences]
    out = [Pieced(text, sentence, pieces(sentence), headline(sentence)) for sentence in found]
    recut(out, seen or ())
    return out


_ALONE = re.compile(r"[^\W\d_]+(?![\w'’])")
_OWNED = re.compile(r"\b([^\W\d_]+)['’]s ([^\W\d_]+)")


def _whole_possessives(sentence: list[Word], whole: frozenset[tuple[str, ...]]) -> list[Word]:
    """Possessives that the article has again and again before one word, and never alone, are part of a name.

    ("Farmer's Purse"; but "Kestria's President", twice, is a country and its office)
    """
    tables = lexicon()
    out = list(sentence)
    for i, (word, following) in enumerate(pairwise(sentence)):
        if (word.possessive and (word.text, following.text) in whole and following.gap == " "
                and word.shape == following.shape == "cap"
                and not any((one.text,) in tables.phrases for one in (word, following))
                and following.text.casefold() not in tables.offices | tables.modifiers):
            out[i] = replace(word, text=f"{word.text}'s", end=word.end + 2, possessive=False)
    return out


_DETAILS = {
    "table": "A name of our tables of countries, bodies, regions and towns.",
    "head": "The name ends in, or begins with, a word that says what it names.",
    "tail": "A class noun in small letters follows and belongs to the name.",
    "national": "A body of a country that the tables know.",
    "acronym_of": "It stands in brackets behind the name that it is short for.",
    "part_of_name": "Its words are part of a longer name in this article.",
}


def _name(r: Pieced, piece: Piece) -> str:
    """The table's canonical name, or the words themselves."""
    if piece.sort == "national" and piece.entry is not None:
        if piece.entry.table == "national government":
            return f"Government of {_country_name(piece)}"
        return f"{piece.entry.name} {' '.join(w.text for w in r.words[piece.start:piece.stop][1:])}" if (
            piece.stop - piece.start > 1 and piece.entry.name == r.words[piece.start].text) else r.surface(piece)
    if piece.entry is not None and not (piece.entry.weak and piece.titled):
        return piece.entry.name
    return r.surface(piece)


def _country_name(piece: Piece) -> str:
    from_table = next((e.name for e in lexicon().phrases.values()
                       if e.table == "country" and e.country == piece.country), None)
    return from_table or (piece.entry.name if piece.entry else "")


def _verdicts(read: Sequence[Pieced], seen: Sequence[ReadName] | None) -> dict[str, Verdict]:
    """Each unknown string -> its kind over all occurrences: by its own cues, then with what other names tell."""
    counts = evidence.own(read, seen)
    first = {surface: verdict for surface, counted in counts.items() if (verdict := decide(counted))}
    told = evidence.related(read, counts, first)
    return {surface: verdict for surface, counted in told.items() if (verdict := decide(counted))}


def _add_acronyms(read: Sequence[Pieced], verdicts: dict[str, Verdict]) -> None:
    """An acronym in brackets behind a name is of its kind, whatever else speaks for it. Changes `verdicts`."""
    kinds = {r.surface(piece): verdict[0] for r in read for piece in r.pieces if (verdict := _kind(r, piece, verdicts))}
    named = [(r.words, [(piece.start, piece.stop, r.surface(piece)) for piece in r.pieces if r.surface(piece) in kinds])
             for r in read]
    for short, name in links.acronyms(named).items():
        verdicts.setdefault(short, (kinds[name], "acronym_of", 0.9))


def _take_class_nouns(read: Sequence[Pieced], verdicts: Mapping[str, Verdict]) -> None:
    """A place keeps the class noun that follows it ("Tarn county"). Changes `read`."""
    nouns = lexicon().sets["tails.admin"]
    places = [(r, i, piece) for r in read for i, piece in enumerate(r.pieces) if piece.sort == "unknown"
              and piece.stop - piece.start == 1 and verdicts.get(r.surface(piece), ("",))[0] == "GPE"]

    def followed(r: Pieced, piece: Piece) -> bool:
        return (piece.stop < len(r.words) and r.words[piece.stop].text in nouns
                and r.words[piece.stop].gap == " " and not r.words[piece.stop - 1].possessive)

    for r, i, piece in places:
        if followed(r, piece):
            r.pieces[i] = replace(piece, stop=piece.stop + 1, sort="class noun", kind="GPE")


def _take_state_nouns(read: Sequence[Pieced], verdicts: Mapping[str, Verdict]) -> None:
    """An unknown people or state takes its body or direction in small letters ("Tarnian air force", "eastern Tarn").

    Changes `read`.
    """
    for r in read:
        for i, piece in enumerate(r.pieces):
            kind = verdicts.get(r.surface(piece), ("",))[0] if piece.sort == "unknown" else None
            body = national_body(r.words, piece.stop) if kind in ("NORP", "GPE") else None
            if body:
                r.pieces[i] = replace(piece, stop=body[0], sort="national", kind="ORG")
            elif kind == "GPE" and piece.start and _direction(r.words[piece.start - 1]):
                r.pieces[i] = replace(piece, start=piece.start - 1, sort="head", kind="LOC")


def _direction(word: Word) -> bool:
    return word.text in lexicon().sets["directions.adjectives"]


def _kind(r: Pieced, piece: Piece, verdicts: Mapping[str, Verdict]) -> Verdict | None:
    """The kind of one occurrence, None if it is no name."""
    surface = r.surface(piece)
    if len(surface) < 2:
        return None
    if is_open(piece):
        return verdicts.get(surface)
    if piece.kind is None or (r.headline and piece.sort in ("head", "tail")):
        return None
    return piece.kind, piece.sort, 0.95 if piece.sort in ("table", "national") else 0.85


def _full_names(placed: Sequence[tuple[Pieced, Piece, Verdict]]) -> dict[str, str]:
    kinds: dict[str, NameKind] = {}
    by_sentence: dict[int, tuple[list[Word], list[tuple[int, int, str]]]] = {}
    for r, piece, (kind, _, _) in placed:
        name = _name(r, piece)
        kinds.setdefault(name, kind)
        by_sentence.setdefault(id(r), (r.words, []))[1].append((piece.start, piece.stop, name))
    full = links.full_names(kinds)
    full.update({k: full.get(v, v) for k, v in links.acronyms(by_sentence.values()).items() if k != v})
    return full


def _bearers(placed: Sequence[tuple[Pieced, Piece, Verdict]], full: Mapping[str, str]
             ) -> dict[tuple[NameKind, str], _Bearer]:
    """Role, country and gender of each full name: the first that the article tells, titles before appositions."""
    out: dict[tuple[NameKind, str], _Bearer] = defaultdict(_Bearer)
    later: list[tuple[_Bearer, str, str | None]] = []
    for r, piece, (kind, _, _) in placed:
        name = _name(r, piece)
        bearer = out[kind, full.get(name, name)]
        bearer.country = bearer.country or piece.country
        if kind != "PER":
            continue
        bearer.role = bearer.role or piece.role or links.office_before(r.words, piece.start)
        bearer.gender = bearer.gender or piece.gender
        office, country = links.apposition(r.words, piece.stop)
        if office:
            later.append((bearer, office, country))
    for bearer, office, country in later:
        bearer.role = bearer.role or office
        bearer.country = bearer.country or country
    for (kind, name), bearer in out.items():
        if kind == "PER" and bearer.gender is None:
            words_ = (bearer.role or "").split()
            bearer.gender = next((lexicon().gender[w] for w in words_ if w in lexicon().gender),
                                 lexicon().given.get(name.split()[0].split("-")[0]) if " " in name else None)
    return out
