"""The one contract, over every stage of the pipeline: see stage.py."""

import copy
import dataclasses
import random

import pytest
from factories import document

from crosswire.model import Article, Document, Skipped
from crosswire.pipeline import CORPUS_STAGES, EXTRACT_STAGES, PIPELINE
from crosswire.spans import Span
from crosswire.stage import run
from crosswire.values import Passage, Side

REPORTS = (
    ("north", "Valdor Courier", "2031-05-14", """Valdoria and Kestria trade blame over bridge attack

At least 12 people were killed and 30 wounded when shells hit the Oster bridge on Tuesday, the Valdorian interior
ministry said. Interior Minister Lena Marsk accused Kestria of
"a deliberate attack on civilians who had nowhere to run".

"We will not be drawn into a war that nobody in this valley wants," Ms Marsk told the Meridian News Agency.

Kestria denied firing on the bridge. Kestrian President Tomas Arvel said that his troops had not left their barracks.
About 4,000 Kestrian soldiers have been deployed near the border since 2 May 2031, according to Valdoria.
"""),
    ("south", "Kestria Daily", "2031-05-16", """Toll of Oster bridge shelling rises to 19
By Ana Ferro

Tuesday 14 May's shelling of the Oster bridge killed 19 people, Valdoria's interior ministry said on Thursday.
"We will not be drawn into a war nobody in this valley wants," Lena Marsk said, according to the Meridian News Agency.
At least 12 people were killed and 30 wounded when shells hit the Oster bridge on Tuesday, the Valdorian interior
ministry said earlier. Kestria has denied that its troops fired. Some 6,000 people fled their homes.
"""),
    ("odd", None, None, "🙂 \u202eשלום\u202c “unclosed — 'marks' \x0b\u2028 12½ % of ½ \ufeff\r\n\r\n\tA\u0301 "
     + "na " * 400),
    ("line", None, "2031-05-17", "The toll of 12 was 'denied' by Valdoria, it said. " * 300),
    ("empty", None, None, "   \n "),
)


def documents() -> list[Document]:
    return [document(name=name, outlet=outlet, published=published, text=text)
            for name, outlet, published, text in REPORTS]


@pytest.fixture(scope="module")
def everything():
    return run(PIPELINE, {Document: documents()})


def arguments(stage, records):
    return {name: tuple(records.get(kind, ())) for name, kind in stage.takes.items()}


def shuffled(given):
    dice = random.Random(7)
    return {name: tuple(dice.sample(items, len(items))) for name, items in given.items()}


def passages(record):
    """(article id, span) of every span in a record."""
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Span):
                yield record.article_id, item
            elif isinstance(item, Passage | Side):
                yield item.article_id, item.span
            elif dataclasses.is_dataclass(item) and getattr(item, "span", None) and hasattr(record, "article_id"):
                yield record.article_id, item.span


def parents(record):
    """Every id of another record that a record names."""
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.name.endswith("_ids"):
            yield from value
        elif field.name.endswith("_id") and field.name not in ("gazetteer_id", "record_id") and value:
            yield value
        for item in value if isinstance(value, tuple) else (value,):
            if getattr(item, "mention_id", None):
                yield item.mention_id


@pytest.mark.parametrize("stage", PIPELINE, ids=lambda stage: stage.name)
class TestContract:
    def test_inputs_stay_unchanged_and_two_runs_are_equal(self, stage, everything):
        given = arguments(stage, everything)
        before = copy.deepcopy(given)
        assert list(stage(**given)) == list(stage(**given))
        assert given == before

    def test_ids_are_unique_and_every_record_says_why(self, stage, everything):
        given = list(stage(**arguments(stage, everything)))
        ids = [record.id for record in given if not isinstance(record, Skipped)]
        assert len(ids) == len(set(ids))
        for record in given:
            reason = getattr(record, "reason", None)
            if reason is not None:
                assert reason.rule
                assert reason.detail
                assert 0 <= reason.score <= 1

    def test_it_gives_what_it_declares(self, stage, everything):
        assert {type(record) for record in stage(**arguments(stage, everything))} <= stage.gives | {Skipped}

    def test_spans_lie_inside_their_text(self, stage, everything):
        texts = {article.id: article.text for article in everything[Article]}
        for record in stage(**arguments(stage, everything)):
            if isinstance(record, Article | Skipped):
                continue
            for article_id, span in passages(record):
                assert span.end <= len(texts[article_id]), record
                assert len(span), record

    def test_parents_are_known(self, stage, everything):
        known = {item.id for items in everything.values() for item in items if hasattr(item, "id")}
        for record in stage(**arguments(stage, everything)):
            if not isinstance(record, Skipped):
                assert set(parents(record)) <= known, record

    def test_nothing_gives_nothing(self, stage):
        assert list(stage(**dict.fromkeys(stage.takes, ()))) == []

    def test_the_order_of_the_input_does_not_matter(self, stage, everything):
        given = arguments(stage, everything)
        one, other = list(stage(**given)), list(stage(**shuffled(given)))
        key = lambda record: getattr(record, "id", "") or record.record_id  # noqa: E731
        assert sorted(one, key=key) == sorted(other, key=key)


@pytest.mark.parametrize("stage", EXTRACT_STAGES, ids=lambda stage: stage.name)
def test_an_extractor_reads_each_article_alone(stage, everything):
    """What an article gives does not depend on the articles beside it: the ground of parallel runs."""
    given = arguments(stage, everything)
    together = {record.id: record for record in stage(**given) if not isinstance(record, Skipped)}
    apart = {}
    for article in everything[Article]:
        own = {name: tuple(item for item in items if getattr(item, "article_id", item.id) == article.id)
               for name, items in given.items()}
        apart.update({record.id: record for record in stage(**own) if not isinstance(record, Skipped)})
    assert apart == together


@pytest.mark.parametrize("stage", [s for s in PIPELINE if s not in CORPUS_STAGES], ids=lambda stage: stage.name)
def test_the_crisis_gives_records(stage, everything):
    assert any(not isinstance(record, Skipped) for record in stage(**arguments(stage, everything)))
