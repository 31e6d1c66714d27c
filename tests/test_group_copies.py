from __future__ import annotations

import pytest
from factories import WHY, article
from hypothesis import given
from hypothesis import strategies as st

from crosswire.group.copies.passages import RUN, WINDOW, fingerprints, shared_passages
from crosswire.group.copies.stage import copies
from crosswire.model import Article, Copy
from crosswire.spans import Span
from crosswire.values import Block

PASSAGE = ("Fighters crossed the Sarn river before dawn on Sunday and took two villages near Ostley, the army said, "
           "in the deepest advance since the truce of March collapsed.")
OTHER = "Markets in the capital were calm. Schools stayed open in most districts, teachers said."
QUOTE = ("We voice our deepest concern over the sudden closure of the Sarn crossing and call on Kestria to reopen it, "
         "without any condition and without any delay")


def found(*articles: object) -> list[Copy]:
    return [copy for copy in copies(articles) if isinstance(copy, Copy)]


def test_a_shared_passage_is_found_inside_otherwise_different_articles() -> None:
    a = article(f"Valdoria woke to war. {PASSAGE} Nobody slept. {QUOTE}.", name="a")
    b = article(f"{OTHER}\n{PASSAGE}\n{OTHER}", name="b")
    [copy] = found(a, b)
    texts = {p.article_id: p.span.of(a.text if p.article_id == a.id else b.text) for p in copy.passages}
    assert set(texts.values()) == {PASSAGE.removesuffix(".")}
    assert copy.kind == "passage"


@pytest.mark.parametrize(("old", "new"), [
    ("two villages", "three small villages"), ("on Sunday", "Sunday"), ("Ostley, the", "Ostley the"),
    ("river before dawn", "river, before dawn")])
def test_small_edits_do_not_break_a_passage(old: str, new: str) -> None:
    [copy] = found(article(PASSAGE, name="a"), article(PASSAGE.replace(old, new) + " " + OTHER, name="b"))
    assert copy.reason.score >= 0.9


def test_a_passage_under_twenty_words_is_no_copy() -> None:
    short = " ".join(PASSAGE.split()[:19])
    assert not found(article(f"{short}. {OTHER}", name="a"), article(f"Elsewhere: {short}. No more.", name="b"))


def test_only_body_text_is_compared() -> None:
    text = f"{OTHER}\n{PASSAGE}"
    cut = len(OTHER) + 1
    blocks = (Block(Span(0, cut), "body", WHY), Block(Span(cut, len(text)), "related", WHY))
    assert not found(article(PASSAGE, name="a"), article(text, name="b", blocks=blocks))


def test_reordered_reprints_share_several_passages() -> None:
    second = ("Doctors at the Ostley clinic said that they had run out of beds, blood and clean water by noon on "
              "that same day.")
    a, b = article(f"{PASSAGE}\n{second}", name="a"), article(f"{second}\n{OTHER}\n{PASSAGE}", name="b")
    made = found(a, b)
    assert len(made) == 2
    assert {copy.kind for copy in made} == {"edited_version"}


@pytest.mark.parametrize(("first", "second", "kind"), [
    (f"VALE, Valdoria (AP) - {PASSAGE} {OTHER} {OTHER}", f"Much else. {PASSAGE} {QUOTE}.", "wire"),
    (f'{OTHER} {OTHER} The envoy said: "{QUOTE}."', f"“{QUOTE}”, said the envoy. {PASSAGE}", "shared_statement"),
    (PASSAGE, PASSAGE + " Nothing else is known.", "same_article")])
def test_kinds(first: str, second: str, kind: str) -> None:
    made = found(article(first, name="a"), article(second, name="b"))
    assert [copy.kind for copy in made] == [kind]


SAID = f'“{QUOTE},” the envoy Ilda Marn told the Vale Herald on Sunday.'


def one(first: object, second: object) -> Copy:
    """The one copy of two articles."""
    [copy] = found(first, second)
    return copy


def which(copy: Copy, *articles: Article) -> str | None:
    """The name of the article that had the passage first."""
    names = {item.id: item.name for item in articles}
    return names[copy.article_ids[("first", "second").index(copy.direction)]] if copy.direction else None


def test_a_version_with_much_added_is_an_edited_one() -> None:
    long = f"{PASSAGE}\n{OTHER} {OTHER}\n{QUOTE}."
    assert one(article(PASSAGE, name="a"), article(long, name="b")).kind == "edited_version"


def test_a_passage_that_one_quotes_from_the_other_by_name_is_a_quotation() -> None:
    herald = article(f"{PASSAGE}\n“{QUOTE},” said the envoy in an interview.", name="h",
                     outlet="The Vale Herald", published="2031-05-03")
    post = article(f"{OTHER} {OTHER}\n{SAID}", name="p", outlet="The Post", published="2031-05-02")
    copy = one(herald, post)
    assert copy.kind == "quotation"
    assert which(copy, herald, post) == "h"  # named as the source: that tells more than the day


@pytest.mark.parametrize(("days", "basis", "earlier"), [
    (("2031-05-01", "2031-05-02"), "stated", "a"), (("2031-05-02", "2031-05-01"), "stated", "b"),
    (("2031-05-01", "2031-05-01"), "stated", None), (("2031-05-01", None), "stated", None),
    (("2031-05-01", "2031-05-02"), "inferred", None)])
def test_the_earlier_day_tells_the_direction_unless_it_was_inferred(
        days: tuple[str, str | None], basis: str, earlier: str | None) -> None:
    a, b = (article(PASSAGE, name=name, published=day, published_basis=basis)
            for name, day in zip("ab", days, strict=True))
    assert which(one(a, b), a, b) == earlier


def test_an_agency_itself_is_earlier_than_a_reprint() -> None:
    a = article(f"VALE (Reuters) - {PASSAGE}", name="a", outlet="The Post", published="2031-05-01")
    b = article(PASSAGE, name="b", outlet="Reuters", published="2031-05-02")
    assert which(one(a, b), a, b) == "b"


def test_reprints_of_an_agency_and_reports_of_a_statement_have_no_original_among_them() -> None:
    a, b = (article(f"VALE (AP) - {PASSAGE} {more}", name=name, published=f"2031-05-0{day}")
            for day, (name, more) in enumerate((("a", QUOTE), ("b", OTHER)), 1))
    assert (one(a, b).kind, one(a, b).direction) == ("wire", None)
    c, d = (article(f"{more}\n“{QUOTE},” the Palace said.", name=name, published=f"2031-05-0{day}")
            for day, (name, more) in enumerate((("c", PASSAGE), ("d", f"{OTHER} {OTHER}")), 1))
    assert (one(c, d).kind, one(c, d).direction) == ("shared_statement", None)


def test_spelling_and_thousands_do_not_break_a_passage() -> None:
    british = PASSAGE.replace("two villages", "the harbour, the defence works and 1,200 homes")
    american = british.replace("harbour", "harbor").replace("defence", "defense").replace("1,200", "1200")
    assert one(article(british, name="a"), article(american, name="b")).reason.score == 1.0


def test_what_a_site_prints_again_and_again_is_no_copy() -> None:
    box = ("The Post is an independent newspaper that is owned by its readers and accepts no money from governments "
           "or from parties of any kind.")
    def site(outlets: list[str], days: list[int]) -> list[Copy]:
        return found(*(article(f"Item {n}. {box}", name=str(n), outlet=outlet, published=f"2031-05-{day:02}")
                       for n, (outlet, day) in enumerate(zip(outlets, days, strict=True))))
    assert not site(["The Post"] * 4, [1, 5, 9, 13])
    assert site(["The Post"] * 4, [1, 1, 2, 2])  # within days: versions of one report
    assert site(["The Post", "The Courier"] * 2, [1, 5, 9, 13])  # two outlets: one has it from the other


def test_a_passage_that_speaks_to_the_reader_is_no_copy() -> None:
    plea = ("Have you seen it? Send your pictures and your story to our newsroom, and tell us if you want to stay "
            "unnamed, please.")
    assert not found(article(f"{PASSAGE} {plea}", name="a"), article(f"{QUOTE}. {plea}", name="b"))


@pytest.mark.parametrize("told", [
    "As the number of the dead in the hill villages rises to nine, follow the latest of the search on our live blog",
    "Nurses on the night line answer questions of the families in three languages; relatives can call 0555 010 020",
    "Mayor Ilda Marn (left) shows the damaged arches of the Ostley bridge to the minister of the interior on Friday"])
def test_a_short_passage_about_the_page_is_no_copy_unless_the_report_is_one(told: str) -> None:
    assert not found(article(f"{PASSAGE} {told}.", name="a"), article(f"{QUOTE}. {told}.", name="b"))
    assert found(article(f"{PASSAGE} {told}.", name="a"), article(f"{PASSAGE} {told}.", name="b"))


BOX = ("Ilda Marn, 34 - found after nine days Orr Lind, 61 - saved after eight days Mara Vell, 7 - dug out of the "
       "school after six days")


@pytest.mark.parametrize(("one", "other"), [
    ("Rescuers spoke of luck.", "Nobody else is missing."), ("She left.", "“We go on,” they said.")])
def test_a_box_that_a_page_sets_into_its_text_is_no_copy(one: str, other: str) -> None:
    assert not found(article(f"{OTHER} {BOX} {one}", name="a"), article(f"{QUOTE}. {BOX} {other}", name="b"))
    [copy] = found(article(f"{PASSAGE} {BOX} {one}", name="a"), article(f"{QUOTE}. {PASSAGE} {BOX} {other}", name="b"))
    assert {p.span.end - p.span.start for p in copy.passages} == {len(PASSAGE) - 1}


def test_words_that_somebody_says_are_no_box() -> None:
    said = f"“{PASSAGE.removesuffix('.')},” Ilda Marn told"
    assert found(article(f"{said} Radio Vale.", name="a"), article(f"{OTHER} {said} Courier readers.", name="b"))


@pytest.mark.parametrize(("day", "copied"), [("2031-05-02", True), ("2031-05-20", False)])
def test_what_stands_alone_at_the_foot_of_pages_of_far_days_is_no_copy(day: str, copied: bool) -> None:
    a = article(f"{OTHER} {OTHER} {PASSAGE}", name="a", published="2031-05-01")
    b = article(f"{QUOTE}. {PASSAGE}", name="b", published=day)
    assert bool(found(a, b)) == copied


@pytest.mark.parametrize(("changes", "copied"), [
    ({"Sarn": "Vell", "Ostley": "Brim"}, False), ({"Sunday": "Monday"}, True), ({"Ostley": "Ostleigh"}, True),
    ({"two": "three", "Ostley,": "the town,"}, True)])
def test_the_same_sentence_about_another_place_is_a_formula(changes: dict[str, str], copied: bool) -> None:
    text = PASSAGE
    for word, other in changes.items():
        text = text.replace(word, other)
    assert bool(found(article(PASSAGE, name="a"), article(f"{OTHER} {text}", name="b"))) == copied


def test_a_passage_ends_where_its_sentence_ends() -> None:
    a = article(f"{PASSAGE} He then said nothing more.", name="a")
    b = article(f"{OTHER} {PASSAGE} He went home.", name="b")
    place = next(place for place in one(a, b).passages if place.article_id == a.id)
    assert place.span.of(a.text) == PASSAGE.removesuffix(".")


def test_order_of_input_does_not_matter() -> None:
    articles = [article(f"{name} {PASSAGE} {OTHER}", name=name) for name in "abcd"]
    assert found(*articles) == found(*reversed(articles))


def test_a_family_of_reprints_is_chained_not_squared() -> None:
    many = found(*(article(f"Number {n}. {PASSAGE}", name=str(n)) for n in range(60)))
    linked = {article_id for copy in many for article_id in copy.article_ids}
    assert len(linked) == 60
    assert len(many) < 60 * 59 / 2


@pytest.mark.parametrize("text", ["", "😀 " * 50, "שלום עולם " * 30, "na " * 20000])
def test_odd_texts_are_survived(text: str) -> None:
    for copy in found(article(text, name="a"), article(text, name="b")):
        assert all(place.span.end <= len(text) for place in copy.passages)


WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=60)


@given(WORDS, WORDS, st.lists(st.sampled_from("stuvwxyz"), min_size=RUN + WINDOW - 1, max_size=30, unique=False))
def test_a_long_shared_run_always_shares_a_fingerprint(left: list[str], right: list[str], run: list[str]) -> None:
    first, second = (set(fingerprints(words)[0].tolist()) for words in (left + run, run + right))
    assert first & second


@given(WORDS, WORDS)
def test_passages_lie_inside_both_and_are_alike(first: list[str], second: list[str]) -> None:
    (values, at), (others, there) = fingerprints(first), fingerprints(second)
    places = dict(zip(values[::-1].tolist(), at[::-1].tolist(), strict=True))
    seeds = [(places[value], j) for value, j in zip(others.tolist(), there.tolist(), strict=True) if value in places]
    for shared in shared_passages(first, second, seeds, min_words=8, min_likeness=0.85):
        assert 0 <= shared.first[0] < shared.first[1] <= len(first)
        assert 0 <= shared.second[0] < shared.second[1] <= len(second)
        assert shared.words >= 8
        assert shared.likeness >= 0.85
