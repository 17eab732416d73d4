"""Logs and briefs, read entry by entry, and what is remembered on the way."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Set

from kg.extract.base import Reading, Writer
from kg.mentions.attendance import Reader, diary
from kg.mentions.attendance.table import Table
from kg.model import Block, Section


class Entries(ABC):
    """The state of reading one section: the day that holds, and the sentences' reader. ``known`` are names told elsewhere."""

    def __init__(self, section: Section, extractor: str, known: Set[str]) -> None:
        self.section = section
        self.writer = Writer(section, extractor)
        self.calendar = diary.calendar_of(section)
        self.reader = Reader(self.writer, self.calendar, known)

    def read(self) -> None:
        """Reads every block: rows of a table of meetings, lines that name a time, entries."""
        table = Table(self.reader)
        for block in self.section.blocks:
            if table.takes(block) or self._repeats_heading(block):
                continue
            if diary.heading(block, self.calendar):
                self.reader.forget()
            else:
                self.read_block(block)

    def _repeats_heading(self, block: Block) -> bool:
        """Whether the section's heading stands over another page of it: the day before it holds on."""
        return self.calendar.named and block.norm == self.section.heading

    @abstractmethod
    def read_block(self, block: Block) -> None:
        """Reads a block of entries."""


def read_entries(section: Section, make: Callable[[Section, Set[str]], Entries]) -> Reading:
    """What the entries of a section state."""
    first = make(section, frozenset())
    first.read()
    # Names that only a title tells (关键, 飞扬) stand elsewhere without one: then all is read again, knowing them.
    known = first.reader.missed(section.blocks)
    if not known:
        return first.writer.reading
    again = make(section, known)
    again.read()
    return again.writer.reading
