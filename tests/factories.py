"""Small records for tests: each factory finds its words in the article and fills in the rest.

    a = article("Ten people died, Mara Vell said.", name="a", outlet="The Courier")
    figure(a, "Ten", low=10, high=10, whom="people", source="Mara Vell")

Every place is given as the words themselves, found in the article's text (`nth=1` takes the second
occurrence). Ids are content-derived as in the stages, so equal arguments give equal records.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from crosswire.ids import content_id
from crosswire.model import (
    Article,
    Copy,
    Document,
    Entity,
    Event,
    EventMention,
    Figure,
    FigureTopic,
    Mention,
    Quotation,
    Reference,
    Source,
    Story,
    TimeExpression,
    Utterance,
)
from crosswire.spans import Span, line_spans, stripped
from crosswire.values import Block, Party, Passage, Reason, Sentence

WHY = Reason("test", "made by a factory")
_SENTENCE = re.compile(r'[^.!?]+(?:[.!?]+["”’\')]*|$)')


def words(article: Article, found: str, nth: int = 0) -> Span:
    """The span of the nth occurrence of these words; fails loudly if they are not there."""
    start = -1
    for _ in range(nth + 1):
        start = article.text.index(found, start + 1)
    return Span(start, start + len(found))


def day(value: dt.date | str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def sentences(text: str, kind: Any = "body") -> tuple[Sentence, ...]:
    """Sentences by the plainest rule (a full stop ends one), each line a paragraph."""
    out = []
    for paragraph, line in enumerate(line_spans(text)):
        for m in _SENTENCE.finditer(line.of(text)):
            span = stripped(text, Span(line.start + m.start(), line.start + m.end()))
            if len(span):
                out.append(Sentence(span, paragraph, kind))
    return tuple(out)


def article(text: str, name: str = "a", *, outlet: str | None = None, published: dt.date | str | None = None,
            blocks: tuple[Block, ...] | None = None, **fields: Any) -> Article:
    """One article, all body unless `blocks` says otherwise. Its id depends on its name alone."""
    fields.setdefault("sentences", sentences(text))
    fields.setdefault("language", "en")
    source_id = source(outlet).id if outlet else None
    return Article(
        id=content_id("article", name), document_id=content_id("document", name), key=name, name=name, text=text,
        blocks=blocks if blocks is not None else (Block(Span(0, len(text)), "body", WHY),), outlet=outlet,
        source_id=fields.pop("source_id", source_id), published=day(published), **fields)


def document(text: str, name: str = "a", *, outlet: str | None = None, published: str | None = None,
             url: str | None = None, title: str | None = None) -> Document:
    """A JSON object's document, as acquire/files.py would give it."""
    key = url or name
    return Document(id=content_id("document", key, text, outlet, published, title), key=key, name=name, origin=name,
                    media_type="application/json", content=text.encode("utf-8", "surrogatepass"), url=url,
                    declared_title=title, declared_outlet=outlet, declared_published=published)


def source(name: str, *, kind: Any = "newspaper", owner: str | None = None) -> Source:
    return Source(id=content_id("source", name), name=name, kind=kind, owner=owner or name)


def party(of: Article | None, name: str | Party | None, at: str | None = None, nth: int = 0) -> Party | None:
    """A Party by its name; `at` are the words that name it in the article (found if they are the name)."""
    if name is None or isinstance(name, Party):
        return name
    if at is None and of is not None and name in of.text:
        at = name
    return Party(name, words(of, at, nth) if of is not None and at is not None else None)


def mention(of: Article, found: str, *, kind: Any = "PER", name: str | None = None, nth: int = 0,
            **fields: Any) -> Mention:
    span = words(of, found, nth)
    return Mention(id=content_id("mention", of.id, span.start, span.end), article_id=of.id, span=span, reason=WHY,
                   kind=kind, name=name or found, **fields)


def reference(of: Article, found: str, to: Mention | None, *, nth: int = 0) -> Reference:
    span = words(of, found, nth)
    return Reference(id=content_id("reference", of.id, span.start, span.end), article_id=of.id, span=span,
                     reason=WHY, mention_id=to.id if to else None, name=to.name if to else None)


def time(of: Article, found: str, value: str | None, *, type: Any = "DATE", anchor: str | None = "published",
         nth: int = 0, **fields: Any) -> TimeExpression:
    span = words(of, found, nth)
    return TimeExpression(id=content_id("time", of.id, span.start, span.end), article_id=of.id, span=span,
                          reason=WHY, type=type, value=value, anchor=anchor, **fields)


def quotation(of: Article, found: str, speaker: str | Party | None = None, *, direct: bool = True,
              cue: str | None = None, via: tuple[str, ...] = (), part_of: Quotation | None = None,
              nth: int = 0) -> Quotation:
    """A quotation whose content is these words, without the marks."""
    span = words(of, found, nth)
    chain = tuple(made for name in via if (made := party(of, name)) is not None)
    return Quotation(id=content_id("quotation", of.id, span.start, span.end), article_id=of.id, span=span,
                     reason=WHY, direct=direct, speaker=party(of, speaker), cue=words(of, cue) if cue else None,
                     via=chain, part_of=part_of.id if part_of else None)


def _clause(of: Article, span: Span, clause: str | None) -> Span:
    """The words named, else the sentence around the span."""
    if clause is not None:
        return words(of, clause)
    return next((s.span for s in of.sentences if s.span.contains(span)), span)


def figure(of: Article, found: str, *, low: float | None, high: float | None, qualifier: Any = "exact",
           measure: Any = "killed", whom: str | None = "people", clause: str | None = None,
           as_of: str | None = None, source: str | Party | None = None, via: tuple[str, ...] = (),
           place: str | None = None, nth: int = 0) -> Figure:
    span = words(of, found, nth)
    chain = tuple(made for name in via if (made := party(of, name)) is not None)
    return Figure(id=content_id("figure", of.id, span.start, span.end), article_id=of.id, span=span, reason=WHY,
                  low=low, high=high, qualifier=qualifier, measure=measure, whom=whom,
                  clause=_clause(of, span, clause), as_of=as_of, source=party(of, source), via=chain, place=place)


def event_mention(of: Article, trigger: str, *, type: str = "ASSAULT", mode: str | None = None,
                  status: Any = "asserted", background: bool = False, actors: tuple[str, ...] = (),
                  recipients: tuple[str, ...] = (), date: str | None = None, place: str | None = None,
                  clause: str | None = None, nth: int = 0) -> EventMention:
    """One clause (by default the sentence around the trigger) that states an event."""
    at = words(of, trigger, nth)
    span = _clause(of, at, clause)
    doers = tuple(made for name in actors if (made := party(of, name)) is not None)
    done_to = tuple(made for name in recipients if (made := party(of, name)) is not None)
    return EventMention(id=content_id("event-mention", of.id, span.start, span.end, type), article_id=of.id,
                        span=span, reason=WHY, trigger=at, type=type, mode=mode, status=status,
                        background=background, actors=doers, recipients=done_to, date=date,
                        place=party(of, place))


def entity(name: str, *mentions: Mention, kind: Any = "PER", aliases: tuple[str, ...] = (),
           **fields: Any) -> Entity:
    return Entity(id=content_id("entity", kind, name), kind=kind, name=name, aliases=aliases or (name,),
                  mention_ids=tuple(m.id for m in mentions), reason=WHY, **fields)


def copy(first: Article, second: Article, passage: str, other: str | None = None, *, kind: Any = "passage") -> Copy:
    """A passage that both articles hold; `other` is its wording in the second, if it differs."""
    passages = (Passage(first.id, words(first, passage)), Passage(second.id, words(second, other or passage)))
    return Copy(id=content_id("copy", *passages), article_ids=(first.id, second.id), passages=passages, kind=kind,
                reason=WHY)


def utterance(*quotations: Quotation, speaker: str | None = None, differences: tuple[Passage, ...] = ()
              ) -> Utterance:
    ids = tuple(q.id for q in quotations)
    return Utterance(id=content_id("utterance", *ids), quotation_ids=ids, speaker=speaker,
                     differences=differences, reason=WHY)


def passage(of: Article, found: str, nth: int = 0) -> Passage:
    return Passage(of.id, words(of, found, nth))


def story(*articles: Article, title: str = "a story", when: str | None = None) -> Story:
    ids = tuple(sorted(each.id for each in articles))
    return Story(id=content_id("story", *ids), title=title, article_ids=ids, when=when, reason=WHY)


def topic(*figures: Figure, label: str = "people killed", relation: Any = "agree", measure: Any = None
          ) -> FigureTopic:
    ids = tuple(f.id for f in figures)
    return FigureTopic(id=content_id("topic", *ids), label=label, measure=measure or figures[0].measure,
                       relation=relation, figure_ids=ids, reason=WHY)


def event(*mentions: EventMention, actors: tuple[str, ...] = (), recipients: tuple[str, ...] = (),
          date: str | None = None, place: str | None = None) -> Event:
    """One event of these mentions, typed and dated as the first of them."""
    first = mentions[0]
    ids = tuple(m.id for m in mentions)
    return Event(id=content_id("event", *ids), type=first.type, mode=first.mode, status=first.status,
                 background=first.background, actors=actors, recipients=recipients, date=date or first.date,
                 place=place, headline=Passage(first.article_id, first.span), mention_ids=ids, reason=WHY)
