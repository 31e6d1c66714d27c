"""The blocks of a text: which lines are the report's own prose, and what the others are."""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.clean.lines import Label, label, make_lines
from crosswire.clean.neighbours import relabel
from crosswire.spans import Span
from crosswire.values import Block, Reason

_BODY = Label("body", Reason("prose", "nothing marks it as anything but the report's own words"))


def blocks(text: str, paragraphs: Sequence[Span]) -> tuple[Block, ...]:
    """Blocks of whole paragraphs that cover the text; neighbours of one kind and rule are one block.

    ("Share\\nThe army left." -> share, body). First each line's own words are asked (wordlists/boilerplate.toml
    and the rules of lines.py), then its neighbours (neighbours.py). What no rule names is body: a missed advertisement
    costs a reader less than a lost paragraph.
    """
    if not paragraphs:
        return (Block(Span(0, len(text)), "body", _BODY.reason),) if text else ()
    lines = make_lines(text, list(paragraphs))
    labels = relabel(lines, {i: found for i, line in enumerate(lines) if (found := label(line)) is not None})
    out: list[Block] = []
    for i, line in enumerate(lines):
        found = labels.get(i, _BODY)
        start = line.span.start if out else 0
        end = lines[i + 1].span.start if i + 1 < len(lines) else len(text)
        if out and (out[-1].kind, out[-1].reason.rule) == (found.kind, found.reason.rule):
            out[-1] = Block(Span(out[-1].span.start, end), found.kind, out[-1].reason)
        else:
            out.append(Block(Span(start, end), found.kind, found.reason))
    return tuple(out)
