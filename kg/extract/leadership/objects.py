"""The objects of a verb: a list of bodies or fields → its items, each told apart as the one or the other."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from kg.extract.leadership.joints import NO_FIELD, PLACE, Joints, bare, complete_field, is_named_agency
from kg.extract.leadership.rules import any_of, vocabulary
from kg.mentions.agencies import is_agency, is_collective
from kg.mentions.lists import split
from kg.model import Block, Span
from kg.patterns import alternation, words

_STAYS = re.compile(r"(?:全面|全盘|常务|日常|党的|^中心)工作$")
_WORK = re.compile(
    r"(?:(?<![高平同中初对何均])等)?(?:有关|相关|几个|其他|其它)?(?:(?<!地)方面)?(?:的)?(?:有关|相关|各项|具体)?工作$|"
    r"(?<![高平同中初对何均])等(?:有关|相关)?(?:领域|事项|事务|业务|任务|职责)?$|(?:等)?方面(?:的)?(?:任务|事务|事宜)?$"
)
_NOT_ITEM = re.compile(
    r"^(?:对(?![台口外俄港])|并|其|由|在|按|根据|为(?!民)|如|经(?!济|贸|信|营|费|合|开)|向(?!阳)|与|同|及时|做好|做到|完成|参与|参加|承办|履行|落实|确保|推动|协助|处理|切实|"
    r"认真|积极|努力|各位|各自|担任|任(?!务)|不(?!动产)|负有|负总|互为|实行|请|原(?!料|种)|现(?!代)|即|包括|含|其中|属(?!地)|列席|出席|代表|签发|审批|受(?!理)|可以|应(?![急收用])|须|要(?!素))"
)
_SENTENCE_WORDS = re.compile(
    r"[局委办室厅院处部]负责|^承担|^涉及|应当|必须|不得|可以|负总责|汇报|请示|履行|统一安排|代为|自行|期间|如有|另行|由.{2,16}(?:分管|负责|联系|协管|代管|主管)"
)
_OF_OTHERS = re.compile(r"(?:所|各自)?分管|职责范围|联系点|该同志|其他领导|本人")
_LED_IN = re.compile(
    r"(?:（[^（）]{1,4}）(?=.)|以及|及其他|以下|下列|全部|：|[●◇◆·—]|（[一二三四五六七八九十\d]{1,2}）|\d{1,2}[.、])+"
)
_LED_BY = frozenset("（以及下全：●◇◆·—0123456789")
_OF_OWN = re.compile(
    r"(?:所|各自)?(?:分管|联系|职责|工作|业务)(?:、联系|和联系|的)*(?:范围|领域|部门|单位|战线|条线|行业)(?:和联系单位|和单位|、单位)?(?:内|中)?的?"
)
"""A list of what is minded in whatever one oversees, which holds for all: 分管范围内的招商引资、项目建设."""
_UNIT = re.compile(r"(?:(?<![学本专])科|(?<![控参入持])股|(?<![教病卧])室|(?<!小)组|(?<!干)部|(?<!团)队)$")
_OF_LEVEL = re.compile(r"[省市县区州镇乡校局厅院](?!政|场|域|级|容|委)|团[省市县区州]委")


class Item(NamedTuple):
    """One object and whether it is a body (or a collective of bodies) rather than a field of work."""

    span: Span
    agency: bool


def items(block: Block, start: int, end: int, gives: str, whole: frozenset[str] = frozenset()) -> list[Item]:
    """The objects in ``block.norm[start:end]`` for a verb that gives ``gives``; phrases that name nothing are left out.

    ``whole`` are the document's ``joined_names``.
    """
    norm = block.norm
    joints = Joints(block, gives, whole)
    groups = [_trimmed(norm, *group) for group in split(norm, start, end, "，；：。")]
    spans = [_clean(norm, *_before_and(norm, *part)) for group in groups for part in joints.parts(*group)]
    if spans and _OF_OWN.match(norm, *spans[0]):
        return []
    kept = [span for span in spans if _names_something(norm[slice(*span)])]
    if gives in ("duty", "helps"):
        return [Item(span, agency=False) for span in kept]
    if gives == "liaises":
        return [Item(span, agency=True) for span in kept]
    return _told_apart(norm, kept, fields=norm[start:end].rstrip("。；，").endswith("工作"))


def continues(norm: str, start: int, end: int, gives: str) -> bool:
    """Whether what follows a comma goes on with the list rather than begins something else."""
    text = norm[start:end].rstrip("。；，：")
    first = re.split(r"[、（]", text, maxsplit=1)[0]
    if re.match(r"[在驻]", text) and is_collective(first):
        return True
    if not text or _NOT_ITEM.match(text) or _SENTENCE_WORDS.search(bare(text)) or NO_FIELD.search(first):
        return False
    if first in vocabulary("fields") or is_agency(bare(text.split("、")[0])) or PLACE.search(first):
        return True
    if gives in ("duty", "helps"):
        return len(first) <= 18 and (norm[start - 1 : start] != "；" or complete_field(first))
    return "、" in text and len(first) <= 18


def _before_and(norm: str, start: int, end: int) -> Span:
    """An item before 和 or 及 that closes with 工作 ends a list of its own: 工业、交通工作和县经信局."""
    joint = norm[end : end + 1]
    return (
        _trimmed(norm, start, end)
        if joint in ("和", "及") and norm.endswith("工作", start, end)
        else (start, end)
    )


def _trimmed(norm: str, start: int, end: int) -> Span:
    """Without 等方面工作, 等单位 and their like at the end of a list."""
    cut = _closing(norm, start, end)
    text = norm[start:cut]
    work = text.endswith("工作")
    if work and _STAYS.search(text):
        return start, cut
    match = _WORK.search(text) if work or "等" in text or "方面" in text else None
    if not match:
        return start, cut
    rest = text[: match.start()]
    if not rest or rest[-1] in "的、":
        return start, cut
    if match.group().endswith("工作") and not rest.endswith("等"):
        # 负责教育等单位工作: the closing noun may stand before 工作.
        return start, _closing(norm, start, start + len(rest))
    return start, start + len(rest)


def _closing(norm: str, start: int, end: int) -> int:
    """Where the list ends if 等单位, 等群众团体 or the like closes it."""
    match = _closer().search(norm, start + 2, end) if norm.find("等", start + 2, end) > 0 else None
    return match.start() if match else end


@cache
def _closer() -> re.Pattern[str]:
    nouns = alternation(words("leadership", "list_closers"))
    return re.compile(
        rf"(?<![高平同中初对何均])等(?:有关|相关|各类|各|其他|其它|\d+个|[一二三四五六七八九十]+个|驻.|在.|市级|县级|区级|省级|市直|县直|区直|直属|垂直管理|垂管|中央|中省|省市?属|市属|县属|区属)*"
        rf"(?:{nouns})(?:(?:和|及|、)(?:有关|相关)?(?:{nouns}))*(?:的)?(?:有关|相关)?(?:工作|事务)?$"
    )


def _clean(norm: str, start: int, end: int) -> Span:
    """Without a connective left over at the front and 等 at the end."""
    if norm[start : start + 1] in _LED_BY:
        match = _LED_IN.match(norm, start, end)
        start = match.end() if match else start
    while end > start and norm[end - 1] in "。；，、：.":
        end -= 1
    return start, end


@lru_cache(maxsize=8192)
def _names_something(text: str) -> bool:
    core = bare(text)
    if len(core) < 2 or core.removesuffix("工作") in vocabulary("empty_objects") or len(core) > 40:
        return False
    return not (NO_FIELD.search(text) or _SENTENCE_WORDS.search(core) or _OF_OTHERS.match(text))


def _told_apart(norm: str, spans: list[Span], fields: bool) -> list[Item]:
    """Bodies and fields under one verb. A word that is both (工会, 税务), or unknown, goes with the rest of its list."""
    kinds = [_kind(norm[start:end]) for start, end in spans]
    among_bodies = "agency" in kinds and not ("field" in kinds and fields)
    either = among_bodies or not (fields or {"agency", "field", "unknown"} & set(kinds))
    unknown = among_bodies and "field" not in kinds
    told = {"agency": True, "field": False, "either": either, "unknown": unknown}
    return [Item(span, told[kind]) for span, kind in zip(spans, kinds, strict=True)]


@lru_cache(maxsize=8192)
def _kind(text: str) -> str:
    core = bare(text)
    agency = is_named_agency(core)
    if core in vocabulary("fields"):
        return "either" if agency else "field"
    if agency or (len(core) > 2 and _UNIT.search(core)):
        return "agency"
    if any_of("actions", after="$").search(core):
        return "field"
    return "either" if _OF_LEVEL.match(core) else "unknown"
