"""One sentence that says who issued what: 甲局、乙局联合印发《…》（…号）, 甲局以…号文件公布…, 《…》由甲局印发."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.issuance import subject
from kg.mentions.lists import outside
from kg.model import Block, Mention, Span
from kg.patterns import alternation, words
from kg.segment.numbers import NUMBER
from kg.segment.titles import read_title

_ORDER = (
    r"(?:[\u4e00-\u9fff]{2,20}?令第\d{1,4}号|(?:[\u4e00-\u9fff]{2,8}(?=第))?第\d{1,4}号令"
    r"|(?:\d{4}年)?第\d{1,4}号(?:公告|通告))"
)
_KEY = rf"(?:{re.sub(r'[?]P<[a-z]+>', '?:', NUMBER.pattern)}|{_ORDER})"
_UNDER = re.compile(rf"以(?P<number>{_KEY})(?:文件|文|通知)?(?:的?形式)?[，]?$")
_NUMBERED = re.compile(
    rf"(?:（(?:文号：?)?|，?文号(?:为|是|：)|(?=[\u4e00-\u9fff]+〔))(?P<number>{_KEY})(?:、{_KEY})*(?:文件?)?）?"
)
_GOVERNED = re.compile(rf"了?(?P<number>{_KEY})(?:文件|文|通知)?，?")
_PASSIVE = re.compile(r"(?P<close>》)(?P<remark>（[^（）]*）)?(?:已|现)?由(?P<body>[^，。；《》]+)$")
_OWN = re.compile(r"(?P<close>》)(?P<remark>（[^（）]*）)?(?:文件)?(?:已|现|正式|今日)?$")
_TITLED = re.compile(
    rf"(?P<title>关于[^，。；《》]{{4,60}}?)（(?P<number>{_KEY})(?:文件?)?）(?:已|现|正式|今日)?$"
)
_NOTED = re.compile(rf"了?(?P<name>[^，。；（）《》]{{2,40}})（(?P<number>{_KEY})(?:文件?)?）")
_CLOSING = re.compile(rf"（(?P<number>{_KEY})(?:文件?)?）$")
_BY_NUMBER = re.compile(rf"以(?P<number>{_KEY})(?:文件|文|通知)?(?!精神|要求|规定|为|的)")
_EACH = re.compile(_KEY)
_SHARED = re.compile(rf"（{_KEY}(?:[、，；和]{_KEY})+）")
_NEXT = re.compile(r"》(?:（[^（）]*）)?[、和及]?《")
_THEN = re.compile(r"》?(?:（[^（）]*）)?[，]?(?:并|现)?(?:正式|联合|及时)?(?:印发|下发|公布|发布|颁布)")
_PLAIN = re.compile(
    r"了?(?P<name>关于(?:[^，。；《》]|《[^《》]{2,40}》){2,60}(?:通知|意见|决定|通告|公告|通报|批复|办法|方案|规定))"
)
_MADE_BY = re.compile(r"了?(?:由[^，。；《》]{2,24}的|(?:重?新)?修[订改](?:后|完善)?的|新的)(?=《)")
_DRAFT = re.compile(r"(?:征求意见稿|讨论稿|送审稿|草案|草稿|初稿)）?$")
_SHORTEST = 5

_Document = tuple[Mention, str | None]
Issue = tuple[Mention, Mention, str | None]
"""Issuer, number or title, and title."""


def may_state(norm: str, start: int, end: int) -> bool:
    """Whether there is a verb of issuing at all, and a number or a title."""
    if (
        norm.find("》", start, end) < 0
        and norm.find("号", start, end) < 0
        and norm.find("关于", start, end) < 0
    ):
        return False
    return _verb().search(norm, start, end) is not None


def issued(block: Block, start: int, end: int) -> Iterator[Issue]:
    """What the sentence says was issued, verb by verb; a verb within a title is none."""
    at, told, last = start, set[str](), list[Mention]()
    while verb := _verb().search(block.norm, at, end):
        at = verb.end()
        if block.norm.count("《", start, at) > block.norm.count("》", start, at):
            continue
        named, at = _read(block, start, verb, end, last)
        # 颁发第2号令，公布《…》: the second is what the first was not called yet.
        last = [issue[0] for issue in named if issue[2]] if named else last
        told |= {issue[1].text for issue in named}
        yield from named
    by_number = _BY_NUMBER.search(block.norm, start, end) if "号" in block.norm[start:end] else None
    if by_number and block.text[slice(*by_number.span("number"))] not in told:
        number = block.mention(*by_number.span("number"))
        begin = subject.clause(block.norm, start, by_number.start())
        yield from ((body, number, None) for body in subject.issuers(block, begin, by_number.start()))


@cache
def _verb() -> re.Pattern[str]:
    strong, weak, acts = (alternation(words("issuance", name)) for name in ("verbs", "weak", "acts"))
    return re.compile(
        rf"(?:(?P<weak>{weak})|{strong}|(?P<act>{acts}))(?:实施|施行|执行)?(?!的|机关|单位|仪式|会)"
    )


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words('issuance', 'nouns'))})(?:（[^（）]*）)*$")


def _read(
    block: Block, start: int, verb: re.Match[str], end: int, last: list[Mention]
) -> tuple[list[Issue], int]:
    """What one verb states, and where what it governs ends; ``last`` are the bodies that issued something before."""
    begin = subject.clause(block.norm, start, verb.start())
    under = _UNDER.search(block.norm, begin, verb.start())
    stop = under.start() if under else verb.start()
    number = block.mention(*under.span("number")) if under else None
    named = "》" in block.norm[begin:stop]
    passive = _PASSIVE.search(block.norm, begin, stop) if named else None
    own = _OWN.search(block.norm, begin, stop) if named and passive is None else None
    titled = None if named or number else _TITLED.search(block.norm, begin, stop)
    if verb["act"]:
        documents, at = _acted(block, verb, end), verb.end()
    elif titled:
        documents = [(block.mention(*titled.span("number")), titled["title"])]
        at, stop = verb.end(), titled.start()
    elif passive:
        documents, at = (
            _before(block, begin, passive, number or _number_at(block, verb.end(), end)),
            verb.end(),
        )
        begin = passive.start("body")
    elif own and (opening := block.norm.find("《", begin, stop)) >= begin:
        documents = _before(block, begin, own, number or _number_at(block, verb.end(), end))
        at, stop = verb.end(), opening
    else:
        documents, at = _behind(block, verb, end, number)
    if not documents:
        return [], at
    if own and stop == begin:
        bodies = _named_in(block, stop + 1, own.start("close"))
    else:
        bodies = subject.issuers(block, begin, stop) or subject.carried_over(block, start, begin, stop, last)
    return [(body, name, title) for name, title in documents for body in bodies], at


def _named_in(block: Block, start: int, end: int) -> Sequence[Mention]:
    """The bodies that a title names itself: 《甲县人民政府关于…的决定》（…号）印发."""
    titled = read_title(block, start, end)
    return titled[1] if titled else ()


def _acted(block: Block, verb: re.Match[str], end: int) -> list[_Document]:
    """The number in brackets that closes the clause in which bodies approve, name or set up something."""
    stop = next(outside(block.norm, verb.end(), end, "，；。"), end)
    closing = _CLOSING.search(block.norm, verb.end(), stop)
    if closing is None or block.norm[closing.start() - 3 : closing.start()] in ("请示》", "报告》"):
        return []
    return [(block.mention(*closing.span("number")), None)]


def _before(block: Block, begin: int, passive: re.Match[str], number: Mention | None) -> list[_Document]:
    """The document that stands before 由甲局印发."""
    opening = block.norm.find("《", begin, passive.start())
    own = _NUMBERED.fullmatch(passive["remark"] or "")
    if own:
        base = passive.start("remark")
        number = block.mention(base + own.start("number"), base + own.end("number"))
    found = _document(block, (opening + 1, passive.start("close")), number) if opening >= 0 else None
    return [found] if found else []


def _number_at(block: Block, at: int, end: int) -> Mention | None:
    """The number, mostly in brackets, that stands at ``at``."""
    found = _NUMBERED.match(block.norm, at, end)
    return block.mention(*found.span("number")) if found else None


def _numbers_at(block: Block, at: int, end: int) -> list[Mention]:
    """The numbers of several documents, in one pair of brackets behind the last of them."""
    found = _SHARED.match(block.norm, at, end)
    return (
        [block.mention(*match.span()) for match in _EACH.finditer(block.norm, *found.span())] if found else []
    )


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
    names = list(_names(block.norm, at, end, forwarded))
    shared = _numbers_at(block, names[-1][1] + 1, end) if len(names) > 1 else []
    for index, name in enumerate(names):
        at = name[1] + 1
        key = shared[index] if len(shared) == len(names) else _number_at(block, at, end) or number
        if (key is None and forwarded) or (verb["weak"] and not key and not _THEN.match(block.norm, at, end)):
            continue
        document = _document(block, name, key)
        if document:
            found.append((document[0], None if forwarded else document[1]))
    number = (_number_at(block, at, end) if not found and verb["weak"] else None) or number
    noted = _NOTED.match(block.norm, at, end) if not found and number is None else None
    if noted:
        whole = len(noted["name"]) >= _SHORTEST and _noun().search(noted["name"])
        return [(block.mention(*noted.span("number")), noted["name"] if whole else None)], noted.end()
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
