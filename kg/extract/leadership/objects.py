"""The objects of a verb: a list of bodies or fields → its items, each told apart as the one or the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.extract.leadership.rules import any_of, vocabulary
from kg.mentions.agencies import is_agency, is_collective
from kg.mentions.lists import outside, split, without_brackets
from kg.model import Block, Span
from kg.patterns import alternation, words

_LEVEL = r"(?:中央|国家|[部省市县区州盟旗镇乡])"
_HELD = re.compile(
    rf"(?<![一-龥）]){_LEVEL}(?:[属级直]|直属)?(?:[、和及]{_LEVEL}(?:[属级直]|直属)?)*(?P<at>[、和及])(?={_LEVEL}(?:[属级直驻在]|直属))"
    rf"|各{_LEVEL}{{1,2}}[）]?(?P<each>[、和及])(?=[市县区镇乡旗]|街道)"
    r"|[省市县区州]委(?P<both>[、和])(?=[省市县区州](?:人民)?政府[一-龥]{2})"
    r"|第[一二三四五六七八九十\d]+(?P<nth>[、和])(?=第?[一二三四五六七八九十\d])"
)
_NO_AND = re.compile(
    r"(?<=呼)和(?=浩特)|和(?=平|田[地市县]|龙|谐|硕县|静县|顺县|政县|林格尔|布克)|(?<=[共太仁永])和(?=[县区市])|(?<=普)及|(?<=涉)及|(?<=以)及"
)
_STAYS = re.compile(r"(?:全面|全盘|常务|日常|党的|中心)工作$")
_WHOLLY = re.compile(r"(?:全面|全盘)工作$")
_WORK = re.compile(
    r"(?:(?<![高平同中初对何均])等)?(?:有关|相关|几个|其他|其它)?(?:(?<!地)方面)?(?:的)?(?:有关|相关|各项|具体)?工作$|"
    r"(?<![高平同中初对何均])等(?:有关|相关)?(?:领域|事项|事务|业务|任务|职责)?$|(?:等)?方面(?:的)?(?:任务|事务|事宜)?$"
)
_PHRASE = re.compile(
    r"交办|(?:其他|其它|临时性?)(?:有关|相关|各项)?(?:工作|任务|事项)|领导安排|[^的]的责任$|一岗双责"
)
_NOT_ITEM = re.compile(
    r"^(?:对|并|其|由|在|按|根据|为(?!民)|如|经(?!济|贸|信|营|费|合|开)|向(?!阳)|与|同|及时|做好|做到|完成|参与|参加|承办|履行|落实|确保|推动|协助|处理|切实|"
    r"认真|积极|努力|各位|各自|担任|任|不|负有|负总|互为|实行|请|原|现|即|包括|含|其中|属|列席|出席|代表|签发|审批|受|可以|应|须|要)"
)
_SENTENCE_WORDS = re.compile(
    r"应当|必须|不得|可以|负总责|汇报|请示|履行|统一安排|代为|自行|期间|如有|另行|由.{2,16}(?:分管|负责|联系|协管|代管|主管)"
)
_OF_OTHERS = re.compile(r"(?:所|各自)?分管|职责范围|联系点|该同志|其他领导|本人")
_UNIT = re.compile(r"(?:(?<![学本专])科|(?<![控参入持])股|(?<![教病卧])室|(?<!小)组|(?<!干)部|(?<!团)队)$")
_OF_LEVEL = re.compile(r"[省市县区州镇乡校局厅院](?!政|场|域|级|容|委)|团[省市县区州]委")
_PLACE = re.compile(
    r"(?:村|镇|乡|街道|社区|居委会|苏木|嘎查|管理区|片区|园|县|区|市|路|小区|店|部|队|台|矿|场)$"
)


def _core(text: str) -> str:
    """``text`` without brackets of either kind."""
    return re.sub(r"〔[^〕]*〕", "", without_brackets(text))


@dataclass(frozen=True, slots=True)
class Item:
    """One object and whether it is a body (or a collective of bodies) rather than a field of work."""

    span: Span
    agency: bool


def items(block: Block, start: int, end: int, gives: str) -> list[Item]:
    """The objects in ``block.norm[start:end]`` for a verb that gives ``gives``; phrases that name nothing are left out."""
    norm = block.norm
    spans: list[Span] = []
    for group in split(norm, start, end, "，；：。"):
        spans += _group(block, *_trimmed(norm, *group), gives)
    kept = [span for span in (_clean(norm, *span) for span in spans) if _names_something(norm, *span)]
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
    if not text or _NOT_ITEM.match(text) or _SENTENCE_WORDS.search(_core(text)) or _PHRASE.search(first):
        return False
    if first in vocabulary("fields") or is_agency(_core(text.split("、")[0])) or _PLACE.search(first):
        return True
    if gives in ("duty", "helps"):
        return len(first) <= 18
    return "、" in text and len(first) <= 18


def _trimmed(norm: str, start: int, end: int) -> Span:
    """Without 等方面工作, 等单位 and their like at the end of a list."""
    cut = _closing(norm, start, end)
    text = norm[start:cut]
    if _STAYS.search(text):
        return start, cut
    match = _WORK.search(text)
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
    match = _closer().search(norm, start + 2, end)
    return match.start() if match else end


@cache
def _closer() -> re.Pattern[str]:
    nouns = alternation(words("leadership", "list_closers"))
    return re.compile(
        rf"(?<![高平同中初对何均])等(?:有关|相关|各类|各|其他|其它|\d+个|[一二三四五六七八九十]+个|驻.|在.|市级|县级|区级|省级|市直|县直|区直|直属|垂直管理|垂管|中央|中省|省市?属|市属|县属|区属)*"
        rf"(?:{nouns})(?:(?:和|及|、)(?:有关|相关)?(?:{nouns}))*(?:的)?(?:有关|相关)?(?:工作|事务)?$"
    )


def _group(block: Block, start: int, end: int, gives: str) -> list[Span]:
    """The items of one list between 、; 和 and 及 part only what stands complete on both sides."""
    norm = block.norm
    held = {
        match.start(name)
        for match in _HELD.finditer(norm, start, end)
        for name in match.groupdict()
        if match[name]
    }
    found: list[Span] = []
    begin = start
    if _WHOLLY.search(norm, start, end) and not any(
        norm[slice(*part)] in vocabulary("fields") for part in split(norm, start, end, "、")
    ):
        return [(start, end)]
    cuts = [(at, at + 1) for at in outside(norm, start, end, "、") if at not in held]
    cuts = cuts or [(at, at) for at in _parted_by_space(block, start, end, gives)]
    for at, after in [*cuts, (end, end)]:
        if at > begin:
            found += _and_parts(norm, begin, at, gives, held)
        begin = after
    return found


def _parted_by_space(block: Block, start: int, end: int, gives: str) -> list[int]:
    """Where white space parts complete items, in copies that lost their 、 altogether."""
    gaps = [at for at in sorted(block.gaps) if start < at < end and "\n" not in block.gaps[at]]
    if not gaps or "、" in block.norm:
        return []
    edges = [start, *gaps, end]
    words = [block.norm[one:other] for one, other in zip(edges, edges[1:], strict=False)]
    complete = (
        _complete_field
        if gives in ("duty", "helps")
        else lambda word: is_agency(word) or _complete_field(word)
    )
    return gaps if all(complete(word) for word in words) else []


def _and_parts(norm: str, start: int, end: int, gives: str, held: set[int]) -> list[Span]:
    spots = [(at, at + 1) for at in _ands(norm, start, end) if at not in held]
    spots += [(at, at + 2) for at in outside(norm, start, end, "以") if norm.startswith("以及", at)]
    found: list[Span] = []
    begin = start
    bounds = sorted(spots)
    for number, (at, after) in enumerate(bounds):
        reach = bounds[number + 1][0] if number + 1 < len(bounds) else end
        if after - at == 2 or _both_complete(norm, (begin, at), (after, reach), (after, end), gives):
            found.append(_trimmed(norm, begin, at) if norm[begin:at].endswith("工作") else (begin, at))
            begin = after
    return [*found, (begin, end)]


def _ands(norm: str, start: int, end: int) -> list[int]:
    """The 和 and 及 in no bracket and in no name or fixed phrase."""
    fixed = [match.span() for match in _NO_AND.finditer(norm, start, end)]
    fixed += [match.span() for match in any_of("whole").finditer(norm, start, end)]
    return [
        at for at in outside(norm, start, end, "和及") if not any(one <= at < other for one, other in fixed)
    ]


def _both_complete(norm: str, left: Span, near: Span, far: Span, gives: str) -> bool:
    before, after, rest = norm[slice(*left)], norm[slice(*near)], norm[slice(*far)]
    if not before or not after:
        return True
    if _PHRASE.search(rest) or before.endswith("工作"):
        return True
    if _is_named_whole(norm, before, after):
        return False
    if gives in ("duty", "helps"):
        return _complete_field(before) and _complete_field(after)
    if is_agency(before) and (is_agency(after) or is_agency(rest)):
        return True
    if gives == "liaises" and _PLACE.search(before) and _PLACE.search(after):
        return True
    return _complete_field(before) and _complete_field(after) and not is_agency(rest)


def _is_named_whole(norm: str, before: str, after: str) -> bool:
    """Whether the document has a body of just this name: beside 教育和体育局, 教育和体育 is one field."""
    return any(f"{before}{joint}{after}{body}" in norm for joint in ("和", "") for body in ("局", "委", "厅"))


def _complete_field(text: str) -> bool:
    """Whether a field of work stands by itself: a known one, or an action with what it acts on."""
    core = _core(text)
    if core in vocabulary("fields") or core in vocabulary("whole"):
        return True
    action = any_of("actions", after="$").search(core)
    return bool(action and action.start() >= 2)


def _clean(norm: str, start: int, end: int) -> Span:
    """Without a connective left over at the front and 等 at the end."""
    match = re.compile(
        r"(?:以及|及其他|以下|下列|全部|：|[●◇◆·—]|（[一二三四五六七八九十\d]{1,2}）|\d{1,2}[.、])+"
    ).match(norm, start, end)
    if match:
        start = match.end()
    while end > start and norm[end - 1] in "。；，、：.":
        end -= 1
    return start, end


def _names_something(norm: str, start: int, end: int) -> bool:
    text = norm[start:end]
    core = _core(text)
    if len(core) < 2 or core in vocabulary("empty_objects") or len(core) > 40:
        return False
    return not (_PHRASE.search(text) or _SENTENCE_WORDS.search(core) or _OF_OTHERS.match(text))


def _told_apart(norm: str, spans: list[Span], fields: bool) -> list[Item]:
    """Bodies and fields under one verb. A word that is both (工会, 税务), or unknown, goes with the rest of its list."""
    kinds = [_kind(norm[start:end]) for start, end in spans]
    among_bodies = "agency" in kinds and not ("field" in kinds and fields)
    either = among_bodies or not (fields or {"agency", "field", "unknown"} & set(kinds))
    unknown = among_bodies and "field" not in kinds
    told = {"agency": True, "field": False, "either": either, "unknown": unknown}
    return [Item(span, told[kind]) for span, kind in zip(spans, kinds, strict=True)]


def _kind(text: str) -> str:
    core = _core(text)
    agency = is_agency(core)
    if core in vocabulary("fields"):
        return "either" if agency else "field"
    if agency or (len(core) > 2 and _UNIT.search(core)):
        return "agency"
    if any_of("actions", after="$").search(core):
        return "field"
    return "either" if _OF_LEVEL.match(core) else "unknown"
