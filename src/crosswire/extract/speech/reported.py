"""Whose words are reported without marks: the one place where candidates for indirect quotations come from.

Rules of this file: a Reader looks at one unit and gives Reported items. Readers are asked in the order of READERS;
what a later one gives is kept where no earlier one used that cue or gave much the same words. Where one did, its
speaker and chain stay, and the later one may mend how far the words go: it ends them at a pause within the clause, or
begins them earlier (`_mended`). A reader that only marks spans (source, cue, content) turns them into a Reported by
`from_spans`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from crosswire.extract.speech.actors import Actor, without_article
from crosswire.extract.speech.attributions import Attribution
from crosswire.extract.speech.chains import Place
from crosswire.extract.speech.indirect import contents, outside_marks
from crosswire.reader.reading import ReadAttribution
from crosswire.spans import Span
from crosswire.values import Reason

SAME = 0.5  # share of the characters of two contents from which they are the same words
SLACK = 6  # characters by which two contents may begin or end apart and still do so at the same place ("that")
PAUSE = re.compile(r"\s*(?:[,;—–-]|(?:and|but|while|though|although|as)\s)")


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
    for reader in readers or READERS:
        n_earlier = len(out)
        for item in reader(place, found):
            same = [at for at in range(n_earlier) if _same(item, out[at])]
            if not same:
                out.append(item)
            elif len(same) == 1 and _mended(place.seen.article.text, out[same[0]], item):
                out[same[0]] = replace(out[same[0]], contents=item.contents)
    return out


def _mended(text: str, one: Reported, other: Reported) -> bool:
    """Whether `other` ends the words of `one` at a pause inside them, or ends with them and begins earlier."""
    if len(one.contents) != 1 or len(other.contents) != 1:
        return False
    ours, theirs = one.contents[0], other.contents[0]
    cut = abs(theirs.start - ours.start) <= SLACK and theirs.end < ours.end and PAUSE.match(text, theirs.end)
    return bool(cut) or (abs(theirs.end - ours.end) <= SLACK and theirs.start < ours.start - SLACK)


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


def by_reading(seen: Sequence[ReadAttribution]) -> Reader:
    """What the neural reader takes for reported words, cue by cue; it extends the rules, which know fewer verbs."""
    def reader(place: Place, found: Sequence[Attribution]) -> Iterator[Reported]:
        for item in seen:
            if not (place.unit.span.start <= item.cue.start < place.unit.span.end and item.source):
                continue
            spans = [span for part in item.content if (span := outside_marks(place.seen, part))]
            if spans:
                detail = f"read as the words of {item.source[0].of(place.seen.article.text)}"
                yield from_spans(place, found, source=item.source[0], cue=item.cue, contents=spans,
                                 reason=Reason("read", detail, item.score))
    return reader


def _same(one: Reported, other: Reported) -> bool:
    """Whether two readers gave the same report: by the same cue, or of much the same words."""
    if one.cue and other.cue and one.cue.overlaps(other.cue):
        return True
    return any(min(a.end, b.end) - max(a.start, b.start) >= SAME * (max(a.end, b.end) - min(a.start, b.start))
               for a in one.contents for b in other.contents)


READERS: tuple[Reader, ...] = (by_rules,)
