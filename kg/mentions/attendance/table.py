"""Tables of meetings, a column each for the day, the meeting, who chaired it and who was there."""

from __future__ import annotations

import re
from functools import cache

from kg.mentions.attendance import diary
from kg.mentions.attendance.meetings import is_meeting
from kg.mentions.attendance.reader import Reader
from kg.mentions.tables import is_tabbed
from kg.model import Block, Span
from kg.patterns import rows

_LONGEST = 12
"""No head of a column is longer."""


class Table:
    """The heads of the columns that hold, and the rows under them; none where no table is."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.heads: dict[int, tuple[str, str | None]] = {}

    def takes(self, block: Block) -> bool:
        """Whether a block is the head of such a table or a row of it; a row's people are written."""
        if not block.gaps and not self.heads:
            return False
        cells = _columns(block) if is_tabbed(block) else {}
        heads = _heads(block, cells) if cells else {}
        if heads:
            self.heads = heads
            return True
        if not cells or not self.heads:
            self.heads = {}
            return False
        return self._row(block, {self.heads[at]: span for at, span in cells.items() if at in self.heads})

    def _row(self, block: Block, cells: dict[tuple[str, str | None], Span]) -> bool:
        meeting = cells.get(("meeting", None))
        if meeting is None or not is_meeting(block.norm[slice(*meeting)]):
            return meeting is not None
        self.reader.forget()
        if ("day", None) in cells:
            diary.open_day(block.norm, *cells["day", None], self.reader.calendar)
        self.reader.name(block, *meeting)
        for (kind, action), span in cells.items():
            if kind in ("chair", "present"):
                self.reader.listed(block, *span, action)
        return True


@cache
def _labels() -> dict[str, re.Pattern[str]]:
    return {row["id"]: re.compile(row["regex"]) for row in rows("daily_log", "columns", ["regex"])}


def _columns(block: Block) -> dict[int, Span]:
    """The cells by column; the tabs before a cell tell which it is."""
    found: dict[int, Span] = {}
    column = 0
    for start, end in diary.cells(block, len(block.norm)):
        column += block.gaps.get(start, "").count("\t")
        found[column] = (start, end)
    return found


def _heads(block: Block, cells: dict[int, Span]) -> dict[int, tuple[str, str | None]]:
    found: dict[int, tuple[str, str | None]] = {}
    for column, (start, end) in cells.items():
        if end - start > _LONGEST:
            return {}
        for name, pattern in _labels().items():
            match = pattern.fullmatch(block.norm, start, end)
            if match:
                found[column] = (name, match.groupdict().get("action"))
    kinds = {kind for kind, _ in found.values()}
    return found if "meeting" in kinds and kinds & {"chair", "present"} else {}
