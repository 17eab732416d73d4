"""Rows printed over several lines, each of which holds a piece of every cell: which lines are one row, and the row."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import accumulate

from kg.mentions.agencies import is_agency
from kg.mentions.lists import split
from kg.model import Block, Span
from kg.segment.runs import joined_block

_NOTE = re.compile("[：。]|^(?:注|备注|说明|填表|合计)")
"""What stands in a note below a table and in no end of a task."""
Line = tuple[Block, Sequence[Span]]
"""A line of a table and the ranges of its cells."""


def goes_on(row: Sequence[Line], line: Line, task: int, bodies: Container[int]) -> bool:
    """Whether a line whose first cell is empty goes on with the row above rather than begins another task of it.

    It does if it has no task or no body, or where a cell of bodies above is unfinished.
    """
    texts = [_text([line], column) for column in range(len(line[1]))]
    named = [column for column, text in enumerate(texts) if text and column in bodies]
    if not texts[task]:
        return True
    if not named:
        return _NOTE.search(texts[task]) is None and not _text(row, task).endswith(("。", "；"))
    return any(_is_unfinished(_text(row, column)) for column in named)


def _text(row: Sequence[Line], column: int) -> str:
    return "".join(block.norm[slice(*spans[column])] for block, spans in row)


def _is_unfinished(cell: str) -> bool:
    """Whether a list of bodies breaks off behind a separator or within a name."""
    listed = split(cell, 0, len(cell), "、，；")
    return bool(listed) and (cell[-1] in "、，；" or not is_agency(cell[slice(*listed[-1])]))


def whole(row: Sequence[Line]) -> Line:
    """The lines as one row, each of its cells put together."""
    return put_together(
        [
            [block.part(*spans[column]) for block, spans in row if spans[column][1] > spans[column][0]]
            for column in range(len(row[0][1]))
        ]
    )


def put_together(cells: Sequence[Sequence[Block]]) -> Line:
    """One line of cells, each given as the pieces that it is broken into."""
    ends = list(accumulate(sum(len(piece.text) for piece in cell) for cell in cells))
    block = joined_block([piece for cell in cells for piece in cell])
    return block, list(zip([0, *ends], ends, strict=False))
