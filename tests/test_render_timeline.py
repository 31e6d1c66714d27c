"""Timeline, brief and the words for numbers and days."""

import datetime as dt

import factories as make
import pytest

from crosswire.account import Account
from crosswire.errors import UsageError
from crosswire.ids import content_id
from crosswire.model import Event, EventMention, Figure, FigureTopic, OriginCount, TimeExpression
from crosswire.render import words
from crosswire.render.brief import brief
from crosswire.render.timeline import limits, timeline

SHELLED = "Guns shelled the market of Harrow Ford on Monday and killed nine people there."
A = make.article(f"{SHELLED}\nHe said nothing else about it to any of the reporters there.", "a", outlet="Courier",
                 published="2025-03-04")
B = make.article("A truce was signed in Lowmere in 2019 after years of war in the hills.\n"
                 "Shells hit the market of Harrow Ford, its mayor said on Tuesday.", "b", outlet="Post",
                 published="2025-03-05")


def origin_count(event, *names):
    return OriginCount(id=content_id("origin", event.id), claim_id=event.id, claim="event", articles=names,
                       outlets=names, owners=names, origins=names, reason=make.WHY)


def account():
    first = make.event_mention(A, "shelled", date="2025-03-03")
    again = make.event_mention(B, "hit", date="2025-03-03")
    truce = make.event_mention(B, "signed", type="AGREE", date="2019", background=True)
    said = make.event_mention(A, "said", type="NONE", date=None)
    shelling = make.event(first, again, actors=("Kestria",))
    events = [shelling, make.event(truce), make.event(said)]
    nine = make.figure(A, "nine", low=9, high=9)
    return Account.of({type(A): [A, B], EventMention: [first, again, truce, said], Event: events, Figure: [nine],
                       FigureTopic: [make.topic(nine, relation="single")],
                       OriginCount: [origin_count(shelling, "Courier", "Post")]})


def test_entries_are_dated_ranked_and_background_is_apart():
    found = timeline(account())
    assert [(e.event.date, e.rank, e.articles, e.origins) for e in found.entries] == [("2025-03-03", 1, 2, 2)]
    assert [(words.days(e.when), e.origins) for e in found.background] == [("2019", None)]
    assert found.undated == 1


def told_twice():
    """Two reports that name a day which no event has, and one that names another."""
    first = make.article("Schools will open on 10 March, the mayor of Lowmere said.", "a", published="2025-03-04")
    second = make.article("Lowmere opens its schools on 10 March. The sea was calm.", "b", published="2025-03-05")
    third = make.article("Nothing is known of the ferry of 2 March.", "c", published="2025-03-06")
    times = [make.time(a, "10 March", "2025-03-10") for a in (first, second)]
    times.append(make.time(third, "2 March", "2025-03-02"))
    return Account.of({type(A): [first, second, third], TimeExpression: times}), first, second


def test_a_likely_day_without_an_event_is_told_by_a_sentence_that_names_it():
    made, first, second = told_twice()
    found = timeline(made)
    assert [(e.date, e.event, e.kind, e.articles) for e in found.entries] == [("2025-03-10", None, "Told", 2)]
    texts = [passage.span.of({first.id: first, second.id: second}[passage.article_id].text)
             for passage in found.entries[0].passages]
    assert all("10 March" in text for text in texts)


def test_limits_keep_what_touches_them():
    assert timeline(account(), limits=limits(dt.date(2025, 3, 4), None)).entries == ()
    assert len(timeline(account(), limits=limits(None, dt.date(2025, 3, 3))).entries) == 1
    with pytest.raises(UsageError, match="swap them"):
        limits(dt.date(2025, 3, 4), dt.date(2025, 3, 1))


def test_a_title_holds_only_what_the_slots_hold():
    entry = timeline(account()).entries[0]
    assert entry.title == "Kestria: Attack"
    quake = make.event_mention(A, "shelled", type="NONE", mode="earthquake", date="2025-03-03")
    assert timeline(Account.of({type(A): [A], EventMention: [quake], Event: [make.event(quake)]})
                    ).entries[0].kind == "Earthquake"


def test_an_imprecise_date_stands_after_its_days_and_weighs_less():
    day = make.event_mention(A, "shelled", date="2025-03-03")
    month = make.event_mention(B, "hit", date="2025-03")
    monday = make.time(A, "Monday", "2025-03-03")
    events = [make.event(day), make.event(month)]
    found = timeline(Account.of({type(A): [A, B], EventMention: [day, month], Event: events,
                                 TimeExpression: [monday]}))
    assert [(e.date, e.rank) for e in found.entries] == [("2025-03-03", 1), ("2025-03", 2)]


def test_the_brief_repeats_nothing():
    again = make.article("Guns shelled the market of Harrow Ford on Monday and killed nine people there, they said.",
                         "c", published="2025-03-05")
    mentions = [make.event_mention(a, "shelled", date="2025-03-03", type=kind) for a, kind in (
        (A, "ASSAULT"), (again, "MOBILIZE"))]
    found = brief(Account.of({type(A): [A, again], EventMention: mentions, Event: [make.event(m) for m in mentions]}))
    assert len([s for s in found if "shelled the market" in s.passage.span.of(
        {A.id: A, again.id: again}[s.passage.article_id].text)]) == 1


def test_the_brief_is_made_of_whole_stored_sentences():
    sentences = brief(account())
    texts = [s.passage.span.of({a.id: a.text for a in (A, B)}[s.passage.article_id]) for s in sentences]
    assert SHELLED in texts
    assert not any("truce" in text for text in texts)  # history is no news
    assert [p.article_id for s in sentences if s.passage.article_id == A.id for p in s.also] == [B.id]


def test_the_brief_of_nothing_is_empty():
    assert brief(Account.of({type(A): [A]})) == ()


@pytest.mark.parametrize(("value", "expected"), [
    ("2025-05-14", "14 May 2025"), ("2025-05", "May 2025"), ("2016", "2016"), ("2025-05-01/2025-05-07", "1–7 May 2025"),
    ("2025-04-30/2025-05-02", "30 April – 2 May 2025"), ("2024-12/2025-01", "1 December 2024 – 31 January 2025"),
    ("199", "1990s"), ("PXW", "PXW"), (None, "no date"),
])
def test_days_in_words(value, expected):
    assert words.iso(value) == expected


@pytest.mark.parametrize(("value", "expected"), [
    (17, "17"), (20000, "20,000"), (180_000_000, "180 million"), (7.4e9, "7.4 billion"), (33.3, "33.3"), (0, "0"),
])
def test_numbers_in_words(value, expected):
    assert words.number(value) == expected


@pytest.mark.parametrize(("low", "high", "qualifier", "expected"), [
    (17, None, "at_least", "≥ 17"), (20, 30, "exact", "20–30"), (None, 50, "up_to", "≤ 50"), (8, 8, "about", "≈ 8"),
    (8, 8, "exact", "8"),
])
def test_amounts_show_their_bounds(low, high, qualifier, expected):
    assert words.amount(make.figure(A, "nine", low=low, high=high, qualifier=qualifier)) == expected


@pytest.mark.parametrize(("text", "limit", "expected"), [
    ("short", 10, "short"), ("one two\n three", 20, "one two three"), ("one two three", 9, "one two…"),
])
def test_shortened(text, limit, expected):
    assert words.shortened(text, limit) == expected
