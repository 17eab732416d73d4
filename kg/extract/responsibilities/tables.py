"""Tables of tasks: which column is what, and the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.responsibilities import roles
from kg.extract.responsibilities.bodies import bodies
from kg.extract.responsibilities.headings import NUMBERING
from kg.mentions.tables import cells
from kg.model import Block, Mention, Span
from kg.patterns import words
from kg.segment.clusters import joined_block

_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Row:
    """A row's task and the bodies in it; ``size`` blocks make it up."""

    block: Block
    size: int
    task: Mention
    named: tuple[tuple[Span, str], ...]


class Table:
    """A table whose header told which column is the task and which name bodies."""

    def __init__(self, width: int, task: int, columns: dict[int, str], first_leads: bool) -> None:
        self.width = width
        self.task = task
        self.columns = columns
        self.first_leads = first_leads
        self.above: Mention | None = None

    def row(self, blocks: Sequence[Block], index: int) -> Row | None:
        """The row at ``index``, its cells broken over several lines put together; None where the table ends."""
        for size in range(1, _MOST_LINES + 1):
            run = blocks[index : index + size]
            if len(run) < size or header(run[-1]) is not None:
                return None
            block = joined_block(run) if size > 1 else run[0]
            spans = cells(block) if size == 1 else _joined_cells(run)
            if len(spans) == self.width:
                return self._read(block, spans, size)
            if len(spans) > self.width or len(cells(run[0])) < 2:
                return None
        return None

    def _read(self, block: Block, spans: Sequence[Span], size: int) -> Row | None:
        start, end = spans[self.task]
        number = NUMBERING.match(block.norm, start, end)
        start = number.end() if number else start
        while end > start and block.norm[end - 1] in "。；":
            end -= 1
        self.above = block.mention(start, end) if end > start else self.above
        if self.above is None:
            return None
        return Row(block, size, self.above, tuple(self._named(block.norm, spans)))

    def _named(self, norm: str, spans: Sequence[Span]) -> list[tuple[Span, str]]:
        named: list[tuple[Span, str]] = []
        for column, relation in self.columns.items():
            named += [((a, b), own or relation) for a, b, own in bodies(norm, *spans[column], sure=True)]
        leads = any(relation == roles.LEAD for _, relation in named)
        if self.first_leads and named and not leads:
            named.insert(0, (named[0][0], roles.LEAD))
        return named


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


def header(block: Block) -> Table | None:
    """The table that a block is the header row of, or None."""
    if len(block.norm) > 160 or not roles.gate().search(block.norm):
        return None
    spans = cells(block)
    if len(spans) < 2:
        return None
    texts = [block.norm[start:end] for start, end in spans]
    columns: dict[int, str] = {}
    ruled = False
    for index, text in enumerate(texts):
        match = roles.label_cell().fullmatch(text)
        if match is None:
            continue
        relation = roles.relations("labels")[match["label"]]
        ruled = ruled or bool(roles.FIRST_LEADS.search(text))
        if relation != roles.NOBODY:
            columns[index] = relation
    task = _task_column(texts)
    return Table(len(spans), task, columns, ruled) if columns and task is not None else None


def _task_column(texts: Sequence[str]) -> int | None:
    for name in words("responsibilities", "tasks"):
        for index, text in enumerate(texts):
            if text == name or (text.startswith(name) and text[len(name) : len(name) + 1] == "（"):
                return index
    return None
