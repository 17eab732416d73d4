"""Rows of tables saved as text: cells apart by tabs, by bars, or by runs of spaces."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.model import Block, Span


def cells(block: Block) -> list[Span]:
    """The cells of a row as ranges of ``block.norm``; one cell where the block is no row.

    Two tabs in a row have an empty cell between them, a range of no length.
    """
    if is_barred(block):
        return _between_bars(block, [index for index, char in enumerate(block.norm) if char == "|"])
    if not block.gaps:
        return [(0, len(block.norm))]
    if is_tabbed(block):
        return list(_between_gaps(block, {at: gap.count("\t") for at, gap in block.gaps.items()}))
    return list(_between_gaps(block, {at: int(is_wide(gap)) for at, gap in block.gaps.items()}))


def rows(block: Block) -> list[Block]:
    """A block in which several tabbed or barred lines were run together, as a block a line; one whose cells only wrap stays whole."""
    if not (is_tabbed(block) or is_barred(block)):
        return [block]
    lines = sorted(at for at, gap in block.gaps.items() if "\n" in gap)
    tabs = [at for at, gap in block.gaps.items() if "\t" in gap.split("\n")[0]]
    tabs += [at for at, char in enumerate(block.norm) if char == "|"]
    edges = [0, *lines, len(block.norm)]
    tabbed = [any(one < at <= other for at in tabs) for one, other in pairwise(edges)]
    cuts = [at for at, before, after in zip(lines, tabbed, tabbed[1:], strict=False) if before and after]
    return (
        [block.part(one, other) for one, other in pairwise([0, *cuts, len(block.norm)])] if cuts else [block]
    )


def is_barred(block: Block) -> bool:
    """Whether bars part the block."""
    return block.norm.count("|") > 1


def is_tabbed(block: Block) -> bool:
    """Whether a tab stands in the block."""
    return bool(block.gaps) and "\t" in "".join(block.gaps.values())


def breaks_line(gap: str) -> bool:
    """Whether white space holds the end of a line."""
    return "\n" in gap or "\r" in gap or "\f" in gap


def is_wide(gap: str) -> bool:
    """Whether white space parts two columns rather than two words: no line break, at least two wide."""
    if gap in (" ", "\n"):
        return False
    return not breaks_line(gap) and (len(gap) > 1 or gap == "\u3000")


def _between_bars(block: Block, bars: list[int]) -> list[Span]:
    edges = [-1, *bars, len(block.norm)]
    spans = [(left + 1, right) for left, right in zip(edges, edges[1:], strict=False)]
    return [span for index, span in enumerate(spans) if span[1] > span[0] or 0 < index < len(spans) - 1]


def _between_gaps(block: Block, breaks: dict[int, int]) -> Iterator[Span]:
    begin = 0
    for at in sorted(breaks):
        if not breaks[at]:
            continue
        yield begin, at
        for _ in range(breaks[at] - 1):
            yield at, at
        begin = at
    yield begin, len(block.norm)
