"""A table of appointments: a person a row, columns for the post gained and the post lost."""

from __future__ import annotations

import re

from kg.extract.appointments.posts import attribute, posts
from kg.extract.base import Writer
from kg.mentions.names import is_name
from kg.model import Block, Section, Span
from kg.segment.heads import any_date

_COLUMNS = (
    ("name", re.compile(r"姓名|任免人员|人员")),
    ("in", re.compile(r"任职|任命职务|新任职务|拟任|任命|现任")),
    ("out", re.compile(r"免职|免去职务|原任|免去")),
    ("date", re.compile(r"时间|日期")),
    ("note", re.compile(r"备注|说明")),
)


def read_table(section: Section, writer: Writer) -> bool:
    """Reads the section's table, if it has one with tabs and a header that names its columns."""
    header: dict[str, int] = {}
    for block in section.blocks:
        cells = _cells(block)
        if len(cells) < 3:
            continue
        if not header:
            header = _header(block, cells)
        elif "name" in header:
            _row(block, cells, header, writer)
    return bool(header)


def _cells(block: Block) -> list[Span]:
    cells: list[Span] = []
    begin = 0
    for index in sorted(block.gaps):
        for _ in range(block.gaps[index].count("\t")):
            cells.append((begin, index))
            begin = index
    cells.append((begin, len(block.norm)))
    return cells


def _header(block: Block, cells: list[Span]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, (start, end) in enumerate(cells):
        for name, pattern in _COLUMNS:
            if name not in found and pattern.search(block.norm[start:end]):
                found[name] = number
                break
    return found if "name" in found and ("in" in found or "out" in found) else {}


def _row(block: Block, cells: list[Span], header: dict[str, int], writer: Writer) -> None:
    def cell(name: str) -> Span:
        number = header.get(name)
        return cells[number] if number is not None and number < len(cells) else (0, 0)

    start, end = cell("name")
    if not is_name(re.sub(r"（[^（）]*）", "", block.norm[start:end])):
        return
    person = block.mention(start, start + len(re.sub(r"（[^（）]*）", "", block.norm[start:end])))
    day = any_date(block.norm[slice(*cell("date"))])
    stated = attribute("probation", block.norm[slice(*cell("note"))])
    for column, relation in (("in", "APPOINTED_TO"), ("out", "REMOVED_FROM")):
        found, probation = posts(block, *cell(column), None)
        for post in found:
            attributes = {"agency": post.agency.text if post.agency else None, "title": post.title.text, "date": day}
            attributes["rank"] = post.rank
            attributes["probation"] = (probation or stated) if column == "in" else None
            writer.fact(relation, person, post.mention, (block, 0, len(block.norm)), "table", attributes)
