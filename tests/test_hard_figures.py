"""Hard cases of our own for the number grammar, for topics and for contradictions, read by the whole pipeline."""

from __future__ import annotations

import factories as make
import pytest

from crosswire.account import Account
from crosswire.model import Figure
from crosswire.pipeline import account_records
from crosswire.reconcile.breakdowns import breakdowns
from crosswire.render.ledger import Ledger

DAY, NEXT = "2031-05-14", "2031-05-15"


def account(*reports: str | tuple[str, str]) -> Account:
    """The account of reports, each a text or a text with its day of publication."""
    rows = [(one, DAY) if isinstance(one, str) else one for one in reports]
    return Account.of(account_records(
        make.document(text, f"r{i}", outlet=f"Outlet {i}", published=day) for i, (text, day) in enumerate(rows)))


def told(made: Account) -> list[tuple[str, str, float | None, float | None, str]]:
    texts = {article.id: article.text for article in made.articles}
    return [(f.span.of(texts[f.article_id]), f.measure, f.low, f.high, f.qualifier) for f in made.figures]


GRAMMAR = (
    ("Some 1.2 to 1.4 million people have been displaced by the floods.",
     [("1.2 to 1.4 million", "displaced", 1.2e6, 1.4e6, "about")]),
    ("Officials put the dead at 19, the wounded at 63 and the missing at seven.",
     [("19", "killed", 19, 19, "exact"), ("63", "injured", 63, 63, "exact"), ("seven", "missing", 7, 7, "exact")]),
    ("The fire near Harl is out at last, the ministry wrote on Wednesday. Dead: 19. Injured: 63.",
     [("19", "killed", 19, 19, "exact"), ("63", "injured", 63, 63, "exact")]),
    ("Not a single soldier was wounded.", []),
    ("Nobody was killed and no casualties were reported.", []),
    ("More than 40 soldiers and 15 civilians were wounded.",
     [("40", "injured", 40, None, "more_than"), ("15", "injured", 15, 15, "exact")]),
    ("At least 12 people and 20 soldiers were killed.",
     [("12", "killed", 12, None, "at_least"), ("20", "killed", 20, 20, "exact")]),
    ("The army lost 17 men; the rebels, 45.",
     [("17", "killed", 17, 17, "exact"), ("45", "killed", 45, 45, "exact")]),
    ("A third of the town's 9,000 residents have fled.",
     [("A third", "other", 33.33, 33.33, "exact"), ("9,000", "residents", 9000, 9000, "exact")]),
    ("Sixty-odd people were hurt.", [("Sixty", "injured", 60, 60, "about")]),
    ("Hundreds, perhaps thousands, are feared dead.",
     [("Hundreds", "killed", 200, None, "vague"), ("thousands", "killed", 2000, None, "vague")]),
    ("The Red Cross says 20 to 25 people, including at least six children, died.",
     [("20 to 25", "killed", 20, 25, "exact"), ("six", "killed", 6, None, "at_least")]),
    ("Two local council members were shot dead.", [("Two", "killed", 2, 2, "exact")]),
    ("The government pledged €2.5bn.", [("2.5bn", "money", 2.5e9, 2.5e9, "exact")]),
    ("Up to a dozen shells fell on the market.", [("a dozen", "weapons", None, 12, "up_to")]),
    ("Police detained 60 marchers, of whom 12 remain in custody.",
     [("60", "detained", 60, 60, "exact"), ("12", "detained", 12, 12, "exact")]),
    ("The strike killed four, two of them women, and injured a dozen.",
     [("four", "killed", 4, 4, "exact"), ("two", "killed", 2, 2, "exact"), ("a dozen", "injured", 12, 12, "exact")]),
    ("The 300-bed hospital treated 41 people for burns.", [("41", "injured", 41, 41, "exact")]),
)


@pytest.mark.parametrize(("text", "expected"), GRAMMAR, ids=[text for text, _ in GRAMMAR])
def test_number_grammar(text: str, expected: list[tuple[str, str, float | None, float | None, str]]) -> None:
    assert told(account(text)) == expected


# Two reports, the numbers asked about as they are written, and the relation of their topic; None if they are of two.
TOPICS = (
    ("The quake near Harl killed 31 people, the ministry said.", "The quake near Harl killed at least 30 people.",
     "31", "30", "agree"),
    ("The quake near Harl killed 31 people, the ministry said.",
     "The quake near Harl killed 58 people, the mayor said.", "31", "58", "differ"),
    ("The quake near Harl killed 31 people, the ministry said.",
     ("The death toll from the quake near Harl has risen to 58, the ministry said.", NEXT), "31", "58", "evolving"),
    ("The quake near Harl killed 31 people.", "The quake near Harl injured 31 people.", "31", "31", None),
    ("The quake near Harl killed 31 people.", "The quake near Harl killed 12 children.", "31", "12", None),
    ("Floods in Orlen drove some 4,000 people from their homes.",
     "Floods in Orlen displaced more than 3,900 people.", "4,000", "3,900", "agree"),
    ("Kestria has 40,000 soldiers at the border, the alliance said.",
     "Kestria has 90,000 soldiers at the border, the Valdorian army said.", "40,000", "90,000", "differ"),
    ("4,000 Kestrian soldiers have died in the war.", "9,000 Valdorian soldiers have died in the war.",
     "4,000", "9,000", None),
    ("The war in Valdoria has killed more than 13,000 people since 2024.",
     "A shell killed 13 people in the Valdorian town of Harl on Wednesday.", "13,000", "13", None),
    ("In 2019 a quake near Harl killed 400 people.", "A quake near Harl killed 31 people on Wednesday.",
     "400", "31", None),
    ("The ferry fire off Tamsin killed 12 people.", "Twelve people died in the ferry fire off Tamsin.",
     "12", "Twelve", "agree"),
    ("Up to 50 people may have died in the ferry fire off Tamsin.",
     "The ferry fire off Tamsin killed 12 people.", "50", "12", "agree"),
)


@pytest.mark.parametrize(("first", "second", "one", "other", "relation"), TOPICS,
                         ids=[f"{row[2]}-{row[3]}-{row[4]}-{i}" for i, row in enumerate(TOPICS)])
def test_topics(first: str | tuple[str, str], second: str | tuple[str, str], one: str, other: str,
                relation: str | None) -> None:
    made = account(first, second)
    texts = {article.id: article for article in made.articles}
    topic_of = {i: topic for topic in made.topics for i in topic.figure_ids}
    asked: list[Figure] = []
    for name, number in (("r0", one), ("r1", other)):
        asked += [f for f in made.figures if texts[f.article_id].name == name
                  and f.span.of(texts[f.article_id].text) == number]
    assert len(asked) == 2
    topics = {topic_of[f.id].id: topic_of[f.id].relation for f in asked}
    assert [*topics.values()] == [relation] if relation else len(topics) == 2


DISPUTES = (
    (("The quake near Harl killed 31 people, the ministry said.",
      "The quake near Harl killed 58 people, the mayor of Harl said."), ["figure"]),
    (("The quake near Harl killed 31 people, the ministry said.",
      ("The death toll from the quake near Harl has risen to 58, the ministry said.", NEXT)), []),
    (("Planes bombed the Ostley camp. Twelve people were killed in the camp, the governor said.",
      "Planes bombed the Ostley camp. There were no casualties in the camp, an aid group said."), ["outcome"]),
    (("Valdoria accused Kestria of shelling the Ostley clinic. Kestria denied that it had shelled the clinic.",
      "The talks go on."), ["denial"]),
    (("Valdoria accused Kestria of shelling the Ostley clinic.",
      "Kestria denied on Monday that its guns had shelled the Ostley clinic."), ["denial"]),
    (("Shells hit the Ostley clinic at 9.15am on Wednesday, doctors said.",
      "Shells hit the Ostley clinic at about 11am on Wednesday, a nurse said."), ["date"]),
    (("Shells hit the Ostley clinic at 9.15am on Wednesday, doctors said.",
      "Shells hit the Ostley clinic shortly after 9am on Wednesday, a nurse said."), []),
    (("The envoys met in Harl on Thursday, May 14.", "The talks go on."), ["date"]),
    (("“We will never leave the valley to the men who burned it,” Mara Vell told the crowd.",
      "“We will never leave the valley to the men who took it,” Mara Vell told the crowd."), ["wording"]),
    (("“We will honour every treaty that the republic has signed,” Mara Vell said.",
      "“We will honor every treaty that the republic has signed,” Mara Vell said."), []),
    (("More than 13,000 people have died in the war in Valdoria.",
      "Some 13,500 people have died in the war in Valdoria."), []),
    (("Kestria denied access to the camp to aid workers.", "Aid workers wait at the camp."), []),
    (("Valdoria blamed nobody for the fire. Kestria hopes that it was not an attack.",
      "The fire is out."), []),
)


@pytest.mark.parametrize(("reports", "kinds"), DISPUTES, ids=[f"{'-'.join(row[1]) or 'none'}-{i}" for i, row
                                                              in enumerate(DISPUTES)])
def test_contradictions(reports: tuple[str | tuple[str, str], ...], kinds: list[str]) -> None:
    assert [found.kind for found in account(*reports).disagreements] == kinds


def test_a_denial_names_who_confirms() -> None:
    made = account(
        "Valdoria accused Kestria of shelling the Ostley clinic. Kestria denied that it had shelled the clinic.",
        "The United Nations confirmed that Kestria had shelled the Ostley clinic.")
    [found] = made.disagreements
    assert [side.role for side in found.sides] == ["claims", "denies", "confirms"]
    assert "Confirmed by" in found.reason.detail


BREAKDOWNS = (
    ("The strike killed 12 people, including three children.", {"three": "12"}),
    ("The strike killed 12 people. Five of them were children.", {"Five": "12"}),
    ("The strike killed 12 people, among them three children and a nurse.", {"three": "12"}),
    ("At least 12 of one family, seven children, three women and two men, were killed.",
     {"seven": "12", "three": "12", "two": "12"}),
    ("The strike killed 12 people and another three died in hospital.", {}),
    ("Fire killed 12 people in Harl and three in Orlen.", {}),
)


@pytest.mark.parametrize(("text", "parts"), BREAKDOWNS, ids=[text for text, _ in BREAKDOWNS])
def test_breakdowns(text: str, parts: dict[str, str]) -> None:
    made = account(text)
    article, by_id = made.articles[0], {f.id: f for f in made.figures}
    found = breakdowns(Ledger(made).profiles.values(), lambda _: article.text)
    assert {by_id[part].span.of(article.text): by_id[whole].span.of(article.text)
            for part, (whole, _) in found.items()} == parts
