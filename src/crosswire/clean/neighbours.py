"""What a line's neighbours say about its kind: galleries, video teasers, appeals, lists of headlines, page heads.

Each rule reads the lines and the labels so far and returns labels for more lines; it never changes one that
is there. The order of RULES matters: later rules see what earlier ones found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from crosswire.clean.lines import Label, Line, addresses_reader
from crosswire.values import Reason

Labels = Mapping[int, Label]
NeighbourRule = Callable[[Sequence[Line], Labels], dict[int, Label]]

_SLIDE = 5               # lines that one picture of a gallery may have
_FEWEST_PICTURES = 3     # without a counter ("3 / 8") beside them
_HEAD = 25               # lines in which the head of a page is looked for
_APPEAL_GAP = 3
_LONGEST_LIST = 40       # headlines that one "Most read" may head
_PICTURE_COUNTER = re.compile(r"(?i)\d+ ?(?:images?|photos?|pictures?|slides?)\b.*|.{0,8}\b\d+ ?[|/] ?\d+")
_NAME = re.compile(r"(?:[A-Z][\w'’-]+|[A-Z]\.)(?: (?:[A-Z][\w'’.-]*|de|van|von|al|bin|der|la|and|&|in|,)){0,6}")
_FURNITURE = frozenset({"nav", "plea", "ad", "share", "related"})


def relabel(lines: Sequence[Line], labels: Labels) -> dict[int, Label]:
    """The labels with those that neighbours add."""
    out = dict(labels)
    for rule in RULES:
        out = {**rule(lines, out), **out}
    return out


def galleries(lines: Sequence[Line], labels: Labels) -> dict[int, Label]:
    """Captions between the photo credits of a gallery.

    A gallery is a run of credits at most five lines apart, each stretch between beginning with a heading;
    three credits, or two with a counter of pictures beside them.
    """
    credits = [i for i, found in labels.items() if found.reason.rule == "photo_credit" and found.kind == "credit"]
    out: dict[int, Label] = {}
    for run in _runs(sorted(credits), lines, labels):
        counter = run[-1] + 1 < len(lines) and _PICTURE_COUNTER.fullmatch(lines[run[-1] + 1].text)
        if len(run) < (2 if counter else _FEWEST_PICTURES):
            continue
        found = Label("caption", Reason("gallery", f"a caption among {len(run)} pictures of a gallery"))
        out |= {i: found for i in range(_slide_start(lines, labels, run[0]), run[-1]) if i not in labels}
    return out


def _runs(credits: Sequence[int], lines: Sequence[Line], labels: Labels) -> list[list[int]]:
    runs: list[list[int]] = [[credits[0]]] if credits else []
    for before, credit in pairwise(credits):
        if 1 < credit - before <= _SLIDE + 1 and lines[before + 1].title:
            runs[-1].append(credit)
        else:
            runs.append([credit])
    return runs


def _slide_start(lines: Sequence[Line], labels: Labels, credit: int) -> int:
    """The line with which the first picture's text begins: the nearest heading above its credit."""
    for i in range(credit - 1, max(-1, credit - _SLIDE), -1):
        if i in labels:
            break
        if lines[i].title:
            return i
    return credit


def video_teasers(lines: Sequence[Line], labels: Labels) -> dict[int, Label]:
    """The headline above the length of a video."""
    found = Label("related", Reason("video_teaser", "the headline of a video: its length stands below"))
    return {i - 1: found for i, label in labels.items()
            if label.reason.rule == "video_length" and i and lines[i - 1].title and i - 1 not in labels}


def appeals(lines: Sequence[Line], labels: Labels) -> dict[int, Label]:
    """Paragraphs between two lines of an appeal, if they speak of "we" and "you" outside quotation marks."""
    found = Label("plea", Reason("inside_appeal", "it stands inside an appeal to the reader and speaks to them"))
    pleas = sorted(i for i, label in labels.items() if label.kind == "plea")
    out: dict[int, Label] = {}
    for first, last in pairwise(pleas):
        between = [i for i in range(first + 1, last) if i not in labels]
        if between and len(between) <= _APPEAL_GAP and all(addresses_reader(lines[i].text) for i in between):
            out |= dict.fromkeys(between, found)
    return out


def headline_lists(lines: Sequence[Line], labels: Labels) -> dict[int, Label]:
    """Headlines under "Most read" and the like, up to the first line of prose; at least two below one another.

    A single one counts if furniture follows it. Limit: a subheading right after "Read more" is kept as prose.
    """
    found = Label("related", Reason("headline_list", "a headline in a list of other reports"))
    out: dict[int, Label] = {}
    for i, label in labels.items():
        if label.kind != "related" or label.reason.rule != "headlines_of_other_reports" or lines[i].words > 6:
            continue
        listed = []
        for j in range(i + 1, min(i + 1 + _LONGEST_LIST, len(lines))):
            if j not in labels and not lines[j].title:
                break
            listed.append(j)
        fresh = [j for j in listed if j not in labels and j not in out]
        ended = not listed or listed[-1] + 1 == len(lines)
        if len(fresh) >= 2 and not ended and len(fresh) == len(listed):
            fresh = fresh[:-1]  # the last heading before prose may be a subheading of the report
        if len(fresh) >= 2 or (fresh and (ended or listed[-1] in labels)):
            out |= dict.fromkeys(fresh, found)
    return out


def page_head(lines: Sequence[Line], labels: Labels) -> dict[int, Label]:
    """The author's name and place by themselves in a line, between the headline and the first paragraph."""
    found = Label("credit", Reason("name_line", "a name by itself beside the headline or the date"))
    first_prose = next((i for i, line in enumerate(lines[:_HEAD]) if line.sentence and i not in labels), len(lines))
    dates = [i for i, label in labels.items() if label.reason.rule in {"date_line", "byline"} and i < _HEAD]
    headline = next((i for i, line in enumerate(lines[:_HEAD]) if line.long_title and i not in labels), None)
    out: dict[int, Label] = {}
    for date in dates:
        for step in (-1, 1):
            i = date + step
            while 0 <= i < len(lines) and i not in labels and i != headline and _name_line(lines[i], 5):
                out[i] = found
                i += step
    if headline is not None and dates and first_prose < len(lines):
        out |= {i: found for i in range(headline + 1, first_prose) if i not in labels and _name_line(lines[i], 3)}
    return out


def _name_line(line: Line, longest: int) -> bool:
    return line.words <= longest and not line.text.isupper() and bool(_NAME.fullmatch(line.text))


def enclosed(lines: Sequence[Line], labels: Labels) -> dict[int, Label]:
    """A headline with page furniture right above and below it, once the report's own headline is behind."""
    found = Label("related", Reason("enclosed_headline", "a headline with page furniture above and below"))
    own = next((i for i, line in enumerate(lines) if line.long_title and i not in labels), len(lines))
    return {i: found for i in range(own + 1, len(lines) - 1) if i not in labels and lines[i].title
            and _furniture(labels, i - 1) and _furniture(labels, i + 1)}


def _furniture(labels: Labels, i: int) -> bool:
    return i in labels and labels[i].kind in _FURNITURE


RULES: tuple[NeighbourRule, ...] = (galleries, video_teasers, appeals, page_head, headline_lists, enclosed)
