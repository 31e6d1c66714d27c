"""The capitalised stretches of a sentence, cut into pieces: known names, titles, and unknown names.

Rules of this file: a *run* is a chain of capitalised words with only spaces between. Inside a run, table
phrases, titles and nationalities are known at once; what remains is an unknown name, left to name_cues. A head
word ("Ministry", "River") pulls the words before it into one name; "of" may pull what follows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from crosswire.extract.name_tables import Entry, Lexicon, lexicon, longest
from crosswire.extract.name_tokens import Word
from crosswire.model import NameKind


@dataclass(frozen=True, slots=True)
class Piece:
    """Words [start, stop) of a sentence. `kind` None: an unknown name; `sort` says how it was found.

    `role` is the title before it, `gender` what an honorific tells, `initial` that it begins the sentence.
    """

    start: int
    stop: int
    sort: str
    kind: NameKind | None = None
    entry: Entry | None = None
    role: str | None = None
    gender: str | None = None
    country: str | None = None
    initial: bool = False
    titled: bool = False


def pieces(sentence: list[Word]) -> list[Piece]:
    """The name pieces of a sentence in order; titles are folded into the person after them."""
    found: list[Piece] = []
    at = 0
    while at < len(sentence):
        national = _national(sentence, at) or _direction(sentence, at)
        if national:
            found.append(national)
            at = national.stop
            continue
        known = _lower_phrase(sentence, at)
        if known:
            found.append(known)
            at = known.stop
            continue
        if not sentence[at].capital:
            at += 1
            continue
        stop = _run_stop(sentence, at)
        run = _extended(sentence, _headed(sentence, list(_cut(sentence, at, stop))))
        found.extend(run)
        at = max(stop, run[-1].stop if run else stop)
    return _titled(sentence, found)


def joined(word: Word) -> bool:
    """Whether only a space (or a hyphen) stands before the word."""
    return word.gap in (" ", "\u00a0", "-", "", " \u00a0") or (word.gap.isspace() and "\n" not in word.gap)


def _run_stop(sentence: list[Word], start: int) -> int:
    """Where the chain of capitals ends. Particles join persons' names, a full stop joins a short title."""
    tables = lexicon()
    title = _title(sentence, start, len(sentence), True)
    at = title.stop if title else start + 1
    while at < len(sentence):
        word, before = sentence[at], sentence[at - 1]
        if before.possessive and before.text not in tables.sets["joiners.workers"]:
            break
        if word.text == "." and word.gap == "" and _short_title(before) and at + 1 < len(sentence):
            at += 1
            continue
        if not joined(word):
            break
        if word.capital:
            if _national(sentence, at) or _lower_phrase(sentence, at):
                break
            title = _title(sentence, at, len(sentence), True)
            at = title.stop if title else at + 1
            continue
        if word.text == "&" and at + 1 < len(sentence) and sentence[at + 1].capital:
            at += 2
            continue
        step = _particle(sentence, at)
        if not step:
            break
        at += step
    return at


def _short_title(word: Word) -> bool:
    tables = lexicon()
    return (word.text in tables.honorifics or word.text in _MIDDLE
            or ((word.text.casefold(),) in tables.titles and len(word.text) <= 5))


def _particle(sentence: list[Word], at: int) -> int:
    """How many particles stand at `at` before another capital ("de la"), 0 if none."""
    particles = lexicon().sets["joiners.person"]
    for length in (1, 2):
        stop = at + length
        if stop < len(sentence) and all(w.text in particles and joined(w) for w in sentence[at:stop]) and (
                sentence[stop].shape == "cap" and joined(sentence[stop])):
            return length
    return 0


_MIDDLE = frozenset({"Jr", "Sr", "Lt", "Gen", "Col", "Sgt", "Brig", "Maj"})


def _keys(sentence: list[Word], start: int, stop: int) -> list[str]:
    return [word.text.replace("’", "'").replace("‘", "'") for word in sentence[start:stop]]


def _cut(sentence: list[Word], start: int, stop: int) -> Iterator[Piece]:
    """The run as known pieces and the unknown names between them."""
    at, unknown = start, start

    def pending(until: int) -> Iterator[Piece]:
        if unknown < until:
            yield Piece(unknown, until, "unknown", initial=sentence[unknown].first)

    while at < stop:
        piece = _known(sentence, at, stop, at == unknown)
        if piece is None:
            at += 1
            continue
        yield from pending(at)
        if piece.sort != "stop":
            yield piece
        at = unknown = piece.stop
    yield from pending(stop)


def _known(sentence: list[Word], at: int, stop: int, opening: bool) -> Piece | None:
    """What the tables say of the words at `at`: the first of these rules that speaks."""
    for rule in _RULES:
        piece = rule(sentence, at, stop, opening)
        if piece:
            return piece
    return None


def _stop_word(sentence: list[Word], at: int, stop: int, opening: bool) -> Piece | None:
    """Capitals that are no name: calendar words, and ordinary words at the head of a sentence."""
    tables, word = lexicon(), sentence[at]
    text = word.text
    if text in tables.sets["calendar.words"] and text not in _ALSO_NAMES:
        return Piece(at, at + 1, "stop")
    ordinary = text in tables.sets["calendar.words"] or text in tables.sets["acronyms.ordinary"]
    gerund = word.first and text.endswith("ing") and text not in tables.given and (text,) not in tables.phrases
    function = gerund or text.casefold() in tables.sets["plain"] and (word.first or text.casefold() in _FUNCTION)
    if (ordinary or (function and not _begins_phrase(sentence, at, stop)) or text == ".") and opening:
        return Piece(at, at + 1, "stop")
    return None


_ALSO_NAMES = frozenset({"May", "April", "June", "August", "Jan", "Mar", "Sun", "Sat", "Wed", "Sep", "Jul"})
_FUNCTION = frozenset("the a an in on at of to for and but as by if he she it we they i you this that is was".split())


def _begins_phrase(sentence: list[Word], at: int, stop: int) -> bool:
    """Whether a table phrase or a title of several words begins here ("South Korea", "Prime Minister")."""
    match = longest(_keys(sentence, at, stop), 0, stop - at)
    if match and not (match[0] == 1 and match[1].weak):
        return True
    if _title(sentence, at, stop, True) or (at + 1 < stop and sentence[at].text in lexicon().sets["directions.names"]):
        return True
    return at + 1 < stop and sentence[at + 1].text in lexicon().heads and sentence[at].text.casefold() not in _FUNCTION


def _table(sentence: list[Word], at: int, stop: int, opening: bool) -> Piece | None:
    """A phrase of the tables. A weak one must stand alone between known pieces."""
    keys = _keys(sentence, at, stop)
    match = longest(keys, 0, len(keys))
    if not match:
        return None
    length, entry = match
    if entry.article and (at == 0 or sentence[at - 1].text.casefold() != "the"):
        return None
    if entry.weak and not (opening and _boundary(sentence, at + length, stop)):
        return None
    if any(word.possessive for word in sentence[at:at + length - 1]) and entry.table == "city":
        return None
    return Piece(at, at + length, "table", entry.kind, entry, country=entry.country, initial=sentence[at].first)


def _boundary(sentence: list[Word], at: int, stop: int) -> bool:
    """Whether what follows inside the run is no part of the same personal name."""
    if at >= stop:
        return True
    text = sentence[at].text
    tables = lexicon()
    return (text in tables.heads or text in tables.sets["calendar.words"] or bool(_title(sentence, at, stop, True))
            or bool(_national(sentence, at)))


def _title(sentence: list[Word], at: int, stop: int, opening: bool) -> Piece | None:
    """A title before a name: an honorific, a rank or an office, with modifiers ("Deputy Prime Minister")."""
    tables = lexicon()
    text = sentence[at].text
    if text in tables.honorifics:
        end = at + 1 + (at + 1 < stop and sentence[at + 1].text == ".")
        return Piece(at, end, "title", gender=tables.honorifics[text])
    begin = at
    while at < stop and sentence[at].text.casefold() in tables.modifiers and sentence[at].shape == "cap":
        at += 1
    for start in range(at, begin - 1, -1):
        for length in (4, 3, 2, 1):
            parts = tuple(w.text.casefold() for w in sentence[start:min(start + length, stop)])
            if len(parts) == length and parts in tables.titles:
                end = start + length
                end += end < stop and sentence[end].text == "."
                if end < stop and sentence[end].text in tables.heads and sentence[end].text in ("Office", "Ministry"):
                    return None
                role = " ".join(w.text for w in sentence[begin:end] if w.text != ".").casefold()
                return Piece(begin, end, "title", role=role)
    return None


_RULES: tuple[Callable[[list[Word], int, int, bool], Piece | None], ...] = (_stop_word, _title, _table)


def _lower_phrase(sentence: list[Word], at: int) -> Piece | None:
    """A table phrase with small letters in it ("UN refugee agency", "eastern Europe")."""
    limit = min(len(sentence), at + 8)
    if not (sentence[at].capital or (at + 1 < limit and sentence[at + 1].capital)):
        return None
    match = longest(_keys(sentence, at, limit), 0, limit - at)
    if not match or match[0] < 2 or all(w.capital for w in sentence[at:at + match[0]]):
        return None
    if any(not joined(w) for w in sentence[at + 1:at + match[0]]):
        return None
    entry = match[1]
    return Piece(at, at + match[0], "table", entry.kind, entry, country=entry.country, initial=sentence[at].first)


def _direction(sentence: list[Word], at: int) -> Piece | None:
    """A part of a known place ("eastern Kestria")."""
    if sentence[at].text.casefold() not in lexicon().sets["directions.adjectives"] or sentence[at].capital:
        return None
    limit = min(len(sentence), at + 5)
    match = longest(_keys(sentence, at + 1, limit), 0, limit - at - 1) if at + 1 < limit else None
    if not match or match[1].kind not in ("GPE", "LOC") or match[1].table == "city" or not joined(sentence[at + 1]):
        return None
    return Piece(at, at + 1 + match[0], "head", "LOC", country=match[1].country)


def _national(sentence: list[Word], at: int) -> Piece | None:
    """A body of a country, its noun in small letters ("Valdorian air force", "Valdoria's government")."""
    if not sentence[at].capital:
        return None
    tables = lexicon()
    limit = min(len(sentence), at + 7)
    match = longest(_keys(sentence, at, limit), 0, limit - at)
    if not match or match[1].country is None or match[1].kind not in ("NORP", "GPE") or match[1].table == "city":
        return None
    begin = at + match[0]
    if match[1].kind == "GPE" and not (sentence[begin - 1].possessive or sentence[begin - 1].shape == "acronym"):
        return None
    for length in (4, 3, 2, 1):
        stop = begin + length
        if stop > limit or any(not joined(w) for w in sentence[begin:stop]):
            continue
        noun = tuple(w.text.casefold() for w in sentence[begin:stop])
        if noun in tables.national and (sentence[begin].shape == "lower" or sentence[stop - 1].shape == "lower"):
            group = tables.national[noun]
            entry = replace(match[1], kind="ORG", table=f"national {group}")
            return Piece(at, stop, "national", "ORG", entry, country=match[1].country, initial=sentence[at].first)
    return None


def _headed(sentence: list[Word], run: list[Piece]) -> list[Piece]:
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
        match = longest(_keys(sentence, start, piece.stop), 0, piece.stop - start)
        country = match[1].country if match and match[1].table != "city" else None
        out.append(Piece(start, piece.stop, "head", kind, country=country, initial=sentence[start].first))
    return out


def _part_of_place(sentence: list[Word], out: list[Piece], piece: Piece) -> Piece:
    """The place with the words that make it another one ("Eastern Kestria", "Upper Nile"), taken off `out`."""
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


def _extended(sentence: list[Word], run: list[Piece]) -> list[Piece]:
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
                return [*run[:-1], replace(last, stop=stop, sort="head", kind=kind)]  # type: ignore[arg-type]
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
        if link == "and" and (_title(sentence, following, len(sentence), True) or _full_name(sentence, following)):
            break
        stop = following + 1
        while (stop < len(sentence) and sentence[stop].capital and joined(sentence[stop])
               and not sentence[stop - 1].possessive and not _title(sentence, stop, len(sentence), True)
               and not _full_name(sentence, stop)):
            stop += 1
        if sentence[stop - 1].possessive:
            break
    return stop


def _full_name(sentence: list[Word], at: int) -> bool:
    """Whether a given name and another capital stand here: a person, not the object of "of"."""
    return (sentence[at].text in lexicon().given and at + 1 < len(sentence) and sentence[at + 1].capital
            and joined(sentence[at + 1]))


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
    if city and at == piece.stop and sentence[at].text not in ("camp", "airport", "peninsula"):
        return piece
    return replace(piece, stop=at + 1, sort="tail", kind=tables.tails[sentence[at].text], entry=None)


def _titled(sentence: list[Word], found: list[Piece]) -> list[Piece]:
    """Titles handed to the unknown name after them; a title without a name is dropped."""
    out: list[Piece] = []
    role: str | None = None
    gender: str | None = None
    country: str | None = None
    end = -1
    for piece in found:
        touching = piece.start == end
        if not touching:
            role = gender = country = None
        if piece.sort == "title":
            role, gender, end = piece.role or role, piece.gender or gender, piece.stop
            if out and out[-1].stop == piece.start and country is None:
                country = out[-1].country
            continue
        weak = piece.entry is not None and piece.entry.weak
        if touching and end >= 0 and (piece.kind is None or weak):
            piece = replace(piece, role=role, gender=gender, country=country or piece.country, titled=True)
        out.append(piece)
        end = -1
        role = gender = country = None
    return out
