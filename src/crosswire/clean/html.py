"""HTML to article text, with a map back to the page."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.spans import OffsetMap


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a report and what its page says about it; `offsets` only where the text was extracted."""

    text: str
    title: str | None = None
    site_name: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    offsets: OffsetMap | None = None


def extract(page: str, *, url: str | None = None) -> Page:
    """To come."""
    return Page("")
