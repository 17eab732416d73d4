"""A page's own lines in a log or a brief: the day and hour at which a text was put up, and what is no such line."""

from __future__ import annotations

import re
from datetime import date

from kg.mentions.calendar import Calendar
from kg.mentions.dates import ISO, STAMP, iso_of, put_up
from kg.model import Block

PAGE_WORDS = re.compile(r"来源|阅读|浏览|发布|字号|字体|点击|作者|编辑|访问|打印|信息")
_STAMP = re.compile(rf"(?:(?:发布|更新|发表)?(?:时间|日期)：)?{STAMP.pattern}")
_TIMED = re.compile(
    r"(?:时间|日期)：(?=\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:\d{1,2}：\d{2}|来源|作者|浏览|点击|阅读|编辑|字体|字号|$))"
)
"""A day and an hour in a page's own style, of which the key alone does not tell that the page was put up then."""
_LAST_STAMP = re.compile(r"[〔（【](?=\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[〕）】]$)")
_LONGEST_PAGE_LINE = 120
_PAGE_FIRST = "发更时日"
"""What a page's line with a day and an hour begins with, if not with the day."""
_STOPS, _CLOSERS = frozenset("。！？；：."), "”’）】"


def page_line(block: Block, calendar: Calendar) -> bool:
    """Whether a block is a line of the page's own with its date; the calendar takes it."""
    norm = block.norm
    if not (norm[0].isdecimal() or norm[0] in _PAGE_FIRST or "日期" in norm or "时间" in norm):
        return False
    stamp = _STAMP.match(norm)
    if stamp and not ends(block) and (stamped := iso_of(stamp)):
        calendar.page(date.fromisoformat(stamped))
        return True
    if put_up := _put_up(norm):
        calendar.page(put_up)
        return True
    iso = ISO.match(norm)
    if not iso or not (iso.end() == len(norm) or PAGE_WORDS.search(norm, iso.end())):
        return False
    published = iso_of(iso)
    if published:
        calendar.page(date.fromisoformat(published))
    return True


def stamped(norm: str, calendar: Calendar) -> None:
    """Takes the day behind a headline in a list of news, on which its text was put up: …召开〔2015-05-09〕."""
    stamp = _LAST_STAMP.search(norm)
    day = iso_of(ISO.match(norm, stamp.end())) if stamp else None
    if day:
        calendar.page(date.fromisoformat(day))


def _put_up(norm: str) -> date | None:
    """The day that a page's line tells among other things: 来源：云州日报　发布时间：2019-11-08 10:40　浏览次数：3."""
    if len(norm) > _LONGEST_PAGE_LINE or norm[-1] == "。" or not ("日期" in norm or "时间" in norm):
        return None
    timed = _TIMED.search(norm) if PAGE_WORDS.search(norm) or norm.startswith("时间") else None
    stamped = iso_of(ISO.match(norm, timed.end())) if timed else None
    days = [stamped] if stamped else (day for _, day in put_up(norm))
    return next((date.fromisoformat(day) for day in days), None)


def ends(block: Block) -> bool:
    """Whether a block closes a sentence, so that it is text and no heading."""
    last = block.norm[-1:]
    return last in _STOPS or (
        last in _CLOSERS and (last in "）】" or block.norm.rstrip(_CLOSERS)[-1:] in _STOPS)
    )
