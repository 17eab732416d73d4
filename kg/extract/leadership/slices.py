"""Parts of blocks, and blocks put together, each character keeping its place in the source."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Block


def cut(block: Block, start: int, end: int) -> Block:
    """``block.text[start:end]`` as a block of its own."""
    gaps = {at - start: gap for at, gap in block.gaps.items() if start < at < end}
    return Block(
        block.text[start:end], block.norm[start:end], block.offsets[start:end], gaps, block.line, block.page
    )


def join(parts: Sequence[Block], gap: str = "\n") -> Block:
    """The parts as one block, ``gap`` between them. Spans never reach over what stood between the parts.

    The gap is one character, so that only parts which one character of white space parts are adjacent.
    """
    text, norm = "", ""
    offsets: list[int] = []
    gaps: dict[int, str] = {}
    for part in parts:
        if text:
            gaps[len(text)] = gap
        gaps |= {len(text) + at: white for at, white in part.gaps.items()}
        offsets.extend(part.offsets)
        text, norm = text + part.text, norm + part.norm
    return Block(text, norm, tuple(offsets), gaps, parts[0].line, parts[0].page)


def pieces(block: Block, bounds: Sequence[int]) -> list[Block]:
    """``block`` cut at each of ``bounds`` (ascending, within the block)."""
    edges = [0, *bounds, len(block.text)]
    return [cut(block, one, other) for one, other in zip(edges, edges[1:], strict=False) if other > one]


def line_starts(block: Block) -> list[int]:
    """Where a line of the source begins inside ``block``."""
    if not block.gaps:
        return []
    return sorted(at for at, gap in block.gaps.items() if "\n" in gap or "\r" in gap)
