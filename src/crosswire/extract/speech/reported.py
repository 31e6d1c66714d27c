"""Whose words are reported without marks: the one place where candidates for indirect quotations come from.

Rules of this file: a Reader looks at one unit and gives Reported items. Readers are asked in the order of READERS;
what a later one gives is kept where no earlier one gave much the same words, so to put a reader first is to
replace the rules where it speaks, and to put it last is to extend them. A reader that only marks spans (source,
cue, content) turns them into a Reported by `from_spans`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crosswire.extract.speech.actors import Actor, without_article
from crosswire.extract.speech.attributions import Attribution
from crosswire.extract.speech.chains import Place
from crosswire.extract.speech.indirect import contents
from crosswire.spans import Span
from crosswire.values import Reason

SAME = 0.5  # share of the characters of two contents from which they are the same words


@dataclass(frozen=True, slots=True)
class Reported:
    """Words that `speaker` is said to have said: `contents` are one stretch, or those that an attribution breaks."""

    speaker: Actor
    contents: tuple[Span, ...]
    cue: Span | None
    reason: Reason
    act: str | None = None
    via: tuple[Actor, ...] = ()


Reader = Callable[[Place, Sequence[Attribution]], Iterator[Reported]]


def reported(place: Place, found: Sequence[Attribution], readers: Sequence[Reader] = ()) -> list[Reported]:
    """The candidates of a unit, those of an earlier reader before those of a later one; READERS if none are given."""
    out: list[Reported] = []
    taken: list[Span] = []
    for reader in readers or READERS:
        fresh = [item for item in reader(place, found)
                 if not any(_same(span, other) for span in item.contents for other in taken)]
        taken += [span for item in fresh for span in item.contents]
        out += fresh
    return out


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


def from_spans(place: Place, found: Sequence[Attribution], *, source: Span, cue: Span | None, contents: Sequence[Span],
               reason: Reason) -> Reported:
    """A Reported of marked spans: the speaker is the actor that the source names, else the source's own words.

    Class of verb and chain are those of the rules' attribution with that cue, or of the cue's verb, if there is one.
    """
    near = [actor for actor in place.around if actor.full.overlaps(source) and actor.kind != "office"]
    words = without_article(source.of(place.seen.article.text))
    speaker = near[0] if near else Actor(source, source, "person", words)
    known = next((a for a in found if cue and a.cue.span.overlaps(cue)), None)
    verb = next((c for c in place.seen.cues if cue and c.span.overlaps(cue)), None)
    via = known.via if known and known.speaker.name == speaker.name else ()
    return Reported(speaker, tuple(contents), cue, reason, verb.act if verb else None, via)


def _same(one: Span, other: Span) -> bool:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common >= SAME * (max(one.end, other.end) - min(one.start, other.start))


READERS: tuple[Reader, ...] = (by_rules,)
