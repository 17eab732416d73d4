"""Where a list parts: at 、, and at 和, 及 and 以及 where both sides stand complete."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.leadership.rules import any_of, vocabulary
from kg.mentions.agencies import is_agency, is_collective
from kg.mentions.lists import outside, split, without_brackets
from kg.model import Block, Span

_QUOTES = re.compile(r"[“”‘’]")
_SQUARE = re.compile(r"〔[^〕]*〕")
_LEVEL = r"(?:中央|国家|[部省市县区州盟旗镇乡])"
_HELD = re.compile(
    rf"{_LEVEL}(?:[属级直]|直属)?(?:[、和及]{_LEVEL}(?:[属级直]|直属)?)*(?P<at>[、和及])"
    rf"(?=外?{_LEVEL}(?:[属级直驻在]|直属))"
    rf"|各{_LEVEL}{{1,2}}[）]?(?P<each>[、和及])(?=[市县区镇乡旗]|街道)"
    r"|[省市县区州]委(?P<both>[、和])(?=[省市县区州](?:人民)?政府[一-龥]{2})"
    r"|第[一二三四五六七八九十\d]+(?P<nth>[、和])(?=第?[一二三四五六七八九十\d])"
)
"""Separators inside one name: 中央、省属驻云单位, 各市、县政府, 市委、市政府督查室, 第一、第二中学."""
_NO_AND = re.compile(
    r"(?<=呼)和(?=浩特)|和(?=平(?!安|台|原|衡|等)|田[地市县]|龙|谐|硕县|静县|顺县|政县|林格尔|布克)|(?<=[共太仁永])和(?=[县区市])|(?<=普)及|(?<=涉)及|(?<=以)及"
)
NO_FIELD = re.compile(
    r"交办|(?:其他|其它|临时性?)(?:有关|相关|各项)?(?:工作|任务|事项)|领导安排|[^的]的责任$|一岗双责"
)
"""Phrases of duty that name no field."""
_WHOLLY = ("全面工作", "全盘工作")
_JOINED_NAME = re.compile(r"(?P<before>[一-龥]{2,14})和(?P<after>[一-龥]{2,10}?)(?=局|委|厅)")
_BUILT = re.compile(r"(?:建设|管理|发展|开发|规划|运营|改造)$")
PLACE = re.compile(
    r"(?:村|镇|乡|段|厂|库|馆|街道|社区|居委会|苏木|嘎查|管理区|片区|园|县|区|市|路|小区|店|部|队|台|矿|场)$"
)


def bare(text: str) -> str:
    """``text`` without brackets of either kind."""
    return without_brackets(_SQUARE.sub("", text) if "〔" in text else text)


def joined_names(norms: Iterable[str]) -> frozenset[str]:
    """What a document's bodies have round a 和: with 县教育和体育局 in it, 教育和体育 is one field."""
    found: set[str] = set()
    for norm in norms:
        for match in _JOINED_NAME.finditer(norm) if "和" in norm else ():
            before, after = match["before"], match["after"]
            found |= {f"{before[at:]}和{after}" for at in range(len(before) - 1)}
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Joints:
    """Parts the lists of one verb (``gives`` says of what); ``whole`` are the document's ``joined_names``."""

    block: Block
    gives: str
    whole: frozenset[str]

    def parts(self, start: int, end: int) -> list[Span]:
        """The items of a list in which no comma stands."""
        norm = self.block.norm
        if norm.endswith(_WHOLLY, start, end) and not self._has_field(start, end):
            return [(start, end)]
        listed = norm.find("、", start, end) >= 0
        joined = norm.find("和", start, end) >= 0 or norm.find("及", start, end) >= 0
        held = frozenset(self._held(start, end) if listed or joined else ())
        cuts = [(at, at + 1) for at in outside(norm, start, end, "、") if at not in held] if listed else []
        cuts = cuts or [(at, at) for at in self._spaces(start, end)]
        found: list[Span] = []
        begin = start
        for at, after in [*cuts, (end, end)]:
            if at > begin:
                found += self._and_parts(begin, at, held) if joined else [(begin, at)]
            begin = after
        return found

    def _held(self, start: int, end: int) -> Iterator[int]:
        """Separators that belong to a name. 中央、 and 省、 open a collective only where an item begins."""
        norm = self.block.norm
        for match in _HELD.finditer(norm, start, end):
            anew = match.start() == start or norm[match.start() - 1] in "、，和及"
            yield from (
                match.start(name) for name in match.groupdict() if match[name] and (anew or name != "at")
            )

    def _has_field(self, start: int, end: int) -> bool:
        """A field beside 全面工作 is an item of its own; bodies share it: 党委、董事会全面工作."""
        norm = self.block.norm
        return any(norm[slice(*part)] in vocabulary("fields") for part in split(norm, start, end, "、"))

    def _spaces(self, start: int, end: int) -> list[int]:
        """Where white space parts complete items, in copies that lost their 、 altogether."""
        block = self.block
        if not block.gaps or "、" in block.norm:
            return []
        gaps = [at for at in sorted(block.gaps) if start < at < end and "\n" not in block.gaps[at]]
        if not gaps:
            return []
        edges = [start, *gaps, end]
        words = [block.norm[one:other] for one, other in zip(edges, edges[1:], strict=False)]
        return gaps if all(self._complete(word) for word in words) else []

    def _complete(self, text: str) -> bool:
        return complete_field(text) or (self.gives not in ("duty", "helps") and is_agency(text))

    def _and_parts(self, start: int, end: int, held: frozenset[int]) -> list[Span]:
        norm = self.block.norm
        spots = [(at, at + 1) for at in _ands(norm, start, end) if at not in held]
        spots += [(at, at + 2) for at in outside(norm, start, end, "以") if norm.startswith("以及", at)]
        bounds = sorted(spots)
        found: list[Span] = []
        begin = start
        for number, (at, after) in enumerate(bounds):
            near = bounds[number + 1][0] if number + 1 < len(bounds) else end
            if after - at == 2 or self._both_complete(norm[begin:at], norm[after:near], norm[after:end]):
                found.append((begin, at))
                begin = after
        return [*found, (begin, end)]

    def _both_complete(self, before: str, after: str, rest: str) -> bool:
        """Whether what stands before, and what stands after up to the next 和 or to the end, are items."""
        if not before or not after or before.endswith("工作") or NO_FIELD.search(rest):
            return True
        if f"{before}和{after}" in self.whole:
            return False
        if self.gives in ("duty", "helps"):
            return _two_fields(before, after)
        if is_named_agency(before) and (is_named_agency(after) or is_named_agency(rest)):
            return True
        if self.gives == "liaises" and _is_body(before) and _is_body(after):
            return True
        return (rest in vocabulary("fields") or not is_named_agency(rest)) and _two_fields(before, after)


def is_named_agency(text: str) -> bool:
    """Whether it is a body and not, as 国有企业改革, what is done to a collective of them."""
    if not is_agency(text):
        return False
    return not (is_collective(text) and any_of("actions", after="$").search(bare(text)))


def _is_body(text: str) -> bool:
    return is_agency(text) or bool(PLACE.search(text))


def _ands(norm: str, start: int, end: int) -> list[int]:
    """The 和 and 及 in no bracket and in no name or fixed phrase."""
    fixed = [match.span() for match in _NO_AND.finditer(norm, start, end)]
    fixed += [
        match.span()
        for match in any_of("whole").finditer(norm, start, end)
        if not _begins_in_word(norm, start, *match.span())
    ]
    return [
        at for at in outside(norm, start, end, "和及") if not any(one <= at < other for one, other in fixed)
    ]


def _begins_in_word(norm: str, start: int, first: int, last: int) -> bool:
    """Whether a fixed phrase begins in the midst of a field: 经济和信息化 in 数字经济和信息化."""
    begin = max([start, *(norm.rfind(joint, start, first) + 1 for joint in "、和及")])
    return begin < first and norm[begin : norm.find("和", first, last)] in vocabulary("fields")


def _two_fields(before: str, after: str) -> bool:
    """Whether 和 joins two fields rather than two modifiers of one head (新城及空港片区建设) or two heads (建设和管理).

    A head that both could share ends in an action; then what stands before must be complete without it.
    """
    first, second = complete_field(before), complete_field(after)
    if after in vocabulary("actions"):
        return first and after in vocabulary("topics")
    if any_of("actions", after="$").search(bare(after)):
        shared = before in vocabulary("works") and _BUILT.search(after)
        return (first and not shared) or (after in vocabulary("whole") and len(before) > 2)
    return (first or second) and (first or len(before) > 2) and (second or len(after) > 2)


def complete_field(text: str) -> bool:
    """Whether a field of work stands by itself: a known one, or an action with what it acts on."""
    core = _QUOTES.sub("", bare(text))
    if core in vocabulary("fields") or core in vocabulary("whole"):
        return True
    action = any_of("actions", after="$").search(core)
    return bool(action and action.start() >= 2)
