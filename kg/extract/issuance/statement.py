"""One sentence that says who issued what: 甲局、乙局联合印发《…》（…号）, 甲局以…号文件公布…, 《…》由甲局印发."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.mentions.agencies import is_agency, is_collective
from kg.mentions.lists import split
from kg.model import Block, Mention, Span
from kg.patterns import alternation, words
from kg.segment.heads import NUMBER
from kg.segment.titles import read_title

_ORDER = r"(?:[\u4e00-\u9fff]{2,20}?令第\d{1,4}号|(?:[\u4e00-\u9fff]{2,8}(?=第))?第\d{1,4}号令)"
_KEY = rf"(?:{re.sub(r'[?]P<[a-z]+>', '?:', NUMBER.pattern)}|{_ORDER})"
_DAY = r"(?:\d{1,2}月)?\d{1,2}日"
_OPENING = re.compile(rf"(?:{_DAY}|同日|当日|是日|当天|日前|近日|本月|上午|下午|，)*")
_ADVERB = re.compile(
    rf"(?:{_DAY}|同日|当日|日前|近日|了|正式|联合|共同|首次|相继|分别|先后|研究|专门|及时|统一|公开"
    r"|(?:修订|制定|编制|审议|通过|起草|批准|审定)(?:并|后)?|重新|对外|(?:面?向|在)[^，。；、]{1,12})+$"
)
_AND_MORE = re.compile(r"等(?:\d+|[一二三四五六七八九十]+)?[个家]?(?:部门|单位|部委|厅局|局|委)?$")
_UNDER = re.compile(rf"以(?P<number>{_KEY})(?:文件|文|通知)?(?:的?形式)?[，]?$")
_NUMBERED = re.compile(rf"(?:（|(?=[\u4e00-\u9fff]+〔))(?P<number>{_KEY})(?:、{_KEY})*(?:文件?)?）?")
_GOVERNED = re.compile(rf"了?(?P<number>{_KEY})(?:文件|文|通知)?，?")
_PASSIVE = re.compile(r"(?P<close>》)(?P<remark>（[^（）]*）)?(?:已|现)?由(?P<body>[^，。；《》]+)$")
_OWN = re.compile(r"(?P<close>》)(?P<remark>（[^（）]*）)?(?:文件)?(?:已|现|正式|今日)?$")
_NOTED = re.compile(rf"了?(?:紧急)?(?:通知|通告|公告|决定|意见|通报|文件)（(?P<number>{_KEY})(?:文件?)?）")
_NEXT = re.compile(r"》(?:（[^（）]*）)?[、和及]?《")
_THEN = re.compile(r"》?(?:（[^（）]*）)?[，]?(?:并|现)?(?:正式|联合|及时)?(?:印发|下发|公布|发布|颁布)")
_PLAIN = re.compile(
    r"了?(?P<name>关于(?:[^，。；《》]|《[^《》]{2,40}》){2,60}(?:通知|意见|决定|通告|公告|通报|批复|办法|方案|规定))"
)
_MADE_BY = re.compile(r"了?(?:由[^，。；《》]{2,24}的|(?:重?新)?修[订改](?:后|完善)?的|新的)(?=《)")
_REFERRED = re.compile(
    r"根据|按照?|依据|贯彻|落实|学习|传达|对|经|与|向|在|为|就|以|自|从|原|拟|其|各|宣传|执行|参加|收到"
)
_DRAFT = re.compile(r"(?:征求意见稿|讨论稿|送审稿|草案|草稿|初稿)）?$")
_LONGEST = 30
_SHORTEST = 5

Issue = tuple[Mention, Mention, str | None]
"""Issuer, number or title, and title."""


def may_state(norm: str, start: int, end: int) -> bool:
    """Whether there is a verb of issuing at all."""
    return _verb().search(norm, start, end) is not None


def issued(block: Block, start: int, end: int) -> Iterator[Issue]:
    """What the sentence says was issued, verb by verb; a verb within a title is none."""
    at = start
    while verb := _verb().search(block.norm, at, end):
        at = verb.end()
        if block.norm.count("《", start, at) > block.norm.count("》", start, at):
            continue
        begin = _clause(block.norm, start, verb.start())
        named, at = _read(block, begin, verb, end)
        yield from named


@cache
def _verb() -> re.Pattern[str]:
    strong, weak = (alternation(words("issuance", name)) for name in ("verbs", "weak"))
    return re.compile(rf"(?:(?P<weak>{weak})|{strong})(?:实施|施行|执行)?(?!的|机关|单位|仪式|会)")


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words('issuance', 'nouns'))})(?:（[^（）]*）)*$")


def _read(block: Block, begin: int, verb: re.Match[str], end: int) -> tuple[list[Issue], int]:
    """What one verb states, and where what it governs ends."""
    under = _UNDER.search(block.norm, begin, verb.start())
    stop = under.start() if under else verb.start()
    number = block.mention(*under.span("number")) if under else None
    passive = _PASSIVE.search(block.norm, begin, stop) if "》" in block.norm[begin:stop] else None
    own = _OWN.search(block.norm, begin, stop) if passive is None and "》" in block.norm[begin:stop] else None
    if passive:
        documents, at = _before(block, begin, passive, number), verb.end()
        begin = passive.start("body")
    elif own and (opening := block.norm.find("《", begin, stop)) > begin:
        documents, at, stop = _before(block, begin, own, number), verb.end(), opening
    else:
        documents, at = _behind(block, verb, end, number)
    issuers = _issuers(block, begin, stop) if documents else []
    return [(issuer, name, title) for name, title in documents for issuer in issuers], at


def _clause(norm: str, start: int, end: int) -> int:
    """Where the clause before the verb begins: after the last comma that is not within brackets."""
    begin = start
    for index in range(start, end):
        if norm[index] in "，；：。" and norm.count("（", start, index) == norm.count("）", start, index):
            begin = index + 1
    opening = _OPENING.match(norm, begin, end)
    return opening.end() if opening else begin


def _issuers(block: Block, start: int, end: int) -> list[Mention]:
    """The bodies of a clause that names nothing else, before its verb."""
    for tail in (_ADVERB, _AND_MORE):
        found = tail.search(block.norm, start, end)
        end = found.start() if found else end
    bodies: list[Mention] = []
    for first, last in split(block.norm, start, end, "、和与及"):
        name = block.norm[first:last]
        if _REFERRED.match(name) or not is_agency(name) or is_collective(name) or len(name) > _LONGEST:
            return []
        bodies.append(block.mention(first, last))
    return bodies


_Document = tuple[Mention, str | None]


def _before(block: Block, begin: int, passive: re.Match[str], number: Mention | None) -> list[_Document]:
    """The document that stands before 由甲局印发."""
    opening = block.norm.find("《", begin, passive.start())
    own = _NUMBERED.fullmatch(passive["remark"] or "")
    if own:
        base = passive.start("remark")
        number = block.mention(base + own.start("number"), base + own.end("number"))
    found = _document(block, (opening + 1, passive.start("close")), number) if opening >= 0 else None
    return [found] if found else []


def _behind(
    block: Block, verb: re.Match[str], end: int, number: Mention | None
) -> tuple[list[_Document], int]:
    """What the verb governs: number or, lacking one, name of each document, with its official title if stated."""
    forwarded = verb.group().endswith(words("issuance", "forwarding"))
    at = verb.end()
    governed = _GOVERNED.match(block.norm, at, end)
    if governed:
        number, at = block.mention(*governed.span("number")), governed.end()
    found: list[_Document] = []
    for name in _names(block.norm, at, end, forwarded):
        at = name[1] + 1
        own = _NUMBERED.match(block.norm, at, end)
        key = block.mention(*own.span("number")) if own else number
        if (key is None and forwarded) or (verb["weak"] and not key and not _THEN.match(block.norm, at, end)):
            continue
        document = _document(block, name, key)
        if document:
            found.append((document[0], None if forwarded else document[1]))
    listed = _NUMBERED.match(block.norm, at, end) if not found and verb["weak"] else None
    listed = listed or (_NOTED.match(block.norm, at, end) if not found else None)
    number = block.mention(*listed.span("number")) if listed else number
    return (found or [(number, None)] if number else found), at


def _document(block: Block, name: Span, number: Mention | None) -> _Document | None:
    """Number or title, and title; None of what is no official document's name and has no number."""
    titled = read_title(block, *name)
    title = titled[0] if titled else block.mention(*name)
    if number is not None:
        return number, title.text
    text = block.norm[slice(*name)]
    if len(text) < _SHORTEST or _DRAFT.search(text) or not (titled or _noun().search(text)):
        return None
    return title, title.text


def _names(norm: str, at: int, end: int, forwarded: bool) -> Iterator[Span]:
    """The names in 《》 right behind the verb, or a title without them; a forwarded one may name its body first."""
    made = _MADE_BY.match(norm, at, end)
    at = made.end() if made else at
    opening = norm.find("《", at, min(end, at + (24 if forwarded else 2)))
    if opening < 0:
        plain = _PLAIN.match(norm, at, end)
        if plain:
            yield plain.span("name")
        return
    while 0 <= opening < end:
        close = _closing(norm, opening, end)
        if close < 0:
            return
        yield opening + 1, close
        rest = _NEXT.match(norm, close, end)
        opening = rest.end() - 1 if rest else -1


def _closing(norm: str, opening: int, end: int) -> int:
    depth = 0
    for index in range(opening, end):
        depth += (norm[index] == "《") - (norm[index] == "》")
        if depth == 0:
            return index
    return -1
