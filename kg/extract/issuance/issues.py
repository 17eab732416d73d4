"""Log lines that say a document was issued: 县政府印发《…》（枫政发〔2019〕2号）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.base import Writer
from kg.extract.issuance.statement import issued, may_state
from kg.mentions.attendance import diary
from kg.mentions.calendar import Calendar
from kg.mentions.dates import days_at
from kg.model import Block, Section

_MONTH = re.compile(r"(?P<month>1[0-2]|[1-9])月(?:份|上旬|中旬|下旬|初|底|末|间|，)*(?![\d—至-])")


def read(section: Section, writer: Writer) -> None:
    """Every sentence of the log in which bodies issue documents, dated by its line."""
    last = _last(section.blocks)
    for block, start, end, day in _dated(section, last) if last else ():
        if may_state(block.norm, start, end):
            for issuer, name, title in issued(block, start, end):
                writer.fact("ISSUED", issuer, name, (block, start, end), "log", {"date": day, "title": title})


def _last(blocks: Sequence[Block]) -> int:
    """Behind which block nothing can be said to be issued."""
    for index in range(len(blocks), 0, -1):
        if may_state(blocks[index - 1].norm, 0, len(blocks[index - 1].norm)):
            return index
    return 0


def _dated(section: Section, last: int) -> Iterator[tuple[Block, int, int, str | None]]:
    """The sentences of the log's entries, each with the day that holds, which its own opening may change."""
    calendar = diary.calendar_of(section)
    for block in section.blocks[:last]:
        if diary.heading(block, calendar):
            continue
        glued = diary.glued_chapter(block)
        for start, end in diary.entries(block, len(block.norm) if glued is None else glued):
            begin, _ = diary.without_mark(block.norm, start, end)
            opened = _open(block.norm, begin, end, calendar) or begin
            for first, last in diary.sentences_of(block.norm, opened, end):
                yield block, _open(block.norm, first, last, calendar) or first, last, calendar.day
        if glued is not None:
            diary.chapter(block.norm[glued:], calendar)


def _open(norm: str, start: int, end: int, calendar: Calendar) -> int | None:
    """Takes the day, or the month without a day, that opens a sentence into the calendar."""
    month = _MONTH.match(norm, start, end) if "月" in norm[start : start + 3] else None
    if month and days_at(norm, start) is None:
        calendar.chapter(None, int(month["month"]))
        return month.end()
    return diary.open_day(norm, start, end, calendar)
