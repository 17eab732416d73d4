"""The lines of a list of documents put together: one entry is often broken over several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.issuance import days
from kg.mentions.tables import is_tabbed
from kg.model import Block
from kg.segment.metadata import is_metadata
from kg.segment.numbers import NUMBER, SERIAL, find_number
from kg.segment.runs import joined_block
from kg.segment.titles import issuers_in, may_hold_title, read_title

_LEAF = r"第?\d{1,3}[期页]?(?:[/·.、：—-]?第?\d{1,4}[期页]?){0,2}"
"""Where an entry stands, page alone or behind the issue: 12, 2/3, 第3期第5页."""
PAGE = re.compile(
    rf"(?:[….·—]{{2,}}[（〔]?(?:{_LEAF}|\d{{4}})[）〕]?|[（〔]{_LEAF}[）〕]|[….·—]{{2,}}|\|{_LEAF})$"
)
NOUN = re.compile(
    r"(?:通知|意见|决定|通告|公告|通报|批复|函|办法|规定|方案|规划|计划|要点|条例|预案|令|纪要|报告|请示|名单|细则|措施|决议|公报)(?:（[^（）]{1,24}）)*"
)
_NUMBER_ALONE = re.compile(
    rf"（?(?:{NUMBER.pattern}|{SERIAL.pattern})）?(?:{PAGE.pattern}|\d{{4}}(?:年|-)\d{{1,2}}(?:月|-)\d{{1,2}}日?)?"
)
MARKS = r"(?:\d{1,3}[.、]|[●◆◇·△◎○■□▲★※—]|（\d{1,3}）)*"
"""What sets an entry off: marks and serials."""
_LEAD = re.compile(
    MARKS + r"(?:(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日[，：]?|\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d))?"
)
"""What stands before an entry: a mark, a serial, a day."""
_FORWARDS = re.compile(r"(?:转发|批转)(?!.*关于)[^，。；]{2,20}$")
"""A title that breaks off before that of the text which is forwarded."""
_DAY_COLUMN = re.compile(r"(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|(?:\d{4}年)?\d{1,2}月\d{1,2}日)$")
_MORE = re.compile(r"的|（(?!.*：)")
"""What goes on with an entry behind a noun that could end its title: a note with a colon does not."""
_PART = re.compile(r"（[一二三四五六七八九十]{1,3}）")
_MOST_LINES = 4
_TITLE_STOPS = re.compile("[。；：…【]")


def whole_entry(blocks: Sequence[Block], index: int, dated: bool) -> tuple[int, Block]:
    """How many blocks an entry is broken over, and those as one; ``dated`` if entries have their days on lines below."""
    size = 1
    while _is_broken(blocks, index, size):
        size += 1
    if _day_below(blocks[index : index + size + 1], size, dated):
        size += 1
    return size, _joined(blocks[index : index + size])


def _joined(lines: Sequence[Block]) -> Block:
    """An entry's lines as one; a day in a column beside the title's first line stands behind the whole title."""
    first, at = lines[0], _beside(lines[0])
    if len(lines) == 1 or at is None:
        return joined_block(lines) if len(lines) > 1 else first
    return joined_block([first.part(0, at), *lines[1:], first.part(at, len(first.norm))])


def _beside(block: Block) -> int | None:
    """Where the day begins that closes a line behind white space."""
    day = _DAY_COLUMN.search(block.norm)
    return day.start() if day and day.start() in block.gaps else None


def _day_below(run: Sequence[Block], size: int, dated: bool) -> bool:
    """Whether the line below an entry is its day, or the end of the day that closes it."""
    if len(run) == size:
        return False
    above, below = run[-2].norm, run[-1].norm
    if not (days.is_broken(above, below) or (dated and days.is_alone(below))):
        return False
    return find_number(joined_block(run[:size])) is not None


def days_behind(blocks: Sequence[Block]) -> bool:
    """Whether days on lines of their own stand below the entries that they date rather than above."""
    for block in blocks:
        if days.is_alone(block.norm):
            return False
        if find_number(block) is not None:
            return True
    return False


def _is_broken(blocks: Sequence[Block], index: int, size: int) -> bool:
    """Whether the entry at ``index`` is unfinished after ``size`` lines, and the next line can finish it."""
    if size >= _MOST_LINES or index + size >= len(blocks) or is_tabbed(blocks[index]):
        return False
    entry, below = _joined(blocks[index : index + size]), blocks[index + size]
    day = _beside(entry)
    heads = below.norm.endswith("：") and find_number(below) is None
    if len(below.norm) > 60 or heads or is_metadata(entry) or is_metadata(below):
        return False
    number = find_number(entry)
    if number is not None:
        title = entry.norm[number[1] : day] if number[0] < _lead(entry) + 6 else entry.norm[: number[0]]
        ends = NOUN.search(title) and (not _MORE.match(below.norm) or _PART.match(below.norm))
        whole = ends and not _cuts_noun(title, below.norm)
        goes_on = not title or read_title(below) is None or _FORWARDS.search(title) is not None
        return not whole and find_number(below) is None and goes_on
    if _NUMBER_ALONE.fullmatch(below.norm) and read_title(entry, _lead(entry)) is not None:
        return True
    return may_hold_title(entry.norm) and _ends_below(blocks[index : index + _MOST_LINES], size)


def _cuts_noun(title: str, below: str) -> bool:
    """Whether a line ends before or within the noun that its title ends in: …建设计划的通 / 知."""
    if title.endswith("的"):
        return NOUN.match(below) is not None
    found = NOUN.match(title[-1:] + below)
    return found is not None and found.end() > 1


def _ends_below(run: Sequence[Block], size: int) -> bool:
    """Whether a title of ``size`` lines ends on a line below, before its number there, and none begins on the way."""
    lead = _lead(run[0])
    for more in range(size + 1, len(run) + 1):
        whole, last = joined_block(run[:more]), run[more - 1]
        if _begins_title(last) or (more == 2 and read_title(run[0], lead) and last.norm[0] not in "的》（"):
            return False
        number = find_number(whole)
        if number is not None and number[1] > len(whole.norm) - len(last.norm):
            stop = number[0] - (whole.norm[number[0] - 1] in "（|【")
            return read_title(whole, lead, stop) is not None
        if _TITLE_STOPS.search(last.norm):
            return False
    return False


def _begins_title(block: Block) -> bool:
    """Whether a title with its issuer begins where the block does."""
    lead, start = _lead(block), block.norm.find("关于")
    return start == lead or (start > lead + 3 and bool(issuers_in(block, lead, start)))


def _lead(block: Block) -> int:
    found = _LEAD.match(block.norm)
    return found.end() if found else 0
