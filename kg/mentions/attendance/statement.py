"""Statements: people at hand and a predicate → who was at what, each one once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.mentions.attendance.acting import row_and_verb
from kg.mentions.attendance.context import Memory
from kg.mentions.attendance.lexicon import Verb
from kg.mentions.attendance.objects import Objects
from kg.mentions.attendance.predicate import Predicate, predicate
from kg.mentions.dates import days_at
from kg.mentions.lists import strip
from kg.mentions.people import Participant, row
from kg.model import Block, Mention, Span

Place = tuple[Block, int, int]
_LOOKS = re.compile(r"(?:察看|查看|参观|观摩|了解|踏看|听取|走访|探访|检视|体验|查访)+")
"""What somebody who inspects does there."""
_REPORTS = re.compile(
    r"(?:了|相关|有关|情况|工作|各方|大家|的)*(?:汇报|介绍|报告|意见|建议)(?:和(?:意见|建议))?"
)
"""What is listened to somewhere, and is nothing that one could be at."""
_NO_QUOTATION = re.compile(
    r"提出了?(?:[^，。；：要]{0,8})(?:要求|意见|建议|希望)(?=[，。；]|$)|介绍了?[^，。；：]{0,20}(?:情况|经验|做法|来历)(?=[，。；]|$)"
    r"|表示(?:热烈|衷心|诚挚|亲切|崇高)*的?(?:欢迎|感谢|祝贺|慰问|敬意)"
)


Attendance = tuple[str, Mention, Mention, Place, str, dict[str, str | None]]
"""Somebody at a meeting or activity, as extractors write a fact: relation, person, object, sentence, rule, attributes."""


def tells_how(deed: Predicate) -> bool:
    """Whether what follows another deed only tells how that was done: 调研水利工作，并与师生交流."""
    return deed.verb.action == "交流"


class Statements:
    """States predicates of one sentence at a time. ``place`` is the sentence that is quoted for it.

    ``subject`` are the people of the verb before, ``staged`` whether somebody speaks 会上.
    """

    def __init__(self, memory: Memory, block: Block, place: Place) -> None:
        self.memory = memory
        self.block = block
        self.norm = block.norm
        self.place = place
        self.subject: list[Participant] = []
        self.staged = False
        self.found: list[Attendance] = []
        self.rule: str | None = None
        self.unread: list[Span] = []
        self.guests: tuple[list[Participant], Predicate] | None = None
        self.awaiting: list[tuple[list[Participant], Predicate, str]] = []
        self.objects = Objects(block, memory.context)

    def list_people(self, action: str | None, people: Span, at: Sequence[Mention]) -> None:
        """Reads a range as a row of people who were where ``at`` says; without ``action`` they chaired it."""
        start, end = strip(self.norm, *people, "", "。；")
        self.subject = row(self.norm, start, end, self.memory.told) or []
        verb = Verb("attend" if action else "chair", "listed", start, end, action or "")
        if self.subject:
            self.add(Predicate(verb, (end, end)), at, action or "")

    def state(self, deed: Predicate, depth: int = 0) -> bool:
        """States a predicate of the people at hand and what follows it after 并; False if it opens a quotation."""
        verb = deed.verb
        if verb.kind == "remark":
            return self._remark(deed)
        if verb.kind == "accompany":
            self._accompany(deed)
        elif (verb.action == "听取" and _REPORTS.fullmatch(self.norm, *deed.object)) or self._looks_round(
            verb
        ):
            self.rule = self.rule or "detail"
        else:
            self._do(deed)
        more = predicate(self.norm, *deed.rest) if deed.rest and depth < 3 else None
        return self.state(more, depth + 1) if more and not tells_how(more) else True

    def _do(self, deed: Predicate) -> None:
        objects, action = self.objects.of(deed)
        bare = not objects and deed.object[0] == deed.object[1] and deed.frame is None
        if bare and deed.verb.kind in ("chair", "attend", "speak"):
            self.awaiting.append((self.subject, deed, action))
        else:
            self.add(deed, objects, action)
        if deed.verb.rule in ("inspects", "carries-out"):
            self.memory.context.inspected |= {self.norm[slice(*one.name)] for one in self.subject}
        if objects and deed.verb.kind in ("chair", "attend"):
            self._fulfil(objects)

    def _fulfil(self, objects: Sequence[Mention]) -> None:
        """甲主持，乙参加X会议: who was said to chair before the meeting is named."""
        subject, awaiting, self.awaiting = self.subject, self.awaiting, []
        for self.subject, deed, action in awaiting:
            self.add(deed, objects, action)
        self.subject = subject

    def _looks_round(self, verb: Verb, named: bool = True) -> bool:
        """Whether a verb only tells more of an inspection: 甲调研水利工作。甲先后察看了大坝.

        One who is ``named`` with his title again does something else.
        """
        return (
            verb.rule == "inspects"
            and bool(_LOOKS.fullmatch(verb.action) or (not named and self._in_turn(verb)))
            and not (named and any(one.title for one in self.subject))
            and {self.norm[slice(*one.name)] for one in self.subject} <= self.memory.context.inspected
        )

    def _in_turn(self, verb: Verb) -> bool:
        """先后考察了图书馆, 实地检查了大坝: the stations of an inspection."""
        return self.norm.endswith(("先后", "实地", "现场", "依次"), 0, verb.start)

    def _remark(self, deed: Predicate) -> bool:
        """甲在会上强调 is a speech; 甲强调 says nothing of where. 提出要求 quotes nobody."""
        self.rule = "remarks"
        if deed.stage or self.staged:
            self.add(deed, self.objects.spoken_at(deed), "讲话")
        return bool(_NO_QUOTATION.match(self.norm, deed.verb.start))

    def _accompany(self, deed: Predicate) -> None:
        """陪同: the object of the one accompanied, who is named with what he does, or was before."""
        start, end = deed.object
        if start == end or self.memory.context.stands_for(self.norm[start:end]):
            self.add(deed, self.memory.context.joined(self.norm[start:end]), deed.verb.action)
            return
        companions, verb = self.subject, deed.verb.action
        found = row_and_verb(self.norm, start, start, end, self.memory.told)
        if found:
            self.subject = found[0]
            objects = self.objects.of(found[1])
            self.add(found[1], *objects)
            self.subject = companions
            self.add(deed, objects[0] or self.objects.plain(start, end), verb)
            return
        guests = row(self.norm, start, end, self.memory.told)
        if guests and not self.guests:
            self.guests = (guests, deed)
            return
        self.add(deed, self.objects.accompanied(start, end), verb)

    def _with_guests(self, deed: Predicate) -> bool:
        """甲陪同乙一行，先后到某地考察: it is 乙 who does so, and 甲 is with him."""
        guests, self.guests = self.guests, None
        if guests is None or deed.verb.kind not in ("visit", "attend"):
            return False
        companions, self.subject = self.subject, guests[0]
        objects, action = self.objects.of(deed)
        self.add(deed, objects, action)
        self.subject = companions
        self.add(guests[1], objects, guests[1].verb.action)
        return True

    def _without_deed(self) -> None:
        """Those who are accompanied do nothing further: they are whom 甲 is with."""
        if self.guests:
            _, deed = self.guests
            self.guests = None
            self.add(deed, self.objects.plain(*deed.object), deed.verb.action)

    def add(self, deed: Predicate, objects: Sequence[Mention], action: str) -> None:
        """Each of the people at hand at each of the objects; a speech of those who are there already adds nothing."""
        kind, rule = deed.verb.kind, deed.verb.rule
        date, spoke = self._date(deed), self.memory.context.spoke
        if not objects:
            self.unread.append(self._doing(self.subject, deed))
        respective = self._is_respective(deed, objects)
        for index, person in enumerate(self.subject):
            first, last = person.name
            name = self.norm[first:last]
            if len(self.subject) == 1 and not (
                date or self.memory.calendar.named or person.title or self._known(name)
            ):
                continue
            own = objects[index : index + 1] if respective else objects
            keys = {(name, date, one.text) for one in own}
            if kind in ("speak", "remark") and keys <= spoke:
                self.rule = rule
                continue
            spoke |= keys
            self._found(person, own, None if kind == "chair" else action, date, rule)

    def _is_respective(self, deed: Predicate, objects: Sequence[Mention]) -> bool:
        """甲、乙分别参加A会议、B会议: each was at one of them, in the order told."""
        several = len(objects) == len(self.subject) > 1
        return several and self.norm.endswith("分别", 0, deed.verb.start)

    @staticmethod
    def _doing(subject: Sequence[Participant], deed: Predicate) -> Span:
        """Where people stand and their verb."""
        return min([deed.verb.start, *(one.name[0] for one in subject)]), deed.verb.end

    def _known(self, name: str) -> bool:
        """Whether a title tells the name somewhere: without one, and without a day, a word may look like a name."""
        return name in self.memory.told

    def _found(
        self, person: Participant, objects: Sequence[Mention], action: str | None, date: str | None, rule: str
    ) -> None:
        relation = "ATTENDED" if action else "CHAIRED"
        (start, end), _, (first, last) = person
        mention, title = self.block.mention(start, end), self.block.text[first:last]
        for one in objects:
            attributes = {"date": date, "title": title, "action": action}
            self.found.append((relation, mention, one, self.place, rule, attributes))

    def _date(self, deed: Predicate) -> str | None:
        """The day that stands before the verb (于6月3日主持), else the day that holds."""
        row_end = self.subject[-1].name[1] if self.subject else deed.verb.start
        if deed.verb.start <= row_end:
            return self.memory.calendar.day
        for at in range(row_end, min(deed.verb.start, row_end + 12)):
            days = days_at(self.norm, at) if self.norm[at].isdecimal() else None
            if days:
                calendar = replace(self.memory.calendar)
                calendar.turn_to(days)
                return calendar.day
        return self.memory.calendar.day
