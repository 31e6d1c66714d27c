"""The contract's machinery: what a signature declares, what `check` refuses, what `run` passes on."""

from collections.abc import Iterator, Sequence

import pytest

from crosswire.errors import DefectError
from crosswire.model import Article, Document, Mention, Skipped, Source
from crosswire.pipeline import GIVEN, PIPELINE
from crosswire.stage import check, run, stage


@stage
def cleaning(documents: Sequence[Document]) -> Iterator[Article | Source | Skipped]:
    yield from ()


@stage
def naming(articles: Sequence[Article]) -> Iterator[Mention]:
    yield from ()


def test_a_signature_declares_what_is_taken_and_given():
    assert dict(cleaning.takes) == {"documents": Document}
    assert cleaning.gives == {Article, Source}
    assert naming.gives == {Mention}


def test_a_wrong_order_is_refused_with_the_way_out():
    with pytest.raises(DefectError, match="'naming' takes Article.*move 'cleaning' before it"):
        check((naming, cleaning), frozenset({Document}))


def test_the_pipeline_is_in_order():
    check(PIPELINE, GIVEN)


def test_a_parameter_that_is_no_sequence_of_records_is_refused():
    def wrong(article: Article) -> Iterator[Mention]:
        yield from ()
    with pytest.raises(DefectError, match="'article' must be Sequence"):
        stage(wrong)


def test_a_missing_return_type_is_refused():
    def wrong(articles: Sequence[Article]):
        yield from ()
    with pytest.raises(DefectError, match="must declare"):
        stage(wrong)


def test_run_leaves_its_input_alone_and_gives_every_kind():
    given = {Document: []}
    result = run((cleaning, naming), given)
    assert given == {Document: []}
    assert result == {Document: [], Article: [], Source: [], Mention: []}
