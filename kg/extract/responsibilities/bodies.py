"""The bodies listed in a tag or a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.extract.responsibilities import roles
from kg.mentions.agencies import is_agency, is_collective
from kg.mentions.lists import outside, split
from kg.model import Span
from kg.patterns import words

_TIME = re.compile(
    r"(?:完成|办结|见效|时限|期限|长期|持续|常态|适时|立即|即日|全年|每年|按年度|\d+月|年底|季度|上半年|下半年|月底|月前|\d{4}年|[一二三四]季度|底前|推进$|按时|分年度|分阶段)"
)
_PREFIX = re.compile(
    r"(?:并?由|会同|会商|商(?=[市县省区])|配合单位|以及|并|和|及|其中|具体由|联合)(?=[^，]{2})"
)
_MARKED = re.compile(r"（(?P<role>牵头|牵头单位|主办|总牵头|第一牵头|配合|协办|责任)）$")
_JOINT = re.compile(r"[及和/]|会同|(?<!会)[同商](?=[市县省区])")
_ALIKE = re.compile(
    r"(?P<level>[省市县区州旗镇])[^ ]+ (?P=level).+|[^ ]{1,5}[局委办] [^ ]{1,5}[局委办]"
    r"|[^ ]+[局委办院会府] [^ ]{2,8}[区县市镇乡旗](?:人民)?政府|[^ ]+政府 [省市县区州](?!场)[^ ]+"
)
"""Two bodies of one level, or two bureaus: white space between others may stand within one name."""
_JOINTS = re.compile("[及和/同会商]")
_STAR = "*＊※★"
_LEVEL = re.compile(
    r"各(?:有关|相关)?(?:省|地级以上市|设区的市|地区|地|市区|市州|县级市|县市区|县区|区县|县市|乡镇|镇乡|镇街|市|县|区|州|盟|旗|乡|镇|街道|园区|功能区|开发区|学院|处室|省辖市|县级市|高校|部门|村|设区市|街镇)(?:（[^（）]*）)?"
)
_TAIL = re.compile(
    r"(?:(?:自治区|直辖市|自治州|县级市|省直管县|县市|市辖区|自治县|县|区|市|旗|乡|镇|街道|园区|功能区|功能园区|开发区|管委会|乡镇|委|办|局|州|部|处|室|中心|部门|直属单位|直属机构|单位|社区|村|地区)(?:（[^）]*）)?)*"
    r"(?:自治区|县级市|人民政府|政府|办事处|管委会|管理委员会|党委|党工委|单位|有关单位|街道办事处|街道|部门|机构|政府（管委会）|区|县|市|乡|镇|办|局|学院|社区|村|园区|功能区|开发区)(?:（[^）]*）)?"
)
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_LONGEST = 34
_SHORT = 12


def bodies(
    norm: str, start: int, end: int, sure: bool, apart: frozenset[int] = frozenset()
) -> Iterator[tuple[int, int, str | None]]:
    """The ranges of the bodies listed in ``norm[start:end]``, each with the relation that a remark behind it gives.

    A label makes it ``sure`` that bodies are listed: then an unknown name is one unless it reads as something else.
    ``apart`` holds the places before which white space stands in the line.
    """
    for first, last in items(norm, start, end, apart):
        item = _read(norm[first:last], sure)
        if item is not None:
            yield first + item[0], first + item[1], item[2]


def tells_time(text: str) -> bool:
    """Whether an item tells by when, or how long, a thing is to be done."""
    return len(text) < _SHORT and _TIME.search(text) is not None


def lists_bodies(norm: str, start: int, end: int, apart: frozenset[int]) -> bool:
    """Whether all that is listed is a body, as its name alone tells."""
    listed = items(norm, start, end, apart)
    return bool(listed) and all(is_agency(norm[first:last]) for first, last in listed)


@lru_cache(maxsize=16384)
def _read(text: str, sure: bool) -> tuple[int, int, str | None] | None:
    item = _clean(text, 0, len(text))
    return item if item is not None and _is_body(text[item[0] : item[1]], sure) else None


def items(norm: str, start: int, end: int, apart: frozenset[int]) -> list[Span]:
    """The items between separators; 各市、县人民政府 is one."""
    found: list[Span] = []
    for first, last in _parted(norm, start, end, apart):
        if found and _joins(norm[found[-1][0] : found[-1][1]], norm[first:last]):
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def _joins(left: str, right: str) -> bool:
    core = re.split("[、，]", left)
    return (
        bool(_LEVEL.fullmatch(core[0]))
        and bool(_TAIL.fullmatch(right))
        and not right.startswith(("市直", "县直", "市属"))
    )


def _parted(norm: str, start: int, end: int, apart: frozenset[int]) -> Iterator[Span]:
    """The pieces at 、，；, and at 及, 和, 会同 or white space where both sides are bodies by themselves."""
    for first, last in split(norm, start, end, "、，；。"):
        begin = first
        for index in outside(norm, first, last, "及和/同会商") if _JOINTS.search(norm, first, last) else ():
            word = _JOINT.match(norm, index, last)
            if word is None or index <= begin or word.end() >= last:
                continue
            left = norm[begin:index].removesuffix("以")
            if len(left) > 1 and is_agency(left) and is_agency(_unclosed(norm[word.end() : last])):
                yield from _at_gaps(norm, begin, begin + len(left), apart)
                begin = word.end()
        yield from _at_gaps(norm, begin, last, apart)


def _at_gaps(norm: str, start: int, end: int, apart: frozenset[int]) -> Iterator[Span]:
    begin = start
    places = [index for index in range(start + 2, end - 1) if index in apart] if apart else []
    for index, following in zip(places, [*places[1:], end], strict=False):
        left = norm[begin:index]
        if is_agency(left) and any(_is_alike(left, norm[index:stop]) for stop in {following, end}):
            yield begin, index
            begin = index
    yield begin, end


def _is_alike(left: str, right: str) -> bool:
    right = _unclosed(right)
    return is_agency(right) and _ALIKE.fullmatch(f"{left} {right}") is not None


def _unclosed(text: str) -> str:
    """``text`` without a closing 等有关部门 or verb."""
    text = roles.unclosed(text)
    verb = roles.ending(text)
    return roles.unclosed(text[: verb[0]] if verb else text)


def _clean(norm: str, first: int, last: int) -> tuple[int, int, str | None] | None:
    """An item without 由, 会同, stars, 等有关部门 and a remark on its role; None if nothing is left."""
    relation: str | None = None
    prefix = _PREFIX.match(norm, first, last)
    if prefix and not is_agency(norm[first:last][: prefix.end() - first + 1]):
        first = prefix.end()
    while first < last and norm[first] in _STAR + "：":
        first, relation = first + 1, roles.LEAD if norm[first] in _STAR else relation
    while last > first and norm[last - 1] in _STAR + "。；：.":
        last, relation = last - 1, roles.LEAD if norm[last - 1] in _STAR else relation
    marked = _MARKED.search(norm, first, last)
    if marked and marked.end() == last:
        last = marked.start()
        relation = roles.LEAD if "牵头" in marked["role"] or marked["role"] == "主办" else roles.ANSWERS
    last = first + len(roles.unclosed(norm[first:last]))
    return (first, last, relation) if last - first > 1 else None


def _is_body(name: str, sure: bool) -> bool:
    if (
        name in words("responsibilities", "nobody")
        or len(name) > _LONGEST
        or name.startswith("等")
        or "：" in name
        or not _HAN.search(name)
    ):
        return False
    if is_agency(name) or is_collective(name) or _LEVEL.match(name):
        return not (_TIME.search(name) and not is_agency(re.sub(r"（.*", "", name)))
    return (
        sure
        and len(name) < 16
        and not _TIME.search(name)
        and not re.search(r"[：《》。“”%\d的是要应为把将在]|要求|工作$|情况|负责", name)
    )
