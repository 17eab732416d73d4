"""Tables of documents, however they were saved: cells apart by tabs or bars, in columns of spaces, or a cell a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.mentions.columns import Piece, table_at
from kg.mentions.tables import cells
from kg.model import Block
from kg.patterns import rows
from kg.segment.numbers import find_number
from kg.segment.runs import joined_block
from kg.segment.titles import read_title

Columns = Mapping[str, int]
_LONGEST_HEAD = 120
_MOST_COLUMNS = 9
_NUMBERS, _TITLES = ("文号", "字号", "编号", "文件号"), ("标题", "名称", "题名", "文件名")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of ``size`` blocks: which cell of its rows is which column, and the rows."""

    size: int
    columns: Columns
    rows: list[list[Block]]


@cache
def forms() -> Mapping[str, str]:
    """What each name of a column stands for."""
    return {form: row["id"] for row in rows("issuance", "columns", ("forms",)) for form in row["forms"]}


def columns_of(texts: Sequence[str]) -> Columns | None:
    """Which cell of a header row is which column; None if the cells are no header."""
    found: dict[str, int] = {}
    for index, text in enumerate(texts):
        name = forms().get(text)
        if name is not None:
            found.setdefault(name, index)
    return found if {"number", "title"} <= found.keys() else None


def may_head(norm: str) -> bool:
    """Whether a line may be the header of a table of documents: it names a number's column and a title's."""
    if "号" not in norm or len(norm) > _LONGEST_HEAD or "〔" in norm:
        return False
    return any(name in norm for name in _NUMBERS) and any(name in norm for name in _TITLES)


def header(block: Block) -> Columns | None:
    """The columns that a block names as the header row of a table whose rows are blocks."""
    if len(block.norm) > _LONGEST_HEAD:
        return None
    return columns_of([block.norm[slice(*cell)] for cell in cells(block)])


def row_cells(block: Block) -> list[Block]:
    """The cells of a row that is one block."""
    return [block.part(*cell) for cell in cells(block)]


def stacked(blocks: Sequence[Block], index: int) -> Table | None:
    """The table that begins at ``index`` with each cell on a line of its own."""
    names: list[str] = []
    for block in blocks[index : index + _MOST_COLUMNS]:
        if block.norm == "1" or find_number(block) is not None or read_title(block) is not None:
            break
        names.append(block.norm)
    columns = columns_of(names) if len(blocks[index].norm) < 8 else None
    if columns is None:
        return None
    found: list[list[Block]] = []
    at = index + len(names)
    while len(row := list(blocks[at : at + len(names)])) == len(names) and find_number(
        row[columns["number"]]
    ):
        found.append(row)
        at += len(names)
    return Table(at - index, columns, found) if found else None


def spaced(blocks: Sequence[Block], index: int) -> Table | None:
    """The table set in columns of spaces that begins at ``index``, its cells put together."""
    found = table_at(blocks, index, columns_of)
    if found is None:
        return None
    columns, head, below, size = found
    nothing = head.block.part(0, 0)
    read = [[_joined(column) if column else nothing for column in row] for row in below]
    return Table(size, columns, read) if read else None


def _joined(column: Sequence[Piece]) -> Block:
    return joined_block([piece.block.part(piece.start, piece.end) for piece in column])
