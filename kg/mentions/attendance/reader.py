"""Sentences of logs and briefs → who was at what, in which part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Protocol

from kg.mentions.attendance.clauses import APART, clauses, cut_out, may_stand_apart, turns
from kg.mentions.attendance.context import Context, Memory
from kg.mentions.attendance.headed import LONGEST_HEAD, head_of, headed
from kg.mentions.attendance.lexicon import gate
from kg.mentions.attendance.meetings import split_meetings
from kg.mentions.attendance.sentence import Sentence
from kg.mentions.attendance.somebody import names_someone
from kg.mentions.attendance.statement import Attendance, Place, Statements
from kg.mentions.calendar import Calendar
from kg.mentions.people import tells_itself
from kg.model import Block, Mention


class Pen(Protocol):
    """What records are written with: an extractor's writer."""

    def fact(
        self,
        relation: str,
        subject: Mention,
        object: Mention,
        place: Place,
        rule: str,
        attributes: Mapping[str, str | None] | None = None,
    ) -> None:
        """Writes a fact."""

    def understood(self, place: Place, rule: str) -> None:
        """Notes a sentence that was read and states nothing."""

    def left(self, place: Place) -> None:
        """Notes a part of a sentence that was not understood, whatever else the sentence states."""


class Reader:
    """Reads sentences in order and writes what they state. ``known`` are names told elsewhere in the text."""

    def __init__(self, pen: Pen, calendar: Calendar, known: Set[str] = frozenset()) -> None:
        self.pen = pen
        self.memory = Memory(calendar, known, set(known))

    @property
    def calendar(self) -> Calendar:
        """The day that holds, for the layout to turn."""
        return self.memory.calendar

    def missed(self, blocks: Iterable[Block]) -> frozenset[str]:
        """The names to know for a second reading, where the first may have passed over one: empty if it did not.

        Those are told by a title only, and stand where nobody was read.
        """
        memory = self.memory
        odd = [
            name for name in memory.told if name not in memory.known and not tells_itself(name, behind=True)
        ]
        if not odd:
            return frozenset()
        text = "\n".join(block.norm for block in blocks)
        passed = any(text.count(name) > len(memory.placed.get(name, ())) for name in odd)
        return frozenset(memory.told) if passed else frozenset()

    def fresh(self) -> None:
        """A new entry: a bare 会议 points no further back than to the entry before, and only where it must."""
        before = self.memory.context
        before.before = None
        self.memory.context = Context(before=before)

    def forget(self) -> None:
        """A new item that has nothing to do with the one before."""
        if self.memory.context.holds_something:
            self.memory.context = Context()

    def dated(self, opened: bool) -> None:
        """Whether a day opens the entry to come: else one may stand in its first clause."""
        self.memory.undated = not opened

    def heads(self, block: Block, start: int, end: int) -> bool:
        """Whether a line is nothing but a leader with a title (市长 江望): who does what the dated lines below say."""
        if not 2 < end - start <= LONGEST_HEAD or block.norm[end - 1] in "。；！日":
            return False
        head = head_of(block, start, end, self.memory.told)
        self.memory.head = head or self.memory.head
        return head is not None

    def beheaded(self) -> None:
        """What stands below tells of others: a line that is neither a day's nor an entry's."""
        self.memory.head = None

    def name(self, block: Block, start: int, end: int) -> None:
        """A meeting's name on a line of its own, for the lines after it."""
        self.memory.context.meet([block.mention(*span) for span in split_meetings(block.norm, start, end)])

    def listed(self, block: Block, start: int, end: int, action: str | None) -> None:
        """People on a line of their own: those who took part (``action``), or who chaired (none)."""
        statements = Statements(self.memory, block, (block, start, end))
        statements.list_people(action, (start, end), self.memory.context.meeting)
        self._write(statements.found)

    def read(self, block: Block, start: int, end: int) -> None:
        """Reads ``block[start:end]``, a sentence.

        受甲委托 and 在甲陪同下, which stand between people and what they do, are taken out before, and so is
        what stands in brackets of who else was there.
        """
        place = (block, start, end)
        under = headed(self.memory.head, block, start, end) if self.memory.head else None
        if under is not None:
            sentence = Sentence(self.memory, under, (0, len(under.norm)), place)
            sentence.read()
            self._told(sentence)
            return
        if not gate().search(block.norm, start, end):
            if not any(
                names_someone(block.norm, *one, self.memory) for one in clauses(block.norm, start, end)
            ):
                self.pen.understood(place, "nobody")
            return
        if may_stand_apart(block.norm, start, end):
            self._with_parts_apart(place)
            return
        sentence = Sentence(self.memory, block, (start, end), place)
        sentence.read()
        self._told(sentence)

    def _with_parts_apart(self, place: Place) -> None:
        """Reads a sentence without what stands apart in it, and then that."""
        block, start, end = place
        apart = {name: turns(name, block.norm, start, end) for name in APART}
        holes = [match.span() for matches in apart.values() for match in matches]
        whole = cut_out(block, holes) if holes else block
        sentence = Sentence(self.memory, whole, (start, end - len(block.norm) + len(whole.norm)), place)
        sentence.read()
        for match in apart["accompanied-by"]:
            companions = Statements(self.memory, block, place)
            companions.list_people("陪同", match.span("people"), self.memory.context.joined())
            sentence.found += companions.found
        for match in apart["in-brackets"]:
            inside = Sentence(self.memory, block, match.span("inside"), place)
            inside.read()
            sentence.found += inside.found
        self._told(sentence)

    def _told(self, sentence: Sentence) -> None:
        """Writes what a sentence states, and what was left in it."""
        self._write(sentence.found)
        left = sentence.unfinished()
        if sentence.rule and not (sentence.found or left):
            self.pen.understood(sentence.place, sentence.rule)
        for span in left:
            self.pen.left((sentence.block, *span))

    def _write(self, found: list[Attendance]) -> None:
        for attendance in found:
            self.pen.fact(*attendance)
