"""How logs and briefs are laid out: entries in a block, the day that opens one, headings that name a month or year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from kg.mentions.attendance.bylines import dateline, without_byline
from kg.mentions.attendance.pages import PAGE_WORDS, page_line
from kg.mentions.calendar import Calendar
from kg.mentions.dates import ISO, days_at, iso_of, number, printed_on
from kg.mentions.lists import outside, sentences
from kg.mentions.tables import is_tabbed
from kg.model import Block, Section, Span
from kg.patterns import rows, words

_MID_MARKS = "△▲●◆◎■□★◇▪※▇"
_MARK = re.compile(f"[{_MID_MARKS}]")
_NUMBERS = frozenset("（一二三四五六七八九十0123456789")
"""What _NUMBERING begins with."""
_NUMBERING = re.compile(
    r"(?:\d{1,3}[.、](?!\d{1,2}日)|（\d{1,3}）|（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、)"
)
_AFTER_DAY = re.compile(
    r"(?:（[^（）]{1,12}）|星期[一二三四五六日天]|周[一二三四五六日](?=[，：\u4e00-\u9fff]))?[，：、]?"
)
_GLUED = re.compile(r"(?<=[。）！？])(?:\d{4}年)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|(?<=年))$")
_CLOSING_DAY = re.compile(
    r"（(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:(?:至|到|[—–~\-])(?:\d{1,2}月)?\d{1,2}日)?(?:[上下]午)?）。?$"
)
_LOG_WORDS = re.compile(
    r"大事记|记事|纪事|要事|日志|大事|要闻|简讯|动态|简报|活动|月报|快讯|政务|年鉴|简况|编年"
)
_FRAMED_DAY = re.compile(
    r"(?:(?:星期|周)[一二三四五六日天])?[【〔（](?=\d)(?P<day>)(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}"
    r"(?:日?[—–~\-至到](?:\d{1,2}月)?\d{1,2})?日[】〕）]"
)
"""【4月15日】, 周一（4月15日） on a line of its own, or before its entries."""
_OPENERS = "【〔（0123456789○零一二三四五六七八九十廿卅同当是本上中下月年近日连星周最"
"""What a day begins with, or words that name none."""
_UNTIL = re.compile(r"至|到|[—–~]+")
_NO_DAY = re.compile(r"起|前|底前|以前|之前|开始|止|零时|至")
_CLAUSES = re.compile(r"[，；。！？].")
_TODAY = re.compile(r"[^。！？]{0,40}?(?:今[天日]|当[天日])")
_FOOT, _LONGEST_FOOT = 4, 60
"""So many lines may stand below a text."""
_SENTENCE_ENDS = re.compile(r"[。！？；][”’）】]*$")


@cache
def _table(section: str) -> dict[str, re.Pattern[str]]:
    return {row["id"]: re.compile(row["regex"]) for row in rows("daily_log", section, ["regex"])}


def calendar_of(section: Section) -> Calendar:
    """What masthead, heading and page say of the days in a section; without them, the day that it is closed with."""
    known = section.document.published
    if not (known or section.year):
        known = section.document.date or _closed_on(section)
    return Calendar(section.year, section.month, date.fromisoformat(known) if known else None)


def _closed_on(section: Section) -> str | None:
    """The day on a line below the text that is none of it: 云州市人民政府办公室2021年10月3日印发."""
    below = (block.norm for block in section.blocks[: -_FOOT - 1 : -1])
    days = (printed_on(norm) for norm in below if len(norm) <= _LONGEST_FOOT and not _CLAUSES.search(norm))
    return next((day for day in days if day), None)


def glued_chapter(block: Block) -> int | None:
    """Where a chapter's name (十月) begins that was joined to the end of the paragraph above it, or None."""
    match = _GLUED.search(block.norm) if block.norm.endswith(("月", "月份", "年")) else None
    return match.start() if match else None


def entries(block: Block, end: int) -> list[Span]:
    """The entries of ``block[:end]``: cells of a table row, and what begins at a mark such as △."""
    found: list[Span] = []
    if not _MARK.search(block.norm, 1, end) and not is_tabbed(block):
        return [(0, end)]
    for first, last in cells(block, end):
        begin = first
        for index in (
            outside(block.norm, first, last, _MID_MARKS) if _MARK.search(block.norm, first + 1, last) else ()
        ):
            if index > begin and block.norm[index - 1] in "。；！？）”":
                found.append((begin, index))
                begin = index
        found.append((begin, last))
    return found


def cells(block: Block, end: int) -> list[Span]:
    """The cells of ``block[:end]``; all of it where it is no row of a table."""
    if not is_tabbed(block):
        return [(0, end)]
    points = sorted(index for index, gap in block.gaps.items() if "\t" in gap and index < end)
    return list(zip([0, *points], [*points, end], strict=True))


@cache
def _marks() -> frozenset[str]:
    return frozenset(words("daily_log", "marks"))


def without_mark(norm: str, start: int, end: int) -> tuple[int, bool]:
    """Where an entry's text begins after its mark or number, and whether it had a mark."""
    begin = start
    marks = _marks()
    while begin < end and norm[begin] in marks:
        begin += 1
    marked = begin > start
    numbered = _NUMBERING.match(norm, begin, end) if norm[begin : begin + 1] in _NUMBERS else None
    return (numbered.end() if numbered else begin), marked


def opening(norm: str, start: int, end: int, calendar: Calendar) -> tuple[int, int | None]:
    """Where an entry's text begins after who reports it, and ``open_day`` there."""
    opened = open_day(norm, start, end, calendar)
    begin = start if opened is not None else without_byline(norm, start, end)
    if begin == start:
        return start, opened
    opened = open_day(norm, begin, end, calendar)
    dated = dateline().match(norm[start:end]) if opened is None else None
    if dated is None:
        return begin, opened
    if _TODAY.match(norm, begin, end):
        open_day(norm, start + dated.start("day"), start + dated.end("day"), calendar)
    else:
        calendar.forget()
    return begin, begin


def open_day(norm: str, start: int, end: int, calendar: Calendar) -> int | None:
    """Takes the day that opens ``norm[start:end]`` into the calendar; where the text after it begins.

    None if no day opens it. 同日 keeps the day, 5月下旬 and 近日 leave none.
    """
    if start >= end or norm[start] not in _OPENERS:
        return None
    framed = None if norm[start].isdecimal() else _FRAMED_DAY.match(norm, start, end)
    if framed:
        opened = open_day(norm, framed.start("day"), framed.end() - 1, calendar)
        return None if opened is None else framed.end()
    if norm[start + 2 : start + 4].isdecimal() and (closed := _iso_days(norm, start, end, calendar)):
        return _after(norm, closed, end)
    days = days_at(norm, start)
    if days and days.end <= end and not _NO_DAY.match(norm, days.end, end):
        calendar.turn_to(days)
        return _after(norm, days.end, end)
    if same := _table("openings")["same-day"].match(norm[start:end]):
        calendar.keep()
        return _after(norm, start + same.end(), end)
    if undated := _table("openings")["undated"].match(norm[start:end]):
        calendar.forget()
        return _after(norm, start + undated.end(), end)
    return None


def _iso_days(norm: str, start: int, end: int, calendar: Calendar) -> int | None:
    """Takes 2021-03-08 or 2021-03-08至2021-03-10 into the calendar; where it ends. None if no such day opens the text."""
    first = ISO.match(norm, start, end)
    if first is None or PAGE_WORDS.search(norm, first.end(), end):
        return None
    until = _UNTIL.match(norm, first.end(), end)
    last = ISO.match(norm, until.end(), end) if until else None
    days = [day for day in (iso_of(first), iso_of(last)) if day]
    calendar.day, calendar.named = "/".join(days) or None, True
    return (last or first).end()


def closing_day(norm: str, start: int, end: int, calendar: Calendar) -> int:
    """Takes the day in brackets that closes ``norm[start:end]`` into the calendar; where the text before it ends."""
    match = _CLOSING_DAY.search(norm, start, end) if norm.endswith(("）", "）。"), start, end) else None
    days = days_at(norm, match.start() + 1) if match and match.end() == end else None
    if match is None or days is None:
        return end
    calendar.turn_to(days)
    return match.start()


def is_dated(norm: str, start: int) -> bool:
    """Whether a day with its month stands there."""
    days = days_at(norm, start)
    return days is not None and days.month is not None


def _after(norm: str, start: int, end: int) -> int:
    match = _AFTER_DAY.match(norm, start, end)
    return match.end() if match else start


def chapter(norm: str, calendar: Calendar) -> bool:
    """Whether the text is a chapter's name (十月, 2010年); the calendar takes it."""
    if len(norm) > 16 or not ("月" in norm or "年" in norm):
        return False
    for name in ("month", "year"):
        match = _table("chapters")[name].match(norm)
        if match:
            calendar.chapter(*_year_month(match))
            return True
    return False


def heading(block: Block, calendar: Calendar) -> bool:
    """Whether a block is a chapter, a heading that names a time, or a page's own date; the calendar takes it."""
    norm = block.norm
    if chapter(norm, calendar) or page_line(block, calendar):
        return True
    return (
        len(norm) <= 60
        and "年" in norm
        and not _SENTENCE_ENDS.search(norm)
        and _dated_heading(norm, calendar)
    )


def _dated_heading(norm: str, calendar: Calendar) -> bool:
    if not _LOG_WORDS.search(norm) and not re.fullmatch(r"（[^）]{4,20}）", norm):
        return False
    match = _table("chapters")["heading"].search(norm)
    if match:
        calendar.chapter(*_year_month(match))
    return match is not None


def _year_month(match: re.Match[str]) -> tuple[int | None, int | None]:
    part = match.groupdict()
    month = number(part["month"]) if part.get("month") else None
    return (number(part["year"]) if part.get("year") else None), month if month and month <= 12 else None


def sentences_of(norm: str, start: int, end: int) -> list[Span]:
    """The sentences of an entry."""
    return sentences(norm, start, end)


def after_days(norm: str, spans: Iterable[Span], calendar: Calendar) -> Iterator[Span]:
    """The sentences without the days that open them, which the calendar takes as it comes to each."""
    for first, last in spans:
        if norm[first] in _OPENERS:
            yield open_day(norm, first, last, calendar) or first, last
        else:
            yield first, last
