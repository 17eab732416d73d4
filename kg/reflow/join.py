"""Laid-out lines → blocks: hard wraps undone, white space taken out, every offset kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg.model import Block, Pieces
from kg.reflow.layout import Layout
from kg.reflow.lines import Lines

FOLD = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)},
        ",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！",
        "﹒": ".", "．": ".", "[": "〔", "]": "〕", "［": "〔", "］": "〕", "﹝": "〔", "﹞": "〕", "﹙": "（", "﹚": "）", "〇": "○", "Ｏ": "○", "◯": "○",
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
_BREAKS_OFF = frozenset(_GOES_ON + _TITLE_END)
_NAMELESS = re.compile(
    r"(?:(?:主持|召开|参加|出席|列席|检查|调研|会见|陪同|讲话).*[，、。；,;]|[。；;])[^，、。；,;]{0,14}(?:长|书记|主任|主席|委员|成员|助理)$"
)
"""What somebody does, then a title without its name: a padded name did not fit into the line."""
_RULE = re.compile(r"[—\-=＝_*·…]+")
_STARTS = re.compile(
    r"[△▲●◆◎○■□★※◇▪•·]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百]{1,4}[条章节]|附件|附[：:]"
    r"|\d{1,2}[.．、﹒](?!\d)|[（(]\d{1,2}[）)]|\d{1,2}[)）]|[①-⑳]|[—\-=＝_*·]{5}"
)
_START_WORDS = frozenset("一二三四五六七八九十第附")
"""The ideographs that an item's beginning can begin with."""
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
_OPEN = frozenset("（(【〈《〔")
_OPENING = re.compile(r"[（(【〈《〔]")
_BULLETS = frozenset("△▲●◆◎○■□★※◇▪")
_LONG_ITEM = 24
_PAGE_LINE = re.compile(
    r"(?:发布|更新|公开|发表)(?:时间|日期)[：:]|(?:信息|文章)?来源[：:]|\d{4}年\d{1,2}月\d{1,2}日\d{1,2}[：:]\d{2}"
)
"""What a page says of its text: nothing goes on from it or to it."""
_PAGE_FIRST = frozenset("发更公信文来0123456789０１２３４５６７８９")
_LABEL_REACH = 24
_REACH = 500
"""How far ahead the closing bracket of an open one is looked for, in characters."""


def join(lines: Lines, layout: Layout) -> tuple[Block, ...]:
    """Blocks of the laid-out lines.

    A lifted heading follows, line by line, the block that it cut through.
    """
    flow = [
        index for index in range(len(lines.bare)) if not (index in layout.lifted or index in layout.dropped)
    ]
    runs = [[index] for index in layout.lifted]
    runs += _runs(lines, layout.full, flow)
    runs.sort()
    return tuple(_blocks(lines, runs))


def _runs(lines: Lines, full: Sequence[bool], flow: Sequence[int]) -> Iterator[list[int]]:
    """The lines that belong together, in order."""
    first, last = lines.first, lines.last
    bracketed = {bisect_right(lines.begin, opening.start()) - 1 for opening in _OPENING.finditer(lines.text)}
    run: list[int] = []
    depth = 0
    for at, (index, following) in enumerate(zip(flow, [*flow[1:], -1], strict=True)):
        run.append(index)
        if depth or index in bracketed:
            depth = max(0, depth + _balance(lines.bare[index]))
        if following < 0 or (
            last[following] == "日" and last[index] != "月" and _DAY.fullmatch(lines.bare[following])
        ):
            goes_on = False
        else:
            goes_on = (depth > 0 and _closes(lines, flow, at + 1, depth)) or (
                (full[index] or last[index] in _BREAKS_OFF or first[index] in _BULLETS)
                and _goes_on(lines, full[index], index, following)
            )
        if not goes_on:
            yield run
            run, depth = [], 0


def _goes_on(lines: Lines, full: bool, index: int, following: int) -> bool:
    """Whether a line that a wrap or its last character breaks off goes on in the following one."""
    bare, below = lines.bare[index], lines.bare[following]
    if not (full or _hangs(lines, index) or _runs_over(lines, index, following)):
        return False
    if any(
        lines.first[line] in _PAGE_FIRST and _PAGE_LINE.match(lines.bare[line]) for line in (index, following)
    ):
        return False
    if lines.last[index] not in _LISTS and (
        _starts(below, lines.first[following], full) or _is_labelled(below)
    ):
        return False
    return _CLAUSE.search(bare) is not None or not _ANEW.match(below)


def _starts(bare: str, first: str, within: bool) -> bool:
    """Whether a line begins an item; a dot within a sentence is a name's (巴特尔 / ·那顺)."""
    if "\u4e00" <= first <= "\u9fff" and first not in _START_WORDS:
        return False
    return bool(_STARTS.match(bare)) and not (within and _DOTTED.match(bare))


def _hangs(lines: Lines, index: int) -> bool:
    """Whether a line breaks off where no paragraph ends, however wide it is."""
    bare, last = lines.bare[index], lines.last[index]
    if last in _TITLE_END:
        return bool(_NAMELESS.search(bare))
    return last in _GOES_ON and len(bare) > 4 and not lines.ends[index] and not _RULE.fullmatch(bare)


def _runs_over(lines: Lines, index: int, following: int) -> bool:
    """Whether a bulleted item that ends in mid-sentence ends on the next line, in a list of items that each fill one."""
    return (
        lines.first[index] in _BULLETS
        and not lines.ends[index]
        and len(lines.bare[index]) >= _LONG_ITEM
        and lines.ends[following]
        and not lines.indent[following]
        and _CLAUSE.search(lines.bare[index]) is not None
        and not _STARTS.match(lines.bare[following])
    )


def _is_labelled(bare: str) -> bool:
    head = bare[:_LABEL_REACH]
    return ("：" in head or ":" in head) and bool(_LABEL.match(bare))


def _balance(bare: str) -> int:
    brackets = _BRACKET.findall(bare)
    return sum(1 if bracket in _OPEN else -1 for bracket in brackets) if brackets else 0


def _closes(lines: Lines, flow: Sequence[int], at: int, depth: int) -> bool:
    """Whether the open brackets are closed again soon: an unclosed one is a slip and holds nothing together."""
    seen = 0
    for index in flow[at : at + _REACH]:
        for bracket in _BRACKET.findall(lines.bare[index]):
            depth += 1 if bracket in _OPEN else -1
            if depth <= 0:
                return True
        seen += len(lines.bare[index])
        if seen > _REACH:
            return False
    return False


def _blocks(lines: Lines, runs: Sequence[Sequence[int]]) -> Iterator[Block]:
    """A block of each run of lines, white space left out. All are folded in one go."""
    begin, end, bare, number, page = lines.begin, lines.end, lines.bare, lines.number, lines.page
    visible = _INVISIBLE.search(lines.text) is None
    texts = ["".join([bare[index] for index in run]) if len(run) > 1 else bare[run[0]] for run in runs]
    for run, text, norm in zip(runs, texts, _folded_all(texts), strict=True):
        first = run[0]
        if visible and len(run) == 1 and end[first] - begin[first] == len(text):
            yield Block(text, norm, range(begin[first], end[first]), {}, number[first], page[first])
            continue
        pieces, gaps = _pieces(lines, run, visible)
        if not visible:
            text = "".join([lines.text[piece.start : piece.stop] for piece in pieces])
            norm = fold(text)
        if text:
            yield Block(text, norm, Pieces(pieces), gaps, number[first], page[first])


def _folded_all(texts: Sequence[str]) -> Iterator[str]:
    """Each of the texts folded."""
    whole, start = fold("".join(texts)), 0
    for text in texts:
        yield whole[start : start + len(text)]
        start += len(text)


def _pieces(lines: Lines, run: Sequence[int], visible: bool) -> tuple[list[range], dict[int, str]]:
    """Where the words of a run of lines stand, and the white space before them, a line break where furniture was."""
    text, begins, ends, bare = lines.text, lines.begin, lines.end, lines.bare
    pieces: list[range] = []
    gaps: dict[int, str] = {}
    at = stop = 0
    for index in run:
        begin, end = begins[index], ends[index]
        if visible and end - begin == len(bare[index]):
            words = [range(begin, end)]
        else:
            words = [range(*word.span()) for word in _WORD.finditer(text, begin, end)]
        for number, word in enumerate(words):
            gap = text[stop : word.start] if at else ""
            if gap.isspace():
                gaps[at] = gap
            elif at and not number:
                gaps[at] = "\n"
            stop = word.stop
            at += len(word)
        pieces += words
    return pieces, gaps


def fold(text: str) -> str:
    """``text`` with punctuation and digits in one form, character for character (see FOLD)."""
    return _FOLDED.sub(_folded, text)


def _folded(match: re.Match[str]) -> str:
    return FOLD[ord(match.group())]
