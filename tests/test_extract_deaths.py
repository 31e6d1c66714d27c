"""People who died by a report, with and without a written number."""

import pytest
from factories import article

from crosswire.extract.figures.deaths import deaths

CASES = (
    ("A driver was shot dead near Velm.", 1),
    ("Gunmen killed a driver and his son in Velm.", 2),
    ("Orla Stenn and her brother Tam Stenn were dragged from their house and shot dead.", 2),
    ("A trooper, identified as Ivo Lend, and three rebels were killed in the fighting.", 4),
    ("The commander of the post, Bram Oder, and five other soldiers are killed when a mine went off.", 6),
    ("Two men, a driver and his son, were killed.", 2),
    ("At least five rebels, including three women, were killed.", 5),
    ("Four villagers, two constables and a nurse were killed in the raid.", 7),
    ("Rebels attacked the camp and a guard was killed.", 1),
    ("Some thirty gunmen stormed the village, killed six people and abducted seven others.", 6),
    ("Villagers beat two men to death and set a house on fire.", 2),
    ("The killers slit the throat of a farmer named Ulm Tarric.", 1),
    ("A nurse was killed and four others were injured.", 1),
    ("The body of a teacher was found by the river.", 1),
    ("A clerk was killed. The clerk, Dan Feld, was shot near his house.", 1),
    ("A clerk was killed by a shell. A nurse was also killed.", 2),
    ("Rebels abducted a trader, Som Ander, and later killed him.", 1),
    ("Rebels killed Ana Velt (24), a nurse, near Harl.", 1),
    ("The rebels threatened to kill a teacher.", 0),
    ("A man wanted for the killing of two guards was arrested.", 0),
    ("Nobody was killed in the blast.", 0),
    ("The quake killed many people.", 0),
    ("A guard who was abducted by gunmen on Monday was found dead.", 1),
    ("More than 300 guards have been killed in the last two years.", 300),
    ("A guard was killed. More than 300 guards have been killed in the last two years.", 1),
)


@pytest.mark.parametrize(("text", "number"), CASES, ids=[text for text, _ in CASES])
def test_deaths_counts_people_told_without_a_number(text, number):
    assert deaths(article(text)).number == number


def test_deaths_names_the_sentences_that_tell_them():
    text = "The bridge is closed. A driver was shot dead near Velm. Talks go on."
    found = deaths(article(text))
    assert [span.of(text) for span in found.sentences] == ["A driver was shot dead near Velm."]
