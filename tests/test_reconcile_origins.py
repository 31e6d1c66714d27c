from __future__ import annotations

from factories import (
    article,
    copy,
    entity,
    event,
    event_mention,
    figure,
    mention,
    quotation,
    source,
    topic,
    utterance,
)

from crosswire.model import Article, OriginCount
from crosswire.reconcile.origins import origins

AGENCY_COPY = ("At least 40 people died in the shelling of Ostley, a border town of 9,000 in the hills above the "
               "river Sarn")


def counted(articles: list[Article], **records: list[object]) -> dict[str, OriginCount]:
    names = ("sources", "copies", "quotations", "utterances", "figures", "topics", "event_mentions", "events",
             "mentions", "entities")
    found = origins(articles, **{name: records.get(name, []) for name in names})
    return {count.claim_id: count for count in found if isinstance(count, OriginCount)}


def one(articles: list[Article], **records: list[object]) -> OriginCount:
    [count] = counted(articles, **records).values()
    return count


def test_three_outlets_quoting_one_statement_are_one_origin() -> None:
    text = "“We will not close the Sarn crossing,” the Palace said."
    articles = [article(text, name=outlet, outlet=outlet) for outlet in ("The Courier", "The Post", "Radio Vale")]
    quoted = [quotation(a, "We will not close the Sarn crossing", "the Palace") for a in articles]
    named = entity("Palace of Valdoria", *[mention(a, "the Palace", kind="ORG") for a in articles], kind="ORG",
                   aliases=("the Palace",))
    count = one(articles, quotations=quoted, utterances=[utterance(*quoted)], entities=[named])
    assert count.origins == ("Palace of Valdoria",)
    assert count.outlets == ("Radio Vale", "The Courier", "The Post")
    assert len(count.articles) == 3


def test_a_source_named_by_a_middleman_is_the_origin() -> None:
    a = article("Mara Vell said 40 people died, according to Reuters.", name="a", outlet="The Courier")
    b = article("Mara Vell put the dead at 40.", name="b", outlet="The Post")
    figures = [figure(a, "40", low=40, high=40, source="Mara Vell", via=("Reuters",)),
               figure(b, "40", low=40, high=40, source="Mara Vell")]
    assert one([a, b], figures=figures, topics=[topic(*figures)]).origins == ("Mara Vell",)


def test_copies_are_one_origin_named_by_who_published_first() -> None:
    a = article(f"{AGENCY_COPY}.", name="a", outlet="The Courier", published="2031-05-02")
    b = article(f"Vale: {AGENCY_COPY}.", name="b", outlet="The Post", published="2031-05-01")
    c = article("Our reporter counted 40 bodies in Ostley.", name="c", outlet="Radio Vale")
    figures = [figure(a, "40", low=40, high=None), figure(b, "40", low=40, high=None), figure(c, "40", low=40, high=40)]
    count = one([a, b, c], copies=[copy(a, b, AGENCY_COPY)], figures=figures, topics=[topic(*figures)])
    assert count.origins == ("Radio Vale", "The Post")
    assert len(count.outlets) == 3


def test_a_copied_passage_elsewhere_in_the_articles_does_not_merge_the_claim() -> None:
    a = article(f"{AGENCY_COPY}. Ten bridges fell.", name="a", outlet="The Courier")
    b = article(f"Ten bridges fell. {AGENCY_COPY}.", name="b", outlet="The Post")
    figures = [figure(x, "Ten", low=10, high=10, measure="other", whom="bridges") for x in (a, b)]
    count = one([a, b], copies=[copy(a, b, AGENCY_COPY)], figures=figures, topics=[topic(*figures)])
    assert count.origins == ("The Courier", "The Post")


def test_an_agency_dateline_is_the_origin_of_what_is_credited_to_nobody() -> None:
    a = article("VALE, Valdoria (AP) - Ten people died.", name="a", outlet="The Courier")
    b = article("VALE (AP) -- Ten people were killed.", name="b", outlet="The Post")
    figures = [figure(x, "Ten", low=10, high=10) for x in (a, b)]
    assert one([a, b], figures=figures, topics=[topic(*figures)]).origins == ("Associated Press",)


def test_an_agency_is_one_origin_by_whichever_name_it_is_credited() -> None:
    a = article("Ten people died, AFP reported.", name="a")
    b = article("Ten people died, Agence France-Presse reported.", name="b")
    figures = [figure(a, "Ten", low=10, high=10, via=("AFP",)),
               figure(b, "Ten", low=10, high=10, source="Agence France-Presse")]
    assert one([a, b], figures=figures, topics=[topic(*figures)]).origins == ("Agence France-Presse",)


def test_an_event_told_inside_a_quotation_goes_back_to_its_speaker() -> None:
    a = article("Kestria shelled Ostley, Mara Vell said.", name="a", outlet="The Courier")
    b = article("Kestria shelled Ostley at dawn.", name="b", outlet="The Post")
    told = [event_mention(x, "shelled") for x in (a, b)]
    said = quotation(a, "Kestria shelled Ostley", "Mara Vell", direct=False)
    count = one([a, b], quotations=[said], event_mentions=told, events=[event(*told)])
    assert count.origins == ("Mara Vell", "The Post")
    assert count.claim == "event"


def test_owners_are_counted_apart_from_outlets() -> None:
    a, b = article("Ten died.", name="a", outlet="The Courier"), article("Ten died.", name="b", outlet="The Post")
    owned = [source("The Courier", owner="Vale Media"), source("The Post", owner="Vale Media")]
    figures = [figure(x, "Ten", low=10, high=10) for x in (a, b)]
    count = one([a, b], sources=owned, figures=figures, topics=[topic(*figures)])
    assert (len(count.outlets), count.owners) == (2, ("Vale Media",))


def test_an_article_of_an_unknown_outlet_is_named_by_itself() -> None:
    a = article("Ten died.", name="report-7")
    told = figure(a, "Ten", low=10, high=10)
    assert one([a], figures=[told], topics=[topic(told)]).origins == ("report-7",)


def test_a_body_and_its_spokesman_are_one_origin() -> None:
    a = article("Ten died, Palace spokesman Orr Lind said.", name="a", outlet="The Courier")
    b = article("Ten died, the Palace said.", name="b", outlet="The Post")
    c = article("Ten died, said Orr Lind, a spokesman for the Palace.", name="c", outlet="Radio Vale")
    figures = [figure(x, "Ten", low=10, high=10, source=name)
               for x, name in ((a, "Orr Lind"), (b, "Palace"), (c, "Orr Lind"))]
    named = [*(mention(x, "Palace", kind="ORG") for x in (a, b, c)), *(mention(x, "Orr Lind") for x in (a, c))]
    assert one([a, b, c], figures=figures, topics=[topic(*figures)], mentions=named).origins == ("Palace",)


def test_a_credited_outlet_that_makes_the_claim_is_followed_to_its_own_source() -> None:
    a = article("Ten died, the Courier reported.", name="a", outlet="The Post")
    b = article("Ten died, Mara Vell told the Courier.", name="b", outlet="The Courier")
    figures = [figure(a, "Ten", low=10, high=10, source="Courier"),
               figure(b, "Ten", low=10, high=10, source="Mara Vell")]
    assert one([a, b], figures=figures, topics=[topic(*figures)]).origins == ("Mara Vell",)


def test_outlets_that_credit_each_other_are_one_origin() -> None:
    a = article("Ten died, the Courier reported.", name="a", outlet="The Post", published="2031-05-01")
    b = article("Ten died, the Post reported.", name="b", outlet="The Courier", published="2031-05-02")
    figures = [figure(a, "Ten", low=10, high=10, source="Courier"), figure(b, "Ten", low=10, high=10, source="Post")]
    assert len(one([a, b], figures=figures, topics=[topic(*figures)]).origins) == 1


def test_in_one_copied_passage_a_name_stands_for_a_mere_description() -> None:
    a = article(f"{AGENCY_COPY}, officials said.", name="a", outlet="The Courier")
    b = article(f"{AGENCY_COPY}, Mara Vell said.", name="b", outlet="The Post")
    figures = [figure(a, "40", low=40, high=None, source="officials"),
               figure(b, "40", low=40, high=None, source="Mara Vell")]
    vell = entity("Mara Vell", mention(b, "Mara Vell"))
    count = one([a, b], copies=[copy(a, b, AGENCY_COPY)], figures=figures, topics=[topic(*figures)], entities=[vell])
    assert count.origins == ("Mara Vell",)


def test_a_pronoun_is_nobody_in_particular() -> None:
    a = article("Ten died, he said.", name="a", outlet="The Courier")
    told = figure(a, "Ten", low=10, high=10, source="he")
    assert one([a], figures=[told], topics=[topic(told)]).origins == ("The Courier",)


def test_words_were_said_once_whoever_is_credited_with_them() -> None:
    text = "“We will not close the Sarn crossing,” {} said."
    a, b = (article(text.format(who), name=who, outlet=outlet)
            for who, outlet in (("Mara Vell", "The Courier"), ("the Palace", "The Post")))
    quoted = [quotation(a, "We will not close the Sarn crossing", "Mara Vell"),
              quotation(b, "We will not close the Sarn crossing", "the Palace")]
    said = utterance(*quoted, speaker="Mara Vell")
    assert one([a, b], quotations=quoted, utterances=[said]).origins == ("Mara Vell",)
    assert len(one([a, b], quotations=quoted, utterances=[utterance(*quoted)]).origins) == 2


def test_no_claim_no_count() -> None:
    assert counted([article("Ten died.")]) == {}


def test_order_of_input_does_not_matter() -> None:
    articles = [article(f"{AGENCY_COPY}.", name=n, outlet=n) for n in ("a", "b", "c")]
    figures = [figure(a, "40", low=40, high=None) for a in articles]
    copied = [copy(articles[0], articles[1], AGENCY_COPY)]
    topics = [topic(*figures)]
    assert counted(articles, figures=figures, topics=topics, copies=copied) == counted(
        articles[::-1], figures=figures[::-1], topics=topics, copies=copied)
