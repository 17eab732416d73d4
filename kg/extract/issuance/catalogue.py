"""Contents lists, indexes and tables of documents: an entry has a number and a title, in either order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.extract.base import Writer
from kg.mentions.dates import find_date, iso
from kg.mentions.tables import cells, is_tabbed
from kg.model import Block, Mention, Section, Span
from kg.patterns import rows
from kg.segment.clusters import joined_block, part
from kg.segment.heads import NUMBER, any_date, decree_issuers, find_number, year_and_month
from kg.segment.metadata import is_metadata
from kg.segment.titles import issuers_in, read_title

_LEAD = re.compile(r"(?:\d{1,3}[.、]|[●◆·△◎○■□▲★※—]|（\d{1,3}）)*")
_PAGE = re.compile(r"(?:[….·—]{2,}[（(]?\d[\d·—]*[)）]?|[（(]\d{1,3}(?:[·—]\d{1,4})?[)）]|[….·—]{2,}|\|\d+)$")
_DAY_FIRST = re.compile(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_INSIDE = re.compile(r"（[^（）]*$")
_NOUN = re.compile(
    r"(?:通知|意见|决定|通告|公告|通报|批复|函|办法|规定|方案|规划|计划|要点|条例|预案|令|纪要|报告|请示|名单|细则|措施|决议|公报)(?:（[^（）]{1,24}）)*"
)
_CLOSING_DAY = re.compile(
    r"[（，]?(?:(?P<year>\d{4})[年.-])?(?P<month>\d{1,2})[月.-](?P<day>\d{1,2})日?(?:印发|发布|签发)?[）]?$"
)
_NUMBER_ALONE = re.compile(rf"（?{NUMBER.pattern}）?[….·—]*[（(]?[\d·]*[)）]?")
_MOST_LINES = 3


def read(section: Section, writer: Writer) -> None:
    """Every entry of the list; one without a number states nothing."""
    columns: Mapping[str, int] | None = None
    above: tuple[Mention, ...] = ()
    blocks = section.blocks
    year = year_and_month(section.heading)[0] or section.year
    index = 0
    while index < len(blocks):
        header = _columns(blocks[index])
        size = _row(blocks, index, columns, writer) if columns is not None and header is None else 0
        if header is not None:
            columns = header
            writer.understood((blocks[index], 0, len(blocks[index].text)), "header")
        elif not size:
            size, block = _whole_entry(blocks, index)
            if not _entry(block, year, above, writer):
                above = issuers_in(block, 0, len(block.norm)) if len(block.norm) < 60 else ()
        index += size or 1


def _whole_entry(blocks: Sequence[Block], index: int) -> tuple[int, Block]:
    """How many blocks an entry is broken over, and those as one."""
    size = 1
    while _is_broken(blocks, index, size):
        size += 1
    return size, joined_block(blocks[index : index + size]) if size > 1 else blocks[index]


def _is_broken(blocks: Sequence[Block], index: int, size: int) -> bool:
    """Whether the entry at ``index`` is unfinished after ``size`` lines, and the next line can finish it."""
    if size >= _MOST_LINES or index + size >= len(blocks) or is_tabbed(blocks[index]):
        return False
    entry, below = joined_block(blocks[index : index + size]), blocks[index + size]
    if len(below.norm) > 60 or below.norm.endswith("：") or is_metadata(entry) or is_metadata(below):
        return False
    number = find_number(entry)
    if number is not None:
        title = entry.norm[number[1] :] if number[0] < 6 else entry.norm[: number[0]]
        whole = _NOUN.search(title) and not below.norm.startswith(("的", "（"))
        return not whole and find_number(below) is None and read_title(below) is None
    if read_title(entry) is not None:
        return bool(_NUMBER_ALONE.fullmatch(below.norm))
    return "关于" in entry.norm and _ends_below(joined_block([entry, below]), len(entry.norm))


def _ends_below(whole: Block, above: int) -> bool:
    """Whether a title that begins on one line ends on the next, before its number in brackets there."""
    number = find_number(whole, above)
    return (
        number is not None
        and read_title(whole, 0, number[0] - (whole.norm[number[0] - 1] in "（|【")) is not None
    )


def _columns(block: Block) -> Mapping[str, int] | None:
    """Which cell of a header row is which column; None if the block is no header."""
    if len(block.norm) > 120:
        return None
    spans = cells(block)
    found: dict[str, int] = {}
    for row in rows("issuance", "columns", ("forms",)):
        for index, (start, end) in enumerate(spans):
            if block.norm[start:end] in row["forms"]:
                found.setdefault(row["id"], index)
    return found if {"number", "title"} <= found.keys() else None


def _row(blocks: Sequence[Block], index: int, columns: Mapping[str, int], writer: Writer) -> int:
    """Reads the row at ``index`` under a header: how many blocks it takes, 0 if it has too few cells to be one."""
    block = blocks[index]
    spans = cells(block)
    if len(spans) <= max(columns["number"], columns["title"]):
        return 0
    number = find_number(block, *spans[columns["number"]])
    if number is None:
        return 0
    issuer = spans[columns["issuer"]] if "issuer" in columns and columns["issuer"] < len(spans) else None
    dated = columns.get("date", columns.get("published", len(spans)))
    stated = spans[dated] if dated < len(spans) else None
    day = any_date(block.norm[slice(*stated)]) if stated else None
    cell, size = _whole_cell(blocks, index, spans[columns["title"]])
    titled, issuers = _title(cell, 0, len(cell.norm))
    if issuer is not None:
        issuers = issuers_in(block, *issuer) or issuers
    issuers = issuers or decree_issuers(block, number)
    _write(block, block.mention(*number), titled, issuers, day, writer)
    return size


def _whole_cell(blocks: Sequence[Block], index: int, span: Span) -> tuple[Block, int]:
    """A title's cell with what the lines below carry on of it, and how many lines that takes."""
    cell = part(blocks[index], *span)
    for size in range(1, _MOST_LINES):
        below = blocks[index + size] if index + size < len(blocks) else None
        if (
            read_title(cell)
            or below is None
            or len(cells(below)) > 1
            or find_number(below)
            or is_metadata(below)
        ):
            break
        longer = joined_block([cell, below])
        if read_title(longer):
            return longer, size + 1
        cell = longer
    return part(blocks[index], *span), 1


def _entry(block: Block, year: int | None, above: tuple[Mention, ...], writer: Writer) -> bool:
    """Reads an entry with its number before the title or behind it; a day may open or close it. False if it is none.

    A title that begins with 关于 is that of the body in the heading ``above``.
    """
    number = find_number(block)
    lead = _LEAD.match(block.norm)
    if number is None or lead is None:
        return False
    first = _DAY_FIRST.match(block.norm, lead.end(), number[0])
    end, day = _closing_day(block.norm, number, year)
    span = _beside(block.norm, number, first.end() if first else lead.end(), end)
    if span is None:
        return False
    titled, issuers = _title(block, *span)
    issuers = issuers or decree_issuers(block, number) or (above if titled.text.startswith("关于") else ())
    day = day or (_day_of(first, block.norm, number, year) if first else None)
    if day is None and span[1] < number[0]:
        found = find_date(block.norm, span[1], number[0])
        day = found[0] if found else None
    _write(block, block.mention(*number), titled, issuers, day, writer)
    return True


def _closing_day(norm: str, number: Span, year: int | None) -> tuple[int, str | None]:
    """Where an entry ends before its day, and the day; the year is the list's or the number's."""
    match = _CLOSING_DAY.search(norm, number[0])
    return (match.start(), _day_of(match, norm, number, year)) if match else (len(norm), None)


def _day_of(match: re.Match[str], norm: str, number: Span, year: int | None) -> str | None:
    core = re.search(r"\d{4}", norm[slice(*number)])
    known = match["year"] or year or (core and core.group())
    return iso(int(known), int(match["month"]), int(match["day"])) if known else None


def _beside(norm: str, number: Span, lead: int, end: int) -> Span | None:
    """The range of the title beside the number, what leads to the page left out."""
    if number[0] <= lead + 1:
        start = number[1]
        start += norm[start : start + 1] in ("）", "|", "，", "、")
    else:
        inside = _INSIDE.search(norm, lead, number[0])
        start, stop = lead, inside.start() if inside else number[0] - (norm[number[0] - 1] in "|【")
        if len(_PAGE.sub("", norm[number[1] : end].lstrip("）】|"))) > 12:
            return None
        end = stop
    page = _PAGE.search(norm, start, end)
    if page:
        end = page.start()
    nouns = [match.end() for match in _NOUN.finditer(norm, start, end)]
    if nouns and not norm[nouns[-1] : end].strip("…·.0123456789（）()|—"):
        end = nouns[-1]
    return (start, end) if end - start > 3 else None


def _title(block: Block, start: int, end: int) -> tuple[Mention, tuple[Mention, ...]]:
    found = read_title(block, start, end)
    return found if found is not None else (block.mention(start, end), ())


def _write(
    block: Block,
    number: Mention,
    title: Mention,
    issuers: tuple[Mention, ...],
    day: str | None,
    writer: Writer,
) -> None:
    if number == writer.section.document.number_mention:
        return
    place = (block, 0, len(block.text))
    values = {"number": number, "title": title, "issuer": issuers, "date": day}
    writer.record("document", values, place, "entry")
    for issuer in issuers:
        writer.fact("ISSUED", issuer, number, place, "entry", {"date": day, "title": title.text})
