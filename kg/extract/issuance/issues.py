"""Log lines that say a document was issued: 县政府印发《…》（枫政发〔2019〕2号）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kg.extract.base import Writer
from kg.extract.issuance.statement import issued, may_state
from kg.mentions.calendar import Calendar
from kg.mentions.dates import days_at
from kg.mentions.lists import sentences
from kg.model import Block, Section
from kg.segment.heads import year_and_month

_MARK = re.compile(r"[△▲●◆◎○■□★◇▪※·]+")
_CHAPTER = re.compile(
    r"(?:(?:\d{4}|[○零一二三四五六七八九]{4})年)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?)?"
)
_MONTH = re.compile(r"(?P<month>1[0-2]|[1-9])月(?:份|上旬|中旬|下旬|初|底|末|间|，)*(?![\d—至-])")


def read(section: Section, writer: Writer) -> None:
    """Every sentence of the log in which bodies issue documents, dated by its line."""
    for block, start, end, day in _dated(section):
        if may_state(block.norm, start, end):
            for issuer, name, title in issued(block, start, end):
                writer.fact("ISSUED", issuer, name, (block, start, end), "log", {"date": day, "title": title})


def _dated(section: Section) -> Iterator[tuple[Block, int, int, str | None]]:
    """The sentences of the log's blocks, each with the day that holds, which its own opening may change."""
    published = date.fromisoformat(section.document.published) if section.document.published else None
    calendar = Calendar(section.year, section.month, published)
    for block in section.blocks:
        if _CHAPTER.fullmatch(block.norm) and block.norm:
            calendar.chapter(*year_and_month(block.norm))
            continue
        for first, last in sentences(block.norm, stops="。！？；△"):
            mark = _MARK.match(block.norm, first, last)
            start = mark.end() if mark else first
            days = days_at(block.norm, start)
            month = _MONTH.match(block.norm, start, last) if days is None else None
            if days is not None and days.end <= last:
                calendar.turn_to(days)
                start = days.end
            elif month:
                calendar.chapter(None, int(month["month"]))
                start = month.end()
            yield block, start, last, calendar.day
