"""A reading from end to end, with a pretended encoder: its scores are numbers drawn from the pieces, not learned."""

from types import SimpleNamespace

import numpy as np
import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from crosswire.clean.paragraphs import paragraphs
from crosswire.clean.sentences import sentences
from crosswire.errors import UsageError
from crosswire.reader import encoder as encoder_file
from crosswire.reader.encoder import GRAPHS, WIDTH, Encoder
from crosswire.reader.labels import LAYERS, NAMES, ROOTS, STATUSES
from crosswire.reader.pieces import pieces, sentence_bounds, windows
from crosswire.reader.read import read
from crosswire.spans import Span

SIDE = 8
OUTPUTS = {"names": 1 + 4 * len(NAMES), "layers": 5 * len(LAYERS), "trigger": len(ROOTS) + len(STATUSES),
           "attribution": SIDE, "event": SIDE, "low": WIDTH, "middle": WIDTH, "hidden": WIDTH}
VOCABULARY = {word: at for at, word in enumerate(["[UNK]", *"abcdefghijklmnopqrstuvwxyz", "##s", "mara", "said", ".",
                                                   *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz")])}
TEXT = "Mara Vell said on Radio Tarn that the army left. “We will stay,” she said.\n\nNobody in Ostrel saw them go."


class Pretended(Encoder):
    """Scores by the pieces alone, so that windows that share pieces agree about them."""

    def __init__(self):
        dice = np.random.default_rng(3)
        self.tables = {name: dice.normal(size=(256, size)).astype(np.float32) for name, size in OUTPUTS.items()}
        self.tokenizer = Tokenizer(models.WordPiece(VOCABULARY, unk_token="[UNK]", max_input_chars_per_word=100))
        self.tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
        self.tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        self.lengths = []

    def run(self, graph, wanted, given):
        if graph == "encoder":
            self.lengths.append(given["ids"].shape[1])
            rows = (given["ids"][0] * 7 + given["shapes"][0]) % 256
            at = {name: rows if name == "hidden" else rows[given["words"]] for name in wanted}
            return [self.tables[name][at[name]] for name in wanted]
        if graph == "meaning":
            means = given["sentences"] @ given["pieces"]
            return [means / np.linalg.norm(means, axis=1, keepdims=True)]
        seen = given["words"][None, :, :1] + given["given"][:, None, :1] + given["distance"][:, :, None]
        return [np.sin(seen * np.arange(1, 10, dtype=np.float32)).astype(np.float32)]


def split(text):
    return tuple(s for paragraph in paragraphs(text) for s in sentences(text, paragraph))


def spans(seen):
    yield from (name.span for name in seen.names)
    for said in seen.attributions:
        yield from (said.cue, *said.source, *said.content)
    for event in seen.events:
        yield from (event.trigger, *event.actors, *event.recipients)


HOSTILE = {
    "empty": "", "blank": " \n\t ", "emoji": "😀👍🏽 😀", "no spaces": "x" * 2**20, "marks": "“" * 300 + '"' * 301,
    "a letter a piece": "漢" * 3000, "nul": "Mara\x00 said\x00.", "lone surrogate": "Mara \ud83d said so \udc00.",
    "right to left": "قالت مارا إن الجيش غادر.", "long sentence": "mara said " * 2500, "combining": "e\u0301" * 500}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_odd_texts_are_read_and_all_spans_lie_in_them(text):
    using = Pretended()
    for parts in (split(text), (Span(0, len(text)),), ()):
        seen = read(text, parts, using)
        assert all(0 <= span.start < span.end <= len(text) for span in spans(seen))
        lengths = np.linalg.norm(seen.vectors, axis=1)
        assert seen.vectors.shape == (len(parts), WIDTH)
        assert np.all(np.isclose(lengths, 1, atol=1e-5) | (lengths == 0))
    assert max(using.lengths, default=0) <= 256


def test_no_sentences_is_nothing_read():
    seen = read(TEXT, (), Pretended())
    assert (seen.names, seen.attributions, seen.events) == ((), (), ())


def test_two_readings_of_a_text_are_equal():
    one, other = (read(TEXT, split(TEXT), Pretended()) for _ in range(2))
    assert one == other
    assert np.array_equal(one.vectors, other.vectors)
    assert any(True for _ in spans(one))


def test_a_sentence_has_the_mean_of_its_pieces_as_its_vector():
    using, parts = Pretended(), split(TEXT)
    found = pieces(TEXT, using.tokenizer)
    for row, sentence in enumerate(parts):
        first, after = found.between(sentence)
        mean = using.tables["hidden"][((found.ids * 7 + found.shapes) % 256)[first:after]].mean(axis=0)
        assert np.allclose(read(TEXT, parts, using).vectors[row], mean / np.linalg.norm(mean), atol=1e-5)


def test_names_do_not_depend_on_where_windows_are_cut():
    """Scores come from the pieces alone here, so every name that lies within a sentence stands whatever the window."""
    text = " ".join(f"{TEXT.split('.')[0]} {'abc'[i % 3] * (i % 5 + 1)}." for i in range(60))
    whole = read(text, split(text), Pretended()).names
    assert {name.span for name in whole} == {
        Span(name.span.start + sentence.start, name.span.end + sentence.start) for sentence in split(text)
        for name in read(sentence.of(text), (Span(0, len(sentence)),), Pretended()).names} or len(whole) > 60


def test_parties_of_an_event_stand_in_its_sentence():
    parts = split(TEXT)
    seen = read(TEXT, parts, Pretended())
    assert seen.events
    for event in seen.events:
        home = next(s for s in parts if s.start <= event.trigger.start < s.end)
        assert all(home.start <= party.start and party.end <= home.end for party in (*event.actors, *event.recipients))


def test_every_word_is_asked_about_by_one_call_a_window():
    using = Pretended()
    found = pieces(TEXT, using.tokenizer)
    seen = using.scores(found, next(windows(sentence_bounds(found, split(TEXT)))))
    together = using.given("event", seen, [0, 2, 5], slice(1, 9))
    assert together.shape == (3, 8, 9)
    for row, word in enumerate((0, 2, 5)):
        assert np.array_equal(together[row], using.given("event", seen, [word], slice(1, 9))[0])


def test_weights_that_are_not_there_are_named_with_what_to_do(tmp_path, monkeypatch):
    with pytest.raises(UsageError, match=r"encoder\.onnx, attribution\.onnx.* training/export\.py"):
        Encoder(str(tmp_path))
    encoder_file.encoder.cache_clear()
    monkeypatch.setenv("CROSSWIRE_READER", str(tmp_path))
    with pytest.raises(UsageError, match=r"encoder\.onnx, attribution\.onnx.* training/export\.py"):
        encoder_file.encoder()


def test_the_weights_that_ship_read_a_sentence(monkeypatch):
    encoder_file.encoder.cache_clear()
    monkeypatch.delenv("CROSSWIRE_READER", raising=False)
    seen = read(TEXT, split(TEXT), encoder_file.encoder())
    assert ("Mara Vell", "PER") in {(name.span.of(TEXT), name.kind) for name in seen.names}
    said = next(a for a in seen.attributions if a.cue.of(TEXT) == "said")
    assert [span.of(TEXT) for span in said.source] == ["Mara Vell"]
    assert said.content[0].of(TEXT).endswith("the army left")


def test_weights_of_other_labels_are_refused(tmp_path, monkeypatch):
    for name in (*(f"{graph}.onnx" for graph in GRAPHS), "tokenizer.json"):
        (tmp_path / name).write_text(Pretended().tokenizer.to_str(), encoding="utf-8")
    shapes = {**OUTPUTS, "names": 13}
    outputs = [SimpleNamespace(name=name, shape=["words", size]) for name, size in shapes.items()]
    monkeypatch.setattr(encoder_file.onnxruntime, "InferenceSession",
                        lambda *_, **__: SimpleNamespace(get_outputs=lambda: outputs))
    with pytest.raises(UsageError, match=r"13 scores of names, not 21.*other labels.*train and export them anew"):
        Encoder(str(tmp_path))


def test_what_no_extractor_asks_for_can_be_left_out():
    whole, short = (read(TEXT, split(TEXT), Pretended(), whole=each) for each in (True, False))
    assert (short.names, short.attributions) == (whole.names, whole.attributions)
    assert np.array_equal(short.words.trigger, whole.words.trigger)
    assert whole.events
    assert len(whole.vectors)
    assert (short.events, len(short.vectors)) == ((), 0)
