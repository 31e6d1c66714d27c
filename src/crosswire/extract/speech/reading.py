"""What the references and the quotations of an article both need to see: its quoted stretches, cues, descriptions."""

from __future__ import annotations

import bisect
import functools
from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.extract.speech.cues import Cue, cues
from crosswire.extract.speech.descriptions import Description, descriptions, is_verb
from crosswire.extract.speech.marks import Quoted, quoted_spans, word_count
from crosswire.extract.speech.transcripts import turns
from crosswire.model import Article
from crosswire.spans import Span
from crosswire.values import READ_KINDS, Sentence

FEWEST_WORDS = 3  # a quotation has at least so many (eval guide); shorter ones are scare quotes or titles
MASK = "\x02"


@dataclass(frozen=True, slots=True)
class Seen:
    """An article as the rules see it. `masked` is the text with quoted words blanked out, same length.

    `quoted` are the outermost quoted stretches of at least FEWEST_WORDS words; `paragraphs` and `sentences`
    are those of its body and captions.
    """

    article: Article
    masked: str
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[Span, ...]
    quoted: tuple[Quoted, ...]
    cues: tuple[Cue, ...]
    phrases: tuple[Description, ...]
    starts: tuple[int, ...]

    def sentence_at(self, at: int) -> int:
        """The index of the sentence that holds the character."""
        return max(0, bisect.bisect_right(self.starts, at) - 1)

    def inside_quotes(self, at: int) -> bool:
        """Whether the character is quoted."""
        return self.masked[at] == MASK


@functools.lru_cache(maxsize=4)  # the references and the quotations of an article are read one after the other
def reading(article: Article) -> Seen:
    """The article's body and captions as a Seen."""
    text = article.text
    sentences = tuple(s for s in article.sentences if s.kind in READ_KINDS)
    paragraphs = _paragraphs(sentences)
    spoken = turns(text, paragraphs)
    marked = [q for q in quoted_spans(text, paragraphs)
              if q.depth == 0 and word_count(q.span.of(text)) >= FEWEST_WORDS]
    quoted = tuple(sorted([*spoken, *(q for q in marked if not any(q.outer.overlaps(turn.outer) for turn in spoken))],
                          key=lambda q: q.span))
    masked = _masked(text, quoted)
    return Seen(
        article=article, masked=masked, sentences=sentences, paragraphs=paragraphs, quoted=quoted,
        cues=tuple(cue for p in paragraphs for cue in cues(masked, p.start, p.end)),
        phrases=tuple(found for s in sentences for found in descriptions(masked, s.span.start, s.span.end)
                      if not is_verb(masked, found)),
        starts=tuple(s.span.start for s in sentences))


def _paragraphs(sentences: Sequence[Sentence]) -> tuple[Span, ...]:
    """From the first to the last sentence of each paragraph."""
    out: list[Span] = []
    last = None
    for sentence in sentences:
        if sentence.paragraph == last:
            out[-1] = Span(out[-1].start, sentence.span.end)
        else:
            out.append(sentence.span)
        last = sentence.paragraph
    return tuple(out)


def _masked(text: str, quoted: Sequence[Quoted]) -> str:
    pieces, at = [], 0
    for stretch in quoted:
        if stretch.span.start < at:
            continue
        pieces += [text[at : stretch.span.start], MASK * len(stretch.span)]
        at = stretch.span.end
    return "".join([*pieces, text[at:]])
