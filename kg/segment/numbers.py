"""Numbers of documents: a sign with year and serial, a decree with its body, a registration."""

from __future__ import annotations

import re

from kg.model import Block, Mention, Span
from kg.segment.runs import parting
from kg.segment.titles import issuers_in

_YEAR = r"(?:\d{4}|[5-9]\d|[○零一二三四五六七八九]{4})"
NUMBER = re.compile(
    rf"(?P<sign>[\u4e00-\u9fff]{{1,14}}?(?:（[\u4e00-\u9fff]{{1,2}}）)?)[〔（【]\s*(?P<year>{_YEAR})年?[〕）】]字?(?:第)?(?P<serial>\d{{1,5}}(?:—\d+)?)号"
)
YEAR_FIRST = re.compile(rf"[〔（【]{_YEAR}年?[〕）】][\u4e00-\u9fff]{{1,12}}?(?:第)?\d{{1,5}}号")
"""An old number that begins with its year: （87）云政字第31号."""
_CORE = re.compile(rf"[〔（【]{_YEAR}年?[〕）】]字?第?\d{{1,5}}(?:—\d+)?号")
_SIGN_AFTER = re.compile(
    r".*(?:通知|意见|决定|通告|公告|通报|批复|办法|规定|方案|规划|计划|要点|以|据|和|及|与)"
)
_DECREE_AFTER = re.compile(rf"{_SIGN_AFTER.pattern}|.*日")
SERIAL = re.compile(r"(?:\d{4}年)?第(?:\d{1,4}|[一二三四五六七八九十百零○]{1,5})号")
_DECREE = re.compile(rf"(?P<noun>令|公告|通告)(?:（{SERIAL.pattern}）|{SERIAL.pattern})")
_SERIAL_ALONE = re.compile(rf"（?(?P<number>(?:公告|通告|令)?{SERIAL.pattern})）?")
REGISTRATION = re.compile(r"[A-Z]{2,8}\d{0,4}(?:—|-)\d{4}(?:—|-)\d{3,6}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONGEST_SIGN, _LONGEST_BODY = 14, 24
_REST, _MOST_BEFORE_BREAK = 2, 6


def find_number(block: Block, start: int = 0, end: int | None = None) -> Span | None:
    """The first document number in ``block.norm[start:end]``: its sign begins after white space, a mark or a title's noun."""
    end = len(block.norm) if end is None else end
    match = _CORE.search(block.norm, start, end)
    if match is None:
        return _find_decree(block, start, end)
    begin = _name_before(block, start, match.start(), _LONGEST_SIGN, _SIGN_AFTER, least=1)
    if match.start() - begin <= _REST and "\n" in block.gaps.get(begin, ""):
        begin = _before_break(block, start, begin)
    return (begin, match.end()) if begin < match.start() else None


def _before_break(block: Block, start: int, at: int) -> int:
    """Where a sign begins that a line's end cuts in two, so that its rest would be short for one: 岚政 / 发〔2011〕17号.

    White space, a mark or a title's noun sets it off in its line; ``at`` if nothing does.
    """
    begin = _name_before(block, start, at, _LONGEST_SIGN, _SIGN_AFTER)
    return begin if start < begin and at - begin <= _MOST_BEFORE_BREAK else at


def _name_before(
    block: Block, start: int, end: int, most: int, after: re.Pattern[str], least: int = 0
) -> int:
    """Where the sign or the body right before ``end`` begins: behind white space, a mark or what ``after`` matches.

    It is of ``most`` ideographs at most; ``after`` leaves it ``least``.
    """
    begin, gaps = end, parting(block)
    while begin > start and end - begin < most and _HAN.match(block.norm[begin - 1]):
        begin -= 1
        if begin in gaps:
            break
    cut = after.match(block.norm[begin : end - least])
    return begin + (cut.end() if cut else 0)


def _find_decree(block: Block, start: int, end: int) -> Span | None:
    """A number that is put together, 云州市人民政府令第31号, with its body."""
    match = _DECREE.search(block.norm, start, end) if "第" in block.norm else None
    if match is None:
        return None
    begin = _name_before(block, start, match.start(), _LONGEST_BODY, _DECREE_AFTER)
    if issuers_in(block, begin, match.start()):
        return begin, match.end()
    return _serial_of(block.norm, start, match)


def _serial_of(norm: str, start: int, match: re.Match[str]) -> Span | None:
    """The serial behind an announcement's title: 关于…的公告（2015年第2号）."""
    titled = match["noun"] != "令" and norm.find("关于", start, match.start()) >= 0
    serial = SERIAL.search(norm, match.end("noun"), match.end()) if titled else None
    return serial.span() if serial else None


def serial_alone(block: Block) -> Span | None:
    """The number of an announcement in a cell of its own: 2018年第3号, 公告2018年第3号."""
    match = _SERIAL_ALONE.fullmatch(block.norm)
    return match.span("number") if match else None


def decree_issuers(block: Block, number: Span) -> tuple[Mention, ...]:
    """The body that stands in such a number itself; none of a plain one."""
    match = _DECREE.search(block.norm, *number)
    return issuers_in(block, number[0], match.start()) if match else ()
