"""Which names of people are one person's.

Rules of this file: first full names that are spellings of one another; then names that leave parts out, from the
fullest to the shortest, each joining the only person whom it can be short for. Where several bear a short name, each
article's use of it goes to the one of the office that the article gives, or to the one whom nearly all reports with
that name mean; else it stays apart. Candidates come from keys (skeletons of words), never from all pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from crosswire.group.entities import variants
from crosswire.group.entities.forms import Form, Joins
from crosswire.model import Mention
from crosswire.values import Reason

LARGEST_BLOCK = 60  # full names that share a word; beyond that the word says nothing
MOST_BEARERS = 400  # fuller names that a short one is compared with
NEARLY_ALL = 0.9  # of the articles that name any bearer of a short name
RARE = 0.1  # of the articles of the best known bearer: so few are a slip or somebody unknown
PROMINENT = 10  # articles at least, before that share counts


def join_people(joins: Joins) -> None:
    """Join the forms that are one person's."""
    people = [i for i, form in enumerate(joins.forms) if form.family == "PER"]
    for block in _blocks(joins, people):
        for n, i in enumerate(block):
            for j in block[n + 1:]:
                found = joins.root(i) != joins.root(j) and variants.same_person(
                    joins.forms[i].name, joins.forms[j].name)
                if found:
                    joins.join(i, j, Reason(found[0], _spellings(joins.forms[i], joins.forms[j]), round(found[1], 2)))
    holders = _holders(joins, people)
    for i in sorted(people, key=lambda i: (-len(variants.parts(joins.forms[i].name)), -len(joins.forms[i].name), i)):
        _join_short(joins, i, _bearers(joins, i, holders))


def _spellings(a: Form, b: Form) -> str:
    return f"{a.name!r} and {b.name!r} are spellings of one name."


def _blocks(joins: Joins, people: Sequence[int]) -> Iterator[list[int]]:
    """Full names that share a word, and names that are one but for spaces."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for i in people:
        found = variants.parts(joins.forms[i].name)
        keys = {f"{variants.skeleton(word)}" for word in found if len(word) > 1 and len(found) > 1}
        for key in sorted({*keys, "=" + "".join(found)}):
            blocks[key].append(i)
    for _, block in sorted(blocks.items()):
        if 1 < len(block) <= LARGEST_BLOCK:
            yield block


def _holders(joins: Joins, people: Sequence[int]) -> dict[str, list[int]]:
    """Skeleton of a word -> the names of several words that hold it first or last."""
    out: dict[str, list[int]] = defaultdict(list)
    for i in people:
        found = variants.parts(joins.forms[i].name)
        for key in sorted({variants.skeleton(word) for word in (found[0], found[-1])} if len(found) > 1 else ()):
            out[key].append(i)
    return out


def _bearers(joins: Joins, i: int, holders: dict[str, list[int]]) -> dict[int, tuple[int, str, float]]:
    """Group -> (a fuller name in it, rule, score) for the groups that form `i` can be short for."""
    form = joins.forms[i]
    found, out = variants.parts(form.name), dict[int, tuple[int, str, float]]()
    given = len(found) == 1 and found[0] in variants.given_names() and not _titled(form)
    for key in sorted({variants.skeleton(word) for word in (found[0], found[-1])}):
        for j in holders[key][:MOST_BEARERS]:
            if joins.root(j) == joins.root(i):
                continue
            fit = variants.short_for(form.name, joins.forms[j].name)
            if given:
                fit = _by_company(joins, i, j) if found[0] == variants.parts(joins.forms[j].name)[0] else None
            if fit and fit[1] > out.get(joins.root(j), (0, "", 0.0))[2] and joins.allowed(i, j):
                out[joins.root(j)] = (j, *fit)
    return out


def _by_company(joins: Joins, i: int, j: int) -> variants.Found | None:
    """A given name is a short form only where a report with the full name tells of the same other people."""
    return ("given_name", 0.75) if joins.company(i) & joins.company(j) else None


def _titled(form: Form) -> bool:
    """Whether an article gives it a title, as only surnames have."""
    return any(mention.role or mention.reason.rule == "titled" for mention in form.mentions)


def _join_short(joins: Joins, i: int, bearers: dict[int, tuple[int, str, float]]) -> None:
    """Join a short name to its only bearer, or its mentions in each article to the bearer meant there."""
    form = joins.forms[i]
    if len(bearers) == 1 or len(variants.parts(form.name)) > 1:
        _join_full(joins, i, bearers)
    elif bearers and len(joins.members(i)) == 1:
        choice, meant = _Choice(joins, bearers), dict[int | None, list[Mention]]()
        for mentions in _by_article(form):
            meant.setdefault(choice.meant(mentions), []).extend(mentions)
        targets = sorted(meant, key=lambda root: (root is None, root or 0))
        pieces = [Form("PER", form.name, tuple(sorted(meant[root], key=lambda m: m.id))) for root in targets]
        for index, root in zip(joins.split(i, pieces), targets, strict=True):
            if root is not None:
                fuller = joins.forms[bearers[root][0]].name
                joins.join(index, root, Reason("meant_here", f"{form.name!r} means {fuller!r} in these reports.", 0.8))


def _join_full(joins: Joins, i: int, bearers: dict[int, tuple[int, str, float]]) -> None:
    """Join a name to the fuller ones; of several only if they can all be one person's, but for the rare among them."""
    reports = {root: len(_articles(joins, root)) for root in bearers}
    usual = [root for root in bearers if reports[root] >= RARE * max(reports.values())]
    if all(joins.allowed(a, b) for a in usual for b in usual if a < b):
        for root in usual:
            j, rule, score = bearers[root]
            detail = f"{joins.forms[i].name!r} can only be {joins.forms[j].name!r} here."
            joins.join(i, j, Reason(rule, detail, score))


def _articles(joins: Joins, root: int) -> frozenset[str]:
    return frozenset[str]().union(*(joins.forms[i].articles for i in joins.members(root)))


def _by_article(form: Form) -> list[list[Mention]]:
    out: dict[str, list[Mention]] = defaultdict(list)
    for mention in form.mentions:
        out[mention.article_id].append(mention)
    return [out[article_id] for article_id in sorted(out)]


class _Choice:
    """The bearers of a short name, and what the reports tell of each."""

    def __init__(self, joins: Joins, bearers: Iterable[int]):
        self.articles = {root: _articles(joins, root) for root in bearers}
        self.offices = {root: {m.role for i in joins.members(root) for m in joins.forms[i].mentions} - {None}
                        for root in self.articles}

    def meant(self, mentions: Sequence[Mention]) -> int | None:
        """Whom an article means: whom it names in full, the one of that office, or whom nearly all reports mean."""
        here = [root for root, articles in self.articles.items() if mentions[0].article_id in articles]
        if len(here) == 1:
            return here[0]
        offices = {mention.role for mention in mentions}
        same = [root for root, held in self.offices.items() if offices & held]
        if len(same) == 1:
            return same[0]
        reports = {root: len(self.articles[root]) for root in same or self.articles}
        first = max(reports, key=lambda root: (reports[root], -root))
        return first if reports[first] >= max(PROMINENT, NEARLY_ALL * sum(reports.values())) else None
