"""Blocks → the paragraphs that the grammar reads: a person's line that was run into the text before it begins anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.leadership.heads import begins_body, enumerator_end, head_at
from kg.extract.leadership.rules import any_of, first_match
from kg.extract.leadership.slices import line_starts, pieces
from kg.extract.leadership.verbs import opening_at
from kg.mentions.tables import is_barred, is_tabbed, rows
from kg.model import Block
from kg.segment.heads import read_head
from kg.segment.metadata import is_metadata
from kg.segment.runs import joined_block

_WANTS_MORE = re.compile(r"(?:[、，（和与及并对的副]|同志|调整为|协|(?:协助|由|配合|协同)[^，。；：]{0,16})$")
_POINT = re.compile(r"(?<=[一-龥）”])\.(?=[一-龥“（]|$)")
_PUNCTUATED = re.compile(r"[、，。；）]|工作$")
_ANEW = re.compile(r"特此|请|本通知|原分工|附件|完成|认真|自|根据|经")
_LEAST_LINE = 10
_WINDOW = 240
_FARTHEST = 10
"""Lines between a block and its rest: blank ones and a page's furniture."""


def paragraphs(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, cut where a line inside one is the head of an entry; a point that ends a sentence is a full stop."""
    blocks = _rejoined([_with_stops(row) for block in blocks for row in rows(block)])
    found: list[Block] = []
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        lines = [*line_starts(block), len(block.norm)]
        bounds = [
            at for at, end in zip(lines, lines[1:], strict=False) if _is_entry(block, at, end, following)
        ]
        found += pieces(block, bounds) if bounds else [block]
    return found


def _rejoined(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with those put together of which one breaks off in a list and the next opens with nothing of its own."""
    found: list[Block] = []
    for block in blocks:
        if found and _may_be_rest(block) and _breaks_off(found[-1], block) and _is_rest(block):
            found[-1] = joined_block([found[-1], block])
        else:
            found.append(block)
    return found


def _breaks_off(block: Block, following: Block) -> bool:
    """Whether a block ends in mid-sentence, with a long line, not far above the next."""
    if block.norm[-1] in "。：！？”" or any(is_tabbed(one) or is_barred(one) for one in (block, following)):
        return False
    starts = line_starts(block)
    last_line = len(block.norm) - (starts[-1] if starts else 0)
    below = following.line - block.line - sum(block.gaps[at].count("\n") or 1 for at in starts)
    if last_line < _LEAST_LINE or not 0 <= below <= _FARTHEST:
        return False
    return begins_body(block, 0) or head_at(block) is not None


def _may_be_rest(block: Block) -> bool:
    """Whether a block has a list's marks and begins with no mark of its own nor a verb: the cheap part of the next test."""
    if enumerator_end(block.norm, 0) or block.norm[0] in "（《【" or opening_at(block, 0):
        return False
    return _PUNCTUATED.search(block.norm) is not None


def _is_rest(block: Block) -> bool:
    """Whether a block can be nothing but the rest of a sentence."""
    if (
        begins_body(block, 0)
        or head_at(block) is not None
        or _ANEW.match(block.norm)
        or first_match("absent", block.norm)
    ):
        return False
    return (
        not is_metadata(block)
        and read_head(block) is None
        and not any_of("label_other", "label_aside", after="：").match(block.norm)
    )


def _with_stops(block: Block) -> Block:
    if "." not in block.norm:
        return block
    norm = _POINT.sub("。", block.norm)
    return block if norm == block.norm else replace(block, norm=norm)


def _is_entry(block: Block, at: int, line_end: int, following: Block | None) -> bool:
    """Whether a labelled line or a person's entry begins at ``at``: after a full stop any head, else one that has its line."""
    if any_of("label_plain", after="：").match(block.norm, at) or any_of(
        "label_other", "label_aside", after="："
    ).match(block.norm, at):
        return True
    before = block.norm[at - 1]
    if _WANTS_MORE.search(block.norm, max(0, at - 20), at):
        return False
    rest = block.part(at, min(len(block.norm), at + _WINDOW))
    head = head_at(rest)
    if head is None:
        return False
    if head.doubtful:
        return following is not None and begins_body(following, 0)
    return before in "。；：" or head.end + at == line_end or "同志" in rest.norm[: head.end]
