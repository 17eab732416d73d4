"""Which lines go on in the next one: those that a wrap, a bracket or their last character breaks off."""

from __future__ import annotations

import re
from bisect import bisect_left

import numpy as np

from kg.patterns.marks import BULLETS
from kg.reflow.characters import CLOSES, COLON, INNER, OPENS, STOP, Flags, members, sums, where
from kg.reflow.lines import Lines

_GOES_ON = "、，（(〈《“‘—和及与"
_LISTS = "、，,"
_TITLE_END = "长记任席员理"
_BREAKS_OFF = members(_GOES_ON, _TITLE_END)
_NAMELESS = re.compile(
    r"(?:(?:主持|召开|参加|出席|列席|检查|调研|会见|陪同|讲话).*[，、。；,;]|[。；;])[^，、。；,;]{0,14}(?:长|书记|主任|主席|委员|成员|助理)$"
)
"""What somebody does, then a title without its name: a padded name did not fit into the line."""
_RULE = re.compile(r"[—\-=＝_*·…]+")
_STARTS = re.compile(
    r"[△▲●◆◎○■□★※◇▪•·]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百]{1,4}[条章节]|附件|附[：:]"
    r"|\d{1,2}[.．、﹒](?!\d)|[（(]\d{1,2}[）)]|\d{1,2}[)）]|[①-⑳]|[—\-=＝_*·]{5}"
    r"|(?:有关|工作|具体|几点)?(?:要求|事项|说明)[：:]$"
)
_START_WORDS = members("一二三四五六七八九十第附")
"""The ideographs that an item's beginning can begin with."""
_DOTTED = re.compile(r"[·•][\u4e00-\u9fff]")
_LABEL = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:单位|部门|领导|时间|日期|地点|名称|摘要|来源|作者|联系|分管|负责|协管|电话|传真|邮编|邮箱|地址|抄送|主送|主题词|编号|文号"
    r"|机关|机构|字号|主持|出席|参加|列席|记录|编辑|供稿|审核|时限|责任人|牵头|配合|主办|承办|承编|刊号)(?:[（(][^（）()]{1,8}[）)])?[：:](?=.)"
)
"""What stands at the head of a line of its own and hardly ever in the midst of a sentence."""
_DAY = re.compile(
    r"(?:(?:(?:\d{4}|[一二三四五六七八九○〇零]{4})年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
_ANEW = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:上午|下午|晚上?|至\d{1,2}日)?[，,]|本报讯|【|\d{4}[-/]\d{2}[-/]\d{2}|\d{1,2}月$|[\u4e00-\u9fff]{1,14}[〔［\[（(]\d{4}[〕］\]）)]\d+号|.{2,40}[：:]$"
)
"""A date, a document's number or a salutation begins something new after a line without punctuation."""
_TAIL = re.compile(r"(?:股份)?有限(?:责任)?公司(?!法|章)|股份合作|号(?=文|令|、|，|,|）|\)|$)")
"""What ends a company's name, or a document's number, and begins nothing."""
_TAIL_FIRST = members("有股号")
_CLOSING_DAY = re.compile(r"[（(，,](?:\d{4}年)?\d{1,2}月\d{1,2}日[)）]$")
_BULLETED = members(BULLETS)
_LONG_ITEM = 24
_PAGE_LINE = re.compile(
    r"(?:网站)?首页(?:[>＞]|$)|(?:您(?:现在|当前)?的?|当前)位置|(?:[\[［【〔（(]|[\[［【〔（(]?(?:发布|更新|公开|发表))(?:时间|日期)[：:]"
    r"|(?:时间|日期)[：:]\d{4}[-/.]\d|[\[［【〔（(]?(?:信息|文章)?来源[：:]|\d{4}年\d{1,2}月\d{1,2}日\d{1,2}[：:]\d{2}"
)
"""What a page says of its text: nothing goes on from it or to it."""
_PAGE_FIRST = members("首网您当")
"""What those of them begin with that need no colon."""
_LEADER = re.compile(r"(?:…|\.{3}|·{3})[….·]*[（(]?\d{1,4}[)）]?$")
"""How a line of a contents list ends: dots that lead to a page."""
_LEADER_LAST = members("）)0123456789０１２３４５６７８９")
_KEYED = re.compile(r"号[：:][\u4e00-\u9fff]{0,12}$")
"""A number that has begun behind its key: 文号：云."""
_REACH = 500
"""How far ahead the closing bracket of an open one is looked for, in characters and lines."""
_FIRST_IDEOGRAPH, _LAST_IDEOGRAPH = 0x4E00, 0x9FFF


def links(lines: Lines, full: Flags) -> Flags:
    """For each of the lines whether it goes on in the next one; ``full`` are those that a wrap breaks."""
    found = _Broken(lines, full).links()
    _Brackets(lines).link(found)
    return found


class _Broken:
    """The lines that a wrap or their last character breaks off."""

    def __init__(self, lines: Lines, full: Flags) -> None:
        self._lines = lines
        self._bare = lines.bare
        self._full = full
        self._clause, self._prose = lines.hold(INNER), lines.hold(STOP)

    def links(self) -> Flags:
        """Which of them go on. Most plainly do, in the midst of a sentence with another line of text below."""
        lines, found = self._lines, np.zeros(len(self._bare), np.bool_)
        found[:-1] = self._full[:-1] & self._clause[:-1] & _is_plain(lines)[1:]
        breaks_off = self._full | _BREAKS_OFF[lines.last] | _BULLETED[lines.first]
        for index in where(breaks_off[:-1] & ~found[:-1]).tolist():
            found[index] = self._goes_on(index)
        for index in where(self._may_go_on_below()).tolist():
            found[index] = found[index] or found[index - 1] or bool(self._prose[index])
        for index in where(_TAIL_FIRST[lines.first[1:]]).tolist():
            found[index] = found[index] or self._is_tail(index + 1)
        for index in where(found & (lines.hold(COLON) | _PAGE_FIRST[lines.first])).tolist():
            found[index] = not _PAGE_LINE.match(self._bare[index])
        for index in where(found & _LEADER_LAST[lines.last]).tolist():
            found[index] = not _LEADER.search(self._bare[index])
        return found

    def _is_tail(self, index: int) -> bool:
        """Whether a line begins with the end of a name, or of a number whose figures stand above."""
        bare, above = self._bare[index], self._bare[index - 1]
        return _TAIL.match(bare) is not None and (bare[0] != "号" or above[-1].isdecimal())

    def _may_go_on_below(self) -> Flags:
        """Which lines of a row may go on behind tabs in the next one: those in mid-sentence, which cells of bodies end in as well."""
        rows, led = self._lines.tabbed | self._lines.led, self._lines.led & ~self._lines.tabbed
        may = rows & ~self._lines.ends
        may[:-1] &= led[1:]
        may[-1:] = False
        return may

    def _goes_on(self, index: int) -> bool:
        """Whether a line that breaks off goes on in the following one."""
        bare, below, full = self._bare[index], self._bare[index + 1], bool(self._full[index])
        if is_day(below, bare) or _PAGE_LINE.match(below) or self._closes_entry(index):
            return False
        if not (full or self._hangs(index) or self._runs_over(index)):
            return False
        if bare[-1] not in _LISTS and (_starts(below, full) or _is_labelled(below)):
            return False
        return bool(self._clause[index]) or _KEYED.search(bare) is not None or not _ANEW.match(below)

    def _closes_entry(self, index: int) -> bool:
        """Whether a day in brackets closes an entry of a list, and something else stands below an empty line."""
        apart = self._lines.after_blank[index + 1] and not self._clause[index + 1]
        return bool(apart) and _CLOSING_DAY.search(self._bare[index]) is not None

    def _hangs(self, index: int) -> bool:
        """Whether a line breaks off where no paragraph ends, however wide it is."""
        bare = self._bare[index]
        if bare[-1] in _TITLE_END:
            return bool(_NAMELESS.search(bare))
        return (
            bare[-1] in _GOES_ON
            and len(bare) > 4
            and not self._lines.ends[index]
            and not _RULE.fullmatch(bare)
        )

    def _runs_over(self, index: int) -> bool:
        """Whether a bulleted item that ends in mid-sentence ends on the next line, in a list of items that each fill one."""
        bare, below = self._bare[index], self._bare[index + 1]
        return bool(
            bare[0] in BULLETS
            and len(bare) >= _LONG_ITEM
            and self._clause[index]
            and not self._lines.ends[index]
            and self._lines.ends[index + 1]
            and not self._lines.indent[index + 1]
            and not _STARTS.match(below)
        )


def _is_plain(lines: Lines) -> Flags:
    """Which lines are nothing but text that can go on from the line above, by how they begin and what they hold."""
    ideograph = (lines.first >= _FIRST_IDEOGRAPH) & (lines.first <= _LAST_IDEOGRAPH)
    plain: Flags = ideograph & ~_START_WORDS[lines.first] & (lines.last != ord("日")) & ~lines.hold(COLON)
    return plain


def is_day(bare: str, above: str) -> bool:
    """Whether a line is a day alone, not one cut off its month above."""
    return bare[-1] == "日" and above[-1] != "月" and _DAY.fullmatch(bare) is not None


def _starts(bare: str, within: bool) -> bool:
    """Whether a line begins an item; a dot within a sentence is a name's (巴特尔 / ·那顺)."""
    return bool(_STARTS.match(bare)) and not (within and _DOTTED.match(bare))


def _is_labelled(bare: str) -> bool:
    return (":" in bare or "：" in bare) and _LABEL.match(bare) is not None


class _Brackets:
    """The brackets of the lines: 1 for an opening one, -1 for a closing one."""

    def __init__(self, lines: Lines) -> None:
        self._bare = lines.bare
        self._before = sums(lines.closing - lines.opening).tolist()
        at = where((lines.of_kinds & (OPENS | CLOSES)) > 0)
        line = np.searchsorted(lines.opening, at, "right") - 1
        within = (line >= 0) & (at < lines.closing[line])
        at, line = at[within], line[within]
        signs = np.where(lines.of_kinds[at] & OPENS, 1, -1)
        self._signs, self._line = signs.tolist(), line.tolist()
        self._balance = np.bincount(line, signs, len(self._bare))

    def link(self, found: Flags) -> None:
        """Links the lines within brackets; a run of lines ends where neither a bracket nor ``found`` goes on."""
        stop = 0
        for start in where(self._balance > 0).tolist():
            if start >= stop:
                stop = self._link_from(start, found)

    def _link_from(self, start: int, found: Flags) -> int:
        """Links the lines from one with open brackets to where none is open; gives the first line after them."""
        depth = 0
        for index in range(start, len(self._bare) - 1):
            depth = max(0, depth + int(self._balance[index]))
            if not depth:
                return index + 1
            if self._closes(index + 1, depth) and not is_day(self._bare[index + 1], self._bare[index]):
                found[index] = True
            elif not found[index]:
                return index + 1
        return len(self._bare)

    def _closes(self, start: int, depth: int) -> bool:
        """Whether the open brackets are closed again soon: an unclosed one is a slip and holds nothing together."""
        most = self._before[start] + _REACH
        for at in range(bisect_left(self._line, start), len(self._line)):
            line = self._line[at]
            if line >= start + _REACH or self._before[line] > most:
                return False
            depth += self._signs[at]
            if depth <= 0:
                return True
        return False
