"""Whether a name is that of a body (局, 委, 集团 …), of a collective of bodies, or of a field of work."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.mentions.lists import without_brackets
from kg.patterns import alternation, words

_QUOTED = re.compile(r"[“”‘’\"]")
_COLLECTIVE = re.compile(
    r"^(?:各|其他|有关|全体|所有|市级|省级|县级|区级)|^(?:驻|在|省部属|省属|市属|县属|区属|部属)|^(?:中央|国有).{0,3}(?:企业|单位|部门)|^中央[、和]|(?:各|有关)(?:单位|部门|企业|机构|高校)"
    r"|.(?:驻|属驻|在).{1,3}(?:部队|单位|机构|企业|高校)$|[省市县区部央]属.{0,8}(?:高校|企业|单位|学校|院校|医院|机构)$|民主党派$"
)


@cache
def _body() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words('agencies', 'suffixes'))})$")


@cache
def _known() -> re.Pattern[str]:
    return re.compile(rf"^(?:.{{0,4}}[省市县区州旗盟镇乡])?(?:{alternation(words('agencies', 'known'))})$")


@cache
def _zone() -> re.Pattern[str]:
    return re.compile(rf"(?P<own>.*?)(?:{alternation(words('agencies', 'zones'))})$")


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words('agencies', 'zone_generic'))})*")


@lru_cache(maxsize=8192)
def is_agency(name: str) -> bool:
    """Whether ``name`` (folded) names a body or a collective of bodies rather than a field of work."""
    core = _QUOTED.sub("", without_brackets(name))
    if _known().match(core) or is_collective(core):
        return True
    if core.endswith(words("agencies", "fields")):
        return False
    if _body().search(core) and len(core) > 1:
        return True
    zone = _zone().fullmatch(core)
    return bool(zone and zone["own"] and not _generic().fullmatch(zone["own"]))


@lru_cache(maxsize=8192)
def is_collective(name: str) -> bool:
    """Whether ``name`` stands for several bodies at once: 在云各能源单位, 各民主党派, 市属高校."""
    core = without_brackets(name)
    return bool(_COLLECTIVE.search(core)) and not core.endswith(("办事处", "联络处"))
