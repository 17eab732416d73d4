"""The bodies that an entry of a list names beside its number, apart from its title."""

from __future__ import annotations

from kg.mentions.tables import breaks_line
from kg.model import Block, Mention, Span
from kg.segment.runs import parting
from kg.segment.titles import issuers_in

_MARKS = "，、；|（）"


def beside(block: Block, number: Span, begin: int, end: int) -> tuple[Span, tuple[Mention, ...]]:
    """The bodies next to the number, and the range of both; that of the number alone where none are.

    …办法（云政规〔2018〕1号，云州市人民政府，2018年3月2日）; 市教育局 云教〔2018〕3号 关于…; …办法 市教育局 云教〔2018〕3号.
    """
    start, stop = number
    if start <= begin + 1:
        last = _cell_end(block, stop, end)
        return _with(block, (start, stop), (stop, last))
    span, issuers = _with(block, number, (stop, end))
    return (span, issuers) if issuers else _with(block, number, (_cell_start(block, begin, start), start))


def _with(block: Block, number: Span, cell: Span) -> tuple[Span, tuple[Mention, ...]]:
    start, stop = cell
    norm = block.norm[start:stop]
    start, stop = stop - len(norm.lstrip(_MARKS)), start + len(norm.rstrip(_MARKS))
    issuers = issuers_in(block, start, stop) if stop - start > 2 else ()
    return ((min(number[0], cell[0]), max(number[1], cell[1])) if issuers else number), issuers


def _cell_end(block: Block, at: int, end: int) -> int:
    """Where the text behind a number that opens an entry is parted from the title, or where the number ends."""
    return next((gap for gap in sorted(parting(block)) if at < gap < end and _parts(block, gap)), at)


def _cell_start(block: Block, begin: int, at: int) -> int:
    """Where the text before a number is parted from the title: by white space or by a bracket."""
    bracket = block.norm.rfind("（", begin, at)
    gaps = [gap for gap in parting(block) if begin < gap < at and _parts(block, gap)]
    return max([begin, bracket + 1, *gaps])


def _parts(block: Block, gap: int) -> bool:
    return not breaks_line(block.gaps[gap])
