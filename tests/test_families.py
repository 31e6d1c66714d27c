"""Families: what was joined is together, in the order of the items; the first of two joined stands for both."""

from crosswire.families import Families


def test_joins_chain_and_the_first_stands_for_all():
    sets = Families[str]()
    for pair in ("cd", "ab", "bd"):
        sets.join(*pair)
    assert {sets.find(item) for item in "abcd"} == {"a"}
    assert sets.find("e") == "e"


def test_groups_come_in_the_order_of_their_first_items():
    sets = Families[int]()
    sets.join(3, 1)
    assert sets.groups(["one", "seven", "thirty", "to"], len) == [["one"], ["seven"], ["thirty"], ["to"]]
    sets.join(5, 2)
    assert sets.groups(["to", "one", "seven"], len) == [["to", "seven"], ["one"]]
