"""The headings of numbered items: the tasks that tags belong to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.responsibilities import roles
from kg.mentions.lists import outside
from kg.mentions.tables import is_wide
from kg.model import Block, Mention

_CHINESE = "[一二三四五六七八九十百]{1,4}"
NUMBERING = re.compile(
    rf"(?:第{_CHINESE}[章节条项]|{_CHINESE}、|（{_CHINESE}）|（\d{{1,3}}）|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}[.、]?(?=\D)|\d{{1,3}}[.、．](?!\d)|\d{{1,3}}）|[①-⑳]|{_CHINESE}是|任务{_CHINESE}：|[●◆◇■□○★▲△])"
)
_INLINE = re.compile(rf"[。；）】](?=(?P<number>{_CHINESE}、|（{_CHINESE}）|\d{{1,3}}[.．](?!\d)))")
_STEP = re.compile(rf"(?:^|[：；。，）]){_CHINESE}是")
_LEAD_IN = re.compile(r"[^，、。；]{2,24}：")
_STOP = re.compile("[。！？]")
_CLOSE = "。；：，、:;"
PAIRS = (("（", "）"), ("《", "》"), ("“", "”"), ("【", "】"))
_SHORTEST_BEFORE_GAP = 4


def items(block: Block) -> list[tuple[int, int]]:
    """Where numbered items begin in the block: the place of the number and the place behind it."""
    found: list[tuple[int, int]] = []
    first = NUMBERING.match(block.norm)
    if first and not (first.group().endswith("是") and len(_STEP.findall(block.norm)) > 1):
        found.append(first.span())
    for match in _INLINE.finditer(block.norm, first.end() - 1 if first else 0):
        if len(block.norm) - match.end("number") > 4:
            found.append(match.span("number"))
    return found


@dataclass(slots=True)
class Heading:
    """The place of a task's name; the mention is made when a tag needs it."""

    block: Block
    start: int
    stop: int
    _mention: Mention | None = None

    @property
    def text(self) -> str:
        """The heading as written."""
        return self.block.text[self.start : self.stop]

    @property
    def mention(self) -> Mention:
        """The heading with its place in the source."""
        if self._mention is None:
            self._mention = self.block.mention(self.start, self.stop)
        return self._mention


def heading(block: Block, start: int, end: int) -> Heading | None:
    """The heading that begins at ``start``: the first sentence of the item, or all of it, less its closing stop."""
    stop = _stop(block, start, end)
    while stop > start and block.norm[stop - 1] in _CLOSE:
        stop -= 1
    if stop - start < 2 or roles.label().match(block.norm, start):
        return None
    return Heading(block, start, stop)


def _stop(block: Block, start: int, end: int) -> int:
    norm = block.norm
    lead_in = _LEAD_IN.match(norm, start, end)
    if lead_in and lead_in.end() < end and "“" not in lead_in.group():
        return lead_in.end()
    stop = _sentence_end(norm, start, end)
    for index, gap in block.gaps.items():
        if not start + _SHORTEST_BEFORE_GAP <= index < stop or not is_wide(gap):
            continue
        if not is_bracketed(norm, start, index):
            return index
    return stop


def _sentence_end(norm: str, start: int, end: int) -> int:
    first = _STOP.search(norm, start, end)
    if first is None or not is_bracketed(norm, start, first.start()):
        return first.start() if first else end
    return next(outside(norm, start, end, "。！？"), end)


def is_bracketed(norm: str, start: int, at: int) -> bool:
    """Whether a place stands in brackets or quotes that open behind ``start``."""
    for left, right in PAIRS:
        opened = norm.count(left, start, at)
        if opened and opened > norm.count(right, start, at):
            return True
    return False
