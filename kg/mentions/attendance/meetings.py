"""Names of meetings: what ends as one, where one name ends and another begins, what announces one."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.mentions.agencies import is_agency
from kg.mentions.lists import open_places, outside, without_brackets
from kg.model import Span
from kg.patterns import alternation, words

_AND = re.compile(r"、|以及|和|及")
_STRONG = re.compile(r"(?:会议|会|式|典礼|论坛|活动|班|讲座|党课)$")
_PARTY_COMMITTEE = re.compile(r"(?:省委|市委|县委|区委|州委|旗委|党委|工委)常委会$")
_GOES_ON = re.compile(
    r"(?:研究|听取|审议|部署|传达|专题|讨论|安排|强调|贯彻|通报|总结|分析|谋划|作|做|致|讲话|发表|发言|宣布|时强调|时指出|时要求|期间|并|后|上|，)"
)
_LONGEST = 300
"""No clause that announces a meeting is longer."""
_RUNS_ON = re.compile(r"圆满|胜利|顺利|隆重|继续|历时|完成|选举|表决")
_SPONSOR = re.compile(
    r"^.{2,60}?(?:主办|承办|举办|组织|协办)的|^由[^“”]{2,40}?(?:的(?=“)|(?:建|发起|牵头|捐资|资助)的)"
)
_PLACES = re.compile(r"(?:镇|乡|街道|村|社区|河|湖|水库|小区|工地|园区|广场|公园|码头|车站|项目|基地|市场)$")


@cache
def _ends() -> dict[str, tuple[str, ...]]:
    """What the names of meetings end in by its last character, the shortest first."""
    ends: dict[str, list[str]] = {}
    for word in sorted(words("attendance", "meetings"), key=len):
        ends.setdefault(word[-1], []).append(word)
    return {last: tuple(found) for last, found in ends.items()}


@lru_cache(maxsize=16384)
def is_meeting(name: str) -> bool:
    """Whether ``name`` (folded) ends as a meeting or an occasion does and not as a body does."""
    core = without_brackets(name).rstrip("”’")
    if core.endswith("常委会") and _PARTY_COMMITTEE.search(core):
        return True
    ends = _ends().get(core[-1:])
    if ends is None or not core.endswith(ends):
        return False
    return core.endswith(words("attendance", "meetings_like_bodies")) or not core.endswith(
        words("attendance", "bodies_not_meetings")
    )


def _is_strong(name: str) -> bool:
    return name[-1:] not in "”’" and bool(_STRONG.search(without_brackets(name))) and is_meeting(name)


def split_meetings(norm: str, start: int, end: int) -> list[Span]:
    """The meetings that ``norm[start:end]`` names: cut only between two that are whole."""
    if end - start > _LONGEST:
        return [(start, end)]
    found: list[Span] = []
    begin = start
    if not _AND.search(norm, start, end):
        return [(start, end)]
    open_ = open_places(norm, start, end)
    for match in _AND.finditer(norm, start, end):
        whole = match.start() in open_ and _is_strong(norm[begin : match.start()])
        if whole and is_meeting(norm[match.end() : end]):
            found.append((begin, match.start()))
            begin = match.end()
    return [*found, (begin, end)]


def split_places(norm: str, start: int, end: int) -> list[Span]:
    """The bodies or places that were visited: cut only where each part is one."""
    if norm.find("、", start, end) < 0:
        return [(start, end)]
    found: list[Span] = []
    begin = start
    for index in outside(norm, start, end, "、"):
        found.append((begin, index))
        begin = index + 1
    found.append((begin, end))
    whole = all(is_agency(norm[a:b]) or _PLACES.search(norm[a:b]) for a, b in found)
    return found if whole else [(start, end)]


def meeting_end(norm: str, start: int, end: int) -> int:
    """Where the meeting named at ``start`` ends if the clause goes on after it (…会议研究…工作, …会议并讲话)."""
    if end - start > _LONGEST:
        return end
    if norm.find("并", start, end) >= 0:
        for index in outside(norm, start + 2, end, "并"):
            if _is_strong(norm[start:index]):
                return index
    if is_meeting(norm[start:end]):
        return end
    open_ = open_places(norm, start, end)
    for match in _GOES_ON.finditer(norm, start + 1, end):
        if match.start() in open_ and _is_strong(norm[start : match.start()]):
            return match.start()
    return end


def announced(norm: str, start: int, end: int) -> Span | None:
    """The meeting that a clause announces (我市召开X会议, X会议在某地举行), or None."""
    if end - start > _LONGEST or not _announcing().search(norm, start, end):
        return None
    return _after_verb(norm, start, end) or _before_verb(norm, start, end) or _opening(norm, start, end)


@cache
def _announcing() -> re.Pattern[str]:
    """What every clause that announces a meeting holds."""
    held = {*words("attendance", "announced"), *words("attendance", "announced_by")}
    first = "".join({word[0] for word in held})
    return re.compile(rf"(?=[{first}])(?:{alternation(held)})|{_RUNS_ON.pattern}")


@cache
def _holding() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words('attendance', 'announced_by'))})了?")


def _after_verb(norm: str, start: int, end: int) -> Span | None:
    open_ = open_places(norm, start, end)
    for match in _holding().finditer(norm, start, end):
        if match.start() in open_ and match.end() < end:
            stop = meeting_end(norm, match.end(), end)
            if is_meeting(norm[match.end() : stop]):
                return _named(norm, match.end(), stop)
    return None


@cache
def _held() -> re.Pattern[str]:
    how = alternation(words("attendance", "announced_how"))
    form = r"(?:以|采取|采用|通过)[^，。；]{1,12}?(?:形式|方式)"
    return re.compile(
        rf"(?:{form}|{how}|将|已|今日|今天)*(?:{alternation(words('attendance', 'announced'))})(?:完毕|完成)?(?:了|后)?$"
    )


def _before_verb(norm: str, start: int, end: int) -> Span | None:
    match = _held().search(norm[start:end])
    if not match:
        return None
    stop = start + match.start()
    for index in outside(norm, start + 2, stop, "在于"):
        if _named_whole(norm[start:index]):
            return _named(norm, start, index)
    without_day = re.search(r"\d{1,2}(?:[—至-]\d{1,2})?日(?:[上下]午)?(?:[在于].{1,20})?$", norm[start:stop])
    if without_day and _named_whole(norm[start : start + without_day.start()]):
        return _named(norm, start, start + without_day.start())
    return _named(norm, start, stop) if _named_whole(norm[start:stop]) else None


def _opening(norm: str, start: int, end: int) -> Span | None:
    """市第三届人民代表大会第四次会议圆满完成各项议程: the meeting is what the clause begins with."""
    for match in _RUNS_ON.finditer(norm, start + 5, end):
        if _is_strong(norm[start : match.start()]):
            return start, match.start()
    return None


def _named_whole(name: str) -> bool:
    return len(name) > 2 and (is_meeting(name) or name.endswith("”"))


def _named(norm: str, start: int, end: int) -> Span:
    """Without who sponsors it: 集团承办的全省技能竞赛."""
    sponsor = _SPONSOR.match(norm[start:end])
    return (start + sponsor.end() if sponsor else start, end)
