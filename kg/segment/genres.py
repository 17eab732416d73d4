"""Which genre a heading, a title or a run of blocks is of: by what it is called, else by what it looks like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.mentions.tables import is_barred, is_tabbed
from kg.mentions.titles import title_noun
from kg.model import Block
from kg.patterns.marks import BULLETS
from kg.segment.looks import has_tag, has_title, is_article, is_stamped, label

_BY_NAME = (
    ("leadership", re.compile(r"分工|工作职责的通知|职责分工")),
    (
        "appointments",
        re.compile(
            r"任免|任职|免职|任命|聘任|解聘|挂职|职务的(?:通知|决定|公告)|辞去.{0,20}(?:请求|职务)|人事(?:通知|变动|任)|不再担任"
        ),
    ),
    (
        "catalogue",
        re.compile(
            r"目录|索引|总目|(?:题录|选目|摘目|要目|目次|存目)(?:（[^）]*）)?$|(?:文件|发文|公文)(?:一览|清单|列表|汇总表|登记)"
        ),
    ),
    ("log", re.compile(r"大事记|记事|纪事|要事|政务日志|政务活动|领导活动|(?<!重)大事|日志|编年")),
    ("briefs", re.compile(r"简讯|要闻|政务动态|时政|会议动态|政务要情|简报|动态")),
)
_FIELD_NOUN = re.compile(
    r"(?:职责分工|部门分工|任务分工|工作任务分工|重点任务|分工方案|责任分工|任务分解|(?:任务|重点|改革|项目|事项|目标|实事|指标|措施|要点|报告)[^，。]{0,8}分工)"
)
_PUNCTUATED = re.compile(r"[，。；：《]")
_ANNEX = re.compile(r"^附[件录]?\d?：")
_STOPS, _STARS = "。；！？", "★☆※◆◇■□●○"
_ADORNED, _NEWS_LAST = f"【】〔〕“”{_STARS}—=·-", frozenset("事讯闻态动")
_MONTHLY_LAST = frozenset("免事录讯闻态动记索要目次引）")
_MONTHLY = re.compile(
    r"(?:任免|记事|大事记|纪事|要事|目录|索引|题录|选目|摘目|要目|目次|存目|简讯|要闻|动态|大事|大事(?:摘[记要]|辑要|选[记编]|简记)|政务活动)(?:（[^）]*）)?$"
)
_ASSIGNED = re.compile(
    r"(?<!其)分管(?!领导|部门的|部门和|单位的|副|的)|协管(?!员)|主持[^，。；]{1,16}全面工作"
    r"|(?:负责|联系)[^，。；]{2,80}工作[。；，]|协助[^，。；]{2,16}(?:负责|抓)"
)
_DIVISION = re.compile(
    r"分工(?:情况)?(?:作如下调整|通知如下|公布如下|调整如下|如下|安排如下|明确如下)"
    r"|(?:工作分工|分管(?:部门|单位|工作)(?:（[^）]*）)?)：|姓名(?:职务|职位)?[^。]{0,8}(?:分工|分管|联系)"
)
_MEETING = re.compile(
    r"召开|出席|参加|强调|调研(?![室员处])|会见|考察|慰问|指出|督查(?![室员局处])|会议|讲话|（[^（）]{0,40}(?:牵头|负责|责任单位)[^（）]*）"
)
_NEWS = re.compile(
    r"(?:主持召开|召开|主持|出席|参加|强调|调研|检查|会见|考察|慰问|指出|走访|督查|督导|视察).{0,40}"
)


@lru_cache(maxsize=256)
def genre_of_name(name: str) -> str | None:
    """The genre that a title or heading names, or None."""
    for genre, pattern in _BY_NAME:
        if pattern.search(name) and not (genre == "leadership" and _FIELD_NOUN.search(name)):
            return genre
    return None


def is_section_heading(norm: str) -> bool:
    """Whether a block is nothing but the heading of a gazette's monthly section, adorned perhaps: 【政务要闻】.

    So is that of a list of what was issued, put behind a text as its annex: 附：2020年县政府发文目录.
    """
    if norm[:1] == "附" and "发文" in norm:
        norm = _ANNEX.sub("", norm)
    if norm[-1:] in _ADORNED and (
        norm.strip(_ADORNED)[-1:] in _NEWS_LAST or "目录" in norm or norm[0] == norm[-1] in _STARS
    ):
        norm = norm.strip(_ADORNED)
    if (
        len(norm) > 28
        or norm[-1:] not in _MONTHLY_LAST
        or "关于" in norm
        or norm[:1] in BULLETS
        or _PUNCTUATED.search(norm)
    ):
        return False
    return bool(_MONTHLY.search(norm))


def is_monthly(blocks: Sequence[Block]) -> bool:
    """Whether blocks look like a gazette's monthly lists rather than the annex of a document."""
    labels = [label(block) for block in blocks]
    return labels.count("appointments") * 3 > len(labels) or labels.count("log") * 3 > len(labels)


def _assigns(blocks: Sequence[Block], labelled: int) -> bool:
    """Whether a few paragraphs assign portfolios: half of them look so, or one says that a division of labour follows."""
    text = "".join(block.norm for block in blocks)
    if not _ASSIGNED.search(text):
        return False
    if _DIVISION.search(text):
        return True
    assigning = sum(1 for block in blocks if _ASSIGNED.search(block.norm))
    most = labelled * 2 >= len(blocks) or (assigning >= 3 and assigning * 2 >= len(blocks))
    return most and not _MEETING.search(text)


def _is_table(blocks: Sequence[Block]) -> bool:
    """Whether most of the blocks are rows of a table, so that one header with a column of bodies says what all are."""
    rows = [block for block in blocks if is_tabbed(block) or is_barred(block)]
    return len(rows) * 2 > len(blocks) and has_tag(rows[0])


def have_headlines(blocks: Sequence[Block]) -> bool:
    """Whether what marks set off are headlines: each ends in no stop and stands over a paragraph that a day opens."""
    labels = [label(block) for block in blocks]
    marked = [index for index, looks in enumerate(labels) if looks == "log"]
    return len(marked) > 1 and all(
        index + 1 < len(blocks)
        and labels[index + 1] == "day"
        and blocks[index].norm[-1] not in _STOPS
        and blocks[index + 1].norm[-1] in _STOPS
        for index in marked
    )


def genre_of_blocks(blocks: Sequence[Block]) -> str | None:
    """The genre that a headless run of blocks looks like as a whole, or None."""
    labels = [label(block) for block in blocks]
    counts = {name: labels.count(name) for name in ("leadership", "appointments", "log", "day", "catalogue")}
    size = max(1, sum(1 for block in blocks if len(block.norm) > 6))
    articles = sum(is_article(block.norm) for block in blocks)
    if articles > 2 and articles * 2 >= size:
        return None
    tags = sum(1 for block in blocks if has_tag(block))
    if tags >= max(counts["leadership"], counts["appointments"], counts["log"], 1) and (
        tags > 2 or tags * 6 >= size or _is_table(blocks)
    ):
        return "responsibilities"
    if counts["leadership"] >= 3 and counts["leadership"] * 5 >= size and not counts["log"]:
        return "leadership"
    if counts["appointments"] and counts["appointments"] * 4 >= size:
        return "appointments"
    if _assigns(blocks, counts["leadership"]):
        return "leadership"
    days = counts["day"] - sum(is_stamped(block.norm) for block in blocks)
    if counts["log"] >= 2 or (days >= 3 and days * 2 >= size):
        return "briefs" if have_headlines(blocks) else "log"
    if counts["catalogue"] >= 3 and counts["catalogue"] * 2 >= size:
        return "catalogue"
    text = "".join(block.norm for block in blocks)
    if text.count("分管") >= 3 and len(title_noun().findall(text)) >= 3 and "联系" in text:
        return "leadership"
    if _NEWS.search(text) and has_title(text):
        return "briefs"
    return None
