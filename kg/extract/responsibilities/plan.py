"""Walks down a plan: keeps the heading that holds, and writes what tags, lines and tables say of it."""

from __future__ import annotations

from kg.extract.base import Writer
from kg.extract.responsibilities import roles
from kg.extract.responsibilities.headings import heading, items
from kg.extract.responsibilities.tables import Table, header
from kg.extract.responsibilities.tags import Tag, find_tags
from kg.model import Block, Mention, Section


class Plan:
    """The state of reading one section: the task that holds, and the rules said once for all."""

    def __init__(self, section: Section, writer: Writer) -> None:
        self.section = section
        self.writer = writer
        self.document = section.document.name or section.heading or None
        self.task: Mention | None = None
        self.plain: Mention | None = None
        self.table: Table | None = None
        self.first_leads = False

    def read(self) -> None:
        """Reads every block of the section in order."""
        blocks = self.section.blocks
        self.first_leads = any(_rules_all(block) for block in blocks)
        index = 0
        while index < len(blocks):
            index += self._row(index) or self._block(blocks[index])

    def _row(self, index: int) -> int:
        """Reads a table's header or row at ``index``: how many blocks it takes, 0 if there is none."""
        block = self.section.blocks[index]
        found = header(block)
        if found is not None:
            self.table = found
            self.writer.understood((block, 0, len(block.text)), "header")
            return 1
        if self.table is None:
            return 0
        row = self.table.row(self.section.blocks, index)
        if row is None:
            self.table = None
            return 0
        place = (row.block, 0, len(row.block.text))
        for span, relation in row.named:
            self._fact(relation, row.block.mention(*span), row.task, place, "table")
        if not row.named:
            self.writer.understood(place, "table")
        return row.size

    def _block(self, block: Block) -> int:
        starts = items(block)
        tags = find_tags(block.norm, frozenset(block.gaps)) if roles.gate().search(block.norm) else []
        edges = sorted(
            [(at, None, after) for at, after in starts] + [(tag.start, tag, tag.end) for tag in tags],
            key=_first,
        )
        for number, (at, tag, after) in enumerate(edges):
            if tag is not None:
                self._tag(block, tag)
                continue
            stop = edges[number + 1][0] if number + 1 < len(edges) else len(block.norm)
            found = heading(block, after, stop)
            if found is not None:
                self.task = found
                self.writer.understood((block, at, after + len(found.text)), "heading")
        if not starts and (not tags or tags[0].start > 0):
            self.plain = heading(block, 0, tags[0].start if tags else len(block.norm)) or self.plain
        return 1

    def _tag(self, block: Block, tag: Tag) -> None:
        place = (block, tag.start, tag.end)
        self.first_leads = self.first_leads or (tag.first_leads and tag.henceforth)
        task = self.task or self._own_sentence(block, tag) or self.plain
        if task is None or not tag.named:
            self.writer.understood(place, "tag")
            return
        if (tag.first_leads or self.first_leads) and not tag.has_lead:
            self._fact(roles.LEAD, block.mention(*tag.named[0][0]), task, place, "first")
        for span, relation in tag.named:
            self._fact(relation, block.mention(*span), task, place, "tag")

    def _own_sentence(self, block: Block, tag: Tag) -> Mention | None:
        """Where no item is numbered, the first sentence of the tag's own paragraph."""
        return heading(block, 0, tag.start) if tag.start > 1 else None

    def _fact(
        self, relation: str, body: Mention, task: Mention, place: tuple[Block, int, int], rule: str
    ) -> None:
        self.writer.fact(
            relation,
            body,
            task,
            place,
            rule,
            {"document": self.document},
            once_by=(self.document, task.spans),
        )


def _first(edge: tuple[int, Tag | None, int]) -> int:
    return edge[0]


def _rules_all(block: Block) -> bool:
    """Whether a sentence outside tags and tables says that the body named first leads."""
    match = roles.FIRST_LEADS.search(block.norm)
    if match is None or header(block) is not None:
        return False
    return not any(
        tag.start <= match.start() < tag.end for tag in find_tags(block.norm, frozenset(block.gaps))
    )
