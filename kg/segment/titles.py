"""Official titles and the bodies that issue them: 云州市人民政府办公室 + 关于印发…办法的通知."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.mentions.agencies import is_agency, is_collective
from kg.mentions.lists import split
from kg.model import Block, Mention
from kg.segment.runs import parting

NOUN = (
    r"(?:通知|意见|决定|通告|公告|布告|指示|规程|简章|通报|批复|复函|函|报告|议案|决议|命令|令|纪要|公示|公报|声明|请示|答复|提示|倡议书|办法|规定|细则|方案|规划|计划"
    r"|要点|任免名单|任免|分工|条例|预案|名单|分工表|一览表|规则|措施|章程|标准|目录|指南)"
)
TITLE_LAST = frozenset(re.sub(r"[?:|()]", "）", NOUN) + "事")
"""Every character of the nouns and of 启事, and the closing bracket: a cheap test before the costly one."""
_END = re.compile(rf"{NOUN}(?:（[^（）]{{1,24}}）)*$")
_START = re.compile(r"关于|转发|批转|印转|转批|印发")
_BARE = re.compile(
    r"(?:[^，。；：《》]{0,30}?)(?:公告|通告|布告|通知|决定|决议|命令|通报|意见|批复|复函|[任免](?:免|命|职|免职)(?:人员)?名单|公示|请示|声明|倡议书|启事)(?:（[^（）]{1,24}）)*$"
)
_TEXT = re.compile(r"[。；！？…◎△●【]")
_OTHERS = re.compile(
    r"等(?:\d+|[一二三四五六七八九十]+)?个?(?:部门|单位|部委|委办局|厅局|局|委|家单位|部|厅)$"
)
_PLACE = re.compile(
    r"(?:中共|中国共产党|共青团|政协)?(?P<place>[\u4e00-\u9fff]{2,6}?(?:自治区|自治州|省|市|州|县|区|旗|镇|乡))"
)
_MARKS = frozenset("◆◇■□★☆※●○▲▪•")
_LEVELS = frozenset("省市县区州旗镇乡")
_NO_LEVEL = (
    "市中",
    "市北",
    "市南",
    "市场",
    "区级",
    "县级",
    "市级",
    "省级",
    "市容",
    "市政工",
    "市政设",
    "市政集",
)
"""What begins like a level and is part of a name."""
_PARTY = frozenset(("中共", "共青团", "政协"))
_CENTRAL = re.compile(
    r"^(?:国家[\u4e00-\u9fff]{2,6}(?:总局|局)|中国[\u4e00-\u9fff]{2,8}|国网[\u4e00-\u9fff]{0,8})$|总局$"
)
_SIGNING = re.compile(
    r"(?:府|办公室|办公厅|[^开大会]会|局|厅|院|部|司|学|室|处|委|办|大队|支队|总队|中队|队|中心|所|站|银行|支行|分行|总行|社|团|小组|党组|工作组|集团|厂|校|科"
    r"|电视台|广播台|气象台|地震台|馆|海关|机关|庭|联|公署|行署|中学|司令部|军分区|警备区|军区|武装部|科协|林场|农场|幼儿园|共青团中央)(?:（[^（）]{1,16}）)?$"
)
_GROUP = re.compile(r"(?:领导小组|工作小组|联席会议|专班|指挥部|指挥所)(?:办公室)?$|主席团$")
_SIGNING_LAST = frozenset("府室厅会局院部司学处委办队心所站行社团组厂校科台馆关庭联署区议班协场园央）")
"""What the names of those who sign end in."""
LIST_LAST = _SIGNING_LAST.union("门位、，")
"""What a list of bodies can end in, 等十部门 among it."""
_NOT_ISSUER = re.compile(
    r"[：；，。《》“”◆◇★☆●■□△▲\d…]|公报|政报|^（|^(?:各|本|有关|附|抄送|主送|来源|责任|编辑|供稿|【|\d|第|经|为|根据|由)|(?:责任|牵头|配合|成员|有关|直属)(?:单位|部门)$"
)


@lru_cache(maxsize=8192)
def is_issuer(name: str) -> bool:
    """Whether ``name`` (folded) can stand as the issuer of a document."""
    if name[1:] == "委" and name[0] in _LEVELS:
        return True
    if (
        not 2 < len(name) < 46
        or name[-1] not in _SIGNING_LAST
        or _NOT_ISSUER.search(name)
        or is_collective(name)
    ):
        return False
    return bool(_GROUP.search(name) or (is_agency(name) and _SIGNING.search(name)))


def may_hold_title(norm: str) -> bool:
    """Whether a word that a title begins with stands in a text."""
    return _START.search(norm) is not None


def begins_with_place(name: str) -> bool:
    """Whether a body's name begins with a place's (云州市人民政府), so that nothing of it stands before."""
    return _PLACE.match(name) is not None


def issuers_in(block: Block, start: int, end: int) -> tuple[Mention, ...]:
    """The bodies named in ``block.norm[start:end]`` if it names nothing else: apart by white space, 、 or place.

    等十部门 behind the first one is left out.
    """
    if block.norm[end - 1 : end] not in LIST_LAST:
        return ()
    start += block.norm[start : start + 1] in _MARKS
    others = _OTHERS.search(block.norm[start:end])
    if others:
        end = start + others.start()
    found: list[Mention] = []
    for first, last in split(block.norm, start, end, "、，"):
        for piece in _apart(block, first, last):
            if not is_issuer(block.norm[piece[0] : piece[1]]):
                return ()
            found.append(block.mention(*piece))
    return tuple(found)


def _apart(block: Block, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Bodies side by side: 云州市公安局 云州市农业农村局, with white space between them or without."""
    begin, short = start, glued(block.norm, start, end)
    for index in sorted({*_seams(block, start, end), *short}):
        left, right = block.norm[begin:index], block.norm[index:end]
        if _CENTRAL.search(left) or left in _PARTY or right.startswith(("办公室", "办公厅")):
            continue
        if is_issuer(left) and (index in block.gaps or index in short or _of_one_place(left, right)):
            yield begin, index
            begin = index
    yield begin, end


def _of_one_place(left: str, right: str) -> bool:
    """Whether two names begin with the same place, the Party's or the League's word before it left aside."""
    places = [_PLACE.match(name) for name in (left, right)]
    return len({place and place["place"] for place in places}) == 1


def _seams(block: Block, start: int, end: int) -> set[int]:
    """Where another body's name can begin: behind white space, or with the place that the first one begins with."""
    seams = set(parting(block))
    place = _PLACE.match(block.norm, start, end)
    found = block.norm.find(place["place"], start, end) if place else -1
    while place and found >= 0:
        at = found
        seams.add(at)
        for party in ("共青团", "中共"):
            if block.norm.endswith(party, start, at):
                at -= len(party)
                seams.add(at)
        found = block.norm.find(place["place"], found + 1, end)
    return {index for index in seams if start + 3 <= index < end - 2}


def glued(norm: str, start: int, end: int) -> list[int]:
    """Where names side by side that leave their place out may be parted: 市委市政府, 区教育局区财政局.

    区委区政府办公室 is the offices of both, and stays as it is.
    """
    level = norm[start : start + 1]
    if level not in _LEVELS or (
        norm.startswith("委" + level, start + 1) and norm.endswith(("府办公室", "府办"), start, end)
    ):
        return []
    return [
        at for at in range(start + 2, end - 2) if norm[at] == level and not norm.startswith(_NO_LEVEL, at)
    ]


def read_title(
    block: Block, start: int = 0, end: int | None = None
) -> tuple[Mention, tuple[Mention, ...]] | None:
    """Title and issuers where ``block.norm[start:end]`` is an official title (…关于…的通知), else None."""
    end = len(block.norm) if end is None else end
    norm = block.norm[start:end]
    if norm[-1:] not in TITLE_LAST or not _END.search(norm) or _TEXT.search(norm) or norm.count("、") > 8:
        return None
    for match in _START.finditer(norm):
        if match.start() > 120 or len(norm) - match.start() < 6:
            return None
        begin = start + match.start()
        issuers = issuers_in(block, start, begin) if match.start() else ()
        if issuers or (match.start() == 0 and "关于" in norm):
            return block.mention(begin, end), issuers
    return None


def bare_title(block: Block) -> tuple[Mention, tuple[Mention, ...]] | None:
    """The same of a title without 关于 (国有建设用地使用权出让公告): one only beside a number or an issuer."""
    norm = block.norm
    if len(norm) > 50 or norm[-1:] not in TITLE_LAST or "〔" in norm:
        return None
    match = _BARE.fullmatch(norm)
    if not match or norm.startswith(("关于", "附", "现", "根据", "特此", "此")):
        return None
    for end in range(len(norm) - 2, 3, -1):
        whole = norm[end - 1 : end + 1] != "会议"
        issuers = issuers_in(block, 0, end) if whole and is_issuer(norm[:end]) else ()
        if issuers:
            return block.mention(end, len(norm)), issuers
    return (block.mention(0, len(norm)), ()) if len(norm) > 5 or norm.endswith("名单") else None
