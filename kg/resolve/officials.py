"""Whose official a title makes one, and whose post a title is where the text leaves the body out."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.resolve.places import LEVELS, is_place, level, place

_RANKS = re.compile(r"^(?:常务|代理|代|副|第一|党外|原)+")
_CLOSED_LEVEL = re.compile(
    rf"[{LEVELS}](?=长|委|政府|人大|政协|纪委|监委|人民|[\u4e00-\u9fff]{{1,10}}(?:局|厅|委|办|院|会|部))"
)
_NATIONAL = re.compile(r"国务院|全国|中央(?!企业|储备)|国家(?!级|.{0,8}区).{1,8}?(?:总局|局|委|署|部)")
_HEAD = re.compile(rf"(?:常务|代理|代|副|第一)*(?P<level>[{LEVELS}])长(?:助理)?")


@lru_cache(maxsize=8192)
def home(title: str, jurisdiction: str) -> str:
    """Whose official a (folded) title makes one in a text of ``jurisdiction``.

    A visitor named with his own place belongs there. Of several titles the last that names a place or a level
    decides: 省委常委、市委书记 is the city's.
    """
    for part in reversed(re.split("[、，]", title)):
        found = _home(_RANKS.sub("", part), jurisdiction)
        if found is not None:
            return found
    return jurisdiction


def _home(bare: str, jurisdiction: str) -> str | None:
    if _CLOSED_LEVEL.match(bare):
        return level(bare[0], jurisdiction)
    if _NATIONAL.match(bare):
        return "国家"
    placed = place(bare, jurisdiction) if len(bare) > 4 else None
    return placed.jurisdiction if placed and placed.prefixed else None


@lru_cache(maxsize=8192)
def seat(agency: str, title: str, jurisdiction: str) -> str:
    """The body that a post belongs to, as a name in a text of ``jurisdiction``.

    A head of government and his deputies are the government's, whether a text says 云州市人民政府副市长,
    云州市副市长 or 副市长. Empty if the text names no body and the title tells none.
    """
    head = _HEAD.fullmatch(title)
    if head is None or (agency and not is_place(agency)):
        return agency
    return (agency or level(head["level"], jurisdiction)) + "人民政府"
