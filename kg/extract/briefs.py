"""Briefs (政务简讯, 要闻): a headline, then a paragraph that begins with the day; or a digest of labelled lines."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache

from kg.extract.attendance import Entries, read_entries
from kg.extract.base import Reading
from kg.mentions.attendance import diary, pages
from kg.mentions.attendance.meetings import is_meeting
from kg.model import Block, Section, Span
from kg.patterns import rows

_LABELLED = re.compile("[：|]")
_SENTENCE, _HEADLINE = re.compile("[，。；：]"), re.compile("[^，。；：]+")
_LONGEST_LABEL, _LONGEST_HEADLINE = 12, 40


def extract(section: Section) -> Reading:
    """ATTENDED and CHAIRED of the paragraphs under each headline; the headline only repeats."""
    return read_entries(section, _Briefs)


@cache
def _table(section: str) -> dict[str, re.Pattern[str]]:
    return {row["id"]: re.compile(row["regex"]) for row in rows("briefs", section, ["regex"])}


class _Briefs(Entries):
    """The state of reading briefs: the day and the meeting of the item."""

    def __init__(self, section: Section, known: Set[str]) -> None:
        super().__init__(section, "briefs", known)
        # A text of nothing but headlines, a single one perhaps, says what it says in them.
        self.headlines = not any(pages.ends(block) for block in section.blocks)

    def read_block(self, block: Block) -> None:
        """Reads the entries, or the labelled line of a digest."""
        for start, end in diary.entries(block, len(block.norm)):
            if not self._labelled(block, start, end):
                self._entry(block, start, end)

    def _entry(self, block: Block, start: int, end: int) -> None:
        norm, calendar = block.norm, self.calendar
        begin, marked = diary.without_mark(norm, start, end)
        if self.reader.heads(block, begin, end):
            self._headline()
            return
        begin, opened = diary.opening(norm, self._behind_headline(block, begin, end), end, calendar)
        if not (marked or (opened and calendar.named)):
            self.reader.beheaded()
        end = diary.closing_day(norm, begin, end, calendar) if opened is None else end
        if opened is None and not (pages.ends(block) or self.headlines):
            self._headline()
            pages.stamped(norm, calendar)
            if is_meeting(norm[begin:end]):
                self.reader.name(block, begin, end)
            return
        if opened is not None:
            self.reader.forget()
        elif marked:
            self.reader.fresh()
        self.reader.dated(opened is not None)
        spans = diary.sentences_of(norm, opened or begin, end)
        self._sentences(block, spans[self._repeating(norm, spans) if opened is None else 0 :])

    def _behind_headline(self, block: Block, start: int, end: int) -> int:
        """Where the day stands that white space parts from a headline in its own line."""
        gaps = (at for at in block.gaps if start < at < min(end, start + _LONGEST_HEADLINE))
        at = next((at for at in gaps if diary.is_dated(block.norm, at)), start)
        return (
            at
            if _HEADLINE.fullmatch(block.norm, start, at) and _SENTENCE.search(block.norm, at, end)
            else start
        )

    def _headline(self) -> None:
        """A new item, which has nothing of the one before."""
        self.reader.forget()
        self.calendar.next_item()

    def _repeating(self, norm: str, spans: list[Span]) -> int:
        """How many sentences before the first dated one only repeat it, as a headline set into the paragraph does."""
        dated = (number for number, (start, _) in enumerate(spans) if diary.is_dated(norm, start))
        return next(dated, 0)

    def _sentences(self, block: Block, spans: list[Span]) -> None:
        for first, last in diary.after_days(block.norm, spans, self.calendar):
            self.reader.read(block, first, last)

    # Digests of labelled lines

    def _labelled(self, block: Block, start: int, end: int) -> bool:
        """会议名称：, 时间：, 会议摘要：, 主持人：, 出席人员："""
        if not _LABELLED.search(block.norm, start, min(end, start + _LONGEST_LABEL)):
            return False
        for name, pattern in _table("labels").items():
            match = pattern.match(block.norm[start:end])
            if match:
                self._label(name, match, block, start + match.end(), end)
                return True
        return False

    def _label(self, name: str, match: re.Match[str], block: Block, start: int, end: int) -> None:
        if name == "name":
            self._headline()
            self.reader.name(block, start, end)
        elif name == "time":
            diary.open_day(block.norm, start, end, self.calendar)
        elif name == "summary":
            self._sentences(block, diary.sentences_of(block.norm, start, end))
        elif name in ("chair", "present"):
            self.reader.listed(block, start, end, match.groupdict().get("action"))
