"""What follows a row of people: 到青阳镇就水利工作开展调研, 主持召开A会议和B会议, 陪同检查.

A predicate is read from where the row ends: words of manner, at most one chain of phrases (率队, 到某地, 就某事),
the verb, the object. Nothing is decided here of what a bare 会议 stands for.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.mentions.attendance.lexicon import Opening, Verb, errand, manner_end, next_verb, opening_at, verb_at
from kg.mentions.attendance.meetings import is_meeting, meeting_end
from kg.mentions.lists import open_places, outside, strip
from kg.model import Span

_STAGE = re.compile(r"在(?P<on>[^，。；：]{1,60}?)上(?:的?即席)?")
_WHILE = re.compile(
    r"(?:时|期间|中|后|之后|过程中|之际)(?:，?(?:强调|指出|要求|表示|提出|希望|说|介绍|了解到|看到|得知).*)?$"
)
_DURING = re.compile(r"中(?![心央国小学共药医])|时(?![代间装尚政])|期间|后(?!勤|续)|之[际后]")
_AND_THEN = re.compile(r"并(?!购|网|轨|案|联|行|存|重|举|发症|列|进)")
_DATED = re.compile(r"（[^（）]{0,8}\d日）$")
"""A day in brackets is no part of a name: 参加旅游工作会议（至10日）."""
_ALSO = re.compile(
    r"(?<=[^撤合归兼一了])并(?!购|网|轨|案|联|行|存|重|举|发症|列|进|村|乡|镇|校|入)(?=[\u4e00-\u9fff]{2})"
)
"""Where something goes on that is no predicate: 接见劳动模范并合影留念."""
_PLACE_WORD = re.compile(
    r"深入到|深入|先后到|来到|前往|赶赴|赶到|奔赴|分赴|莅临|走进|抵达|抵|赴|到|在|来(?!访|自|宾|出席|参加|列席|主持)|莅(?!会)"
)
_GOING = re.compile(
    r"(?:(?:率领|带领|率|带|携)[^，。；：、]{1,20}?)?(?:赴|到(?!会)|前往|来到|赶赴|赶到|奔赴|远赴|抵达)"
)
_FAR = 40
_MATTER_WORD = re.compile(
    r"就(?!业|地|读|近|医|餐)|围绕|针对|对(?!口|外|接|台|象|策)|与(?!会)|为(?!主持|出席)|向|给"
)
_HOW_TAIL = re.compile(
    r"(?:实地|现场|专题|集中|专程|分别|开展|进行|一线|带队|认真|深入|就地|共同|一起|亲切|，|亲自|联合|随机|突击|逐一)+$"
)
_NO_MATTER = (
    "随",
    "以",
    "通过",
    "采取",
    "代表",
    "作为",
    "带着",
    "结合",
    "利用",
    "按照",
    "根据",
    "受",
    "应",
    "由",
    "会同",
    "给",
    "向",
)
_WITH = ("与", "同", "和")
MUTUAL = ("会谈", "座谈", "会晤", "洽谈", "交流", "磋商", "对接", "面谈", "恳谈", "通话")
"""What one does with another, who then is no participant of his own: 甲与乙会谈."""


class Predicate(NamedTuple):
    """A verb with its object (after the verb, empty if none), and the place or matter before the verb.

    ``frame`` is the place or matter that serves as object where the verb has none, ``framed`` the action
    then (到…调研). ``stage`` is where somebody speaks (在X会上), ``rest`` where the clause goes on (并看望…).
    """

    verb: Verb
    object: Span
    frame: Span | None = None
    framed: str = ""
    stage: Span | None = None
    rest: Span | None = None


def predicate(norm: str, start: int, end: int) -> Predicate | None:
    """The predicate that begins at ``start``, where a row of people ends; None if there is none."""
    at = manner_end(norm, start, end)
    if norm.startswith("在", at) and (staged := _staged(norm, at, end)):
        return staged
    verb = verb_at(norm, at, end) or (verb_at(norm, start, end) if at > start else None)
    if verb:
        return _with_object(norm, verb, end)
    opening = opening_at(norm, at, end)
    if opening is None and at > start:
        at, opening = start, opening_at(norm, start, end)
    return _with_phrase(norm, opening, end) if opening else None


def _staged(norm: str, at: int, end: int) -> Predicate | None:
    """在X会上讲话, 在会上强调."""
    match = _STAGE.match(norm, at, end)
    if not match or not (is_meeting(match["on"]) or match["on"] in ("会", "会议")):
        return None
    verb = next_verb(norm, match.end(), min(end, match.end() + 40))
    if verb is None or verb.kind not in ("speak", "remark"):
        return None
    return Predicate(verb, (verb.end, verb.end), stage=match.span("on"))


def _with_phrase(norm: str, opening: Opening, end: int) -> Predicate | None:
    verb = _verb_beyond(norm, opening, end) or _errand_at(norm, opening, end)
    if verb is None or verb.kind == "remark":
        return None
    if norm.endswith("在", opening.start, verb.start) and _DURING.match(norm, verb.end, end):
        return None
    if (
        verb.kind == "speak"
        and (stage := _STAGE.search(norm, opening.start, verb.start))
        and is_meeting(stage["on"])
    ):
        return Predicate(verb, (verb.end, verb.end), stage=stage.span("on"))
    plain = _with_object(norm, verb, end)
    frame, framed = _frame(norm, opening, verb)
    about = framed and _MATTER_WORD.match(framed) and verb.matter
    return Predicate(verb, (verb.end, verb.end) if about else plain.object, frame, framed, None, plain.rest)


def _errand_at(norm: str, opening: Opening, end: int) -> Verb | None:
    """赴泉川市招商, 率团赴泉川市推介: one goes there for it; 在某地 one need not be for that."""
    going = _GOING.match(norm, opening.start, end)
    return errand(norm, going.end() + 2, end) if going and end - going.end() < _FAR else None


def _verb_beyond(norm: str, opening: Opening, end: int) -> Verb | None:
    """The first verb after the phrase that stands in no bracket."""
    open_ = open_places(norm, opening.end, end)
    at = opening.end + (norm[opening.start : opening.end] != "在")
    while at < end:
        verb = next_verb(norm, at, end)
        if verb is None:
            return None
        if verb.start in open_ and not _in_meeting(norm, verb, end):
            return verb
        at = verb.start + 1
    return None


def _in_meeting(norm: str, verb: Verb, end: int) -> bool:
    """Whether a verb of visiting is part of a meeting's name in which somebody then does something."""
    if verb.kind not in ("visit", "speak"):
        return False
    return bool(re.match(r"[^，。；]{0,20}?(?:会议?|仪式|典礼|活动)上", norm[verb.end : end]))


def _frame(norm: str, opening: Opening, verb: Verb) -> tuple[Span | None, str]:
    """Matter or place of the phrases before the verb, and the action that it makes."""
    start, end = opening.end, verb.start
    word = norm[opening.start : opening.end]
    if opening.kind == "company" or word in _NO_MATTER or (word in _WITH and not _is_mutual(verb)):
        matters = (
            one
            for one in _MATTER_WORD.finditer(norm, start, end)
            if one.group() not in _WITH or _is_mutual(verb)
        )
        both = (_PLACE_WORD.search(norm, start, end), next(matters, None))
        found = min((one for one in both if one), key=lambda one: one.start(), default=None)
        if found is None:
            return None, ""
        word, start = found.group(), found.end()
    second = (_MATTER_WORD if _PLACE_WORD.match(word) else _PLACE_WORD).search(norm, start + 1, end)
    if second and _MATTER_WORD.match(second.group()) and (second.group() not in _WITH or _is_mutual(verb)):
        word, start = second.group(), second.end()
    elif second and second.group() not in _WITH and not (word in _WITH and "的" in norm[second.end() : end]):
        end = second.start()
    how = _HOW_TAIL.search(norm[start:end])
    start, end = strip(norm, start, start + how.start() if how else end, "了", "，")
    text = norm[verb.start : verb.end].replace("了", "") if verb.matter else verb.action
    return ((start, end), f"{word}…{text}") if end > start else (None, "")


def _is_mutual(verb: Verb) -> bool:
    """Whether one does it with another, who then is its object: 与专家座谈."""
    return verb.action.endswith(MUTUAL)


def _with_object(norm: str, verb: Verb, end: int) -> Predicate:
    """Takes the object up to the clause's end, less what goes on after it."""
    if verb.kind in ("attend", "chair") and _is_plain_meeting(norm, verb.end, end):
        return Predicate(verb, (verb.end, end))
    if verb.matter:
        return Predicate(verb, verb.matter, rest=_second(norm, verb.end, end))
    if verb.kind in ("speak", "remark") and verb.action != "汇报":
        return Predicate(verb, (verb.end, verb.end), rest=_second(norm, verb.end, end))
    rest = _second(norm, verb.end, end)
    stop = rest[0] - 1 if rest else end
    if verb.kind in ("attend", "chair"):
        stop = meeting_end(norm, verb.end, stop)
    elif (more := _ALSO.search(norm, verb.end, stop)) and more.start() in open_places(norm, verb.end, stop):
        stop = more.start()
    start, stop = strip(norm, verb.end, stop, "了", "。，；！.")
    if norm.endswith("日）", start, stop) and (dated := _DATED.search(norm[start:stop])):
        stop = start + dated.start()
    tail = _WHILE.search(norm[start:stop])
    if tail and not is_meeting(norm[start:stop]):
        stop = start + tail.start()
    return Predicate(verb, (start, max(start, stop)), rest=rest)


def _is_plain_meeting(norm: str, start: int, end: int) -> bool:
    """Whether nothing but a meeting's name stands there, as mostly behind 参加."""
    return (
        0 < end - start < _FAR
        and norm.find("并", start, end) < 0
        and norm[start] != "了"
        and norm[end - 1] != "）"
        and is_meeting(norm[start:end])
    )


def _second(norm: str, start: int, end: int) -> Span | None:
    """Where, after a top-level 并, a second predicate begins."""
    if norm.find("并", start, end) < 0:
        return None
    for index in outside(norm, start, end, "并"):
        if _AND_THEN.match(norm, index, end) and _is_predicate(norm, index + 1, end):
            return index + 1, end
    return None


def _is_predicate(norm: str, start: int, end: int) -> bool:
    at = manner_end(norm, start, end)
    if verb_at(norm, at, end):
        return True
    opening = opening_at(norm, at, end)
    return opening is not None and next_verb(norm, opening.end + 1, end) is not None
