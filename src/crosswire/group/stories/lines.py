"""Which stories belong to one crisis.

The rule: two stories are of one storyline if at least a fifth of their words' weight and of their names' weight is
alike (the cosines of the sums over their articles), whatever the time between them; and so are all stories that such
pairs chain together. Limit: incidents of one town, told by the same offices and papers, can chain too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crosswire.families import Families
from crosswire.group.stories.features import cosine
from crosswire.group.stories.index import KEYS, StoryIndex
from crosswire.group.stories.profiles import Profile, Vector, summed

ALIKE = 0.2


def storylines(stories: Sequence[Sequence[Profile]]) -> list[list[int]]:
    """The stories of each storyline, by index; a story without another beside it is a line of its own."""
    lines, index, known = Families[int](), StoryIndex(), []
    for at, members in enumerate(stories):
        known.append({aspect: summed([one.vectors[aspect] for one in members]) for aspect in KEYS})
        for other in index.nearest(known[at]):
            if _one_crisis(known[other], known[at]):
                lines.join(other, at)
        index.add(at, known[at])
    return lines.groups(range(len(stories)), int)


def _one_crisis(one: Mapping[str, Vector], other: Mapping[str, Vector]) -> bool:
    return all(cosine(one[aspect], other[aspect]) >= ALIKE for aspect in ("words", "names"))
