"""Items of a list that lie in several blocks, because the text was wrapped where nothing else shows it, put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.appointments.heads import governing, is_title, unnumbered
from kg.extract.appointments.posts import ends_in_title
from kg.mentions.tables import is_tabbed, rows
from kg.model import Block
from kg.segment.runs import gathered

ITEM = re.compile(
    r"(?!(?:[^的任为]|主任){0,10}职务)[\u4e00-\u9fff、·]{2,16}?(?:（[^（）]{1,10}）)?(?:同志|为|(?<![主责信])任(?!务)|的(?!职务)|兼任|不再)|任命|免去|聘任|决定|接受|批准|委派|[一二三四五六七八九十]{1,3}、"
)
"""How an item of a list begins: with a name and a verb, or with a verb."""
_STOPS = "。；：！;:."
_STATES = re.compile(r"同志|任|免去|的|为|辞去|日(?!$)")
_ENDS = re.compile(r"(?:[；。：，）]|职务)$")
_NUMBERED = re.compile(r"[〔（【]\d{4}[〕）】]")
_MOST = 4
"""Into how many blocks an item may have fallen."""


def items(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, those put together that only make one item together."""
    return gathered([row for block in blocks for row in rows(block)], _MOST, _goes_on)


def _goes_on(run: Sequence[Block], following: Block) -> bool:
    """Whether ``following`` ends the item that ``run`` begins: the one is unfinished, the other begins nothing."""
    first, last = run[0].norm, run[-1].norm
    if (
        last[-1] in _STOPS
        or len(last) < 8
        or last[0] == "（"
        or is_tabbed(run[-1])
        or not _STATES.search(first)
    ):
        return False
    if is_title(last) or governing(last) or _NUMBERED.search(first):
        return False
    rest = following.norm
    if unnumbered(rest, 0, len(rest)) or ITEM.match(rest) or not _ENDS.search(rest):
        return False
    return rest[0] in "（、，的" or not ends_in_title(last, 0, len(last)) or rest[-1] in "；。"
