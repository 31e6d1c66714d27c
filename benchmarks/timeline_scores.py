"""How good a timeline is against a reference: date F1 and alignment-based ROUGE-1 (AR1).

ROUGE-1 counts the words that two texts share, stop words left out, the others stemmed (Lin, "ROUGE", 2004; options
-s -m). AR1 is `align+ m:1` of Martschat and Markert, "Improving ROUGE for Timeline Summarization" (EACL 2017): each
predicted day is compared with the reference day that costs least, (1 - 1 / (1 + days apart)) * (1 - words shared), and
its hits are divided by 1 + days apart; so for each reference day, which gives recall. Averages are of precision and of
recall, their F1 taken last (Gholipour Ghalandari and Ifrim, ACL 2020).
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from porter import stem

Days = Mapping[dt.date, Sequence[str]]  # a timeline: the sentences of each day
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Score:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def mean(scores: Collection[Score]) -> Score:
    return Score(sum(s.precision for s in scores) / len(scores), sum(s.recall for s in scores) / len(scores))


def date_score(found: Collection[dt.date], gold: Collection[dt.date]) -> Score:
    """Precision and recall of the days chosen."""
    both = len(set(found) & set(gold))
    return Score(both / len(set(found)) if found else 0.0, both / len(set(gold)))


@functools.cache
def _stop_words() -> frozenset[str]:
    lines = Path(__file__).with_name("smart_stop_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def rouge_words(sentences: Sequence[str]) -> Counter[str]:
    """The words that ROUGE counts. (["The guns of August."] -> {"gun": 1, "august": 1})"""
    words = re.sub(r"[^a-z0-9]", " ", " ".join(sentences).lower()).split()
    return Counter(stem(word) if len(word) > 3 else word for word in words if word not in _stop_words())


def align_rouge(found: Days, gold: Days) -> Score:
    """AR1 of a timeline."""
    if not found:
        return Score(0.0, 0.0)
    words = {id(days): {day: rouge_words(text) for day, text in days.items()} for days in (found, gold)}
    raw = {id(days): {day: Counter(_WORD.findall(" ".join(text))) for day, text in days.items()}
           for days in (found, gold)}

    def share(ones: Days, others: Days) -> float:
        hits = total = 0.0
        for day in sorted(ones):
            mate = min(sorted(others), key=lambda other: _apart_cost(day, other) * (
                1 - _overlap(raw[id(ones)][day], raw[id(others)][other])))
            mine, theirs = words[id(ones)][day], words[id(others)][mate]
            hits += (mine & theirs).total() / (1 + abs((day - mate).days))
            total += mine.total()
        return hits / total if total else 0.0

    return Score(share(found, gold), share(gold, found))


def _apart_cost(day: dt.date, other: dt.date) -> float:
    return 1 - 1 / (1 + abs((day - other).days))


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    """F1 of the words as they are written."""
    both = (one & other).total()
    return Score(both / one.total(), both / other.total()).f1 if both else 0.0
