"""Tables set in columns of spaces: printed lines, the column of each of their cells, and the rows they make up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple, TypeVar

from kg.mentions.tables import breaks_line, is_wide
from kg.model import Block, Span

_WIDEST_INDENT = 160
_SLACK = 4
_BREAK = re.compile(r"\r\n|[\r\n\f]")
_NUMBER = re.compile(r"\d{1,3}[.、]?")


class Cell(NamedTuple):
    """A piece of a printed line and the column of the page in which it begins and ends."""

    start: int
    end: int
    left: int
    right: int


class Line(NamedTuple):
    """A printed line of ``block`` as cells apart by wide space; ``sure`` if its indent is known."""

    block: Block
    cells: tuple[Cell, ...]
    sure: bool

    def text(self, cell: Cell) -> str:
        """A cell's text, folded."""
        return self.block.norm[cell.start : cell.end]


class Piece(NamedTuple):
    """What one line adds to a column of a row."""

    block: Block
    start: int
    end: int


Row = list[list[Piece]]
"""The pieces of a row, column by column."""
H = TypeVar("H")


def table_at(
    blocks: Sequence[Block], index: int, read_head: Callable[[Sequence[str]], H | None]
) -> tuple[H, Line, list[Row], int] | None:
    """The table whose head is a printed line of the block at ``index``, told by the texts of its cells.

    Gives what was read in the head, the head, the rows below it, and how many blocks the table takes.
    """
    if not any(map(is_wide, blocks[index].gaps.values())):
        return None
    printed = _lines(blocks, index)
    for number, head in printed:
        if number > index:
            return None
        read = read_head([head.text(cell) for cell in head.cells])
        if read is not None:
            rows, last = _below(head, printed)
            return read, head, rows, max(last, index) + 1 - index
    return None


def _below(head: Line, printed: Iterator[tuple[int, Line]]) -> tuple[list[Row], int]:
    """The rows of the lines that fit below a head, and the number of the last line's block, -1 without any."""
    below = list(takewhile(lambda found: _fits(found[1], head), printed))
    return _table([line for _, line in below], head), below[-1][0] if below else -1


def _lines(blocks: Sequence[Block], index: int) -> Iterator[tuple[int, Line]]:
    """The printed lines of the blocks from ``index`` on, each with its block's number."""
    for number in range(index, len(blocks)):
        block = blocks[number]
        starts = [0, *(at for at in sorted(block.gaps) if breaks_line(block.gaps[at]))]
        for start, end in zip(starts, [*starts[1:], len(block.norm)], strict=True):
            indent = _indent(block, start, blocks[number - 1] if number else None)
            yield number, Line(block, tuple(_cells(block, start, end, indent or 0)), indent is not None)


def _indent(block: Block, start: int, above: Block | None) -> int | None:
    if start:
        return _width(_BREAK.split(block.gaps[start])[-1])
    if above is None:
        return None
    spaces = block.offsets[0] - above.offsets[-1] - 1 - (block.line - last_line(above))
    return spaces if 0 <= spaces <= _WIDEST_INDENT else None


def last_line(block: Block) -> int:
    """The number of the line on which a block ends."""
    return block.line + sum(len(_BREAK.findall(gap)) for gap in block.gaps.values())


def _width(text: str) -> int:
    return sum(2 if char > "\u2000" else 1 for char in text)


def _cells(block: Block, start: int, end: int, indent: int) -> Iterator[Cell]:
    begin, left, column = start, indent, indent
    for at in range(start, end):
        gap = block.gaps.get(at, "") if at > start else ""
        if gap and is_wide(gap):
            yield Cell(begin, at, left, column)
            begin, left = at, column + _width(gap)
        column += _width(gap) + _width(block.text[at])
    yield Cell(begin, end, left, column)


def _table(found: Sequence[Line], head: Line) -> list[Row]:
    """The rows below a header, as many of ``found`` as are the table's; [] if the lines do not fit its columns."""
    width = len(head.cells)
    whole = [line for line in found if len(line.cells) == width and line.sure]
    known = [[line.cells[column] for line in (head, *whole)] for column in range(width)]
    placed: list[_Placed] = []
    for line in found:
        cells = _placed(line, known)
        if cells is None:
            break
        placed.append(cells)
    return [_joined(placed[first:last], width) for first, last in _ranges(placed, width)]


_Placed = dict[int, Piece]
_Known = Sequence[Sequence[Cell]]
"""The cells known to be of each column."""


def _fits(line: Line, head: Line) -> bool:
    """Whether a line can stand in the table: no more cells than its head, none a sentence that runs on below it."""
    if len(line.cells) == len(head.cells):
        return True
    return (
        line.sure
        and len(line.cells) < len(head.cells)
        and not any(_runs_over(cell, head) for cell in line.cells)
    )


def _placed(line: Line, known: _Known) -> _Placed | None:
    """Which column each cell of a line is in; None if two of them would be in one."""
    whole = len(line.cells) == len(known)
    columns = list(range(len(known))) if whole else [_column(cell, known) for cell in line.cells]
    if len(set(columns)) < len(columns):
        return None
    return {
        column: Piece(line.block, cell.start, cell.end)
        for column, cell in zip(columns, line.cells, strict=True)
    }


def _column(cell: Cell, known: _Known) -> int:
    """The column whose cells begin, or have their middle, the nearest."""
    return min(range(len(known)), key=lambda column: min(_distance(cell, other) for other in known[column]))


def _distance(cell: Cell, other: Cell) -> int:
    return min(abs(cell.left - other.left), abs(cell.left + cell.right - other.left - other.right) // 2)


def _runs_over(cell: Cell, head: Line) -> bool:
    """Whether a cell runs under more than one head, as a sentence below the table does."""
    return sum(cell.left < other.right and other.left < cell.right - _SLACK for other in head.cells) > 1


def _ranges(grid: Sequence[_Placed], width: int) -> list[Span]:
    """Which lines make up which row: by the number in the first column, else by lines that fill every column."""
    numbered = [at for at, cells in enumerate(grid) if 0 in cells and _NUMBER.fullmatch(_text(cells[0]))]
    if len(numbered) > 0 and all(0 not in cells for at, cells in enumerate(grid) if at not in numbered):
        return _around(numbered, grid, width)
    begins = [at for at, cells in enumerate(grid) if len(cells) == width]
    if not begins or begins[0] > 0:
        return []
    return list(zip(begins, [*begins[1:], len(grid)], strict=True))


def _around(numbered: Sequence[int], grid: Sequence[_Placed], width: int) -> list[Span]:
    """The lines of each row where its number stands in its first line, or half-way down."""
    if numbered[0] == 0 and all(len(grid[at]) >= width - 1 for at in numbered):
        return list(zip(numbered, [*numbered[1:], len(grid)], strict=True))
    spans: list[Span] = []
    begin = 0
    for at, following in zip(numbered, [*numbered[1:], None], strict=True):
        limit = len(grid) if following is None else following
        end = len(grid) if following is None else min(limit, at + 1 + max(0, at - begin))
        spans.append((begin, end))
        begin = end
    return spans


def _text(piece: Piece) -> str:
    return piece.block.norm[piece.start : piece.end]


def _joined(grid: Sequence[_Placed], width: int) -> Row:
    return [[cells[column] for cells in grid if column in cells] for column in range(width)]
