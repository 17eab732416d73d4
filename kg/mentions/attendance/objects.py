"""What a predicate's object is: what stands after the verb, the place or matter before it, or what was named before."""

from __future__ import annotations

import re

from kg.mentions.attendance.context import LONGEST_BARE, Context, bare_words
from kg.mentions.attendance.lexicon import is_visit, next_verb
from kg.mentions.attendance.meetings import is_meeting, split_meetings, split_places
from kg.mentions.attendance.predicate import Predicate, predicate
from kg.mentions.lists import strip
from kg.model import Block, Mention

Found = tuple[tuple[Mention, ...], str]
"""The objects, none if there is nothing that could be one, and the action."""

_ETC = re.compile(r"等(?:会议|活动|系列活动|相关活动|有关活动)?$")
_ANOTHER = re.compile(r"、[^、，“]{2,12}?(?:参加|出席|列席|主持)(?!人)")
"""甲参加A、乙参加B: where one ends and the other begins cannot be told."""
_HOW = re.compile(r"(?:实地|现场|专题|开展|进行|一行|来|到|赴)+$")
_RECEIVES = frozenset({"接待", "迎接", "欢迎", "欢送", "送行"})
"""Whom one receives is said, or it is not known: no place stands for them."""
_NO_PLACE = re.compile(r"^(?:现场|会场|会|会议现场|活动现场|场|一线|实地|当地|视频会议室|分会场|主会场)$")
_NO_OBJECT = re.compile(r"^(?:有关|相关)?(?:工作|情况|活动|事宜|有关情况|工作情况)?$")


class Objects:
    """Objects of predicates in one block, in the context of what came before."""

    def __init__(self, block: Block, context: Context) -> None:
        self.block = block
        self.norm = block.norm
        self.context = context

    def of(self, deed: Predicate) -> Found:
        """The objects of a predicate and the action; the context then knows them."""
        action = deed.verb.action
        if deed.verb.kind in ("attend", "chair"):
            return self._meetings(deed), action
        if deed.verb.kind == "speak":
            spoken = self.spoken_at(deed)
            return (spoken, action) if spoken else self._reported(deed)
        if deed.verb.kind == "accompany":
            return self.context.joined(), action
        return self._deed(deed)

    def _reported(self, deed: Predicate) -> Found:
        """At no meeting: 赴省水利厅汇报水库前期工作, 为新馆揭牌; 来校作报告 says nothing of where."""
        text = self.norm[slice(*deed.object)]
        if text and not _NO_OBJECT.match(text):
            return self.plain(*deed.object), deed.verb.action
        framed = deed.verb.action == "汇报" or (deed.framed.startswith("为") and deed.verb.rule == "speaks")
        return self._framed(deed) if framed else ((), deed.verb.action)

    def spoken_at(self, deed: Predicate) -> tuple[Mention, ...]:
        """Where somebody speaks: the meeting that stands there (在X会上), else the one named before."""
        if deed.stage is None:
            own = self.context.meeting or self.context.deed
            return own or (() if deed.frame else self.context.last)
        text = self.norm[slice(*deed.stage)]
        found = self.context.stands_for(text)
        if not found and text not in ("会", "会议"):
            found = (self.block.mention(*deed.stage),)
            self.context.meet(found)
        return found

    def plain(self, start: int, end: int) -> tuple[Mention, ...]:
        """What stands there, as it stands."""
        start, end = strip(self.norm, start, end, "了", "，。；.")
        return (self.block.mention(start, end),) if end > start else ()

    def accompanied(self, start: int, end: int) -> tuple[Mention, ...]:
        """What those who are accompanied, without a name, do: 省调研组调研城市更新; else they themselves."""
        if self.norm[start:end] in bare_words("bare_deeds") or is_visit(self.norm[start:end]):
            return ()
        verb = next_verb(self.norm, start + 1, end)
        opening = re.search(
            r"到|赴|来|在|前往|深入|就|对", self.norm[start + 2 : verb.start if verb else end]
        )
        begin = start + 2 + opening.start() if opening and verb else verb.start if verb else end
        deed = predicate(self.norm, begin, end) if verb else None
        if deed is None:
            return self.plain(start, end)
        bare = deed.object[0] == deed.object[1] and deed.frame is None
        objects = () if bare else self.of(deed)[0]
        if not objects and (how := _HOW.search(self.norm[start:begin])):
            begin = start + how.start()
        return objects or self.plain(start, begin)

    def _meetings(self, deed: Predicate) -> tuple[Mention, ...]:
        start, end = deed.object
        text = self.norm[start:end]
        if len(text) <= LONGEST_BARE:
            found = self.context.stands_for(text) if text or deed.verb.kind == "attend" else self.context.held
            if found or not text or (text in bare_words("bare_deeds") and not is_meeting(text)):
                return found
        chairs = deed.verb.kind == "chair" and text[-1] != "”" and "召开" not in deed.verb.action
        if (chairs or deed.verb.action.endswith("开展")) and not is_meeting(text):
            return ()
        if ("、" in text and _ANOTHER.search(text)) or (
            text.endswith("活动") and text in bare_words("bare_meetings")
        ):
            return ()
        spans = split_meetings(self.norm, start, end)
        if len(spans) > 1 and (etc := _ETC.search(self.norm[slice(*spans[-1])])):
            spans[-1] = (spans[-1][0], spans[-1][0] + etc.start())
        found = tuple(self.block.mention(*span) for span in spans)
        self.context.meet(found)
        return found

    def _deed(self, deed: Predicate) -> Found:
        start, end = deed.object
        text = self.norm[start:end]
        if text and not _NO_OBJECT.match(text) and text not in bare_words("bare_deeds"):
            found = tuple(self.block.mention(*span) for span in split_places(self.norm, start, end))
            self.context.do(found, deed.verb.action)
            return found, deed.verb.action
        if deed.frame and not _NO_PLACE.match(self.norm[slice(*deed.frame)]):
            return self._framed(deed)
        if deed.verb.action in _RECEIVES:
            return (), deed.verb.action
        if self.context.last:
            return self.context.last, deed.verb.action
        return self._framed(deed)

    def _framed(self, deed: Predicate) -> Found:
        named = deed.frame and self.norm[slice(*deed.frame)] not in ("其", "他", "她", "他们", "其他人")
        found = (self.block.mention(*deed.frame),) if named and deed.frame else ()
        self.context.do(found, deed.verb.action)
        return found, deed.framed.rpartition("…")[2]
