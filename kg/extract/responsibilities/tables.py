"""Tables of tasks: which column is what, and the rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.responsibilities import roles, wraps
from kg.extract.responsibilities.bodies import lists_bodies
from kg.extract.responsibilities.headings import NUMBERING, Heading
from kg.extract.responsibilities.tabs import Tabs, is_numbered, tabs_of
from kg.extract.responsibilities.tags import in_cell
from kg.mentions.columns import Piece, table_at
from kg.mentions.tables import cells
from kg.model import Block, Span
from kg.patterns import words
from kg.segment.runs import joined_block

_MOST_LINES = 6
_SHORT_LINE = 30
_LONGEST_LINE = 200
_MOST_COLUMNS = 9
_ROW_NUMBER = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Row:
    """A row's task and the bodies in it; ``size`` blocks make it up, ``place`` has its text in reading order."""

    block: Block
    size: int
    task: Heading
    place: Block
    named: tuple[tuple[Span, str], ...]


class Table:
    """A table whose header told which column is the task and which name bodies. ``size`` blocks are the header."""

    def __init__(self, texts: Sequence[str], task: int, columns: dict[int, str], size: int = 1) -> None:
        self.width = len(texts)
        self.task = task
        self.columns = columns
        self.size = size
        self.first_leads = any(map(roles.first_leads, texts))
        self.above: Heading | None = None
        self.tabs: Tabs | None = None

    def row(self, blocks: Sequence[Block], index: int) -> Row | None:
        """The row at ``index``, its cells broken over several lines put together; None where the table ends."""
        found = self._first(blocks, index)
        if found is None:
            return None
        block, spans, size = found
        lines: list[wraps.Line] = [(block, spans)]
        while index + size < len(blocks) and (line := self._rest(lines, blocks[index + size])):
            lines.append(line)
            size += 1
        if len(lines) == 1:
            return self.read(block, spans, size)
        row = self.read(*wraps.whole(lines), size)
        return replace(row, place=joined_block(blocks[index : index + size])) if row else None

    def _rest(self, lines: Sequence[wraps.Line], below: Block) -> wraps.Line | None:
        """The line below a row's lines, with its empty cells, if it goes on with them."""
        if self.tabs is None or len(below.norm) > _LONGEST_LINE or is_numbered(below):
            return None
        spans = self.tabs.led(below, cells(below))
        if spans is None or not wraps.goes_on(lines, (below, spans), self.task, self.columns):
            return None
        self.tabs.took(below, next(at for at, span in enumerate(spans) if span[1]), len(cells(below)))
        return below, spans

    def _first(self, blocks: Sequence[Block], index: int) -> tuple[Block, Sequence[Span], int] | None:
        """The row without what lines below it add to each of its cells."""
        for size in range(1, _MOST_LINES + 1):
            run = blocks[index : index + size]
            if len(run) < size or header(blocks, index + size - 1) is not None:
                break
            spans = cells(run[0]) if size == 1 else _joined_cells(run)
            if size > 1 and self._apart(run):
                break
            if len(spans) == self.width:
                return self._whole(blocks, index, size)
            if len(spans) > self.width or len(cells(run[0])) < 2 or self._is_led(blocks, index):
                break
        return self._padded(blocks, index)

    def _is_led(self, blocks: Sequence[Block], index: int) -> bool:
        """Whether empty cells stand before a row's own."""
        return (
            self._follows(blocks, index) and self.tabs is not None and self.tabs.leading(blocks[index]) != 0
        )

    def _follows(self, blocks: Sequence[Block], index: int) -> bool:
        """Whether a line stands right below the last row."""
        return self.tabs is not None and index > 0 and blocks[index - 1] is self.tabs.last

    def _apart(self, run: Sequence[Block]) -> bool:
        """Whether the last of the lines has empty cells before its own, or a number: it does not go on in the last cell above."""
        if self.tabs is None:
            return False
        return is_numbered(run[-1]) or bool(self.tabs.leading(run[-1], run[-2], len(cells(run[-2]))))

    def _whole(self, blocks: Sequence[Block], index: int, size: int) -> tuple[Block, Sequence[Span], int]:
        """A row with all its cells, and the lines below that add bodies to the last of them."""
        while (more := blocks[index + size : index + size + 1]) and self._adds(
            blocks[index : index + size], more[0]
        ):
            size += 1
        run = blocks[index : index + size]
        if self.tabs is not None:
            self.tabs.took(run[-1], 0, self.width)
        return joined_block(run), _joined_cells(run), size

    def _adds(self, run: Sequence[Block], below: Block) -> bool:
        if self.width - 1 not in self.columns or len(below.norm) > _SHORT_LINE or len(cells(below)) > 1:
            return False
        whole = joined_block([*run, below])
        start = _joined_cells(run)[-1][0]
        return lists_bodies(whole.norm, start, len(whole.norm), frozenset(whole.gaps))

    def goes_on(self, blocks: Sequence[Block], index: int) -> bool:
        """Whether a whole row stands below a short line that is none itself."""
        below = blocks[index + 1 : index + 2]
        return bool(below) and len(blocks[index].norm) < _SHORT_LINE and len(cells(below[0])) == self.width

    def _padded(self, blocks: Sequence[Block], index: int) -> tuple[Block, Sequence[Span], int] | None:
        """A row with empty cells at an end, as one has that only adds bodies to the task above."""
        block = blocks[index]
        if self.tabs is None or not (self._follows(blocks, index) or is_numbered(block)):
            return None
        spans = self.tabs.padded(block, cells(block), self._follows(blocks, index))
        return (block, spans, 1) if spans else None

    def read(self, block: Block, spans: Sequence[Span], size: int) -> Row | None:
        """The row whose cells are the ranges ``spans`` of ``block``; None where no task is known."""
        start, end = spans[self.task]
        number = NUMBERING.match(block.norm, start, end)
        start = number.end() if number else start
        while end > start and block.norm[end - 1] in "。；":
            end -= 1
        self.above = Heading(block, start, end) if end > start else self.above
        if self.above is None:
            return None
        return Row(block, size, self.above, block, tuple(self._named(block, spans)))

    def _named(self, block: Block, spans: Sequence[Span]) -> list[tuple[Span, str]]:
        named: list[tuple[Span, str]] = []
        apart = frozenset(block.gaps)
        for column, relation in self.columns.items():
            named += in_cell(block.norm, *spans[column], relation, apart)
        leads = any(relation == roles.LEAD for _, relation in named)
        if named and not leads and (self.first_leads or roles.first_leads(block.norm)):
            named.insert(0, (named[0][0], roles.LEAD))
        return named


class CellPerLine(Table):
    """A table saved with each cell on a line of its own: a row is as many lines as the header has, its number first."""

    def row(self, blocks: Sequence[Block], index: int) -> Row | None:
        """The row at ``index``; None where no number stands, or not one line a cell up to the next number."""
        run = blocks[index : index + self.width]
        if len(run) < self.width or not _ROW_NUMBER.fullmatch(run[0].norm):
            return None
        below = blocks[index + self.width : index + self.width + 1]
        following = str(int(run[0].norm) + 1)
        if (
            below
            and below[0].norm != following
            and any(block.norm == following for block in blocks[index + self.width :])
        ):
            return None
        return self.read(joined_block(run), list(_one_each(run)), self.width)


def _one_each(run: Sequence[Block]) -> Iterator[Span]:
    base = 0
    for block in run:
        yield base, base + len(block.text)
        base += len(block.text)


def _joined_cells(run: Sequence[Block]) -> list[Span]:
    """The cells of lines that are one row: the last cell of a line goes on in the first of the next."""
    spans: list[Span] = []
    base = 0
    for block in run:
        own = [(start + base, end + base) for start, end in cells(block)]
        if spans:
            spans[-1] = (spans[-1][0], own[0][1])
            own = own[1:]
        spans += own
        base += len(block.text)
    return spans


def header(blocks: Sequence[Block], index: int) -> Table | None:
    """The table whose header row begins at ``index``, or None."""
    block = blocks[index]
    if block.norm in ("序号", "编号"):
        return _cell_per_line(blocks, index)
    if len(block.norm) > 160 or not (block.gaps or "|" in block.norm) or not roles.gate(block.norm):
        return None
    spans = cells(block)
    if len(spans) < 2:
        return None
    found = _of_header([block.norm[start:end] for start, end in spans])
    if found is not None:
        found.tabs = tabs_of(found.width, blocks[index:])
    return found


def _of_header(texts: Sequence[str]) -> Table | None:
    if len(texts) < 2:
        return None
    columns, task = _columns(texts), _task_column(texts)
    return Table(texts, task, columns) if columns and task is not None else None


def rows_in_columns(blocks: Sequence[Block], index: int) -> tuple[int, list[Row]]:
    """The rows of a table set in columns of spaces that begins at ``index``, and how many blocks it takes."""
    if not blocks[index].gaps or not roles.gate(blocks[index].norm):
        return 0, []
    found = table_at(blocks, index, _of_header)
    if found is None:
        return 0, []
    made, _, below, size = found
    read = [row for row in (_of_pieces(made, pieces) for pieces in below) if row is not None]
    return (size, read) if read else (0, [])


def _of_pieces(made: Table, pieces: Sequence[Sequence[Piece]]) -> Row | None:
    """A row from the pieces of its columns: each cell put together, the place in reading order."""
    parts = [[piece.block.part(piece.start, piece.end) for piece in column] for column in pieces]
    row = made.read(*wraps.put_together(parts), 0)
    if row is None:
        return None
    in_order = sorted((one for column in parts for one in column), key=_first_offset)
    return replace(row, place=joined_block(in_order))


def _first_offset(block: Block) -> int:
    return block.offsets[0]


def _cell_per_line(blocks: Sequence[Block], index: int) -> Table | None:
    texts: list[str] = []
    for block in blocks[index : index + _MOST_COLUMNS]:
        if _ROW_NUMBER.fullmatch(block.norm):
            break
        texts.append(block.norm)
    columns, task = _columns(texts), _task_column(texts)
    if (
        not columns
        or task is None
        or index + len(texts) >= len(blocks)
        or blocks[index + len(texts)].norm != "1"
    ):
        return None
    return CellPerLine(texts, task, columns, len(texts))


def _columns(texts: Sequence[str]) -> dict[int, str]:
    """Which cells of a header name bodies, and what those are."""
    columns: dict[int, str] = {}
    for index, text in enumerate(texts):
        match = roles.label_cell().fullmatch(text)
        relation = roles.relations("labels")[match["label"]] if match else roles.NOBODY
        if relation != roles.NOBODY:
            columns[index] = relation
    return columns


def _task_column(texts: Sequence[str]) -> int | None:
    for name in words("responsibilities", "tasks"):
        for index, text in enumerate(texts):
            if text == name or (text.startswith(name) and text[len(name) : len(name) + 1] == "（"):
                return index
    ends = words("responsibilities", "task_ends")
    return next(
        (index for index, text in enumerate(texts) if 2 < len(text) < 12 and text.endswith(ends)), None
    )
