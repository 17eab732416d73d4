"""One sentence, clause by clause: people who do something, a meeting that is announced, or neither.

People may stand in several clauses before the verb; verbs without people go on from those before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.mentions.attendance.acting import acting, points
from kg.mentions.attendance.clauses import clauses, may_turn, parted, special, turn, without_lead
from kg.mentions.attendance.context import Memory
from kg.mentions.attendance.lexicon import Verb, manner_end, next_verb, verb_at
from kg.mentions.attendance.meetings import announced, is_meeting, split_meetings
from kg.mentions.attendance.predicate import Predicate, predicate
from kg.mentions.attendance.somebody import names_someone
from kg.mentions.attendance.statement import Place, Statements, tells_how
from kg.mentions.dates import days_at
from kg.mentions.people import Participant, row
from kg.model import Block, Span

_ROW = 600
"""The longest row of people, in characters."""
_TAKES_PART = re.compile("参加|出席|列席|陪同|主持|在座|收看|收听")
_GOES_ON = frozenset({"参加", "出席", "列席"})
_HELD_THAT_DAY = re.compile(
    r"(?<![于定将至到—\-\d、月])(?=\d)(?P<day>(?:\d{1,2}月)?\d{1,2}日)(?:[上下]午|晚)?(?:在[^，。]{1,20})?(?:召开|举行|举办|组织召开|开幕)"
)
_FIGURES = re.compile(r"(?<!\d)\d")
_AGENDA = frozenset({"研究", "听取", "部署", "安排部署", "研究部署", "了解"})
_INSPECTS = frozenset(
    {"调研", "检查", "督查", "督导", "督察", "视察", "考察", "巡查", "暗访", "检查指导", "调研指导"}
)
_CONNECTIVES = ("并", "还", "随后", "先后", "之后", "又", "同时", "当天", "当日", "下午", "上午", "晚上")


class Sentence(Statements):
    """The state of reading one sentence, ``block[start:end]``; ``place`` is what it is quoted as."""

    def __init__(self, memory: Memory, block: Block, span: Span, place: Place) -> None:
        super().__init__(memory, block, place)
        self.clauses = parted(block, clauses(block.norm, *span)) if block.gaps else clauses(block.norm, *span)
        self.awaited = False
        self.linked = 0
        self.schedule = False
        self.left: list[Span] = []

    def unfinished(self) -> list[Span]:
        """What was left that could be a fact: people whose deed was not told, or who were nowhere."""
        people = [one.name for one in self.subject] if self.awaited else []
        nowhere = [self._doing(subject, deed) for subject, deed, _ in self.awaiting]
        named = [span for span in self.left if self._names_doer(*span)]
        return [*self.unread, *people, *nowhere, *named]

    def _names_doer(self, start: int, end: int) -> bool:
        """Whether a clause names somebody who does something; 听取了县长甲的汇报 is what others do."""
        governed = bool(self.found) and verb_at(self.norm, manner_end(self.norm, start, end), end) is not None
        return not governed and names_someone(self.norm, start, end, self.memory)

    def read(self) -> None:
        """Reads the clauses in order, up to the words that somebody is quoted with."""
        index = 0
        while index < len(self.clauses):
            taken = self._clause(index)
            if taken == 0:
                self._behind_words(index + 1)
                break
            index += taken
        if self.guests:
            self._without_deed()

    def _behind_words(self, index: int) -> None:
        """甲强调，要抓好落实，副市长乙参加会议: who is named with a title behind what somebody said, and was there too."""
        for last in range(max(index, len(self.clauses) - 2), len(self.clauses)):
            if not _TAKES_PART.search(self.norm, *self.clauses[last]):
                continue
            found = acting(self.norm, self.clauses, last, self.clauses[last][0], self.memory.told)
            deed = found[2] if found else None
            if found is None or deed is None or deed.verb.kind not in ("attend", "accompany", "chair"):
                continue
            bare = deed.object[0] == deed.object[1] or self.memory.context.stands_for(
                self.norm[slice(*deed.object)]
            )
            if found[1][0].title and bare and deed.frame is None:
                self._act(last, *found)
                return

    def _clause(self, index: int) -> int:
        """Reads the clause at ``index``; how many clauses that took, 0 where the rest only quotes somebody."""
        first, end = self.clauses[index]
        start, staged = without_lead(self.norm, first, end)
        self.staged = self.staged or staged
        if start < end and self.norm[start] in special():
            for rule in ("content", "byline"):
                if turn(rule, self.norm, start, self.clauses[-1][1]):
                    self.rule = rule
                    return 0
            if turn("agenda", self.norm, start, end):
                self.rule, self.subject = self.rule or "agenda", []
                return 1
            by = turn("led-by", self.norm, start, end)
            start += by.end() if by else 0
        if start >= end:
            self.linked = index + 1
            return 1
        if self._labelled(start, end) or self._turned(index, start, end):
            return 1
        found = acting(self.norm, self.clauses, index, start, self.memory.told)
        if found is not None:
            return self._act(index, *found)
        if self._going_on(index, first, start, end) or self._meeting(start, end):
            return 1
        self.left.append((start, end))
        self._nobodys(start, end)
        return 1

    def _act(self, index: int, last: int, subject: list[Participant], deed: Predicate | None) -> int:
        if self.guests:
            self._without_deed()
        self.subject, self.awaited = subject, deed is None
        self._knows(subject)
        return last - index + 1 if deed is None or self.state(deed) else 0

    def _going_on(self, index: int, first: int, start: int, end: int) -> bool:
        """A verb without people goes on from those before it: 并看望困难群众."""
        if not self.subject:
            return False
        deed = predicate(self.norm, start, end)
        linked = (
            self.guests is not None
            or (deed is not None and self.norm.startswith("；", first - 1) and _may_go_on(deed.verb))
            or self.awaited
            or self.schedule
            or self.linked == index
            or self.norm.startswith(_CONNECTIVES, first, end)
        )
        if deed is None or not (linked or _goes_on(deed, start)) or self._detail(deed.verb):
            return False
        if tells_how(deed):
            return True
        self.awaited = False
        if not self._with_guests(deed):
            self.state(deed)
        return True

    def _detail(self, verb: Verb) -> bool:
        """Whether a verb only tells more of the inspection that was named: 调研水利工作…来到水库，察看大坝."""
        if self.schedule:
            return False
        more = self.awaited and verb.rule == "inspects" and bool(self.memory.context.deed)
        return more or self._looks_round(verb, named=False)

    # Meetings and deeds without people

    def _turned(self, index: int, start: int, end: int) -> bool:
        """会议由甲主持, 出席会议的有甲."""
        return may_turn(self.norm, start, end) and (
            self._chaired_by(start, end) or self._present_were(index, start) or self._led_party(start, end)
        )

    def _labelled(self, start: int, end: int) -> bool:
        """县长甲：上午主持召开…；下午调研…: who does all that follows."""
        subject = row(self.norm, start, end, self.memory.told) if self.norm.startswith("：", end) else None
        if subject:
            self._knows(subject)
            self.subject, self.schedule = subject, True
        return bool(subject)

    def _knows(self, subject: list[Participant]) -> None:
        memory, offsets = self.memory, self.block.offsets
        for (first, last), title, _ in subject:
            name = self.norm[first:last]
            memory.placed.setdefault(name, set()).add(offsets[first])
            if title:
                memory.told.add(name)

    def _led_party(self, start: int, end: int) -> bool:
        """调研组由甲带队: he has what the party does."""
        match = turn("led-party", self.norm, start, end) if self.memory.context.deed else None
        if not match:
            return False
        self.subject = (
            row(self.norm, start + match.start("people"), start + match.end("people"), self.memory.told) or []
        )
        verb = Verb("visit", "led-party", start + match.start("verb"), end, match["verb"])
        self.add(Predicate(verb, (end, end)), self.memory.context.deed, verb.action)
        return bool(self.subject)

    def _chaired_by(self, start: int, end: int) -> bool:
        match = turn("chaired-by", self.norm, start, end)
        if not match:
            return False
        first, last = (start + point for point in match.span("people"))
        subject = row(self.norm, first, last, self.memory.told)
        if not subject:
            return False
        meeting = (start + match.start("meeting"), start + match.end("meeting"))
        verb = Verb("chair", "chaired-by", start + match.start("verb"), end, match["verb"])
        self._knows(subject)
        self.subject = subject
        self._do(Predicate(verb, meeting))
        return True

    def _present_were(self, index: int, start: int) -> bool:
        stop = min(self.clauses[-1][1], start + _ROW)
        match = turn("present-were", self.norm, start, stop)
        if not match or match.end("object") > self.clauses[index][1] - start:
            return False
        self.subject = row(self.norm, start + match.start("people"), stop, self.memory.told) or []
        kind = "accompany" if match["verb"] == "陪同" else "attend"
        verb = Verb(kind, "present-were", start, start + match.end("verb"), match["verb"])
        deed = Predicate(verb, (start + match.start("object"), start + match.end("object")))
        if self.subject:
            self._knows(self.subject)
            self.add(deed, *self.objects.of(deed))
            self.clauses = self.clauses[: index + 1]
        return bool(self.subject)

    def _meeting(self, start: int, end: int) -> bool:
        """A clause that announces a meeting, names the one where somebody speaks, or is nothing but one's name."""
        start = self._chaired_which(start, end)
        stage = turn("on-stage", self.norm, start, end)
        span: Span | None
        if stage:
            span, self.staged = (start + 1, end - 1), True
            if self.memory.context.stands_for(self.norm[slice(*span)]):
                return True
        else:
            span = announced(self.norm, start, end) or self._named(start, end)
        if span is None:
            return False
        self.rule = self.rule or "announced"
        self._meet(span)
        self._held_on(start, end)
        return True

    def _chaired_which(self, start: int, end: int) -> int:
        """由甲主持的X会议召开: he is noted until the meeting is named; where its name begins."""
        match = turn("chaired-which", self.norm, start, end)
        if match is None:
            return start
        first, last = (start + point for point in match.span("people"))
        people = row(self.norm, first, last, self.memory.told)
        if people:
            self._knows(people)
            deed = Predicate(Verb("chair", "chaired-by", last, last + 2, "主持"), (end, end))
            self.awaiting.append((people, deed, ""))
        return start + match.end()

    def _meet(self, span: Span) -> None:
        if not self.memory.context.stands_for(self.norm[slice(*span)]):
            self.memory.context.meet([self.block.mention(*one) for one in split_meetings(self.norm, *span)])
        if self.awaiting:
            self._fulfil(self.memory.context.meeting)

    def _named(self, start: int, end: int) -> Span | None:
        text = self.norm[start:end]
        whole = 5 <= len(text) <= 60 and text.endswith(
            ("会议", "大会", "推进会", "仪式", "座谈会", "例会", "典礼", "校庆")
        )
        return (start, end) if whole and is_meeting(text) and not next_verb(self.norm, start, end) else None

    def _held_on(self, start: int, end: int) -> None:
        """会议于6月3日召开: the day where none is known, or of an entry that does not begin with one."""
        starts: Iterable[int] = ()
        if self.memory.undated and (held := _HELD_THAT_DAY.search(self.norm, start, end)):
            starts = (held.start("day"),)
        elif self.memory.calendar.day is None:
            starts = (match.start() for match in _FIGURES.finditer(self.norm, start, end))
        days = next(filter(None, (days_at(self.norm, at) for at in starts)), None)
        if days:
            self.memory.calendar.turn_to(days)

    def _nobodys(self, start: int, end: int) -> None:
        """省督查组来我市督查防汛工作: nobody is named, but those who 陪同 have this object."""
        if self.memory.context.deed or self.memory.context.meeting or turn("agenda", self.norm, start, end):
            return
        for point in points(self.norm, start + 2, end):
            deed = predicate(self.norm, point, end)
            if deed and deed.verb.kind == "visit":
                self.objects.of(deed)
                self.rule = self.rule or "nobody"
                return


def _may_go_on(verb: Verb) -> bool:
    """Whether a verb after a semicolon goes on from those before: neither an agenda nor words."""
    return verb.kind not in ("speak", "remark") and verb.action not in _AGENDA


def _goes_on(deed: Predicate, start: int) -> bool:
    """Whether a verb at the head of a clause goes on from those before: 督导主题教育，调研校园安全，看望教师."""
    verb = deed.verb
    if verb.kind == "accompany" or (verb.rule == "inspects" and verb.start == start):
        return verb.action in (*_INSPECTS, "陪同") and deed.object[0] < deed.object[1]
    return verb.kind == "chair" or verb.rule == "visits" or verb.action in _GOES_ON
