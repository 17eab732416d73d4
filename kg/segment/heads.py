"""What a single block says of the document it stands in: number, title, issuers, date, salutation, imprint."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from kg.mentions.agencies import is_agency, is_collective
from kg.mentions.dates import DATE, ISO, iso_of, number
from kg.mentions.lists import split, without_brackets
from kg.model import Block, Mention
from kg.patterns.marks import BULLETS
from kg.segment.numbers import NUMBER, REGISTRATION, SERIAL, YEAR_FIRST
from kg.segment.runs import parting
from kg.segment.titles import LIST_LAST, TITLE_LAST, bare_title, issuers_in, may_hold_title, read_title

_NUMBER_BEHIND = re.compile(rf"（?(?P<number>{NUMBER.pattern})）?$")
_GRADE = re.compile(r"(?:等级|紧急程度|密级)：?(?:特急|特提|加急|平急|急|普通|秘密|机密)(?:[·.]?明电)?")
_SIGNER = re.compile(r"签发人：?[\u4e00-\u9fff·、]{2,12}$")
_LETTERHEAD = re.compile(r"(?:文件|（通知）|（函）)$")
_ORDER_ENDS = "令告号）"
_ORDER = re.compile(
    rf"(?P<issuer>[\u4e00-\u9fff]{{4,24}}?)(?P<kind>命令|令|公告|通告|布告)(?P<serial>（?{SERIAL.pattern}）?)?"
)
_SALUTATION = re.compile(
    r"(?:各|市|县|区|省|州|镇|乡|局|委|本|全|机关|驻|学校|公司|有关|中央|在|局属|直属).{1,150}："
)
_NO_SALUTATION = re.compile(
    r"(?:如下|下列.{0,12}|名单|决定|意见|通知|要求|措施|办法|精神)：$|(?:牵头|责任|配合|协办|主办|承办|发文|联系|成员|参加|主送|抄送|分管|协管|参会|出席)(?:责任)?(?:单位|部门|机关)：$"
)
_MONTH_HEAD = re.compile(
    r"(?:(?P<year>\d{4}|[○零一二三四五六七八九]{4})年)?(?:(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月份?)?"
)
_TAIL = re.compile(
    r"（?此件(?:主动|公开|依申请|不|发至|同时|内部)|主题词|抄(?:送|报)|分送|（?共印|印数|校对|打字|拟稿|（联系人|联系人：|联系电话：|（[^（）]{2,16}供稿）$"
    r"|相关(?:解读|文件|链接|附件|信息|阅读|报道|政策)|[上下]一[篇条页]|扫一扫|【?打印|【?关闭|责任编辑|（?责编|录入|附件下载|（本文有删减）|（完）"
)
_TAIL_FIRST = frozenset("（此主抄分共印校打拟联相上下扫【关责录附")
_IMPRINT = re.compile(
    rf"[\u4e00-\u9fff]{{0,40}}(?:{DATE.pattern.replace('?P<year>', '').replace('?P<month>', '').replace('?P<day>', '')})印(?:发|制)?(?:（?共印\d+份）?)?"
)
_RULES = "=＝—-_*·.…─━"
RULE = re.compile(rf"[{re.escape(_RULES)}]{{5,}}")
_NO_BODIES = re.compile(r"[：；。《》“”]")
_ADOPTED = re.compile(r"（[^（）]*(?:通过|批准|公布|修订|修正|发布|施行)[^（）]*）")
_SHORT = 200


class Head(NamedTuple):
    """What one block contributes as a line of a document's head or foot.

    ``kind`` is number, title, bare (a title without 关于), issuer, letterhead, order, registration, date, salutation,
    tail (imprint, copies, notes, page controls) or rule (a line drawn between texts).
    """

    kind: str
    number: Mention | None = None
    registration: str | None = None
    title: Mention | None = None
    issuers: tuple[Mention, ...] = ()
    order: Mention | None = None
    date: str | None = None
    iso: bool = False


def read_head(block: Block) -> Head | None:
    """What ``block`` says as a whole line of a document's head or foot; None for body text."""
    norm = block.norm
    if len(norm) > _SHORT or (norm[-1:] in "。；" and _is_plain(norm)):
        return None
    for reader, sign in _BY_END.get(norm[-1:], _ANY_END):
        head = reader(block) if sign in norm else None
        if head is not None:
            return head
    return None


def _is_plain(norm: str) -> bool:
    """Whether a line that ends in a stop has nothing of a head's or a foot's in it, as most have not."""
    return norm[:1] not in _TAIL_FIRST and not ("日" in norm and "年" in norm)


def _rule_line(block: Block) -> Head | None:
    return Head("rule") if block.norm[:1] in _RULES and RULE.fullmatch(block.norm) else None


def _tail_line(block: Block) -> Head | None:
    norm = block.norm
    if norm[:1] in _TAIL_FIRST and _TAIL.match(norm):
        return Head("tail")
    return Head("tail") if "印" in norm and len(norm) < 70 and _IMPRINT.fullmatch(norm) else None


def _date_line(block: Block) -> Head | None:
    """A date alone, or behind its signature in one line, or in brackets under a title."""
    norm = block.norm
    if len(norm) > 120:
        return None
    match = DATE.search(norm) if "年" in norm else None
    found = iso_of(match)
    if match is None or found is None:
        return None
    if _ADOPTED.fullmatch(norm):
        return Head("date", date=found)
    before = norm[: match.start()].removeprefix("（")
    if norm[match.end() :].strip("）。") or len(norm) > 60:
        return None
    start = match.start() - len(before)
    issuers = issuers_in(block, start, match.start()) if before else ()
    return Head("date", date=found, issuers=issuers) if issuers or not before else None


def _iso_line(block: Block) -> Head | None:
    """A date alone in the style of a page."""
    found = iso_of(ISO.fullmatch(block.norm)) if block.norm[:1].isdecimal() else None
    return Head("date", date=found, iso=True) if found else None


def _number_line(block: Block) -> Head | None:
    """A number alone, in brackets, behind a registration or a letterhead, before the one who signs or its date."""
    norm = block.norm
    registration = REGISTRATION.match(norm)
    start, issuers = (registration.end(), ()) if registration else _letterhead_before(block)
    start = start or len(norm) - len(norm.lstrip(BULLETS))
    bracketed = norm.startswith("（", start) and norm[-1] == "）" and not YEAR_FIRST.match(norm, start)
    start, last = start + bracketed, len(norm) - bracketed
    stop, day = _number_end(norm, start, last)
    match = NUMBER.fullmatch(norm, start, stop) or YEAR_FIRST.fullmatch(norm, start, stop)
    if match:
        return Head(
            "number",
            number=block.mention(*match.span()),
            registration=registration and block.text[: registration.end()],
            issuers=issuers,
            date=day,
        )
    if SERIAL.fullmatch(norm.strip("（）")):
        bare = SERIAL.search(norm)
        return Head("serial", number=block.mention(*bare.span())) if bare else None
    return None


def _registered_line(block: Block) -> Head | None:
    """A registration alone."""
    return Head("registration", registration=block.text) if REGISTRATION.fullmatch(block.norm) else None


def _letterhead_before(block: Block) -> tuple[int, tuple[Mention, ...]]:
    """Where what stands before a number in its line, apart by white space, ends, and the bodies that it names.

    云州市人民政府文件, 云州市人民政府, 等级：特急.
    """
    grade = _GRADE.match(block.norm)
    if grade and grade.end() in block.gaps:
        return grade.end(), ()
    year = block.norm.find("〔")
    at = max((gap for gap in parting(block) if gap < year), default=0) if year > 0 else 0
    issuers = issuers_in(block, 0, at - 2 * block.norm.endswith("文件", 0, at)) if at else ()
    return (at, issuers) if issuers else (0, ())


def _number_end(norm: str, start: int, stop: int) -> tuple[int, str | None]:
    """Where a number's line ends before stars, its signer or a date, and the date."""
    stop -= stop - len(norm[:stop].rstrip("★☆"))
    signer = _SIGNER.search(norm, start, stop)
    stop = signer.start() if signer else stop
    day = DATE.search(norm, start, stop) if norm[stop - 1 : stop] == "日" else None
    if day and day.end() == stop:
        return day.start() - (norm[day.start() - 1] in "，；"), iso_of(day)
    return stop, None


def _order_line(block: Block) -> Head | None:
    """云州市人民政府令, with or without its 第31号."""
    match = _ORDER.fullmatch(block.norm) if block.norm[-1:] in _ORDER_ENDS else None
    issuers = issuers_in(block, 0, match.end("issuer")) if match else ()
    if (
        not match
        or not issuers
        or (not match["kind"].endswith("令") and not match["serial"] and len(issuers) > 1)
    ):
        return None
    kind = block.mention(0, match.end("kind"))
    if match["serial"]:
        serial = SERIAL.search(block.norm, match.end("kind"))
        return (
            Head("number", number=kind.joined(block.mention(*serial.span())), issuers=issuers)
            if serial
            else None
        )
    title = (
        block.mention(match.start("kind"), match.end("kind")) if not match["kind"].endswith("令") else None
    )
    return Head("order", order=kind, title=title, issuers=issuers)


def _letterhead_line(block: Block) -> Head | None:
    match = _LETTERHEAD.search(block.norm) if len(block.norm) < 90 else None
    issuers = issuers_in(block, 0, match.start()) if match else ()
    return Head("letterhead", issuers=issuers) if issuers else None


def _title_line(block: Block) -> Head | None:
    """A title, its number behind it, before it or on another line."""
    if not may_hold_title(block.norm) or block.norm.startswith(("现将", "根据", "按照", "附件", "《")):
        return None
    behind = _NUMBER_BEHIND.search(block.norm) if block.norm.endswith(("号", "号）")) else None
    before = NUMBER.match(block.norm) if behind is None and "号" in block.norm[:24] else None
    if before and before.end() not in parting(block):
        return None
    found = read_title(block, before.end() if before else 0, behind.start() if behind else None)
    if found is None:
        return None
    behind = before or behind
    number = block.mention(*behind.span("number" if behind.re is _NUMBER_BEHIND else 0)) if behind else None
    return Head("title", number=number, title=found[0], issuers=found[1])


def _salutation_line(block: Block) -> Head | None:
    norm = block.norm
    if not norm.endswith("：") or "。" in norm or len(norm) < 4 or _NO_SALUTATION.search(norm):
        return None
    if _SALUTATION.fullmatch(norm) or _addressed(norm[:-1]):
        return Head("salutation")
    return None


def _addressed(norm: str) -> bool:
    """Whether a line before its colon names only bodies: 澜溪县人民政府, 河东区、河西区人民政府."""
    items = [norm[first:last] for first, last in split(norm, 0, len(norm), "、，")]
    last = without_brackets(items[-1]) if items else ""
    return (
        len(last) > 3 and all(len(item) < 24 for item in items) and (is_agency(last) or is_collective(last))
    )


def _issuer_line(block: Block) -> Head | None:
    """A line of nothing but bodies: over a title its issuers, above a date its signature."""
    norm = block.norm.removesuffix("（盖章）").removesuffix("（章）").removesuffix("（印章）")
    if not 3 <= len(norm) <= 80 or _NO_BODIES.search(norm):
        return None
    issuers = issuers_in(block, 0, len(norm))
    return Head("issuer", issuers=issuers) if issuers else None


def _bare_title_line(block: Block) -> Head | None:
    found = bare_title(block)
    return Head("bare", title=found[0], issuers=found[1]) if found else None


_READERS: tuple[tuple[Callable[[Block], Head | None], Iterable[str] | None, str], ...] = (
    (_rule_line, _RULES, ""),
    (_tail_line, None, ""),
    (_date_line, "日）。", "日"),
    (_iso_line, "0123456789", ""),
    (_number_line, None, "号"),
    (_registered_line, "0123456789", ""),
    (_order_line, _ORDER_ENDS, ""),
    (_letterhead_line, "件）", ""),
    (_title_line, TITLE_LAST.union("号"), ""),
    (_salutation_line, "：", ""),
    (_issuer_line, LIST_LAST.union("）"), ""),
    (_bare_title_line, TITLE_LAST, ""),
)
"""What can be read of a line, in the order of trying, each with the characters that such a line can end in and one it holds."""
_BY_END = {
    end: tuple((reader, sign) for reader, ends, sign in _READERS if ends is None or end in ends)
    for end in frozenset("".join(end for _, ends, _ in _READERS for end in ends or ()))
}
_ANY_END = tuple((reader, sign) for reader, ends, sign in _READERS if ends is None)


def year_and_month(text: str) -> tuple[int | None, int | None]:
    """Year and month that a heading names (2020年6月份市政府记事, 六月), each or None."""
    for match in _MONTH_HEAD.finditer(text) if "年" in text or "月" in text else ():
        if match.group():
            year = number(match["year"]) if match["year"] else None
            month = number(match["month"]) if match["month"] else None
            return year, month if month is None or 1 <= month <= 12 else None
    return None, None


def any_date(norm: str) -> str | None:
    """A date in either style, for metadata lines."""
    return iso_of(DATE.search(norm) or ISO.search(norm))
