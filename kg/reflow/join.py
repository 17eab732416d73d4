"""Laid-out lines → blocks: hard wraps undone, white space taken out, every offset kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.model import Block
from kg.reflow.layout import Laid
from kg.reflow.lines import Line

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

_FOLDED = re.compile(f"[{re.escape(''.join(map(chr, FOLD)))}]")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_WORD = re.compile(r"[^\s\u200b\u200c\u200d\u2060\ufeff\u00ad]+")
_GOES_ON = "、，（(〈《“‘—和及与"
_LISTS = "、，,"
_TITLE_END = "长记任席员理"
_NAMELESS = re.compile(
    r"(?:(?:主持|召开|参加|出席|列席|检查|调研|会见|陪同|讲话).*[，、。；,;]|[。；;])[^，、。；,;]{0,14}(?:长|书记|主任|主席|委员|成员|助理)$"
)
"""What somebody does, then a title without its name: a padded name did not fit into the line."""
_RULE = re.compile(r"[—\-=＝_*·…]+")
_STARTS = re.compile(
    r"[△▲●◆◎○■□★※◇▪•·]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百]{1,4}[条章节]|附件|附[：:]"
    r"|\d{1,2}[.．、﹒](?!\d)|[（(]\d{1,2}[）)]|\d{1,2}[)）]|[①-⑳]|[—\-=＝_*·]{5}"
)
_DOTTED = re.compile(r"[·•][\u4e00-\u9fff]")
_LABEL = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:单位|部门|领导|时间|日期|地点|名称|摘要|来源|作者|联系|分管|负责|协管|电话|传真|邮编|邮箱|地址|抄送|主送|主题词|编号|文号"
    r"|机关|字号|主持|出席|参加|列席|记录|编辑|供稿|审核|时限|责任人|牵头|配合|主办|承办|承编|刊号)(?:[（(][^（）()]{1,8}[）)])?[：:](?=.)"
)
"""What stands at the head of a line of its own and hardly ever in the midst of a sentence."""
_DAY = re.compile(
    r"(?:(?:(?:\d{4}|[一二三四五六七八九○〇零]{4})年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
_ANEW = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:上午|下午|晚上?|至\d{1,2}日)?[，,]|本报讯|【|\d{4}[-/]\d{2}[-/]\d{2}|\d{1,2}月$|[\u4e00-\u9fff]{1,14}[〔［\[（(]\d{4}[〕］\]）)]\d+号|.{2,40}[：:]$"
)
"""A date, a document's number or a salutation begins something new after a line without punctuation."""
_CLAUSE = re.compile(r"[，、；。《（(,;]")
_BRACKET = re.compile(r"[（(【〈《〔）)】〉》〕]")
_OPEN = "（(【〈《〔"
_BULLETS = "△▲●◆◎○■□★※◇▪"
_LONG_ITEM = 24
_PAGE_LINE = re.compile(
    r"(?:发布|更新|公开|发表)(?:时间|日期)[：:]|(?:信息|文章)?来源[：:]|\d{4}年\d{1,2}月\d{1,2}日\d{1,2}[：:]\d{2}"
)
"""What a page says of its text: nothing goes on from it or to it."""
_LABEL_REACH = 24
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
    if next_bare[-1] == "日" and _DAY.fullmatch(next_bare) and not bare.endswith("月"):
        return False
    if depth and _closes(flow, index + 1, depth):
        return True
    if _PAGE_LINE.match(bare) or _PAGE_LINE.match(next_bare):
        return False
    if not (item.full or _hangs(item.line) or _runs_over(item.line, following.line)):
        return False
    if bare[-1] not in _LISTS and (_starts(next_bare, item.full) or _is_labelled(next_bare)):
        return False
    return not (_ANEW.match(next_bare) and not _CLAUSE.search(bare))


def _starts(bare: str, within: bool) -> bool:
    """Whether a line begins an item; a dot within a sentence is a name's (巴特尔 / ·那顺)."""
    return bool(_STARTS.match(bare)) and not (within and _DOTTED.match(bare))


def _hangs(line: Line) -> bool:
    """Whether a line breaks off where no paragraph ends, however wide it is."""
    if line.bare[-1] in _TITLE_END:
        return bool(_NAMELESS.search(line.bare))
    return (
        line.bare[-1] in _GOES_ON and len(line.bare) > 4 and not line.ends and not _RULE.fullmatch(line.bare)
    )


def _runs_over(line: Line, following: Line) -> bool:
    """Whether a bulleted item that ends in mid-sentence ends on the next line, in a list of items that each fill one."""
    return (
        line.bare[0] in _BULLETS
        and not line.ends
        and len(line.bare) >= _LONG_ITEM
        and following.ends
        and not following.indent
        and _CLAUSE.search(line.bare) is not None
        and not _STARTS.match(following.bare)
    )


def _is_labelled(bare: str) -> bool:
    head = bare[:_LABEL_REACH]
    return ("：" in head or ":" in head) and bool(_LABEL.match(bare))


def _balance(bare: str) -> int:
    brackets = _BRACKET.findall(bare)
    return sum(1 if bracket in _OPEN else -1 for bracket in brackets) if brackets else 0


def _closes(flow: Sequence[Laid], index: int, depth: int) -> bool:
    """Whether the open brackets are closed again soon: an unclosed one is a slip and holds nothing together."""
    seen = 0
    for item in flow[index : index + _REACH]:
        for bracket in _BRACKET.findall(item.line.bare):
            depth += 1 if bracket in _OPEN else -1
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
    for item in run:
        opening = len(offsets)
        for start, end in _words(item.line, text):
            if offsets:
                gap = text[offsets[-1] + 1 : start]
                if gap and not gap.strip():
                    gaps[len(offsets)] = gap
                elif len(offsets) == opening:
                    gaps[opening] = "\n"
            pieces.append(text[start:end])
            offsets.extend(range(start, end))
    joined = "".join(pieces)
    first = run[0].line
    return Block(joined, fold(joined), tuple(offsets), gaps, first.number, first.page)


def _words(line: Line, text: str) -> Iterable[tuple[int, int]]:
    """The ranges of a line that hold no white space or zero-width character."""
    if line.solid and not _INVISIBLE.search(line.bare):
        start = text.index(line.bare, line.start)
        return ((start, start + len(line.bare)),)
    return (match.span() for match in _WORD.finditer(text, line.start, line.end))


def fold(text: str) -> str:
    """``text`` with punctuation and digits in one form, character for character (see FOLD)."""
    return _FOLDED.sub(_folded, text)


def _folded(match: re.Match[str]) -> str:
    return FOLD[ord(match.group())]
