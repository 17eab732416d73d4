"""Paragraph by paragraph: whose entry it is, and what its clauses state."""

from __future__ import annotations

import re

from kg.extract.base import Writer
from kg.extract.leadership.clauses import Clause, Turn, parts
from kg.extract.leadership.handover import handovers
from kg.extract.leadership.heads import Head, begins_body, enumerator_end, head_at, person_in
from kg.extract.leadership.joints import PLACE
from kg.extract.leadership.marks import is_status
from kg.extract.leadership.objects import items
from kg.extract.leadership.rows import Header, header_of, row_cells
from kg.extract.leadership.rules import any_of, first_match, vocabulary
from kg.extract.leadership.titles import are_titles
from kg.extract.leadership.verbs import Opening, opening_at
from kg.mentions.agencies import is_agency
from kg.mentions.lists import split
from kg.model import Block, Mention, Span
from kg.segment.heads import read_head
from kg.segment.metadata import is_metadata

_STOPPED = re.compile(r"[，。；]")
_DAY = 14
"""A day that stands alone has fewer characters."""
_DATE = re.compile(r"(?:\d{4}|[一二][一二三四五六七八九○零]{3})年")
_OF_SOMEBODY = re.compile(r"[一-龥·]{2,12}?(?:[市县区省州镇乡局厅处校院]长|书记|主任|秘书长|委员|成员|同志)")
"""How a sentence begins that has somebody of its own, though no head was read in it."""
_RELATIONS = {
    "duty": ("负责", "负责"),
    "oversees": ("分管", "负责"),
    "liaises": ("联系", "联系"),
    "helps_oversee": ("协管", "协助"),
    "helps": ("协助", "协助"),
}
"""The relation to a body and the relation to a field of work."""


class Reader:
    """Reads a section's paragraphs in order; ``person`` is the one whose entry goes on.

    ``whole`` are the names with 和 that the document's bodies have, ``headed`` is where the last head of the
    paragraph ends.
    """

    def __init__(self, writer: Writer, date: str | None, whole: frozenset[str]) -> None:
        self.writer = writer
        self.date = date
        self.whole = whole
        self.person: Mention | None = None
        self.header: Header | None = None
        self.pending: Opening | None = None
        self.headed = 0
        self.ended: set[tuple[str, str, str]] = set()

    def read(self, line: Block, following: Block | None) -> None:
        """One paragraph; ``following`` may be needed to tell a name on a line of its own."""
        self.headed = 0
        header = header_of(line)
        if header is not None:
            self.header, self.person = header, None
        elif not (self.header and self._row(line, self.header)):
            self._paragraph(line, following)

    def _row(self, line: Block, header: Header) -> bool:
        """A table's row under its header; what fits no header is read as a paragraph."""
        row = row_cells(line)
        if not 1 < len(row) <= len(header.roles):
            return False
        if len(row) < len(header.roles) and opening_at(line, row[0][0]):
            self._body(line, 0, end=row[0][1])
            return True
        for role, cell in zip(header.roles, row, strict=False):
            if role == "name" and cell[0] < cell[1]:
                name = person_in(line, *cell)
                if name is None:
                    return False
                self.person = line.mention(*name)
        for role, (start, end) in zip(header.roles, row, strict=False):
            if start < end and role not in ("name", "title", "other"):
                gives = None if role == "plain" else Opening("header", role, start)
                self._body(line, start, gives or self._fields_only(line, start, end), end)
        return True

    def _paragraph(self, line: Block, following: Block | None) -> None:
        named = self._named(line)
        head = named or head_at(line)
        if head is not None and head.doubtful and not (following is not None and begins_body(following, 0)):
            head = None
        if head is not None:
            self.person, self.pending = line.mention(*head.name), None
            colon = line.norm[head.end - 1 : head.end] == "："
            self.headed = head.end
            implied = self._fields_only(line, head.end) if colon else None
            self._body(line, head.end, implied, lead=self._lead(line, head))
        elif self.person and begins_body(line, 0):
            self.pending = None
            self._body(line, 0)
        elif self.person and self.pending and self._is_list(line) and not _is_signed(following):
            announced = self.pending
            self._body(line, 0, announced)
            self.pending = None if self.pending is announced and line.norm[-1] in "。；" else self.pending
        elif any_of("label_aside", after="：").match(line.norm):
            self.writer.understood((line, 0, len(line.norm)), "aside")
        elif not self._is_noise(line):
            self._other(line)

    def _lead(self, line: Block, head: Head) -> int | None:
        """Where a quote that takes in the head begins; in a table set in columns the name may stand below its text."""
        before = head.end < len(line.norm) and line.offsets[head.begin] < line.offsets[head.end]
        return head.begin if before else None

    def _named(self, line: Block) -> Head | None:
        """姓名：甲 on a line of its own."""
        if not line.norm.startswith("姓名"):
            return None
        start = 3 if line.norm[2:3] == "：" else 2
        name = person_in(line, start, len(line.norm))
        return Head(name, len(line.norm)) if name else None

    def _other(self, line: Block) -> None:
        """A paragraph that opens with nobody: rules for all, or news in which people come up on the way."""
        self.person = self.pending = None
        self._body(line, 0)

    def _is_noise(self, line: Block) -> bool:
        """A heading, a signature, a page's own line: it says nothing and ends no entry."""
        return (
            not _STOPPED.search(line.norm)
            or bool(any_of("label_other", after="：").match(line.norm))
            or is_metadata(line)
            or read_head(line) is not None
        )

    def _is_list(self, line: Block) -> bool:
        """Whether a paragraph can be the list that the label before it announced."""
        text = line.norm[enumerator_end(line.norm, 0) :]
        first = re.split(r"[、，；。（]", text, maxsplit=1)[0].removesuffix("工作")
        listed = text[len(first) : len(first) + 1] == "、" and len(first) <= 12
        known = is_agency(first) or bool(PLACE.search(first)) or first in vocabulary("fields")
        return len(first) <= 24 and (known or listed)

    def _fields_only(self, line: Block, start: int, end: int | None = None) -> Opening | None:
        """An entry of nothing but fields (副市长甲：农业、水利。) has no verb."""
        norm = line.norm
        stop = norm.find("。", start, end)
        last = stop if stop >= 0 else len(norm) if end is None else end
        listed = [norm[slice(*span)] for span in split(norm, start, last)]
        known = sum(item.removesuffix("工作").removesuffix("等") in vocabulary("fields") for item in listed)
        if opening_at(line, start) or is_status(norm, start) or not listed or known * 2 < len(listed):
            return None
        return Opening("fields_only", "duty", start)

    def _body(
        self,
        line: Block,
        start: int,
        implied: Opening | None = None,
        end: int | None = None,
        lead: int | None = None,
    ) -> None:
        """The clauses of a paragraph; sentence by sentence what they state, or what kind of saying it is."""
        sentence: Span | None = None
        stated = True
        for part in parts(line, start, end, implied, lead):
            if sentence is not None and part.sentence != sentence and not stated:
                self._unstated(line, sentence)
            if part.sentence != sentence:
                sentence, stated = part.sentence, self._handed(line, part.sentence)
            if isinstance(part, Turn):
                self.person, self.pending, self.headed = line.mention(*part.head.name), None, part.head.end
                sentence, stated = None, True
            elif isinstance(part, Clause):
                stated |= self._clause(line, part)
        if sentence is not None and not stated:
            self._unstated(line, sentence)

    def _handed(self, line: Block, sentence: Span) -> bool:
        found = False
        for handover in handovers(line, *sentence):
            found = True
            name = line.mention(*handover.name)
            opening = Opening("handed", handover.gives, handover.objects[0], None, None, handover.ending)
            self._state(line, name, opening, handover.objects, sentence)
            if line.norm.startswith("由", enumerator_end(line.norm, sentence[0])) and not handover.ending:
                self.person, self.pending = name, None
        return found

    def _clause(self, line: Block, clause: Clause) -> bool:
        opening = clause.opening
        if opening.gives == "none" or self.person is None:
            if opening.gives == "none":
                self.writer.understood((line, *clause.sentence), opening.rule)
            return False
        if clause.empty:
            self.pending = opening if clause.end == len(line.norm) else None
            return True
        return self._state(line, self.person, opening, (clause.start, clause.end), clause.sentence)

    def _state(self, line: Block, person: Mention, opening: Opening, objects: Span, sentence: Span) -> bool:
        """Facts, or endings, of one verb and its list; whether there were any."""
        both = ("oversees", "liaises") if opening.gives == "oversees_liaises" else (opening.gives,)
        found = False
        for gives in both:
            for item in items(line, *objects, gives, self.whole):
                found = True
                relation = _RELATIONS[gives][0 if item.agency else 1]
                self._write(line, person, relation, line.mention(*item.span), opening, sentence)
        return found

    def _write(
        self, line: Block, person: Mention, relation: str, object: Mention, opening: Opening, sentence: Span
    ) -> None:
        place = (line, *sentence)
        if not opening.ending:
            attributes = {"date": self.date}
            if opening.whom and relation in ("协管", "协助"):
                attributes["whom"] = opening.whom
            self.writer.fact(relation, person, object, place, opening.rule, attributes)
            return
        key = (relation, person.text, object.text)
        if key not in self.ended:
            values = {"relation": relation, "subject": person, "object": object}
            self.writer.record("ending", values, place, "no_longer")
        self.ended.add(key)

    def _unstated(self, line: Block, sentence: Span) -> None:
        """A sentence without a fact: a status, or something that is known to state none."""
        start, end = self._without_titles(line, max(sentence[0], self.headed), sentence[1])
        start += line.norm[start:end].startswith("：")
        text = line.norm[start:end].rstrip("。；")
        if self.person and is_status(line.norm, start) and (self.headed or not _OF_SOMEBODY.match(text)):
            values = {"subject": self.person, "status": line.text[start : start + len(text)]}
            self.writer.record("status", values, (line, *sentence), first_match("status", text) or "status")
            return
        rule = first_match("absent", text)
        if rule:
            self.writer.understood((line, *sentence), rule)

    def _without_titles(self, line: Block, start: int, end: int) -> Span:
        start = enumerator_end(line.norm, start)
        stop = line.norm.find("，", start, end)
        while stop > 0 and are_titles(line.norm, start, stop):
            start, stop = stop + 1, line.norm.find("，", stop + 1, end)
        return start, end


def _is_signed(following: Block | None) -> bool:
    """Whether the day under a signature follows."""
    return following is not None and bool(_DATE.match(following.norm)) and len(following.norm) < _DAY
