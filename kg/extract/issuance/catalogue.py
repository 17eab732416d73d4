"""Contents lists, indexes and tables of documents: an entry has a number and a title, in either order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.extract.base import Writer
from kg.mentions.tables import cells, is_tabbed
from kg.model import Block, Mention, Section, Span
from kg.patterns import rows
from kg.segment.clusters import gathered, joined_block
from kg.segment.heads import NUMBER, any_date, find_number
from kg.segment.metadata import is_metadata
from kg.segment.titles import issuers_in, read_title

_LEAD = re.compile(r"(?:\d{1,3}[.、]|[●◆·△◎○■□▲★※—]|（\d{1,3}）)*")
_PAGE = re.compile(r"(?:[….·—]{2,}[（(]?\d[\d·—]*[)）]?|[（(]\d{1,3}[)）]|[….·—]{2,}|\|\d+)$")
_NOUN = re.compile(
    r"(?:通知|意见|决定|通告|公告|通报|批复|函|办法|规定|方案|规划|计划|要点|条例|预案|令|纪要|报告|请示|名单|细则|措施|决议|公报)(?:（[^（）]{1,24}）)*"
)
_NUMBER_ALONE = re.compile(rf"（?{NUMBER.pattern}）?[….·—]*[（(]?[\d·]*[)）]?")
_MOST_LINES = 3


def read(section: Section, writer: Writer) -> None:
    """Every entry of the list; one without a number states nothing."""
    columns: Mapping[str, int] | None = None
    for block in gathered(section.blocks, _MOST_LINES, _is_broken):
        header = _columns(block)
        if header is not None:
            columns = header
            writer.understood((block, 0, len(block.text)), "header")
        elif columns is None or not _row(block, columns, writer):
            _entry(block, writer)


def _is_broken(lines: Sequence[Block], below: Block) -> bool:
    """Whether the entry on ``lines`` is unfinished, and the line below can finish it."""
    if is_tabbed(lines[0]):
        return False
    entry = joined_block(lines)
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


def _row(block: Block, columns: Mapping[str, int], writer: Writer) -> bool:
    """Reads a row under a header; False if the block has too few cells to be one."""
    spans = cells(block)
    if len(spans) <= max(columns["number"], columns["title"]):
        return False
    number = find_number(block, *spans[columns["number"]])
    if number is None:
        return False
    issuer = spans[columns["issuer"]] if "issuer" in columns and columns["issuer"] < len(spans) else None
    stated = spans[columns["date"]] if "date" in columns and columns["date"] < len(spans) else None
    day = any_date(block.norm[slice(*stated)]) if stated else None
    titled, issuers = _title(block, *spans[columns["title"]])
    if issuer is not None:
        issuers = issuers_in(block, *issuer) or issuers
    _write(block, block.mention(*number), titled, issuers, day, writer)
    return True


def _entry(block: Block, writer: Writer) -> None:
    """Reads an entry with its number before the title or behind it."""
    number = find_number(block)
    lead = _LEAD.match(block.norm)
    if number is None or lead is None:
        return
    span = _beside(block.norm, number, lead.end())
    if span is None:
        return
    titled, issuers = _title(block, *span)
    _write(block, block.mention(*number), titled, issuers, None, writer)


def _beside(norm: str, number: Span, lead: int) -> Span | None:
    """The range of the title beside the number, what leads to the page left out."""
    if number[0] <= lead + 1:
        start, end = number[1], len(norm)
        start += norm[start : start + 1] in ("）", "|", "，", "、")
    else:
        start, end = lead, number[0] - (norm[number[0] - 1] in "（|【")
        if len(_PAGE.sub("", norm[number[1] :].lstrip("）】|"))) > 12:
            return None
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
    place = (block, 0, len(block.text))
    values = {"number": number, "title": title, "issuer": issuers, "date": day}
    writer.record("document", values, place, "entry")
    for issuer in issuers:
        writer.fact("ISSUED", issuer, number, place, "entry", {"date": day, "title": title.text})
