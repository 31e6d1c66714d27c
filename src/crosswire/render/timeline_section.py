"""The timeline section of the report: the picture, the map, and the list that says what both say."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from crosswire.render import words
from crosswire.render.atlas import Spot, map_svg
from crosswire.render.chronicle import Bar, chronicle_svg
from crosswire.render.citations import Citations, CiteList, Excerpt
from crosswire.render.timeline import Entry, Timeline
from crosswire.tables import table
from crosswire.values import Place

MAX_ENTRIES, OPEN = 60, 20  # entries on the page, and those not folded away
KEY = 1 / 4  # the share of the entries that is shown as weightiest
MAX_NAMED = 8  # events that the title of a place names
WIDE, NARROW = (860, 112), (350, 92)  # pixels of the picture, and of the names of its rows
TONES = {1: "talk", 2: "help", 3: "dispute", 4: "force"}  # by PLOVER's quad


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A timeline entry as it is shown."""

    anchor: str
    when: str
    iso: str
    kind: str
    tone: str
    status: str
    headline: Excerpt
    actors: str
    place: str
    key: bool
    articles: int
    origins: int | None
    also: CiteList


@dataclass(frozen=True, slots=True)
class TimelineView:
    """What the section shows: rows and how many were left out, for news and background; the pictures of the news.

    `lesser` are the rows of lower weight, to be folded away.
    """

    rows: tuple[EntryRow, ...]
    lesser: tuple[EntryRow, ...]
    left_out: int
    background: tuple[EntryRow, ...]
    background_left_out: int
    undated: int
    charts: tuple[tuple[str, Markup], ...]
    map: Markup | None


def timeline_view(found: Timeline, citations: Citations) -> TimelineView:
    """The section of a timeline; what it cites is remembered in `citations`."""
    news = found.best(MAX_ENTRIES)
    history = [entry for entry in found.background if entry.rank <= MAX_ENTRIES]
    keys = max(3, round(KEY * min(OPEN, len(news))))
    rows = tuple(_row(entry, citations, entry.rank <= keys) for entry in found.best(OPEN))
    lesser = tuple(_row(entry, citations, False) for entry in news if entry.rank > OPEN)
    background = tuple(_row(entry, citations, False) for entry in history)
    return TimelineView(rows, lesser, len(found.entries) - len(news), background, len(found.background) - len(history),
                        found.undated, _charts(news, citations), _map(news, citations))


def _anchor(entry: Entry) -> str:
    return f"{'b' if entry.background else 'e'}{entry.rank}"


def _row(entry: Entry, citations: Citations, key: bool) -> EntryRow:
    event, head = entry.event, entry.passages[0]
    return EntryRow(
        _anchor(entry), words.days(entry.when), entry.date, entry.kind, tone(entry), entry.status,
        citations.excerpt(head.article_id, head.span, reach=60), ", ".join(event.actors) if event else "",
        (event.place or "") if event else "", key, entry.articles, entry.origins, citations.several(entry.passages[1:]))


@functools.cache
def _quads() -> dict[str, int]:
    return {root: row["quad"] for root, row in table("plover_roots")["roots"].items()}


def tone(entry: Entry) -> str:
    """Talk, help, dispute or force, by the event's type; "told" for what has none."""
    return TONES.get(_quads().get(entry.event.type, 0), "told") if entry.event else "told"


def _said(entry: Entry, citations: Citations) -> str:
    head = entry.passages[0]
    text = words.shortened(head.span.of(citations.articles[head.article_id].text), 120)
    return f"{words.days(entry.when)}: {text}"


def _charts(entries: Sequence[Entry], citations: Citations) -> tuple[tuple[str, Markup], ...]:
    """The picture for a wide and for a narrow page; none of fewer than two entries."""
    bars = [Bar(entry.when, entry.kind, tone(entry), _label(entry), _said(entry, citations), entry.weight,
                entry.articles, _anchor(entry)) for entry in entries]
    if len(bars) < 2:
        return ()
    first, last = min(bar.when.earliest for bar in bars), max(bar.when.latest for bar in bars)
    summary = (f"Chart of {len(bars)} dated events by kind, {words.day(first)} to {words.day(last)}. "
               "The list below says the same.")
    return tuple((name, chronicle_svg(bars, summary=summary, width=width, side=side))
                 for name, (width, side) in (("wide", WIDE), ("narrow", NARROW)))


def _label(entry: Entry) -> str:
    """Who, to whom and where, in a few words of the event's own slots."""
    event = entry.event
    if event is None:
        return ""
    sides = " → ".join(", ".join(names[:2]) for names in (event.actors, event.recipients) if names)
    return words.shortened(sides or event.place or "", 44)


def _map(entries: Sequence[Entry], citations: Citations) -> Markup | None:
    """The map of the entries with a point; None if none has one."""
    there: dict[Place, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: e.rank):
        if entry.place and entry.event:
            there[entry.place].append(entry)
    spots = []
    for place, happened in there.items():
        name = (happened[0].event.place if happened[0].event else None) or ""
        said = [f"{entry.kind}, {_said(entry, citations)}" for entry in happened[:MAX_NAMED]]
        said += [f"and {len(happened) - MAX_NAMED} more"] if len(happened) > MAX_NAMED else []
        spots.append(Spot(name, place.latitude, place.longitude, len(happened), tone(happened[0]),
                          "\n".join([name, *said]), _anchor(happened[0])))
    if not spots:
        return None
    names = ", ".join(spot.name for spot in spots[:12])
    return map_svg(spots, summary=f"Map of {words.plural(len(spots), 'place')}: {names}. The list below says the same.")
