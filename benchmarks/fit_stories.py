#!/usr/bin/env python3
"""Make the two learned tables of the stories: `python benchmarks/fit_stories.py`. About three minutes on two cores.

wordlists/news_words.toml: the share of ordinary reports in which a stem stands, averaged over the topics of ECB+ train,
GVA train and T17 (words in small letters only, so that no name enters). wordlists/story_weights.toml: logistic
regression on the pairs of articles that the index brings together in GVA train and ECB+ train; both corpora
weigh the same.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from logistic import fitted
from shared import SHARED
from stories import Corpus, read

from crosswire.group.events.features import _light_words, stem
from crosswire.group.stories.features import FEATURES, measured
from crosswire.group.stories.index import StoryIndex
from crosswire.group.stories.profiles import profiles
from crosswire.group.stories.stage import in_order
from crosswire.model import Article, Entity, EventMention, Mention, TimeExpression

TABLES = Path(__file__).resolve().parents[1] / "src/crosswire/wordlists"
SHARES = (.35, .25, .18, .13, .09, .065, .045, .033, .024, .017, .012, .01)
RIDGE = 3.0
_WORD = re.compile(r"[^\W\d_]{3,}")


def topics() -> dict[str, list[str]]:
    """The texts of each topic of the corpora that ordinary words are counted in."""
    out: dict[str, list[str]] = defaultdict(list)
    for path in sorted((SHARED / "corpora/timelines/t17").glob("docs_*.jsonl")):
        out[path.stem] = [json.loads(line)["text"] for line in path.open(encoding="utf-8")]
    for name in ("gva_longtail", "ecbplus"):
        for line in (SHARED / f"corpora/stories/{name}/docs_train.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            if not row.get("exclude"):
                out[f"{name}{row.get('topic', '')}"].append(row["text"])
    return out


def ordinary_words() -> dict[str, float]:
    """Stem -> the share of reports that hold it, for the stems of at least six topics."""
    small, large, share, spread = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    total = 0
    for name, texts in topics().items():
        weight = 1 if name.startswith("ecbplus") else 3  # ECB+ has 25 small topics
        total += weight
        found = Counter[str]()
        for text in texts:
            words = _WORD.findall(text)
            for word in words:
                (small if word.islower() else large)[stem(word)] += 1
            found.update({stem(word) for word in words if word.islower() and word not in _light_words()})
        for word, count in found.items():
            share[word] += weight * count / len(texts)
            spread[word] += count / len(texts) > .004
    return {word: value / total for word, value in share.items()
            if value / total >= SHARES[-1] and small[word] > 1.5 * large[word] and spread[word] >= 6}


def write_words() -> None:
    rows: dict[float, list[str]] = defaultdict(list)
    for word, value in ordinary_words().items():
        rows[next(share for share in SHARES if value >= share)].append(word)
    said = ("Made by benchmarks/fit_stories.py: stems of ordinary words, by the share of reports in which they stand "
            "(at least), averaged over the topics of ECB+ train, GVA train and T17.")
    out = [f'source = "{said}"\n\n[shares]']
    out += [f'"{share}" = """\n' + "\n".join(textwrap.wrap(" ".join(sorted(rows[share])), 118)) + '"""'
            for share in SHARES if rows[share]]
    (TABLES / "news_words.toml").write_text("\n".join(out) + "\n", encoding="utf-8")


def pairs(corpus: Corpus) -> tuple[np.ndarray, np.ndarray]:
    """The features of the pairs that the index brings together, and whether each is of one story."""
    articles = in_order(corpus.records[Article])
    gold = [corpus.gold[article.key] for article in articles]
    made = profiles(articles, *(corpus.records[kind] for kind in (Mention, Entity, TimeExpression, EventMention)))
    index, values, labels = StoryIndex(), [], []
    for at, profile in enumerate(made):
        for other in index.nearest(profile.vectors):
            values.append(measured(made[other], profile))
            labels.append(gold[other] == gold[at])
        index.add(at, profile.vectors)
    return np.array(values), np.array(labels, dtype=float)


def calibration(labels: np.ndarray, log_odds: np.ndarray) -> str:
    """By tenths of the probability: how many pairs, the mean probability, the share that is of one story."""
    likely = 1 / (1 + np.exp(-log_odds))
    tenth = np.minimum((likely * 10).astype(int), 9)
    error = sum(abs(likely[tenth == at].sum() - labels[tenth == at].sum()) for at in range(10)) / len(labels)
    cells = [f"{likely[tenth == at].mean():.2f}:{labels[tenth == at].mean():.2f}" for at in range(10)
             if (tenth == at).any()]
    return f"expected calibration error {error:.3f}; said:true by tenths {' '.join(cells)}"


def main() -> None:
    write_words()
    found = [pairs(read(name, "train")) for name in ("gva", "ecbplus")]
    weights = np.concatenate([np.full(len(labels), len(found[0][1]) / len(labels)) for _, labels in found])
    bias, plain = fitted(np.vstack([v for v, _ in found]), np.concatenate([y for _, y in found]), weights, RIDGE)
    rows = "\n".join(f"{name} = {value:.4f}" for name, value in zip(FEATURES, plain, strict=True))
    said = "Made by benchmarks/fit_stories.py: logistic regression on pairs of articles of GVA train and ECB+ train."
    (TABLES / "story_weights.toml").write_text(f'source = "{said}"\n\nbias = {bias:.4f}\n\n[weights]\n{rows}\n')
    for name in ("gva", "ecbplus"):
        values, labels = pairs(read(name, "dev"))
        print(f"{name} dev: {len(labels)} pairs, {labels.mean():.1%} of one story; "
              + calibration(labels, values @ plain + bias))


if __name__ == "__main__":
    main()
