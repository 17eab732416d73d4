"""Dates as documents write them: 2020年6月24日, 二○○六年三月一日, 3日, 8—9日, 1月8日至9日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_DIGITS = {
    "○": 0,
    "O": 0,
    "o": 0,
    "ο": 0,
    "Ο": 0,
    "0": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "元": 1,
}
_NUM = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_YEAR = r"(?:\d{4}|[○零OoοΟ0一二三四五六七八九]{4})"
DATE = re.compile(rf"(?P<year>{_YEAR})年(?P<month>{_NUM})月(?P<day>{_NUM})日")
ISO = re.compile(r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})")
_PUT_UP = re.compile(r"(?:发布|更新|发表|公开|公布|刊发|刊登|(?<=[〔［【（]))(?:时间|日期)[：:]?\s?")
STAMP = re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日\d{1,2}：\d{2}")
"""A page's day with its hour: 2017年11月7日08：30清穆日报."""
DAY = re.compile(
    rf"(?:(?P<year>{_YEAR})年)?(?:(?P<month>{_NUM})月份?)?(?P<day>{_NUM})日?"
    rf"(?:(?:[—─━–―]+|-+|至|到|、)(?:(?P<year2>{_YEAR})年)?(?:(?P<month2>{_NUM})月)?(?P<day2>{_NUM}))?日"
)

_PRINTED = re.compile(r"(?:出版|编印|印发|印制|印|编)?(?:（?(?:星期|周)[一二三四五六日天]）?)?[）。]?")
_PRINTED_LAST = re.compile(r"[\d日版印发制编一二三四五六天）。]$")
_DAY_FIRST = frozenset("0123456789一二三四五六七八九十廿卅○零OoοΟ")
"""What DAY begins with."""


class Days(NamedTuple):
    """A day or a span of days as written; what the text leaves out is None."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int
    month2: int | None = None
    day2: int | None = None
    year2: int | None = None


def number(text: str) -> int:
    """The value of a number up to 99 in digits or Chinese numerals, or of a year digit by digit."""
    if text.isdecimal():
        return int(text)
    if len(text) == 4 and all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, units = text.rpartition("十")
    if not ten:
        return _DIGITS[text] if len(text) == 1 else int("".join(str(_DIGITS[char]) for char in text))
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[units] if units else 0)


def iso(year: int, month: int, day: int) -> str | None:
    """The ISO date, or None if there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def iso_of(match: re.Match[str] | None) -> str | None:
    """The ISO date that a match of DATE, ISO or STAMP writes, or None if there is no such day."""
    return iso(*(number(match[part]) for part in ("year", "month", "day"))) if match else None


def find_date(norm: str, start: int = 0, end: int | None = None) -> tuple[str, int, int] | None:
    """The first whole date in ``norm[start:end]``: ISO form and range, or None."""
    for match in DATE.finditer(norm, start, len(norm) if end is None else end):
        found = iso_of(match)
        if found:
            return found, match.start(), match.end()
    return None


def printed_on(norm: str) -> str | None:
    """The whole date that a line ends with, before 印发, 出版 or a day of the week: that on which a paper was printed."""
    if not _PRINTED_LAST.search(norm):
        return None
    for pattern in (DATE, ISO):
        for match in pattern.finditer(norm):
            if _PRINTED.fullmatch(norm, match.end()):
                return iso_of(match)
    return None


def put_up(text: str) -> Iterator[tuple[int, str]]:
    """The days on which a page says that something was put up (发布时间：2019-11-08 09:12), and where it says so."""
    for key in _PUT_UP.finditer(text):
        day = iso_of(DATE.match(text, key.end()) or ISO.match(text, key.end()))
        if day:
            yield key.start(), day


def days_at(norm: str, start: int) -> Days | None:
    """The day or span of days that begins exactly at ``start``, or None."""
    match = DAY.match(norm, start) if norm[start : start + 1] in _DAY_FIRST else None
    told = _days(match.group()) if match else None
    return Days(start, match.end(), *told) if match and told else None


@lru_cache(maxsize=4096)
def _days(text: str) -> tuple[int | None, int | None, int, int | None, int | None, int | None] | None:
    """Year, month and day of what is written so, and the last month, day and year of a span."""
    match = DAY.fullmatch(text)
    part = {key: number(value) for key, value in match.groupdict().items() if value} if match else {}
    if not 1 <= part.get("day", 0) <= 31 or not 1 <= part.get("month", 1) <= 12:
        return None
    return (
        part.get("year"),
        part.get("month"),
        part["day"],
        part.get("month2"),
        part.get("day2"),
        part.get("year2"),
    )


def interval(days: Days, year: int, month: int) -> str | None:
    """ISO day or ISO interval (first/last) of ``days``, year and month supplied where it lacks them."""
    first_year, first_month = days.year or year, days.month or month
    first = iso(first_year, first_month, days.day)
    if days.day2 is None or first is None:
        return first
    last_month = days.month2 or first_month
    last = iso(days.year2 or first_year + (last_month < first_month), last_month, days.day2)
    return f"{first}/{last}" if last and last > first else first
