"""How a stretch of lines is set: hard-wrapped or a paragraph a line; and where a heading dropped in.

A converter that reads a page in drawing order gives the page's body first and the title block
drawn over it last, so that number, issuer and title stand between the page's last line and the next
page's first, often in the middle of a word. Such a run is lifted out of the flow.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass, field

import numpy as np

from kg.reflow.characters import ABOUT, COLON, FULL_STOP, PUNCTUATION, Flags, members, where
from kg.reflow.furniture import RUBRIC
from kg.reflow.lines import Lines
from kg.reflow.wrapping import filled_lines

_PUNCTUATED = re.compile(r"[，。；！？、,;!?：:]")
_NUMBER = re.compile(
    r"(?:[A-Z]{2,6}\d{0,3}[-—–]\d{4}[-—–]\d{3,5}|[\u4e00-\u9fff]{1,14}[〔\[［（(【]\d{4}[〕\]］）)】]第?\d+号)"
)
_HEAD_START = re.compile(
    r"关于|[^的]{2,24}(?:政府|办公室|办公厅|委员会|局|厅)$|[^的]{2,24}(?:政府|办公室|办公厅)关于"
    r"|(?:\d{4}年)?\d{1,2}月份?.{0,16}(?:任免|记事|大事记|目录)$|.{0,8}(?:简讯|要闻|任免|大事记|记事|(?:政务|领导|公务)(?:活动|动态))$"
    r"|.{2,12}[省市县区州].{4,30}(?:计划|方案|规划|要点|办法|规定|预案)$|\d{4}年.*(?:要点|方案|计划|目标)"
)
_ISSUER = re.compile(r"[^的，。；：、]{4,40}(?:政府|办公室|办公厅|委员会|局|厅)")
_ADDRESSED = re.compile(r"各.{2,80}[：:]")
_SECTION = re.compile(r"(?:任免|记事|大事记|目录|简讯|要闻|(?:政务|领导|公务)(?:活动|动态))$")
_HEAD_END = re.compile(
    r"(?:通知|意见|方案|计划|规划|办法|决定|通告|公告|批复|要点|细则|规定|条例|措施|预案|报告|任免|记事|大事记|目录|简讯|简报|要闻|名单|分工|(?:政务|领导|公务)(?:活动|动态))(?:（[^）]*）)?$"
)
_MAY_END_HEADING = members("知见案划法定告复点则例施报录事记免讯闻单工动态）")
"""What _HEAD_END and _SECTION can end in: most lines end otherwise, and are no heading."""
_EVENT = re.compile(r"[△▲●◆◎○■□★]|(?:\d{1,2}月)?\d{1,2}日[\u4e00-\u9fff]")
"""A log's line, which says what happened even where it ends as headings do."""
_HEAD_FIRST = members(string.ascii_uppercase, "0123456789０１２３４５６７８９")
_START_LAST = members("号府室厅会局免事记录讯闻动态划案点法定")
"""What _NUMBER and _HEAD_START begin with or end in, where they do not show by 关于."""
_SURNAME_LAST = re.compile(r"(?:长|书记|主任|主席|委员|成员|助理|、)[\u4e00-\u9fff]$")
_GIVEN_FIRST = re.compile(r"[\u4e00-\u9fff](?:[、，]|主持|出席|参加|陪同|列席)")
_AFTER_GIVEN = members("、，主出参陪列")
_CLOSERS, _COLONS = members("）)】"), members("：:")
_LEAST_INDENT, _MOST_INDENT = 2, 8
"""A paragraph's indent, in half columns."""
_ITEM_FIRST = members("（(一二三四五六七八九十第")
_UNEVEN = 6
"""By so many half columns the lines of a wrapped paragraph may differ: digits, hanging punctuation, an indent."""
_FOOT = 26
"""A displaced block is looked for in this many lines before a page break: a whole promulgation fits."""


@dataclass(slots=True)
class Layout:
    """What the layout says of each line, item ``i`` of a column of line ``i``.

    ``full`` is a line broken by a wrap: the next one goes on from it. ``lifted`` are the lines of headings that cut
    through the text round them, ``dropped`` the running heads found in mid-sentence: they belong to no text.
    """

    full: Flags
    lifted: set[int] = field(default_factory=set)
    dropped: set[int] = field(default_factory=set)


def lay_out(lines: Lines) -> Layout:
    """Which lines go on and which do not belong where they stand."""
    headings = _headings(lines)
    filled = filled_lines(lines, headings)
    full = filled & ~lines.ends & ~_is_outdone(lines)
    for index in where(full & (headings | _CLOSERS[lines.last])).tolist():
        into = (index > 0 and full[index - 1]) or not headings[index]
        full[index] = into and not _heads_document(lines.bare[index + 1])
    _mark_paragraphs(lines, full, filled, headings)
    layout = Layout(full)
    _lift_headings(lines, layout)
    return layout


def _is_outdone(lines: Lines) -> Flags:
    """Which numbered or labelled lines end far short of the next one, so that no wrap can have cut them."""
    outdone = _ITEM_FIRST[lines.first] | lines.hold(COLON)
    outdone[:-1] &= lines.width[1:] > lines.width[:-1] + _UNEVEN
    outdone[-1:] = False
    return outdone


def _headings(lines: Lines) -> Flags:
    """Which lines read as headings to their end."""
    headings = _MAY_END_HEADING[lines.last] & ~lines.hold(FULL_STOP)
    for index in where(headings).tolist():
        headings[index] = _is_heading_line(lines.bare[index])
    return headings


def _is_heading_line(bare: str) -> bool:
    """Whether a line that ends like a heading, without ， and 。, is one; a section's may have a 、 in it."""
    if _EVENT.match(bare):
        return False
    if _PUNCTUATED.search(bare):
        return bool(_SECTION.search(bare) or (bare.startswith("关于") and _HEAD_END.search(bare)))
    return bool(_HEAD_END.search(bare))


def _heads_document(below: str) -> bool:
    """Whether the next line is a document's number or title: a title and a closed bracket do not run on into it."""
    return bool(_NUMBER.fullmatch(below) or _HEAD_START.match(below))


def _mark_paragraphs(lines: Lines, full: Flags, filled: Flags, headings: Flags) -> None:
    """Uses an indent or an empty line as a paragraph's mark where the text is set with it.

    It is where lines after a finished sentence mostly have it and lines after a broken one hardly ever.
    """
    opens = np.zeros(len(full), np.bool_)
    for marks in (
        (lines.indent >= _LEAST_INDENT) & (lines.indent <= _MOST_INDENT),
        lines.after_blank & ~lines.opens_page,
    ):
        if _sets_paragraphs(marks[1:], full[:-1], lines.ends[:-1]):
            opens |= marks
            _part(lines, full, filled, opens, headings)


def _sets_paragraphs(below: Flags, full: Flags, ends: Flags) -> bool:
    """Whether the lines below broken ones hardly ever have a mark, and those below finished sentences mostly."""
    broken, marked = full.sum(), (below & full).sum()
    if not broken or marked > broken * 0.15:
        return False
    ended = ends & ~full
    marked = (below & ended).sum()
    return bool(marked > 0 and marked * 2 >= ended.sum())


def _cuts_name(above: str, below: str) -> bool:
    """Whether a wrap cut a padded name in two, so that the padding looks like an indent: 副市长江 / 　望、顾野."""
    return bool(_GIVEN_FIRST.match(below) and _SURNAME_LAST.search(above))


def _part(lines: Lines, full: Flags, filled: Flags, opens: Flags, headings: Flags) -> None:
    """Ends the lines above an opening one, and lets a filled one that closes a sentence go on into one that does not open.

    A signature or a heading, with no punctuation in it, never goes on a paragraph after a stop.
    """
    second = lines.printed.take(lines.opening + 1, mode="clip")
    for above in where(opens[1:] & _AFTER_GIVEN[second[1:]]).tolist():
        opens[above + 1] = not _cuts_name(lines.bare[above], lines.bare[above + 1])
    full[:-1] &= ~opens[1:]
    is_prose = lines.hold(PUNCTUATION) & ~_COLONS[lines.last] & ~headings
    closing = filled & lines.ends
    full[:-1] |= closing[:-1] & ~_COLONS[lines.last[:-1]] & is_prose[1:] & ~opens[1:]
    full[:-1] |= opens[:-1] & _goes_below(lines, opens) & (lines.ends | (filled & is_prose))[1:]


def _goes_below(lines: Lines, opens: Flags) -> Flags:
    """Whether a paragraph's first line, printed narrower than its indent left it, can go on: ●5月3日，市长江望检查 / 防汛工作。"""
    broken = lines.hold(FULL_STOP) & ~lines.ends
    apart = opens | lines.tabbed | lines.opens_page | (lines.indent != 0)
    into: Flags = broken[:-1] & ~apart[1:]
    return into


def _lift_headings(lines: Lines, layout: Layout) -> None:
    edges = lines.opens_page.copy()
    edges[:-1] |= lines.opens_page[1:]
    heads = _may_head(lines)
    for index in (where(layout.full[:-1] & (edges | heads)[1:]) + 1).tolist():
        if index - 1 in layout.lifted or index - 1 in layout.dropped:
            continue
        if edges[index] and RUBRIC.fullmatch(lines.bare[index]):
            layout.dropped.add(index)
        elif heads[index] and not _is_below_issuer(lines, index):
            layout.lifted.update(range(index, _displaced(lines, layout.full, index)))


def _is_below_issuer(lines: Lines, index: int) -> bool:
    """Whether a title stands where it belongs, below its issuer's line, be that as wide as a wrapped one."""
    above = lines.bare[index - 1]
    alone = lines.after_blank[index - 1] and _ISSUER.fullmatch(above)
    return bool(alone) and lines.bare[index].startswith("关于")


def _may_head(lines: Lines) -> Flags:
    """Which lines begin or end as a displaced heading's first line does, or hold 关于."""
    may = _HEAD_FIRST[lines.first] | _START_LAST[lines.last]
    for index in where(lines.hold(ABOUT) & ~may).tolist():
        may[index] = "关于" in lines.bare[index]
    return may


def _displaced(lines: Lines, full: Flags, start: int) -> int:
    """Where a heading that begins at ``start``, after a line that goes on, ends; ``start`` if there is none.

    A document's number opens a block that reaches to the page's end, promulgation and all, where a page
    break is near. Any other heading is a few lines without punctuation that end as headings end.
    """
    bare = lines.bare[start]
    numbered = bool(_NUMBER.fullmatch(bare))
    if not (numbered or _HEAD_START.match(bare)):
        return start
    stop = min(start + _FOOT, len(lines.bare))
    page_end = next((index for index in range(start + 1, stop) if lines.opens_page[index]), None)
    if numbered and page_end is not None and not full[page_end - 1]:
        return page_end
    for end in range(min(start + 6, len(lines.bare) - 1), start, -1):
        if (page_end is None or end <= page_end) and _is_heading(lines, start, end):
            return _with_address(lines, end) if lines.hold(FULL_STOP)[start - 1] else end
    return start


def _with_address(lines: Lines, end: int) -> int:
    """Where a title ends that was displaced into a sentence, with its number and those addressed if they were as well."""
    numbered = end + (_NUMBER.fullmatch(lines.bare[end]) is not None)
    addressed = numbered + 1 < len(lines.bare) and _ADDRESSED.fullmatch(lines.bare[numbered])
    return numbered + 1 if addressed else end


def _is_heading(lines: Lines, start: int, end: int) -> bool:
    bare = lines.bare[start:end]
    if any(_PUNCTUATED.search(line) for line in bare) or any(lines.opens_page[start + 1 : end]):
        return False
    return bool(_HEAD_END.search("".join(bare)) or (len(bare) == 1 and _NUMBER.fullmatch(bare[0])))
