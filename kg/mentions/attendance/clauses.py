"""A sentence's clauses, and the turns of phrase that are told by regular expressions in attendance.yaml."""

from __future__ import annotations

import re
from functools import cache

from kg.mentions.attendance.meetings import is_meeting
from kg.mentions.lists import split
from kg.model import Block, Span
from kg.patterns import alternation, rows

_REACH = 600
"""A turn of phrase is looked for in this many characters: no sentence needs more, and a garbled text may have no stop."""


_GATES = ("starts", "needs")
_HELD = ("召开", "举行", "举办", "开幕", "闭幕", "开班", "启动", "揭牌", "落幕", "结束")
_LED = re.compile(r"(?:率领|带领|带队|组成)的")


@cache
def _table(section: str) -> dict[str, re.Pattern[str]]:
    return {row["id"]: re.compile(row["regex"]) for row in rows("attendance", section, ["regex"], _GATES)}


@cache
def _gates(name: str) -> tuple[str, str]:
    """The characters that the turn may begin with and what must stand in it, each empty if anything may."""
    table = {row["id"]: row for row in rows("attendance", "clauses", ["regex"], _GATES)}
    return table[name].get("starts", ""), table[name].get("needs", "")


def turn(name: str, norm: str, start: int, end: int) -> re.Match[str] | None:
    """The turn of phrase ``name`` at the start of the range (its ``$`` is the range's end), or None.

    The match counts from the start of the range.
    """
    first, needed = _gates(name)
    if (first and norm[start : start + 1] not in first) or (needed and norm.find(needed, start, end) < 0):
        return None
    return _table("clauses")[name].search(norm[start : min(end, start + _REACH)])


@cache
def special() -> frozenset[str]:
    """The characters in which the turns content, byline, agenda and led-by begin."""
    return frozenset("".join(_gates(name)[0] for name in ("content", "byline", "agenda", "led-by")))


def may_turn(norm: str, start: int, end: int) -> bool:
    """Whether one of the turns chaired-by, present-were and led-party may stand there."""
    return norm[start] in _gates("present-were")[0] or norm.find("由", start, end) >= 0


APART = ("on-behalf", "accompanied-by", "in-brackets")
"""What stands between people and what they do, and tells of others."""


def may_stand_apart(norm: str, start: int, end: int) -> bool:
    """Whether one of the turns APART may stand in the range."""
    return _apart().search(norm, start, end) is not None


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(alternation(_gates(name)[1] for name in APART))


def turns(name: str, norm: str, start: int, end: int) -> list[re.Match[str]]:
    """Every place in the range where the turn of phrase ``name`` stands; they count from the text's start."""
    _, needed = _gates(name)
    if needed and norm.find(needed, start, end) < 0:
        return []
    return list(_table("clauses")[name].finditer(norm, start, end))


def cut_out(block: Block, holes: list[Span]) -> Block:
    """The block without the characters of ``holes``, so that what stands round them reads on."""
    cut = {i for start, end in holes for i in range(start, end)}
    kept = [i for i in range(len(block.norm)) if i not in cut]
    at = {old: new for new, old in enumerate(kept)}
    gaps = {at[old]: gap for old, gap in block.gaps.items() if old in at}
    text, norm = ("".join(line[i] for i in kept) for line in (block.text, block.norm))
    return Block(text, norm, tuple(block.offsets[i] for i in kept), gaps, block.line, block.page)


def clauses(norm: str, start: int, end: int) -> list[Span]:
    """The clauses of a sentence, its stop left out."""
    while end > start and norm[end - 1] in "。！？；，.":
        end -= 1
    found = split(norm, start, end, "，；：")
    return _led(norm, found) if "由" in norm and "的" in norm else found


def parted(block: Block, found: list[Span]) -> list[Span]:
    """The clauses, also parted by white space behind what is held: 全市教育工作会议召开  市长甲出席."""
    norm = block.norm
    if not any(verb in norm for verb in _HELD):
        return found
    parts: list[Span] = []
    for start, end in found:
        for at, gap in block.gaps.items():
            held = start + 2 < at < end and "\n" not in gap and norm.endswith(_HELD, start, at)
            if held and is_meeting(norm[start : at - 2]):
                parts.append((start, at))
                start = at
        parts.append((start, end))
    return parts


def _led(norm: str, found: list[Span]) -> list[Span]:
    """由甲，乙率领的代表团 is one clause."""
    for index, (start, end) in enumerate(found):
        opened = norm.rfind("由", start, end)
        stop = index + 1
        while (
            opened >= 0
            and not _LED.search(norm, opened, found[stop - 1][1])
            and stop < min(len(found), index + 5)
        ):
            stop += 1
        if stop > index + 1 and _LED.search(norm, opened, found[stop - 1][1]):
            return [*found[:index], (start, found[stop - 1][1]), *found[stop:]]
    return found


@cache
def _lead_starts() -> frozenset[str]:
    return frozenset(char for row in rows("attendance", "leads", ["regex"]) for char in row["regex"])


def without_lead(norm: str, start: int, end: int) -> tuple[int, bool]:
    """Where a clause begins after words of time, and whether they put it 会上."""
    staged = False
    while start < end and (norm[start] in _lead_starts() or norm[start].isdecimal()):
        match = _table("leads")["time"].match(norm[start:end])
        stage = match or _table("leads")["stage"].match(norm[start:end])
        if not stage:
            break
        staged = staged or match is None
        start += stage.end()
    return start, staged
