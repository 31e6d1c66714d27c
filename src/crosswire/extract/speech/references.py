"""Pronouns and descriptions resolved to the names that they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.extract.speech.reading import reading
from crosswire.extract.speech.reference_candidates import Bearers
from crosswire.ids import content_id
from crosswire.model import Article, Mention, Reference, Skipped
from crosswire.stage import stage


@stage
def references(articles: Sequence[Article], mentions: Sequence[Mention]) -> Iterator[Reference | Skipped]:
    """Pronouns and descriptions with the Mention that they stand for. ("Mara Vell left. She said" -> Mara Vell)

    Candidates are the people and organisations named before in the article; they are weighed by distance in
    sentences, by being a subject or a speaker, by gender, country and office. Two that come out equal are no
    answer: mention_id None, with the reason. Words inside quotation marks are left alone. Limit: nobody is
    sought ahead of the pronoun, and no syntax is parsed. The weighing follows Lappin and Leass (1994).
    """
    by_article: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_article.setdefault(mention.article_id, []).append(mention)
    for article in articles:
        named = sorted(by_article.get(article.id, ()), key=lambda m: (m.span, m.id))
        yield from _resolved(article, named)


def _resolved(article: Article, named: Sequence[Mention]) -> Iterator[Reference]:
    bearers = Bearers(reading(article), named)
    for anaphor in bearers.anaphors():
        winner, reason = bearers.choose(anaphor)
        if winner:
            bearers.remember(winner, anaphor)
        if winner or anaphor.kind == "pronoun" or reason.rule == "two candidates":
            yield Reference(
                id=content_id("reference", article.id, anaphor.span.start, anaphor.span.end), article_id=article.id,
                span=anaphor.span, reason=reason, mention_id=winner.id if winner else None,
                name=winner.name if winner else None)
