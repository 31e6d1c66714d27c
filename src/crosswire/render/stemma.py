"""A stemma as a small picture: reports at the left, those whom they rely on to their right, origins in the last column.

Rules of this file: the picture is inline SVG without scripts, styled by classes of the page (so dark mode is the
page's), one image with a sentence to a screen reader; everything from an article is escaped. Nodes stand in columns
by the longest way to an origin, reports that nobody relies on in the first, and in each column in the order of those
that they lead to (the layered drawing of Sugiyama, Tagawa and Toda, 1981, with one pass).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from crosswire.reconcile.stemma import Link, Node, Stemma
from crosswire.render.words import plural, shortened

WIDTH, HEIGHT, APART = 186, 38, 12  # pixels of a box, and between the boxes of a column
FULL, FARTHEST, NEAREST = 840, 84, 32  # pixels of the whole where it can be, and at most and least between columns
MOST = 6  # boxes of reports that rely on the same; more are one box that counts them
LETTERS = 24  # of a label
HOW = {
    "credits": "credits", "through": "passes on the words of", "speaks_for": "speaks for", "copies": "prints words of",
    "reprints": "credits its text to", "shares": "shares words with", "same_outlet": "is another report of",
}
KIND = {"article": "report", "agency": "news agency", "outlet": "outlet", "source": "credited"}


@dataclass(frozen=True, slots=True)
class Box:
    """A node as it is drawn: its label, what stands below it, where it leads, and how many nodes it stands for."""

    node: Node
    label: str
    below: str
    href: str
    stands_for: int = 1


def stemma_svg(stemma: Stemma, *, summary: str, below: Callable[[Node], str], href: Callable[[Node], str]) -> Markup:
    """The picture. `summary` is its text for a screen reader; `below` and `href` say what a box shows and leads to."""
    boxes, links = _folded(stemma, below, href)
    columns = _columns(boxes, links)
    beside = min(FARTHEST, max(NEAREST, (FULL - len(columns) * WIDTH) // max(1, len(columns) - 1)))
    place = _places(columns, beside)
    width = len(columns) * (WIDTH + beside) - beside
    height = max(len(column) for column in columns) * (HEIGHT + APART)
    labels = {key: box.label for key, box in boxes.items()}
    inner = [_link(link, labels, place) for link in links] + [
        _box(box, place[key], key in stemma.origins) for key, box in boxes.items()]
    return Markup('<svg class="stemma" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}">{}</svg>'
                  ).format(summary, width, height, width, height, Markup("").join(inner))


def _folded(stemma: Stemma, below: Callable[[Node], str], href: Callable[[Node], str]
            ) -> tuple[dict[str, Box], list[Link]]:
    """Boxes and links; of more than MOST reports that rely on the same in the same way the last are one box."""
    led_to = {link.target for link in stemma.links}
    out: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for link in stemma.links:
        out[link.source].append((link.target, link.how))
    alike: dict[tuple[tuple[str, str], ...], list[Node]] = defaultdict(list)
    for node in stemma.nodes:
        if node.kind == "article" and node.id not in led_to and out[node.id]:
            alike[tuple(out[node.id])].append(node)
    gone: dict[str, Node] = {}
    counts: dict[str, int] = {}
    for group in alike.values():
        if len(group) > MOST:
            last = group[MOST - 1]
            counts[last.id] = len(group) - MOST + 1
            gone.update((node.id, last) for node in group[MOST:])
    boxes = {node.id: Box(node, plural(counts[node.id], "more report") if node.id in counts
                          else shortened(node.label, LETTERS), "" if node.id in counts else below(node),
                          "" if node.id in counts else href(node), counts.get(node.id, 1))
             for node in stemma.nodes if node.id not in gone}
    return boxes, [link for link in stemma.links if link.source not in gone]


def _columns(boxes: Mapping[str, Box], links: Sequence[Link]) -> list[list[str]]:
    """Ids of the boxes by column, the origins last."""
    targets: dict[str, list[str]] = defaultdict(list)
    for link in links:
        targets[link.source].append(link.target)
    depth: dict[str, int] = {}
    for start in boxes:
        ahead = [start]
        while ahead:  # depth first, without recursion: chains may be long
            known = [depth[t] for t in targets[ahead[-1]] if t in depth]
            missing = [t for t in targets[ahead[-1]] if t not in depth]
            if missing:
                ahead += missing
            else:
                depth[ahead.pop()] = 1 + max(known, default=-1)
    led_to, deepest = {link.target for link in links}, max(depth.values())
    columns: list[list[str]] = [[] for _ in range(1 + deepest)]
    for key, box in boxes.items():
        first = box.node.kind == "article" and key not in led_to and targets[key]
        columns[deepest if first else depth[key]].append(key)
    rank: dict[str, float] = {}  # those between reports and origins count as lowest, and stand there
    for back, column in enumerate(columns):
        def order(key: str) -> tuple[float, bool, str, str]:
            places = [rank[t] for t in targets[key]]
            return (sum(places) / len(places) if places else 0.0, boxes[key].stands_for > 1, boxes[key].label, key)
        column.sort(key=order)
        rank.update((key, bool(back) + (at + 0.5) / len(column)) for at, key in enumerate(column))
    return columns[::-1]


def _places(columns: Sequence[Sequence[str]], beside: int) -> dict[str, tuple[float, float]]:
    """Top left corner of each box; the outer columns stand in the middle of the height, those between at its foot."""
    tallest = max(len(column) for column in columns)

    def above(across: int) -> float:
        free = tallest - len(columns[across])
        return free if 0 < across < len(columns) - 1 else free / 2
    return {key: (across * (WIDTH + beside), (at + above(across)) * (HEIGHT + APART) + APART / 2)
            for across, column in enumerate(columns) for at, key in enumerate(column)}


def _link(link: Link, labels: Mapping[str, str], place: Mapping[str, tuple[float, float]]) -> Markup:
    """A curve from the right of one box to the left of another, with a point at its end."""
    x, y = place[link.source][0] + WIDTH, place[link.source][1] + HEIGHT / 2
    to_x, to_y = place[link.target][0] - 7, place[link.target][1] + HEIGHT / 2
    bend = (to_x - x) / 2
    says = f"{labels[link.source]} {HOW[link.how]} {labels[link.target]}"
    curve = f"M{x:g},{y:g}C{x + bend:g},{y:g} {to_x - bend:g},{to_y:g} {to_x:g},{to_y:g}"
    point = f"M{to_x:g},{to_y - 4:g}L{to_x + 7:g},{to_y:g}L{to_x:g},{to_y + 4:g}Z"
    return Markup('<g class="how {}"><title>{}</title><path class="way" d="{}"/><path class="point" d="{}"/></g>'
                  ).format(link.how, says, curve, point)


def _box(box: Box, at: tuple[float, float], origin: bool) -> Markup:
    """A box with its label and what stands below it; a link where it leads somewhere."""
    x, y = at
    lines = [(box.label, "label"), (box.below, "below")] if box.below else [(box.label, "label")]
    gap = HEIGHT / (len(lines) + 1)
    text = Markup("").join(
        Markup('<text class="{}" x="{:g}" y="{:g}">{}</text>').format(name, x + 9, y + gap * (n + 1) + 4, line)
        for n, (line, name) in enumerate(lines))
    title = box.node.label if box.stands_for == 1 else box.label
    drawn = Markup('<g class="box {}{}"><title>{}</title><rect x="{:g}" y="{:g}" width="{}" height="{}" rx="5"/>{}</g>'
                   ).format(box.node.kind, " origin" if origin else "", title, x, y, WIDTH, HEIGHT, text)
    return Markup('<a href="{}">{}</a>').format(box.href, drawn) if box.href else drawn


def summary_of(stemma: Stemma) -> str:
    """The stemma in one sentence. ("3 reports go back to 1 origin: the Palace.")"""
    reports = sum(node.kind == "article" for node in stemma.nodes)
    return (f"{plural(reports, 'report')} {'goes' if reports == 1 else 'go'} back to "
            f"{plural(len(stemma.names), 'origin')}: {_listed(stemma.names)}.")


def _listed(names: Iterable[str], limit: int = 8) -> str:
    listed = list(names)
    more = f" and {len(listed) - limit} more" if len(listed) > limit else ""
    return ", ".join(listed[:limit]) + more
