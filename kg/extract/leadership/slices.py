"""Where lines begin inside a block, and the pieces that it is cut into."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Block


def pieces(block: Block, bounds: Sequence[int]) -> list[Block]:
    """``block`` cut at each of ``bounds`` (ascending, within the block)."""
    edges = [0, *bounds, len(block.text)]
    return [block.part(one, other) for one, other in zip(edges, edges[1:], strict=False) if other > one]


def line_starts(block: Block) -> list[int]:
    """Where a line of the source begins inside ``block``."""
    if not block.gaps:
        return []
    return sorted(at for at, gap in block.gaps.items() if "\n" in gap or "\r" in gap)
