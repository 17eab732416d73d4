"""Posts as they stand beside a name: 县委常委、副县长, 市公安局局长（兼）."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.mentions.lists import without_brackets
from kg.mentions.titles import title_noun
from kg.patterns import alternation, words

_PARTS = re.compile(r"[、，/|]|兼(?=[^、，]{2})|和(?=副|党)")
_NOT_IN_TITLE = re.compile(
    r"协助|分管|联系|主持|外出|期间|同意|决定|任命|免去|研究|根据|关于|按照|其他|各位|各副|全体|由|负责(?!人|同志)|同志|原|[：。；《]"
)
_MOST = 28
_HEADS = r"(?:[省市县区州盟旗镇乡](?:人民)?政府|[省市县区州盟旗镇乡]委|政府|党组|党委|党工委|工委|纪委|办公厅|办公室|常务|人大|政协|行政|学校|集团|公司|机关|党总支|团委|工会|纪检组?|副|代)"


@cache
def _ends_in_title() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words('titles', 'nouns'))})(?:（[^（）]{{1,16}}）)?$")


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(rf"{_HEADS}*{title_noun().pattern}(?:{title_noun().pattern})*(?:（[^（）]{{1,16}}）)?")


@lru_cache(maxsize=8192)
def has_title(text: str) -> bool:
    """Whether a title stands in ``text``."""
    return bool(title_noun().search(text))


@lru_cache(maxsize=8192)
def ends_in_title(text: str) -> bool:
    """Whether ``text`` ends in a title."""
    return bool(_ends_in_title().search(text))


def are_titles(norm: str, start: int, end: int) -> bool:
    """Whether ``norm[start:end]`` is nothing but posts, each with or without its agency."""
    return 1 < end - start <= 80 and _titles(norm[start:end])


@lru_cache(maxsize=8192)
def _titles(text: str) -> bool:
    if _NOT_IN_TITLE.search(text):
        return False
    parts = [part for part in _PARTS.split(without_brackets(text)) if part]
    return bool(parts) and all(1 < len(part) <= _MOST and _ends_in_title().search(part) for part in parts)


def are_bare_titles(norm: str, start: int, end: int) -> bool:
    """Whether it is posts of which the first names no agency: 副市长, 党组成员、副局长."""
    return are_titles(norm, start, end) and _begins_bare(norm[start:end])


@lru_cache(maxsize=8192)
def _begins_bare(text: str) -> bool:
    return bool(_bare().fullmatch(_PARTS.split(text)[0]))
