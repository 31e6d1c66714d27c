"""The stages in order: what runs for each document alone, and what runs over the whole corpus."""

from __future__ import annotations

from collections.abc import Iterable

from crosswire.clean.articles import articles
from crosswire.extract.event_mentions import event_mentions
from crosswire.extract.figures import figures
from crosswire.extract.names import names
from crosswire.extract.quotes import quotes
from crosswire.extract.references import references
from crosswire.extract.times import times
from crosswire.group.copies import copies
from crosswire.group.entities import entities
from crosswire.group.events import events
from crosswire.group.stories import stories
from crosswire.group.utterances import utterances
from crosswire.model import Article, Document
from crosswire.reconcile.disagreements import disagreements
from crosswire.reconcile.origins import origins
from crosswire.reconcile.topics import topics
from crosswire.stage import Records, check, run

CLEAN_STAGES = (articles,)
EXTRACT_STAGES = (names, references, times, quotes, figures, event_mentions)
CORPUS_STAGES = (entities, copies, stories, utterances, events, topics, disagreements, origins)
PIPELINE = CLEAN_STAGES + EXTRACT_STAGES + CORPUS_STAGES

READ_LANGUAGES = frozenset({"en"})  # other languages are kept and marked, not read

check(PIPELINE, frozenset({Document}))


def process(document: Document) -> Records:
    """Everything that one document alone gives: its Article and annotations, or Skipped. Pure."""
    cleaned = run(CLEAN_STAGES, {Document: [document]})
    read = [article for article in cleaned[Article] if article.language in READ_LANGUAGES]
    annotations = run(EXTRACT_STAGES, {Article: read})
    return {**annotations, **cleaned}


def reconcile(records: Records) -> Records:
    """Everything that only the corpus can tell, from the records of all its documents. Pure.

    The records are put in an order of their own first, so that the order of arrival does not matter; what an
    earlier reconciliation gave is left out.
    """
    earlier = frozenset().union(*(stage.gives for stage in CORPUS_STAGES))
    ordered = {kind: sorted(items, key=lambda item: getattr(item, "id", ""))
               for kind, items in records.items() if kind not in earlier}
    return run(CORPUS_STAGES, ordered)


def account_records(documents: Iterable[Document]) -> Records:
    """The whole way in memory: documents in, every record of their account out."""
    together: Records = {}
    for document in documents:
        for kind, items in process(document).items():
            together.setdefault(kind, []).extend(items)
    return reconcile(together)
