"""What references.py weighs: who was named where, in which office, and which words point back at them.

Rules of this file: a Bearer is one name of the article with its mentions; a Sight is a place where it is named
or pointed at. Pronouns look back WINDOW sentences; a description is looked up by its head among the offices
that the article itself gives to people, and among the last words of organisations' names; "the statement" is
that of the last party said to have issued one.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from crosswire.extract.speech.actors import is_media
from crosswire.extract.speech.descriptions import Description, gender_of
from crosswire.extract.speech.reading import Seen
from crosswire.model import Mention
from crosswire.spans import Span
from crosswire.values import Reason

WINDOW = 8  # sentences
FARTHEST = 250  # sights that a description may look back over
OWNING = 0.3  # what a possessor is the less likely by to be meant by a pronoun
MARGIN = 0.12  # two candidates closer than this are equally good
BEARER_KINDS = frozenset(["PER", "ORG", "GPE"])
PRONOUN = re.compile(r"(?<![\w’'-])(?:he|she|it|they)(?![\w-])", re.I)
PRONOUN_GENDER = {"he": "m", "she": "f"}
STUDIES = frozenset(["report", "study", "survey", "document", "transcript", "resolution", "letter"])
STATEMENTS = frozenset(["advisory", "announcement", "bulletin", "communique", "communiqué", "declaration", "memo",
                        "message", "note", "press release", "readout", "release", "statement", "post", "tweet"])
PRESS = frozenset(["press service", "press office"])  # who issues statements
LEADERS = frozenset(["president", "prime minister", "premier", "chancellor", "king", "queen", "leader"])
PLAIN = frozenset(["former", "new", "old", "late", "then", "current", "first", "acting", "prime", "top", "veteran"])
OFFICES = frozenset(["president", "minister", "prime minister", "premier", "secretary", "chancellor", "governor",
                     "mayor",
                     "king", "queen", "ambassador", "spokesman", "spokeswoman", "spokesperson", "general",
                     "secretary-general", "pope"])
REPORTERS = frozenset(["reporter", "correspondent"])  # what "The Tarn Times's Orla Vell" is to that outlet's readers
PRONOUN_KINDS = {"it": {"ORG": 0.6, "GPE": 0.2}, "they": {"ORG": 0.2, "GPE": 0.0}}
BEFORE_CUE = re.compile(r"\s*(?:(?:has|have|had|also|later|earlier|then|further|meanwhile|today|yesterday|"
                        r"(?:on\s)?\w+day|\w+ly)\s+)*", re.I)
CLAUSE_START = re.compile(r"(?:^|[,;:\"”’—–-]\s*|\b(?:and|but|as|when|while|that|after|before|because)\s)"
                          r"(?:(?:the|mr|mrs|ms|miss|dr|sir|president|minister)\.?\s)*$", re.I)
ASIDE = re.compile(r",(?:[^,.;:\x02]{1,110},)?(?=\s)")
AFTER_SPEECH = re.compile(r"[,\"”’»]\s*$")
TITLE_BEFORE = re.compile(r"(\w+\.?)\s+$")
SAID_IN = re.compile(r"\bin\s(?:a|an|its|his|her|their)\s(?:\w+\s){0,3}?(?:statement|release|report|readout|"
                     r"letter|tweet|post|announcement)\b", re.I)
ISSUED_BY = re.compile(r"\s(?:(?:released|issued|published|sent|made)\s)?(?:from|by|of)\s(?:the\s|its\s|"
                       r"his\s)?(?:[\w’'-]+\s){0,2}$", re.I)


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A pronoun or description that may point back. `speaks`: a reporting verb is next to it."""

    span: Span
    kind: Literal["pronoun", "description"]
    head: str
    sentence: int
    speaks: bool
    description: Description | None = None
    modifiers: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()


@dataclass(slots=True)
class Bearer:
    """One name: its mentions, its gender if a title says so, and the offices and countries given to it."""

    name: str
    kind: str
    gender: str | None = None
    roles: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)


@dataclass(frozen=True, slots=True, order=True)
class Sight:
    """One place where a bearer is named or pointed at."""

    at: int
    sentence: int
    name: str
    subject: bool
    speaks: bool
    quoted: bool
    owns: bool = False  # "Mara Vell's spokesman": the sentence is about someone else


class Bearers:
    """The bearers of an article and where they were seen, in text order; grows as pronouns are resolved."""

    def __init__(self, seen: Seen, named: Sequence[Mention]):
        self.seen = seen
        self.named = named
        self.cue_starts = {cue.span.start for cue in seen.cues if not cue.participle}
        self.cue_ends = {cue.span.end for cue in seen.cues if not cue.participle and "person" not in cue.takes
                         and AFTER_SPEECH.search(seen.masked, max(0, cue.span.start - 3), cue.span.start)}
        self.office_before = {phrase.span.end: phrase.span.start for phrase in seen.phrases}
        self.by_name: dict[str, Bearer] = {}
        self.sights: list[Sight] = []
        self._note_names()
        self._note_offices()
        self.documents = self._issued_documents()

    def _note_names(self) -> None:
        last_sentence = -1
        text = self.seen.article.text
        owners = {m.span.end + len("'s "): m for m in self.named if text.startswith(("'s ", "’s "), m.span.end)}
        for mention in self.named:
            if mention.kind not in BEARER_KINDS:
                continue
            bearer = self.by_name.setdefault(mention.name, Bearer(mention.name, mention.kind))
            bearer.mentions.append(mention)
            bearer.gender = bearer.gender or getattr(mention, "gender", None) or _titled(text, mention.span.start)
            bearer.countries |= {mention.country} if mention.country else set()
            if mention.role:
                words = re.findall(r"[\w-]+", mention.role.lower())
                bearer.words.update(words)
                bearer.roles.update([*words[-1:], " ".join(words[-2:])])
            owner = owners.get(mention.span.start)
            if owner and mention.kind == "PER" and is_media(owner.name):
                bearer.roles |= REPORTERS
            sentence = self.seen.sentence_at(mention.span.start)
            quoted = self.seen.inside_quotes(mention.span.start)
            first = sentence != last_sentence and self._opens_clause(sentence, mention.span.start)
            last_sentence = last_sentence if quoted else sentence
            speaks = self.speaks(mention.span)
            owns = mention.span.end + len("'s ") in owners
            subject = (first or speaks) and not owns
            self.sights.append(Sight(mention.span.start, sentence, mention.name, subject, speaks, quoted, owns))
        self.sights.sort()

    def _opens_clause(self, sentence: int, at: int) -> bool:
        """Whether a name begins its clause, an office or title before it aside: it is likely the subject."""
        floor = self.seen.starts[sentence] if self.seen.starts else 0
        begin = self.office_before.get(at - 1, at)
        before = self.seen.masked[max(floor, begin - 30) : begin]
        return not before.strip() or bool(CLAUSE_START.search(before))

    def _note_offices(self) -> None:
        """A description right before a name, or right after it behind a comma, is its bearer's office."""
        text = self.seen.article.text
        ends = {mention.span.end: mention for mention in self.named if mention.kind in BEARER_KINDS}
        starts = {mention.span.start: mention for mention in self.named if mention.kind in BEARER_KINDS}
        for phrase in self.seen.phrases:
            after = text[phrase.span.end : phrase.span.end + 2]
            before = text[max(0, phrase.span.start - 2) : phrase.span.start]
            bearer = starts.get(phrase.span.end + 1) if after[:1] == " " else None
            bearer = bearer or (starts.get(phrase.span.end + 2) if after == ", " else None)
            bearer = bearer or (ends.get(phrase.span.start - 2) if before == ", " and not phrase.definite else None)
            bearer = bearer or (ends.get(phrase.span.start - 2) if before == ", " else None)
            if bearer:
                owner = self.by_name[bearer.name]
                owner.roles.add(phrase.head)
                owner.words |= _words(text, phrase)
                owner.countries |= self.countries_in(phrase.span)
                owner.gender = owner.gender or (gender_of(phrase.head) if owner.kind == "PER" else None)

    def _issued_documents(self) -> list[tuple[int, str, Mention]]:
        """Who issued a document of which kind, by place: "X said in a statement", "X statement", "a statement by X"."""
        text = self.seen.article.text
        out: list[tuple[int, str, Mention]] = []
        able = [m for m in self.named if m.kind in ("ORG", "GPE")]
        starts = [m.span.start for m in able]
        for phrase in self.seen.phrases:
            if phrase.kind != "document":
                continue
            near = able[max(0, bisect.bisect_left(starts, phrase.span.start - 250)) :
                        bisect.bisect_left(starts, phrase.span.end + 80)]
            inside = [m for m in near if phrase.span.contains(m.span)]
            behind = [m for m in (*near, *self._others_near(phrase.span)) if m.span.start > phrase.span.end
                      and ISSUED_BY.fullmatch(text[phrase.span.end : m.span.start])]
            sentence = self.seen.sentence_at(phrase.span.start)
            floor = self.seen.starts[sentence] if self.seen.starts else 0
            in_it = SAID_IN.search(text, max(floor, phrase.span.start - 4), phrase.span.end)
            sayers = [m for m in near if floor <= m.span.start and m.span.end < phrase.span.start
                      and self.speaks(m.span)] if in_it else []
            if in_it and not sayers:
                sayers = [m for m in near if m.span.start > phrase.span.end and self.speaks(m.span)
                          and self.seen.sentence_at(m.span.start) == sentence][:1]
            out += [(phrase.span.start, phrase.head, issuer) for issuer in (inside[:1] or behind[:1] or sayers[-1:])]
        return out

    def _others_near(self, span: Span) -> list[Mention]:
        """People and houses ("a statement from the Palace") named within the next words."""
        first = bisect.bisect_left(self.named, span.end, key=lambda m: m.span.start)
        return [m for m in self.named[first : first + 4] if m.kind in ("PER", "FAC") and m.span.start < span.end + 80]

    def countries_in(self, span: Span) -> set[str]:
        """Countries of the names and nationalities inside the span."""
        first = bisect.bisect_left(self.named, span.start, key=lambda m: m.span.start)
        found: set[str] = set()
        for mention in self.named[first:]:
            if mention.span.end > span.end:
                break
            found |= {mention.country} if mention.country else set()
        return found

    def speaks(self, span: Span) -> bool:
        """Whether a reporting verb follows the words (adverbs aside), or stands right before them."""
        text = self.seen.masked
        aside = ASIDE.match(text, span.end, span.end + 140)
        for end in (span.end, aside.end() if aside else span.end):
            skipped = BEFORE_CUE.match(text, end, end + 60)
            if skipped and skipped.end() > end and skipped.end() in self.cue_starts:
                return True
        return span.start - 1 in self.cue_ends or self.office_before.get(span.start - 1, -1) - 1 in self.cue_ends

    def anaphors(self) -> Iterator[Anaphor]:
        """Pronouns and descriptions outside quotation marks that may point back, in text order."""
        found = [*self._pronouns(), *self._descriptions()]
        yield from sorted(found, key=lambda anaphor: (anaphor.span, anaphor.kind))

    def _pronouns(self) -> Iterator[Anaphor]:
        for sentence in self.seen.sentences:
            for match in PRONOUN.finditer(self.seen.masked, sentence.span.start, sentence.span.end):
                span, head = Span(*match.span()), match.group().lower()
                speaks = self.speaks(span)
                if head in PRONOUN_GENDER or speaks:
                    yield Anaphor(span, "pronoun", head, self.seen.sentence_at(span.start), speaks)

    def _descriptions(self) -> Iterator[Anaphor]:
        text = self.seen.article.text
        starts, ends = {m.span.start for m in self.named}, {m.span.end for m in self.named}
        issues = {at for at, _, _ in self.documents}
        for phrase in self.seen.phrases:
            named = phrase.span.end + 1 in starts and text[phrase.span.end : phrase.span.end + 1] == " "
            named = named or (phrase.span.end + 2 in starts and text[phrase.span.end : phrase.span.end + 2] == ", ")
            named = named or phrase.span.end in ends
            issued = phrase.span.start in issues
            if not named and (phrase.definite or issued):
                yield Anaphor(
                    phrase.span, "description", phrase.head, self.seen.sentence_at(phrase.span.start),
                    self.speaks(phrase.span), phrase, _words(text, phrase) - {phrase.head},
                    frozenset(self.countries_in(phrase.span)))

    def remember(self, winner: Mention, anaphor: Anaphor) -> None:
        """A resolved pronoun is a place where its bearer was seen; a house that issued a statement is no bearer."""
        if winner.name not in self.by_name:
            return
        sight = Sight(anaphor.span.start, anaphor.sentence, winner.name, anaphor.speaks, anaphor.speaks, False)
        bisect.insort(self.sights, sight)

    def choose(self, anaphor: Anaphor) -> tuple[Mention | None, Reason]:
        """The mention that the anaphor stands for, or None, with the reason."""
        if anaphor.description and (anaphor.description.kind == "document" or anaphor.head in PRESS):
            return self._issuer(anaphor)
        end = bisect.bisect_left(self.sights, anaphor.span.start, key=lambda sight: sight.at)
        scores: dict[str, float] = {}
        for sight in self.sights[max(0, end - FARTHEST) : end]:
            distance = anaphor.sentence - sight.sentence
            fit = _fit(anaphor, self.by_name[sight.name], distance)
            if fit is not None and not (sight.quoted and anaphor.speaks and anaphor.kind == "pronoun"):
                near = -0.45 * distance if anaphor.kind == "pronoun" else 2.0 / (1 + distance) - 2.0
                score = fit + near + _standing(anaphor, sight)
                scores[sight.name] = max(scores.get(sight.name, -9.0), score)
        return self._best(anaphor, scores or self._last_speaker(anaphor, end))

    def _last_speaker(self, anaphor: Anaphor, end: int) -> dict[str, float]:
        """For a description whose office nobody bears: who spoke in the two sentences before, if one alone did."""
        phrase = anaphor.description
        if not phrase or phrase.kind != "person" or not anaphor.speaks:
            return {}
        found = {}
        for sight in self.sights[max(0, end - 20) : end]:
            bearer = self.by_name[sight.name]
            unlike = anaphor.head in OFFICES and bearer.roles
            gender = gender_of(anaphor.head)
            if (bearer.kind == "PER" and anaphor.sentence - sight.sentence <= 2 and sight.speaks and not unlike
                    and not (gender and bearer.gender and gender != bearer.gender)):
                found[sight.name] = 1.0
        return found if len(found) == 1 else {}

    def _best(self, anaphor: Anaphor, scores: dict[str, float]) -> tuple[Mention | None, Reason]:
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        if not ranked:
            return None, Reason("no candidate", "nobody named before fits it", 0.0)
        name, score = ranked[0]
        if len(ranked) > 1 and score - ranked[1][1] < MARGIN:
            return None, Reason("two candidates", f"{name} and {ranked[1][0]} fit equally well", 0.0)
        mentions = self.by_name[name].mentions
        last = bisect.bisect_left(mentions, anaphor.span.start, key=lambda m: m.span.start) - 1
        sureness = max(0.0, min(1.0, 0.5 + score / 4))
        return mentions[max(0, last)], Reason(anaphor.kind, f"{name} is the nearest who fits", sureness)

    def _issuer(self, anaphor: Anaphor) -> tuple[Mention | None, Reason]:
        last = bisect.bisect_right(self.documents, anaphor.span.start, key=lambda item: item[0])
        family = next((heads for heads in (STUDIES, STATEMENTS | PRESS) if anaphor.head in heads), {anaphor.head})
        alike = [issuer for _, head, issuer in self.documents[:last] if head in family]
        if not alike:
            return None, Reason("no candidate", "no such document was mentioned before", 0.0)
        issuer = alike[-1]
        return issuer, Reason("statement", f"the last statement mentioned is that of {issuer.name}", 0.7)


def _standing(anaphor: Anaphor, sight: Sight) -> float:
    """How much the place where a bearer was seen speaks for it."""
    owns = sight.owns and anaphor.kind == "pronoun"
    return 0.5 * sight.subject + 0.7 * sight.speaks - 0.8 * sight.quoted - OWNING * owns


def _fit(anaphor: Anaphor, bearer: Bearer, distance: int) -> float | None:
    """How well the bearer fits the words themselves; None if it cannot be."""
    if anaphor.kind == "pronoun":
        if distance > WINDOW:
            return None
        gender = PRONOUN_GENDER.get(anaphor.head)
        if gender is None:
            return PRONOUN_KINDS[anaphor.head].get(bearer.kind) if distance <= 2 else None
        if bearer.kind != "PER" or (bearer.gender and bearer.gender != gender):
            return None
        return 0.2 if bearer.gender else 0.0
    phrase = anaphor.description
    if phrase is None or phrase.kind == "people":
        return None
    if phrase.kind == "organisation":
        if bearer.kind != "ORG":
            return None
        return 2.0 if anaphor.head in bearer.name.lower().split() else 1.5 if anaphor.head in bearer.roles else None
    return _office_fit(anaphor, bearer)


def _office_fit(anaphor: Anaphor, bearer: Bearer) -> float | None:
    alike = anaphor.countries & bearer.countries or (anaphor.modifiers - PLAIN) & bearer.words
    leads = anaphor.head in ("leader", "counterpart") and bool(bearer.roles & LEADERS) and bool(alike)
    serves = anaphor.head == "official" and bool((anaphor.modifiers - PLAIN) & bearer.words)
    if bearer.kind != "PER" or (anaphor.head not in bearer.roles and not leads and not serves):
        return None
    gender = gender_of(anaphor.head)
    if gender and bearer.gender and gender != bearer.gender:
        return None
    if anaphor.countries and bearer.countries and not anaphor.countries & bearer.countries:
        return None
    return 1.0 + 0.8 * len(anaphor.modifiers & bearer.words) + (1.0 if anaphor.countries & bearer.countries else 0.0)


def _words(text: str, phrase: Description) -> frozenset[str]:
    """The words of a description in small letters, with its head, without its determiner."""
    words = frozenset(re.findall(r"[\w-]+", phrase.span.of(text).lower()))
    return words - {phrase.determiner} | {phrase.head}


def _titled(text: str, at: int) -> str | None:
    """The gender that a title right before says. ("Mrs " -> f)"""
    match = TITLE_BEFORE.search(text, max(0, at - 14), at)
    return gender_of(match.group(1)) if match else None
