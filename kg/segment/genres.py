"""Which genre a heading, a title or a run of blocks is of: by what it is called, else by what it looks like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.mentions.names import name_pattern
from kg.mentions.people import title_noun
from kg.mentions.tables import cells
from kg.model import Block

_BY_NAME = (
    ("leadership", re.compile(r"分工|工作职责的通知|职责分工")),
    (
        "appointments",
        re.compile(
            r"任免|任职|免职|任命|聘任|解聘|挂职|职务的(?:通知|决定|公告)|辞去.{0,20}(?:请求|职务)|人事(?:通知|变动|任)|不再担任"
        ),
    ),
    ("catalogue", re.compile(r"目录|索引|总目|文件一览|发文一览")),
    ("log", re.compile(r"大事记|记事|纪事|要事|政务日志|政务活动|领导活动|(?<!重)大事|日志|编年")),
    ("briefs", re.compile(r"简讯|要闻|政务动态|时政|会议动态|政务要情|简报|动态")),
)
_FIELD_NOUN = re.compile(
    r"(?:职责分工|部门分工|任务分工|工作任务分工|重点任务|分工方案|责任分工|任务分解|(?:任务|重点|改革|项目|事项|目标|实事|指标|措施|要点|报告)[^，。]{0,8}分工)"
)
_STAMPED = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日\d{1,2}：\d{2}")
_BULLETS = "△▲●◆◎○■□★※◇▪"
_PUNCTUATED = re.compile(r"[，。；：《]")
_MONTHLY = re.compile(r"(?:任免|记事|大事记|纪事|要事|目录|简讯|要闻|动态|大事|政务活动)(?:（[^）]*）)?$")
BULLET = re.compile(r"^[△▲●◆◎○■□★◇▪※]")
DAY_ALONE = re.compile(r"^(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}(?:(?:日?—+|日?至|日?-)(?:\d{1,2}月)?\d{1,2})?日$")
DAY_FIRST = re.compile(
    r"^[△▲●◆◎○■□★◇▪※]?(?:\d{4}年)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?)?(?:\d{1,2}(?:(?:日?—+|日?至|日?-)(?:\d{1,2}月)?\d{1,2})?|[一二三四五六七八九十]{1,3})日|^同日|^(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|上旬|中旬|下旬|初|底)?$"
)
_NUMBERED_LINE = re.compile(r"^(?:\d{1,3}[.、]?)?[\u4e00-\u9fff]{1,14}[〔（【]\d{4}[〕）】]\d{1,5}号.{4,}")
_TITLE_FIRST = re.compile(
    r"^[^。；]*(?:关于|转发|批转)[^。；]{4,}[\u4e00-\u9fff][〔（【]\d{4}[〕）】]\d{1,5}号[）】]?(?:[….·—]+|（)?[\d·（）]*$"
)
_TAG = re.compile(
    r"(?:牵头|责任|配合|协办|协同|协助(?!分管|管理)|主办|主责|会办|承办|参与|参加|落实|负责|实施)[^：，。；（）|]{0,4}(?:单位|部门|处室|科室|主体)(?:（[^（）]*）)?[：|]"
    r"|[（【〔](?:牵头|主责|责任|主办|配合)：|[（【〔][^（【〔。：]{1,160}(?:牵头|配合|负责|落实|参与|协助|协同|承办|实施)[，；、）】〕]"
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百]{1,5}[条章节]")
_TAG_CELL = re.compile(
    r"(?:牵头|责任|配合|协办|协同|主办|主责|承办|参与|落实|负责|实施)(?:责任|负责)?(?:单位|部门|处室|科室)(?:（[^）]*）)?"
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
    """Whether a block is nothing but the heading of a gazette's monthly section."""
    if len(norm) > 28 or "关于" in norm or norm[:1] in _BULLETS or _PUNCTUATED.search(norm):
        return False
    return bool(_MONTHLY.search(norm))


def has_tag(block: Block) -> bool:
    """Whether a block holds a responsibility tag, or is the header of a table of responsibilities."""
    if _TAG.search(block.norm):
        return True
    if len(block.norm) > 160 or not ("单位" in block.norm or "部门" in block.norm or "室" in block.norm):
        return False
    if _TAG_CELL.fullmatch(block.norm):
        return True
    spans = cells(block)
    return len(spans) > 2 and any(_TAG_CELL.fullmatch(block.norm, *span) for span in spans)


_VERBS = r"(?:负责|分管|协助|主持|领导|联系|协管|主管|代管|兼管|统筹|牵头负责|具体负责)"
# One of these words is in all that the costly patterns below can match.
_PORTFOLIO = re.compile(_VERBS)
_APPOINTING = re.compile(r"任命|免去|聘任|解聘|委派|撤销|接受|任|为|职务|代理|决定")


def _portfolio() -> re.Pattern[str]:
    post = rf"[^。；，：]{{0,30}}(?:{title_noun().pattern})"
    who = rf"(?:[一二三四五六七八九十]{{1,3}}[、.]|\d{{1,2}}[.、]|（[一二三四五六七八九十]+）|[●◇◆△])?(?:{post})?{name_pattern()}(?:（[^）]*）|同志|{post}){{0,3}}[，：]?"
    return re.compile(rf"^(?:{who})?(?:[^。]{{0,30}}，)?(?:不再)?{_VERBS}")


def _appointing() -> re.Pattern[str]:
    names = rf"{name_pattern()}(?:（[^）]*）)?(?:、{name_pattern()}(?:（[^）]*）)?)*(?:同志)?"
    return re.compile(
        rf"^(?:[一二三四五六七八九十\d]+[、.])?(?:(?:决定|批准|同意|提请)?(?:任命|免去|聘任|解聘|委派|撤销|接受)"
        rf"|{names}(?:任|为|的.{{2,40}}职务|不再担任|兼任|代理)|.{{0,30}}决定(?:任命|免去|任免)?：$|.{{0,40}}决定：?$)"
    )


_patterns: dict[str, re.Pattern[str]] = {}


def _pattern(name: str) -> re.Pattern[str]:
    if name not in _patterns:
        _patterns[name] = {"leadership": _portfolio, "appointments": _appointing}[name]()
    return _patterns[name]


def label(block: Block) -> str | None:
    """What a block by itself looks like: leadership, appointments, log (strong), day (weak), catalogue, or None."""
    norm = block.norm
    if norm.startswith("第") and _ARTICLE.match(norm):
        return None
    if (norm.endswith("日") and DAY_ALONE.match(norm)) or (
        BULLET.match(norm) and not _pattern("leadership").match(norm)
    ):
        return "log"
    if DAY_FIRST.match(norm):
        return "day"
    if "号" in norm and _is_listed(norm):
        return "catalogue"
    if _APPOINTING.search(norm) and _pattern("appointments").match(norm) and title_noun().search(norm):
        return "appointments"
    if _assigns_first(norm) and not has_tag(block):
        return "leadership"
    return None


def _assigns_first(norm: str) -> bool:
    """Whether the first sentence is a portfolio's: a verb, with nothing but a person before it."""
    verb = _PORTFOLIO.search(norm)
    if verb is None or verb.start() == 0:
        return verb is not None
    stop = norm.find("。")
    if 0 <= stop < verb.start() and "（" not in norm[:stop]:
        return False
    return bool(_pattern("leadership").match(norm))


def _is_listed(norm: str) -> bool:
    """Whether a line with a document's number in it is one of a list."""
    return bool(
        (_NUMBERED_LINE.match(norm) and "，" not in norm and "。" not in norm) or _TITLE_FIRST.match(norm)
    )


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


def is_stamped(norm: str) -> bool:
    """Whether a line begins with a page's day and hour, which open no entry of a log."""
    return _STAMPED.match(norm) is not None


def genre_of_blocks(blocks: Sequence[Block]) -> str | None:
    """The genre that a headless run of blocks looks like as a whole, or None."""
    labels = [label(block) for block in blocks]
    counts = {name: labels.count(name) for name in ("leadership", "appointments", "log", "day", "catalogue")}
    size = max(1, sum(1 for block in blocks if len(block.norm) > 6))
    articles = sum(1 for block in blocks if block.norm.startswith("第") and _ARTICLE.match(block.norm))
    if articles > 2 and articles * 2 >= size:
        return None
    tags = sum(1 for block in blocks if has_tag(block))
    if tags >= max(counts["leadership"], counts["appointments"], counts["log"], 1) and (
        tags > 2 or tags * 6 >= size
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
        return "log"
    if counts["catalogue"] >= 3 and counts["catalogue"] * 2 >= size:
        return "catalogue"
    text = "".join(block.norm for block in blocks)
    if text.count("分管") >= 3 and len(title_noun().findall(text)) >= 3 and "联系" in text:
        return "leadership"
    if _NEWS.search(text) and title_noun().search(text):
        return "briefs"
    return None
