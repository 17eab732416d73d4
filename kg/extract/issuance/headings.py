"""Headings of a list of documents that say whose the entries below are: 云州市人民政府文件, 县政府2014年发文目录."""

from __future__ import annotations

import re

from kg.model import Block, Mention
from kg.segment.titles import issuers_in

_BEFORE = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[、.]|[【〔★●◆◇■□▲※—·]|以(?=.*名义))*"
)
_SET_OFF = re.compile(r"[一二三四五六七八九十]{1,3}[、.]|（[一二三四五六七八九十]{1,3}）|[【〔★●◆◇■□▲※]")
_BEHIND = re.compile(
    r"(?:名义(?:制定|发布|印发|发文|制发)?的?)?(?:规范性|公开|重要|联合)?(?:文件|发文|公文)?(?:选登|选载|目录|（\d+件）)?[】〕：—·]*$"
)
_LISTED = re.compile(
    r"(?:\d{4}年|[一二三四]季度|第[一二三四]季度|上半年|下半年|现行|继续|行政|规范性|重要|主要|发文|文件|公文).{0,30}(?:目录|索引|一览表?|清单|汇总表?)(?:（[^（）]*）)*$"
)
_LEVELS = re.compile(
    r"([一二三四五六七八九十]{1,3}[、.])|(（[一二三四五六七八九十]{1,3}）)|(\d{1,2}[、.])|(（\d{1,2}）)"
)
_KIND = re.compile(
    rf"(?:{_LEVELS.pattern})?[〔【]?(?:决定|命令|令|通知|意见|通告|公告|通报|批复|函|公函|纪要|请示|报告|规范性文件|(?:人事)?任免|其他|其它|综合)类?(?:文件)?[】〕]?(?:（\d+件）)?"
)
_LONGEST = 60
_SHORT = 12


def of_group(block: Block) -> tuple[Mention, ...]:
    """The bodies that a heading within the list names, and nothing else."""
    norm = block.norm
    if len(norm) >= _LONGEST:
        return ()
    before, behind = _BEFORE.match(norm), _BEHIND.search(norm)
    start, end = before.end() if before else 0, behind.start() if behind else len(norm)
    return issuers_in(block, start, end) if end > start else ()


def of_orders(block: Block) -> tuple[Mention, tuple[Mention, ...]] | None:
    """云州市人民政府令 as a heading, with the body that it names: what stands below are its orders by their serials."""
    before, norm = _BEFORE.match(block.norm), block.norm.rstrip("】〕：")
    start = before.end() if before else 0
    issuers = issuers_in(block, start, len(norm) - 1) if norm.endswith("令") and len(norm) < _LONGEST else ()
    return (block.mention(start, len(norm)), issuers) if issuers else None


def begins_group(block: Block) -> bool:
    """Whether a line that is no entry heads those below: it is numbered or set off, or short and in one piece."""
    return _SET_OFF.match(block.norm) is not None or (len(block.norm) < _SHORT and not block.gaps)


def is_part(block: Block, above: int) -> bool:
    """Whether a heading is that of a part of the group above, whose mark was on a certain level.

    （一）批复 parts 一、云州市人民政府; a kind of documents (通知, 二、批复) parts a group without a mark as well.
    """
    own = level(block)
    return (above > 0 and own > above) or (_KIND.fullmatch(block.norm) is not None and not 0 < own <= above)


def level(block: Block) -> int:
    """The level of a heading's mark, from 一、 to （1）; 0 for a heading without one."""
    found = _LEVELS.match(block.norm)
    return found.lastindex or 0 if found else 0


def of_list(block: Block) -> tuple[Mention, ...]:
    """The one body that the title of the list names."""
    listed = _LISTED.search(block.norm, 3) if len(block.norm) < _LONGEST else None
    issuers = issuers_in(block, 0, listed.start()) if listed else ()
    return issuers if len(issuers) == 1 else ()


def may_number(issuers: tuple[Mention, ...], number: str) -> tuple[Mention, ...]:
    """The bodies, if the number can be theirs: 云政办发〔2014〕9号 is the office's, not the government's."""
    office = "办" in number[: number.find("〔")]
    return () if office and not any("办" in issuer.text for issuer in issuers) else issuers
