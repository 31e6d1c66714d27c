"""Direct and indirect quotations with speaker, cue and chain."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from crosswire.extract.speech.actors import CAPITALS, Actor, actors, documents, is_common, without_office
from crosswire.extract.speech.attributions import SIGNED, Attribution, Unit, attributions, units
from crosswire.extract.speech.chains import Place, chained
from crosswire.extract.speech.descriptions import Description, gender_of
from crosswire.extract.speech.indirect import trailing
from crosswire.extract.speech.outlets import Outlets
from crosswire.extract.speech.reading import MASK, Seen, reading
from crosswire.extract.speech.reported import by_reading, by_rules, reported
from crosswire.extract.speech.transcripts import TURN
from crosswire.ids import content_id
from crosswire.model import Article, Mention, Quotation, Reference, Skipped
from crosswire.reader.reading import ReadAttribution, Reading
from crosswire.spans import Span
from crosswire.stage import stage
from crosswire.values import Reason

Spanned = TypeVar("Spanned", Mention, Reference, Description)
SURE = 0.9  # score of a cue from which the reader's word is taken for who speaks
LONGEST_TITLE = 8  # words
SHORT_NAME = 3  # letters: so short a name in capitals may be an acronym
SMALL_WORDS = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "as",
                         "but", "is"])
ATTITUDES = frozenset(["think", "believe", "hope", "fear", "suggest"])
UNSPOKEN = frozenset(["agree", "promise"])  # classes of verbs that as often report a deed as words
CARRY_ON = frozenset(["continue", "go on"])
ABLE = {"he": ("person", "PER", "capitals"), "she": ("person", "PER", "capitals"), "they": ("people",),
        "it": ("ORG", "GPE", "organisation", "document")}  # pronoun -> kinds of speakers that it can stand for
SENTENCE_END = re.compile(r"[.!?]\s")
TITLED = re.compile(r"\b(?:from|in|of|by|with|on|book|novel|film|song|play|essay|poem|article|column|album|documentary|"
                    r"titled|entitled|headlined)\s$", re.I)  # stands before the title of a work
BESIDE = " ,\"”’'»—–-"


@dataclass(frozen=True, slots=True)
class _Credit:
    """Who is given a quotation, by which rule and how surely."""

    speaker: Actor | None
    rule: str
    detail: str
    score: float
    cue: Span | None = None
    act: str | None = None
    via: tuple[Actor, ...] = ()
    lemma: str = ""


@stage
def quotes(articles: Sequence[Article], mentions: Sequence[Mention], references: Sequence[Reference],
           readings: Sequence[Reading]) -> Iterator[Quotation | Skipped]:
    """Quotations with their speaker. ('"We are ready," Mara Vell said.' -> "We are ready,", Mara Vell, cue "said")

    Direct ones are the stretches of at least three words inside marks; a quotation that an attribution breaks
    is two items, the later `part_of` the first. Their speaker is, in this order: who stands right after with
    a reporting verb, right before with one, anywhere in the sentence with one, the speaker that a quotation
    without attribution continues, the sentence's subject. Indirect ones are the contents of reporting verbs.
    Limits: titles of works are told by their capitals alone; no syntax is parsed.
    """
    named, pointing = defaultdict(list), defaultdict(list)
    for mention in mentions:
        named[mention.article_id].append(mention)
    for reference in references:
        pointing[reference.article_id].append(reference)
    read = {each.article_id: each.attributions for each in readings}
    for article in articles:
        seen = reading(article)
        yield from _Article(seen, named[article.id], pointing[article.id], read.get(article.id, ())).quotations()


class _Article:
    """One article's way from units to quotations; remembers who spoke last."""

    def __init__(self, seen: Seen, named: Sequence[Mention], pointing: Sequence[Reference],
                 read: Sequence[ReadAttribution]):
        self.seen = seen
        self.read = read
        self.reader = by_reading(read)
        self.readers = (by_rules, self.reader)
        self.named = sorted(named, key=lambda m: (m.span, m.id))
        self.pointing = sorted(pointing, key=lambda r: (r.span, r.id))
        self.full_names = _full_names(seen, self.named)
        self.outlets = Outlets(seen, self.named)
        self.genders = {m.id: m.gender for m in self.named}
        self.last: _Credit | None = None
        self.last_paragraph = -2
        self.last_first: str | None = None
        self.lead_in: _Credit | None = None
        self.turned: dict[str, Actor] = {}
        self.given: set[Span] = set()

    def quotations(self) -> Iterator[Quotation]:
        for unit in units(self.seen):
            around = self._around(unit)
            place = Place(self.seen, unit, around, self.outlets)
            found = [self._pronoun_of_last(unit, a) for a in chained(place, attributions(self.seen, unit, around))]
            yield from self._direct(unit, found, around)
            yield from self._indirect(place, found)
            self._remember(unit, found, around)

    def _pronoun_of_last(self, unit: Unit, attribution: Attribution) -> Attribution:
        """With the one who spoke just before, where only a pronoun speaks here and nobody was named since."""
        pronoun = attribution.speaker.span.of(self.seen.masked).lower()
        last = self.last.speaker if self.last and self._continues(unit) else None
        if pronoun not in ABLE or last is None or self._unlike(pronoun, last):
            return attribution
        able = last.kind in ABLE[pronoun]
        written = pronoun == "it" and last.role in documents()
        unsettled = attribution.speaker.nobody and (able or (pronoun == "it" and last.unlisted))
        described = able and pronoun != "it" and not last.mention_id and last.kind in ("person", "people")
        nearer = able and pronoun in ("he", "she") and self._named_before(attribution.speaker, last)
        if not (unsettled or described or nearer or written):
            return attribution
        return replace(attribution, speaker=replace(last, span=attribution.speaker.span, full=attribution.speaker.full))

    def _unlike(self, pronoun: str, last: Actor) -> bool:
        """Whether the gender that is known of a speaker speaks against the pronoun."""
        bearer = self.genders.get(last.mention_id or "")
        known = (last.role and gender_of(last.role)) or bearer
        return known == {"he": "f", "she": "m"}.get(pronoun, "")

    def _named_before(self, pointed: Actor, last: Actor) -> bool:
        """Whether the name that a pronoun was resolved to does not stand between the last speaker and it."""
        return not any(m.name == pointed.name for m in _inside(self.named, Span(last.span.start, pointed.span.start)))

    def _around(self, unit: Unit) -> list[Actor]:
        """The actors of the unit."""
        region = unit.span
        return actors(self.seen.article.text, self.seen.masked, region, _inside(self.named, region),
                      _inside(self.pointing, region), _inside(self.seen.phrases, region), self.full_names)

    def _direct(self, unit: Unit, found: Sequence[Attribution], around: Sequence[Actor]) -> Iterator[Quotation]:
        previous: _Credit | None = None
        for index in unit.quotes:
            credit = self._credit(unit, index, found, around)
            if self._is_title(index, credit):
                continue
            same = previous or (self.last if self._continues(unit) else None)
            broken = same is not None and (credit.rule == "continued" or (
                previous is not None and credit.cue is not None and credit.cue == previous.cue))
            quotation = self._quotation(self.seen.quoted[index].span, credit, direct=True,
                                        part_of=self.last_first if broken else None)
            self.last_first = self.last_first if broken and self.last_first else quotation.id
            previous = self.last = credit
            self.last_paragraph = unit.paragraph
            yield quotation

    def _is_title(self, index: int, credit: _Credit) -> bool:
        """Whether the words are a title's: like one, and nobody says them, or they stand behind "in" or "the book"."""
        quoted, masked = self.seen.quoted[index], self.seen.masked
        named = TITLED.search(masked, max(0, quoted.outer.start - 16), quoted.outer.start)
        words = quoted.span.of(self.seen.article.text)
        return (credit.score < 0.7 or named is not None) and _is_title(words.rstrip(",") if named else words)

    def _credit(self, unit: Unit, index: int, found: Sequence[Attribution], around: Sequence[Actor]) -> _Credit:
        """The speaker of a quotation: the first of the rules that answers."""
        rules = (self._attributed_after, self._signed, self._attributed_before, self._read,
                 self._attributed_elsewhere, self._led_in, self._continued, self._subject)
        for rule in rules:
            credit = rule(unit, index, found, around)
            if credit:
                return self._carried(credit)
        return _Credit(None, "unattributed", "nobody near is said to have spoken", 0.0)

    def _attributed_after(self, unit: Unit, index: int, found: Sequence[Attribution], around: Sequence[Actor]
                          ) -> _Credit | None:
        outer = self.seen.quoted[index].outer
        for attribution in found:
            if attribution.span.start >= outer.end and not attribution.inherited and not self.seen.masked[
                    outer.end : attribution.span.start].strip(BESIDE):
                return _given(attribution, "attributed after", 0.95)
        return None

    def _signed(self, unit: Unit, index: int, found: Sequence[Attribution], around: Sequence[Actor]) -> _Credit | None:
        """Who signs with a dash behind the closing mark. ("We hold the bridge." — Mara Vell)"""
        dash = SIGNED.match(self.seen.masked, self.seen.quoted[index].outer.end, unit.span.end)
        signer = next((a for a in around if dash and a.full.start == dash.end()), None)
        return _Credit(signer, "signed", f"{signer.name} stands behind the dash", 0.8) if signer else None

    def _attributed_before(self, unit: Unit, index: int, found: Sequence[Attribution], around: Sequence[Actor]
                           ) -> _Credit | None:
        outer = self.seen.quoted[index].outer
        before = [a for a in found if a.span.end <= outer.start and self._may_precede(unit, a, outer)]
        documented = bool(before) and before[0].speaker.role in documents()
        said = [a for a in before if a is before[0] or not (a.via and documented)]
        said = [a for a in said if not a.speaker.nobody] or said  # "X said he felt it was "..."", whoever "he" is
        return _given(said[-1], "attributed before", 0.85) if said else None

    def _may_precede(self, unit: Unit, attribution: Attribution, outer: Span) -> bool:
        """Not "X goes on "...", not an inner "they thought "..."" whose words are the outer speaker's."""
        inner = attribution.cue.lemma in ATTITUDES or attribution.cue.act in UNSPOKEN
        closed = trailing(self.seen, unit, attribution) and bool(
            SENTENCE_END.search(self.seen.masked, attribution.span.end, outer.start))
        return attribution.cue.lemma not in CARRY_ON and not (inner and attribution.via) and not closed

    def _attributed_elsewhere(self, unit: Unit, index: int, found: Sequence[Attribution], around: Sequence[Actor]
                              ) -> _Credit | None:
        outer = self.seen.quoted[index].outer
        after = [a for a in found if a.span.start >= outer.end]
        return _given(after[0], "attributed in the sentence", 0.7) if after else None

    def _led_in(self, unit: Unit, index: int, found: Sequence[Attribution], around: Sequence[Actor]
                ) -> _Credit | None:
        if self.lead_in and not self.seen.masked[unit.span.start : self.seen.quoted[index].outer.start].strip():
            return self.lead_in
        head = self.seen.masked[unit.span.start : self.seen.quoted[index].outer.start].rstrip()
        turn = TURN.match(self.seen.masked, unit.span.start, unit.span.end)
        if turn and turn.end() == self.seen.quoted[index].outer.start:
            return self._taking_turn(Span(*turn.span("who")), around)
        able = [a for a in around if a.kind != "office" and a.span.end <= unit.span.start + len(head)]
        if head.endswith(":") and able:
            first = able[-1] if able[-1].span.end == unit.span.start + len(head) - 1 else able[0]
            return _Credit(first, "led in", f"{first.name} stands before the colon", 0.8)
        return None

    def _taking_turn(self, who: Span, around: Sequence[Actor]) -> _Credit:
        """The speaker of a transcript's turn: whom the article names so, else the name as it stands there."""
        words = without_office(self.seen.masked, who).of(self.seen.masked)
        last = words.split()[-1].lower()
        named = next((a for a in around if a.span.overlaps(who) and a.kind != "office"), None)
        actor = self.full_names.get(last) or self.turned.get(last) or named or Actor(who, who, "capitals", words)
        shouted = actor.name.isupper() and (" " in actor.name or len(actor.name) > SHORT_NAME)
        actor = replace(actor, span=who, full=who, name=actor.name.title() if shouted else actor.name)
        self.turned.setdefault(last, actor)
        return _Credit(actor, "turn", f"{actor.name} stands before the colon", 0.85)

    def _continued(self, unit: Unit, index: int, found: Sequence[Attribution], around: Sequence[Actor]
                   ) -> _Credit | None:
        """The last speaker, for a unit that is all quotation."""
        quoted = self.seen.quoted[index]
        bare = not re.sub(rf"[\s{MASK}\W]", "", self.seen.masked[unit.span.start : unit.span.end])
        if self.last and self.last.speaker and self._continues(unit) and (bare or quoted.continues):
            return replace(self.last, rule="continued", score=0.75, cue=self._read_cue(quoted.outer),
                           detail=f"goes on from {self.last.speaker.name}")
        return None

    def _read(self, unit: Unit, index: int, found: Sequence[Attribution], around: Sequence[Actor]) -> _Credit | None:
        """Whom the neural reader gives the words to, by a cue in the unit."""
        outer = self.seen.quoted[index].outer
        for item in self.reader(Place(self.seen, unit, around, self.outlets), found):
            if _mostly(outer, item.contents) and item.reason.score >= SURE:
                return _Credit(item.speaker, "read", item.reason.detail, item.reason.score, item.cue, item.act,
                               item.via)
        return None

    def _read_cue(self, quoted: Span) -> Span | None:
        """The cue that the neural reader gives quoted words to, if it stands before them."""
        return next((item.cue for item in self.read
                     if item.cue.end <= quoted.start and _mostly(quoted, item.content)), None)

    def _subject(self, unit: Unit, index: int, found: Sequence[Attribution], around: Sequence[Actor]
                 ) -> _Credit | None:
        """Without any reporting verb: the subject of the sentence, else the last speaker of the paragraph."""
        start = self.seen.quoted[index].outer.start
        able = [a for a in around if a.kind not in ("office", "NORP") and a.span.end <= start]
        if able:
            return _Credit(able[0], "subject", f"{able[0].name} is named first in the sentence", 0.4)
        if self.last and self.last.speaker and self.last_paragraph >= unit.paragraph - 1:
            return replace(self.last, rule="last speaker", score=0.4, cue=None,
                           detail=f"{self.last.speaker.name} spoke last")
        return None

    def _carried(self, credit: _Credit) -> _Credit:
        """The via of the quotation before, where the same speaker goes on ("he added")."""
        last = self.last
        same = last and last.speaker and credit.speaker and last.speaker.name == credit.speaker.name
        if same and last and not credit.via and credit.lemma in ("add", *CARRY_ON):
            return replace(credit, via=last.via)
        return credit

    def _continues(self, unit: Unit) -> bool:
        return self.last_paragraph >= unit.paragraph - 1

    def _indirect(self, place: Place, found: Sequence[Attribution]) -> Iterator[Quotation]:
        for item in reported(place, found, self.readers):
            credit = _Credit(item.speaker, item.reason.rule, item.reason.detail, item.reason.score, item.cue, item.act,
                             item.via)
            first: str | None = None
            for span in item.contents:
                if span in self.given:
                    continue
                self.given.add(span)
                quotation = self._quotation(span, credit, direct=False, part_of=first)
                first = quotation.id
                yield quotation

    def _remember(self, unit: Unit, found: Sequence[Attribution], around: Sequence[Actor]) -> None:
        """Who spoke last, and who is announced by a colon at the unit's end."""
        spoken = [a for a in found if not a.cue.credits]
        if spoken:
            last = spoken[-1]
            outermost = next((a for a in spoken if a.span.start <= last.span.start and a.via == ()), last)
            self.last = self._carried(_given(outermost if not unit.quotes else last, "reported", 0.6))
            self.last_paragraph = unit.paragraph
        ends_open = self.seen.masked[unit.span.start : unit.span.end].rstrip().endswith(":")
        self.lead_in = self._announced(spoken, around) if ends_open else None

    def _announced(self, spoken: Sequence[Attribution], around: Sequence[Actor]) -> _Credit | None:
        """Who is to speak behind a colon at the unit's end."""
        first = spoken[-1].speaker if spoken else next((a for a in around if a.kind != "office"), None)
        via = spoken[-1].via if spoken else ()
        detail = f"{first.name} is announced before the colon" if first else ""
        return _Credit(first, "led in", detail, 0.8, via=via) if first else None

    def _quotation(self, span: Span, credit: _Credit, *, direct: bool, part_of: str | None) -> Quotation:
        return Quotation(
            id=content_id("quotation", self.seen.article.id, span.start, span.end, direct),
            article_id=self.seen.article.id, span=span, direct=direct,
            reason=Reason(credit.rule, credit.detail, credit.score), cue=credit.cue, act=credit.act,
            speaker=credit.speaker.party() if credit.speaker and not credit.speaker.nobody else None,
            via=tuple(actor.party() for actor in credit.via), part_of=part_of)


def _mostly(quoted: Span, parts: Sequence[Span]) -> bool:
    """Whether one of the parts holds more than half of what is quoted."""
    return any(2 * part.shared(quoted) > len(quoted) for part in parts)


def _given(attribution: Attribution, rule: str, score: float) -> _Credit:
    return _Credit(attribution.speaker, rule, f"{attribution.speaker.name}: {attribution.cue.lemma}", score,
                   attribution.cue.span, attribution.cue.act, attribution.via, attribution.cue.lemma)


def _inside(items: Sequence[Spanned], region: Span) -> list[Spanned]:
    first = bisect.bisect_left(items, region.start, key=lambda item: item.span.start)
    last = bisect.bisect_left(items, region.end, key=lambda item: item.span.start)
    return [item for item in items[first:last] if item.span.end <= region.end]


def _is_title(words: str) -> bool:
    """Whether the words look like the title of a work: capitals throughout, no stop. ("The Long Winter")"""
    tokens = re.findall(r"[\w’'-]+", words)
    return (len(tokens) <= LONGEST_TITLE and words[-1:] not in ".,!?…" and all(
        token[0].isupper() or token[0].isdigit() or token.lower() in SMALL_WORDS for token in tokens))


def _full_names(seen: Seen, named: Sequence[Mention]) -> Mapping[str, Actor]:
    """Last word of a name -> the fullest name that ends so; a last word that two people share is left out."""
    found: dict[str, dict[str, Actor]] = defaultdict(dict)
    for mention in named:
        if mention.kind == "PER":
            actor = Actor(mention.span, mention.span, "PER", mention.name, mention.id)
            found[mention.name.split()[-1].lower()].setdefault(mention.name, actor)
    for sentence in seen.sentences:
        for match in CAPITALS.finditer(seen.masked, sentence.span.start, sentence.span.end):
            span = without_office(seen.masked, Span(*match.span()))
            words = span.of(seen.masked).split()
            if len(words) > 1 and words[-1].lower() not in found and not is_common(words[0]):
                name = " ".join(words)
                found[words[-1].lower()].setdefault(name, Actor(span, span, "capitals", name))
    return {last: next(iter(names.values())) for last, names in found.items() if len(names) == 1}
