"""The stemmata of an account: who relies on whom behind a claim, behind an article, and in all articles together."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from crosswire.account import Account
from crosswire.errors import UsageError
from crosswire.model import Article, Event, EventMention, Figure, FigureTopic, Quotation, Utterance
from crosswire.reconcile.claims import Place, members, told
from crosswire.reconcile.independence import independent
from crosswire.reconcile.stemma import Behind, Stemma, claim_stemma
from crosswire.reconcile.stemma_articles import article_stemma
from crosswire.spokespeople import spokespeople

Claim = FigureTopic | Utterance | Event


class Stemmata:
    """Draws the stemmata of one account; everything that they share is worked out once."""

    def __init__(self, account: Account):
        self.account = account
        self.behind = Behind(account.articles, account.sources, account.copies,
                             spokespeople(account.articles, account.mentions, account.canon.called))

    def of(self, record: Any) -> Stemma:
        """The stemma of a claim, of a figure's, quotation's or event mention's claim, or of an article.

        Raises UsageError for any other record.
        """
        if isinstance(record, Article):
            return article_stemma(self.behind, self.account.copies, self._told.values(), {record.id})
        if isinstance(record, Quotation | Figure | EventMention):
            record = self._claims.get(record.id, record)
        if not isinstance(record, Claim | Quotation | Figure | EventMention):
            raise UsageError(f"A {type(record).__name__} has no origins: give the id of an article, a quotation, a "
                             "figure, an event, or of what they are grouped into.")
        ids = members(record)[1] if isinstance(record, Claim) else (record.id,)
        return claim_stemma(self.behind, [self._told[i] for i in ids if i in self._told],
                            record.speaker if isinstance(record, Utterance) else None)

    def whole(self) -> Stemma:
        """Who relies on whom among all articles."""
        return article_stemma(self.behind, self.account.copies, self._told.values())

    @cached_property
    def independent(self) -> int:
        """How many articles are left when versions of one article and reprints of one agency are counted once."""
        return len(independent(self.account.articles, self.account.copies, self.behind.agencies))

    @cached_property
    def _told(self) -> dict[str, Place]:
        account = self.account
        return dict(told(account.quotations, account.figures, account.event_mentions, account.entities))

    @cached_property
    def _claims(self) -> dict[str, Claim]:
        """Record id -> the claim that it makes."""
        claims: list[Claim] = [*self.account.topics, *self.account.utterances, *self.account.events]
        return {i: claim for claim in claims for i in members(claim)[1]}
