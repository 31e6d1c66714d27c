"""The language of a text, as an ISO 639-1 code."""

from __future__ import annotations

import functools
import re

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from crosswire.values import Reason

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 5000           # characters that suffice to tell
_FEWEST_WORDS = 3
_CERTAIN = 0.7
_ENGLISH = frozenset((
    "the", "of", "and", "to", "in", "a", "is", "was", "were", "that", "for", "on", "with", "as", "by", "at", "from",
    "has", "have", "had", "said", "it", "he", "they", "be", "are", "not", "this", "will", "who", "which", "after",
    "their", "his", "been", "would", "its", "an"))
_ENGLISH_SHARE = 0.2     # of the words, in prose of any length; other languages stay below a tenth


def language(text: str) -> tuple[str, Reason]:
    """The language code and why; "und" where too little is written to tell. ("The army left." -> "en")

    English by its function words first: they tell a ten-word report better than the classifier does; then
    py3langid (97 languages). Limit: a text in two languages gets one of them.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if len(words) < _FEWEST_WORDS and sum(map(len, words)) < _FEWEST_WORDS * 2:
        return "und", Reason("too_short", f"only {len(words)} words to tell the language by", 0.0)
    share = sum(word in _ENGLISH for word in words) / len(words)
    if share >= _ENGLISH_SHARE:
        return "en", Reason("function_words", f"{share:.0%} of the words are English function words", 1.0)
    code, score = _classifier().classify(sample)
    if score < _CERTAIN:
        return "und", Reason("unsure", f"the classifier's best guess, {code}, has only {score:.0%}", float(score))
    return str(code), Reason("classifier", f"py3langid gives {code} {score:.0%}", float(score))


@functools.cache
def _classifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
