"""The lines that a web page puts round a document: 索引号, 发文机关, 文号, 成文日期, 发布日期 and the like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.mentions.agencies import is_agency
from kg.model import Block, Mention
from kg.segment.heads import any_date
from kg.segment.numbers import NUMBER, find_number
from kg.segment.runs import joined_block
from kg.segment.titles import issuers_in, read_title

_KEYS = {
    "issuer": r"发文机关|发布机构|制发机关|制发机构|发文单位|信息来源|发布单位|公开主体|发布机关|责任部门|印发机关|发文部门|发文机构|制定机关|制文机关|印发单位|制发单位|印发部门",
    "number": r"发文字号|文号|文件编号|文件号|发文文号|公文编号|字号|文件字号|文件文号|发文号|公文字号|公文文号|发布文号",
    "date": r"成文日期|成文时间|发文日期|发文时间|印发日期|签发日期|制发日期|生成日期|印发时间|签发时间|制发时间|制定日期|制定时间|行文日期|文件日期|落款日期|签署日期",
    "published": r"发布日期|发布时间|公开日期|公布日期|发表时间|更新时间|更新日期|公开时间",
    "title": r"名称|标题|信息名称|文件名称|公文名称|文件标题|公文标题|信息标题|题名",
    "other": r"索引号|主题分类|主题词|体裁分类|组配分类|服务对象|有效性|废止日期|浏览次数|点击数|阅读次数|点击率|来源|作者|责任编辑|编辑|字体|字号|生效日期|关键词|分类|公开方式|信息分类|公开范围|文件状态|规范性文件登记号|统一编号|信息索引|公开类别|访问量|点击量|阅读|打印|信息格式|主题|体裁|内容分类|供稿|通讯员|记者|审核|有效期|实施日期|失效日期|文件类型|所属主题",
}
_PAIR = re.compile(
    "(?:【|〔)?(?:"
    + "|".join(f"(?P<{name}>{keys})" for name, keys in _KEYS.items())
    + r")(?:】|〕)?(?:：|\|)?"
)
_CONTROL = re.compile(
    r"您(?:现在|当前)的?位置|当前位置|首页|网站首页|分享到?|打印本?页?|关闭|【?字体|浏览次数|扫一扫|上一篇|下一篇|信息来源|相关链接|返回|收藏|打印|版权|网站|关于我们"
    r"|(?:主办|承办)单位：.{2,40}(?:主办|承办|协办|技术支持|网站标识|备案|版权)"
)
_TRAIL = re.compile(r"[^，。；：]*[\u4e00-\u9fff]>[\u4e00-\u9fff]{2}")
_FOOT = frozenset(("信息来源", "责任部门", "发布单位", "公开主体"))
_OPENING = re.compile("信息索引|统一编号")
_MARKS = "|；，/"
_FIRST = frozenset("您当首网分打关【字浏扫上下信相返收版主承〔|").union(
    key[0] for keys in _KEYS.values() for key in keys.split("|")
)
"""What controls and keys begin with: most lines begin otherwise, and are none."""
_KEY_FIRST = frozenset("【〔").union(key[0] for keys in _KEYS.values() for key in keys.split("|"))
_DAY = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\d{1,2}：\d{2}(?:：\d{2})?)?")
_PLACE = re.compile(r"[A-Za-z\d/\-—_]{6,40}")
_LONGEST_KEY = 10


@dataclass(slots=True)
class Metadata:
    """What the page's own lines say of the document; each may be missing.

    ``several`` if they tell more numbers than one: then they are a list of documents, and of none of them alone.
    """

    number: Mention | None = None
    issuers: tuple[Mention, ...] = ()
    date: str | None = None
    published: str | None = None
    title: Mention | None = None
    named: tuple[Mention, ...] = ()
    """The issuers that the title itself names."""
    several: bool = False


def is_metadata(block: Block) -> bool:
    """Whether a block is a line of page metadata or page controls rather than text of the document."""
    norm = block.norm
    if len(norm) > 240 or norm.endswith("。"):
        return False
    if norm[:1] not in _FIRST:
        return _holds_control(norm)
    if _CONTROL.match(norm) or _holds_control(norm):
        return True
    match = _PAIR.match(norm, norm[0] == "|")
    if match is None:
        return False
    if norm[match.end() - 1] == "|":
        return not _heads_column(norm, match.end())
    return _closes_key(block, match)


def _holds_control(norm: str) -> bool:
    """Whether a page's control, or the way to the page, stands anywhere in a line."""
    if ">" in norm and (">>" in norm or _TRAIL.match(norm)):
        return True
    return (
        "字体：" in norm
        or "〔大中小〕" in norm
        or "【大中小】" in norm
        or "【打印】" in norm
        or "关闭窗口" in norm
    )


def _heads_column(norm: str, at: int) -> bool:
    """Whether a key behind a bar follows another, as in the header of a table."""
    below = _PAIR.match(norm, at)
    return below is not None and norm[below.end() - 1] == "|"


def opens_page(block: Block) -> bool:
    """Whether a line of metadata begins what a page says of its document: its place in the index, issuer, number, title."""
    if "索引号" in block.norm:
        return True
    for match in _pairs(block):
        if match.lastgroup in ("issuer", "number", "title") and match[match.lastgroup] not in _FOOT:
            return True
        if _OPENING.match(match["other"] or ""):
            return True
    return False


def _pairs(block: Block) -> list[re.Match[str]]:
    return [match for match in _PAIR.finditer(block.norm) if _is_key(block, match)]


def _parted(block: Block, match: re.Match[str]) -> bool:
    """Whether a key without a colon is apart from its value: by a tab, on a line of its own, or before what it must head."""
    gap = block.gaps[match.end()]
    if any("\t" in other for other in block.gaps.values()):
        return True
    return match.start() == 0 and ("\n" in gap or _is_value(match.lastgroup, block.norm[match.end() :]))


def _is_value(key: str | None, value: str) -> bool:
    """Whether what white space parts from a key in its line is what the key heads: a number, a day, a place in an index."""
    if key == "number":
        return NUMBER.fullmatch(value) is not None
    if key in ("date", "published"):
        return _DAY.fullmatch(value) is not None
    return _PLACE.fullmatch(value) is not None if key == "other" else is_agency(value)


def paired(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks, keys put together with their values where a page has each on a line of its own."""
    keys = [at for at, block in enumerate(blocks) if len(block.norm) < _LONGEST_KEY and _is_lone(block.norm)]
    at_key, joined = set(keys), {}
    for at in keys:
        alone = at - 1 in at_key or at + 1 in at_key or at + 1 == len(blocks)
        if not alone and (at + 2 in at_key or at - 2 in at_key):
            joined[at] = joined_block(blocks[at : at + 2])
    if not joined:
        return blocks
    return [joined.get(at, block) for at, block in enumerate(blocks) if at - 1 not in joined]


def _is_lone(norm: str) -> bool:
    return norm[0] in _KEY_FIRST and _PAIR.fullmatch(norm) is not None


def read_metadata(block: Block, into: Metadata) -> None:
    """Takes the values of one metadata line (several pairs may share it); the first value of a key stays."""
    matches = _pairs(block)
    for index, match in enumerate(matches):
        stop = matches[index + 1].start() if index + 1 < len(matches) else len(block.norm)
        _take(block, match.lastgroup or "other", match.end(), stop, into)


def _is_key(block: Block, match: re.Match[str]) -> bool:
    start = match.start()
    return _closes_key(block, match) and (
        start == 0 or start in block.gaps or block.norm[start - 1] in "|；】/，"
    )


def _closes_key(block: Block, match: re.Match[str]) -> bool:
    """Whether a key ends in a mark, or apart from its value."""
    return block.norm[match.end() - 1] in "：|】〕" or (match.end() in block.gaps and _parted(block, match))


def _take_number(block: Block, start: int, stop: int, into: Metadata) -> None:
    match = NUMBER.search(block.norm, start, stop)
    span = match.span() if match else find_number(block, start, stop)
    number = block.mention(*span) if span else None
    into.several |= number is not None and into.number is not None and number.text != into.number.text
    into.number = into.number or number


def _take(block: Block, key: str, start: int, stop: int, into: Metadata) -> None:
    stop = start + len(block.norm[start:stop].rstrip(_MARKS))
    value = block.norm[start:stop]
    if key == "number":
        _take_number(block, start, stop, into)
    elif key == "issuer" and not into.issuers:
        alone = (block.mention(start, stop),) if is_agency(value) else ()
        into.issuers = issuers_in(block, start, stop) or alone
    elif key == "date" and into.date is None:
        into.date = any_date(value)
    elif key == "published" and into.published is None:
        into.published = any_date(value)
    elif key == "title" and into.title is None and len(value) > 5:
        titled = read_title(block, start, stop)
        into.title, into.named = titled or (block.mention(start, stop), ())
