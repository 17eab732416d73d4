"""Tables set in columns of spaces, where a name stands half-way down its portfolio → a row a person.

A line of such a table holds a name, titles and a piece of the portfolio, or fewer of them; what one cell
says goes on in the lines below, and begins in the lines above its name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice, pairwise

from kg.extract.leadership.heads import person_in
from kg.extract.leadership.rules import vocabulary
from kg.extract.leadership.slices import line_starts
from kg.extract.leadership.titles import are_titles
from kg.extract.leadership.verbs import opening_at
from kg.mentions.names import is_name
from kg.model import Block, Span
from kg.patterns import alternation
from kg.segment.runs import joined_block

_SLACK = 2.5
_LEAST_INDENT = 6.0
_LATE_VERBS = {"oversees": 1, "liaises": 3, "helps_oversee": 1}
"""What a row seldom begins with: duties come before bodies, and those one liaises with last."""


@dataclass(slots=True)
class _Line:
    """A printed line: its cells, the block before its own, the column of the last cell, and what they hold."""

    block: Block
    cells: list[Span]
    previous: Block | None
    column: float | None = None
    name: Span | None = None
    text: Span | None = None


def rows_from_columns(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with each column-set table replaced by one block a person: the name, a tab, the portfolio."""
    if not _may_have_columns(blocks):
        return list(blocks)
    lines = [
        line for line in _lines(blocks) if len(line.cells) < 2 or not _is_header(line.block, *_ends(line))
    ]
    named = [number for number, line in enumerate(lines) if line.name is not None]
    if len(named) < 2:
        return list(blocks)
    for line in lines:
        line.column = _column(line.block, line.cells, line.previous)
    column = _text_column(lines, named)
    if column is None:
        return list(blocks)
    first, last = _bounds(lines, named, column)
    for line in lines[first:last]:
        line.text = _text(line, column)
    rows = _rows(lines[first:last])
    before = _rest(lines[:first])
    return [*before, *rows, *_rest(lines[last:])]


def _may_have_columns(blocks: Sequence[Block]) -> bool:
    """Whether at least two lines begin as far right as the text of such a table: a cheap test before the costly one."""
    far = _LEAST_INDENT - _SLACK
    inner = (gap for block in blocks for gap in block.gaps.values() if len(gap) > far and "\n" in gap)
    begun = (_indent(block, 0, previous) for previous, block in pairwise(blocks))
    places = chain((_width(gap) for gap in inner), (indent for indent in begun if indent is not None))
    return len(list(islice((place for place in places if place >= far), 2))) == 2


def _lines(blocks: Sequence[Block]) -> list[_Line]:
    found: list[_Line] = []
    previous: Block | None = None
    for block in blocks:
        starts = [0, *line_starts(block)]
        wide = _wide_gaps(block)
        for start, end in zip(starts, [*starts[1:], len(block.norm)], strict=True):
            line = _Line(block, _cells(block, start, end, wide), previous)
            line.name = _name(line)
            found.append(line)
        previous = block
    return found


def _wide_gaps(block: Block) -> list[int]:
    return sorted(at for at, gap in block.gaps.items() if "\t" not in gap and _width(gap) >= 1)


def _cells(block: Block, start: int, end: int, wide: Sequence[int]) -> list[Span]:
    cuts = [at for at in wide if start < at < end]
    cells = list(zip([start, *cuts], [*cuts, end], strict=True))
    return _unpadded(block, cells) if len(cells) > 1 else cells


def _unpadded(block: Block, cells: list[Span]) -> list[Span]:
    """何　　为 is one cell: two single characters that make a name."""
    merged: list[Span] = []
    for cell in cells:
        if (
            merged
            and cell[1] - cell[0] == 1
            and merged[-1][1] - merged[-1][0] == 1
            and (is_name(block.norm[merged[-1][0] : cell[1]]) or len(merged) == 1)
        ):
            merged[-1] = (merged[-1][0], cell[1])
        else:
            merged.append(cell)
    return merged


def _width(white: str) -> float:
    """Columns of white space, an ideograph's width being 1."""
    return sum(1 if char == "\u3000" else 0.5 for char in white.rsplit("\n", 1)[-1])


def _indent(block: Block, start: int, previous: Block | None) -> float | None:
    if start:
        return _width(block.gaps.get(start, ""))
    if previous is None:
        return None
    between = block.offsets[0] - previous.offsets[-1] - 1
    below = block.line - previous.line
    return (between - below) / 2 if 0 <= between - below <= 120 else None


def _column(block: Block, cells: list[Span], previous: Block | None) -> float | None:
    start, last = cells[0][0], cells[-1][0]
    indent = _indent(block, start, previous)
    if indent is None or last == start:
        return indent
    width = sum(1 if char >= "\u0100" else 0.5 for char in block.text[start:last])
    return indent + width + sum(_width(block.gaps[at]) for at in block.gaps if start < at <= last)


def _blank_before(line: _Line) -> bool:
    block, previous, start = line.block, line.previous, line.cells[0][0]
    if start:
        return block.gaps.get(start, "").count("\n") > 1
    return previous is not None and block.line - previous.line - len(line_starts(previous)) > 1


def _name(line: _Line) -> Span | None:
    """The name of a line that has a cell for it and at least one cell more."""
    if len(line.cells) < 2:
        return None
    norm = line.block.norm
    for start, end in line.cells[:3]:
        if norm[start:end].isdecimal() or are_titles(norm, start, end):
            continue
        return (
            person_in(line.block, start, end)
            if end - start <= 12 and _beside_title(line, (start, end))
            else None
        )
    return None


def _beside_title(line: _Line, name: Span) -> bool:
    norm = line.block.norm
    return any(cell != name and are_titles(norm, *cell) for cell in line.cells) or (
        is_name(norm[slice(*name)]) and len(line.cells) > 1 and line.cells[-1][1] - line.cells[-1][0] > 6
    )


def _text_column(lines: Sequence[_Line], named: Sequence[int]) -> float | None:
    """The column in which portfolios stand, if names stand beside them and lines of text alone under or over them."""
    columns = [
        line.column
        for line in (lines[number] for number in named)
        if line.column is not None and not are_titles(line.block.norm, *line.cells[-1])
    ]
    alone = [
        line.column
        for line in lines[max(0, named[0] - 8) : named[-1] + 8]
        if len(line.cells) == 1 and line.column
    ]
    for column in sorted(set(columns or alone), reverse=True):
        if column >= _LEAST_INDENT and sum(abs(column - other) <= _SLACK for other in alone) >= max(
            2, len(named) // 2
        ):
            return column
    return None


def _bounds(lines: Sequence[_Line], named: Sequence[int], column: float) -> Span:
    first, last = named[0], named[-1] + 1
    while first > 0 and _is_continuation(lines[first - 1], column):
        first -= 1
    while last < len(lines) and _is_continuation(lines[last], column):
        last += 1
    return first, last


def _is_continuation(line: _Line, column: float) -> bool:
    return len(line.cells) == 1 and line.column is not None and abs(line.column - column) <= _SLACK


def _text(line: _Line, column: float) -> Span | None:
    """The portfolio's piece in a line: its last cell, unless that is a title or stands further left."""
    cell = line.cells[-1]
    if cell == line.name or (line.column is not None and line.column < column - _SLACK):
        return None
    return None if line.name and are_titles(line.block.norm, *cell) else cell


def _rows(lines: Sequence[_Line]) -> list[Block]:
    named = [number for number, line in enumerate(lines) if line.name is not None]
    starts = _starts(lines, named)
    rows: list[Block] = []
    for number, start, end in zip(named, starts, [*starts[1:], len(lines)], strict=True):
        line = lines[number]
        texts = [one.block.part(*one.text) for one in lines[start:end] if one.text]
        if line.name and texts:
            rows.append(joined_block([line.block.part(*line.name), joined_block(texts)], "\t"))
    return rows


def _starts(lines: Sequence[_Line], named: Sequence[int]) -> list[int]:
    """Where each row begins: at the names if all stand on top, else so that each name is as near half-way down as can be."""
    if named[0] == 0 and all(_begins_row(lines, number) for number in named):
        return list(named)
    ways: dict[int, tuple[int, list[int]]] = {0: (0, [0])}
    for one, other in zip(named, named[1:], strict=False):
        longer: dict[int, tuple[int, list[int]]] = {}
        for begin in _choices(lines, one, other):
            for start, (cost, way) in ways.items():
                total = (
                    cost
                    + _off_centre(one - start, begin - 1 - one)
                    + _LATE_VERBS.get(_first_verb(lines[begin]), 0)
                )
                if begin not in longer or total < longer[begin][0]:
                    longer[begin] = (total, [*way, begin])
        ways = longer
    last, end = named[-1], len(lines)
    return min(ways.items(), key=lambda item: item[1][0] + _off_centre(last - item[0], end - 1 - last))[1][1]


def _off_centre(above: int, below: int) -> int:
    """How far a name is from the middle of its row; an even number of lines has two middles."""
    return 2 * max(0, abs(above - below) - 1)


def _first_verb(line: _Line) -> str:
    opening = opening_at(line.block, line.text[0]) if line.text else None
    return opening.gives if opening else ""


def _choices(lines: Sequence[_Line], one: int, other: int) -> list[int]:
    """The lines with which the row of the name in line ``other`` may begin: after white, or at a verb after a full stop."""
    texts = range(one + 1, other + 1)
    verbs = [at for at in texts if _begins_row(lines, at)]
    blank = [at for at in verbs if _blank_before(lines[at])] or [
        at for at in texts if _blank_before(lines[at])
    ]
    return blank or verbs or [other]


def _begins_row(lines: Sequence[_Line], at: int) -> bool:
    text = lines[at].text
    before = next((line for line in reversed(lines[:at]) if line.text), None)
    stopped = before is None or before.text is None or before.block.norm[before.text[1] - 1] in "。；"
    return text is not None and stopped and opening_at(lines[at].block, text[0]) is not None


def _rest(lines: Sequence[_Line]) -> list[Block]:
    """What stands outside the table, block by block as it was, cut where the table begins or ends."""
    found: list[Block] = []
    spans: dict[int, tuple[Block, int, int]] = {}
    for line in lines:
        block, start, end = spans.get(id(line.block), (line.block, line.cells[0][0], line.cells[-1][1]))
        spans[id(line.block)] = (block, start, max(end, line.cells[-1][1]))
    for block, start, end in spans.values():
        found.append(block if end - start == len(block.norm) else block.part(start, end))
    return [block for block in found if not _is_header(block, 0, len(block.norm))]


def _ends(line: _Line) -> Span:
    return line.cells[0][0], line.cells[-1][1]


def _is_header(block: Block, start: int, end: int) -> bool:
    return (
        bool(_headers().fullmatch(block.norm, start, end))
        and len(_cells(block, start, end, _wide_gaps(block))) > 1
    )


@cache
def _headers() -> re.Pattern[str]:
    """Words that head a table's columns, in a row."""
    known = set().union(*(vocabulary(f"header_{role}") for role in ("name", "title", "plain", "other")))
    return re.compile(f"(?:{alternation(known)})+")
