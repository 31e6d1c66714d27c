"""Reports of the same quotation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crosswire.canon import Canon
from crosswire.families import Families
from crosswire.group.alignment import Alignment, Words, aligned, differing, gap_is_elided, words
from crosswire.group.utterances.retellings import Told, retellings
from crosswire.group.utterances.wording_findings import is_translated, wording_findings
from crosswire.ids import content_id
from crosswire.model import Article, Entity, Quotation, Skipped, Utterance
from crosswire.spans import Span
from crosswire.stage import stage
from crosswire.values import Passage, Reason


@dataclass(frozen=True, slots=True)
class UtteranceOptions:
    """What counts as the same utterance.

    Of the shorter wording, `same_speaker` of the words must lie in the longer one in order if the speakers agree,
    `unknown_speaker` if one is unnamed, `other_speaker` if they differ, which also asks for `long` words;
    and always `content` of its content words. `translated` asks less of the same speaker's words where an article says
    that they are a translation. Indirect speech retells a quotation if it has `retold` of its content words and
    `fewest` of them.
    A pair of content words that more than `common` wordings share is no hint that two are related.
    """

    same_speaker: float = 0.7
    unknown_speaker: float = 0.85
    other_speaker: float = 0.9
    content: float = 0.6
    translated: float = 0.5
    retold: float = 0.6
    fewest: int = 3
    long: int = 7
    common: int = 100


@dataclass(frozen=True, slots=True)
class _Wording:
    """One distinct wording with the quotations that have it."""

    words: Words
    quotations: tuple[Quotation, ...]


@stage
def utterances(articles: Sequence[Article], quotations: Sequence[Quotation], entities: Sequence[Entity], *,
               options: UtteranceOptions = UtteranceOptions()) -> Iterator[Utterance | Skipped]:
    """Quotations of several articles that report the same words, even worded otherwise or without marks.

    ('"We defend this river," said Vell' and '"defend our river", according to Mara Vell' -> one, with this / our)
    Wordings that share two neighbouring content words are compared word by word, without case, punctuation and
    US/UK spelling; the shorter must lie in the longer to the degree that the speakers' names allow. Words that
    differ between the first and the last common word are the differences; what dots or brackets mark is not.
    Indirect speech joins the direct quotation that it retells (utterances/retellings.py), and never joins two of them.
    Limit: a translation in quite other words is not recognised.
    """
    texts = {article.id: article.text for article in articles}
    canon = Canon(entities)
    wordings = _wordings(texts, quotations, canon, options.long)
    links = Families[int]()
    for one, other in _candidates(wordings, options.common):
        if _same(texts, wordings[one], wordings[other], canon, options):
            links.join(one, other)
    groups = [[wordings[index] for index in members] for members in links.groups(range(len(wordings)), int)]
    told = [Told(number, wording.words, frozenset(_speakers(wording, canon)),
                 frozenset(q.article_id for q in wording.quotations))
            for number, group in enumerate(groups) for wording in group]
    retold = retellings(texts, quotations, told, canon, share=options.retold, fewest=options.fewest)
    for number, group in enumerate(groups):
        again = retold.get(number, [])
        together = sorted([*(q for wording in group for q in wording.quotations), *again], key=lambda q: q.id)
        if len({q.article_id for q in together}) > 1:
            yield _utterance(texts, group, together, again, canon)


def _wordings(texts: Mapping[str, str], quotations: Iterable[Quotation], canon: Canon, long: int) -> list[_Wording]:
    """Direct quotations by their folded words: equal ones are one wording, so copies cost nothing.

    A short wording ("a grave mistake") is one only for one speaker. Without content words there is none.
    """
    by_keys: dict[tuple[tuple[str, ...], str], list[tuple[Words, Quotation]]] = defaultdict(list)
    for quotation in sorted(quotations, key=lambda q: q.id):
        if quotation.direct and quotation.article_id in texts:
            found = words(texts[quotation.article_id], quotation.span)
            if len(found.keys) > 2 and found.content:
                short = quotation.speaker is not None and len(found.keys) < long
                speaker = canon.name(quotation.speaker).casefold() if quotation.speaker and short else ""
                by_keys[found.keys, speaker].append((found, quotation))
    return [_Wording(rows[0][0], tuple(quotation for _, quotation in rows)) for _, rows in sorted(by_keys.items())]


def _candidates(wordings: Sequence[_Wording], common: int) -> list[tuple[int, int]]:
    """Pairs of wordings that share two content words, next but one at most, which not too many others share."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, wording in enumerate(wordings):
        content = wording.words.content
        pairs: set[tuple[str, ...]] = {*pairwise(content), *zip(content, content[2:], strict=False)}
        for pair in pairs or {content}:
            holders[pair].append(index)
    return sorted({(one, other) for held in holders.values() if len(held) <= common
                   for at, one in enumerate(held) for other in held[at + 1 :]})


def _same(texts: Mapping[str, str], one: _Wording, other: _Wording, canon: Canon, options: UtteranceOptions) -> bool:
    if len({q.article_id for wording in (one, other) for q in wording.quotations}) < 2:
        return False
    found = aligned(one.words.keys, other.words.keys)
    shorter = min(len(one.words.keys), len(other.words.keys))
    needed = min(2, len(one.words.content), len(other.words.content))
    if found.common_content < needed or not found.common_content:
        return False
    fewest = min(len(one.words.content), len(other.words.content))
    if found.common_content < options.content * fewest:
        return False
    names, others = _speakers(one, canon), _speakers(other, canon)
    if names & others:
        translated = any(is_translated(texts[q.article_id], q.span)
                         for wording in (one, other) for q in wording.quotations)
        enough = options.translated if translated else options.same_speaker
        return found.containment >= (enough if shorter >= 5 else 1.0)
    if not names or not others:
        return found.containment >= options.unknown_speaker and shorter >= 4
    return found.containment >= options.other_speaker and shorter >= options.long


def _speakers(wording: _Wording, canon: Canon) -> set[str]:
    return {canon.name(q.speaker).casefold() for q in wording.quotations if q.speaker}


def _utterance(texts: Mapping[str, str], group: Sequence[_Wording], together: Sequence[Quotation],
               retold: Sequence[Quotation], canon: Canon) -> Utterance:
    speakers = Counter(canon.name(q.speaker) for q in together if q.speaker)
    ranked = sorted(speakers.items(), key=lambda item: (-item[1], item[0]))
    differences = _differences(texts, group)
    articles = len({q.article_id for q in together})
    alike = " in the same words" if not retold else ", one or more without quotation marks"
    detail = f"{articles} articles report it" + (", worded differently" if differences else alike)
    ids = tuple(q.id for q in together)
    speaker = ranked[0][0] if ranked else None
    findings = wording_findings(texts, [(w.words, w.quotations) for w in group], retold, speaker, canon)
    return Utterance(id=content_id("utterance", *ids), quotation_ids=ids, speaker=speaker, differences=differences,
                     reason=Reason("same words in order", detail), findings=findings)


def _differences(texts: Mapping[str, str], group: Sequence[_Wording]) -> tuple[Passage, ...]:
    """The differing words of each wording against the longest one, and of that one against them."""
    longest = max(group, key=lambda wording: (len(wording.words.keys), wording.words.keys))
    found: set[tuple[str, Span]] = set()
    for wording in group:
        if wording is not longest:
            found |= set(_differing_pairs(texts, longest, wording))
    return tuple(Passage(article_id, span) for article_id, span in sorted(found))


def _differing_pairs(texts: Mapping[str, str], one: _Wording, other: _Wording) -> Iterator[tuple[str, Span]]:
    compared: Alignment = aligned(one.words.keys, other.words.keys)
    for runs in compared.runs:
        sides = [(wording, run, texts[wording.quotations[0].article_id])
                 for wording, run in zip((one, other), runs, strict=True)]
        if any(gap_is_elided(text, wording.words, run) for wording, run, text in sides):
            continue
        for wording, run, _ in sides:
            for quotation in wording.quotations:
                text = texts[quotation.article_id]
                span = differing(text, words(text, quotation.span), run)
                if span:
                    yield quotation.article_id, span
