"""The day of a decision: in the formula, or a session's; never the date under the notice."""

from __future__ import annotations

import re

from kg.mentions.dates import DATE, iso, number
from kg.model import Section

_DECIDED = re.compile(
    r"(?:(?P<year>\d{4}|[○零一二三四五六七八九]{4})年)?(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日"
    r"(?=[^。]{0,60}(?:决定|通过|表决|会议|任命|免去))"
)


def decided(section: Section, norm: str) -> str | None:
    """The ISO day on which a sentence says that it was decided, or None."""
    if DATE.fullmatch(norm):
        return None
    match = _DECIDED.search(norm)
    if match is None:
        return None
    month, day = number(match["month"]), number(match["day"])
    if match["year"]:
        return iso(number(match["year"]), month, day)
    known = section.document.date or section.document.published
    if known:
        # A December decision in a notice of January is of the year before.
        return iso(int(known[:4]) - (month > int(known[5:7])), month, day)
    return iso(section.year, month, day) if section.year else None
