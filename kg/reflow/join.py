"""Laid-out lines → blocks: hard wraps undone, white space taken out, every offset kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from operator import sub

from kg.model import Block
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
_CLAUSE = re.compile(r"[，、；。《（(,;]|号[：:][\u4e00-\u9fff]{0,12}$")
"""What shows that a sentence has begun, or a number behind its key: 文号：云."""
_BRACKET = re.compile(r"[（(【〈《〔）)】〉》〕]")
_OPEN = frozenset("（(【〈《〔")
_OPENING = re.compile(r"[（(【〈《〔]")
_BULLETS = frozenset("△▲●◆◎○■□★※◇▪")
_LONG_ITEM = 24
_PAGE_LINE = re.compile(
    r"(?:网站)?首页(?:[>＞]|$)|(?:您(?:现在|当前)?的?|当前)位置|(?:[\[［【〔（(]|[\[［【〔（(]?(?:发布|更新|公开|发表))(?:时间|日期)[：:]"
    r"|[\[［【〔（(]?(?:信息|文章)?来源[：:]|\d{4}年\d{1,2}月\d{1,2}日\d{1,2}[：:]\d{2}"
)
"""What a page says of its text: nothing goes on from it or to it."""
_PAGE_FIRST = frozenset("[［【〔（(首网您当发更公信文来0123456789０１２３４５６７８９")
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
    first, last, bare = lines.first, lines.last, lines.bare
    bracketed = {bisect_right(lines.begin, opening.start()) - 1 for opening in _OPENING.finditer(lines.text)}
    pages = {i for i, one in enumerate(first) if one in _PAGE_FIRST and _PAGE_LINE.match(bare[i])}
    run: list[int] = []
    depth = 0
    for at, (index, following) in enumerate(zip(flow, [*flow[1:], -1], strict=True)):
        run.append(index)
        if depth or index in bracketed:
            depth = max(0, depth + _balance(bare[index]))
        breaks_off = full[index] or last[index] in _BREAKS_OFF or first[index] in _BULLETS
        if (depth or breaks_off) and following >= 0 and not _is_day(bare[following], last[index]):
            if depth and _closes(lines, flow, at + 1, depth):
                continue
            apart = not breaks_off or index in pages or following in pages
            if not apart and _goes_on(lines, full[index], index, following):
                continue
        yield run
        run, depth = [], 0


def _is_day(bare: str, above: str) -> bool:
    """Whether a line is a day alone, not one cut off its month above."""
    return bare[-1] == "日" and above != "月" and _DAY.fullmatch(bare) is not None


def _goes_on(lines: Lines, full: bool, index: int, following: int) -> bool:
    """Whether a line that a wrap or its last character breaks off goes on in the following one."""
    bare, below = lines.bare[index], lines.bare[following]
    if not (full or _hangs(lines, index) or _runs_over(lines, index, following)):
        return False
    lists = lines.last[index] in _LISTS
    if not lists and (_starts(below, lines.first[following], full) or _is_labelled(below)):
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
    return (":" in bare or "：" in bare) and _LABEL.match(bare) is not None


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
    visible = _INVISIBLE.search(lines.text) is None
    texts = ["".join([lines.bare[index] for index in run]) for run in runs]
    for run, text, norm in zip(runs, texts, _folded_all(texts), strict=True):
        first, stop = run[0], run[-1] + 1
        begins, ends = lines.begin[first:stop], lines.end[first:stop]
        if visible and len(begins) == len(run) and sum(ends) - sum(begins) == len(text):
            gaps = _line_breaks(lines.text, begins, ends) if len(run) > 1 else {}
            pieces = [*map(range, begins, ends)]
        else:
            pieces, gaps = _pieces(lines, run)
        if not visible:
            text = "".join([lines.text[piece.start : piece.stop] for piece in pieces])
            norm = fold(text)
        if text:
            places = pieces[0] if len(pieces) == 1 else (*chain.from_iterable(pieces),)
            yield Block(text, norm, places, gaps, lines.number[first], lines.page[first])


def _line_breaks(text: str, begins: Sequence[int], ends: Sequence[int]) -> dict[int, str]:
    """The white space between lines that have none within, a line break where furniture was."""
    lengths = accumulate(map(sub, ends, begins))
    gaps = [text[above:below] for above, below in zip(ends, begins[1:], strict=False)]
    if not "".join(gaps).isspace():
        gaps = [gap if gap.isspace() else "\n" for gap in gaps]
    return dict(zip(lengths, gaps, strict=False))


def _folded_all(texts: Sequence[str]) -> Iterator[str]:
    """Each of the texts folded."""
    whole, start = fold("".join(texts)), 0
    for text in texts:
        yield whole[start : start + len(text)]
        start += len(text)


def _pieces(lines: Lines, run: Sequence[int]) -> tuple[list[range], dict[int, str]]:
    """Where the words of a run of lines stand, and the white space before them, a line break where furniture was."""
    pieces: list[range] = []
    gaps: dict[int, str] = {}
    at = stop = 0
    for index in run:
        opening = at
        for word in _WORD.finditer(lines.text, lines.begin[index], lines.end[index]):
            first, last = word.span()
            gap = lines.text[stop:first] if at else ""
            if gap.isspace():
                gaps[at] = gap
            elif at and at == opening:
                gaps[at] = "\n"
            pieces.append(range(first, last))
            at, stop = at + last - first, last
    return pieces, gaps


def fold(text: str) -> str:
    """``text`` with punctuation and digits in one form, character for character (see FOLD)."""
    return _FOLDED.sub(_folded, text)


def _folded(match: re.Match[str]) -> str:
    return FOLD[ord(match.group())]
