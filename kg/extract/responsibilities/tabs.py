"""Cells left empty at either end of a tabbed row: reading lines takes the tabs there away, their places still tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.mentions.columns import last_line
from kg.mentions.tables import cells, is_tabbed
from kg.model import Block, Span

_ROW = re.compile(r"\d{1,3}")
_MOST_ROWS = 400


class Tabs:
    """How many cells the rows of a table have, and where the last row read ended.

    ``trails`` is whether a row with empty cells at its end has the tabs of those, None where no row shows it.
    """

    def __init__(self, width: int, table: Sequence[Block]) -> None:
        self.width = width
        self.last, self.filled, self.lead = table[0], width, 0
        self.step = 1
        if len(table) > 1 and (lines := table[1].line - last_line(table[0])):
            self.step = 2 if table[1].offsets[0] - table[0].offsets[-1] - 1 == 2 * lines else 1
        shown = set(self._shown(table))
        self.trails = shown.pop() if len(shown) == 1 else None

    def _shown(self, table: Sequence[Block]) -> Iterator[bool]:
        """For each short row above a numbered one, which has no empty cells before it, whether tabs stand between."""
        for above, below in pairwise(table[:_MOST_ROWS]):
            if is_numbered(below) and is_numbered(above) and len(cells(above)) < self.width:
                yield self._between(above, below) > 0

    def _between(self, above: Block, below: Block) -> int:
        lines = below.line - last_line(above)
        return below.offsets[0] - above.offsets[-1] - 1 - self.step * lines

    def leading(self, block: Block, above: Block | None = None, filled: int | None = None) -> int | None:
        """How many tabs stand before the row below the last one; None where they may as well close that row."""
        between = self._between(above or self.last, block)
        trailing = self.width - (self.filled if filled is None else filled)
        if not trailing or between <= 0 or self.trails is False:
            return max(0, between)
        if self.trails:
            return max(0, between - trailing)
        return self.lead if self.lead in (between, between - trailing) and self.lead else None

    def took(self, block: Block, lead: int, count: int) -> None:
        """Notes the row last read: so many cells behind so many empty ones."""
        self.last, self.lead, self.filled = block, lead, lead + count

    def padded(self, block: Block, spans: Sequence[Span], follows: bool) -> list[Span] | None:
        """The row's cells with the empty ones; None where the line is no row. One that ``follows`` stands below the last."""
        lead = self.leading(block) if follows else 0
        if lead is None or lead + len(spans) > self.width or (not lead and len(spans) < 2):
            return None
        self.took(block, lead, len(spans))
        return self._filled(block, lead, spans)

    def led(self, block: Block, spans: Sequence[Span]) -> list[Span] | None:
        """The cells of a line below the last row, if empty ones stand before its own."""
        lead = self.leading(block)
        if not lead or lead + len(spans) > self.width:
            return None
        return self._filled(block, lead, spans)

    def _filled(self, block: Block, lead: int, spans: Sequence[Span]) -> list[Span]:
        end = len(block.norm)
        return [(0, 0)] * lead + list(spans) + [(end, end)] * (self.width - lead - len(spans))


def tabs_of(width: int, table: Sequence[Block]) -> Tabs | None:
    """The tabs of a table whose header is the first of the blocks; None if its cells are set apart otherwise."""
    return Tabs(width, table) if is_tabbed(table[0]) else None


def is_numbered(block: Block) -> bool:
    """Whether a row's number stands in a cell of its own at its head."""
    number = _ROW.match(block.norm)
    return number is not None and "\t" in block.gaps.get(number.end(), "")
