"""Sentences of logs and briefs → who was at what, in which part.

A sentence is read clause by clause. A clause names people who do something, announces a meeting, or says
neither. People may stand in several clauses before the verb; verbs without people go on from those before.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace

from kg.mentions.attendance.clauses import clauses, cut_out, turn, turns, without_lead
from kg.mentions.attendance.context import Context
from kg.mentions.attendance.lexicon import Verb, gate, next_verb, openings, stoppers
from kg.mentions.attendance.meetings import announced, is_meeting, split_meetings
from kg.mentions.attendance.objects import Objects
from kg.mentions.attendance.predicate import Predicate, predicate
from kg.mentions.calendar import Calendar
from kg.mentions.dates import days_at
from kg.mentions.lists import strip
from kg.mentions.people import Participant, is_row, row, tells_itself
from kg.model import Block, Mention, Span

_CLAUSES = 12
"""People before one verb may stand in this many clauses."""
_TRIES = 60
"""A verb is looked for in a clause at this many places: enough for thirty names, little enough for any text."""
_MUTUAL = frozenset({"会谈", "座谈", "会晤", "洽谈", "交流", "磋商", "对接", "面谈", "恳谈", "座谈交流"})
_JOINING = "和与同"
_HOLDING = frozenset({"召开", "组织召开", "举行", "举办", "召集"})
_GOES_ON = frozenset({"参加", "出席", "列席"})
_CONNECTIVES = ("并", "还", "随后", "先后", "之后", "又", "同时", "当天", "当日", "下午", "上午", "晚上")


@dataclass(frozen=True, slots=True)
class Attendance:
    """Somebody at a meeting or activity: what a fact ATTENDED or CHAIRED says."""

    relation: str
    person: Mention
    object: Mention
    title: str
    action: str | None
    date: str | None
    place: tuple[Block, int, int]
    rule: str

    def claim(self) -> tuple[str, Mention, Mention, tuple[Block, int, int], str, dict[str, str | None]]:
        """What a fact is made of, in the order that extractors write it."""
        attributes = {"date": self.date, "title": self.title, "action": self.action}
        return self.relation, self.person, self.object, self.place, self.rule, attributes


@dataclass(slots=True)
class Reader:
    """Reads sentences in order. ``known`` are names told in the text, ``told`` collects those that titles tell."""

    calendar: Calendar
    known: Set[str] = frozenset()
    told: set[str] = field(default_factory=set)
    context: Context = field(default_factory=Context)

    def fresh(self) -> None:
        """A new entry: a bare 会议 points no further back than to the entry before, and only where it must."""
        self.context = Context(before=replace(self.context, before=None))

    def forget(self) -> None:
        """A new item that has nothing to do with the one before."""
        self.context = Context()

    def name(self, block: Block, start: int, end: int) -> None:
        """A meeting's name on a line of its own, for the lines after it."""
        self.context.meet([block.mention(*span) for span in split_meetings(block.norm, start, end)])

    def listed(self, block: Block, start: int, end: int, action: str | None) -> list[Attendance]:
        """People on a line of their own: those who took part (``action``), or who chaired (none)."""
        sentence = _Sentence(self, block, start, end)
        sentence.list_people(action, (start, end), self.context.meeting)
        return sentence.found

    def read(self, block: Block, start: int, end: int) -> tuple[list[Attendance], str | None]:
        """What ``block[start:end]``, a sentence, states; and the rule that understood it if it states nothing."""
        by = turns("accompanied-by", block.norm, start, end)
        holes = [match.span() for match in (*turns("on-behalf", block.norm, start, end), *by)]
        sentence = self._sentence(block, start, end, holes)
        sentence.read()
        for match in by:
            sentence.found += self._companions(block, start, end, match.span("people"))
        return sentence.found, None if sentence.found else sentence.rule

    def _sentence(self, block: Block, start: int, end: int, holes: list[Span]) -> _Sentence:
        """A sentence read without 受甲委托 and 在甲陪同下, which stand between the people and what they do."""
        if not holes:
            return _Sentence(self, block, start, end)
        whole = cut_out(block, holes)
        less = sum(last - first for first, last in holes)
        sentence = _Sentence(self, whole, start, end - less)
        sentence.place = (block, start, end)
        return sentence

    def _companions(self, block: Block, start: int, end: int, people: Span) -> list[Attendance]:
        sentence = _Sentence(self, block, start, end)
        sentence.list_people("陪同", people, self.context.joined())
        return sentence.found


class _Sentence:
    """The state of reading one sentence: the people of the verb before, and whether one speaks 会上."""

    def __init__(self, reader: Reader, block: Block, start: int, end: int) -> None:
        self.reader = reader
        self.block = block
        self.norm = block.norm
        self.place = (block, start, end)
        self.clauses = clauses(block.norm, start, end)
        self.subject: list[Participant] = []
        self.awaited = False
        self.staged = False
        self.found: list[Attendance] = []
        self.rule: str | None = None
        self.objects = Objects(block, reader.context)

    def read(self) -> None:
        """Reads the clauses in order, up to the words that somebody is quoted with."""
        index = 0
        if not self.clauses or not gate().search(self.norm, self.clauses[0][0], self.clauses[-1][1]):
            self.rule = "nobody"
            return
        while index < len(self.clauses):
            taken = self._clause(index)
            if taken == 0:
                return
            index += taken

    def list_people(self, action: str | None, people: Span, at: Sequence[Mention]) -> None:
        """Reads a range as a row of people who were where ``at`` says; without ``action`` they chaired it."""
        start, end = strip(self.norm, *people, "", "。；")
        self.subject = row(self.norm, start, end, self.reader.known) or []
        verb = Verb("attend" if action else "chair", "listed", start, end, action or "")
        if self.subject:
            self._add(Predicate(verb, (end, end)), at, action or "")

    def _clause(self, index: int) -> int:
        """Reads the clause at ``index``; how many clauses that took, 0 where the rest only quotes somebody."""
        first, end = self.clauses[index]
        start, staged = without_lead(self.norm, first, end)
        self.staged = self.staged or staged
        for rule in ("content", "byline"):
            if turn(rule, self.norm, start, self.clauses[-1][1]):
                self.rule = rule
                return 0
        if turn("agenda", self.norm, start, end):
            self.rule = self.rule or "agenda"
            return 1
        by = turn("led-by", self.norm, start, end)
        start += by.end() if by else 0
        if start >= end or self._turned(index, start, end):
            return 1
        acting = self._acting(index, start)
        if acting is not None:
            return self._act(index, *acting)
        if self._going_on(first, start, end) or self._meeting(index, start, end):
            return 1
        self._nobodys(start, end)
        return 1

    def _act(self, index: int, last: int, subject: list[Participant], deed: Predicate | None) -> int:
        self.subject, self.awaited = subject, deed is None
        self.reader.told |= {self.norm[slice(*one.name)] for one in subject if one.title}
        return last - index + 1 if deed is None or self._state(deed) else 0

    # People who do something

    def _acting(self, index: int, start: int) -> tuple[int, list[Participant], Predicate | None] | None:
        """The row of people from ``start`` on and what they do, with the number of the clause of the verb.

        Without a predicate they act in the clause after it.
        """
        for last in range(index, min(len(self.clauses), index + _CLAUSES)):
            begin, end = self.clauses[last]
            begin = start if last == index else without_lead(self.norm, begin, end)[0]
            found = self._row_and_verb(start, begin, end)
            if found:
                return last, *found
            subject = self._on_the_way(start, begin, end)
            if subject:
                return last, subject, None
            if not self._may_be_row(begin, end):
                return None
        return None

    def _may_be_row(self, begin: int, end: int) -> bool:
        held = is_meeting(self.norm[begin:end]) or announced(self.norm, begin, end)
        return not (held or turn("on-stage", self.norm, begin, end)) and is_row(self.norm, begin, end, self.reader.known)

    def _row_and_verb(self, start: int, begin: int, end: int) -> tuple[list[Participant], Predicate] | None:
        """A row that ends where a verb phrase begins; at 和, or after a name that ends in 和, only if nowhere else."""
        doubtful: list[int] = []
        at = begin if begin > start else start + 2
        for _ in range(_TRIES):
            match = stoppers().search(self.norm, at, end)
            if not match:
                break
            point, at = match.start(), match.start() + 1
            if self.norm[point] in _JOINING or self.norm[point - 1] in _JOINING:
                doubtful.append(point)
            elif found := self._cut_at(start, point, end):
                return found
        return next((found for point in doubtful if (found := self._cut_at(start, point, end))), None)

    def _cut_at(self, start: int, point: int, end: int) -> tuple[list[Participant], Predicate] | None:
        if self.norm[point - 1] == "、":
            return None
        subject = row(self.norm, start, point, self.reader.known)
        deed = predicate(self.norm, point, end) if subject else None
        if not subject or not deed or (deed.verb.action in _HOLDING and not any(one.title for one in subject)):
            return None
        mutual = deed.verb.action in _MUTUAL and deed.frame is None and deed.object[0] == deed.object[1]
        if mutual and any(self.norm[one.titled[0] - 1] in _JOINING for one in subject[1:] if one.titled[0]):
            return None
        return subject, deed

    def _on_the_way(self, start: int, begin: int, end: int) -> list[Participant] | None:
        """市长甲来到某地，…: they act in the next clause."""
        at = max(begin, start + 2)
        for _ in range(_TRIES):
            match = openings().search(self.norm, at, end)
            if not match:
                return None
            at = match.start() + 1
            subject = row(self.norm, start, match.start(), self.reader.known)
            if subject:
                return subject
        return None

    def _going_on(self, first: int, start: int, end: int) -> bool:
        """A verb without people goes on from those before it: 并看望困难群众."""
        if not self.subject:
            return False
        deed = predicate(self.norm, start, end)
        linked = self.awaited or self.norm.startswith(_CONNECTIVES, first, end)
        if deed is None or not (linked or _goes_on(deed.verb)) or self._detail(deed.verb):
            return False
        self.awaited = False
        self._state(deed)
        return True

    def _detail(self, verb: Verb) -> bool:
        """Whether a verb only tells more of the inspection that was named: 调研水利工作…来到水库，察看大坝."""
        return self.awaited and verb.rule == "inspects" and bool(self.reader.context.deed)

    # What they do

    def _state(self, deed: Predicate, depth: int = 0) -> bool:
        """States a predicate of the people at hand and what follows it after 并; False if it opens a quotation."""
        verb = deed.verb
        if verb.kind == "remark":
            return self._remark(deed)
        if verb.kind == "accompany":
            self._accompany(deed)
        else:
            self._add(deed, *self.objects.of(deed))
        more = predicate(self.norm, *deed.rest) if deed.rest and depth < 3 else None
        return self._state(more, depth + 1) if more else True

    def _remark(self, deed: Predicate) -> bool:
        """甲在会上强调 is a speech; 甲强调 says nothing of where."""
        self.rule = "remarks"
        if deed.stage or self.staged:
            self._add(deed, self.objects.spoken_at(deed), "讲话")
        return False

    def _accompany(self, deed: Predicate) -> None:
        """陪同: the object of the one accompanied, who is named with what he does, or was before."""
        start, end = deed.object
        if start == end or self.reader.context.stands_for(self.norm[start:end]):
            self._add(deed, self.reader.context.joined(self.norm[start:end]), deed.verb.action)
            return
        companions, verb = self.subject, deed.verb.action
        found = self._row_and_verb(start, start, end)
        if found:
            self.subject = found[0]
            objects = self.objects.of(found[1])
            self._add(found[1], *objects)
            self.subject = companions
            self._add(deed, objects[0] or self.objects.plain(start, end), verb)
            return
        self._add(deed, self.objects.accompanied(start, end), verb)

    def _add(self, deed: Predicate, objects: Sequence[Mention], action: str) -> None:
        chaired = deed.verb.kind == "chair"
        date = self._date(deed)
        for person in self.subject:
            name = self.norm[slice(*person.name)]
            keys = {(name, date, one.text) for one in objects}
            speech = deed.verb.kind in ("speak", "remark")
            if speech and keys <= self.reader.context.spoke:
                self.rule = deed.verb.rule
                continue
            self.reader.context.spoke |= keys
            for one in objects:
                self.found.append(self._attendance(person, one, None if chaired else action, date, deed.verb.rule))

    def _attendance(
        self, person: Participant, object: Mention, action: str | None, date: str | None, rule: str
    ) -> Attendance:
        relation = "ATTENDED" if action else "CHAIRED"
        title = self.block.text[slice(*person.titled)]
        return Attendance(relation, self.block.mention(*person.name), object, title, action, date, self.place, rule)

    def _date(self, deed: Predicate) -> str | None:
        """The day that stands before the verb (于6月3日主持), else the day that holds."""
        row_end = self.subject[-1].name[1]
        for at in range(row_end, min(deed.verb.start, row_end + 12)):
            days = days_at(self.norm, at) if self.norm[at].isdecimal() else None
            if days:
                calendar = replace(self.reader.calendar)
                calendar.turn_to(days)
                return calendar.day
        return self.reader.calendar.day

    # Meetings and deeds without people

    def _turned(self, index: int, start: int, end: int) -> bool:
        """受甲委托 by itself, 会议由甲主持, 出席会议的有甲."""
        return self._chaired_by(start, end) or self._present_were(index, start)

    def _chaired_by(self, start: int, end: int) -> bool:
        match = turn("chaired-by", self.norm, start, end)
        if not match:
            return False
        first, last = (start + point for point in match.span("people"))
        subject = row(self.norm, first, last, self.reader.known)
        if not subject:
            return False
        meeting = (start + match.start("meeting"), start + match.end("meeting"))
        verb = Verb("chair", "chaired-by", start + match.start("verb"), end, match["verb"])
        self.subject = subject
        self._add(Predicate(verb, meeting), *self.objects.of(Predicate(verb, meeting)))
        return True

    def _present_were(self, index: int, start: int) -> bool:
        stop = self.clauses[-1][1]
        match = turn("present-were", self.norm, start, stop)
        if not match or match.end("object") > self.clauses[index][1] - start:
            return False
        self.subject = row(self.norm, start + match.start("people"), stop, self.reader.known) or []
        kind = "accompany" if match["verb"] == "陪同" else "attend"
        verb = Verb(kind, "present-were", start, start + match.end("verb"), match["verb"])
        deed = Predicate(verb, (start + match.start("object"), start + match.end("object")))
        if self.subject:
            self._add(deed, *self.objects.of(deed))
            self.clauses = self.clauses[: index + 1]
        return bool(self.subject)

    def _meeting(self, index: int, start: int, end: int) -> bool:
        """A clause that announces a meeting, names the one where somebody speaks, or is nothing but one's name."""
        stage = turn("on-stage", self.norm, start, end)
        span: Span | None
        if stage:
            span, self.staged = (start + 1, end - 1), True
            if self.reader.context.stands_for(self.norm[slice(*span)]):
                return True
        else:
            span = announced(self.norm, start, end) or self._named(start, end)
        if span is None:
            return False
        self.rule = self.rule or "announced"
        if not self.reader.context.stands_for(self.norm[slice(*span)]):
            self.reader.context.meet([self.block.mention(*one) for one in split_meetings(self.norm, *span)])
        self._held_on(start, end)
        return True

    def _named(self, start: int, end: int) -> Span | None:
        text = self.norm[start:end]
        whole = 5 <= len(text) <= 60 and text.endswith(("会议", "大会", "推进会", "仪式", "座谈会", "例会", "典礼"))
        return (start, end) if whole and is_meeting(text) and not next_verb(self.norm, start, end) else None

    def _held_on(self, start: int, end: int) -> None:
        """会议于6月3日召开: the day where none is known."""
        for at in range(start, end if self.reader.calendar.day is None else start):
            days = days_at(self.norm, at) if self.norm[at].isdecimal() and not self.norm[at - 1].isdecimal() else None
            if days:
                self.reader.calendar.turn_to(days)
                return

    def _nobodys(self, start: int, end: int) -> None:
        """省督查组来我市督查防汛工作: nobody is named, but those who 陪同 have this object."""
        if self.reader.context.deed or self.reader.context.meeting or turn("agenda", self.norm, start, end):
            return
        at = start + 2
        for _ in range(_TRIES):
            match = stoppers().search(self.norm, at, end)
            if not match:
                return
            at = match.start() + 1
            deed = predicate(self.norm, match.start(), end)
            if deed and deed.verb.kind == "visit":
                self.objects.of(deed)
                self.rule = self.rule or "nobody"
                return


def _goes_on(verb: Verb) -> bool:
    return verb.kind == "chair" or verb.rule == "visits" or verb.action in _GOES_ON


def plain_names(names: Set[str]) -> bool:
    """Whether all the names would be told without being known."""
    return all(tells_itself(name, behind=True) for name in names)
