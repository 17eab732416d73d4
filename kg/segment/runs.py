"""Blocks put together, their places in the source kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from kg.model import Block

_LETTER_SPACE = 2


def joined_block(run: Sequence[Block], gap: str = "\n") -> Block:
    """Several blocks as one, ``gap`` between them. Spans never reach over what stood between the blocks.

    The gap is one character, so that only blocks which one character of white space parts are adjacent.
    """
    gaps: dict[int, str] = {}
    text, norm = "", ""
    offsets: list[int] = []
    for block in run:
        if text:
            gaps[len(text)] = gap
        gaps |= {len(text) + at: white for at, white in block.gaps.items()}
        text, norm = text + block.text, norm + block.norm
        offsets.extend(block.offsets)
    return Block(text, norm, tuple(offsets), gaps, run[0].line, run[0].page)


def gathered(
    blocks: Sequence[Block], most: int, goes_on: Callable[[Sequence[Block], Block], bool]
) -> Iterator[Block]:
    """The blocks in order, each with those after it, up to ``most`` in all, that ``goes_on`` says belong to it."""
    index = 0
    while index < len(blocks):
        size = 1
        while (
            size < most
            and index + size < len(blocks)
            and goes_on(blocks[index : index + size], blocks[index + size])
        ):
            size += 1
        yield blocks[index] if size == 1 else joined_block(blocks[index : index + size])
        index += size


def parting(block: Block) -> Mapping[int, str]:
    """The white space that parts words: in letter-spaced text that between letters does not."""
    if len(block.gaps) * 2 <= len(block.norm):
        return block.gaps
    return {at: gap for at, gap in block.gaps.items() if len(gap) > _LETTER_SPACE}
