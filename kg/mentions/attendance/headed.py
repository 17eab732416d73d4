"""Programmes of a week: a leader's name and title on a line of their own, below it what he did on each day."""

from __future__ import annotations

from collections.abc import Set

from kg.mentions.attendance.clauses import clauses, without_lead
from kg.mentions.attendance.predicate import predicate
from kg.mentions.lists import strip
from kg.mentions.people import row
from kg.mentions.titles import title_noun
from kg.model import Block

LONGEST_HEAD = 24
"""No such line is longer."""


def head_of(block: Block, start: int, end: int, known: Set[str]) -> Block | None:
    """The line without marks round it, if it is one leader and nothing else."""
    if not title_noun().search(block.norm, start, end):
        return None
    start, end = strip(block.norm, start, end, "【〔", "】〕：")
    people = row(block.norm, start, end, known) or []
    if len(people) != 1 or not people[0].title:
        return None
    return block.part(start, end)


def headed(head: Block, block: Block, start: int, end: int) -> Block | None:
    """A sentence that begins with what somebody did, behind the name at its head (市长江望：主持召开…); else None."""
    begin = start
    while begin < end:
        after, _ = without_lead(block.norm, begin, end)
        after += block.norm.startswith("，", after, end)
        if after == begin:
            break
        begin = after
    first = clauses(block.norm, begin, end)[:1]
    if not first or predicate(block.norm, *first[0]) is None:
        return None
    part = block.part(begin, end)
    size = len(head.norm) + 1
    return Block(
        f"{head.text}：{part.text}",
        f"{head.norm}：{part.norm}",
        (*head.offsets, part.offsets[0], *part.offsets),
        dict(head.gaps) | {at + size: gap for at, gap in part.gaps.items()},
        block.line,
        block.page,
    )
