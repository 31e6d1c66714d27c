"""Words by which a report tells its own day: its dateline, and that it tells of the day before.

("TALVIK, April 13 (Agency) - " has the place before its date, and brackets and a dash after it.)
"""

from __future__ import annotations

import re

PLACE = re.compile(r"[ \t]*[A-Z][A-Z .'’/-]{2,40}(?:, [A-Z][\w .]{1,25})?,? \(?$")
AFTER = re.compile(r",? ?\d{0,4}\)? ?(?:\(\w[\w /.-]{1,30}\))? ?[-–—:]|\)? \([A-Z]\w[\w /.-]{0,30}\)")
DAY_BEFORE = re.compile(r"\b(?:yesterday|last night|overnight)\b", re.IGNORECASE)
