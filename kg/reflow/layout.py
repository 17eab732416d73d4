"""How a stretch of lines is set: hard-wrapped or a paragraph a line; and where a heading dropped in.

A converter that reads a page in drawing order gives the page's body first and the title block
drawn over it last, so that number, issuer and title stand between the page's last line and the next
page's first, often in the middle of a word. Such a run is lifted out of the flow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.reflow.lines import Line
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
_SECTION = re.compile(r"(?:任免|记事|大事记|目录|简讯|要闻|(?:政务|领导|公务)(?:活动|动态))$")
_HEAD_END = re.compile(
    r"(?:通知|意见|方案|计划|规划|办法|决定|通告|公告|批复|要点|细则|规定|条例|措施|预案|报告|任免|记事|大事记|目录|简讯|要闻|名单|分工|(?:政务|领导|公务)(?:活动|动态))(?:（[^）]*）)?$"
)
_HEAD_LAST = frozenset("知见案划法定告复点则例施报录事记免讯闻单工动态）")
"""What _HEAD_END and _SECTION can end in: most lines end otherwise, and are no heading."""
_EVENT = re.compile(r"[△▲●◆◎○■□★]|(?:\d{1,2}月)?\d{1,2}日[\u4e00-\u9fff]")
"""A log's line, which says what happened even where it ends as headings do."""
_START_LAST = frozenset("号府室厅会局免事记录讯闻动态划案点法定")
"""What _NUMBER and _HEAD_START end in, where they do not show at their beginning or by 关于."""
_RUBRIC = re.compile(
    r"(?:[省市县区州]?(?:人民)?(?:政府|委)(?:办公[室厅])?|部门)?(?:文件(?:选登|发布)?|人事任免|任免|大事记|记事|(?:政务)?(?:简讯|要闻|动态)|领导分工)"
)
"""What a gazette prints over each page of a part of it."""
_SURNAME_LAST = re.compile(r"(?:长|书记|主任|主席|委员|成员|助理)[\u4e00-\u9fff]$")
_GIVEN_FIRST = re.compile(r"[\u4e00-\u9fff](?:[、，]|主持|出席|参加|陪同|列席)")
_CLOSERS = "）)】"
_FOOT = 26
"""A displaced block is looked for in this many lines before a page break: a whole promulgation fits."""


@dataclass(slots=True)
class Laid:
    """A line with what the layout says of it.

    ``full`` is a line broken by a wrap: the next one goes on from it. ``opens`` is a line that the setting,
    by an indent or an empty line, shows to begin a paragraph. ``lifted`` marks a heading that cuts through
    the text round it.
    """

    line: Line
    full: bool = False
    opens: bool = False
    lifted: bool = False


def lay_out(lines: Sequence[Line]) -> list[Laid]:
    """The lines that are no furniture, each with its layout."""
    kept = _carry_page_breaks(lines)
    laid = [Laid(line) for line in kept]
    headings = [is_heading_line(line.bare) for line in kept]
    filled = filled_lines(kept, headings)
    for index, item in enumerate(laid):
        into = index > 0 and laid[index - 1].full
        whole = headings[index] or item.line.bare[-1] in _CLOSERS
        ends = item.line.ends or (whole and _heads_document(kept[index + 1 : index + 2]))
        item.full = filled[index] and not ends and (into or not headings[index])
    for marked in (_is_indented, _is_parted):
        _mark_paragraphs(laid, filled, marked)
    _lift_headings(laid)
    return [item for item in laid if not item.line.furniture]


def _heads_document(below: Sequence[Line]) -> bool:
    """Whether the next line is a document's number or title: a title and a closed bracket do not run on into it."""
    bare = below[0].bare if below else ""
    return bool(_NUMBER.fullmatch(bare) or _HEAD_START.match(bare))


def _is_indented(line: Line) -> bool:
    return 1 <= line.indent <= 4


def _is_parted(line: Line) -> bool:
    return line.after_blank and not line.opens_page


def _mark_paragraphs(laid: Sequence[Laid], filled: Sequence[bool], marked: Callable[[Line], bool]) -> None:
    """Uses an indent or an empty line as a paragraph's mark where the text is set with it.

    It is where lines after a finished sentence mostly have it and lines after a broken one hardly ever.
    """
    pairs = list(zip(laid, laid[1:], strict=False))
    broken = [marked(below.line) for above, below in pairs if above.full]
    ended = [marked(below.line) for above, below in pairs if not above.full and above.line.ends]
    if not broken or sum(broken) > len(broken) * 0.15 or sum(ended) * 2 < len(ended) or not sum(ended):
        return
    for (above, below), wide in zip(pairs, filled, strict=False):
        if _cuts_name(above.line.bare, below.line.bare):
            continue
        below.opens = below.opens or marked(below.line)
        if below.opens:
            above.full = False
        elif wide and above.line.ends and not above.line.bare.endswith(("：", ":")):
            above.full = above.full or _is_prose(below.line.bare)


def _cuts_name(above: str, below: str) -> bool:
    """Whether a wrap cut a padded name in two, so that the padding looks like an indent: 副市长江 / 　望、顾野."""
    return bool(_SURNAME_LAST.search(above) and _GIVEN_FIRST.match(below))


def _is_prose(bare: str) -> bool:
    """Whether a line can go on a paragraph after a stop: a signature or a heading has no punctuation in it."""
    return bool(_PUNCTUATED.search(bare)) and not bare.endswith(("：", ":")) and not is_heading_line(bare)


def is_heading_line(bare: str) -> bool:
    """Whether a line reads as a heading to its end; a section's may have a 、 in it."""
    if bare[-1] not in _HEAD_LAST or _EVENT.match(bare):
        return False
    if _PUNCTUATED.search(bare):
        titled = _SECTION.search(bare) or (bare.startswith("关于") and _HEAD_END.search(bare))
        return bool(titled) and "，" not in bare and "。" not in bare
    return bool(_HEAD_END.search(bare))


def _carry_page_breaks(lines: Sequence[Line]) -> list[Line]:
    """Drops furniture; the line after it opens a page if the furniture stood at a page's edge."""
    kept: list[Line] = []
    opens = False
    for line in lines:
        opens = opens or line.opens_page or line.furniture
        if not line.furniture:
            line.opens_page = opens
            kept.append(line)
            opens = False
    return kept


def _lift_headings(laid: list[Laid]) -> None:
    for index in range(1, len(laid)):
        if not laid[index - 1].full or laid[index - 1].lifted:
            continue
        if _is_running_head(laid, index):
            laid[index].line.furniture = True
            laid[index].lifted = True
            continue
        end = _displaced(laid, index)
        for item in laid[index:end]:
            item.lifted = True


def _is_running_head(laid: Sequence[Laid], index: int) -> bool:
    """A gazette's rubric alone at a page's edge, in mid-sentence: 市政府文件, 人事任免. A month's own heading has its month."""
    at_edge = laid[index].line.opens_page or (laid[index + 1 : index + 2] and laid[index + 1].line.opens_page)
    return bool(at_edge and _RUBRIC.fullmatch(laid[index].line.bare))


def _displaced(laid: Sequence[Laid], start: int) -> int:
    """Where a heading that begins at ``start``, after a line that goes on, ends; ``start`` if there is none.

    A document's number opens a block that reaches to the page's end, promulgation and all, where a page
    break is near. Any other heading is a few lines without punctuation that end as headings end.
    """
    bare = laid[start].line.bare
    if not (bare[-1] in _START_LAST or bare[0].isdecimal() or "A" <= bare[0] <= "Z" or "关于" in bare):
        return start
    numbered = bool(_NUMBER.fullmatch(bare))
    if not (numbered or _HEAD_START.match(bare)):
        return start
    page_end = next(
        (i for i in range(start + 1, min(start + _FOOT, len(laid))) if laid[i].line.opens_page), None
    )
    if numbered and page_end is not None and not laid[page_end - 1].full:
        return page_end
    for end in range(min(start + 6, len(laid) - 1), start, -1):
        if (page_end is None or end <= page_end) and _is_heading(laid[start:end]):
            return end
    return start


def _is_heading(run: Sequence[Laid]) -> bool:
    bare = [item.line.bare for item in run]
    if any(_PUNCTUATED.search(line) for line in bare) or any(item.line.opens_page for item in run[1:]):
        return False
    return bool(_HEAD_END.search("".join(bare)) or (len(run) == 1 and _NUMBER.fullmatch(bare[0])))
