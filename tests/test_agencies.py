from __future__ import annotations

import pytest
from factories import article

from crosswire.agencies import agencies_named, agency, credited


@pytest.mark.parametrize(("text", "names"), [
    ("VALE, Valdoria (AP) — Ten people died.", ("Associated Press",)),
    ("VALE, June 3 (Reuters) - Ten people died.", ("Reuters",)),
    ("Ten people died.\n(Reporting by Ann Orr; Editing by Bo Lind)", ("Reuters",)),
    ("By Ann Orr, Associated Press\nTen people died.", ("Associated Press",)),
    ("Ten people died.\n© 2023 AFP", ("Agence France-Presse",)),
    ("By Ann Orr, Vale News Agency\nTen people died.", ("Vale News Agency",)),
    ("VALE (Upper Sarn Press Agency) — Ten people died.", ("Upper Sarn Press Agency",)),
    ("VALE (AP, AFP) — Ten people died.", ("Agence France-Presse", "Associated Press")),
    ("VALE (Reuters/AP) - Ten people died.", ("Associated Press", "Reuters")),
    ("By Ann Orr with agencies\nTen people died.", ("news agencies",)),
    ("Ten people died.\n— AFP and agencies", ("Agence France-Presse", "news agencies")),
    ("Agencies\nTen people died.", ("news agencies",)),
    ("Ten people died, three agencies said.\nHe works with agencies that feed the poor.", ()),
    ("Image: Ann Orr/Reuters\nTen people died.", ()),
    ("Ten people died, she told AFP.", ()),
])
def test_agencies_that_an_article_credits_for_its_text(text: str, names: tuple[str, ...]) -> None:
    assert credited(article(text)) == names


def test_agencies_by_tag() -> None:
    assert agency("the Associated Press") == "Associated Press"
    assert agency("the Vale News Agency") == agency("The Vale News Agency") == "Vale News Agency"
    assert agency("The Courier") is None
    assert agencies_named("she told AFP, not CAP") == ("Agence France-Presse",)
