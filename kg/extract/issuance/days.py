"""Days that the entries of a list of documents name."""

from __future__ import annotations

import re

from kg.mentions.dates import DATE, iso, iso_of
from kg.mentions.dates import number as read
from kg.model import Span
from kg.segment.heads import any_date

_CLOSING = re.compile(
    r"[（，]?(?:(?P<year>\d{4})[年./-](?=\d{1,2}[月./-])|(?=\d{1,2}(?:月|[.-]\d{1,2}(?:日|印|发|签))))"
    r"(?P<month>\d{1,2})[月./-](?P<day>\d{1,2})日?(?:印发|发布|签发)?[）]?$"
)
"""A day behind an entry. 3.12 alone may be the place in a volume as well: it needs its year or a word behind it."""
_SPELLED = re.compile(rf"（{DATE.pattern}）$")
"""A whole day in words: （一九九九年三月十一日）."""
_FIRST = re.compile(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_PUT_UP = re.compile(r"[〔【（]?(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})(?!\d)[〕】）]?")
_SHORT = re.compile(r"(?P<year>(?!))?(?P<month>\d{1,2})[月./-](?P<day>\d{1,2})日?")
_JOINED = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_ALONE = re.compile(
    r"（?(?:(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日|\d{4}[-./]\d{1,2}[-./]\d{1,2})）?"
)
_BROKEN = re.compile(r".*(?:\d{1,2} 月\d{1,2}日|月 \d{1,2}日|月\d{1,2} 日|月\d \d日)")
_MONTH_ALONE = re.compile(
    r"[（【〔●◆■★]?(?:\d{4}年)?(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:（\d+[件篇]?）)?[】）〕]?"
)
_IN_MONTH = re.compile(r"(?P<day>\d{1,2})日(?:[，：])?")
_YEAR = re.compile(r"\d{4}")


def closing(norm: str, number: Span, year: int | None) -> tuple[int, str | None]:
    """Where an entry ends before its day, and the day; the year is the list's or the number's."""
    match = _CLOSING.search(norm, number[0])
    if match is None:
        spelled = _SPELLED.search(norm, number[1]) if norm.endswith("日）") else None
        return (spelled.start(), iso_of(spelled)) if spelled else (len(norm), None)
    return match.start(), _iso(match, norm[slice(*number)], year)


def opening(
    norm: str, start: int, number: Span, year: int | None, month: int | None
) -> tuple[int, str | None]:
    """Where an entry begins behind its day, and the day, which may be one of the month in the heading above."""
    match = _FIRST.match(norm, start, number[0]) or _PUT_UP.match(norm, start, number[0])
    if match:
        return match.end(), _iso(match, norm[slice(*number)], year)
    day = _IN_MONTH.match(norm, start, number[0]) if month else None
    known = _known(norm[slice(*number)], year)
    return (day.end(), iso(known, month, int(day["day"]))) if month and day and known else (start, None)


def in_cell(cell: str, number: str, year: int | None) -> str | None:
    """The day that a cell names, its year that of the list or the number where it has none."""
    joined = _JOINED.fullmatch(cell)
    if joined:
        return iso(*(int(part) for part in joined.groups()))
    found = any_date(cell)
    short = _SHORT.fullmatch(cell) if found is None else None
    return _iso(short, number, year) if short else found


def is_alone(norm: str) -> bool:
    """Whether a line is nothing but a day."""
    return norm[:1] in "（0123456789" and _ALONE.fullmatch(norm) is not None


def is_broken(norm: str, below: str) -> bool:
    """Whether a line breaks off in a day that the next one ends: 4月 / 17日, 4月2 / 6日."""
    return below[-1:] == "日" and _BROKEN.fullmatch(f"{norm[-3:]} {below}") is not None


def month_alone(norm: str) -> int | None:
    """The month that a line names, if that is all it does: 一月, 【3月份】."""
    match = _MONTH_ALONE.fullmatch(norm) if "月" in norm[-8:] else None
    month = read(match["month"]) if match else 0
    return month if 1 <= month <= 12 else None


def alone(norm: str, year: int | None) -> str | None:
    """The day that such a line names."""
    match = _ALONE.fullmatch(norm)
    if match is None or match["day"] is None:
        return any_date(norm)
    return _iso(match, "", year)


def _iso(match: re.Match[str], number: str, year: int | None) -> str | None:
    known = match["year"] or _known(number, year)
    return iso(int(known), int(match["month"]), int(match["day"])) if known else None


def _known(number: str, year: int | None) -> int | None:
    """The year of the list, else that of the number."""
    own = _YEAR.search(number)
    return year or (int(own.group()) if own else None)
