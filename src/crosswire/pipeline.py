"""The stages in order: what runs for each document alone, and what runs over the whole corpus."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from crosswire.clean.articles import articles
from crosswire.extract.events.stage import event_mentions
from crosswire.extract.figures.stage import figures
from crosswire.extract.names.stage import names
from crosswire.extract.speech.quotes import quotes
from crosswire.extract.speech.references import references
from crosswire.extract.times.stage import times
from crosswire.group.copies.stage import copies
from crosswire.group.datings import datings
from crosswire.group.entities.stage import entities
from crosswire.group.events.stage import events
from crosswire.group.stories.stage import stories
from crosswire.group.utterances.stage import utterances
from crosswire.model import Article, Dating, Document, EntityDecision
from crosswire.reader.reading import Reading
from crosswire.reader.stage import readings
from crosswire.reconcile.disagreements import disagreements
from crosswire.reconcile.origins import origins
from crosswire.reconcile.topics import topics
from crosswire.stage import Records, check, run

CLEAN_STAGES = (articles,)
EXTRACT_STAGES = (readings, names, references, times, quotes, figures, event_mentions)
GROUP_STAGES = (entities, copies, stories, utterances, datings)
COMPARE_STAGES = (events, topics, disagreements, origins)
CORPUS_STAGES = GROUP_STAGES + COMPARE_STAGES
PIPELINE = CLEAN_STAGES + EXTRACT_STAGES + CORPUS_STAGES

READ_LANGUAGES = frozenset({"en"})  # other languages are kept and marked, not read

GIVEN = frozenset({Document, EntityDecision})  # what the world gives, and what the user decides
check(PIPELINE, GIVEN)


def process(document: Document) -> Records:
    """Everything that one document alone gives: its Article and annotations, or Skipped. Pure."""
    cleaned = run(CLEAN_STAGES, {Document: [document]})
    return {**_extracted(cleaned[Article]), **cleaned}


def reconcile(records: Records) -> Records:
    """Everything that only the corpus can tell, from the records of all its documents. Pure.

    The records are put in an order of their own first, so that the order of arrival does not matter; what an
    earlier reconciliation gave is left out. Articles that the corpus can date are read again with that day, since
    "on Tuesday" means something now.
    """
    base = _as_read_alone(records)
    grouped = run(GROUP_STAGES, base)
    found = grouped[Dating]
    if found:
        days = {dating.article_id: dating for dating in found}
        base[Article] = [days[a.id].given_to(a) if a.id in days else a for a in base[Article]]
        grouped = {**run(GROUP_STAGES, _read_again(base, days)), Dating: found}
    return run(COMPARE_STAGES, grouped)


def account_records(documents: Iterable[Document]) -> Records:
    """The whole way in memory: documents in, every record of their account out."""
    together: Records = {}
    for document in documents:
        for kind, items in process(document).items():
            together.setdefault(kind, []).extend(items)
    return reconcile(together)


def _extracted(articles: Sequence[Article]) -> Records:
    """The annotations of the articles; their readings served the extractors and are not kept."""
    found = run(EXTRACT_STAGES, {Article: [article for article in articles if article.language in READ_LANGUAGES]})
    return {kind: items for kind, items in found.items() if kind is not Reading}


def _as_read_alone(records: Records) -> Records:
    """The records as `process` gave them, each kind sorted by id; articles dated earlier are read again undated."""
    dated = {dating.article_id for dating in records.get(Dating, ())}
    gone = frozenset[type]().union(*(stage.gives for stage in CORPUS_STAGES))
    return _read_again({kind: items for kind, items in records.items() if kind not in gone}, dated)


def _read_again(records: Records, article_ids: Container[str]) -> Records:
    """The records with the annotations of these articles made anew."""
    kinds = frozenset[type]().union(*(stage.gives for stage in EXTRACT_STAGES))
    anew = _extracted([article for article in records.get(Article, ()) if article.id in article_ids])
    out: Records = {}
    for kind, items in records.items():
        kept = [item for item in items if kind not in kinds or item.article_id not in article_ids]
        out[kind] = sorted(kept + (anew[kind] if kind in kinds else []), key=lambda item: getattr(item, "id", ""))
    return out
