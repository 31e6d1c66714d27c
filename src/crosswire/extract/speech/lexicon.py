"""A list of words and phrases, found in a text in one pass: look each word up, then try the longest phrase."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from crosswire.spans import Span

Value = TypeVar("Value")
WORD = re.compile(r"\w+(?:-\w+)*")


class Lexicon(Generic[Value]):
    """Forms in small letters with their values. Costs one dictionary look-up a word, however long the list."""

    def __init__(self, forms: Mapping[str, Value]):
        grouped: dict[str, list[tuple[re.Pattern[str] | None, Value]]] = defaultdict(list)
        for form in sorted(forms, key=lambda form: (-len(form), form)):
            first = WORD.match(form)
            if not first:
                continue
            rest = form[first.end() :].split()
            pattern = re.compile(r"\s+" + r"\s+".join(map(re.escape, rest)) + r"(?![\w-])", re.I) if rest else None
            grouped[first.group()].append((pattern, forms[form]))
        self._grouped = dict(grouped)

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[Span, Value]]:
        """The forms in `text[start:end]`, in text order, the longest at each place, without overlap."""
        grouped, reached = self._grouped, start
        for match in WORD.finditer(text, start, end):
            candidates = grouped.get(match.group().lower())
            if not candidates or match.start() < reached:
                continue
            for pattern, value in candidates:
                rest = pattern.match(text, match.end(), end) if pattern else match
                if rest:
                    reached = rest.end()
                    yield Span(match.start(), reached), value
                    break

    def __contains__(self, word: str) -> bool:
        return any(pattern is None for pattern, _ in self._grouped.get(word, ()))
