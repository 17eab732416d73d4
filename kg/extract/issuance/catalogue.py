"""Contents lists, indexes and tables of documents: an entry has a number and a title, in either order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.base import Writer
from kg.extract.issuance import days, headings, named, pairs, tables
from kg.extract.issuance.entries import MARKS, NOUN, PAGE, days_behind, whole_entry
from kg.mentions.dates import find_date
from kg.mentions.tables import rows
from kg.model import Block, Mention, Section, Span
from kg.segment.heads import year_and_month
from kg.segment.metadata import is_metadata
from kg.segment.numbers import SERIAL, decree_issuers, find_number, serial_alone
from kg.segment.runs import joined_block
from kg.segment.titles import issuers_in, read_title

_LEAD = re.compile(MARKS)
_PAGE_FIRST = re.compile(r"\d{1,3}(?:[·.—-]\d{1,3})?(?=\D)")
_BEHIND_ISSUER = re.compile(r"\d{4}年|公告|通告|通知|任免|公布|表彰|授予|贯彻|进一步|加强|调整|成立|第\d")
"""What a title that lacks 关于 begins with behind its issuer: 云州市人民政府办公室2012年工作要点."""
_INSIDE = re.compile(r"（[^（）]*$")
_MOST_LINES = 4
_OWN_TITLE = ("关于", "转发", "批转", "印发")
"""What a title without its issuer begins with."""


def read(section: Section, writer: Writer) -> None:
    """Every entry of the list; one without a number states nothing."""
    found = _List(section, writer, section.blocks)
    if pairs.may_list(section.blocks):
        found.read_pairs()
    else:
        found.read()


def read_tables(section: Section, writer: Writer) -> None:
    """The tables of documents in a section that is no list of them, as the annex of a volume has."""
    if pairs.may_list(section.blocks):
        _List(section, writer, section.blocks).read_pairs()
    header = next((index for index, block in enumerate(section.blocks) if tables.may_head(block.norm)), None)
    if header is not None:
        _List(section, writer, section.blocks[header:]).read_tables()


class _List:
    """The state of reading one list: the columns, the body and the day of the heading that holds."""

    def __init__(self, section: Section, writer: Writer, blocks: Sequence[Block]) -> None:
        self.blocks = [row for block in blocks for row in rows(block)]
        self.writer = writer
        self.year = year_and_month(section.heading)[0] or section.year
        self.columns: tables.Columns | None = None
        self.whole = next(filter(None, map(headings.of_list, self.blocks[:_MOST_LINES])), ())
        self.above: tuple[Mention, ...] = ()
        self.order: Mention | None = None
        self.level = 0
        self.behind = days_behind(self.blocks)
        self.day: str | None = None
        self.month: int | None = None

    def read(self) -> None:
        """Reads every block in order."""
        index = 0
        while index < len(self.blocks):
            index += self._table(index) or self._entry(index)

    def read_tables(self) -> None:
        """Reads the tables; a row that does not fit ends one."""
        index = 0
        while index < len(self.blocks):
            size = self._table(index)
            self.columns = self.columns if size else None
            index += size or 1

    def _table(self, index: int) -> int:
        """Reads the table, or the header or row of one, at ``index``: how many blocks it takes, 0 if there is none."""
        block = self.blocks[index]
        found = tables.spaced(self.blocks, index) or tables.stacked(self.blocks, index)
        if found is not None:
            for cells in found.rows:
                self._cells(cells, found.columns, joined_block(sorted(filter(_filled, cells), key=_place)))
            return found.size
        header = tables.header(block)
        if header is not None:
            self.columns = header
            self.writer.understood((block, 0, len(block.text)), "header")
            return 1
        return self._row(index, self.columns) if self.columns is not None else 0

    def _row(self, index: int, columns: tables.Columns) -> int:
        """Reads the row at ``index`` under a header: how many blocks it takes, 0 if it has too few cells to be one."""
        cells = tables.row_cells(self.blocks[index])
        if len(cells) <= max(columns["number"], columns["title"]):
            return 0
        cells[columns["title"]], size = _whole_cell(self.blocks, index, cells[columns["title"]])
        return size if self._cells(cells, columns, self.blocks[index]) else 0

    def _cells(self, cells: Sequence[Block], columns: tables.Columns, place: Block) -> bool:
        """Reads a row's cells; False if they have no number."""
        return self._values({name: cells[at] for name, at in columns.items() if at < len(cells)}, place)

    def read_pairs(self) -> None:
        """Reads the entries that name their values themselves."""
        for entry, run in pairs.entries(self.blocks):
            if {"number", "title"} <= entry.keys():
                self._values(entry, joined_block(run))

    def _values(self, values: pairs.Entry, place: Block) -> bool:
        """Reads what the columns of a document hold; False if there is no number."""
        cell, titled = values["number"], values["title"]
        number = find_number(cell) or serial_alone(cell)
        if number is None:
            return False
        named = cell.norm[slice(*number)]
        dated = values.get("date", values.get("published"))
        day = days.in_cell(dated.norm, named, self.year) if dated else None
        title, issuers = _title(titled, 0, len(titled.norm)) if titled.text else (titled.mention(0, 0), ())
        if "issuer" in values:
            issuers = issuers_in(values["issuer"], 0, len(values["issuer"].norm)) or issuers
        issuers = issuers or self._by_number(cell, number, title)
        _write(place, cell.mention(*number), title, issuers, day, self.writer)
        return True

    def _entry(self, index: int) -> int:
        """Reads the entry, the heading or the day at ``index``: how many blocks it takes."""
        size, block = whole_entry(self.blocks, index, self.behind)
        if not self.behind and days.is_alone(block.norm):
            self.day = days.alone(block.norm, self.year)
        elif month := days.month_alone(block.norm):
            self.month, self.day = month, None
        elif not self._reads(block):
            self._heading(block)
        return size

    def _heading(self, block: Block) -> None:
        """Takes the bodies that a heading names; another heading, unless of a part of theirs, ends what they head.

        A list with groups by bodies is not the one's that its title names.
        """
        order = headings.of_orders(block)
        bodies = order[1] if order else headings.of_group(block)
        if bodies:
            self.order = order[0] if order else None
        if bodies or ("部门" in block.norm and headings.begins_group(block)):
            self.above, self.level, self.whole = bodies, headings.level(block), ()
        elif headings.begins_group(block) and not headings.is_part(block, self.level):
            self.above = ()

    def _reads(self, block: Block) -> bool:
        """Reads an entry with its number before the title or behind it; a day may open or close it. False if it is none."""
        number = find_number(block)
        if number is None:
            return self._reads_order(block)
        begin, opening = days.opening(block.norm, _lead(block), number, self.year, self.month)
        end, day = days.closing(block.norm, number, self.year)
        span, titled, issuers = _read(block, number, begin, end)
        if titled is None:
            return False
        issuers = issuers or self._by_number(block, number, titled)
        day = day or opening
        if day is None and span[1] < number[0]:
            found = find_date(block.norm, span[1], number[0]) or find_date(block.norm, number[1], end)
            day = found[0] if found else None
        _write(block, block.mention(*number), titled, issuers, day or self.day, self.writer)
        return True

    def _reads_order(self, block: Block) -> bool:
        """Reads 第31号 with its title below 云州市人民政府令."""
        lead = _lead(block)
        serial = SERIAL.match(block.norm, lead) if self.order is not None else None
        if self.order is None or serial is None:
            return False
        end, day = days.closing(block.norm, serial.span(), self.year)
        span = _beside(block.norm, serial.span(), lead, end)
        if span is None:
            return False
        number = self.order.joined(block.mention(*serial.span()))
        _write(block, number, _title(block, *span)[0], self.above, day or self.day, self.writer)
        return True

    def _by_number(self, block: Block, number: Span, title: Mention) -> tuple[Mention, ...]:
        """The body in a decree's number; else, of a title that begins with 关于, that of the heading above."""
        own = decree_issuers(block, number)
        if own or not title.text.startswith(_OWN_TITLE):
            return own
        return headings.may_number(self.above or self.whole, block.norm[slice(*number)])


def _filled(cell: Block) -> bool:
    return bool(cell.text)


def _place(cell: Block) -> int:
    return cell.offsets[0]


def _whole_cell(blocks: Sequence[Block], index: int, title: Block) -> tuple[Block, int]:
    """A title's cell with what the lines below carry on of it, and how many lines that takes."""
    cell = title
    for size in range(1, _MOST_LINES):
        below = blocks[index + size] if index + size < len(blocks) else None
        if read_title(cell) or below is None or is_metadata(below) or find_number(below):
            break
        if len(tables.row_cells(below)) > 1:
            break
        cell = joined_block([cell, below])
        if read_title(cell):
            return cell, size + 1
    return title, 1


def _read(
    block: Block, number: Span, begin: int, end: int
) -> tuple[Span, Mention | None, tuple[Mention, ...]]:
    """Where the title of an entry stands, the title and the bodies that it, or what stands beside the number, names."""
    span = _beside(block.norm, number, begin, end)
    titled, issuers = _title(block, *span) if span else (None, ())
    if not issuers:
        wider, bodies = named.beside(block, number, begin, end)
        apart = _beside(block.norm, wider, begin, end) if bodies else None
        if apart:
            return apart, _title(block, *apart)[0], bodies
    return span or number, titled, issuers


def _lead(block: Block) -> int:
    """Where an entry begins behind its mark or number, or the page that it stands on."""
    lead = _LEAD.match(block.norm)
    page = _PAGE_FIRST.match(block.norm)
    return page.end() if page and page.end() in block.gaps else lead.end() if lead else 0


def _beside(norm: str, number: Span, lead: int, end: int) -> Span | None:
    """The range of the title beside the number, what leads to the page left out."""
    if number[0] <= lead + 1:
        start = number[1]
        start += norm[start : start + 1] in ("）", "|", "，", "、")
    else:
        inside = _INSIDE.search(norm, lead, number[0])
        start, stop = lead, inside.start() if inside else number[0] - (norm[number[0] - 1] in "|【")
        behind = norm[number[1] : end]
        behind = behind[behind.find("）") + 1 :] if inside else behind
        if len(PAGE.sub("", behind.lstrip("）】|"))) > 12:
            return None
        end = stop
    page = PAGE.search(norm, start, end)
    if page:
        end = page.start()
    nouns = [match.end() for match in NOUN.finditer(norm, start, end)]
    if nouns and not norm[nouns[-1] : end].strip("…·.0123456789（）〔〕|—/第期页、："):
        end = nouns[-1]
    return (start, end) if end - start > 3 else None


def _title(block: Block, start: int, end: int) -> tuple[Mention, tuple[Mention, ...]]:
    if block.norm[start] == "《" and block.norm[end - 1] == "》":
        start, end = start + 1, end - 1
    found = read_title(block, start, end)
    if found is not None:
        return found
    for stop in _BEHIND_ISSUER.finditer(block.norm, start + 4, end):
        issuers = issuers_in(block, start, stop.start())
        if issuers:
            return block.mention(stop.start(), end), issuers
    return block.mention(start, end), ()


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
