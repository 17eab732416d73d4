"""Walks down a plan: keeps the heading that holds, and writes what tags, lines and tables say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.base import Writer
from kg.extract.responsibilities import roles
from kg.extract.responsibilities.bodies import lists_bodies
from kg.extract.responsibilities.headings import NUMBERING, Heading, heading, items
from kg.extract.responsibilities.tables import Row, Table, header, rows_in_columns
from kg.extract.responsibilities.tags import Tag, find_tags, in_cell
from kg.model import Block, Mention, Section
from kg.patterns import words
from kg.segment.metadata import is_metadata
from kg.segment.runs import joined_block

_HEADS = re.compile(r"(?:牵头|责任|配合|主办|协办|协同)(?:责任)?(?:单位|部门)(?!：)")
_CLAUSE = re.compile("[。：]|^(?:请|各单位|以上|上述)|落实|负责|要求|.{120}")
"""What a line that only goes on with a list of bodies has nothing of."""
_Edge = tuple[int, Tag | None, int]
"""Where in a block an item or a tag begins, the tag, and where the number or the tag ends."""


class Plan:
    """The state of reading one section: the task that holds, and the rules said once for all."""

    def __init__(self, section: Section, writer: Writer) -> None:
        self.section = section
        self.writer = writer
        self.document = (
            section.document.name or (None if _is_no_title(section.heading) else section.heading) or None
        )
        self.task: Heading | None = None
        self.tagged = False
        self.plain: Heading | None = None
        self.table: Table | None = None
        self.first_leads = False
        self.hanging: str | None = None

    def read(self) -> None:
        """Reads every block of the section in order."""
        blocks = self.section.blocks
        self.first_leads = any(_rules_all(blocks, index) for index in range(len(blocks)))
        index = 0
        while index < len(blocks):
            size = self._row(index)
            if not size:
                size = 2 if _label_waits(blocks, index) else 1
                self._block(joined_block(blocks[index : index + size]) if size > 1 else blocks[index])
            index += size

    def _row(self, index: int) -> int:
        """Reads a table's header or row at ``index``: how many blocks it takes, 0 if there is none."""
        blocks = self.section.blocks
        size, rows = rows_in_columns(blocks, index)
        for row in rows:
            self._cells(row)
        if size:
            return size
        found = header(blocks, index)
        if found is not None:
            self.table = found
            for block in blocks[index : index + found.size]:
                self.writer.understood((block, 0, len(block.text)), "header")
            return found.size
        if self.table is None:
            return 0
        one = self.table.row(blocks, index)
        if one is None:
            if not (_is_group(blocks[index]) or self.table.goes_on(blocks, index)):
                self.table = None
            return 0
        self._cells(one)
        return one.size

    def _cells(self, row: Row) -> None:
        place = (row.place, 0, len(row.place.text))
        for span, relation in row.named:
            self._fact(relation, row.block.mention(*span), row.task, place, "table")
        if not row.named:
            self.writer.understood(place, "table")

    def _block(self, block: Block) -> None:
        starts = items(block)
        tags = find_tags(block)
        if tags and is_metadata(block):
            return
        if self._goes_on(block, bool(starts or tags)):
            return
        edges: list[_Edge] = [(at, None, after) for at, after in starts]
        if tags:
            edges = sorted([*edges, *((tag.start, tag, tag.end) for tag in tags)], key=_first)
        if self._leads_in(edges):
            edges[0], edges[1] = edges[1], edges[0]
        for number, (at, tag, after) in enumerate(edges):
            if tag is not None:
                self._tag(block, tag)
            else:
                self._item(block, at, after, _next(edges, number))
        if not starts and (not tags or tags[0].start > 0):
            self.plain = heading(block, 0, tags[0].start if tags else len(block.norm)) or self.plain

    def _goes_on(self, block: Block, begins: bool) -> bool:
        """Reads a line of nothing but bodies below one that ends in a labelled list: the list goes on."""
        relation, self.hanging = self.hanging, None
        if relation is None or begins or self.task is None or _CLAUSE.search(block.norm):
            return False
        if not lists_bodies(block.norm, 0, len(block.norm), frozenset(block.gaps)):
            return False
        place = (block, 0, len(block.text))
        for span, own in in_cell(block.norm, 0, len(block.norm), relation, frozenset(block.gaps)):
            self._fact(own, block.mention(*span), self.task, place, "tag")
        self.hanging = relation
        return True

    def _leads_in(self, edges: Sequence[_Edge]) -> bool:
        """Whether a block's opening tag is that of the item behind it: the item before has its own."""
        if len(edges) < 2 or edges[0][0] or edges[0][1] is None or edges[1][1] is not None:
            return False
        return edges[1][0] == edges[0][2] and (self.task is None or self.tagged)

    def _item(self, block: Block, at: int, after: int, following: _Edge | None) -> None:
        """A numbered item begins; its heading may stand behind the tag."""
        stop = following[0] if following else len(block.norm)
        found = heading(block, after, stop)
        if found is None and following and following[1] and following[0] == after:
            found = heading(block, following[2], len(block.norm))
        if found is not None:
            self.task, self.tagged = found, False
            self.writer.understood((block, at, min(after + len(found.text), len(block.text))), "heading")

    def _tag(self, block: Block, tag: Tag) -> None:
        place = (block, tag.start, tag.end)
        self.first_leads = self.first_leads or (tag.first_leads and tag.henceforth)
        task = self._own_sentence(block, tag) if self._is_chapter() else None
        task = task or self.task or self._own_sentence(block, tag) or self.plain
        if task is None or not tag.named:
            self.writer.understood(place, "tag")
            return
        self.tagged = True
        self.hanging = tag.named[-1][1] if tag.hangs and tag.end == len(block.norm) else None
        if (tag.first_leads or self.first_leads) and not tag.has_lead:
            self._fact(roles.LEAD, block.mention(*tag.named[0][0]), task, place, "first")
        for span, relation in tag.named:
            self._fact(relation, block.mention(*span), task, place, "tag")

    def _is_chapter(self) -> bool:
        """Whether the heading that holds is a chapter's (主要任务) and names no task itself."""
        return self.task is not None and self.task.text.endswith(words("responsibilities", "chapters"))

    def _own_sentence(self, block: Block, tag: Tag) -> Heading | None:
        """Where no item is numbered, the first sentence of the tag's own paragraph."""
        return heading(block, 0, tag.start) if tag.start > 1 else None

    def _fact(
        self, relation: str, body: Mention, task: Heading, place: tuple[Block, int, int], rule: str
    ) -> None:
        self.writer.fact(
            relation,
            body,
            task.mention,
            place,
            rule,
            {"document": self.document},
            once_by=(self.document, task.mention.spans),
        )


def _is_group(block: Block) -> bool:
    """Whether a line within a table is the heading of a group of rows."""
    return len(block.norm) < 30 and bool(NUMBERING.match(block.norm)) and "：" not in block.norm


def _is_no_title(line: str) -> bool:
    """Whether the first line of a text without a title is an item or a table's header."""
    if NUMBERING.match(line) or roles.label().match(line):
        return True
    return line.startswith(("序号", "编号")) or len(_HEADS.findall(line)) > 1


def _first(edge: _Edge) -> int:
    return edge[0]


def _label_waits(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block ends in a label whose bodies stand in the next one."""
    norm = blocks[index].norm
    if not norm.endswith("：") or index + 1 >= len(blocks):
        return False
    return any(label.end == len(norm) for label in roles.labels(norm, 0, len(norm)))


def _rules_all(blocks: Sequence[Block], index: int) -> bool:
    """Whether a sentence outside tags and tables says that the body named first leads."""
    block = blocks[index]
    if not roles.first_leads(block.norm):
        return False
    match = roles.rule("first-leads").search(block.norm)
    if match is None or header(blocks, index) is not None:
        return False
    return not any(tag.start <= match.start() < tag.end for tag in find_tags(block))


def _next(edges: Sequence[_Edge], number: int) -> _Edge | None:
    """The first edge that stands behind one, not beside it."""
    for index in range(number + 1, len(edges)):
        if edges[index][0] > edges[number][0]:
            return edges[index]
    return None
