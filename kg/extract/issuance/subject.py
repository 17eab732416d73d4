"""Who issues, in a sentence that says a document was issued: the bodies before the verb, and nothing else there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.agencies import is_agency, is_collective
from kg.mentions.lists import split
from kg.model import Block, Mention, Span
from kg.segment.titles import glued

_DAY = r"(?:\d{1,2}月)?\d{1,2}日"
_OPENING = re.compile(rf"(?:{_DAY}|同日|当日|是日|当天|日前|近日|本月|上午|下午|，)*")
_ADVERB = re.compile(
    rf"(?:{_DAY}|同日|当日|日前|近日|了|正式|联合|共同|首次|相继|分别|先后|研究|专门|及时|统一|公开"
    r"|(?:修订|制定|编制|审议|通过|起草|批准|审定)(?:并|后)?|重新|对外|(?:面?向|在)[^，。；、]{1,12})+$"
)
_AND_MORE = re.compile(
    r"等(?:\d+|[一二三四五六七八九十]+)?[个家]?(?:部门|单位|部委|厅局|局|委)?$|(?<=.[局委办厅会])(?:\d+|[二两三四五六七八九十]+)[个家]?(?:部门|单位|厅局|局|委)$"
)
_REFERRED = re.compile(
    r"根据|按照?|依据|贯彻|落实|学习|传达|对|经|与|向|在|为|就|以|自|从|原|拟|其|各|宣传|执行|参加|收到"
)
_GROUND = re.compile(r"根据|按照|依据|贯彻|落实|为|针对|围绕|结合|经|就|对")
_AGAIN = re.compile(r"(?:同时|并|还|又|随后|另|再)*$")
_WITH = re.compile(r"会同|联合(?=[省市县区州])|[和与及]")
_LONGEST = 30


def clause(norm: str, start: int, end: int) -> int:
    """Where the clause before the verb begins: after the last comma that is not within brackets."""
    begin = start
    for index in range(start, end):
        if norm[index] in "，；：。" and norm.count("（", start, index) == norm.count("）", start, index):
            begin = index + 1
    opening = _OPENING.match(norm, begin, end)
    return opening.end() if opening else begin


def issuers(block: Block, start: int, end: int) -> list[Mention]:
    """The bodies of ``block.norm[start:end]`` if it names nothing else."""
    for tail in (_ADVERB, _AND_MORE):
        found = tail.search(block.norm, start, end)
        end = found.start() if found else end
    bodies: list[Mention] = []
    for first, last in split(block.norm, start, end, "、"):
        for left, right in _apart(block.norm, first, last):
            if not _is_body(block.norm[left:right]):
                return []
            bodies.append(block.mention(left, right))
    return bodies


def _apart(norm: str, first: int, last: int) -> Iterator[Span]:
    """市委市政府, 甲局会同乙局 and 甲局和乙局 are two, 人力资源和社会保障局 is one."""
    for seam in glued(norm, first, last):
        if _is_body(norm[first:seam]) and _is_body(norm[seam:last]):
            yield first, seam
            first = seam
    for word in _WITH.finditer(norm, first + 1, last):
        left, right = norm[first : word.start()], norm[word.end() : last]
        if right and (len(word.group()) > 1 or (_is_body(left) and is_agency(right))):
            yield first, word.start()
            first = word.end()
    yield first, last


def _is_body(name: str) -> bool:
    return not (_REFERRED.match(name) or not is_agency(name) or is_collective(name) or len(name) > _LONGEST)


def carried_over(block: Block, start: int, begin: int, stop: int, last: list[Mention]) -> list[Mention]:
    """The bodies of the clause before, where the verb's own names none.

    They issued something there (甲局出台《…》，印发《…》), or it tells the ground: 甲局为加强管理，印发《…》.
    """
    if not _AGAIN.fullmatch(block.norm, begin, stop):
        return []
    if last or begin <= start:
        return last
    before = clause(block.norm, start, begin - 1)
    ground = _GROUND.search(block.norm, before + 1, begin - 1)
    return issuers(block, before, ground.start()) if ground else []
