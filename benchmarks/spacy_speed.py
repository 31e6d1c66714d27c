#!/usr/bin/env python3
"""Time a spaCy 3.8 CNN pipeline (tok2vec 96 wide, tagger, parser, ner) with random weights, which cost the same time.

    python -m venv beside && beside/bin/pip install 'spacy>=3.8,<3.9'
    CROSSWIRE_SPACY=beside/bin/python python benchmarks/reader.py --only speed

Reads a JSON list of texts, prints JSON: words a second of one core by CPU time. Run by reader_speed.py.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time

NEEDED = "this Python has no spaCy 3.8; CROSSWIRE_SPACY names one that has (pip install 'spacy>=3.8,<3.9')"
TOK2VEC = {"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 96, "depth": 4,
           "embed_size": 2000, "window_size": 1, "maxout_pieces": 3, "subword_features": True}
SHARED = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
TAGS = ("NN", "NNS", "NNP", "VB", "VBD", "VBZ", "VBN", "VBG", "IN", "DT", "JJ", "RB", "PRP", "CC", "CD", "TO", ".", ",")
ARCS = ("ROOT", "nsubj", "dobj", "det", "amod", "prep", "pobj", "advmod", "aux", "conj", "cc", "compound", "punct")
KINDS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "DATE", "CARDINAL")


def pipeline():
    """As spaCy's own small models: a tok2vec that tagger and parser listen to, ner with its own."""
    import spacy
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": TOK2VEC})
    parser = {"@architectures": "spacy.TransitionBasedParser.v2", "hidden_width": 64, "maxout_pieces": 2,
              "use_upper": True}
    tagger = nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": SHARED}})
    arcs = nlp.add_pipe("parser", config={"model": {**parser, "state_type": "parser", "extra_state_tokens": False,
                                                    "tok2vec": SHARED}})
    names = nlp.add_pipe("ner", config={"model": {**parser, "state_type": "ner", "extra_state_tokens": False,
                                                  "tok2vec": TOK2VEC}})
    for part, labels in ((tagger, TAGS), (arcs, ARCS), (names, KINDS)):
        for label in labels:
            part.add_label(label)
    nlp.initialize()
    return nlp


def main() -> None:
    if importlib.util.find_spec("spacy") is None:
        sys.exit(NEEDED)
    nlp, texts = pipeline(), json.load(sys.stdin)
    nlp(texts[0])
    begun = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    seconds = time.process_time() - begun
    print(json.dumps({"words/s, spaCy CNN": sum(len(text.split()) for text in texts) / seconds}))


if __name__ == "__main__":
    main()
