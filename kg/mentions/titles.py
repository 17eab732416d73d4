"""The nouns in which people's titles end, and what of a title may stand behind a name."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.patterns import alternation, words

_NOTE = re.compile(r"（[^（）]{1,6}）")


@cache
def title_noun() -> re.Pattern[str]:
    """Matches the noun in which a title ends, with what must stand right before it (副, 代, 常务)."""
    first = "".join({word[0] for part in ("prefixes", "nouns") for word in words("titles", part)})
    return re.compile(
        rf"(?=[{first}])(?:{alternation(words('titles', 'prefixes'))})*(?:{alternation(words('titles', 'nouns'))})(?:同志)?"
    )


@lru_cache(maxsize=16384)
def title_nouns(text: str) -> tuple[tuple[int, int, str], ...]:
    """Where the nouns of titles stand in ``text``, the last first."""
    return tuple((one.start(), one.end(), one.group()) for one in title_noun().finditer(text))[::-1]


def after_note(text: str, at: int) -> int:
    """Where a name begins after a title, and after what may stand between in brackets: 副县长（挂职）甲."""
    noted = _NOTE.match(text, at) if text.startswith("（", at) else None
    return noted.end() if noted else at


@cache
def title_phrase() -> re.Pattern[str]:
    """Matches a bare title, no agency before it: 副市长, 常务副县长, 党组成员."""
    heads = r"(?:市委|县委|区委|省委|州委|市政府|县政府|区政府|省政府|政府|党组|党委|党工委|纪委)?"
    return re.compile(rf"{heads}{title_noun().pattern}")


@cache
def title_behind() -> re.Pattern[str]:
    """A title that may stand behind a name may be two nouns: 市长助理."""
    return re.compile(rf"{title_phrase().pattern}(?:{title_noun().pattern})?")


@cache
def shared_title() -> re.Pattern[str]:
    """等 and the title behind it that each of the people before bears: 等县领导, 等市、区四套班子领导."""
    ends = alternation(words("titles", "collective_ends"))
    nobody = "负责人|代表|候选人|人选|主管|主办"
    return re.compile(
        rf"等(?:\d+余?|[一二三四五六七八九十]+)?[名位]?"
        rf"(?P<title>(?:[^，；。、等]{{1,4}}、)?[^，；。、等和及与]{{0,12}}?(?:{ends}|{title_noun().pattern})(?<!{')(?<!'.join(nobody.split('|'))}))$"
    )
