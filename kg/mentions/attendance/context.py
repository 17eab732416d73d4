"""What a sentence may point back to: the meeting named before it, and what somebody did before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.model import Mention
from kg.patterns import words


@dataclass(slots=True)
class Context:
    """The meeting and the deed (inspection, visit) last named in an entry; both empty at its start.

    ``before`` is the context of the entry before, for △ lines that only say who else was there.
    """

    meeting: tuple[Mention, ...] = ()
    deeds: list[tuple[str, tuple[Mention, ...]]] = field(default_factory=list)
    deed_last: bool = False
    before: Context | None = None
    spoke: set[tuple[str, str | None, str]] = field(default_factory=set)

    def meet(self, meeting: Sequence[Mention]) -> None:
        """Notes the meeting that bare 会议 stand for from here on."""
        self.meeting, self.deed_last = tuple(meeting), False

    def do(self, objects: Sequence[Mention], verb: str) -> None:
        """Notes what was inspected or visited."""
        self.deeds.append((verb, tuple(objects)))
        self.deed_last = True

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

    def stands_for(self, bare: str) -> tuple[Mention, ...]:
        """What an object that is no name stands for (会议, 检查); empty if it stands for nothing."""
        bare = bare.removeprefix("了")
        if bare in words("attendance", "bare_meetings"):
            return self._meeting(bare)
        if bare in words("attendance", "bare_deeds"):
            return self._deed(bare)
        return () if bare else self.last

    def _meeting(self, bare: str) -> tuple[Mention, ...]:
        if bare.endswith("活动"):
            return self.last
        held = self.meeting or (self.before.meeting if self.before else ())
        plain = bare.endswith(("会议", "大会", "仪式", "典礼", "学习", "培训", "该会")) or bare == "会"
        return held if plain or (held and held[-1].text.endswith(bare)) else ()

    def _deed(self, bare: str) -> tuple[Mention, ...]:
        if bare in ("座谈", "会谈", "座谈交流", "恳谈") and not any(bare[:2] in verb for verb, _ in self.deeds):
            return ()
        return self.joined(bare)
