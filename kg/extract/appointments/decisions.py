"""The day on which a decision was made: …5月17日决定, a session's day. Never the day under a notice."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice

from kg.extract.appointments.rules import pattern
from kg.mentions.calendar import Calendar
from kg.mentions.dates import Days, days_at
from kg.model import Section

_MONTH_DAY = re.compile(
    r"(?:(?:\d{4}|[○零一二三四五六七八九]{4})年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})(?:日|[至—])"
)
_MOST = 6
"""How many days of a sentence are looked at."""
_SPAN_FROM = re.compile(r"(?:从|自|截至|起|至|到|于)$")
_AFTER_DAY = re.compile(r"起|前|以来|之前|以后|后|电|讯|止|算|生|出")
_GROUND = re.compile(r"^(?:根据|按照|依据|遵照|依照|按|鉴于)")
_DECIDES = re.compile(r"决定|通过|研究|批准|同意|任命|任免|免职|任职")


def decision_day(section: Section, text: str, page: date | None = None) -> str | None:
    """The day that ``text``, a sentence or what stands before its first verb, gives for the decision, or None.

    ``page`` is the day of a line of the page's own, for the year if nothing else has it.
    """
    if "日" not in text:
        return None
    for match in islice(_MONTH_DAY.finditer(text), _MOST):
        days = days_at(text, match.start())
        if days is None or days.month is None:
            continue
        before, after = text[: match.start()], text[days.end :]
        if _is_decision(before, after):
            return _resolved(section, days, page)
    return None


def _is_decision(before: str, after: str) -> bool:
    if (
        _AFTER_DAY.match(after)
        or _SPAN_FROM.search(before)
        or pattern("decisions", "other_day").search(after[:24])
    ):
        return False
    if _GROUND.match(before) and not _DECIDES.search(re.split("[，。；：]", after)[0]):
        return False
    return bool(pattern("decisions", "decided").search(after))


def _resolved(section: Section, days: Days, page: date | None) -> str | None:
    """The day with its year, which may be that of the heading, or of the notice's or page's own date."""
    known = section.document.date or section.document.published
    own = date.fromisoformat(known) if known else page
    calendar = Calendar(None if own else section.year, None, own)
    calendar.turn_to(days)
    return calendar.day
