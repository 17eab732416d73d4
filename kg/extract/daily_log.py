"""Logs (大事记, 政务记事): a day, then who did what, an entry a line."""

from __future__ import annotations

from collections.abc import Set

from kg.extract.attendance import Entries, read_entries
from kg.extract.base import Reading
from kg.mentions.attendance import diary, pages
from kg.model import Block, Section


def extract(section: Section) -> Reading:
    """ATTENDED and CHAIRED of a log's entries, dated by their day."""
    return read_entries(section, _Log)


class _Log(Entries):
    """The state of reading a log: the day that holds, and whether entries stand under lines of a day alone."""

    def __init__(self, section: Section, known: Set[str]) -> None:
        super().__init__(section, "daily_log", known)
        self.listed = False

    def read_block(self, block: Block) -> None:
        """Reads the entries, and the name of a chapter that was joined to the last."""
        glued = diary.glued_chapter(block)
        for start, end in diary.entries(block, len(block.norm) if glued is None else glued):
            self._entry(block, start, end)
        if glued is not None:
            diary.chapter(block.norm[glued:], self.calendar)

    def _entry(self, block: Block, start: int, end: int) -> None:
        begin, marked = diary.without_mark(block.norm, start, end)
        if self.reader.heads(block, begin, end):
            self.reader.forget()
            return
        begin, opened = diary.opening(block.norm, begin, end, self.calendar)
        if not (marked or (opened and self.calendar.named)):
            self.reader.beheaded()
        self.listed = self.listed or opened == end
        if opened is not None and block.norm[begin : begin + 1] != "同":
            self.reader.forget()
        elif opened is not None or marked:
            self.reader.fresh()
        elif not (start or pages.ends(block) or (self.listed and self.calendar.named)):
            self.reader.forget()
            return
        self.reader.dated(opened is not None)
        spans = diary.sentences_of(block.norm, opened or begin, end)
        for first, last in diary.after_days(block.norm, spans, self.calendar):
            self.reader.read(block, first, last)
