"""Denials matched to what they deny: in the sentences before, or in another report.

Theory of operation: acts.py finds accusing, claiming and denying clauses. A denial is linked (a) to the
nearest accusation of the denying party before it in its article, (b) to accusations and claims anywhere whose
rare words it shares, (c) a reply ("insists") to the accusation of that party just before it. Denials of one
matter by one party are joined, and so is who confirms one side. Each joined set is one disagreement; a denial that
nothing answers is none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from crosswire.families import Families
from crosswire.model import Disagreement
from crosswire.reconcile.acts import Act, acts
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.sides import disagreement, phrase, side
from crosswire.values import Reason, SideRole

BACK = 8  # sentences before a denial in which the accusation may stand
REPLY = 2  # sentences after an accusation in which the accused may reply
NEAR, FAR = 0.3, 0.5  # least likeness to a claim of the same and of another article
MOST_RETOLD = 20  # earlier accusations of the same party that an accusation is compared with
RARE = 6  # acts that may share a word by which alone a denial is matched
COMMON = 60  # a word in so many acts names nothing
MOST_SIDES = 8

CLAIMING = frozenset({"accuses", "claims"})
_ORDER = {"accuses": 0, "denies": 1, "claims": 2, "confirms": 3}
_ROLE: dict[str, SideRole] = {"accuses": "claims", "claims": "claims", "denies": "denies", "confirms": "confirms"}


def denial_disagreements(evidence: Evidence) -> Iterator[Disagreement]:
    """One for each matter that somebody denies and somebody else claims."""
    found = list(acts(evidence))
    sets = Families[tuple[str, int, str]]()
    linked: set[tuple[str, int, str]] = set()
    for denial, claim in _links(evidence, found):
        sets.join(denial.key, claim.key)
        linked |= {denial.key, claim.key}
    for first, second in _retold(evidence, found):
        sets.join(first.key, second.key)
    for confirming, confirmed in _confirmations(evidence, found, linked):
        sets.join(confirmed.key, confirming.key)
        linked.add(confirming.key)
    for members in sets.groups((act for act in found if act.key in linked), lambda act: act.key):
        if len(members) > 1 and any(act.kind in CLAIMING for act in members):
            yield _disagreement(evidence, members)


def _links(evidence: Evidence, found: Sequence[Act]) -> Iterator[tuple[Act, Act]]:
    """Pairs of acts about one matter, of which at least one denies or replies."""
    by_article: dict[str, list[Act]] = defaultdict(list)
    by_word: dict[str, list[Act]] = defaultdict(list)
    for act in found:
        by_article[act.article_id].append(act)
        for word in act.content:
            by_word[word].append(act)
    for act in found:
        if act.kind == "denies":
            yield from ((act, claim) for claim in _before(evidence, act, by_article[act.article_id]))
            if not act.anaphoric:
                yield from ((act, other) for other in _elsewhere(evidence, act, by_word))
        if act.kind == "accuses":
            yield from ((reply, act) for reply in _replies(act, by_article[act.article_id]))


def _retold(evidence: Evidence, found: Sequence[Act]) -> Iterator[tuple[Act, Act]]:
    """Acts of different articles that say the same: equal content, or the same party accused of like things."""
    by_content: dict[tuple[str, frozenset[str]], Act] = {}
    by_accused: dict[frozenset[str], list[Act]] = defaultdict(list)
    for act in found:
        if len(act.content) >= 3:
            yield by_content.setdefault((act.kind, act.content), act), act
        if act.kind == "accuses" and act.against:
            known = by_accused[act.against][-MOST_RETOLD:]
            yield from ((other, act) for other in known if evidence.likeness(other.content, act.content) >= NEAR)
            by_accused[act.against].append(act)


def _before(evidence: Evidence, denial: Act, own: Sequence[Act]) -> Iterator[Act]:
    """The nearest claim before the denial in its article that it can be meant for."""
    claims = [a for a in own if a.kind in CLAIMING and a.span.start < denial.span.start
              and denial.number - a.number <= BACK and not (a.by and a.by == denial.by)]
    aimed = [a for a in claims if a.against & denial.by]
    alike = [a for a in claims if a.content & denial.content and
             evidence.likeness(a.content, denial.content) >= NEAR]
    near = [a for a in claims if denial.number - a.number <= REPLY]
    if denial.anaphoric:
        yield from (aimed or near)[-1:]
    else:
        yield from ([a for a in alike if a in aimed] or alike)[-1:]


def _elsewhere(evidence: Evidence, denial: Act, by_word: dict[str, list[Act]]) -> Iterator[Act]:
    """Claims, and denials by the same party, that share most of the denial's rare words."""
    rare = sorted(word for word in denial.content if len(by_word[word]) <= COMMON)
    shared: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    acts_by_key = {}
    for word in rare:
        for other in by_word[word]:
            if other.key != denial.key and other.kind != "confirms":
                shared[other.key].append(word)
                acts_by_key[other.key] = other
    for key, words in shared.items():
        other = acts_by_key[key]
        if other.kind == "denies":
            fits = bool(other.by & denial.by) and len(words) >= 1
        else:
            fits = _answers(denial, other, words, by_word)
        if fits and evidence.likeness(denial.content, other.content) >= FAR:
            yield other


def _answers(denial: Act, other: Act, words: Sequence[str], by_word: dict[str, list[Act]]) -> bool:
    """Whether the denial may be meant for a claim that shares these words: two of them and the party, or three; one
    rare word that is all that is denied ("there was no provocation"). Names alone say nothing.
    """
    if other.by & denial.by or not denial.plain.intersection(words):
        return False
    whole = len(denial.content) == 1 and other.kind == "accuses" and len(by_word[words[0]]) <= RARE
    named = (other.against | other.by) & (denial.by | denial.against)
    return whole or len(words) >= 3 or (len(words) == 2 and bool(named or not other.against))


def _replies(accusation: Act, own: Sequence[Act]) -> Iterator[Act]:
    """The first claim of the accused right after the accusation."""
    after = [a for a in own if a.kind == "claims" and 0 <= a.number - accusation.number <= REPLY
             and a.span.start > accusation.span.start and a.by & accusation.against]
    yield from after[:1]


def _confirmations(evidence: Evidence, found: Sequence[Act], linked: Collection[tuple[str, int, str]]
                   ) -> Iterator[tuple[Act, Act]]:
    """Acts of a third party that say that a claim or denial, already matched, is so; the likest of each."""
    matched = [act for act in found if act.key in linked]
    by_word: dict[str, list[Act]] = defaultdict(list)
    for act in matched:
        for word in act.content:
            by_word[word].append(act)
    for act in found:
        if act.kind != "confirms":
            continue
        rare = [word for word in sorted(act.content) if len(by_word[word]) <= COMMON]
        shared = Counter(other for word in rare for other in by_word[word])
        fitting = [(evidence.likeness(act.content, other.content), other) for other, number in shared.items()
                   if number >= 2 and act.plain & other.plain and not (act.by and act.by == other.by)]
        likest = max(fitting, key=lambda row: (row[0], -evidence.rank[row[1].article_id]), default=None)
        if likest and likest[0] >= (NEAR if likest[1].article_id == act.article_id else FAR):
            yield act, likest[1]


def _disagreement(evidence: Evidence, members: Sequence[Act]) -> Disagreement:
    """The record: what is denied, and each act as a side."""
    ordered = sorted(members, key=lambda a: (_ORDER[a.kind], evidence.rank[a.article_id], a.span))
    matter = next((a for a in ordered if a.content and not a.anaphoric), ordered[0])
    about = phrase(evidence.text(matter.article_id, matter.matter), 10)
    sides = [side(evidence, a.article_id, a.span, party=a.name, role=_role(a, ordered)) for a in _balanced(ordered)]
    denial = next((a for a in ordered if a.kind == "denies"), ordered[-1])
    who = denial.name or "One party"
    known = bool(denial.name) and any(a.against or a.by for a in ordered if a.kind in CLAIMING)
    confirming = sorted({a.name or "another" for a in ordered if a.kind == "confirms"})
    detail = f"{who} denies what is claimed: {about}." + (
        f" Confirmed by {', '.join(confirming)}." if confirming else "")
    return disagreement(evidence, "denial", about, sides, Reason("denials.matched", detail, 1.0 if known else 0.6))


def _role(act: Act, members: Sequence[Act]) -> SideRole:
    """What the act does: a claim of those whom another act accuses is their denial ("insists that it kept its word").
    """
    if act.kind == "claims" and any(a.kind == "accuses" and a.against & act.by for a in members):
        return "denies"
    return _ROLE[act.kind]


def _balanced(ordered: Sequence[Act]) -> list[Act]:
    """At most MOST_SIDES acts, claims, denials and confirmations by turns, so that none crowds the others out."""
    rows = [[a for a in ordered if _role(a, ordered) == role] for role in ("claims", "denies", "confirms")]
    turns = [[row[turn] for row in rows if turn < len(row)] for turn in range(max(map(len, rows)))]
    return [act for turn in turns for act in turn][:MOST_SIDES]
