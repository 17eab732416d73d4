"""Log lines that say a document was issued: 县政府印发《…》（枫政发〔2019〕2号）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from kg.extract.base import Writer
from kg.mentions.agencies import is_agency, is_collective
from kg.mentions.calendar import Calendar
from kg.mentions.dates import days_at
from kg.mentions.lists import sentences, split
from kg.model import Block, Mention, Section, Span
from kg.patterns import alternation, words
from kg.segment.heads import NUMBER, year_and_month
from kg.segment.titles import read_title

_MARK = re.compile(r"[△▲●◆◎○■□★◇▪※·]+")
_CHAPTER = re.compile(
    r"(?:(?:\d{4}|[○零一二三四五六七八九]{4})年)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?)?"
)
_SAME_DAY = re.compile(r"(?:同日|当日|是日|当天|日前|近日|本月|上午|下午|，)*")
_ADVERB = re.compile(r"(?:了|正式|联合|共同|首次|相继|分别|研究|专门|及时|修订|重新)+$")
_UNDER = re.compile(rf"以(?P<number>{NUMBER.pattern})(?:文件|文|通知)?(?:的?形式)?[，]?")
_NUMBERED = re.compile(rf"（(?P<number>{NUMBER.pattern})）")
_PLAIN = re.compile(
    r"了?(?P<name>关于[^，。；《》]{2,60}(?:通知|意见|决定|通告|公告|通报|批复|办法|方案|规定))"
)
_REFERRED = (
    "根据",
    "按照",
    "依据",
    "贯彻",
    "落实",
    "学习",
    "传达",
    "对",
    "经",
    "与",
    "向",
    "在",
    "为",
    "就",
    "以",
    "自",
    "从",
    "原",
    "拟",
    "其",
)
_FORWARD = ("转发", "批转")


def read(section: Section, writer: Writer) -> None:
    """Every sentence of the log in which a body issues a document, dated by its line."""
    for block, start, end, day in _dated(section):
        if _verbs().search(block.norm, start, end):
            _sentence(block, start, end, day, writer)


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words('issuance', 'verbs'))})(?!的|机关|单位|仪式)")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words('issuance', 'nouns'))})(?:（[^（）]*）)*$")


def _dated(section: Section) -> Iterator[tuple[Block, int, int, str | None]]:
    """The sentences of the log's blocks, each with the day that holds, which its own opening may change."""
    published = date.fromisoformat(section.document.published) if section.document.published else None
    calendar = Calendar(section.year, section.month, published)
    for block in section.blocks:
        if _CHAPTER.fullmatch(block.norm) and block.norm:
            calendar.chapter(*year_and_month(block.norm))
            continue
        for first, last in sentences(block.norm, stops="。！？；△"):
            mark = _MARK.match(block.norm, first, last)
            start = mark.end() if mark else first
            days = days_at(block.norm, start)
            if days is not None and days.end <= last:
                calendar.turn_to(days)
                start = days.end
            yield block, start, last, calendar.day


def _sentence(block: Block, start: int, end: int, day: str | None, writer: Writer) -> None:
    for verb in _verbs().finditer(block.norm, start, end):
        begin = _clause(block.norm, start, verb.start())
        under = _UNDER.search(block.norm, begin, verb.start())
        stop = under.start() if under else verb.start()
        issuers = _issuers(block, begin, stop)
        if not issuers:
            continue
        number = block.mention(*under.span("number")) if under else None
        for name, title in _documents(block, verb, end, number):
            for issuer in issuers:
                writer.fact("ISSUED", issuer, name, (block, start, end), "log", {"date": day, "title": title})
        return


def _clause(norm: str, start: int, end: int) -> int:
    """Where the clause before the verb begins: after the last comma that is not within brackets."""
    begin = start
    for index in range(start, end):
        if norm[index] in "，；：。" and norm.count("（", start, index) == norm.count("）", start, index):
            begin = index + 1
    opening = _SAME_DAY.match(norm, begin, end)
    return opening.end() if opening else begin


def _issuers(block: Block, start: int, end: int) -> list[Mention]:
    """The bodies of a clause that names nothing else, before its verb."""
    adverb = _ADVERB.search(block.norm, start, end)
    if adverb:
        end = adverb.start()
    found: list[Mention] = []
    for first, last in split(block.norm, start, end, "、和与及"):
        name = block.norm[first:last]
        if name.startswith(_REFERRED) or not is_agency(name) or is_collective(name) or len(name) > 30:
            return []
        found.append(block.mention(first, last))
    return found


def _documents(
    block: Block, verb: re.Match[str], end: int, number: Mention | None
) -> Iterator[tuple[Mention, str | None]]:
    """What the verb governs: number or, lacking one, name of each document, with its official title if stated."""
    forwarded = verb.group().startswith(_FORWARD)
    at = verb.end()
    position = at
    any_named = False
    for name in _names(block.norm, at, end, forwarded):
        position = name[1]
        own = _NUMBERED.match(block.norm, position + 1, end)
        titled = read_title(block, *name)
        key = block.mention(*own.span("number")) if own else number
        title = titled[0].text if titled else block.text[slice(*name)] if key else None
        title = None if forwarded else title
        if key is None and not forwarded and (title or _named().search(block.norm[name[0] : name[1]])):
            key = titled[0] if titled else block.mention(*name)
            title = key.text
        if key is not None:
            any_named = True
            yield key, title
    if not any_named and number is not None:
        yield number, None


def _names(norm: str, at: int, end: int, forwarded: bool) -> Iterator[Span]:
    """The names in 《》 right behind the verb, or a title without them; a forwarded one may name its body first."""
    reach = 24 if forwarded else 2
    opening = norm.find("《", at, min(end, at + reach))
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
        rest = re.compile(r"》(?:（[^（）]*）)?[、和及]《").match(norm, close, end)
        opening = rest.end() - 1 if rest else -1


def _closing(norm: str, opening: int, end: int) -> int:
    depth = 0
    for index in range(opening, end):
        depth += (norm[index] == "《") - (norm[index] == "》")
        if depth == 0:
            return index
    return -1
