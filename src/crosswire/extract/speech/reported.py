"""Whose words are reported without marks: the one place where candidates for indirect quotations come from.

Rules of this file: a Reader looks at one unit and gives Reported items, each as sure as it says of where its words
begin and end. Readers are asked in the order of READERS. What a later one gives is kept where no earlier one used
that cue or gave much the same words; where one did, speaker and chain stay and the surer one says which words
(`_joined`). What an earlier one gave as a report of its own is dropped where a later one reads it as part of another's
statement (`_absorbed`). What someone says that he thinks is one report (`_repeated`). A reader that only marks spans
(source, cue, content) turns them into a Reported by `from_spans`.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from crosswire.extract.speech.actors import Actor, without_article
from crosswire.extract.speech.attributions import Attribution
from crosswire.extract.speech.chains import Place
from crosswire.extract.speech.indirect import THAT, contents, outside_marks
from crosswire.extract.speech.speakers import subject_before
from crosswire.reader.reading import ReadAttribution
from crosswire.spans import Span
from crosswire.values import Reason

SAME = 0.5  # share of the characters of two contents from which they are the same words
ALIKE = 0.8  # and from which one reader gave the same report twice
RULED = 0.3  # how sure the rules count as of where a content begins and ends: best F1 on PolNeAR dev, as the next two
BELIEVED = 0.15  # how sure of cue and bounds together a report must be to stand alone; those of the rules are (.8 x .3)
FEWEST = 2  # words of a content that a reader marks
RELATIVE = frozenset(["who", "which", "that", "whom"])  # sources that stand for the noun before them
JOINED = re.compile(r"[,\s]+(?:and|but)\s(?:(?:also|then|later|has|had|have|\w+ly)\s)*$")


@dataclass(frozen=True, slots=True)
class Reported:
    """Words that `speaker` is said to have said: `contents` are one stretch, or those that an attribution breaks.

    `sure`: how likely they begin and end there.
    """

    speaker: Actor | None
    contents: tuple[Span, ...]
    cue: Span | None
    reason: Reason
    act: str | None = None
    via: tuple[Actor, ...] = ()
    sure: float = RULED


Reader = Callable[[Place, Sequence[Attribution]], Iterator[Reported]]


def reported(place: Place, found: Sequence[Attribution], readers: Sequence[Reader] = ()) -> list[Reported]:
    """The candidates of a unit, those of an earlier reader before those of a later one; READERS if none are given."""
    out: list[Reported] = []
    for reader in readers or READERS:
        given = list(reader(place, found))
        out = _joined([item for item in out if not _absorbed(item, given)], [_outside(place, item) for item in given])
    return [item for item in out if not _repeated(item, out)]


def _joined(earlier: Sequence[Reported], later: Sequence[Reported]) -> list[Reported]:
    """The earlier reports, with the words of a later one that is surer of them, and the later ones that are new."""
    mended, new = list(earlier), list[Reported]()
    for item in later:
        same = [at for at, other in enumerate(earlier) if _same(item, other)]
        if not item.contents or len(same) > 1:
            continue
        if not same:
            twice = any(_shared(item, other) >= ALIKE for other in new)
            new += [item] if item.sure * item.reason.score >= BELIEVED and not twice else []
        elif item.sure > mended[same[0]].sure and not _speaks_in(mended[same[0]], item):
            mended[same[0]] = replace(mended[same[0]], contents=item.contents, sure=item.sure)
    return mended + new


def _outside(place: Place, item: Reported) -> Reported:
    """The item with what of its contents stands outside marks, behind "that"."""
    text = place.seen.masked
    parts = [Span(that.end(), part.end) if (that := THAT.match(text, part.start, part.end)) else part
             for part in item.contents]
    spans = [outside_marks(place.seen, part, FEWEST) for part in parts]
    return replace(item, contents=tuple(span for span in spans if span))


def _absorbed(item: Reported, given: Sequence[Reported]) -> bool:
    """Whether another reader sees no cue here, and takes cue and words for words of someone's statement."""
    if item.cue is None or item.via or any(other.cue and other.cue.overlaps(item.cue) for other in given):
        return False
    return any(_holds(other, item) for other in given)


def _speaks_in(item: Reported, other: Reported) -> bool:
    """Whether the words that another reader gives take in the speaker or the cue of this one."""
    own = [span for span in (item.cue, item.speaker.span if item.speaker else None) if span]
    return any(part.overlaps(span) for part in other.contents for span in own)


def _repeated(item: Reported, given: Sequence[Reported]) -> bool:
    """Whether it stands inside what the same speaker says: "she said she recalled ..." is one report."""
    return item.cue is not None and any(
        _holds(other, item) and (_name(item) == _name(other) or item.speaker is None or item.speaker.nobody)
        for other in given if other is not item)


def _name(item: Reported) -> str:
    return item.speaker.name.lower() if item.speaker else ""


def _holds(one: Reported, other: Reported) -> bool:
    """Whether cue and words of the other stand inside the words of one."""
    return other.cue is not None and all(
        any(part.contains(span) for part in one.contents) for span in (other.cue, *other.contents))


def by_rules(place: Place, found: Sequence[Attribution]) -> Iterator[Reported]:
    """What the verbs of the table take, attribution by attribution; no stretch twice."""
    taken: set[int] = set()
    around = [None, *found, None]
    for (before, attribution), (_, following) in zip(pairwise(around), pairwise(around[1:]), strict=False):
        if attribution is None:
            continue
        spans = contents(place.seen, place.unit, attribution, following, before, place.around)
        fresh = tuple(span for span in spans if span.start not in taken)
        taken |= {span.start for span in fresh}
        if fresh:
            detail = f"{attribution.speaker.name} {attribution.cue.lemma}"
            yield Reported(attribution.speaker, fresh, attribution.cue.span, Reason("reported", detail, 0.8),
                           attribution.cue.act, attribution.via)


def from_spans(place: Place, found: Sequence[Attribution], *, source: Span | None, cue: Span | None,
               contents: Sequence[Span], reason: Reason, sure: float = RULED) -> Reported:
    """A Reported of marked spans: the speaker is whom the source names, or, where none is marked, the cue's subject.

    Class of verb and chain are those of the rules' attribution with that cue, or of the cue's verb, if there is one.
    """
    known = next((a for a in found if cue and a.cue.span.overlaps(cue)), None)
    verb = next((c for c in place.seen.cues if cue and c.span.overlaps(cue)), None)
    if source and source.of(place.seen.masked).lower() in RELATIVE:
        source = None
    speaker = speaking(place, source) if source else known.speaker if known else _subject(place, found, cue)
    via = known.via if known and speaker and known.speaker.name == speaker.name else ()
    return Reported(speaker, tuple(contents), cue, reason, verb.act if verb else None, via, sure)


def speaking(place: Place, source: Span) -> Actor:
    """The actor that a source names, else the source's own words."""
    near = next((actor for actor in place.around if actor.full.overlaps(source) and actor.kind != "office"), None)
    return near or Actor(source, source, "person", without_article(source.of(place.seen.article.text)))


def _subject(place: Place, found: Sequence[Attribution], cue: Span | None) -> Actor | None:
    """Who speaks where no source is marked: the cue's subject, else the last that the rules heard before it."""
    if cue is None:
        return None
    before = [a.speaker for a in found if a.cue.span.end <= cue.start]
    return subject_before(place.seen.masked, place.unit.span.start, cue.start, place.around) or (
        before[-1] if before else None)


def by_reading(seen: Sequence[ReadAttribution]) -> Reader:
    """What the neural reader takes for reported words, cue by cue; without contents where all is quotation.

    `seen` is in the order of the cues.
    """
    def reader(place: Place, found: Sequence[Attribution]) -> Iterator[Reported]:
        text, unit = place.seen.article.text, place.unit.span
        here = slice(*(bisect.bisect_left(seen, at, key=lambda item: item.cue.start) for at in (unit.start, unit.end)))
        for item in seen[here]:
            if item.sure:
                detail = f"read as the words of {item.source[0].of(text) if item.source else 'someone'}"
                yield from_spans(place, found, source=item.source[0] if item.source else None, cue=item.cue,
                                 contents=_up_to_next(text, item, seen), reason=Reason("read", detail, item.score),
                                 sure=min(item.sure))
    return reader


def _up_to_next(text: str, item: ReadAttribution, seen: Sequence[ReadAttribution]) -> list[Span]:
    """The contents of the cue's paragraph that hold at all, up to a verb that "and" joins to the cue.

    ("she said the mill had burnt and called for help" -> "the mill had burnt")
    """
    end = item.content[-1].end if item.content else 0
    for at in range(bisect.bisect_right(seen, item.cue.end, key=lambda other: other.cue.start), len(seen)):
        if (other := seen[at]).cue.start >= end:
            break
        joint = JOINED.search(text, item.cue.end, other.cue.start)
        if joint and not any(span.start > item.cue.end for span in other.source):
            end = joint.start()
    return [Span(part.start, min(part.end, end)) for part in item.content if part.start < end
            and "\n" not in text[part.end : item.cue.start] + text[item.cue.end : part.start]]


def _same(one: Reported, other: Reported) -> bool:
    """Whether two readers gave the same report: by the same cue, or of much the same words."""
    return bool(one.cue and other.cue and one.cue.overlaps(other.cue)) or _shared(one, other) >= SAME


def _shared(one: Reported, other: Reported) -> float:
    """The largest share of their characters that two stretches of their contents have in common."""
    return max((a.shared(b) / (max(a.end, b.end) - min(a.start, b.start))
                for a in one.contents for b in other.contents), default=0.0)


READERS: tuple[Reader, ...] = (by_rules,)
