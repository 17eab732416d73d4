"""What a sentence may point back to: the meeting named before it, and what somebody did before it."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import cache

from kg.mentions.attendance.lexicon import is_visit
from kg.mentions.calendar import Calendar
from kg.model import Block, Mention
from kg.patterns import words

_KINDS = ("活动", "仪式", "典礼", "座谈会", "推进会", "例会", "年会", "论坛", "大会")
_THAT_DAY = re.compile(r"^了?(?:(?:当[天日]|同日|随后|之后|其后|接着|会后|此前)(?:举行|召开)?的)?")
LONGEST_BARE = 14
"""What is longer stands for nothing, be it with a word of time before it."""
_THAT_DAY_FIRST = frozenset("了当同随之其接会此的")
_VARIOUS = re.compile(r"(?:各项|系列|一系列|相关|有关)活动$")
_ANY_MEETING = (
    "会议",
    "大会",
    "仪式",
    "典礼",
    "学习",
    "培训",
    "该会",
    "签约",
    "签字",
    "揭牌",
    "开幕",
    "开工",
)
"""Bare nouns that stand for whatever meeting was named; another stands for one called so only."""


@cache
def bare_words(section: str) -> frozenset[str]:
    """Nouns that stand for a meeting or a deed named before."""
    return frozenset(words("attendance", section))


@dataclass(slots=True)
class Context:
    """The meeting and the deed (inspection, visit) last named in an entry; both empty at its start.

    ``before`` is the context of the entry before, for △ lines that only say who else was there.
    """

    meetings: list[tuple[Mention, ...]] = field(default_factory=list)
    deeds: list[tuple[str, tuple[Mention, ...]]] = field(default_factory=list)
    deed_last: bool = False
    before: Context | None = None
    spoke: set[tuple[str, str | None, str]] = field(default_factory=set)
    inspected: set[str] = field(default_factory=set)
    """Who has an inspection already, whose further looking round tells more of it."""

    @property
    def holds_something(self) -> bool:
        """Whether there is anything to forget."""
        return bool(self.meetings or self.deeds or self.before or self.spoke or self.inspected)

    def meet(self, meeting: Sequence[Mention]) -> None:
        """Notes the meeting that bare 会议 stand for from here on; 各项活动 is none."""
        if (
            self.meetings
            and meeting[-1].text.endswith("活动")
            and all(_VARIOUS.search(one.text) for one in meeting)
        ):
            return
        self.meetings.append(tuple(meeting))
        self.deed_last = False

    def do(self, objects: Sequence[Mention], verb: str) -> None:
        """Notes what was inspected or visited."""
        self.deeds.append((verb, tuple(objects)))
        self.deed_last = True

    @property
    def meeting(self) -> tuple[Mention, ...]:
        """The meeting named last."""
        return self.meetings[-1] if self.meetings else ()

    @property
    def deed(self) -> tuple[Mention, ...]:
        """What was inspected or visited last."""
        return self.deeds[-1][1] if self.deeds else ()

    @property
    def last(self) -> tuple[Mention, ...]:
        """The latest of the two, of the entry before if there is none in this one."""
        own = (self.deed or self.meeting) if self.deed_last else (self.meeting or self.deed)
        return own or (self.before.last if self.before else ())

    def joined(self, deed: str = "") -> tuple[Mention, ...]:
        """What those who 陪同 (检查) have: the deed, the one called so if there are several, or else the meeting."""
        called = [objects for verb, objects in self.deeds if deed and deed[:2] in verb]
        return called[-1] if called else self.deed or self.last

    @property
    def held(self) -> tuple[Mention, ...]:
        """The meeting named last, in the entry before if in this one none is."""
        return self.meeting or (self.before.meeting if self.before else ())

    def stands_for(self, bare: str) -> tuple[Mention, ...]:
        """What an object that is no name stands for (会议, 检查); empty if it stands for nothing."""
        if bare[:1] in _THAT_DAY_FIRST:
            bare = _THAT_DAY.sub("", bare)
        if bare in bare_words("bare_meetings"):
            return self._meeting(bare)
        if bare in bare_words("bare_deeds") or is_visit(bare):
            return self._deed(bare)
        if 2 < len(bare) <= 5 and bare.endswith("会"):
            return next((one for one in reversed(self.meetings) if one and one[-1].text.endswith(bare)), ())
        return () if bare else self.last

    def _meeting(self, bare: str) -> tuple[Mention, ...]:
        kind = next((kind for kind in _KINDS if bare.endswith(kind)), bare)
        called = [meeting for meeting in self.meetings if meeting and meeting[-1].text.endswith(kind)]
        if called and kind != "会议":
            return called[-1]
        if bare.endswith("活动"):
            return self.last
        return self.held if bare.endswith(_ANY_MEETING) or bare == "会" else ()

    def _deed(self, bare: str) -> tuple[Mention, ...]:
        if bare in ("座谈", "会谈", "座谈交流", "恳谈") and not any(
            bare[:2] in verb for verb, _ in self.deeds
        ):
            return next(
                (one for one in reversed(self.meetings) if one and one[-1].text.endswith("座谈会")), ()
            )
        return self.joined(bare)


@dataclass(slots=True)
class Memory:
    """What is kept from sentence to sentence: the day, the context, and who is known.

    ``known`` are names told elsewhere in the text, which need no title; ``told`` has them and those that titles tell.
    """

    calendar: Calendar
    known: Set[str] = frozenset()
    told: set[str] = field(default_factory=set)
    placed: dict[str, set[int]] = field(default_factory=dict)
    """Where in the source each name was read as somebody's who does something."""
    undated: bool = False
    head: Block | None = None
    """The leader whose name and title stand on a line of their own over what he did."""
    context: Context = field(default_factory=Context)
