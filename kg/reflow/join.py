"""Laid-out lines → blocks: hard wraps undone, white space taken out, every offset kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Block
from kg.reflow.layout import Laid
from kg.reflow.wrapping import ends_sentence

FOLD = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)},
        ",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！",
        "﹒": ".", "．": ".", "[": "〔", "]": "〕", "［": "〔", "］": "〕", "〇": "○", "Ｏ": "○", "◯": "○",
        "•": "·", "・": "·", "‧": "·", "∙": "·", "~": "—", "～": "—", "–": "—", "―": "—", "－": "—",
        "〈": "（", "〉": "）", "﹑": "、", "､": "、", "｡": "。", "＋": "+", "│": "|", "｜": "|",
    }
)  # fmt: skip
"""One form for punctuation and digits, a character for a character, so that rules need only one.

Inner brackets 〈〉 fold to round ones: the rules that tell them apart look at the text itself."""

_WORD = re.compile(r"[^\s\u200b\u200c\u200d\u2060\ufeff\u00ad]+")
_GOES_ON = "、，（(〈《“‘—和及与"
_LISTS = "、，,"
_RULE = re.compile(r"[—\-=＝_*·…]+")
_STARTS = re.compile(
    r"[△▲●◆◎○■□★※◇▪•·]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百]{1,4}[条章节]|附件|附[：:]"
    r"|\d{1,2}[.．、﹒](?!\d)|[（(]\d{1,2}[）)]|\d{1,2}[)）]|[①-⑳]|[—\-=＝_*·]{5}"
)
_LABEL = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:单位|部门|领导|时间|日期|地点|名称|摘要|来源|作者|联系|分管|负责|协管|电话|传真|邮编|邮箱|地址|抄送|主送|主题词|编号|文号"
    r"|机关|字号|主持|出席|参加|列席|记录|编辑|供稿|审核|时限|责任人|牵头|配合|主办|承办|承编|刊号)(?:[（(][^（）()]{1,8}[）)])?[：:](?=.)"
)
"""What stands at the head of a line of its own and hardly ever in the midst of a sentence."""
_DAY = re.compile(r"(?:\d{1,2}月)?\d{1,2}日")
_ANEW = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:上午|下午|晚上?|至\d{1,2}日)?[，,]|本报讯|【|\d{4}[-/]\d{2}[-/]\d{2}|\d{1,2}月$|[\u4e00-\u9fff]{1,14}[〔［\[（(]\d{4}[〕］\]）)]\d+号|.{2,40}[：:]$"
)
"""A date, a document's number or a salutation begins something new after a line without punctuation."""
_CLAUSE = re.compile(r"[，、；。《（(,;]")
_OPEN, _CLOSE = "（(【〈《〔", "）)】〉》〕"
_REACH = 500
"""How far ahead the closing bracket of an open one is looked for, in characters."""


def join(laid: Sequence[Laid], text: str) -> tuple[Block, ...]:
    """Blocks of the laid-out lines of ``text``.

    A lifted heading follows, line by line, the block that it cut through.
    """
    flow = [item for item in laid if not item.lifted]
    lifted = [item for item in laid if item.lifted]
    runs = [[item] for item in lifted]
    current: list[Laid] = []
    depth = 0
    for index, item in enumerate(flow):
        current.append(item)
        depth = max(0, depth + _balance(item.line.bare))
        following = flow[index + 1] if index + 1 < len(flow) else None
        if following is None or not _goes_on(item, following, depth, flow, index):
            runs.append(current)
            current, depth = [], 0
    runs.sort(key=lambda run: run[0].line.start)
    return tuple(block for run in runs if (block := _block(run, text)).text)


def _goes_on(item: Laid, following: Laid, depth: int, flow: Sequence[Laid], index: int) -> bool:
    bare, next_bare = item.line.bare, following.line.bare
    if _DAY.fullmatch(next_bare) and not bare.endswith("月"):
        return False
    if depth and _closes(flow, index + 1, depth):
        return True
    listed = bare[-1] in _LISTS
    if not listed and (_STARTS.match(next_bare) or _LABEL.match(next_bare)):
        return False
    if _ANEW.match(next_bare) and not _CLAUSE.search(bare):
        return False
    if item.full:
        return True
    return not ends_sentence(bare) and bare[-1] in _GOES_ON and len(bare) > 4 and not _RULE.fullmatch(bare)


def _balance(bare: str) -> int:
    return sum((char in _OPEN) - (char in _CLOSE) for char in bare)


def _closes(flow: Sequence[Laid], index: int, depth: int) -> bool:
    """Whether the open brackets are closed again soon: an unclosed one is a slip and holds nothing together."""
    seen = 0
    for item in flow[index:]:
        for char in item.line.bare:
            depth += (char in _OPEN) - (char in _CLOSE)
            if depth <= 0:
                return True
        seen += len(item.line.bare)
        if seen > _REACH:
            return False
    return False


def _block(run: Sequence[Laid], text: str) -> Block:
    pieces: list[str] = []
    offsets: list[int] = []
    gaps: dict[int, str] = {}
    previous = None
    for item in run:
        for match in _WORD.finditer(text, item.line.start, item.line.end):
            if offsets:
                gap = text[offsets[-1] + 1 : match.start()]
                if gap and not gap.strip():
                    gaps[len(offsets)] = gap
                elif previous is not item:
                    gaps[len(offsets)] = "\n"
            previous = item
            pieces.append(match.group())
            offsets.extend(range(match.start(), match.end()))
    joined = "".join(pieces)
    first = run[0].line
    return Block(joined, joined.translate(FOLD), tuple(offsets), gaps, first.number, first.page)
