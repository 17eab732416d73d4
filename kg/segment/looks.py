"""What a block by itself looks like: an entry of a log, an appointment, a portfolio, a line of a list, a tag.

Each costly pattern stands behind a cheap sign that all it matches must have: most blocks of a gazette are text of a
document and have none.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.mentions.dates import STAMP
from kg.mentions.names import may_begin_name, name_pattern
from kg.mentions.tables import cells
from kg.mentions.titles import title_noun
from kg.model import Block
from kg.patterns import alternation, words
from kg.patterns.marks import BULLETS
from kg.segment.metadata import is_metadata
from kg.segment.numbers import NUMBER

_BULLETS = frozenset(BULLETS)
_NUMERALS = "一二三四五六七八九十"
_DAY_WORDS = frozenset(_NUMERALS + "同")
_DAY_ALONE = re.compile(r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}(?:(?:日?—+|日?至|日?-)(?:\d{1,2}月)?\d{1,2})?日$")
_DAY_FIRST = re.compile(
    r"[△▲●◆◎○■□★◇▪※]?(?:\d{4}年)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?)?(?:\d{1,2}(?:(?:日?—+|日?至|日?-)(?:\d{1,2}月)?\d{1,2})?|[一二三四五六七八九十]{1,3})日|同日|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|上旬|中旬|下旬|初|底)?$"
)
_NUMBERED_LINE = re.compile(r"(?:\d{1,3}[.、]?)?[\u4e00-\u9fff]{1,14}[〔（【]\d{4}[〕）】]\d{1,5}号.{4,}")
_TITLE_FIRST = re.compile(
    r"[^。；]*(?:关于|转发|批转)[^。；]{4,}[\u4e00-\u9fff][〔（【]\d{4}[〕）】]\d{1,5}号[）】]?(?:(?:[….·—]+|（)?[\d·（）]*|[（〔]?(?:\d{4}[-./年])?\d{1,2}[-./月]\d{1,2}日?[）〕]?)$"
)
_TAG_LABEL = re.compile(
    r"(?:牵头|责任|配合|协办|协同|协助(?!分管|管理)|主办|主责|会办|承办|参与|参加|落实|负责|实施)[^：，。；（）|]{0,4}(?:单位|部门|处室|科室|主体)(?:（[^（）]*）)?[：|】〕]"
)
_ROLE_OR_LABEL = re.compile(
    "|".join(
        [
            f"{role}[，；、）】〕]"
            for role in ("牵头", "配合", "负责", "落实", "参与", "协助", "协同", "承办", "实施")
        ]
        + [f"[（【〔]{role}：" for role in ("牵头", "主责", "责任", "主办", "配合")]
        + [f"{noun}(?:（[^（）]*）)?[：|】〕]" for noun in ("单位", "部门", "处室", "科室", "主体")]
    )
)
"""What each of the two tags below has in it: most lines have none. Each alternative begins with a character of its own."""
_TAG_BRACKET = re.compile(
    r"[（【〔](?:牵头|主责|责任|主办|配合)："
    r"|[（【〔][^（【〔。：]{1,160}(?:牵头|配合|负责|落实|参与|协助|协同|承办|实施)[，；、）】〕]"
)
_TAG_CELL = re.compile(
    r"(?:牵头|责任|配合|协办|协同|主办|主责|承办|参与|落实|负责|实施)(?:责任|负责)?(?:单位|部门|处室|科室)(?:（[^）]*）)?"
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百]{1,5}[条章节]")
_VERBS = r"(?:负责|分管|协助|主持|领导|联系|协管|主管|代管|兼管|统筹|牵头负责|具体负责)"
_PORTFOLIO = re.compile(_VERBS)
_CLAUSE_FIRST = re.compile(rf"(?:[^。]{{0,30}}，)?(?:不再)?{_VERBS}")
_ITEM = re.compile(r"[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[.、]|（[一二三四五六七八九十]+）|[●◇◆△]")
_STOP = re.compile(r"[。；，：]")
_POST_REACH = 44
_SHORT_HEADING = 9
_PLAIN = re.compile(r"[\u4e00-\u9fff]+")
_NUMBERED = re.compile(r"[一二三四五六七八九十\d]+[、.]")
_APPOINTS_FIRST = frozenset("决批同提任免聘解委撤接")
_AFTER_NAME = frozenset("（、同任为的不兼代")


def is_article(norm: str) -> bool:
    """Whether a block begins an article of a regulation."""
    return norm.startswith("第") and _ARTICLE.match(norm) is not None


def is_stamped(norm: str) -> bool:
    """Whether a line begins with a page's day and hour, which open no entry of a log."""
    return STAMP.match(norm) is not None


def has_tag(block: Block) -> bool:
    """Whether a block holds a responsibility tag, or is the header of a table of responsibilities."""
    return _tagged(block) and not is_metadata(block)


def _tagged(block: Block) -> bool:
    norm = block.norm
    if _ROLE_OR_LABEL.search(norm) and (_TAG_BRACKET.search(norm) or _TAG_LABEL.search(norm)):
        return True
    if len(norm) > 160 or not ("单位" in norm or "部门" in norm or "室" in norm):
        return False
    if _TAG_CELL.fullmatch(norm):
        return True
    spans = cells(block)
    return len(spans) > 2 and any(_TAG_CELL.fullmatch(norm, *span) for span in spans)


def label(block: Block) -> str | None:
    """What a block by itself looks like: leadership, appointments, log (strong), day (weak), catalogue, or None."""
    looks = _look(block.norm)
    return None if looks == "leadership" and has_tag(block) else looks


@lru_cache(maxsize=8192)
def _look(norm: str) -> str | None:
    """The same, tags left aside. Asked of one block several times over."""
    if is_article(norm):
        return None
    first, last = norm[:1], norm[-1:]
    bulleted = first in _BULLETS and not _is_bare_heading(norm)
    assigns = bulleted and _assigns(norm)
    if (last == "日" and _DAY_ALONE.match(norm)) or (bulleted and not assigns):
        return "log"
    if (bulleted or first in _DAY_WORDS or first.isdecimal()) and _DAY_FIRST.match(norm):
        return "day"
    if is_listed(norm):
        return "catalogue"
    if _appoints(norm) and has_title(norm):
        return "appointments"
    return "leadership" if _assigns_first(norm, assigns) else None


def _is_bare_heading(norm: str) -> bool:
    """Whether a bullet stands before a heading (●企业动态) or a document's number rather than an entry."""
    return (len(norm) <= _SHORT_HEADING and _PLAIN.fullmatch(norm, 1) is not None) or (
        norm[-1] == "号" and NUMBER.fullmatch(norm, 1) is not None
    )


def is_listed(norm: str) -> bool:
    """Whether a line with a document's number in it is one of a list."""
    return "号" in norm and bool(
        (_NUMBERED_LINE.match(norm) and "，" not in norm and "。" not in norm) or _TITLE_FIRST.match(norm)
    )


@cache
def _titles() -> re.Pattern[str]:
    """The nouns of titles alone: all that title_noun finds has one, and it is found much faster."""
    return re.compile(alternation(words("titles", "nouns")))


def has_title(norm: str) -> bool:
    """Whether a title stands anywhere in the text."""
    return _titles().search(norm) is not None


@cache
def _assigning() -> re.Pattern[str]:
    post = rf"[^。；，：]{{0,30}}(?:{title_noun().pattern})"
    who = rf"(?:{_ITEM.pattern})?(?:{post})?{name_pattern()}(?:（[^）]*）|同志|{post}){{0,3}}[，：]?"
    return re.compile(rf"(?:{who})?{_CLAUSE_FIRST.pattern}")


def _assigns(norm: str) -> bool:
    """Whether a portfolio's verb stands at the head, or behind no more than a person and a clause."""
    if not _PORTFOLIO.search(norm):
        return False
    return _CLAUSE_FIRST.match(norm) is not None or (
        _may_name_somebody(norm) and _assigning().match(norm) is not None
    )


def _may_name_somebody(norm: str) -> bool:
    """Whether a name can stand at the head, or behind a post there."""
    item = _ITEM.match(norm)
    begin = item.end() if item else 0
    if may_begin_name(norm, 0) or may_begin_name(norm, begin):
        return True
    stop = _STOP.search(norm, begin, begin + _POST_REACH)
    return _titles().search(norm, begin, stop.start() if stop else begin + _POST_REACH) is not None


def _assigns_first(norm: str, known: bool) -> bool:
    """Whether the first sentence is a portfolio's: a verb, with nothing but a person before it (as may be known)."""
    stop = norm.find("。")
    reach = len(norm) if stop < 0 or "（" in norm[:stop] else stop
    verb = _PORTFOLIO.search(norm, 0, reach)
    return verb is not None and (known or verb.start() == 0 or _assigns(norm))


@cache
def _appointing() -> re.Pattern[str]:
    names = rf"{name_pattern()}(?:（[^）]*）)?(?:、{name_pattern()}(?:（[^）]*）)?)*(?:同志)?"
    return re.compile(
        rf"(?:{_NUMBERED.pattern})?(?:(?:决定|批准|同意|提请)?(?:任命|免去|聘任|解聘|委派|撤销|接受)"
        rf"|{names}(?:任|为|的.{{2,40}}职务|不再担任|兼任|代理)|.{{0,30}}决定(?:任命|免去|任免)?：$|.{{0,40}}决定：?$)"
    )


def _appoints(norm: str) -> bool:
    """Whether a block begins as an appointment or a removal does, or announces some."""
    begin = 0
    if norm[:1] in _DAY_WORDS or norm[:1].isdecimal():
        item = _NUMBERED.match(norm)
        begin = item.end() if item else 0
    signs = (
        norm[-1:] in ("：", "定")
        or norm[begin : begin + 1] in _APPOINTS_FIRST
        or (may_begin_name(norm, begin) and not _AFTER_NAME.isdisjoint(norm[begin + 2 : begin + 40]))
        or (begin > 0 and may_begin_name(norm, 0))
    )
    return signs and _appointing().match(norm) is not None
